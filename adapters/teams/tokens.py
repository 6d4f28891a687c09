"""The token with which the bot speaks: one for all that leaves, kept until shortly before its end.

Microsoft's own library for this, MSAL, blocks the event loop and talks to nothing but https (docs/decisions.md).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from math import inf, isfinite
from typing import Protocol
from urllib.parse import urlencode

import aiohttp
import structlog

from adapters.reading import Json
from adapters.teams.calls import Answered, call
from adapters.teams.results import failed
from adapters.troubles import MENDED_WITHIN, NotTold, asked_to_wait, surely_not
from bot.ports import Later, Unknown
from bot.settings.mistakes import printable

log = structlog.get_logger()

MACHINE = "http://169.254.169.254/metadata/identity/oauth2/token"
"""Where a virtual machine in Azure asks for its identity's tokens (learn.microsoft.com, "managed identities")."""

BEFORE_ITS_END = 300.0
"""Seconds before its end at which a token is replaced; of one that lasts less than an hour, a tenth of that."""

YOUNG = 60.0
"""Seconds within which a token that is refused is not replaced: another one would be refused as well."""

WITHIN = 4.0
"""Seconds that whoever hands out tokens has to answer."""

WRONG: Mapping[int, str] = {
    53003: "a rule of the tenant's forbids it (Conditional Access).",
    90002: "Entra knows no such tenant.",
    90038: "the tenant is in another cloud of Microsoft's: which addresses are right there?",
    500011: "the service of another cloud was asked for: which addresses are right for this tenant?",
    700016: "Entra knows no such app in this tenant: the app's id or the tenant's is wrong.",
    900023: "Entra knows no such tenant.",
    900382: "the tenant is in another cloud of Microsoft's: which addresses are right there?",
    7000112: "the app is switched off in Entra.",
    7000215: "the app's secret is wrong: it must be the secret's value, not its id.",
    7000222: "the app's secret has expired: make a new one in Entra.",
    7000229: "the app has no service principal in this tenant: an administrator makes one (az ad sp create --id …).",
}
"""What Entra's errors (AADSTS…) mean to whoever runs the bot (learn.microsoft.com, "Microsoft Entra error codes")."""

ENTRA, AZURE = "Entra", "Azure"


@dataclass(frozen=True, slots=True)
class Token:
    """`lasts`: seconds from when it was asked for."""

    text: str = field(repr=False)
    lasts: float


class Source(Protocol):
    """Whoever hands out tokens."""

    async def __call__(self) -> Token:
        """A new one. Raises NotTold."""


class Secret:
    """An app of one tenant, with a secret of its own."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        secret: str,
        tenant: str,
        login: str,
        audience: str,
        within: float = WITHIN,
    ) -> None:
        """`login`: Entra's address. `audience`: whom tokens are for. `within`: seconds Entra has to answer."""
        self._session = session
        self._within = within
        self._url = f"{login.rstrip('/')}/{tenant}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": app_id,
            "client_secret": secret,
            "scope": f"{audience}/.default",
        }

    async def __call__(self) -> Token:
        """From Entra (RFC 6749, 4.4). Raises NotTold."""
        asked = partial(call, self._session, "POST", self._url, headers={}, form=self._form, within=self._within)
        return await _token(ENTRA, asked)


class Identity:
    """A managed identity: Azure knows where the bot runs, and no secret is needed."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        app_id: str,
        environ: Mapping[str, str],
        audience: str,
        machine: str = MACHINE,
    ) -> None:
        """`environ`: where App Service says how it is asked; where nothing stands there, a virtual `machine` is."""
        self._session = session
        endpoint, key = environ.get("IDENTITY_ENDPOINT"), environ.get("IDENTITY_HEADER")
        in_app_service = bool(endpoint and key)
        self._headers = {"X-IDENTITY-HEADER": str(key)} if in_app_service else {"Metadata": "true"}
        version = "2019-08-01" if in_app_service else "2018-02-01"
        query = urlencode({"api-version": version, "resource": audience, "client_id": app_id})
        self._url = f"{endpoint if in_app_service else machine}?{query}"

    async def __call__(self) -> Token:
        """From the machine the bot runs on. Raises NotTold."""
        asked = partial(call, self._session, "GET", self._url, headers=self._headers, within=WITHIN)
        return await _token(AZURE, asked)


class Tokens:
    """One token at a time, for whoever asks. Only inside an event loop."""

    def __init__(self, source: Source, *, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock`: seconds that only go on."""
        self._source = source
        self._clock = clock
        self._token: Token | None = None
        self._since = -inf
        self._not_before = -inf
        self._trouble: NotTold | None = None
        self._turn = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good. Raises NotTold, with a Later for everything that needs one.

        Near its end a token is replaced by whoever comes first; everybody else goes on with it meanwhile, and so does
        everybody where that fails.
        """
        if self._token is not None and (self._is_fresh() or (self._left() > 0 and not self._may_ask())):
            return self._token.text
        async with self._turn:
            if not self._is_fresh():  # nobody replaced it meanwhile
                await self._replace()
            assert self._token is not None
            return self._token.text

    def refused(self, token: str) -> bool:
        """Teams did not take this one: whether another may be better."""
        if self._token is not None and self._token.text == token:
            if self._clock() - self._since < YOUNG:
                return False
            self._token = None
        return True

    def _left(self) -> float:
        return self._since + self._token.lasts - self._clock() if self._token else 0.0

    def _is_fresh(self) -> bool:
        return self._token is not None and self._left() > min(BEFORE_ITS_END, self._token.lasts / 10)

    def _may_ask(self) -> bool:
        return not self._turn.locked() and self._clock() >= self._not_before

    async def _replace(self) -> None:
        now = self._clock()
        if self._trouble is not None and now < self._not_before:
            raise NotTold(Later(self._not_before - now, everywhere=True), self._trouble.error)
        try:
            self._token, self._since, self._trouble = await self._source(), now, None
        except NotTold as trouble:
            wait = surely_not(trouble.trouble)
            self._not_before = self._clock() + (wait.seconds if isinstance(wait, Later) else MENDED_WITHIN)
            if self._trouble is None or self._trouble.error != trouble.error:
                log.error("no_token_for_teams", platform="teams", detail=trouble.error)
            self._trouble = trouble
            if self._left() <= 0:
                raise


async def _token(who: str, asked: Callable[[], Awaitable[Answered]]) -> Token:
    try:
        said = await asked()
    except Exception as problem:  # noqa: BLE001 - aiohttp raises in many ways; `failed` tells them apart
        trouble = failed(problem)
        wait, why = surely_not(trouble), trouble.why if isinstance(trouble, Unknown) else "nobody answers there"
        seconds = wait.seconds if isinstance(wait, Later) else MENDED_WITHIN
        raise NotTold(Later(seconds, everywhere=True), f"{who} gives the bot no token: {why}.") from None
    text, lasts = said.body.get("access_token"), _lasts(said.body)
    if said.went_well and isinstance(text, str) and text and lasts > 0:
        return Token(text, lasts)
    raise _refused(who, said)


def _lasts(body: Json) -> float:
    """Seconds a token lasts: App Service says only when it ends, by the clock on the wall."""
    for name, since in (("expires_in", 0.0), ("expires_on", time.time())):
        try:
            seconds = float(str(body[name])) - since
        except (KeyError, ValueError):
            continue
        if isfinite(seconds):
            return seconds
    return 0.0


def _refused(who: str, said: Answered) -> NotTold:
    """Why there is none, in words for whoever runs the bot; nothing of what was sent is in them."""
    wait, why = asked_to_wait(said.headers), f"it answers HTTP {said.status}."
    error = said.body.get("error")
    if error and said.status != 429 and said.status < 500:
        listed = said.body.get("error_codes")
        codes = [code for code in listed if isinstance(code, int)] if isinstance(listed, list) else []
        known = [WRONG[code] for code in codes if code in WRONG]
        named = f"it answers “{printable(str(error))}”{f' (AADSTS{codes[0]})' if codes else ''}."
        wait, why = MENDED_WITHIN, known[0] if known else named
    return NotTold(Later(wait, everywhere=True), f"{who} gives the bot no token: {why}")
