"""`earshot check`, where it asks Slack: tokens, scopes, rooms, stewards, the clock, and what the app there is made of.

It looks and tells, each thing in one plain sentence or two. Nothing here writes to Slack or starts anything, and a
token is shown to nobody: it goes by where it stands.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from adapters.reading import Json, maybe
from adapters.slack.calls import client, session
from adapters.slack.checking import headers as told
from adapters.slack.checking.calls import Away, asked
from adapters.slack.checking.manifest import NoManifest, differences, read
from adapters.slack.checking.places import elsewhere, people, rooms
from adapters.slack.checking.secrets import Token, app_token, bot_tokens, config_token, signing_secret
from adapters.troubles import NotTold
from bot.chat.installations import Installation
from bot.findings import Finding, fault, remark, well
from bot.ports import Clock
from bot.settings import Mode, Settings, Slack
from bot.settings.mistakes import printable
from bot.taking_in import NotPossible

NOT_COMPARED = (
    "The app's commands, events and settings were not compared with the manifest, since Slack tells them to no bot: "
    "copy them from “App Manifest” on the app's page in Slack into a file, and name it with --manifest."
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of one workspace.

    `team`, `name` and `app` are the workspace's and the app's, empty where Slack did not say. `away`: Slack fell
    silent, and there is no use in asking it anything else.
    """

    findings: tuple[Finding, ...]
    team: str = ""
    name: str = ""
    app: str = ""
    away: bool = False


async def check_slack(
    settings: Settings,
    said: Slack,
    environ: Mapping[str, str],
    *,
    clock: Clock,
    installed: Sequence[Installation],
    offline: bool,
    manifest: str | None,
    manifest_token_env: str | None,
) -> list[Finding]:
    """All that is found of Slack. `installed`: the workspaces that the store has, where they install by themselves.

    `manifest`: the app's, as its page shows it, in JSON or YAML; `manifest_token_env`: the variable of an app
    configuration token, by which Slack is asked for it instead. Raises NotPossible where one of them is of no use.
    """
    theirs = _manifest(manifest) if manifest is not None else None
    asks = config_token(manifest_token_env, environ) if manifest_token_env else None
    if isinstance(asks, Finding):
        raise NotPossible(asks.words)
    tokens, connects = list(bot_tokens(said, environ, installed)), app_token(said, environ)
    found = [one for one in (*tokens, connects, signing_secret(said, environ)) if isinstance(one, Finding)]
    if offline:
        return [remark("Slack was not asked (--offline)."), *found, *_compared(theirs, said)]
    async with session() as shared:

        def speaks(token: Token) -> AsyncWebClient:
            return client(token.held, api_url=said.api_url, session=shared)

        checked: list[Checked] = []
        try:
            for token in (one for one in tokens if isinstance(one, Token)):
                checked.append(await check_workspace(speaks(token), settings, said, token=token, clock=clock))
                found += checked[-1].findings
                if checked[-1].away:
                    return [*found, *_compared(theirs, said)]
            teams = {one.team: one.name for one in checked if one.team}
            if said.install:
                teams = {one.workspace: printable(one.name) for one in installed}
            found += elsewhere(settings, teams) if teams or said.install else ()
            app = next((one.app for one in checked if one.app), "")
            if isinstance(connects, Token):
                found.append(await check_app_token(speaks(connects), connects, app=app))
            if asks:
                exported = await _exported(speaks(asks), asks, app)
                if isinstance(exported, Finding):
                    return [*found, exported]
                theirs = exported
        except Away as away:
            found.append(_away(away, said))
    return [*found, *_compared(theirs, said)]


async def check_workspace(
    web: AsyncWebClient, settings: Settings, said: Slack, *, token: Token, clock: Clock
) -> Checked:
    """What is found of the workspace that a token is for, which the client holds."""
    found: list[Finding] = []
    team = name = app = ""
    try:
        sent, refused = clock.now(), None
        try:
            us, headers = await asked(web.auth_test())
        except NotTold as no:
            us, headers, refused = {}, no.headers, no
        received, over_http = clock.now(), said.mode is Mode.HTTP
        found += told.clock(headers, sent=sent, received=received, over_http=over_http)
        if wrong := _not_taken(token, refused) if refused else _no_bot_of_ours(us, token):
            return Checked((*found, wrong))
        team, name, bot = (printable(str(us.get(one))) for one in ("team_id", "team", "user"))
        found.append(well(f"Slack takes {token.named}: the workspace is “{name}” ({team}), and the bot is @{bot}."))
        has = told.granted(headers)
        found += told.scopes(has, name=name)
        app = await _app(web, us)
        async for one in rooms(web, settings, said, team=team, name=name, bot=bot, has=has):
            found.append(one)
        async for one in people(web, settings, team=team, name=name):
            found.append(one)
    except Away as away:
        return Checked((*found, _away(away, said)), team, name, app, away=True)
    return Checked(tuple(found), team, name, app)


async def check_app_token(web: AsyncWebClient, token: Token, *, app: str) -> Finding:
    """What is found of the app-level token, which the client holds. `app`: whose bot we are, or empty. Raises Away."""
    try:
        await asked(web.apps_connections_open(app_token=token.held))  # an address to connect to, no more
    except NotTold as refused:
        return _not_taken(token, refused)
    try:
        whose = str((await asked(web.auth_test()))[0].get("app_id") or "")
    except NotTold:
        whose = ""  # that Slack opens a connection with it is what counts
    if whose and app and whose != app:
        return fault(
            f"The app-level token is of the app {printable(whose)}, and the bot is of {printable(app)}: it would hear "
            "nothing. Take both tokens from the page of one app in Slack."
        )
    return well(f"Slack takes {token.named}.")


def _not_taken(token: Token, refused: NotTold) -> Finding:
    return fault(f"Slack does not take {token.named} ({printable(refused.error)}). {token.cure}")


def _no_bot_of_ours(us: Json, token: Token) -> Finding | None:
    if us.get("is_enterprise_install") is True:
        return fault("The app is installed for a whole organisation; install it in one workspace of it instead.")
    if not all(isinstance(us.get(name), str) and us[name] for name in ("team_id", "user_id", "bot_id")):
        return fault(f"Slack takes {token.named}, but it is no bot's. {token.cure}")
    return None


async def _app(web: AsyncWebClient, us: Json) -> str:
    """Which app the bot is of; empty where Slack does not say. Raises Away."""
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


async def _exported(web: AsyncWebClient, token: Token, app: str) -> Json | Finding:
    """The app's manifest from Slack (docs.slack.dev/reference/methods/apps.manifest.export), or why it is not told.

    Raises Away.
    """
    if not app:
        return fault("The manifest was not compared: Slack did not say which app this is. Use --manifest instead.")
    try:
        return maybe((await asked(web.apps_manifest_export(app_id=app)))[0], "manifest")
    except NotTold as refused:
        return fault(
            f"The manifest was not compared: Slack does not show the app {printable(app)} to whoever made "
            f"{token.named} ({printable(refused.error)}). Such a token lasts twelve hours, and is of somebody who "
            "looks after the app."
        )


def _compared(theirs: Json | None, said: Slack) -> list[Finding]:
    if theirs is None:
        return [remark(NOT_COMPARED)]
    found = differences(theirs, over_http=said.mode is Mode.HTTP, several=said.install is not None)
    return found or [well("The app in Slack is as the manifest of this version has it.")]
