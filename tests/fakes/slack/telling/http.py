"""Over HTTP: signed requests to the bot's request URL. Events are JSON, payloads and commands are forms."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from urllib.parse import urlencode

import aiohttp

from tests.fakes.clock import Clock
from tests.fakes.slack.telling.courier import Kind, Told
from tests.fakes.slack.things import App, Json

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def signed(secret: str, timestamp: str, body: bytes) -> str:
    """The signature v0 of a raw body (facts, slack.md, section 9)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


class OverHttp:
    """Posts to `url`. `headers` may change what is about to be sent, for signatures and timestamps that are wrong."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.url = ""
        self.headers: Callable[[dict[str, str]], dict[str, str]] | None = None
        self._app = app
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    async def tell(self, kind: Kind, body: Json, *, attempt: int, reason: str, patience: float) -> Told:
        """One request."""
        if not self.url:
            return Told("connection_failed")
        raw, content_type = form(kind, body)
        timestamp = str(int(self._clock.now().timestamp()))
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signed(self._app.signing_secret, timestamp, raw),
        }
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        if self.headers is not None:
            headers = self.headers(headers)
        try:
            async with (
                asyncio.timeout(patience),
                self._open().post(self.url, data=raw, headers=headers, max_redirects=2) as response,
            ):
                return await _told(response)
        except TimeoutError:
            return Told("http_timeout")
        except aiohttp.TooManyRedirects:
            return Told("too_many_redirects")
        except aiohttp.ClientSSLError:
            return Told("ssl_error")
        except (aiohttp.ClientConnectionError, OSError):
            return Told("connection_failed")
        except aiohttp.ClientError:
            return Told("unknown_error")

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def form(kind: Kind, body: Json) -> tuple[bytes, str]:
    """The bytes of a body, and their content type."""
    if kind is Kind.EVENT:
        return json.dumps(body).encode(), JSON
    fields = body if kind is Kind.COMMAND else {"payload": json.dumps(body)}
    return urlencode(fields).encode(), FORM


async def _told(response: aiohttp.ClientResponse) -> Told:
    raw = await response.read()
    stop = response.headers.get("x-slack-no-retry") == "1"
    if not 200 <= response.status < 300:
        return Told("http_error", raw, response.status, stop)
    if response.content_type != "application/json":
        words = raw.decode("utf-8", "replace")
        return Told("", {"text": words} if words else None, response.status, stop)
    try:
        return Told("", json.loads(raw) if raw else None, response.status, stop)
    except ValueError:
        return Told("invalid_json", raw, response.status, stop)
