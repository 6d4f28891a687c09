"""Echo: whether a draft sounds like one a colleague wrote about the same item, without keeping or showing theirs.

What is kept of a draft is a handful of keyed hashes of word pairs. What comes out is how many of the reader's own lines
sound alike, and nothing finer: a share in per cent would tell somebody who guesses at a colleague's words, one by one,
which guess was right.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import groupby
from typing import Final

from bot.domain.items import SHOWN_FROM
from bot.domain.lookalikes import unmasked
from bot.domain.networks import Network
from bot.domain.sameness import normalised
from bot.domain.sentences import sentences
from bot.domain.topics import is_unspaced

MOST: Final = 256
"""How many hashes a trace keeps at most: all of a draft of some 180 words, a fair sample of a longer one."""

ALIKE: Final = 0.35
"""The part of a draft, or of a line, that has to be somebody's: every fourth word may be another."""

ENOUGH: Final = 10.0
"""How much has to be shared, in pairs of words: seven words in a row. People may congratulate each other alike."""

IN_A_LINE: Final = 6.0
"""The same for each line that is counted, once there is an echo at all."""

LEAST_SEEN: Final = 5.0
"""How much of that has to be in the trace itself, where a long draft left only a sample."""

SHORTEST_KEY: Final = 16


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of a draft for comparison: at most 256 numbers below 2**24, sorted: what came first cannot be told.

    They are the smallest of all its hashes (a bottom-k sketch: Cohen and Kaplan, "Summarizing data using bottom-k
    sketches", 2007), so that what two texts share can be told from any two samples. As JSON about 2.5 kB at most.
    """

    hashes: tuple[int, ...] = ()

    @property
    def reach(self) -> int:
        """Hashes below this are all here; larger ones were left out."""
        return self.hashes[-1] + 1 if len(self.hashes) >= MOST else _RANGE


NOTHING: Final = Trace()
"""Of a draft that says nothing of its own."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A draft sounds like somebody's: `lines` of its own sentences do, out of `of`."""

    lines: int
    of: int


def trace(text: str, *, key: bytes, without: Iterable[str] = ()) -> Trace:
    """What to keep of a draft. `without`: what anybody may quote: the item's title and text, the workplace line.

    `key`: 16 to 64 secret bytes, the same for all drafts of one item; traces made with another key have nothing in
    common. Raises ValueError for any other length.
    """
    hashes = {each for line in _lines(text, key=key, without=without) for each in line}
    return Trace(tuple(sorted(hashes)[:MOST]))


def echo(text: str, others: Iterable[Trace], *, key: bytes, without: Iterable[str] = ()) -> Echo | None:
    """Whether a draft sounds like one of the others; None where it does not.

    It does where enough of it, or of one of its lines, is in a single other draft. Letters that only look alike, the
    order of sentences, case, punctuation, links and emoji make no difference, nor does every fourth word.
    """
    lines = _lines(text, key=key, without=without)
    alike = {place for other in others for place in _alike(lines, other)}
    return Echo(lines=len(alike), of=len(lines)) if alike else None


def covered(drafts: Mapping[Network, int]) -> Network | None:
    """The network for which an item is well covered: the one most people drafted for, from five on.

    `drafts`: how many people have a draft for each network; fewer than five are as none. What is said to one's own
    people only, by e-mail or WhatsApp, covers nothing for others.
    """
    many = {network: count for network, count in drafts.items() if count >= SHOWN_FROM and network not in _PRIVATE}
    return max(sorted(many), key=many.__getitem__) if many else None


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

# 24 bits: so few that many pairs of words share each number. Whoever got hold of the key and tried every pair of a
# large dictionary would find several answers to each; by chance, two drafts share far less than one of them.
_BYTES: Final = 3
_RANGE: Final = 256**_BYTES

# Words of one or two letters hold sentences together in most languages and are left out of pairs. A word is paired with
# the next two, whichever comes first: so that a word put in, dropped or changed costs little.
_SHORTEST_WORD: Final = 3
_NEAR: Final = 2

_PRIVATE: Final = frozenset({Network.EMAIL, Network.WHATSAPP})

# What an address is written in; the signs of a script without blanks may follow it at once.
_LINK = re.compile(r"(?:https?://|www\.)[!-;=?-~]+", re.IGNORECASE)

_Line = dict[int, float]
"""A sentence: its hashes, and how much each says."""


def _lines(text: str, *, key: bytes, without: Iterable[str]) -> list[_Line]:
    """The sentences of a text that say something of their own."""
    if not SHORTEST_KEY <= len(key) <= blake2b.MAX_KEY_SIZE:
        raise ValueError("a key has 16 to 64 bytes")
    given = {shingle for each in without for sentence in _sentences(each) for shingle in _shingles(sentence)}
    lines = []
    for sentence in _sentences(text):
        own = {_hash(said, key): says for said, says in _shingles(sentence).items() if said not in given}
        if own:
            lines.append(own)
    return lines


def _sentences(text: str) -> list[str]:
    return sentences(_LINK.sub(" ", text))


def _shingles(sentence: str) -> dict[str, float]:
    """Pairs of near words, and runs of signs where no blanks part the words; with how much each says in pairs."""
    found: dict[str, float] = {}
    split = normalised(unmasked(sentence)).split()
    words = [word for word in split if len(word) >= _SHORTEST_WORD and not is_unspaced(word[0])]
    for step in range(1, _NEAR + 1):
        for one, other in zip(words, words[step:], strict=False):
            found[" ".join(sorted((one, other)))] = 1.0
    for unspaced, run in groupby(split, key=lambda word: is_unspaced(word[0])):
        if unspaced:
            signs = "".join(run)
            length = _run_length(signs[0])
            found |= {signs[at : at + length]: 2.5 / length for at in range(len(signs) - length + 1)}
    return found


def _run_length(sign: str) -> int:
    """Five signs of Chinese, Japanese and Korean say about as much as ten letters of Thai, Khmer or Burmese."""
    return 10 if sign < "\u1100" or "\u1780" <= sign <= "\u17ff" else 5


def _hash(said: str, key: bytes) -> int:
    return int.from_bytes(blake2b(said.encode("utf-8", "replace"), digest_size=_BYTES, key=key).digest())


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a line, or a whole draft, has in common with another draft: `much` in pairs of words, and which `part`.

    `seen`: how much of it was found in the trace; of a long draft that holds a sample, and `much` is what follows.
    """

    much: float
    part: float
    seen: float

    @classmethod
    def of(cls, line: _Line, theirs: frozenset[int], reach: int) -> "_Shared":
        seen = sum(says for each, says in line.items() if each in theirs)
        comparable = sum(says for each, says in line.items() if each < reach)
        return cls(much=seen * _RANGE / reach, part=seen / comparable if comparable else 0.0, seen=seen)

    def is_echo(self) -> bool:
        return self.part >= ALIKE and self.much >= ENOUGH and self.seen >= LEAST_SEEN

    def counts(self) -> bool:
        return self.part >= ALIKE and self.much >= IN_A_LINE


def _alike(lines: list[_Line], other: Trace) -> set[int]:
    """The places of the lines that sound like this other draft; none where neither a line nor the whole is an echo."""
    theirs, reach = frozenset(other.hashes), other.reach
    shared = [_Shared.of(line, theirs, reach) for line in lines]
    whole = _Shared.of({each: says for line in lines for each, says in line.items()}, theirs, reach)
    if not any(one.is_echo() for one in (whole, *shared)):
        return set()
    nearest = max(range(len(lines)), key=lambda place: shared[place].much)  # of many short lines none may count
    return {place for place, one in enumerate(shared) if one.counts()} | {nearest}
