"""Everyday words for the same thing, and words that ask without saying for what. Folded, English and German."""

SAME_THING = """
salary salaries pay wage earn income gehalt gehaelter lohn loehne verdien* bezahl* einkommen
client customer kund* klient* mandant* auftraggeber*
photo picture image selfie* screenshot* foto* bild* aufnahme*
figure number revenue sales profit margin turnover zahl zahlen umsatz* gewinn* marge* kennzahl* finanz* financial
secret confidential internal geheim* vertraulich* intern interne* interna
password credential token key passwort* kennwort zugang*
work workplace employer company firm job arbeit* firma unternehmen beruf*
disclosure disclose transparen* offenleg* kennzeichn*
press journalist reporter media newspaper interview presse* journalist* zeitung* medien
competitor rival competition konkurren* wettbewerb* mitbewerb*
colleague coworker teammate kolleg* mitarbeiter*
embargo announce* launch release unveil sperrfrist ankuendig* veroeffentlich* vorstell*
opinion view politics political religion meinung* politik politisch* ansicht*
rude insult hate kind polite respect troll hoeflich* respekt* freundlich* beleidig*
copyright licence license rights quote urheber* lizenz* rechte zitat* zitier*
private personal privacy privat* persoenlich* datenschutz
hour hours overtime arbeitszeit* stunden ueberstunden
union gewerkschaft* betriebsrat* betriebsraete
name named naming names nenn* namen benenn*
mistake error wrong fehler* falsch* korrigier*
harass* bully* mobbing belaestig*
money geld euro
crisis complaint angry krise* beschwerde* aerger*
"""
"""A line per thing: the words people have for it. With a star, the word and whatever follows it."""

NOT_ASKED = """
a about am an and any are as at be been but by can could did do does for from had has have how i if in into is
it its may me might must my no not of on one or our ought please should so some than that the their them then
there these they this those to too up us was we were what when where whether which who why will with would you
your allowed okay ok think know say says talk talks speak tell tells write mention share post publish reden
rede spreche sprechen sagen sag sagt schreiben erzaehlen erwaehnen teilen posten guideline guidelines rule
rules richtlinie richtlinien regel regeln hallo hello hi aber als am an auch auf aus bei bin bis da darf
darueber das dass dem den der des die dies diese diesem diesen dieser dieses doch du duerfen ein eine einem
einen einer eines er es etwas euch fuer gibt habe haben hat hier ich ihr im in ist ja kann kein keine koennen
man mein meine meinem meinen meiner mich mir mit muss nach nicht noch nur ob oder ohne sein sich sie sind so
soll sollte ueber um und uns unser unsere von vom vor war was wen wenn wer werden wie wir wird wo zu zum zur
erlaubt bitte
"""
"""Words that say nothing of what is asked for."""
