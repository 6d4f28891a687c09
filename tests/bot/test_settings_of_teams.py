"""app.yaml for Teams: who the bot is there, by a secret, by Azure, or alone on this machine; and what ids look like."""

import re

import pytest

from bot.settings import SettingsError, yaml12
from tests.bot.test_settings import LEAST, fits, mistakes, said
from tests.fakes.teams.things import App

APP, TENANT = App().id, App().tenant
HELD = {"TEAMS_APP_ID": APP, "TEAMS_SECRET": "aB8Q~secret", "TEAMS_TENANT": TENANT}
TEAMS = "platforms: {teams: {app_id_env: TEAMS_APP_ID, secret_env: TEAMS_SECRET, tenant_id_env: TEAMS_TENANT}}\n"
IDENTITY = "platforms: {teams: {app_id_env: TEAMS_APP_ID, tenant_id_env: TEAMS_TENANT, managed_identity: true}}\n"
LOCAL = "platforms: {teams: {local: true}}\n"
PERSON = "00000003-1000-4000-8000-00000000e4a5"
ROOM = "19:00000001-1000-4000-8000-00000000e4a5@thread.tacv2"


def test_an_app_has_an_id_a_tenant_and_a_secret_and_speaks_to_microsofts_public_cloud() -> None:
    teams = said(LEAST + TEAMS, **HELD).platforms.teams

    assert teams is not None
    assert (teams.app_id(HELD), teams.tenant(HELD), teams.secret(HELD)) == (APP, TENANT, "aB8Q~secret")
    assert (teams.managed_identity, teams.local) == (False, False)
    assert teams.login_url == "https://login.microsoftonline.com"
    assert teams.openid_url == "https://login.botframework.com/v1/.well-known/openidconfiguration"
    assert teams.service_url == "https://smba.trafficmanager.net/teams/"


def test_ids_are_read_as_microsoft_writes_them() -> None:
    held = {
        **HELD,
        "TEAMS_APP_ID": f" {APP.upper()}\n",
        "TEAMS_TENANT": TENANT.upper(),
        "TEAMS_SECRET": "aB8Q~secret\n",
    }
    teams = said(LEAST + TEAMS, **held).platforms.teams

    assert teams is not None
    assert (teams.app_id(held), teams.tenant(held), teams.secret(held)) == (APP, TENANT, "aB8Q~secret")


def test_a_managed_identity_has_no_secret() -> None:
    held = {name: value for name, value in HELD.items() if name != "TEAMS_SECRET"}
    teams = said(LEAST + IDENTITY, **held).platforms.teams

    assert teams is not None
    assert (teams.app_id(held), teams.secret(held), teams.managed_identity) == (APP, "", True)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost", "Localhost"])
def test_alone_on_this_machine_the_bot_needs_no_app(host: str) -> None:
    teams = said(f"{LEAST}{LOCAL}server: {{host: '{host}'}}").platforms.teams

    assert teams is not None
    assert teams.local
    assert (teams.app_id({}), teams.tenant({}), teams.secret({})) == ("", "", "")
    assert said(LEAST + LOCAL).platforms.teams == teams, "the host is this machine's where none is said"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "bot.example.org", "localhost.example.org"])
def test_a_bot_that_others_reach_does_not_go_without_tokens(host: str) -> None:
    text = f"{LEAST}server: {{host: '{host}'}}\n"

    (mistake,) = mistakes(text + LOCAL)
    assert (mistake.line, mistake.key) == (2, "server.host")
    assert mistake.expected.startswith("127.0.0.1, ::1 or localhost, since platforms.teams.local believes whatever")
    said(text + TEAMS, **HELD)  # control: with tokens it may listen anywhere
    said(f"{text}platforms: {{teams: {{local: false, {TEAMS.partition('teams: {')[2]}", **HELD)


def test_rooms_and_people_are_named_by_the_ids_that_teams_gives_them() -> None:
    read = said(
        f"""{LEAST}{TEAMS}
rooms:
  everyone: {{platform: teams, workspace: {TENANT}, id: "{ROOM}"}}
  old: {{platform: teams, workspace: {TENANT}, id: "19:8c9e0f1a2b3c4d5e@thread.skype"}}
  own: {{platform: teams, workspace: {TENANT}, id: "19:9kZ_-x4=Q1@thread.tacv2"}}
stewards: [{{platform: teams, workspace: {TENANT}, id: {PERSON}}}]
auditors: [{{platform: teams, workspace: {TENANT}, id: {PERSON}}}]
""",
        **HELD,
    )

    assert read.rooms.named["everyone"].id == ROOM
    assert (read.stewards[0].id, read.auditors[0].id) == (PERSON, PERSON)


def test_alone_on_this_machine_ids_are_whatever_the_agents_playground_has() -> None:
    said(
        f"""{LEAST}{LOCAL}
rooms: {{news: {{platform: teams, workspace: tenant-0, id: channel-announcements-id}}}}
stewards: [{{platform: teams, workspace: tenant-0, id: user-id-0}}]
"""
    )


def teams(**more: str) -> str:
    """What stands under platforms.teams, changed; an empty value takes a line out."""
    lines = {"app_id_env": "TEAMS_APP_ID", "secret_env": "TEAMS_SECRET", "tenant_id_env": "TEAMS_TENANT", **more}
    return f"platforms: {{teams: {{{', '.join(f'{key}: {value}' for key, value in lines.items() if value)}}}}}\n"


def room(**more: str) -> str:
    """A room in Teams, changed."""
    lines = {"platform": "teams", "workspace": TENANT, "id": f"'{ROOM}'", **more}
    return f"{TEAMS}rooms: {{a: {{{', '.join(f'{key}: {value}' for key, value in lines.items())}}}}}\n"


def one(kind: str, **more: str) -> str:
    """A steward or an auditor in Teams, changed."""
    lines = {"platform": "teams", "workspace": TENANT, "id": PERSON, **more}
    return f"{TEAMS}{kind}: [{{{', '.join(f'{key}: {value}' for key, value in lines.items())}}}]\n"


NO_ID = "an id such as 11111111-2222-3333-4444-555555555555, found something else"
WRONG = [
    (teams(app_id_env=""), "teams.app_id_env: is missing: the variable with the app's id, or local: true to try it"),
    (teams(tenant_id_env=""), "teams.tenant_id_env: is missing: the variable with the tenant's id, or local: true"),
    (
        teams(secret_env=""),
        "teams.secret_env: is missing: the variable with the app's secret, or else managed",
    ),
    (
        teams(secret_env="", managed_identity="false"),
        "teams.secret_env: is missing: the variable with the app's secret",
    ),
    (teams(managed_identity="true"), "teams.managed_identity: one of secret_env and managed_identity, not both"),
    (teams(managed_identity="maybe"), 'teams.managed_identity: expected true or false, found "maybe"'),
    (teams(secret="hunter2"), "teams.secret: secrets are named, never written: use secret_env"),
    (teams(app_id="x"), "teams.app_id: secrets are named, never written: use app_id_env"),
    (teams(app_id_env="NO_ID"), f"teams.app_id_env: expected the environment variable NO_ID to hold {NO_ID}"),
    (teams(tenant_id_env="NO_ID"), f"teams.tenant_id_env: expected the environment variable NO_ID to hold {NO_ID}"),
    (
        teams(app_id_env="NOT_SET"),
        "teams.app_id_env: expected the environment variable NOT_SET to be set, found",
    ),
    (
        teams(secret_env="NOT_SET"),
        "teams.secret_env: expected the environment variable NOT_SET to be set, found",
    ),
    (teams(local="true", tenant_id_env="", app_id_env=""), "teams.secret_env: take it out, or take local: true out"),
    (teams(local="true", tenant_id_env="", secret_env=""), "teams.app_id_env: take it out, or take local: true out"),
    (teams(local="true", app_id_env="", secret_env=""), "teams.tenant_id_env: take it out, or take local: true out"),
    ("platforms: {teams: {local: true, managed_identity: true}}", "teams.managed_identity: take it out, or take local"),
    (teams(login_url="login.microsoftonline.us"), "teams.login_url: expected an address that begins with https://"),
    (
        teams(service_url="'https://me:pw@x.example'"),
        "teams.service_url: expected an address that begins with https://",
    ),
    (room(workspace="Example.onmicrosoft.com"), "a.workspace: expected the tenant's id, in small letters, such as 111"),
    (room(workspace=TENANT.upper()), "a.workspace: expected the tenant's id, in small letters, such as 11111111-2222"),
    (room(workspace=APP), "a.workspace: expected the tenant that platforms.teams.tenant_id_env names, found another"),
    (
        room(id="General"),
        'a.id: expected a channel\'s id, such as "19:…@thread.tacv2" (in Teams: “Get link to channel”',
    ),
    (room(id="'19%3aabc%40thread.tacv2'"), 'a.id: expected a channel\'s id, such as "19:…@thread.tacv2"'),
    (room(id=f"'{ROOM};messageid=1'"), 'a.id: expected a channel\'s id, such as "19:…@thread.tacv2"'),
    (room(id="'19:a_b@unq.gbl.spaces'"), 'a.id: expected a channel\'s id, such as "19:…@thread.tacv2"'),
    (
        one("stewards", id="farah@example.org"),
        "stewards[0].id: expected a person's object id, in small letters",
    ),
    (one("stewards", id="'29:1abc'"), "stewards[0].id: expected a person's object id, in small letters"),
    (one("stewards", workspace=APP), "stewards[0].workspace: expected the tenant that platforms.teams.tenant_id_env"),
    (one("auditors", id="farah"), "auditors[0].id: expected a person's object id, in small letters"),
]


LINK = f"https://teams.microsoft.com/l/channel/19%3AaB_1-x%40thread.tacv2/General?groupId={APP}{'&more=1' * 20}"
MEANT = [
    (room(id=f"'{LINK}'"), 'such as "19:…@thread.tacv2" (in Teams:', "; did you mean 19:aB_1-x@thread.tacv2?"),
    (room(id="'19:aB_1-x@thread.tacv2;messageid=17'"), "a channel's id", "; did you mean 19:aB_1-x@thread.tacv2?"),
    (room(workspace=TENANT.upper()), "the tenant's id, in small letters", f"; did you mean {TENANT}?"),
    (one("stewards", id=PERSON.upper()), "a person's object id, in small letters", f"; did you mean {PERSON}?"),
]


@pytest.mark.parametrize(("text", "words", "meant"), MEANT, ids=["link", "thread", "tenant", "person"])
def test_an_id_that_stands_in_what_was_written_is_offered(text: str, words: str, meant: str) -> None:
    (mistake,) = mistakes(LEAST + text, **HELD)

    assert words in mistake.expected
    assert mistake.expected.endswith(meant)


@pytest.mark.parametrize(("text", "expected"), WRONG, ids=[expected[:60] for _, expected in WRONG])
def test_each_mistake_about_teams_is_said_once_in_plain_words_and_with_its_line(text: str, expected: str) -> None:
    found = mistakes(LEAST + text, **HELD, NO_ID="Example.onmicrosoft.com")
    lines = str(SettingsError(found)).splitlines()
    begins = [re.sub(r"^app\.yaml:[23]: (platforms\.|rooms\.)?", "", line)[: len(expected)] for line in lines]

    assert begins == [expected]


def test_mistakes_about_teams_stand_beside_all_others() -> None:
    found = mistakes(LEAST + TEAMS + "rooms: {a: {platform: teams, workspace: x, id: y, cards_per_day: often}}\n")

    assert [(one.line, one.key) for one in found] == [
        (2, "platforms.teams.app_id_env"),
        (2, "platforms.teams.secret_env"),
        (2, "platforms.teams.tenant_id_env"),
        (3, "rooms.a.cards_per_day"),
        (3, "rooms.a.workspace"),
        (3, "rooms.a.id"),
    ]


@pytest.mark.parametrize("wrong", ["teams: 3", "teams: [a]", "teams: {app_id_env: [a]}", "teams: {local: 1}"])
def test_whatever_stands_there_is_answered(wrong: str) -> None:
    assert mistakes(f"{LEAST}platforms: {{{wrong}}}\n")


def test_what_a_variable_holds_is_never_shown() -> None:
    swapped = {"TEAMS_APP_ID": HELD["TEAMS_SECRET"], "TEAMS_SECRET": PERSON, "TEAMS_TENANT": "hunter2"}

    words = str(SettingsError(mistakes(LEAST + TEAMS, **swapped)))
    assert not [value for value in swapped.values() if value in words]


def test_an_editor_knows_teams_as_well() -> None:
    assert all(fits(yaml12.read(LEAST + text).value) for text in (TEAMS, IDENTITY, LOCAL))
    assert not fits(yaml12.read(LEAST + "platforms: {teams: {locally: true}}").value)
