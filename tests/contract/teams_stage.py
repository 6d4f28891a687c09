"""Teams as a stage: each test has people and teams of its own in a tenant that it shares with others.

Where an answer stands on Teams is told apart here from what is a private message: a command is a line that somebody
writes to the bot, so its answer, and what a button of their own chat brings, stand there as messages. They are answers
all the same. What went through the port, and is no answer to such a line, is a private message.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from adapters.teams.manifest import manifest
from adapters.teams.pressed import FIND_COMMAND, STORY_COMMAND
from bot.chat import wording
from bot.chat.events import Action
from tests.contract.played import PlayedStage
from tests.contract.stage import PEOPLE, ROOMS, STEWARD, Answer, Can, Fate, Form, Shown
from tests.contract.teams_company import TeamsCompany
from tests.contract.teams_seen import errors, form, note, pressed, reaction, shown
from tests.fakes.teams import Broken, Cut, Dialog, Hang, Limited, Message, Refuse, Room
from tests.fakes.teams.courier import Deliveries
from tests.fakes.teams.faults import Fault
from tests.fakes.teams.fields import inputs
from tests.fakes.teams.things import Json

FATES: Mapping[Fate, Fault] = {
    Fate.CUT_AFTER: Cut(done=True),
    Fate.CUT_BEFORE: Cut(done=False),
    Fate.BROKEN_AFTER: Broken(done=True, status=502),
    Fate.BROKEN_BEFORE: Broken(done=False, status=502),
    Fate.TOO_MANY: Limited("5"),
    Fate.SHUT_OUT: Refuse(401, "Unauthorized"),
    Fate.SILENT_AFTER: Hang("first"),
    Fate.SILENT_BEFORE: Hang("never"),
    Fate.REFUSED: Refuse(403, "MessageWritesBlocked"),
}
NOT_SHOWN = ("BadSyntax", "MessageSizeTooBig")
PAGES = ("me", "join")
"""What is written to see one's own page."""

LATER = 0.001
"""Seconds between two things that somebody does: Teams tells when each was."""


@dataclass(frozen=True)
class Before:
    """What somebody saw before they did something: the cards of their own chat, by their messages, and an open dialog;
    and how many lines and cards of their own they had been shown.
    """

    cards: Mapping[str, Json]
    dialog: Json | None
    notices: int
    views: int


class TeamsStage(PlayedStage):
    """One test's people and rooms in such a company."""

    can = frozenset(Can) - {Can.LOOK_UP, Can.WHISPER}
    asks_for = frozenset({json.dumps(manifest(wording.of("en"), app_id="", url=""))})
    here: TeamsCompany

    def __init__(self, name: str, here: TeamsCompany) -> None:
        super().__init__(name, here)
        self._teams = here.teams
        self._rooms: dict[str, Room] = dict(zip(ROOMS, here.rooms.pop(0), strict=True))
        self._people = {one: here.teams.person(one) for one in PEOPLE} | {STEWARD: here.steward}
        self._people["lena"].person.locale = "de-DE"
        self._asked: set[str] = set()
        self._pages: dict[str, Message] = {}
        self._told_before = len(here.teams.courier.deliveries)
        self._calls_before = len(here.teams.calls())

    async def begins(self) -> None:
        """And everybody is in both teams."""
        for room in self._rooms.values():
            await self._put_into(room)
        await super().begins()

    async def ends(self) -> None:
        """What was to go wrong goes wrong no more, and the bot is taken out of these teams."""
        self._teams.faults.clear()
        self.repeat(again=False)
        for room in self._rooms.values():
            assert room.team is not None
            if room.team.installed:
                await self._teams.rooms.uninstalls(room.team, self.here.steward)
        await super().ends()

    # ── What people do ──

    async def react(self, who: str, on: Shown, emoji: str) -> Answer:
        before, [message] = self._seen(who), on.thing
        await self._told(self._people[who].reacts(message, reaction(emoji)))
        await self._overheard(who, message, emoji=emoji)
        return await self._answer(who, before)

    async def take_back(self, who: str, on: Shown, emoji: str) -> None:
        [message] = on.thing
        await self._told(self._people[who].takes_back(message, reaction(emoji)))

    async def press(self, who: str, on: Shown, action: Action, *, subject: str | None = None) -> Answer:
        about = on.button(action).subject if subject is None else subject
        for place in on.thing:
            button = pressed(self._card(who, place), action, about)
            if button is not None:
                return await self._pressed(who, place, button)
        raise AssertionError(f"{action} of {about!r} is not on {on.words!r}")

    async def ask(self, who: str, words: str, *, room: str = ROOMS[0]) -> Answer:
        """A find is said in the room, where it is to be asked about; all else is written to the bot."""
        me, before = self._people[who], self._seen(who)
        await self._told(me.mentions(self._rooms[room], words) if words.startswith("find") else me.writes(words))
        for one in self._chat(who):
            if one.id not in before.cards and Action.ANSWERS_OFF in self._shown(who, one).actions:
                self._asked.add(one.id)
        answer = await self._answer(who, before)
        if answer.said is None or words not in PAGES:
            return answer
        [self._pages[who]] = answer.said.thing
        return replace(answer, page=answer.said)

    async def submit(self, who: str, form: Form, fields: Mapping[str, object]) -> Answer:
        me, place, before = self._people[who], form.thing, self._seen(who)
        values = {name: self._typed(self._card(who, place), name, value) for name, value in fields.items()}
        if isinstance(place, Dialog):
            assert self._teams.dialog(me) is place, f"{form.name} does not stand open any more"
            await me.submits(values)
        else:
            await me.presses(place, "", values)
        if me.errors:
            return Answer(errors=me.errors)
        return await self._answer(who, before)

    async def open_page(self, who: str) -> Shown:
        page = (await self.ask(who, "me")).page
        assert page is not None
        return page

    async def tell_story(self, who: str) -> Answer:
        before = self._seen(who)
        assert await self._people[who].uses_command(self._rooms[ROOMS[0]], STORY_COMMAND)
        return await self._answer(who, before)

    async def mention(self, who: str, words: str, *, room: str = ROOMS[0]) -> None:
        self.may_hear.add(who)
        await self._told(self._people[who].mentions(self._rooms[room], words))

    async def write(self, who: str, words: str) -> None:
        self.may_hear.add(who)
        await self._told(self._people[who].writes(words))

    async def say(self, who: str, words: str, *, room: str = ROOMS[0]) -> Shown:
        message = self._people[who].says(self._rooms[room], words)
        await self._overheard(who, message, words=words)
        await self.here.told()
        return Shown(words, thing=(message,))

    async def hand_over(self, who: str, message: Shown) -> Answer:
        before, [picked] = self._seen(who), message.thing
        assert await self._people[who].uses_action(picked, FIND_COMMAND)
        return await self._answer(who, before)

    # ── What happens to rooms, people and the bot ──

    async def invite(self, room: str) -> None:
        if room not in self._rooms:
            self._rooms[room] = self.here.room(room)
        await self._put_into(self._rooms[room])

    async def take_out(self, room: str, *, told: bool = True) -> None:
        team = self._rooms[room].team
        assert team is not None
        if told:
            await self._told(self._teams.rooms.uninstalls(team, self.here.steward))
        team.installed = False

    async def rename(self, room: str, name: str) -> None:
        where, by, rooms = self._rooms[room], self.here.steward, self._teams.rooms
        assert where.team is not None
        is_general = where.id == where.team.id
        await self._told(rooms.team_renamed(where.team, name, by) if is_general else rooms.renamed(where, name, by))

    async def close(self, room: str) -> None:
        team = self._rooms[room].team
        assert team is not None
        await self._told(self._teams.rooms.team_archived(team, self.here.steward))

    async def leaves_the_company(self, who: str) -> None:
        """Teams tells of teams they are in no more, and nothing of the company."""
        me = self._people[who]
        me.person.app = "gone"
        for room in self._rooms.values():
            assert room.team is not None
            await self._told(self._teams.rooms.leaves(room.team, me))

    async def is_called(self, who: str, name: str) -> None:
        self._people[who].person.name = f"{name} Example"

    async def remove_the_bot(self) -> None:
        """It is taken out of every team and every chat, and may be put nowhere again."""
        for team in self._teams.world.teams.values():
            if team.installed:
                await self._told(self._teams.rooms.uninstalls(team, self.here.steward))
        for one in self._people.values():
            await self._told(one.uninstalls())
        self._teams.app.disabled = True

    def repeat(self, *, again: bool = True) -> None:
        self._teams.courier.twice = again

    async def repeat_the_first(self) -> None:
        first = self._teams.courier.deliveries[self._told_before]
        await self._told(self._teams.tells(first.activity))

    async def react_in_reverse(self, who: str, on: Shown, emoji: str) -> None:
        courier, me, [message] = self._teams.courier, self._people[who], on.thing
        courier.url, real = "", courier.url  # what is told now never arrives
        added = await me.reacts(message, reaction(emoji))
        self.here.clock.forward(timedelta(seconds=LATER))
        removed = await me.takes_back(message, reaction(emoji))
        courier.url = real
        for one in (*removed, *added):
            await self._teams.tells(one.activity)
        await self.here.told()

    def will(self, *fates: Fate) -> None:
        for fate in fates:
            self._teams.faults.put("message", FATES[fate])

    # ── What is seen ──

    async def room(self, room: str = ROOMS[0]) -> list[Shown]:
        standing = self._teams.messages(self._rooms[room], bot=True)
        return [shown(one.card, thing=(one,), text=one.text) for one in standing]

    async def private(self, who: str) -> list[Shown]:
        return [self._shown(who, one) for one in self._chat(who) if self._went_through_the_port(one)]

    async def page(self, who: str) -> Shown | None:
        page = self._pages.get(who)
        return None if page is None else self._shown(who, page)

    async def sees(self, who: str) -> str:
        me = self._people[who]
        rooms = (one for room in self._rooms.values() for one in self._teams.messages(room, bot=True))
        messages = [*rooms, *self._chat(who)]
        dialog = self._teams.dialog(me)
        return repr(([(me.sees(one), one.text) for one in messages], dialog and dialog.card, self._teams.notices(me)))

    async def troubles(self) -> Sequence[str]:
        """And what Teams refused to show: a card that is none, or two things in one message."""
        calls, people = self._teams.calls()[self._calls_before :], self._people.values()
        seen = [f"{one.what}: {one.why} ({one.cause})" for me in people for one in self._teams.troubles(me)]
        return seen + [f"{one.operation}: {one.answer}" for one in calls if one.outcome in NOT_SHOWN]

    async def read_by_the_bot(self) -> Sequence[str]:
        return ()  # the Connector has no way to read what people wrote

    # ── Small things ──

    async def _put_into(self, room: Room) -> None:
        assert room.team is not None
        room.team.members |= {one.id for one in self._people.values()}
        await self._told(self._teams.rooms.installs(room.team, self.here.steward, channel=room))

    async def _told(self, telling: Deliveries) -> None:
        await telling
        await self.here.told(forward=LATER)

    async def _overheard(self, who: str, message: Message, **said: str) -> None:
        if message.sender is not None:
            await self.overheard(self._people[who].person.aad, message.room.id, message.id, **said)

    def _chat(self, who: str) -> list[Message]:
        """The bot's messages in somebody's own chat with it."""
        return self._teams.messages(self._people[who], bot=True)

    def _went_through_the_port(self, message: Message) -> bool:
        """Whether it was delivered, and not said in answer to a line or a press. What broke was delivered as well."""
        if message.id in self._asked:
            return False
        assert self.here.process is not None
        broke = any(
            one.outcome != "ok" and (one.answer or {}).get("id") == message.id for one in self._teams.calls("send")
        )
        return broke or message.id in self.here.process.sent

    def _card(self, who: str, place: Message | Dialog) -> Json:
        return place.card if isinstance(place, Dialog) else self._people[who].sees(place)

    def _shown(self, who: str, message: Message) -> Shown:
        return shown(self._card(who, message), thing=(message,), text=message.text)

    async def _pressed(self, who: str, place: Message | Dialog, button: Json) -> Answer:
        me, before = self._people[who], self._seen(who)
        if isinstance(place, Dialog):
            assert self._teams.dialog(me) is place, f"{place.title!r} does not stand open any more"
            await me.submits(press=button)
        else:
            if self._teams.dialog(me):
                me.closes()
            assert await me.presses(place, button), self._teams.troubles(me)
        return await self._answer(who, before)

    def _seen(self, who: str) -> Before:
        me, dialog = self._people[who], self._teams.dialog(self._people[who])
        own = {one.id: me.sees(one) for one in self._chat(who)}
        return Before(own, dialog.card if dialog else None, len(self._teams.notices(me)), len(self._teams.views(me)))

    async def _answer(self, who: str, before: Before) -> Answer:
        """What somebody sees now that they did not see before, private messages left out."""
        await self.here.told(forward=LATER)
        fresh = list(self._fresh(who, before))
        for card, place in fresh:
            opened = form(card, place)
            if opened is not None:
                wrong = errors(card)
                return Answer(form=None if wrong else opened, errors=wrong)
        lines = self._teams.notices(self._people[who])[before.notices :]
        # Their own page is drawn anew whatever they do: that is an answer only where nothing else is.
        answers = [one for one in fresh if one[1] is not self._pages.get(who)] or ([] if lines else fresh)
        if answers:
            above = (place.text if isinstance(place, Message) else place.title for _, place in answers)
            texts = "\n".join(filter(None, above))
            return Answer(shown(*(card for card, _ in answers), thing=tuple(one for _, one in answers), text=texts))
        return Answer(Shown("\n".join(lines))) if lines else Answer()

    def _fresh(self, who: str, before: Before) -> Iterator[tuple[Json, Message | Dialog]]:
        """The cards that were not there before, and where; of a room's only what this person alone sees of it."""
        me, now = self._people[who], self._seen(who).cards
        dialog = self._teams.dialog(me)
        if dialog is not None and dialog.card is not before.dialog:
            yield dialog.card, dialog
        for one in self._teams.views(me)[before.views :]:
            if one.message.room.is_channel:
                yield note(one.card, one.standing), one.message
        for message in self._chat(who):
            if now[message.id] is not before.cards.get(message.id) and not self._went_through_the_port(message):
                yield now[message.id], message

    def _typed(self, card: Json, name: str, value: object) -> object:
        """People are picked by their names, and sent by their ids."""
        if "choices.data" in inputs(card)[name] and isinstance(value, Iterable):
            return [self._people[str(one)].person.aad for one in value]
        return list(value) if isinstance(value, tuple) else value
