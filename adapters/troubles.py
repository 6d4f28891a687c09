"""What becomes of calls that a platform did not do, as the port's results: the same for all that are reached by HTTP.

Three questions decide: did a byte leave, did the platform answer in its own words, and can whoever runs the bot mend
it? What a platform's own words mean is its adapter's.
"""

import math
from collections.abc import Mapping
from types import MappingProxyType

import aiohttp

from bot.ports import Busy, Later, Undeliverable, Unknown

Trouble = Later | Undeliverable | Unknown

CURELESS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
"""What would fail the same way however often a platform told it: a mistake of ours, or of whoever sent it."""

SOON = 5.0
"""Seconds until a connection that could not be made is tried again."""

WAIT_UNSAID = 30.0
"""Seconds to wait where a platform says "too many" and not for how long."""

LONGEST_WAIT = 3_600.0
MENDED_WITHIN = 300.0
"""Seconds between two looks whether a token that a platform refuses was mended."""


class NotTold(OSError):
    """A platform could not be asked, or refused; `trouble` says what came of the call, `error` what it was named.

    `headers`: those of the answer, by their names in small letters; none where there was no answer.
    """

    def __init__(self, trouble: Trouble, error: str = "", headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(error or type(trouble).__name__)
        self.trouble = trouble
        self.error = error
        self.headers = headers


def broken_off(problem: Exception, platform: str) -> Later | Unknown:
    """What a call came to that was not answered, or not in any way that makes sense. `platform`: as people call it."""
    match problem:
        # The connection was never made, so that no byte left: no name, nobody there, no agreement on a cipher.
        case aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.ClientHttpProxyError():
            return Later(SOON)
        case TimeoutError():
            return Unknown(f"{platform} did not answer in time")
        case aiohttp.ClientConnectionError() | ConnectionError():
            return Unknown("the connection was cut")
        case _:
            return Unknown(f"what {platform} answered made no sense")


def surely_not(trouble: Trouble) -> Later | Undeliverable:
    """The same of a call that came before the message: whatever became of it, the message did not leave."""
    return Later(SOON) if isinstance(trouble, Unknown) else trouble


def again_in(problem: NotTold | Busy) -> float | None:
    """Seconds after which it is worth asking once more what changes nothing; None where no asking helps."""
    trouble = problem.trouble if isinstance(problem, NotTold) else Later(SOON)
    match trouble:
        case Later():
            return trouble.seconds
        case Unknown():
            return SOON
    return None


def asked_to_wait(headers: object, unsaid: float = WAIT_UNSAID) -> float:
    """How long an answer asks to wait: a `Retry-After` in seconds, whatever the case of its name."""
    said = {str(name).lower(): value for name, value in headers.items()} if isinstance(headers, Mapping) else {}
    try:
        seconds = float(said.get("retry-after", unsaid))
    except (TypeError, ValueError):
        return unsaid
    return min(max(seconds, 0.0), LONGEST_WAIT) if math.isfinite(seconds) else unsaid
