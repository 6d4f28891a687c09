"""The door for Teams' calls: who cannot prove to be Microsoft, speaking to this bot, is turned away unheard.

One address takes everything, as Microsoft asks for it. What stands in a body is looked at only as far as it takes to
check whose it is: until then nothing is kept, and nothing of it can be more than a wrong call.
"""

import json
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from adapters.reading import Json
from adapters.teams.auth import Elsewhere, NotProven
from adapters.teams.keys import NoKeys
from adapters.teams.reading import PLATFORM

log = structlog.get_logger()

PATH = "/api/messages"
"""Where Microsoft's own guides put it; what is registered as the bot's endpoint ends in this."""

JSON = "application/json"
OURS = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""What a machine calls itself: where no token is asked for, a page in a browser that was led here by another name is
turned away."""

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP")
"""What tunnels and proxies add: what comes through one comes from elsewhere, whatever host it says it asks for."""

Check = Callable[[Json, str], Awaitable[None]]
"""Checks an activity and its Authorization header. Raises NotProven, Elsewhere or NoKeys."""

Take = Callable[[Json], Awaitable[tuple[int, object]]]
"""Hears one activity; the status it is answered with, and the body, if there is one."""


class Entrance:
    """One route on the one web server."""

    def __init__(self, check: Check | None, take: Take) -> None:
        """`check`: None in the local mode, where whoever reaches this machine from itself is heard."""
        self._check = check
        self._take = take

    def attach(self, app: web.Application) -> None:
        """Add the route; any other method is answered 405, and a body that is too large 413 by the server itself."""
        app.router.add_post(PATH, self._come)

    async def _come(self, request: web.Request) -> web.Response:
        if request.content_type != JSON:
            return _refused(415, "This takes JSON alone.")
        activity = read(await request.read())
        if activity is None:
            return _refused(400, "This is no activity.")
        if self._check is None:
            from_here = is_ours(request.host) and not any(one in request.headers for one in FORWARDED)
            turned_away = None if from_here else _refused(421, "This is for this machine alone.")
        else:
            turned_away = await _turned_away(self._check(activity, request.headers.get("Authorization", "")))
        if turned_away is not None:
            return turned_away
        status, said = await self._take(activity)
        return web.Response(status=status) if said is None else web.json_response(said, status=status)


async def _turned_away(checked: Awaitable[None]) -> web.Response | None:
    try:
        await checked
    except NoKeys:
        log.warning("no_keys", platform=PLATFORM)
        return _refused(503, "Nobody can be let in just now.")
    except Elsewhere:
        log.warning("not_for_us", platform=PLATFORM)
        return _refused(403, "This bot is for another organisation.")
    except NotProven as why:
        log.warning("not_teams", platform=PLATFORM, detail=str(why))
        return _refused(401, "This is for Teams alone.")
    except Exception as mistake:  # noqa: BLE001 - a token is read in many ways, and may be made to break each of them
        log.warning("not_teams", platform=PLATFORM, error=type(mistake).__name__)
        return _refused(401, "This is for Teams alone.")
    return None


def is_ours(host: str) -> bool:
    """Whether this is a name of this machine, with a port behind it or without."""
    return (host if host.endswith("]") else host.rpartition(":")[0] or host).lower() in OURS


def read(raw: bytes) -> Json | None:
    """The activity in a body: an object with a type. None for everything else."""
    try:
        body = json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) and isinstance(body.get("type"), str) else None


def _refused(status: int, words: str) -> web.Response:
    return web.Response(status=status, text=f"{words}\n")
