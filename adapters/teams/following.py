"""What goes along with what people do: Teams says who they are only by that, and their own page is kept true."""

import uuid
from contextlib import AbstractContextManager

import structlog

from adapters.briefly import Briefly
from adapters.late import DONE, Late
from adapters.reading import Json
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import PLATFORM, profile
from adapters.troubles import NotTold
from bot.chat.addresses import Address
from bot.chat.events import Event, Known, Opened, Profile
from bot.chat.replies import ShowPage
from bot.ports import Busy, Clock, Receive

log = structlog.get_logger()


class Following:
    """For one tenant. Only inside an event loop."""

    def __init__(self, platform: TeamsPlatform, *, receive: Receive, clock: Clock) -> None:
        self._platform = platform
        self._receive = receive
        self._clock = clock
        self._told: Briefly[Profile] = Briefly()
        self.late = Late()

    def doing(self, body: Json, event: Event) -> AbstractContextManager[None]:
        """While it is done, a stranger being looked at by what is said of them here. Raises Malformed.

        Reactions come with nothing that is said of whoever did it.
        """
        if isinstance(event, DONE):
            self._platform.met(event.person, profile(body))
        return self.late.doing(event)

    async def ends(self, body: Json, event: Event, *, redraw: bool = True) -> None:
        """Once it is done: what is new of whoever did it, and their own page. `redraw`: unless that was just shown."""
        if not isinstance(event, DONE):
            return
        try:
            if redraw and self._platform.page_is_shown(event.person):
                await self._redraw_page(event.person)
            await self._tell_news(event.person, profile(body))
        except (NotTold, Busy) as trouble:  # the page is drawn by the outbox as well, and the news come again
            log.warning("not_followed", platform=PLATFORM, error=str(trouble) or "busy")

    async def _tell_news(self, person: Address, said: Profile) -> None:
        if self._told.get(person.id) != said:
            await self._receive(Known(f"met:{uuid.uuid4().hex}", self._clock.now(), person, said))
            self._told.put(person.id, said)

    async def _redraw_page(self, person: Address) -> None:
        """The own page as it is now, where it stands in their chat."""
        async with self._platform.turn(person):
            shown = await self._receive(Opened(f"again:{uuid.uuid4().hex}", self._clock.now(), person))
            if isinstance(shown, ShowPage):
                await self._platform.show_page(person, shown.page)
