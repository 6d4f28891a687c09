"""Health of a source: what goes wrong when we listen, when to ask again, and when a feed has moved for good."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing was heard. Every failed look at a feed or a page is exactly one of these."""

    BAD_ADDRESS = "bad_address"
    PRIVATE_ADDRESS = "private_address"
    NO_CONNECTION = "no_connection"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    REFUSED = "refused"  # 401, 403
    NOT_FOUND = "not_found"  # 404
    GONE = "gone"  # 410
    TOO_MANY = "too_many"  # 429
    SERVER = "server"  # 5xx, and every other answer that is no answer
    UNREADABLE = "unreadable"  # the parser raised, or was stopped
    NOT_A_FEED = "not_a_feed"
    NOT_A_PAGE = "not_a_page"
    SAME_FEED = "same_feed"  # a feed that another source listens to


NOTHING = timedelta(0)
LEAST = timedelta(minutes=15)
MOST = timedelta(hours=24)
MOST_ON_REQUEST = timedelta(days=7)
JITTER = 0.1
AGREEING_DAYS = 3


def next_interval(
    *,
    every: timedelta | None = None,
    max_age: timedelta | None = None,
    ttl: timedelta | None = None,
    retry_after: timedelta | None = None,
    errors: int = 0,
    jitter: float = 0.0,
) -> timedelta:
    """How long to wait before asking a source again.

    As often as the settings say (`every`; 15 minutes where they say nothing). `max_age` and `ttl` lengthen it up to a
    day, `retry_after` up to seven days. Each of `errors` in a row doubles it, up to a day. How much a source has to say
    changes nothing: a quiet one answers "unchanged" at next to no cost, and its one entry a month should not be late.

    `jitter`, between -1 and 1, moves the result by up to a tenth, so that sources do not march in step; it never takes
    it below what the settings or the server asked for.
    """
    least = max(every or LEAST, timedelta(minutes=1))
    most = max(MOST, least)
    interval = min(least * 2 ** min(max(errors, 0), 12), most)

    wished = min(max(max_age or NOTHING, ttl or NOTHING), MOST)
    ordered = min(retry_after or NOTHING, MOST_ON_REQUEST)
    asked = max(least, wished, ordered)
    most = max(most, ordered)
    interval = max(interval, asked)

    shift = interval * (JITTER * _clamp_number(jitter))
    if not asked <= interval + shift <= most:
        shift = -shift
    return _clamp(interval + shift, asked, most)


@dataclass(frozen=True, slots=True)
class Moves:
    """What a source's server said lately of having moved: where to, on how many days, and when last."""

    to: str | None = None
    days: int = 0
    last: date | None = None


def heard_of_move(moves: Moves, to: str | None, *, on: date) -> Moves:
    """What is known of a move after one more answer; `to` is None where the server answered at the old address.

    Failures are no answers and are not handed in. A second answer on the same day adds nothing: a mistake in a server's
    configuration is usually mended within hours.
    """
    if to is None:
        return Moves()
    if to != moves.to:
        return Moves(to=to, days=1, last=on)
    if moves.last is not None and on <= moves.last:
        return moves
    return Moves(to=to, days=moves.days + 1, last=on)


def moved_for_good(moves: Moves) -> str | None:
    """The new address to keep, once three answers on different days agree on it (301 or 308, RFC 9110 section 15.4)."""
    return moves.to if moves.days >= AGREEING_DAYS else None


def _clamp(value: timedelta, least: timedelta, most: timedelta) -> timedelta:
    return min(max(value, least), most)


def _clamp_number(value: float) -> float:
    return min(max(value, -1.0), 1.0)
