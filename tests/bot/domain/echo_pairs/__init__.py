"""Pairs of drafts about one item, written for these tests: some echo each other, some do not.

The YAML files hold items and what different colleagues might write about each: `drafts` say something of their own,
`retold` mostly say in usual phrases what the item says. `light` are a colleague's small changes, written by hand.
Copies, disguises and other orders are made here by rule, by tables of this folder's own. The thresholds were chosen on
the items marked `tune`, after a first look at all; `fresh` was written when the way of comparing stood.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, count
from pathlib import Path

import yaml

from bot.domain.drafts import Answers, arrange
from bot.domain.networks import Network
from bot.domain.sentences import sentences

WORKPLACE = "I work at Example Works, and this is my own view."
LINK = "https://example.org/read/this"


@dataclass(frozen=True, slots=True)
class Item:
    """An item, and what people wrote about it: `light` leads from a draft to the same with small changes."""

    name: str
    half: str
    title: str
    text: str
    drafts: tuple[str, ...]
    retold: tuple[str, ...]
    light: dict[str, str]

    @property
    def without(self) -> tuple[str, ...]:
        return self.title, self.text, WORKPLACE


@dataclass(frozen=True, slots=True)
class Pair:
    """A colleague's draft, and one that is compared with it."""

    kind: str
    item: Item
    theirs: str
    mine: str


@cache
def items() -> list[Item]:
    """All items, in the order of the files."""
    read = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(Path(__file__).parent.glob("*.yaml")))
    return [_item(raw) for raws in read for raw in raws]


def echoing(found: Sequence[Item]) -> Iterator[Pair]:
    """Copies, light edits, disguises and other orders of each draft; each pair is arranged in two different ways."""
    number = count()
    for item in found:
        for draft in item.drafts:
            at = next(number)
            theirs = arranged(draft, item, at)
            copied = _taking_turns(_COPIES, at)(draft)
            yield Pair("copy", item, theirs, arranged(copied, item, at + at % 3))
            yield Pair("homoglyphs", item, theirs, _disguised(arranged(draft, item, at + 1), at))
            yield Pair("reordered", item, theirs, arranged(_taking_turns(_ORDERS, at)(draft), item, at + 1))
            if draft in item.light:
                yield Pair("light edit", item, theirs, arranged(item.light[draft], item, at + 1))


def rewritten(found: Sequence[Item], *, every: int) -> Iterator[Pair]:
    """Every so-manyth word is another: more than a light edit."""
    for item in found:
        for at, draft in enumerate(item.drafts):
            words = draft.split()
            if len(words) > 15:
                other = [f"anders{place}" if place % every == every - 1 else word for place, word in enumerate(words)]
                yield Pair("rewritten", item, arranged(draft, item, at), arranged(" ".join(other), item, at + 1))


def unrelated(found: Sequence[Item]) -> Iterator[Pair]:
    """Drafts of different people about one item, with its title, its link and the line that says where they work."""
    for item in found:
        for at, (one, other) in enumerate(combinations(item.drafts + item.retold, 2)):
            yield Pair("unrelated", item, arranged(one, item, at), arranged(other, item, at + at % 3))


def with_two_lines(found: Sequence[Item]) -> Iterator[Pair]:
    """Somebody's own draft, with two lines of a colleague's among it."""
    for item in found:
        for at, (one, other) in enumerate(zip(item.drafts, item.drafts[1:], strict=False)):
            taken = sorted(sentences(one), key=len)[-2:]
            said = [*sentences(other), taken[1]]
            yield Pair("two lines", item, one, arranged(" ".join([taken[0], *said]), item, at))


def arranged(text: str, item: Item, variant: int) -> str:
    """As the bot hands it over. Plans are taken in turn, of which every second quotes the title."""
    return arrange(
        Answers(text), title=item.title, url=LINK, network=Network.EMAIL, variant=variant, workplace_line=WORKPLACE
    ).text


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────


def _item(raw: dict[str, object]) -> Item:
    drafts, retold = raw["drafts"], raw["retold"]
    assert isinstance(drafts, list)
    assert isinstance(retold, list)
    light = {draft["text"]: _changed(draft["text"], draft["light"]) for draft in drafts if "light" in draft}
    title, text = str(raw["title"]), str(raw["text"])
    own = tuple(draft["text"] for draft in drafts)
    return Item(str(raw["item"]), str(raw["half"]), title, text, own, tuple(retold), light)


def _changed(text: str, changes: Sequence[str]) -> str:
    for change in changes:
        if change.startswith("+ "):
            text = f"{text} {change[2:]}"
        else:
            old, _, new = change.partition(" -> ")
            assert old in text, change
            text = text.replace(old, new)
    return text


def _taking_turns(ways: Sequence[Callable[[str], str]], at: int) -> Callable[[str], str]:
    return ways[at % len(ways)]


_COPIES: Sequence[Callable[[str], str]] = (
    str,
    str.upper,
    lambda text: "🎉 " + text.replace(". ", "! ").replace(",", "") + " 🚀🚀 #proud",
    lambda text: f"{LINK}?from=me\n" + "\n".join(sentences(text)),
    lambda text: unicodedata.normalize("NFD", text.replace("'", "’").replace("-", "‐")),
    lambda text: text.replace(" ", "\u00a0").replace('"', "«"),
)


def _reversed(text: str) -> str:
    return " ".join(reversed(sentences(text)))


def _rotated(text: str) -> str:
    said = sentences(text)
    return "\n\n".join(said[1:] + said[:1])


def _evens_first(text: str) -> str:
    said = sentences(text)
    return "\n".join(f"- {each}" for each in said[::2] + said[1::2][::-1])


_ORDERS = (_reversed, _rotated, _evens_first)

_CYRILLIC = dict(zip("aceopxyisjABCEHKMOPTXiI", "асеорхуіѕјАВСЕНКМОРТХіІ", strict=True))
_GREEK = dict(zip("aovupikABEHIKMNOPTXYZ", "αονυρικΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", strict=True))
_LATIN = dict(zip("асеорхуАВЕКМНОРСТХ", "aceopxyABEKMHOPCTX", strict=True))  # for a text in Cyrillic
_SMALL = dict(zip("acdeijklmoptuvwz", "ᴀᴄᴅᴇɪᴊᴋʟᴍᴏᴘᴛᴜᴠᴡᴢ", strict=True))
_OTHERS = dict(zip("lIgon01", "ӏlɡօոOI", strict=True))
_JAPANESE = dict(zip("力二口工へり一", "カニロエヘリー", strict=True))


def _swapped(table: dict[str, str], *, every: int = 1) -> Callable[[str], str]:
    def swapped(text: str) -> str:
        seen = count()
        return "".join(table[sign] if sign in table and next(seen) % every == 0 else sign for sign in text)

    return swapped


def _shifted(text: str) -> str:
    """Full-width letters."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _bold(text: str) -> str:
    """Mathematical letters, as some write to stand out."""
    bold = {
        chr(first + step): chr(start + step) for first, start in ((65, 0x1D5D4), (97, 0x1D5EE)) for step in range(26)
    }
    return _swapped(bold)(text)


def _strewn(mark: str, *, every: int) -> Callable[[str], str]:
    """A mark after every so-manyth letter, within words."""

    def strewn(text: str) -> str:
        return "".join(sign + mark if sign.isalpha() and at % every == 0 else sign for at, sign in enumerate(text))

    return strewn


_ANYWHERE: Sequence[Callable[[str], str]] = (
    _strewn("\u200b", every=2),
    _strewn("\u00ad", every=3),
    _strewn("\u2060\u200d", every=4),
    _strewn("\U000e0061", every=5),
)
_IN_LATIN: Sequence[Callable[[str], str]] = (
    _swapped(_CYRILLIC),
    _swapped(_GREEK),
    _swapped(_CYRILLIC, every=3),
    _swapped(_SMALL, every=2),
    _swapped(_OTHERS),
    _shifted,
    _bold,
    _strewn("\u0323", every=3),
    _strewn("\u0336", every=1),
)
_IN_CYRILLIC: Sequence[Callable[[str], str]] = (_swapped(_LATIN), _swapped(_LATIN, every=2))
_IN_JAPANESE: Sequence[Callable[[str], str]] = (_swapped(_JAPANESE),)


def _disguised(text: str, at: int) -> str:
    """The same to the eye, or nearly. A link keeps its letters: it would lead nowhere."""
    letters = [sign for sign in text if sign.isalpha()]
    if sum("а" <= sign <= "я" for sign in letters) > len(letters) / 3:
        ways = _IN_CYRILLIC
    elif sum(sign > "\u3000" for sign in letters) > len(letters) / 3:
        ways = _IN_JAPANESE
    else:
        ways = _IN_LATIN
    way = _taking_turns([*ways, *_ANYWHERE], at)
    return LINK.join(map(way, text.split(LINK)))
