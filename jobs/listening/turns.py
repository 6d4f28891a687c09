"""Turns: one request at a time per host, with a pause between two, and only so many at once over all hosts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address

from jobs.listening.guard import is_localhost

REMEMBERED = 2_000


def bucket(host: str) -> str:
    """The hosts that share their turns: subdomains together by two labels, addresses and `.localhost` alone."""
    host = host.lower().removesuffix(".")
    if is_localhost(host) or _is_address(host):
        return host
    return ".".join(host.split(".")[-2:])


@dataclass(slots=True)
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    ended: float = float("-inf")
    waiting: int = 0


class Turns:
    """Hands out turns; whoever waits for one costs its host nothing."""

    def __init__(self, at_once: int) -> None:
        """At most `at_once` turns are taken at the same time, over all hosts."""
        self._at_once = asyncio.Semaphore(at_once)
        self._queues: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, host: str, gap: float) -> AsyncIterator[None]:
        """Hold the turn of a host, not before `gap` seconds have passed since the last one of its bucket ended."""
        queue = self._queue(bucket(host))
        queue.waiting += 1
        try:
            async with queue.lock:
                await _sleep_until(queue.ended + gap)
                async with self._at_once:
                    try:
                        yield
                    finally:
                        queue.ended = asyncio.get_running_loop().time()
        finally:
            queue.waiting -= 1

    def _queue(self, name: str) -> _Queue:
        if len(self._queues) >= REMEMBERED and name not in self._queues:
            self._forget_idle()
        return self._queues.setdefault(name, _Queue())

    def _forget_idle(self) -> None:
        an_hour_ago = asyncio.get_running_loop().time() - 3600
        self._queues = {
            name: queue for name, queue in self._queues.items() if queue.waiting or queue.ended > an_hour_ago
        }


async def _sleep_until(moment: float) -> None:
    delay = moment - asyncio.get_running_loop().time()
    if delay > 0:
        await asyncio.sleep(delay)


def _is_address(host: str) -> bool:
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
