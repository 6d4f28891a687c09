"""Asking Slack, at the start and when somebody installs the bot, who we are: what it says, or why it cannot be said."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.ahead import told_at
from adapters.reading import Json, maybe, storable
from adapters.slack.calls import Headers, answer_with_headers
from adapters.slack.reading import Us
from adapters.slack.results import TOKEN
from adapters.troubles import NotTold
from bot.ports import Undeliverable
from bot.taking_in import NotPossible

TRIES, APART = 3, 1.0
"""So often, and so many seconds apart, Slack is asked who we are before the start is given up."""

BOT_TOKEN = "the bot token (xoxb-…), from “OAuth & Permissions” on the app's page in Slack"  # noqa: S105 - it is none
APP_TOKEN = "an app-level token (xapp-…) with the scope connections:write, from “Basic Information”"  # noqa: S105
SIGNING_SECRET = "the signing secret, from “Basic Information” on the app's page in Slack"  # noqa: S105


@dataclass(frozen=True, slots=True)
class WhoWeAre:
    """The bot in one workspace: its name for that, and Slack's ids of the app and the bot.

    `at`: when Slack said so, by its own clock, since it is Slack's events that this is held against; None where
    something on the way took that out of its answer.
    """

    us: Us
    name: str
    app: str
    bot: str
    at: datetime | None


async def who_we_are(web: AsyncWebClient, *, shared: bool, variable: str) -> WhoWeAre:
    """Our workspace, our own user, app and bot, as Slack has them. Raises NotPossible, in words for an operator.

    `variable`: where the token stood.
    """
    answer, headers = await _answered(web.auth_test, web, variable)
    if answer.get("is_enterprise_install") is True:
        raise NotPossible("The app is installed for a whole organisation; install it in one workspace of it instead.")
    team, user, bot_id, name = (str(answer.get(one) or "") for one in ("team_id", "user_id", "bot_id", "team"))
    if not (team and user and bot_id):
        raise NotPossible(f"{variable} holds no bot's token: it must be {BOT_TOKEN}.")
    bot = maybe(await asked(lambda: web.bots_info(bot=bot_id), web, variable), "bot")
    app = str(bot.get("app_id") or "")
    return WhoWeAre(Us(team, user, shared=shared), storable(name), app, bot_id, told_at(headers))


async def asked(call: Callable[[], Awaitable[AsyncSlackResponse]], web: AsyncWebClient, variable: str) -> Json:
    """What Slack answers. Raises NotPossible, in words that say what to do."""
    return (await _answered(call, web, variable))[0]


async def _answered(
    call: Callable[[], Awaitable[AsyncSlackResponse]], web: AsyncWebClient, variable: str
) -> tuple[Json, Headers]:
    for tries_left in reversed(range(TRIES)):
        try:
            return await answer_with_headers(call())
        except NotTold as problem:
            if problem.error == "missing_scope":
                raise NotPossible(
                    "The app lacks a scope it needs. Update it from `earshot manifest slack`, and install it again."
                ) from problem
            if problem.error in TOKEN:
                raise NotPossible(
                    f"Slack does not take what {variable} holds ({problem.error}). Take it from the app's page in "
                    "Slack once more; an app that was removed from the workspace has to be installed again first."
                ) from problem
            if isinstance(problem.trouble, Undeliverable) or not tries_left:
                raise NotPossible(
                    f"Slack could not be asked who this bot is, at {web.base_url} ({problem}). Is the network there, "
                    "and is platforms.slack.api_url right?"
                ) from problem
            await asyncio.sleep(APART)
    raise AssertionError("the last try either answers or raises")
