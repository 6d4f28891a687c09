"""The bare statement beside which ours is timed, through the raw drivers."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import make_url

from bot.domain.nudging import Subject
from store.hashing import hash_keys, keyed_hash
from store.kinds import micros

STATEMENT = """
insert into outbox (key, purpose, lane, about, person_id, body, state, dirty, held, put_at, not_before, attempts, why)
select 'n:' || mark, 'nudge', id, {card}, id, '', 'waiting', {no}, {no}, {now}, {now}, 0, ''
from (
  select id, mark from (
    select e.id, {mark} as mark from people e
    where e.nudges != 'off' and e.zone = {zone} and e.id > {after}
      and (e.nudged_at is null or e.nudged_at + e.nudge_every <= {now})
      and (e.nudged_at is null or e.nudges = 'daily' or e.nudged_at <= {week})
      and e.joined_at is not null and e.networks != '' and not e.gone and not e.apart
      and (e.paused_until is null or e.paused_until <= {now})
      and ' ' || e.never_days || ' ' not like '% tue %' and ' ' || e.switched_off || ' ' not like '% nudge %'
      and not exists (select 1 from outbox o
                      where o.person_id = e.id and o.purpose = 'nudge' and o.state || '' in ('waiting', 'leaving'))
      and not exists (select 1 from answers a where a.person_id = e.id and a.item_id = {item} and not a.taken_back)
      and not exists (select 1 from finds f where f.person_id = e.id and f.item_id = {item})
      and not exists (select 1 from person_topics t where t.person_id = e.id and t.topic_id = {topic} and not t.wanted)
    order by e.id
  ) those
  where not exists (select 1 from once_marks m where m.mark = those.mark)
    and not exists (select 1 from outbox o where o.key = 'n:' || those.mark)
  order by id limit 500
) these
where true
on conflict (key) do nothing returning person_id
"""
LANES = """
insert into lanes (key, team, method, next_at, paced_until, lease_until, fence)
select {key}, '', 'send', {now}, 0, 0, {now} from {those} where true
on conflict (key) do update set
  next_at = case when lanes.next_at is null or {later} < lanes.next_at then {later} else lanes.next_at end,
  method = case when lanes.next_at is null or {later} < lanes.next_at then excluded.method else lanes.method end
"""
LATER = "case when excluded.next_at > lanes.paced_until then excluded.next_at else lanes.paced_until end"
INNER = "sha256(%(hash_inner)s::bytea || convert_to({text}, 'UTF8'))"
MARK = f"left(encode(sha256(%(hash_outer)s::bytea || {INNER}), 'hex'), 32)"


class Bare(Protocol):
    """A store without ours around it."""

    def waiting(self) -> int:
        """How many nudges wait."""

    def plan(self, subject: Subject, *, zone: str, after: str, now: datetime) -> list[str]:
        """The next 500 in this zone get a nudge about this item: who they are, in order."""


def _said(subject: Subject, zone: str, after: str, now: datetime) -> dict[str, object]:
    [topic] = subject.topics
    about = {"item": subject.item_id, "card": subject.card_id, "topic": topic}
    return {**about, "zone": zone, "after": after, "now": micros(now), "week": micros(now - timedelta(days=7))}


def _statement(sign: str, *, mark: str, no: str) -> str:
    names = ("card", "now", "zone", "after", "week", "item", "topic")
    text = "'nudge:' || e.id || ':' || " + sign.format("item")
    return STATEMENT.format(mark=mark.format(text=text), no=no, **{name: sign.format(name) for name in names})


class BareSqlite:
    """Raw `sqlite3` on a file, as durable as ours."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file, isolation_level=None)
        for said in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            self.connection.execute(f"pragma {said}")
        self.connection.create_function("keyed_hash", 2, keyed_hash, deterministic=True)
        [(key,)] = self.connection.execute("select key from store_key").fetchall()
        self._key = bytes.fromhex(key)
        self._statement = _statement(":{}", mark="keyed_hash(:hash_key, {text})", no="0")
        self._lanes = LANES.format(key="value", now=":now", those="json_each(:people)", later=LATER)

    def waiting(self) -> int:
        """How many nudges wait."""
        [(count,)] = self.connection.execute("select count(*) from outbox where purpose = 'nudge'").fetchall()
        return int(count)

    def plan(self, subject: Subject, *, zone: str, after: str, now: datetime) -> list[str]:
        """One transaction."""
        said = _said(subject, zone, after, now) | hash_keys("sqlite", self._key)
        self.connection.execute("begin immediate")
        found = sorted(person for (person,) in self.connection.execute(self._statement, said))
        self.connection.execute(self._lanes, {"people": json.dumps(found), "now": micros(now)})
        self.connection.execute("commit")
        return found


class BarePostgresql:
    """Raw `psycopg` on a database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.connection = psycopg.connect(_plain(url))
        self._statement = _statement("%({})s", mark=MARK, no="false").replace("% tue %", "%% tue %%")
        self._statement = self._statement.replace("% nudge %", "%% nudge %%")
        people = "unnest(%(people)s::text[]) as those (who)"
        self._lanes = LANES.format(key="who", now="%(now)s", those=people, later=LATER)

    def waiting(self) -> int:
        """How many nudges wait."""
        [(count,)] = self.connection.execute("select count(*) from outbox where purpose = 'nudge'").fetchall()
        self.connection.commit()
        return int(count)

    def plan(self, subject: Subject, *, zone: str, after: str, now: datetime) -> list[str]:
        """One transaction."""
        said = _said(subject, zone, after, now) | hash_keys("postgresql", self._key)
        found = sorted(person for (person,) in self.connection.execute(self._statement, said, prepare=False))
        self.connection.execute(self._lanes, {"people": found, "now": micros(now)})
        self.connection.commit()
        return found

    @property
    def _key(self) -> bytes:
        [(key,)] = self.connection.execute("select key from store_key").fetchall()
        return bytes.fromhex(str(key))

    def copy_to(self, other: "BarePostgresql") -> None:
        """The other database becomes a copy of this one."""
        mine, theirs = make_url(self.url).database, make_url(other.url).database
        self.connection.close()
        other.connection.close()
        with psycopg.connect(_plain(self.url, database="postgres"), autocommit=True) as server:
            server.execute(f"drop database {theirs}")
            server.execute(f"create database {theirs} template {mine}")
        for one in (self, other):
            one.connection = psycopg.connect(_plain(one.url))
            one.connection.autocommit = True
            one.connection.execute("vacuum analyze")
            one.connection.autocommit = False

    @classmethod
    @contextmanager
    def databases(cls, server: str) -> Iterator[tuple["BarePostgresql", "BarePostgresql"]]:
        """Two empty databases on this server, dropped in the end."""
        names = ("earshot_bench_ours", "earshot_bench_bare")
        urls = [make_url(server).set(database=name).render_as_string(hide_password=False) for name in names]
        _each(server, names, "drop database if exists", "create database")
        ours, bare = (cls(url) for url in urls)
        try:
            yield ours, bare
        finally:
            for one in (ours, bare):
                one.connection.close()
            _each(server, names, "drop database if exists")


def _each(server: str, names: tuple[str, ...], *what: str) -> None:
    with psycopg.connect(_plain(server), autocommit=True) as connection:
        for said in what:
            for name in names:
                connection.execute(f"{said} {name}")


def _plain(url: str, **parts: Any) -> str:
    return make_url(url).set(drivername="postgresql", **parts).render_as_string(hide_password=False)
