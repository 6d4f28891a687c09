"""`earshot check`, where it asks Microsoft: the app's credentials, the keys, the service, the clock, rooms, stewards.

It looks and tells, each thing in one plain sentence or two. Nothing here writes to Teams or starts anything, and a
secret is shown to nobody: it goes by where it stands.
"""

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime

import aiohttp

from adapters.ahead import OFF_A_LITTLE, OFF_TOO_MUCH, ahead_by, off
from adapters.reading import Json, objects
from adapters.teams.auth import CHANNEL
from adapters.teams.calls import Answered
from adapters.teams.checking.calls import LONGEST_ADDRESS, Away, asked
from adapters.teams.checking.manifest import NoManifest, differences, read
from adapters.teams.checking.places import elsewhere, people, rooms, teams
from adapters.teams.entrance import PATH
from adapters.teams.opening import LOCAL_TENANT, source
from adapters.teams.results import WHY, named
from adapters.troubles import MENDED_WITHIN, NotTold
from bot.chat.addresses import Address
from bot.findings import Finding, fault, remark, well
from bot.ports import Clock, Later
from bot.settings import Settings, Teams
from bot.settings.mistakes import printable
from bot.settings.teams import GUID
from bot.taking_in import NotPossible

NOT_COMPARED = (
    "The app's commands and permissions were not compared with the manifest, since Teams tells them to no bot: name "
    "the package that was uploaded, or the manifest.json in it, with --manifest."
)
ALONE = (
    "Teams is in the local mode: whatever on this machine speaks to the bot is believed, and nobody was asked. For "
    "Teams itself take `local` out of app.yaml, and name the app there."
)
SWITCHED_OFF = "BotDisabledByAdmin"
NOBODY = "a:nobody"
"""A conversation that nobody has: what is answered of it shows that the service is there, and takes our token."""


async def check_teams(
    settings: Settings,
    said: Teams,
    environ: Mapping[str, str],
    *,
    clock: Clock,
    known: Mapping[str, Address],
    offline: bool,
    manifest: bytes | None,
) -> list[Finding]:
    """All that is found of Teams. `known`: what the store has of the rooms that app.yaml names, by their keys.

    `manifest`: the app package as it was uploaded, or the manifest in it. Raises NotPossible where it is of no use.
    """
    theirs = _manifest(manifest) if manifest is not None else None
    compared = _compared(theirs, app_id=said.app_id(environ))
    if said.local:
        return [remark(ALONE), *elsewhere(settings, LOCAL_TENANT), *(compared if theirs is not None else ())]
    found = [*_wrong_secret(said, environ), remark(_endpoint(settings)), *compared]
    if offline:
        return [remark("Teams was not asked (--offline)."), *found]
    async with aiohttp.ClientSession() as session:
        looks = [_keys(session, said, clock), _speaks(session, settings, said, environ, known)]
        return [one for look in looks async for one in look] + found


async def _keys(session: aiohttp.ClientSession, said: Teams, clock: Clock) -> AsyncIterator[Finding]:
    """Whether it can be told what Microsoft signs with; and what time it is there."""
    of, setting = "Microsoft's keys", "platforms.teams.openid_url"
    try:
        sent = clock.now()
        document = await asked(session, said.openid_url, of=of, setting=setting)
        for one in _clock(document.headers, sent=sent, received=clock.now()):
            yield one
        where = document.body.get("jwks_uri")
        listed = await asked(session, where, of=of, setting=setting) if isinstance(where, str) else document
    except Away as away:
        yield fault(f"{away} Without the keys nobody is heard.")
        return
    if any(CHANNEL in _endorsed(one) for one in objects(listed.body, "keys")):
        yield well(f"Microsoft's keys are told at {printable(said.openid_url, most=LONGEST_ADDRESS)}.")
    else:
        yield fault(
            f"At {printable(said.openid_url, most=LONGEST_ADDRESS)} no key is named that may sign for Teams: nobody "
            f"would be heard. Is {setting} right?"
        )


async def _speaks(
    session: aiohttp.ClientSession,
    settings: Settings,
    said: Teams,
    environ: Mapping[str, str],
    known: Mapping[str, Address],
) -> AsyncIterator[Finding]:
    """Whether the bot gets a token, whether that is taken, and what is in the way of rooms, stewards and auditors."""
    if list(_wrong_secret(said, environ)):
        return
    try:
        token = (await source(said, session, environ)()).text
    except NotTold as none:
        yield _no_token(none, said)
        return
    yield well(f"Entra gives the bot a token, as the app {said.app_id(environ)}.")

    async def ask(url: str) -> Answered:
        headers = {"Authorization": f"Bearer {token}"}
        return await asked(session, url, of="Teams", setting="platforms.teams.service_url", headers=headers)

    try:
        answer = await ask(f"{said.service_url.rstrip('/')}/v3/conversations/{NOBODY}/members")
        if wrong := _shut_out(answer):
            yield wrong
            return
        yield well(f"Teams answers at {printable(said.service_url, most=LONGEST_ADDRESS)}, and takes the token.")
        found = teams(known, said)
        async for one in rooms(ask, settings, found):
            yield one
        async for one in people(ask, settings, found.values()):
            yield one
    except Away as away:
        yield fault(f"{away} What is not named here was not looked at.")


def _shut_out(answer: Answered) -> Finding | None:
    """Whether Teams takes nothing of the bot, whoever it is about."""
    cure = "Is the app that of an Azure Bot, and does that have the channel “Microsoft Teams”?"
    if answer.status == 401:
        return fault(f"Teams does not take the bot's token. {cure}")
    if named(answer.body) == SWITCHED_OFF:
        return fault(f"Teams takes nothing of the bot: {WHY[SWITCHED_OFF]}. {cure}")
    return None


def _no_token(none: NotTold, said: Teams) -> Finding:
    if none.trouble == Later(MENDED_WITHIN, everywhere=True):  # it was refused, and is so until somebody mends it
        return fault(none.error)
    if said.managed_identity:
        return fault(f"{none.error} Does the bot run in Azure, and is the identity assigned to it?")
    return fault(f"{none.error} Is the network there, and is platforms.teams.login_url right?")


# ── What is seen without asking anybody ──


def _wrong_secret(said: Teams, environ: Mapping[str, str]) -> Iterator[Finding]:
    """A secret that cannot be one is shown to nobody."""
    if re.fullmatch(GUID, said.secret(environ).lower()):
        yield fault(
            f"{said.secret_env} holds the secret's id. It must hold its value, which Entra shows once, when the secret "
            "is made: make another one (“Certificates & secrets”)."
        )


def _endpoint(settings: Settings) -> str:
    return (
        "Whether Teams finds the bot shows when somebody writes to it. The messaging endpoint of the Azure Bot is a "
        f"public https address that leads to {PATH} on port {settings.server.port} here."
    )


def _endorsed(key: Json) -> list[object]:
    found = key.get("endorsements")
    return found if isinstance(found, list) else []


def _clock(headers: Mapping[str, str], *, sent: datetime, received: datetime) -> Iterator[Finding]:
    """Our clock against Microsoft's, whose tokens begin and end by theirs."""
    ahead = ahead_by(headers, sent=sent, received=received)
    if ahead is None or abs(ahead) <= OFF_A_LITTLE:
        return
    words = off(ahead, "Microsoft's")
    if abs(ahead) > OFF_TOO_MUCH:
        yield fault(
            f"{words}. What it signs is taken within five minutes of its time: it is refused, or soon will be. Let the "
            "clock be set by the network (NTP)."
        )
    else:
        yield remark(f"{words}; let it be set by the network (NTP).")


# ── The manifest ──


def _manifest(raw: bytes) -> Json:
    try:
        return read(raw)
    except NoManifest as none:
        raise NotPossible(
            "That file holds no manifest of Teams': name the app package that was uploaded, or the manifest.json in it."
        ) from none


def _compared(theirs: Json | None, *, app_id: str) -> list[Finding]:
    if theirs is None:
        return [remark(NOT_COMPARED)]
    return differences(theirs, app_id=app_id) or [well("The app in Teams is as the manifest of this version has it.")]
