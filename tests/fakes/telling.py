"""What a fake platform tells the bot: each thing until it was taken or given up, and all of it can be awaited."""

import asyncio
from collections.abc import Callable, Coroutine, Generator
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, Self, TypeVar


class Attempt(Protocol):
    """What came of one attempt."""

    @property
    def failure(self) -> str:
        """Empty where it was taken."""


A = TypeVar("A", bound=Attempt)


@dataclass(eq=False)
class Delivery(Generic[A]):
    """One thing told to the bot. `attempts`: what came of each. It can be awaited: until it is taken or given up."""

    attempts: list[A] = field(default_factory=list, kw_only=True)
    over: asyncio.Event = field(default_factory=asyncio.Event, kw_only=True)

    @property
    def taken(self) -> bool:
        """Whether the bot took it."""
        return bool(self.attempts) and not self.attempts[-1].failure

    def __await__(self) -> Generator[Any, None, Self]:
        yield from self.over.wait().__await__()
        return self


D = TypeVar("D", bound=Delivery[Any])


class Deliveries(list[D]):
    """What one act told the bot; none where it hears nothing of it. It can be awaited as a whole."""

    def __await__(self) -> Generator[Any, None, Self]:
        for one in self:
            yield from one.__await__()
        return self


class Background:
    """What is told in the background."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, telling: Coroutine[Any, Any, None]) -> None:
        """Tell this."""
        task = asyncio.get_running_loop().create_task(telling)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until everything that happened was taken or given up."""
        while self._tasks:
            await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Tell nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class Changes:
    """What somebody waits for: it is looked at whenever a request was dealt with."""

    def __init__(self) -> None:
        self._changed = asyncio.Event()

    def changed(self) -> None:
        """Something came or was done: whoever waits may look again."""
        self._changed.set()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until this is true."""
        while not true():
            self._changed.clear()
            await self._changed.wait()
