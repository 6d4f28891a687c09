"""Notices at the door: they wait for a room's quiet hours, spend none of its cards, and leave only while true."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose
from bot.chat.outgoing import Drop, NotNow, Send, Verdict, verdict
from bot.domain.notices import NoticeKind
from bot.handlers.stewarding import notices
from store import rows
from store.sql import insert
from tests.bot.chat.house import moment, outgoing
from tests.bot.chat.private import Scene, scene
from tests.bot.chat.test_outgoing import EVENING, NEXT_MORNING, bring
from tests.store.looking import inside
from tests.store.making import DAY, HOUR, NOW

Deed = Callable[[Here], object]


def put(at: Scene, kind: NoticeKind, text: str = "", *, now: datetime = NOW) -> Outgoing:
    """A notice for the scene's room that waits."""
    here = Here(at.tx, at.here.settings, now)
    return outgoing(Purpose.NOTICE, notices.put(at.room, kind, text, here).id, lane=at.room.id)


def stop(at: Scene, *, now: datetime = NOW) -> None:
    """Everything is stopped. The one row this is kept in comes with the migrations, which this house has not seen."""
    connection = inside(at.tx)
    connection.execute(insert(connection, rows.programme).values(id=1).on_conflict_do_nothing())
    assert at.tx.programme.stop(at=now)


def door(message: Outgoing, at: Scene, *, now: datetime = NOW) -> Verdict:
    return verdict(message, Here(at.tx, at.here.settings, now))


def test_it_is_put_into_the_outbox_once_under_its_own_id(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        first, second = put(at, NoticeKind.YOU_SAID, "We did."), put(at, NoticeKind.YOU_SAID, "We did.")
        waiting = [(one.purpose, one.about, one.lane, one.body) for one in at.tx.outbox.due(now=NOW, limit=9)]
        assert first.about == second.about
        assert waiting == [(Purpose.NOTICE, first.about, at.room.id, "")]


def test_an_answer_to_a_room_asks_nothing_and_has_no_button(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        said = door(put(at, NoticeKind.YOU_SAID, "We did."), at)
        assert isinstance(said, Send)
        assert said.to == at.room.address
        assert (said.card.title, said.card.text) == ("You said, we did", "We did.")
        assert (said.card.buttons, said.card.facts, said.card.tallies, said.card.ask) == ((), (), {}, False)


@pytest.mark.parametrize("kind", NoticeKind)
def test_it_waits_for_the_end_of_quiet_hours_and_of_a_pause_of_the_room(kind: NoticeKind, engine: Engine) -> None:
    with moment(engine, now=EVENING) as here:
        at = scene(here)
        if kind is NoticeKind.STOPPED:
            stop(at, now=EVENING)
        message = put(at, kind, "words" if kind is NoticeKind.YOU_SAID else "", now=EVENING)
        assert door(message, at, now=EVENING) == NotNow(NEXT_MORNING)
        assert isinstance(door(message, at, now=NEXT_MORNING), Send)


def test_it_leaves_where_the_room_has_had_all_its_cards_today(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        cards = [bring(at, f"card {number}", planned=NOW, posted=NOW) for number in range(12)]
        assert isinstance(door(bring(at, "one more", planned=NOW, posted=None), at), NotNow), "the control: a card"
        assert isinstance(door(put(at, NoticeKind.YOU_SAID, "We did."), at), Send)
        assert len(cards) == 12


def test_nothing_leaves_for_a_room_the_bot_is_no_longer_in(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = put(at, NoticeKind.YOU_SAID, "We did.")
        at.tx.rooms.left(at.room.address)
        assert isinstance(door(message, at), Drop)


def test_that_everything_is_stopped_is_said_only_while_it_is_and_that_it_goes_on_only_while_it_does(
    engine: Engine,
) -> None:
    with moment(engine) as here:
        at = scene(here)
        stop(at)
        stopped = put(at, NoticeKind.STOPPED)
        said = door(stopped, at)
        assert isinstance(said, Send)
        assert said.card.title == here.words().stopped_title()
        at.tx.programme.go_on()
        assert isinstance(door(stopped, at), Drop)

        goes_on = put(at, NoticeKind.GOES_ON, now=NOW + HOUR)
        said = door(goes_on, at, now=NOW + HOUR)
        assert isinstance(said, Send)
        assert said.card.title == here.words().goes_on_title()
        stop(at, now=NOW + HOUR)
        assert isinstance(door(goes_on, at, now=NOW + HOUR), Drop)


def test_of_what_changed_several_times_overnight_only_the_last_is_said(engine: Engine) -> None:
    night = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    with moment(engine, now=night) as here:
        at = scene(here)
        waiting = []
        for hour in range(4):
            now = night + timedelta(hours=hour)
            if hour % 2 == 0:
                stop(at, now=now)
                waiting.append(put(at, NoticeKind.STOPPED, now=now))
            else:
                at.tx.programme.go_on()
                waiting.append(put(at, NoticeKind.GOES_ON, now=now))
        answer = put(at, NoticeKind.YOU_SAID, "We did.", now=night + 5 * HOUR)
        morning = [door(one, at, now=NEXT_MORNING) for one in (*waiting, answer)]
        assert [type(one) for one in morning] == [Drop, Drop, Drop, Send, Send]


def test_an_answer_to_a_room_is_said_whatever_came_after_it(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        first = put(at, NoticeKind.YOU_SAID, "First.")
        put(at, NoticeKind.YOU_SAID, "Second.", now=NOW + DAY)
        assert isinstance(door(first, at), Send)
