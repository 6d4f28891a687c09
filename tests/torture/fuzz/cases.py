"""Calls by number: twisted or not, signed rightly or not, in an envelope that is sound or not. Pure.

What a platform says, and how it proves that it says so, is its own: `Source`.
"""

import gzip
import zlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from tests.torture.fuzz.twist import MARK, mangled
from tests.torture.fuzz.wire import LARGEST, Case, Headers, Whose, request

HEALTH = ("/livez", "/readyz")
BOMB = gzip.compress(bytes(2**22))


@dataclass(frozen=True, slots=True)
class Source(ABC):
    """Where cases come from. `path`: where the bot hears; `agent`: who calls.

    `allowed`: what it may answer to a call that the platform did send; `again`: by which it asks to be told once more,
    as the platform then does. `labels`: content types that are none; `more`: headers that say too much.
    """

    seed: int
    path: ClassVar[str]
    agent: ClassVar[str]
    allowed: ClassVar[Collection[int]]
    again: ClassVar[Collection[int]]
    labels: ClassVar[Sequence[str]]
    more: ClassVar[Headers]

    def case(self, number: int) -> Case:
        """The case of this number: the same for the same seed and bodies, the time in its proof aside."""
        draw = Random(f"{self.seed}:{number}")
        make: Callable[[Source, Random], Case] = draw.choices(MAKERS, WEIGHTS)[0]
        return make(self, draw)

    def request(self, body: bytes, headers: Headers, *, line: str = "", length: str | None = "") -> bytes:
        """One request, to where the bot hears unless `line` says otherwise."""
        line = line or f"POST {self.path} HTTP/1.1"
        return request(body, [("User-Agent", self.agent), *headers], line=line, length=length)

    @abstractmethod
    def body(self, draw: Random, *, twist: float = 0.0) -> tuple[bytes, str]:
        """One call, and its content type. `twist`: how often it is another than it was."""

    @abstractmethod
    def proof(self, raw: bytes) -> Headers:
        """The headers that prove that the platform sent this."""

    @abstractmethod
    def forgery(self, raw: bytes, draw: Random) -> Headers:
        """Headers that prove nothing."""

    @abstractmethod
    def whose(self, raw: bytes) -> Whose:
        """What can be asked of the answer to this, rightly signed."""

    def proven(self, raw: bytes, kind: str) -> Headers:
        """The headers as the platform sends them."""
        return [*self.proof(raw), ("Content-Type", kind)]


# ── With a right proof ──


def as_it_was(source: Source, draw: Random) -> Case:
    """A real call once more."""
    raw, kind = source.body(draw)
    return Case("as it was", Whose.PLATFORM, source.request(raw, source.proven(raw, kind)))


def said(source: Source, draw: Random) -> Case:
    """A twisted call, rightly signed."""
    raw, kind = source.body(draw, twist=1)
    if draw.random() < 0.1:
        raw = mangled(raw, draw)
    return Case("said", source.whose(raw), source.request(raw, source.proven(raw, kind)))


MORE: Headers = [
    ("Cookie", f"{MARK}=1; ;=;"),
    ("Accept", "*/*;q=9"),
    ("X-Forwarded-For", f"::1, {MARK}"),
    ("Range", "bytes=9-1"),
    ("If-Modified-Since", MARK),
    ("Origin", "null"),
    ("X-" + "A" * 200, MARK * 500),
    ("Upgrade", "websocket"),
]


def mislabelled(source: Source, draw: Random) -> Case:
    """Rightly signed, with headers that say something else, or that say too much."""
    raw, _ = source.body(draw, twist=0.3)
    label: Headers = [("Content-Type", draw.choice(source.labels)) for _ in range(draw.choice([0, 1, 1, 1, 2]))]
    more = [draw.choice([*MORE, *source.more]) for _ in range(draw.choice([0, 1, 3]))]
    whose = source.whose(raw) if len(label) < 2 else Whose.ANYBODY  # HTTP knows no such request
    return Case("mislabelled", whose, source.request(raw, [*source.proof(raw), *label, *more]))


def long(source: Source, draw: Random) -> Case:
    """About as much as is read, or more."""
    raw, kind = source.body(draw)
    raw += b" " * (draw.choice([LARGEST - 1, LARGEST, LARGEST + 1, 2 * LARGEST]) - len(raw))
    return Case("long", source.whose(raw), source.request(raw, source.proven(raw, kind)), alone=True)


def squeezed(source: Source, draw: Random) -> Case:
    """A body that is said to be compressed: it is, it is not, it is cut off, it is a bomb."""
    raw, kind = source.body(draw)
    small = draw.choice([gzip.compress(raw, 1, mtime=0), zlib.compress(raw, 1), raw, BOMB])
    small = small[:-9] if draw.random() < 0.2 else small
    how = draw.choice(["gzip", "deflate", "br", "zstd", "identity", "gzip, gzip", MARK])
    headers = [*source.proven(draw.choice([raw, small]), kind), ("Content-Encoding", how)]
    return Case("squeezed", Whose.ANYBODY, source.request(small, headers), alone=True)


# ── With a wrong one ──


def forged(source: Source, draw: Random) -> Case:
    """A call that somebody else made up."""
    raw, kind = source.body(draw, twist=0.3)
    headers = [*source.forgery(raw, draw), ("Content-Type", kind)]
    return Case("forged", Whose.NOBODY, source.request(raw, headers))


# ── In an envelope of another kind ──

METHODS = ("GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POST", "CONNECT", "PROPFIND", MARK)
PATHS = (
    *("{0}", "{0}", "{0}", *HEALTH, "/", f"/{MARK}", "{0}/", "/{0}", "{0}?a=%00", "*", "//"),
    *("/" + "a" * 9_000, f"http://{MARK}{{0}}", "/\udcff", "/%", "{0}/../livez"),
)
VERSIONS = ("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9", "HTTP/9.9", MARK, "")


def health(source: Source, draw: Random) -> Case:
    """Somebody asks how the bot is."""
    line = f"{draw.choice(['GET', 'HEAD'])} {draw.choice(HEALTH)}{draw.choice(['', '?a=1', f'?{MARK}'])} HTTP/1.1"
    return Case("health", Whose.HEALTH, source.request(b"", [], line=line, length=None))


def elsewhere(source: Source, draw: Random) -> Case:
    """Another method, another path, another version."""
    raw, kind = source.body(draw)
    line = " ".join((draw.choice(METHODS), draw.choice(PATHS).format(source.path), draw.choice(VERSIONS)))
    made = source.request(raw, source.proven(raw, kind), line=line)
    return Case("elsewhere", Whose.ANYBODY, made, whole=False, alone=True)


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
            made = source.request(raw, proven, length=draw.choice(LENGTHS))
        case 1:
            made = source.request(raw, [*proven, ("Content-Length", draw.choice([*LENGTHS, all_of_it]))])
        case 2:
            made = source.request(raw[: draw.randrange(len(raw))], proven, length=all_of_it)
        case 3:
            made = source.request(
                raw + b"GET / HTTP/1.1\r\n\r\n", proven, length=draw.choice([all_of_it, str(len(raw) - 1)])
            )
        case 4:
            made = source.request(pieces, in_pieces, length=draw.choice([None, all_of_it]))
        case 5:
            made = source.request(chunks.replace(b"\r\n", b"\n"), in_pieces, length=None)
        case 6:
            made = source.request(
                raw, [*proven, ("Transfer-Encoding", draw.choice(CODINGS))], length=draw.choice([None, ""])
            )
        case 7:
            made = source.request(raw, [*proven, ("Expect", draw.choice(["100-continue", MARK]))])
        case _:
            made = source.request(raw, proven) * 3
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
    sound = source.request(raw, source.proven(raw, kind))
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
