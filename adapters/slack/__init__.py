"""Slack: what it tells us, and how what the bot says looks there in Block Kit."""
