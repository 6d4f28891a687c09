"""What the Bot Connector does when it is asked: conversations, messages, members, teams."""

import json
from collections.abc import Sequence
from typing import Any

from tests.fakes.teams import cards, shapes
from tests.fakes.teams.faults import Call
from tests.fakes.teams.refusal import Refused
from tests.fakes.teams.things import ADAPTIVE, Json, Message, Person, Room, Team
from tests.fakes.teams.world import World

MESSAGE_MOST = 100 * 1024
"""Bytes of a message in UTF-16: "about 100 KB"; 40 KB by an older page."""

PAGE_LEAST, PAGE_MOST = 50, 500
"""Members a page holds."""

TWO = "Activity resulted into multiple skype activities"


class Connector:
    """Each method gives back status and answer. Raises Refused. `message_most`, `page_least`: for what tests want."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.message_most = MESSAGE_MOST
        self.page_least = PAGE_LEAST

    # ── Conversations ──

    def create(self, call: Call) -> tuple[int, Json]:
        """POST /v3/conversations: a chat with one person, or a new thread of a channel."""
        channel = _part(call.args, "channelData", "channel", "id")
        if call.args.get("isGroup") or channel:
            return 201, self._new_thread(str(channel or ""), call.args)
        members = call.args.get("members") or []
        if len(members) != 1:
            raise Refused(400, "BadSyntax", "Incorrect conversation creation parameters")
        person = self._person(str(members[0].get("id")))
        # The SDK writes tenantID; the service minds no case (general).
        tenant = call.args.get("tenantId") or call.args.get("tenantID")
        if (tenant or _part(call.args, "channelData", "tenant", "id")) != person.tenant:
            raise Refused(400, "BadArgument", "Tenant id is missing or not theirs")
        self._may_reach(person)
        room = self.world.open_personal(person)
        if call.args.get("activity"):
            return 201, {"id": room.id, "activityId": self._posted(room, call.args["activity"], None)}
        return 201, {"id": room.id}

    def _new_thread(self, channel: str, args: Json) -> Json:
        room, _ = self._room(channel)
        if not args.get("activity"):
            raise Refused(400, "BadSyntax", "Incorrect conversation creation parameters")
        id_ = self._posted(room, args["activity"], None)
        return {"id": f"{room.id};messageid={id_}", "activityId": id_}

    # ── Messages ──

    def send(self, call: Call) -> tuple[int, Json]:
        """POST …/activities, with or without a reply's id; one that is made up is taken as none, as was seen."""
        room, thread = self._room(call.conversation)
        reply = self.world.message_at(room, call.path.get("activity", ""))
        if room.is_channel and thread is None and reply is not None:
            thread = reply.root or reply.id
        if call.args.get("type") == "typing":
            return 201, {}
        both = bool(call.args.get("text")) and bool(call.args.get("attachments"))
        if not both:
            return 201, {"id": self._posted(room, call.args, thread)}
        for part in ("attachments", "text"):  # split, and no id comes back
            self._posted(room, {**call.args, part: None}, thread)
        return 201, {}

    def update(self, call: Call) -> tuple[int, Json]:
        """PUT …/activities/{id}."""
        room, _ = self._room(call.conversation)
        message = self._own(room, call)
        text, attachments = self._content(call.args)
        message.edits.append((message.text, message.attachments))
        message.text, message.attachments, message.asked = text, attachments, call.args
        message.summary = call.args.get("summary") or ""
        message.views.clear()
        return 200, {"id": message.id}

    def delete(self, call: Call) -> tuple[int, None]:
        """DELETE …/activities/{id}."""
        room, _ = self._room(call.conversation)
        self._own(room, call).deleted = True
        return 200, None

    def _posted(self, room: Room, activity: Any, thread: str | None) -> str:
        if not isinstance(activity, dict) or activity.get("type", "message") != "message":
            raise Refused(400, "BadSyntax", "The activity is no message")
        text, _ = self._content(activity)
        return self.world.message(room, None, text=text, root=thread, asked=activity).id

    def _content(self, activity: Json) -> tuple[str, list[Json]]:
        if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > self.message_most:
            raise Refused(413, "MessageSizeTooBig")
        text, attachments = activity.get("text") or "", activity.get("attachments") or []
        if text and attachments:
            raise Refused(400, "BadSyntax", TWO)
        if not text and not attachments:
            raise Refused(400, "BadSyntax", "The activity has neither text nor attachments")
        for one in attachments:
            if not isinstance(one, dict) or one.get("contentType") == ADAPTIVE:
                why = cards.wrong_attachment(one)
                if why:
                    raise Refused(400, "BadSyntax", why)
        return text, attachments

    # ── Members and teams ──

    def members(self, call: Call) -> tuple[int, Any]:
        """GET …/members, and …/pagedmembers with `pageSize` and `continuationToken`."""
        room, _ = self._room(call.conversation)
        found = self.world.members(room)
        if "paged" not in call.path:
            return 200, [shapes.member(one) for one in found]
        start = int(call.args.get("continuationToken") or 0)
        size = max(self.page_least, min(int(call.args.get("pageSize") or 200), PAGE_MOST))
        answer: Json = {"members": [shapes.member(one) for one in found[start : start + size]]}
        if start + size < len(found):
            answer["continuationToken"] = str(start + size)
        return 200, answer

    def member(self, call: Call) -> tuple[int, Json]:
        """GET …/members/{id}: by the bot's id of a person, or by their Entra id."""
        room, _ = self._room(call.conversation)
        for one in self.world.members(room):
            if call.path["member"] in (one.id, one.aad):
                return 200, shapes.member(one)
        raise Refused(404, "MemberNotFoundInConversation")

    def team(self, call: Call) -> tuple[int, Json]:
        """GET /v3/teams/{id}."""
        team = self._team(call.conversation)
        counts = {"channelCount": len(self._channels(team)), "memberCount": len(team.members)}
        return 200, {**shapes.team(team), **counts, "type": "standard"}

    def channels(self, call: Call) -> tuple[int, Json]:
        """GET /v3/teams/{id}/conversations: those the bot may be in."""
        team = self._team(call.conversation)
        return 200, {"conversations": [shapes.channel(one, team) for one in self._channels(team)]}

    def _channels(self, team: Team) -> Sequence[Room]:
        return [one for one in self.world.rooms.values() if one.team is team and self.world.hears(one)]

    # ── Who and where ──

    def _room(self, conversation: str) -> tuple[Room, str | None]:
        if self.world.app.disabled:
            raise Refused(403, "BotDisabledByAdmin")
        room, thread = self.world.room(conversation)
        if room is None:
            raise Refused(404, "ConversationNotFound")
        if room.kind == "personal":
            self._may_reach(self.world.members(room)[0])
        elif not self.world.hears(room):
            raise Refused(403, "BotNotInConversationRoster")
        return room, thread

    def _team(self, id_: str) -> Team:
        self._room(id_)
        if id_ not in self.world.teams:  # some other conversation (general)
            raise Refused(404, "ConversationNotFound")
        return self.world.teams[id_]

    def _person(self, id_: str) -> Person:
        """By the bot's id of a person, or by their Entra id; never by address."""
        for one in self.world.people.values():
            if id_ in (one.id, one.aad):
                return one
        raise Refused(403, "BotNotInConversationRoster")

    def _may_reach(self, person: Person) -> None:
        if self.world.app.disabled:
            raise Refused(403, "BotDisabledByAdmin")
        if person.app == "blocked":
            raise Refused(403, "MessageWritesBlocked")
        if not self.world.reachable(person):
            raise Refused(403, "BotNotInConversationRoster")

    def _own(self, room: Room, call: Call) -> Message:
        found = self.world.message_at(room, call.path["activity"])
        if found is None:
            raise Refused(404, "ActivityNotFoundInConversation")
        if found.sender is not None:
            raise Refused(403, "Forbidden", "A bot changes its own messages only")
        return found


def _part(args: Any, *names: str) -> Any:
    """What stands there, or None."""
    for name in names:
        args = args.get(name) if isinstance(args, dict) else None
    return args
