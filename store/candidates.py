"""The news a room could be shown, with all that ranking wants to know, in a handful of questions."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, ScalarSelect, Select, and_, exists, func, select

from bot.domain.items import AnswerKind
from bot.domain.ranking import Candidate
from bot.domain.topics import Match
from store import rows

_i = rows.items
_e = rows.entries
_c = rows.cards
_a = rows.answers


def read_candidates(connection: Connection, room_id: str, *, since: datetime, now: datetime) -> list[Candidate]:
    """News told from `since` to `now`, about this room's topics, with no card in this room, not withdrawn."""
    news = _news(room_id, since=since, now=now)
    found = connection.execute(select(_i.c.id, _i.c.title, _i.c.at).where(_i.c.id.in_(news)).order_by(_i.c.id)).all()
    if not found:
        return []
    matches = _matches(connection, room_id, news)
    hosts, sources = _tellings(connection, news)
    counts = _counts(connection, news)
    brought = set(connection.execute(_brought_to(room_id, news)).scalars())
    record = _Record(connection, room_id)
    return [
        Candidate(
            item_id=row.id,
            title=row.title,
            matches=tuple(matches[row.id]),
            at=row.at,
            hosts=len(hosts[row.id]),
            sources=tuple(sources[row.id]),
            worth=counts.get((row.id, AnswerKind.WORTH_IT), 0),
            less=counts.get((row.id, AnswerKind.LESS), 0),
            brought=row.id in brought,
            source_accepted=record.accepted(sources[row.id]),
            source_shown=record.shown(sources[row.id]),
            welcomed=record.welcomed(sources[row.id]),
            refused=record.refused(sources[row.id]),
        )
        for row in found
    ]


class _Record:
    """How the cards of this room fared, by the sources that told their items."""

    def __init__(self, connection: Connection, room_id: str) -> None:
        worth, unwanted = _said(AnswerKind.WORTH_IT), _said(AnswerKind.LESS, AnswerKind.NOT_FOR_US)
        stood = select(_e.c.source_id, _c.c.id, worth.label("worth"), unwanted.label("unwanted"))
        stood = stood.join_from(_c, _e, _e.c.item_id == _c.c.item_id)
        self._cards: dict[str, dict[str, tuple[int, int]]] = {}
        for row in connection.execute(stood.where(_c.c.room_id == room_id, _c.c.posted_at.is_not(None)).distinct()):
            self._cards.setdefault(row.source_id, {})[row.id] = (row.worth, row.unwanted)

    def shown(self, sources: Collection[str]) -> int:
        """How many cards of these sources stood in the room."""
        return len(self._of(sources))

    def accepted(self, sources: Collection[str]) -> int:
        """How many of them got at least one "worth sharing"."""
        return sum(1 for worth, _ in self._of(sources) if worth)

    def welcomed(self, sources: Collection[str]) -> int:
        """How often people said "worth sharing" to them."""
        return sum(worth for worth, _ in self._of(sources))

    def refused(self, sources: Collection[str]) -> int:
        """How often people said "less like this" or "not for us"."""
        return sum(unwanted for _, unwanted in self._of(sources))

    def _of(self, sources: Collection[str]) -> Collection[tuple[int, int]]:
        together: dict[str, tuple[int, int]] = {}
        for source in sources:
            together |= self._cards.get(source, {})
        return together.values()


def _said(*kinds: AnswerKind) -> ScalarSelect[int]:
    """How many people said any of these to a card's item; one who said two counts once."""
    said = select(func.count(_a.c.person_id.distinct())).where(
        _a.c.item_id == _c.c.item_id, _a.c.kind.in_(kinds), ~_a.c.taken_back
    )
    return said.correlate(_c).scalar_subquery()


def _news(room_id: str, *, since: datetime, now: datetime) -> Select[tuple[Any]]:
    t, follows = rows.item_topics, rows.room_topics
    # What was told lately is looked up first, in one go: asked item by item, all there is would be gone through.
    told = _i.c.id.in_(select(_e.c.item_id).where(_e.c.news, _e.c.at >= since, _e.c.at <= now))
    followed = exists(
        select(t.c.item_id)
        .join_from(t, follows, follows.c.topic_id == t.c.topic_id)
        .where(t.c.item_id == _i.c.id, follows.c.room_id == room_id)
    )
    stands = exists().where(_c.c.room_id == room_id, _c.c.item_id == _i.c.id)
    return select(_i.c.id).where(and_(told, followed, ~stands, ~_i.c.withdrawn))


def _brought_to(room_id: str, news: Select[tuple[Any]]) -> Select[tuple[Any]]:
    return select(rows.finds.c.item_id).where(rows.finds.c.room_id == room_id, rows.finds.c.item_id.in_(news))


def _matches(connection: Connection, room_id: str, news: Select[tuple[Any]]) -> dict[str, list[Match]]:
    t, follows, topics = rows.item_topics, rows.room_topics, rows.topics
    followed = (
        select(t, topics.c.name)
        .join_from(t, follows, and_(follows.c.topic_id == t.c.topic_id, follows.c.room_id == room_id))
        .join(topics, topics.c.id == t.c.topic_id)
        .where(t.c.item_id.in_(news))
        .order_by(topics.c.key)
    )
    matches: dict[str, list[Match]] = {}
    for row in connection.execute(followed):
        match = Match(row.topic_id, row.name, tuple(row.in_title), tuple(row.in_text))
        matches.setdefault(row.item_id, []).append(match)
    return matches


def _tellings(
    connection: Connection, news: Select[tuple[Any]]
) -> tuple[dict[str, set[str]], dict[str, dict[str, None]]]:
    """Per item: the hosts it is told on, and the ids of the sources that told it, in the order they did."""
    hosts: dict[str, set[str]] = {}
    sources: dict[str, dict[str, None]] = {}
    told = select(_e.c.item_id, _e.c.host, _e.c.source_id).where(_e.c.item_id.in_(news))
    for row in connection.execute(told.order_by(_e.c.at, _e.c.source_id)):
        hosts.setdefault(row.item_id, set()).add(row.host)
        sources.setdefault(row.item_id, {})[row.source_id] = None
    return hosts, sources


def _counts(connection: Connection, news: Select[tuple[Any]]) -> dict[tuple[str, AnswerKind], int]:
    counted = select(_a.c.item_id, _a.c.kind, func.count().label("people")).where(
        _a.c.item_id.in_(news), ~_a.c.taken_back
    )
    found = connection.execute(counted.group_by(_a.c.item_id, _a.c.kind))
    return {(row.item_id, row.kind): row.people for row in found}
