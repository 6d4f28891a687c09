"""The public keys that Microsoft signs with: fetched when one is needed, and again when one is not known.

Whoever sends made-up tokens shall not make us ask Microsoft for each: looks in vain are five minutes apart. A key that
is found costs nobody a look, so one that was rotated is good at once.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import aiohttp
import jwt
import structlog

from adapters.reading import Json, objects
from adapters.teams.calls import call

log = structlog.get_logger()

KEPT = 24 * 3600.0
"""Seconds after which keys are fetched anew, as Microsoft advises."""

AT_MOST_EVERY = 300.0
"""Seconds between two looks that bring nothing: for a key that nobody knows, or while Microsoft does not answer."""

WITHIN = 2.0
"""Seconds Microsoft has to answer: less than Teams waits for us."""


class NoKeys(Exception):
    """Microsoft's keys are not to be had just now."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `endorsements`: the channels it may sign for."""

    key: Any
    endorsements: frozenset[str]


class Keys:
    """Keys by their id."""

    def __init__(
        self, session: aiohttp.ClientSession, *, metadata: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`metadata`: where Microsoft says where its keys are ("Authentication with the Bot Connector API").

        `clock`: seconds that only go on.
        """
        self._session = session
        self._clock = clock
        self._metadata = metadata
        self._known: Mapping[str, Key] = {}
        self._fetched = self._in_vain = -inf
        self._turn = asyncio.Lock()

    async def get(self, kid: str) -> Key | None:
        """The key with this id; None where Microsoft has none such. Raises NoKeys where nothing is known at all."""
        if self.may_look_for(kid) and not (kid in self._known and self._turn.locked()):
            async with self._turn:  # whoever has no key waits for what Microsoft says to whoever asked first
                if self.may_look_for(kid):
                    await self._look(kid)
        if not self._known:
            raise NoKeys
        return self._known.get(kid)

    def may_look_for(self, kid: str) -> bool:
        """Whether asking for this key may cost a look."""
        now = self._clock()
        is_fresh = kid in self._known and now - self._fetched <= KEPT
        return not is_fresh and now - self._in_vain >= AT_MOST_EVERY

    async def _look(self, kid: str) -> None:
        """Fetch them all. Where that fails, those known so far are good until it works, and asked for sooner."""
        now = self._clock()
        try:
            self._known, self._fetched = await self._fetch(), now
        except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
            log.warning("keys_not_fetched", platform="teams", error=type(trouble).__name__)
            if not self._known:
                return  # nobody can be heard: the next one tries again
            self._in_vain = now
        if kid not in self._known:
            self._in_vain = now

    async def _fetch(self) -> Mapping[str, Key]:
        where = (await self._json(self._metadata)).get("jwks_uri")
        if not isinstance(where, str):
            raise ValueError("no jwks_uri")
        found = {}
        for one in objects(await self._json(where), "keys"):
            kid = one.get("kid")
            if not isinstance(kid, str) or one.get("kty") != "RSA":
                continue
            endorsements = one.get("endorsements")
            channels = frozenset(map(str, endorsements)) if isinstance(endorsements, list) else frozenset[str]()
            try:
                found[kid] = Key(jwt.PyJWK(dict(one), algorithm="RS256").key, channels)
            except jwt.PyJWTError:  # one key that makes no sense leaves the others
                continue
        if not found:
            raise ValueError("no keys")
        return found

    async def _json(self, address: str) -> Json:
        said = await call(self._session, "GET", address, headers={}, within=WITHIN)
        if not said.went_well:
            raise ValueError(f"HTTP {said.status}")
        return said.body
