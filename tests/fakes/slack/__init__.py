"""Slack on loopback: a real HTTP and WebSocket server with a world of its own, for the adapter to talk to.

Faithful, as the facts (slack.md) have it, or as Slack's public documentation says where a comment says "(general)":
the Web API methods of `api` with tokens, scopes and error names; Block Kit's limits; signatures, the three seconds and
the retries; Socket Mode's envelopes; triggers, response_urls, view stacks and hashes; who hears which event.

Not faithful: nothing here was held against a live workspace. `response_metadata.messages` are close to Slack's words,
not equal. Events of acts that a test does not await one by one may arrive in any order, as they may in Slack. There are
no threads beyond `thread_ts`, no files, unfurling, attachments, user tokens, token rotation, delayed events, nor the
switch-off of a request URL that fails for an hour. Rate limits are sliding windows, off unless a test hands in
`Rates()`. Of the newest blocks only sizes are held.

    async with FakeSlack() as slack:
        slack.request_url = bot.url  # over HTTP; FakeSlack("socket") waits for connections instead
        ana = slack.person("ana")
        room = slack.channel("general", ana)
        await ana.mentions(room, "hello")  # returns once the bot took it, or Slack gave up
        await ana.presses(slack.messages(room)[-1], "worth_it")
        assert slack.whispers(ana, "response_url") == []
"""

from tests.fakes.faults import Broken, Cut, Hang
from tests.fakes.slack.acts.colleague import Colleague
from tests.fakes.slack.faults import RESPONSE_URL, Call, Limited, Refuse
from tests.fakes.slack.fields import NotThere
from tests.fakes.slack.rates import Rates
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.things import Channel, Installation, Person, Post, Trouble, View, Whisper, Workspace

__all__ = [
    "RESPONSE_URL",
    "Broken",
    "Call",
    "Channel",
    "Colleague",
    "Cut",
    "FakeSlack",
    "Hang",
    "Installation",
    "Limited",
    "NotThere",
    "Person",
    "Post",
    "Rates",
    "Refuse",
    "Trouble",
    "View",
    "Whisper",
    "Workspace",
]
