"""The parts that interactive payloads and commands have in common. Pure, but for fresh triggers and response_urls."""

from tests.fakes.slack import shapes
from tests.fakes.slack.stage import Stage
from tests.fakes.slack.things import Channel, Installation, Json, Person, Post, View, Whisper


def base(stage: Stage, app: Installation, person: Person, kind: str, *, view: View | None = None) -> Json:
    """Who did what, with a fresh trigger."""
    workspace = person.workspace
    return {
        "type": kind,
        "token": stage.world.app.verification_token,
        "api_app_id": stage.world.app.id,
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": workspace.id},
        "team": None if app.wide else {"id": app.workspace.id, "domain": app.workspace.domain},
        "enterprise": shapes.enterprise(workspace),
        "is_enterprise_install": app.wide,
        "trigger_id": stage.world.trigger(person, view).id,
    }


def place(channel: Channel) -> Json:
    """The channel as payloads name it."""
    return {"id": channel.id, "name": channel.shown_name}


def of_view(stage: Stage, app: Installation, view: View) -> Json:
    """The view as payloads show it."""
    return shapes.view(view, app, stage.world.app.id)


def of_message(stage: Stage, app: Installation, where: Post | Whisper) -> Json:
    """The message as payloads show it; of an ephemeral one Slack tells nothing but its ts (general)."""
    if isinstance(where, Whisper):
        return {"type": "message", "ts": where.ts, "is_ephemeral": True}
    return shapes.message(where, app if where.bot == app.bot_id else None)


def answer_to(
    stage: Stage, app: Installation, person: Person, channel: Channel, original: Post | Whisper | None = None
) -> str:
    """A fresh response_url."""
    return stage.response_url(stage.world.url(app, person, channel, original).id)
