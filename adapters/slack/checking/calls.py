"""Asking Slack who we are and what it knows, for `earshot check`: nothing here writes to Slack or starts anything."""

from collections.abc import AsyncIterator, Awaitable

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.reading import Json
from adapters.slack.calls import Headers, answer_with_headers, pages
from adapters.slack.results import TOKEN
from adapters.troubles import NotTold
from bot.ports import Later, Unknown

PAGE_SIZE, MOST_PAGES = 999, 20
"""So many rooms Slack lists at once, and so many pages of them are read."""


class Away(Exception):
    """Slack did not answer, or not in its own words: there is no use in asking anything else.

    The words say why, `advice` what to do.
    """

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(why)
        self.advice = advice


LOOK = "Is the network there, and is platforms.slack.api_url right?"
WAIT = "Check again after that."


async def asked(call: Awaitable[AsyncSlackResponse]) -> tuple[Json, Headers]:
    """What Slack answers, and its headers. Raises NotTold where Slack says no, and Away where it says nothing."""
    try:
        return await answer_with_headers(call)
    except NotTold as not_told:
        match not_told.trouble:
            case Unknown(why):
                raise Away(why, LOOK) from not_told
            case Later(seconds, everywhere=True) if not_told.error not in TOKEN:
                raise Away(f"Slack asks to be left alone for {seconds:.0f} seconds", WAIT) from not_told
            case Later(everywhere=False):
                raise Away("nobody answers there", LOOK) from not_told
        raise


async def rooms_of_the_bot(web: AsyncWebClient, *, private: bool) -> AsyncIterator[Json]:
    """The rooms the bot is in, archived ones included. `private`: it may know of private ones. Raises as `asked`."""
    wanted = {"types": "public_channel,private_channel" if private else "public_channel", "limit": PAGE_SIZE}

    async def ask(params: Json) -> Json:
        return (await asked(web.api_call("users.conversations", params=dict(params))))[0]

    async for place, page in pages(ask, "channels", wanted):
        for room in page:
            yield room
        if place + 1 == MOST_PAGES:
            return
