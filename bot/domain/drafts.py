"""Drafts: a person's own answers, arranged. Nothing is said here that the person did not say."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from bot.domain import networks
from bot.domain.networks import Network

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
_LIST_LINE = re.compile(r"(?:[-*•–—]|[0-9]{1,3}[.)])\s")
# One sign of a script that is written without spaces is a word of its own, for counting.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
_ABBREVIATION = re.compile(
    r"(?:abb|abs|approx|art|bspw|bzw|ca|cf|co|dr|eds?|est|etc|evtl|excl|fig|fr|ggf|hr|incl?|inkl|jr|lt|ltd|mlle|mme|mrs?"
    r"|ms|nos?|nr|op|pp|prof|resp|srt?a?|str?|tel|usw|vgl|vol|vs|zzgl)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person answered: one answer, and up to two more."""

    main: str
    second: str = ""
    third: str = ""


@dataclass(frozen=True, slots=True)
class Arranged:
    """A text to take, change or leave.

    `own_share`: which part of its words are the person's own, from 0 to 1, the link not counted. `length` and `limit`
    are in the network's own counting; None where it takes any length.
    """

    text: str
    own_share: float
    length: int
    limit: int | None

    @property
    def over_by(self) -> int:
        """By how much it is longer than the network takes; the person shortens it, never we."""
        return 0 if self.limit is None else max(0, self.length - self.limit)


class _Order(Enum):
    AS_SAID = auto()
    OTHERS_FIRST = auto()
    LAST_SENTENCE_FIRST = auto()


class _Shape(Enum):
    PARAGRAPHS = auto()  # one for each answer, with the person's own line breaks
    BLOCK = auto()
    OPENING = auto()  # the first sentence by itself
    LINES = auto()  # a line for each sentence


class _Place(Enum):
    NOWHERE = auto()
    TOP = auto()
    AFTER_OPENING = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class _Plan:
    order: _Order
    shape: _Shape
    title: _Place
    link: _Place


# Neighbours differ in at least two ways, so that "arrange otherwise" is worth a press.
_PLANS: Final = (
    _Plan(_Order.AS_SAID, _Shape.PARAGRAPHS, _Place.NOWHERE, _Place.END),
    _Plan(_Order.OTHERS_FIRST, _Shape.BLOCK, _Place.TOP, _Place.END),
    _Plan(_Order.AS_SAID, _Shape.OPENING, _Place.END, _Place.END),
    _Plan(_Order.AS_SAID, _Shape.LINES, _Place.TOP, _Place.TOP),
    _Plan(_Order.LAST_SENTENCE_FIRST, _Shape.OPENING, _Place.NOWHERE, _Place.AFTER_OPENING),
    _Plan(_Order.OTHERS_FIRST, _Shape.PARAGRAPHS, _Place.NOWHERE, _Place.TOP),
    _Plan(_Order.AS_SAID, _Shape.BLOCK, _Place.END, _Place.END),
    _Plan(_Order.OTHERS_FIRST, _Shape.LINES, _Place.NOWHERE, _Place.AFTER_OPENING),
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and the space its writer left after it."""

    words: str
    gap: str = ""


_Thought = list[_Sentence]


def arrange(
    answers: Answers, *, title: str, url: str, network: Network, variant: int, workplace_line: str | None = None
) -> Arranged:
    """The person's own sentences as a text for a network, with the item's link and, if wanted, where they work.

    Every `variant`, counted from 0 and starting over at the end, is another arrangement. Some quote the item's title in
    “…”. One that is too long for the network is left out as long as another fits. What the answers say already (the
    link, the title, the workplace) is not said twice. An empty title, url or workplace line is simply absent.
    """
    texts = [tidy(answer) for answer in (answers.main, answers.second, answers.third)]
    own = "\n".join(texts)
    title, line = _one_line(title), _one_line(workplace_line or "")
    title = "" if title.casefold() in own.casefold() else title
    line = "" if line.casefold() in own.casefold() else line
    link = "" if networks.has_link(own, url) else url
    thoughts = [list(_split(text)) for text in texts if text]
    texts = list(
        dict.fromkeys(_lay_out(plan, thoughts, title=_quoted(title), link=link, workplace_line=line) for plan in _PLANS)
    )
    fitting = [text for text in texts if networks.fits(network, text)] or texts
    return measure(fitting[variant % len(fitting)], network=network, title=title, url=url, workplace_line=line)


def measure(text: str, *, network: Network, title: str, url: str, workplace_line: str | None = None) -> Arranged:
    """How a text stands to its network's limit, and to what in it was handed in; also after the person changed it."""
    spoken = text.replace(url, " ", 1) if url and networks.has_link(text, url) else text
    handed_in = [part for part in (_quoted(_one_line(title)), _one_line(workplace_line or "")) if part and part in text]
    given, every = sum(len(words(part)) for part in handed_in), len(words(spoken))
    share = (every - given) / every if every > given else 0.0
    return Arranged(text, share, networks.length(network, text), network.limit)


def tidy(text: str) -> str:
    """A person's words without what nobody typed: control characters dropped, spaces and empty lines trimmed."""
    plain = _LINE_ENDS.sub("\n", _DROPPED.sub("", text))
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a text in any language, tidied; where it is not sure, two stay together."""
    return [sentence.words for sentence in _split(tidy(text))]


def words(text: str) -> list[str]:
    """The words of a text, for counting; a sign of a script written without spaces is a word."""
    return _WORD.findall(text)


def _one_line(text: str) -> str:
    return " ".join(tidy(text).split())


def _quoted(title: str) -> str:
    return f"“{title.replace('“', '‘').replace('”', '’')}”" if title else ""


def _split(text: str) -> Iterator[_Sentence]:
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
                yield _Sentence(line[start:end], line[end:following])
                start = following
        yield _Sentence(line[start:], gap)


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


def _lay_out(plan: _Plan, thoughts: list[_Thought], *, title: str, link: str, workplace_line: str) -> str:
    body = _body(_ordered(plan.order, thoughts), plan.shape)
    if workplace_line and plan.shape is _Shape.BLOCK and body:
        body[-1] = _joined([_Sentence(body[-1]), _Sentence(workplace_line)])
    elif workplace_line:
        body.append(workplace_line)
    blocks = [_head_or_tail(plan, _Place.TOP, title, link), *body, _head_or_tail(plan, _Place.END, title, link)]
    if plan.link is _Place.AFTER_OPENING:
        blocks.insert(2, link)
    return "\n\n".join(block for block in blocks if block)


def _head_or_tail(plan: _Plan, place: _Place, title: str, link: str) -> str:
    parts = [title if plan.title is place else "", link if plan.link is place else ""]
    return "\n".join(part for part in parts if part)


def _ordered(order: _Order, thoughts: list[_Thought]) -> list[_Thought]:
    if order is _Order.OTHERS_FIRST:
        return thoughts[1:] + thoughts[:1]
    if order is _Order.LAST_SENTENCE_FIRST and thoughts and len(thoughts[0]) >= 3:
        said = thoughts[0]
        return [[said[-1], *said[:-1]], *thoughts[1:]]
    return thoughts


def _body(thoughts: list[_Thought], shape: _Shape) -> list[str]:
    match shape:
        case _Shape.PARAGRAPHS:
            return [_as_written(thought) for thought in thoughts]
        case _Shape.BLOCK:
            return [_joined([sentence for thought in thoughts for sentence in thought])] if thoughts else []
        case _Shape.OPENING:
            opening = [thought[0].words for thought in thoughts[:1]]
            rest = [thought[1:] if at == 0 else thought for at, thought in enumerate(thoughts)]
            return opening + [_joined(thought) for thought in rest if thought]
        case _Shape.LINES:
            return ["\n".join(sentence.words for sentence in thought) for thought in thoughts]


def _as_written(thought: _Thought) -> str:
    return "".join(sentence.words + sentence.gap for sentence in thought).strip()


def _joined(said: _Thought) -> str:
    """Sentences run on as one block; one without an end mark, and a line of a list, keep a line of their own."""
    text = ""
    for before, sentence in zip([None, *said], said, strict=False):
        if before is not None:
            text += _between(before, sentence)
        text += sentence.words
    return text


def _between(before: _Sentence, sentence: _Sentence) -> str:
    if _LIST_LINE.match(sentence.words) or not _is_closed(before.words):
        return "\n"
    return "" if before.words[-1] in _ENDS_WITHOUT_SPACE else " "


def _is_closed(said: str) -> bool:
    picture = said.rstrip(_EMOJI_STYLE)[-1:]
    return bool(_CLOSED.search(said)) or (picture != "" and unicodedata.category(picture) in {"So", "Sk"})
