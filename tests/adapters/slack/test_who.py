"""Who may speak with the bot, and who it speaks with: guests, people who left, bots, other companies, organisations."""

import sqlite3

import pytest

from tests.adapters.platform_town import ANSWER, TITLE, answers
from tests.adapters.slack.test_removed import waiting
from tests.adapters.slack.town import SlackTown, TownMaker, asking, no_troubles, words
from tests.fakes.slack import Broken, Colleague, Limited, Post


def known(town: SlackTown) -> set[str]:
    """Of whom a row is kept."""
    with sqlite3.connect(town._folder / "earshot.db") as store:
        return {row[0] for row in store.execute("SELECT external_id FROM people")}


# ── Guests ──


@pytest.mark.parametrize("kind", ["multi", "single"])
async def test_a_guest_is_a_colleague_like_any_other(kind: str, over_http: SlackTown) -> None:
    town = over_http
    card = await asking(town)
    town.ana.person.guest = kind
    await town.ana.reacts(card, "+1")
    await town.joins(town.ana, "bluesky")
    await town.ana.presses(card, "Draft it with me")
    await town.ana.submits({"answer": ANSWER})
    await town.settled()
    assert len(town.private(town.ana)) == 1
    assert town.ana.id in {who for who, _ in answers(town)}
    no_troubles(town)


# ── Whose account ends, and begins again ──


async def test_nothing_waits_for_whose_account_ended_and_nothing_comes_until_they_are_back_themselves(
    over_http: SlackTown,
) -> None:
    town = over_http
    await asking(town)
    await town.joins(town.ana, "bluesky")
    await town.ana.commands(town.engineering, "/earshot", "nudges on")
    town.slack.faults.put("chat.postMessage", Limited("60"))
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    assert waiting(town)
    await town.slack.staff.is_deactivated(town.ana.person)
    assert waiting(town) == []
    calls = len(town.slack.calls())
    await town.later(days=1)
    assert len(town.slack.calls()) == calls

    await town.slack.staff.changes(town.ana.person, deleted=False)
    await town.later(days=1)
    assert town.private(town.ana) == []
    await town.ana.opens_home()
    home = town.slack.home(town.ana)
    assert home is not None
    assert "Bluesky" in words(home)  # what they chose is there
    await town.later(days=1)
    [nudge] = town.private(town.ana)
    assert TITLE in nudge.text


# ── Bots ──


@pytest.mark.parametrize("name", ["robot", "workflow"])
async def test_a_bot_has_no_opinion(name: str, over_http: SlackTown) -> None:
    town = over_http
    card, robot = await town.news(TITLE), town.slack.person(name)
    robot.person.is_bot = True
    await robot.reacts(card, "+1")
    await robot.mentions(town.engineering, "find https://news.example/by-a-bot")
    await town.settled()
    assert answers(town) == []
    assert robot.id not in known(town)
    assert [one.user for one in town.slack.messages(town.engineering)] == [town.slack.app.bot.id, robot.id]
    await town.ana.reacts(card, "+1")  # control
    assert answers(town)


async def test_slackbot_has_none_either(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    [told] = await town.ana.reacts(card, "+1")
    await town.ana.takes_back(card, "+1")
    body = {**told.body, "event_id": "Ev0SLACKBOT", "event": {**told.body["event"], "user": "USLACKBOT"}}
    await town.slack.events.again(body)
    assert answers(town) == []


# ── Of other companies ──


@pytest.fixture
async def shared(make_town: TownMaker) -> tuple[SlackTown, Colleague]:
    """A town whose rooms may be shared, one that is, and somebody of the other company in it."""
    town = await make_town("http", shared=True)
    partner = town.slack.world.workspace("Partner")
    await town.slack.rooms.shared(town.engineering, partner)
    zoe = town.slack.person("zoe", workspace=partner)
    zoe.person.stranger = True
    town.engineering.members.add(zoe.id)
    return town, zoe


async def test_nothing_that_people_of_another_company_do_is_taken(shared: tuple[SlackTown, Colleague]) -> None:
    town, zoe = shared
    card = await asking(town)
    before = answers(town)
    await zoe.reacts(card, "raising_hand")
    await zoe.reacts(card, "writing_hand")
    await zoe.mentions(town.engineering, "join")
    await zoe.mentions(town.engineering, "find https://news.example/theirs")
    await presses_from_elsewhere(town, zoe, card)
    await town.settled()
    assert answers(town) == before
    assert zoe.id not in known(town)
    assert (town.slack.whispers(zoe), town.private(zoe)) == ([], [])
    await town.ana.reacts(card, "raising_hand")  # control
    assert len(answers(town)) == len(before) + 1


async def presses_from_elsewhere(town: SlackTown, who: Colleague, card: Post) -> None:
    """They press what a colleague just pressed."""
    await town.ben.presses(card, "I'd share this")
    told = town.slack.courier.deliveries[-1]
    await town.ben.presses(town.slack.whispers(town.ben)[-1], "Take it back")
    body = {**told.body, "user": {**told.body["user"], "id": who.id, "team_id": who.person.workspace.id}}
    await town.slack.courier.once(told.kind, {**body, "trigger_id": "1.2.elsewhere"})


async def test_where_slack_does_not_say_who_somebody_is_their_reaction_is_told_again(
    shared: tuple[SlackTown, Colleague],
) -> None:
    town, zoe = shared
    card = await town.news(TITLE)
    town.slack.faults.put("users.info", Broken(), times=8)
    for who in (zoe, town.ana):
        [told] = await who.reacts(card, "+1")
        assert [one.status for one in told.attempts] == [500] * 4
    assert answers(town) == []


# ── Of one organisation ──


async def test_ids_of_an_organisation_are_ids_of_people(make_town: TownMaker) -> None:
    town = await make_town("http")
    town.slack.workspace.enterprise = "E0ORG"
    wanda = town.slack.person("wanda", grid=True)
    assert wanda.id.startswith("W")
    town.engineering.members.add(wanda.id)
    card = await asking(town)
    await town.joins(wanda, "bluesky")
    await wanda.reacts(card, "raising_hand")
    await wanda.presses(card, "Draft it with me")
    await wanda.submits({"answer": ANSWER})
    await town.settled()
    [draft] = town.private(wanda)
    assert "drafts_off" in words(draft)
    assert wanda.id in {who for who, _ in answers(town)}
    assert town.slack.troubles(wanda) == []


async def test_people_of_an_organisation_are_ours_where_slack_says_they_are_in_our_workspace(
    over_http: SlackTown,
) -> None:
    town = over_http
    town.slack.workspace.enterprise = "E0ORG"
    north = town.slack.world.workspace("North", enterprise="E0ORG")
    both, other = (town.slack.person(name, workspace=north) for name in ("bo", "otto"))
    both.person.also = {town.slack.workspace.id}
    town.engineering.members |= {both.id, other.id}
    card = await town.news(TITLE)
    for who in (both, other):
        assert await who.presses(card, "Worth sharing")
        await who.mentions(town.engineering, "help")
        await town.settled()
    assert [who for who, _ in answers(town)] == [both.id]
    assert (len(town.private(both)), town.private(other)) == (1, [])
    assert "Noted" in town.whispered(both)
