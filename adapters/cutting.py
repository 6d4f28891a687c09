"""Texts cut to what a platform takes: between paragraphs, lines or words, and never inside what is seen as one sign."""

from bisect import bisect_right
from collections.abc import Callable

import regex

Counted = Callable[[str], int]
ELLIPSIS = "…"


def size(text: str) -> int:
    """How many characters a platform may count: those beyond the basic plane are two in JavaScript, Java and .NET."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int, *, counted: Counted = size) -> str:
    """At most so many characters, whole words as far as that goes; an ellipsis says that more was written.

    `counted`: how many each character is, where it is not sent as it is.
    """
    if counted(text) <= most:
        return text
    kept, _, _ = _cut(text, _window(text, max(most - counted(ELLIPSIS), 0), counted))
    return kept.rstrip() + ELLIPSIS


def pieces(text: str, most: int) -> list[tuple[str, str]]:
    """A text in parts of at most so many characters, each with what stood between it and the part before.

    Cut where a paragraph ends, else a line, else between words, else between two characters as a reader sees them.
    """
    parts, joint = [], ""
    while size(text) > most:
        kept, cut_at, rest = _cut(text, _window(text, most, size))
        parts.append((joint, kept))
        joint, text = cut_at, rest
    return [*parts, (joint, text)]


def _window(text: str, most: int, counted: Counted) -> int:
    """How many characters of a text are at most so many, as they are counted."""
    return bisect_right(range(1, len(text) + 1), most, key=lambda some: counted(text[:some]))


def _cut(text: str, window: int) -> tuple[str, str, str]:
    """What stands before the best place in the second half of this window, what stood there, and the rest."""
    for joint in ("\n\n", "\n", " "):
        at = text.rfind(joint, window // 2, window + len(joint))
        if at > 0:
            return text[:at], joint, text[at + len(joint) :]
    at = _between_characters(text, window)
    return text[:at], "", text[at:]


def _between_characters(text: str, window: int) -> int:
    """The last place up to here that is not inside what is seen as one character."""
    start = max(window - 64, 0)
    ends = [start + one.end() for one in regex.finditer(r"\X", text[start : window + 1])]
    return max((end for end in ends if end <= window), default=window)
