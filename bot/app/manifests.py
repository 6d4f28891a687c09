"""`earshot manifest`: what a platform wants to know of the app before there is one."""

from typing import Any

from bot.chat import wording


def slack_manifest(*, url: str, language: str) -> dict[str, Any]:
    """Slack's app manifest. `url`: the public address of the server; empty where Slack is reached by socket."""
    from adapters.slack.manifest import manifest  # noqa: PLC0415 - only this command needs it

    return manifest(wording.of(language), url=url)
