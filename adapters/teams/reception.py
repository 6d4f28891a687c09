"""Where what Teams sends arrives, proven: each is run through a turn of the SDK's, and answered in time.

What is told and was not taken is answered 503; that Teams tells it again is documented nowhere, so it is also tried
again here, a few times. What people do, nobody sends again, so they are told.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from adapters.in_time import InTime
from adapters.reading import Json
from adapters.teams import pressed
from adapters.teams.connector import Turns
from adapters.teams.listener import Listener
from adapters.teams.reading import PLATFORM
from adapters.teams.serving import Said, Serving
from bot.beside import Beside

log = structlog.get_logger()

TAKEN_WITHIN = 2.5
"""Seconds after which Teams is answered, whatever became of it: how long it waits is documented nowhere."""

ENDS_WITHIN = 3.0
"""Seconds what was begun has to come to its end once nothing more is taken."""

AGAIN_AFTER = (1.0, 4.0, 15.0)
"""Seconds after which what was not taken is tried again; its key keeps it from being done twice."""

MOST_AGAIN = 500
"""So many are tried again at once; a store that is away for long is not helped by more."""

REACTION = "messageReaction"
OK, LATER = 200, 503

Heard = TypeVar("Heard")


class Reception:
    """Hands what is told to the listener, and what people do to who serves them, and sees to it that both are quick."""

    def __init__(
        self,
        listener: Listener,
        serving: Serving,
        turns: Turns,
        beside: Beside,
        *,
        within: float = TAKEN_WITHIN,
        again_after: Sequence[float] = AGAIN_AFTER,
    ) -> None:
        """`beside`: where their own work goes on too."""
        self._within = within
        self._again_after = again_after
        self._listener = listener
        self._serving = serving
        self._turns = turns
        self._beside = beside
        self._in_time = InTime()
        self._stopping = asyncio.Event()
        self._trying_again = 0

    async def take(self, body: Json) -> tuple[int, Said]:
        """One activity: heard, committed, and answered with this status and this body. Raises nothing."""
        waited_for = bool(pressed.kind(body))
        if self._stopping.is_set():
            return (OK, self._serving.late(body)) if waited_for else (LATER, None)
        if body.get("type") == REACTION:  # many come at once
            return await self._reacted(body)
        # A task of its own: it goes on to its end also where the one who asked does not wait for the answer.
        task = self._beside.begin(self._done(body) if waited_for else self._told(body))
        await asyncio.wait({task}, timeout=self._within)
        if task.done() and not task.cancelled() and task.exception() is None:
            return task.result()
        # It takes too long, or the turn failed around what we do in it, which the log says.
        return (OK, self._serving.late(body)) if waited_for else (LATER, None)

    async def stop(self) -> None:
        """Take nothing more, and wait for what was begun; what takes too long is given up."""
        self._stopping.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ENDS_WITHIN):
                await self._in_time.all_done()
        await self._beside.let_go(after=ENDS_WITHIN)

    async def _reacted(self, body: Json) -> tuple[int, Said]:
        try:
            kept = await self._in_time.kept(self._is_told(body), seconds=self._within)
        except Exception as mistake:  # noqa: BLE001 - the turn failed around what we do in it
            log.error("turn_failed", platform=PLATFORM, error=type(mistake).__name__)
            return LATER, None
        return self._taken(body, kept=kept)

    async def _done(self, body: Json) -> tuple[int, Said]:
        return OK, await self._in_a_turn(body, self._serving.done)

    async def _told(self, body: Json) -> tuple[int, Said]:
        return self._taken(body, kept=await self._is_told(body))

    async def _is_told(self, body: Json) -> bool:
        return await self._in_a_turn(body, self._listener.told) is not False

    def _taken(self, body: Json, *, kept: bool) -> tuple[int, Said]:
        if kept:
            return OK, None
        if self._trying_again < MOST_AGAIN:
            self._beside.begin(self._try_again(body))
        return LATER, None

    async def _try_again(self, body: Json) -> None:
        self._trying_again += 1
        try:
            for seconds in self._again_after:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), seconds)
                if self._stopping.is_set() or await self._listener.told(body):
                    return
        finally:
            self._trying_again -= 1
        log.error("event_given_up", platform=PLATFORM)

    async def _in_a_turn(self, body: Json, hear: Callable[[Json], Awaitable[Heard]]) -> Heard | None:
        """What hearing came to, inside a turn of the SDK's; None where its middleware keeps it from us."""
        heard: list[Heard] = []

        async def logic(_: object) -> None:
            heard.append(await hear(body))

        await self._turns.turn(body, logic)
        return heard[0] if heard else None
