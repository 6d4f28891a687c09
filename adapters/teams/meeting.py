"""Who somebody is, as what they do tells: Teams says a time zone and a language with nothing else."""

import uuid

from adapters.briefly import Briefly
from adapters.reading import Json
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import profile
from bot.chat.events import Asked, Event, Handed, Known, Pressed, Profile, Submitted
from bot.ports import Clock, Receive

TELLS = Asked | Handed | Pressed | Submitted
"""What comes with all that Teams says of whoever did it; reactions do not."""


class Meeting:
    """What was heard of people lately, so that only what is new is told. Only inside an event loop."""

    def __init__(self, platform: TeamsPlatform, *, receive: Receive, clock: Clock) -> None:
        self._platform = platform
        self._receive = receive
        self._clock = clock
        self._told: Briefly[Profile] = Briefly()

    def begins(self, body: Json, event: Event) -> None:
        """Before it is done: who is a stranger is looked at by that. Raises Malformed."""
        if isinstance(event, TELLS):
            self._platform.met(event.person, profile(body))

    async def ends(self, body: Json, event: Event) -> None:
        """Once it is done: what is new of whoever is known by now. Raises Busy."""
        if not isinstance(event, TELLS):
            return
        said = profile(body)
        if self._told.get(event.person.id) != said:
            await self._receive(Known(f"met:{uuid.uuid4().hex}", self._clock.now(), event.person, said))
            self._told.put(event.person.id, said)
