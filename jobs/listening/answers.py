"""What the headers of an answer say: validators to send back, and how long to wait before asking again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=31)
LONGEST_VALIDATOR = 1_000


def validator(value: str | None) -> str | None:
    """An ETag or Last-Modified as the server spelt it, or None where it could not be sent back as it is."""
    if value and len(value) <= LONGEST_VALIDATOR and value.isascii() and value.isprintable():
        return value
    return None


def freshness(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """How long the answer stays fresh: max-age less its age, else Expires (RFC 9111 sections 4.2.1 and 5.3)."""
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return None
    if stated := re.search(r'(?<![\w-])max-age="?([0-9]{1,12})', control):
        return _bounded(int(stated[1]) - (_seconds(headers.get("age")) or 0))
    return _until(headers.get("expires"), headers, now=now) or None


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """How long the server wants to be left alone: Retry-After, seconds or a date (RFC 9110 10.2.3)."""
    value = headers.get("retry-after")
    seconds = _seconds(value)
    return _until(value, headers, now=now) if seconds is None else _bounded(seconds)


def _seconds(value: str | None) -> int | None:
    stated = re.fullmatch(r"\s*(\d{1,12})\s*", value or "", re.ASCII)
    return int(stated[1]) if stated else None


def _until(value: str | None, headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    moment = _date(value)
    if moment is None:
        return None
    return _bounded((moment - (_date(headers.get("date")) or now)).total_seconds())


def _date(value: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value or "")
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _bounded(seconds: float) -> timedelta:
    return timedelta(seconds=min(max(seconds, 0), LONGEST_WAIT.total_seconds()))
