"""German words by which people speak of how they work. One expression a line, for folded text (ä is ae).

Wide on purpose: where such a word is used otherwise, the only harm is that a draft is not looked at.
"""

PAY = r"""
(?:die |keine |unsere |jede )?erhoehung\w*
provision\w*
(?:auf |ums? )?(?:ihr|unser|mein|sein) geld
von (?:diesem|dem|so einem) (?:job|geld|lohn|gehalt)
zuschuss\w*|zuschuesse
kantine\w*
[\d.,]{1,12} (?:euro )?(?:mehr|weniger) (?:bekomm\w*|verdien\w*|krieg\w*|im monat|netto|brutto)
freie (?:mitarbeiter\w*|warten)|freiberuf\w*
parkgebuehr\w*
(?:fahr|kost|wohn|essens|schicht|verpflegungs|kinder)geld
zuschuss\w*
(?:bessere|hoehere|schlechtere)\w* angebot
ueberweisung
(?:krieg|bekomm|bekam)\w*[^.!?]{0,30} (?:mehr|weniger|besser\w*) (?:als|angebot)
(?:stocke|aufstock\w*|stocken) (?:auf)?
(?:fehlen|weniger|mehr|nur|verliere) (?:mir |uns )?(?:\w+ )?\d[\d.,]{0,12} (?:euro |€ )?(?:im monat|im jahr|die stunde|pro monat|die woche)
befoerder\w+
(?:wir|ich|uns|sie) (?:bekommen|bekamen|kriegen|fordern|bieten uns|wollen) (?:\w+ )?[\d.,]{1,12} ?(?:%|prozent)
(?:grund|jahres|monats|brutto|netto|einstiegs|anfangs|tarif|fest|ausbildungs)?geh(?:alt|altes|alts|aelter|aeltern|alts\w+)
(?:stunden|mindest|einstiegs|brutto|netto|tarif|monats|real|tages|hunger|dumping)?(?:lohn|lohns|lohnes|loehne|loehnen)
lohn(?:erhoehung\w*|luecke|abrechnung\w*|zettel|kuerzung\w*|gefaelle|plus|forderung\w*|runde|dumping|gerechtigkeit|transparenz|fortzahlung|gruppe)
(?:ich|wir|sie|du|man|wer|er|frauen|maenner|kolleg\w+|pflegekraefte|was|leute) (?:\w+ ){0,3}verdien\w+
verdien(?:e|st|en)(?! (?:unseren|unsere|respekt|anerkennung|applaus|aufmerksamkeit))
verdienst(?:es|e)?
verdient (?:\w+ ){0,3}(?:mehr|weniger|netto|brutto|hier|bei|als|[\d.,]{1,12}|nur|kaum)
(?:fair|gerecht|gleich|schlecht|schlechter|besser|mies|unter|ueber|gut|ordentlich|nicht|nie|kaum|endlich|auch)\w* (?:\w+ )?(?:be|ent|ver)?zahlt
(?:un|unter|ueber)bezahlt\w*
bezahlung
entlohnung
verguetung\w*
entgelt\w*
gleiche[rs]? (?:arbeit|lohn)
praemien?
bonus(?:se|zahlung\w*)?
boni
(?:weihnachts|urlaubs|kranken|kurzarbeiter|eltern|arbeitslosen)geld
(?:sonder|nach|einmal)zahlung\w*
zulagen?
zuschl(?:ag|aege)
inflations(?:ausgleich|praemie)
ueberstunden
mehrarbeit
minusstunden
netto
brutto
(?:betriebs)?renten?
(?:meine|unsere|die) abrechnung\w*
mehr geld
(?:ueber|reden ueber) geld
euro (?:die|pro|in der) stunde
(?:kein|keinen|nie) (?:geld|cent|euro) (?:da|fuer|gesehen|uebrig|mehr)
einkommen
tarif(?:vertr\w+|lohn\w*|runden?|verhandlung\w*|erhoehung\w*|bindung|gehalt|partei\w*|abschluss\w*|konflikt|flucht|kommission|autonomie|einigung|streit)
abfindung\w*
(?:praktikant|azubi|werkstudent|auszubildend)\w*[^.!?]{0,30} (?:bekomm|krieg|arbeit)\w+
(?:bekomm|krieg)\w+ (?:\w+ ){0,5}(?:weniger|mehr) als
weniger als (?:maenner|die maenner|meine|ihre|seine|unsere|der kollege|die kollegen)
(?:wer|die) neu (?:anfaengt|anfangen|kommt|eingestellt\w*)
(?:meine|die) miete
zweitjob
ausbeut\w*
hartz|buergergeld
"""

HOURS = r"""
(?:freien|freie|einzigen|einziger) (?:freien )?tag\w*
wer um (?:drei|vier|fuenf|sechs|[3-6]) (?:uhr )?geht
entbunden
plan fuer (?:montag|morgen|die woche|naechste woche|das wochenende)
zugesagt\w*
(?:mein|meine) (?:arzt|aerztin|therapeut\w*|mann|frau|sohn|tochter|kind|kinder|familie|partner\w*)
mit mein\w+ (?:sohn|tochter|kind|kindern|familie|mann|frau)
(?:um|seit) (?:fuenf|sechs|sieben|[5-7])(?: uhr)? (?:habe|hab|angefangen|morgens)
uhr abends
nachtarbeit
(?:samstags|sonntags|nachts) (?:\w+ )?(?:arbeit\w*|gearbeitet)
stress\w*|schlafstoerung\w*|panikattacken?
(?:zwanzig|dreissig|vierzig|fuenfzig|sechzig|siebzig|zwoelf|zehn|elf|\d+) stunden,? (?:arbeite\w*|jede|pro|am|die|in|gearbeitet|lang|woche)
ich \d+ stunden arbeite
minuten, die (?:ich|wir)
toiletten?|klo\w*
(?:jedes|an|ueber) (?:weihnachten|silvester|ostern|feiertag\w*)[^.!?]{0,20}(?:gearbeitet|arbeiten)?
meine kinder|meine familie
auch im urlaub|im urlaub (?:sollten|mussten|muessen|online|erreichbar|arbeiten)
(?:mittags|raucher|kaffee|zigaretten|still)pausen?
zu zweit (?:fuer|auf)|allein(?:e)? (?:fuer|auf) \d+|fuer \d+ (?:betten|patient\w*|kinder|bewohner\w*|zimmer)
(?:ganze|halbe|naechste|meine|unsere|letzte) schicht
schlafen (?:am steuer|im auto|kaum)
seit der (?:fusion|uebernahme)
(?!24)\d+ stunden (?:in|die|pro|am|jede|im|a|gearbeitet)(?: der| dieser)? ?(?:woche|tag|monat|stueck|maerz|april|mai|juni|juli)?
stunden (?:gearbeitet|geschoben|zu viel|mehr)
(?:\w+-)?stunden-?(?:woche|schicht\w*|tage?)
(?:nacht|frueh|spaet|tag|doppel|wechsel|wochenend|zwoelf-stunden-|12-stunden-)-?schicht\w*
schicht(?:en|plan\w*|dienst\w*|arbeit\w*|wechsel|zulage\w*)?
dienstpl(?:an|ans|aene|aenen)
(?:vertrauens|wochen|gleit|regel|kern|hoechst|lebens)?arbeitszeit\w*
(?:freie[sn]?|ganze[sn]?) wochenenden?
(?:am|jedes|jeden) (?:wochenende|sonntag|samstag) (?:\w+ )?(?:arbeit\w+|gearbeitet|ran|rein)
(?:mein|unser|kein|jeder|den|beantragte\w*|unbegrenzte\w*|genehmigte\w*|ihr)e?[nrms]? (?:rest)?urlaub\w*
urlaub(?:s(?:antrag\w*|tage\w*|sperre\w*|anspruch\w*|plan\w*|geld))
urlaub (?:\w+ ){0,2}(?:abgelehnt|gestrichen|genehmigt|verweigert|nehmen)
von uns (?:im urlaub|krank|weg)
(?:keine|kurze|unsere|meine|die|ohne|jede) pausen?
pausen? (?:gibt|gab|fallen|machen|sind|werden|wird|faellt|durch|zu)
pausen(?:raum|zeit\w*|regelung)
teilzeit\w*
vollzeit\w*
(?:ruf)?bereitschaft(?:s\w+)?
burn-?out\w*
(?:ausgebrannt|erschoepf\w+|am ende|voellig fertig|ueberarbeitet)
befrist\w+
abgemahnt
abmahnung\w*
elternzeit
mutterschutz
krank(?:geschrieben|schreibung|enstand|meldung|gemeldet|feiern)?
pflegezeit
sabbatical
personal(?:mangel|not|abbau|decke|schluessel)
mehr personal
(?:unter|ueber)besetzt
ueberlast\w+
arbeitsbelastung
arbeitsbedingungen
arbeitsvertr\w+
(?:mein|unser) vertrag
(?:home-?office|mobiles arbeiten)[^.!?]{0,30}(?:nicht|verbot\w*|gestrichen|erlaubt|verweigert|abgeschafft|untersagt)
(?:nicht|kein) (?:ins |im )?home-?office
mach(?:en|t|te|ten) (?:jetzt |heute |nun )?die arbeit
(?:abends|nachts|sonntags|samstags|feiertags|am sonntag|am samstag|am feiertag|nach feierabend|im urlaub)[^.!?]{0,40}(?:antwort\w*|arbeit\w*|erreichbar|mails?|nach lyon|reisen|anruf\w*)
wird (?:von uns )?erwartet
(?:mach\w*|geh\w*|ist|sind|werd\w*) (?:mich|uns|alle|leute|dich)? ?(?:kaputt|krank|fertig|am ende)
puenktlich (?:ging|gehe|gehen|gegangen|feierabend|nach hause)
(?:mein kind|meine kinder|meine tochter|meinen sohn) (?:abhol\w+|abzuholen|zu holen)
(?:tage|naechte|wochen) (?:am stueck|hintereinander|ohne frei\w*)
stechuhr|zeiterfassung
(?:vier|fuenf|sechs|4|6)-tage-woche
leiharbeit\w*
zeitarbeit\w*
arbeit, die (?:\w+ ){0,4}(?:neun|acht|sieben|sechs|fuenf|vier|drei|zwei|\d+) (?:leute )?(?:gemacht|geschafft)
"""

SAFETY = r"""
gelaender
alarm (?:ging|geht|kam|ist)
auf den (?:fuss|kopf|arm|ruecken) gefallen
(?:soll|sollte|musste)\w* (?:trotzdem |einfach )?weiter(?:machen|arbeiten|fahren)
ausgerutscht|gestolpert|hingefallen|gefallen vo[nm]
ausschlag|allergi\w+|husten
masken?
azubis?|lehrling\w*
sichere\w* (?:maschinen?|arbeitspl\w+)
(?:der|die|mit der|zur) (?:gewerbe)?aufsicht
ratten\w*|ungeziefer|kakerlaken|gift\w*
(?:atme|atmen|einatmen)[^.!?]{0,20} (?:staub|daempfe|rauch)
masken (?:sind|waren|fehlen|gibt)
(?:aufzug|fahrstuhl)[^.!?]{0,50} (?:stecken\w*|kaputt|defekt)
(?:krieg\w*|bekomm\w*|bekam) (?:man |ich |er |sie )?(?:einen|ein) (?:strom)?schlag
stromschlag
(?:stirbt|sterben|gestorben|tot|tote|toedlich\w*|lebensgefahr\w*)
verbandskasten|erste hilfe|ersthelfer\w*
chemikalien
verbrannt|verbrennung\w*|veraetz\w*
(?:brennen|traenen) (?:mir|uns) die augen|augen brennen
am steuer ein
gestuerzt|sturz|abgestuerzt
verletz(?:t\w*|ung|ungen)
(?:arbeits|betriebs|wege|beinahe)?unf(?:all|alls|aelle|aellen)\w*
notausg(?:ang|aenge|aengen)
fluchtwege?n?
handschuhe?n?
(?:schutz|bau)?helme?n?
(?:ohne|keine|fehlende) (?:gurte?n?|sicherung\w*|schutz\w*|einweisung|unterweisung|absperrung|maske\w*)
auffanggurt\w*
(?:gehoer|augen|atem|fall|arbeits|gesundheits|mutter)schutz\w*
schutz(?:ausruestung|kleidung|brillen?|schuhe|vorrichtung\w*)
arbeitssicherheit
sicherheits(?:schuhe|unterweisung\w*|beauftragt\w*|maengel|mangel|vorschrift\w*|regeln|risiko|luecken im)
gasgeruch
(?:nach|es riecht nach) gas
umgekippt
ohnmaechtig
zusammengebrochen
asbest\w*
abgetrennt
(?:finger|hand|arm|bein|daumen|auge) (?:ab|verloren|gequetscht|gebrochen|abgetrennt|eingeklemmt|kaputt)
(?:mein|meine|der|ihr|sein) (?:ruecken|knie|schultern?|haende|lunge|gehoer|handgelenke?) (?:ist|sind|tut|tun|macht|machen|schmerz\w*)
not-?aus\w*
(?:gabel)?stapler\w*
dezibel
bremsen? (?:\w+ ){0,4}(?:fall\w*|versag\w*|kaputt|defekt)
kilo (?:\w+ ){0,2}(?:heb\w+|schlepp\w+|trag\w+)
schimmel
gefaehrlich\w*
gefahrstoff\w*
(?:giftige\w* )?daempfen?
berufsgenossenschaft
(?:kranken|rettungs)wagen
notarzt
leitern?[^.!?]{0,30}(?:geprueft|wackel\w*|kaputt|defekt|gebrochen)
\d+ grad[^.!?]{0,30}(?:lager|halle|buero|kueche|werk|kabine)
(?:lager|halle|buero|kueche|werk|kabine)[^.!?]{0,30}\d+ grad
corona
hitzefrei|hitzschlag
gesundheitsgefahr\w*
"""

HARASSMENT = r"""
meinen (?:rock|po|busen|hintern|ausschnitt|bauch)
(?:kommentier|begaff|anstarr)\w*
(?:trans|queere\w*|schwule\w*|lesbische\w*|schwarze\w*|muslimische\w*|auslaendische\w*) (?:kolleg|frau|mann|leute|mitarbeit)\w*
(?:wird|wurde) gelacht
schimpfw\w+
spind
als (?:muslim\w*|jued\w*|jude|christ\w*|schwarze\w*|schwuler?|lesbe|transfrau|transmann|auslaend\w+|migrant\w*|gefluechtete\w*|mutter|vater|alleinerziehend\w*)
(?:an die|nur|von den|die|alte|weisse) maenner
(?:frauen)?quote
abpump\w*|still(?:zeit|raum|pause)n?
pin-?ups?|nacktkalender|kalender
(?:nennt|nannte|nennen) (?:er|sie|man|mich) (?:mich )?(?:schaetzchen|suesse|maus|maedchen|schatz|bob|kleine\w*)
soll (?:ich )?(?:darueber |auch )?(?:noch )?(?:lachen|laecheln|dankbar)
ob (?:ich|wir|sie) kinder
kinder (?:will|wollen|bekomm\w*|krieg\w*|plane\w*)
kinderwunsch
depression\w*|burnout|psychisch\w*|diagnose|krebs|autis\w+|adhs|therapie
keine (?:richtigen|echten) aufgaben
(?:nicht|kaum) (?:zugaenglich|barrierefrei)
mein name
unterbrochen|uebergangen|nicht ernst
belaestig\w+
(?:ge)?mobb\w+
(?:heraus|raus|weg)gemobbt
rassis\w+
sexis\w+
sexuell\w*
frauenfeindlich\w*
antisemit\w*
diskriminier\w+
(?:homo|trans|queer|fremden)(?:phob|feindlich)\w*
(?:be|ge)schimpf\w*
beleidig\w+
gedemuetigt|demuetig\w+
erniedrig\w+
(?:be)?droh(?:t|te|ten|ung|ungen|en)
einschuechter\w*|eingeschuechtert
angefasst|begrapsch\w*|betatsch\w*
hand (?:auf|aufs|an) (?:das |den |mein\w*|die )?(?:knie|bein|hintern|schulter|po)?
schwanger\w*
kopftuch\w*
kippa
(?:mein|meinen|ihren|seinen|ihr|sein) akzent
coming-?out
geoutet
rollst(?:uhl|uehle)\w*
(?:schwer)?behinder\w+
(?:zu|aeltere|aelteren|juengere) (?:alt|bewerber\w*|kolleg\w*|mitarbeit\w*)
hautfarbe
(?:meine|unsere|der|wegen) herkunft
(?:meine|meiner|unserer) religion
(?:mein|meinen|meinem|ihren) koerper
anders aus(?:sieht|sehen|sah)
(?:jede|einzige|als|keine|eine) frau(?: (?:bei|hier|im|in))?
frauen (?:bekommen|werden|bei|hier|sind|in|verdienen|muessen|duerfen|und maenner|groess\w*)
witze? ueber
uebergriff\w*
stalk\w+
nachgeaefft|nachgemacht
vergewalt\w*
gleichbehandlung
gleichstellung
machtmissbrauch|missbrauch\w*
(?:nicht mehr|nie) eingeladen
benachteilig\w+
stelle weg
transfeindlich\w*
"""

UNION = r"""
(?:unsere )?forderung\w*
(?:personal|mitarbeiter|arbeitnehmer|schwerbehinderten|jugend)?vertretung
wahl (?:der|des|zum|zur)
tarif\w*kommission
einen vertrag
vor dem tor|am tor|vors tor
(?:angebot|vorschlag) (?:der arbeitgeber|abgelehnt)
arbeitgeber(?:seite|verband\w*|angebot)?
(?:haben|hat|wurde) (?:\w+ )?unterschrieben|ihr etwas unterschreibt
offene[nr]? brief\w*
(?:standort|werk|filiale|niederlassung|buero|abteilung|laden|fabrik) (?:\w+ )?(?:macht|mach\w*|wird|werden|schliesst|soll) (?:\w+ )?(?:zu|dicht|geschlossen|verkauft)
zur wahl st\w+
versetzung|versetzt
(?:ueber|vor|nach|seit) (?:den|dem|der) (?:verkauf|uebernahme|fusion|ausverkauf)
(?:leute|kolleg\w+|mitarbeit\w+) (?:\w+ ){0,3}(?:entlassen|gekuendigt|gefeuert)
gewerkschaft\w*
(?:gesamt)?betriebsr(?:at|ats|aete|aeten|aetin\w*|ats\w+)
betriebsversammlung\w*
(?:personalrat|personalraete|mitarbeitervertretung)\w*
(?:warn|general|hunger)?streik\w*
bestreik\w*
arbeit nieder\w*
ver\.?di(?:-\w+)?
(?:ig metall|ig bce|igbce|dgb|ngg|ig bau)
vertrauens(?:frau|mann|leute\w*|person|koerper)
flugbl(?:att|aetter\w*)
unterschriften\w*
solidar\w+
beschaeftigte\w*
belegschaft\w*
aufsichtsr\w+
kuendigung(?:en|swelle|sschutz|sgespraech\w*)?
(?:ge|auf)kuendigt\w*
gekuendigt
entlass\w+
stellen(?:abbau|streichung\w*|kuerzung\w*)
\d+ (?:stellen|arbeitsplaetze|jobs|leute) (?:\w+ ){0,2}(?:fallen|gestrichen|weg|abgebaut|werden|verlieren|muessen)
arbeitspl(?:atz|aetze|aetzen) (?:\w+ ){0,2}(?:verlier\w*|verloren|gestrichen|weg|in gefahr|abgebaut|sichern)
sozialplan
(?:werks|standort)?schliessung\w*
einstellungsstopp
(?:um|re)strukturier\w*
auslagerung\w*
arbeitskampf
arbeitnehmer\w*
arbeitsrecht\w*
arbeitsgericht\w*
mitbestimm\w+
stimmen (?:\w+ ){0,4}(?:fuer|gegen) (?:den|die|einen)
erkaempft
kurzarbeit
whistleblow\w*|hinweisgeber\w*
"""

FIRED = r"""
(?:gefeuert|rausgeworfen|rausgeschmissen|freigestellt|versetzt|degradiert|rausgeekelt)
(?:habe|hab|haben|hat) (?:\w+ ){0,4}(?:gekuendigt|hingeschmissen)
"""

ABOVE = r"""
\w*direktor\w*
(?:da|von|ganz) oben
(?:wollten|wollen) sie
(?:ehrliche|anonyme)\w* (?:rueckmeldung|meinung|feedback|umfrage)
entschieden wird
frueher war
(?:guter|schlechter|toller|schlechtester) arbeit(?:splatz|geber)
betriebsfeier|weihnachtsfeier|sommerfest
jahre (?:lang )?(?:habe ich|hab ich|meines lebens)
tastenanschlaege
wurde (?:mir|uns|ihr|ihm) (?:\w+ )?(?:gesagt|mitgeteilt|verboten|untersagt|nahegelegt)
(?:mir|uns|ihr|ihm) wurde (?:\w+ )?(?:gesagt|mitgeteilt|verboten|untersagt|nahegelegt)
(?:gesagt|gefragt|erklaert|gewarnt|entschuldigt) hat (?:es |uns |mich |sich )*(?:bei uns )?(?:niemand|keiner)
(?:niemand|keiner) (?:hat|hoert|sagt|fragt|fragte|antwortet|erklaert|entschuldigt)
(?:schuldet|schulden) (?:ihren|seinen|den|uns|mir|ihrer)
keine fragen
ideen (?:geklaut|gestohlen|ignoriert)
offene tuer
(?:der|die) inhaber\w*
(?:abteilungs|bereichs|team|schicht)leiter\w*
(?:auf|fuer) kritik
wurden? (?:\w+ ){0,2}(?:gestrichen|gekuerzt|abgeschafft|weggenommen)
(?:mein|unser|ihr|sein|euer|dein|kein|jed|dies)e?[nrms]? (?:neue[rnm]? |direkte[rnm]? |alte[rnm]? |fruehere[rnm]? |ehemalige[rnm]? )?(?:chef\w*|vorgesetzt\w*|boss\w*|leiter\w*|direktor\w*|fuehrungskr\w+|meister\w*|leitung|vorstand\w*)
(?:team|abteilungs|schicht|bereichs|gruppen|werks|filial|niederlassungs|personal)(?:leiter\w*|leitung|chef\w*)
vorgesetzt\w*
vorarbeiter\w*
chefs?
chefin(?:nen)?
chefetage\w*
fuehrungs(?:kraft|kraefte\w*|etage|riege|ebene)
(?:der|dem|neue[rnm]?) boss
versprochen (?:war|wurde|haben|hat|hatte|uns|hatten)
(?:die|der|zur) (?:personalabteilung|geschaeftsfuehrung|geschaeftsleitung|unternehmensleitung)
von oben
nach unten
"""
"""People who decide over those who write: to speak of them is to speak of one's work, whatever is said."""

JUDGED = r"""
(?:ein|dies|d|unser)(?:em|er|as)? haus
bei {x}
sitzungen|besprechungen
(?:das|die|dem) produkt
(?:der|die|dem|den|unser\w*|dies\w*|neuer?) (?:vorstand\w*|leitung|fuehrung|management|konzern\w*|zentrale|firma|betrieb|laden|unternehmen|arbeitgeber\w*|ceo)
management
personaler\w*
(?:mein|unser|dies)e?[nrms]? (?:firma|unternehmen|arbeitgeber\w*|betrieb|laden|konzern|werte|kultur|leitbild)
das unternehmen
arbeitgeber\w*
(?:hier|dort|da) (?:zu )?arbeit\w+
geschaeftsfuehr\w+
inhaber\w*
direktor\w*
investor\w*
{x}
"""
"""Who may be criticised: with one of the words below in the same sentence."""

BLAME = r"""
verhandel\w+
(?:ein|schlechter) witz
gestrichen|gekuerzt
nur noch|nur um (?:geld|zahlen|gewinn)
verlass\w*
gefuehrt
zaehlt
treu
(?:schlechte|leere|gebrochene|falsche)\w* versprechen
fuercht\w*|hass\w*|graut
schweigen
vergisst|vergessen
(?:be|ge|an)?log(?:en)?
lueg\w+
unfair\w*|ungerecht\w*
toxisch\w*
gier\w*
enttaeusch\w+
scha(?:m|em)\w*|schande
ignorier\w+
(?:hoer|versteh|weiss|wiss|interessier|kuemmer|frag|respektier|halt|haelt|antwort|sag|dank|schaetz|vertrau|helf|hilft|red|kenn|zeig|gib|seh|sieh|merk|will)\w*[^.!?]{0,50} (?:nicht|nie|niemals|kein\w*|nichts|niemand\w*|nirgends)
(?:nicht|nie|kein\w*|nichts|niemand\w*)[^.!?]{0,30} (?:zuhoer\w*|zugehoert|gefragt|interessier\w*|danke|gesagt|respekt\w*|vertrau\w*|ernst|geschaetzt|gehoert|gehalten|ahnung|zu)
kein\w* (?:ahnung|plan|respekt|interesse|wertschaetzung|rueckhalt|vertrauen|perspektive|zukunft|rueckgrat|anstand)
wenig (?:vertrauen|respekt|wertschaetzung|interesse)
wie (?:nummern|dreck|maschinen|kinder|eine nummer|sklaven|luft|vieh|roboter)
behandel\w+
versprech\w*|versprochen|versprach\w*
chaos|chaotisch\w*
lieblinge?n?
vetternwirtschaft
schmueck\w+ sich
schrei(?:t|en|e|st)?|schrie\w*|bruell\w*|angeschrien
schuld\w*
bestraf\w*
angst
ausgebeutet
verr(?:at|aet|aten)
heuch\w+|scheinheilig\w*
(?:leere|schoene|nur) (?:worte|phrasen|versprechen)
lippenbekenntnis\w*
vertusch\w+
beschwer\w+
unfaehig\w*|inkompeten\w*|ueberfordert
arrogan\w+
verschwend\w+
(?:ueberwach|bespitzel|kontrollier|ausspionier)\w*
liest? (?:\w+ ){0,4}(?:mit|chats?|mails?)
mund (?:auf\w*|zu|verbiet\w*|halten)
hinter unserem ruecken
ohne (?:uns|mich|jemanden|vorwarnung|ein wort|rueckfrage)
im stich
druck
(?:schlimm|schlecht)(?:ste[nrms]?|er)?
furchtbar\w*|schrecklich\w*|mies\w*|unertraeglich\w*|katastroph\w*|laecherlich\w*|peinlich\w*|frech\w*|unverschaemt\w*|menschenverachtend\w*
(?:nicht|niemand\w*|keinem|nie) (?:\w+ ){0,3}(?:empfehl\w*|raten|rate|bewerben)
(?:rate|raten|abraten|ab)
an der wand
nirgends|nirgendwo
(?:nur )?auf dem papier
(?:red|sprech|sprich|predig)\w* (?:\w+ ){0,2}(?:von|ueber) [^.!?]{3,50} und
(?:neue|dicke|teure) (?:autos|dienstwagen|bueros)
verlier\w+ (?:\w+ ){0,2}(?:projekt|job|stelle|arbeit|team)
wuetend|sauer|frustr\w+|unzufrieden|demotivier\w*|satt|genug davon|reicht
sollte\w* sich (?:schaemen|entschuldigen)
hoert? [^.!?]{0,40}nicht mehr
vergess\w+ (?:uns|die leute|ihre)
zensier\w*|maulkorb|mundtot
illegal\w*|unethisch\w*|korrupt\w*|kriminell\w*
greenwashing
lasst die finger
"""
