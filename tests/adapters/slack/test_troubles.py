"""What goes wrong between the bot and Slack, and that nothing is lost, doubled or shown to anybody by it.

What may go wrong on any platform stands in the contract (tests/contract/test_faults.py, test_again.py).
"""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from adapters.slack.entrance import bolt_request
from bot.app import Bot, NotPossible
from bot.chat.events import Event
from bot.chat.replies import OpenForm, Reply
from bot.domain.items import AnswerKind
from bot.ports import Busy
from bot.settings import parse
from tests.adapters.between import Between
from tests.adapters.platform_town import TITLE, answers, locked, rows
from tests.adapters.slack.town import SlackTown, TownMaker, asking
from tests.fakes.slack import RESPONSE_URL, Broken, Channel, Cut, Limited, Rates, Refuse

# ── The store ──


async def test_a_locked_store_is_an_error_that_slack_repeats_and_then_it_is_done(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    with locked(town):
        telling = town.ana.reacts(card, "+1")
        await town.slack.until(lambda: bool(telling[0].attempts))
        assert telling[0].attempts[0].status == 500
    await telling
    assert telling[0].taken
    assert [kind for _, kind in answers(town)] == [AnswerKind.WORTH_IT]


async def test_words_that_were_not_taken_do_not_come_after_what_was_said_since(over_http: SlackTown) -> None:
    """“Nudges off” is the last word, whatever Slack tells once more."""
    town = over_http
    await town.joins(town.ana)
    between, town.slack.courier.pace = failing(town), 0.01  # it comes again at once, and after 0.6 seconds
    between.fails, between.after = Busy(), False
    [on] = town.ana.writes("nudges on")
    await town.slack.until(lambda: len(on.attempts) == 2)
    between.fails = None
    town.clock.forward(timedelta(seconds=1))
    await town.ana.writes("nudges off")
    await on
    await town.settled()
    assert [one.status for one in on.attempts] == [500, 500, 200]
    assert rows(town, "SELECT nudges FROM people") == [("off",)]
    assert "Please press again" in town.whispered(town.ana)
    await town.ana.writes("nudges on")  # control: said again, it is done
    await town.settled()
    assert rows(town, "SELECT nudges FROM people") == [("weekly",)]


async def test_words_that_were_not_taken_are_done_when_they_come_again_and_nothing_was_said_since(
    over_http: SlackTown,
) -> None:
    town = over_http
    await town.joins(town.ana)
    between, town.slack.courier.pace = failing(town), 0.01
    between.fails, between.after = Busy(), False
    [on] = town.ana.writes("nudges on")
    await town.slack.until(lambda: len(on.attempts) == 2)
    between.fails = None
    await on
    await town.settled()
    assert rows(town, "SELECT nudges FROM people") == [("weekly",)]


async def test_all_that_was_said_while_the_store_was_busy_is_done_when_it_comes_again(over_http: SlackTown) -> None:
    town = over_http
    await town.joins(town.ana)
    between, town.slack.courier.pace = failing(town), 0.01
    between.fails, between.after = Busy(), False
    links = [f"https://a.example/{number}" for number in range(3)]
    told = []
    for link in links:
        [one] = town.ana.writes(f"find {link}")
        town.clock.forward(timedelta(seconds=1))
        told.append(one)
    await town.slack.until(lambda: all(len(one.attempts) == 2 for one in told))
    between.fails = None
    for one in told:
        await one
    await town.settled()
    assert sorted(url for (url,) in rows(town, "SELECT url FROM finds")) == links


async def test_a_busy_store_asks_for_another_press_and_keeps_what_was_typed(town: SlackTown) -> None:
    card = await town.news(TITLE)
    await town.ana.commands(town.engineering, "/find")
    between = failing(town)
    between.fails, between.after = Busy(), False
    await town.ben.presses(card, "Worth sharing")
    assert "Please press again" in town.whispered(town.ben)
    await town.chloe.commands(town.engineering, "/earshot", "help")
    assert "Please press again" in town.whispered(town.chloe)
    waits, town.slack.courier.patience = town.slack.courier.patience, 0.1
    await town.ingrid.opens_home()  # through a socket a no is silence, four times
    town.slack.courier.patience = waits
    shown = await town.ana.submits({"link": "https://news.example/typed"})
    assert "Please press again" in " ".join(shown.values())
    assert answers(town) == []
    assert town.ana.modal.values["link"]["input"]["value"] == "https://news.example/typed"
    between.fails = None
    assert await town.ana.submits() == {}
    for who in (town.ana, town.ben, town.chloe):
        assert town.slack.troubles(who) == []


async def test_an_answer_that_takes_longer_than_slack_waits_follows_by_itself(town: SlackTown) -> None:
    card = await town.news(TITLE)
    with locked(town):
        assert await town.ben.presses(card, "Worth sharing")
        await town.ana.commands(town.engineering, "/earshot", "help")
        assert (town.whispered(town.ben), town.slack.troubles(town.ben)) == ("", [])
        assert "Please press again" in town.whispered(town.ana)  # this one has not begun, and never will
    await town.slack.until(lambda: bool(town.whispered(town.ben)))
    assert "Noted" in town.whispered(town.ben)


async def test_a_reaction_that_takes_longer_than_slack_waits_is_told_again_and_counts_once(
    over_http: SlackTown,
) -> None:
    town = over_http
    card = await town.news(TITLE)
    with locked(town):
        [told] = town.ana.reacts(card, "+1")
        await town.slack.until(lambda: bool(told.attempts))
    await told
    assert [one.status for one in told.attempts] == [500, 200]
    assert answers(town) == [(town.ana.id, AnswerKind.WORTH_IT.value)]


async def test_whoever_stops_waits_for_the_reactions_that_are_being_kept(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    between = failing(town)
    between.gate = asyncio.Event()
    [told] = town.ana.reacts(card, "+1")
    await between.began.wait()
    assert town.bot.slack is not None
    stopping = asyncio.create_task(town.bot.slack.reception.stop())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    between.gate.set()
    await stopping
    await told
    assert [one.status for one in told.attempts] == [200]


async def test_whoever_does_something_while_the_bot_ends_is_told_so_and_sees_no_error(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    assert town.bot.slack is not None
    await town.bot.slack.reception.stop()
    await town.ben.presses(card, "Worth sharing")
    await town.bot.slack.reception._beside.all_done()
    assert "press again" in town.whispered(town.ben)
    [told] = town.ana.reacts(card, "+1")
    await town.slack.until(lambda: bool(told.attempts))
    assert told.attempts[0].status == 503
    assert answers(town) == []


@pytest.mark.parametrize("tried", [None, "3"], ids=["first try", "last try"])
async def test_a_reaction_that_slack_tells_no_more_is_kept_also_where_slack_waits_no_longer(
    tried: str | None, over_http: SlackTown
) -> None:
    town = over_http
    card = await town.news(TITLE)
    [told] = await town.ana.reacts(card, "+1")
    bens = {**told.body, "event_id": "Ev0BENS", "event": {**told.body["event"], "user": town.ben.id}}
    between = failing(town)
    between.gate = asyncio.Event()
    assert town.bot.slack is not None
    call = asyncio.create_task(town.bot.slack.reception.app.async_dispatch(bolt_request(bens, tried)))
    await between.began.wait()
    call.cancel()
    await asyncio.sleep(0)
    between.gate.set()
    await town.bot.slack.reception._beside.all_done()
    await town.settled()
    kept = [(town.ben.id, AnswerKind.WORTH_IT.value)] if tried else []
    assert answers(town) == sorted([(town.ana.id, AnswerKind.WORTH_IT.value), *kept])


def failing(town: SlackTown) -> Between:
    """From now on what is heard goes through this one."""
    assert town.bot.slack is not None
    between = Between(town.bot)
    [listener] = town.bot.slack.reception._listeners.values()
    listener._receive = between
    return between


@pytest.mark.parametrize(
    "mistake", [KeyError("x"), ValueError("x"), TypeError("x"), AttributeError("x"), AssertionError()]
)
async def test_a_mistake_that_no_repetition_cures_is_not_repeated(mistake: Exception, over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    failing(town).fails = mistake
    [told] = await town.ana.reacts(card, "+1")
    assert [one.status for one in told.attempts] == [200]


@pytest.mark.parametrize("trouble", [Busy(), OSError("no disk"), RuntimeError("the store is not open")])
async def test_what_may_be_cured_is_repeated(trouble: Exception, over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    between = failing(town)
    between.fails, between.after = trouble, False
    [told] = town.ana.reacts(card, "+1")
    await town.slack.until(lambda: bool(told.attempts))
    between.fails = None
    await told
    assert [one.status for one in told.attempts] == [500, 200]


async def test_an_answer_that_fails_after_the_commit_is_no_error_and_nothing_is_done_twice(town: SlackTown) -> None:
    card = await asking(town)
    for fault in (Cut(), Broken(), Refuse("channel_not_found")):
        town.slack.faults.put("response_url", fault)
        await town.ana.presses(card, "I'd share this")
    town.slack.faults.put("views.open", Broken(), times=2)
    town.slack.faults.put("response_url", Broken())
    await town.ana.commands(town.engineering, "/find")
    await town.ana.uses_shortcut("tell_story")
    town.slack.faults.put("views.publish", Refuse("internal_error"))
    [opened] = await town.ana.opens_home()
    assert len(opened.attempts) == 1
    assert town.slack.troubles(town.ana) == []
    assert answers(town).count((town.ana.id, AnswerKind.WOULD_SHARE.value)) == 1


async def test_a_reply_that_cannot_be_drawn_is_no_error(over_http: SlackTown) -> None:
    town = over_http
    assert town.bot.slack is not None

    async def undrawable(event: Event) -> Reply:
        return OpenForm(None)  # type: ignore[arg-type]

    [listener] = town.bot.slack.reception._listeners.values()
    listener._receive = undrawable
    await town.ana.commands(town.engineering, "/find")
    assert town.slack.troubles(town.ana) == []


# ── Sending ──


async def test_too_many_messages_wait_as_long_as_slack_says_and_then_all_are_there(make_town: TownMaker) -> None:
    town = await make_town("http", rates=Rates(0.01, fractions=True))
    people = [town.slack.person(f"p{number}") for number in range(12)]
    town.slack.faults.put("chat.postMessage", Limited("5"), after=4)
    for who in people:
        await who.mentions(town.engineering, "help")
    for _ in range(4):
        await town.later(seconds=10)
    assert [len(town.private(who)) for who in people] == [1] * len(people)
    assert [one.outcome for one in town.slack.calls("chat.postMessage")].count("ratelimited") >= 1


# ── Rooms ──


async def invited(town: SlackTown, room: Channel) -> bool:
    """Whether the bot, once invited, counts the room as one of its own."""
    await town.slack.rooms.joins(room, town.slack.app.bot)
    with sqlite3.connect(town._folder / "earshot.db") as store:
        asked = "SELECT name, here FROM rooms WHERE external_id = ?"
        found = store.execute(asked, (room.id,)).fetchone()
    assert found is None or found[0] == room.name
    return found is not None and bool(found[1])


async def test_a_room_is_joined_by_its_name_unless_another_company_is_in_it(over_http: SlackTown) -> None:
    town = over_http
    assert await invited(town, town.slack.channel("news", bot=False))
    shared = town.slack.channel("with-partners", bot=False)
    town.slack.rooms.shared(shared, town.slack.world.workspace("Partner"))
    assert not await invited(town, shared)
    [told, *_] = town.slack.courier.events("member_joined_channel")[-1:]
    unsaid = {**told.body, "event_id": "Ev0UNSAID", "is_ext_shared_channel": False}
    await town.slack.events.again(unsaid)  # Slack's own word on the room is the one that counts
    assert not await invited(town, shared)


async def test_with_shared_rooms_wanted_only_colleagues_answer_there(make_town: TownMaker) -> None:
    town = await make_town("http", shared=True)
    partner = town.slack.world.workspace("Partner")
    town.slack.rooms.shared(town.engineering, partner)
    card = await town.news(TITLE)
    stranger = town.slack.person("zoe", workspace=partner)
    stranger.person.stranger = True
    await stranger.reacts(card, "+1")
    await town.ana.reacts(card, "+1")
    assert [who for who, _ in answers(town)] == [town.ana.id]


async def test_a_slack_that_does_not_say_what_room_it_is_is_asked_again(over_http: SlackTown) -> None:
    town = over_http
    town.slack.faults.put("conversations.info", Broken(), times=2)
    assert await invited(town, town.slack.channel("news", bot=False))


async def test_a_room_of_which_slack_says_that_it_is_not_there_is_not_asked_for_again(over_http: SlackTown) -> None:
    town = over_http
    town.slack.faults.put("conversations.info", Refuse("channel_not_found"))
    assert not await invited(town, town.slack.channel("news", bot=False))
    [told] = town.slack.courier.events("member_joined_channel")
    assert [one.status for one in told.attempts] == [200]


async def test_a_window_and_a_whisper_that_nobody_can_see_any_more_are_a_line_in_the_log(over_http: SlackTown) -> None:
    town = over_http
    with structlog.testing.capture_logs() as lines:
        town.slack.faults.put("views.open", Refuse("expired_trigger_id"))
        town.slack.faults.put(RESPONSE_URL, Broken(status=404))
        await town.ana.commands(town.engineering, "/find")
        await town.settled()
    refused = [(one["event"], one["error"]) for one in lines if one["log_level"] in ("warning", "error")]
    assert refused == [("answer_refused", "expired_trigger_id"), ("answer_refused", "response_url 404")]


# ── Socket Mode ──


async def test_an_envelope_that_makes_no_sense_is_acknowledged_and_not_told_again(make_town: TownMaker) -> None:
    link = (await make_town("socket")).slack.socket
    payloads: list[object] = [None, [], 7, "words", {}, {"type": []}, {"event": []}, {"enterprise": 7}]
    for number, payload in enumerate(payloads):
        said = {"envelope_id": f"{number}", "type": "events_api", "payload": payload, "retry_attempt": "x"}
        await link.connections[0].socket.send_json(said)
    async with asyncio.timeout(10):
        while len(link.acks) < len(payloads):  # noqa: ASYNC110 - the fake tells nobody of acks that nothing waits for
            await asyncio.sleep(0.005)
    assert sorted(one["envelope_id"] for one in link.acks) == [f"{number}" for number in range(len(payloads))]
    assert link.opened == 1


async def watchful(make_town: TownMaker) -> SlackTown:
    """A town whose bot looks often whether its connection stands; the SDK begins that with each new one.

    Slack's minute is so long here that the connection stands again before it is over.
    """
    town = await make_town("socket")
    assert town.bot.slack is not None
    assert town.bot.slack.socket is not None
    town.bot.slack.socket.client.ping_interval = 0.3
    await town.slack.socket.disconnect()
    await town.slack.socket.opens(2)
    await town.slack.socket.connected()
    town.slack.courier.pace = 0.01
    return town


async def test_an_envelope_that_is_cut_in_the_middle_comes_again(make_town: TownMaker) -> None:
    town = await watchful(make_town)
    card = await town.news(TITLE)
    town.slack.socket.cut_halfway = 1
    await town.ana.reacts(card, "+1")
    assert [who for who, _ in answers(town)] == [town.ana.id]


async def test_an_acknowledgement_that_is_lost_does_nothing_twice(make_town: TownMaker) -> None:
    town = await watchful(make_town)
    town.slack.socket.lose_acks = 1
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    assert len(town.private(town.ana)) == 1


async def test_a_connection_that_slack_renews_is_made_anew(make_town: TownMaker) -> None:
    town = await make_town("socket")
    card = await town.news(TITLE)
    await town.slack.socket.disconnect()
    await town.slack.socket.opens(2)
    await town.slack.socket.connected()
    await town.ana.presses(card, "Worth sharing")
    assert "Noted" in town.whispered(town.ana)


# ── The start ──


@pytest.mark.parametrize("variable", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_wrong_token_is_said_in_words_that_say_what_to_do(
    variable: str, over_http: SlackTown, file: Path
) -> None:
    town = over_http
    town._mode = "socket"
    environ = town.environ() | {variable: "xoxb-wrong"}
    bot = Bot(parse(town.settings(), environ=environ), environ=environ, folder=file.parent, port=0)
    with pytest.raises(NotPossible, match=f"Slack does not take what {variable} holds"):
        await bot.start()


async def test_a_slack_that_is_not_there_is_said_at_the_start(over_http: SlackTown, file: Path) -> None:
    town = over_http
    town.slack.faults.put("auth.test", Broken(), times=3)
    bot = Bot(parse(town.settings(), environ=town.environ()), environ=town.environ(), folder=file.parent, port=0)
    with pytest.raises(NotPossible, match=r"platforms\.slack\.api_url"):
        await bot.start()


# ── A token that is refused, and the end ──


async def test_a_token_that_is_refused_for_a_while_loses_nothing(over_http: SlackTown) -> None:
    town = over_http
    town.slack.faults.put("chat.postMessage", Refuse("missing_scope"), times=2)
    with pytest.raises(IndexError):
        await town.news(TITLE)
    await town.later(minutes=4)
    assert len(town.slack.calls("chat.postMessage")) == 1  # it is looked at every five minutes, not all the time
    for _ in range(2):
        await town.later(minutes=7)
    assert TITLE in town.card().text


@pytest.mark.parametrize("how", ["uninstalls", "revokes"])
async def test_a_workspace_that_removes_the_bot_is_heard(how: str, over_http: SlackTown) -> None:
    town = over_http
    told = await getattr(town.slack.staff, how)(town.slack.app)
    assert [one.taken for one in told] == [True] * len(told)
    with sqlite3.connect(town._folder / "earshot.db") as store:
        assert store.execute("SELECT count(*) FROM rooms WHERE here").fetchone() == (0,)


async def test_whoever_reads_german_is_told_in_german_that_the_bot_is_busy(over_http: SlackTown) -> None:
    town = over_http
    town.ben.person.language = "de-DE"
    card = await town.news(TITLE)
    await town.ben.presses(card, "Worth sharing")
    between = failing(town)
    between.fails, between.after = Busy(), False
    await town.ben.presses(card, "Worth sharing")
    assert "noch einmal" in town.whispered(town.ben)


async def test_what_was_heard_is_answered_before_the_bot_ends_and_nothing_new_is_taken(town: SlackTown) -> None:
    card = await town.news(TITLE)
    between = failing(town)
    between.gate = asyncio.Event()
    pressing = asyncio.create_task(town.ben.presses(card, "Worth sharing"))
    await between.began.wait()
    assert town.bot.slack is not None
    ending = asyncio.create_task(town.bot.slack.end())
    await asyncio.sleep(0)
    between.gate.set()
    await ending
    assert "Noted" in town.whispered(town.ben)
    assert await pressing
    assert await town.ana.presses(card, "Worth sharing"), "she sees no error"
    await town.bot.slack.reception._beside.all_done()
    assert "press again" in town.whispered(town.ana)
    assert [who for who, _ in answers(town)] == [town.ben.id]
