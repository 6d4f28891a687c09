"""Settings for `earshot play`: the made-up company, or one's own app.yaml, with every room in the playground."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from bot.settings import (
    LogFormat,
    LogLevel,
    PlatformName,
    Platforms,
    Playground,
    Room,
    Rooms,
    Settings,
    Source,
    Topic,
)

FILES_HOST = "files.localhost"
YOURS = "your-feeds"


class NoSuchFeed(Exception):
    """A feed named on the command line is neither a web address nor a file."""

    def __init__(self, named: str) -> None:
        super().__init__(
            f"“{named}” is neither an address that begins with https:// nor a file that is there.\nNothing was started."
        )


@dataclass(frozen=True, slots=True)
class Feeds:
    """Feeds named on the command line: their sources, and the files by the path they are served at, unquoted."""

    sources: Mapping[str, Source]
    files: Mapping[str, Path]


def read_feeds(named: Sequence[str], *, port: int) -> Feeds:
    """Addresses as they are, files through localhost, so that both are heard in the same way. Raises NoSuchFeed."""
    sources: dict[str, Source] = {}
    files: dict[str, Path] = {}
    for number, one in enumerate(named, 1):
        try:
            if one.casefold().startswith(("http://", "https://")):
                name, url = urlsplit(one).hostname or one, one
            elif Path(one).is_file():
                name, path = Path(one).name, f"/{number}/{Path(one).name}"
                files[path], url = Path(one).resolve(), f"http://{FILES_HOST}:{port}{quote(path)}"
            else:
                raise NoSuchFeed(one)
            sources[f"yours-{number}"] = Source.model_validate(
                {"name": name, "url": url, "every": "15m", "about": [YOURS]}
            )
        except ValueError as wrong:  # half an address, a password in it, or a name no file could have
            raise NoSuchFeed(one) from wrong
    return Feeds(sources, files)


def in_the_playground(settings: Settings, people: Playground) -> Settings:
    """The same settings with all rooms in the playground, and nobody asked for tokens."""
    rooms = {
        key: room.model_copy(
            update={"platform": PlatformName.PLAYGROUND, "workspace": "playground", "id": key, "name": room.name or key}
        )
        for key, room in settings.rooms.named.items()
    } or {"everyone": Room.model_validate({"platform": "playground", "id": "everyone", "name": "everyone"})}
    platforms = Platforms(playground=settings.platforms.playground or people)
    return settings.model_copy(update={"platforms": platforms, "rooms": _rooms(settings, rooms)})


def with_feeds(settings: Settings, feeds: Feeds, *, port: int) -> Settings:
    """The same settings with these feeds as well, and a room that hears all of them."""
    if not feeds.sources:
        return settings
    listening = settings.listening
    hosts = (*listening.private_hosts, f"{FILES_HOST}:{port}")
    # Only what its sources say belongs to it: no headline has this word.
    topic = Topic(name="Your feeds", may=(YOURS,))
    room = Room.model_validate({"platform": "playground", "id": YOURS, "name": "your feeds", "topics": [YOURS]})
    return settings.model_copy(
        update={
            "listening": listening.model_copy(update={"private_hosts": hosts}),
            "sources": {**settings.sources, **feeds.sources},
            "topics": {**settings.topics, YOURS: topic},
            "rooms": _rooms(settings, {**settings.rooms.named, YOURS: room}),
        }
    )


def _rooms(settings: Settings, named: Mapping[str, Room]) -> Rooms:
    return Rooms.model_validate({"defaults": settings.rooms.defaults, **named})


def played(settings: Settings) -> Settings:
    """The same settings on this machine alone, with the store in the playground's own folder and words in the log."""
    return settings.model_copy(
        update={
            "store": settings.store.model_copy(update={"url": "sqlite:///earshot.db", "url_env": None}),
            "server": settings.server.model_copy(update={"host": "127.0.0.1", "metrics_port": None}),
            "log": settings.log.model_copy(update={"format": LogFormat.TEXT, "level": LogLevel.WARNING}),
        }
    )
