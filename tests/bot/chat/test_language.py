"""Which language is spoken with whom: that of their profile, or the one they chose, and nobody else's."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.chat import drawing, forms, wording
from bot.chat.cards import Form
from bot.chat.events import Action, Asked, FormName, Known, Opened, Pressed, Profile, Submitted
from bot.chat.here import Here
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.dispatch import handle
from bot.domain.drafts import Answers
from bot.domain.networks import Network
from bot.domain.people import Person
from tests.bot.chat.house import moment
from tests.bot.chat.private import scene
from tests.store import making
from tests.store.making import NOW

ANA = making.address("ana")
STRANGER = making.address("a stranger")
EN, DE = wording.of("en"), wording.of("de")


def asks(here: Here, words: str, who: str = "ana") -> Reply | None:
    return handle(Asked("key", NOW, making.address(who), words), here)


def chooses(here: Here, language: str, who: str = "ana") -> Reply | None:
    fields = {"language": language}
    return handle(Submitted("key", NOW, making.address(who), FormName.LANGUAGE, "", fields), here)


def told_of(here: Here, language: str | None) -> None:
    handle(Known("key", NOW, ANA, Profile("Ana", language=language)), here)


def page_title(here: Here, who: str = "ana") -> str:
    reply = handle(Opened("key", NOW, making.address(who)), here)
    assert isinstance(reply, ShowPage)
    return reply.page.title


def form_in(reply: Reply | None) -> Form:
    assert isinstance(reply, OpenForm)
    return reply.form


# ── Following the profile, and choosing ──────────────────────────────────────────────────────────────────────────────


def test_a_language_follows_the_profile_until_one_is_chosen_by_hand(engine: Engine) -> None:
    with moment(engine) as here:
        making.person(here.tx, "ana")
        told_of(here, "de")
        assert page_title(here) == "Die Seite von Ana"
        told_of(here, "en")
        assert page_title(here) == "Ana's page"

        assert chooses(here, "de") == Whisper(DE.language_kept(chosen=True))
        for profile in ("en", "fr", None):
            told_of(here, profile)
            assert page_title(here) == "Die Seite von Ana"

        assert chooses(here, forms.PROFILE) == Whisper(EN.language_kept(chosen=False))
        assert page_title(here) == "Ana's page", "French is not spoken, so it is English"
        told_of(here, "de-AT")
        assert page_title(here) == "Die Seite von Ana"


def test_control_a_choice_kept_where_the_profile_is_kept_would_be_lost(engine: Engine) -> None:
    """A naive store: the choice is written over the profile's language."""
    with moment(engine) as here:
        making.person(here.tx, "ana")
        here.tx.people.know(ANA, Profile("Ana", language="de"))
        assert page_title(here) == "Die Seite von Ana"
        told_of(here, "en")
        assert page_title(here) != "Die Seite von Ana"


@pytest.mark.parametrize(
    ("said", "language"),
    [
        *(("language deutsch", "de"), ("Sprache Deutsch", "de"), ("/earshot language DE", "de")),
        *(("sprache english!", "en"), ("language en", "en")),
    ],
)
def test_a_language_that_is_named_is_spoken_at_once(said: str, language: str, engine: Engine) -> None:
    with moment(engine) as here:
        making.person(here.tx, "ana")
        assert asks(here, said) == Whisper(wording.of(language).language_kept(chosen=True))


@pytest.mark.parametrize("said", ["language", "sprache", "language klingon", "language german please"])
def test_without_a_language_we_speak_the_form_asks(said: str, engine: Engine) -> None:
    with moment(engine) as here:
        making.person(here.tx, "ana")
        assert form_in(asks(here, said)).name is FormName.LANGUAGE
        assert page_title(here) == "Your page", "and nothing was chosen"


def test_the_form_names_each_language_in_itself_and_what_the_profile_says() -> None:
    options = [(one.value, one.label) for one in forms.language(None, "de", EN).fields[0].options]
    assert options == [("en", "English"), ("de", "Deutsch"), (forms.PROFILE, "As my profile says (Deutsch)")]
    [*_, german] = forms.language("en", "fr", DE).fields[0].options
    assert german.label == "Wie in meinem Profil (English)"
    assert [forms.language(chosen, "de", EN).fields[0].value for chosen in (None, "de", "en", "eo")] == [
        *("profile", "de", "en", "profile")
    ]


@pytest.mark.parametrize("language", ["", "fr", "Deutsch", "x" * 300])
def test_a_language_that_was_not_offered_is_a_mistake_in_the_form(language: str, engine: Engine) -> None:
    with moment(engine) as here:
        making.person(here.tx, "ana")
        reply = chooses(here, language)
        assert isinstance(reply, FieldErrors)
        assert list(reply.errors) == ["language"]


def test_whoever_has_not_joined_can_read_the_joining_page_in_their_language(engine: Engine) -> None:
    with moment(engine) as here:
        assert page_title(here, "a stranger") == EN.joining_title()
        opened = form_in(handle(Pressed("key", NOW, STRANGER, Action.LANGUAGE, ""), here))
        assert opened.fields[0].value == forms.PROFILE
        assert here.tx.people.at(STRANGER) is None, "looking at the form keeps nothing"
        chooses(here, "de", "a stranger")
        assert page_title(here, "a stranger") == "Bevor du mitmachst"
        person = here.tx.people.at(STRANGER)
        assert person is not None
        assert not person.member


def test_leaving_keeps_the_language_and_forgetting_forgets_it(engine: Engine) -> None:
    with moment(engine) as here:
        making.person(here.tx, "ana")
        chooses(here, "de")
        assert asks(here, "leave") == Whisper(DE.left())
        assert page_title(here) == DE.joining_title()
        handle(Pressed("key", NOW, ANA, Action.FORGET_YES, ""), here)
        assert page_title(here) == EN.joining_title()


def test_what_is_spoken_is_ones_own_and_else_that_of_the_profile() -> None:
    ana = Person(id="ana", address=ANA, name="Ana", zone="UTC", language="en")
    assert [replace(ana, chosen_language=chosen).spoken for chosen in (None, "de")] == ["en", "de"]


# ── What was written before ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_line_that_says_where_they_work_is_not_counted_as_own_words_after_a_change_of_language(
    engine: Engine,
) -> None:
    with moment(engine) as here:
        at = scene(here)
        writing = here.tx.drafts.begin(at.ana.id, at.item.id, angle="surprised", at=NOW)
        text = f"We tried this last spring.\n\n{EN.workplace_line('Example Works', 0)}"
        answers = Answers("We tried this last spring.")
        here.tx.drafts.write(
            writing.id, network=Network.X, answers=answers, workplace=True, variant=0, text=text, at=NOW
        )
        shapes = []
        for language in ("en", "de"):
            here.tx.people.choose_language(at.ana.id, language)
            kept = here.tx.drafts.get(writing.id)
            assert kept is not None
            card = drawing.draft(kept, here, private=True)
            assert card is not None
            shapes.append(card.facts[1].split("%")[0].strip(" \u202f"))
        assert shapes == ["50", "50"]
        line = DE.workplace_line("Example Works", 0)
        assert line not in text, "the control: counted with the line of the day, all of it would be own words"


# ── Words stand in the wording ───────────────────────────────────────────────────────────────────────────────────────

ROOT = Path(__file__).parents[3]
SPOKEN_FROM = [
    *(ROOT / "bot" / "handlers").glob("*.py"),
    *(ROOT / "bot" / "chat").glob("*.py"),
    ROOT / "bot" / "dispatch.py",
]


def sentences_in(source: str) -> Iterator[str]:
    """Texts that begin like something people read: with a capital letter; docstrings aside."""
    tree = ast.parse(source)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    alone = {one.value for body in bodies for one in body if isinstance(one, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            said = node.value.strip(" “„\"'(…–·\n")
            if re.match(r"[A-ZÄÖÜ][a-zäöüß]{2}", said):
                yield node.value


def test_nothing_that_people_read_stands_outside_the_wording() -> None:
    assert len(SPOKEN_FROM) > 20
    assert {str(path): found for path in SPOKEN_FROM if (found := list(sentences_in(path.read_text("utf-8"))))} == {}


@pytest.mark.parametrize(
    "source", ['Whisper("Thank you.")', 'Button(Action.X, "Copy")', 'f"Bring {one}"', "x = '“Not now.”'"]
)
def test_control_a_sentence_outside_the_wording_would_be_found(source: str) -> None:
    assert list(sentences_in(f'"""A docstring may stand."""\n{source}'))
