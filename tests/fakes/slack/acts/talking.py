"""What people say: to the bot, near it, and by command."""

import re
from dataclasses import dataclass

from tests.fakes.slack import answers, shapes
from tests.fakes.slack.acts import payloads
from tests.fakes.slack.refusal import Refused
from tests.fakes.slack.stage import Stage
from tests.fakes.slack.telling.courier import Deliveries, Kind, Told
from tests.fakes.slack.things import Channel, Installation, Json, Person, Post, Whisper
from tests.fakes.slack.world import World


@dataclass
class Acting:
    """A person, and the stage they act on."""

    stage: Stage
    person: Person

    @property
    def id(self) -> str:
        """Their id."""
        return self.person.id

    @property
    def app(self) -> Installation:
        """The app as it lives in their workspace."""
        return self.stage.world.app_of(self.person.workspace)

    def failed(self, told: Told, what: str) -> bool:
        """Whether the bot did not take it; then the person sees an error."""
        if told.failure:
            late = told.failure in ("http_timeout", "timeout")
            self.stage.world.trouble(self.person, what, "operation_timeout" if late else "dispatch_failed")
        self.stage.changed()
        return bool(told.failure)


class Talking(Acting):
    """Messages, mentions, commands, and the App Home."""

    def writes(self, text: str) -> Deliveries:
        """Write to the bot in private. Refused by Slack where the Messages tab is off."""
        if not self.stage.world.app.messages_tab:
            self.stage.world.trouble(self.person, "message", "messages_tab_disabled")
            return Deliveries()
        channel = self.stage.world.open_im(self.app.bot, self.person)
        event = self._message(channel, text)
        return self.stage.events.in_channel(event, channel, name="message.im")

    def says(self, channel: Channel, text: str) -> Post:
        """Write into a channel. An app hears of it only with a scope ours never asks for."""
        event = self._message(channel, text)
        if not channel.is_im:
            name = "message.groups" if channel.is_private else "message.channels"
            self.stage.events.in_channel(event, channel, name=name)
        return self.stage.world.posts[-1]

    def edits(self, post: Post, text: str) -> Deliveries:
        """Change a message they wrote to the bot in private."""
        before = shapes.message(post)
        post.text, post.blocks = escaped(self.stage.world, text, named=False), [rich(text)]
        post.edited_ts = self.stage.world.ts()
        return self._about(post, "message_changed", ts=post.edited_ts, message=shapes.message(post), before=before)

    def deletes(self, post: Post) -> Deliveries:
        """Delete a message they wrote to the bot in private."""
        post.deleted = True
        now = self.stage.world.ts()
        return self._about(post, "message_deleted", ts=now, deleted_ts=post.ts, before=shapes.message(post))

    def _about(self, post: Post, subtype: str, *, before: Json, **more: object) -> Deliveries:
        event: Json = {"type": "message", "subtype": subtype, "hidden": True, "previous_message": before, **more}
        event |= {"channel": post.channel.id, "channel_type": post.channel.letter}
        return self.stage.events.in_channel(event, post.channel, name="message.im")

    def mentions(self, channel: Channel, text: str, *, thread_ts: str | None = None) -> Deliveries:
        """Write to the bot in a channel. Where it is not a member, it hears nothing."""
        there = next(iter(self.stage.world.installed(channel)), None) or self.app
        event = self._message(channel, text, to=f"<@{there.bot.id}> ", thread_ts=thread_ts)
        return self.stage.events.in_channel({**event, "type": "app_mention"}, channel)

    def opens_home(self, tab: str = "home") -> Deliveries:
        """Open the app; `tab`: home or messages. The event names the view that stands there, where one does."""
        app = self.app
        channel = self.stage.world.open_im(app.bot, self.person)
        event: Json = {"type": "app_home_opened", "user": self.id, "channel": channel.id, "tab": tab}
        view = self.stage.world.homes.get((app.workspace.id, self.id))
        if tab == "home" and view is not None:
            event["view"] = payloads.of_view(self.stage, app, view)
        return self.stage.events.to(app, event)

    async def commands(self, channel: Channel, command: str, text: str = "") -> Post | Whisper | None:
        """Type a slash command. Gives back what is shown in answer at once, if anything is."""
        world, app = self.stage.world, self.app
        if command not in world.app.commands:
            world.trouble(self.person, command, "unknown_command")
            return None
        words = escaped(world, text, named=True) if world.app.commands[command] else text
        told = await self.stage.courier.once(Kind.COMMAND, self._command(app, channel, command, words))
        if self.failed(told, command) or not told.answer:
            return None
        if not isinstance(told.answer, dict):
            world.trouble(self.person, command, "invalid_response")
            return None
        try:
            return answers.say(world, app, self.person, channel, told.answer, how="command")
        except Refused as refused:
            world.trouble(self.person, command, refused.error)
            return None

    async def uses_shortcut(self, callback_id: str) -> bool:
        """Use a global shortcut; whether the bot took it."""
        payload = payloads.base(self.stage, self.app, self.person, "shortcut")
        payload |= {"callback_id": callback_id, "action_ts": self.stage.world.ts()}
        return not self.failed(await self.stage.courier.once(Kind.INTERACTIVE, payload), callback_id)

    async def uses_message_shortcut(self, post: Post, callback_id: str) -> bool:
        """Use a message shortcut on a message, also where the bot is not a member; whether the bot took it."""
        app = self.app
        payload = payloads.base(self.stage, app, self.person, "message_action")
        payload |= {
            "callback_id": callback_id,
            "action_ts": self.stage.world.ts(),
            "channel": payloads.place(post.channel),
            "message_ts": post.ts,
            "message": payloads.of_message(self.stage, app, post),
            "response_url": payloads.answer_to(self.stage, app, self.person, post.channel),
        }
        return not self.failed(await self.stage.courier.once(Kind.INTERACTIVE, payload), callback_id)

    def _message(self, channel: Channel, words: str, *, to: str = "", thread_ts: str | None = None) -> Json:
        text = to + escaped(self.stage.world, words, named=False)
        post = self.stage.world.post(channel, user=self.id, text=text, blocks=[rich(words)])
        post.thread_ts = thread_ts
        event = shapes.message(post) | {"channel": channel.id, "client_msg_id": self.stage.world.id("msg-")}
        event |= {"team": self.person.workspace.id, "event_ts": post.ts}
        event["channel_type"] = channel.letter
        if channel.shared_with:
            event["user_team"] = self.person.workspace.id
        return event

    def _command(self, app: Installation, channel: Channel, command: str, text: str) -> Json:
        workspace = self.person.workspace
        fields: Json = {
            "token": self.stage.world.app.verification_token,
            "team_id": workspace.id,
            "team_domain": workspace.domain,
            "channel_id": channel.id,
            "channel_name": channel.shown_name,
            "user_id": self.id,
            "user_name": self.person.name,
            "command": command,
            "text": text,
            "api_app_id": self.stage.world.app.id,
            "is_enterprise_install": "true" if app.wide else "false",
            "response_url": payloads.answer_to(self.stage, app, self.person, channel),
            "trigger_id": self.stage.world.trigger(self.person).id,
        }
        if workspace.enterprise:
            fields |= {"enterprise_id": workspace.enterprise, "enterprise_name": "Example Org"}
        return fields


def rich(text: str) -> Json:
    """The block that Slack's own clients send beside the text (general)."""
    inside = [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}]
    return {"type": "rich_text", "elements": inside}


def escaped(world: World, text: str, *, named: bool) -> str:
    """Typed words as Slack sends them: &, < and > escaped; links, @somebody and #channel in angle brackets.

    `named`: with names behind the ids, as should_escape has it for commands; messages have none (general).
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"https?://[^\s|]*[^\s|.,;:!?)]", lambda found: f"<{found[0]}>", text)
    known = {f"@{one.name}": ("@", one.id) for one in world.people.values() if not one.deleted}
    known |= {f"#{one.name}": ("#", one.id) for one in world.channels.values() if one.name}

    def reference(found: re.Match[str]) -> str:
        if found[0] not in known:
            return found[0]
        sign, id_ = known[found[0]]
        return f"<{sign}{id_}|{found[0][1:]}>" if named else f"<{sign}{id_}>"

    return re.sub(r"(?<![\w/&])[@#][\w.-]*\w", reference, text)
