"""What is kept of a workspace that installed the bot by itself, so that the bot can speak there."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot in one workspace. `bot_user`, `bot`, `app`: the platform's ids of the bot there.

    `token`: what lets the bot speak there, sealed with a key that the store does not have.
    """

    platform: str
    workspace: str
    name: str
    bot_user: str
    bot: str
    app: str
    token: str = field(repr=False)
    at: datetime
    """When it was installed (aware UTC), by the platform's clock where it says: what it tells of an end is held against
    this."""
