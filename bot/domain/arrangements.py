"""The ways a person's sentences can stand: in which order, in which lines, and where what was handed in goes.

Nothing is added and nothing left out. Each is really another one: at least a third of its lines stand elsewhere or are
cut otherwise, and those are lines of the person's own, or else it opens with another line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from rapidfuzz.distance import Levenshtein

from bot.domain.sentences import Sentence, joined

Thought = Sequence[Sentence]
"""What a person wrote in one answer."""

APART: Final = 1 / 3  # the share of lines that differ, by edit distance, where two arrangements are really different


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
    workplace: _Place = _Place.END


_PLANS: Final = (
    _Plan(_Order.AS_SAID, _Shape.PARAGRAPHS, _Place.NOWHERE, _Place.END),
    _Plan(_Order.OTHERS_FIRST, _Shape.BLOCK, _Place.TOP, _Place.END),
    _Plan(_Order.AS_SAID, _Shape.OPENING, _Place.END, _Place.END, workplace=_Place.AFTER_OPENING),
    _Plan(_Order.AS_SAID, _Shape.LINES, _Place.TOP, _Place.TOP),
    _Plan(_Order.LAST_SENTENCE_FIRST, _Shape.OPENING, _Place.NOWHERE, _Place.AFTER_OPENING),
    _Plan(_Order.OTHERS_FIRST, _Shape.PARAGRAPHS, _Place.NOWHERE, _Place.TOP, workplace=_Place.AFTER_OPENING),
    _Plan(_Order.AS_SAID, _Shape.BLOCK, _Place.END, _Place.END),
    _Plan(_Order.OTHERS_FIRST, _Shape.LINES, _Place.NOWHERE, _Place.AFTER_OPENING),
)

# A sentence that begins so leans on the one before it, and makes a poor opening.
_LEANS = re.compile(
    r"""["'“‘„«(¿¡]*(?:(?:
    and|but|so|or|then|that|this|these|those|it|they|he|she|which|because|therefore|however|also|instead|still|yet|both
    |und|aber|also|oder|dann|das|dies|diese[rs]?|es|sie|er|deshalb|darum|deswegen|trotzdem|doch|denn|dabei|dadurch
    |damit|danach|außerdem|sonst
    |et|mais|donc|ou|alors|cela|ça|ce|c['’]est|ces|cette|il|elle|ils|elles|pourtant|cependant|ainsi|ensuite|puis|car
    |y|pero|así|entonces|eso|esto|ese|esa|por\ eso|también|además|aunque|luego|sin\ embargo
    )\b
    |でも|しかし|そして|だから|それ|これ|その|この|また|ただ|なので|つまり|ところが)""",
    re.IGNORECASE | re.VERBOSE,
)


def laid_out(thoughts: Sequence[Thought], *, title: str, link: str, workplace_line: str) -> list[str]:
    """Every way these thoughts can stand, with the marked title, the link and the workplace line where they are given.

    Those that would open with a sentence that leans on another come last.
    """
    plans = sorted(_PLANS, key=lambda plan: _opens_leaning(plan, thoughts))
    return [_lay_out(plan, thoughts, title=title, link=link, workplace_line=workplace_line) for plan in plans]


def apart(texts: Sequence[str], *, given: Sequence[str]) -> list[str]:
    """Those of the texts that are really different from every one before them; `given` is what was handed in."""
    kept: list[str] = []
    for text in texts:
        if all(differ(text, other, given=given) for other in kept):
            kept.append(text)
    return kept


def differ(one: str, other: str, *, given: Sequence[str]) -> bool:
    """Whether two arrangements are really different, and not only in an empty line or in where the title stands."""
    if _distance(_lines(one), _lines(other)) < APART:
        return False
    opens_otherwise = one.partition("\n")[0] != other.partition("\n")[0]
    return opens_otherwise or _distance(_own_lines(one, given), _own_lines(other, given)) >= APART


def _distance(one: Sequence[str], other: Sequence[str]) -> float:
    return Levenshtein.normalized_distance(one, other)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _own_lines(text: str, given: Sequence[str]) -> list[str]:
    for part in given:
        text = text.replace(part, "", 1) if part else text
    return _lines(text)


def _opens_leaning(plan: _Plan, thoughts: Sequence[Thought]) -> bool:
    ordered = _ordered(plan.order, thoughts)
    return bool(ordered) and ordered[0] != thoughts[0] and _LEANS.match(ordered[0][0].words) is not None


def _lay_out(plan: _Plan, thoughts: Sequence[Thought], *, title: str, link: str, workplace_line: str) -> str:
    body = list(_body(_ordered(plan.order, thoughts), plan.shape))
    if body and plan.shape is _Shape.BLOCK and workplace_line:
        body[-1] = joined([Sentence(body[-1]), Sentence(workplace_line)])
    elif plan.workplace is _Place.AFTER_OPENING:
        body.insert(1, workplace_line)
    else:
        body.append(workplace_line)
    if plan.link is _Place.AFTER_OPENING:
        body.insert(1, link)
    blocks = [_head_or_tail(plan, _Place.TOP, title, link), *body, _head_or_tail(plan, _Place.END, title, link)]
    return "\n\n".join(block for block in blocks if block)


def _head_or_tail(plan: _Plan, place: _Place, title: str, link: str) -> str:
    parts = [title if plan.title is place else "", link if plan.link is place else ""]
    return "\n".join(part for part in parts if part)


def _ordered(order: _Order, thoughts: Sequence[Thought]) -> Sequence[Thought]:
    if order is _Order.OTHERS_FIRST:
        return [*thoughts[1:], *thoughts[:1]]
    if order is _Order.LAST_SENTENCE_FIRST and thoughts and len(thoughts[0]) >= 3:
        said = thoughts[0]
        return [[said[-1], *said[:-1]], *thoughts[1:]]
    return thoughts


def _body(thoughts: Sequence[Thought], shape: _Shape) -> Iterator[str]:
    match shape:
        case _Shape.PARAGRAPHS:
            yield from map(_as_written, thoughts)
        case _Shape.BLOCK:
            if thoughts:
                yield joined([sentence for thought in thoughts for sentence in thought])
        case _Shape.OPENING:
            yield from (thought[0].words for thought in thoughts[:1])
            rest = [thought[1:] if at == 0 else thought for at, thought in enumerate(thoughts)]
            yield from (joined(thought) for thought in rest if thought)
        case _Shape.LINES:
            yield from ("\n".join(sentence.words for sentence in thought) for thought in thoughts)


def _as_written(thought: Thought) -> str:
    return "".join(sentence.words + sentence.gap for sentence in thought).strip()
