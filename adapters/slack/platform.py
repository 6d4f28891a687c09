"""Slack as a platform: the port, each call in the workspace it is about."""

from adapters.slack.reading import PLATFORM
from adapters.slack.workspaces import Workspaces
from adapters.troubles import SOON, NotTold
from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Profile
from bot.chat.outbox import Method
from bot.domain.pacing import Window
from bot.ports import CannotTell, Delivered, Fate, Later, Limits, Undeliverable

LIMITS = Limits(
    room=(Window(1, 1.0),),
    methods={
        Method.SEND: (Window(300, 60.0),),  # chat.postMessage: "several hundred messages per minute"
        Method.EDIT: (Window(50, 60.0),),  # chat.update, tier 3
        Method.PAGE: (Window(100, 60.0),),  # views.publish, tier 4
    },
)
"""What Slack takes (docs.slack.dev/apis/web-api/rate-limits)."""

NOT_OURS = Undeliverable("it is for a workspace this bot is not in")


class SlackPlatform:
    """The port, done by Slack."""

    name = PLATFORM
    limits = LIMITS

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Put a card into a room or a private conversation: one call that is never repeated."""
        try:
            there = await self._workspaces.of(to.workspace)
        except NotTold as not_known:  # nothing has left
            return _later(not_known)
        return await there.send(to, card, key=key) if there else NOT_OURS

    async def edit(self, message: Message, card: Card) -> Delivered:
        """Draw a message anew; it may be repeated."""
        try:
            there = await self._workspaces.of(message.where.workspace)
        except NotTold as not_known:
            return _later(not_known)
        return await there.edit(message, card) if there else NOT_OURS

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's Home. Raises NotTold where it should be tried again."""
        there = await self._workspaces.of(person.workspace)
        if there:
            await there.page(person, page)

    async def find(self, to: Address, key: str) -> Fate:
        """Look for a message with this key in the bot's own private conversation with a person.

        Raises NotTold where Slack could not be asked just now.
        """
        there = await self._workspaces.of(to.workspace)
        return await there.find(to, key) if there else CannotTell()

    async def profile(self, person: Address) -> Profile:
        """Who somebody is; of nobody we may speak with, that they are not there. Raises NotTold."""
        there = await self._workspaces.of(person.workspace)
        return await there.profile(person) if there else Profile("", active=False)


def _later(not_known: NotTold) -> Later:
    return not_known.trouble if isinstance(not_known.trouble, Later) else Later(SOON)
