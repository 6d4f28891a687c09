from dataclasses import replace
from datetime import date
from typing import Any

from bot.domain.health import Moves, Trouble
from bot.domain.sources import Source
from bot.ports import Transaction
from store.database import Database
from tests.store import making
from tests.store.making import DAY, HOUR, MINUTE, NOW


def feed(key: str, url: str = "https://lwn.example/feed") -> Source:
    return Source(id="ignored", key=key, name=key.upper(), url=url, every=HOUR, company=True, about=("kernel",))


def known(tx: Transaction) -> dict[str, Source]:
    return {one.key: one for one in tx.sources.all()}


async def test_sources_of_the_file_are_taken_in_by_key_and_those_it_no_longer_names_are_paused(store: Database) -> None:
    def take_in(tx: Transaction) -> tuple[Any, ...]:
        tx.sources.take_in([feed("lwn"), feed("blog")], now=NOW, known=False)
        first = known(tx)
        tx.sources.take_in([replace(feed("lwn"), name="LWN net")], now=NOW + DAY, known=False)
        second = known(tx)
        due = [one.key for one in tx.sources.due(now=NOW + DAY, limit=9)]
        tx.sources.asked(second["blog"])  # what was in flight when the file was read comes back
        tx.sources.take_in([feed("lwn"), feed("blog")], now=NOW + DAY, known=False)
        return first, second, due, known(tx)

    first, second, due, third = await store.tx(take_in)
    lwn = first["lwn"]
    assert lwn == replace(feed("lwn"), id=lwn.id, next_at=NOW)
    assert second["lwn"] == replace(lwn, name="LWN net")
    assert [second["blog"].paused, third["blog"].paused] == [True, False]
    assert due == ["lwn"]


async def test_a_new_source_counts_as_read_only_where_that_is_said(store: Database) -> None:
    def take_in(tx: Transaction) -> list[Any]:
        tx.sources.take_in([feed("lwn")], now=NOW, known=False)
        tx.sources.take_in([feed("lwn"), feed("blog")], now=NOW + HOUR, known=True)
        return [known(tx)[key].read_at for key in ("lwn", "blog")]

    assert await store.tx(take_in) == [None, NOW + HOUR]


async def test_what_is_known_of_a_source_is_kept_through_restarts_until_its_address_changes(store: Database) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        tx.sources.take_in([feed("lwn")], now=NOW, known=False)
        told = replace(
            known(tx)["lwn"],
            url="https://moved.example/feed",
            etag='"1"',
            modified="Tue",
            digest="d",
            read_at=NOW,
            next_at=NOW + HOUR,
            errors=2,
            trouble=Trouble.TOO_SLOW,
            moves=Moves(to="https://x.example", days=2, last=date(2026, 11, 24)),
            paused=True,
        )
        tx.sources.asked(told)
        kept = tx.sources.get(told.id)
        tx.sources.take_in([feed("lwn")], now=NOW + DAY, known=False)
        restarted = tx.sources.get(told.id)
        tx.sources.take_in([feed("lwn", "https://new.example/feed")], now=NOW + DAY, known=False)
        return told, kept, restarted, tx.sources.get(told.id)

    told, kept, restarted, changed = await store.tx(ask)
    assert kept == restarted == told
    fresh = replace(feed("lwn", "https://new.example/feed"), id=told.id, read_at=NOW, next_at=NOW + DAY)
    assert changed == fresh


async def test_sources_are_due_in_their_order(store: Database) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        empty = tx.sources.next_due()
        making.source(tx, "a", "b", "c", "d")
        sources = known(tx)
        for minutes, key in enumerate("cab"):
            tx.sources.asked(replace(sources[key], next_at=NOW + minutes * MINUTE))
        tx.sources.asked(replace(sources["d"], paused=True))
        first = tx.sources.next_due()
        due = [[one.key for one in tx.sources.due(now=NOW + at * MINUTE, limit=2)] for at in (0, 1, 2)]
        tx.sources.all_due(now=NOW - MINUTE)
        return empty, first, due, [one.key for one in tx.sources.due(now=NOW - MINUTE, limit=9)], tx.sources.get("none")

    empty, first, due, everything, none = await store.tx(ask)
    assert (empty, first, none) == (None, NOW, None)
    assert due == [["c"], ["c", "a"], ["c", "a"]]
    assert sorted(everything) == ["a", "b", "c"]
