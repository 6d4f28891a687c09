"""Slack as a stage: a fake Slack, and opposite it the bot's own process, over HTTP or through a socket.

One process serves many tests, since starting it takes longer than most of them: each has people and rooms of its own.
"""

import html
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from slack_sdk.errors import SlackApiError

from adapters.slack import scopes
from adapters.slack.answering import PAGE
from adapters.slack.calls import client, session
from adapters.slack.codec import Malformed, pack, unpack, unpack_form
from adapters.slack.emoji import NAMES
from bot.app import free_port
from bot.chat.cards import Button
from bot.chat.events import Action, FormName
from tests.contract.naive import Eavesdropping
from tests.contract.process import Process, started
from tests.contract.stage import (
    BERLIN,
    FEED,
    JOBS,
    PEOPLE,
    ROOMS,
    STEWARD,
    Answer,
    Blank,
    Can,
    Fate,
    Form,
    Shown,
    Stage,
)
from tests.fakes.clock import TUESDAY, PushedClock, SetClock
from tests.fakes.feeds import Answer as Says
from tests.fakes.feeds import FeedServer, rss
from tests.fakes.slack import (
    Broken,
    Channel,
    Cut,
    FakeSlack,
    Hang,
    Limited,
    Post,
    Refuse,
    View,
    Whisper,
)
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.fields import find
from tests.fakes.slack.limits import interactive, texts
from tests.fakes.slack.telling.courier import Deliveries, Told
from tests.fakes.slack.things import Json

Mode = Literal["http", "socket"]
TOPICS = ("kernel", "cooking")
PLAYS = 90
"""So many tests can be played in one process: the rooms of each stand in app.yaml."""

SETTINGS = """
company: {{name: Example Works, language: en, time_zone: Europe/Berlin}}
store: {{url: "{store}"}}
server: {{port: {port}}}
platforms:
  slack: {{mode: {mode}, bot_token_env: BOT, app_token_env: APP, signing_secret_env: SIGNING, api_url: "{api}"}}
topics:
  kernel: {{name: Linux kernel, may: [kernel, rust]}}
  cooking: {{name: Cooking, may: [soup, bread]}}
sources:
  ledger: {{name: Morning Ledger, url: "{feed}", every: 15m}}
listening: {{contact: earshot@example.org, private_hosts: ["127.0.0.1:{feed_port}"]}}
people: {{quiet: {{from: "18:00", until: "09:00", days: []}}}}
stewards: [{{platform: slack, workspace: {team}, id: {steward}}}]
guidelines:
  - {{title: Say where you work, text: "If it touches our work, say that you work here."}}
log: {{level: warning}}
rooms:
  defaults: {{topics: [kernel]{rhythm}}}
"""
ROOM = "  {name}: {{platform: slack, workspace: {team}, id: {id}, topics: [{topic}]}}\n"

FATES: Mapping[Fate, Fault] = {
    Fate.CUT_AFTER: Cut(done=True),
    Fate.CUT_BEFORE: Cut(done=False),
    Fate.BROKEN_AFTER: Broken(done=True),
    Fate.BROKEN_BEFORE: Broken(done=False),
    Fate.TOO_MANY: Limited("5"),
    Fate.SHUT_OUT: Refuse("token_expired"),
    Fate.SILENT_AFTER: Hang("first"),
    Fate.SILENT_BEFORE: Hang("never"),
    Fate.REFUSED: Refuse("restricted_action"),
}
REPETITIONS = 2
"""Beside the first telling: three times in all."""

READS = ("conversations.history", "conversations.replies", "search.messages")
SKINS = {chr(0x1F3FB + tone - 2): tone for tone in range(2, 7)}
SIGNS = {"".join(chr(int(code, 16)) for code in unified.split("-")): name for name, unified in NAMES.items()}


class Company:
    """A workspace with the bot's process in it, and the world they hear of."""

    def __init__(self, slack: FakeSlack, feeds: FeedServer, store: str) -> None:
        self.slack, self.feeds, self.store = slack, feeds, store
        self.clock: SetClock = slack.clock  # type: ignore[assignment]
        self.plays = 0
        self.steward = slack.person(STEWARD)
        names = [[f"{room}-{play}" for room in ROOMS] for play in range(PLAYS)]
        self.rooms = [[slack.channel(name, bot=False) for name in pair] for pair in names]
        self.process: Process | None = None

    def settings(self, mode: Mode, port: int, *, rhythm: str = "") -> str:
        """app.yaml. `rhythm`: more that is said of every room."""
        team = self.slack.workspace.id
        head = SETTINGS.format(
            store=self.store,
            port=port,
            mode=mode,
            api=self.slack.base_url,
            feed=self.feeds.serve(FEED, Says(rss())),
            feed_port=self.feeds.port,
            team=team,
            steward=self.steward.id,
            rhythm=rhythm,
        )
        pairs = [(room, topic) for pair in self.rooms for room, topic in zip(pair, TOPICS, strict=True)]
        return head + "".join(ROOM.format(name=one.name, id=one.id, team=team, topic=topic) for one, topic in pairs)

    async def ends(self) -> None:
        """The bot is told to end, and does so in good order."""
        assert self.process is not None
        assert await self.process.stop() == 0, self.process.complained
        assert "Traceback" not in self.process.complained, self.process.complained

    async def told(self, **told: Any) -> None:
        """The bot is told something; its clock and Slack's go together."""
        assert self.process is not None
        await self.slack.settled()
        self.clock.set(await self.process.tell(**told))
        await self.slack.settled()


@asynccontextmanager
async def company(mode: Mode, folder: Path, store: str) -> AsyncIterator[Company]:
    """A company with the bot in it. `store`: the address of an empty one."""
    start = SetClock(TUESDAY - timedelta(hours=1))
    async with FeedServer() as feeds, FakeSlack(mode, clock=start, signing_clock=PushedClock()) as slack:
        here, config = Company(slack, feeds, store), folder / "app.yaml"
        config.write_text(here.settings(mode, free_port()), encoding="utf-8")
        played = ("-m", "tests.contract.earshot", str(config), start.now().isoformat())
        async with started(played, secrets(slack)) as process:
            here.process = process
            await meets(slack, await process.begins())
            yield here


def secrets(slack: FakeSlack) -> dict[str, str]:
    """What the bot is given beside app.yaml."""
    app = slack.world.app
    return {"BOT": slack.app.token, "APP": app.token, "SIGNING": app.signing_secret}


async def meets(slack: FakeSlack, url: str) -> None:
    """Slack and a bot that has begun at this address have found each other."""
    slack.request_url = f"{url}/slack/events"
    if slack.courier.transport is slack.socket:
        await slack.socket.connected()


class SlackStage(Stage):
    """One test's people and rooms in such a company."""

    can = frozenset(Can)

    def __init__(self, name: str, here: Company) -> None:
        super().__init__()
        self.name = name
        self.feeds, self.store = here.feeds, here.store
        self.number = here.plays
        here.plays += 1
        self._here, self._slack, self._app = here, here.slack, here.slack.app
        self._rooms: dict[str, Channel] = dict(zip(ROOMS, here.rooms.pop(0), strict=True))
        self._people = {one: here.slack.person(one) for one in PEOPLE} | {STEWARD: here.steward}
        self._people["lena"].person.language = "de-DE"
        self._again, self._naive, self._calls_before = 0, "", len(here.slack.calls())

    async def begins(self) -> None:
        """It is a Tuesday at 10:00, long after the cards of the last play are over, and everybody is in both rooms."""
        for channel in self._rooms.values():
            channel.members |= {one.id for one in self._people.values()}
            await self._slack.rooms.joins(channel, self._app.bot)
        if self.number:
            await self._here.told(forward=(self._next_tuesday() - self.now).total_seconds(), jobs=["tidy"])

    async def ends(self) -> None:
        """What was to go wrong goes wrong no more, and the bot leaves these rooms."""
        self._slack.faults.clear()
        self.repeat(again=False)
        for channel in self._rooms.values():
            if self._app.bot.id in channel.members:
                await self._slack.rooms.leaves(channel, self._app.bot)
        if self._naive:
            await self.be()

    def _next_tuesday(self) -> datetime:
        local = self.now.astimezone(BERLIN).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=15)
        return local + timedelta(days=(1 - local.weekday()) % 7)

    # ── What people do ──

    async def react(self, who: str, on: Shown, emoji: str) -> Answer:
        name, tone = _reaction(emoji)
        before = self._seen(who)
        await self._told(self._people[who].reacts(_post(on), name, tone=tone))
        await self._overheard(who, _post(on), emoji=emoji)
        return await self._answer(who, before)

    async def take_back(self, who: str, on: Shown, emoji: str) -> None:
        name, tone = _reaction(emoji)
        await self._told(self._people[who].takes_back(_post(on), name, tone=tone))

    async def press(self, who: str, on: Shown, action: Action, *, subject: str | None = None) -> Answer:
        value = pack(action, on.button(action).subject if subject is None else subject)
        places = [place for place in on.thing if _holds(place, value)]
        assert places, f"{value} is not on {on.words!r}"
        element = next(one for one in _elements(places[0].blocks) if value in _values(one))
        if not isinstance(places[0], View):
            await self._people[who].closes(all_=True)
        before = self._seen(who)
        option = None if element["type"] == "button" else value
        assert await self._people[who].presses(places[0], element["action_id"], option)
        return await self._answer(who, before)

    async def ask(self, who: str, words: str, *, room: str = ROOMS[0]) -> Answer:
        await self._people[who].closes(all_=True)
        before = self._seen(who)
        first, _, rest = words.partition(" ")
        command, text = (f"/{first}", rest) if first in ("find", "story") else ("/earshot", words)
        await self._people[who].commands(self._rooms[room], command, text)
        return await self._answer(who, before)

    async def submit(self, who: str, form: Form, fields: Mapping[str, object]) -> Answer:
        me = self._people[who]
        assert me.modal is form.thing, f"{form.name} does not stand open any more"
        before = self._seen(who)
        values = {name: self._typed(form.thing, name, value) for name, value in fields.items()}
        errors = await me.submits(values)
        return replace(await self._answer(who, before), errors=errors) if errors else await self._answer(who, before)

    async def open_page(self, who: str) -> Shown:
        await self._people[who].opens_home()
        await self._here.told()
        shown = await self.page(who)
        assert shown is not None
        return shown

    async def tell_story(self, who: str) -> Answer:
        before = self._seen(who)
        assert await self._people[who].uses_shortcut("tell_story")
        return await self._answer(who, before)

    async def mention(self, who: str, words: str, *, room: str = ROOMS[0]) -> None:
        self.may_hear.add(who)
        await self._told(self._people[who].mentions(self._rooms[room], words))

    async def write(self, who: str, words: str) -> None:
        self.may_hear.add(who)
        await self._told(self._people[who].writes(words))

    async def say(self, who: str, words: str, *, room: str = ROOMS[0]) -> Shown:
        post = self._people[who].says(self._rooms[room], words)
        await self._overheard(who, post, words=words)
        await self._here.told()
        return Shown(words, thing=(post,))

    async def hand_over(self, who: str, message: Shown) -> Answer:
        before = self._seen(who)
        assert await self._people[who].uses_message_shortcut(_post(message), "submit_find")
        return await self._answer(who, before)

    # ── What happens to rooms, people and the bot ──

    async def invite(self, room: str) -> None:
        if room not in self._rooms:
            self._rooms[room] = self._slack.channel(room, *self._people.values(), bot=False)
        await self._told(self._slack.rooms.joins(self._rooms[room], self._app.bot))

    async def take_out(self, room: str, *, told: bool = True) -> None:
        await self._told(self._slack.rooms.leaves(self._rooms[room], self._app.bot, told=told))

    async def rename(self, room: str, name: str) -> None:
        await self._told(self._slack.rooms.renamed(self._rooms[room], name))

    async def close(self, room: str) -> None:
        await self._told(self._slack.rooms.archived(self._rooms[room], by=self._people[PEOPLE[0]].person))

    async def leaves_the_company(self, who: str) -> None:
        await self._told(self._slack.staff.is_deactivated(self._people[who].person))

    async def is_called(self, who: str, name: str) -> None:
        await self._told(self._slack.staff.changes(self._people[who].person, real_name=f"{name} Example"))

    async def remove_the_bot(self) -> None:
        await self._told(self._slack.staff.uninstalls(self._app))

    async def install_the_bot(self) -> None:
        self._app.state = "live"
        for channel in self._rooms.values():
            channel.members.discard(self._app.bot.id)

    def repeat(self, *, again: bool = True) -> None:
        self._again = REPETITIONS if again else 0

    async def react_in_reverse(self, who: str, on: Shown, emoji: str) -> None:
        name, tone = _reaction(emoji)
        courier, me = self._slack.courier, self._people[who]
        courier.transport, real = _Lost(), courier.transport
        added = await me.reacts(_post(on), name, tone=tone)
        removed = await me.takes_back(_post(on), name, tone=tone)
        courier.transport = real
        for one in (*removed, *added):
            await self._slack.events.again(one.body)
        await self._here.told()

    def will(self, *fates: Fate) -> None:
        for fate in fates:
            self._slack.faults.put("chat.postMessage", FATES[fate])

    # ── What is seen ──

    async def room(self, room: str = ROOMS[0]) -> list[Shown]:
        return [_shown(one) for one in self._slack.messages(self._rooms[room]) if one.bot is not None]

    async def private(self, who: str) -> list[Shown]:
        return [_shown(one) for one in self._written(who) if one.bot is not None]

    async def page(self, who: str) -> Shown | None:
        home = self._home(who)
        return None if home is None else _shown(home)

    async def sees(self, who: str) -> str:
        me = self._people[who]
        rooms = [one for room in self._rooms.values() for one in self._slack.messages(room)]
        places: list[Post | Whisper | View] = [*rooms, *self._written(who)]
        places += [*self._slack.whispers(me), *self._slack.modals(me)]
        home = self._home(who)
        return repr([one.blocks for one in places if getattr(one, "bot", "bot")] + ([home.blocks] if home else []))

    async def troubles(self) -> Sequence[str]:
        return [f"{one.what}: {one.why}" for who in self._people.values() for one in self._slack.troubles(who)]

    async def read_by_the_bot(self) -> Sequence[str]:
        read = [
            str(one.args.get("channel")) for one in self._slack.calls()[self._calls_before :] if one.method in READS
        ]
        return [one for one in read if not self._slack.world.channels[one].is_im]

    @property
    def asks_for(self) -> frozenset[str]:
        return frozenset(scopes.SCOPES)

    # ── Time, and an adapter handed in ──

    @property
    def now(self) -> datetime:
        return self._here.clock.now()

    async def later(self, **much: float) -> None:
        await self._here.told(forward=timedelta(**much).total_seconds(), jobs=JOBS)

    async def be(self, naive: str = "") -> None:
        self._naive = naive
        await self._here.told(be=naive)

    async def _overheard(self, who: str, post: Post, **said: str) -> None:
        """An adapter that listens would tell of this."""
        if self._naive == Eavesdropping.__name__ and post.bot is None:
            where = {"platform": "slack", "workspace": self._slack.workspace.id}
            person, room = where | {"id": self._people[who].id}, where | {"id": post.channel.id}
            await self._here.told(hear={"key": post.ts, "person": person, "room": room, "message": post.ts, **said})

    async def reads(self, room: str) -> None:
        """The bot asks for what was said in a room: a control."""
        async with session() as shared:
            asking = client(self._app.token, api_url=self._slack.base_url, session=shared)
            with suppress(SlackApiError):
                await asking.conversations_history(channel=self._rooms[room].id)

    async def stumbles(self, who: str) -> None:
        """Somebody is shown an error by Slack: a control."""
        await self._people[who].commands(self._rooms[ROOMS[0]], "/nonsense")

    # ── Small things ──

    async def _told(self, telling: Deliveries) -> None:
        """The bot took what it was told; told again, it takes that too."""
        for one in await telling:
            for _ in range(self._again):
                await self._slack.events.again(one.body)
        await self._here.told()

    def _written(self, who: str) -> list[Post]:
        """The messages between somebody and the bot, also after it was removed."""
        private = self._slack.world.im(self._app.bot, self._people[who].person)
        return self._slack.world.standing(private) if private else []

    def _home(self, who: str) -> View | None:
        return self._slack.world.homes.get((self._app.workspace.id, self._people[who].id))

    def _seen(self, who: str) -> tuple[int, set[tuple[str, str]]]:
        me = self._people[who]
        return len(self._slack.whispers(me)), {(one.id, one.hash) for one in self._slack.modals(me)}

    async def _answer(self, who: str, before: tuple[int, set[tuple[str, str]]]) -> Answer:
        await self._here.told()
        me, (whispers, modals) = self._people[who], before
        fresh = self._slack.whispers(me)[whispers:]
        said = _shown(*fresh) if fresh else None
        top = self._slack.modals(me)[-1:]
        if not top or (top[0].id, top[0].hash) in modals:
            return Answer(said)
        shows = top[0].body.get("callback_id")
        if shows == PAGE:
            return Answer(said, page=_shown(top[0]))
        return Answer(said, form=_form(top[0])) if shows in set(FormName) else Answer(said or _shown(top[0]))

    def _typed(self, view: View, name: str, value: object) -> object:
        _, element = find(view.blocks, name)
        match element["type"]:
            case "checkboxes" if isinstance(value, bool):
                return ["true"] if value else []
            case "multi_users_select" if isinstance(value, Iterable):
                return [self._people[str(one)].id for one in value]
            case _:
                return value


class _Lost:
    """What is told never arrives, and nobody notices."""

    async def tell(self, *_: object, **__: object) -> Told:
        return Told()

    async def close(self) -> None:
        """Nothing was open."""


def _reaction(emoji: str) -> tuple[str, int | None]:
    """Slack's name of an emoji, and its skin tone."""
    tone = next((tone for sign, tone in SKINS.items() if sign in emoji), None)
    bare = "".join(one for one in emoji if one not in SKINS)
    return SIGNS.get(bare) or SIGNS[bare + "\ufe0f"], tone


def _post(shown: Shown) -> Post:
    [post] = shown.thing
    assert isinstance(post, Post)
    return post


def _elements(blocks: Iterable[Json]) -> Iterator[Json]:
    for block in blocks:
        for _, element in interactive(block):
            yield element


def _values(element: Json) -> list[str]:
    """What can be pressed in an element."""
    if element["type"] == "button":
        return [str(element.get("value", ""))]
    return [str(one["value"]) for one in element.get("options", ())] if element["type"] == "overflow" else []


def _holds(place: Post | Whisper | View, value: str) -> bool:
    return any(value in _values(one) for one in _elements(place.blocks))


def _buttons(element: Json) -> Iterator[Button]:
    named = [element] if element["type"] == "button" else element.get("options", ())
    for value, one in zip(_values(element), named, strict=False):
        with suppress(Malformed):
            action, subject = unpack(value)
            yield Button(action, one["text"]["text"], subject, url=one.get("url"))


def _shown(*places: Post | Whisper | View) -> Shown:
    blocks = [block for place in places for block in place.blocks]
    said = [words for block in blocks if block["type"] != "actions" for words in texts(block)]
    said = said or [place.text for place in places if not isinstance(place, View)]
    buttons = tuple(button for element in _elements(blocks) for button in _buttons(element))
    return Shown(html.unescape("\n".join(said)), buttons, places)


def _form(view: View) -> Form:
    name, _ = unpack_form(view.body["callback_id"], view.body["private_metadata"])
    blanks = {}
    for block in view.blocks:
        for _, element in interactive(block):
            options = {one["text"]["text"]: str(one["value"]) for one in element.get("options", ())}
            state = view.values[block["block_id"]][element["action_id"]]
            blanks[block["block_id"]] = Blank(block.get("label", {}).get("text", ""), _held(state), options)
    return Form(name, blanks, view)


def _held(state: Json) -> object:
    """What stands in a field."""
    match next((value for name, value in state.items() if name != "type"), None):
        case {"value": value}:
            return value
        case [*chosen]:
            return tuple(one["value"] if isinstance(one, dict) else one for one in chosen)
        case other:
            return other or ""
