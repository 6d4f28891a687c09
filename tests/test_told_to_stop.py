"""SIGTERM while messages are in the air: they land, no more are claimed, and none ends with its fate unknown."""

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from bot.app.ending import end_within
from jobs.timetable import Timetable
from store.database import Database
from tests.fakes.clock import SetClock
from tests.playing import ROOT
from tests.stopping_child import SLOW
from tests.store.looking import looked


async def told_to_stop_in_the_air(folder: Path, *how: str) -> Counter[str]:
    """What became of the messages of a bot that was told to stop while three of them were in the air."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.stopping_child",
        str(folder),
        *how,
        cwd=ROOT,
        env=environ,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert child.stdout is not None
        for _ in range(3):
            assert await asyncio.wait_for(child.stdout.readline(), 30) == b"in the air\n"
        child.send_signal(signal.SIGTERM)
        began = time.monotonic()
        assert await asyncio.wait_for(child.wait(), 30) == 0
        assert time.monotonic() - began < SLOW + 15
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    states = looked(folder / "earshot.db", "select state from outbox where purpose = 'answer'")
    return Counter(state for (state,) in states)


async def test_what_is_in_the_air_lands_and_what_waits_goes_on_waiting(tmp_path: Path) -> None:
    assert await told_to_stop_in_the_air(tmp_path) == {"sent": 3, "waiting": 3}


async def test_control_a_bot_that_ends_at_once_leaves_three_of_unknown_fate(tmp_path: Path) -> None:
    assert await told_to_stop_in_the_air(tmp_path, "careless") == {"leaving": 3, "waiting": 3}


# ── Nobody is waited for without end ──


async def test_what_does_not_even_hear_that_it_was_given_up_is_left_behind() -> None:
    async def deaf() -> None:
        try:
            await asyncio.sleep(600)
        finally:
            await asyncio.sleep(5)

    task = asyncio.create_task(deaf())
    began = time.monotonic()
    await end_within(task, within=0.05)
    assert time.monotonic() - began < 4
    task.cancel()


async def test_what_never_lands_is_given_up_and_what_lands_is_waited_for() -> None:
    landed: list[str] = []

    async def lands(after: float, name: str) -> None:
        await asyncio.sleep(after)
        landed.append(name)

    soon, never = asyncio.create_task(lands(0.05, "soon")), asyncio.create_task(lands(600, "never"))
    await end_within(soon, within=5)
    await end_within(never, within=0.05)
    assert landed == ["soon"]
    assert never.cancelled()


async def test_a_job_that_does_not_end_does_not_keep_the_bot_from_stopping(store: Database) -> None:
    began, done = asyncio.Event(), asyncio.Event()

    async def long() -> None:
        began.set()
        await asyncio.sleep(600)
        done.set()

    timetable = Timetable(store, SetClock(), {"listen": long})
    await timetable._spawn("listen")
    await began.wait()
    await asyncio.wait_for(timetable.stop(within=0.05), 5)
    assert not done.is_set()
    assert not timetable._running


async def test_a_job_that_ends_soon_is_waited_for(store: Database) -> None:
    done = asyncio.Event()

    async def short() -> None:
        await asyncio.sleep(0.01)
        done.set()

    timetable = Timetable(store, SetClock(), {"listen": short})
    await timetable._spawn("listen")
    await timetable.stop(within=5)
    assert done.is_set()
