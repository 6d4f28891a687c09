"""Teams on loopback: a real HTTP server with a world of its own, for the adapter to talk to.

It is the Bot Connector, Entra's token endpoint (and a managed identity's), and the OpenID metadata with the keys.

Faithful, as the facts (teams.md) have it, or as Microsoft's documentation says where a comment says "(general)":
tokens and their claims, keys with endorsements, and every wrong token of `Wrong`; the activities of messages, mentions,
reactions, installing, teams and channels, Action.Execute with refresh, Action.Submit, dialogs, message actions, and
what their answers do; the Connector's paths, statuses and error codes; Adaptive Card 1.5 by its schema; sizes; limits.

Not faithful: nothing here was held against a live tenant. Teams' own words for a refused card are not known, and it may
let pass what is refused here. Which of its two errors a person sees is a guess, as is what the service tells again, so
it tells nothing twice unless a test says so. Events of acts that a test does not await one by one may arrive in any
order. There are no group chats, meetings, tabs, files, sign-in, targeted messages, link unfurling, message edits by
people, reactions by the bot, Graph, nor the clouds of governments. An archived team takes messages as before. Updates
and deletions count globally only. Rate limits are sliding windows, off unless a test hands in `Rates()`. MSAL wants
https, which this is not.

    async with FakeTeams() as teams:
        teams.bot_url = bot.url
        ana = teams.person("ana")
        room = teams.general(teams.team("Everyone", ana))
        await ana.mentions(room, "find https://example.org")  # returns once the bot took it, or Teams gave up
        await ana.presses(teams.messages(room, bot=True)[-1], "worth_it")
        assert teams.troubles(ana) == []
"""

from tests.fakes.faults import Broken, Cut, Hang
from tests.fakes.teams.acts.colleague import Colleague
from tests.fakes.teams.acts.talking import REACTIONS, UNREACHABLE, WRONG
from tests.fakes.teams.faults import Call, Limited, Refuse
from tests.fakes.teams.fields import NotThere
from tests.fakes.teams.rates import Rates
from tests.fakes.teams.server import FakeTeams
from tests.fakes.teams.signing import Wrong
from tests.fakes.teams.things import Dialog, Message, Room, Team, Trouble

__all__ = [
    "REACTIONS",
    "UNREACHABLE",
    "WRONG",
    "Broken",
    "Call",
    "Colleague",
    "Cut",
    "Dialog",
    "FakeTeams",
    "Hang",
    "Limited",
    "Message",
    "NotThere",
    "Rates",
    "Refuse",
    "Room",
    "Team",
    "Trouble",
    "Wrong",
]
