"""What is served over HTTP: webhooks and health on one port; numbers on another one, if app.yaml names it."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.metrics import Metrics
from adapters.server import Attach, Server, health
from bot.app.health import Heart, Readiness
from bot.settings.models import Server as Said


@dataclass(frozen=True, slots=True)
class Served:
    """The ports: free ones where 0 was asked for."""

    port: int
    metrics_port: int | None


async def serve(
    stack: contextlib.AsyncExitStack,
    said: Said,
    port: int,
    attach: Sequence[Attach],
    *,
    readiness: Readiness,
    metrics: Metrics,
) -> Served:
    """Listen until the stack is closed. `port`: instead of app.yaml's. Raises PortInUse."""
    heart = Heart(metrics.loop_was_late)
    heart.start()
    stack.push_async_callback(heart.stop)
    here = [health(alive=heart.beats, ready=readiness.ask), *attach]
    listens = await _listen_on(stack, said.host, port, here)
    numbers = await _listen_on(stack, said.host, said.metrics_port, [metrics.attach]) if said.metrics_port else None
    return Served(listens, numbers)


async def _listen_on(stack: contextlib.AsyncExitStack, host: str, port: int, attach: list[Attach]) -> int:
    server = Server(host, port, attach=attach)
    listens = await server.start()
    stack.push_async_callback(server.stop)
    return listens
