"""A person in Teams, with all they can do; here: dialogs and message extensions."""

from collections.abc import Mapping
from typing import Any, Literal

from tests.fakes.teams import fields, shapes
from tests.fakes.teams.acts.pressing import Pressing
from tests.fakes.teams.acts.talking import Talking
from tests.fakes.teams.fields import NotThere
from tests.fakes.teams.things import Dialog, Json, Message, Room

FETCH, SUBMIT = "composeExtension/fetchTask", "composeExtension/submitAction"


class Colleague(Talking, Pressing):
    """Does what a person does. What is an event can be awaited until the bot took it; the rest is awaited anyway."""

    @property
    def dialog(self) -> Dialog:
        """The dialog that stands open. Raises NotThere."""
        found = self.stage.world.dialogs.get(self.id)
        if found is None:
            raise NotThere(f"{self.person.name} has no dialog open")
        return found

    async def submits(self, values: Mapping[str, object] | None = None, *, press: str | Json = "") -> dict[str, str]:
        """Fill in and send the dialog; `press`: by which of its buttons, where there are several.

        Gives back what is shown beside its inputs, by id. What Teams itself refuses never reaches the bot.
        """
        dialog = self.dialog
        action = fields.action(dialog.card, press)
        sent, self.errors = fields.filled(dialog.card, values or {})
        if not self.errors:
            data = fields.as_data(action.get("data"), sent, action)
            value = {**dialog.about, "data": data, "context": {"theme": "default"}}
            told = await self.invokes(dialog.room, dialog.invoke, value, **_thread(dialog.message))
            if not self.failed(told, dialog.title):
                self.follows(dialog, told.answer, fetched=False)
        return self.errors

    def closes(self) -> None:
        """Close the dialog. Nothing tells the bot."""
        self.stage.world.dialogs.pop(self.dialog.person.id)

    async def uses_action(self, message: Message, command: str) -> bool:
        """Use a message action on anybody's message, also where the bot is not; whether the bot took it."""
        payload = shapes.payload(message, self.stage.world.app)
        about = {"commandId": command, "commandContext": "message", "messagePayload": payload}
        return await self._uses(message.room, about, message)

    async def uses_command(
        self, room: Room, command: str, *, context: Literal["compose", "commandBox"] = "compose"
    ) -> bool:
        """Use a command of the compose box, or of the command box; whether the bot took it."""
        return await self._uses(room, {"commandId": command, "commandContext": context}, None)

    async def _uses(self, room: Room, about: Json, message: Message | None) -> bool:
        about |= {"requestId": self.stage.world.guid()}
        value = {**about, "context": {"theme": "default"}}
        told = await self.invokes(room, FETCH, value, **_thread(message))
        dialog = Dialog(self.person, room, "", {}, (None, None), SUBMIT, about, message)
        return not self.failed(told, about["commandId"]) and self.follows(dialog, told.answer, fetched=True)


def _thread(message: Message | None) -> dict[str, Any]:
    return {} if message is None else {"conversation": message.thread}
