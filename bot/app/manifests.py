"""`earshot manifest`: what a platform wants to know of the app before there is one."""

from typing import Any

from bot.chat import wording


def slack_manifest(*, url: str, language: str) -> dict[str, Any]:
    """Slack's app manifest. `url`: the public address of the server; empty where Slack is reached by socket."""
    from adapters.slack.manifest import manifest  # noqa: PLC0415 - only this command needs it

    return manifest(wording.of(language), url=url)


def teams_package(*, app_id: str, url: str, language: str) -> bytes:
    """Teams' app package, a zip. `app_id`: the app's id in Entra; `url`: a page that says what the bot is."""
    from adapters.teams.manifest import package  # noqa: PLC0415 - only this command needs it

    return package(wording.of(language), app_id=app_id, url=url)
