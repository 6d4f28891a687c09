"""English words of family, of what people believe, and of politics. One expression a line, for folded text.

`..._NOT` are phrases in which such a word means something else: they are taken out before the others are looked for.
"""

FAMILY = r"""
famil(?:y|ies|y's)
parents?(?:'s?)?|parental|parenthood|parenting
mothers?(?:'s?)?|mums?|moms?|motherhood|maternity
fathers?(?:'s?)?|dads?|fatherhood|paternity
child(?:ren)?(?:'s)?|childhood|childless|childcare|kids?|toddlers?|newborns?|babies|baby
(?:my|your|his|her|our|their) (?:\w+ )?(?:sons?|daughters?|brothers?|sisters?|twins?|aunts?|uncles?|cousins?|nephews?|nieces?|relatives?|spouse|partner's)
sons and daughters|brothers and sisters|daughters?|siblings?|twins|triplets
grand(?:mothers?|fathers?|parents?|child|children|mas?|pas?|sons?|daughters?)
great grand\w+
step(?:child|children|mother|father|parents?|son|daughter)
husbands?(?:'s)?|wife|wives|wife's|spouses?|fiancee?s?|in laws?|(?:mother|father|sister|brother)s?-in-law
(?:dual career |married |unmarried |same sex |young )?couples?
marriages?|married|marry|marrying|wedding|honeymoon|divorce[ds]?|divorcing|widow(?:s|ed|er|ers)?
pregnan(?:t|cy|cies)|miscarriages?|stillbirth|ivf|fertility (?:treatment|leave|clinic)s?|breast ?feed(?:s|ing)?|childbirth|gave birth|giving birth|birth of
adopted (?:a |two |three |her |his |their )?(?:boy|girl|sibling|son|daughter|baby|child|children)s?|adoption (?:leave|agency)|foster (?:care|home|child|children|parents?|carers?)
school runs?|nurser(?:y|ies)|kindergartens?|day ?care|nann(?:y|ies)|babysitt\w+
(?:unpaid |family |working )carers?|ageing (?:parents?|relatives?)|elder ?care
single (?:mums?|moms?|dads?)
"""
FAMILY_NOT = r"""
famil(?:y|ies) of (?!(?:two|three|four|five|six|refugees|immigrants|farmers)\b)[\w-]+
(?:font|type|chip|product|processor|device|model|protocol|instruction|language|engine|aircraft|cpu|gpu|sensor|controller|column|address|socket|cipher|algorithm|function|rocket|car|tool|board|library|kernel|licen[cs]e|standards?|exponential|microcontroller)[- ]famil(?:y|ies)
parental controls?
parents?(?:,? (?:and|or|to|/) child(?:ren)?)? (?:compan(?:y|ies)|process(?:es)?|nodes?|class(?:es)?|director(?:y|ies)|folders?|elements?|components?|keys?|tables?|tasks?|threads?|selectors?|commits?|pointers?|firms?|branch(?:es)?|domains?|zones?|groups?|scopes?|records?|rows?)
(?:child|children)(?:'s)? (?:process(?:es)?|nodes?|class(?:es)?|elements?|components?|tables?|threads?|tasks?|windows?|records?|rows?|selectors?|domains?|zones?|themes?|pages?)
(?:nodes?|elements?|process(?:es)?|trees?|widgets?|components?|folders?)(?: \w+){0,3} (?:its|their|the) (?:parents?|child(?:ren)?|siblings?)
child(?:ren)? of (?:a|the|each|every|this) (?:node|element|process|root|component|container|div|tree|folder)s?
mother of all|mother tongues?|mother lodes?|mother ships?|mother nature|necessity is the mother|founding fathers?|father of (?:the )?(?:modern|internet|web|linux|computing|computer|computers|python|c|unix|radio|television|robotics)
baby steps?|baby (?:bells?|pi|shark|boomers?)|bab(?:y|ies) of the bathwater|kid gloves|new kid|child's play|poster child(?:ren)?
grandfather(?:ed)? (?:clauses?|rights?|in|plans?)|grandfather clocks?
sibling (?:selectors?|nodes?|compan(?:y|ies)|elements?|modules?|projects?|tasks?|threads?|files?|pages?)
daughter[- ]?(?:boards?|cards?|cells?|compan(?:y|ies)|nuclei|nuclides?|nucleus)
digital twins?|twin (?:engines?|screws?|cities|towers?|prop|turbo|axis|cameras?|pairs?|peaks?|cylinders?|motors?|cables?)|twins? of (?:a|the) (?:machine|plant|factory|building|bridge)
(?:thermo|force|torque)? ?couples? of|couples? (?:to|with|into|the)
married to (?:the|a|an|one) (?:framework|vendor|tool|stack|idea|platform|library|technology)s?|marri(?:es|age) (?:of )?(?:hardware|software|old|new|form|technology)
sister (?:compan(?:y|ies)|sites?|ships?|projects?|plants?|firms?|brands?|publications?|cit(?:y|ies))
seed nurser(?:y|ies)|(?:plant|tree|coral) nurser(?:y|ies)
wedding cake (?:style|model)
family (?:names? (?:property|css)|resemblances?)
"""

FAITH = r"""
religio(?:n|ns|us|usly)|faiths?|faithful|interfaith|multifaith|spiritual(?:ity|ly)?|secularism|theolog\w+|creeds?
church(?:es|es'|'s|goers?|yards?)?|cathedrals?|chapels?|mosques?|synagogues?|temples?|monaster(?:y|ies)|convents?|abbeys?|parish(?:es|ioners?)?|shrines?|gurdwaras?|pagodas?|seminar(?:y|ies|ians?) student
god(?:'s)?|goddess(?:es)?|jesus|christ|allah|buddha|muhammad|yahweh|holy (?:spirit|see|land|week|bible|book|quran|scriptures?)
christian(?:s|ity)?|catholic(?:s|ism)?|protestant(?:s|ism)?|evangelicals?|lutherans?|anglicans?|baptists?|methodists?|mormons?|quakers?|orthodox (?:church\w*|christians?|jews?|easter)
muslims?|islam(?:ic)?|sunnis?|shi'?a|shiites?|sufis?|hijabs?|headscar(?:f|fs|ves)|burqas?|halal|ramadan|eid (?:al|celebrations?|holidays?|prayers?)|end of eid|mecca|imams?|qur'?an|koran|mullahs?|sharia
jew(?:s|ish)?|judaism|rabbis?|torah|talmud|kosher|sabbath|shabbat|yom kippur|rosh hashana\w*|passover|hanukkah|bar mitzvah|kippas?
hindu(?:s|ism)?|buddhis(?:t|ts|m)|sikhs?|sikhism|turbans?|jains?|taois[tm]s?|shinto|baha'i|diwali|vesak
pope(?:s|'s)?|popes|vatican|bishops?|archbishops?|cardinals? (?:of|in) |priests?|priesthood|pastors?|vicars?|nuns?|monks?|friars?|chaplain(?:s|cy)?|clergy(?:man|men|woman)?|clerics?|missionar(?:y|ies)|preach(?:er|ers|ing)?|sermons?|deacons?
pray(?:s|ed|ing|ers?)?|worship(?:s|ped|ping|pers?)?|bible(?:s|'s)?|biblical|gospels?|scriptures?|psalms?|rosary|baptis[em]\w*|communion|confirmation class|pilgrim(?:s|ages?)?|blessings?|hymns?|sacraments?
(?:midnight|sunday|easter|christmas|latin|holy|funeral) mass|attend(?:s|ed|ing)? mass|mass (?:is|was) (?:said|celebrated|streamed)
easter (?:service|vigil|sunday)|lent (?:fast|fasting)|good friday|advent (?:service|season)
atheis(?:t|ts|m)|agnostics?|agnosticism|believers?|unbelievers?|non ?believers?|heres(?:y|ies)|blasphem\w+|apostas\w+|conversion to (?:islam|christianity|judaism|buddhism|catholicism)
do you believe in|what do you believe
"""
FAITH_NOT = r"""
(?:in )?(?:good|bad) faith|(?:crisis|leap|act|article)s? of faith(?: in)?|faith in (?!god|christ|jesus|allah|the church)[\w-]+|faithful (?:to|copy|copies|reproductions?|renderings?|translations?|replicas?)
church(?:[- ]turing| encodings?| numerals?| booleans?)|alonzo church|rosser church
(?:the )?bible of \w+|(?:\w+ )?style bible|gospel of (?!john|luke|mark|matthew|christ|jesus)\w+|take(?:n)? as gospel
(?:platform|language|vendor|database|cloud|framework|hardware|model|protocol|location|device|editor|cuda|os)[- ]agnostic(?:ism)?|agnostic (?:to|of|about)
(?:developer|technology|product|cloud|security|data)[- ]evangelists?
god (?:objects?|class(?:es)?|mode|rays)|holy grails?|holy wars?|temple run|temple os|templeos
cardinal (?:numbers?|sins?|rules?|points?|directions?)|bishop(?:'s)? (?:and|to|takes|moves?|pair|endgame)|(?:knight|rook|queen|king|pawn)s?,? (?:and |or )?bishops?
monk (?:mode|fruit)|monkfish|worship of the|cargo cults?|hero worship
baptism (?:of|by) fire
true believers? in|believers? in (?!god|christ|allah)[\w-]+
blessings? in disguise|mixed blessings?|monkey ?patch\w*
preach(?:es|ed|ing)? to the choir|practi[cs]e what (?:we|they|you) preach
saint|mecca (?:for|of)
"""

POLITICS = r"""
politic(?:s|al|ally|ian|ians|ians'|ise|ised|ize|ized)|geopolitic(?:s|al)|apolitical|partisan(?:s|ship)?|bipartisan
parliament(?:s|'s|ary|arians?)?|(?:the|us|u\.s\.|american) congress|congress(?:man|men|woman|women|ional)|senat(?:e|or|ors|orial)|house of (?:commons|lords|representatives)|bundestag|knesset|legislat(?:ure|ures|ors?|ive)|lawmakers?|law makers?|members of (?:parliament|congress)|westminster|capitol hill|the capitol
(?:prime |transport |foreign |finance |health |education |energy |interior |defence |defense |justice |economy |economics |trade |digital |environment |climate |labour |culture |science |housing |deputy )minist(?:ers?|r(?:y|ies))
(?:the|a|new|former|her|his|their|our) minist(?:ers?|r(?:y|ies))|ministers?|minist(?:ers?|r(?:y|ies)) (?:of|for)|secretary of (?:state|defen[cs]e|commerce|energy|education)|(?:vice |us )?president (?:biden|trump|obama|macron|xi|putin|lula)|white house|downing street|kremlin|oval office|head of state|chancellors?|(?:state|federal|deputy|lieutenant|former) governors?|governor of|mayors?(?:'s)?|mayoral|council(?:lors?|men|women)|city council|town council
governments?(?:'s)?|governmental|federal (?:agenc(?:y|ies)|budget|law)|state aid|cabinet (?:reshuffle|minister|meeting)s?|administration(?:'s)? (?:plans?|decision|ban|order)|civil servants?
elections?|electoral|electorate|by election|ballots?|voters?|polling stations?|referend(?:um|ums|a)|plebiscite|(?:election|presidential|mayoral|mayor's|senate|party) campaigns?|campaign (?:trail|promises?|finance|speech|rally)|candidates? for (?:president|mayor|chancellor|governor|parliament|congress|senate|office)|two candidates for|swing states?|suffrage|vot(?:e|ed|ing) (?:for|against) (?:the |a )?(?:party|candidate|president|bill|law|government|left|right)|gerrymander\w+
(?:political|green|labour|conservative|liberal|democratic|republican|communist|socialist|ruling|opposition|governing|socialist|populist|far right|far left|pirate|workers'?) part(?:y|ies)(?:'s)?|party (?:politics|leaders?|members?hip|conference|congress|manifesto|whip)|democrats?|republicans?|tor(?:y|ies)|labour mps?|social democrats?|socialis(?:t|ts|m)|communis(?:t|ts|m)|capitalis(?:t|ts|m)|fascis(?:t|ts|m)|nazis?|anarchis(?:t|ts|m)|nationalis(?:t|ts|m)|populis(?:t|ts|m)|conservatives|libertarians?|(?:far |hard |alt )(?:right|left)|(?:left|right)[- ]wing(?:ers?)?|the opposition|opposition (?:leader|party|parties|mps?)|coalition (?:government|talks|partners?|agreement|deal)|(?:ruling|governing|left wing|right wing|grand) coalition
brexit|leave campaign|remainers?|european (?:commission|council)|eu (?:commission|parliament|council)|nato|united nations|un security council|geneva convention
protest(?:s|ed|ers?|ors?|ing)|demonstrators?|activis(?:t|ts|m)|civil disobedience|general strike|revolutionaries|coups?(?: d'etat)?|riots?|uprisings?|(?:military|authoritarian|repressive|communist|sanctions|apartheid) regimes?|dictator(?:s|ship|ships)?|authoritarian(?:ism)?|propaganda|democrac(?:y|ies)|diplomats?|diplomacy|embass(?:y|ies)|sanctions|(?:steel |import |export |new |trade |punitive )?tariffs? (?:on|war|against)|tariffs|trade wars?|(?:draft |finance |new |\w+ )?bill (?:passes|fails|becomes law|in parliament)|(?:passe[sd]|reject(?:s|ed)|sign(?:s|ed)|veto(?:es|ed)) (?:the |a )?(?:\w+ ){0,3}(?:bill|law|act)
(?:immigration|migration|asylum|foreign|climate|drug|fiscal|trade|family|tax|gun|border|housing|energy|social|monetary|industrial|defen[cs]e) polic(?:y|ies)|immigration|immigrants?|asylum seekers?|refugees?|border wall|abortion|gun (?:control|laws?)|death penalty|tax(?:es)? (?:cuts?|on|reform|rises?)|welfare state|lobby(?:ists?|ing)|whistle ?blowers? act|constitution(?:al)? (?:court|reform|amendment|right)s?|supreme court|executive orders?|nationali[sz](?:e|es|ed|ation)
"""
POLITICS_NOT = r"""
leader[- ]elections?|elections? of (?:a |the |its |one )?(?:new )?(?:leader|coordinator|primary|master|node|board|chair)s?(?: node)?|(?:leader|raft|paxos|bully|ring) election algorithms?|election (?:algorithms?|timeouts?|protocols?)|board elections?
(?:office|company|workplace) politics
(?:first|second|third|fourth)[- ]part(?:y|ies)
(?:chaos communication|medical|scientific|world|annual|international|\w+ology) congress
administration (?:panel|interface|guide|tool)s?
(?:speed|centrifugal|engine|steam|cpu|frequency) governors?
conservative (?:estimates?|garbage|collectors?|approach|defaults?|guess(?:es)?|assumptions?)
(?:background|page|syscall|seccomp|cache) sanctions|tax on (?:memory|cpu|attention|time|speed|performance|every)
(?:content security|security|access|cache|retry|eviction|replication|privacy|return|password|admission) polic(?:y|ies)
(?:electricity|energy|phone|mobile|roaming|data|night|feed[- ]in) tariffs?
voter node|voters? in (?:a|the) (?:cluster|quorum)
ballot (?:box )?stuffing bots?
ambassadors?|protest(?:ed)? the benchmark
cabinet (?:makers?|making|doors?)
"""
