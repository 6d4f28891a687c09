"""Calling Slack: a client that never repeats a call by itself, and what came of a call."""

from collections.abc import Awaitable

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.reading import Json
from adapters.slack.results import NotTold, error_of, failed

ANSWERS_WITHIN = 8.0
"""Seconds Slack has to answer a call: less than delivery waits, so that it is told what came of it."""

CONNECTS_WITHIN = 4.0


def session() -> aiohttp.ClientSession:
    """The one session that all calls share."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWERS_WITHIN, sock_connect=CONNECTS_WITHIN))


def client(token: str | None, *, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """A client that never repeats a call by itself: by default it would post twice where a connection is cut."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])


async def answer_to(call: Awaitable[AsyncSlackResponse]) -> Json:
    """What Slack answers to a call. Raises NotTold, and nothing else but cancellation."""
    try:
        response = await call
    except Exception as problem:  # the SDK, aiohttp and json each raise in their own way; `failed` tells them apart
        raise NotTold(failed(problem), error_of(problem)) from problem
    return response.data if isinstance(response.data, dict) else {}
