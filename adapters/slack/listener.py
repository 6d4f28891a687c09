"""What Slack tells of one workspace, and what people do there: one event for the bot, its commit, and then the answer.

Nothing that fails after the commit becomes an error: Slack would repeat what is done already.
"""

import asyncio
import uuid
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

import aiohttp
import structlog
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.late import DONE, Late
from adapters.reading import Json, Malformed, maybe
from adapters.slack import answering, hear, pressed
from adapters.slack.answering import NOTHING, RESPONSE_URL, Answer, Call, Place, Stood
from adapters.slack.reading import PLATFORM
from adapters.slack.results import ROOM_IS_LOST
from adapters.slack.workspace import Workspace
from adapters.troubles import CURELESS, NotTold, again_in
from bot.beside import Beside
from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.events import (
    Action,
    Asked,
    Event,
    Everywhere,
    Joined,
    Opened,
    Pressed,
    Reacted,
    Uninstalled,
)
from bot.chat.replies import Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.ports import Busy, Clock, Receive, Unknown

log = structlog.get_logger()

ASK_WITHIN = 1.0
"""Seconds Slack has to say what room the bot was invited to, or whether somebody is of ours."""

ANSWERED_WITHIN = 1.0
"""Seconds a window has to open before the call is answered without; it goes on beside. Slack waits for three in all."""

OK = 200
Said = dict[str, Any] | None
"""What is said in answer to a call itself."""


class Listener:
    """Hears for one workspace."""

    def __init__(
        self,
        workspace: Workspace,
        session: aiohttp.ClientSession | None,
        *,
        receive: Receive,
        clock: Clock,
        language: str,
        beside: Beside,
    ) -> None:
        """`session`: for whispers, which need no token. `language`: for whoever's is not known."""
        self.workspace = workspace
        self._us = workspace.us
        self._receive = receive
        self._clock = clock
        self._session = session
        self._language = language
        self._beside = beside
        self._late = Late()

    async def look_around(self) -> float | None:
        """Tell of the rooms the bot is in: it may have been invited, or taken out, while nobody listened.

        Returns the seconds after which to look again, None where there is no need, or no use.
        """
        since, us, ours = self._clock.now(), self._us, set()
        try:
            async for room in self.workspace.rooms():
                if room.get("is_ext_shared") is not True or us.shared:
                    where, name = us.room(str(room.get("id"))), str(room.get("name") or "")
                    key, private = f"found:{uuid.uuid4().hex}", hear.is_secret(room)
                    await self._receive(Joined(key, self._clock.now(), where, name, private))
                    ours.add(where)
            if self.workspace.tells_of_private_rooms:  # else one that is not told may be one of those
                key = f"everywhere:{uuid.uuid4().hex}"
                await self._receive(Everywhere(key, since, PLATFORM, us.team, frozenset(ours)))
        except (NotTold, Busy) as trouble:  # what it is invited to from now on is heard all the same
            log.warning("rooms_not_told", platform=PLATFORM, error=str(trouble) or "busy")
            return again_in(trouble)
        return None

    # ── Events ──

    async def told(self, body: Json, *, last_try: bool) -> bool:
        """Whether it is done, or will never be: what was not taken is to be told again."""
        try:
            event = await self._event(body, last_try=last_try)
            if isinstance(event, Asked) and self._late.is_too_late(event):
                busy, who = Whisper(self.words(event.person.id).busy()), event.person
                await self._in_time(self._hint(busy, event.room or who, who.id))
                return True
            reply = await self._done(event) if event is not None else None
        except Malformed:
            not_understood(body)
            return True
        except CURELESS as mistake:
            log.error("event_failed", platform=PLATFORM, error=type(mistake).__name__)
            return True
        except Exception as trouble:  # noqa: BLE001 - a store that is away, say: Slack sends it again
            log.warning("event_not_taken", platform=PLATFORM, error=type(trouble).__name__)
            self._late.not_taken(str(body.get("event_id")))
            return False
        if isinstance(event, Uninstalled):
            self.workspace.end(event.at)
        if isinstance(event, Opened) and isinstance(reply, ShowPage):
            self.workspace.homes.opened(event.person.id)
            await self._in_time(self.workspace.page(event.person, reply.page))
        if isinstance(event, Reacted) and reply is not None and not _is_silent(reply):
            await self._in_time(self._hint(reply, event.message.where, event.person.id))
        return True

    async def _event(self, body: Json, *, last_try: bool) -> Event | None:
        us, event = self._us, hear.event(body, self._us, now=self._clock.now())
        if isinstance(event, Uninstalled):
            good_since = self.workspace.good_since
            if good_since is not None and event.at < good_since:
                return None  # told late, and about an older token
        elif event is not None:
            self.workspace.heard(event.at)
        if isinstance(event, Joined):
            room = await self._room(event.room, last_try=last_try)
            if room is None:
                return None
            if room.get("is_ext_shared") is True and not us.shared:
                log.info("shared_room_not_joined", platform=PLATFORM, room=event.room.id)
                return None
            if room.get("is_member") is False:  # one that is open again, or it was taken out at once
                return None
            name = room.get("name")
            return replace(event, name=name if isinstance(name, str) else "", private=hear.is_secret(room))
        if isinstance(event, Reacted | Asked) and hear.of_elsewhere(body, us):
            return event if await self._is_ours(event.person) else None
        return event

    async def _done(self, event: Event) -> Reply | None:
        with self._late.doing(event):
            return await self._receive(event)

    async def _is_ours(self, person: Address) -> bool:
        """Whether this is somebody of our workspace, as Slack says. Raises NotTold, TimeoutError."""
        async with asyncio.timeout(ASK_WITHIN):
            return await self.workspace.is_ours(person)

    async def _room(self, room: Address, *, last_try: bool) -> Json | None:
        """What Slack says of a room, and None where there is no such room for the bot.

        Where Slack says nothing, the event is to come again, but for the last time.
        """
        try:
            async with asyncio.timeout(ASK_WITHIN):
                return await self.workspace.room(room)
        except (NotTold, TimeoutError) as silence:
            if isinstance(silence, NotTold) and silence.error in ROOM_IS_LOST:
                return None
            if not last_try:
                raise
            return {}

    # ── What people do ──

    async def done(self, body: Json) -> Said:
        """What is said in answer to what somebody did; windows and whispers are called beside it."""
        at = answering.place(body)
        words = self.words(at.who)
        event: Event | None = None
        try:
            read = pressed.command if at.stood is Stood.COMMAND else pressed.interaction
            event = read(body, self._us, now=self._clock.now())
            if event is not None:
                self.workspace.heard(event.at)
            elsewhere = at.stood is not Stood.COMMAND and pressed.of_elsewhere(body, self._us)
            if event is None or (elsewhere and not await self._is_ours(self._us.person(at.who))):
                return None
            reply = await self._done(event)
        except Malformed:
            not_understood(body)
            answer = answering.kindly(words.not_understood(), at)
        except Busy:
            answer = answering.kindly(words.busy(), at)
        except Exception as trouble:  # noqa: BLE001 - nothing was done, and nobody sends it again: the person is told
            log.error("event_failed", platform=PLATFORM, error=type(trouble).__name__)
            answer = answering.kindly(words.busy(), at)
        else:
            answer = _rendered(reply, at, words, event)
            await self._in_time(self._follow(answer, at, event, reply))
            return answer.body
        await self._in_time(self.say(answer, at))
        return answer.body

    async def _follow(self, answer: Answer, at: Place, event: Event, reply: Reply | None) -> None:
        """The windows and whispers of an answer; then the person's Home is as true as what they just did."""
        await self.say(answer, at)
        homes = self.workspace.homes
        if at.home:
            homes.opened(at.who)
        forgotten = isinstance(event, Pressed) and event.action is Action.FORGET_YES  # nothing of theirs stays there
        home = homes.stands(at.who) or forgotten
        if isinstance(event, DONE) and not isinstance(reply, ShowPage) and (home or at.shows == answering.PAGE):
            async with homes.turn(at.who):
                await self._redraw_page(at, home=home)

    async def _redraw_page(self, at: Place, *, home: bool) -> None:
        """The own page as it is now, at Home and in the window they are in."""
        person = self._us.person(at.who)
        shown = await self._receive(Opened(f"again:{uuid.uuid4().hex}", self._clock.now(), person))
        if isinstance(shown, ShowPage):
            if home:
                await self.workspace.publish(person, shown.page)
            if at.stood is Stood.WINDOW and at.shows == answering.PAGE:
                view = answering.window_of(shown.page)
                await self._call(Call("views.update", {"view_id": at.view, "view": view}), at)

    # ── Answering ──

    async def _hint(self, reply: Reply, where: Address, who: str) -> None:
        """What only they see, where they are: an event brings no other way to answer it."""
        answer = answering.beside_a_message(reply, where.route or where.id, who, self.words(who))
        await self.say(answer, Place(Stood.MESSAGE, who))

    async def say(self, answer: Answer, at: Place) -> None:
        """The windows and whispers of an answer."""
        for call in answer.calls:
            await self._call(call, at)

    async def _call(self, call: Call, at: Place) -> None:
        """One call; where no window opens any more, its whispers instead."""
        if not await self._answered(call, at):
            for message in call.otherwise:
                await self.whisper(message, at)

    async def whisper(self, message: Mapping[str, Any], at: Place) -> None:
        """An answer for one person's eyes."""
        await self._answered(Call(RESPONSE_URL, message), at)

    async def _answered(self, call: Call, at: Place) -> bool:
        try:
            if call.method == RESPONSE_URL:
                await self._by_url(call.arguments, at)
            else:
                await self.workspace.call(self.workspace.client.api_call(call.method, json=dict(call.arguments)))
        except NotTold as not_done:
            log.warning("answer_refused", platform=PLATFORM, error=not_done.error or "no answer")
            return False
        return True

    async def _by_url(self, message: Mapping[str, Any], at: Place) -> None:
        webhook = AsyncWebhookClient(at.url, session=self._session, retry_handlers=[])
        try:
            response = await webhook.send_dict(dict(message))
        except Exception as problem:  # whatever went wrong: it is a whisper, and said to nobody twice
            raise NotTold(Unknown("no whisper"), type(problem).__name__) from problem
        if response.status_code != OK:
            raise NotTold(Unknown("no whisper"), f"response_url {response.status_code}")

    async def _in_time(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for an answer as long as Slack waits for ours; then it goes on beside."""
        await self._beside.in_time(work, seconds=ANSWERED_WITHIN)

    def words(self, who: str) -> Words:
        """In the language of their profile: what they chose stands in the store, which may be what is in trouble."""
        return wording.of(self.workspace.language(self._us.person(who)) or self._language)


def _is_silent(reply: Reply) -> bool:
    """Whether there is nothing to say: a reaction that was kept is seen by everybody as it is."""
    return isinstance(reply, Whisper) and reply.body == ""


def _rendered(reply: Reply | None, at: Place, words: Words, event: Event) -> Answer:
    try:
        return answering.answer(reply, at, words, again=answering.button_again(event))
    except Exception as mistake:  # noqa: BLE001 - what is done is done: no error for Slack, whatever is wrong with the words
        log.error("answer_not_drawn", platform=PLATFORM, error=type(mistake).__name__)
        return NOTHING


def not_understood(body: Json) -> None:
    """What kind of thing it was, if it is one of Slack's; never what stood in it."""
    kind = maybe(body, "event").get("type") or body.get("type") or ("command" if "command" in body else "")
    known = isinstance(kind, str) and kind in {*hear.HEARD, *pressed.DONE, "message", "command"}
    log.warning("slack_made_no_sense", platform=PLATFORM, detail=kind if known else "unknown")
