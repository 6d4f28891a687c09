"""Slack as a stage: each test has people and rooms of its own in a company that it shares with others."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from adapters.slack import scopes
from adapters.slack.answering import PAGE
from adapters.slack.calls import client, session
from adapters.slack.codec import pack
from bot.chat.events import Action, FormName
from tests.contract.played import PlayedStage
from tests.contract.slack_company import SlackCompany
from tests.contract.slack_seen import elements, form, holds, reaction, shown, values
from tests.contract.stage import PEOPLE, ROOMS, STEWARD, Answer, Can, Fate, Form, Shown
from tests.fakes.slack import (
    Broken,
    Channel,
    Cut,
    Hang,
    Limited,
    Post,
    Refuse,
    View,
    Whisper,
)
from tests.fakes.slack.faults import Fault
from tests.fakes.slack.fields import find
from tests.fakes.slack.telling.courier import Deliveries, Told
from tests.fakes.slack.things import Json

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


class SlackStage(PlayedStage):
    """One test's people and rooms in such a company."""

    can = frozenset(Can)
    asks_for = frozenset(scopes.SCOPES)
    here: SlackCompany

    def __init__(self, name: str, here: SlackCompany) -> None:
        super().__init__(name, here)
        self._slack, self._app = here.slack, here.slack.app
        self._rooms: dict[str, Channel] = dict(zip(ROOMS, here.rooms.pop(0), strict=True))
        self._people = {one: here.slack.person(one) for one in PEOPLE} | {STEWARD: here.steward}
        self._people["lena"].person.language = "de-DE"
        self._again, self._calls_before = 0, len(here.slack.calls())
        self._events: list[Json] = []

    async def begins(self) -> None:
        """And everybody is in both rooms."""
        for channel in self._rooms.values():
            channel.members |= {one.id for one in self._people.values()}
            await self._slack.rooms.joins(channel, self._app.bot)
        await super().begins()

    async def ends(self) -> None:
        """What was to go wrong goes wrong no more, and the bot leaves these rooms."""
        self._slack.faults.clear()
        self.repeat(again=False)
        for channel in self._rooms.values():
            if self._app.bot.id in channel.members:
                await self._slack.rooms.leaves(channel, self._app.bot)
        await super().ends()

    # ── What people do ──

    async def react(self, who: str, on: Shown, emoji: str) -> Answer:
        name, tone = reaction(emoji)
        before = self._seen(who)
        await self._told(self._people[who].reacts(_post(on), name, tone=tone))
        await self._overheard(who, _post(on), emoji=emoji)
        return await self._answer(who, before)

    async def take_back(self, who: str, on: Shown, emoji: str) -> None:
        name, tone = reaction(emoji)
        await self._told(self._people[who].takes_back(_post(on), name, tone=tone))

    async def press(self, who: str, on: Shown, action: Action, *, subject: str | None = None) -> Answer:
        value = pack(action, on.button(action).subject if subject is None else subject)
        places = [place for place in on.thing if holds(place, value)]
        assert places, f"{value} is not on {on.words!r}"
        element = next(one for one in elements(places[0].blocks) if value in values(one))
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
        await self.here.told()
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
        await self.here.told()
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

    def repeat(self, *, again: bool = True) -> None:
        self._again = REPETITIONS if again else 0

    async def repeat_the_first(self) -> None:
        await self._slack.events.again(self._events[0])
        await self.here.told()

    async def react_in_reverse(self, who: str, on: Shown, emoji: str) -> None:
        name, tone = reaction(emoji)
        courier, me = self._slack.courier, self._people[who]
        courier.transport, real = _Lost(), courier.transport
        added = await me.reacts(_post(on), name, tone=tone)
        removed = await me.takes_back(_post(on), name, tone=tone)
        courier.transport = real
        for one in (*removed, *added):
            await self._slack.events.again(one.body)
        await self.here.told()

    def will(self, *fates: Fate) -> None:
        for fate in fates:
            self._slack.faults.put("chat.postMessage", FATES[fate])

    # ── What is seen ──

    async def room(self, room: str = ROOMS[0]) -> list[Shown]:
        return [shown(one) for one in self._slack.messages(self._rooms[room]) if one.bot is not None]

    async def private(self, who: str) -> list[Shown]:
        return [shown(one) for one in self._written(who) if one.bot is not None]

    async def page(self, who: str) -> Shown | None:
        home = self._home(who)
        return None if home is None else shown(home)

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

    # ── Controls ──

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

    async def _overheard(self, who: str, post: Post, **said: str) -> None:
        """What people say and do among themselves."""
        if post.bot is None:
            await self.overheard(self._people[who].id, post.channel.id, post.ts, **said)

    async def _told(self, telling: Deliveries) -> None:
        """The bot took what it was told; told again, it takes that too."""
        for one in await telling:
            self._events.append(one.body)
            for _ in range(self._again):
                await self._slack.events.again(one.body)
        await self.here.told()

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
        await self.here.told()
        me, (whispers, modals) = self._people[who], before
        fresh = self._slack.whispers(me)[whispers:]
        said = shown(*fresh) if fresh else None
        top = self._slack.modals(me)[-1:]
        if not top or (top[0].id, top[0].hash) in modals:
            return Answer(said)
        shows = top[0].body.get("callback_id")
        if shows == PAGE:
            return Answer(said, page=shown(top[0]))
        return Answer(said, form=form(top[0])) if shows in set(FormName) else Answer(said or shown(top[0]))

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


def _post(shown: Shown) -> Post:
    [post] = shown.thing
    assert isinstance(post, Post)
    return post
