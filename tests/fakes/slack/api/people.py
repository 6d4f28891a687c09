"""users.info, dnd.info, bots.info, team.info and auth.test: who somebody is, and where."""

from tests.fakes.slack import shapes
from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Json


def info(context: Context) -> Json:
    """users.info."""
    person = context.person("user")
    if person.workspace not in context.app.workspaces and not person.stranger and not person.workspace.enterprise:
        raise Refused("user_not_found")
    shown = shapes.user(person, now=context.world.clock.now(), locale=context.flag("include_locale"))
    return {"user": shown}


def dnd(context: Context) -> Json:
    """dnd.info: the schedule; a snooze is told to the person alone."""
    person = context.person("user") if context.args.get("user") else context.app.bot
    usual = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return usual | {name: value for name, value in person.snoozes.items() if not name.startswith("snooze_")}


def bot(context: Context) -> Json:
    """bots.info."""
    asked = context.args.get("bot") or context.app.bot_id
    found = next((one for one in context.world.installations if one.bot_id == asked), None)
    if found is None:
        raise Refused("bot_not_found")
    app_id = context.world.app.id
    shown = {"id": found.bot_id, "app_id": app_id, "user_id": found.bot.id, "name": found.bot.name}
    return {"bot": {**shown, "deleted": found.state != "live", "updated": 1, "icons": {}}}


def team(context: Context) -> Json:
    """team.info."""
    return {"team": shapes.team(context.workspace)}


def auth(context: Context) -> Json:
    """auth.test."""
    app = context.app
    shown: Json = {
        "url": f"{context.address}/",
        "team": app.workspace.name,
        "user": app.bot.name,
        "team_id": app.workspace.id,
        "user_id": app.bot.id,
        "bot_id": app.bot_id,
        "is_enterprise_install": app.wide,
    }
    if app.workspace.enterprise:
        shown["enterprise_id"] = app.workspace.enterprise
    if app.wide:  # (general) an organisation's token names the organisation as its team
        shown |= {"team_id": app.workspace.enterprise, "team": "Example Org"}
    return shown
