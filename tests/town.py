"""A small town with a running bot: what tests of whole stories walk through, over HTTP and nothing else."""

import asyncio
import shutil
from collections.abc import Awaitable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import aiohttp

from adapters.playground.book import Book
from bot.app import Bot
from bot.settings import parse
from jobs.listening.parse import Parser
from tests.fakes.clock import TUESDAY
from tests.fakes.feeds import Answer, FeedServer, rss

Json = dict[str, Any]

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
platforms:
  playground:
    people:
      - {{id: ana, name: Ana Duarte, time_zone: Europe/Lisbon}}
      - {{id: ben, name: Ben Okafor, time_zone: Europe/Berlin}}
      - {{id: chloe, name: Chloé Tremblay, time_zone: America/Toronto}}
      - {{id: deniz, name: Deniz Aydın, time_zone: Europe/Berlin}}
      - {{id: farah, name: Farah Nasser, time_zone: Europe/Berlin}}
      - {{id: ingrid, name: Ingrid Solheim, time_zone: Europe/Berlin}}
      - {{id: lena, name: Lena Vogt, time_zone: Europe/Berlin, language: de}}
      - {{id: mateusz, name: Mateusz Wrona, time_zone: Europe/Berlin}}
      - {{id: yuki, name: Yuki Morita, time_zone: Europe/Berlin}}
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
{sources}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}", "slow.localhost:{feed_port}"]}}
rooms:
  engineering: {{platform: playground, id: engineering, name: Engineering, topics: [kernel]}}
  kitchen: {{platform: playground, id: kitchen, name: Kitchen, topics: [cooking]}}
stewards: [{{platform: playground, id: ingrid}}]
auditors: [{{platform: playground, id: farah}}]
{house}
log: {{level: error}}
{more}
"""
"""`{more}` is for further top-level keys, `{sources}` for sources beside the one at `/feed.xml` of the feed server."""

HOUSE = """guidelines:
  - {title: Say where you work, text: "If it touches our work, say that you work here."}
  - {title: Keep secrets, text: "No client names or figures that are not public."}
"""
"""The rules of the house, where a test has none of its own."""

FEED = "/feed.xml"
MORNING = TUESDAY - timedelta(hours=1)
"""10:00 in Berlin."""


class TownMaker(Protocol):
    """Starts a town; the same folder again goes on where it was."""

    def __call__(self, *, more: str = "", folder: str = "town", house: str = HOUSE) -> Awaitable["Town"]: ...


class Refused(AssertionError):
    """The playground answered with an error: its status and words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status}: {words}")
        self.status = status
        self.words = words


class Town:
    """A bot in this process with a real store, a real web server and a real playground. An async context manager."""

    def __init__(
        self,
        folder: Path,
        feeds: FeedServer,
        *,
        more: str = "",
        sources: str = "",
        house: str = HOUSE,
        store: Path | None = None,
        url: str | None = None,
        parser: Parser | None = None,
    ) -> None:
        """`store`: a migrated, empty file to begin with; `url`: the address of a database to use instead.

        `parser`: one that is shared with other towns.
        """
        folder.mkdir(parents=True, exist_ok=True)
        if store is not None and url is None and not (folder / "earshot.db").exists():
            shutil.copyfile(store, folder / "earshot.db")
        self.folder = folder
        self.feeds = feeds
        if not feeds.is_served(FEED):
            feeds.serve(FEED, Answer(rss()))  # a source in order, that has nothing to tell yet
        text = SETTINGS.format(feed=feeds.url(FEED), feed_port=feeds.port, more=more, sources=sources, house=house)
        if url is not None:
            text += f'store: {{url: "{url}"}}\n'
        self.settings = parse(text, environ={})
        self.bot = Bot(self.settings, environ={}, folder=folder, port=0, parser=parser)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self._begins_on_a_tuesday()
        await self.bot.start()
        self._session = aiohttp.ClientSession(base_url=self.bot.url)
        await asyncio.wait({self.bot.first_look}, timeout=2)  # some tests have a source that never answers
        await self.bot.settled()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
        await self.bot.stop()

    async def _begins_on_a_tuesday(self) -> None:
        """A town is always founded on the same morning, whatever day its test is run on."""
        book = Book(self.folder / "playground.db")
        await book.open()
        if await book.noted("start") is None:
            await book.note("start", MORNING.isoformat())
        await book.close()

    # ── What people do ──

    async def do(self, who: str, what: str, **more: Any) -> Json | None:
        """One event, as the page sends it; returns the reply once all that follows from it has settled."""
        answer = await self.post("/api/events", {"as": who, "do": what, **more})
        await self.bot.settled()
        reply: Json | None = answer["reply"]
        return reply

    async def ask(self, who: str, words: str, *, room: str | None = None) -> Json | None:
        """Words said to the bot, in a room or in private."""
        return await self.do(who, "ask", words=words, **({"room": room} if room else {}))

    async def press(self, who: str, action: str, on: Json | str = "") -> Json | None:
        """Press the button with this action on a message (or with this subject, where no message is at hand)."""
        if isinstance(on, str):
            return await self.do(who, "press", action=action, subject=on)
        return await self.do(who, "press", message=on["id"], action=action, subject=subject(on, action))

    async def react(self, who: str, on: Json, emoji: str) -> Json | None:
        """Put an emoji on a message."""
        return await self.do(who, "react", message=on["id"], emoji=emoji)

    async def take_back(self, who: str, on: Json, emoji: str) -> Json | None:
        """Take an emoji away."""
        return await self.do(who, "take_back", message=on["id"], emoji=emoji)

    async def submit(self, who: str, form: str, fields: Json, *, subject: str = "") -> Json | None:
        """Send a form."""
        return await self.do(who, "submit", form=form, subject=subject, fields=fields)

    async def join(self, who: str, *, networks: list[str] | None = None) -> None:
        """Join, and pick networks if any are given."""
        await self.press(who, "join_yes")
        if networks:
            await self.submit(who, "networks", {"networks": networks})

    # ── What people see ──

    async def state(self, who: str) -> Json:
        """All that this person may see."""
        return await self.get(f"/api/state?as={who}")

    async def room(self, room: str, who: str = "ana") -> list[Json]:
        """The messages in a room, oldest first."""
        rooms = (await self.state(who))["rooms"]
        messages: list[Json] = next(one["messages"] for one in rooms if one["id"] == room)
        return messages

    async def private(self, who: str) -> list[Json]:
        """The private messages of a person, oldest first."""
        messages: list[Json] = (await self.state(who))["private"]
        return messages

    # ── What happens outside ──

    async def news(self, feed: str, *, at: str = FEED) -> None:
        """The source tells this feed from now on, and the bot hears it at the next tick."""
        self.feeds.serve(at, Answer(feed))

    async def later(self, **much: float) -> None:
        """Time passes: `later(minutes=30)`."""
        now = datetime.fromisoformat((await self.get("/api/state"))["now"])
        await self.jump(now + timedelta(**much))

    async def jump(self, to: datetime) -> None:
        """The playground's clock jumps."""
        await self.post("/api/clock", {"to": to.isoformat()})

    # ── Over HTTP ──

    async def get(self, path: str) -> Json:
        """A GET that must succeed."""
        return await self._answer("GET", path, None)

    async def post(self, path: str, body: object) -> Json:
        """A POST that must succeed; raises Refused."""
        return await self._answer("POST", path, body)

    async def _answer(self, method: str, path: str, body: object) -> Json:
        assert self._session is not None
        async with self._session.request(method, path, json=body) as response:
            if response.status != 200:
                raise Refused(response.status, await response.text())
            answer: Json = await response.json()
            return answer


def subject(message: Json, action: str) -> str:
    """The subject of the button with this action."""
    found = [button["subject"] for button in message["card"]["buttons"] if button["action"] == action]
    assert found, f"no button {action!r} among {[button['action'] for button in message['card']['buttons']]}"
    return str(found[0])


def actions(message: Json) -> list[str]:
    """The actions of a message's buttons."""
    return [button["action"] for button in message["card"]["buttons"]]
