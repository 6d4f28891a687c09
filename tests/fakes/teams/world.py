"""All there is, and how it is looked up. It knows no HTTP and tells nobody; the acts do that."""

from collections.abc import Iterable

from tests.fakes.clock import Clock
from tests.fakes.teams.things import CHANNELS, App, Dialog, Json, Message, Notice, Person, Room, Team, Trouble, View


class World:
    """One tenant with its people, teams and rooms, and one bot.

    `reaction_ids`: "event" for `f:…` as the documentation has them, "message" for the message's own, as seen by others.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.app = App()
        self.people: dict[str, Person] = {}
        self.teams: dict[str, Team] = {}
        self.rooms: dict[str, Room] = {}
        self.messages: list[Message] = []
        self.dialogs: dict[str, Dialog] = {}
        self.notices: list[Notice] = []
        self.views: list[View] = []
        self.troubles: list[Trouble] = []
        self.reaction_ids = "event"
        self._number = 0
        self._last = 0

    # ── Making ──

    def number(self) -> int:
        """A new number."""
        self._number += 1
        return self._number

    def guid(self) -> str:
        """A new id as Entra has them."""
        return f"{self.number():08x}-1000-4000-8000-00000000e4a5"

    def event_id(self) -> str:
        """A new id of an event or an invoke."""
        return f"f:{self.guid()}"

    def message_id(self) -> str:
        """A new id of a message: the milliseconds of the epoch, each later than the one before."""
        self._last = max(self._last + 1, int(self.clock.now().timestamp() * 1000))
        return str(self._last)

    def person(self, name: str) -> Person:
        """A new person of the tenant; "ana" is Ana Example."""
        made = Person(f"29:1{self.guid()}", self.guid(), f"{name.capitalize()} Example", self.app.tenant)
        self.people[made.id] = made
        return made

    def team(self, name: str, *, members: Iterable[Person] = (), installed: bool = True) -> Team:
        """A new team with its General channel."""
        made = Team(f"19:{self.guid()}@thread.tacv2", name, self.guid(), {one.id for one in members}, installed)
        self.teams[made.id] = made
        self.rooms[made.id] = Room(made.id, "standard", "General", made)
        return made

    def channel(self, name: str, team: Team, *, kind: str = "standard", members: Iterable[Person] = ()) -> Room:
        """A new channel. `members`: of a private or shared one; in a standard one is the whole team."""
        assert kind in CHANNELS, f"no channel is {kind}"
        made = Room(f"19:{self.guid()}@thread.tacv2", kind, name, team, {one.id for one in members})
        self.rooms[made.id] = made
        return made

    def chat(self, one: Person, other: Person) -> Room:
        """A chat of two people, in which no bot is."""
        made = Room(f"19:{one.aad}_{other.aad}@unq.gbl.spaces", "chat", members={one.id, other.id})
        self.rooms[made.id] = made
        return made

    def open_personal(self, person: Person) -> Room:
        """A person's chat with the bot, begun where there is none."""
        found = self.personal(person)
        if found is None:
            found = Room(f"a:1{self.guid()}", "personal", members={person.id})
            self.rooms[found.id] = found
        return found

    def message(
        self, room: Room, sender: Person | None, *, text: str = "", root: str | None = None, asked: Json | None = None
    ) -> Message:
        """A new message."""
        asked = asked or {}
        made = Message(room, self.message_id(), sender, text, asked.get("attachments") or [], root=root, asked=asked)
        made.summary = asked.get("summary") or ""
        self.messages.append(made)
        return made

    def view(self, person: Person, message: Message, card: Json) -> None:
        """A person is shown a card of their own in place of a message; until that is changed for everybody."""
        self.views.append(View(person, message, card, message.card))
        message.views[person.id] = card

    def notice(self, person: Person, text: str) -> None:
        """A person is shown a line."""
        self.notices.append(Notice(person, text))

    def trouble(self, person: Person, what: str, why: str, cause: str) -> None:
        """A person sees an error."""
        self.troubles.append(Trouble(person, what, why, cause))

    # ── Looking up ──

    def personal(self, person: Person) -> Room | None:
        """A person's chat with the bot, where there is one."""
        found = (one for one in self.rooms.values() if one.kind == "personal" and person.id in one.members)
        return next(found, None)

    def room(self, conversation: str) -> tuple[Room | None, str | None]:
        """The room a conversation id names, and the message whose thread it names, if it names one."""
        id_, _, thread = conversation.partition(";messageid=")
        found = self.rooms.get(id_)
        return (None, None) if found is None or found.deleted else (found, thread or None)

    def members(self, room: Room) -> list[Person]:
        """The people of a room."""
        ids = room.team.members if room.team is not None and room.kind == "standard" else room.members
        return [one for one in self.people.values() if one.id in ids]

    def standing(self, room: Room) -> list[Message]:
        """The messages of a room as they stand, the oldest first."""
        return [one for one in self.messages if one.room is room and not one.deleted]

    def message_at(self, room: Room, id_: object) -> Message | None:
        """The message there."""
        return next((one for one in self.standing(room) if one.id == id_), None)

    def in_team(self, person: Person) -> bool:
        """Whether they are in a team that has the app."""
        return any(one.installed and not one.deleted and person.id in one.members for one in self.teams.values())

    def reachable(self, person: Person) -> bool:
        """Whether the bot may have a chat with them."""
        return person.app == "yes" or (person.app == "no" and self.in_team(person))

    def hears(self, room: Room) -> bool:
        """Whether the bot is in a room."""
        if room.deleted or self.app.disabled:
            return False
        if room.team is not None:
            return room.team.installed and not room.team.deleted and room.kind in self.app.channel_kinds
        return room.kind == "personal" and any(self.reachable(one) for one in self.members(room))
