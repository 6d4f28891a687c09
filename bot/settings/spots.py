"""A place in app.yaml as it was written, to look around from."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.settings import yaml12


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in app.yaml and where it stands; asking for what is not there is no error."""

    path: yaml12.Path
    value: yaml12.Value

    def at(self, key: str) -> "Spot":
        """What stands under a key; None under a key that is not there."""
        return Spot((*self.path, key), self.value.get(key) if isinstance(self.value, dict) else None)

    def __iter__(self) -> Iterator["Spot"]:
        """What stands under each key, or in each place of a list."""
        pairs: Iterator[tuple[str | int, yaml12.Value]] = iter(())
        if isinstance(self.value, dict):
            pairs = iter(self.value.items())
        elif isinstance(self.value, list):
            pairs = iter(enumerate(self.value))
        for key, value in pairs:
            yield Spot((*self.path, key), value)

    def text(self, default: str = "") -> str:
        """The text that stands here, or the default if it is none."""
        return self.value if isinstance(self.value, str) else default


def named_rooms(root: Spot) -> list[Spot]:
    """The rooms that are written there, without their defaults."""
    return [room for room in root.at("rooms") if room.path[-1] != "defaults"]
