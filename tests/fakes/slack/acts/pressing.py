"""What people do with what stands there: an emoji, a button, an option of a menu."""

from tests.fakes.slack import fields
from tests.fakes.slack.acts import payloads
from tests.fakes.slack.acts.talking import Acting
from tests.fakes.slack.telling.courier import Deliveries, Kind
from tests.fakes.slack.things import Channel, Installation, Json, Post, View, Whisper

Place = Post | Whisper | View


class Pressing(Acting):
    """Reactions, buttons, menus."""

    def reacts(self, post: Post, emoji: str, *, tone: int | None = None) -> Deliveries:
        """Put an emoji on a message; `tone`: 2 to 6, for those that have a skin."""
        name = f"{emoji}::skin-tone-{tone}" if tone else emoji
        who = post.reactions.setdefault(name, [])
        if self.id in who:
            return Deliveries()
        who.append(self.id)
        return self._reaction(post, name, "reaction_added")

    def takes_back(self, post: Post, emoji: str, *, tone: int | None = None) -> Deliveries:
        """Take an emoji away again."""
        name = f"{emoji}::skin-tone-{tone}" if tone else emoji
        who = post.reactions.get(name, [])
        if self.id not in who:
            return Deliveries()
        who.remove(self.id)
        if not who:
            del post.reactions[name]
        return self._reaction(post, name, "reaction_removed")

    async def presses(self, where: Place, what: str, option: str | None = None) -> bool:
        """Press a button, or an option of its menu, named by action_id or words; whether the bot took it."""
        block, element = fields.find(where.blocks, what)
        action = self._action(block, element)
        if element["type"] == "button":
            action |= {"text": element["text"]}
            action |= {name: element[name] for name in ("value", "style") if name in element}
        else:
            assert option is not None, f"{what} is a menu: say which option"
            action["selected_option"] = fields.option(element, option)
        return await self._act(where, action, what)

    async def chooses(self, where: Place, what: str, value: object) -> bool:
        """Choose in a select, checkboxes, radio buttons or a date picker that tells the bot at once."""
        block, element = fields.find(where.blocks, what)
        state = fields.state(element, value)
        where.values.setdefault(block["block_id"], {})[element["action_id"]] = state
        if block["type"] == "input" and not block.get("dispatch_action"):
            return True
        return await self._act(where, {**self._action(block, element), **state}, what)

    def _reaction(self, post: Post, name: str, kind: str) -> Deliveries:
        item = {"type": "message", "channel": post.channel.id, "ts": post.ts, "channel_type": post.channel.letter}
        event: Json = {"type": kind, "user": self.id, "reaction": name, "item": item}
        if post.user is not None:
            event["item_user"] = post.user
        return self.stage.events.in_channel(event, post.channel)

    def _action(self, block: Json, element: Json) -> Json:
        ids = {"action_id": element["action_id"], "block_id": block["block_id"]}
        return {"type": element["type"], **ids, "action_ts": self.stage.world.ts()}

    async def _act(self, where: Place, action: Json, what: str) -> bool:
        app = self._app(where)
        view = where if isinstance(where, View) else None
        payload = payloads.base(self.stage, app, self.person, "block_actions", view=view)
        payload["actions"] = [action]
        if isinstance(where, View):
            payload["container"] = {"type": "view", "view_id": where.id}
            payload["view"] = payloads.of_view(self.stage, app, where)
        else:
            payload |= self._of_message(app, where)
        return not self.failed(await self.stage.courier.once(Kind.INTERACTIVE, payload), what)

    def _of_message(self, app: Installation, where: Post | Whisper) -> Json:
        channel: Channel = where.channel
        container = {"type": "message", "message_ts": where.ts, "channel_id": channel.id}
        return {
            "container": {**container, "is_ephemeral": isinstance(where, Whisper)},
            "channel": payloads.place(channel),
            "message": payloads.of_message(self.stage, app, where),
            "state": {"values": where.values or fields.values(where.blocks)},
            "response_url": payloads.answer_to(self.stage, app, self.person, channel, where),
        }

    def _app(self, where: Place) -> Installation:
        """The app whose message it is: another organisation's, in a shared channel."""
        if isinstance(where, Post):
            found = self.stage.world.of_bot(where.user or "")
            if found is not None:
                return found
        return self.app
