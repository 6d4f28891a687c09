"""What presses in English and German alike, and what takes the pressure away. For text in small letters."""

from bot.domain.vocabulary.pressure_english import START

NO_DUTY = r"""
(?:nobody|no one|none of you) (?:has to|have to|must|needs to|need to|is required to|is expected to)(?: \w+){0,2}
(?:you|they|we|one|anybody|anyone) (?:don't have to|do not have to|don't need to|do not need to|needn't|need not|are not required to|aren't required to|are not expected to)(?: \w+){0,2}
(?:nobody|no one) (?:has|have|needs|must|is required|is expected)(?: to)? \w+
(?:don't|do not|doesn't|never) (?:have|need|feel obliged|feel pressed|feel you have) to(?: \w+)?
(?:not|never|nothing) (?:is )?(?:mandatory|required|compulsory|expected)
must have (?:been |\w+ed)
not for sharing
niemand (?:muss|soll|sollte|braucht|ist verpflichtet)[^.!?]*
keiner (?:muss|soll|braucht)[^.!?]*
(?:ihr|du|man|wir) (?:müsst|musst|muss|müssen|braucht|brauchst|sollt) (?:das |es |hier )?(?:nicht|nichts|gar nichts|keineswegs)[^.!?,]*
(?:zu )?nichts verpflichtet
(?:keine|ohne|nie eine) (?:pflicht|verpflichtung)
kein muss
(?:nicht|lohnt sich das|lohnt es sich|das|es) zu[m]? teilen
zum teilen eignen
müssen wir (?:\w+ )?(?:vorbei|schon)\w*
"""
"""Where a duty is named in order to say that there is none."""

AS_YOU_LIKE = r"""
(?:if|when|whenever|should) (?:it |this |that )?(?:you(?:'d)? (?:like|want|feel like|wish|care|enjoy|have a minute|find)|anyone|suits you|speaks to you|appeals)
only if
no (?:pressure|obligation|need|rush|hurry)
or (?:don't|do not|not|leave it|ignore it)
(?<!not )optional
(?:nobody|no one) (?:has|needs) to
(?:don't|do not) (?:have|need|feel)
feel free
(?:entirely |all )?up to you
you decide
(?:also|just as|perfectly|both are|is also) fine
wenn (?:ihr|du|sie|es) (?:mögt|magst|mögen|wollt|willst|möchtet|möchtest|lust|zeit|euch|dir)
(?:nur )?(?:wer|falls (?:jemand|ihr|du)) (?:\w+ ){0,4}(?:mag|möchte|will|lust|wollt|mögt|\w+ lust)
(?:ohne|kein|keinen) (?:jeden )?(?:druck|zwang)
(?<!nicht )freiwillig
oder (?:lasst|lass|lassen|nicht|auch nicht)
niemand muss|kein muss|keiner muss
(?:ihr|das) entscheidet
fühlt euch (?:zu nichts|nicht|frei)
beides ist
es eilt nicht
ganz wie (?:ihr|du)
"""
"""Where a text says itself that it is fine not to."""

REACH = (
    r"(?:(?:re-?)?(?:shar(?:e|es|ed|ing)|(?:post|tweet)(?:s|ed|ing)?)|likes?|liked|liking|comment(?:ed|ing)? (?:on|under)|a comment|react(?:ed|ions?)?"
    r"|linkedin|social media|hashtags?|trend(?:ing)?|(?:your|own|their) (?:\w+ ){0,2}(?:profiles?|feeds?|networks?|accounts?|friends|contacts|followers)"
    r"|(?:weiter)?(?:teilen|teilt|geteilt)|(?:re)?post(?:en|et|s)?|gepostet|shares?|lik(?:en|et)|geliked|kommentier(?:en|t)|reagiert"
    r"|(?:eure|euer|euren|eurem|eurer|eigenen|ihre|ihren) (?:\w+ ){0,2}(?:profil\w*|netzwerk\w*|freund\w*|kontakt\w*|feed|account\w*|kanäl\w*))"
)

ACT = (
    r"(?:(?<!we )(?<!they )(?<!i )(?<!people )(?<!the )(?<!this )(?<!a )(?<!to a )(?:re-?)?(?:share|post|tweet)|(?:a|to|and|hit) like|(?:re-?)?(?:sharing|posting)"
    r"|to comment|a comment|(?:weiter)?(?:teilen|posten|reposten|liken|kommentieren)|(?:re)?postet|teilt(?! sich)|likt|liket|ein like|einen kommentar)"
)

PRESSING = (
    (r"please|kindly|bitte|gefälligst", ACT),
    (
        r"must|have to|has to|needs? to|should|ought to|(?:is|are) (?:asked|requested|instructed|told) to|required|expect\w*"
        r"|(?:want|need|like) (?:you|everyone|everybody|all|each|every \w+|this|it) to|see to it|make (?:sure|time)"
        r"|(?:part of|in) (?:your|the|our|everyone's) (?:job|role|contract)|duty|obligation|no choice|know what to do|supposed to"
        r"|müsst|muss|müssen|sollt|sollten|solltet|soll|sollen|gebeten|angehalten|verpflicht\w*|erwart\w*|wünsch\w*|sorg(?:t|en)"
        r"|gehör(?:t|en) zu|wisst,? was|aufgabe",
        REACH,
    ),
    (
        r"everyone|everybody|all of you|(?:each|every)(?: one)? (?:of you|team member|\w+)|whoever|managers|your teams|all|folks|guys|anyone who"
        r"|alle|jede[rs]?|ihr alle|leute|führungskräfte|eure teams|wer",
        ACT,
    ),
    (
        r"(?:not|n't|never|no|nobody|no one|none)(?: \w+){0,2} (?:seen|shared|posted|reacted|liked)|fewest|least|list of|who (?:has|have|did|hasn't|haven't|didn't)"
        r"|without|(?:hit|reach|need|want|get|make it) (?:\w+ ){0,2}(?:\d+|ten|twenty|fifty|a hundred)|keep(?:ing)? (?:track|count)|by tomorrow|counted"
        r"|(?:noch |gar )?keine|wenigsten|liste|wer|ohne|keiner|gezählt|wir wollen \d+|ich zähle|bis morgen",
        r"(?:re-?)?(?:shared?|post(?:ed|ing|s)?|sharing|reacted|shares|likes)|geteilt|gepostet|posts|teilen|reagiert",
    ),
    (
        rf"{START}(?:go|get|put|give|make|tell|drop|publish|send|take|bring|add|write|flood|fill|show|use|pass|let's|let us|all)"
        r"|stellt|gebt|nehmt|lasst|erzählt|schickt|bringt|packt|setzt|macht|schreibt|flutet|fluten wir|geht|los|sagt (?:es|das) allen",
        REACH + r"|like it|everyone you know|allen?(?: euren)? freunden",
    ),
    (
        r"jetzt|gleich|sofort|heute|now|today|immediately|tonight",
        r"(?:[:,]|gleich|jetzt|sofort|noch) (?:liken|teilen|posten|share|like|repost)",
    ),
    (
        r"whoever|who|wer|those|anyone",
        r"(?:get|expect|receive)s? a (?:call|mail|message|visit|reminder)|bekommt (?:einen|eine) (?:anruf|mail|nachricht|erinnerung)",
    ),
)
"""Two things that press when they stand in one sentence: who must or when, and what is to be done."""
