"""Teams is answered in time, and nothing is lost, doubled or shown to anybody by what goes wrong behind it."""

import asyncio
import json
from datetime import timedelta

import pytest
import structlog

from adapters.teams.entrance import read
from adapters.teams.pressed import FIND_COMMAND
from adapters.teams.reception import MOST_AGAIN
from bot.chat.events import Event
from bot.chat.replies import OpenForm, Reply
from bot.domain.items import AnswerKind
from bot.ports import Busy
from tests.adapters.between import Between
from tests.adapters.platform_town import answers, locked, rows
from tests.adapters.teams.town import TeamsTown, no_troubles, words
from tests.fakes.teams import Hang


def between(town: TeamsTown) -> Between:
    """From now on what is heard goes through this one."""
    assert town.bot.teams is not None
    reception, made = town.bot.teams.reception, Between(town.bot)
    reception._listener._receive = reception._serving._receive = made
    reception._again_after = ()
    return made


def slow(town: TeamsTown) -> Between:
    """The same, and it waits until its gate is opened; Teams waits for a moment."""
    middle = between(town)
    middle.gate = asyncio.Event()
    assert town.bot.teams is not None
    town.bot.teams.reception._within = 0.05
    return middle


# ── The store ──


async def test_what_is_told_while_the_store_is_locked_is_to_come_again_and_is_then_done_once(town: TeamsTown) -> None:
    card = await town.news()
    town.teams.courier.retries = 3
    with locked(town):
        telling = town.ana.reacts(card, "like")
        await town.teams.until(lambda: bool(telling[0].attempts))
        assert telling[0].attempts[0].status == 503
    await telling
    assert telling[0].taken
    await town.settled()
    assert [kind for _, kind in answers(town)] == [AnswerKind.WORTH_IT]


async def test_what_teams_does_not_tell_again_is_tried_again_all_the_same(town: TeamsTown) -> None:
    middle = between(town)
    middle.fails, middle.after = Busy(), False
    assert town.bot.teams is not None
    town.bot.teams.reception._again_after = (0.0, 0.05)
    [told] = await town.ana.writes("help")
    assert told.status == 503
    middle.fails = None
    await town.settled()
    assert len(town.private(town.ana)) == 1
    [told] = await town.teams.tells(told.activity)  # and should Teams do so after all, it is done already
    await town.settled()
    assert (told.status, len(town.private(town.ana))) == (200, 1)


async def test_words_that_were_not_taken_do_not_come_after_what_was_said_since(town: TeamsTown) -> None:
    """“Nudges off” is the last word, whatever was to be tried again."""
    await town.joins(town.ana)
    middle = between(town)
    middle.fails, middle.after = Busy(), False
    assert town.bot.teams is not None
    town.bot.teams.reception._again_after = (0.2,)
    [on] = await town.ana.writes("nudges on")
    middle.fails = None
    town.clock.forward(timedelta(seconds=1))
    await town.ana.writes("nudges off")
    await town.settled()
    await town.teams.tells(on.activity)  # nor where Teams itself tells it again
    await town.settled()
    assert rows(town, "SELECT nudges FROM people") == [("off",)]
    assert "Please press again" in words(town.private(town.ana)[-1])
    await town.ana.writes("nudges on")  # control: said again, it is done
    await town.settled()
    assert rows(town, "SELECT nudges FROM people") == [("weekly",)]


async def test_of_what_is_not_taken_no_more_is_tried_again_than_fits(town: TeamsTown) -> None:
    middle = between(town)
    middle.fails, middle.after = Busy(), False
    assert town.bot.teams is not None
    reception = town.bot.teams.reception
    reception._again_after, reception._trying_again = (0.1,), MOST_AGAIN - 1
    for who in (town.ana, town.ben):
        [told] = await who.writes("help")
        assert told.status == 503
    middle.fails = None
    await town.settled()
    assert (len(town.private(town.ana)), len(town.private(town.ben))) == (1, 0)
    assert reception._trying_again == MOST_AGAIN - 1


async def test_once_the_bot_ends_nothing_is_tried_again(town: TeamsTown) -> None:
    middle = between(town)
    middle.fails, middle.after = Busy(), False
    assert town.bot.teams is not None
    town.bot.teams.reception._again_after = (60.0,)
    await town.ana.writes("help")
    middle.fails = None
    middle.began.clear()
    await town.bot.teams.end()
    assert not middle.began.is_set()


async def test_a_busy_store_asks_for_another_press_and_keeps_what_was_typed(town: TeamsTown) -> None:
    card = await town.news()
    seen = town.ben.says(town.engineering, "https://news.example/a")
    await town.ana.uses_action(seen, FIND_COMMAND)
    middle = between(town)
    middle.fails, middle.after = Busy(), False
    with structlog.testing.capture_logs() as lines:
        await town.ben.presses(card, "Worth sharing")
    assert [one for one in lines if one["log_level"] == "error"] == []  # that is no mistake of ours
    assert "Please press again" in " ".join(town.teams.notices(town.ben))
    await town.chloe.presses(card, "Why am I seeing this?")
    assert "Please press again" in " ".join(town.teams.notices(town.chloe))
    await town.ana.submits({"why": "it is short"})
    assert "Please press again" in words(town.ana.dialog.card)
    assert "it is short" in words(town.ana.dialog.card)
    assert (answers(town), rows(town, "SELECT * FROM finds")) == ([], [])
    middle.fails = None
    await town.ana.submits()
    await town.settled()  # on a machine that is busy it goes on beside
    assert len(rows(town, "SELECT * FROM finds")) == 1
    no_troubles(town)


@pytest.mark.parametrize("mistake", [ValueError(), TypeError(), AttributeError(), AssertionError(), KeyError()])
async def test_a_mistake_that_no_repetition_cures_is_not_repeated(mistake: Exception, town: TeamsTown) -> None:
    card = await town.news()
    between(town).fails = mistake
    [told] = await town.ana.reacts(card, "like")
    assert told.status == 200


# ── Time ──


async def test_a_bot_that_is_slow_is_waited_for_no_longer_than_teams_waits_and_nothing_is_lost(town: TeamsTown) -> None:
    card = await town.news()
    middle = slow(town)
    assert town.bot.teams is not None
    town.bot.teams.reception._again_after = (0.0,)  # a press goes on beside, a reaction is begun again
    assert await town.ana.presses(card, "Worth sharing")
    assert "Please press again" in " ".join(town.teams.notices(town.ana))
    [told] = await town.ben.reacts(card, "like")
    assert (told.status, answers(town)) == (503, [])
    assert middle.gate is not None
    middle.gate.set()
    await town.settled()
    assert [kind for _, kind in answers(town)] == [AnswerKind.WORTH_IT] * 2
    no_troubles(town)


async def test_a_message_that_hangs_keeps_nobody_waiting(town: TeamsTown) -> None:
    await town.joins(town.ana)
    town.teams.faults.put("send", Hang("never"))
    assert await town.ana.presses(town.private(town.ana)[-1], "Choose networks")
    assert "Here it is, below" in " ".join(town.teams.notices(town.ana))
    town.teams.web.breaking.close()


async def test_the_end_waits_for_the_reactions_that_are_being_kept(town: TeamsTown) -> None:
    card = await town.news()
    middle = between(town)
    middle.gate = asyncio.Event()
    telling = town.ana.reacts(card, "like")
    await middle.began.wait()
    assert town.bot.teams is not None
    stopping = asyncio.create_task(town.bot.teams.end())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    middle.gate.set()
    await stopping
    [told] = await telling
    assert (told.status, answers(town)) == (200, [(town.ana.person.aad, AnswerKind.WORTH_IT)])


async def test_the_end_waits_for_what_was_begun_and_takes_nothing_more(town: TeamsTown) -> None:
    card = await town.news()
    middle = slow(town)
    assert town.bot.teams is not None
    assert middle.gate is not None
    await town.ana.presses(card, "Worth sharing")
    stopping = asyncio.create_task(town.bot.teams.end())
    await asyncio.sleep(0)
    [told] = await town.ben.reacts(card, "like")
    assert told.status == 503
    assert middle.gate is not None
    assert await town.ben.presses(card, "Worth sharing"), "nobody sees an error of Teams'"
    assert "Please press again" in town.teams.notices(town.ben)[-1]
    middle.gate.set()
    await stopping
    assert answers(town) == [(town.ana.person.aad, AnswerKind.WORTH_IT)]


# ── Twice ──


async def test_the_same_activity_twice_is_done_once_whatever_it_is(town: TeamsTown) -> None:
    card = await town.news()
    await town.ana.presses(card, "Worth sharing")
    press = town.teams.courier.deliveries[-1].activity
    await town.ana.presses(card, "Take it back")
    again = await town.teams.courier.invoke(press)
    assert (again.status, answers(town)) == (200, [])
    await town.ana.reacts(card, "like")
    reaction = town.teams.courier.deliveries[-1].activity
    await town.ana.takes_back(card, "like")
    await town.teams.tells(reaction)
    assert answers(town) == []
    later = (town.clock.now() + timedelta(seconds=5)).isoformat()
    other = {**press, "id": "f:another", "timestamp": later}  # control: one with an id of its own is another press
    await town.teams.courier.invoke(other)
    assert answers(town) == [(town.ana.person.aad, AnswerKind.WORTH_IT)]


async def test_a_reply_that_cannot_be_drawn_is_no_error(town: TeamsTown) -> None:
    async def undrawable(event: Event) -> Reply:
        return OpenForm(None)  # type: ignore[arg-type]

    card = await town.news()
    assert town.bot.teams is not None
    town.bot.teams.reception._serving._receive = undrawable
    with structlog.testing.capture_logs() as lines:
        await town.ana.presses(card, "Why am I seeing this?")
    assert "answer_not_drawn" in {one["event"] for one in lines}
    assert town.teams.courier.deliveries[-1].status == 200


class Failing:
    """A middleware that fails."""

    async def on_turn(self, context: object, logic: object) -> None:
        """Before anything is heard."""
        raise RuntimeError


async def test_a_turn_that_fails_around_what_is_heard_is_no_error_that_anybody_sees(town: TeamsTown) -> None:
    card = await town.news()
    assert town.bot.teams is not None
    town.bot.teams.reception._turns.use(Failing())
    [told] = await town.ana.reacts(card, "like")
    assert (told.status, answers(town)) == (503, [])
    assert await town.ana.presses(card, "Worth sharing")
    assert "Please press again" in " ".join(town.teams.notices(town.ana))
    no_troubles(town)


async def test_what_is_nested_too_deep_is_no_reason_to_be_told_again(town: TeamsTown) -> None:
    """What can just be read cannot be written once more by what stands deeper itself."""
    said = town.teams.stage.activity(town.ana.person, town.engineering, "message", text="help")
    raw = json.dumps({name: value for name, value in said.items() if name != "id"})
    bodies = [read(f'{raw[:-1]}, "deep": {"[" * deep}{"]" * deep}}}'.encode()) for deep in range(800, 1000)]
    assert town.bot.teams is not None
    told = [await town.bot.teams.reception.take(body) for body in bodies if body is not None]
    assert set(told) == {(200, None)}
