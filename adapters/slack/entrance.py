"""The door for Slack's calls over HTTP: who cannot prove to be Slack is turned away, and nothing of it is read.

The proof is a signature of the raw bytes with a secret that only Slack and this bot know, and a time not long ago
(docs.slack.dev/authentication/verifying-requests-from-slack). Its form is looked at first: the library that checks it
breaks on what is no number or no ASCII.
"""

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier

from adapters.slack.manifest import EVENTS_PATH
from adapters.slack.reading import PLATFORM

log = structlog.get_logger()

TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
RETRY = "X-Slack-Retry-Num"
SECONDS = re.compile(r"[0-9]{1,12}")
SIGNED = re.compile(r"v0=[0-9a-f]{64}")
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Entrance:
    """One route on the one web server."""

    def __init__(self, secret: str, dispatch: Dispatch) -> None:
        self._verifier = SignatureVerifier(secret)
        self._dispatch = dispatch

    def attach(self, app: web.Application) -> None:
        """Add the route."""
        app.router.add_post(EVENTS_PATH, self._come)

    async def _come(self, request: web.Request) -> web.Response:
        raw = await request.read()
        if not self.is_slack(raw, request.headers):
            log.warning("not_slack", platform=PLATFORM)
            return web.Response(status=401, text="This is for Slack alone.\n")
        try:
            asked = bolt_request(read(raw.decode()), request.headers.get(RETRY))
        except Exception as mistake:  # noqa: BLE001 - bolt reads it in many ways, and it will never make sense
            log.warning("slack_made_no_sense", platform=PLATFORM, error=type(mistake).__name__)
            return web.Response()
        answer = await self._dispatch(asked)
        # Most answers are a status and no more, for which nothing has to be put together.
        return await to_aiohttp_response(answer) if answer.body else web.Response(status=answer.status)

    def is_slack(self, raw: bytes, headers: Mapping[str, str]) -> bool:
        """Whether Slack sent these bytes within the last five minutes."""
        timestamp, signature = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
        if not SECONDS.fullmatch(timestamp) or not SIGNED.fullmatch(signature):
            return False
        try:
            return self._verifier.is_valid(raw, timestamp, signature)
        except UnicodeDecodeError:  # Slack sends UTF-8
            return False


def bolt_request(body: object, tried: object) -> AsyncBoltRequest:
    """A body that was read, as bolt takes it. Raises TypeError for one that makes no sense.

    `tried`: how often Slack told it before, as Slack says; None where it does not.
    """
    if not isinstance(body, dict) or not isinstance(body.get("event", {}), dict):
        raise TypeError("it is no object")
    return Asked(body, {} if tried is None else {RETRY.lower(): [str(tried)]})


class Asked(AsyncBoltRequest):
    """What bolt is asked, and nothing else: by itself it would look through each body for all whom it names.

    Listeners of bolt's would want that; there are none.
    """

    def __init__(self, body: dict[str, Any], headers: dict[str, Sequence[str]]) -> None:
        """`headers`: by their names in small letters."""
        self.raw_body = ""
        self.body = body
        self.query = {}
        self.headers = headers
        self.content_type = None
        self.context = AsyncBoltContext()
        self.lazy_only = False
        self.lazy_function_name = None
        self.mode = "socket_mode"


def read(body: str) -> object:
    """What stands in a body. Raises ValueError or RecursionError.

    bolt takes every form in which the word "payload" stands for an interaction, and a command with that word in it for
    nothing at all.
    """
    if body.lstrip().startswith("{"):
        return json.loads(body)
    fields = dict(parse_qsl(body, keep_blank_values=True))
    return json.loads(fields["payload"]) if "payload" in fields else fields
