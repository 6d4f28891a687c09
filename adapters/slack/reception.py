"""Where Slack's calls arrive, over HTTP or a socket: whose they are, and that each is answered in time.

An event that was not taken is answered 500, so that Slack sends it again; what people do, nobody sends again, so they
are told.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.in_time import InTime
from adapters.reading import Json, Malformed, maybe
from adapters.slack import answering, hear, pressed
from adapters.slack.answering import Place, Stood
from adapters.slack.listener import Listener, Said, not_understood
from adapters.slack.looking import Looking
from adapters.slack.reading import PLATFORM
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Workspaces
from adapters.troubles import NotTold
from bot.beside import Beside
from bot.ports import Clock, Receive

log = structlog.get_logger()

TAKEN_WITHIN = 2.5
"""Seconds after which Slack is answered, whatever became of it: it waits for three."""

LOOKS_WITHIN = 1.0
"""Seconds a start waits for Slack to say which rooms the bot is in."""

ENDS_WITHIN = 3.0
"""Seconds what was begun has to come to its end once nothing more is taken."""

LAST_TRY = "3"
"""Slack sends an event again three times."""

REACTIONS = ("reaction_added", "reaction_removed")
OK, REFUSED, AGAIN, LATER = 200, 401, 500, 503
UNTOLD = "url_verification"
"""What names no workspace, and tells nothing: bolt answers it by itself."""
RATE_LIMITED = "app_rate_limited"
"""What tells that events are not told: more than 30,000 within an hour, or most of them were not taken
(docs.slack.dev/reference/events/app_rate_limited). It has no event in it."""


GoOn = Callable[[], Awaitable[BoltResponse]]


class _First(AsyncMiddleware):
    """The first step on bolt's way that is ours, and, but for what tells nothing, the last of all.

    It is handed the call itself: for the arguments of a function bolt looks through the body, and breaks on much that
    makes no sense there. What would come next makes a client, asks `authorize` who we are, and looks for listeners.
    """

    def __init__(self, take: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]) -> None:
        self._take = take

    async def async_process(self, *, req: AsyncBoltRequest, resp: BoltResponse, next: GoOn) -> BoltResponse:  # noqa: A002 - bolt's name
        return await next() if req.body.get("type") == UNTOLD else await self._take(req)


class _Bolt(AsyncApp):
    """Bolt without what it makes anew for each call, and what nobody here asks for: a client, and a logger."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        """Nothing. Where bolt calls it by another name one day, it makes them again, and all is well."""


class Reception:
    """`app` is bolt's, for both transports; each call is handed to the listener of its workspace."""

    def __init__(
        self, workspaces: Workspaces, client: AsyncWebClient, *, receive: Receive, clock: Clock, language: str
    ) -> None:
        """`client`: without a token, for bolt, which calls nothing by itself.

        `language`: of whoever's own is not known.
        """
        self._workspaces = workspaces
        self._session = client.session
        self._receive = receive
        self._clock = clock
        self._language = language
        self._listeners: dict[str, Listener] = {}
        self._beside = Beside()
        self._looking = Looking(self._beside)
        self._stopping = False
        self._in_time = InTime()
        self.app = _Bolt(
            name="earshot",  # by itself it would look through all modules for what we are called: 0.2 seconds
            client=client,
            authorize=_authorize,
            before_authorize=_First(self._take),
            process_before_response=True,
            request_verification_enabled=False,  # the entrance does that, over the raw bytes
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )

    async def look_around(self) -> None:
        """Tell of the rooms the bot is in: it may have been invited while nobody listened.

        Where Slack takes long to say so of a workspace, that goes on beside.
        """
        try:
            everywhere = await self._workspaces.all()
        except NotTold as trouble:
            log.warning("rooms_not_told", platform=PLATFORM, error=str(trouble))
            return
        looking = {self._looking.begin(self.listener(one)) for one in everywhere}
        if looking:
            await asyncio.wait(looking, timeout=LOOKS_WITHIN)

    def looks_around(self, workspace: Workspace) -> None:
        """The same of a workspace that installed the bot just now, beside whatever else is done."""
        self._looking.begin(self.listener(workspace))

    def listener(self, workspace: Workspace) -> Listener:
        """Who hears for this workspace."""
        team = workspace.us.team
        known = self._listeners.get(team)
        if known is None or known.workspace is not workspace:
            known = Listener(
                workspace,
                self._session,
                receive=self._receive,
                clock=self._clock,
                language=self._language,
                beside=self._beside,
            )
            self._listeners[team] = known
        return known

    async def stop(self) -> None:
        """Take nothing more, and wait for what was begun; what takes too long is given up."""
        self._stopping = True
        self._looking.end()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN):
                await self._in_time.all_done()
        await self._beside.let_go(after=ENDS_WITHIN)
        self._workspaces.close()

    # ── What comes ──

    async def _take(self, req: AsyncBoltRequest) -> BoltResponse:
        """Another workspace's, or another app's, is refused unheard; what is ours is heard."""
        try:
            team = (hear if req.body.get("type") == "event_callback" else pressed).team(req.body)
        except Malformed:
            not_understood(req.body)
            return BoltResponse(status=OK)
        try:
            workspace = await self._workspaces.of(team)
        except NotTold as trouble:
            log.warning("event_not_taken", platform=PLATFORM, error=str(trouble))
            return BoltResponse(status=AGAIN)
        if workspace is None and maybe(req.body, "event").get("type") in hear.ENDS:
            return BoltResponse(status=OK)  # told before, perhaps in the other way: there is nothing to end
        if workspace is None or req.body.get("api_app_id") != workspace.app:
            log.warning("not_for_us", platform=PLATFORM)
            return BoltResponse(status=REFUSED)
        if req.body.get("type") == RATE_LIMITED:
            log.warning("slack_holds_events_back", platform=PLATFORM, workspace=team)
            return BoltResponse(status=OK)
        listener = self.listener(workspace)
        if self._stopping:
            status, said = self._at_the_end(req.body, listener)
            return BoltResponse(status=status, body=said or "")
        return await self._heard(req, listener)

    async def _heard(self, req: AsyncBoltRequest, listener: Listener) -> BoltResponse:
        tried = req.headers.get("x-slack-retry-num") or [""]
        last_try = str(tried[0]) == LAST_TRY
        if maybe(req.body, "event").get("type") in REACTIONS and not last_try:
            # Many come at once, and Slack tells again of one that was not kept.
            kept = await self._in_time.kept(listener.told(req.body, last_try=False), seconds=TAKEN_WITHIN)
            return BoltResponse(status=OK if kept else AGAIN)
        # A task of its own: it goes on to its end also where the one who asked does not wait for the answer.
        task = self._beside.begin(self._taken(listener, req.body, last_try=last_try))
        await asyncio.wait({task}, timeout=TAKEN_WITHIN)
        status, body = task.result() if task.done() else self._late(task, req.body, listener)
        return BoltResponse(status=status, body=body or "")

    async def _taken(self, listener: Listener, body: Json, *, last_try: bool) -> tuple[int, Said]:
        """One body: heard, committed, answered with this status and this body."""
        if body.get("type") == "event_callback":
            taken = await listener.told(body, last_try=last_try)
            return OK if taken else AGAIN, None
        return OK, await listener.done(body)

    def _at_the_end(self, body: Json, listener: Listener) -> tuple[int, Said]:
        """An event comes again; what people do does not, so they are told."""
        if body.get("type") == "event_callback":
            return LATER, None
        at = answering.place(body)
        answer = answering.kindly(listener.words(at.who).busy(), at)
        self._beside.begin(listener.say(answer, at))
        return OK, answer.body

    def _late(self, task: asyncio.Task[tuple[int, Said]], body: Json, listener: Listener) -> tuple[int, Said]:
        """Slack waits no longer: an event comes again, a form stays, and any other answer follows when there is one."""
        if body.get("type") == "event_callback":
            return AGAIN, None
        at = answering.place(body)
        if at.stood is Stood.FORM:
            return OK, answering.kindly(listener.words(at.who).busy(), at).body
        if at.stood is Stood.COMMAND:
            self._beside.begin(_afterwards(task, listener, at))
        return OK, None


async def _authorize() -> AuthorizeResult:
    """Bolt insists on being told who we are; it never gets so far as to ask."""
    return AuthorizeResult(enterprise_id=None, team_id=None)


async def _afterwards(task: asyncio.Task[tuple[int, Said]], listener: Listener, at: Place) -> None:
    _, said = await task
    if said is not None:
        await listener.whisper(said, at)
