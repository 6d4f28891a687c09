"""What businesses measure themselves by, and how amounts and dates are written. For text as it stands, in any case."""

NUMBER = r"(?<![\d.,'’])\d(?:[\d.,'’\u00a0\u202f]{0,14}\d)?"
GROUPED = r"(?<![\d.,'’])\d{1,3}(?:[.,'’]\d{3}){1,4}(?!\d)"
UNIT = (
    r"(?:%|€|\$|£|k\b|m\b|bn\b|mn\b|mio\b|mrd\b|tsd\b|eur\b|usd\b|chf\b|per ?cent|prozent|million|billion|milliarde|tausend"
    r"|thousand|euro|dollar|pound)"
)
MULTIPLE = (
    r"\b(?:an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|many|eine?|eine halbe|zwei|drei|vier"
    r"|fünf|sechs|sieben|acht|neun|zehn|zwölf|mehrere)\s+(?:million|billion|milliarde)\w*"
)
AMOUNT = rf"(?:[€$£]\s?{NUMBER}|{NUMBER}[\s\u00a0\u202f-]*{UNIT}\w*|{MULTIPLE}|{GROUPED})"
CHANGE = r"\b(?:doubl|tripl|quadrupl|halv|verdoppel|verdreifach|vervierfach|halbier)\w+"
MEASURED = (
    r"\b(?:revenues?|turnover|sales(?! (?:team|people|pitch|call))|profits?(?! from)|(?:gross |net |profit )?margins?(?! of error)|ebit(?:da)?"
    r"|arr|mrr|run[- ]rate|churn|head ?count|bookings|order (?:intake|book|backlog|value)|backlog|burn(?:[- ]rate)?|runway"
    r"|valuation|budget|conversions?|retention|market share|deals?|contracts?|net income|losses|cash ?flow|pipeline"
    r"|price list|discounts?|unit costs?|forecast|umsatz\w*|gewinn(?:e|s|es|spanne)?|verlust|marge|gewinnmarge|rohertrag"
    r"|auftrags(?:eingang|bestand|wert|volumen|lage)\w*|absatz\w*|abwanderung\w*|kündigungs(?:quote|rate)|mitarbeiterzahl\w*"
    r"|(?:jahres|quartals)(?:ergebnis|zahlen)|bewertung|vertrag(?:swert)?|auftrag|marktanteil\w*|einkaufspreis\w*|stückkosten"
    r"|rabatt\w*|liquidität|kundenzahl\w*|nutzerzahl\w*|wachstum)\b"
)
PEOPLE = (
    r"(?:customers?|clients?|users?|subscribers?|subscriptions|accounts|tenants|kund(?:en|innen)|nutzer(?:innen|n)?"
    r"|abonnent\w*|abos)"
)
LARGE = rf"(?:{NUMBER}\s?(?:k\b|m\b|mio\b|million\w*|thousand|tausend)|{GROUPED}|(?<![\d.,'’])\d{{3,12}})"
SHIPS = (
    r"\b(?:ships?|shipping|launch(?:es|ing)?|release[sd]?|go(?:es)? live|going live|available|roll(?:s|ed)? out|comes? out"
    r"|arrives?|(?:general )?availability|roadmap|opens?|deliver(?:s|y)|kommt|kommen|erschein(?:t|en)|startet|starten|markteinführung"
    r"|ausgeliefert|verfügbar|geht live|veröffentlicht|rollen|fertig)\b"
)
PRODUCT = (
    r"(?:\b(?:the|der|die|das) (?:new|next|neue\w*|nächste\w*) \w+ (?:will|soll|wird|ships?|launch\w*|arrives|kommt|erscheint|startet|goes|is due)\b"
    r"|\b(?:version|release|v) ?\d|\b(?:the|our|unsere|die) beta\b|\bwe(?:['’]ll)?\b|\bwir\b|\bour\b|\bunser\w*\b)"
)
MONTHS = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?|sep(?:tember)?"
    r"|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)"
)
DATE = (
    rf"(?:\bq[1-4]\b(?:[ /]*(?P<q>20\d\d))?|\bh[12]\b(?: (?P<h>20\d\d))?|\b{MONTHS}\b\.?(?: (?P<m>20\d\d))?|\b(?:in|by|bis|ab) (?P<y>20\d\d)\b"
    r"|\b(?:first|second|third|fourth|ersten|zweiten|dritten|vierten) (?:quarter|quartal|half|halbjahr)(?: (?:of )?(?P<w>20\d\d))?"
    r"|\bnext (?:spring|summer|autumn|fall|winter|month|quarter|year)\b"
    r"|\bnächste[ns]? (?:frühjahr|sommer|herbst|winter|monat|quartal|jahr)e?s?\b)"
)
TO_COME = (
    r"(?:\b(?:will|planned|scheduled|going to|due|soon|can hardly wait|can't wait|soll(?:en)?|wird|werden|geplant|voraussichtlich"
    r"|bald|kaum erwarten|next|nächste\w*)\b|['’]ll\b)"
)
STAFF = r"(?:people|employees|colleagues|leute|mitarbeite\w+|beschäftigte)"
SPENDS = r"(?:burn|burned|raised?|spent|spend|invest(?:ed)?|investier\w+|verbrenn\w+)"

_BETWEEN, _SOME = r"(?:\s+[\w-]+){0,2}?\s+", r"(?:\s+[\w’']+){0,3}"
_MILLIONS = r"(?:million|milliarde|billion|mio\b|mrd\b|m\b|bn\b)"
_OF_MONEY = r"(?:\s?(?:€|\$|£|euros?\b|dollars?\b|pounds?\b)|(?=[.,;!?]|$)|\s+(?:last|this|in|over|per|a|letzt\w+|im|pro|umgesetzt|verdient|erlöst|eingenommen)\b)"
COUNTED = (
    rf"\b(?:we|our|wir|unser\w*)\b[^.!?]{{0,50}}?(?:[€$£]\s?)?{NUMBER}\s?{_MILLIONS}\w*{_OF_MONEY}",
    rf"\b(?:customer|client|user|kunde|kundin|nutzer)\s+(?:number|no\.?|nummer|nr\.?)\s+{NUMBER}",
    rf"\b(?:hire|hiring|recruit\w*|stellen|einstellen)\b[^.!?]{{0,30}}?\b\d{{2,}}\s+(?:more |new |neue )?{STAFF}",
    rf"\b(?:stock|share|price|aktien\w*|kurs)\b[^.!?]{{0,25}}?\b(?:target|price|ziel)\w*[^.!?]{{0,20}}?{NUMBER}",
    rf"{LARGE}{_BETWEEN}{PEOPLE}\b",
    rf"\b{PEOPLE}\b(?:\s+[\w’']+){{0,5}}?\s+(?:past|over|passed|reached|to|auf|über|erreicht)\s+{LARGE}",
    rf"\b(?:lost|won|gained|signed|added|verloren|gewonnen|dazugewonnen)\s+{NUMBER}{_BETWEEN}?{PEOPLE}\b",
    rf"\b{NUMBER}{_BETWEEN}?{PEOPLE}\s+(?:\w+\s+){{0,3}}(?:lost|won|gained|signed|verloren|gewonnen|abgesprungen)\b",
    rf"{NUMBER}\s?(?:%|per ?cent|prozent)\s+(?:of|unserer|der)\s+(?:our\s+|the\s+)?{PEOPLE}\b",
    r"\b(?:head ?count|(?:mitarbeiter|kunden|nutzer)zahl\w*)\b[^.!?]{0,40}?\s\d{2,}\b",
    rf"\b(?:we|wir)\b{_SOME}\s+\d{{2,}}\s+{STAFF}\s+(?:by|until|bis|at the end)\b",
    rf"\b(?:we|wir|i)\b{_SOME}\s+{SPENDS}\b(?:\s+\w+){{0,2}}\s+{AMOUNT}",
)
"""How many customers, users and colleagues there are; what was raised and spent."""
