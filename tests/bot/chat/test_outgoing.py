"""The door: what may leave, checked when it leaves. Every protection has a naive door that fails the same check."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from bot.chat import outgoing as door
from bot.chat.addresses import Message
from bot.chat.cards import Card
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Outgoing, Purpose
from bot.chat.outgoing import BROUGHT, Drop, Edit, NotNow, Refresh, Send, Verdict, verdict
from bot.chat.private_cards import OFF, off_switch
from bot.chat.wording.english import English
from bot.domain.items import AnswerKind, Ending, FindState, Life
from bot.domain.networks import Network
from bot.domain.people import NUDGE_BASE, Nudges, Person, Private
from bot.domain.stories import StoryState
from store import rows
from tests.bot.chat.house import again, moment, outgoing
from tests.bot.chat.private import MAKERS, Scene, draft, scene, waiting
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, HOUR, MINUTE, NOW

Door = Callable[[Outgoing, Here], Verdict]

ANSWERS_TO_A_PRESS = {
    Purpose.DRAFT,
    Purpose.DRAFT_EDIT,
    Purpose.DRAFT_INVITE,
    Purpose.FIND_NEWS,
    Purpose.ANSWER,
}
BY_THE_CLOCK = set(PRIVATE) - ANSWERS_TO_A_PRESS
EVENING = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)  # 20:30 in Berlin, where everybody here lives
NEXT_MORNING = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
UNTIL = NOW + 3 * DAY

every_private = pytest.mark.parametrize("purpose", sorted(PRIVATE), ids=str)


def open_door(purpose: Purpose) -> type[Send | Edit]:
    return Edit if purpose is Purpose.DRAFT_EDIT else Send


def test_there_is_a_scene_for_every_private_purpose() -> None:
    assert set(MAKERS) == set(PRIVATE)


# ── Who may hear at all ──────────────────────────────────────────────────────────────────────────────────────────────


@every_private
def test_a_private_message_leaves_for_a_member_who_asked_for_its_kind(purpose: Purpose, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        said = verdict(waiting(purpose, at), here)
        assert isinstance(said, open_door(purpose)), said
        assert isinstance(said, Send | Edit)
        assert OFF[PRIVATE[purpose]] in [button.action for button in said.card.buttons]


@every_private
@pytest.mark.parametrize("out", ["never joined", "left"])
def test_someone_who_is_no_member_hears_nothing_but_the_answer_to_what_they_wrote(
    purpose: Purpose, out: str, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        if out == "left":
            here.tx.people.leave(at.ana.id)
        else:
            inside(here.tx).execute(update(rows.people).where(rows.people.c.id == at.ana.id).values(joined_at=None))
        said = verdict(message, here)
        match purpose:
            case Purpose.ANSWER:
                assert isinstance(said, Send)
            case Purpose.DRAFT_EDIT:
                assert isinstance(said, Edit), "what stands already is kept true"
            case _:
                assert isinstance(said, Drop), said


@every_private
@pytest.mark.parametrize("out", ["gone", "forgotten"])
def test_nothing_leaves_for_someone_who_is_gone_or_forgotten(purpose: Purpose, out: str, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        if out == "gone":
            here.tx.people.gone(at.ana.address)
        else:
            here.tx.people.forget(at.ana.id)
        assert isinstance(verdict(message, here), Drop)


@every_private
def test_in_a_pause_nudges_are_dropped_other_news_waits_and_answers_come(purpose: Purpose, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        here.tx.people.pause(at.ana.id, UNTIL)
        said = verdict(message, here)
        if purpose is Purpose.NUDGE:
            assert isinstance(said, Drop)
        elif purpose in BY_THE_CLOCK:
            assert said == NotNow(UNTIL)
        else:
            assert isinstance(said, open_door(purpose))
    with moment(engine, now=NOW - DAY) as here:
        at = scene(here)
        message = waiting(purpose, at)
        here.tx.people.pause(at.ana.id, NOW - 2 * DAY)
        assert isinstance(verdict(message, here), open_door(purpose)), "a pause that is over"


@every_private
def test_a_kind_that_is_switched_off_does_not_leave_and_no_other_is_held_up_by_it(
    purpose: Purpose, engine: Engine
) -> None:
    own = PRIVATE[purpose]
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        for kind in set(Private) - {own}:
            here.tx.people.switch(at.ana.id, kind, on=False)
        assert isinstance(verdict(message, here), open_door(purpose))
        here.tx.people.switch(at.ana.id, own, on=False)
        said = verdict(message, here)
        assert isinstance(said, Edit if purpose is Purpose.DRAFT_EDIT else Drop)


@every_private
def test_with_nudges_off_no_nudge_leaves_not_even_one_that_was_queued(purpose: Purpose, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        here.tx.people.choose_nudges(at.ana.id, Nudges.OFF, every=NUDGE_BASE[Nudges.WEEKLY])
        assert isinstance(verdict(message, here), Drop if purpose is Purpose.NUDGE else open_door(purpose))


@every_private
@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (EVENING, NEXT_MORNING),
        (datetime(2026, 11, 28, 12, 0, tzinfo=UTC), datetime(2026, 11, 30, 8, 0, tzinfo=UTC)),  # a Saturday
    ],
    ids=["evening", "weekend"],
)
def test_in_their_quiet_hours_only_what_they_just_asked_for_comes(
    purpose: Purpose, now: datetime, opens: datetime, engine: Engine
) -> None:
    with moment(engine, now=now) as here:
        said = verdict(waiting(purpose, scene(here)), here)
        if purpose in BY_THE_CLOCK:
            assert said == NotNow(opens)
        else:
            assert isinstance(said, open_door(purpose))


def test_quiet_hours_are_those_of_the_persons_own_time_zone(engine: Engine) -> None:
    with moment(engine) as here:  # 11:00 in Berlin, 05:00 in Toronto
        at = scene(here)
        inside(here.tx).execute(update(rows.people).values(zone="America/Toronto"))
        assert verdict(waiting(Purpose.NUDGE, at), here) == NotNow(datetime(2026, 11, 24, 14, 0, tzinfo=UTC))


# ── Still wanted? ────────────────────────────────────────────────────────────────────────────────────────────────────

Spoil = Callable[[Scene], None]


def _withdrawn(at: Scene) -> None:
    at.tx.items.withdraw(at.item.id)


def _expired(at: Scene) -> None:
    at.tx.rooms.end(at.card.id, Ending.EXPIRED)


def _internal(at: Scene) -> None:
    inside(at.tx).execute(update(rows.items).values(internal=True))


def _embargoed(at: Scene) -> None:
    inside(at.tx).execute(update(rows.items).values(not_before=NOW + DAY))


SPOILS: dict[str, Spoil] = {
    "withdrawn": _withdrawn,
    "expired": _expired,
    "internal": _internal,
    "under embargo": _embargoed,
}


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize("purpose", [Purpose.NUDGE, Purpose.DRAFT_INVITE])
def test_what_may_not_be_shared_any_more_is_not_asked_about(purpose: Purpose, spoil: str, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        SPOILS[spoil](at)
        assert isinstance(verdict(message, here), Drop)


@pytest.mark.parametrize("spoil", ["withdrawn", "internal", "under embargo"])
def test_nobody_is_reminded_of_a_draft_about_what_may_not_be_shared(spoil: str, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.REMINDER, at)
        SPOILS[spoil](at)
        assert isinstance(verdict(message, here), Drop)


def test_a_reminder_comes_although_the_cards_time_is_over(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.REMINDER, at)
        _expired(at)
        assert isinstance(verdict(message, here), Send)


def test_a_heard_card_is_never_the_subject_of_a_nudge(engine: Engine) -> None:
    with moment(engine) as here:
        assert isinstance(verdict(waiting(Purpose.NUDGE, scene(here, life=Life.HEARD)), here), Drop)


@pytest.mark.parametrize("kind", list(AnswerKind), ids=str)
def test_a_nudge_about_an_item_they_answered_meanwhile_does_not_leave(kind: AnswerKind, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.NUDGE, at)
        here.tx.answers.put(at.ana.id, at.item.id, kind, at=NOW)
        assert isinstance(verdict(message, here), Drop)
        here.tx.answers.take_back(at.ana.id, at.item.id, kind, at=NOW + MINUTE)
        assert isinstance(verdict(message, here), Send), "taken back is as if it never was"


def test_a_nudge_leaves_only_for_someone_with_a_network_of_their_own(engine: Engine) -> None:
    for networks, apart in [((), False), ((), True), ([Network.X], True)]:
        with moment(engine) as here:
            at = scene(here)
            here.tx.people.choose_networks(at.ana.id, networks, apart=apart)
            assert isinstance(verdict(waiting(Purpose.NUDGE, at), here), Drop)


@pytest.mark.parametrize(
    ("nudges", "every", "waited", "leaves"),
    [
        (Nudges.WEEKLY, 7, 6.9, False),
        (Nudges.WEEKLY, 7, 7, True),
        (Nudges.WEEKLY, 10.5, 8, False),
        (Nudges.DAILY, 1, 0.9, False),
        (Nudges.DAILY, 1, 1, True),
        (Nudges.DAILY, 1.5, 1.2, False),
    ],
)
def test_a_nudge_waits_out_the_persons_own_interval(
    nudges: Nudges, every: float, waited: float, leaves: bool, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        here.tx.people.choose_nudges(at.ana.id, nudges, every=timedelta(days=every))
        here.tx.people.nudged(at.ana.id, at=NOW - timedelta(days=waited), every=timedelta(days=every))
        assert isinstance(verdict(waiting(Purpose.NUDGE, at), here), Send if leaves else Drop)


def test_a_draft_that_was_thrown_away_does_not_leave_but_its_message_is_cleared(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        for purpose in (Purpose.DRAFT, Purpose.REMINDER):
            message = waiting(purpose, at)
            here.tx.drafts.throw(message.about)
            assert isinstance(verdict(message, here), Drop)
        message = waiting(Purpose.DRAFT_EDIT, at)
        here.tx.drafts.throw(message.about)
        here.tx.people.switch(at.ana.id, Private.DRAFT, on=False)
        said = verdict(message, here)
        assert isinstance(said, Edit)
        assert (said.card.title, said.card.text) == (here.words().draft_thrown(), "")


def test_a_draft_that_stands_nowhere_is_not_drawn_anew(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = outgoing(Purpose.DRAFT_EDIT, draft(at), person_id=at.ana.id)
        assert isinstance(verdict(message, here), Drop)


def test_what_is_gone_when_its_turn_comes_is_dropped_whatever_it_is(engine: Engine) -> None:
    for purpose in set(Purpose) - {Purpose.ANSWER}:
        with moment(engine) as here:
            at = scene(here)
            assert isinstance(verdict(outgoing(purpose, "no such id", person_id=at.ana.id), here), Drop), purpose


def test_news_of_a_find_that_is_looked_at_once_more_waits_for_what_comes_of_that(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.FIND_NEWS, at)
        here.tx.items.settle_find(message.about, FindState.UNREADABLE, trouble="not_found")
        assert isinstance(verdict(message, here), Send)
        here.tx.items.try_again(message.about, why="again", at=NOW)
        assert isinstance(verdict(message, here), Drop)


def test_a_naming_is_asked_only_while_the_answer_is_open(engine: Engine) -> None:
    for days, state, sent in [
        (0, StoryState.WAITING, True),
        (7, StoryState.WAITING, False),
        (0, StoryState.WITHDRAWN, False),
    ]:
        with moment(engine) as here:
            at = scene(here)
            message = waiting(Purpose.NAMING, at)
            found = here.tx.stories.named(message.about)
            assert found is not None
            here.tx.stories.set_state(found[0].id, state)
            said = verdict(message, replace(here, now=NOW + days * DAY))
            assert isinstance(said, Send) == sent, (days, state)


def test_an_author_hears_that_the_room_they_chose_is_no_more(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.STORY_NEWS, at)
        here.tx.stories.set_state(message.about, StoryState.DRAFT)
        here.tx.rooms.left(at.room.address)
        said = verdict(message, here)
        assert isinstance(said, Send)
        assert said.card.text == here.words().story_room_gone()
        here.tx.stories.set_state(message.about, StoryState.WITHDRAWN)
        assert isinstance(verdict(message, here), Drop)


# ── Its own off switch ───────────────────────────────────────────────────────────────────────────────────────────────


def without_switch(waiting: Outgoing, person: Person, here: Here) -> Card | Send | Edit | Drop | NotNow:
    """The control: someone writes a private message and forgets its off switch."""
    made = door.build(waiting, person, here)
    match made:
        case Card():
            return _stripped(made, PRIVATE[waiting.purpose])
        case Send():
            return replace(made, card=_stripped(made.card, PRIVATE[waiting.purpose]))
        case Edit():
            return replace(made, card=_stripped(made.card, PRIVATE[waiting.purpose]))
        case _:
            return made


def _stripped(card: Card, kind: Private) -> Card:
    return replace(card, buttons=tuple(button for button in card.buttons if button.action is not OFF[kind]))


@every_private
def test_a_private_card_without_its_own_off_switch_is_refused(purpose: Purpose, engine: Engine) -> None:
    with moment(engine) as here:
        message = waiting(purpose, scene(here))
        assert isinstance(verdict(message, here), Send | Edit)
        assert isinstance(verdict(message, here, build=without_switch), Drop)


def test_another_kinds_off_switch_is_not_enough(engine: Engine) -> None:
    def mixed_up(waiting: Outgoing, person: Person, here: Here) -> Card:
        switches = tuple(
            off_switch(kind, here.words(person)) for kind in Private if kind is not PRIVATE[waiting.purpose]
        )
        return Card("A message", buttons=switches)

    with moment(engine) as here:
        at = scene(here)
        for purpose in PRIVATE:
            assert isinstance(verdict(waiting(purpose, at), here, build=mixed_up), Drop)


# ── Over all states ──────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class State:
    """All about a person and an item that bears on whether a private message may leave."""

    purpose: Purpose
    joined: bool
    gone: bool
    paused: bool
    switched_off: frozenset[Private]
    nudges: Nudges
    networks: frozenset[Network]
    apart: bool
    answered: frozenset[AnswerKind]
    life: Life
    withdrawn: bool
    internal: bool
    embargo: bool
    nudged_days_ago: int | None
    hour: int
    day: int


STATES = st.builds(
    State,
    purpose=st.sampled_from(sorted(PRIVATE)),
    joined=st.sampled_from([True, True, True, False]),
    gone=st.sampled_from([False, False, False, True]),
    paused=st.sampled_from([False, False, True]),
    switched_off=st.frozensets(st.sampled_from(Private), max_size=2),
    nudges=st.sampled_from(Nudges),
    networks=st.frozensets(st.sampled_from([Network.X, Network.LINKEDIN]), max_size=2),
    apart=st.sampled_from([False, False, False, True]),
    answered=st.frozensets(st.sampled_from(AnswerKind), max_size=1),
    life=st.sampled_from([Life.ASKING, Life.ASKING, Life.HEARD, Life.OVER]),
    withdrawn=st.sampled_from([False, False, False, True]),
    internal=st.sampled_from([False, False, False, True]),
    embargo=st.sampled_from([False, False, False, True]),
    nudged_days_ago=st.sampled_from([None, None, 0, 3, 6, 7, 20]),
    hour=st.integers(0, 23),
    day=st.integers(23, 29),  # a whole week from a Monday on
)


def may_hear(state: State) -> bool:
    """The oracle, from DESIGN sections 1 and 6 alone: whether this person may be sent this kind of message now."""
    kind = PRIVATE[state.purpose]
    if state.gone or kind in state.switched_off:
        return False  # "easy out"; an off switch is at once
    if state.purpose is Purpose.ANSWER:
        return True  # they wrote to the bot; this is the reply it could not give on the spot
    if not state.joined:
        return False  # "a private message leaves only for a member"
    answers_a_press = state.purpose in {Purpose.DRAFT, Purpose.DRAFT_INVITE, Purpose.FIND_NEWS}
    if not answers_a_press:
        local = state.hour + 1  # Berlin in winter; 24 is the next day's midnight, quiet in any case
        weekend = state.day in (28, 29) or (state.day == 27 and local >= 24)
        if state.paused or weekend or not 9 <= local < 18:
            return False  # "paused: no message except the answer to what they just did"; quiet hours
    if state.purpose is not Purpose.NUDGE:
        return True
    may_be_shared = state.life is Life.ASKING and not (state.withdrawn or state.internal or state.embargo)
    rested = state.nudged_days_ago is None or state.nudged_days_ago >= (1 if state.nudges is Nudges.DAILY else 7)
    own_network = bool(state.networks) and not state.apart
    return state.nudges is not Nudges.OFF and may_be_shared and rested and own_network and not state.answered


def furnished(state: State, here: Here) -> Outgoing:
    at = scene(here, life=Life.ASKING if state.life is Life.OVER else state.life)
    tx, ana = here.tx, at.ana.id
    message = waiting(state.purpose, at)
    tx.people.choose_networks(ana, state.networks, apart=state.apart)
    every = NUDGE_BASE.get(state.nudges, 7 * DAY)
    tx.people.choose_nudges(ana, state.nudges, every=every)
    if state.nudged_days_ago is not None:
        tx.people.nudged(ana, at=here.now - state.nudged_days_ago * DAY, every=every)
    for kind in state.switched_off:
        tx.people.switch(ana, kind, on=False)
    for answer in state.answered:
        tx.answers.put(ana, at.item.id, answer, at=here.now)
    tx.people.pause(ana, here.now + HOUR if state.paused else None)
    if state.life is Life.OVER:
        tx.rooms.end(at.card.id, Ending.EXPIRED)
    if state.withdrawn:
        tx.items.withdraw(at.item.id)
    labels = {"internal": state.internal, "not_before": here.now + DAY if state.embargo else None}
    inside(tx).execute(update(rows.items).where(rows.items.c.id == at.item.id).values(labels))
    person = {"gone": state.gone} | ({} if state.joined else {"joined_at": None})
    inside(tx).execute(update(rows.people).where(rows.people.c.id == ana).values(person))
    return message


def leaves_unheard(state: State, engine: Engine, through: Door) -> bool:
    """Whether a message leaves for someone who may not hear it."""
    now = datetime(2026, 11, state.day, state.hour, 30, tzinfo=UTC)
    with moment(engine, now=now) as here:
        said = through(furnished(state, here), here)
        return isinstance(said, Send) and not may_hear(state)


@settings(max_examples=150)
@given(state=STATES)
def test_nothing_private_is_ever_sent_to_someone_who_may_not_hear_it(state: State, engine: Engine) -> None:
    assert not leaves_unheard(state, engine, verdict)


@settings(max_examples=80)
@given(state=STATES)
def test_whoever_may_hear_is_not_kept_waiting_where_what_they_asked_for_is_still_there(
    state: State, engine: Engine
) -> None:
    spoilt = state.life is not Life.ASKING or state.withdrawn or state.internal or state.embargo
    if not may_hear(state) or state.purpose is Purpose.DRAFT_EDIT or spoilt:
        return
    with moment(engine, now=datetime(2026, 11, state.day, state.hour, 30, tzinfo=UTC)) as here:
        said = verdict(furnished(state, here), here)
        is_named_too_late = state.purpose is Purpose.NAMING and here.now >= NOW + 7 * DAY
        assert isinstance(said, Send) or is_named_too_late, said


ORDINARY = State(
    purpose=Purpose.NUDGE,
    joined=True,
    gone=False,
    paused=False,
    switched_off=frozenset(),
    nudges=Nudges.WEEKLY,
    networks=frozenset({Network.X}),
    apart=False,
    answered=frozenset(),
    life=Life.ASKING,
    withdrawn=False,
    internal=False,
    embargo=False,
    nudged_days_ago=None,
    hour=10,
    day=24,
)


def trusts_the_plan(message: Outgoing, here: Here) -> Verdict:
    """A naive door: consent was checked when the message was planned, was it not?"""
    person = here.tx.people.get(message.person_id or "")
    made = door.build(message, person, here) if person else Drop("nobody")
    return Send(person.address, made) if isinstance(made, Card) and person else Drop("nothing")


@pytest.mark.parametrize(
    "state",
    [
        replace(ORDINARY, joined=False),
        replace(ORDINARY, gone=True),
        replace(ORDINARY, paused=True),
        replace(ORDINARY, nudges=Nudges.OFF),
        replace(ORDINARY, switched_off=frozenset({Private.NUDGE})),
        replace(ORDINARY, hour=20),
        replace(ORDINARY, purpose=Purpose.REMINDER, switched_off=frozenset({Private.REMINDER})),
        replace(ORDINARY, purpose=Purpose.DRAFT, joined=False),
    ],
)
def test_control_a_door_that_trusts_the_plan_sends_to_people_who_may_not_hear(state: State, engine: Engine) -> None:
    assert leaves_unheard(state, engine, trusts_the_plan)
    assert not leaves_unheard(state, engine, verdict)


# ── Cards in rooms ───────────────────────────────────────────────────────────────────────────────────────────────────


def card(at: Scene, *, attempted_at: datetime | None = None, purpose: Purpose = Purpose.CARD) -> Outgoing:
    if purpose is Purpose.CARD:  # one that has yet to leave stands nowhere
        inside(at.tx).execute(
            update(rows.cards).where(rows.cards.c.id == at.card.id).values(message_id=None, posted_at=None)
        )
    return outgoing(purpose, at.card.id, lane=at.room.id, attempted_at=attempted_at)


def test_a_card_leaves_for_its_room(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here, life=Life.HEARD)
        said = verdict(card(at), here)
        assert isinstance(said, Send)
        assert (said.to, said.card.title, said.card.ask) == (at.room.address, at.item.title, False)


@pytest.mark.parametrize("life", [Life.HEARD, Life.ASKING])
def test_a_card_whose_room_or_item_or_time_is_over_does_not_leave(life: Life, engine: Engine) -> None:
    def left(at: Scene) -> None:
        at.tx.rooms.left(at.room.address)

    def deleted(at: Scene) -> None:
        at.tx.rooms.move(at.card.id)

    for spoil in (left, deleted, _withdrawn, _expired):
        with moment(engine) as here:
            at = scene(here, life=life)
            spoil(at)
            assert isinstance(verdict(card(at), here), Drop), spoil
    with moment(engine) as here:
        at = scene(here, life=life)
        later = replace(here, now=NOW + 14 * DAY)
        assert isinstance(verdict(card(at), later), Drop), "nobody tidied, but its time is over all the same"


@pytest.mark.parametrize("spoil", ["internal", "under embargo"])
def test_a_card_for_inside_only_says_so_and_offers_no_sharing(spoil: str, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        SPOILS[spoil](at)
        said = verdict(card(at), here)
        assert isinstance(said, Send)
        actions = {button.action.value for button in said.card.buttons}
        assert not actions & {"would_share", "draft", "scroll_past"}
        assert not said.card.ask
        item = here.tx.items.get(at.item.id)
        assert item is not None
        assert here.words().not_to_be_shared(item.internal, item.not_before) in said.card.facts


def test_a_card_waits_for_the_end_of_its_rooms_quiet_hours_or_pause(engine: Engine) -> None:
    with moment(engine, now=EVENING) as here:
        assert verdict(card(scene(here)), here) == NotNow(NEXT_MORNING)
    with moment(engine) as here:
        at = scene(here)
        inside(here.tx).execute(update(rows.rooms).values(paused_until=UNTIL))
        assert verdict(card(at), here) == NotNow(UNTIL)


def bring(at: Scene, name: str, *, planned: datetime, posted: datetime | None) -> Outgoing:
    """A card a colleague brought; `posted`: when it came to stand in the room."""
    one = making.card(
        at.tx, at.room.id, making.item(at.tx, name, at=planned).id, life=Life.ASKING, brought=True, at=planned
    )
    if posted:
        at.tx.rooms.sent(one.id, Message(at.room.address, name), at=posted)
    return outgoing(Purpose.CARD, one.id, lane=at.room.id)


def test_more_brought_cards_than_the_rooms_day_allows_wait_for_the_next_morning(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        for number in range(BROUGHT * 2 - 1):
            bring(at, f"posted {number}", planned=NOW - HOUR, posted=NOW - HOUR)
        assert isinstance(verdict(bring(at, "fits", planned=NOW, posted=None), here), Send)
        bring(at, "the last", planned=NOW - HOUR, posted=NOW - MINUTE)
        too_many = bring(at, "one too many", planned=NOW, posted=None)
        assert verdict(too_many, here) == NotNow(NEXT_MORNING)
        assert isinstance(verdict(too_many, replace(here, now=NEXT_MORNING)), Send)
        assert isinstance(verdict(card(at), here), Send), "a card of the clock has a budget of its own"


def test_what_was_brought_in_a_weekend_counts_on_the_day_it_comes(engine: Engine) -> None:
    saturday, monday = datetime(2026, 11, 28, 12, tzinfo=UTC), datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    with moment(engine, now=monday) as here:
        at = scene(here)
        sent = 0
        for number in range(12):
            message = bring(at, f"saturday {number}", planned=saturday, posted=None)
            if isinstance(verdict(message, here), Send):
                at.tx.rooms.sent(message.about, Message(at.room.address, f"sent {number}"), at=monday)
                sent += 1
        assert sent == BROUGHT * 2


def test_a_card_is_drawn_anew_at_most_once_a_minute(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        edit = Purpose.CARD_EDIT
        assert isinstance(verdict(card(at, purpose=edit), here), Edit)
        just_now = NOW - timedelta(seconds=20)
        assert verdict(card(at, purpose=edit, attempted_at=just_now), here) == NotNow(just_now + MINUTE)
        assert isinstance(verdict(card(at, purpose=edit, attempted_at=NOW - MINUTE), here), Edit)


def test_withdrawal_and_expiry_reach_cards_that_stand_already(engine: Engine) -> None:
    for spoil, title in [(_withdrawn, English().withdrawn_title()), (_expired, "Title one")]:
        with moment(engine, now=EVENING) as here:  # an edit is silent, so it need not wait for the morning
            at = scene(here)
            at.tx.rooms.end(at.card.id, Ending.WITHDRAWN if spoil is _withdrawn else Ending.EXPIRED)
            spoil(at)
            said = verdict(card(at, purpose=Purpose.CARD_EDIT), here)
            assert isinstance(said, Edit)
            assert (said.card.title, said.card.buttons, said.card.ask) == (title, (), False)


def test_a_card_that_never_stood_anywhere_is_not_drawn_anew(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = replace(bring(at, "new", planned=NOW, posted=None), purpose=Purpose.CARD_EDIT)
        assert isinstance(verdict(message, here), Drop)


def test_the_own_page_is_refreshed_for_whoever_is_here(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = outgoing(Purpose.PAGE, at.ana.id, lane=at.ana.id)
        said = verdict(message, here)
        assert isinstance(said, Refresh)
        assert said.person == again(at.ana, here.tx).address
        here.tx.people.gone(at.ana.address)
        assert isinstance(verdict(message, here), Drop)


@pytest.mark.parametrize("label", [{"internal": True, "not_before": None}, {"internal": False, "not_before": UNTIL}])
def test_a_label_reaches_a_card_that_was_drawn_a_moment_ago_and_taking_it_off_waits_its_minute(
    label: dict[str, object], engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = card(at, purpose=Purpose.CARD_EDIT, attempted_at=NOW - timedelta(seconds=5))
        assert isinstance(verdict(message, here), NotNow)
        at.tx.items.label(at.item.id, **label)  # type: ignore[arg-type]
        said = verdict(message, here)
        assert isinstance(said, Edit)
        assert not said.card.ask
        at.tx.items.label(at.item.id, internal=False, not_before=None)
        assert isinstance(verdict(message, here), NotNow)


@pytest.mark.parametrize("purpose", [Purpose.DRAFT, Purpose.DRAFT_EDIT])
def test_a_draft_about_what_is_not_to_be_shared_keeps_its_words_and_has_no_way_out(
    purpose: Purpose, engine: Engine
) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(purpose, at)
        before = verdict(message, here)
        at.tx.items.label(at.item.id, internal=True, not_before=None)
        held = verdict(message, here)
        assert isinstance(before, Send | Edit)
        assert isinstance(held, Send | Edit)
        assert held.card.text == before.card.text
        assert here.words().not_to_be_shared(internal=True, not_before=None) in held.card.facts
        assert [button for button in before.card.buttons if button.url], "the control: there is one otherwise"
        assert not [button for button in held.card.buttons if button.url]


def test_news_of_a_find_that_was_withdrawn_meanwhile_does_not_leave(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        message = waiting(Purpose.FIND_NEWS, at)
        at.tx.items.withdraw(at.item.id)
        assert isinstance(verdict(message, here), Drop)
