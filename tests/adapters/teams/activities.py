"""What Teams sends, as its documentation has it; written here, with made-up people."""

from typing import Any

from adapters.teams.reading import Us

TENANT, THEIRS = "7e1f2a30-0000-4000-8000-00000000e5a1", "7e1f2a30-0000-4000-8000-0000000000ee"
BOT = "28:11111111-2222-3333-4444-555555555555"
US = Us(TENANT, BOT)
ANA, ANA_HERE = "a0a0a0a0-0000-4000-8000-00000000000a", "29:1ana-ANA_ana"
BEN, BEN_HERE = "b0b0b0b0-0000-4000-8000-00000000000b", "29:1ben"
TEAM, ROOM, KITCHEN = "19:general@thread.tacv2", "19:engineering@thread.tacv2", "19:kitchen@thread.tacv2"
CHAT, CARD, SERVICE = "a:1anas-chat", "1796299200001", "https://smba.example/emea/"


def activity(kind: str, **more: Any) -> dict[str, Any]:
    """An activity in a person's own chat with the bot."""
    return {
        "type": kind,
        "id": "f:0001",
        "timestamp": "2026-12-03T12:00:03.123Z",
        "localTimestamp": "2026-12-03T13:00:03.123+01:00",
        "localTimezone": "Europe/Lisbon",
        "locale": "pt-PT",
        "channelId": "msteams",
        "serviceUrl": SERVICE,
        "from": {"id": ANA_HERE, "name": "Ana Prado", "aadObjectId": ANA},
        "recipient": {"id": BOT, "name": "Earshot"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": CHAT},
        "channelData": {"tenant": {"id": TENANT}},
        "entities": [
            {"locale": "pt-PT", "country": "PT", "platform": "Web", "timezone": "Europe/Lisbon", "type": "clientInfo"}
        ],
    } | more


def in_room(kind: str, *, room: str = ROOM, thread: str = CARD, data: dict[str, Any] | None = None, **more: Any) -> Any:
    """The same in a channel."""
    channel = {"tenant": {"id": TENANT}, "channel": {"id": room}, "team": {"id": TEAM, "name": "Builders"}}
    conversation = {
        "isGroup": True,
        "conversationType": "channel",
        "tenantId": TENANT,
        "id": f"{room};messageid={thread}",
    }
    return activity(kind, **({"conversation": conversation, "channelData": channel | (data or {})} | more))


def said(text: str, **more: Any) -> dict[str, Any]:
    """A message to the bot in a person's own chat with it."""
    return activity("message", **({"id": "1796299203123", "text": text, "textFormat": "plain"} | more))


def mention(text: str, *, others: tuple[tuple[str, str], ...] = (), **more: Any) -> dict[str, Any]:
    """A message in a channel that addresses the bot, whose name is Share. `others`: tags and ids of who else is."""
    tags = (("<at>Share</at>", BOT), *others)
    entities = [
        {"type": "mention", "text": tag, "mentioned": {"id": id_, "name": tag[4:-5]}}
        for tag, id_ in tags
        if tag in text
    ]
    body: dict[str, Any] = in_room("message", **({"id": "1796299203123", "text": text, "entities": entities} | more))
    return body


def reaction(*added: str, removed: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    """Reactions on one of our cards in a channel."""
    lists = {"reactionsAdded": [{"type": one} for one in added], "reactionsRemoved": [{"type": one} for one in removed]}
    body: dict[str, Any] = in_room("messageReaction", **({"id": CARD, "replyToId": CARD} | lists | more))
    return body


def installed(action: str = "add", *, chosen: str = "", **more: Any) -> dict[str, Any]:
    """The bot is put into a team, or taken out of it."""
    data = {"settings": {"selectedChannel": {"id": chosen}}} if chosen else {}
    body: dict[str, Any] = in_room("installationUpdate", room=TEAM, data=data, **({"action": action} | more))
    return body


def updated(event: str, *, data: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """Something about a team or a channel is different."""
    body: dict[str, Any] = in_room("conversationUpdate", data={"eventType": event} | (data or {}), **more)
    return body


def invoke(name: str, value: dict[str, Any], *, room: str = "", **more: Any) -> dict[str, Any]:
    """Something that is answered on the spot; in a person's own chat, or in a room."""
    more = {"name": name, "value": value, "replyToId": CARD} | more
    body: dict[str, Any] = in_room("invoke", room=room, **more) if room else activity("invoke", **more)
    return body


def executed(data: object, **more: Any) -> dict[str, Any]:
    """An Action.Execute."""
    action = {"type": "Action.Execute", "verb": "x", "data": data}
    return invoke("adaptiveCard/action", {"action": action, "trigger": "manual"}, **more)


def fetched(data: object, **more: Any) -> dict[str, Any]:
    """A button that opens a dialog."""
    return invoke("task/fetch", {"data": data, "context": {"theme": "default"}}, **({"room": ROOM} | more))


def sent(data: object, **more: Any) -> dict[str, Any]:
    """A dialog that is sent."""
    return invoke("task/submit", {"data": data, "context": {"theme": "default"}}, **({"room": ROOM} | more))


def handed(content: str, *, command: str = "submitFind", payload: dict[str, Any] | None = None, **more: Any) -> Any:
    """A message that somebody picked for "Submit as find"."""
    message = {
        "id": CARD,
        "messageType": "message",
        "createdDateTime": "2026-12-03T11:00:00Z",
        "from": {"user": {"id": BEN, "displayName": "Ben", "userIdentityType": "aadUser"}},
        "body": {"contentType": "html", "content": content},
        "linkToMessage": "https://teams.example/l/message/1",
        "attachments": [],
    } | (payload or {})
    value = {"commandId": command, "commandContext": "message", "messagePayload": message}
    return invoke("composeExtension/fetchTask", value, **({"room": ROOM} | more))
