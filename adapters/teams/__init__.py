"""Microsoft Teams: what it tells us, how what the bot says looks there in Adaptive Cards, and the package for it."""
