"""The public keys that Microsoft signs with: fetched when one is needed, and again when one is not known.

Whoever sends made-up tokens shall not make us ask Microsoft for each: an unknown key costs one look in five minutes.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import aiohttp
import jwt
import structlog

log = structlog.get_logger()

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
"""Where Microsoft says where its keys are (learn.microsoft.com, "Authentication with the Bot Connector API")."""

KEPT = 24 * 3600.0
"""Seconds after which keys are fetched anew, as Microsoft advises."""

AT_MOST_EVERY = 300.0
"""Seconds between two looks for a key that is not known."""

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
        self, session: aiohttp.ClientSession, *, metadata: str = METADATA, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock`: seconds that only go on."""
        self._session = session
        self._clock = clock
        self._metadata = metadata
        self._known: Mapping[str, Key] = {}
        self._fetched = self._tried = -inf
        self._turn = asyncio.Lock()

    async def get(self, kid: str) -> Key | None:
        """The key with this id; None where Microsoft has none such. Raises NoKeys where nothing is known at all."""
        stale = self._clock() - self._fetched > KEPT
        if kid not in self._known or (stale and not self._turn.locked()):
            async with self._turn:  # whoever has no key waits for what Microsoft says to whoever asked first
                stale = self._clock() - self._fetched > KEPT
                if (kid not in self._known or stale) and self._clock() - self._tried >= AT_MOST_EVERY:
                    await self._look()
        if not self._known:
            raise NoKeys
        return self._known.get(kid)

    async def _look(self) -> None:
        """Fetch them all. Where that fails, those known so far are good until it works, and asked for sooner."""
        self._tried = self._clock()
        try:
            found = await self._fetch()
        except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
            log.warning("keys_not_fetched", platform="teams", error=type(trouble).__name__)
            if not self._known:
                self._tried = -inf  # nobody can be heard: the next one tries again
            return
        self._known, self._fetched = found, self._tried

    async def _fetch(self) -> Mapping[str, Key]:
        where = (await self._json(self._metadata)).get("jwks_uri")
        if not isinstance(where, str):
            raise ValueError("no jwks_uri")
        listed = (await self._json(where)).get("keys")
        found = {}
        for one in listed if isinstance(listed, list) else []:
            if not isinstance(one, dict) or not isinstance(one.get("kid"), str) or one.get("kty") != "RSA":
                continue
            endorsements = one.get("endorsements")
            channels = frozenset(map(str, endorsements)) if isinstance(endorsements, list) else frozenset[str]()
            try:
                found[one["kid"]] = Key(jwt.PyJWK(one, algorithm="RS256").key, channels)
            except jwt.PyJWTError:  # one key that makes no sense leaves the others
                continue
        if not found:
            raise ValueError("no keys")
        return found

    async def _json(self, address: str) -> Mapping[str, Any]:
        async with self._session.get(
            address, timeout=aiohttp.ClientTimeout(total=WITHIN), raise_for_status=True
        ) as response:
            said = json.loads(await response.read())
        if not isinstance(said, dict):
            raise ValueError("no object")
        return said
