"""German words that make a request an order. For text in small letters."""

from bot.domain.vocabulary.pressure_english import START

TUT = r"(?:teilt|postet|repostet|liket|liked|likt|kommentiert|verbreitet|retweetet|pusht|markiert|veröffentlicht|bewerbt|streut|leitet)"
TUN = r"(?:weiter)?(?:teilen|posten|reposten|liken|kommentieren|verbreiten|retweeten|pushen|weiterleiten|weitersagen|streuen|weiterverbreiten|veröffentlichen)"
GETAN = r"(?:geteilt|gepostet|repostet|geliked|geliket|kommentiert|verbreitet|retweetet|weitergeleitet|gestreut|veröffentlicht)"
BIS = (
    r"(?:bis(?: spätestens| zum| zur| heute| morgen)?|vor|spätestens|innerhalb)"
    r" (?:\w+ )?(?:\d+|zehn|neun|acht|sieben|sechs|fünf|vier|drei|zwei|mittag\w*|abend\w*|feierabend|morgen|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|wochenende|ende|stunde|dreißig|nächsten)"
)

DUTY = rf"""
(?:alle|jeder|jede|ihr alle|leute|team)[,:]? (?:\w+ ){{0,3}}?(?:bitte )?(?:{BIS} )?(?:\w+ ){{0,3}}{TUN}(?=[.!, ]|$)
{TUT} (?:[^.!?]{{1,40}} )?{BIS}
{BIS}[^.!?]{{0,40}} {TUN}
{BIS}[^.!?]{{0,40}} {TUT}
{BIS}[^.!?]{{0,30}} alle (?:\w+ )?{GETAN}
(?:müsst|müssen|musst|muss|sollt|sollten|sollen|solltest|solltet|soll|habt|haben)(?: [^.!?]{{1,40}})? (?:{TUN}|{GETAN} (?:werden|haben)|zu {TUN}|(?:seinen|ihren|euren|unseren) (?:teil|beitrag))
(?:jeder|alle|wir alle) (?:muss|müssen|sollte|sollten|soll|sollen) (?:\w+ ){{0,4}}(?:teil|beitrag|mitmachen)
(?:verpflichtet|verpflichtend|pflicht|obligatorisch|zwingend|nicht freiwillig|keine option)
(?:ich|wir|die leitung) erwarten?,? (?:dass|von)[^.!?]{{0,50}}
wird (?:\w+ ){{0,4}}erwartet
(?:post|beitrag|mitmachen)[^.!?]{{0,20}} erwartet
(?:nicht vergessen|vergesst nicht|denkt (?:bitte )?(?:daran|dran))
(?:stellt|stellen sie) (?:bitte )?sicher
jede[nrs]? (?:einzelne\w*|von euch)
(?:ich|wir) (?:will|wollen|brauche|brauchen|möchte|möchten)(?:,)? (?:[^.!?]{{0,25}} )?(?:alle|jede\w*|reposts|likes|shares|eure namen|dass ihr)(?: [^.!?]{{0,40}})?
(?:noch )?(?:keiner|niemand)(?: von euch)? (?:\w+ )?{GETAN}
(?:immer )?noch nicht(?: [^.!?]{{1,40}})? {GETAN}
ob ihr (?:\w+ ){{0,3}}{GETAN}
keine ausreden
(?:zählen|verlassen uns|verlasse mich|bauen) auf euch
leistet (?:bitte )?(?:euren|auch)
(?:mit (?:posten|teilen) dran|bist (?:jetzt )?du dran|seid ihr dran)
wie (?:vereinbart|besprochen|abgemacht)
(?:sofort|umgehend|schnellstens|unverzüglich|schnellstmöglich)(?: [^.!?]{{1,30}})?(?: {TUN}| an alle| auf eure)?
(?:frist|deadline) (?:zum|fürs) (?:{TUN}|post\w*)
ihr habt bis [^.!?]{{1,20}} zeit
es ist wichtig,? dass (?:alle|jeder|ihr|wir)
wer hier arbeitet
wer (?:das )?noch nicht {GETAN}
seid (?:gute|stolze|echte) (?:botschafter\w*|markenbotschafter\w*)
los(?:,| jetzt|!)
an mindestens \w+
noch zu {TUN}
(?:kopiert|übernehmt) (?:bitte )?(?:den|diesen) text
(?:könnten|können|könnt|würdet|würden)(?: bitte)? (?:alle|ihr alle)(?: [^.!?]{{1,30}})? {TUN}
eure (?:likes|shares|klicks|stimmen|posts) (?:entscheiden|zählen|sind gefragt)
also schnell|beeilt euch|zackig
warum (?:hat|haben) (?:\w+ ){{0,3}}(?:niemand|keiner|so wenige)
(?:ich|wir) (?:zählen|zähle|prüfe|prüfen|schaue nach)|zählen wir die
sagt es (?:allen|jedem|weiter)
kopieren und
in eure (?:feeds|netzwerke|profile|kanäle)
(?:erst|nur|gerade mal) \w+ von euch
(?:seid|bist) (?:ihr )?es (?:\w+ ){{0,3}}schuldig
(?:machen|sind|ziehen) (?:bitte )?(?:wirklich )?alle mit
auf jedem (?:profil|kanal|feed)
auf (?:eure|euren|eurem|eure[nm]?) (?:profile?n?|seiten?|kanälen?|feed) (?:steht|bringen)?
(?:technik|vertrieb|marketing|entwicklung|alle): {TUN}
"""

ASKS = rf"""
bitte (?:\w+ ){{0,6}}?(?:{TUT}|{TUN})
(?:{TUT}) bitte
{START}{TUT} (?:das|es|den|die|dies\w*|unser\w*|jetzt|mit|auf|alle|euch|was|weiter|heute)
(?:und|dann|also) {TUT}(?: (?:das|es|den|die|darüber|ihn|sie|mit|unser\w*|bitte)|[.!]|$)
viral gehen
(?:die )?runde macht
wo (?:bleiben|sind) eure (?:posts|beiträge|likes|shares)
schreibt (?:bitte )?alle
von jedem (?:bitte )?(?:einen?|ein) (?:repost|post|like|kommentar)
(?:^|: |; )(?:jetzt |heute noch |gerne |gern |fleißig |unbedingt |einfach )?{TUN}(?:[!.,]|$| und| bitte)
(?:gerne?|fleißig|heute noch|einmal kurz|unbedingt) {TUN}(?:[!.,]|$| und)
(?:{TUN}, )+{TUN}
nehmt euch (?:bitte )?[^.!?]{{1,20}} und {TUT}
last? uns|lasst uns(?: [^.!?]{{1,40}})? {TUN}
helft (?:bitte )?(?:mit|uns)
zeit (?:zum|zu) {TUN}
(?:folgt|ladet) (?:bitte )?(?:der|unserer|dem|eure)
(?:macht|bringt) (?:bitte )?(?:das|es|dies) (?:bitte )?(?:zu eurem|auf eure|\w+ auf)
bitte macht das
auf (?:repost|teilen|like|gefällt mir) (?:drücken|klicken)
drückt auf
schickt das (?:\w+ )?an
leitet (?:das|es|dies|den) (?:\w+ ){{0,4}}weiter
alle einmal
"""

BARE_INFINITIVE = rf"(?<!zu )(?<!zum )(?<!beim )(?<!vom )(?:{TUN}|twittern|anpinnen)(?=[.!,:;]|$)"
FINITE = r"kann|kannst|könnt\w*|können|mag|mögt|möcht\w*|mögen|woll\w*|will|willst|darf|dürf\w*|würd\w*|werd\w*|wird|lass\w*|lässt|gern|wir|sie|die|ich|soll\w*|muss"
"""German orders by the infinitive alone: "Sofort teilen!" Where there is a finite verb or a subject, it is none."""
