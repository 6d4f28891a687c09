"""The way for Slack's calls through a socket. Nobody else can call there, so nobody proves anything."""

from time import time
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.entrance import bolt_request
from adapters.slack.reading import PLATFORM

log = structlog.get_logger()


class Socket(AsyncSocketModeHandler):
    """bolt's own, but for the envelopes: what will never make sense is acknowledged, or Slack would say it again."""

    def __init__(self, app: AsyncApp, token: str, web: AsyncWebClient, *, url: str) -> None:
        """`url`: where the first connection is made."""
        super().__init__(app, token, web_client=web)
        self.client.wss_uri = url
        self.client.socket_mode_request_listeners.clear()
        self.client.message_listeners.append(self._come)  # type: ignore[arg-type]

    async def _come(self, client: SocketModeClient, message: dict[str, Any], _raw: str) -> None:
        id_ = message.get("envelope_id")
        if not isinstance(id_, str):  # a greeting, say
            return
        began, tried = time(), message.get("retry_attempt")
        asked = SocketModeRequest(type="", envelope_id=id_, payload={}, retry_attempt=tried)
        try:
            read = bolt_request(message.get("payload"), tried)
        except Exception as mistake:  # noqa: BLE001 - bolt reads it in many ways, and it will never make sense
            log.warning("slack_made_no_sense", platform=PLATFORM, error=type(mistake).__name__)
            answer = BoltResponse(status=200)
        else:
            answer = await self.app.async_dispatch(read)
        await send_async_response(client, asked, answer, began)
