"""Slack: what it tells us, how what the bot says looks there in Block Kit, and the calls that go to and fro."""
