"""Several workspaces, and what goes wrong in one of them: late news, another replica, a lost key, a token refused."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from adapters.slack.reading import Us
from adapters.slack.tokens import Seals
from adapters.slack.workspaces import Installed
from bot.chat.cards import Card
from bot.chat.installations import Installation
from bot.ports import Delivered, Later, Sent, Undeliverable
from jobs.listening.parse import Parser
from tests.adapters.slack.test_installing import KEY, OLDER, Kept, Made, Two
from tests.fakes.clock import TUESDAY
from tests.fakes.slack import Colleague, Hang, Limited, Refuse
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.things import Installation as Given


@pytest.fixture
async def both(file: Path, parser: Parser) -> AsyncIterator[Two]:
    """Both workspaces have the bot."""
    made = Two(file.parent, parser)
    async with made.slack:
        await made.starts()
        for who in (made.ana, made.ben):
            await made.installs(who)
        yield made
        await made.bot.stop()


async def sent(both: Two, who: Colleague, key: str) -> Delivered:
    """What comes of a message to somebody."""
    to = Us(who.person.workspace.id, "").person(who.id)
    return await both.bot.platforms["slack"].send(to, Card("Hello"), key=key)


async def elsewhere_installed(both: Two) -> Given:
    """Another replica took an installation in the north: a new bot, and a new token."""
    given = both.slack.world.install(both.north)
    sealed = Seals(both.key, variable="KEY").seal(both.north.id, given.token)
    new = Installation(
        "slack", both.north.id, "North", given.bot.id, given.bot_id, both.slack.world.app.id, sealed, both.clock.now()
    )
    await both.bot.store.tx(lambda tx: tx.workspaces.installed(new))
    return given


# ── Its end, told late, twice, or to another replica ──


async def test_after_late_news_of_an_end_the_workspace_is_spoken_to_as_before(both: Two) -> None:
    app = both.slack.world.app_of(both.north)
    late = str((both.clock.now() - timedelta(hours=1)).timestamp())
    for kind in ("app_uninstalled", "tokens_revoked"):
        [told] = await both.slack.events.to(app, {"type": kind, "tokens": {"bot": [app.bot.id]}, "event_ts": late})
        assert told.taken
        assert isinstance(await sent(both, both.ana, kind), Sent)
    await both.slack.events.to(app, {"type": "app_uninstalled"})  # control: of today it is
    assert isinstance(await sent(both, both.ana, "k"), Undeliverable)


async def test_one_that_ended_here_and_was_installed_elsewhere_is_spoken_to_in_its_new_name(both: Two) -> None:
    await both.slack.staff.uninstalls(both.slack.world.app_of(both.north))
    assert isinstance(await sent(both, both.ana, "1"), Undeliverable)
    both.clock.forward(timedelta(minutes=1))
    given = await elsewhere_installed(both)
    assert isinstance(await sent(both, both.ana, "2"), Sent)
    assert both.slack.calls("chat.postMessage")[-1].token == given.token


@pytest.mark.parametrize("order", [1, -1])
async def test_an_end_that_is_told_in_two_ways_and_twice_is_taken_each_time(order: int, both: Two) -> None:
    app = both.slack.world.app_of(both.north)
    app.state = "gone"
    ends: list[dict[str, Any]] = [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"bot": [app.bot.id], "oauth": []}},
    ]
    for event in ends[::order] * 2:
        [told] = await both.slack.events.to(app, event)
        assert [one.status for one in told.attempts] == [200], "Slack has nothing to say again"
    assert [row.workspace for row in await both.rows()] == [both.south.id]
    [told] = await both.slack.events.to(app, {"type": "app_home_opened", "user": both.ana.id, "tab": "home"})
    assert not told.taken, "control: anything else of theirs is refused"


async def test_the_end_of_an_installation_for_a_whole_organisation_ends_no_workspaces_own(both: Two) -> None:
    assert (await both.installs(both.ana, wide=True))[0] == 400  # it is taken out again, and Slack says so
    await both.settled()
    [told] = both.slack.courier.events("app_uninstalled")
    assert (told.taken, told.body["team_id"]) == (True, both.north.id)
    assert len(await both.rows()) == 2
    assert isinstance(await sent(both, both.ana, "1"), Sent)


# ── While it is being installed ──


class Slow(Kept):
    """One in which a look takes a while: what it says may be old by then."""

    def __init__(self) -> None:
        super().__init__()
        self.looked, self.goes_on = asyncio.Event(), asyncio.Event()

    async def get(self, workspace: str) -> Installation | None:
        found = await super().get(workspace)
        self.looked.set()
        await self.goes_on.wait()
        return found


@pytest.mark.parametrize("before", [True, False], ids=["installed once more", "installed"])
async def test_whoever_looks_while_it_is_installed_finds_the_new_one(*, before: bool) -> None:
    kept, seals = Slow(), Seals(KEY, variable="KEY")
    if before:
        old = Installation("slack", "T1", "North", "U1", "B1", "A1", seals.seal("T1", "xoxb-1"), TUESDAY)
        kept.rows["T1"] = old
    make: Any = lambda token, us, *_: Made(token, us)  # noqa: E731
    several: Any = Installed(kept, seals, make, named=frozenset({"T1"}), shared=False)
    looking = asyncio.create_task(several.of("T1"))
    await kept.looked.wait()
    new = await several.put(Us("T1", "U2"), token="xoxb-2", name="North", app="A1", bot="B1", at=TUESDAY)
    kept.goes_on.set()
    assert await looking is new
    assert await several.of("T1") is new
    assert not new.closed


# ── Trouble in one ──


async def test_one_whose_token_cannot_be_opened_holds_up_nobody_and_may_install_it_again(both: Two) -> None:
    [north, _] = sorted(await both.rows(), key=lambda row: row.workspace != both.north.id)
    lost = Seals(OLDER, variable="KEY").seal(both.north.id, "xoxb-lost")
    spoiled = replace(Installation(**north._mapping), token=lost)
    await both.bot.store.tx(lambda tx: tx.workspaces.installed(spoiled))
    await both.bot.stop()
    room = both.room(both.south, both.ben)
    await both.starts()
    assert [one.address.id for one in await both.rooms()] == [room.id]
    assert isinstance(await sent(both, both.ben, "1"), Sent)
    assert isinstance(await sent(both, both.ana, "2"), Later), "it waits for whoever mends it"
    assert (await both.installs(both.ana))[0] == 200
    assert isinstance(await sent(both, both.ana, "3"), Sent)


async def test_one_that_app_yaml_names_no_longer_is_not_heard_and_not_spoken_to(both: Two) -> None:
    await both.bot.stop()
    both.named = [both.south]
    await both.starts()
    calls = len(both.slack.calls())
    assert isinstance(await sent(both, both.ana, "1"), Undeliverable)
    await both.ana.writes("help")
    await both.settled()
    assert both.private(both.ana) == []
    assert len(both.slack.calls()) == calls
    assert isinstance(await sent(both, both.ben, "2"), Sent)
    await both.bot.stop()
    both.named = [both.north, both.south]  # control: named again, it is there again
    await both.starts()
    assert isinstance(await sent(both, both.ana, "3"), Sent)


async def test_one_whose_token_was_revoked_unheard_holds_up_no_start(both: Two) -> None:
    await both.bot.stop()
    both.slack.world.app_of(both.north).state = "revoked"
    room = both.room(both.south, both.ben)
    await both.starts()
    assert [one.address.id for one in await both.rooms()] == [room.id]
    assert isinstance(await sent(both, both.ana, "1"), Later)
    assert isinstance(await sent(both, both.ben, "2"), Sent)


async def test_one_of_which_slack_says_nothing_for_long_holds_up_no_start(both: Two) -> None:
    await both.bot.stop()
    rooms = {both.room(place, who).id for place, who in ((both.north, both.ana), (both.south, both.ben))}
    both.slack.faults.put("users.conversations", Hang("never"))
    with capture_logs() as said:
        await both.starts()
    assert "rooms_not_told" not in {one["event"] for one in said}, "it is still being asked"
    assert len({one.address.id for one in await both.rooms()} & rooms) == 1
    both.slack.web.close()


@pytest.mark.parametrize("trouble", [Refuse("token_revoked"), Limited("3000")], ids=["refused", "too many"])
async def test_messages_that_wait_in_one_hold_up_none_in_another(trouble: Fault, both: Two) -> None:
    for who, place in ((both.ana, both.north), (both.ben, both.south)):
        await both.joins(who, both.room(place, who))
    both.slack.faults.put("chat.postMessage", trouble)
    await both.ana.writes("help")
    await both.settled()
    assert both.private(both.ana) == []
    await both.ben.writes("help")
    await both.settled()
    assert len(both.private(both.ben)) == 1


async def test_a_name_that_no_text_may_hold_is_no_hindrance(both: Two) -> None:
    both.north.name = "half \ud800 \0<script>"
    status, page = await both.installs(both.ana)
    assert (status, "half ? &lt;script&gt;" in page) == (200, True)
