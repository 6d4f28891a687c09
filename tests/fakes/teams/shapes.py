"""Activities as Teams sends them, and what the Connector answers about rooms and people. Pure."""

import html
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.teams.things import App, Json, Message, Person, Room, Team


def activity(
    app: App, person: Person, room: Room, kind: str, *, id_: str, at: datetime, service_url: str, **more: Any
) -> Json:
    """What all activities have in common. `more` are its further fields; `conversation` may name a thread."""
    conversation: Json = {"id": more.pop("conversation", room.id), "tenantId": app.tenant}
    if room.is_channel:
        conversation |= {"isGroup": True, "conversationType": "channel"}
    else:
        conversation |= {"conversationType": "personal"}
    sender = {"id": person.id, "aadObjectId": person.aad}
    named = kind in ("message", "invoke")
    return {
        "type": kind,
        "id": id_,
        "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {**sender, "name": person.name} if named else sender,
        "conversation": conversation,
        "recipient": {"id": app.bot, "name": app.name},
        **(_local(person, at) if named else {}),
        "channelData": {**channel_data(app, room), **more.pop("channel_data", {})},
        **more,
    }


def _local(person: Person, at: datetime) -> Json:
    """What only messages and invokes tell of a person's place."""
    client: Json = {"type": "clientInfo", "locale": person.locale, "country": person.country, "platform": "Web"}
    if person.zone is None:
        return {"locale": person.locale, "entities": [client]}
    local = at.astimezone(ZoneInfo(person.zone)).isoformat(timespec="milliseconds")
    client["timezone"] = person.zone
    return {
        "localTimestamp": local,
        "localTimezone": person.zone,
        "locale": person.locale,
        "entities": [client],
    }


def channel_data(app: App, room: Room) -> Json:
    """Where it happened."""
    data: Json = {"tenant": {"id": app.tenant}}
    if room.team is None:
        return data
    ids = {"teamsChannelId": room.id, "teamsTeamId": room.team.id}
    return {**ids, "channel": {"id": room.id}, "team": {"id": room.team.id}, **data}


def channel(room: Room, team: Team) -> Json:
    """A channel as events and lists have it; General has no name there."""
    return {"id": room.id, "name": None if room.id == team.id else room.name, "type": room.kind}


def team(team_: Team) -> Json:
    """A team as events have it."""
    return {"id": team_.id, "name": team_.name, "aadGroupId": team_.group}


def member(person: Person) -> Json:
    """A person as the roster has them."""
    given, _, surname = person.name.partition(" ")
    names = {"name": person.name, "givenName": given, "surname": surname}
    return {
        "id": person.id,
        **names,
        "aadObjectId": person.aad,
        "email": person.email,
        "userPrincipalName": person.email,
        "tenantId": person.tenant,
        "userRole": "guest" if person.guest else "user",
    }


def payload(message: Message, app: App) -> Json:
    """A message as message actions hand it over; its text is HTML."""
    if message.sender is None:
        sender: Json = {"user": None, "application": {"id": app.id, "displayName": app.name}}
        sender["application"]["applicationIdentityType"] = "bot"
    else:
        user = {"userIdentityType": "aadUser", "id": message.sender.aad, "displayName": message.sender.name}
        sender = {"user": user, "application": None}
    about = f"?tenantId={app.tenant}&createdTime={message.id}&parentMessageId={message.root or message.id}"
    return {
        "id": message.id,
        "replyToId": message.root,
        "createdDateTime": datetime.fromtimestamp(int(message.id) / 1000).astimezone().isoformat(),
        "lastModifiedDateTime": None,
        "deleted": message.deleted,
        "subject": None,
        "summary": message.summary or None,
        "importance": "normal",
        "locale": "en-us",
        "linkToMessage": f"https://teams.microsoft.com/l/message/{message.room.id}/{message.id}{about}",
        "from": {"device": None, "conversation": None, **sender},
        "body": {"contentType": "html", "content": as_html(message.text)},
        "attachments": message.attachments,
        "mentions": [],
        "reactions": [],
    }


def as_html(text: str) -> str:
    """Typed words as Teams keeps them: a paragraph for each line, and links that can be pressed."""
    link = r'<a href="\g<0>" rel="noreferrer noopener" title="\g<0>" target="_blank">\g<0></a>'
    lines = (re.sub(r"https?://[^\s<]*[^\s<.,;:!?)]", link, html.escape(one, quote=False)) for one in text.split("\n"))
    return "".join(f"<p>{one or '&nbsp;'}</p>" for one in lines)
