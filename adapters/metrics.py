"""Numbers for whoever runs Earshot, in the text that Prometheus reads (prometheus.io, "Exposition formats")."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import timedelta
from typing import assert_never

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, Metric, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily

from bot.ports import CannotTell, Delivered, Fate, Found, Later, NotThere, Sent, Undeliverable, Unknown
from bot.ports.standing import Backlog

LABELS = frozenset({"platform", "result", "found", "state", "trouble", "kind"})
"""Every label there is. None of them can hold a person, a room or a word (delivery: observable)."""

RESULTS = ("sent", "later", "undeliverable", "unknown")
FOUND = ("yes", "no", "cannot_tell")
WAITS = (1, 2, 5, 10, 30, 60, 300)
LATE = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
TOOK = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 5)
LOOK = 2.0
"""Seconds the store has to say what waits, before the other numbers are served without it."""

Ask = Callable[[], Awaitable[Backlog]]


class Metrics:
    """Implements `bot.ports.Meter`. Each bot has its own registry; nothing is shared by a process."""

    def __init__(self, ask: Ask) -> None:
        """`ask`: how the store stands, asked each time somebody reads."""
        self._ask = ask
        self._standing = _Standing()
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(self._standing)
        self._posts = self._counter("posts", "Messages, edits and pages handed to a platform", "platform", "result")
        self._waits = self._histogram("retry_after_seconds", "How long platforms asked us to wait", WAITS)
        self._ambiguous = self._counter("ambiguous", "Messages whose fate nobody knew at first")
        self._reconciled = self._counter("reconciled", "What became of them when they were looked up", "found")
        self._dead = self._counter("dead", "Messages given up for good")
        self._again = self._counter("event_dedup", "Events that a platform told this replica once more")
        self._troubles = self._counter("feed_errors", "Looks at a source that ended in trouble", "trouble")
        took = self._histogram("tx_seconds", "How long a transaction was waited for", TOOK, "kind")
        self._took = {kind: took.labels(kind) for kind in ("read", "write")}  # looked up with each transaction
        self._late = self._histogram("loop_lag_seconds", "How late the event loop was", LATE)
        for found in FOUND:
            self._reconciled.labels(found)

    def knows(self, platforms: Iterable[str]) -> None:
        """Begin every count of these platforms at nought: what appears out of nothing raises no alarm."""
        for platform in platforms:
            for result in RESULTS:
                self._posts.labels(platform, result)

    def delivered(self, platform: str, outcome: Delivered) -> None:
        """What a platform said of a message, an edit or a page it was handed."""
        self._posts.labels(platform, _result(outcome)).inc()
        match outcome:
            case Later(seconds=seconds):
                self._waits.observe(seconds)
            case Unknown():
                self._ambiguous.inc()
            case _:
                pass

    def looked_up(self, fate: Fate) -> None:
        """What became of a message of unknown fate."""
        self._reconciled.labels(_found(fate)).inc()

    def died(self) -> None:
        """A message was given up for good."""
        self._dead.inc()

    def heard_again(self) -> None:
        """A platform told an event once more that was heard before."""
        self._again.inc()

    def feed_in_trouble(self, trouble: str) -> None:
        """A source could not be heard."""
        self._troubles.labels(trouble).inc()

    def took(self, kind: str, seconds: float) -> None:
        """A transaction was waited for so long."""
        self._took[kind].observe(seconds)

    def loop_was_late(self, seconds: float) -> None:
        """The event loop came so much later than it was asked to."""
        self._late.observe(seconds)

    async def text(self) -> bytes:
        """All numbers, as they are now. A store that does not answer leaves out its own, and no others."""
        self._standing.backlog = None
        with contextlib.suppress(Exception):  # an operator needs the other numbers most when the store is in trouble
            async with asyncio.timeout(LOOK):
                self._standing.backlog = await self._ask()
        return generate_latest(self._registry)

    def attach(self, app: web.Application) -> None:
        """Serve them at /metrics."""
        app.router.add_get("/metrics", self._serve)

    async def _serve(self, _: web.Request) -> web.Response:
        headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        return web.Response(body=await self.text(), headers=headers)

    def _counter(self, name: str, words: str, *labels: str) -> Counter:
        return Counter(name, words, labels, namespace="earshot", registry=self._registry)

    def _histogram(self, name: str, words: str, steps: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(name, words, labels, namespace="earshot", registry=self._registry, buckets=steps)


class _Standing:
    """What the store said when it was asked last, as Prometheus wants it."""

    def __init__(self) -> None:
        self.backlog: Backlog | None = None

    def collect(self) -> Iterator[Metric]:
        """Nothing where the store did not answer: an old number would look like a good one."""
        if self.backlog is None:
            return
        states = GaugeMetricFamily("earshot_outbox_state", "Messages that have not left, by state", labels=["state"])
        for state, count in self.backlog.states.items():
            states.add_metric([state], count)
        yield states
        paused = GaugeMetricFamily(
            "earshot_platforms_paused", "Platforms left alone since they do not answer", labels=["platform"]
        )
        for platform in sorted(self.backlog.paused):
            paused.add_metric([platform], 1)
        yield paused
        yield _gauge("outbox_oldest_seconds", "How long the longest overdue message has been due", self.backlog.oldest)
        yield _gauge("lane_lag_seconds", "The same where nothing holds the message up but us", self.backlog.behind)


def _gauge(name: str, words: str, much: timedelta) -> Metric:
    return GaugeMetricFamily(f"earshot_{name}", words, value=much.total_seconds())


def _result(outcome: Delivered) -> str:
    match outcome:
        case Sent():
            return "sent"
        case Later():
            return "later"
        case Undeliverable():
            return "undeliverable"
        case Unknown():
            return "unknown"
        case _:
            assert_never(outcome)


def _found(fate: Fate) -> str:
    match fate:
        case Found():
            return "yes"
        case NotThere():
            return "no"
        case CannotTell():
            return "cannot_tell"
        case _:
            assert_never(fate)
