import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.domain.ids import is_id
from bot.domain.topics import Topic
from bot.ports import Transaction
from store.database import Database
from store.topics import NO_TIME
from tests.store import making


async def test_topics_of_the_file_keep_their_ids_and_those_it_no_longer_names_go(store: Database) -> None:
    def take_in(tx: Transaction) -> tuple[Any, ...]:
        first = tx.topics.take_in({"us": Topic("", "About us"), "old": Topic("", "Old", must=("a", "b"))})
        ana = making.person(tx, "ana").id
        tx.people.choose_topics(ana, {first["old"]: True, first["us"]: True})
        room = making.room(tx, topics=[first["old"], first["us"]])
        new = Topic("ignored", "We", must=("x",), may=("y", "z"), must_not=("n",))
        second = tx.topics.take_in({"us": new, "kernel": Topic("", "Kernel")})
        followed = tx.rooms.get(room.id)
        return first, second, tx.topics.all(), tx.people.topics(ana), followed and followed.topics

    first, second, topics, chosen, followed = await store.tx(take_in)
    assert second["us"] == first["us"]
    assert set(second) == {"us", "kernel"}
    assert all(is_id(topic_id) for topic_id in second.values())
    assert topics == [
        Topic(second["kernel"], "Kernel"),
        Topic(second["us"], "We", must=("x",), may=("y", "z"), must_not=("n",)),
    ]
    assert chosen == {second["us"]: True}
    assert followed == {second["us"]}


async def test_topics_are_found_by_id_and_by_key(store: Database) -> None:
    def find(tx: Transaction) -> tuple[Any, ...]:
        kernel, us = making.topic(tx, "kernel", "us")
        by_key = [topic.id for topic in tx.topics.keyed(["us", "no such"])]
        return kernel, us, tx.topics.get(kernel), tx.topics.get("no such"), by_key, tx.topics.take_in({})

    kernel, us, found, none, by_key, emptied = await store.tx(find)
    assert found == Topic(kernel, "Kernel", may=("kernel",))
    assert (none, by_key, emptied) == (None, [us], {})


@pytest.mark.parametrize(("moment", "twice"), [(NO_TIME, False), (datetime(1970, 1, 1, tzinfo=UTC), True)])
def test_two_processes_do_not_give_two_topics_the_same_id(moment: datetime, twice: bool) -> None:
    """Else a file with other topics, on the same store, would not start. The second moment is the control."""
    ask = "import sys; from datetime import datetime as d; from bot.domain.ids import new_id as n; " + (
        "print(n(d.fromisoformat(sys.argv[1])))"
    )
    ids = [subprocess.check_output([sys.executable, "-c", ask, moment.isoformat()]) for _ in range(2)]
    assert (ids[0] == ids[1]) is twice
