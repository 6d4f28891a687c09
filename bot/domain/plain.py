"""Words as people may type them, made safe to keep: nothing that cannot be stored, shown or read."""

import re

UNSEEN = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Direction overrides: they let a text show otherwise than it reads. Right-to-left scripts do not need them."""

# Control characters (Unicode's Cc) but for line ends and tabs, and halves of characters (Cs).
_NEVER_READ = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{UNSEEN}]")


def plain(text: str) -> str:
    """The same words without control characters, lone surrogates and direction overrides; outer space trimmed."""
    return _NEVER_READ.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """The same, on one line."""
    return " ".join(plain(text).split())
