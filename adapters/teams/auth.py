"""Who may speak to the bot: Microsoft alone, about our own app, for Teams, in our own tenant.

Each activity brings a token that Microsoft signed (learn.microsoft.com, "Authentication with the Bot Connector API").
The SDK's own check answers 500 where it should refuse, accepts tokens without an end, activities without a service
address and keys that endorse nothing, and does not see a rotated key for a day: so this one is ours.

Microsoft's service brings the same token with many activities: one that was proven is known by its exact bytes until
its end, or until keys are fetched anew. What it is for is looked at each time.
"""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass

import jwt

from adapters.reading import Json, Malformed
from adapters.teams import reading
from adapters.teams.keys import Key, Keys

ISSUERS = ("https://api.botframework.com", "https://api.botframework.us")
ALGORITHM = "RS256"
LEEWAY = 300
"""Seconds two clocks may differ."""

CHANNEL = "msteams"
LONGEST = 16_384
"""Characters of a header that is looked at."""

MOST_PROVEN = 256
"""So many proven tokens are known at once; the oldest goes first. Each of Microsoft's servers has its own."""


class NotProven(Exception):
    """It is not shown that Microsoft sent this for us. The words are for the log, and have nothing of the token."""


class Elsewhere(Exception):
    """Microsoft sent it, from a tenant that is not ours."""


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proven token says. `until`: seconds of the epoch; `kid`, `key`: by which it was proven."""

    claims: Json
    until: float
    kid: str
    key: Key


class Verifier:
    """Checks one activity and the header it came with."""

    def __init__(
        self,
        keys: Keys,
        *,
        app_id: str,
        tenant: str,
        clock: Callable[[], float] = time.time,
        most_proven: int = MOST_PROVEN,
    ) -> None:
        """`clock`: seconds of the epoch, for the end of tokens."""
        self._keys = keys
        self._app_id = app_id
        self._tenant = tenant.lower()
        self._clock = clock
        self._most_proven = most_proven
        self._proven: dict[str, Proven] = {}

    async def check(self, activity: Json, header: str) -> None:
        """Raises NotProven or Elsewhere; NoKeys where Microsoft's keys are not to be had."""
        kind, _, token = header.partition(" ")
        if kind.lower() != "bearer" or not token or len(token) > LONGEST:
            raise NotProven("no bearer token")
        claims = await self._claims(token.strip())
        said, meant = activity.get("serviceUrl"), claims.get("serviceurl", claims.get("serviceUrl"))
        if not isinstance(said, str) or not said or not isinstance(meant, str) or not _same(said, meant):
            raise NotProven("another service address")
        if activity.get("channelId") != CHANNEL:
            raise NotProven("not from Teams")
        if not _is_from(activity, self._tenant):
            raise Elsewhere

    async def _claims(self, token: str) -> Json:
        proven = self._proven.get(token)
        if proven is None or await self._keys.get(proven.kid) is not proven.key:
            self._proven.pop(token, None)
            proven = await self._prove(token)
            while len(self._proven) >= self._most_proven:
                del self._proven[next(iter(self._proven))]
            self._proven[token] = proven
        if self._clock() >= proven.until:
            raise NotProven("it has ended")
        return proven.claims

    async def _prove(self, token: str) -> Proven:
        try:
            head = jwt.get_unverified_header(token)
            kid = head.get("kid")
            if head.get("alg") != ALGORITHM or not isinstance(kid, str):
                raise NotProven("another kind of signature")
            if self._keys.may_look_for(kid):
                # What it says of itself is looked at before a key is: whoever claims another issuer costs us no look.
                seems = jwt.decode(token, options={"verify_signature": False})
                if seems.get("iss") not in ISSUERS or seems.get("aud") != self._app_id:
                    raise NotProven("for another app, or from another issuer")
            key = await self._keys.get(kid)
            if key is None:
                raise NotProven("an unknown key")
            if CHANNEL not in key.endorsements:
                raise NotProven("a key that may not sign for Teams")
            claims = jwt.decode(
                token,
                key.key,
                algorithms=[ALGORITHM],
                audience=self._app_id,
                issuer=list(ISSUERS),
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except jwt.PyJWTError as wrong:
            raise NotProven(type(wrong).__name__) from wrong
        return Proven(claims, int(claims["exp"]) + LEEWAY, kid, key)


def _is_from(activity: Json, tenant: str) -> bool:
    try:
        return _same(reading.tenant(activity).lower(), tenant.lower())
    except Malformed:
        return False


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))
