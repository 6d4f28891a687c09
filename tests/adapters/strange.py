"""The strangest words that anybody may have: every adapter is to show them as they are, and none may break it."""

from collections.abc import Mapping
from dataclasses import replace

from tests.adapters.every import Said

MARKS = "*bold* _it_ ~no~ `code` :smile: <!channel> <@U1> <#C1> <https://evil.example|here> &lt; a & b > c | d"
RTL = "مرحبا بالعالم \u202eevil\u202c שלום"
EMOJI = "👩🏽‍🚀 🇩🇪 👍🏿 e\u0301 "
NUL = "a\0b\x07c \ud800 d"
LONG = "Word by word it goes on and on. " * 312 + "end"
WORD = "Donaudampfschifffahrt" * 476
AMPERSANDS = "&<>" * 3_300
LINES = "\n\n".join(["One line\nand another", "> a quotation"] * 300)


def made_of(words: str, *, many: int) -> Said:
    """Everything that can be said, said in these words."""
    short = words[:80]  # what platforms let people, rooms and topics be called
    address = f"https://a.example/{len(words)}"
    return Said(words, words, short, short, short, words, address, "https://a.example/p.png", many)


SAID: Mapping[str, Said] = {
    "ordinary": Said(),
    "marks": made_of(MARKS, many=12),
    "right to left": made_of(RTL, many=4),
    "emoji": made_of(EMOJI * 1_000, many=4),
    "nul": made_of(NUL, many=4),
    "empty": made_of("", many=4),
    "blank": made_of(" \n\t ", many=4),
    "10,000 characters": made_of(LONG[:10_000], many=200),
    "one word": made_of(WORD[:10_000], many=200),
    "ampersands": made_of(AMPERSANDS, many=100),
    "lines": made_of(LINES[:10_000], many=101),
    "a wild address": replace(Said(), url="javascript:alert(1)", picture="ftp://a.example/p.png"),
    "a long address": replace(
        Said(), url="https://a.example/" + "x" * 2_900, picture="https://a.example/" + "x" * 3_900
    ),
}
