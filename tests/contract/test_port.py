"""What the port promises (bot/ports/platform.py), of every platform and of the fake that other tests deliver to.

Results, not exceptions; what is surely not there is not there; nothing stands twice.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card, Page, Section
from bot.chat.events import Action
from bot.domain.pacing import pace
from bot.domain.rhythm import is_zone
from bot.ports import CannotTell, Delivered, Found, Later, NotThere, Sent, Undeliverable, Unknown
from bot.ports import Fate as Became
from tests.contract.bench import BENCHES, Bench, bench
from tests.contract.naive import Doubling, Honest
from tests.contract.stage import Fate

CARD = Card(
    "Rust & <!channel>", "Two years in the kernel.", buttons=(Button(Action.WORTH_IT, "Worth sharing", "01ABC"),)
)
PAGE = Page("Your page", "All that is yours.", (Section("Nudges", "Off."),))
OUTCOMES: dict[Fate, type[Delivered]] = {
    Fate.CUT_AFTER: Unknown,
    Fate.CUT_BEFORE: Unknown,
    Fate.BROKEN_AFTER: Unknown,
    Fate.BROKEN_BEFORE: Unknown,
    Fate.TOO_MANY: Later,
    Fate.SHUT_OUT: Later,
    Fate.REFUSED: Undeliverable,
    Fate.NOBODY_THERE: Later,
}
SILENT = (Fate.SILENT_AFTER, Fate.SILENT_BEFORE)
IMPATIENT = 0.2
"""Seconds that whoever delivers waits here for a platform that says nothing."""

BROKEN = [(name, fate) for name, kind in BENCHES.items() for fate in OUTCOMES if fate in kind.breaks]
UNKNOWN = [(name, fate) for name, fate in BROKEN if OUTCOMES[fate] is Unknown]
HUSHED = [(name, fate) for name, kind in BENCHES.items() for fate in SILENT if fate in kind.breaks]
WITH_PLACES = ["playground", "slack", "teams"]


@pytest.fixture(params=BENCHES)
def name(request: pytest.FixtureRequest) -> str:
    """Of every platform, where a test names none."""
    return str(request.param)


@pytest.fixture
async def there(name: str, tmp_path: Path) -> AsyncIterator[Bench]:
    async with bench(name, tmp_path) as one:
        yield one


async def sent(there: Bench, to: Address, *, key: str = "k1") -> Message:
    """A message that stands there, and where."""
    outcome = await there.platform.send(to, CARD, key=key)
    assert isinstance(outcome, Sent)
    return outcome.message


# ── Sending ──


async def test_a_card_that_was_sent_stands_there_once(there: Bench) -> None:
    for to in there.both:
        message = await sent(there, to, key=f"key of {to.id}")
        assert message.where == to
        [words] = await there.stands(to)
        assert "Two years in the kernel." in words


async def test_two_keys_are_two_messages(there: Bench) -> None:
    first, second = await sent(there, there.room, key="k1"), await sent(there, there.room, key="k2")
    assert first != second
    assert len(await there.stands(there.room)) == 2


@pytest.mark.parametrize(("name", "fate"), BROKEN)
async def test_what_becomes_of_a_message_is_said_and_is_true(there: Bench, fate: Fate) -> None:
    there.will(fate)
    outcome = await there.platform.send(there.room, CARD, key="k1")
    assert type(outcome) is OUTCOMES[fate]
    stands = len(await there.stands(there.room))
    assert stands == (1 if fate in (Fate.CUT_AFTER, Fate.BROKEN_AFTER) else 0)
    if fate is Fate.TOO_MANY:
        assert isinstance(outcome, Later)
        assert outcome.everywhere is there.for_all
        assert outcome.seconds > 0


@pytest.mark.parametrize(("name", "fate"), HUSHED)
async def test_whoever_does_not_wait_any_more_ends_and_nothing_stands_twice(there: Bench, fate: Fate) -> None:
    there.will(fate)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(IMPATIENT):
            await there.platform.send(there.room, CARD, key="k1")
    assert len(await there.stands(there.room)) == (1 if fate is Fate.SILENT_AFTER else 0)


@pytest.mark.parametrize("name", WITH_PLACES)
async def test_nothing_can_be_delivered_to_nobody_nowhere_or_to_another_workspace(there: Bench) -> None:
    for to in (there.nobody, there.nowhere, replace(there.room, workspace="T0ELSEWHERE")):
        assert to is not None
        assert isinstance(await there.platform.send(to, CARD, key=f"key of {to.id}"), Undeliverable)
    assert [len(await there.stands(to)) for to in there.both] == [0, 0]


# ── Drawing anew ──


async def test_an_edit_changes_a_message_in_its_place_may_be_repeated_and_needs_no_memory(there: Bench) -> None:
    for to in there.both:
        message = await sent(there, to, key=f"key of {to.id}")
        await there.starts_again()
        message = Message(replace(message.where, route=""), message.id)
        for _ in range(2):
            assert await there.platform.edit(message, replace(CARD, text="Quite other words.")) == Sent(message)
        [words] = await there.stands(to)
        assert "Quite other words." in words
        assert "Two years" not in words


@pytest.mark.parametrize("name", WITH_PLACES)
async def test_what_never_stood_cannot_be_drawn_anew(there: Bench) -> None:
    assert isinstance(await there.platform.edit(Message(there.room, "1.000001"), CARD), Undeliverable)


@pytest.mark.parametrize(("name", "fate"), BROKEN)
async def test_what_becomes_of_an_edit_is_said(there: Bench, fate: Fate) -> None:
    message = await sent(there, there.room)
    there.will(fate)
    said = await there.platform.edit(message, replace(CARD, text="Other words."))
    if isinstance(said, Sent):  # an edit may be repeated on the way, and be there in the end
        assert OUTCOMES[fate] is Unknown
        assert "Other words." in (await there.stands(there.room))[0]
    else:
        assert type(said) is OUTCOMES[fate]
    await there.starts_again()
    assert isinstance(await there.platform.edit(message, replace(CARD, text="The last words.")), Sent)
    [words] = await there.stands(there.room)
    assert "The last words." in words


# ── Looking up ──


@pytest.mark.parametrize(("name", "fate"), UNKNOWN)
async def test_what_became_of_an_unknown_is_never_said_wrongly(there: Bench, fate: Fate) -> None:
    for to in there.both:
        there.will(fate)
        assert isinstance(await there.platform.send(to, CARD, key=to.id), Unknown)
        await there.starts_again()
        before, said = await there.stands(to), await there.platform.find(to, to.id)
        match said:
            case Found(message=message):
                assert len(before) == 1
                assert isinstance(await there.platform.edit(message, replace(CARD, text="Found.")), Sent)
            case NotThere():
                assert before == []
                await sent(there, to, key=to.id)
            case CannotTell():
                assert to == there.room or not there.looks_up, "a private message can be looked up"
        assert len(await there.stands(to)) <= 1


async def test_a_key_that_was_never_sent_is_never_found(there: Bench) -> None:
    for to in there.both:
        await sent(there, to, key="k1")
        assert await there.platform.find(to, "another") in (NotThere(), CannotTell())
    assert isinstance(await there.platform.find(there.person, "k1"), Found) is there.looks_up


# ── Pages and people ──


async def test_an_own_page_may_be_shown_again_and_again_and_nobody_needs_none(there: Bench) -> None:
    for person in (there.person, there.person, there.nobody):
        if person is not None:
            await there.platform.page(person, PAGE)


async def test_a_profile_is_a_first_name_a_zone_and_a_language_or_somebody_who_is_not_there(there: Bench) -> None:
    profile = await there.platform.profile(there.person)
    assert (profile.name, profile.active) == ("Ana", True)
    assert profile.zone is None or is_zone(profile.zone)
    assert profile.language is None or len(profile.language) == 2
    if there.nobody is not None:
        assert not (await there.platform.profile(there.nobody)).active


async def test_it_says_how_much_it_takes_in_numbers_that_can_be_kept(there: Bench) -> None:
    limits = there.platform.limits
    for windows in (limits.room, limits.workspace, *limits.methods.values()):
        if windows:
            assert pace(windows).interval.total_seconds() > 0


# ── Platforms that break a promise ──


class Sanguine(Honest):
    """Takes no answer for a yes."""

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Sent, surely."""
        said = await super().send(to, card, key=key)
        return Sent(Message(to, "1")) if isinstance(said, Unknown) else said


class Hopeless(Honest):
    """Finds nothing."""

    async def find(self, to: Address, key: str) -> Became:
        """It is not there, surely."""
        return NotThere()


class Appending(Honest):
    """Writes once more instead of drawing anew."""

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Another message."""
        return await super().send(message.where, card, key=f"{message.id} again")


async def nobody(_: object) -> None:
    """Nothing is heard here."""


CONTROLS = {
    Doubling: lambda there: test_what_becomes_of_a_message_is_said_and_is_true(there, Fate.CUT_AFTER),
    Sanguine: lambda there: test_what_becomes_of_a_message_is_said_and_is_true(there, Fate.CUT_BEFORE),
    Hopeless: lambda there: test_what_became_of_an_unknown_is_never_said_wrongly(there, Fate.CUT_AFTER),
    Appending: test_an_edit_changes_a_message_in_its_place_may_be_repeated_and_needs_no_memory,
}


@pytest.mark.parametrize("broken", CONTROLS, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", ["slack", "teams"])
async def test_control_a_platform_that_breaks_a_promise_is_noticed(there: Bench, broken: type[Honest]) -> None:
    there.between = lambda real: broken(real, nobody)
    with pytest.raises(AssertionError):
        await CONTROLS[broken](there)
