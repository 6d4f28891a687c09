"""Twisted calls as envelopes of Socket Mode, and what became of each: acknowledged, or deliberately not."""

import json
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.fakes.slack.telling.courier import Kind
from tests.fakes.slack.telling.socket import OverSocket
from tests.torture.fuzz.slack_calls import SlackSource
from tests.torture.fuzz.twist import MARK, twisted
from tests.torture.fuzz.watch import Watched

NO_ENVELOPES = ("", " ", "[]", MARK, "null", "hello\0", json.dumps(MARK), b"", b"\xff\xfe", MARK.encode())
"""Frames that are no envelopes, and wait for no answer."""

SAID = ("not_for_us", "event_not_taken")
"""Lines by which the bot says that it did not acknowledge something, and why."""


@dataclass
class Envelopes:
    """`asked`: the ids that wait for an answer."""

    source: SlackSource
    link: OverSocket
    bot: Watched
    asked: set[str] = field(default_factory=set)
    _before: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._before = self.bot.lines.copy()
        self.link.acks.clear()

    async def send(self, number: int) -> None:
        """The frame of this number, over the connection that stands."""
        draw = Random(f"{self.source.seed}:{number}")
        socket = self.link.connections[-1].socket
        if draw.random() < 0.05:
            frame = draw.choice(NO_ENVELOPES)
            await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
            return
        id_ = f"envelope-{number}"
        self.asked.add(id_)
        await socket.send_str(json.dumps(self._drawn(draw, id_)))

    def _drawn(self, draw: Random, id_: str) -> dict[str, Any]:
        kind, body = draw.choice(self.source.bodies)
        others = [one for _, one in self.source.bodies]
        payload = twisted(body, others, draw) if draw.random() < 0.9 else body
        envelope: dict[str, Any] = {"type": kind.value, "accepts_response_payload": kind is not Kind.EVENT}
        envelope |= {"payload": payload, "retry_attempt": 0, "retry_reason": ""}
        if draw.random() < 0.2:
            found = twisted({**envelope, "payload": {}}, others, draw)
            envelope = found if isinstance(found, dict) else envelope
            envelope["payload"] = envelope.get("payload") or payload
        return {**envelope, "envelope_id": id_}

    def lost(self) -> int:
        """How many were not acknowledged although the bot gave no reason."""
        said = self.bot.lines - self._before
        return len(self.asked - self._acked()) - sum(said[name] for name in SAID)

    def twice(self) -> int:
        """How many were acknowledged more than once."""
        counted = Counter(self._ids())
        return sum(count - 1 for count in counted.values())

    def _acked(self) -> set[str]:
        return set(self._ids())

    def _ids(self) -> list[str]:
        return [str(ack.get("envelope_id")) for ack in self.link.acks if str(ack.get("envelope_id")) in self.asked]
