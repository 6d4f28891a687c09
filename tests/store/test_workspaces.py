"""Workspaces that installed the bot: kept one row each, and gone with their token when they remove it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.chat.installations import Installation
from bot.ports import Transaction
from store.database import Database
from tests.store.making import NOW

NORTH = Installation("slack", "T1", "North", "U1", "B1", "A1", "sealed", NOW)
SOUTH = replace(NORTH, workspace="T2", name="South", token="sealed too")


async def test_each_workspace_has_one_row_and_installing_again_replaces_it(store: Database) -> None:
    def install(tx: Transaction) -> list[Installation]:
        for one in (NORTH, SOUTH, replace(NORTH, platform="teams"), replace(NORTH, token="another")):
            tx.workspaces.installed(one)
        return list(tx.workspaces.installations("slack"))

    assert await store.tx(install) == [replace(NORTH, token="another"), SOUTH]
    assert await store.read(lambda tx: tx.workspaces.installation("slack", "T2")) == SOUTH
    assert await store.read(lambda tx: tx.workspaces.installation("slack", "T3")) is None


async def test_the_end_of_one_installation_is_not_the_end_of_a_newer_one(store: Database) -> None:
    def end(tx: Transaction, minutes: int) -> list[str]:
        tx.workspaces.uninstalled("slack", "T1", at=NOW + timedelta(minutes=minutes))
        return [one.workspace for one in tx.workspaces.installations("slack")]

    for one in (NORTH, SOUTH):
        await store.tx(lambda tx, one=one: tx.workspaces.installed(one))  # type: ignore[misc]
    assert await store.tx(lambda tx: end(tx, -1)) == ["T1", "T2"]
    assert await store.tx(lambda tx: end(tx, 0)) == ["T2"]


async def test_a_token_is_sealed_anew_only_while_it_is_the_one_that_is_kept(store: Database) -> None:
    def seal(tx: Transaction, then: Installation | None) -> list[str]:
        tx.workspaces.installed(NORTH)
        tx.workspaces.installed(SOUTH)
        if then is not None:  # another replica, after this one looked
            tx.workspaces.installed(then)
        tx.workspaces.sealed_anew(NORTH, "in a new seal")
        return [one.token for one in tx.workspaces.installations("slack")]

    assert await store.tx(lambda tx: seal(tx, None)) == ["in a new seal", "sealed too"]
    newer = replace(NORTH, token="newer", at=NOW + timedelta(minutes=5))
    assert await store.tx(lambda tx: seal(tx, newer)) == ["newer", "sealed too"]

    def after_its_end(tx: Transaction) -> list[str]:
        tx.workspaces.uninstalled("slack", "T1", at=NOW + timedelta(minutes=5))
        tx.workspaces.sealed_anew(newer, "in a new seal")
        return [one.token for one in tx.workspaces.installations("slack")]

    assert await store.tx(after_its_end) == ["sealed too"]


@pytest.mark.usefixtures("on_server")
async def test_a_seal_that_meets_a_new_installation_elsewhere_waits_and_leaves_it_alone(store: Database) -> None:
    newer = replace(NORTH, token="newer", at=NOW + timedelta(minutes=5))
    await store.tx(lambda tx: tx.workspaces.installed(NORTH))
    await meets(store, newer, lambda tx: tx.workspaces.sealed_anew(NORTH, "in a new seal"))
    assert await store.read(lambda tx: tx.workspaces.installation("slack", "T1")) == newer


@pytest.mark.usefixtures("on_server")
async def test_an_end_that_is_told_while_it_is_installed_again_elsewhere_is_not_the_new_ones(store: Database) -> None:
    newer = replace(NORTH, at=NOW + timedelta(minutes=5))
    await store.tx(lambda tx: tx.workspaces.installed(NORTH))
    await meets(store, newer, lambda tx: tx.workspaces.uninstalled("slack", "T1", at=NOW))
    assert await store.read(lambda tx: tx.workspaces.installation("slack", "T1")) == newer


async def meets(store: Database, newer: Installation, what: Callable[[Transaction], None]) -> None:
    """This is done while another replica is in the middle of keeping a newer installation."""
    put, go_on = threading.Event(), threading.Event()

    def slowly(tx: Transaction) -> None:
        tx.workspaces.installed(newer)
        put.set()
        go_on.wait(5)

    installing = asyncio.ensure_future(store.tx(slowly))
    await asyncio.to_thread(put.wait, 5)
    doing = asyncio.ensure_future(store.tx(what))
    await asyncio.wait({doing}, timeout=0.2)
    go_on.set()
    await asyncio.gather(installing, doing)
