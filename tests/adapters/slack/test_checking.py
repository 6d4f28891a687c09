"""`earshot check` opposite a fake Slack: each thing that can be wrong is said in a line of its own, and only then."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from adapters.slack.scopes import SCOPES
from tests.adapters.checked import FAILED, OK, is_said_by_the_way
from tests.adapters.slack.checked import NOT_COMPARED, Place
from tests.fakes.slack import Channel, Refuse

# ── All is well ──


async def test_all_is_well_is_said_with_who_we_are(place: Place) -> None:
    said = await place.check()
    assert said.lines == [
        f"Slack takes the token in BOT: the workspace is “Example Works” ({place.slack.workspace.id}), and the bot is "
        "@earshot.",
        "Slack takes the token in APP.",
        f"{NOT_COMPARED}, since Slack tells them to no bot: copy them from “App Manifest” on the app's page in Slack "
        "into a file, and name it with --manifest.",
        "All is well.",
    ]
    assert (said.code, said.aloud) == (OK, "")


async def test_over_http_no_connection_is_asked_for(place: Place) -> None:
    place.mode = "http"
    said = await place.check()
    assert said.code == OK
    assert said.says("SIGNING is set; whether it is the right one shows only when Slack calls.")
    assert place.slack.calls("apps.connections.open") == []


async def test_as_json_each_finding_is_an_object_on_a_line(place: Place) -> None:
    place.slack.app.scopes -= {"commands", "groups:read"}
    said = await place.check("--json")
    found = [json.loads(line) for line in said.lines]
    assert [one["weight"] for one in found] == sorted(
        (one["weight"] for one in found), key=["well", "remark", "fault"].index
    )
    assert {one["weight"] for one in found} == {"well", "remark", "fault"}
    assert found[0]["words"].startswith("Slack takes the token in BOT")
    assert said.code == FAILED


# ── One thing is wrong ──


def token_is_revoked(place: Place) -> None:
    place.slack.app.state = "revoked"


def bot_token_is_anothers(place: Place) -> None:
    place.secrets["BOT"] = "xoxb-wrong"


def tokens_are_swapped(place: Place) -> None:
    place.secrets["BOT"], place.secrets["APP"] = place.secrets["APP"], place.secrets["BOT"]


def app_token_is_anothers(place: Place) -> None:
    place.secrets["APP"] = "xapp-wrong"


def app_token_has_no_scope(place: Place) -> None:
    place.slack.faults.put("apps.connections.open", Refuse("missing_scope"))


def app_token_is_of_another_app(place: Place) -> None:
    place.slack.world.app.token_of = "A0OTHER"


def installed_for_an_organisation(place: Place) -> None:
    place.slack.app.wide = True


def a_scope_is_missing(place: Place) -> None:
    place.slack.app.scopes -= {"chat:write"}


def a_scope_reads_rooms(place: Place) -> None:
    place.slack.app.scopes |= {"channels:history"}


def not_in_a_room(place: Place) -> None:
    place.engineering.members.clear()


def not_in_a_private_room(place: Place) -> None:
    place.kitchen.members.clear()


def no_such_room(place: Place) -> None:
    place.engineering = Channel("C0NOWHERE", "", "public", place.slack.workspace)


def a_room_is_archived(place: Place) -> None:
    place.engineering.archived = True


def a_room_was_left_and_archived(place: Place) -> None:
    place.engineering.archived = True
    place.engineering.members.clear()


def a_room_is_shared(place: Place) -> None:
    place.slack.rooms.shared(place.engineering, place.slack.world.workspace("Another Company"))


def a_room_of_another_workspace(place: Place) -> None:
    place.instead = {f"{place.slack.workspace.id}, id: {place.kitchen.id}": f"T0ELSEWHERE, id: {place.kitchen.id}"}


def a_steward_of_another_workspace(place: Place) -> None:
    place.instead = {f"{place.slack.workspace.id}, id: {place.ingrid.id}": f"T0ELSEWHERE, id: {place.ingrid.id}"}


def a_steward_who_does_not_exist(place: Place) -> None:
    place.instead = {place.ingrid.id: "U0NOBODY"}


def a_steward_whose_account_ended(place: Place) -> None:
    place.ingrid.person.deleted = True


def an_auditor_whose_account_ended(place: Place) -> None:
    place.otto.person.deleted = True


def a_steward_who_is_a_bot(place: Place) -> None:
    place.instead = {place.ingrid.id: place.slack.app.bot.id}


def a_clock_far_off_over_http(place: Place) -> None:
    place.mode = "http"
    place.slack.clock.forward(timedelta(seconds=250))  # type: ignore[attr-defined]


WRONGS: list[tuple[Callable[[Place], None], str]] = [
    (token_is_revoked, "Slack does not take the token in BOT (token_revoked). It must be the bot token (xoxb-…)"),
    (bot_token_is_anothers, "Slack does not take the token in BOT (invalid_auth). It must be the bot token (xoxb-…)"),
    (tokens_are_swapped, "BOT holds something else than it must: the bot token (xoxb-…)"),
    (tokens_are_swapped, "APP holds something else than it must: an app-level token (xapp-…)"),
    (
        app_token_is_anothers,
        "Slack does not take the token in APP (invalid_auth). It must be an app-level token",
    ),
    (
        app_token_has_no_scope,
        "Slack does not take the token in APP (missing_scope). It must be an app-level token (xapp-…)",
    ),
    (
        app_token_is_of_another_app,
        "The app-level token is of the app A0OTHER, and the bot is of A0EARSHOT",
    ),
    (installed_for_an_organisation, "The app is installed for a whole organisation"),
    (a_scope_is_missing, "In “Example Works” the scope chat:write is missing. What it is for: to put cards into rooms"),
    (
        a_scope_reads_rooms,
        "the token has the scope channels:history, which reads conversations. Earshot promises",
    ),
    (not_in_a_room, "rooms.engineering: the bot is not in #engineering; type /invite @earshot there."),
    (not_in_a_private_room, "rooms.kitchen: in “Example Works” there is no room C"),
    (no_such_room, "rooms.engineering: in “Example Works” there is no room C0NOWHERE that the bot could see"),
    (a_room_is_archived, "rooms.engineering: #engineering is archived."),
    (a_room_was_left_and_archived, "rooms.engineering: #engineering is archived."),
    (a_room_is_shared, "rooms.engineering: #engineering is shared with another company"),
    (a_room_of_another_workspace, "rooms.kitchen is in the workspace T0ELSEWHERE, and the bot is in T"),
    (a_steward_of_another_workspace, "stewards[0] is in the workspace T0ELSEWHERE, and the bot is in T"),
    (a_steward_who_does_not_exist, "stewards[0]: in “Example Works” nobody has the id U0NOBODY (user_not_found)"),
    (a_steward_whose_account_ended, "stewards[0]: the account U"),
    (an_auditor_whose_account_ended, "auditors[0]: the account U"),
    (a_steward_who_is_a_bot, "in “Example Works” is a bot. Name a person."),
    (a_clock_far_off_over_http, "seconds behind Slack's. What Slack signs is good for five minutes"),
]


@pytest.mark.parametrize(("wrong", "words"), WRONGS, ids=[f"{wrong.__name__}-{words[:12]}" for wrong, words in WRONGS])
async def test_what_is_wrong_is_said_in_one_line_and_only_then(
    place: Place, wrong: Callable[[Place], None], words: str
) -> None:
    before = await place.check()
    assert (before.code, before.says(words)) == (OK, False)
    wrong(place)
    after = await place.check()
    assert len([line for line in after.lines if words in line]) == 1, after.lines
    assert (after.code, after.lines[-1], after.aloud) == (FAILED, "Something needs you.", "")


def the_optional_scope_is_missing(place: Place) -> None:
    place.slack.app.scopes -= {"groups:read"}


def a_scope_is_too_many(place: Place) -> None:
    place.slack.app.scopes |= {"team:read"}


def a_clock_a_little_off(place: Place) -> None:
    place.slack.clock.forward(timedelta(seconds=-90))  # type: ignore[attr-defined]


def a_clock_far_off_through_a_socket(place: Place) -> None:
    place.slack.clock.forward(timedelta(seconds=-900))  # type: ignore[attr-defined]


REMARKS: list[tuple[Callable[[Place], None], str]] = [
    (the_optional_scope_is_missing, "In “Example Works” the scope groups:read was not granted. What it is for: "),
    (the_optional_scope_is_missing, "rooms.kitchen: in “Example Works” there is no public room C"),
    (a_scope_is_too_many, "In “Example Works” the token has the scope team:read, which nothing needs."),
    (a_clock_a_little_off, "seconds ahead of Slack's; let it be set by the network (NTP)."),
    (a_clock_far_off_through_a_socket, "seconds ahead of Slack's; let it be set by the network (NTP)."),
]


@pytest.mark.parametrize(("odd", "words"), REMARKS, ids=[f"{odd.__name__}-{words[:12]}" for odd, words in REMARKS])
async def test_what_is_only_worth_knowing_is_said_by_the_way(
    place: Place, odd: Callable[[Place], None], words: str
) -> None:
    await is_said_by_the_way(place.check, lambda: odd(place), words)


async def test_a_shared_room_is_well_where_shared_rooms_are_wanted(place: Place) -> None:
    a_room_is_shared(place)
    place.more = ", shared_channels: true"
    assert (await place.check()).code == OK


async def test_a_clock_within_a_minute_of_slacks_is_not_worth_a_word(place: Place) -> None:
    place.mode = "http"
    place.slack.clock.forward(timedelta(seconds=55))  # type: ignore[attr-defined]
    said = await place.check()
    assert (said.code, said.says("clock")) == (OK, False)


async def test_a_clock_is_looked_at_even_where_the_token_is_refused(place: Place) -> None:
    token_is_revoked(place)
    a_clock_far_off_over_http(place)
    assert (await place.check()).says("seconds behind Slack's. What Slack signs")


async def test_scopes_that_nobody_tells_of_are_not_taken_for_missing(place: Place) -> None:
    place.slack.web.tells_scopes = False
    said = await place.check()
    assert (said.code, said.says("missing")) == (FAILED, False)
    assert said.says("Slack did not say which scopes the token has (x-oauth-scopes).")


async def test_without_scopes_what_cannot_be_looked_at_is_said(place: Place) -> None:
    place.slack.app.scopes = frozenset()
    said = await place.check()
    assert said.says("Rooms of “Example Works” were not looked at (missing_scope).")
    assert said.says("Stewards and auditors of “Example Works” were not looked up (missing_scope).")
    assert len([line for line in said.lines if "is missing. What it is for" in line]) == len(SCOPES) - 1


async def test_of_very_many_rooms_only_so_many_are_asked_about(place: Place) -> None:
    rooms = "".join(
        f"\n  more{number}: {{platform: slack, workspace: {place.slack.workspace.id}, id: C1{number}}}"
        for number in range(60)
    )
    place.instead = {"\nsources:": f"{rooms}\nsources:"}
    said = await place.check()
    assert said.says("The bot is not in 10 more rooms that app.yaml names")
    assert len(place.slack.calls("conversations.info")) == 50


async def test_many_rooms_the_bot_is_in_cost_one_question(place: Place) -> None:
    for number in range(150):
        place.slack.channel(f"room{number}")
    assert (await place.check()).code == OK
    assert len(place.slack.calls("users.conversations")) == 1
    assert place.slack.calls("conversations.info") == []
