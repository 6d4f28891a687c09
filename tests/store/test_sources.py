import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from bot.domain.health import Moves, Trouble
from bot.domain.items import ToldAbout
from bot.domain.sources import Source, new_source
from bot.ports import Transaction
from bot.settings import SettingsError, parse
from store import rows
from store.database import Database
from tests.store import making
from tests.store.looking import counting, inside
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
    assert lwn == replace(feed("lwn"), id=lwn.id, next_at=NOW, address=lwn.url)
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
            heard_at=NOW,
            next_at=NOW + HOUR,
            errors=2,
            trouble=Trouble.GONE,
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
    fresh = feed("lwn", "https://new.example/feed")
    assert changed == replace(fresh, id=told.id, read_at=NOW, next_at=NOW + DAY, address=fresh.url)


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


# ── What stewards add ────────────────────────────────────────────────────────────────────────────────────────────────


def add(tx: Transaction, *urls: str) -> list[Source]:
    return tx.sources.add([new_source("", url) for url in urls], now=NOW)


ONE, OTHER = "https://one.example/feed", "https://other.example/feed"


async def test_what_a_steward_adds_is_due_at_once_and_named_after_its_host_until_it_is_heard(store: Database) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        made = add(tx, ONE, OTHER, ONE)
        due = tx.sources.due(now=NOW, limit=9)
        waiting = tx.sources.unheard(now=NOW, limit=9)
        tx.sources.asked(replace(made[0], name="One and only", read_at=NOW, heard_at=NOW))
        tx.sources.asked(replace(made[1], errors=1, trouble=Trouble.TOO_SLOW))
        return made, due, waiting, tx.sources.get(made[0].id), tx.sources.unheard(now=NOW, limit=9)

    made, due, waiting, heard, none = await store.tx(ask)
    assert [(one.name, one.url, one.made, one.nameless) for one in made] == [
        ("one.example", ONE, True, True),
        ("other.example", OTHER, True, True),
    ]
    assert sorted(due, key=lambda one: one.id) == sorted(waiting, key=lambda one: one.id)
    assert {one.id for one in due} == {one.id for one in made}
    assert (heard.name, heard.nameless, none) == ("One and only", False, [])


KEY = re.compile(r"[a-z0-9_-]{1,40}")


async def test_no_key_of_app_yaml_can_be_the_key_of_what_a_steward_added(store: Database) -> None:
    (made,) = await store.tx(lambda tx: add(tx, ONE))
    assert not KEY.fullmatch(made.key)
    assert KEY.fullmatch("lwn"), "the control"
    with pytest.raises(SettingsError):
        parse(f'company: {{name: X}}\nsources: {{"{made.key}": {{name: X, url: "{ONE}"}}}}\n', environ={})


async def test_app_yaml_never_touches_what_a_steward_added(store: Database) -> None:
    def restart(tx: Transaction) -> tuple[Any, ...]:
        tx.sources.take_in([feed("lwn")], now=NOW, known=False)
        before = add(tx, ONE)
        tx.sources.take_in([feed("blog")], now=NOW + DAY, known=True)
        return before, [tx.sources.get(before[0].id)], known(tx)["lwn"].named

    before, after, lwn = await store.tx(restart)
    assert before == after
    assert lwn is False, "the control: what the file does not name any more is touched"


async def test_a_stewards_pause_outlives_restarts_a_new_address_and_whatever_was_under_way(store: Database) -> None:
    def pause(tx: Transaction) -> list[bool]:
        tx.sources.take_in([feed("lwn"), feed("blog"), feed("gone")], now=NOW, known=False)
        lwn, gone = known(tx)["lwn"], known(tx)["gone"]
        tx.sources.pause(lwn.id)
        tx.sources.asked(replace(lwn, errors=1, trouble=Trouble.TOO_SLOW))  # it was being asked just then
        tx.sources.asked(replace(gone, paused=True, trouble=Trouble.GONE))
        moved = [feed(key, "https://new.example/feed") for key in ("lwn", "blog", "gone")]
        tx.sources.take_in(moved, now=NOW + DAY, known=False)
        return [known(tx)[key].paused for key in ("lwn", "blog", "gone")]

    assert await store.tx(pause) == [True, False, False]


async def test_control_keeping_the_state_as_it_was_read_would_undo_a_stewards_pause(store: Database) -> None:
    def naively(tx: Transaction) -> bool:
        tx.sources.take_in([feed("lwn")], now=NOW, known=False)
        lwn = known(tx)["lwn"]
        tx.sources.pause(lwn.id)
        inside(tx).execute(update(rows.sources).where(rows.sources.c.id == lwn.id).values(paused=lwn.paused))
        return known(tx)["lwn"].paused

    assert await store.tx(naively) is False


async def test_what_goes_on_is_asked_at_once_as_if_nothing_had_been_wrong(store: Database) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        (one,) = add(tx, ONE)
        gone = replace(one, paused=True, trouble=Trouble.GONE, errors=4, etag='"1"', digest="d", next_at=NOW + DAY)
        tx.sources.asked(gone)
        none = tx.sources.due(now=NOW + HOUR, limit=9)
        tx.sources.go_on(one.id, now=NOW + HOUR)
        return one, none, tx.sources.due(now=NOW + HOUR, limit=9)

    one, none, due = await store.tx(ask)
    assert (none, due) == ([], [replace(one, next_at=NOW + HOUR)])


async def test_what_is_removed_is_asked_no_more_and_its_items_stay(store: Database) -> None:
    def remove(tx: Transaction) -> tuple[Any, ...]:
        tx.sources.take_in([feed("lwn")], now=NOW, known=False)
        (one,) = add(tx, ONE)
        item = making.item(tx)
        making.heard(tx, item.id, one.id)
        for source in (one, known(tx)["lwn"]):
            tx.sources.remove(source.id)
        tx.sources.asked(replace(one, read_at=NOW, heard_at=NOW))  # it was being asked just then
        heard_in = tx.items.get(item.id)
        due = [source.key for source in tx.sources.due(now=NOW, limit=9)]
        return heard_in.heard_in if heard_in else None, due, tx.sources.get(one.id), one, *add(tx, OTHER, ONE)

    heard_in, due, removed, before, other, back = await store.tx(remove)
    assert heard_in == ("one.example",)
    assert due == ["lwn"], "one of app.yaml is not removed in chat"
    assert (removed.named, removed.paused) == (False, True)
    assert back == before, "it comes back under its own id, and as a stranger: what stands there is not news"
    assert other.id != back.id


async def test_what_a_source_told_lately_is_known_with_its_topics_in_two_questions(store: Database) -> None:
    def ask(tx: Transaction) -> tuple[Any, ...]:
        kernel, bread = making.topic(tx, "kernel", "bread")
        mine, theirs = making.source(tx, "mine", "theirs")
        for number, name in enumerate(("old", "kernel", "both", "withdrawn", "future", "elsewhere")):
            item = making.item(tx, name)
            at = {"old": NOW - 8 * DAY, "future": NOW + DAY}.get(name, NOW - DAY + number * MINUTE)
            making.heard(tx, item.id, theirs if name == "elsewhere" else mine, at=at, news=name != "kernel")
            making.about(tx, item.id, *((kernel, bread) if name == "both" else (kernel,)))
            if name == "withdrawn":
                tx.items.withdraw(item.id)
        with counting(tx) as asked:
            told = tx.items.told_by(mine, since=NOW - 7 * DAY, now=NOW)
        return told, {kernel, bread}, {kernel}, len(asked)

    told, both, kernel, questions = await store.tx(ask)
    assert told == [ToldAbout("Title both", frozenset(both)), ToldAbout("Title kernel", frozenset(kernel))]
    assert questions == 2


async def test_sources_are_called_by_the_names_they_have(store: Database) -> None:
    def names(tx: Transaction) -> tuple[Any, ...]:
        one, two, _ = making.source(tx, "one", "two", "three")
        return {one: "One", two: "Two"}, tx.sources.names([one, two, "nobody"]), tx.sources.names([])

    expected, found, none = await store.tx(names)
    assert (found, none) == (expected, {})
