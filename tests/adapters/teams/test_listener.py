"""What Teams tells of words, reactions and rooms, over HTTP, by the product's own wiring."""

from typing import Any

import pytest
import structlog

from adapters.teams.listener import not_understood
from bot.domain.items import AnswerKind
from tests.adapters.platform_town import answers, rows
from tests.adapters.teams.town import TeamsTown, TownMaker, asking, no_troubles, words
from tests.fakes.teams import Colleague, Refuse, Room


def here(town: TeamsTown, *rooms: Room) -> list[tuple[str, bool]]:
    """How these rooms are called, and whether the bot is in them; nothing of a room it does not know."""
    asked = "SELECT external_id, name, here FROM rooms"
    found = {id_: (name, bool(is_here)) for id_, name, is_here in rows(town, asked)}
    return [found[room.id] for room in rooms if room.id in found]


def said(town: TeamsTown, where: Room | Colleague) -> list[str]:
    """What the bot said there, in words."""
    return [words(one) for one in town.teams.messages(where, bot=True)]


# ── Words ──


@pytest.mark.parametrize("style", ["plain", "nbsp", "split"])
async def test_a_mention_is_answered_in_ones_own_chat_and_the_room_hears_nothing(style: str, town: TeamsTown) -> None:
    await town.ana.mentions(town.engineering, "help", style=style)  # type: ignore[arg-type]
    await town.settled()
    [answer] = town.private(town.ana)
    assert "nudges off" in words(answer)
    assert said(town, town.engineering) == []
    await town.ana.mentions(town.engineering, "help", style=style)  # type: ignore[arg-type]
    await town.settled()
    assert [len(town.private(town.ana)), len(town.teams.calls("create"))] == [2, 1]  # the chat is begun once


async def test_whoever_cannot_be_answered_in_private_is_told_so_in_the_thread_and_is_heard_all_the_same(
    town: TeamsTown,
) -> None:
    await town.joins(town.ana)
    town.ana.blocks()
    assert town.bot.teams is not None
    town.bot.teams.platform._chats.clear()  # a chat that is known need not be begun, and so is not asked about
    seen = town.ana.says(town.engineering, "Morning")
    await town.ana.mentions(town.engineering, "pause 2w", thread=seen)
    await town.settled()
    [line] = town.teams.messages(town.engineering, bot=True)
    assert ("I answer in private" in line.text, line.root) == (True, seen.id)
    assert rows(town, "SELECT paused_until FROM people WHERE joined_at IS NOT NULL") != [(None,)]


async def test_the_same_words_told_twice_are_done_once(town: TeamsTown) -> None:
    await town.joins(town.ana)
    town.teams.courier.twice = True
    [told] = await town.ana.writes("pause 2w")
    await town.settled()
    assert [one.status for one in told.attempts] == [200, 200]
    assert len(town.private(town.ana)) == 3  # the page before joining, the welcome, and one answer


async def test_what_is_not_said_to_the_bot_is_not_heard(town: TeamsTown) -> None:
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    told = dict(town.teams.courier.deliveries[-1].activity)
    before = rows(town, "SELECT * FROM outbox")
    bot = {"from": {"id": town.teams.app.bot}}
    changes: tuple[dict[str, Any], ...] = ({"entities": []}, bot, {"from": {"id": "29:x"}})
    for changed in changes:
        [again] = await town.teams.tells({**told, "id": "f:other", **changed})
        assert again.status == 200
    assert rows(town, "SELECT * FROM outbox") == before


async def test_what_is_told_of_who_somebody_is_is_kept_of_whoever_is_known(town: TeamsTown) -> None:
    await town.joins(town.ana)
    town.ana.person.zone, town.ana.person.locale = "Europe/Lisbon", "de-DE"
    await town.ana.writes("help")
    await town.settled()
    asked = "SELECT zone, language FROM people WHERE external_id = ?"
    assert rows(town, asked, town.ana.person.aad) == [("Europe/Lisbon", "de")]
    assert "Abbestellen" not in words(town.private(town.ana)[-1])


# ── Reactions ──


@pytest.mark.parametrize("ids", ["event", "message"])
async def test_a_reaction_is_an_answer_until_it_is_taken_back(ids: str, town: TeamsTown) -> None:
    town.teams.world.reaction_ids = ids
    card = await town.news()
    await town.ana.reacts(card, "like", "1f516_bookmark")
    await town.ben.reacts(card, "like")
    assert answers(town) == sorted(
        [
            (town.ana.person.aad, AnswerKind.SAVE),
            (town.ana.person.aad, AnswerKind.WORTH_IT),
            (town.ben.person.aad, AnswerKind.WORTH_IT),
        ]
    )
    await town.ana.reacts(card, "heart", instead_of="like")
    await town.ben.takes_back(card, "like")
    assert answers(town) == [(town.ana.person.aad, AnswerKind.SAVE)]
    assert (town.private(town.ana), len(said(town, town.engineering))) == ([], 1)


async def test_whoever_switched_answers_off_gets_their_own_page_which_is_the_way_back_and_nothing_else(
    town: TeamsTown,
) -> None:
    await town.joins(town.ana)
    for asked in ("me", "help"):
        await town.ana.writes(asked)
        await town.settled()
    await town.ana.presses(town.private(town.ana)[-1], "Do not write to me here")
    before = len(town.private(town.ana))
    for asked, more in (("help", 0), ("find", 0), ("me", 1)):
        await town.ana.writes(asked)
        await town.settled()
        assert len(town.private(town.ana)) == before + more, asked
    await town.ana.presses(town.private(town.ana)[-1], "Switch on")
    await town.ana.writes("help")
    await town.settled()
    assert len(town.private(town.ana)) == before + 2


async def test_a_request_by_emoji_is_answered_in_ones_own_chat_unless_that_was_switched_off(town: TeamsTown) -> None:
    card = await asking(town)
    pen = "270d_writinghand"
    await town.ana.reacts(card, pen)
    await town.settled()
    [page] = town.private(town.ana)
    assert ("Before you join" in words(page), "Do not write to me here" in words(page)) == (True, True)
    await town.ana.presses(page, "Do not write to me here")
    await town.ana.takes_back(card, pen)
    before = len(town.private(town.ana))
    await town.ana.reacts(card, pen)
    await town.settled()
    assert len(town.private(town.ana)) == before
    no_troubles(town)


# ── Rooms ──


async def test_a_team_brings_the_rooms_that_app_yaml_names_and_else_the_one_that_was_chosen(town: TeamsTown) -> None:
    general = town.teams.general(town.team)
    assert here(town, town.engineering, town.kitchen, general) == [("engineering", True), ("kitchen", True)]
    other = town.teams.team("Bakers", town.ana, installed=False)
    bread = town.teams.channel("bread", other)
    await town.teams.rooms.installs(other, town.ana, channel=bread)
    assert here(town, bread, town.teams.general(other)) == [("bread", True)]
    third = town.teams.team("Readers", town.ana, installed=False)
    await town.teams.rooms.installs(third, town.ana)
    assert here(town, town.teams.general(third)) == [("Readers", True)]
    assert [said(town, one) for one in (bread, town.ana)] == [[], []]


async def test_a_team_the_bot_was_put_into_while_it_was_away_is_found_by_whoever_speaks_to_it_there(
    make_town: TownMaker,
) -> None:
    town = await make_town(installed=False)
    general = town.teams.general(town.team)
    town.team.installed = True  # and nobody could tell
    town.teams.faults.put("channels", Refuse(503, "ServiceUnavailable"))
    for known in ([("", False), ("", False)], [("engineering", True), ("kitchen", True)]):
        await town.ana.mentions(general, "help")
        await town.settled()
        assert here(town, town.engineering, town.kitchen, general) == known
    asked = len(town.teams.calls("channels"))
    await town.ana.mentions(town.engineering, "help")
    await town.settled()
    assert (len(town.teams.calls("channels")), len(town.private(town.ana))) == (asked, 3)
    other = town.teams.team("Bakers", town.ana)  # of which app.yaml names no room
    bread = town.teams.channel("bread", other)
    await town.ana.mentions(bread, "help")
    assert here(town, bread, town.teams.general(other)) == [("bread", True)]


async def test_rooms_get_other_names_and_come_to_an_end_and_back(town: TeamsTown) -> None:
    await town.teams.rooms.renamed(town.engineering, "makers", town.ana)
    assert here(town, town.engineering) == [("makers", True)]
    await town.teams.rooms.deleted(town.kitchen, town.ana)
    assert here(town, town.engineering, town.kitchen) == [("makers", True), ("kitchen", False)]
    await town.teams.rooms.restored(town.kitchen, town.ana)
    assert here(town, town.kitchen) == [("kitchen", True)]
    await town.teams.rooms.team_deleted(town.team, town.ana)
    assert here(town, town.engineering, town.kitchen) == [("makers", False), ("kitchen", False)]
    await town.teams.rooms.team_restored(town.team, town.ana)
    assert here(town, town.engineering, town.kitchen) == [("makers", True), ("kitchen", True)]
    await town.teams.rooms.uninstalls(town.team, town.ana)
    assert here(town, town.engineering, town.kitchen) == [("makers", False), ("kitchen", False)]
    other = town.teams.team("Bakers", town.ana, installed=False)
    await town.teams.rooms.installs(other, town.ana)
    await town.teams.rooms.team_renamed(other, "Cooks", town.ana)
    assert here(town, town.teams.general(other)) == [("Cooks", True)]


@pytest.mark.parametrize("kind", ["private", "shared"])
async def test_a_room_where_bots_may_not_be_is_refused_with_a_kind_line_to_whoever_asked(
    kind: str, town: TeamsTown
) -> None:
    other = town.teams.team("Bakers", town.ana, installed=False)
    secret = town.teams.channel("secret", other, town.ana, kind=kind)
    await town.teams.rooms.installs(other, town.ana, channel=secret)
    await town.settled()
    assert here(town, secret, town.teams.general(other)) == []
    [line] = town.private(town.ana)
    assert "I cannot be in private rooms" in words(line)
    assert "Do not write to me here" in words(line)
    [told] = [one for one in town.teams.courier.deliveries if one.activity["type"] == "installationUpdate"][-1:]
    await town.teams.tells(told.activity)
    await town.settled()
    assert town.private(town.ana) == [line], "the same told twice is said once"
    town.ana.blocks()
    town.teams.faults.put("send", Refuse(403, "MessageWritesBlocked"))
    await town.teams.rooms.installs(other, town.ana, channel=secret)
    await town.settled()
    installing = town.teams.courier.deliveries[-2].activity
    await town.teams.tells({**installing, "id": "f:by-nobody", "from": {"id": "29:nobody"}})
    await town.settled()
    lines = town.teams.messages(town.teams.general(other), bot=True)
    assert ["I cannot be in private rooms" in line.text for line in lines] == [True, True]


async def test_whoever_wants_no_answers_is_told_of_no_private_room_either(town: TeamsTown) -> None:
    await town.ana.writes("help")
    await town.settled()
    await town.ana.presses(town.private(town.ana)[-1], "Do not write to me here")
    before = town.private(town.ana)
    other = town.teams.team("Bakers", town.ana, installed=False)
    secret = town.teams.channel("secret", other, town.ana, kind="private")
    await town.teams.rooms.installs(other, town.ana, channel=secret)
    await town.settled()
    [line] = town.teams.messages(town.teams.general(other), bot=True)
    assert ("I cannot be in private rooms" in line.text, town.private(town.ana)) == (True, before)


async def test_installing_for_everyone_sends_nobody_a_message_and_keeps_nobody(town: TeamsTown) -> None:
    before = len(town.teams.calls("send"))
    for number in range(5):
        await town.teams.person(f"p{number}", app=False).installs()
    await town.settled()
    assert len(town.teams.calls("send")) + len(town.teams.calls("create")) == before
    assert rows(town, "SELECT * FROM people") == []


async def test_whoever_takes_the_bot_away_is_gone_until_they_do_something(town: TeamsTown) -> None:
    await town.joins(town.ana)
    await town.ana.uninstalls()
    gone = "SELECT gone FROM people WHERE external_id = ?"
    assert rows(town, gone, town.ana.person.aad) == [(1,)]
    await town.ana.installs()
    assert rows(town, gone, town.ana.person.aad) == [(1,)]
    await town.ana.writes("help")
    assert rows(town, gone, town.ana.person.aad) == [(0,)]


async def test_a_team_whose_channels_teams_does_not_tell_is_asked_about_again(make_town: TownMaker) -> None:
    town = await make_town(installed=False)
    assert town.bot.teams is not None
    town.bot.teams.reception._again_after = (0.0,)
    town.teams.faults.put("channels", Refuse(503, "ServiceUnavailable"))
    told, _ = await town.teams.rooms.installs(town.team, town.ana)
    assert told.status == 503
    await town.settled()
    assert here(town, town.engineering) == [("engineering", True)]


async def test_a_team_that_took_the_bot_out_meanwhile_is_not_asked_about_again(make_town: TownMaker) -> None:
    town = await make_town(installed=False)
    town.teams.faults.put("channels", Refuse(403, "BotNotInConversationRoster"))
    told, _ = await town.teams.rooms.installs(town.team, town.ana)
    await town.settled()
    assert (told.status, here(town, town.engineering), len(town.teams.calls("channels"))) == (200, [("", False)], 1)


async def test_what_is_of_no_kind_we_know_is_taken_and_nothing_is_done(town: TeamsTown) -> None:
    before = rows(town, "SELECT * FROM outbox")
    room = town.teams.world.open_personal(town.ana.person)
    for kind in ("typing", "endOfConversation", "event", "handoff", "", "x" * 500):
        [told] = await town.teams.tells(town.teams.stage.activity(town.ana.person, room, kind))
        assert told.status == 200, kind
    assert rows(town, "SELECT * FROM outbox") == before


def test_the_log_has_no_word_of_what_makes_no_sense() -> None:
    bodies: list[dict[str, object]] = [{"type": "Ana Example"}, {"type": "invoke", "name": "Ana Example"}, {"type": []}]
    with structlog.testing.capture_logs() as lines:
        for body in bodies:
            not_understood(body)
    assert [line["detail"] for line in lines] == ["unknown"] * 3
