"""Words as people may type them, made safe to keep: nothing that cannot be stored, shown or read."""

import unicodedata

KEPT_CONTROLS = "\n\t"
UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Direction overrides: they let a text show otherwise than it reads. Right-to-left scripts do not need them."""


def plain(text: str) -> str:
    """The same words without control characters, lone surrogates and direction overrides; outer space trimmed."""
    kept = (c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in KEPT_CONTROLS or _readable(c))
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """The same, on one line."""
    return " ".join(plain(text).split())


def _readable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs") and character not in UNSEEN
