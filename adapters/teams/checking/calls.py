"""Asking Microsoft for `earshot check`: its answer, or in words why there is none. Nothing is written there."""

from collections.abc import Awaitable, Callable, Mapping

import aiohttp

from adapters.teams.calls import Answered, call
from adapters.teams.results import failed
from bot.ports import Unknown
from bot.settings.mistakes import printable

Ask = Callable[[str], Awaitable[Answered]]
"""Asks Teams' service, at an address of its, with the bot's token. Raises Away."""

LONGEST_ADDRESS = 300


class Away(Exception):
    """Whoever was asked did not answer, or not in any way that makes sense: what it was, and what to look at."""


async def asked(
    session: aiohttp.ClientSession, url: str, *, of: str, setting: str, headers: Mapping[str, str] | None = None
) -> Answered:
    """What is answered there. `of`: whose it is; `setting`: where app.yaml has the address. Raises Away."""
    try:
        answer = await call(session, "GET", url, headers=headers or {})
    except Exception as problem:  # noqa: BLE001 - aiohttp raises in many ways; `failed` tells them apart
        trouble = failed(problem)
        raise away(of, url, setting, trouble.why if isinstance(trouble, Unknown) else "nobody answers there") from None
    if answer.status >= 500 or answer.status == 429:
        raise away(of, url, setting, f"HTTP {answer.status}")
    return answer


def away(of: str, url: str, setting: str, why: str) -> Away:
    """That somebody could not be asked, in words."""
    return Away(
        f"{of} could not be asked at {printable(url, most=LONGEST_ADDRESS)} ({why}). Is the network there, and is "
        f"{setting} right?"
    )
