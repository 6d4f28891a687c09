"""How people say where they work, and how they speak well of things. For folded text; `{x}` is the company's name."""

SAYS_IN_ENGLISH = r"""
i(?:'ve| have)? work(?:ed|ing)?(?: as \w+(?: \w+)?| in [\w ]{1,25}| on [\w ]{1,25})? (?:at|for|with|in) {x}
i(?: also)? work (?:there|here|for them|with them|on (?:it|this|these|that|the))
(?:i|we) (?:help|get to|happen to|lead|run|build|design|write|develop|maintain|test|sell|support)(?:ed|s)? (?:to )?(?:\w+ )?(?:build|make|work|the|these|this|our|it|a)
i(?:'m| am| was) (?:an? |the |one of the |part of |on the |in the |with )?(?:[\w-]+ ){0,4}(?:at|of|with|for|from) {x}
i(?:'ve| have)? (?:joined|started at|been (?:at|with)|came to|moved to|spent \w+ \w+ at) {x}
{x}(?:,)? (?:where i work|and i|we|i work|my employer|our)
work(?:ing|er|s|ed)? (?:here )?(?:at|for) {x}
(?:us|everyone|team|folks|colleagues|people|life|day|year|month|week|morning|anniversary|job|desk) (?:here )?at {x}
we|our|ours
my (?:own )?(?:teams?|teammates?|colleagues?|co-?workers?|employer|company|firm|office|department|lab|group|boss|manager|workplace|job|desk|crew|shift|warehouse|hall|site|plant)
my (?:\w+ )?(?:project|work|sensor|code|photos?|drawings?) (?:here|at|for)
(?:of|with) my colleagues
the (?:company|firm|people|team|place) (?:that )?i work (?:for|with|at)
where i work
{x} (?:pays|employs|hired|feeds) (?:me|my)
(?:full )?disclosure
disclaimer: (?:i|{x}|my)
(?:as|being) (?:an? |the )?(?:[\w-]+ )?(?:at|of|with) {x}
(?:as|being) an? (?:employee|engineer|developer|designer|researcher|technician|intern|trainee|apprentice)(?: here)?(?: at {x})?
{x} (?:employee|engineer|developer|designer|researcher|technician|intern|trainee) (?:here|speaking|since|for)
team ?{x}
(?:i am|i'm|so i am|which makes me) (?:\w+ )?biased
this is my (?:work|job|project|code|doing)
my (?:first|last|new|current|own|proudest) (?:project|job|week|month|day|year|sensor|release)
i (?:wrote|built|designed|made|took|drew|coded|measured|tested|helped|co-wrote) (?:this|it|these|that|the|with|part|most|some)
(?:part|proud member|member) of (?:the |{x}'?s? )(?:team|crew|lab|group)
(?:proud|happy|glad|lucky|honou?red|excited) to (?:be|have been) part of
my (?:day )?job
"""

SAYS_IN_GERMAN = r"""
ich (?:arbeite|arbeitete|bin|war)(?: \w+){0,5} (?:bei|fuer|von|in) (?:der |dem )?{x}
ich arbeite (?:da|dort|hier|daran|mit daran|selbst (?:da|dort|hier))
(?:arbeite|arbeiten|arbeitet|arbeit) (?:ich )?(?:bei|fuer) {x}
bei {x} (?:arbeite\w*|angestellt|beschaeftigt|haben wir|sind wir|machen wir|bauen wir|messen wir|bin ich|lerne|durfte)
bei {x},? wo ich
wir|unser(?:e[nmrs]?)?
(?:uns|ich|team|kolleg\w+|leute)(?: \w+)? (?:bei|von) (?:der )?{x}
{x},? (?:wo|fuer die|bei denen|bei der|mein arbeitgeber)(?: ich)?
(?:bei|von|mit|fuer|in) uns(?: (?:in der|im|bei|zu) \w+)?
meine?[nmrs]? (?:eigene[nmrs]? )?(?:team\w*|arbeitgeber\w*|firma|unternehmen|betrieb|kolleg\w*|abteilung|labor|gruppe|buero|chef\w*|job|arbeit|arbeitsplatz|schicht|halle|lager|werk|crew|mannschaft)
kolleg(?:e|en|in|innen) von mir
die (?:firma|leute),? (?:fuer|bei) (?:die|der|denen) ich arbeite
(?:da|dort|hier|wo),? wo ich arbeite
wo ich arbeite
(?:transparenz)?hinweis(?: in eigener sache)?:? ?(?:ich|wir|{x}|mein\w*|da ich)
transparenzhinweis
in eigener sache
offenlegung
(?:full )?disclosure
als (?:\w+ )?(?:mitarbeiter\w*|angestellte\w*|entwickler\w*|ingenieur\w*|technikerin|techniker|azubi|praktikant\w*|kolleg\w*|designer\w*|\w+in|\w+er) (?:bei|von) {x}
(?:seit|in) (?:\w+ ){0,4}(?:bin|arbeite) ich (?:bei|fuer) {x}
seit \w+ (?:jahren |monaten |wochen )?bei {x}
(?:bin|also) (?:\w+ )?(?:befangen|voreingenommen)
ich (?:baue|entwickle|schreibe|teste|verkaufe|betreue|messe|leite|arbeite)(?: \w+){0,4} mit
ich (?:habe|durfte|hab)(?: \w+){0,5} (?:mitgebaut|mitgearbeitet|mitgeschrieben|mitgemacht|geschrieben|gebaut|entwickelt|mitentwickelt)
das ist mein(?:e)? (?:arbeit|projekt|werk|job)
mein(?:e|en|em|er)? (?:erste[srnm]?|letzte[srnm]?|neue[srnm]?) (?:projekt|job|tag|woche|monat|jahr|arbeitstag|sensor)
stolz (?:auf|,) (?:das|unser\w*|mein\w*|was wir|wir|dass wir)
teil (?:des teams|von {x}|vom team)
team ?{x}
"""

ENDORSES_IN_ENGLISH = r"""
(?:great|good|best|better|brilliant|excellent|amazing|awesome|impressive|impressed|lovely|beautiful|fantastic|wonderful|perfect|superb|solid|neat|cool|nice|honest|clear|strong)
(?:love|loved|adore|like|enjoyed|admire|believe in|fan of|recommend\w*|trust)
(?:proud|excited|happy|thrilled|delighted|glad|grateful)
congrat\w*
(?:well done|bravo|kudos|respect|hats off|chapeau|thank you|thanks|finally)
(?:worth|must-read|must read|worthwhile|useful|helpful|clever|smart|interesting|fascinating|exciting|favou?rite|inspiring|remarkable|stunning|promising)
(?:should|must|need to|have to|want to) (?:\w+ )?(?:read|see|try|watch|have|know|buy|get|look|hear)
(?:read|try|get|buy|watch|see|use|visit|order|download) (?:this|it|one|on|the|more|here|these|about|for)
(?:check|try) (?:\w+ ){0,3}out
(?:have a|take a|worth a) look
look(?:ing)? (?:at|for)
(?:i|we)(?:'ve| have)? (?:use|used|tried|switched|bought|tested|recommend)
(?:one|hard) to beat
(?:no|not find a|never read a) (?:better|clearer|finer)
game-? ?changer
(?:this is|here is|that is) (?:how|why|what|a|an|the)
{x}(?:,)? (?:just |now |also |finally |has |have |is |are )*(?:has|have|had|makes?|made|shows?|showed|shown|built|builds?|explains?|explained|measures?|helps?|knows?|gives?|publish\w*|launch\w*|releas\w*|announc\w*|introduc\w*|present\w*|open\w*|won|wins|leads?|offers?|proves?|brings?|says?|reports?|found|finds|does|did)
{x} (?:new|latest|first|report|sensors?|app|products?|study|launch|solution|blog)
(?:new|latest) (?:\w+ ){0,3}(?:from|by|at) {x}
(?:thanks to|only|with|from|by) {x}
"""

ENDORSES_IN_GERMAN = r"""
(?:toll|gut|schoen|super|stark|grossartig|klasse|klug|klasse|prima|genial|ehrlich|klar|wunderbar|fantastisch|hervorragend|perfekt|spitze|cool)(?:e[nmrs]?)?
(?:beste|besser|bester|bestes|besten)
(?:beeindruck|begeister|empfehl|freu|lieb|faszinier|inspirier|glueckwunsch|gratul|bewunder)\w*
(?:spannend|interessant|hilfreich|nuetzlich|praktisch|lesenswert|sehenswert|hoerenswert|bemerkenswert|vielversprechend|aufschlussreich)\w*
(?:stolz|respekt|danke|bravo|chapeau|hut ab|endlich|zum glueck|lieblings\w*)
lohnt(?: sich)?
gefaellt (?:mir|uns)
(?:sollte|sollten|muss|muessen|muesst|solltet|koennt|koennen) (?:\w+ ){0,5}(?:lesen|sehen|ansehen|anschauen|kennen|ausprobieren|haben|kaufen|hoeren|wissen)
(?:lest|schaut|probiert|kauft|holt|hoert|guckt|seht) (?:\w+ )?(?:das|es|mal|euch|rein|hier|selbst|nach)
unbedingt
pflichtlektuere|muss man (?:gelesen|gesehen) haben|empfehlung
(?:wer|fuer alle, die) (?:\w+ ){1,6}(?:sucht|braucht|will|mag|moechte|suchen|brauchen)
(?:kaum|schwer|nicht) zu (?:schlagen|toppen)
ausprobiert
{x} (?:\w+ )?(?:hat|haben|macht|zeigt|baut|erklaert|misst|hilft|weiss|legt|bringt|veroeffentlich\w*|startet|stellt|eroeffnet|gewinnt|bietet|beweist|praesentiert|kann|liefert|sorgt)
{x} (?:neue\w*|erste\w*|bericht\w*|sensor\w*|app|produkt\w*|studie|loesung|blog)
(?:neue\w*) (?:\w+ ){0,3}(?:von|bei|aus dem hause) {x}
(?:dank|nur|mit|von) {x}
"""

COMPLAINS = r"""
never|nobody|no one|not anymore|no longer|still (?:no|not)|refus\w*|only about|joke|worst|stopped|instead of|used to|no idea
nie|niemals|niemand\w*|kein\w*|nicht mehr|immer noch nicht|noch immer nicht|nur noch|witz|statt|frueher|gestrichen|soll ich|sollte ich|musste(?:n)?
"""

COMMON = """
the and of to is it that for with you this are was be have has had not but from they his her she which there
one all were when what your can if would about who get into just than how our out up read here these why best
its us my me them will their makes great well worth good new more very der die das und ist nicht ich ein eine
zu mit den von auf fuer im dem sich auch werden hat dass sie nach wird bei einer sind noch wie einem einen zum
war haben nur oder aber vor zur bis mehr durch man sein wurde wer sollte gut sehr
"""
"""Everyday words: a text without any is in another language."""
