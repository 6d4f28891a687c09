"""The news a room could be shown, with all that ranking wants to know, in a handful of questions."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, func, select

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
        )
        for row in found
    ]


class _Record:
    """How the cards of this room fared, by the sources that told their items."""

    def __init__(self, connection: Connection, room_id: str) -> None:
        worth = exists().where(_a.c.item_id == _c.c.item_id, _a.c.kind == AnswerKind.WORTH_IT, ~_a.c.taken_back)
        stood = select(_e.c.source_id, _c.c.id, worth.label("worth")).join_from(_c, _e, _e.c.item_id == _c.c.item_id)
        self._shown: dict[str, set[str]] = {}
        self._accepted: dict[str, set[str]] = {}
        for row in connection.execute(stood.where(_c.c.room_id == room_id, _c.c.posted_at.is_not(None)).distinct()):
            self._shown.setdefault(row.source_id, set()).add(row.id)
            if row.worth:
                self._accepted.setdefault(row.source_id, set()).add(row.id)

    def shown(self, sources: Collection[str]) -> int:
        """How many cards of these sources stood in the room."""
        return _together(self._shown, sources)

    def accepted(self, sources: Collection[str]) -> int:
        """How many of them got at least one "worth sharing"."""
        return _together(self._accepted, sources)


def _together(cards: Mapping[str, set[str]], sources: Collection[str]) -> int:
    return len(set().union(*(cards.get(source, set()) for source in sources)))


def _news(room_id: str, *, since: datetime, now: datetime) -> Select[tuple[Any]]:
    t, follows = rows.item_topics, rows.room_topics
    told = exists().where(_e.c.item_id == _i.c.id, _e.c.news, _e.c.at >= since, _e.c.at <= now)
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
