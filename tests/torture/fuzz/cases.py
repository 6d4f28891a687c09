"""Calls by number: twisted or not, signed rightly or not, in an envelope that is sound or not. Pure."""

import gzip
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote_plus

from tests.fakes.slack.telling.courier import Kind
from tests.fakes.slack.telling.http import FORM, JSON, form, signed
from tests.torture.fuzz.twist import MARK, mangled, twisted, written
from tests.torture.fuzz.wire import EVENTS, LARGEST, Case, Headers, Whose, as_form, of, request

HEALTH = ("/livez", "/readyz")
BOMB = gzip.compress(bytes(2**22))
Body = tuple[Kind, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where cases come from: a seed, real calls, the secret, and what time it is (seconds since 1970)."""

    seed: int
    bodies: Sequence[Body]
    secret: str
    now: Callable[[], float]

    def case(self, number: int) -> Case:
        """The case of this number: the same for the same seed and bodies, its timestamp aside."""
        draw = Random(f"{self.seed}:{number}")
        make: Callable[[Source, Random], Case] = draw.choices(MAKERS, WEIGHTS)[0]
        return make(self, draw)

    def body(self, draw: Random, *, twist: float = 0.0) -> tuple[bytes, str]:
        """One call, and its content type. `twist`: how often it is another than it was."""
        kind, body = draw.choice(self.bodies)
        if draw.random() >= twist:
            return form(kind, body)
        value = twisted(body, [one for _, one in self.bodies], draw)
        if kind is Kind.EVENT:
            return written(value, draw), JSON
        if kind is Kind.INTERACTIVE:
            return b"payload=" + quote_plus(written(value, draw)).encode(), FORM
        return as_form(value, draw), FORM

    def proof(self, raw: bytes, *, age: float = 0.0, secret: str | None = None) -> tuple[str, str]:
        """The timestamp and the signature that prove that Slack sent this."""
        timestamp = str(int(self.now() - age))
        return timestamp, signed(self.secret if secret is None else secret, timestamp, raw)

    def proven(self, raw: bytes, kind: str) -> Headers:
        """The headers as Slack sends them."""
        return [*in_headers(*self.proof(raw)), ("Content-Type", kind)]


def in_headers(timestamp: str | None, signature: str | None) -> Headers:
    """A proof; None for what is left out."""
    found = (("X-Slack-Request-Timestamp", timestamp), ("X-Slack-Signature", signature))
    return [(name, value) for name, value in found if value is not None]


# ── With a right proof ──


def as_it_was(source: Source, draw: Random) -> Case:
    """A real call once more."""
    raw, kind = source.body(draw)
    return Case("as it was", Whose.SLACK, request(raw, source.proven(raw, kind)))


def said(source: Source, draw: Random) -> Case:
    """A twisted call, rightly signed."""
    raw, kind = source.body(draw, twist=1)
    if draw.random() < 0.1:
        raw = mangled(raw, draw)
    return Case("said", of(raw), request(raw, source.proven(raw, kind)))


LABELS = ("", "text/plain", "multipart/form-data", "application/json; charset=utf-16", "a/b/c;;", MARK)
MORE: Headers = [
    ("X-Slack-Retry-Num", "3"),
    ("X-Slack-Retry-Num", MARK),
    ("X-Slack-Retry-Num", "9" * 400),
    ("X-Slack-Retry-Reason", "http_timeout"),
    ("X-Slack-Bolt-Lazy-Only", "1"),
    ("X-Slack-Bolt-Lazy-Function-Name", "take"),
    ("Cookie", f"{MARK}=1; ;=;"),
    ("Accept", "*/*;q=9"),
    ("X-Forwarded-For", f"::1, {MARK}"),
    ("Range", "bytes=9-1"),
    ("If-Modified-Since", MARK),
    ("Origin", "null"),
    ("X-" + "A" * 200, MARK * 500),
    ("Authorization", f"Bearer {MARK}"),
    ("Upgrade", "websocket"),
]


def mislabelled(source: Source, draw: Random) -> Case:
    """Rightly signed, with headers that say something else, or that say too much."""
    raw, _ = source.body(draw, twist=0.3)
    label: Headers = [("Content-Type", draw.choice(LABELS)) for _ in range(draw.choice([0, 1, 1, 1, 2]))]
    more = [draw.choice(MORE) for _ in range(draw.choice([0, 1, 3]))]
    whose = of(raw) if len(label) < 2 else Whose.ANYBODY  # HTTP knows no such request
    return Case("mislabelled", whose, request(raw, [*in_headers(*source.proof(raw)), *label, *more]))


def long(source: Source, draw: Random) -> Case:
    """About as much as is read, or more."""
    raw, kind = source.body(draw)
    raw += b" " * (draw.choice([LARGEST - 1, LARGEST, LARGEST + 1, 2 * LARGEST]) - len(raw))
    return Case("long", of(raw), request(raw, source.proven(raw, kind)), alone=True)


def squeezed(source: Source, draw: Random) -> Case:
    """A body that is said to be compressed: it is, it is not, it is cut off, it is a bomb."""
    raw, kind = source.body(draw)
    small = draw.choice([gzip.compress(raw, 1, mtime=0), zlib.compress(raw, 1), raw, BOMB])
    small = small[:-9] if draw.random() < 0.2 else small
    how = draw.choice(["gzip", "deflate", "br", "zstd", "identity", "gzip, gzip", MARK])
    headers = [*source.proven(draw.choice([raw, small]), kind), ("Content-Encoding", how)]
    return Case("squeezed", Whose.ANYBODY, request(small, headers), alone=True)


# ── With a wrong one ──

NO_TIMES = (None, "", "0", "-1", "1e9", "9" * 300, "٣", MARK)
NO_SIGNATURES = (None, "", "v0=", "v0=" + "0" * 64, "v0=" + "é" * 64, "v0=" + "0" * 6_000, MARK)


def forged(source: Source, draw: Random) -> Case:
    """A call that somebody else made up."""
    raw, kind = source.body(draw, twist=0.3)
    when, right = source.proof(raw)
    proof: tuple[str | None, str | None]
    match draw.randrange(5):
        case 0:
            proof = draw.choice([*NO_TIMES, f"{when}.0", f" {when} 0"]), right
        case 1:
            proof = when, draw.choice(NO_SIGNATURES)
        case 2:
            proof = when, draw.choice([right[:-1], right + "0", right.replace("v0", "v1"), right[3:]])
        case 3:
            proof = source.proof(raw, secret=draw.choice(["", "another", source.secret.upper()]))
        case _:
            proof = source.proof(raw, age=draw.choice([310, 400, 10**6, -310, -(10**6)]))
    return Case("forged", Whose.NOBODY, request(raw, [*in_headers(*proof), ("Content-Type", kind)]))


# ── In an envelope of another kind ──

METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST", "CONNECT", "PROPFIND", MARK)
PATHS = (
    *(EVENTS, EVENTS, EVENTS, *HEALTH, "/", f"/{MARK}", f"{EVENTS}/", f"/{EVENTS}", f"{EVENTS}?a=%00", "*", "//"),
    *("/" + "a" * 9_000, f"http://{MARK}{EVENTS}", "/\udcff", "/%", "/slack/../livez"),
)
VERSIONS = ("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/9.9", MARK, "")


def health(_source: Source, draw: Random) -> Case:
    """Somebody asks how the bot is."""
    line = f"{draw.choice(['GET', 'HEAD'])} {draw.choice(HEALTH)}{draw.choice(['', '?a=1', f'?{MARK}'])} HTTP/1.1"
    return Case("health", Whose.HEALTH, request(b"", [], line=line, length=None))


def elsewhere(source: Source, draw: Random) -> Case:
    """Another method, another path, another version."""
    raw, kind = source.body(draw)
    line = " ".join((draw.choice(METHODS), draw.choice(PATHS), draw.choice(VERSIONS)))
    return Case("elsewhere", Whose.ANYBODY, request(raw, source.proven(raw, kind), line=line), whole=False, alone=True)


LENGTHS = ("0", "1", "-1", "+5", "٣", "1e3", "9" * 30, "7, 7", MARK, "")
CODINGS = ("gzip", "chunked, chunked", "identity", "chunked", MARK)


def misframed(source: Source, draw: Random) -> Case:
    """Another length than it has, pieces that are none, an end that does not come."""
    raw, kind = source.body(draw)
    proven, all_of_it = source.proven(raw, kind), str(len(raw))
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(raw), raw)
    pieces = draw.choice([chunks, chunks[:-5], chunks[:40], b"zz\r\n", b"-1\r\n\r\n", b"f" * 30 + b"\r\n"])
    in_pieces: Headers = [*proven, ("Transfer-Encoding", "chunked")]
    match draw.randrange(9):
        case 0:
            made = request(raw, proven, length=draw.choice(LENGTHS))
        case 1:
            made = request(raw, [*proven, ("Content-Length", draw.choice([*LENGTHS, all_of_it]))])
        case 2:
            made = request(raw[: draw.randrange(len(raw))], proven, length=all_of_it)
        case 3:
            made = request(raw + b"GET / HTTP/1.1\r\n\r\n", proven, length=draw.choice([all_of_it, str(len(raw) - 1)]))
        case 4:
            made = request(pieces, in_pieces, length=draw.choice([None, all_of_it]))
        case 5:
            made = request(chunks.replace(b"\r\n", b"\n"), in_pieces, length=None)
        case 6:
            made = request(raw, [*proven, ("Transfer-Encoding", draw.choice(CODINGS))], length=draw.choice([None, ""]))
        case 7:
            made = request(raw, [*proven, ("Expect", draw.choice(["100-continue", MARK]))])
        case _:
            made = request(raw, proven) * 3
    return Case("misframed", Whose.ANYBODY, made, whole=False, alone=True)


LINES = (
    *(b"no colon", b": no name", b"a b: c", b"A\0: b", b"X: \0", b" folded: x", b"\xff\xfe: \xff", b"Host:"),
    *(b"X:" + b"y" * 70_000, b"Cookie: \x7f", b"X: " + bytes(range(128, 255))),
    b"\r\n".join(b"X-%d: y" % number for number in range(3_000)),
)
HELLO_TLS = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"
NO_REQUESTS = (HELLO_TLS + bytes(range(256)), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET " + b"a" * 100_000, b"\0", b"")


def garbage(source: Source, draw: Random) -> Case:
    """Lines that are no headers, and bytes that are no lines."""
    raw, kind = source.body(draw)
    sound = request(raw, source.proven(raw, kind))
    head, _, rest = sound.partition(b"\r\n")
    match draw.randrange(8):
        case 0 | 1:
            made = b"\r\n".join((head, draw.choice(LINES), rest))
        case 2:
            made = head.replace(b" ", draw.choice([b"", b"  ", b"\t", b"\0"])) + b"\r\n" + rest
        case 3:
            made = sound.replace(b"\r\n", draw.choice([b"\n", b"\r"]))
        case 4:
            made = sound[: draw.randrange(400)]
        case 5:
            made = b"\r\n" * draw.choice([1, 900]) + sound
        case 6:
            made = draw.choice([*NO_REQUESTS, draw.randbytes(draw.choice([1, 64, 3_000]))])
        case _:
            made = mangled(sound, draw)
    return Case("garbage", Whose.ANYBODY, made, whole=False, alone=True)


MAKERS = (said, as_it_was, mislabelled, forged, health, elsewhere, misframed, garbage, squeezed, long)
WEIGHTS = (46, 6, 9, 14, 2, 6, 7, 5, 4, 1)
