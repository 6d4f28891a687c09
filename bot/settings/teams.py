"""What app.yaml says of Teams, and single values cannot tell: who the bot is there, and what ids look like."""

import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import unquote

from bot.settings.mistakes import Fault, may_be_secret, shown
from bot.settings.models import PlatformName
from bot.settings.spots import Spot, named_rooms
from bot.settings.values import VARIABLE

GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
EXAMPLE = "11111111-2222-3333-4444-555555555555"
CHANNEL = r"19:[^\s;@]+@thread\.(tacv2|skype)"
"""A channel's id (learn.microsoft.com, "Get Teams specific context"); older teams have the second kind."""

LONGEST = 100
"""Characters of an id that is worth repeating."""

TENANT = f"the tenant's id, in small letters, such as {EXAMPLE} (in Entra: Overview, Tenant ID)"
ROOM = (
    'a channel\'s id, such as "19:…@thread.tacv2" (in Teams: “Get link to channel”; the id follows /channel/, with : '
    "for %3A and @ for %40)"
)
PERSON = f"a person's object id, in small letters, such as {EXAMPLE} (in Entra: Users, the person, Object ID)"
NEITHER = "take it out, or take local: true out: a bot for this machine alone has no app, no secret and no tenant"
ALONE = (
    "127.0.0.1, ::1 or localhost, since platforms.teams.local believes whatever reaches the bot; without local, any "
    "address will do"
)


def teams_disagreements(root: Spot, environ: Mapping[str, str]) -> Iterator[Fault]:
    """Every place where what is said of Teams does not fit together."""
    teams = root.at("platforms").at("teams")
    if not isinstance(teams.value, dict):
        return
    if teams.at("local").value is True:
        yield from _alone(root, teams)
        return
    yield from _nobody(teams)
    for name in ("app_id_env", "tenant_id_env"):
        if wrong := _no_id(teams.at(name), environ):
            yield wrong
    yield from _ids(root, _held(teams.at("tenant_id_env"), environ))


def is_loopback(host: str) -> bool:
    """Whether a host, as server.host has it, is this machine and is reached by nobody else."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _alone(root: Spot, teams: Spot) -> Iterator[Fault]:
    """A bot that asks for no token is reached by this machine alone, and has nothing that could be misused."""
    host = root.at("server").at("host")
    if not is_loopback(host.text("127.0.0.1")):
        yield Fault(host.path, ALONE, shown(host.path, host.value))
    for name in ("app_id_env", "tenant_id_env", "secret_env", "managed_identity"):
        if teams.at(name).value not in (None, False):
            yield Fault(teams.at(name).path, NEITHER)


def _nobody(teams: Spot) -> Iterator[Fault]:
    """An app has an id, a tenant, and one way to show that it is itself."""
    for name, what in (("app_id_env", "the app's id"), ("tenant_id_env", "the tenant's id")):
        if teams.at(name).value is None:
            yield Fault(teams.at(name).path, f"is missing: the variable with {what}, or local: true to try it alone")
    secret, managed = teams.at("secret_env"), teams.at("managed_identity")
    if secret.value is None and managed.value is not True:
        yield Fault(secret.path, "is missing: the variable with the app's secret, or else managed_identity: true")
    if secret.value is not None and managed.value is True:
        yield Fault(managed.path, "one of secret_env and managed_identity, not both")


def _held(named: Spot, environ: Mapping[str, str]) -> str:
    return environ.get(named.text(), "").strip().lower() if re.fullmatch(VARIABLE, named.text()) else ""


def _no_id(named: Spot, environ: Mapping[str, str]) -> Fault | None:
    """A variable that holds something, and that is no id. What it holds is not shown."""
    held = _held(named, environ)
    if not held or re.fullmatch(GUID, held):
        return None
    name = "named here" if may_be_secret(named.text()) else named.text()
    return Fault(named.path, f"the environment variable {name} to hold an id such as {EXAMPLE}", "something else")


def _ids(root: Spot, tenant: str) -> Iterator[Fault]:
    """Rooms, stewards and auditors, whose ids are known by their looks. `tenant`: ours, or empty."""
    rooms = [(room, CHANNEL, ROOM) for room in named_rooms(root)]
    people = [(one, GUID, PERSON) for one in (*root.at("stewards"), *root.at("auditors"))]
    for spot, looks, words in (*rooms, *people):
        if spot.at("platform").text() != PlatformName.TEAMS:
            continue
        workspace, id_ = spot.at("workspace"), spot.at("id")
        if workspace.text() and not re.fullmatch(GUID, workspace.text()):
            yield Fault(workspace.path, TENANT + _meant(workspace, GUID), shown(workspace.path, workspace.value))
        elif workspace.text() and re.fullmatch(GUID, tenant) and workspace.text() != tenant:
            yield Fault(workspace.path, "the tenant that platforms.teams.tenant_id_env names", "another")
        if id_.text() and not re.fullmatch(looks, id_.text()):
            yield Fault(id_.path, words + _meant(id_, looks), shown(id_.path, id_.value))


def _meant(spot: Spot, looks: str) -> str:
    """The id that stands somewhere in what was written, such as a link to a channel, or in capitals."""
    plain = unquote(spot.text())
    found = re.search(looks, plain) or re.search(looks, plain.lower())
    return f"; did you mean {found[0]}?" if found and len(found[0]) < LONGEST else ""
