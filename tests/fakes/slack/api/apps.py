"""apps.manifest.export, and what auth.test tells of the app itself: both without a bot's token."""

from tests.fakes.slack.api.context import Context
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.things import Json
from tests.fakes.slack.world import World

ADDED: Json = {
    "oauth_config": {"pkce_enabled": False},
    "settings": {
        "app_level_token_rotation_enabled": False,
        "is_mcp_enabled": False,
        "org_deploy_enabled": False,
        "socket_mode_enabled": False,
        "token_rotation_enabled": False,
    },
}
"""What exported manifests hold though nobody wrote it (as public repositories show them)."""


def shown(manifest: Json) -> Json:
    """A manifest as Slack shows it: without `_metadata`, with what it adds by itself, and in an order of its own."""
    parts = {name: part for name, part in manifest.items() if name != "_metadata"}
    parts |= {name: {**added, **parts.get(name, {})} for name, added in ADDED.items()}
    return dict(sorted(((name, _turned(part)) for name, part in parts.items()), reverse=True))


def _turned(value: object) -> object:
    if isinstance(value, dict):
        return {name: _turned(one) for name, one in reversed(value.items())}
    return [_turned(one) for one in reversed(value)] if isinstance(value, list) else value


def export(context: Context) -> Json:
    """apps.manifest.export."""
    if context.text("app_id") != context.world.app.id:
        raise Refused("app_not_found")
    return {"manifest": shown(context.world.app.manifest)}


def itself(world: World) -> Json:
    """auth.test with an app-level token: the app, and no workspace (general)."""
    return {"app_name": "Earshot", "app_id": world.app.token_of or world.app.id}
