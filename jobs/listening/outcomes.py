"""What comes of a fetch: a body, nothing new, or a failure with its reason."""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import aiohttp

from bot.domain.health import Trouble


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that is new to us.

    `url` is where it was found in the end, `permanent` the furthest address that 301 and 308 alone led to, `digest` the
    SHA-256 of the body in hex, `wait` how long the server calls it fresh. `headers` have lower-case names.
    """

    body: bytes
    url: str
    headers: Mapping[str, str]
    etag: str | None
    modified: str | None
    digest: str
    permanent: str | None
    wait: timedelta | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing new: the server said so, or its ETag or body is the one we know."""

    etag: str | None
    modified: str | None
    wait: timedelta | None
    permanent: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """No body: what the trouble is, with words for the log, and how long the server wants to be left alone."""

    trouble: Trouble
    status: int | None
    wait: timedelta | None
    detail: str


def trouble_of(status: int) -> Trouble:
    """The trouble behind a status that brings no body (RFC 9110 section 15)."""
    match status:
        case 401 | 403:
            return Trouble.REFUSED
        case 404:
            return Trouble.NOT_FOUND
        case 410:
            return Trouble.GONE
        case 429:
            return Trouble.TOO_MANY
        case _:
            return Trouble.SERVER


def no_answer(error: Exception) -> Failed:
    """What it was that went wrong below HTTP."""
    match error:
        case aiohttp.ClientConnectorError(os_error=PermissionError(errno=errno.EACCES)):
            trouble = Trouble.PRIVATE_ADDRESS
        case aiohttp.ClientConnectorError(os_error=PermissionError(errno=errno.EPERM)):
            trouble = Trouble.BAD_ADDRESS
        case aiohttp.ClientOSError() | aiohttp.ServerDisconnectedError():
            trouble = Trouble.NO_CONNECTION
        case aiohttp.ClientPayloadError(__cause__=aiohttp.http_exceptions.ContentEncodingError()):
            trouble = Trouble.UNREADABLE
        case aiohttp.ClientResponseError():
            trouble = Trouble.SERVER  # what it said was not HTTP
        case aiohttp.InvalidURL() | UnicodeError():
            trouble = Trouble.BAD_ADDRESS
        case _:
            trouble = Trouble.NO_CONNECTION
    said = "".join(character if character.isprintable() else " " for character in str(error))
    return Failed(trouble, None, None, f"{type(error).__name__}: {said}"[:200])
