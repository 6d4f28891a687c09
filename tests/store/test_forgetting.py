import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.chat.addresses import Message
from bot.chat.events import Profile, Reacted
from bot.chat.outbox import Purpose
from bot.domain.acts import Act
from bot.domain.drafts import Answers
from bot.domain.items import AnswerKind, Ending, FindState, ItemKind, Life
from bot.domain.networks import Network
from bot.domain.stories import Naming, StoryState
from bot.ports import Transaction
from store import rows
from store.database import Database, Writer
from store.forgetting import tables_about_people
from store.groups import GroupWriter
from tests.store import making
from tests.store.looking import everything, raw
from tests.store.making import DAY, HOUR, NOW

EXTERNAL_ID, ROUTE, NAME, WORDS = "U0FORGETME", "D0FORGETME", "Forgetmina", "lavender harvest"


def lived(tx: Transaction) -> dict[str, str]:
    """A person with something in every table."""
    here = making.address(EXTERNAL_ID, route=ROUTE)
    me = tx.people.meet(here, now=NOW, zone="Europe/Berlin", language="en").id
    bo = making.person(tx, "bo").id
    tx.people.know(here, Profile(NAME))
    tx.people.join(me, at=NOW, text="2026-11")
    tx.people.choose_networks(me, [Network.X], apart=False)
    (topic,) = making.topic(tx, "kernel")
    tx.people.choose_topics(me, {topic: True})
    room, item = making.room(tx, topics=[topic]), making.item(tx).id
    card = making.card(tx, room.id, item, stands="m1")
    tx.answers.put(me, item, AnswerKind.NOT_FOR_US, at=NOW, reason=WORDS)
    tx.answers.put(me, item, AnswerKind.WORTH_IT, at=NOW)
    reaction = Reacted(key="E1", at=NOW, person=here, message=Message(room.address, "unknown"), emoji="👍", added=True)
    tx.answers.set_aside(me, reaction)
    draft = tx.drafts.begin(me, item, angle="why_now", at=NOW)
    tx.drafts.write(
        draft.id, network=Network.X, answers=Answers(WORDS), workplace=False, variant=0, text=WORDS * 50, at=NOW
    )
    tx.drafts.edit(draft.id, f"edited {WORDS}", at=NOW)
    tx.drafts.remind(draft.id, due=NOW + DAY)
    find = tx.items.bring(me, url="https://a.example", key="a", why=WORDS, named=True, room_id=room.id, at=NOW)
    tx.items.settle_find(find.id, FindState.STANDS, item_id=item)
    story = making.story(tx, me, title=f"Title {WORDS}", text=WORDS).id
    tx.stories.name(story, [(bo, "Bo")], members=[bo], at=NOW)
    told = tx.items.add(
        kind=ItemKind.STORY, url="", key=f"story:{story}", title=f"Title {WORDS}", text=WORDS, at=NOW, now=NOW
    ).id
    tx.stories.set_state(story, StoryState.TOLD, item_id=told)
    told_card = making.card(tx, room.id, told, life=Life.ASKING, stands="m2").id
    others = making.story(tx, bo, title="Bo's story", text="Bo's words").id
    tx.stories.name(others, [(me, "Mina")], members=[me], at=NOW)
    (named,) = tx.stories.ask_named(others, at=NOW)
    tx.stories.answer_naming(named.id, Naming.YES)
    tx.outbox.put(Purpose.NUDGE, key=f"nudge:{me}", lane=me, about=item, person_id=me, at=NOW)
    tx.outbox.put(Purpose.ANSWER, key="answer", lane=me, about="", person_id=me, at=NOW, body=WORDS)
    return {
        "me": me, "item": item, "find": find.id, "told": told, "told_card": told_card, "card": card.id,
        "others": others, "named": named.id, "draft": draft.id, "story": story,
    }  # fmt: skip


async def test_a_forgotten_person_is_in_no_row_with_id_or_name_or_words(store: Database, url: str) -> None:
    ids = await store.tx(lived)
    before = everything(url)
    for trace in (EXTERNAL_ID, ROUTE, NAME, WORDS, ids["me"]):
        assert trace in before

    await store.tx(lambda tx: tx.people.forget(ids["me"]))

    after = everything(url)
    for trace in (EXTERNAL_ID, ROUTE, NAME, WORDS, ids["me"], ids["draft"]):
        assert trace not in after


async def test_what_stays_of_a_forgotten_person_is_theirs_no_longer(store: Database) -> None:
    ids = await store.tx(lived)
    await store.tx(lambda tx: tx.people.forget(ids["me"]))

    def look(tx: Transaction) -> tuple[Any, ...]:
        counts = tx.answers.tally(ids["item"]).counts
        return (
            tx.items.find(ids["find"]),
            tx.items.get(ids["told"]),
            tx.rooms.card(ids["told_card"]),
            tx.rooms.card(ids["card"]),
            tx.stories.named(ids["named"]),
            tx.stories.get(ids["story"]),
            counts,
        )

    find, told, told_card, card, others, story, counts = await store.read(look)
    assert (find.person_id, find.named, find.why, find.item_id) == (None, False, "", ids["item"])
    assert (told.withdrawn, told.title, told.text) == (True, "", "")
    assert (told_card.life, told_card.ending, told_card.message is not None) == (Life.OVER, Ending.WITHDRAWN, True)
    assert (card.life, card.brought_by, counts, story) == (Life.HEARD, (), {}, None)
    bos, naming = others
    assert (naming.person_id, naming.answer, bos.may_name(), bos.must_not_name()) == (
        None,
        Naming.NOT_A_MEMBER,
        (),
        ("Mina",),
    )


async def test_a_person_who_comes_back_after_being_forgotten_is_somebody_new(store: Database) -> None:
    ids = await store.tx(lived)
    await store.tx(lambda tx: tx.people.forget(ids["me"]))
    back = await store.tx(
        lambda tx: tx.people.meet(making.address(EXTERNAL_ID), now=NOW + HOUR, zone="UTC", language="en")
    )
    assert back.id != ids["me"]
    assert not back.member


# ── Not a byte ───────────────────────────────────────────────────────────────────────────────────────────────────────

TRACES = [trace.encode() for trace in (EXTERNAL_ID, ROUTE, NAME, WORDS)]


class NeverScrubs(GroupWriter):
    """The naive writer of the control: it deletes, and leaves it at that."""

    def scrub(self) -> None:
        """Nothing."""


class ScrubsSoonAgain(GroupWriter):
    """Does not wait long before it tries again."""

    scrub_again = 0.02


async def traces_after(file: Path, seconds: float) -> set[bytes]:
    """What is left in file and log; looked at again for a while, since a busy machine may put the scrubbing off."""
    for _ in range(int(seconds / 0.02)):
        left = {trace for trace in TRACES if trace in raw(file)}
        if not left:
            return left
        await asyncio.sleep(0.02)
    return {trace for trace in TRACES if trace in raw(file)}


async def traces_left(url: str, file: Path, writer: Writer | None) -> set[bytes]:
    store = Database(url, writer=writer)
    store.open()
    try:
        ids = await store.tx(lived)
        assert {trace for trace in TRACES if trace in raw(file)} == set(TRACES)
        await store.tx(lambda tx: tx.people.forget(ids["me"]))
        return await traces_after(file, 1.0)
    finally:
        store.close()


async def test_forgetting_leaves_no_byte_in_the_file_or_its_log(url: str, file: Path) -> None:
    assert await traces_left(url, file, ScrubsSoonAgain) == set()


async def test_control_deleting_alone_leaves_bytes_behind(url: str, file: Path) -> None:
    assert await traces_left(url, file, NeverScrubs) != set()


async def test_a_reader_in_the_way_puts_the_scrubbing_off_but_not_for_long(url: str, file: Path) -> None:
    store = Database(url, writer=ScrubsSoonAgain)
    store.open()
    ids = await store.tx(lived)
    begun, released = threading.Event(), threading.Event()

    def look(tx: Transaction) -> None:
        tx.people.get(ids["me"])
        begun.set()
        released.wait(10)

    looking = asyncio.ensure_future(store.read(look))
    await asyncio.to_thread(begun.wait, 5)
    await store.tx(lambda tx: tx.people.forget(ids["me"]))
    assert any(trace in raw(file) for trace in TRACES)
    released.set()
    await looking
    left = await traces_after(file, 4.0)
    store.close()
    assert left == set()


class DiesBeforeScrubbing(GroupWriter):
    """Stands for a process that dies between the COMMIT and the scrubbing."""

    def scrub(self) -> None:
        """Nothing, and nobody notes that it is still to be done but the file itself."""


async def test_scrubbing_that_a_crash_prevented_is_done_at_the_next_start(url: str, file: Path) -> None:
    await traces_left(url, file, DiesBeforeScrubbing)
    with file.open("rb") as stored:
        stored.seek(60)
        owed = int.from_bytes(stored.read(4), "big")  # user_version: sqlite.org/fileformat.html, section 1.3
    assert owed == 1
    store = Database(url)
    store.open()
    store.close()
    with file.open("rb") as stored:
        stored.seek(60)
        assert int.from_bytes(stored.read(4), "big") == 0
    assert not any(trace in raw(file) for trace in TRACES)


# ── Everything kept about a person ───────────────────────────────────────────────────────────────────────────────────


async def test_an_export_holds_every_row_about_a_person_and_nothing_about_others(store: Database) -> None:
    ids = await store.tx(lived)
    kept = await store.read(lambda tx: tx.people.export(ids["me"]))
    about = {"topics", "answers", "asides", "drafts", "reminders", "finds", "stories", "namings", "outgoing"}
    assert set(kept) == about | {"person", "names in your stories"}
    assert kept["names in your stories"] == [{"story_id": ids["story"], "name": "Bo"}]
    assert WORDS in str(kept["drafts"])
    assert "Bo's words" not in str(kept)


async def test_an_export_of_a_steward_holds_what_they_did_and_nothing_of_other_stewards(store: Database) -> None:
    def acted(tx: Transaction) -> dict[str, object]:
        me, other = making.person(tx, "me"), making.person(tx, "other")
        tx.acts.note(me.id, Act.STOPPED, at=making.NOW)
        tx.acts.note(other.id, Act.WENT_ON, at=making.NOW)
        return tx.people.export(me.id)

    kept = (await store.tx(acted))["acts"]
    assert "stopped" in str(kept)
    assert "went_on" not in str(kept)


async def test_an_export_is_plain_values_all_the_way_down(store: Database) -> None:
    ids = await store.tx(lived)

    def check(value: Any) -> None:
        match value:
            case dict():
                for key, inner in value.items():
                    assert type(key) is str
                    check(inner)
            case list():
                for inner in value:
                    check(inner)
            case _:
                assert value is None or type(value) in (str, int, float, bool), repr(value)

    check(await store.read(lambda tx: tx.people.export(ids["me"])))


async def test_a_stranger_has_nothing_to_export(store: Database) -> None:
    assert await store.read(lambda tx: tx.people.export("nobody")) == {"person": None}


def test_every_table_that_refers_to_a_person_forgets_by_itself_or_by_name() -> None:
    kept = {(table.name, column.name) for table, column in tables_about_people() if not cascades(column)}
    assert kept == {("finds", "person_id"), ("story_names", "person_id")}, "see store.forgetting.forget"


def cascades(column: Any) -> bool:
    (key,) = column.foreign_keys
    return bool(key.ondelete == "CASCADE")


@pytest.mark.parametrize("table", rows.metadata.sorted_tables, ids=lambda table: table.name)
def test_every_column_says_what_it_is_about_how_long_it_is_kept_and_why(table: Any) -> None:
    for column in table.columns:
        assert column.info["about"] in {"person", "room", "item", "machine", "steward"}, column
        assert column.info["keep"], column
        assert column.info["why"], column


def test_only_people_and_rooms_hold_what_a_platform_calls_somebody_and_workspaces_the_bot() -> None:
    platform_ids = {"external_id", "workspace", "route"}
    holding = {table.name for table in rows.metadata.sorted_tables if platform_ids & set(table.columns.keys())}
    assert holding == {"people", "rooms", "workspaces"}
