"""Brings activities to the bot, signed; messages and events in the background, invokes while somebody waits.

Teams gives the bot 15 seconds; for invokes it is 5 to 15 (facts, teams.md, section 2), and the shorter is taken here.
Whether it tells anything again is not documented; a test that wants it sets `retries`, or tells it `again`.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.fakes import telling
from tests.fakes.clock import Clock
from tests.fakes.teams.signing import Keys, Wrong, dressed
from tests.fakes.teams.things import App, Json


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one attempt. `failure`: "timeout", "unreachable" or "status"; empty where it was taken."""

    failure: str = ""
    status: int | None = None
    answer: Any = None


@dataclass(eq=False)
class Delivery(telling.Delivery[Told]):
    """One activity told to the bot."""

    activity: Json

    @property
    def status(self) -> int | None:
        """The status it was last answered with."""
        return self.attempts[-1].status if self.attempts else None


class Deliveries(telling.Deliveries[Delivery]):
    """What one act told the bot; none where it is not there."""


class Courier(telling.Background):
    """`url`: where the bot listens. `wrong`: what is wrong with every token until it is None again.

    `headers` may change what is about to be sent. `twice`: everything in the background is told once more though it was
    taken; `retries`: how many times it is told again while it is not.
    """

    def __init__(self, app: App, keys: Keys, clock: Clock) -> None:
        super().__init__()
        self.url = ""
        self.wrong: Wrong | None = None
        self.headers: Callable[[dict[str, str]], dict[str, str]] | None = None
        self.patience = 15.0
        self.invoke_patience = 5.0
        self.retries = 0
        self.twice = False
        self.deliveries: list[Delivery] = []
        self.changed: Callable[[], None] = lambda: None
        self._app, self._keys, self._clock = app, keys, clock
        self._session: aiohttp.ClientSession | None = None

    def tell(self, activity: Json) -> Deliveries:
        """Tell it in the background."""
        delivery = self._begin(activity)
        self.begin(self._until_taken(delivery))
        return Deliveries([delivery])

    async def invoke(self, activity: Json, *, patience: float | None = None) -> Told:
        """Tell it once, and give back what the bot answered."""
        delivery = self._begin(activity)
        told = await self._once(activity, self.invoke_patience if patience is None else patience)
        delivery.attempts.append(told)
        delivery.over.set()
        return told

    async def close(self) -> None:
        """Tell nothing more."""
        await super().close()
        if self._session is not None:
            await self._session.close()

    def dressed(self, activity: Json) -> tuple[Json, dict[str, str]]:
        """An activity and its headers as they go out."""
        activity, authorization = dressed(activity, app=self._app, keys=self._keys, clock=self._clock, wrong=self.wrong)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
            "x-ms-conversation-id": activity.get("conversation", {}).get("id", ""),
            "x-ms-tenant-id": self._app.tenant,
        }
        if authorization:
            headers["Authorization"] = authorization
        return activity, headers if self.headers is None else self.headers(headers)

    def _begin(self, activity: Json) -> Delivery:
        delivery = Delivery(activity)
        self.deliveries.append(delivery)
        return delivery

    async def _until_taken(self, delivery: Delivery) -> None:
        for attempt in range(1 + max(self.retries, int(self.twice))):
            told = await self._once(delivery.activity, self.patience)
            delivery.attempts.append(told)
            self.changed()
            if not told.failure and not (self.twice and attempt == 0):
                break
        delivery.over.set()

    async def _once(self, activity: Json, patience: float) -> Told:
        activity, headers = self.dressed(activity)
        try:
            async with (
                asyncio.timeout(patience),
                self._open().post(
                    self.url, data=json.dumps(activity).encode(), headers=headers, allow_redirects=False
                ) as response,
            ):
                raw = await response.read()
        except TimeoutError:
            return Told("timeout")
        except (aiohttp.ClientError, OSError, ValueError):
            return Told("unreachable")
        return Told("" if response.status // 100 == 2 else "status", response.status, _parsed(raw))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def _parsed(raw: bytes) -> Any:
    """JSON as such, anything else as words."""
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        return raw.decode("utf-8", "replace")
