"""`earshot check` opposite a fake Teams: each thing that can be wrong is said in a line of its own, and only then."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack.manifest import manifest as of_slack
from adapters.teams.checking import places
from adapters.teams.manifest import package
from adapters.teams.opening import LOCAL_TENANT
from bot.app import free_port
from bot.chat import wording
from tests.adapters.checked import FAILED, OK, WRONG, is_said_by_the_way
from tests.adapters.teams.checked import COMPARED, ENDPOINT, NOT_COMPARED, Place
from tests.fakes.teams import Broken, Cut, FakeTeams, Limited, Refuse
from tests.fakes.teams.refusal import EntraRefused

OTHER = "66666666-2222-3333-4444-555555555555"


@pytest.fixture
async def place(
    tmp_path: Path, template: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Place]:
    """A company to check, where all is well, and the bot was put into its team."""
    async with FakeTeams() as teams:
        found = Place(teams, tmp_path, template, capsys, monkeypatch.setenv)
        found.was_put_in()
        yield found


# ── All is well ──


async def test_all_is_well_is_said_with_who_we_are(place: Place) -> None:
    said = await place.check()
    at = place.teams.stage.address
    assert said.lines == [
        f"Microsoft's keys are told at {place.teams.metadata_url}.",
        f"Entra gives the bot a token, as the app {place.teams.app.id}.",
        f"Teams answers at {at}/teams/, and takes the token.",
        f"{ENDPOINT} The messaging endpoint of the Azure Bot is a public https address that leads to /api/messages on "
        "port 8080 here.",
        f"{NOT_COMPARED}, since Teams tells them to no bot: name the package that was uploaded, or the manifest.json "
        "in it, with --manifest.",
        "All is well.",
    ]
    assert (said.code, said.aloud) == (OK, "")
    assert len(place.teams.calls("token")) == 1
    assert len(place.teams.calls("channels")) == 1, "two rooms of one team cost one question"


async def test_a_managed_identity_needs_no_secret(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.secret = "managed_identity: true"
    place.held["APP"] = place.teams.app.identity
    monkeypatch.setenv("IDENTITY_ENDPOINT", place.teams.identity_url)
    monkeypatch.setenv("IDENTITY_HEADER", "of-the-machine")
    said = await place.check()
    assert (said.code, said.says(f"a token, as the app {place.teams.app.identity}")) == (OK, True)
    assert place.teams.calls("token") == []

    place.held["APP"] = OTHER
    said = await place.check()
    assert (said.code, said.says("Azure gives the bot no token")) == (FAILED, True)

    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{free_port()}/msi/token")
    said = await place.check()
    assert (said.code, said.says("Does the bot run in Azure, and is the identity assigned to it?")) == (FAILED, True)


async def test_alone_on_this_machine_nobody_is_asked(place: Place) -> None:
    place.instead = {"app_id_env: APP\n    tenant_id_env: TENANT\n    secret_env: SECRET": "local: true"}
    place.instead |= {place.teams.app.tenant: LOCAL_TENANT}
    said = await place.check()
    assert (said.code, len(said.lines)) == (OK, 2)
    assert said.lines[0].startswith(
        "By the way: Teams is in the local mode: whatever on this machine speaks to the bot"
    )
    assert place.teams.calls() == []
    assert (await place.check("--manifest", str(place.manifest()))).says(COMPARED)


async def test_alone_on_this_machine_there_is_no_other_tenant_than_the_playgrounds(place: Place) -> None:
    place.instead = {"app_id_env: APP\n    tenant_id_env: TENANT\n    secret_env: SECRET": "local: true"}
    said = await place.check()
    found = [line.partition(" is in the tenant ")[0] for line in said.lines if LOCAL_TENANT in line]
    assert (said.code, found) == (FAILED, ["rooms.everyone", "rooms.kitchen", "stewards[0]", "auditors[0]"])


async def test_offline_nobody_is_asked(place: Place) -> None:
    said = await place.check("--offline")
    assert (said.code, said.lines[0]) == (OK, "By the way: Teams was not asked (--offline).")
    assert place.teams.calls() == []
    place.held["SECRET"] = OTHER
    assert (await place.check("--offline")).says("SECRET holds the secret's id.")


# ── One thing is wrong ──


def refused(number: int, error: str = "invalid_client") -> Callable[[Place], None]:
    """Entra has a reason of its own."""

    def refuse(place: Place) -> None:
        place.teams.entra.refuses = EntraRefused(401, error, number, "Its own words.")

    return refuse


def the_secret_is_wrong(place: Place) -> None:
    place.held["SECRET"] = "another secret"


def the_secret_is_its_id(place: Place) -> None:
    place.held["SECRET"] = OTHER


def the_app_is_unknown(place: Place) -> None:
    place.held["APP"] = OTHER


def the_tenant_is_unknown(place: Place) -> None:
    place.held["TENANT"] = OTHER
    place.instead = {place.teams.app.tenant: OTHER}


def entra_is_somewhere_else(place: Place) -> None:
    place.instead = {f'login_url: "{place.teams.stage.address}"': f'login_url: "http://127.0.0.1:{free_port()}"'}


def entra_has_trouble(place: Place) -> None:
    place.teams.faults.put("token", Broken())


def entra_is_cut_off(place: Place) -> None:
    place.teams.faults.put("token", Cut(), times=2)  # a question on a connection that was cut is asked once more


def the_keys_are_somewhere_else(place: Place) -> None:
    place.instead = {place.teams.metadata_url: f"http://127.0.0.1:{free_port()}/keys"}


def the_keys_are_none(place: Place) -> None:
    place.instead = {place.teams.metadata_url: f"{place.teams.stage.address}/x/v2.0/.well-known/openid-configuration"}


def no_key_is_for_teams(place: Place) -> None:
    place.teams.keys.published.remove(place.teams.keys.current)


def the_keys_have_trouble(place: Place) -> None:
    place.teams.faults.put("keys", Broken())


def the_service_is_somewhere_else(place: Place) -> None:
    place.instead = {f"{place.teams.stage.address}/teams/": f"http://127.0.0.1:{free_port()}/teams/"}


def the_service_takes_no_token(place: Place) -> None:
    place.teams.faults.put("members", Refuse(401, "Unauthorized"))


def the_service_has_trouble(place: Place) -> None:
    place.teams.faults.put("members", Broken(status=502))


def the_service_falls_silent(place: Place) -> None:
    place.teams.faults.put("channels", Limited("7"))


def the_app_was_taken_out(place: Place) -> None:
    place.teams.world.teams[place.team.id].installed = False


def an_administrator_switched_it_off(place: Place) -> None:
    place.teams.app.disabled = True


def a_team_is_not_told_of(place: Place) -> None:
    place.teams.faults.put("channels", Refuse(418, "Teapot"))


def a_channel_is_gone(place: Place) -> None:
    place.kitchen.deleted = True


def a_channel_is_private(place: Place) -> None:
    place.kitchen.kind = "private"


def a_channel_is_shared_and_told_of(place: Place) -> None:
    place.kitchen.kind = "shared"
    place.teams.app.channel_kinds = frozenset({"standard", "shared"})


def the_clock_is_far_behind(place: Place) -> None:
    place.teams.clock.forward(timedelta(seconds=250))  # type: ignore[attr-defined]


def the_clock_is_far_ahead(place: Place) -> None:
    place.teams.clock.forward(timedelta(seconds=-250))  # type: ignore[attr-defined]


ASKED = "could not be asked at http://127.0.0.1:"
WRONGS: list[tuple[Callable[[Place], None], str]] = [
    (the_secret_is_wrong, "Entra gives the bot no token: the app's secret is wrong: it must be the secret's value"),
    (refused(7000222), "Entra gives the bot no token: the app's secret has expired"),
    (the_secret_is_its_id, "SECRET holds the secret's id. It must hold its value, which Entra shows once"),
    (the_app_is_unknown, "Entra gives the bot no token: Entra knows no such app in this tenant"),
    (refused(7000229), "Entra gives the bot no token: the app has no service principal in this tenant"),
    (refused(7000112), "Entra gives the bot no token: the app is switched off in Entra"),
    (the_tenant_is_unknown, "Entra gives the bot no token: Entra knows no such tenant"),
    (refused(900023), "Entra gives the bot no token: Entra knows no such tenant"),
    (refused(90038), "Entra gives the bot no token: the tenant is in another cloud of Microsoft's"),
    (refused(500011), "Entra gives the bot no token: the service of another cloud was asked for"),
    (refused(53003), "Entra gives the bot no token: a rule of the tenant's forbids it"),
    (refused(424242, "out_of_tea"), "Entra gives the bot no token: it answers “out_of_tea” (AADSTS424242)."),
    (
        entra_is_somewhere_else,
        "Entra gives the bot no token: nobody answers there. Is the network there, and is platforms.",
    ),
    (entra_has_trouble, "Entra gives the bot no token: it answers HTTP 500. Is the network there, and is platforms."),
    (entra_is_cut_off, "Entra gives the bot no token: the connection was cut. Is the network there, and is platforms."),
    (the_keys_are_somewhere_else, f"Microsoft's keys {ASKED}"),
    (
        the_keys_are_none,
        "no key is named that may sign for Teams: nobody would be heard. Is platforms.teams.openid_url",
    ),
    (no_key_is_for_teams, "no key is named that may sign for Teams: nobody would be heard."),
    (the_keys_have_trouble, f"Microsoft's keys {ASKED}"),
    (the_service_is_somewhere_else, f"Teams {ASKED}"),
    (the_service_takes_no_token, "Teams does not take the bot's token. Is the app that of an Azure Bot"),
    (
        the_service_has_trouble,
        "(HTTP 502). Is the network there, and is platforms.teams.service_url right? What is not",
    ),
    (
        the_service_falls_silent,
        "(HTTP 429). Is the network there, and is platforms.teams.service_url right? What is not",
    ),
    (
        the_app_was_taken_out,
        "rooms.everyone: Teams does not show its team (the bot is not in that conversation). In Teams",
    ),
    (
        the_app_was_taken_out,
        "rooms.kitchen: Teams does not show its team (the bot is not in that conversation). In Teams",
    ),
    (
        an_administrator_switched_it_off,
        "Teams takes nothing of the bot: an administrator of Teams has switched the bot",
    ),
    (a_team_is_not_told_of, "rooms.kitchen: Teams does not show its team (Teapot)."),
    (a_channel_is_gone, "rooms.kitchen: in its team there is no channel 19:"),
    (a_channel_is_private, "rooms.kitchen: in its team there is no channel 19:"),
    (a_channel_is_shared_and_told_of, "rooms.kitchen: its channel is shared, and no bot may write there."),
    (the_clock_is_far_behind, "seconds behind Microsoft's. What it signs is taken within five minutes of its time"),
    (the_clock_is_far_ahead, "seconds ahead of Microsoft's. What it signs is taken within five minutes of its time"),
]


@pytest.mark.parametrize(
    ("wrong", "words"), WRONGS, ids=[f"{number}-{words[:40]}" for number, (_, words) in enumerate(WRONGS)]
)
async def test_what_is_wrong_is_said_in_one_line_and_only_then(
    place: Place, wrong: Callable[[Place], None], words: str
) -> None:
    before = await place.check()
    assert (before.code, before.says(words)) == (OK, False)
    wrong(place)
    after = await place.check()
    assert len([line for line in after.lines if words in line]) == 1, after.lines
    assert (after.code, after.lines[-1], after.aloud) == (FAILED, "Something needs you.", "")


def a_steward_nobody_knows(place: Place) -> None:
    place.instead = {place.ingrid.person.aad: OTHER}


def an_auditor_nobody_knows(place: Place) -> None:
    place.instead = {place.otto.person.aad: OTHER}


def nothing_is_stored(place: Place) -> None:
    (place.folder / "earshot.db").unlink()


def a_room_that_nobody_told_of(place: Place) -> None:
    place.instead = {place.kitchen.id: "19:elsewhere@thread.tacv2"}


def the_clock_is_a_little_off(place: Place) -> None:
    place.teams.clock.forward(timedelta(seconds=-90))  # type: ignore[attr-defined]


ASK_LATER = "nothing can be asked before the app was added to the team. In Teams, open the app, press “Add to a team”"
REMARKS: list[tuple[Callable[[Place], None], str]] = [
    (a_steward_nobody_knows, f"stewards[0]: nobody in the teams that the bot is in has the id {OTHER}."),
    (an_auditor_nobody_knows, f"auditors[0]: nobody in the teams that the bot is in has the id {OTHER}."),
    (nothing_is_stored, f"Of rooms.everyone, rooms.kitchen {ASK_LATER}"),
    (a_room_that_nobody_told_of, f"Of rooms.kitchen {ASK_LATER}"),
    (the_clock_is_a_little_off, "seconds ahead of Microsoft's; let it be set by the network (NTP)."),
]


@pytest.mark.parametrize(("odd", "words"), REMARKS, ids=[odd.__name__ for odd, _ in REMARKS])
async def test_what_is_only_worth_knowing_is_said_by_the_way(
    place: Place, odd: Callable[[Place], None], words: str
) -> None:
    await is_said_by_the_way(place.check, lambda: odd(place), words)


async def test_a_way_that_leads_elsewhere_is_not_gone_with_the_token(place: Place) -> None:
    place.teams.stage.address, right = f"http://127.0.0.1:{free_port()}", place.teams.stage.address
    place.was_put_in()  # the store was told of another service
    place.teams.stage.address = right
    said = await place.check()
    assert (said.code, said.says("rooms.")) == (OK, False), "app.yaml's own service is asked instead"
    assert len(place.teams.calls("channels")) == 1


async def test_a_steward_is_looked_for_in_one_team_after_the_other(place: Place) -> None:
    place.teams.faults.put("member", Refuse(404, "MemberNotFoundInConversation"))
    said = await place.check()
    assert said.says("stewards[0]: nobody in the teams")
    place.teams.faults.put("member", Refuse(403, "Forbidden"))
    assert not (await place.check()).says("stewards[0]"), "a team that does not tell is no reason for a word"


async def test_of_very_many_rooms_and_people_only_so_many_are_asked_about(place: Place) -> None:
    aad, tenant = place.ingrid.person.aad, place.teams.app.tenant
    many = ", ".join(f"{{platform: teams, workspace: {tenant}, id: {aad[:-2]}{number:02}}}" for number in range(30))
    rooms = "".join(
        f'\n  more{number}: {{platform: teams, workspace: {tenant}, id: "19:{number}@thread.tacv2"}}'
        for number in range(30)
    )
    place.instead = {f"stewards: [{{platform: teams, workspace: {tenant}, id: {aad}}}]": f"stewards: [{many}]"}
    place.instead |= {"\nsources:": f"{rooms}\nsources:"}
    said = await place.check()
    assert len(place.teams.calls("member")) == places.MOST_PEOPLE
    assert said.says("rooms.more9 and more nothing can be asked")


async def test_as_json_each_finding_is_an_object_on_a_line(place: Place) -> None:
    a_channel_is_gone(place)
    said = await place.check("--json")
    found = [json.loads(line) for line in said.lines]
    assert {one["weight"] for one in found} == {"well", "remark", "fault"}
    assert said.code == FAILED


# ── The manifest ──


async def test_the_manifest_that_was_uploaded_is_compared(place: Place) -> None:
    file = place.manifest()
    said = await place.check("--manifest", str(file))
    assert (said.code, said.says(COMPARED), said.says(NOT_COMPARED)) == (OK, True, False)

    packed = place.folder / "earshot-teams.zip"
    packed.write_bytes(package(wording.of("en"), app_id=OTHER, url="https://bot.example.org"))
    said = await place.check("--manifest", str(packed), "--offline")
    assert (said.code, said.says(f"The app in Teams is of the bot {OTHER}"), said.says(COMPARED)) == (
        FAILED,
        True,
        False,
    )


@pytest.mark.parametrize("raw", [b"", b"{}", b"PK", b'{"features": {}}', b"\xff"])
async def test_a_file_that_is_no_manifest_is_said_to_be_none(place: Place, raw: bytes) -> None:
    file = place.folder / "copied.json"
    file.write_bytes(raw)
    said = await place.check("--manifest", str(file))
    assert (said.code, said.lines, place.teams.calls()) == (WRONG, [], [])
    assert said.aloud.startswith("That file holds no manifest of Teams'")


async def test_a_file_that_cannot_be_read_is_said_so(place: Place) -> None:
    said = await place.check("--manifest", str(place.folder / "nowhere.json"))
    assert (said.code, "nowhere.json cannot be read: No such file" in said.aloud) == (WRONG, True)


async def test_teams_tells_nobody_a_manifest_by_a_token(place: Place) -> None:
    said = await place.check("--manifest-token-env", "SECRET")
    assert (said.code, "app.yaml has no platforms.slack" in said.aloud) == (WRONG, True)


@pytest.mark.parametrize("of", ["teams", "slack"])
async def test_beside_slack_a_manifest_is_compared_with_whose_it_is(place: Place, of: str) -> None:
    place.held |= {"BOT": "xoxb-fake", "LINE": "xapp-fake"}
    place.instead = {"platforms:\n": "platforms:\n  slack: {bot_token_env: BOT, app_token_env: LINE}\n"}
    file = place.manifest()
    if of == "slack":
        file.write_text(json.dumps(of_slack(wording.of("en"))), encoding="utf-8")
    said = await place.check("--offline", "--manifest", str(file))
    assert said.code == OK
    assert said.says("The app in Slack is as the manifest") is (of == "slack")
    assert said.says("The app in Teams is as the manifest") is (of == "teams")
