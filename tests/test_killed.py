"""Killed at any moment and started again: nothing that was answered is lost, and nothing stands twice."""

import asyncio
import json
import os
import random
import signal
import socket
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import aiohttp
import pytest

from adapters.playground.book import Book
from adapters.playground.clock import PlaygroundClock
from adapters.playground.platform import Place, PlaygroundPlatform
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.outbox import PRIVATE, Purpose
from bot.domain.items import RoomCard
from bot.ports import Delivered, Slot, Transaction, Unknown
from jobs.deliver import Deliver, Times
from store.database import Database
from store.kinds import micros
from tests.fakes.clock import TUESDAY
from tests.jobs.house import settings
from tests.store import making
from tests.town import Town, TownMaker

Json = dict[str, Any]

KILLS = 20
LONGEST_LIFE = 1.2
"""Seconds a bot lives at most, counted from its first answer, before it is killed."""

SHOWN = ("worth_it", "less", "save", "would_share", "scroll_past")
RIVALS = {"would_share": "scroll_past", "scroll_past": "would_share"}
EMOJI = {"👍": "worth_it", "🔖": "save", "🙋": "would_share", "⏭️": "scroll_past"}


MESSAGES = {one.value for one in PRIVATE if one is not Purpose.DRAFT_EDIT}


# ── A bot in a process of its own ──


@dataclass
class Child:
    """The playground as a person starts it, and what is needed to end it."""

    folder: Path
    port: int
    process: asyncio.subprocess.Process | None = None

    async def start(self, *more: str) -> None:
        """Start it, and come back at once."""
        command = ("-m", "bot", "play", "--folder", str(self.folder), "--port", str(self.port), "--no-browser", *more)
        pipe = asyncio.subprocess.PIPE
        self.process = await asyncio.create_subprocess_exec(sys.executable, *command, stdout=pipe, stderr=pipe)

    def kill(self) -> None:
        """End it at once, by its own id."""
        assert self.process is not None
        self.process.kill()

    def tell_to_stop(self) -> None:
        """What systemd and docker do first."""
        assert self.process is not None
        self.process.terminate()

    async def ended(self) -> tuple[int, str]:
        """Wait for its end."""
        assert self.process is not None
        said, complained = await asyncio.wait_for(self.process.communicate(), 30)
        return int(self.process.returncode or 0), (said + complained).decode()

    async def answers(self, session: aiohttp.ClientSession) -> None:
        """Wait for its first answer."""
        assert self.process is not None
        async with asyncio.timeout(30):
            while True:
                with suppress(aiohttp.ClientError, OSError):
                    async with session.get("/api/state") as response:
                        if response.status == 200:
                            return
                assert self.process.returncode is None, await self.ended()
                await asyncio.sleep(0.02)


@asynccontextmanager
async def child(folder: Path) -> AsyncIterator[Child]:
    """A bot that is surely gone afterwards."""
    one = Child(folder, free_port())
    try:
        yield one
    finally:
        if one.process is not None and one.process.returncode is None:
            one.kill()
            await one.ended()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


# ── People who note down what they were told ──


@dataclass
class Noted:
    """What was acknowledged. None: a request was under way when the bot died, so that nobody can know."""

    answers: dict[tuple[str, str, str], bool | None] = field(default_factory=dict)
    drafts: dict[str, tuple[str, str]] = field(default_factory=dict)
    finds: set[tuple[str, str]] = field(default_factory=set)
    networks: dict[str, list[str] | None] = field(default_factory=dict)
    nudges: dict[str, bool | None] = field(default_factory=dict)

    def __str__(self) -> str:
        known = sum(value is not None for value in self.answers.values())
        return f"{known} answers, {len(self.drafts)} drafts, {len(self.finds)} finds"


class People:
    """Everybody in the company, doing things at once until the bot dies."""

    def __init__(
        self, session: aiohttp.ClientSession, noted: Noted, rng: random.Random, numbers: Iterator[int]
    ) -> None:
        self.session = session
        self.noted = noted
        self.rng = rng
        self.numbers = numbers

    async def live(self, who: str) -> None:
        """One person, for as long as the bot answers."""
        with suppress(aiohttp.ClientError, OSError):
            await self.do(who, "press", action="join_yes")
            while True:
                deed = self.rng.choice(
                    (self.answer, self.answer, self.answer, self.react, self.find, self.draft, self.choose)
                )
                await deed(who)

    async def see_cards(self) -> None:
        """Wait for the first cards."""
        async with asyncio.timeout(60):
            while not sum(in_the_rooms(await self.state("ana")).values()):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.1)

    async def jump(self) -> None:
        """Somebody moves the clock to tomorrow at nine."""
        with suppress(aiohttp.ClientError, OSError):
            async with self.session.get("/api/state") as response:
                now = datetime.fromisoformat((await response.json())["now"])
            to = (now + timedelta(days=1)).replace(hour=8, minute=0)
            async with self.session.post("/api/clock", json={"to": to.isoformat()}) as response:
                assert response.status in (200, 400), await response.text()

    async def answer(self, who: str) -> None:
        """Press a button, or take it back."""
        card = await self.some_card(who)
        if card is None:
            return
        kind = self.rng.choice([one["action"] for one in card["card"]["buttons"] if one["action"] in SHOWN])
        link, subject = card["card"]["link"], card["card"]["buttons"][0]["subject"]
        on = self.rng.random() < 0.7
        with self.doubtful(who, link, kind):
            reply = await self.do(
                who, "press", message=card["id"], action=kind if on else f"take_back_{kind}", subject=subject
            )
            assert reply is not None, "a press is always answered"
        self.note(who, link, kind, on=on)

    async def react(self, who: str) -> None:
        """Put an emoji on a card, or take it away."""
        card = await self.some_card(who)
        if card is None:
            return
        offered = {one["action"] for one in card["card"]["buttons"]}
        emoji = self.rng.choice([one for one, kind in EMOJI.items() if kind in offered])
        link, kind = card["card"]["link"], EMOJI[emoji]
        on = self.rng.random() < 0.7
        with self.doubtful(who, link, kind):
            await self.do(who, "react" if on else "take_back", message=card["id"], emoji=emoji)
        self.note(who, link, kind, on=on)

    async def find(self, who: str) -> None:
        """Bring a link: to a page there is, or to one there is not."""
        rooms = (await self.state(who))["rooms"]
        links = [one["card"]["link"] for room in rooms for one in room["messages"]]
        link = f"http://nowhere-{next(self.numbers)}.localhost/"
        if links and self.rng.random() < 0.5:
            link = self.rng.choice(links)
        if (who, link) in self.noted.finds:
            return
        room = self.rng.choice([*rooms, None])
        reply = await self.do(who, "ask", words=f"/find {link} why not", **({"room": room["id"]} if room else {}))
        if reply is not None:
            self.noted.finds.add((who, link))

    async def draft(self, who: str) -> None:
        """Say something in one's own words."""
        card = await self.some_card(who)
        if card is None or card["card"]["buttons"][0]["action"] != "would_share":
            return
        link, subject = card["card"]["link"], card["card"]["buttons"][0]["subject"]
        if any(of == (who, link) for of in self.noted.drafts.values()):
            return
        with self.doubtful(who, link, "draft"):
            reply = await self.do(who, "press", message=card["id"], action="draft", subject=subject)
        if not reply or reply.get("form", {}).get("name") != "interview":
            return
        words = f"What I learnt of it is number {next(self.numbers)}."
        network = next(one["value"] for one in reply["form"]["fields"] if one["name"] == "network")
        told = await self.do(
            who,
            "submit",
            form="interview",
            subject=reply["form"]["subject"],
            fields={"answer": words, "network": network},
        )
        if told and "errors" not in told:
            self.noted.drafts[words] = (who, link)

    async def choose(self, who: str) -> None:
        """Pick networks, or turn nudges on or off."""
        if self.rng.random() < 0.5:
            picked = self.rng.sample(["linkedin", "mastodon", "bluesky", "x"], self.rng.randint(1, 4))
            self.noted.networks[who] = None
            reply = await self.do(who, "submit", form="networks", fields={"networks": picked})
            assert reply is not None
            self.noted.networks[who] = sorted(picked)
        else:
            on = self.rng.random() < 0.7
            self.noted.nudges[who] = None
            assert await self.do(who, "ask", words="nudges on" if on else "nudges off") is not None
            self.noted.nudges[who] = on

    @contextmanager
    def doubtful(self, who: str, link: str, kind: str) -> Iterator[None]:
        """Until it is acknowledged, nobody knows."""
        for one in (kind, RIVALS.get(kind, kind)):
            self.noted.answers[(who, link, one)] = None
        yield

    def note(self, who: str, link: str, kind: str, *, on: bool) -> None:
        """It was acknowledged."""
        self.noted.answers[(who, link, kind)] = on
        if on and kind in RIVALS:
            self.noted.answers[(who, link, RIVALS[kind])] = False

    async def some_card(self, who: str) -> Json | None:
        """A card in any room that still takes answers."""
        rooms = (await self.state(who))["rooms"]
        cards = [one for room in rooms for one in room["messages"] if one["card"]["buttons"]]
        return self.rng.choice(cards) if cards else None

    async def state(self, who: str) -> Json:
        async with self.session.get(f"/api/state?as={who}") as response:
            return dict(await response.json())

    async def do(self, who: str, what: str, **more: Any) -> Json | None:
        """One event, acknowledged; raises ClientError where it was not."""
        async with self.session.post("/api/events", json={"as": who, "do": what, **more}) as response:
            if response.status == 503:  # busy, and nothing was done
                raise aiohttp.ClientError("busy")
            assert response.status == 200, await response.text()
            reply: Json | None = (await response.json())["reply"]
            return reply


def in_the_rooms(state: Json) -> Counter[tuple[str, str]]:
    """How often each item stands in each room."""
    return Counter(
        (room["id"], one["card"].get("link") or one["card"]["title"])
        for room in state["rooms"]
        for one in room["messages"]
    )


def in_private(state: Json) -> Counter[tuple[str, str]]:
    """How often each draft and each nudge was sent; news of finds may read alike."""
    found: list[tuple[str, str]] = []
    for message in state["private"]:
        buttons = {one["action"]: one["subject"] for one in message["card"]["buttons"]}
        if "copy_draft" in buttons:
            found.append(("draft", buttons["copy_draft"]))
        elif "nudges_off" in buttons:
            found.append(("nudge", message["card"]["title"]))
    return Counter(found)


def twice(found: Counter[Any]) -> list[Any]:
    """What stands there more than once."""
    return [one for one, times in found.items() if times > 1]


async def exported(people: People, who: str) -> Json:
    """All that is kept about a person, as the bot tells them, in one part or several."""
    reply, parts = await people.do(who, "ask", words="export"), list[str]()
    while True:
        assert reply is not None
        card = reply["whisper"]["card"]
        parts.append(str(card["text"]))
        if not card["buttons"]:
            break
        reply = await people.do(who, "press", action="export", subject=card["buttons"][0]["subject"])
    text = "\n".join(parts)
    kept: Json = json.loads(text[text.index('{\n "person"') :])
    return kept


# ── The tests ──


@pytest.mark.timeout(400)
@pytest.mark.xdist_group("killed")
async def test_twenty_kills_lose_nothing_that_was_acknowledged_and_double_nothing(tmp_path: Path) -> None:
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"SEED={seed}")
    rng = random.Random(seed)
    noted, numbers = Noted(), count(1)
    began = time.monotonic()
    async with child(tmp_path / "played") as bot, aiohttp.ClientSession(f"http://127.0.0.1:{bot.port}") as session:
        people = People(session, noted, rng, numbers)
        await bot.start()
        await bot.answers(session)
        await people.see_cards()
        bot.kill()
        await bot.ended()
        for number in range(1, KILLS):
            await bot.start()
            if number % 5 == 3:  # some die before they have said a word
                await asyncio.sleep(rng.uniform(0.1, 1.5))
                bot.kill()
            else:
                await bot.answers(session)
                await lives_and_dies(bot, people, rng, jumps=number % 7 == 6)
            code, _ = await bot.ended()
            assert code == -signal.SIGKILL
        print(f"{KILLS} kills in {time.monotonic() - began:.0f} s: {noted}")
        await bot.start()
        await bot.answers(session)
        await all_is_there(people, noted, bot)
        bot.tell_to_stop()
        code, said = await bot.ended()
        assert (code, "Traceback" in said) == (0, False), said
    assert len(noted.answers) > 20, "people did much"
    assert len(noted.finds) > 3
    every_card_stands(tmp_path / "played")


async def lives_and_dies(bot: Child, people: People, rng: random.Random, *, jumps: bool) -> None:
    """Everybody is at it until the bot is killed at some moment."""
    names = ("ana", "ben", "chloe", "deniz", "farah", "ingrid", "mateusz", "yuki")
    at_it = [asyncio.create_task(people.live(who)) for who in rng.sample(names, 4)]
    if jumps:
        at_it.append(asyncio.create_task(people.jump()))
    await asyncio.sleep(rng.uniform(0.02, LONGEST_LIFE * (3 if jumps else 1)))
    bot.kill()
    await asyncio.wait_for(asyncio.gather(*at_it), 30)


async def all_is_there(people: People, noted: Noted, bot: Child) -> None:
    """Read back what was acknowledged, through the same doors."""
    everybody = [one["id"] for one in (await people.state("ana"))["people"]]
    await nothing_waits(bot.folder, datetime.fromisoformat((await people.state("ana"))["now"]))
    kept = {who: await exported(people, who) for who in everybody}
    items = dict(looked(bot.folder / "earshot.db", "select url, id from items"))

    for (who, link, kind), on in noted.answers.items():
        rows = [one for one in kept[who].get("answers", []) if (one["item_id"], one["kind"]) == (items[link], kind)]
        stands = any(not one["taken_back"] for one in rows)
        assert on is None or stands == on, (who, link, kind, on, rows)
    for words, (who, link) in noted.drafts.items():
        found = [one for one in kept[who]["drafts"] if words in one["text"]]
        assert [one["item_id"] for one in found] == [items[link]], (who, words)
    for who, link in noted.finds:
        mine = [one["state"] for one in kept[who]["finds"] if one["url"] == link]
        assert len(mine) == 1, (who, link, mine)
        assert mine != ["waiting"], (who, link)
    for who, picked in noted.networks.items():
        assert picked is None or sorted(kept[who]["person"]["networks"]) == picked, who
    for who, wants in noted.nudges.items():
        assert wants is None or (kept[who]["person"]["nudges"] != "off") == wants, who

    for who in everybody:
        state = await people.state(who)
        assert twice(in_the_rooms(state)) == []
        assert twice(in_private(state)) == [], who
        sent = [one for one in kept[who].get("outgoing", []) if one["purpose"] in MESSAGES and one["state"] == "sent"]
        assert len(state["private"]) == len(sent), (who, "each message that was planned stands there once")
    assert sum(in_the_rooms(await people.state("ana")).values()) >= 4


async def nothing_waits(folder: Path, now: datetime) -> None:
    """Wait until all that may leave by now has left and all that was brought is read."""
    waits = [("", "")]
    for _ in range(300):
        waits = looked(
            folder / "earshot.db",
            "select key, purpose from outbox "
            f"where state = 'leaving' or (state = 'waiting' and not_before <= {micros(now)}) "
            "union all select url, 'find' from finds where state = 'waiting'",
        )
        if not waits:
            return
        await asyncio.sleep(0.1)
    pytest.fail(f"these wait for ever: {waits}")


def every_card_stands(folder: Path) -> None:
    """What was planned for a room stands in it, or waits for the end of its quiet hours; nothing is in the air."""
    planned = looked(
        folder / "earshot.db",
        "select cards.id, message_id, outbox.state from cards left join outbox on outbox.key = 'card:' || cards.id "
        "and outbox.purpose = 'card'",
    )
    there = {str(number) for (number,) in looked(folder / "playground.db", "select number from messages")}
    assert planned
    for card, message, state in planned:
        assert message in there or state == "waiting", (card, message, state)
    assert len({message for _, message, _ in planned if message}) == sum(bool(message) for _, message, _ in planned)
    assert looked(folder / "earshot.db", "select 1 from outbox where state = 'leaving'") == []


def looked(file_: Path, question: str) -> list[Any]:
    """What stands in a file, read beside whoever writes it."""
    with closing(sqlite3.connect(f"file:{file_}?mode=ro", uri=True, timeout=10)) as db:
        return db.execute(question).fetchall()


class Forgetful(Book):
    """A platform that does not remember by which key it was given a message: the naive way."""

    async def post(self, place: str, key: str, card: dict[str, object], at: datetime) -> str:
        return await super().post(place, uuid4().hex, card, at)


class DiesAfterwards(PlaygroundPlatform):
    """The message is there, and the bot dies before it has noted so."""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        await super().send(to, card, key=key)
        return Unknown("killed")


@pytest.mark.parametrize(("kind", "once"), [(Book, True), (Forgetful, False)])
async def test_what_was_sent_before_the_kill_is_looked_up_and_a_platform_that_forgets_its_keys_doubles(
    url: str,
    tmp_path: Path,
    kind: type[Book],
    once: bool,
) -> None:
    book, clock = kind(tmp_path / "playground.db"), PlaygroundClock(TUESDAY)
    await book.open()
    store = Database(url)
    store.open()
    try:
        await store.tx(_planned)
        for platform in (DiesAfterwards, PlaygroundPlatform):
            place = [Place("engineering", "Engineering")]
            there = platform(book, clock, company="Example Works", people=[], rooms=place)
            deliver = Deliver(
                store, platforms={there.name: there}, settings=settings(), clock=clock, times=Times(quiet=timedelta(0))
            )
            await deliver.drain()
        assert (len(await book.messages("room:engineering")) == 1) == once
    finally:
        await asyncio.to_thread(store.close)
        await book.close()


def _planned(tx: Transaction) -> RoomCard:
    room = tx.rooms.joined(Address("playground", "playground", "engineering"), "Engineering", at=TUESDAY, topics=[])
    card = making.card(tx, room.id, making.item(tx).id)
    tx.outbox.put(Purpose.CARD, key=f"card:{card.id}", lane=room.id, about=card.id, at=TUESDAY)
    return card


async def test_it_stops_when_told_to_and_a_second_one_in_the_same_folder_is_refused_kindly(tmp_path: Path) -> None:
    async with child(tmp_path / "played") as bot, aiohttp.ClientSession(f"http://127.0.0.1:{bot.port}") as session:
        await bot.start()
        await bot.answers(session)

        second = Child(bot.folder, free_port())
        await second.start()
        code, said = await second.ended()
        assert code == 3
        assert "is in use by another running Earshot" in said
        assert "Traceback" not in said

        people = People(session, Noted(), random.Random(1), count(1))
        at_it = [asyncio.create_task(people.live(who)) for who in ("ana", "ben", "chloe")]
        async with session.get("/api/stream?as=ana") as stream:
            await asyncio.sleep(0.5)
            began = time.monotonic()
            bot.tell_to_stop()
            code, said = await bot.ended()
            assert time.monotonic() - began < 5
            assert (code, "Traceback" in said) == (0, False), said
            assert "Stopping" in said
            with suppress(aiohttp.ClientError):
                await stream.content.read()
        await asyncio.gather(*at_it)
    assert looked(bot.folder / "earshot.db", "select 1 from outbox where state = 'leaving'") == []
    assert not (bot.folder / "earshot.db.sock").exists()


async def test_a_tick_that_died_with_its_bot_is_free_at_the_next_start(make_town: TownMaker) -> None:
    """Without that, a bot that was killed while it listened would be deaf until the lease is over."""
    first = await make_town()
    assert await claimed(first) is not None
    assert await claimed(first) is None, "it is held"
    await first.bot.stop()
    second = await make_town()
    assert await claimed(second) is not None


async def claimed(town: Town) -> Slot | None:
    """Claim a tick of a job that nobody else has."""
    return await town.bot.store.tx(lambda tx: tx.slots.claim("some job", 7, lease=timedelta(hours=9)))
