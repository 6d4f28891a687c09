"""People: who did something, what they chose, and how to forget them."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Row, and_, bindparam, select, update

from bot.chat.addresses import Address
from bot.chat.events import Profile
from bot.domain.ids import new_id
from bot.domain.networks import Network
from bot.domain.people import NUDGE_BASE, Boundary, Nudges, Person, Private, Weekday
from store import forgetting, rows
from store.asking import stands_there, there
from store.outbox import bound_for, drop_private, drop_waiting, look_again
from store.sql import insert
from store.statements import Statement

_p = rows.people
_at = select(_p).where(stands_there(_p))
_AT = Statement(_at)
_WAIT = Statement(_at.with_for_update())
_HOLD = (
    select(_p.c.id)
    .where(_p.c.id.in_(bindparam("people", expanding=True)))
    .order_by(_p.c.id)
    .with_for_update(skip_locked=True)
)
_GET = Statement(select(_p).where(_p.c.id == bindparam("person_id")))


class People:
    """Who we heard from; implements `bot.ports.People`. `forgot` is called when somebody was forgotten."""

    def __init__(self, connection: Connection, *, forgot: Callable[[], None]) -> None:
        self._c = connection
        self._forgot = forgot
        # Whom we waited for: nobody else writes to their rows until our transaction ends, and where we do, we let go.
        self._held: dict[Address, Person] = {}

    def at(self, address: Address) -> Person | None:
        return self._held.get(address) or self._first(_AT, there(address))

    def get(self, person_id: str) -> Person | None:
        return self._first(_GET, {"person_id": person_id})

    def hold(self, person_ids: Collection[str]) -> frozenset[str]:
        if self._c.dialect.name != "postgresql":  # SQLite has one writer: whoever writes holds everybody
            return frozenset(person_ids)
        return frozenset(self._c.execute(_HOLD, {"people": list(person_ids)}).scalars())

    def wait_for(self, address: Address) -> None:
        if address in self._held:
            return
        person = self._first(_WAIT, there(address))
        if person is not None:
            self._held[address] = person

    def meet(self, address: Address, *, now: datetime, zone: str, language: str) -> Person:
        self.wait_for(address)
        known = self.at(address)
        if known and not known.gone and address.route in ("", known.address.route):
            return known
        if known:
            route = address.route or known.address.route
            self._set(known.id, route=route, gone=False)
        else:
            self._write(insert(self._c, _p).values(_stranger(address, now, zone, language)).on_conflict_do_nothing())
        met = self._first(_WAIT, there(address))  # somebody else may have made them known at the same moment
        if met is None:
            raise LookupError("the person who was just met is not there")
        return met

    def reached(self, address: Address, route: str) -> None:
        as_before = and_(stands_at(address), _p.c.route == address.route)
        self._write(update(_p).where(as_before).values(route=route))

    def know(self, address: Address, profile: Profile) -> None:
        news = {"name": profile.name, "zone": profile.zone, "language": profile.language}
        told = {column: value for column, value in news.items() if value}
        if told:
            self._write(update(_p).where(stands_at(address)).values(told))
        if not profile.active:
            self.gone(address)

    def gone(self, address: Address) -> None:
        self._write(update(_p).where(stands_at(address)).values(gone=True))
        theirs = select(_p.c.id).where(stands_at(address))
        drop_waiting(self._c, bound_for(theirs, theirs), why="no longer there")

    def join(self, person_id: str, *, at: datetime, text: str) -> None:
        self._set(person_id, joined_at=at, joining_text=text, gone=False)

    def leave(self, person_id: str) -> None:
        self._set(person_id, joined_at=None, joining_text=None, nudges=Nudges.OFF)
        drop_private(self._c, person_id)

    def pause(self, person_id: str, until: datetime | None) -> None:
        self._set(person_id, paused_until=until)

    def choose_networks(self, person_id: str, networks: Collection[Network], *, apart: bool) -> None:
        self._set(person_id, networks=frozenset(networks), apart=apart)

    def choose_boundaries(
        self, person_id: str, *, never_days: Collection[Weekday], boundaries: Collection[Boundary], at: datetime
    ) -> None:
        self._set(person_id, never_days=frozenset(never_days), boundaries=frozenset(boundaries))
        look_again(self._c, person_id, at=at)

    def choose_nudges(self, person_id: str, nudges: Nudges, *, every: timedelta) -> None:
        self._set(person_id, nudges=nudges, nudge_every=every)
        if nudges is Nudges.OFF:
            drop_private(self._c, person_id, Private.NUDGE)

    def choose_language(self, person_id: str, language: str | None) -> None:
        self._set(person_id, chosen_language=language)

    def switch(self, person_id: str, kind: Private, *, on: bool) -> None:
        person = self.get(person_id)
        if person is None:
            return
        off = person.switched_off - {kind} if on else person.switched_off | {kind}
        self._set(person_id, switched_off=off)
        if not on:
            drop_private(self._c, person_id, kind)

    def topics(self, person_id: str) -> Mapping[str, bool]:
        t = rows.person_topics
        chosen = self._c.execute(select(t.c.topic_id, t.c.wanted).where(t.c.person_id == person_id))
        return {row.topic_id: row.wanted for row in chosen}

    def choose_topics(self, person_id: str, wanted: Mapping[str, bool]) -> None:
        new = insert(self._c, rows.person_topics)
        put = new.on_conflict_do_update(index_elements=["person_id", "topic_id"], set_={"wanted": new.excluded.wanted})
        choices = [{"person_id": person_id, "topic_id": topic, "wanted": wish} for topic, wish in wanted.items()]
        if choices:
            self._c.execute(put, choices)

    def nudged(self, person_id: str, *, at: datetime, every: timedelta) -> None:
        self._set(person_id, nudged_at=at, nudge_every=every)

    def nudge_every(self, person_id: str, every: timedelta) -> None:
        self._set(person_id, nudge_every=every)

    def forget(self, person_id: str) -> None:
        self.let_go()
        forgetting.forget(self._c, person_id)
        self._forgot()

    def let_go(self) -> None:
        """People are written to: what we remember of any may be so no longer."""
        self._held.clear()

    def export(self, person_id: str) -> dict[str, object]:
        return forgetting.export(self._c, person_id)

    def _set(self, person_id: str, **values: object) -> None:
        self._write(update(_p).where(_p.c.id == person_id).values(values))

    def _write(self, statement: Executable) -> None:
        self.let_go()
        self._c.execute(statement)

    def _first(self, asked: Statement, values: Mapping[str, str]) -> Person | None:
        row = asked.run(self._c, values).first()
        return read_person(row) if row else None


def stands_at(address: Address) -> ColumnElement[bool]:
    """The person at this address."""
    return and_(_p.c.platform == address.platform, _p.c.workspace == address.workspace, _p.c.external_id == address.id)


def _stranger(address: Address, now: datetime, zone: str, language: str) -> dict[str, object]:
    return {
        "id": new_id(now),
        "platform": address.platform,
        "workspace": address.workspace,
        "external_id": address.id,
        "route": address.route,
        "name": "",
        "zone": zone,
        "language": language,
        "nudges": Nudges.OFF,
        "nudge_every": NUDGE_BASE[Nudges.WEEKLY],
        "apart": False,
        "networks": frozenset(),
        "switched_off": frozenset(),
        "gone": False,
        "never_days": frozenset(),
        "boundaries": frozenset(),
    }


def read_person(row: Row[Any]) -> Person:
    """A person from their row."""
    return Person(
        id=row.id,
        address=Address(row.platform, row.workspace, row.external_id, row.route),
        name=row.name,
        zone=row.zone,
        language=row.language,
        chosen_language=row.chosen_language,
        joined_at=row.joined_at,
        paused_until=row.paused_until,
        nudges=row.nudges,
        nudge_every=row.nudge_every,
        nudged_at=row.nudged_at,
        apart=row.apart,
        networks=row.networks,
        switched_off=row.switched_off,
        gone=row.gone,
        never_days=row.never_days,
        boundaries=row.boundaries,
    )
