"""What Slack sends, as its documentation has it; written here, with made-up people."""

from typing import Any

from adapters.slack.reading import Us

US = Us(team="T0EXAMPLE", user="U0EARSHOT")
ANA, ROOM, DM, CARD = "U0ANA", "C0ROOM", "D0ANA", "1796299200.001200"
THEIRS = "T0OTHER"


def event(kind: str, *, outer: dict[str, Any] | None = None, **inner: Any) -> dict[str, Any]:
    """An event in its envelope."""
    return {
        "type": "event_callback",
        "token": "not looked at",
        "team_id": US.team,
        "api_app_id": "A0EARSHOT",
        "event_id": "Ev0001",
        "event_time": 1796299203,
        "is_ext_shared_channel": False,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": US.team,
                "user_id": US.user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "event": {"type": kind, "event_ts": "1796299203.000100", **inner},
    } | (outer or {})


def reaction(name: str = "+1", kind: str = "reaction_added", **more: Any) -> dict[str, Any]:
    """A reaction on one of our cards."""
    item = {"type": "message", "channel": ROOM, "ts": CARD}
    return event(kind, **({"user": ANA, "reaction": name, "item_user": US.user, "item": item} | more))


def said(text: str, **more: Any) -> dict[str, Any]:
    """A private message to the bot."""
    inner = {"channel": DM, "channel_type": "im", "user": ANA, "team": US.team, "text": text, "ts": CARD}
    return event("message", **(inner | more))


def mention(text: str, **more: Any) -> dict[str, Any]:
    """A message in a room that addresses the bot."""
    return event("app_mention", **({"channel": ROOM, "user": ANA, "team": US.team, "text": text, "ts": CARD} | more))


def user(**more: Any) -> dict[str, Any]:
    """A person, as Slack describes one."""
    return {
        "id": ANA,
        "team_id": US.team,
        "name": "ana",
        "deleted": False,
        "real_name": "Ana Prado",
        "tz": "Europe/Lisbon",
        "tz_offset": 0,
        "locale": "pt-PT",
        "profile": {"real_name": "Ana Prado", "display_name": "ana.p", "first_name": "Ana", "last_name": "Prado"},
        "is_bot": False,
    } | more


def command(name: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A slash command."""
    return {
        "command": name,
        "text": text,
        "team_id": US.team,
        "team_domain": "example",
        "channel_id": ROOM,
        "channel_name": "engineering",
        "user_id": ANA,
        "user_name": "ana",
        "response_url": "https://hooks.example/1",
        "trigger_id": "13.37.abc",
    } | more


def doing(kind: str, **more: Any) -> dict[str, Any]:
    """Something that was done with the bot."""
    return {
        "type": kind,
        "user": {"id": ANA, "username": "ana", "name": "ana", "team_id": US.team},
        "team": {"id": US.team, "domain": "example"},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": "13.37.abc",
    } | more


def pressed(value: str, *, channel: str = ROOM, ephemeral: bool = False, **more: Any) -> dict[str, Any]:
    """A button on a message."""
    button = {"type": "button", "action_id": "worth_it.0", "block_id": "b", "value": value, "action_ts": "1796299203.5"}
    container = {"type": "message", "message_ts": CARD, "channel_id": channel, "is_ephemeral": ephemeral}
    inner = {"actions": [button], "container": container, "channel": {"id": channel, "name": "engineering"}}
    return doing("block_actions", **(inner | more))


def sent(form: str, values: dict[str, Any], metadata: str = '{"subject": ""}') -> dict[str, Any]:
    """A form. `values`: each block's one element."""
    state = {"values": {block: {f"{block}.0": element} for block, element in values.items()}}
    view = {"id": "V1", "hash": "1.2", "callback_id": form, "private_metadata": metadata, "state": state}
    return doing("view_submission", view=view)


def handed(message: dict[str, Any], *, channel: str = ROOM) -> dict[str, Any]:
    """A message that somebody picked for "Submit as find"."""
    where = {"id": channel, "name": "engineering"}
    return doing("message_action", callback_id="submit_find", channel=where, message=message, action_ts="1796299203.5")
