"""Listening: asking feeds and pages of the outside world, safely and with manners, and reading what comes back."""
