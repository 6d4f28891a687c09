"""Options longer than Slack carries, such as links: the modal holds them itself, and an option only says which.

Slack gives an option 75 characters and a modal 3,000 of its own (`private_metadata`), which come back with it.
"""

import json
from collections.abc import Iterable
from hashlib import sha256

from adapters.reading import Malformed
from adapters.slack.codec import LONGEST_VALUE

LONGEST_METADATA = 2_980
"""Slack holds 3,000 characters; what says where a window was opened stands beside the values."""

MARK = "~"


def shortened(value: str) -> str:
    """What an option carries: the value itself, or, where that is too long, a mark of it."""
    if len(value) <= LONGEST_VALUE and not value.startswith(MARK):
        return value
    return MARK + sha256(value.encode("utf-8", "replace")).hexdigest()[:32]


def carrying(private_metadata: str, values: Iterable[str]) -> str:
    """The metadata of a modal (a JSON object) with those of its options' values that are too long. Raises Malformed."""
    held = [value for value in dict.fromkeys(values) if shortened(value) != value]
    if not held:
        return private_metadata
    carried = json.dumps(json.loads(private_metadata) | {"long": held}, ensure_ascii=False)
    if len(carried) > LONGEST_METADATA:
        raise Malformed(f"A form carries {LONGEST_METADATA} characters; these are {len(carried)}.")
    return carried


def restored(value: str, private_metadata: str) -> str:
    """The value an option stands for. Raises Malformed if the modal does not hold it."""
    if not value.startswith(MARK):
        return value
    try:
        carried = json.loads(private_metadata)
    except (ValueError, RecursionError):
        carried = None
    held = carried.get("long") if isinstance(carried, dict) else None
    for one in held if isinstance(held, list) else ():
        if isinstance(one, str) and shortened(one) == value:
            return one
    raise Malformed("This form does not carry what was chosen in it.")
