"""The sources at a steward's desk: what is said of them, and whatever is typed into their forms."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.chat import source_cards, source_forms, wording
from bot.chat.cards import Card
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import FieldErrors, OpenForm, Reply, Whisper
from bot.dispatch import handle
from bot.domain.acts import Act
from bot.domain.health import Trouble
from bot.domain.sources import EVERY, Deed, Source, new_source
from bot.settings import Settings, parse
from tests.bot.chat.house import SETTINGS, moment
from tests.store import making
from tests.store.looking import counting
from tests.store.making import DAY, HOUR, MINUTE, NOW

STEWARD = """
platforms: {playground: {people: [{id: ingrid, name: Ingrid, time_zone: Europe/Berlin}]}}
stewards: [{platform: playground, workspace: T1, id: ingrid}]
"""
W = wording.of("en")
FEED = "https://ledger.example/feed"
ONE = Source("1", "one", "Ledger", FEED, EVERY, address=FEED, heard_at=NOW - 20 * MINUTE)


@pytest.fixture(scope="module")
def settings() -> Settings:
    """Ingrid is a steward."""
    return parse(SETTINGS + STEWARD, environ={})


def press(here: Here, action: Action) -> Reply | None:
    return handle(Pressed("key", NOW, making.address("ingrid"), action, ""), here)


def submit(here: Here, form: FormName, **fields: str | tuple[str, ...]) -> Reply | None:
    return handle(Submitted("key", NOW, making.address("ingrid"), form, "", fields), here)


def look_after(here: Here, source_id: str, deed: Deed) -> Reply | None:
    return submit(here, FormName.LOOK_AFTER_SOURCE, source=source_id, deed=deed.value)


def said(reply: Reply | None) -> str:
    assert isinstance(reply, Whisper), reply
    return "\n".join((reply.body.title, reply.body.text)) if isinstance(reply.body, Card) else reply.body


def sources(here: Here) -> list[Source]:
    return here.tx.sources.all()


# ── How they are, in words ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (ONE, "heard 20 minutes ago"),
        (replace(ONE, heard_at=NOW - 3 * DAY), "heard 3 days ago"),
        (replace(ONE, heard_at=None), "waits for its first look"),
        (replace(ONE, paused=True), "paused by a steward"),
        (replace(ONE, paused=True, trouble=Trouble.GONE), "paused: the site says it is gone for good"),
        (
            replace(ONE, trouble=Trouble.NOT_FOUND, heard_at=NOW - 3 * DAY),
            "not found for 3 days: the address may have changed",
        ),
        (replace(ONE, trouble=Trouble.TOO_SLOW, heard_at=None), "not heard so far: its server takes too long"),
        (
            replace(ONE, url="https://ledger.example/rss.xml"),
            "heard 20 minutes ago (its feed: https://ledger.example/rss.xml)",
        ),
        (replace(ONE, url="http://www.ledger.example/feed/"), "heard 20 minutes ago"),
        (replace(ONE, heard_at=NOW + MINUTE), "heard just now"),
    ],
)
def test_how_a_source_is_is_said_in_plain_words(source: Source, words: str) -> None:
    assert source_cards.health(source, W, now=NOW) == words


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_its_words_and_none_shows_how_it_is_called_inside(trouble: Trouble, language: str) -> None:
    for heard_at in (None, NOW - 2 * HOUR):
        words = source_cards.health(replace(ONE, trouble=trouble, heard_at=heard_at), wording.of(language), now=NOW)
        assert len(words) > 20
        assert "_" not in words


def long_ones(
    count: int, name: str = "The Long-Winded Gazette of Everything that Happens by the Harbour"
) -> list[Source]:
    url = f"https://ledger.example/{'x' * 500}"
    bad = replace(ONE, url=url, trouble=Trouble.NOT_A_FEED, name=name)
    return [replace(bad, id=str(number), name=f"{name} {number}") for number in range(count)]


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
@pytest.mark.parametrize("count", [0, 1, 20, 21, 200, 2_000])
def test_however_many_sources_there_are_their_card_fits_every_platform(count: int, language: str) -> None:
    w = wording.of(language)
    for made in (long_ones(count), [replace(ONE, id=str(number), name=str(number)) for number in range(count)]):
        card = source_cards.overview(made, w, now=NOW)
        lines = card.text.splitlines()
        assert len(card.text) < 3_000
        assert len(lines) <= 22
        assert len(card.buttons) <= 2
        if count > 20:
            assert lines[-1] == w.and_more(count - (len(lines) - 2))
        elif count and made[0].trouble is None:
            assert len(lines) == count + 1


def options(made: Sequence[Source]) -> list[str]:
    form = source_forms.look_after_source(made, W)
    return [option.label for one in form.fields for option in one.options if one.name == "source"]


def test_a_select_holds_no_more_than_it_can_anywhere() -> None:
    assert len(options(long_ones(100))) == 100
    assert max(map(len, options(long_ones(100)))) <= 75
    assert options(long_ones(101)) == []
    assert [one.name for one in source_forms.look_after_source(long_ones(101), W).fields] == ["search"]


def test_two_sources_of_one_name_can_be_told_apart() -> None:
    twins = [replace(ONE, id="2", url="https://harbour.example/"), ONE, replace(ONE, id="3", name="Other")]
    assert options(twins) == ["Ledger · harbour.example", "Ledger · ledger.example", "Other"]


# ── Trying ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_try_says_plainly_why_nothing_would_have_come(engine: Engine, settings: Settings) -> None:
    with moment(engine, settings=settings) as here:
        tx = here.tx
        (one,) = tx.sources.add([new_source("Ledger", FEED)], now=NOW)

        def told(days: float, *topics: str) -> None:
            item = making.item(tx, f"item {days}", at=NOW)
            making.heard(tx, item.id, one.id, at=NOW - days * DAY, news=False)
            making.about(tx, item.id, *topics)

        def tried() -> str:
            return said(look_after(here, one.id, Deed.TRY))

        kernel, bread = making.topic(tx, "kernel", "bread")
        assert tried().startswith("Ledger was not heard yet")
        tx.sources.asked(replace(one, read_at=NOW, heard_at=NOW))
        told(8, kernel)
        assert tried() == "Ledger told nothing in the last seven days."
        told(1)
        assert tried().endswith("no room follows a topic yet.")
        making.room(tx, "Kitchen", topics=[bread])
        assert "(1 item), the words of no topic occur that a room follows. Rooms follow Bread." in tried()
        told(2, kernel)
        assert "is about Kernel, and no room follows that." in tried()
        told(3, bread)
        assert tried().splitlines()[1:] == [W.try_text(1, 3), "• Title item 3 · Kitchen"]
        assert here.tx.rooms.cards_of(making.item(tx, "item 3").id) == []
        assert here.tx.outbox.next_due() is None, "nothing is on its way to anyone"
        assert here.tx.acts.last(limit=9) == [], "looking is no deed"


def test_a_try_names_ten_titles_and_how_many_more_in_a_handful_of_questions(engine: Engine, settings: Settings) -> None:
    asked = []
    for many in (1, 45):
        with moment(engine, settings=settings) as here:
            tx = here.tx
            (one,) = tx.sources.add([new_source("Ledger", FEED)], now=NOW)
            topics = making.topic(tx, "kernel", "bread")
            for room in range(1, 30):
                making.room(tx, f"Room {room:02} with a name that goes on and on and on", topics=topics)
            for number in range(many):
                item = making.item(tx, f"{number} {'long ' * 80}".strip())
                making.heard(tx, item.id, one.id, at=NOW - number * HOUR)
                making.about(tx, item.id, *topics)
            with counting(tx) as questions:
                words = said(look_after(here, one.id, Deed.TRY))
            asked.append(len(questions))
            assert len(words) < 3_000
            assert words.splitlines()[-1] == "… and 35 more." if many == 45 else len(words.splitlines()) == 3
    assert asked[0] == asked[1]


# ── Deeds ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_deed_is_noted_with_whose_it_was_and_what_did_not_happen_is_not(
    engine: Engine, settings: Settings
) -> None:
    with moment(engine, settings=settings) as here:
        assert "Added: Bread" in said(submit(here, FormName.ADD_SOURCE, address=FEED, name="Bread"))
        (one,) = sources(here)
        steps = (Deed.GO_ON, Deed.PAUSE, Deed.PAUSE, Deed.GO_ON, Deed.REMOVE)
        words = [said(look_after(here, one.id, deed)) for deed in steps]
        assert isinstance(look_after(here, one.id, Deed.PAUSE), FieldErrors), "what is removed is not offered"
        acts = list(reversed(here.tx.acts.last(limit=9)))
        ingrid = here.tx.people.at(making.address("ingrid"))
        assert ingrid is not None
        assert {(done.actor, done.about) for done in acts} == {(ingrid.id, one.id)}
        assert [done.act for done in acts] == [
            *(Act.ADDED_SOURCE, Act.PAUSED_SOURCE, Act.RESUMED_SOURCE, Act.REMOVED_SOURCE)
        ]
        assert [text.partition(":")[0] for text in words] == [
            "Bread is not paused, and nothing is wrong with it.",
            "Bread is paused",
            "Bread is paused already.",
            "Bread goes on",
            "Bread is removed",
        ]


def test_one_in_trouble_can_be_asked_again_at_once(engine: Engine, settings: Settings) -> None:
    with moment(engine, settings=settings) as here:
        (one,) = here.tx.sources.add([new_source("Bread", FEED)], now=NOW - DAY)
        later = NOW + timedelta(hours=20)
        here.tx.sources.asked(replace(one, trouble=Trouble.SERVER, errors=5, next_at=later))
        assert here.tx.sources.due(now=NOW, limit=9) == []
        assert "goes on" in said(look_after(here, one.id, Deed.GO_ON))
        assert [due.id for due in here.tx.sources.due(now=NOW, limit=9)] == [one.id]


def test_the_name_a_source_shows_is_one_line_of_bearable_length(engine: Engine, settings: Settings) -> None:
    with moment(engine, settings=settings) as here:
        reply = submit(here, FormName.ADD_SOURCE, address=FEED, name="x" * 81)
        assert isinstance(reply, FieldErrors)
        assert set(reply.errors) == {"name"}
        submit(here, FormName.ADD_SOURCE, address=FEED, name=" Bread\n\u202e and   soup\x00 ")
        assert [one.name for one in sources(here)] == ["Bread and soup"]


NASTY: list[str | tuple[str, ...]] = [
    *("", "  ", "\x00", "🙂" * 100, "مرحبا \u202e", "\ud800", "https://[::1", "x" * 100_000, "https://" + "x" * 3_000),
    *(("a", "list"), (), ("x",) * 2_000, "'; drop table sources; --", "%", "feed:feed:feed:"),
]


@pytest.mark.parametrize("many", [0, 3, 150])
def test_whatever_is_typed_into_the_forms_is_answered(many: int, engine: Engine, settings: Settings) -> None:
    with moment(engine, settings=settings) as here:
        here.tx.sources.add([new_source("", f"https://s{number}.example/") for number in range(many)], now=NOW)
        before = len(sources(here))
        for value in NASTY:
            for fields in (("address", "name"), ("search",), ("source", "deed"), ("search", "source"), ("nothing",)):
                for form in (FormName.ADD_SOURCE, FormName.LOOK_AFTER_SOURCE):
                    reply = submit(here, form, **dict.fromkeys(fields, value))
                    assert isinstance(reply, FieldErrors | OpenForm), (form, fields, value)
                    assert not isinstance(reply, FieldErrors) or all(len(one) < 400 for one in reply.errors.values())
        assert len(sources(here)) == before
        for action in (Action.DESK_SOURCES, Action.ADD_SOURCE, Action.LOOK_AFTER_SOURCE):
            assert isinstance(press(here, action), Whisper | OpenForm)
