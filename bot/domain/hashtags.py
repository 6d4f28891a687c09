"""Hashtags that everyone can read: a capital letter begins each word, so that a screen reader reads words.

We never add one, and never change what a person wrote without their asking: this finds what could be read more easily,
and how. Where nothing shows where the words begin (#linuxkernel), only the names handed in can tell.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from bot.domain.written_links import written_links

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*")
_SAID = regex.compile(r"(?<![\w&/#])[#＃]([\p{L}\p{M}\p{N}_]+(?:-[\p{L}\p{M}\p{N}_]+)*)")
_OTHERWISE_NAMED = regex.compile(r"\p{L}[+#]")  # C++ and C# are not C


@dataclass(frozen=True, slots=True)
class Clearer:
    """A hashtag as it was written, where it stands, and how it would be easier to read."""

    start: int
    written: str
    clearer: str


def hashtag(name: str) -> str:
    """The hashtag of a name: "Linux kernel" becomes #LinuxKernel. Empty where the name cannot be one."""
    words = _WORD.findall(name)
    if _OTHERWISE_NAMED.search(name) or not any(sign.isalpha() for word in words for sign in word):
        return ""
    return "#" + "".join(map(_with_capital, words))


def clearer_hashtags(text: str, *, names: Iterable[str] = ()) -> Iterator[Clearer]:
    """The hashtags of a text that would be easier to read another way; `names` are of topics, say, with their words."""
    known = {tag.casefold(): tag for name in names if len(_WORD.findall(name)) > 1 and (tag := hashtag(name))}
    links = list(written_links(text))
    for found in _SAID.finditer(text):
        inside = any(link.start <= found.start() < link.end for link in links)
        clearer = "" if inside else _clearer(found[1], known)
        if clearer and clearer != "#" + found[1]:
            yield Clearer(found.start(), found[0], clearer)


def camel_cased(text: str, *, names: Iterable[str] = ()) -> str:
    """The text with its hashtags as they are easier to read, and nothing else changed: for a person who asks for it."""
    parts, at = [], 0
    for one in clearer_hashtags(text, names=names):
        parts += [text[at : one.start], one.clearer]
        at = one.start + len(one.written)
    return "".join([*parts, text[at:]])


def _clearer(said: str, known: Mapping[str, str]) -> str:
    if len(words := said.replace("_", "-").strip("-").split("-")) > 1:
        return hashtag(" ".join(words))
    return known.get(f"#{said}".casefold(), "") if said.islower() else ""


def _with_capital(word: str) -> str:
    """A capital in front, unless the word has its own way: iOS, eBPF."""
    letters = word.replace("'", "").replace("’", "")
    return letters if any(sign.isupper() for sign in letters) else letters[:1].title() + letters[1:]
