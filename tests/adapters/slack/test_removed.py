"""The app is removed from the workspace, or its token revoked, and installed once more."""

import sqlite3
from datetime import timedelta
from typing import Any

import pytest

from bot.app import Bot
from bot.settings import parse
from tests.adapters.slack.town import SlackTown, asking, words
from tests.fakes.clock import SetClock
from tests.fakes.slack import Limited


def waiting(town: SlackTown) -> list[tuple[Any, ...]]:
    """What waits to leave."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        return store.execute("SELECT purpose FROM outbox WHERE state IN ('waiting', 'leaving')").fetchall()


@pytest.mark.parametrize("how", ["uninstalls", "revokes"])
async def test_all_sending_stops_at_once_and_for_good(how: str, over_http: SlackTown) -> None:
    town = over_http
    card = await asking(town)
    await town.joins(town.ana, "bluesky")
    [reacted] = await town.ana.reacts(card, "raising_hand")
    town.slack.faults.put("chat.postMessage", Limited("60"))
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    assert waiting(town)
    await getattr(town.slack.staff, how)(town.slack.app)
    assert waiting(town) == []
    calls = len(town.slack.calls())
    await town.slack.events.again({**reacted.body, "event_id": "Ev0LATE"})  # of before: it begins nothing anew
    for _ in range(3):
        await town.later(days=7)  # cards expire meanwhile, and would be drawn anew
    await town.bot.timetable.tick("tidy")
    await town.later(minutes=10)
    assert len(town.slack.calls()) == calls
    assert waiting(town) == []


async def test_news_of_the_end_of_an_older_token_ends_nothing(over_http: SlackTown) -> None:
    town = over_http
    before = str((town.clock.now() - timedelta(hours=1)).timestamp())
    [told] = await town.slack.events.to(town.slack.app, {"type": "app_uninstalled", "event_ts": before})
    assert told.taken
    assert len(town.slack.messages(town.engineering)) == 0
    assert "Rust" in (await town.news("Rust in the kernel")).text
    await town.slack.events.to(town.slack.app, {"type": "app_uninstalled"})  # control: of today it would
    await town.later(days=1)
    with pytest.raises(AssertionError):
        assert "Another" in (await town.news("Another kernel")).text


@pytest.mark.parametrize("hours", [2, -2], ids=["ahead", "behind"])
async def test_a_clock_that_is_not_slacks_keeps_no_end_from_being_heard_and_none_from_being_late(
    hours: int, over_http: SlackTown
) -> None:
    town, ended = over_http, str(over_http.clock.now().timestamp())
    town.clock.forward(timedelta(minutes=1))
    await town.bot.stop()
    await starts_again(town, SetClock(town.clock.now() + timedelta(hours=hours)))
    await town.slack.events.to(town.slack.app, {"type": "app_uninstalled", "event_ts": ended})
    assert rooms(town) == 2
    town.clock.forward(timedelta(minutes=1))
    await town.slack.staff.uninstalls(town.slack.app)
    assert rooms(town) == 0


async def starts_again(town: SlackTown, clock: SetClock) -> None:
    """A new start, by this clock."""
    environ = town.environ()
    town.bot = Bot(parse(town.settings(), environ=environ), environ=environ, folder=town._folder, port=0)
    town.bot._parser, town.bot.clock = town._parser, clock
    await town.bot.start()
    town.slack.request_url = f"{town.bot.url}/slack/events"
    await town.bot.first_look


def rooms(town: SlackTown) -> int:
    """In how many rooms the bot believes to be."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        return int(store.execute("SELECT count(*) FROM rooms WHERE here").fetchone()[0])


async def test_installed_once_more_it_is_back_in_the_rooms_it_is_invited_to_and_people_find_what_they_chose(
    over_http: SlackTown,
) -> None:
    town = over_http
    await asking(town)
    await town.joins(town.ana, "bluesky")
    await town.ana.commands(town.engineering, "/earshot", "nudges on")
    await town.slack.staff.uninstalls(town.slack.app)
    for room in (town.engineering, town.kitchen):
        room.members -= {one.bot.id for one in town.slack.world.installations}
    await town.bot.stop()

    town.slack.world.install(town.slack.workspace)
    await starts_again(town, town.clock)
    await town.later(days=1)
    assert town.private(town.ana) == []  # nobody is written to who did not come back by themselves

    await town.slack.rooms.joins(town.engineering, town.slack.app.bot)
    card = await town.news("Another kernel")
    assert "Another kernel" in card.text
    await town.ana.opens_home()
    await town.ana.presses(card, "Worth sharing")
    home = town.slack.home(town.ana)
    assert home is not None
    assert "Bluesky" in words(home)
