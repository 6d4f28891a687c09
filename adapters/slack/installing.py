"""Installing: a workspace that wants the bot presses one link, agrees on Slack's own page, and comes back with a code.

The code is taken for a token (docs.slack.dev/authentication/installing-with-oauth), which is sealed and kept. Whoever
comes back is the one who set out: a mark of ours travels along, in the address and in a cookie. Only workspaces that
app.yaml names may have the bot; it is taken out of any other at once.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode, urljoin

import structlog
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.reading import Json, maybe
from adapters.slack import install_page
from adapters.slack.asking import WhoWeAre, who_we_are
from adapters.slack.calls import answer_to
from adapters.slack.manifest import BACK_PATH
from adapters.slack.reading import PLATFORM
from adapters.slack.scopes import SCOPES
from adapters.slack.tokens import Seals
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Installed
from adapters.troubles import NotTold
from bot.chat.wording import Words
from bot.ports import Clock
from bot.taking_in import NotPossible

log = structlog.get_logger()

INSTALL_PATH = "/slack/install"
COOKIE = "__Host-earshot-install"
GOOD_FOR = 600
"""Seconds from setting out to coming back."""


@dataclass(frozen=True, slots=True)
class App:
    """The app, as Slack knows it. `workspaces`: those that may have it; `shared`: rooms of several companies too."""

    client_id: str
    client_secret: str
    workspaces: frozenset[str]
    shared: bool


class Refused(Exception):
    """It is not installed. `why`: in words for whoever tried."""

    def __init__(self, status: HTTPStatus, why: str, error: str) -> None:
        super().__init__(error)
        self.status = status
        self.why = why


class Installing:
    """Two routes on the one web server."""

    def __init__(
        self,
        app: App,
        client: Callable[[str | None], AsyncWebClient],
        *,
        workspaces: Installed,
        seals: Seals,
        words: Words,
        clock: Clock,
        begun: Callable[[Workspace], None],
    ) -> None:
        """`client`: one with this token. `begun`: called with each workspace that has the bot from now on."""
        self._app = app
        self._client = client
        self._workspaces = workspaces
        self._seals = seals
        self._words = words
        self._clock = clock
        self._begun = begun
        self._slack = client(None)

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.router.add_get(INSTALL_PATH, self._set_out)
        app.router.add_get(BACK_PATH, self._come_back)

    async def _set_out(self, _: web.Request) -> web.Response:
        """On to Slack's own page, which says what the bot asks for."""
        mark = self._seals.stamp(secrets.token_urlsafe(16))
        # Which of them may be refused stands in the app's manifest.
        asked = {"client_id": self._app.client_id, "scope": ",".join(sorted(SCOPES)), "state": mark}
        page = urljoin(self._slack.base_url, "../oauth/v2/authorize")
        response = web.Response(status=HTTPStatus.FOUND, headers={"Location": f"{page}?{urlencode(asked)}"})
        response.headers["Cache-Control"] = "no-store"
        # Lax, not Strict: they come back from another site.
        response.set_cookie(COOKIE, mark, max_age=GOOD_FOR, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    async def _come_back(self, request: web.Request) -> web.Response:
        try:
            who = await self._install(request)
        except Refused as refused:
            log.warning("not_installed", platform=PLATFORM, error=str(refused))
            page = install_page.failed(self._words, refused.why, again=INSTALL_PATH)
            response = install_page.response(page, refused.status)
        else:
            log.info("installed", platform=PLATFORM, workspace=who.us.team)
            response = install_page.response(install_page.done(self._words, who), HTTPStatus.OK)
        response.del_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
        return response

    async def _install(self, request: web.Request) -> WhoWeAre:
        words, asked = self._words, request.query
        if not self._is_who_set_out(request):
            raise Refused(HTTPStatus.BAD_REQUEST, words.install_too_late(), "no mark of ours")
        if "error" in asked or not asked.get("code"):
            raise Refused(HTTPStatus.BAD_REQUEST, words.install_cancelled(), "cancelled")
        said = await self._taken(asked["code"])
        token = str(said.get("access_token") or "")
        team = str(maybe(said, "team").get("id") or "")
        if said.get("is_enterprise_install") is True:
            await self._take_out(token)
            raise Refused(HTTPStatus.BAD_REQUEST, words.install_not_for_all(), "for a whole organisation")
        if team not in self._app.workspaces:
            await self._take_out(token)
            raise Refused(HTTPStatus.FORBIDDEN, words.install_not_here(), f"not a workspace of app.yaml: {team[:20]}")
        try:
            who = await who_we_are(self._client(token), shared=self._app.shared, variable="oauth.v2.access")
            if who.us.team != team:
                raise NotPossible("the token is another workspace's")
            at, name = who.at or self._clock.now(), who.name[:80]
            kept = self._workspaces.put(who.us, token=token, name=name, app=who.app, bot=who.bot, at=at)
            self._begun(await kept)
        except Exception as trouble:  # Slack's or the store's: it is installed there, and once more is no harm
            error = type(trouble).__name__
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, words.install_trouble(), error) from trouble
        return who

    def _is_who_set_out(self, request: web.Request) -> bool:
        mark, carried = request.query.get("state", ""), request.cookies.get(COOKIE, "")
        same = hmac.compare_digest(mark.encode("utf-8", "replace"), carried.encode("utf-8", "replace"))
        return bool(mark) and same and self._seals.is_stamp(mark, seconds=GOOD_FOR)

    async def _taken(self, code: str) -> Json:
        """What Slack gives for a code. Raises Refused."""
        app = self._app
        # In the form: the SDK's own way puts it into a header that aiohttp builds by a way it gives up.
        proof = {"client_id": app.client_id, "client_secret": app.client_secret, "code": code}
        try:
            return await answer_to(self._slack.api_call("oauth.v2.access", data=proof))
        except NotTold as problem:
            error = problem.error or "no answer"
            raise Refused(HTTPStatus.BAD_GATEWAY, self._words.install_trouble(), error) from problem

    async def _take_out(self, token: str) -> None:
        """The bot leaves a workspace that is not to have it; best effort, since it keeps no token of it anyway."""
        app = self._app
        proof = {"client_id": app.client_id, "client_secret": app.client_secret}
        try:
            await answer_to(self._client(token).api_call("apps.uninstall", data=proof))
        except NotTold as problem:
            log.warning("not_taken_out", platform=PLATFORM, error=problem.error or "no answer")
