"""The bot's private conversations with people: where each of them is, begun where there is none."""

import time
from collections.abc import Awaitable, Callable

from adapters.briefly import Briefly
from adapters.reading import Json, maybe
from adapters.slack.reading import is_private
from adapters.slack.results import TOKEN
from adapters.troubles import NotTold
from bot.chat.addresses import Address
from bot.ports import Later, Unknown


class Conversations:
    """Those of one workspace; forgotten after a while by themselves."""

    def __init__(self, begin: Callable[[str], Awaitable[Json]]) -> None:
        """`begin`: asks Slack for the conversation with a person, by their id; raises NotTold."""
        self._begin = begin
        self._known: Briefly[str] = Briefly()
        self._opens_at = 0.0

    async def of(self, person: Address) -> str:
        """The id of the conversation with this person. Raises NotTold."""
        known = person.route if is_private(person.route) else self._known.get(person.id)
        if known:
            return known
        wait = self._opens_at - time.monotonic()
        if wait > 0:  # the limit is of this method alone: whoever has a conversation is not kept waiting
            raise NotTold(Later(wait))
        try:
            said = await self._begin(person.id)
        except NotTold as refused:
            if isinstance(refused.trouble, Later) and refused.error not in TOKEN:
                self._opens_at = time.monotonic() + refused.trouble.seconds
                raise NotTold(Later(refused.trouble.seconds), refused.error) from refused
            raise
        opened = maybe(said, "channel").get("id")
        if not isinstance(opened, str) or not opened:
            raise NotTold(Unknown("what Slack answered made no sense"))
        self._known.put(person.id, opened)
        return opened

    def clear(self) -> None:
        """Forget them all."""
        self._known.clear()
