"""Sentences: a person's text tidied, cut where one sentence ends and the next begins, and put together again.

In any language, without a model of any: where it is not sure, two sentences stay together.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Overrides and embeddings of direction could turn around what follows them; a byte order mark is nothing anyone typed.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CLOSERS = "\"'”’»›)\\]}』」）】*_"
_OPENERS = "\"'“‘„«‹([{『「（【¿¡"
_MARK = re.compile(rf"([.!?…。！？｡؟۔।॥։።]+)[{_CLOSERS}]*")
_ENDS_WITHOUT_SPACE = frozenset("。！？｡")
_CLOSED = re.compile(rf"[.!?…。！？｡؟۔।॥։።][{_CLOSERS}]*$")
_EMOJI_STYLE = "\ufe0f"
_FACE = re.compile(r"[:;]-?[)(DP]$")
_LIST_LINE = re.compile(r"(?:[-*•–—]|[0-9]{1,3}[.)])\s|・")
# One sign of a script that is written without spaces is a word of its own, for counting.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_ABBREVIATION = re.compile(
    r"(?:abb|abs|approx|art|bspw|bzw|ca|cf|co|dr|eds?|est|etc|evtl|excl|fig|fr|ggf|hr|incl?|inkl|jr|lt|ltd|mlle|mme|mrs?"
    r"|ms|nos?|nr|op|pp|prof|resp|srt?a?|str?|tel|usw|vgl|vol|vs|zzgl)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the space its writer left after it."""

    words: str
    gap: str = ""


def tidy(text: str) -> str:
    """A person's words without what nobody typed: control characters dropped, spaces and empty lines trimmed."""
    plain = _LINE_ENDS.sub("\n", _DROPPED.sub("", text))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text in any language, tidied; where it is not sure, two stay together."""
    return [sentence.words for sentence in split(tidy(text))]


def words(text: str) -> list[str]:
    """The words of a text, for counting; a sign of a script written without spaces is a word."""
    return _WORD.findall(text)


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(tidy(text).split())


def split(text: str) -> Iterator[Sentence]:
    """The sentences of a tidied text; words and gaps put together again are that text."""
    for line, gap in re.findall(r"([^\n]+)(\n*)", text):
        start = 0
        for mark in _MARK.finditer(line):
            end = mark.end()
            if end == len(line) or not _ends_sentence(line, mark):
                continue
            end = _with_pictures(line, end)
            following = end + (line[end : end + 1] == " ")
            if following < len(line):
                yield Sentence(line[start:end], line[end:following])
                start = following
        yield Sentence(line[start:], gap)


def _ends_sentence(line: str, mark: re.Match[str]) -> bool:
    if _ENDS_WITHOUT_SPACE.intersection(mark[1]):
        return True
    if not line[mark.end()].isspace():
        return False  # 3.5, example.org, e.g.this
    if line[mark.end() : mark.end() + 3].lstrip(_OPENERS + " \u00a0\u202f")[:1].islower():
        return False
    if mark[1] != ".":
        return True
    word = line[line.rfind(" ", 0, mark.start()) + 1 : mark.start()].lstrip(_OPENERS)
    if word.isdecimal():
        return len(word) > 2  # the 3. of October, but the year 2019.
    return not (len(word) < 2 or "." in word or _ABBREVIATION.fullmatch(word))


def _with_pictures(line: str, end: int) -> int:
    """Where a sentence ends with the emoji that follow it: they belong to what was just said."""
    while line[end : end + 1] == " ":
        stop = line.find(" ", end + 1)
        stop = len(line) if stop < 0 else stop
        token = line[end + 1 : stop]
        if not (_FACE.match(token) or (token and unicodedata.category(token[0]) == "So")):
            break
        end = stop
    return end


def with_lists(said: Sequence[Sentence]) -> list[Sentence]:
    """The same sentences, where a list and the line that leads to it are one: they are never torn apart."""
    whole: list[Sentence] = []
    for sentence in said:
        if whole and whole[-1].gap == "\n" and _LIST_LINE.match(sentence.words):
            whole[-1] = Sentence(f"{whole[-1].words}\n{sentence.words}", sentence.gap)
        else:
            whole.append(sentence)
    return whole


def joined(said: Sequence[Sentence]) -> str:
    """Sentences run on as one block; one without an end mark, and a line of a list, keep a line of their own."""
    text = ""
    for before, sentence in zip([None, *said], said, strict=False):
        if before is not None:
            text += _between(before, sentence)
        text += sentence.words
    return text


def _between(before: Sentence, sentence: Sentence) -> str:
    lists = (before.words.rpartition("\n")[2], sentence.words)
    if any(map(_LIST_LINE.match, lists)) or not _is_closed(before.words):
        return "\n"
    return "" if before.words[-1] in _ENDS_WITHOUT_SPACE else " "


def _is_closed(said: str) -> bool:
    picture = said.rstrip(_EMOJI_STYLE)[-1:]
    return bool(_CLOSED.search(said)) or (picture != "" and unicodedata.category(picture) in {"So", "Sk"})
