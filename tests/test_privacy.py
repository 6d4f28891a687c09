"""docs/privacy.md is what the program does: every table, column, event, scope and time in it, and nothing else."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import Boolean, Column, MetaData, Table

from adapters.slack.hear import HEARD
from adapters.slack.scopes import SCOPES
from adapters.teams.hear import HEARD as TEAMS_HEARD
from adapters.teams.manifest import manifest as teams_manifest
from adapters.teams.pressed import DONE as TEAMS_DONE
from bot.chat import wording
from bot.chat.addresses import Address, Message
from bot.chat.events import Asked, Event, Reacted
from bot.chat.outbox import Purpose
from bot.domain.drafts import Answers
from bot.domain.items import AnswerKind, Ending, FindState
from bot.domain.networks import Network
from bot.domain.notices import NoticeKind
from bot.ports import Transaction
from bot.settings import parse
from jobs.tidy import Tidy
from store import migrate, rows, tidying
from store.database import Database
from tests.fakes.clock import SetClock
from tests.fakes.feeds import rss
from tests.store import making
from tests.store.looking import looked
from tests.store.making import DAY, HOUR, MINUTE, NOW
from tests.town import Town

LEAST = "company: {name: Example Works}\n"
ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def part(heading: str, text: str = TEXT) -> str:
    """What stands under a heading, up to the next one of its rank or above."""
    rank, _, _ = heading.partition(" ")
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{len(rank)}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def table_in(text: str) -> list[list[str]]:
    """The cells of the first table in a text, without its head."""
    first = re.search(r"(?:^\|.*\|\n)+", text, re.MULTILINE)
    lines = first[0].splitlines() if first else []
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines[2:]]


def described(text: str = TEXT) -> dict[str, dict[str, tuple[str, str, str]]]:
    """Table and column to (why, about, kept), as the page has them."""
    names = re.findall(r"^#### `(\w+)`$", text, re.MULTILINE)
    return {
        name: {column: (why, about, kept) for column, why, about, kept in table_in(part(f"#### `{name}`", text))}
        for name in names
    }


def kept(metadata: MetaData = rows.metadata) -> dict[str, dict[str, tuple[str, str, str]]]:
    """The same, as the schema has them."""
    return {
        table.name: {
            column.name: (column.info["why"], column.info["about"], column.info["keep"]) for column in table.columns
        }
        for table in metadata.sorted_tables
    }


# ── Tables and columns ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_table_and_column_is_described_as_it_is_and_nothing_else() -> None:
    assert len(described()) > 15
    assert described() == kept()


@pytest.mark.parametrize("name", sorted(rows.metadata.tables))
def test_every_table_says_what_it_is_and_who_sees_it(name: str) -> None:
    said = part(f"#### `{name}`").split("|")[0]
    assert re.search(r"^Seen by: [^.]+", said, re.MULTILINE)
    assert len(said.splitlines()) >= 3


def test_control_a_column_or_a_table_that_came_or_went_would_be_noticed() -> None:
    grown = MetaData()
    for table in rows.metadata.sorted_tables:
        table.to_metadata(grown)
    clicks = Column("clicked", Boolean, info={"why": "who follows links", "about": "person", "keep": "for ever"})
    grown.tables["answers"].append_column(clicks)
    assert described() != kept(grown)
    grown.remove(grown.tables["answers"])
    assert described() != kept(grown)
    extra = MetaData()
    for table in rows.metadata.sorted_tables:
        table.to_metadata(extra)
    assert described() == kept(extra)
    Table("clicks", extra, Column("at", Boolean, info=clicks.info))
    assert described() != kept(extra)
    stale = TEXT.replace("#### `asides`", "#### `clicks`")
    assert described(stale) != kept()


def test_only_people_and_rooms_hold_what_a_platform_calls_somebody() -> None:
    holding = {name for name, columns in kept().items() if {"external_id", "workspace", "route"} & set(columns)}
    assert holding == {"people", "rooms", "workspaces"}
    assert (
        "Only `people` and `rooms` hold what\na platform calls somebody, and `workspaces` what it calls the bot" in TEXT
    )


# ── What platforms tell us ───────────────────────────────────────────────────────────────────────────────────────────

SCOPE = re.compile(r"\b[a-z_]+(?:\.[a-z_]+)*:(?:read|write|history)(?:\.[a-z_]+)*\b")
CONSENT = re.compile(r"\b[A-Z][A-Za-z]+\.(?:Read|Send|ReadWrite)\b[A-Za-z.]*")


def test_every_event_there_is_and_no_other_is_described() -> None:
    told = {row[0] for row in table_in(part("## What a platform tells us"))}
    assert told == {kind.__name__ for kind in get_args(Event)}
    assert len(told) == 13
    assert "thirteen kinds of event" in TEXT


def asked_for(texts: Mapping[str, str]) -> set[str]:
    return {scope for text in texts.values() for scope in {*SCOPE.findall(text), *CONSENT.findall(text)}}


def allowed() -> set[str]:
    return {row[0] for row in table_in(part("### Slack"))}


def product() -> dict[str, str]:
    kinds = {".py", ".js", ".html", ".json", ".yaml", ".yml"}
    files = [file for folder in ("bot", "adapters", "store", "jobs") for file in (ROOT / folder).rglob("*")]
    return {str(file): file.read_text(encoding="utf-8") for file in files if file.suffix in kinds}


def test_the_program_asks_for_no_scope_that_is_not_described() -> None:
    assert len(allowed()) > 8
    of_the_app = "connections:write"  # it is no bot's scope, and opens the connection alone
    assert f"`{of_the_app}`" in part("### Slack")
    assert asked_for(product()) <= allowed() | {of_the_app}


def test_every_scope_and_event_of_slack_is_described_as_it_is_and_nothing_else() -> None:
    slack = part("### Slack")
    scopes = re.findall(r"^\| `(\S+)` \| (.*) \|$", slack[: slack.index("Never asked for")], re.MULTILINE)
    assert dict(scopes) == {name: one.why for name, one in SCOPES.items()}
    assert {row[0] for row in table_in(slack[slack.index("These are the events") :])} == set(HEARD)


def test_control_a_scope_that_is_not_described_would_be_noticed() -> None:
    manifest = {"slack": '["chat:write", "channels:history", "users:read.email"]', "teams": "ChatMessage.Read.Chat"}
    assert asked_for(manifest) - allowed() == {"channels:history", "users:read.email", "ChatMessage.Read.Chat"}


def test_what_reads_rooms_is_said_to_be_never_asked_for() -> None:
    slack = part("### Slack")
    never = slack[slack.index("Never asked for") :]
    for scope in ("channels:history", "groups:history", "mpim:history", "search:read", "chat:write.public"):
        assert f"`{scope}`" in never
        assert scope not in allowed()
    teams = part("### Microsoft Teams")
    assert all(f"`{one}`" in teams for one in ("ChannelMessage.Read.Group", "ChatMessage.Read.Chat"))


def test_every_permission_and_activity_of_teams_is_described_and_nothing_else() -> None:
    teams = part("### Microsoft Teams")
    permissions, told = teams.split("This is what Teams tells it")
    asked = teams_manifest(wording.of("en"), app_id="", url="")["permissions"]
    assert [row[0] for row in table_in(permissions)] == asked
    assert {row[0] for row in table_in(told)} == set(TEAMS_HEARD) | set(TEAMS_DONE)


# ── For how long ─────────────────────────────────────────────────────────────────────────────────────────────────────

NUMBERS = {"two": 2, "three": 3}
UNITS = {"d": DAY, "day": DAY, "days": DAY, "hour": HOUR, "hours": HOUR, "minutes": MINUTE}


def classes() -> dict[str, str]:
    """Each class of keeping, with what it means."""
    return dict(table_in(part("## For how long")))


def spans(words: str) -> list[timedelta]:
    """The lengths of time that are named in words."""
    found = re.findall(r"\b(\d+|two|three) ?(days?|hours?|minutes|d)\b", words)
    return [int(NUMBERS.get(number, number)) * UNITS[unit] for number, unit in found]


def test_every_way_of_keeping_is_explained_and_none_that_there_is_not() -> None:
    assert set(classes()) == {column[2] for columns in kept().values() for column in columns.values()}


def test_the_times_in_it_are_the_defaults_of_app_yaml_and_those_of_tidying() -> None:
    keep = parse(LEAST, environ={}).keep
    assert spans(rows.DRAFTS) == [keep.drafts]
    assert spans(rows.ANSWERS) == [keep.answers, tidying.TAKE_BACKS]
    assert spans(rows.ITEMS) == [keep.items]
    assert spans(rows.ASIDE) == [tidying.ASIDES]
    assert spans(rows.OUTBOX) == [tidying.SETTLED]
    says = classes()
    assert spans(says[rows.DRAFTS]) == [keep.drafts, tidying.NEVER_WRITTEN, tidying.NEVER_WRITTEN]
    assert spans(says[rows.ANSWERS]) == [keep.answers, tidying.TAKE_BACKS]
    for name in (rows.ITEMS, rows.ASIDE, rows.OUTBOX):
        assert spans(says[name])[:1] == spans(name)


Make = Callable[[Transaction], object]


def _answer(tx: Transaction) -> None:
    tx.answers.put(making.person(tx, "ana").id, making.item(tx).id, AnswerKind.SAVE, at=NOW)


def _take_back(tx: Transaction) -> None:
    tx.answers.take_back(making.person(tx, "ana").id, making.item(tx).id, AnswerKind.SAVE, at=NOW)


def _aside(tx: Transaction) -> None:
    room, ana = making.room(tx), making.person(tx, "ana")
    tx.answers.set_aside(ana.id, Reacted("E1", NOW, ana.address, Message(room.address, "unknown"), "👍", added=True))


def _draft(tx: Transaction) -> None:
    item, ana = making.item(tx).id, making.person(tx, "ana").id
    begun = tx.drafts.begin(ana, item, angle="hope", at=NOW - 80 * DAY)
    words = Answers("words")
    tx.drafts.write(begun.id, network=Network.X, answers=words, workplace=False, variant=0, text="words", at=NOW)
    tx.drafts.remind(begun.id, due=NOW + 300 * DAY)


def _never_written(tx: Transaction) -> None:
    tx.drafts.begin(making.person(tx, "ana").id, making.item(tx).id, angle="hope", at=NOW)


def _thrown_away(tx: Transaction) -> None:
    item, ana = making.item(tx).id, making.person(tx, "ana").id
    begun = tx.drafts.begin(ana, item, angle="hope", at=NOW)
    tx.drafts.edit(begun.id, "words", at=NOW)
    tx.drafts.throw(begun.id)


def _find(tx: Transaction) -> None:
    brought = tx.items.bring(
        making.person(tx, "ana").id, url="u", key="k", why="words", named=True, room_id=None, at=NOW
    )
    tx.items.settle_find(brought.id, FindState.STANDS, item_id=making.item(tx).id)


def _item(tx: Transaction) -> None:
    (source,) = making.source(tx, "lwn")
    item = making.item(tx).id
    making.heard(tx, item, source)
    making.about(tx, item, *making.topic(tx, "kernel"))
    card = making.card(tx, making.room(tx).id, item)
    tx.rooms.end(card.id, Ending.EXPIRED)


def _notice(tx: Transaction) -> None:
    tx.notices.put(making.room(tx).id, NoticeKind.YOU_SAID, "We did.", at=NOW)


def _message(tx: Transaction) -> None:
    ana = making.person(tx, "ana").id
    tx.outbox.put(Purpose.NUDGE, key="k", lane=ana, about="card", person_id=ana, at=NOW)
    (message,) = tx.outbox.due(now=NOW, limit=1)
    tx.outbox.leaving(message.id, at=NOW)
    tx.outbox.sent(message.id, at=NOW)


GOES: dict[str, tuple[Make, str, set[str]]] = {
    "answer": (_answer, "180 days", {"answers"}),
    "take-back": (_take_back, "three hours", {"answers"}),
    "reaction set aside": (_aside, "15 minutes", {"asides"}),
    "draft": (_draft, "90 days", {"drafts", "reminders"}),
    "draft never written": (_never_written, "two days", {"drafts"}),
    "draft thrown away": (_thrown_away, "two days", {"drafts"}),
    "find": (_find, "365 days", {"finds"}),
    "item": (_item, "365 days", {"items", "entries", "item_topics", "cards"}),
    "notice": (_notice, "365 days", {"notices"}),
    "message": (_message, "30 days", {"outbox"}),
}
"""What there is, how long the page says that it is kept, and the tables it is in."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store as the migrations leave it."""
    file = tmp_path_factory.mktemp("template") / "earshot.db"
    migrate.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Database]:
    """An open store of the test's own."""
    (tmp_path / "earshot.db").write_bytes(template.read_bytes())
    database = Database(f"sqlite:///{tmp_path / 'earshot.db'}")
    database.open()
    yield database
    database.close()


def filled(file: Path, tables: set[str]) -> set[str]:
    """Which of these tables have a row."""
    return {name for name in tables if looked(file, f'select 1 from "{name}" limit 1')}


@pytest.mark.parametrize("what", GOES)
async def test_what_is_old_goes_when_the_page_says_and_not_before(what: str, store: Database, tmp_path: Path) -> None:
    make, words, tables = GOES[what]
    (span,) = spans(words)
    file, clock = tmp_path / "earshot.db", SetClock(NOW)
    tidy = Tidy(store, settings=parse(LEAST, environ={}), clock=clock)

    await store.tx(make)
    assert filled(file, tables) == tables
    clock.set(NOW + span - MINUTE)
    await tidy.run()
    assert filled(file, tables) == tables
    clock.set(NOW + span + MINUTE)
    await tidy.run()
    assert filled(file, tables) == set()


async def test_app_yaml_can_shorten_it(store: Database, tmp_path: Path) -> None:
    text = f"{LEAST}keep: {{drafts: 7d, answers: 1d, items: 30d}}\n"
    await store.tx(_answer)
    tidy = Tidy(store, settings=parse(text, environ={}), clock=SetClock(NOW + DAY + MINUTE))
    await tidy.run()
    assert filled(tmp_path / "earshot.db", {"answers"}) == set()


async def test_an_answer_kept_in_words_is_emptied_when_it_has_left_or_was_dropped(
    store: Database, tmp_path: Path
) -> None:
    def put(tx: Transaction) -> None:
        ana = making.person(tx, "ana").id
        for key, about in [("sent", "a"), ("dead", "b"), ("dropped", "c"), ("withdrawn", "d"), ("waiting", "e")]:
            tx.outbox.put(Purpose.ANSWER, key=key, lane=key, about=about, person_id=ana, at=NOW, body="lavender")
        ids = {one.key: one.id for one in tx.outbox.due(now=NOW, limit=9)}
        for key in ("sent", "dead"):
            tx.outbox.leaving(ids[key], at=NOW)
        tx.outbox.sent(ids["sent"], at=NOW)
        tx.outbox.dead(ids["dead"], "why", at=NOW)
        tx.outbox.dropped(ids["dropped"], "why", at=NOW)
        tx.outbox.withdraw(about="d", why="why", at=NOW)

    await store.tx(put)
    held = looked(tmp_path / "earshot.db", "select key from outbox where body <> ''")
    assert held == [("waiting",)]
    ana = await store.read(lambda tx: tx.people.at(making.address("ana")))
    assert ana is not None
    await store.tx(lambda tx: tx.people.leave(ana.id))
    assert looked(tmp_path / "earshot.db", "select key from outbox where body <> ''") == []


async def test_the_words_of_a_withdrawn_story_are_kept_nowhere_but_with_its_author(
    store: Database, tmp_path: Path
) -> None:
    def told(tx: Transaction) -> None:
        item = making.item(tx, "story").id
        tx.items.withdraw(item)

    await store.tx(told)
    [row] = looked(tmp_path / "earshot.db", "select withdrawn, title, text, url, picture from items")
    assert row == (1, "", "", "", None)


# ── The outbox, and the log ──────────────────────────────────────────────────────────────────────────────────────────

ITEM = """<title>Harvester beetles</title><link>https://news.example/beetles</link><guid>b1</guid>
<description>Kernel rust zucchini.</description>"""
TYPED = ("Marzipan", "lavender", "Quince", "Harvester", "zucchini", "Duarte", "Ana")


async def test_the_outbox_holds_no_words_but_those_of_an_answer(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    for who in ("ana", "ben", "chloe"):
        await town.join(who, networks=["x"])
        [card] = await town.room("engineering", who)
        await town.press(who, "worth_it", card)
    [card] = await town.room("engineering")
    opened = await town.press("ana", "draft", card)
    assert opened is not None
    subject = opened["form"]["subject"]
    await town.submit("ana", "interview", {"answer": "Marzipan, they said.", "network": "x"}, subject=subject)
    await town.submit("ana", "edit_draft", {"text": "Marzipan and lavender."}, subject=subject)
    await town.submit("ana", "remind", {"when": "tomorrow"}, subject=subject)
    await town.ask("ana", "nudges on")
    story = {"title": "Quince", "story": "lavender", "kind": "lesson", "signed": "named"}
    await town.submit("ana", "story", story)
    await town.ask("ben", "find https://127.0.0.1:1/ lavender in the kitchen", room="kitchen")
    person = in_the_playground("ana")
    await town.bot.receive(Asked("k1", town.bot.clock.now(), person, "what about Marzipan?", later=True))

    file = town.folder / "earshot.db"
    names = [name for (name,) in looked(file, "select name from pragma_table_info('outbox')") if name != "body"]
    kept_rows = looked(file, f"select {', '.join(names)} from outbox")
    assert {row[names.index("purpose")] for row in kept_rows} >= {"card", "card_edit", "draft", "page", "answer"}
    assert not [row for row in kept_rows for word in TYPED if word in str(row)]
    bodies = looked(file, "select purpose, body from outbox where body <> ''")
    assert {purpose for purpose, _ in bodies} <= {"answer"}
    assert any("Marzipan" in str(row) for row in bodies), "control: this one had not left, and would be found"


def in_the_playground(who: str) -> Address:
    """Where somebody is in the playground."""
    return replace(making.address(who), workspace="playground")


async def test_an_error_of_the_database_does_not_repeat_what_people_wrote(store: Database) -> None:
    def refused(tx: Transaction) -> None:
        tx.drafts.begin("lavender-person", "no item", angle="hope", at=NOW)

    with pytest.raises(Exception, match="FOREIGN KEY") as caught:
        await store.tx(refused)
    assert "lavender" not in str(caught.value)
