"""Calling Slack: a client that never repeats a call by itself, and what came of a call."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.reading import Json, maybe, objects
from adapters.slack.results import error_of, failed
from adapters.troubles import NotTold

ANSWERS_WITHIN = 8.0
"""Seconds Slack has to answer a call: less than delivery waits, so that it is told what came of it."""

CONNECTS_WITHIN = 4.0

Headers = Mapping[str, str]


def session() -> aiohttp.ClientSession:
    """The one session that all calls share."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWERS_WITHIN, sock_connect=CONNECTS_WITHIN))


def client(token: str | None, *, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that never repeats a call by itself: by default it would post twice where a connection is cut."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])


async def answer_to(call: Awaitable[AsyncSlackResponse]) -> Json:
    """What Slack answers to a call. Raises NotTold, and nothing else but cancellation."""
    return (await answer_with_headers(call))[0]


async def answer_with_headers(call: Awaitable[AsyncSlackResponse]) -> tuple[Json, Headers]:
    """The same, and the headers of the answer. Raises NotTold, which has the headers where Slack did answer."""
    try:
        response = await call
    except Exception as problem:  # the SDK, aiohttp and json each raise in their own way; `failed` tells them apart
        answered = getattr(problem, "response", None)
        raise NotTold(failed(problem), error_of(problem), _by_name(getattr(answered, "headers", None))) from problem
    return response.data if isinstance(response.data, dict) else {}, _by_name(response.headers)


async def pages(
    ask: Callable[[Mapping[str, object]], Awaitable[Json]], name: str, wanted: Mapping[str, object]
) -> AsyncIterator[tuple[int, list[Json]]]:
    """What Slack lists under this name, page by page and numbered from 0, as one asks for the next.

    `ask`: one call with these parameters, `wanted` and where to go on; raises as that does.
    """
    cursor: object = None
    for place in itertools.count():
        said = await ask({**wanted, **({"cursor": cursor} if cursor else {})})
        yield place, objects(said, name)
        cursor = maybe(said, "response_metadata").get("next_cursor")
        if not cursor:
            return


def _by_name(headers: object) -> Headers:
    """Headers by their names in small letters: proxies on the way may change the case."""
    return {str(name).lower(): str(value) for name, value in headers.items()} if isinstance(headers, Mapping) else {}
