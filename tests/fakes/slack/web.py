"""The server's side: the Web API, response_urls, the page that installs the app, and the WebSocket's address."""

import json
from base64 import b64decode
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from tests.fakes.faults import HTML, Breaking, Broken, Cut, Hang
from tests.fakes.slack import answers
from tests.fakes.slack.api import METHODS, apps
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.api.oauth import Installing
from tests.fakes.slack.faults import RESPONSE_URL, Call, Faults, Limited, Refuse
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.stage import Stage
from tests.fakes.slack.telling.socket import OverSocket
from tests.fakes.slack.things import Installation, Json

STATES = {"revoked": "token_revoked", "gone": "account_inactive"}


class Web:
    """Answers every request, and keeps it in `calls`, the faulty ones included."""

    def __init__(self, stage: Stage, socket: OverSocket, rates: Rates) -> None:
        self.calls: list[Call] = []
        self.faults = Faults()
        self.rates = rates
        self.breaking = Breaking(stage.changed)
        self.tells_scopes = True
        self.installing: Installing | None = None
        self._stage = stage
        self._socket = socket

    def routes(self, app: web.Application) -> None:
        """Put everything where Slack has it."""
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/actions/{id}", self._response_url)
        app.router.add_get("/oauth/v2/authorize", self._authorize)
        app.router.add_get("/link", self._socket.link)

    @property
    def hanging(self) -> int:
        """How many clients wait for nothing."""
        return self.breaking.hanging

    def close(self) -> None:
        """Whoever hangs is let go."""
        self.breaking.close()

    # ── What is asked ──

    async def _api(self, request: web.Request) -> web.StreamResponse:
        args, token = await _read(request)
        call = self._came(request.match_info["method"], args, token, request)
        return await self._answer(request, call, lambda: self._do(call))

    async def _response_url(self, request: web.Request) -> web.StreamResponse:
        raw = await request.text()
        body = _parsed(raw)
        id_ = request.match_info["id"]
        call = self._came(RESPONSE_URL, body if isinstance(body, dict) else {"": raw}, id_, request)

        def do() -> web.Response:
            try:
                answers.by_url(self._stage.world, self._stage.world.urls.get(id_), body)
            except Refused as refused:
                call.outcome, call.answer = refused.error, refused.answer()
                status = 404 if refused.error in ("expired_url", "used_url") else 400
                return web.json_response(call.answer, status=status)
            call.outcome, call.done = "ok", True
            return web.Response(text="ok")

        return await self._answer(request, call, do)

    async def _authorize(self, request: web.Request) -> web.StreamResponse:
        assert self.installing is not None, "nobody is there to install it"
        try:
            where = self.installing.authorize(dict(request.query))
        except Refused as refused:
            return web.Response(status=400, text=HTML.replace("Server Error", refused.error), content_type="text/html")
        return web.Response(status=302, headers={"Location": where})

    # ── What goes wrong ──

    async def _answer(self, request: web.Request, call: Call, do: Callable[[], web.Response]) -> web.StreamResponse:
        try:
            response = await self._or_fault(request, call, do)
            response.headers["Date"] = format_datetime(self._stage.world.clock.now(), usegmt=True)
            return response
        finally:
            self._stage.changed()

    async def _or_fault(self, request: web.Request, call: Call, do: Callable[[], web.Response]) -> web.StreamResponse:
        match self.faults.take(call.method):
            case Refuse(error, more):
                call.outcome, call.answer = error, {"ok": False, "error": error, **more}
                return web.json_response(call.answer)
            case Limited(retry_after):
                return _limited(call, retry_after)
            case Broken() | Cut() | Hang() as fault:
                return await self.breaking.answer(fault, request, call, do)
            case None:
                retry_after = self._too_many(call)
                return do() if retry_after is None else _limited(call, retry_after)

    def _too_many(self, call: Call) -> str | None:
        if call.method == RESPONSE_URL:
            return None
        app = self._of_token(call.token)
        workspace = app.workspace.id if app is not None else ""
        if call.method == "chat.postMessage":
            return self.rates.message(str(call.args.get("channel")), workspace)
        if call.method in METHODS:
            return self.rates.method(call.method, METHODS[call.method].tier, workspace)
        tiers = {"apps.connections.open": 1, "apps.manifest.export": 3}
        return self.rates.method(call.method, tiers.get(call.method, 4), workspace)

    # ── What is done ──

    def _came(self, method: str, args: Json, token: str, request: web.Request) -> Call:
        headers = {name: value for name, value in request.headers.items() if name != "Authorization"}
        call = Call(method, args, token, self._stage.world.clock.now(), headers)
        self.calls.append(call)
        return call

    def _do(self, call: Call) -> web.Response:
        headers = {}
        try:
            app = self._allowed(call)
            if app is not None and self.tells_scopes:
                headers["x-oauth-scopes"] = ",".join(sorted(app.scopes))
            call.answer = {"ok": True, **self._done(call, app)}
            call.outcome, call.done = "ok", True
        except Refused as refused:
            call.outcome, call.answer = refused.error, refused.answer()
        return web.json_response(call.answer, headers=headers)

    def _done(self, call: Call, app: Installation | None) -> Json:
        stage = self._stage
        if call.method == "apps.connections.open":
            ticket = self._socket.ticket()
            return {"url": f"{stage.address.replace('http', 'ws', 1)}/link?ticket={ticket}&app_id={stage.world.app.id}"}
        if call.method == "oauth.v2.access":
            assert self.installing is not None, "nobody installed it"
            return self.installing.access(call.args)
        if call.method == "auth.test" and app is None:
            return apps.itself(stage.world)
        context = Context(stage.world, stage.events, call.args, app, stage.address)
        if call.method == "apps.manifest.export":
            return apps.export(context)
        method = METHODS[call.method]
        if method.scopes:
            context.needs(*method.scopes)
        return method.do(context)

    def _allowed(self, call: Call) -> Installation | None:
        """Who asks. Raises Refused for methods that are not, and tokens that are not good for them."""
        token, app_token = call.token, self._stage.world.app.token
        if call.method == "oauth.v2.access":
            return None
        config_token = self._stage.world.app.config_token
        for method, good in (("apps.connections.open", app_token), ("apps.manifest.export", config_token)):
            if call.method == method:
                if token == good:
                    return None
                known = token in (app_token, config_token) or self._of_token(token) is not None
                raise Refused("not_allowed_token_type" if known else _no_token(token))
        if call.method not in METHODS:
            raise Refused("unknown_method", req_method=call.method)
        if token == app_token and call.method == "auth.test":
            return None
        if token in (app_token, config_token):
            raise Refused("not_allowed_token_type")
        app = self._of_token(token)
        if app is None:
            raise Refused(_no_token(token))
        if app.state in STATES:
            raise Refused(STATES[app.state])
        return app

    def _of_token(self, token: str) -> Installation | None:
        return next((one for one in self._stage.world.installations if one.token == token), None)


def _no_token(token: str) -> str:
    return "invalid_auth" if token else "not_authed"


def _limited(call: Call, retry_after: str | None) -> web.Response:
    call.outcome, call.answer = "ratelimited", {"ok": False, "error": "ratelimited"}
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return web.json_response(call.answer, status=429, headers=headers)


async def _read(request: web.Request) -> tuple[Json, str]:
    """The arguments from query, form or JSON, and the token."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = _parsed(await request.text())
        args |= body if isinstance(body, dict) else {}
    elif request.method == "POST":
        args |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    if kind == "Basic":
        args["client_id"], _, args["client_secret"] = b64decode(secret).decode().partition(":")
        secret = ""
    return args, secret or str(args.pop("token", ""))


def _parsed(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
