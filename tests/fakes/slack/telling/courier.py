"""Brings what happened to the bot: events until they are taken or given up, everything else once.

Slack's rule (facts, slack.md, section 1): three seconds to answer; an event that failed is told again almost at once,
after one minute and after five. Commands and interactive payloads are never repeated.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from tests.fakes import telling
from tests.fakes.slack.things import Json

AGAIN_AFTER = (0.0, 60.0, 300.0)
"""Seconds before each retry."""


class Kind(StrEnum):
    """What is told."""

    EVENT = "events_api"
    INTERACTIVE = "interactive"
    COMMAND = "slash_commands"


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one attempt. `failure`: Slack's reason, empty where it was taken. `stop`: x-slack-no-retry was 1."""

    failure: str = ""
    answer: Any = None
    status: int | None = None
    stop: bool = False


def _nobody_waits() -> None:
    """Until the stage says who does."""


class Transport(Protocol):
    """One way to the bot."""

    async def tell(self, kind: Kind, body: Json, *, attempt: int, reason: str, patience: float) -> Told: ...

    async def close(self) -> None: ...


@dataclass(eq=False)
class Delivery(telling.Delivery[Told]):
    """One thing told to the bot."""

    kind: Kind
    body: Json

    @property
    def type(self) -> str:
        """The event's type, or the payload's, or the command."""
        return str(self.body.get("event", {}).get("type") or self.body.get("type") or self.body.get("command"))


class Deliveries(telling.Deliveries[Delivery]):
    """What one act told the bot; none where it is not subscribed."""


class Courier(telling.Background):
    """`pace`: what the minutes between retries are multiplied by. `patience`: seconds the bot has to answer."""

    def __init__(self, transport: Transport, *, pace: float = 0.001, patience: float = 3.0) -> None:
        super().__init__()
        self.transport = transport
        self.pace = pace
        self.patience = patience
        self.deliveries: list[Delivery] = []
        self.changed: Callable[[], None] = _nobody_waits

    def event(self, body: Json, *, twice: bool = False) -> Delivery:
        """Tell an event, in the background; `twice`: once more though it was taken, as at-least-once allows."""
        delivery = self._begin(Kind.EVENT, body)
        self.begin(self._until_taken(delivery, twice=twice))
        return delivery

    async def once(self, kind: Kind, body: Json) -> Told:
        """Tell something nobody repeats."""
        delivery = self._begin(kind, body)
        told = await self.transport.tell(kind, body, attempt=0, reason="", patience=self.patience)
        delivery.attempts.append(told)
        delivery.over.set()
        return told

    async def close(self) -> None:
        """Tell nothing more."""
        await super().close()
        await self.transport.close()

    def events(self, type_: str = "") -> Sequence[Delivery]:
        """The events told so far, all or those of a type."""
        return [one for one in self.deliveries if one.kind is Kind.EVENT and type_ in ("", one.type)]

    def _begin(self, kind: Kind, body: Json) -> Delivery:
        delivery = Delivery(kind, body)
        self.deliveries.append(delivery)
        return delivery

    async def _until_taken(self, delivery: Delivery, *, twice: bool) -> None:
        reason = ""
        for attempt, pause in enumerate((0.0, *AGAIN_AFTER)):
            await asyncio.sleep(pause * self.pace)
            told = await self.transport.tell(
                delivery.kind, delivery.body, attempt=attempt, reason=reason, patience=self.patience
            )
            delivery.attempts.append(told)
            self.changed()
            if (not told.failure and not (twice and attempt == 0)) or told.stop:
                break
            reason = told.failure or "http_timeout"
        delivery.over.set()
