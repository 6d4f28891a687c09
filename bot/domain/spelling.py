"""How texts are compared: one spelling for what people write in several, sentence by sentence."""

import re
from collections.abc import Iterator
from functools import cache
from unicodedata import normalize

from bot.domain.sentences import sentences

LONGEST_SENTENCE = 600

_SAME = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("‘’‛ʼ′`´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_MARKS = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060]")


def folded(text: str) -> str:
    """The text without case, accents and kinds of quotes, on one line; ä is ae and ß is ss, as Germans type them."""
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    plain = normalize("NFC", text).casefold().translate(_SAME)
    if not plain.isascii():
        plain = _MARKS.sub("", normalize("NFKD", plain))
    return " ".join(plain.split())


@cache
def any_of(*lists: str) -> re.Pattern[str]:
    """One expression for lists of them, a line each, to be looked for in folded text where a word begins and ends."""
    lines = [line.strip() for some in lists for line in some.splitlines()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(filter(None, lines))})(?!\w)")


def sentences_of(text: str) -> Iterator[str]:
    """The sentences; one with no end in sight is cut, so that a hostile text costs no more than its length."""
    for sentence in sentences(text):
        yield from (sentence[start : start + LONGEST_SENTENCE] for start in range(0, len(sentence), LONGEST_SENTENCE))
