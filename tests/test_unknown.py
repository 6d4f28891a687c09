"""`earshot unknown`: cards of unknown fate, decided at the command line, whether the bot runs or not."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.chat.outbox import Purpose
from bot.command_line import main
from bot.domain.acts import OPERATOR, Act, Done
from bot.ports import Transaction
from store.database import Database
from store.lock import Lock
from tests.fakes.clock import SetClock
from tests.fakes.feeds import FeedServer
from tests.jobs.house import a_card, an_asking_item, wants_nudges
from tests.store import making
from tests.store.looking import looked
from tests.test_command_line import FAILED, IN_USE, OK, WRONG, log_as_before, settings_file, town_settings
from tests.town import Town

__all__ = ["log_as_before", "settings_file"]
CLOCK = SetClock()


def in_doubt(tx: Transaction, name: str = "one") -> str:
    """A card of which nobody can say whether it arrived; returns its id."""
    card = a_card(tx, making.room(tx, "general"), name, at=CLOCK)
    [waiting] = [one for one in tx.outbox.due(now=CLOCK.now(), limit=99) if one.about == card.id]
    tx.outbox.leaving(waiting.id, at=CLOCK.now())
    tx.outbox.parked(waiting.id, "nobody can tell", at=CLOCK.now())
    return card.id


def a_private_one_in_doubt(tx: Transaction) -> str:
    """What must never be shown: a nudge that was parked, whoever did that."""
    ana = wants_nudges(tx, "ana")
    _, card = an_asking_item(tx, "secret", at=CLOCK)
    tx.outbox.put(Purpose.NUDGE, key="n", lane=ana.id, about=card.id, person_id=ana.id, at=CLOCK.now())
    [nudge] = [one for one in tx.outbox.due(now=CLOCK.now(), limit=99) if one.purpose is Purpose.NUDGE]
    tx.outbox.parked(nudge.id, "nobody can tell", at=CLOCK.now())
    return card.id


@pytest.fixture
async def parked(settings_file: Path, template: Path) -> list[str]:
    """Two cards in doubt and a private message, in the store beside `settings_file`."""
    file = settings_file.parent / "earshot.db"
    shutil.copyfile(template, file)
    store = Database(f"sqlite:///{file}")
    store.open()
    cards = [await store.tx(lambda tx, name=name: in_doubt(tx, name)) for name in ("one", "two")]  # type: ignore[misc]
    cards.append(await store.tx(a_private_one_in_doubt))
    store.close()
    return cards


def states(settings_file: Path) -> dict[str, str]:
    """What became of each message."""
    return dict(looked(settings_file.parent / "earshot.db", "select key, state from outbox order by id"))


def noted(settings_file: Path) -> list[tuple[str, str, str]]:
    """Who did what to what."""
    return looked(settings_file.parent / "earshot.db", "select actor, act, about from acts order by id")


async def unknown(settings_file: Path, *what: str) -> int:
    """`earshot unknown …`."""
    return await asyncio.to_thread(main, ["unknown", *what, "--config", str(settings_file)])


async def test_what_is_in_doubt_is_listed_with_its_room_title_and_time_and_nothing_private(
    settings_file: Path, parked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await unknown(settings_file, "list") == FAILED, "something needs a decision"
    first, second, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{parked[0]}  2026-11-24T10:00:00+00:00  ")
    assert first.endswith("general: Title one")
    assert second.endswith("general: Title two")
    assert last == "Look into each room: post it again, or say that it is there."


@pytest.mark.parametrize(
    ("what", "state", "act"),
    [("again", "waiting", Act.POSTED_AGAIN), ("there", "sent", Act.FOUND_THERE), ("drop", "dropped", Act.DROPPED)],
)
async def test_a_card_in_doubt_is_decided_once_and_that_is_kept(
    what: str, state: str, act: Act, settings_file: Path, parked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert await unknown(settings_file, what, parked[0]) == OK
    assert states(settings_file) == {"card:one": state, "card:two": "parked", "n": "parked"}
    for again in ("again", "there", "drop"):
        assert await unknown(settings_file, again, parked[0]) == FAILED
    assert f"No card with the id {parked[0]} is in doubt any more" in capsys.readouterr().err
    assert states(settings_file)["card:one"] == state
    assert noted(settings_file) == [(OPERATOR, act.value, parked[0])]


async def test_nothing_can_be_decided_about_a_private_message_or_an_id_nobody_knows(
    settings_file: Path, parked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    for what in ("again", "there", "drop"):
        assert await unknown(settings_file, what, parked[2]) == FAILED
        assert await unknown(settings_file, what, "01NOBODYKNOWSTHISONE000000") == FAILED
    assert set(states(settings_file).values()) == {"parked"}
    assert noted(settings_file) == []


async def test_without_an_id_it_asks_which_one(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await unknown(settings_file, "drop") == WRONG
    assert "earshot unknown drop ID" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["unknown", "dance"])
    assert ended.value.code == WRONG


async def test_where_nothing_is_in_doubt_it_says_so(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await unknown(settings_file, "list") == OK
    assert capsys.readouterr().out == "No card is in doubt.\n"


async def test_a_store_that_somebody_else_holds_is_left_alone(settings_file: Path) -> None:
    lock = Lock(str(settings_file.parent / "earshot.db"))
    lock.take()
    try:
        assert await unknown(settings_file, "list") == IN_USE
    finally:
        lock.release()


async def test_while_the_bot_runs_it_is_asked_and_the_desk_says_who_did_it(
    feeds: FeedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = town_settings(tmp_path / "town", feeds)
    async with Town(tmp_path / "town", feeds) as town:
        card = await town.bot.store.tx(in_doubt)
        assert await unknown(file, "list") == FAILED
        assert f"\n{card}  " in capsys.readouterr().out
        assert await unknown(file, "drop", card) == OK
        assert await unknown(file, "drop", card) == FAILED
        assert await unknown(file, "list") == OK
        record = await town.press("ingrid", "desk_acts")
        assert record is not None
        assert "whoever runs Earshot let go of a card in doubt" in str(record)
        acts: list[Done] = await town.bot.store.read(lambda tx: tx.acts.last(limit=9))
        assert [(one.actor, one.act, one.about) for one in acts] == [(OPERATOR, Act.DROPPED, card)]
