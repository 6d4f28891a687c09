"""`earshot check`, where it asks Slack: tokens, scopes, rooms, stewards, the clock, and what the app there is made of.

It looks and tells, each thing in one plain sentence or two. Nothing here writes to Slack or starts anything, and a
token is shown to nobody: it goes by the name of its variable.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import checking_headers
from adapters.slack.asking import Away, asked
from adapters.slack.calls import client, session
from adapters.slack.checking_places import elsewhere, people, rooms
from adapters.slack.manifest_differences import NoManifest, differences, read
from adapters.slack.reading import Json, maybe
from adapters.slack.results import NotTold
from bot.findings import Finding, fault, remark, well
from bot.ports import Clock
from bot.settings import Mode, Settings, Slack
from bot.settings.mistakes import printable
from bot.taking_in import NotPossible

BOTS = "a bot token begins with xoxb- and stands under “OAuth & Permissions” on the app's page in Slack"
APPS = (
    "an app-level token begins with xapp-, has the scope connections:write, and is made under “Basic Information” on "
    "the app's page in Slack"
)
CONFIGURES = (
    "an app configuration token begins with xoxe.xoxp-, lasts twelve hours, and is made at api.slack.com/apps, below "
    "the list of your apps"
)
SIGNS = "it stands under “Basic Information” on the app's page in Slack"
"""What each secret looks like, and where it stands."""

NOT_COMPARED = (
    "The app's commands, events and settings were not compared with the manifest, since Slack tells them to no bot: "
    "copy them from “App Manifest” on the app's page in Slack into a file, and name it with --manifest."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one workspace.

    `team`, `name` and `app_id` are the workspace's and the app's, empty where Slack did not say. `away`: Slack fell
    silent, and there is no use in asking it anything else.
    """

    findings: tuple[Finding, ...] = ()
    team: str = ""
    name: str = ""
    app_id: str = ""
    away: bool = False


async def check_slack(
    settings: Settings,
    said: Slack,
    environ: Mapping[str, str],
    *,
    clock: Clock,
    offline: bool,
    manifest: str | None,
    manifest_token_env: str | None,
) -> list[Finding]:
    """All that is found of Slack. `manifest`: the app's, as its page shows it, in JSON or YAML.

    `manifest_token_env`: the variable of an app configuration token, by which Slack is asked for it instead. Raises
    NotPossible where `manifest` is none, or that variable is not set.
    """
    theirs = _manifest(manifest) if manifest is not None else None
    if manifest_token_env and not environ.get(manifest_token_env, "").strip():
        raise NotPossible(f"{manifest_token_env} is not set: {CONFIGURES}.")
    found: list[Finding] = [remark("Slack was not asked (--offline).")] if offline else []
    one = Checked(away=offline)
    async with session() as shared:

        def web(variable: str) -> AsyncWebClient:
            return client(environ[variable].strip(), api_url=said.api_url, session=shared)

        if wrong := _held(environ, said.bot_token_env, "xoxb-", BOTS):
            found.append(wrong)
        elif not offline:
            one = await check_workspace(web(said.bot_token_env), settings, said, named=said.bot_token_env, clock=clock)
            found += [*one.findings, *(elsewhere(settings, {one.team: one.name}) if one.team else ())]
        if said.mode is Mode.HTTP:
            signing = said.signing_secret_env or ""
            found.append(
                _held(environ, signing, "", SIGNS)
                or well(f"{signing} is set; whether it is the right one shows only when Slack calls.")
            )
        elif wrong := _held(environ, said.app_token_env or "", "xapp-", APPS):
            found.append(wrong)
        elif not one.away:
            found += await check_app_token(web(said.app_token_env or ""), said, app_id=one.app_id)
        if manifest_token_env and not one.away:
            exported = await _exported(web(manifest_token_env), one.app_id, manifest_token_env, said)
            if isinstance(exported, Finding):
                return [*found, exported]
            theirs = exported
    return [*found, *_compared(theirs, said)]


async def check_workspace(web: AsyncWebClient, settings: Settings, said: Slack, *, named: str, clock: Clock) -> Checked:
    """What is found of the workspace that the client's token is for. `named`: what that token is called to people."""
    found: list[Finding] = []
    team = name = app_id = ""
    try:
        sent, refused = clock.now(), None
        try:
            us, headers = await asked(web.auth_test())
        except NotTold as no:
            us, headers, refused = {}, no.headers, no
        received, over_http = clock.now(), said.mode is Mode.HTTP
        found += checking_headers.clock(headers, sent=sent, received=received, over_http=over_http)
        if wrong := _not_taken(named, refused, BOTS) if refused else _no_bot_of_ours(us, named):
            return Checked((*found, wrong))
        team, name, bot = (printable(str(us.get(one))) for one in ("team_id", "team", "user"))
        found.append(well(f"Slack takes {named}: the workspace is “{name}” ({team}), and the bot is @{bot}."))
        has = checking_headers.granted(headers)
        found += checking_headers.scopes(has, name=name)
        app_id = await _app_id(web, us)
        async for one in rooms(web, settings, said, team=team, name=name, bot=bot, has=has):
            found.append(one)
        async for one in people(web, settings, team=team, name=name):
            found.append(one)
    except Away as away:
        return Checked((*found, _away(away, said)), team, name, app_id, away=True)
    return Checked(tuple(found), team, name, app_id)


async def check_app_token(web: AsyncWebClient, said: Slack, *, app_id: str) -> list[Finding]:
    """What is found of the app-level token, which the client holds. `app_id`: whose bot we are; empty if not known."""
    named = str(said.app_token_env)
    try:
        try:
            await asked(web.apps_connections_open(app_token=str(web.token)))  # an address to connect to, no more
        except NotTold as refused:
            return [_not_taken(named, refused, APPS)]
        try:
            whose = str((await asked(web.auth_test()))[0].get("app_id") or "")
        except NotTold:
            whose = ""  # that Slack opens a connection with it is what counts
    except Away as away:
        return [_away(away, said)]
    if whose and app_id and whose != app_id:
        return [
            fault(
                f"{named} is of the app {printable(whose)}, and {said.bot_token_env} is of {printable(app_id)}: the "
                "bot would hear nothing. Take both from the page of one app in Slack."
            )
        ]
    return [well(f"Slack takes {named}.")]


# ── Tokens ──


def _held(environ: Mapping[str, str], variable: str, begins: str, what: str) -> Finding | None:
    """What is wrong with a secret as it stands there. What is none of Slack's is not shown to Slack either."""
    held = environ.get(variable, "").strip()
    if not held:
        return fault(f"{variable} is not set: {what}.")
    # An expiring token, as apps with token rotation have, begins with "xoxe." before all else.
    return None if held.removeprefix("xoxe.").startswith(begins) else fault(f"{variable} holds something else: {what}.")


def _not_taken(named: str, refused: NotTold, what: str) -> Finding:
    return fault(
        f"Slack does not take what {named} holds ({printable(refused.error)}): {what}. Where the app was removed from "
        "the workspace, it has to be installed again first."
    )


def _no_bot_of_ours(us: Json, named: str) -> Finding | None:
    if us.get("is_enterprise_install") is True:
        return fault("The app is installed for a whole organisation; install it in one workspace of it instead.")
    if not all(isinstance(us.get(name), str) and us[name] for name in ("team_id", "user_id", "bot_id")):
        return fault(f"What {named} holds is no bot's: {BOTS}.")
    return None


async def _app_id(web: AsyncWebClient, us: Json) -> str:
    """Which app the bot is of; empty where Slack does not say."""
    try:
        return str(maybe((await asked(web.bots_info(bot=str(us["bot_id"]))))[0], "bot").get("app_id") or "")
    except NotTold:
        return ""  # for want of a scope, which is named already


def _away(away: Away, said: Slack) -> Finding:
    return fault(
        f"Slack could not be asked at {said.api_url} ({away}). {away.advice} What is not named here was not looked at."
    )


# ── The manifest ──


def _manifest(text: str) -> Json:
    try:
        return read(text)
    except NoManifest as none:
        raise NotPossible("That file holds no manifest: copy “App Manifest” whole, from the app's page.") from none


async def _exported(web: AsyncWebClient, app_id: str, variable: str, said: Slack) -> Json | Finding:
    """The app's manifest from Slack (docs.slack.dev/reference/methods/apps.manifest.export), or why it is not told."""
    if not app_id:
        return fault("The manifest was not compared: Slack did not say which app this is. Use --manifest instead.")
    try:
        return maybe((await asked(web.apps_manifest_export(app_id=app_id)))[0], "manifest")
    except NotTold as refused:
        return fault(
            f"The manifest was not compared: with what {variable} holds, Slack does not show the app "
            f"{printable(app_id)} ({printable(refused.error)}). It has to be made by somebody who looks after that "
            f"app: {CONFIGURES}."
        )
    except Away as away:
        return _away(away, said)


def _compared(theirs: Json | None, said: Slack) -> list[Finding]:
    if theirs is None:
        return [remark(NOT_COMPARED)]
    found = differences(theirs, over_http=said.mode is Mode.HTTP)
    return found or [well("The app in Slack is as the manifest of this version has it.")]
