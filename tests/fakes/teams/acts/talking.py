"""What people say, how they react, and whether they have the app."""

import html
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.fakes.teams.courier import Deliveries, Told
from tests.fakes.teams.fields import NotThere
from tests.fakes.teams.stage import Stage
from tests.fakes.teams.things import Json, Message, Person, Room

UNREACHABLE = "Unable to reach app. Please try again."
WRONG = "Something went wrong. Please try again."

REACTIONS = ("like", "heart", "laugh", "surprised", "sad", "angry")
"""The first six; any other emoji of Teams comes as `1f440_eyes`, with `-tone1` to `-tone5` behind those with a skin."""


@dataclass
class Acting:
    """A person, and the stage they act on. `errors`: what stands beside the inputs they filled in last, by id."""

    stage: Stage
    person: Person
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Their id, as this bot knows them."""
        return self.person.id

    def failed(self, told: Told, what: str) -> bool:
        """Whether the bot did not take it; then the person sees an error."""
        if told.failure:
            words = WRONG if told.failure == "status" else UNREACHABLE
            self.stage.world.trouble(self.person, what, words, told.failure)
        self.stage.changed()
        return bool(told.failure)


class Talking(Acting):
    """Messages, mentions, reactions. What is an event can be awaited until the bot took it."""

    # ── The app in their personal scope ──

    def installs(self, *, action: Literal["add", "add-upgrade"] = "add") -> Deliveries:
        """Install the app for themselves, or have it installed; both events come, in no order to rely on."""
        self.person.app = "yes"
        room = self.stage.world.open_personal(self.person)
        told = self.stage.event(self.person, room, "installationUpdate", action=action)
        if action == "add":
            added = [{"id": self.stage.world.app.bot}, {"id": self.id, "aadObjectId": self.person.aad}]
            told += self.stage.event(self.person, room, "conversationUpdate", membersAdded=added)
        return Deliveries(told)

    def uninstalls(self) -> Deliveries:
        """Take it away; from now on nothing can be sent to them."""
        self.person.app = "gone"
        room = self.stage.world.open_personal(self.person)
        return self.stage.event(self.person, room, "installationUpdate", action="remove")

    def blocks(self) -> None:
        """Block the bot. Nothing tells it."""
        self.person.app = "blocked"

    # ── Words ──

    def writes(self, text: str) -> Deliveries:
        """Write to the bot in private. Raises NotThere where they have no chat with it."""
        if not self.stage.world.reachable(self.person):
            raise NotThere(f"{self.person.name} has no chat with the bot")
        room = self.stage.world.open_personal(self.person)
        message = self.stage.world.message(room, self.person, text=text)
        return self.stage.courier.tell(self._message(message, html.escape(text, quote=False)))

    def says(self, room: Room, text: str, *, thread: Message | None = None) -> Message:
        """Write where the bot does not hear it: without naming it, or where it is not."""
        return self.stage.world.message(room, self.person, text=text, root=_root(thread))

    def mentions(
        self,
        room: Room,
        text: str,
        *,
        thread: Message | None = None,
        style: Literal["plain", "nbsp", "split"] = "plain",
    ) -> Deliveries:
        """Write to the bot in a channel; `@ana` in the text mentions a colleague as well. Raises NotThere.

        `style`: a plain space behind the bot's name, `&nbsp;`, or each word of its name in a tag of its own.
        """
        world = self.stage.world
        if not world.hears(room):
            raise NotThere(f"the bot is not in {room.name}")
        message = world.message(room, self.person, text=text, root=_root(thread))
        bot: Json = {"id": world.app.bot, "name": world.app.name}
        names = world.app.name.split() if style == "split" else [world.app.name]
        entities = [_mention({**bot, "name": one}) for one in names]
        words = html.escape(text, quote=False)
        for one in world.people.values():
            short = "@" + one.name.split()[0].lower()
            if short in words:
                entities.append(_mention({"id": one.id, "name": one.name}))
                words = words.replace(short, entities[-1]["text"])
        named = " ".join(one["text"] for one in entities[: len(names)])
        activity = self._message(message, f"{named}{'&nbsp;' if style == 'nbsp' else ' '}{words}")
        activity["entities"] = entities + activity["entities"]
        content = f"<div><div>{activity['text']}</div></div>"
        activity["attachments"] = [{"contentType": "text/html", "content": content}]
        return self.stage.courier.tell(activity)

    # ── Reactions ──

    def reacts(self, message: Message, *types: str, instead_of: str | None = None) -> Deliveries:
        """Put one or several on a message, in one activity; `instead_of`: one of theirs that goes in the same."""
        added = [one for one in types if self.id not in message.reactions.setdefault(one, [])]
        removed = [] if instead_of is None else [instead_of]
        return self._reacts(message, added, removed)

    def takes_back(self, message: Message, *types: str) -> Deliveries:
        """Take them away again."""
        return self._reacts(message, [], [one for one in types if self.id in message.reactions.get(one, [])])

    def _reacts(self, message: Message, added: list[str], removed: list[str]) -> Deliveries:
        for one in added:
            message.reactions[one].append(self.id)
        for one in removed:
            message.reactions[one].remove(self.id)
        changes = {"reactionsAdded": added, "reactionsRemoved": removed}
        more: Json = {name: [{"type": one} for one in types] for name, types in changes.items() if types}
        if not more or message.sender is not None or not self.stage.world.hears(message.room):
            return Deliveries()  # of others' messages the bot hears nothing
        if self.stage.world.reaction_ids == "message":
            more["id_"] = message.id
        more |= {"replyToId": message.id, "conversation": message.thread}
        return self.stage.event(self.person, message.room, "messageReaction", **more)

    def _message(self, message: Message, text: str, **more: Any) -> Json:
        more |= {"id_": message.id, "conversation": message.thread, "text": text, "textFormat": "plain"}
        return self.stage.activity(self.person, message.room, "message", **more)


def _mention(who: Json) -> Json:
    return {"type": "mention", "mentioned": who, "text": f"<at>{html.escape(who['name'], quote=False)}</at>"}


def _root(thread: Message | None) -> str | None:
    return None if thread is None else thread.root or thread.id
