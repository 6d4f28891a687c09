"""What acts and answers share: the world, who is told of what happens, and where the fake is reached."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.slack.events import Events
from tests.fakes.slack.telling.courier import Courier
from tests.fakes.slack.world import World


@dataclass(eq=False)
class Stage:
    """`address`: of the server, without a slash at the end."""

    world: World
    courier: Courier
    events: Events
    address: str = ""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.courier.changed = self.changed

    def changed(self) -> None:
        """Something came or was done: whoever waits may look again."""
        self._changed.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true; it is looked at whenever a request was dealt with."""
        while not true():
            self._changed.clear()
            await self._changed.wait()

    def response_url(self, id_: str) -> str:
        """The address of a response_url."""
        return f"{self.address}/actions/{id_}"
