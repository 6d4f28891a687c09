"""One bot on Slack and on Teams at once: an item is one, whoever answers it and wherever they are."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.slack.codec import pack
from adapters.teams.entrance import PATH
from bot.app import free_port
from bot.chat.events import Action
from tests.contract import slack_company, slack_seen, teams_company, teams_seen
from tests.contract.company import Company, settings
from tests.contract.process import Process, started
from tests.contract.slack_company import SlackCompany
from tests.contract.stage import FEED
from tests.contract.teams_company import TeamsCompany
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.fakes.slack import FakeSlack, Post
from tests.fakes.teams import Colleague, FakeTeams, Limited, Message
from tests.store.looking import looked

ITEM = "<title>Rust in the kernel</title><link>https://news.example/rust</link><guid>r</guid><description>Two.</description>"


@dataclass
class Both:
    """A company that is on both, and the one process opposite them."""

    slack: SlackCompany
    teams: TeamsCompany
    process: Process
    clock: SetClock
    _people: dict[str, Colleague] = field(default_factory=dict)

    async def told(self, **told: Any) -> None:
        """The bot is told something; all clocks go together."""
        for one in (self.slack, self.teams):
            await one.settled()
        self.clock.set(await self.process.tell(**told))
        for one in (self.slack, self.teams):
            await one.settled()

    @property
    def posts(self) -> list[Post]:
        """The cards in the room on Slack."""
        return [one for one in self.slack.slack.messages(self.slack.rooms[0][0]) if one.bot is not None]

    @property
    def messages(self) -> list[Message]:
        """Those in the room on Teams."""
        return self.teams.teams.messages(self.teams.rooms[0][0], bot=True)

    @property
    def words(self) -> list[str]:
        """What everybody sees in both rooms."""
        return [slack_seen.shown(*self.posts).words, teams_seen.shown(*(one.card for one in self.messages)).words]

    def person(self, who: str) -> Colleague:
        """A person on Teams; the same one for the same name."""
        if who not in self._people:
            self._people[who] = self.teams.teams.person(who)
        return self._people[who]

    async def news(self) -> None:
        """The source tells of something."""
        [[room, _], *_] = self.teams.rooms
        assert room.team is not None
        await self.teams.teams.rooms.installs(room.team, self.teams.steward)
        await self.slack.slack.rooms.joins(self.slack.rooms[0][0], self.slack.slack.app.bot)
        self.slack.feeds.serve(FEED, Answer(rss(ITEM)))
        await self.told(forward=1200, jobs=["listen", "choose"])

    async def on_slack(self, who: str, action: Action) -> None:
        """Somebody there presses a button of the card."""
        [post] = self.posts
        value = pack(action, slack_seen.shown(post).button(action).subject)
        element = next(one for one in slack_seen.elements(post.blocks) if value in slack_seen.values(one))
        assert await self.slack.slack.person(who).presses(post, element["action_id"])

    async def on_teams(self, who: str, action: Action) -> None:
        """Somebody there does."""
        [message] = self.messages
        subject = teams_seen.shown(message.card).button(action).subject
        button = teams_seen.pressed(message.card, action, subject)
        assert button is not None
        assert await self.person(who).presses(message, button)


@asynccontextmanager
async def both(folder: Path, store: str) -> AsyncIterator[Both]:
    """Each in a room that follows the same topic."""
    clock, signing = SetClock(TUESDAY - timedelta(hours=1)), PushedClock()
    async with (
        FeedServer() as feeds,
        FakeSlack("http", clock=clock, signing_clock=signing) as slack,
        FakeTeams(clock=clock, signing_clock=signing) as teams,
    ):
        there: tuple[Company, ...] = (
            on_slack := SlackCompany(slack, feeds, store, "http"),
            on_teams := TeamsCompany(teams, feeds, store),
        )
        config = folder / "app.yaml"
        config.write_text(settings(*there, port=free_port(), store=store, feeds=feeds), encoding="utf-8")
        played = ("-m", "tests.contract.earshot", str(config), clock.now().isoformat())
        async with started(played, slack_company.secrets(slack) | teams_company.secrets(teams)) as process:
            url = await process.begins()
            await slack_company.meets(slack, url)
            teams.bot_url = url + PATH
            yield Both(on_slack, on_teams, process, clock)
            assert await process.stop() == 0, process.complained
            assert "Traceback" not in process.complained, process.complained


async def test_a_person_on_slack_and_one_on_teams_answer_the_same_item(file: Path) -> None:
    async with both(file.parent, f"sqlite:///{file}") as here:
        await nobody_gives_the_bot_a_token_for_a_while(here)
        await here.news()
        assert [len(here.posts), len(here.messages)] == [1, 1]
        assert all("Heard in Morning Ledger" in one for one in here.words)

        await here.on_slack("ana", Action.WORTH_IT)
        for who in ("ben", "chloe"):
            assert not any("Worth sharing?" in one for one in here.words)
            await here.on_teams(who, Action.WORTH_IT)
            await here.told(forward=120)
        assert all("Worth sharing?" in one for one in here.words), "the third made it ask, in both rooms"

        for who in ("ana", "deniz"):
            await here.on_slack(who, Action.WOULD_SHARE)
        for who in ("ben", "chloe"):
            await here.on_teams(who, Action.WOULD_SHARE)
        await here.told(forward=120)
        assert not any("would share" in one for one in here.words), "four are fewer than five"
        await here.on_teams("farah", Action.WOULD_SHARE)
        await here.told(forward=120)
        assert all("5 would share" in one for one in here.words)

        assert looked(file, "select count(*) from items") == [(1,)]
        of_whom = "select platform, count(*) from answers join people on people.id = person_id where not taken_back"
        assert looked(file, f"{of_whom} group by 1 order by 1") == [("slack", 3), ("teams", 5)]


async def nobody_gives_the_bot_a_token_for_a_while(here: Both) -> None:
    """What was asked meanwhile on Teams is answered once, when it has one."""
    fake, ben = here.teams.teams, here.person("ben")
    fake.faults.put("token", Limited("0", status=503), times=3)
    await ben.writes("help")
    for _ in range(3):
        await here.told(forward=10)
    assert [one.outcome for one in fake.calls("token")] == ["ServiceUnavailable"] * 3 + ["ok"]
    assert len(fake.messages(ben, bot=True)) == 1
