"""Slack's calls as nobody sends them: real ones, twisted by chance, and the bot that has to bear them."""
