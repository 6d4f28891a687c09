"""Our own ids: 26 characters, sortable by the time they were made (ULID)."""

import re
from datetime import datetime

from ulid import ULID

SHAPE = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


def new_id(at: datetime) -> str:
    """A new id that sorts by `at` (aware UTC, to the millisecond); see the ULID specification."""
    return str(ULID.from_datetime(at))


def is_id(text: str) -> bool:
    """Whether this could be one of our ids."""
    return SHAPE.fullmatch(text) is not None
