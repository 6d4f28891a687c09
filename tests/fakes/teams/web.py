"""The server's side: the Connector, Entra and the OpenID documents, at the paths they have in life."""

import json
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any

from aiohttp import web

from tests.fakes.faults import Breaking, Broken, Cut, Hang
from tests.fakes.teams.connector import Connector
from tests.fakes.teams.entra import Entra, discovery, jwks, metadata
from tests.fakes.teams.faults import Call, Fault, Faults, Limited, Refuse
from tests.fakes.teams.rates import Rates
from tests.fakes.teams.refusal import WORDS, Refused, Unauthorized
from tests.fakes.teams.signing import Keys
from tests.fakes.teams.stage import Stage
from tests.fakes.teams.things import Json

Do = Callable[[Call], tuple[int, Any]]

V3 = "/{region:emea|amer|apac|teams}{tenant:(/[^/]+)?}/v3"
CONVERSATION = V3 + "/conversations/{conversation}"
LIMITED = {412: "PreconditionFailed", 429: "Throttled", 503: "ServiceUnavailable"}


class Web:
    """Answers every request, and keeps it in `calls`, the faulty ones included."""

    def __init__(self, stage: Stage, keys: Keys, rates: Rates, entra: Entra) -> None:
        self.calls: list[Call] = []
        self.faults = Faults()
        self.rates = rates
        self.keys = keys
        self.connector = Connector(stage.world)
        self.entra = entra
        self.breaking = Breaking(stage.changed)
        self._stage = stage

    def routes(self, app: web.Application) -> None:
        """Put everything where it is in life; regions of the Connector are the first part of its paths."""
        connector = self.connector
        for method, path, operation, do in (
            ("POST", V3 + "/conversations", "create", connector.create),
            ("POST", CONVERSATION + "/activities", "send", connector.send),
            ("POST", CONVERSATION + "/activities/{activity}", "send", connector.send),
            ("PUT", CONVERSATION + "/activities/{activity}", "update", connector.update),
            ("DELETE", CONVERSATION + "/activities/{activity}", "delete", connector.delete),
            ("GET", CONVERSATION + "/{paged:paged}members", "members", connector.members),
            ("GET", CONVERSATION + "/members", "members", connector.members),
            ("GET", CONVERSATION + "/members/{member}", "member", connector.member),
            ("GET", V3 + "/teams/{conversation}", "team", connector.team),
            ("GET", V3 + "/teams/{conversation}/conversations", "channels", connector.channels),
        ):
            app.router.add_route(method, path, self._handler(operation, self._let_in(do)))
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._handler("token", self._token))
        for path in ("/metadata/identity/oauth2/token", "/msi/token"):
            app.router.add_get(path, self._handler("identity", self._identity))
        app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", self._handler("discovery", self._tenant))
        app.router.add_get("/v1/.well-known/openidconfiguration", self._handler("metadata", self._metadata))
        app.router.add_get("/v1/.well-known/keys", self._handler("keys", lambda _: (200, jwks(self.keys))))

    # ── What is asked ──

    def _handler(self, operation: str, do: Do) -> Callable[[web.Request], Any]:
        async def handle(request: web.Request) -> web.StreamResponse:
            call = await self._came(operation, request)
            try:
                response = await self._or_fault(request, call, do)
                response.headers["Date"] = format_datetime(self._stage.world.clock.now(), usegmt=True)
                return response
            finally:
                self._stage.changed()

        return handle

    async def _came(self, operation: str, request: web.Request) -> Call:
        args = dict(request.query) | await _body(request)
        path = dict(request.match_info)
        conversation = path.get("conversation", "")
        if operation == "create":
            conversation = json.dumps(args.get("channelData") if args.get("isGroup") else args.get("members"))
        headers = {name: value for name, value in request.headers.items() if name != "Authorization"}
        token = request.headers.get("Authorization", "").partition("Bearer ")[2]
        call = Call(operation, conversation, path, args, token, self._stage.world.clock.now(), headers)
        self.calls.append(call)
        return call

    def _let_in(self, do: Do) -> Do:
        def asked(call: Call) -> tuple[int, Any]:
            if not self.entra.good(call.token):
                raise Unauthorized
            return do(call)

        return asked

    def _token(self, call: Call) -> tuple[int, Json]:
        return 200, self.entra.token(call.path["tenant"], call.args)

    def _identity(self, call: Call) -> tuple[int, Json]:
        return 200, self.entra.identity(call.args, call.headers)

    def _tenant(self, call: Call) -> tuple[int, Json]:
        return 200, discovery(call.path["tenant"])

    def _metadata(self, call: Call) -> tuple[int, Json]:
        return 200, metadata(self._stage.address)

    # ── What goes wrong ──

    async def _or_fault(self, request: web.Request, call: Call, do: Do) -> web.StreamResponse:
        match self._fault(call):
            case Refuse(status, code, headers):
                return _refused(call, status, code, headers)
            case Limited(retry_after, status):
                return _limited(call, retry_after, status)
            case Broken() | Cut() | Hang() as fault:
                return await self.breaking.answer(fault, request, call, lambda: self._do(call, do))
            case None:
                of_connector = "region" in call.path
                wait = self.rates.call(call.operation, call.conversation) if of_connector else None
                return self._do(call, do) if wait is None else _limited(call, wait, 429)

    def _fault(self, call: Call) -> Fault | None:
        says = call.operation == "send" or (call.operation == "create" and call.args.get("activity"))
        return (self.faults.take("message") if says else None) or self.faults.take(call.operation)

    def _do(self, call: Call, do: Do) -> web.Response:
        try:
            status, call.answer = do(call)
        except Refused as refused:
            call.outcome, call.answer = refused.code, refused.body
            return web.json_response(refused.body, status=refused.status)
        call.outcome, call.done = "ok", True
        return web.Response(status=status) if call.answer is None else web.json_response(call.answer, status=status)


def _refused(call: Call, status: int, code: str, headers: dict[str, str]) -> web.Response:
    call.outcome, call.answer = code, {"error": {"code": code, "message": WORDS.get(code, code)}}
    return web.json_response(call.answer, status=status, headers=headers)


def _limited(call: Call, retry_after: str | None, status: int) -> web.Response:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return _refused(call, status, LIMITED.get(status, str(status)), headers)


async def _body(request: web.Request) -> Json:
    """Form or JSON; what is neither is an empty body."""
    if request.content_type == "application/x-www-form-urlencoded":
        return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
