"""Slack's calls, and its proof that they are its own. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar
from urllib.parse import quote_plus

from tests.fakes.slack.telling.courier import Kind
from tests.fakes.slack.telling.http import FORM, JSON, form, signed
from tests.torture.fuzz.cases import Source
from tests.torture.fuzz.twist import MARK, twisted, written
from tests.torture.fuzz.wire import LARGEST, Headers, Whose, as_form

EVENTS = "/slack/events"
NO_TIMES = (None, "", "0", "-1", "1e9", "9" * 300, "٣", MARK)
NO_SIGNATURES = (None, "", "v0=", "v0=" + "0" * 64, "v0=" + "é" * 64, "v0=" + "0" * 6_000, MARK)
Body = tuple[Kind, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SlackSource(Source):
    """Real calls, the secret, and what time it is (seconds since 1970)."""

    bodies: Sequence[Body]
    secret: str
    now: Callable[[], float]

    path = EVENTS
    agent = "Slackbot 1.0"
    allowed = (200, 401)
    """401: of another workspace, or of another app. Anything else, and Slack would say it again."""

    again = ()
    labels = ("", "text/plain", "multipart/form-data", "application/json; charset=utf-16", "a/b/c;;", MARK)
    more: ClassVar[Headers] = [
        ("X-Slack-Retry-Num", "3"),
        ("X-Slack-Retry-Num", MARK),
        ("X-Slack-Retry-Num", "9" * 400),
        ("X-Slack-Retry-Reason", "http_timeout"),
        ("X-Slack-Bolt-Lazy-Only", "1"),
        ("X-Slack-Bolt-Lazy-Function-Name", "take"),
        ("Authorization", f"Bearer {MARK}"),
    ]

    def body(self, draw: Random, *, twist: float = 0.0) -> tuple[bytes, str]:
        kind, body = draw.choice(self.bodies)
        if draw.random() >= twist:
            return form(kind, body)
        value = twisted(body, [one for _, one in self.bodies], draw)
        if kind is Kind.EVENT:
            return written(value, draw), JSON
        if kind is Kind.INTERACTIVE:
            return b"payload=" + quote_plus(written(value, draw)).encode(), FORM
        return as_form(value, draw), FORM

    def proof(self, raw: bytes) -> Headers:
        return in_headers(*self._proof(raw))

    def forgery(self, raw: bytes, draw: Random) -> Headers:
        when, right = self._proof(raw)
        match draw.randrange(5):
            case 0:
                return in_headers(draw.choice([*NO_TIMES, f"{when}.0", f" {when} 0"]), right)
            case 1:
                return in_headers(when, draw.choice(NO_SIGNATURES))
            case 2:
                return in_headers(when, draw.choice([right[:-1], right + "0", right.replace("v0", "v1"), right[3:]]))
            case 3:
                return in_headers(*self._proof(raw, secret=draw.choice(["", "another", self.secret.upper()])))
            case _:
                return in_headers(*self._proof(raw, age=draw.choice([310, 400, 10**6, -310, -(10**6)])))

    def whose(self, raw: bytes) -> Whose:
        """Slack sends UTF-8, and no more of it than fits."""
        if len(raw) > LARGEST:
            return Whose.ANYBODY
        try:
            raw.decode()
        except UnicodeDecodeError:
            return Whose.NOBODY
        return Whose.PLATFORM

    def _proof(self, raw: bytes, *, age: float = 0.0, secret: str | None = None) -> tuple[str, str]:
        """The timestamp and the signature."""
        timestamp = str(int(self.now() - age))
        return timestamp, signed(self.secret if secret is None else secret, timestamp, raw)


def in_headers(timestamp: str | None, signature: str | None) -> Headers:
    """A proof; None for what is left out."""
    found = (("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", signature))
    return [(name, value) for name, value in found if value is not None]
