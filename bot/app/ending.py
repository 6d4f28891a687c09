"""How a bot stops: nothing new begins, what is in the air lands, and nobody is waited for without end."""

import asyncio
import contextlib
import signal

LANDING = 15.0
"""Seconds for what is in the air: longer than a platform has to answer, and to say what became of a message.

With what jobs and servers get after it, stopping takes less than 30: what Kubernetes and compose.yaml give.
"""


LAST_WORD = 1.0
"""Seconds for what was given up, to hear of it."""


def told_to_stop() -> asyncio.Event:
    """What Ctrl-C and SIGTERM set from now on, so that even a bot that is still starting stops in good order."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, told.set)
    return told


async def is_done(task: asyncio.Task[bool], *, within: float) -> bool:
    """Whether it ends in time; it goes on either way."""
    done, _ = await asyncio.wait({task}, timeout=within)
    return bool(done)


async def end(task: asyncio.Task[None]) -> None:
    """Give it up, and wait until it has heard so."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def end_within(task: asyncio.Task[None], *, within: float = LANDING) -> None:
    """Let it end by itself, and give it up only after that."""
    _, still = await asyncio.wait({task}, timeout=within)
    if still:  # even then it may be waiting for something of its own
        task.cancel()
        await asyncio.wait({task}, timeout=LAST_WORD)
    elif not task.cancelled():
        task.exception()  # it was told to the log by whoever ran it
