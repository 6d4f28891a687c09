"""Forgotten everywhere, our own log included, also when much went wrong while the person was there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import text

from bot.app import log_as
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.events import Asked
from bot.chat.outbox import Purpose, pack
from bot.ports import Delivered, Platform, Transaction, Undeliverable
from tests.store.looking import everything, inside
from tests.store.making import NOW
from tests.test_logs import JSON, log_as_before, whole_event
from tests.town import Refused, Town
from tests.walks.steps import sleep
from tests.walks.test_choices import lived

__all__ = ["log_as_before"]

WHO = "mateusz"
HERE = Address("playground", "playground", WHO)
FAILED, BROKEN = "trombone", "wheelbarrow"
"""Words in a message that could not be sent, and in one that could not be taken in."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """The file to which everything is logged, at the finest level."""
    file = tmp_path / "earshot.log"
    with file.open("w", encoding="utf-8") as to:
        log_as(JSON, to=to)
        yield file


@dataclass
class Fails:
    """A platform that says why it fails, in the words of the message; then it refuses; then it is as ever."""

    of: Platform
    does: list[str] = field(default_factory=lambda: ["raises", "refuses"])

    def __getattr__(self, name: str) -> Any:
        return getattr(self.of, name)

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered:
        """Or not."""
        match self.does.pop(0) if self.does else "":
            case "raises":
                raise ConnectionResetError(f"{to}: {card}")
            case "refuses":
                return Undeliverable(f"{to}: {card}")
        return await self.of.send(to, card, key=key)


async def much_goes_wrong(town: Town) -> list[str]:
    """A message fails, one is refused, and a handler breaks; returns our own ids of the person and what is theirs."""

    def wait(tx: Transaction) -> list[str]:
        me = tx.people.at(HERE)
        assert me is not None
        for number in range(2):
            body = pack(Card(title=f"{FAILED} {number}"))
            key = f"answer:{me.id}:{number}"
            tx.outbox.put(
                Purpose.ANSWER, key=key, lane=me.id, about=me.id, person_id=me.id, at=town.bot.clock.now(), body=body
            )
        return [me.id, *(str(one["id"]) for one in tx.people.export(me.id)["drafts"])]  # type: ignore[attr-defined]

    town.bot.platforms["playground"] = Fails(town.bot.platforms["playground"])
    ids = await town.bot.store.tx(wait)
    await town.bot.settled()
    await sleep(town, minutes=2)

    for one, other in (("finds", "aside"), ("aside", "finds")):
        await town.bot.store.tx(lambda tx, one=one, other=other: rename(tx, one, other))  # type: ignore[misc]
        if other == "aside":
            with pytest.raises(Refused):
                await town.ask(WHO, f"find {town.feeds.url('/away')} {BROKEN}")
    return ids


def rename(tx: Transaction, one: str, other: str) -> None:
    """A table is called otherwise, and whoever asks for it is told that it is not there."""
    inside(tx).execute(text(f"alter table {one} rename to {other}"))


def kept(town: Town, log: Path) -> dict[str, bytes]:
    """All there is of the store, and the log."""
    url = town.settings.store.url or ""
    files = {path.name: path.read_bytes() for path in town.folder.glob("earshot.db*") if path.is_file()}
    rows = {"rows": everything(url if url.startswith("postgresql") else town.folder / "earshot.db").encode()}
    return {**files, **rows, "log": log.read_bytes()}


def found(traces: list[str], where: dict[str, bytes]) -> set[tuple[str, str]]:
    """Which traces are where."""
    return {(trace, name) for trace in traces for name, held in where.items() if trace.encode() in held}


@pytest.mark.both
async def test_of_a_forgotten_person_no_byte_is_left_in_the_store_or_in_the_log(log: Path, town: Town) -> None:
    wrote = await lived(town, WHO)
    ids = await much_goes_wrong(town)
    traces = [WHO, "Mateusz", "Wrona", FAILED, BROKEN, *wrote, *ids]
    before = {trace for trace, where in found(traces, kept(town, log)) if where != "log"}
    assert before == set(traces) - {"Wrona", BROKEN}, "the control: what was taken in is there before"

    await town.press(WHO, "forget_yes")
    await sleep(town, minutes=2)

    held = kept(town, log)
    assert found(traces, held) == set()
    said = {json.loads(line)["event"] for line in held["log"].splitlines()}
    assert {"started", "delivery_failed", "library_complained"} <= said, "it was told that it went wrong"


async def test_control_a_careless_line_in_the_log_would_be_found(log: Path, town: Town) -> None:
    event = Asked("k", NOW, HERE, FAILED, None)
    whole_event(structlog.get_logger(), event)
    assert found([WHO, FAILED], kept(town, log)) == set()

    with log.open("a", encoding="utf-8") as to:
        careless = structlog.wrap_logger(
            structlog.PrintLogger(to), processors=[structlog.processors.JSONRenderer(default=str)]
        )
        whole_event(careless, event)
    assert found([WHO, FAILED], kept(town, log)) == {(WHO, "log"), (FAILED, "log")}
