"""English words by which people speak of how they work. One expression a line, for folded text.

Wide on purpose: where such a word is used otherwise, the only harm is that a draft is not looked at.
"""

PAY = r"""
freelancers?
commissions?
(?:our|my|their|the) money
live on
subsid(?:y|ies|ised)
canteen|perks|benefits
gets? (?:paid )?[\d.,]{1,12} ?(?:€ |euros? |%|per cent )?(?:more|less)
lost? \d[\d.,]{0,12} (?:a|per) month
parking
pay (?:structure|system|table|round|bands?|secrecy)
(?:travel|meal|housing|shift|night|weekend|cost|phone) allowances?
(?:better|bigger|higher|lower|first|worse) offers?
che(?:ck|que)s?
(?:hourly|day|daily) rates?
(?:lose|lost|less|more|extra|short) (?:of )?\d[\d.,]{0,12} (?:€ |euros? |dollars? )?(?:a|per|every|each) (?:month|week|year|hour|day)
(?:we|i|they|you) (?:got|were given|were offered|offered us|offer us) [\d.,]{1,12} ?(?:%|per cent|percent)
(?:promotion|promoted)
salar(?:y|ies|ied)
wages?
pay(?:slips?|che(?:ck|que)s?|days?| stubs?)
pay[- ](?:rise|raise|gap|cut|freeze|grade|scale|band|transparency|packet|equity|review|round|dispute|deal|offer|talks)s?
(?:our|my|your|their|his|her|fair|fairer|equal|better|decent|low|lower|poor|starting|basic|base|hourly|sick|back|holiday|maternity|minimum|same|unfair|more|less|good|bad|about|on|the|women's|men's|take-home|performance) pay
pays? (?:for (?:the|a|our|my|women|men|nurses|technicians|interns|equal)|here|is|was|has|us|me|them|him|her|women|men|staff|workers|people|interns|trainees|nurses|drivers|cleaners|overtime|our|my)
(?:under|un|badly|poorly|low|well|fairly|unfairly)[- ]?paid
(?:get|gets|got|getting|are|is|am|was|were|be|been|being|not|barely|never) (?:\w+ )?paid
paid (?:less|more|fairly|unfairly|badly|poorly|late|overtime|leave|holiday|enough|the same|by the hour|in cash|under|below|internship|sick)
i (?:now |only |still |already )?(?:earn|make|take home|bring home)(?: \w+)? ?(?:\d|less|more|about|around|half|the same)[\w.,]{0,12}
(?:we|they|you|he|she|women|men|nurses|drivers|cleaners|interns|colleagues?|people|technicians|workers|staff|bosses|who) (?:all |only |still )?(?:earn|earns|earned)
(?:earn|earns|earned|earning) (?:\w+ )?(?:[\d.,]{1,12}|less|more|enough|half|twice|the same|a living|minimum)
make [\d.,]{1,12} ?(?:%|per cent|percent|euros?|dollars?|€|\$)? ?(?:less|more) than
make (?:less|more|as much) than
what (?:we|i|you|they|people|everyone|others) (?:all )?(?:earn|make|get paid)
take[- ]home
after tax
bonus(?:es)?(?! (?:chapter|points?|track|episode|material|tip|level|question))
(?:a|my|our|the|any|no|for|annual|small|big|decent) raises?
raises
cost[- ]of[- ]living
pensions?
(?:our|my|fair|their|executive) compensation
stock options
severance
overtime
(?:still )?owes? (?:me|us|them|him|her)
(?:an|per|the|each) hour
new hires get
(?:profit|profits|revenue|millions?)[^.!?]{0,60}(?:nothing|no money|none|not a cent|crumbs?|scraps?) (?:for|left|of)
tips (?:were|are) (?:kept|taken)
equal work
cannot (?:afford|pay) (?:the |my |our )?rent
second job
"""

HOURS = r"""
leaves? (?:work )?at (?:three|four|five|six|[3-6])
gave birth|newborn
hours (?:we|i|they) (?:were|are|was|need|get)
(?:miss|missed|missing) (?:\w+ )?(?:dinner|bedtime|birthday|my|our|the school)
my (?:doctor|therapist|physician|husband|wife|partner)
(?:my|our) (?:kids|children|daughter|son|family)
antidepressants|insomnia|panic attacks?|breakdown|stress(?:ed|ful)?
(?:i|we) started at (?:five|six|seven|eight|[5-8])
night work
(?:on|every|each) (?:saturday|sunday)s?
(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|twelve|fourteen|sixteen|ten|eleven)(?:-\w+)? hours
minutes (?:i|we|you) (?:spend|take|are)
bathroom|toilets?|restrooms?
(?:work|worked|working) (?:every|each|on|over|through|all) (?:\w+ )?(?:christmas|new year|easter|eid|diwali|holidays?|sundays?|saturdays?|weekends?|nights?|friday|public holiday)
(?:our|my|their|during|on|from) (?:holidays?|vacations?)
(?:for|with|to) \d+ (?:beds|patients|children|pupils|residents|rooms|tables|customers)(?: at night| alone| each| per \w+)
(?:at|all) night
(?:the|whole|entire|every|this|my) shifts?
overworked|sleep(?:less|ing)? (?:at|in|deprived)
asleep at
(?!24)\d+ hours (?:a|per|each|every|in a|this|last|that|in)(?: \w+)?
(?:work|works|worked|working) (?:\w+ ){0,3}(?:hours|weekends?|nights?|sundays?|saturdays?|holidays|late|double|unpaid|overtime|days in a row|six days|seven days)
(?:night|early|late|day|double|split|weekend|back|graveyard|morning|evening)[- ]shifts?
(?:hour|hours|our|my|extra|long|longer|the|your|hour-long|next) shifts?
shift (?:plan|work|workers?|pattern|swap|change)s?
rotas?
rosters?
schedules? (?:change|changes|changed|is|are|for next)
(?:free|whole|entire|single) weekends?
vacation(?: days?| request)?
(?:annual|paid|sick|parental|maternity|paternity|family|unpaid|bereavement|compassionate) leave
(?:on|my|our|take|took|sick) leave
holiday (?:request|entitlement|allowance|days)s?
unlimited (?:holiday|vacation|pto|leave)
(?:time|days?|weeks?|weekends?|mondays?|fridays?|sundays?) off
on[- ]call
break ?room
(?:our|my|no|any|lunch|toilet|bathroom|skip|skipped|without|take|short|proper|smoking|the) breaks?(?! (?:it|the|into|down|up|through|even))
part[- ]?tim(?:e|ers?)
full[- ]time (?:job|hours|week|contract)s?
zero[- ]hours?
(?:my|our|changed|temporary|fixed-term|permanent|employment|rolling|short|new|their) contracts?
burn(?:ed|t)?[- ]?out
work[- ]life
written up
(?:under|short|over)[- ]?staff(?:ed|ing)
(?:safer|minimum|enough) staff(?:ing)?
enough (?:people|hands|staff)
(?:do|does|doing|did) the (?:work|job) (?:of|that)
workloads?
(?:four|five|six|seven|4|5|6)-day[- ]weeks?
\d+-hour[- ](?:weeks?|days?|shifts?)
(?:answer|reply|respond|work|be reachable|available|e-?mails?|messages)[^.!?]{0,30} (?:at (?:\w+ )?(?:night|midnight|weekends?)|after hours|on (?:a )?(?:sunday|saturday|holiday|weekend)s?|at 1[01])
after hours
days in a row
over-?work(?:ed)?
exhaust(?:ed|ing|ion)
(?:worn|wearing|wears|tire[sd]?|grind\w*) (?:me|us|you|people) (?:out|down)
(?:allowed|forbidden|not allowed|refused|right|back) to (?:work from home|the office)
home ?office (?:ban|is|was)
(?:leav(?:e|ing)|left|go(?:ing)? home|went home|clock\w* (?:off|out)) (?:work )?on time
(?:fetch|pick up|collect) my (?:child|children|son|daughter|kids?)
working (?:conditions|hours|time|week)
toilet
quotas?
"""

SAFETY = r"""
(?:people|colleagues?|workers?|of us) (?:have )?(?:slipped|tripped|fell|fallen)
handrails?
(?:the )?alarms? (?:went|goes|did not|didn't|rang|has)
(?:wet|broken|steep|icy) stairs
(?:i|he|she|someone|somebody|colleague) (?:slipped|tripped|fell)
rash|allergy|allergic|cough\w*
masks?
apprentices?
safe (?:machines?|workplaces?|conditions|staffing)
inspectors?
rats?|vermin|poison\w*|cockroach\w*
(?:breathe|breathing|inhale|inhaling)[^.!?]{0,20} (?:in )?(?:dust|fumes|smoke|chemicals|fibres|paint)
dust (?:all day|masks?)
(?:masks|goggles|plasters|bandages|suits|boots) (?:ran out|are|were|is|have)
(?:lift|elevator)s?[^.!?]{0,30} (?:stuck|broken|out of order)
(?:gives?|gave|got|get) (?:you |me |us |him |her )?(?:a|an)(?: electric)? shocks?
(?:is |are |was |were )?(?:going to|gonna|will|could|might|nearly|almost) (?:die|get hurt|be killed|fall)
died|deadly|killed
on (?:that|the|this) roof
first[- ]aid
chemicals?
burn(?:s|ed|t)? (?:my|his|her|our|on)
got a burn
sprinklers?|smoke (?:detectors?|alarms?)
(?:broken|missing) (?:rails?|railings?|steps?|stairs?|guards?|glass|locks?)
(?:was|were|got|get|gets|been|is|are|people|person|someone|somebody|colleagues?|workers?|man|woman) (?:\w+ )?(?:hurt|injured|burned|crushed|killed|electrocuted|scalded)
injur(?:y|ies|ed|ing)
accidents?
unsafe
safety (?:at work|violations?|concerns?|rules|gear|training|hazards?|officer|shoes|equipment|goggles|glasses|net|inspections?|drill|complaints?|report|problems?|is|was|first|of (?:workers|staff|our|the people))
(?:our|worker|workers'|workplace|work|staff|employee|site|occupational|personal|health and) (?:safety|health)
hazard(?:s|ous)?
(?:fire|emergency) (?:exits?|escapes?|doors?|stops?|drills?|brakes?|extinguishers?)
gloves
harness(?:es)?
(?:safety |hard )?(?:helmets?|hats)
(?:ear|eye|hearing|respiratory|fall) protection
protective (?:gear|equipment|clothing|suits?)
ppe
smell(?:ed|s)? (?:of )?gas
gas (?:smell|leak)
fainted
passed out
collapsed
asbestos
lead paint
lost (?:a|his|her|two|the|part of a|part of his|my) (?:finger|fingers|hand|arm|leg|thumb|toe|eye|foot)
cut (?:my|his|her|their|off) (?:\w+ )?(?:hand|finger|fingers|arm|thumb|leg)
my (?:back|knees?|shoulders?|hands?|wrists?|hearing|lungs|eyes|spine|neck|skin) (?:is|are|has|have|hurts?|aches?|was|ruined|gave)
guards? (?:on|of|from|off) (?:the|a|that) (?:machine|saw|press|line|lathe)
decibels?
(?:caught|got|had|with) covid
forklifts?
brakes? (?:fail|failed|fails|do not|don't|are)
lift(?:ing|ed)? (?:\w+ )?\d+ (?:kilos?|kg|pounds?)
near miss(?:es)?
(?:toxic|chemical) (?:fumes|dust|chemicals)
fumes
mou?ld in
ladders?
scaffold(?:ing|s)?
osha
health and safety
(?:made|makes|make) (?:me|us|him|her|people|half) (?:\w+ ){0,3}(?:ill|sick|dizzy)
(?:fell|fall|falls|called in|come in|came in|working|work) (?:ill|sick)
ambulance
heat ?stroke
\d+ degrees (?:in|at|on)[^.!?]{0,30}(?:warehouse|hall|office|kitchen|factory|cab|floor|plant)
(?:warehouse|hall|office|kitchen|factory|cab|floor|plant)[^.!?]{0,30}\d+ degrees
dangerous (?:work|job|conditions|machines?|site|place|for us|here)
live wires?
repetitive strain
suicid\w*
"""

HARASSMENT = r"""
comment(?:s|ed)? (?:about|on) (?:my|her|his|our) \w+
(?:my|her) (?:skirt|dress|blouse|legs|make-?up)
grabbed
(?:swear|hate|dirty) words?
locker
(?:as|being) an? (?:muslim|jew|jewish|christian|black|gay|lesbian|trans|queer|immigrant|migrant|foreigner|refugee|asian|latina|latino|mother|father|parent|single)\w*
(?:the|to|all|only|mostly|white|old) men
(?:old )?boys'? club
(?:the|a|because of|diversity|women's) quota
pumping|nursing room|period pain
joked|jokes
(?:pin-?ups?|calendars)
(?:calls?|called|calling|call) me (?:sweetheart|darling|honey|love|baby|girl|boy|names|\w+ because)
supposed to (?:laugh|smile|be grateful|take it)
talked (?:over|down to)
interrupted
(?:the )?only (?:one|person) (?:who is|who|in the|from|here|with)
(?:want|having|have|planning|plan) (?:children|kids|a family|a baby)
depression|anxiety|mental health|illness|diagnosis|cancer|autis\w+|adhd|therapy
real work
accessible(?! (?:websites?|design|web|colou?rs?|documents?|pdfs?|by|to everyone|explanation))
(?:my|her|his|our) names? (?:is|are) (?:too )?(?:difficult|hard|foreign|strange)
(?:menstruat|menopaus|breastfe|miscarr)\w*
harass\w*
bull(?:y|ied|ying|ies)
mobbing
slurs?
racis\w+
sexis\w+
misogyn\w*
antisemit\w*
islamophob\w*
discriminat\w+
(?:homo|trans|xeno)phob\w+
grop(?:ed|ing|es)
(?:touch(?:ed|es|ing)|kiss(?:ed|es)|follow(?:ed|s) (?:me|her)) (?:me|her|him|my|us|home)
(?:his|her|their|a) hands? on (?:my|her|his|our)
(?:my|her|our|women's) (?:knee|thigh|waist|body|bottom|chest|breasts?|legs)
threat(?:s|ened|ening|ens)? (?:me|us|her|him|to|against|from|and|with|in the)
intimidat\w+
retaliat\w+
pregnan\w+
headscarf
hijab
turban
kippah?
my (?:religion|faith|skin|hair|age|gender|pronouns|sexuality|disability|accent|body|origin|race|name is|looks|clothes|wheelchair)
came out
coming out
outed
wheelchair
disab(?:led|ility|ilities)
(?:people|women|men|colleagues|person) of colou?r
black (?:colleagues?|women|woman|people|men|man|employees?|staff|engineers?)
(?:older|younger|foreign|female|muslim|jewish|gay|trans|queer|migrant|disabled) (?:applicants?|colleagues?|workers?|staff|people|women|men|employees?|candidates?)
too old
age(?:ism|ist)
(?:every|the only|only one|another|being a|as a|any) (?:woman|women|girl)
women (?:here|in|are|at|get|have|never|who|make|earn|on|do)
inappropriate
unwanted
stalk(?:ed|ing|er|s)
assault\w*
abus(?:e|ed|ive|er|es|ing)
rap(?:e|ed|ist)
jokes? about (?:my|her|his|women|our|their|gays|muslims|jews|me|us)
laugh(?:ed|s|ing)? (?:at|about) (?:me|my|her|him|us|his)
misgender\w*
#?metoo
insult(?:ed|s|ing)?
humiliat\w+
belittl\w+
hostile
gaslight\w*
equal (?:opportunit\w+|treatment)
glass ceiling
comments? (?:about|on) (?:my|her) (?:body|looks|clothes|age|weight|hair|skin|legs|dress)
demot(?:ed|ion)
creepy?
"""

UNION = r"""
bargaining
our demands?
representatives?
(?:please |go |we |let's )?vote
contract, not
(?:who|people who) (?:spoke|talked|went) to (?:the )?(?:inspector|press|hr|union|authorities)
collect\w* signatures
(?:of us|people|colleagues|we|staff)(?: have)? signed
open letters?
(?:outside|in front of|at) (?:the )?gates?(?: \d)?
collective (?:deal|contract|offer)
(?:the|their|an?) (?:deal|offer|contract) was (?:rejected|voted down|turned down)
(?:stood|standing|running|ran) for (?:election|the (?:works )?council)
(?:moved|transferred|sent) to another (?:building|site|office|team|department|shift|town)
(?:are|is|were|was) clos(?:ing|ed) (?:our|my|the|this) (?:site|plant|office|factory|branch|shop|store|kitchen|department)
(?:the|a) (?:merger|takeover|sale of)
(?:about|after|before) the (?:sale|merger|takeover)
(?<!european )(?<!credit )(?<!soviet )(?<!banking )(?<!rugby )unions?(?! (?:types?|find|all|square|station|jack|select|of sets))
unioni[sz]\w*
shop stewards?
(?:on|our|the|general|warning|go on|went on|for|hunger|a|to|wildcat|call a|support the) strikes?(?! (?:a|me|that|balance))
strik(?:e (?:vote|fund|ballot|action|day|pay|breakers?|committee)|ers|ing (?:workers|nurses|drivers|for|since))
strikes work
pickets?
picket(?:ing| lines?)
walk(?:ed|ing)? out
walk-?outs?
works? councils?
(?:staff|worker|workers'|employee) (?:council|association|representatives?|committee|petition|rights|voice|forum)s?
collective (?:agreements?|bargaining|action)
bargain(?:ing)? (?:unit|table|committee|in good faith|together|collectively)
(?:we|they|us|are|start|started|keep) (?:are )?organi[sz](?:e|ing)(?! (?:a|an|the|our|this|everything|my))
organi[sz](?:e|ing) (?:drive|committee|at|workers|ourselves|together|the (?:workers|warehouse|drivers|staff))
petitions?
leaflets?
solidarity
workers?(?:'s?)? (?:deserve|rights|demand|voice|seat|need|have|at|are|want|here|on|should|must|get|were|who|of the)
labou?r (?:law|board|court|dispute|rights|movement|lawyer)s?
lay-?offs?
la(?:id|y|ying) off
(?:made|being made) redundant
redundanc(?:y|ies)
(?:job|staff|headcount) (?:cuts?|losses|security|reductions?)
cut(?:s|ting)? (?:\w+ ){0,2}(?:jobs|positions|staff|people|roles|posts)
(?:jobs|roles|positions) (?:\w+ )?(?:at risk|gone|lost|cut|moved|abroad|outsourced|go|disappear)
lost (?:my|our|their|his|her) jobs?
hiring freeze
the (?:restructuring|reorgani[sz]ation|reorg|closure|closing|outsourcing)
(?:plant|site|office|factory) clos(?:ure|ing|es|ed)
co-?determination
(?:we|staff|workers|they|us) vot(?:ed|e|ing) (?:\d+|to|for|on|against|yes|about)
(?:new|seat on the|seats on the) board
non-compete
whistle-?blow\w*
"""

FIRED = r"""
(?:sack|fir|dismiss|axe|terminat)ed (?:\w+ )?(?:\d+|people|us|me|staff|workers|half|everyone|colleagues|dozens|hundreds|the)
(?:was|were|got|been|is|being|getting) (?:\w+ )?(?:fired|sacked|dismissed|let go|terminated|suspended|demoted|pushed out|moved to another)
fired (?:me|us|her|him|people|two|three|half|after|for|because|over)
i (?:quit|resigned|resign|handed in|gave notice|left because|left after|am leaving|have left)
(?:has|have|had|people|colleagues|everyone|half) (?:\w+ ){0,2}(?:resigned|quit)
why (?:i|people|everyone|so many) (?:quit|left|leave|are leaving)
"""

ABOVE = r"""
(?:\w+ )?directors?
in charge
(?:those|the people|them|the ones) (?:up there|upstairs)
(?:they|management|the company) (?:told|asked|want|wanted|call|called|gave|give|made|make|took|take|promised|count|say|said|let|sent|send|put|keep|kept|never|only|always|cut|changed|don't|didn't|still|have|had) (?:\w+ )?(?:us|me|our|my|everyone|people|to know)
i gave (?:them|it|this|\w+ \w+ years|\w+ years)
used to be (?:a|an|fun|good|nice|better)
decisions are made
town ?halls?
keystrokes?
anonymous|honest feedback
heads of department
heads? of (?:my|our|the) (?:department|team|division)
(?:was|were|am|are|been|being|got) told (?:to|that|not|off|it|we|i|never)
nobody (?:told|tells|asked|asks|listens?|listened|explained|answers|answered|cares|apologi\w+|warned)
open[- ]door policy
owes? (?:its|their|the) (?:people|staff|workers|employees)
(?:stop|stopped|not|never|no) (?:to )?(?:asking|allowed to ask|ask) questions
(?:your|my|our) ideas (?:get|got|are|were) (?:stolen|ignored|taken)
the owners?
(?:my|our|his|her|their|this|that|your|a bad|bad|former|ex-|old|toxic|every|no|which) ?(?:line |direct |former |old |own |last |new |department |shift |store |regional |middle |team ){0,2}(?:managers?|boss(?:es)?|supervisors?|superiors?|directors?|foreman|team[- ]leads?|team leaders?|higher-ups)
(?:the )?boss(?:es)?
(?:senior|upper|top|middle) (?:management|managers?|leadership)
new head (?:of|came|is|has)
(?:told|reported to|went to|asked|called|complained to|about|said|from) hr
hr (?:is|are|told|did|does|said|knows?|never|has|had|ignored|moved|was|wants?|only|will|says)
above me
those at the top
promised (?:us|me|them|people|staff)
"""
"""People who decide over those who write: to speak of them is to speak of one's work, whatever is said."""

JUDGED = r"""
(?:the )?(?:\w+ )?(?:department|team|site|plant|regional|store|branch|group) heads?
a (?:place|company|firm|employer|boss|job)
meetings?
management
leadership
leaders
executives?
ceos?
cfo
the board
c-suite
head office
headquarters
hr
directors?
owners?
founders?
managers?
this (?:company|place|firm|employer|workplace)
the company
(?:my|our) (?:company|employer|firm|workplace|culture|values|office)
our (?:values|mission|culture)
working (?:here|at|for)
work(?:s|ed)? (?:here|there)
employers?
the firm
they
{x}
"""
"""Who may be criticised: with one of the words below in the same sentence."""

BLAME = r"""
refus(?:e|es|ed|ing)
negotiat\w+
(?:a|is a|big|bad) joke
(?:has|have|had) cut
only (?:about|care about|cares about|interested in) (?:the )?(?:money|numbers|profits?|growth|shareholders)
used to (?:be|care|listen|mean|have|treat)
(?:am|are|i'm|we're) leaving
(?:are|is|were|being) (?:managed|run|led)
(?:says?|claims?|preach\w*|pretends?|talks?) [^.!?]{3,60}(?:and|but|yet|while) (?:\w+ ){0,3}(?:sends?|sent|cuts?|fires?|fired|makes?|made|does|gives?|gave|lets?|expects?|then|we|nobody|no)
bad promises|(?:bad|empty|broken|false|hollow) promises?
forg(?:et|ets|ot|etting) (?:your|my|our|their|its|us|the people)
stolen|steals?
dread\w*|hate|hates|hated
loyal
l(?:ied|ies|ying|iars?)
(?:un|not )fair\w*
injustice
toxic
greed\w*
disappoint\w*
asham\w+|shame\w*
disgrac\w+
ignor(?:e|es|ed|ing|ant)
(?:doesn't|does not|don't|do not|didn't|did not|never|stopped|nobody|no one|not|hardly|rarely|stop)(?: even| really| ever| once)? (?:care|cares|listen\w*|understand\w*|trust\w*|respect\w*|ask\w*|appreciat\w+|answer\w*|keeps?|kept|knows?|said|say|thank\w*|pay|value[sd]?|help\w*|apologi\w+|recommend|wants? to (?:hear|know)|replied|told|tells?|shows?|gives?|gave|felt)
(?:would not|wouldn't|won't|can't|cannot|could not) (?:recommend|advise|trust|work|wish|go back|even)
no (?:idea|plan|clue|respect|interest|vision|trust|support|appreciation|loyalty|integrity|career|future|way)
nowhere
(?:only|just) (?:on|exist\w* on) paper
like (?:numbers|dirt|machines|children|cattle|a number|robots|slaves|trash|rubbish)
treat(?:s|ed|ing)? (?:its|their|us|people|staff|workers|women|me|everyone|employees|you|the)
mistreat\w*
br(?:o|ea)k(?:e|en|es|ing)? (?:\w+ )?promises?
promised
chaos|chaotic
(?:a|the|this|what a) mess
micro-?manag\w*
favou?rit\w+
nepotis\w+
tak(?:es?|ing) (?:the )?credit
(?:shout|yell|scream|swear)(?:s|ed|ing)?
blam(?:e|ed|es|ing)
punish\w*
afraid|scared|fear(?:ed|s)?
exploit\w*
betray\w*
hypocri\w+
(?:empty|hollow|nice) (?:words|promises|talk)
lip service
cover(?:ed|ing|s)? (?:it |this |things )?up
hush\w*
complain\w*
incompeten\w+
arrogan\w+
out of touch
wast(?:e|es|ed|ing) (?:of|our|my|money|everyone's|\w+ million)
cut(?:ting|s)? corners
sp(?:y|ied|ying)
surveill\w+
(?:monitor|track|watch|read)(?:s|ed|ing)? (?:us|our|every|my)
sp(?:eak|oke|eaking)(?:s)? (?:up|out)
costs? you (?:your|the)
behind (?:our|my|their) backs?
without (?:asking|telling|talking to|consulting|warning|notice|a word)
let(?:s|ting)? (?:us|me|people|everyone|its|their) (?:\w+ )?down
pressur(?:e|ed|es|ing) (?:us|me|people|on)
worst
terribl[ey]|awful|horrible|dreadful|miserabl[ey]|pathetic|ridiculous
bad(?:ly)? (?:employers?|boss|culture|decisions?|management|managed|run|led|place|leaders?|treated)
wrong (?:decision|direction|priorities|people)
(?:should|must|needs? to|ought to) (?:be ashamed|apologi\w+|listen|resign|step down|go|do better|be fired|stop|treat|pay)
fail(?:s|ed|ing|ure)? (?:us|its|their|to)
deserves? better
(?:new|company|bigger|expensive) (?:cars?|yacht|jet|offices?)
how (?:can|could|dare) (?:they|you|we|it|the)
sick of
fed up
had enough
tired of
angry|furious|frustrat\w+|upset|unhappy|demotivat\w+|morale
stay away
run away
avoid
(?:don't|do not|never|nobody should) (?:work|apply|join|start)
mislead\w*|misled
censor\w*
silenc(?:e|ed|es|ing)
strange priorities
unethical|immoral|illegal\w*|corrupt\w*
greenwash\w*
"""
