"""How what happens reaches the bot: over HTTP or a WebSocket, with Slack's three seconds and its retries."""
