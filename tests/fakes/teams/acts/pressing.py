"""What people do with a card that stands there: press its buttons, and have it refreshed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tests.fakes.teams import cards, fields
from tests.fakes.teams.acts.talking import WRONG, Acting
from tests.fakes.teams.cards import REFRESHED
from tests.fakes.teams.courier import Told
from tests.fakes.teams.things import Dialog, Json, Message, Room

NOTE = "application/vnd.microsoft.activity.message"
BETWEEN = timedelta(minutes=1)
"""The least time between two refreshes of a card for one person."""

TASK_FETCH = "task/fetch"


class Pressing(Acting):
    """Buttons. What Teams itself refuses (a required input left empty) stands in `errors` and never reaches the bot."""

    def sees(self, message: Message) -> Json:
        """The card as this person sees it: their own view, or everybody's."""
        return message.views.get(self.id, message.card)

    async def presses(
        self,
        message: Message,
        what: str | Json,
        values: Mapping[str, object] | None = None,
        *,
        old_client: bool = False,
    ) -> bool:
        """Fill in inputs and press a button, by its title, id or verb, or this very one; whether the bot took it.

        Raises NotThere.
        """
        card = self.sees(message)
        action = fields.action(card, what, old_client=old_client)
        if action["type"] not in ("Action.Execute", "Action.Submit"):
            return True  # it opens a link, or shows and hides: the bot hears nothing
        sent, self.errors = fields.filled(card, values or {})
        if action.get("associatedInputs") == "none":
            self.errors = {}
        if self.errors:
            return False
        data = fields.as_data(action.get("data"), sent, action)
        if action["type"] == "Action.Execute":
            return await self._executes(message, action, data, trigger="manual")
        teams = data.get("msteams") if isinstance(data, dict) else None
        if isinstance(teams, dict) and teams.get("type") == TASK_FETCH:
            return await self._fetches(message, data)
        return await self._submits(message, action.get("title", ""), data)

    async def opens(self, message: Message, *, by_hand: bool = False) -> bool:
        """Have a card on the screen, or refresh it by hand; whether the bot was asked for this person's view."""
        card, now = self.sees(message), self.stage.world.clock.now()
        refresh = card.get("refresh")
        if refresh is None:
            return False
        few = len(self.stage.world.members(message.room)) <= REFRESHED
        by_itself = self.id in refresh["userIds"] if "userIds" in refresh else few
        last = message.refreshed.get(self.id)
        if not (by_hand or by_itself) or (last is not None and now - last < BETWEEN):
            return False
        message.refreshed[self.id] = now
        action = refresh["action"]
        trigger = "manual" if by_hand else "automatic"
        return await self._executes(message, action, action.get("data") or {}, trigger=trigger)

    async def invokes(self, room: Room, name: str, value: Json, **more: Any) -> Told:
        """Send an invoke, and wait for what the bot answers."""
        return await self.stage.courier.invoke(
            self.stage.activity(self.person, room, "invoke", name=name, value=value, **more)
        )

    async def _executes(self, message: Message, action: Json, data: Any, *, trigger: str) -> bool:
        named = {name: action[name] for name in ("id", "title", "verb") if name in action}
        value: Json = {"action": {"type": "Action.Execute", **named, "data": data}, "trigger": trigger}
        more = {"replyToId": message.id, "conversation": message.thread}
        told = await self.invokes(message.room, "adaptiveCard/action", value, **more)
        what = action.get("title") or action.get("verb") or "refresh"
        return not self.failed(told, what) and self._executed(message, what, told.answer)

    def _executed(self, message: Message, what: str, answer: Any) -> bool:
        """What the answer to Action.Execute does; what Teams cannot follow is an error for the person."""
        world = self.stage.world
        match answer:
            case {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card}:
                cause = cards.wrong(card)
                if not cause:
                    world.view(self.person, message, card)
                    return True
            case {"statusCode": 200, "type": type_, "value": str(words)} if type_ == NOTE:
                world.notice(self.person, words)
                return True
            case {"statusCode": int(status), "value": {"message": str(words)}} if status >= 400:
                world.trouble(self.person, what, words, str(status))
                return False
            case _:
                cause = f"no answer to adaptiveCard/action: {answer!r}"[:200]
        world.trouble(self.person, what, WRONG, cause)
        return False

    async def _submits(self, message: Message, what: str, data: Any) -> bool:
        """Action.Submit is a message without text; the person waits for it as for an invoke."""
        more = {"id_": self.stage.world.message_id(), "value": data, "replyToId": message.id}
        more |= {"conversation": message.thread, "channel_data": {"source": {"name": "message"}}}
        activity = self.stage.activity(self.person, message.room, "message", **more)
        courier = self.stage.courier
        return not self.failed(await courier.invoke(activity, patience=courier.patience), what)

    async def _fetches(self, message: Message, data: Json) -> bool:
        value = {"data": data, "context": {"theme": "default"}}
        more = {"replyToId": message.id, "conversation": message.thread}
        told = await self.invokes(message.room, TASK_FETCH, value, **more)
        opened = Dialog(self.person, message.room, "", {}, (None, None), "task/submit", message=message)
        return not self.failed(told, TASK_FETCH) and self.follows(opened, told.answer, fetched=True)

    def follows(self, dialog: Dialog, answer: Any, *, fetched: bool) -> bool:
        """What an answer does to a dialog: it stays open with a card, or it closes with a line or without."""
        world = self.stage.world
        cause = f"no answer to a dialog: {answer!r}"[:200]
        match answer:
            case {"task": {"type": "continue", "value": {"title": str(title), "card": card, **size}}}:
                cause = cards.wrong_attachment(card)
                if not cause:
                    dialog.title, dialog.card = title, card["content"]
                    dialog.size = size.get("width"), size.get("height")
                    world.dialogs[self.id] = dialog
                    return True
            case {"task": {"type": "message", "value": str(words)}}:
                world.dialogs.pop(self.id, None)
                world.notice(self.person, words)
                return True
            case None | "" if not fetched:
                world.dialogs.pop(self.id, None)
                return True
            case dict(empty) if not empty and not fetched:
                world.dialogs.pop(self.id, None)
                return True
        world.trouble(self.person, dialog.title or dialog.invoke, WRONG, cause)
        return False
