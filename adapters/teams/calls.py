"""One call over HTTP, and what was answered: read as far as an answer may be long, and never a reason for an error."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from adapters.reading import Json

ANSWERS_WITHIN = 8.0
"""Seconds Teams has to answer: less than delivery waits, so that it is told what came of a call."""

CONNECTS_WITHIN = 4.0
LONGEST = 1_048_576
"""Bytes of an answer that are read: a team of a thousand channels is told in less."""

PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Answered:
    """`headers`: by their names in small letters. `body`: an object, or an empty one where the answer is no JSON.

    What came may be a token, so none of it is shown.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: Json = field(repr=False)

    @property
    def went_well(self) -> bool:
        """What was asked for is done."""
        return 200 <= self.status < 300


async def call(
    session: aiohttp.ClientSession,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: Json | None = None,
    form: Mapping[str, str] | None = None,
    within: float = ANSWERS_WITHIN,
) -> Answered:
    """Ask once, and follow no redirection: what we send is for nobody else. `url`: quoted already.

    Raises what aiohttp does, and TimeoutError; ValueError where the answer is longer than any is.
    """
    about: dict[str, Any] = {"data": form}
    if body is not None:
        # In UTF-8: escaped, a card in Greek would be three times as long for whoever counts bytes on the way.
        about = {"data": json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")}
        headers = {**headers, "Content-Type": "application/json; charset=utf-8"}
    # Who waits in vain for a free connection has sent nothing, as who gets none has not.
    timeout = aiohttp.ClientTimeout(total=within, connect=min(within, CONNECTS_WITHIN))
    async with session.request(
        method, URL(url, encoded=True), headers=headers, timeout=timeout, allow_redirects=False, **about
    ) as response:
        raw = bytearray()
        async for piece in response.content.iter_chunked(PIECE):
            raw += piece
            if len(raw) > LONGEST:
                raise ValueError("more than is read")
        known = {name.lower(): value for name, value in response.headers.items()}
        return Answered(response.status, known, _object(bytes(raw)))


def _object(raw: bytes) -> Json:
    """An object of JSON; an empty one for anything else, such as the page of a gateway."""
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}
