"""How people say that something is not out yet. For folded text."""

_LAPSED = r"(?:was|is|has been|been|ist|wurde|hat) (?:now |finally |jetzt |seit \w+ )?(?:lifted|over|ended|off|gone|aufgehoben|vorbei|abgelaufen|gefallen)"

NOT_OUT_YET = rf"""
(?:still |strictly )?under (?:an |strict )?embargo
embargoed(?: until \w+)?
(?<!oil )(?<!oil-)(?<!arms )(?<!trade )(?<!oel-)(?<!handels)(?<!waffen)the embargo (?!(?:on \w+ )?{_LAPSED}|of \d)
(?:not|isn't) (?:yet )?public(?: yet)?(?! transport| holiday| domain| servant)
(?:not|haven't|hasn't|n't) (?:yet )?(?:been )?(?:officially )?(?:announced?|released|published)(?: \w+)? yet
not yet (?:been )?(?:officially )?(?:announced|released|published|official)
before the (?:official |public )?(?:announcement|launch|release|press release)
(?:this|it|that|all of this)(?:'s| is| was) (?:still |strictly |highly )?(?:confidential|secret|off the record|internal only|top secret)
(?:still|strictly) (?:confidential|secret|internal)
(?:i am|i'm|we are|we're|it is|it's) under (?:an )?nda
(?:nobody|no one)(?: outside| else)? (?:knows|is to know|should know|may know)
keep (?:it|this|that) (?:to yoursel\w+|quiet|between us|under wraps|for now)
(?:hush|psst+|shh+)
the (?:official )?announcement is
darf (?:\w+ ){{0,3}}(?:niemand|keiner) (?:wissen|erfahren)
(?:weiss|wissen) (?:noch |bisher |draussen )*(?:niemand|keiner)
you did(?:n't| not) hear (?:it|this) from me
(?:do not|don't|please don't) tell (?:anyone|anybody|a soul)
(?:keep (?:it|this) (?:quiet|to yourself|between us))
i(?:'m| am) not (?:really |actually )?(?:allowed|supposed) to (?:say|tell|share|talk|post)
sperrfrist(?! (?:ist|war|wurde) (?:\w+ )?(?:vorbei|abgelaufen|aufgehoben))
(?:noch |derzeit )?unter (?:embargo|verschluss)
noch nicht (?:offiziell |oeffentlich )?(?:oeffentlich|angekuendigt|bekannt|veroeffentlicht|offiziell|spruchreif|verkuendet|draussen)
noch (?:streng )?(?:geheim|vertraulich)
(?:streng|absolut) (?:geheim|vertraulich)
(?:ist|bleibt) (?:noch |streng )?(?:vertraulich|geheim)
(?:darf|duerfen|duerfte|sollte) (?:ich|wir|man) (?:\w+ ){{0,3}}(?:noch )?(?:nicht|nichts|gar nichts) (?:\w+ )?(?:sagen|verraten|erzaehlen|zeigen|schreiben)
(?:noch )?nicht weitersagen
vor der (?:offiziellen )?(?:ankuendigung|veroeffentlichung|bekanntgabe)
(?:das )?bleibt (?:noch )?unter uns
von mir habt ihr (?:das|es) nicht
"""
