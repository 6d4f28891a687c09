"""The way to a person or a room in Teams: what an address is noted with, and nobody else reads."""

import json
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Route:
    """`url`: the service that answers there.

    `chat`: a person's own conversation with the bot, and `user` what they are called in it; `team`: that of a room.
    """

    url: str = ""
    chat: str = ""
    user: str = ""
    team: str = ""

    def packed(self) -> str:
        """As it is noted with an address; nothing where nothing is known."""
        known = {one.name: said for one in fields(self) if (said := getattr(self, one.name))}
        return json.dumps(known) if known else ""


def unpack(noted: str) -> Route:
    """The way that was noted; an empty one where there is none, or where it is from another time."""
    try:
        known = json.loads(noted)
    except ValueError:
        return Route()
    if not isinstance(known, dict):
        return Route()
    names = {one.name for one in fields(Route)}
    return Route(**{name: said for name, said in known.items() if name in names and isinstance(said, str)})
