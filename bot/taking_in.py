"""What app.yaml says becomes what the store knows; and where, and whether, all of it can be done."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from bot.chat.addresses import Address
from bot.chat.here import Here
from bot.domain.sources import Source
from bot.domain.topics import Topic
from bot.handlers import leaving
from bot.ports import Transaction
from bot.settings import Platforms, Settings


class NotPossible(Exception):
    """The settings ask for what this version, or this machine, cannot do; the words say what to change."""


def not_possible(settings: Settings) -> list[str]:
    """What app.yaml asks for under `platforms` and this version cannot do, each with what to change."""
    if settings.platforms == Platforms():
        return ["No platform stands in app.yaml, so nobody could meet the bot; add the playground, say."]
    return []


def take_in(tx: Transaction, settings: Settings, *, now: datetime, known_sources: bool) -> None:
    """app.yaml's topics, sources and rooms, by key. What was made in chat is never touched."""
    topics = {
        key: Topic("", topic.name, topic.must, topic.may, topic.must_not) for key, topic in settings.topics.items()
    }
    ids = tx.topics.take_in(topics)
    sources = [
        Source("", key, one.name, one.url, one.every, one.company, one.about) for key, one in settings.sources.items()
    ]
    tx.sources.take_in(sources, now=now, known=known_sources)
    for key, room in settings.rooms.named.items():
        follows = settings.rooms.rhythm(key).topics
        address = Address(room.platform, room.workspace, room.id)
        tx.rooms.take_in(key, address, topics=[ids[topic] for topic in follows], at=now)


def forget(tx: Transaction, who: str, settings: Settings, *, now: datetime) -> bool:
    """Forget the person at `platform:workspace:id`. False if nobody is known there."""
    person = tx.people.at(person_address(who))
    if person is None:
        return False
    leaving.forget_now(person, Here(tx, settings, now))
    return True


def person_address(who: str) -> Address:
    """The address in `platform:workspace:id`. Raises NotPossible."""
    parts = who.split(":", 2)
    if len(parts) != 3 or not all(parts):
        raise NotPossible(
            f"Name a person as platform:workspace:id, for example playground:playground:ana; this was “{who}”."
        )
    return Address(*parts)


def store_address(settings: Settings, environ: Mapping[str, str], folder: Path) -> str:
    """The database's address; a relative SQLite file is relative to app.yaml."""
    address = settings.store.address(environ)
    file = address.removeprefix("sqlite:///")
    if file == address or Path(file).is_absolute():
        return address
    return f"sqlite:///{(folder / file).resolve()}"


def socket_path(settings: Settings, environ: Mapping[str, str], folder: Path) -> Path:
    """Where a command reaches the running bot: beside the SQLite file, or beside app.yaml."""
    address = store_address(settings, environ, folder)
    file = address.removeprefix("sqlite:///")
    return Path(f"{file}.sock") if file != address else folder / "earshot.sock"
