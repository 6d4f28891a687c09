"""Whatever Slack sends, over HTTP or a socket: one event for the bot, its commit, and then the answer.

An event that was not taken is answered 500, so that Slack sends it again; what people do, nobody sends again, so they
are told. Nothing that fails after the commit becomes an error: Slack would repeat what is done already.
"""

import asyncio
import uuid
from collections.abc import Coroutine
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import answering, hear, pressed
from adapters.slack.answering import NOTHING, RESPONSE_URL, Answer, Call, Place, Stood
from adapters.slack.codec import Malformed
from adapters.slack.platform import SlackPlatform
from adapters.slack.reading import PLATFORM, Json, maybe
from adapters.slack.results import NotTold
from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.events import Action, Asked, Event, Handed, Joined, Opened, Pressed, Reacted, Submitted
from bot.chat.replies import Reply, ShowPage
from bot.chat.wording import Words
from bot.ports import Busy, Clock, Receive, Unknown

log = structlog.get_logger()

CURELESS = (LookupError, ValueError, TypeError, AttributeError, AssertionError)
"""What would fail the same way however often Slack said it: a mistake of ours, or of whoever sent it."""

ASK_WITHIN = 1.0
"""Seconds Slack has to say what room the bot was invited to, or whether somebody is of ours."""

TAKEN_WITHIN = 2.5
"""Seconds after which Slack is answered, whatever became of it: it waits for three."""

ANSWERED_WITHIN = 1.0
"""Seconds a window has to open before the call is answered without; it goes on beside. Slack waits for three in all."""

ENDS_WITHIN = 3.0
LAST_TRY = "3"
"""Slack sends an event again three times."""

OK, REFUSED, AGAIN, LATER = 200, 401, 500, 503
UNTOLD = ("url_verification", "ssl_check")
"""What names no workspace, and tells nothing."""


Said = dict[str, Any] | None
"""What is said in answer to a call itself."""


class Listener:
    """Hears for one workspace. `app` is bolt's, for both transports; `stop` waits for what was begun."""

    def __init__(
        self,
        platform: SlackPlatform,
        client: AsyncWebClient,
        *,
        receive: Receive,
        clock: Clock,
        language: str,
        app_id: str,
        bot_id: str,
    ) -> None:
        """`client`: without a token, for bolt, which calls nothing by itself. `app_id`: our own, and no other's.

        `language`: for whoever's is not known.
        """
        self._platform = platform
        self._us = platform.us
        self._receive = receive
        self._clock = clock
        self._app_id = app_id
        self._session = client.session
        self._language = language
        self._at_home: set[str] = set()
        self._begun: set[asyncio.Task[Any]] = set()
        self._stopping = False
        us = self._us

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(enterprise_id=None, team_id=us.team, bot_user_id=us.user, bot_id=bot_id)

        self.app = AsyncApp(
            client=client,
            authorize=authorize,
            before_authorize=self._ours_only,
            process_before_response=True,
            request_verification_enabled=False,  # the entrance does that, over the raw bytes
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        self.app.middleware(self._take)

    async def look_around(self) -> None:
        """Tell of the rooms the bot is in: it may have been invited while nobody listened."""
        try:
            async for room in self._platform.rooms():
                if room.get("is_ext_shared") is not True or self._us.shared:
                    key, name = f"found:{uuid.uuid4().hex}", str(room.get("name") or "")
                    where = self._us.room(str(room.get("id")))
                    await self._receive(Joined(key, self._clock.now(), where, name))
        except (NotTold, Busy) as trouble:  # what it is invited to from now on is heard all the same
            log.warning("rooms_not_told", platform=PLATFORM, error=str(trouble) or "busy")

    async def stop(self) -> None:
        """Take nothing more, and wait for what was begun; what takes too long is given up."""
        self._stopping = True
        if self._begun:
            await asyncio.wait(self._begun, timeout=ENDS_WITHIN)
        for task in list(self._begun):
            task.cancel()
        await asyncio.gather(*self._begun, return_exceptions=True)

    # ── What comes ──

    async def _ours_only(self, req: AsyncBoltRequest, next: Any) -> BoltResponse:  # noqa: A002 - bolt's name for it
        """Another workspace's, or another app's: refused unheard."""
        kind = req.body.get("type")
        if kind not in UNTOLD:
            try:
                team = (hear if kind == "event_callback" else pressed).team(req.body)
            except Malformed:
                _not_understood(req.body)
                return BoltResponse(status=OK)
            if team != self._us.team or req.body.get("api_app_id") != self._app_id:
                log.warning("not_for_us", platform=PLATFORM)
                return BoltResponse(status=REFUSED)
        response: BoltResponse = await next()
        return response

    async def _take(self, req: AsyncBoltRequest) -> BoltResponse:
        if self._stopping:
            return BoltResponse(status=LATER)
        tried = req.headers.get("x-slack-retry-num") or [""]
        # A task of its own: it goes on to its end also where the one who asked does not wait for the answer.
        task = self._begin(self.take(req.body, last_try=str(tried[0]) == LAST_TRY))
        await asyncio.wait({task}, timeout=TAKEN_WITHIN)
        status, body = task.result() if task.done() else self._late(task, req.body)
        return BoltResponse(status=status, body=body or "")

    def _late(self, task: asyncio.Task[tuple[int, Said]], body: Json) -> tuple[int, Said]:
        """Slack waits no longer: an event comes again, a form stays, and any other answer follows when there is one."""
        if body.get("type") == "event_callback":
            return AGAIN, None
        at = answering.place(body)
        if at.stood is Stood.FORM:
            return OK, answering.kindly(self._words(at.who).busy(), at).body
        if at.stood is Stood.COMMAND:
            self._begin(self._afterwards(task, at))
        return OK, None

    async def _afterwards(self, task: asyncio.Task[tuple[int, Said]], at: Place) -> None:
        _, said = await task
        if said is not None:
            await self._whisper(said, at)

    async def take(self, body: Json, *, last_try: bool = False) -> tuple[int, Said]:
        """One body: heard, committed, answered with this status and this body."""
        if body.get("type") == "event_callback":
            return await self._told(body, last_try=last_try), None
        return OK, await self._done(body)

    # ── Events ──

    async def _told(self, body: Json, *, last_try: bool) -> int:
        try:
            event = await self._event(body, last_try=last_try)
            reply = await self._receive(event) if event is not None else None
        except Malformed:
            _not_understood(body)
            return OK
        except CURELESS as mistake:
            log.error("event_failed", platform=PLATFORM, error=type(mistake).__name__)
            return OK
        except Exception as trouble:  # noqa: BLE001 - a store that is away, say: Slack sends it again
            log.warning("event_not_taken", platform=PLATFORM, error=type(trouble).__name__)
            return AGAIN
        if isinstance(event, Opened) and isinstance(reply, ShowPage):
            await self._in_time(self._publish(event.person, reply))
        if isinstance(event, Reacted) and reply is not None:
            await self._in_time(self._hint(event, reply))
        return OK

    async def _event(self, body: Json, *, last_try: bool) -> Event | None:
        us, named = self._us, ""
        invited = hear.invited_to(body, us)
        if invited is not None:
            room = await self._room(invited, last_try=last_try)
            if room.get("is_ext_shared") is True and not us.shared:
                log.info("shared_room_not_joined", platform=PLATFORM, room=invited.id)
                return None
            name = room.get("name")
            named = name if isinstance(name, str) else ""
        event = hear.event(body, us, now=self._clock.now(), named=named)
        shared = body.get("is_ext_shared_channel") is True
        if shared and isinstance(event, Reacted):
            async with asyncio.timeout(ASK_WITHIN):
                return event if await self._platform.is_ours(event.person) else None
        return event

    async def _room(self, room: Address, *, last_try: bool) -> Json:
        """What Slack says of a room. Where it says nothing, the event is to come again, but for the last time."""
        try:
            async with asyncio.timeout(ASK_WITHIN):
                return await self._platform.room(room)
        except (NotTold, TimeoutError):
            if not last_try:
                raise
            return {}

    # ── What people do ──

    async def _done(self, body: Json) -> Said:
        at = answering.place(body)
        words = self._words(at.who)
        event: Event | None = None
        try:
            read = pressed.command if at.stood is Stood.COMMAND else pressed.interaction
            event = read(body, self._us, now=self._clock.now())
            if event is None:
                return None
            reply = await self._receive(event)
        except Malformed:
            _not_understood(body)
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
        await self._in_time(self._call_all(answer, at))
        return answer.body

    async def _follow(self, answer: Answer, at: Place, event: Event, reply: Reply | None) -> None:
        """The windows and whispers of an answer; then the person's Home is as true as what they just did."""
        await self._call_all(answer, at)
        if isinstance(reply, ShowPage):
            self._at_home.add(at.who)
        elif self._may_see_home(at, event):
            person = self._us.person(at.who)
            shown = await self._receive(Opened(f"again:{uuid.uuid4().hex}", self._clock.now(), person))
            if isinstance(shown, ShowPage):
                await self._publish(person, shown)
                if at.stood is Stood.WINDOW and at.shows == answering.PAGE:
                    view = answering.window_of(shown.page)
                    await self._call(Call("views.update", {"view_id": at.view, "view": view}), at)

    def _may_see_home(self, at: Place, event: Event) -> bool:
        if not isinstance(event, Pressed | Asked | Submitted | Handed):
            return False
        forgotten = isinstance(event, Pressed) and event.action is Action.FORGET_YES
        return forgotten or at.stood is Stood.HOME or at.shows == answering.PAGE or at.who in self._at_home

    # ── Answering ──

    async def _publish(self, person: Address, reply: ShowPage) -> None:
        self._at_home.add(person.id)
        await self._platform.page(person, reply.page)

    async def _hint(self, event: Reacted, reply: Reply) -> None:
        where, who = event.message.where, event.person.id
        channel = where.route or where.id
        answer = answering.beside_a_message(reply, channel, who, self._words(who))
        await self._call_all(answer, Place(Stood.MESSAGE, who))

    async def _call_all(self, answer: Answer, at: Place) -> None:
        for call in answer.calls:
            await self._call(call, at)

    async def _call(self, call: Call, at: Place) -> None:
        """One call; where no window opens any more, its whispers instead."""
        try:
            if call.method == RESPONSE_URL:
                await self._whisper(call.arguments, at)
            else:
                await self._platform.call(self._platform.client.api_call(call.method, json=dict(call.arguments)))
        except NotTold as not_done:
            log.warning("answer_refused", platform=PLATFORM, error=not_done.error or "no answer")
            for message in call.otherwise:
                await self._whisper(message, at)

    async def _whisper(self, message: Any, at: Place) -> None:
        """An answer for one person's eyes. Raises NotTold."""
        webhook = AsyncWebhookClient(at.url, session=self._session, retry_handlers=[])
        try:
            response = await webhook.send_dict(dict(message))
        except Exception as problem:
            raise NotTold(Unknown("no whisper"), type(problem).__name__) from problem
        if response.status_code != OK:
            raise NotTold(Unknown("no whisper"), f"response_url {response.status_code}")

    async def _in_time(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for an answer as long as Slack waits for ours; then it goes on beside."""
        await asyncio.wait({self._begin(work)}, timeout=ANSWERED_WITHIN)

    def _begin(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.create_task(work)
        self._begun.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._begun.discard(task)
        if not task.cancelled() and (failed := task.exception()) is not None:
            log.warning("answer_failed", platform=PLATFORM, error=type(failed).__name__)

    def _words(self, who: str) -> Words:
        """In the language of their profile: what they chose stands in the store, which may be what is in trouble."""
        return wording.of(self._platform.language(self._us.person(who)) or self._language)


def _rendered(reply: Reply | None, at: Place, words: Words, event: Event) -> Answer:
    try:
        return answering.answer(reply, at, words, again=answering.button_again(event))
    except Exception as mistake:  # noqa: BLE001 - what is done is done: no error for Slack, whatever is wrong with the words
        log.error("answer_not_drawn", platform=PLATFORM, error=type(mistake).__name__)
        return NOTHING


def _not_understood(body: Json) -> None:
    """What kind of thing it was, if it is one of Slack's; never what stood in it."""
    kind = maybe(body, "event").get("type") or body.get("type") or ("command" if "command" in body else "")
    known = isinstance(kind, str) and kind in {*hear.HEARD, *pressed.DONE, "message", "command"}
    log.warning("slack_made_no_sense", platform=PLATFORM, detail=kind if known else "unknown")
