"""What a steward sees of the sources: how they are, in plain words, and what one would have brought."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.chat.cards import Button, Card
from bot.chat.events import Action
from bot.chat.wording import Words
from bot.domain.sources import Condition, Source, condition, in_need_first, same_place

SHOWN = 20
TITLES = 10
ROOMS = 3
LONGEST = 2_800
"""Characters of a text, so that it fits into one part of a message on Slack (3,000) whatever is escaped in it."""

NEED_A_LOOK = frozenset({Condition.TROUBLED, Condition.GONE, Condition.SAME})


def overview(sources: Sequence[Source], w: Words, *, now: datetime) -> Card:
    """How many sources there are, and how they are: those that need a look first, as many as fit."""
    add = Button(Action.ADD_SOURCE, w.add_source())
    if not sources:
        return Card(title=w.sources_title(), text=w.sources_none(), buttons=(add,))
    ordered = in_need_first(sources)
    troubled = sum(condition(one) in NEED_A_LOOK for one in ordered)
    lines = (w.source_line(_short(one.name), health(one, w, now=now)) for one in ordered[:SHOWN])
    text = _fitting(w.sources_text(len(sources), troubled), lines, of=len(ordered), w=w)
    return Card(
        title=w.sources_title(), text=text, buttons=(add, Button(Action.LOOK_AFTER_SOURCE, w.look_after_source()))
    )


def health(source: Source, w: Words, *, now: datetime) -> str:
    """How a source is, and where its feed was found, if that is not where it was given."""
    said = _how(source, w, now=now)
    found = source.heard_at is not None or condition(source) is Condition.SAME
    moved = found and same_place(source.url) != same_place(source.address)
    return w.source_found_at(said, _short(source.url, 120)) if moved else said


def _how(source: Source, w: Words, *, now: datetime) -> str:
    hours = max((now - source.heard_at).total_seconds() / 3600, 0.0) if source.heard_at else None
    match condition(source):
        case Condition.PAUSED:
            return w.source_is_paused()
        case Condition.GONE:
            return w.source_is_gone()
        case Condition.SAME:
            return w.source_is_another()
        case Condition.TROUBLED if source.trouble is not None:
            return w.source_in_trouble(source.trouble, hours)
        case _:
            return w.source_waits() if hours is None else w.source_heard(hours)


def tried(source: Source, fits: Sequence[tuple[str, Sequence[str]]], *, told: int, w: Words) -> Card:
    """What a source would have brought: titles with the rooms they fit. `told`: how much it told in all."""
    lines = (
        w.try_line(_short(title, 120), [_short(room, 30) for room in rooms[:ROOMS]], max(len(rooms) - ROOMS, 0))
        for title, rooms in fits[:TITLES]
    )
    text = _fitting(w.try_text(len(fits), told), lines, of=len(fits), w=w)
    return Card(title=w.try_title(_short(source.name)), text=text)


def in_vain(source: Source, why: str, w: Words) -> Card:
    """Why a source would have brought nothing."""
    return Card(title=w.try_title(_short(source.name)), text=_short(why, LONGEST))


def _fitting(head: str, lines: Iterable[str], *, of: int, w: Words) -> str:
    """A text of at most so many characters: its first words, the lines that fit, and how many more there are."""
    kept = [head]
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > LONGEST:
            break
        kept.append(line)
    more = of - (len(kept) - 1)
    return "\n".join([*kept, w.and_more(more)] if more else kept)


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
