"""German words of family, of what people believe, and of politics. One expression a line, for folded text (ä is ae).

`..._NOT` are phrases in which such a word means something else: they are taken out before the others are looked for.
"""

FAMILY = r"""
(?:gross|patchwork|regenbogen|pflege|klein|unternehmer|arbeiter|bauern|gast)?familie(?:n|r|re|ren)?|familiaer\w*|familien(?:betrieb|unternehmen|firma|vater|mutter|leben|alltag|mitglied|zeit|feier|urlaub|planung|pflege|arbeit|freundlich|gericht|recht|politik|minister|zuschlag|geschichte|tradition)\w*
(?:gross|schwieger|pflege|stief|adoptiv)?eltern|elternteil\w*|eltern(?:zeit|geld|teilzeit|haus|abend|schaft|beirat|paar|monat)\w*|urgross\w+
muettern?|(?:meine|deine|seine|ihre|unsere|eure|die eigene|junge|werdende|berufstaetige|alleinerziehende|gewordene) (?:\w+ )?mutter|(?:meiner|deiner|seiner|ihrer|unserer|einer jungen) (?:\w+ )?mutter|mutter von|mutter und (?:vater|kind|tochter|sohn)|(?:gross|schwieger|stief|leih|tages|pflege)muett?(?:er|ern)|(?:gross|schwieger|stief|leih|tages|pflege)mutter|mutterschutz\w*|mutterschaft\w*|mama|oma|omas
(?:gross|schwieger|stief|pflege|familien)?(?:vater|vaters|vaetern?)|vaterschaft\w*|vaeter(?:monate?n?|zeit|karenz)|papa|papas|opa|opas
(?:klein|schul|enkel|pflege|stief|adoptiv|geschwister|vorschul|waisen|wunsch)?kind(?:er|ern|es|s)?|kinder(?:betreuung|garten|gaerten|wunsch|geld|zimmer|krippe|tagesstaette|wagen|erziehung|los|reich|freibetrag|zuschlag|krank\w{0,4})\w*|kindheit\w*|kinderlos\w*|kitas?|krippenplatz\w*|(?:betriebs)?kindergaert\w+|tageseltern|hort(?:platz|kinder)\w*|babys?|saeuglinge?n?|neugeboren\w*|nachwuchs im haus|zwilling(?:e|en|s\w*)?|drillingen?
(?:mein|dein|sein|ihr|unser|euer)(?:e|en|em|er|es)? (?:\w+ )?(?:sohn|sohnes|soehne\w*|toechtern?|tochter|bruder|bruders|brueder\w*|schwester|schwestern|geschwister\w*|enkel\w*|tante|onkel|cousine?|neffe\w*|nichte\w*|mann|ehemann|frau|partner|partnerin|verlobte\w*)
sohn und tochter|soehne und toechter|geschwistern?|enkel(?:n|s|in|innen|kind\w*)?|tochter von
ehe(?:mann|maenner\w*|frau\w*|paar\w*|leute\w*|partner\w*|schliessung\w*|vertrag\w*|scheidung\w*)|(?:der|die|eine|ihre|unsere|meine) ehe (?:ist|war|hielt|wurde|zerbrach)|heirat\w*|verheiratet\w*|geheiratet|verlobung|scheidung\w*|geschieden\w*|witwe[nr]?\w*|lebensgefaehrt\w+|gleichgeschlechtliche paare
schwanger\w*|geburt (?:meine|ihre|seine|unsere|eine|des|der)\w*|fehlgeburt\w*|kinderwunsch\w*|kuenstliche befruchtung|stillzeit\w*|stillen am arbeitsplatz|hebamme\w*|adoptiert(?:e|en)? (?:ein|zwei|drei|kind)\w*|adoptivkind\w*|pflegekind\w*
angehoerige\w* (?:zu )?pfleg\w+|pflege (?:von|der|meiner|ihrer|unserer) (?:\w+ )?(?:angehoerigen|eltern|mutter)|pfleg(?:ende|enden|ender)? angehoerige\w*|angehoerigenpflege|pflegezeit\w*
alleinerziehend\w*|vereinbarkeit
"""
FAMILY_NOT = r"""
(?:chip|schrift|produkt|prozessor|sensor|modell|geraete|sprach|protokoll|motoren|font|controller|adress|baureihen|format|zeichen|werkzeug)[- ]?familien?|familie von (?:chips|sensoren|prozessoren|schriften|protokollen|sprachen|modellen|werkzeugen|geraeten|funktionen)
(?:meine|deine|seine|ihre) mutter (?:loest|dreht|sitzt|klemmt)
doktorv(?:ater|aeter)\w*|urv(?:ater|aeter)\w*|v(?:ater|aeter) (?:des|der) (?:internets?|computers?|informatik|tabellenkalkulation|raumfahrt|chemie|physik|robotik|programmierung|kybernetik|grundgesetz\w*)
kindersicherung\w*|kinderkrankheit\w*|kinderleicht\w*|kinderschuhe\w*|kinderspiel\w*
kind(?:er)?[- ]?(?:prozess|knoten|element|klasse|komponente|fenster|tabelle|objekt|thread)\w*|eltern[- ]?(?:prozess|knoten|element|klasse|komponente|verzeichnis|ordner|fenster|tabelle|objekt)\w*|kinder (?:eines|des|jedes) (?:knotens|elements|prozesses)
geschwister[- ]?(?:knoten|element|selektor|modul|projekt)\w*|zwillings(?:reifen|pumpe|schraube|kabel|paradox\w*)|digitale[rn]? zwilling\w*
einheirat\w* in den konzern
(?:a|be|is|are|this|that|what|any|some|every|same|so|very|and) kind|kind of|be kinder|kinder (?:to|and|than|errors?|words?)
"""

FAITH = r"""
religion\w*|religioes\w*|konfession\w*|glaubens(?:gemeinschaft|freiheit|frage|bekenntnis|krieg|richtung)\w*|(?:der|ihr|sein|mein|dein|euer|am|im|vom|zum|ueber|christliche\w*|katholische\w*|juedische\w*|muslimische\w*) glaube[ns]?|glauben? (?:am|im|und|an gott)|woran glaubst|glaubst du an|glaeubige\w*|spirituell\w*|spiritualitaet|theolog\w+|atheis\w+|agnostiker\w*|unglaeubig\w*|ketzer\w*|blasphem\w+
(?:dorf|pfarr|stadt|haupt|wallfahrts|kloster|landes|frei|frauen|autobahn)?kirchen?(?!hoff)(?:steuer|glocke|gemeinde|tag|chor|orgel|dach|asyl|austritt|musik|jahr|schiff|turm|vorstand|buch|recht)?\w{0,3}|kirchlich\w*|kathedrale\w*|(?:koelner|mainzer|berliner|aachener) dom|kapellen?|moscheen?|moschee\w*|synagogen?|tempeln?|tempels?|kloster\w*|kloestern?|abteien|abtei|abteikirche\w*|pfarr(?:er|erin|erinnen|ern|haus|amt|gemeinde|ei)\w*|pastor(?:in|en|innen|s)?|bischoef\w+|(?:erz|landes|weih)?bischofs?|kardinael\w*|papst\w*|paepst\w+|vatikan\w*|nonnen?|moench\w*|priester\w*|imame?|imams|rabbi(?:ner\w*|s|nat)?|diakon(?:e|in|innen|s)?|seelsorg\w+|missionar\w*|prediger\w*|predigt\w*|geistliche[nr]?|ordensschwester\w*
gott(?!fried|schalk|lieb|hard)(?:es|esdienst\w*|heit\w*)?|goettlich\w*|goetter\w*|jesus|christus|allah|buddha|heilige[rsn]? (?:geist|schrift|messe|land|vater)
christ(?:en|in|innen|lich\w*|entum\w*)|katholi(?:k|ken|kin|kinnen|sch\w*|zismus|kentag\w*)|evangelisch\w*|protestant\w*|evangelikal\w*|lutherisch\w*|freikirch\w*|orthodoxe (?:kirche|christen|juden)|oekumen\w+
muslim\w*|moslem\w*|islam\w*|ramadan\w*|zuckerfest|opferfest|koran\w*|mekka|kopftu(?:ch|echer)\w*|hidschab\w*|halal|scharia
jued(?:isch\w*|innen|in)|juden(?:tum\w*)?|jom kippur|sabbat\w*|schabbat|koscher\w*|thora|talmud|pessach|chanukka|kippa
hindu\w*|buddhis\w+|sikhs?|turban\w*
gebet(?:e|s|sraum\w*|sraeume\w*|szeiten?|steppich\w*)?|beten|betet|gebetet|bete|(?:heilige|die) bibel\w*|bibel(?:stunde|kreis|n|verse?|uebersetzung\w*)?|evangelien?|evangelium\w*|psalm\w*|taufe[n]?|getauft (?:wurde|in der)|konfirmation\w*|kommunion\w*|firmung|wallfahrt\w*|pilger\w*|abendmahl|christmette|(?:oster|weihnachts)gottesdienst\w*|fastenzeit|fastenmonat|(?:sonntags|oster|christ|trauer)messe|zur beichte|segnung\w*|kirchentag\w*
"""
FAITH_NOT = r"""
(?:nach )?treu(?:e)? und glauben|guten glaubens|gutglaeubig\w*
(?:die )?bibel (?:der|des|fuer) (?:\w+ )?(?:compiler\w*|programmier\w*|elektronik\w*|entwickl\w+|mathematik\w*|ingenieur\w*|bastler\w*)|stilbibel\w*
heilige[rn]? gral\w*|church[- ]kodierung\w*|gott sei dank|weiss gott|gottlob|um gottes willen|leider gottes
tempel ?run|tempelhof\w*|kirchheim\w*|kirchberg\w*|kirchner\w*|neukirchen\w*|gelsenkirchen\w*|kloster (?:zinna|neuburg)|moenchengladbach\w*|bischofsheim\w*|papstar
entwickler[- ]?evangelist\w*|technik[- ]?evangelist\w*
kapellmeister\w*|musikkapelle\w*|blaskapelle\w*|schiffstaufe|feuertaufe\w*|pilgerschritt\w*|christoph\w*|christian(?:e|s)?|christin(?:e|a)|christina
mekka (?:der|des|fuer)
"""

POLITICS = r"""
politik(?!wissenschaft)(?:er|erin|erinnen|ern|ers)?|politisch\w*|politisier\w*|(?:partei|bundes|landes|kommunal|lokal|welt|innen|aussen|welt|tages|gesellschafts|wirtschafts|familien|energie|klima|migrations|asyl|fluechtlings|verkehrs|bildungs|gesundheits|renten|sozial|steuer|industrie|netz|digital|umwelt|agrar|wohnungs|arbeitsmarkt|finanz|geld|handels|verteidigungs|sicherheits|europa|forschungs|drogen|haushalts)politi(?:k|sch|ker)\w*|geopolit\w+|parteipolit\w+
bundestag\w*|bundesrat\w*|landtag\w*|(?:eu-|europa|europaeische[ns]? )?parlament(?:s|e|en|arisch\w*|arier\w*)?|parlaments\w+|stadtrat\w*|stadtraet\w*|gemeinderat\w*|gemeinderaet\w*|kreistag\w*|senat(?:s|orin|or|oren|orinnen|orin\w*)?|nationalrat\w*|us-kongress\w*|abgeordnet\w+|fraktion(?:en|s\w+)?
(?:bundes|landes|eu-|stadt|staats|zentral|minderheits|ampel|kohle|us-|trump-)?regierung(?:en|s(?:koalition|chef\w*|partei\w*|bildung|viertel|sprecher\w*|erklaerung|bezirk|kris\w*))?|minister(?:n|s|in|innen|ium|iums|ien|praesident\w*)?|\w{2,20}minister(?:in|innen|n|s|ium|iums|ien)?|(?:bundes|alt|vize)?kanzler(?:in|s|amt|amts|kandidat\w*)?|bundespraesident\w*|us-praesident\w*|praesident (?:trump|biden|macron|putin|selenskyj)|staatssekretaer\w*|(?:ober)?buergermeister\w*|landr(?:at|aet)\w*|kabinettssitzung\w*|bundeskabinett\w*|weisses haus|weissen haus\w*|kreml|ampelkoalition|ampel-?aus|(?:grosse|regierungs|rot-gruene|schwarz-gruene) koalition\w*|koalition(?:en|s\w+)?|(?:die|der|zur) opposition|oppositions\w+
(?:bundestags|landtags|kommunal|europa|praesidentschafts|praesidenten|us-|buergermeister|neu|stich|parlaments|brief|kreis|gemeinderats|betriebs)?wahl(?:kampf|kaempf\w*|programm\w*|recht\w*|lokal\w*|abend|sieg\w*|ergebnis\w*|versprechen|plakat\w*|beteiligung|kreis\w*|urne\w*|zettel\w*|prognose|betrug)\w*|(?:bundestags|landtags|kommunal|europa|praesidentschafts|praesidenten|us-|buergermeister|neu|stich|parlaments|brief)wahl(?:en)?|waehler(?:in|innen|n|s|stimmen|schaft)?|wahlen|volksentscheid\w*|volksabstimmung\w*|volksbegehren\w*|buergerentscheid\w*|buergerbegehren\w*|referend(?:um|en|ums)|wahlkreis\w*
partei(?:en)?|partei(?:tag|chef|vorsitz|mitglied|programm|buch|spende|freund|austritt|eintritt)\w*|volkspartei\w*|afd|spd|cdu|csu|cdu/csu|fdp|(?:die )?gruenen|gruene und|und gruene|gruene fordern|die linke fordert|bsw|buendnis 90|linkspartei|union und (?:spd|fdp|gruene)|sozialdemokrat\w+|christdemokrat\w+|republikaner\w*|demokraten|sozialis\w+|kommunis\w+|kapitalis\w+|faschis\w+|nazis?|anarchis\w+|nationalis\w+|populis\w+|rechtsextrem\w*|linksextrem\w*|rechtspopul\w+|rechtsruck|linksruck|querdenker\w*
brexit\w*|eu-kommission\w*|europaeische kommission|nato|vereinte[n]? nationen|un-sicherheitsrat|grundgesetz\w*|verfassungs(?:gericht|schutz|aenderung|klage|beschwerde)\w*|bundesverfassungsgericht\w*
demonstration(?:en|szug|srecht)?|demonstrier\w+|demonstrant\w*|protest(?:e|en|s|ierte?n?|marsch|aktion\w*|bewegung|camp)?|kundgebung\w*|aktivis\w+|generalstreik|putsch\w*|diktatur\w*|diktator\w*|demokratie\w*|demokratisch\w*|diplomat(?:en|in|ie|isch\w*)?|botschafter (?:in|der|des)|sanktionen|strafzoell\w*|(?:import|export|schutz)?zoelle?n?|handelskrieg\w*|asyl\w*|migration(?:s(?:politik|debatte|pakt|recht|gesetz|krise))|einwanderung\w*|zuwander\w+|gefluechtet\w*|fluechtling\w*|abschiebung\w*|abtreibung\w*|todesstrafe|buergergeld|mietendeckel|steuer(?:reform|senkung|erhoehung)\w*|lobby(?:ist\w*|register\w*|verband\w*|arbeit|ismus)|schuldenbremse|gesetz(?:entwurf|esentwurf|gebung|geber|esvorhaben|esaenderung|espaket)\w*|beschliess\w* (?:ein|das|neue\w*) (?:\w+ ?){0,2}gesetz\w*|heizungsgesetz\w*|verstaatlich\w+
"""
POLITICS_NOT = r"""
(?:preis|personal|geschaefts|firmen|unternehmens|produkt|rabatt|informations|kommunikations|vertriebs|lizenz|update|content-security-|passwort|cookie)[- ]?politik\w*
(?:dritt|vertrags|erst|gegen|streit)part(?:ei|eien)\w*|parteien (?:des vertrags|im vertrag)
mars in opposition|in opposition (?:zur|zum|steht)|(?:planet|jupiter|saturn|neptun|uranus)\w* in opposition
fraktion(?:iert\w*|ierung\w*)|demonstrator(?:en|s)?|demonstrationsobjekt\w*|demonstriert(?:en|e)? (?:wie|dass|den|die funktion\w*)
kanzlei\w*|strom(?:zoll|tarif)\w*|zollstock\w*|zollstoecke\w*|(?:\d+|ein|zwei|drei|halb\w*)[- ]zoell\w*
datenmigration\w*|cloud-?migration\w*
(?:rund|tier)zelle
(?:leader|vorstands|betriebsrats|beirats|stiftungsrats)[- ]?wahl\w*
"""
