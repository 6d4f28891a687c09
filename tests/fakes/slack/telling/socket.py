"""Over a WebSocket: Socket Mode. Each envelope goes to one of up to ten connections and waits for its ack there."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.telling.courier import Kind, Told
from tests.fakes.slack.things import App, Json

MOST = 10


@dataclass(eq=False)
class Connection:
    """One connection that stands. `waiting`: acks that have not come yet, by envelope."""

    request: web.Request
    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)

    def cut(self) -> None:
        """It is gone without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()


class OverSocket:
    """`sent`: every envelope, in order; `acks`: every ack that came, also those that came late or twice.

    `lose_acks`: so many acks are lost with their connection, though the bot sent them.
    `cut_halfway`: so many envelopes are cut in the middle, so that nothing whole arrives.
    """

    def __init__(self, app: App, new_id: Callable[[str], str]) -> None:
        self.connections: list[Connection] = []
        self.sent: list[Json] = []
        self.acks: list[Json] = []
        self.opened = 0
        self.lose_acks = 0
        self.cut_halfway = 0
        self._app = app
        self._id = new_id
        self._tickets: set[str] = set()
        self._turn = 0
        self._changed = asyncio.Event()

    # ── Connections ──

    def ticket(self) -> str:
        """A ticket for one connection, as `apps.connections.open` hands out."""
        made = self._id("ticket")
        self._tickets.add(made)
        return made

    async def link(self, request: web.Request) -> web.StreamResponse:
        """A client connects: hello, then envelopes and acks, until it goes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        if len(self.connections) >= MOST:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}})
            await socket.close()
            return socket
        connection = Connection(request, socket)
        self.connections.append(connection)
        self.opened += 1
        try:
            await socket.send_json(self._hello())
            self._changed.set()
            await self._hear(connection)
        finally:
            self._gone(connection)
        return socket

    async def connected(self, count: int = 1) -> None:
        """Wait until so many connections stand."""
        await self._until(lambda: len(self.connections) == count)

    async def opens(self, count: int) -> None:
        """Wait until so many connections were opened in all, those that are gone included."""
        await self._until(lambda: self.opened >= count)

    async def _until(self, true: Callable[[], bool]) -> None:
        while not true():
            self._changed.clear()
            await self._changed.wait()

    async def disconnect(self, reason: str = "refresh_requested", *, close: bool = False) -> None:
        """Say on every connection that it ends: "warning", "refresh_requested" or "link_disabled"."""
        for one in list(self.connections):
            await one.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}})
            if close:
                await one.socket.close()

    def cut(self) -> None:
        """Every connection is gone without a word."""
        for one in list(self.connections):
            one.cut()

    async def close(self) -> None:
        """No connection stands any more."""
        for one in list(self.connections):
            await one.socket.close()

    # ── Envelopes ──

    async def tell(self, kind: Kind, body: Json, *, attempt: int, reason: str, patience: float) -> Told:
        """One envelope over one connection."""
        connection = self._next()
        if connection is None:
            return Told("connection_failed")
        envelope = self._envelope(kind, body, attempt, reason)
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = ack
        self.sent.append(envelope)
        try:
            await self._send(connection, envelope)
            async with asyncio.timeout(patience):
                return Told("", await ack)
        except TimeoutError:
            return Told("timeout")
        except (ConnectionError, RuntimeError):
            return Told("connection_failed")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def _send(self, connection: Connection, envelope: Json) -> None:
        if self.cut_halfway and connection.request.transport is not None:
            self.cut_halfway -= 1
            whole = json.dumps(envelope).encode()
            # A text frame that announces 65535 bytes and ends long before.
            connection.request.transport.write(b"\x81\x7e\xff\xff" + whole[: len(whole) // 2])
            connection.request.transport.close()
            raise ConnectionResetError("cut halfway")
        await connection.socket.send_json(envelope)

    async def _hear(self, connection: Connection) -> None:
        async for message in connection.socket:
            if message.type is not WSMsgType.TEXT:
                continue
            ack = json.loads(message.data)
            self.acks.append(ack)
            if self.lose_acks:
                self.lose_acks -= 1
                connection.cut()
                return
            future = connection.waiting.get(ack.get("envelope_id"))
            if future is not None and not future.done():
                future.set_result(ack.get("payload"))

    def _gone(self, connection: Connection) -> None:
        self.connections.remove(connection)
        for future in connection.waiting.values():
            if not future.done():
                future.set_exception(ConnectionResetError("the connection is gone"))
        self._changed.set()

    def _next(self) -> Connection | None:
        standing = [one for one in self.connections if not one.socket.closed]
        if not standing:
            return None
        self._turn += 1
        return standing[self._turn % len(standing)]

    def _envelope(self, kind: Kind, body: Json, attempt: int, reason: str) -> Json:
        envelope: Json = {
            "envelope_id": self._id("envelope"),
            "type": kind.value,
            "accepts_response_payload": kind is not Kind.EVENT,
            "payload": body,
        }
        if kind is Kind.EVENT:
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        return envelope

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "fake", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app.id},
        }
