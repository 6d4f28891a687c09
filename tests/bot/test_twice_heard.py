"""Events come one to four times and in any order; what comes of them is what came of each of them once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from sqlalchemy import Connection, Engine, func, select

from bot.chat.addresses import Message
from bot.chat.events import Action, Asked, Event, FormName, Joined, Left, Pressed, Reacted, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.dispatch import once
from bot.domain.items import EXCLUDES, AnswerKind, Life, RoomCard
from bot.handlers import sharing
from store import rows
from store.events import Events
from store.transaction import Transaction
from tests.bot.chat.house import ordinary
from tests.store import making
from tests.store.making import MINUTE, NOW

WHO = ("ana", "bo")
CARDS = ("one", "two")
WORDS = ("pause 2w", "resume", "find https://news.example/x why not", "find https://news.example/y")
EMOJI = {"🙋": AnswerKind.WOULD_SHARE, "⏭️": AnswerKind.SCROLL_PAST, "🔖": AnswerKind.SAVE}
PRESSES = {
    Action.WOULD_SHARE: (AnswerKind.WOULD_SHARE, True),
    Action.SCROLL_PAST: (AnswerKind.SCROLL_PAST, True),
    Action.SAVE: (AnswerKind.SAVE, True),
    Action.NOT_WOULD_SHARE: (AnswerKind.WOULD_SHARE, False),
    Action.NOT_SCROLL_PAST: (AnswerKind.SCROLL_PAST, False),
    Action.NOT_SAVE: (AnswerKind.SAVE, False),
}


@dataclass
class Told:
    """One event, and how often it was told by now."""

    event: Event
    who: str
    card: str = ""
    said: tuple[AnswerKind, bool] | None = None
    times: int = 0


@dataclass
class World:
    """What should have come of the events, told as plainly as possible."""

    told: list[Told] = field(default_factory=list)
    asked: list[Told] = field(default_factory=list)

    def answers(self, who: str, card: str, posted: bool) -> set[AnswerKind]:
        """Each answer once, in the order in which they happened; reactions count once their message is known."""
        stands: set[AnswerKind] = set()
        mine = [one for one in self.told if one.who == who and one.card == card and one.said]
        heard = [one for one in mine if posted or isinstance(one.event, Pressed)]
        for at in sorted({one.event.at for one in heard}):
            now = [one.said for one in heard if one.event.at == at and one.said]
            added = {kind for kind, yes in now if yes}
            fallen = {kind for kind, yes in now if not yes} | {EXCLUDES[kind] for kind in added if kind in EXCLUDES}
            stands = (stands | added) - fallen
        return stands

    def paused(self, who: str) -> bool:
        """What they said last, told for the first time last."""
        said = [one.event.words for one in self.asked if one.who == who and isinstance(one.event, Asked)]
        pauses = [words for words in said if words in WORDS[:2]]
        return bool(pauses) and pauses[-1] == WORDS[0]

    def finds(self, who: str) -> int:
        """Links they brought, each once."""
        said = {one.event.words for one in self.asked if one.who == who and isinstance(one.event, Asked)}
        return len(said & set(WORDS[2:]))


Open = Callable[[Connection], Transaction]


class Telling(RuleBasedStateMachine):
    """Tells events as platforms do; `connect` and `open_` are given by the subclass that `telling` makes."""

    connect: Callable[[], Connection]
    open_: Open

    events = Bundle("events")

    def __init__(self) -> None:
        super().__init__()
        self.connection = type(self).connect()
        self.world = World()
        self.posted: set[str] = set()
        here = self.here()
        self.room = making.room(here.tx)
        self.people = {name: making.person(here.tx, name) for name in WHO}
        self.cards: dict[str, RoomCard] = {
            name: making.card(here.tx, self.room.id, making.item(here.tx, name).id, life=Life.ASKING) for name in CARDS
        }
        self.number = 0

    def here(self) -> Here:
        return Here(type(self).open_(self.connection), ordinary(), NOW + 10 * MINUTE)

    def teardown(self) -> None:
        self.connection.rollback()
        self.connection.close()

    def new(self, minute: int) -> tuple[str, datetime]:
        self.number += 1
        return f"event {self.number}", NOW + minute * MINUTE

    @rule(
        target=events,
        who=st.sampled_from(WHO),
        card=st.sampled_from(CARDS),
        emoji=st.sampled_from(sorted(EMOJI)),
        added=st.booleans(),
        minute=st.integers(0, 5),
    )
    def react(self, who: str, card: str, emoji: str, added: bool, minute: int) -> Told:
        """A reaction, or the taking back of one that may not have come yet."""
        key, at = self.new(minute)
        where = Message(self.room.address, f"m {card}")
        event = Reacted(key, at, self.people[who].address, where, emoji, added)
        return self.tell(Told(event, who, card, (EMOJI[emoji], added)))

    @rule(
        target=events,
        who=st.sampled_from(WHO),
        card=st.sampled_from(CARDS),
        action=st.sampled_from(sorted(PRESSES)),
        minute=st.integers(0, 5),
    )
    def press(self, who: str, card: str, action: Action, minute: int) -> Told:
        """A button."""
        key, at = self.new(minute)
        event = Pressed(key, at, self.people[who].address, action, self.cards[card].id, None)
        return self.tell(Told(event, who, card, PRESSES[action]))

    @rule(target=events, who=st.sampled_from(WHO), words=st.sampled_from(WORDS))
    def ask(self, who: str, words: str) -> Told:
        """Words said to the bot, answered through the outbox."""
        key, at = self.new(0)
        told = Told(Asked(key, at, self.people[who].address, words, later=True), who)
        self.world.asked.append(told)
        return self.tell(told)

    @rule(target=events, told=events)
    def tell_again(self, told: Told) -> object:
        """The platform did not hear that we heard it."""
        if told.times < 4:
            self.tell(told)
        return multiple()

    @rule(card=st.sampled_from(CARDS))
    def post(self, card: str) -> None:
        """Only now it is known which message the card is."""
        if card not in self.posted:
            self.posted.add(card)
            here = self.here()
            here.tx.rooms.sent(self.cards[card].id, Message(self.room.address, f"m {card}"), at=NOW)
            stands = here.tx.rooms.card(self.cards[card].id)
            assert stands is not None
            sharing.apply_set_aside(stands, here)

    def tell(self, told: Told) -> Told:
        told.times += 1
        if told.times == 1 and told not in self.world.told:
            self.world.told.append(told)
        once(told.event, self.here())
        return told

    @invariant()
    def what_came_of_it_is_what_came_of_each_once(self) -> None:
        """Answers, pauses, finds, and one answer for each thing asked."""
        tx = self.here().tx
        for name, person in self.people.items():
            for card, stands in self.cards.items():
                assert set(tx.answers.of(person.id, stands.item_id)) == self.world.answers(
                    name, card, card in self.posted
                )
            now = tx.people.get(person.id)
            assert now is not None
            assert (now.paused_until is not None) == self.world.paused(name)
            assert len(tx.items.brought_by(person.id)) + self.waiting(person.id) == self.world.finds(name)
        answers = select(func.count()).where(rows.outbox.c.purpose == Purpose.ANSWER)
        assert self.connection.execute(answers).scalar() == len(self.world.asked)

    def waiting(self, person_id: str) -> int:
        mine = select(func.count()).where(rows.finds.c.person_id == person_id, rows.finds.c.item_id.is_(None))
        return self.connection.execute(mine).scalar() or 0


def tell(connect: Callable[[], Connection], open_: Open, *, examples_: int, steps: int, shrink: bool = True) -> None:
    """Run the machine: so many stories of so many steps. Raises AssertionError with the shortest that goes wrong."""
    machine = type("Told", (Telling,), {"connect": staticmethod(connect), "open_": staticmethod(open_)})
    all_ = list(HealthCheck)
    run_state_machine_as_test(
        machine,
        settings=examples(
            max_examples=examples_,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=all_,
            database=None,
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            derandomize=True,
        ),
    )


def opened(connection: Connection) -> Transaction:
    return Transaction(connection, key=b"key")


class Forgetful(Transaction):
    """The naive policy of the control: whatever is heard is done."""

    @property
    def events(self) -> Events:
        class Always(Events):
            def first(self, event: str, *, at: datetime) -> bool:
                return True

            def heard(self, event: str) -> bool:
                return False

        return Always(self._connection, key=b"key")


def test_events_told_one_to_four_times_in_any_order_come_to_what_each_came_to_once(engine: Engine) -> None:
    tell(engine.connect, opened, examples_=100, steps=40)


def test_whoever_does_all_that_is_heard_ends_elsewhere(engine: Engine) -> None:
    """The control: words told again after their opposite undo it."""
    with pytest.raises(AssertionError):
        tell(
            engine.connect, lambda connection: Forgetful(connection, key=b"key"), examples_=100, steps=40, shrink=False
        )


def test_a_no_that_was_said_last_stands_when_an_older_yes_is_told_again(engine: Engine) -> None:
    with engine.connect() as connection:
        here = Here(opened(connection), ordinary(), NOW)
        ana = making.person(here.tx, "ana")
        said = [Asked(words, NOW, ana.address, words, later=True) for words in ("resume", "pause 2w")]
        for event in (*said, said[0]):
            once(event, here)
        now = here.tx.people.get(ana.id)
        assert now is not None
        assert now.paused_until == NOW + timedelta(days=14)
        connection.rollback()


def member_after(tx: Transaction) -> bool:
    """Ana joins and leaves, room and nudges come and go; then all that was told first is told once more."""
    here = Here(tx, ordinary(), NOW)
    ana = making.person(tx, "ana")
    room = making.room(tx, "general").address
    first: tuple[Event, ...] = (
        Pressed("joins", NOW, ana.address, Action.JOIN_YES, ""),
        Submitted("apart", NOW, ana.address, FormName.NETWORKS, "", {"networks": ("linkedin",)}),
        Joined("invited", NOW, room, "General"),
    )
    then: tuple[Event, ...] = (
        Submitted("none", NOW, ana.address, FormName.NETWORKS, "", {"apart": "true"}),
        Asked("leaves", NOW, ana.address, "leave"),
        Left("taken out", NOW, room),
    )
    for event in (*first, *then, *first):
        once(event, here)
    now, there = tx.people.get(ana.id), tx.rooms.at(room)
    assert now is not None
    assert there is not None
    return now.member or bool(now.networks) or there.here


def test_presses_forms_and_invitations_that_are_told_again_undo_nothing_that_came_between(engine: Engine) -> None:
    with engine.connect() as connection:
        assert not member_after(opened(connection))
        connection.rollback()


def test_control_whoever_does_all_that_is_heard_makes_a_member_again_of_somebody_who_left(engine: Engine) -> None:
    with engine.connect() as connection:
        assert member_after(Forgetful(connection, key=b"key"))
        connection.rollback()


def rejoined(tx: Transaction) -> bool:
    """A stranger joins, and is forgotten; then their joining is told once more."""
    here = Here(tx, ordinary(), NOW)
    stranger = making.address("a stranger")
    joins = Pressed("joins", NOW, stranger, Action.JOIN_YES, "")
    for event in (joins, Pressed("forgets", NOW, stranger, Action.FORGET_YES, ""), joins):
        once(event, here)
    return tx.people.at(stranger) is not None


def test_whoever_was_a_stranger_and_was_forgotten_is_not_joined_again(engine: Engine) -> None:
    with engine.connect() as connection:
        assert not rejoined(opened(connection))
        connection.rollback()


def test_control_whoever_does_all_that_is_heard_joins_them_again(engine: Engine) -> None:
    with engine.connect() as connection:
        assert rejoined(Forgetful(connection, key=b"key"))
        connection.rollback()
