"""What a person does not want does not leave for them: days, themes, topics, and a name beside a picture."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from bot.chat import outgoing as door
from bot.chat.cards import Card
from bot.chat.events import Profile
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Outgoing, Purpose
from bot.chat.outgoing import LOOK_AGAIN, Drop, Edit, NotNow, Send, Verdict, verdict
from bot.domain.people import Boundary, Weekday
from bot.domain.rhythm import is_quiet, next_open
from bot.settings import parse
from store import rows
from tests.bot.chat.house import SETTINGS, moment
from tests.bot.chat.private import Scene, scene, waiting
from tests.bot.domain.test_rhythm import CHANGES, ZONES
from tests.store.looking import inside
from tests.store.making import NOW

Door = Callable[[Outgoing, Here], Verdict]
TUE = Weekday.TUE
WORKDAYS = frozenset(list(Weekday)[:5])
EVERY_DAY = frozenset(Weekday)
BY_THE_CLOCK = sorted(set(PRIVATE) - door.ANY_HOUR)
BERLIN = ZoneInfo("Europe/Berlin")

every_private = pytest.mark.parametrize("purpose", sorted(PRIVATE), ids=str)


def set_boundaries(at: Scene, *chosen: Boundary, days: frozenset[Weekday] = frozenset()) -> None:
    at.tx.people.choose_boundaries(at.ana.id, never_days=days, boundaries=chosen, at=NOW)


# ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@every_private
@pytest.mark.parametrize(
    ("days", "opens"),
    [
        ({TUE}, datetime(2026, 11, 25, 9, tzinfo=BERLIN)),
        ({TUE, Weekday.WED}, datetime(2026, 11, 26, 9, tzinfo=BERLIN)),
        (WORKDAYS - {Weekday.MON}, datetime(2026, 11, 30, 9, tzinfo=BERLIN)),  # over the company's weekend
        (WORKDAYS, None),  # the company's weekend takes the rest
        (EVERY_DAY, None),
        ({Weekday.WED}, NOW),
    ],
    ids=["today", "two days", "over a weekend", "no day is left", "every day", "another day"],
)
def test_on_days_of_theirs_only_what_they_just_asked_for_comes(
    purpose: Purpose, days: frozenset[Weekday], opens: datetime | None, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        set_boundaries(at, days=frozenset(days))
        said = verdict(message, here)
        if purpose not in BY_THE_CLOCK or opens == NOW:
            assert isinstance(said, Edit if purpose is Purpose.DRAFT_EDIT else Send)
        elif opens is not None:
            assert said == NotNow(opens)
        elif purpose is Purpose.NUDGE:
            assert isinstance(said, Drop)
        else:
            assert said == NotNow(NOW + LOOK_AGAIN)


def test_a_day_is_one_by_the_persons_own_clock(engine: Engine) -> None:
    with moment(engine, settings=ANY_HOUR) as here:  # a Tuesday in Berlin, and in Kiritimati, 14 hours ahead, as well
        at = scene(here)
        message = waiting(Purpose.REMINDER, at)
        set_boundaries(at, days=frozenset({Weekday.WED}))
        late = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
        assert isinstance(verdict(message, replace(here, now=late)), Send)
        at.tx.people.know(at.ana.address, Profile("Ana", zone="Pacific/Kiritimati"))
        assert verdict(message, replace(here, now=late)) == NotNow(datetime(2026, 11, 25, 10, tzinfo=UTC))


ANY_HOUR = parse(SETTINGS + "people: {quiet: {from: '00:00', until: '00:00', days: []}}\n", environ={})
"""No company quiet hours: what waits waits for the person's own days alone."""


def knows_the_company_alone(message: Outgoing, here: Here) -> Verdict:
    """A naive door: the company's quiet hours are everybody's."""
    person = here.tx.people.get(message.person_id or "")
    assert person is not None
    if is_quiet(here.quiet(), at=here.now, zone=person.zone):
        return NotNow(next_open(here.quiet(), at=here.now, zone=person.zone))
    made = door.build(message, person, here)
    return Send(person.address, made) if isinstance(made, Card) else Drop("nothing")


def disturbs(
    through: Door, *, zone: str, days: frozenset[Weekday], now: datetime, purpose: Purpose, engine: Engine
) -> bool:
    """Whether a message leaves on a day of theirs, or is promised for one, or for their quiet hours."""
    never = {day.number for day in days}
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        at.tx.people.know(at.ana.address, Profile("Ana", zone=zone))
        set_boundaries(at, days=days)
        match through(message, replace(here, now=now)):
            case Send():
                when = now
            case NotNow(until=until) if until != now + LOOK_AGAIN:
                when = until
            case _:
                return False
        local = when.astimezone(ZoneInfo(zone))
        return local.weekday() in never | {5, 6} or not time(9) <= local.time() < time(18)


DAYS = st.frozensets(st.sampled_from(Weekday))
INSTANTS = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes), st.sampled_from(CHANGES), st.integers(-5_000, 5_000)
)


@settings(max_examples=60, deadline=None)
@given(zone=st.sampled_from(ZONES), days=DAYS, now=INSTANTS, purpose=st.sampled_from([Purpose.NUDGE, Purpose.REMINDER]))
def test_nothing_leaves_and_nothing_is_promised_for_a_day_of_theirs_in_any_zone(
    zone: str, days: frozenset[Weekday], now: datetime, purpose: Purpose, engine: Engine
) -> None:
    assert not disturbs(verdict, zone=zone, days=days, now=now, purpose=purpose, engine=engine)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
def test_control_a_door_that_knows_the_company_alone_disturbs_them(zone: str, engine: Engine) -> None:
    now = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    asked = {"zone": zone, "days": frozenset({TUE, Weekday.WED}), "now": now, "purpose": Purpose.REMINDER}
    assert disturbs(knows_the_company_alone, **asked, engine=engine)  # type: ignore[arg-type]
    assert not disturbs(verdict, **asked, engine=engine)  # type: ignore[arg-type]


# ── Themes and topics ────────────────────────────────────────────────────────────────────────────────────────────────

ABOUT = {
    Boundary.NO_FAMILY: "Returning after parental leave: what three engineers wished for",
    Boundary.NO_FAITH: "The mosque that heats itself with a data centre",
    Boundary.NO_POLITICS: "Der Bundestag beschließt ein Gesetz zur Netzsicherheit",
}


def titled(at: Scene, title: str, *, in_text: bool = False) -> None:
    said = {"text": title} if in_text else {"title": title}
    inside(at.tx).execute(update(rows.items).where(rows.items.c.id == at.item.id).values(said))


@pytest.mark.parametrize("theme", ABOUT)
@pytest.mark.parametrize("in_text", [False, True], ids=["title", "text"])
def test_a_nudge_about_a_theme_they_closed_does_not_leave_though_it_was_planned(
    theme: Boundary, in_text: bool, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.NUDGE, at)
        titled(at, ABOUT[theme], in_text=in_text)
        set_boundaries(at, *set(Boundary) - {theme})
        assert isinstance(verdict(message, here), Send), "the control: other boundaries say nothing of it"
        set_boundaries(at, theme)
        assert isinstance(verdict(message, here), Drop)


@pytest.mark.parametrize("purpose", sorted(set(PRIVATE) - {Purpose.NUDGE}), ids=str)
def test_a_theme_they_closed_holds_back_nothing_they_asked_for(purpose: Purpose, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        titled(at, ABOUT[Boundary.NO_FAMILY])
        set_boundaries(at, Boundary.NO_FAMILY)
        assert isinstance(verdict(message, here), Send | Edit), "a reminder, say, is their own"


def test_a_nudge_whose_topics_they_took_out_meanwhile_does_not_leave(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.NUDGE, at)
        [topic] = at.tx.topics.all()
        for wanted, kind in [(True, Send), (False, Drop)]:
            at.tx.people.choose_topics(at.ana.id, {topic.id: wanted})
            assert isinstance(verdict(message, here), kind)
        inside(here.tx).execute(rows.item_topics.delete())
        assert isinstance(verdict(message, here), Send), "an item about no topic is about none they took out"


# ── Photos ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("picture", "chosen", "asked"),
    [
        ("https://a.example/p.png", [Boundary.NO_PHOTOS], False),
        ("https://a.example/p.png", sorted(set(Boundary) - {Boundary.NO_PHOTOS}), True),
        ("", [Boundary.NO_PHOTOS], True),
    ],
)
def test_who_wants_no_photos_is_not_asked_to_stand_beside_one(
    picture: str, chosen: list[Boundary], asked: bool, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.NAMING, at)
        inside(here.tx).execute(update(rows.stories).values(picture=picture))
        set_boundaries(at, *chosen)
        assert isinstance(verdict(message, here), Send if asked else Drop)


def test_no_reason_for_staying_names_a_boundary(engine: Engine) -> None:
    """What the outbox keeps of a message says no more of somebody with boundaries than of anybody else."""
    with moment(engine) as here:
        at = scene(here)
        nudge, naming = waiting(Purpose.NUDGE, at), waiting(Purpose.NAMING, at)
        titled(at, ABOUT[Boundary.NO_FAITH])
        inside(here.tx).execute(update(rows.stories).values(picture="https://a.example/p.png"))
        set_boundaries(at, *Boundary)
        theirs = [verdict(nudge, here), verdict(naming, here)]
        set_boundaries(at, days=EVERY_DAY)
        theirs.append(verdict(nudge, here))
        for kind in (nudge, naming):
            at.tx.people.switch(at.ana.id, PRIVATE[kind.purpose], on=False)
        anybodys = verdict(nudge, here)
        assert theirs == [anybodys, Drop("nothing is to be asked any more"), anybodys]
