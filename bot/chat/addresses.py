"""Where a person, a room or a message is, on any platform."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Address:
    """A person or a room, as its platform names it. Equal by platform, workspace and id.

    `route` is the adapter's own note on how to get there (a service URL, a direct-message channel);
    it is refreshed whenever we hear from the address, and never compared.
    """

    platform: str
    workspace: str
    id: str
    route: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A message on a platform: the room or the person it stands with, and its id there."""

    where: Address
    id: str
