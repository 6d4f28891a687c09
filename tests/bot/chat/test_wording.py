"""Every text a person can read: there is an example of each, it is whole, and it is said in the product's words."""

import inspect
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.chat import wording
from bot.chat.commands import SPELLINGS
from bot.chat.wording import examples
from bot.chat.wording.english import English, speaking
from bot.chat.wording.english.questions import QUESTIONS
from bot.chat.wording.german import speaking as german
from bot.chat.wording.german.questions import QUESTIONS as FRAGEN
from bot.domain.angles import ANGLES
from bot.domain.networks import Network

LANGUAGES = sorted(wording.LANGUAGES)

UNWANTED = {
    "en": re.compile(
        r"\b(content|post|asset|mention|hit|testimonial|channel|stream|tag|campaign|user|employee|advocate|admin|manager"
        r"|engagement|pass|copy|template|prompt|hook|notification|dashboard|task|job|platform)(?:s|es|ed|ing|rs?)?\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(inhalte?|beitr[aä]ge?|posts?|postings?|posten|gepostet|content|asset|erw[aä]hnung|treffer|testimonial"
        r"|erfahrungsbericht|kanal|kanäle|channel|stream|schlagwort|hashtag|kampagne|nutzer|benutzer|user|anwender"
        r"|mitarbeiter|mitarbeitende|angestellte|arbeitnehmer|belegschaft|botschafter|fürsprecher|admin|manager"
        r"|vorgesetzte|führungskraft|engagement|interaktion|reichweite|vorlage|template|prompt|hook|benachrichtigung"
        r"|notification|dashboard|aufgabe|job|plattform|pflicht|teilnehmer|kollege|kollegin)"
        r"(?:e|en|er|ern|es|s|n|in|innen)?\b",
        re.IGNORECASE,
    ),
}
"""The right-hand column of DESIGN section 2 and its German counterparts, and German words for one gender alone."""

PRESSURE = {
    "en": [
        r"\b(?:please|do|go and|now|just) (?:share|post|repost|like|follow|comment)\b",
        r"(?:^|[.!:] )(?:share|post|repost|spread|boost|tell everyone|tell your)\b",
        r"\byou (?:should|have to|need to|ought to)\b|\b(?:must|required?|mandatory|obligatory|obliged|expected to)\b",
        r"\b(?:don['’]t|do not|never) (?:forget|miss)\b|\b(?:remember|be sure|make sure|time) to\b",
        r"\bonly\b[^.!?]*\bleft\b|\b(?:hurry|act now|right away|asap|urgent(?:ly)?|last chance|limited time|before it"
        r"['’]?s too late|running out)\b",
        r"\b(?:amplify|amplification|ambassadors?|spread the word|help us|join in|do your part|go viral"
        r"|reach more people|personal brand|thought leader\w*)\b",
        r"\b(?:leaderboard|\d+ points|streak|rank(?:ing|ed)?|badges?|rewards?|quota|due|deadline|score|winner"
        r"|top \d+)\b",
        r"\b(?:everyone|everybody|your colleagues|others) (?:else )?(?:has|have|already)\b",
    ],
    "de": [
        r"\b(?:bitte|jetzt|einfach|gleich) (?:teilen?|teilt|posten?|liken?|folgen?|kommentieren?|weitersagen)\b",
        r"(?:^|[.!:] )(?:teile?|teilt|poste|like|folge|kommentiere|verbreite|sag allen|erzähl allen)\b",
        r"\b(?:teile|teilt) (?:das|es|dies\w*|ihn|sie|mit)\b",
        r"\b(?:du|ihr) (?:solltest|sollst|solltet|musst|müsstest|müsst|brauchst nur)\b|\b(?:muss|müssen|sollte?n?)\b",
        r"\b(?:erforderlich|verpflichtend|verbindlich|obligatorisch|unbedingt|erwartet)\b|\bpflicht",
        r"\bvergiss\w* (?:nicht|bitte nicht)\b|\bnicht (?:vergessen|verpassen)\b|\bverpass"
        r"|\bdenk\w* (?:bitte )?daran\b",
        r"\bnur noch\b|\bbeeil|\b(?:sofort handeln|jetzt handeln|dringend|eilt|letzte chance|höchste zeit)\b",
        r"\b(?:botschafter|sprachrohr|hilf uns|mach mit|macht mit|viral|mehr menschen erreichen)",
        r"\b(?:rangliste|bestenliste|\d+ punkte|serie|abzeichen|belohn\w*|prämie\w*|quote|frist|stichtag|fällig"
        r"|überfällig|gewinn\w*|platz \d+)\b",
        r"\b(?:alle anderen|deine \w*(?: und \w+)?|andere|die meisten) (?:haben|hat|sind|ist) (?:schon|bereits)\b",
    ],
}
"""How people are told to share, pressed, or lured into it."""

REVIEWED = {
    "en": [
        *("Copy", "copy your words first"),  # a button that copies
        *("post them yourself", "nothing is posted for you", "whether you posted anything"),  # on their own networks
        "it must begin with http:// or https://",  # a link, not a person
    ],
    "de": [
        "Kolleginnen und Kollegen",  # both are named
    ],
}
"""Phrases that were read and stay: the word means something else there."""


TAKES_NOTHING = {
    "en": re.compile(
        r"(?:Have|Has|Did|Do|Does|Is|Are|Was|Were|Could|Would|If) .*\?"  # asks whether, before it asks what
        r"|(?:What|Which|Who|How)\b.* (?:would|might)\b.*\?"  # asks what could be, not what was
        r"|What is .*, if anything\?"
    ),
    "de": re.compile(
        r"(?:Bleibt|Denkst|Erinnert|Fehlt|Gibt|Hast|Hat|Hattest|Ist|Könnte|Machst|Möchtest|Wäre|Weißt|Würde"
        r"|Wenn|Falls) .*\?"
        r"|(?:Was|Welche[mnrs]?|Wer|Wem|Wen|Wie)\b.* (?:würdest|würde|könnten?|wäre)\b.*\?"
        r"|Für wen (?:würde|könnte|wäre)\b.*\?"
    ),
}
"""Questions that suppose nothing: not that somebody took part, was surprised, or has an opinion."""


def texts(language: str) -> list[str]:
    return [text for _, text in examples.all_texts(language)]


def bare(text: str, language: str) -> str:
    """A text without the phrases that were reviewed."""
    for phrase in REVIEWED[language]:
        text = re.sub(rf"(?<!\w){re.escape(phrase)}(?!\w)", "", text)
    return text


def unwanted_in(said: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Words the product does not use, with the text they stand in."""
    for text in said:
        for found in UNWANTED[language].finditer(bare(text, language)):
            yield found[0].lower(), text


def pressing_in(said: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    """Texts that press people, with the pattern that says so."""
    for text in said:
        for pattern in PRESSURE[language]:
            if re.search(pattern, bare(text, language), re.IGNORECASE):
                yield pattern, text


def test_every_function_has_an_example() -> None:
    named = {name for name, _ in inspect.getmembers(English, inspect.isfunction) if not name.startswith("_")}
    assert {name for name, _ in examples.all_texts("en")} == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_itself(language: str) -> None:
    kind = wording.LANGUAGES[language]
    said = {name for name, _ in inspect.getmembers(English, inspect.isfunction) if not name.startswith("_")}
    folder = f"{wording.__name__}.{kind.__module__.rsplit('.', 1)[-1]}"
    own = {name for part in kind.__mro__ if part.__module__.startswith(folder) for name in vars(part) if name in said}
    assert own == said
    assert wording.of(language).language == language


QUOTES = {"en": ("“", "”", "„"), "de": ("„", "“", "”")}
"""Quotation marks of each language: the opening one, the closing one, and one that does not belong."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_whole(language: str) -> None:
    opening, closing, foreign = QUOTES[language]
    for name, text in examples.all_texts(language):
        assert text, name
        assert text == text.strip(), (name, text)
        assert "  " not in text, (name, text)
        assert not re.search(
            r"[{}]|\bNone\b(?! yet| is offered)|\(\)|<bound|“”|„“| ,| \.(?:\s|$)|\b[A-Z][a-z]+\.[A-Z]{2,}",
            text,
        ), (name, text)
        assert text[-1].isalnum() or text[-1] in f".?!…:)]{closing}", (name, text)
        assert text.count(opening) == text.count(closing), (name, text)
        assert foreign not in text, (name, text)
        assert '"' not in text, (name, text)
        assert "''" not in text, (name, text)
        assert not re.search(r"^[a-zäöü].*(?<!Min)(?<!Std)[.!]$", text), (
            "a sentence begins with a capital letter",
            name,
            text,
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_in_the_other_language(language: str) -> None:
    common = {
        "en": r"\b(?:und|oder|nicht|eine?n?|dein\w*|wird|für|auf)\b",
        "de": r"\b(?:the|and|or|not|you|your|is|are|of|with|for|this|that)\b",
    }[language]
    theirs = {value for value in (*examples.NAMED.values(), "Rust in the kernel: what two years taught us") if value}

    def own(text: str) -> str:
        for example in theirs:
            text = text.replace(str(example), "")
        return text

    assert [text for text in texts(language) if re.search(common, own(text), re.IGNORECASE)] == []
    other = next(one for one in LANGUAGES if one != language)
    assert len([text for text in texts(other) if re.search(common, own(text), re.IGNORECASE)]) > 80, "the control"


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_whole_where_little_is_known_too(language: str) -> None:
    w = wording.of(language)
    bare = [
        w.heard_in((), 0.0, ()),
        w.heard_in(("One",), 100, ()),
        w.asks((), brought=True),
        w.asks((), brought=False),
        w.story_by(""),
        w.story_by_team(""),
        w.joined(""),
        w.page_title(""),
        w.networks_now((), apart=False),
        w.topics_now(()),
        w.find_already(""),
        w.naming_title(""),
        w.brought_because("why", ""),
        w.why_seeing((), (), 3, "heard"),
        w.saved_item("Title", ""),
        w.not_to_be_shared(internal=True, not_before=None),
        w.find_trouble("withdrawn"),
        w.noted("something new"),
    ]
    for text in bare:
        assert text == text.strip() != ""
        assert "  " not in text
        assert "None" not in text.replace("None is offered", "")


def test_a_list_of_names_reads_like_one() -> None:
    some: list[list[str]] = [[], ["a"], ["a", "b"], ["a", "b", "c"]]
    assert [speaking.listed(words) for words in some] == ["", "a", "a and b", "a, b and c"]
    assert [german.listed(words) for words in some] == ["", "a", "a und b", "a, b und c"]


def test_german_says_days_times_and_numbers_as_germans_do() -> None:
    w = wording.of("de")
    at = datetime(2026, 12, 7, 13, 30, tzinfo=UTC)
    assert w.paused_until(at, "Europe/Berlin").startswith("Pause bis Montag, 7. Dezember, 14:30 Uhr.")
    assert "am Montag, 7. Dezember," in w.remind_kept(at, "Europe/Berlin")
    assert "Erst ab 7. Dezember 2026" in w.not_to_be_shared(internal=False, not_before=at)
    assert w.export_day(at) == "07.12.2026"
    assert [w.age(hours) for hours in (0.05, 0.5, 2.0, 36.0, 72.0)] == [
        *("gerade eben", "vor 30 Min.", "vor 2 Std.", "vor 2 Tagen", "vor 3 Tagen")
    ]
    assert w.draft_shape(87, 1234, 3000) == "87\u202f% deine Worte · 1234 von 3000 Zeichen"
    assert w.field_too_long(10_000, 12_345) == "Bitte höchstens 10.000 Zeichen; gerade sind es 12.345."
    every = [german.day(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)) for days in range(365)]
    assert len(set(every)) == 365
    assert (every[0], every[364]) == ("Donnerstag, 1. Januar", "Donnerstag, 31. Dezember")


def test_german_speaks_to_one_person_and_says_du() -> None:
    formal = re.compile(r"\b(?:Ihr(?:e[mnrs]?)?|Ihnen)\b|(?<![.:?!“] )(?<!^)\bSie\b|\beuch\b|\beuer|\w[*:_]innen\b")
    assert [text for text in texts("de") if formal.search(text)] == []
    for said in ("Haben Sie schon", "Das ist für Ihre Seite", "Für alle Kolleg*innen", "Wir helfen euch"):
        assert formal.search(said), "the control"


@pytest.mark.parametrize(
    ("code", "spoken"),
    [
        *(("de", "de"), ("DE", "de"), ("de-AT", "de"), ("de_CH", "de")),
        *(("xx", "en"), ("", "en"), ("tlh", "en"), ("EN", "en"), ("en-GB", "en"), ("en_US", "en")),
    ],
)
def test_a_language_that_is_not_spoken_falls_back_to_english(code: str, spoken: str) -> None:
    assert wording.of(code).language == wording.code_of(code) == spoken


ASKED = pytest.mark.parametrize(("language", "questions"), [("en", QUESTIONS), ("de", FRAGEN)])
PRESUMED = {
    "en": [
        "What surprised you most?",
        "What was your own part in this?",
        "Why are you proud of this?",
        "How did it feel to be there?",
        "What do many people get wrong about this?",
        "Who helped you most?",
        "When did you first hear of this?",
    ],
    "de": [
        "Was hat dich am meisten überrascht?",
        "Was war dein eigener Anteil daran?",
        "Warum bist du stolz darauf?",
        "Wie war es, dabei zu sein?",
        "Was verstehen viele daran falsch?",
        "Wer hat dir am meisten geholfen?",
        "Welcher Moment hat dir am meisten Freude gemacht?",
        "Wo ist dir das in deiner eigenen Arbeit schon begegnet?",
        "Woran hat dich das erinnert?",
    ],
}


@ASKED
def test_no_question_takes_anything_for_granted(language: str, questions: dict[str, str]) -> None:
    assert [question for question in questions.values() if not TAKES_NOTHING[language].match(question)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_a_question_that_takes_something_for_granted_would_be_found(language: str) -> None:
    assert [question for question in PRESUMED[language] if TAKES_NOTHING[language].match(question)] == []


@ASKED
def test_no_question_is_asked_twice_and_all_are_short(language: str, questions: dict[str, str]) -> None:
    assert len(set(questions.values())) == len(questions)
    assert max(map(len, questions.values())) <= 90


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workplace_can_be_said_in_several_ways_each_short_enough_for_x(language: str) -> None:
    w = wording.of(language)
    lines = {w.workplace_line("Example Works", variant) for variant in range(30)}
    assert len(lines) >= 5
    assert all("Example Works" in line and len(line) <= 60 for line in lines)
    assert min(map(len, lines)) <= 30
    why = w.workplace_why()
    assert all(name in why for name in ("16 CFR 255.5", "FTC", "ASA", "CMA"))
    assert "\n" not in why


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_that_sounds_alike_is_counted_up_to_two_and_another_question_offered(language: str) -> None:
    said = [wording.of(language).sounds_alike(lines) for lines in (1, 2, 3, 40)]
    assert len(set(said)) == 3
    assert said[2] == said[3]
    assert all(text.endswith("?") for text in said)
    assert not any(re.search(r"\d|kopiert|abgeschrieben|copied|dasselbe|the same", text) for text in said)


def test_a_language_is_named_by_its_letters_or_in_itself() -> None:
    assert {code: wording.of(code).language_itself() for code in LANGUAGES} == {"de": "Deutsch", "en": "English"}
    for said, code in {"de": "de", "DEUTSCH": "de", "english.": "en", " en ": "en"}.items():
        assert wording.named(said) == code
    assert [wording.named(said) for said in ("", "klingon", "deutsch oder englisch", "d")] == [None] * 4


@ASKED
def test_every_angle_has_its_question_and_every_command_its_line(language: str, questions: dict[str, str]) -> None:
    assert list(questions) == list(QUESTIONS)
    assert set(questions) == {angle.id for angle in ANGLES}
    assert len(set(questions.values())) == len(questions)
    assert all(question.endswith(("?", "?)", "needed.)", "Namen.)")) for question in questions.values())
    assert all(wording.of(language).command(name) for name in SPELLINGS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_text_quotes_of_another_is_what_stands_there(language: str) -> None:
    """A command or a button in quotation marks exists, spelt so."""
    w = wording.of(language)
    opening, closing, _ = QUOTES[language]
    labels = {w.draft_with_me(), w.save_for_later(), w.tell_a_story(), w.keep_apart(), w.edit(), "…"}
    buttons = (w.drafts_none(), w.saved_none(), w.stories_none(), w.networks_none(), w.draft_too_long(9, Network.X))
    commands = [w.noted("save"), w.not_understood(), w.left(), w.already_joined(), w.help_intro(), w.apart_no_draft()]
    commands += [w.less_of_topic_done("X").replace(f"{opening}X{closing}", "")]
    for said, known in ((buttons, labels), (commands, set(SPELLINGS))):
        for text in said:
            quoted = re.findall(f"{opening}([^{closing}]+){closing}", text)
            assert quoted, text
            assert set(quoted) <= known, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_a_word_the_product_does_not_use(language: str) -> None:
    assert list(unwanted_in(texts(language), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_tells_anyone_to_share(language: str) -> None:
    assert list(pressing_in(texts(language), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reviewed_phrase_is_still_said_and_still_needed(language: str) -> None:
    for phrase in REVIEWED[language]:
        said = [text for text in texts(language) if phrase in text]
        assert said, phrase
        patterns = [UNWANTED[language].pattern, *PRESSURE[language]]
        assert any(re.search(pattern, phrase, re.IGNORECASE) for pattern in patterns), phrase


SAYS = {
    "en": {
        "Your post was published.": "post",
        "A new campaign for our advocates": "campaign",
        "Ask your manager": "manager",
        "Copy this template": "template",
    },
    "de": {
        "Dein Beitrag ist online.": "beitrag",
        "Neue Inhalte für unsere Botschafterinnen": "inhalte",
        "Frag deine Vorgesetzten": "vorgesetzten",
        "Nimm diese Vorlage": "vorlage",
        "Alle Mitarbeiter im Kanal": "mitarbeiter",
        "Benachrichtigungen für Nutzer": "benachrichtigungen",
        "Das hast du noch nicht gepostet.": "gepostet",
        "von einem Kollegen": "kollegen",
    },
}
PRESSES = {
    "en": [
        "Please share this today.",
        "Share it with your network!",
        "You should say something.",
        "You must answer.",
        "An answer is required.",
        "Don't forget to post it.",
        "Don’t miss this one.",
        "Only 2 days left.",
        "Only one place is left, be quick.",
        "Hurry, this one is urgent.",
        "Act now",
        "Amplify our voice",
        "Become an ambassador",
        "You have 12 points.",
        "Thank you. Spread the word!",
        "Your colleagues already shared it.",
    ],
    "de": [
        "Bitte teilen!",
        "Teile das mit deinem Netzwerk.",
        "Danke. Teile es gern weiter.",
        "Du solltest etwas sagen.",
        "Du musst antworten.",
        "Hier muss etwas stehen.",
        "Eine Antwort ist erforderlich.",
        "Das ist Pflicht.",
        "Vergiss nicht, es zu veröffentlichen.",
        "Denk bitte daran, etwas zu sagen.",
        "Nur noch 2 Tage.",
        "Beeil dich!",
        "Werde Botschafterin unserer Marke.",
        "Mach mit!",
        "Du hast 12 Punkte.",
        "Du stehst in der Rangliste auf Platz 3.",
        "Die Frist endet am Freitag.",
        "Deine Kolleginnen und Kollegen haben schon geteilt.",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_control_such_words_would_be_found(language: str) -> None:
    found = {text: {word for word, _ in unwanted_in([text], language)} for text in SAYS[language]}
    assert [text for text, word in SAYS[language].items() if word not in found[text]] == []
    assert [text for text in PRESSES[language] if not list(pressing_in([text], language))] == []
    for pattern in PRESSURE[language]:
        assert any(re.search(pattern, text, re.IGNORECASE) for text in PRESSES[language]), f"nothing shows {pattern}"


def test_cards_say_that_answering_is_a_free_choice_and_who_sees_it() -> None:
    w = wording.of("en")
    assert w.optional_always().startswith("Optional, always.")
    assert "Only you see" in w.optional_always()
    assert "public" in w.optional_always()
    assert "free choice" in w.joining_free()
    v = wording.of("de")
    assert v.optional_always().startswith("Immer freiwillig.")
    assert "siehst nur du" in v.optional_always()
    assert "sehen alle" in v.optional_always()
    assert "frei" in v.joining_free()
    assert "freiwillig" in v.joining_free_text()
