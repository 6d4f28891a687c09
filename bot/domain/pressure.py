"""Pressure: whether a steward's text reads as an order, and whether it calls everyone.

A text that reads as an order may still go out; its writer is told so first, with the words that made it so. One that
calls everyone may not: it rings in every pocket. English and German.
"""

import re
from dataclasses import dataclass
from functools import cache

from bot.domain.vocabulary import pressure as both
from bot.domain.vocabulary import pressure_english as english
from bot.domain.vocabulary import pressure_german as german

LONGEST_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class Order:
    """That a text reads as an order. `phrase`: the writer's own words that made it so."""

    phrase: str


def reads_as_order(text: str) -> Order | None:
    """The order a text contains, or None. Reads the first 5,000 characters.

    A duty, a date or a head count beside sharing is an order whatever stands around it; a plain "please share" is none
    where the text also says that it is fine not to.
    """
    shown = " ".join(text[:LONGEST_TEXT].split())
    plain = _plain(shown)
    freed = _lists(both.NO_DUTY).sub(lambda found: "_" * len(found[0]), plain)
    found = _lists(english.DUTY, german.DUTY).search(freed)
    span = found.span() if found else None
    if span is None and not _lists(both.AS_YOU_LIKE).search(plain):
        found = _lists(english.ASKS, german.ASKS).search(freed)
        span = found.span() if found else _pressing(freed)
    return Order(shown[span[0] : _with_when(plain, span[1])].strip(" .,:;–-")) if span else None


def calls_everyone(text: str) -> str | None:
    """The word by which a text calls a whole room or group, as Slack or Teams know it, or None.

    Slack: `<!channel>`, `<!here>`, `<!everyone>`, `<!subteam^ID>` (api.slack.com, "Formatting text"); Teams:
    `<at>everyone</at>`; and the same typed as people type it.
    """
    found = _CALLS.search(_INVISIBLE.sub("", text))
    return found[0] if found else None


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CALLS = re.compile(
    r"(?:<|&lt;)!(?:channel|here|everyone|group|subteam\^\w+)(?:\|[^>&]{0,80})?(?:>|&gt;)"
    r"|<at(?: [^<>]{0,80})?>\s*(?:everyone|everybody|all|here|team|channel|alle|kanal|jeder)\s*</at>"
    r"|(?<![\w.@＠/+-])[@＠](?:channel|here|everyone|everybody|all|team|group|alle|kanal|hier|jeder)(?![\w-]|\.\w|@)",
    re.IGNORECASE,
)

_QUOTES = str.maketrans("’‘‛´`“”„–—‐‑", "'''''\"\"\"----")


def _pressing(plain: str) -> tuple[int, int] | None:
    """From the first to the last word of such a pair, in the first sentence that has one."""
    for sentence in re.finditer(r"[^.!?]+[.!?]*", plain):
        bare = _lists(german.BARE_INFINITIVE).search(sentence[0])
        if bare and not _lists(german.FINITE).search(sentence[0]):
            return sentence.start(), sentence.start() + bare.end()
        for one, other in both.PRESSING:
            first, second = _lists(one).search(sentence[0]), _lists(other).search(sentence[0])
            if first and second:
                start, end = min(first.start(), second.start()), max(first.end(), second.end())
                return sentence.start() + start, sentence.start() + end
    return None


def _with_when(plain: str, end: int) -> int:
    """Where the words end with the time they name, if they go on to one."""
    when = re.compile(rf"(?: \w+){{0,3}}? {english.BY} (?:the )?\w+").match(plain, end)
    return when.end() if when else end


def _plain(text: str) -> str:
    """In small letters and with plain quotes; as long as the text, so that what is found can be shown as it was."""
    lowered = (sign.lower() for sign in text.translate(_QUOTES))
    return "".join(low if len(low) == 1 else sign for low, sign in zip(lowered, text, strict=True))


@cache
def _lists(*lists: str) -> re.Pattern[str]:
    lines = [line for some in lists for line in some.splitlines()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, lines))})(?!\w)")
