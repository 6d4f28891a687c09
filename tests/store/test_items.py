from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import IntegrityError

from bot.domain.items import AnswerKind, Because, FindState, ItemKind, Life
from bot.domain.topics import Match
from bot.ports import Transaction
from store import rows
from store.database import Database
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, HOUR, MINUTE, NOW


async def test_an_item_is_known_by_its_key_and_can_be_corrected_and_withdrawn(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        item = making.item(tx)
        twice = tx.items.add(
            kind=ItemKind.FIND, url="https://x.example", key=item.url, title="", text="", at=NOW, now=NOW
        )
        tx.items.correct(item.id, title="Better", text="Words", picture="https://news.example/p.png")
        better = tx.items.get(item.id)
        tx.items.withdraw(item.id)
        return item, twice.id, better, tx.items.by_key(item.url), tx.items.by_key("another")

    item, twice, better, withdrawn, other = await store.tx(tell)
    assert twice == item.id
    assert (better.title, better.text, better.picture) == ("Better", "Words", "https://news.example/p.png")
    assert (withdrawn.withdrawn, other) == (True, None)


async def test_an_item_names_the_sources_that_told_it_in_their_order_each_once(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[str, ...]:
        lwn, blog = making.source(tx, "lwn", "blog")
        item = making.item(tx).id
        making.heard(tx, item, blog, at=NOW)
        making.heard(tx, item, lwn, at=NOW - HOUR)
        tx.items.heard(item, source_id=lwn, entry_key="again", url="", digest="", at=NOW + HOUR, news=True)
        got = tx.items.get(item)
        return got.heard_in if got else ()

    assert await store.tx(tell) == ("Lwn", "Blog")


async def test_an_entry_told_in_other_words_is_one_change_more_and_in_the_same_words_none(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        (lwn,) = making.source(tx, "lwn")
        item = making.item(tx).id
        long_key = "k" * 5000

        def again(digest: str) -> tuple[str, str, int] | None:
            tx.items.heard(item, source_id=lwn, entry_key=long_key, url="u", digest=digest, at=NOW, news=True)
            return tx.items.entry(lwn, long_key)

        return item, tx.items.entry(lwn, long_key), again("d1"), again("d1"), again("d2")

    item, none, first, same, other = await store.tx(tell)
    assert (none, first, same, other) == (None, (item, "d1", 0), (item, "d1", 0), (item, "d2", 1))


async def test_heads_are_one_per_item_with_its_first_telling_and_without_stories(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        lwn, blog = making.source(tx, "lwn", "blog")
        making.item(tx, "old", at=NOW - 6 * DAY)
        item = making.item(tx)
        brought = making.item(tx, "brought")
        making.item(tx, "story", kind=ItemKind.STORY)
        making.heard(tx, item.id, blog, at=NOW)
        making.heard(tx, item.id, lwn, at=NOW - HOUR)
        return lwn, item, brought, tx.items.heads(since=NOW - 5 * DAY)

    lwn, item, brought, heads = await store.tx(tell)
    told = {head.id: head for head in heads}
    assert set(told) == {item.id, brought.id}
    first = told[item.id]
    assert (first.source_id, first.guid, first.key, first.title) == (lwn, f"{lwn}:{item.id}", item.url, item.title)
    assert (told[brought.id].source_id, told[brought.id].guid, told[brought.id].host) == ("", None, "news.example")


async def test_matches_replace_each_other_and_topics_that_are_gone_are_left_out(store: Database) -> None:
    def match(tx: Transaction) -> tuple[Any, ...]:
        kernel, us = making.topic(tx, "kernel", "us")
        item = making.item(tx).id
        tx.items.match(item, [Match(us, "Us", ("us",))])
        tx.items.match(item, [Match(kernel, "Kernel", ("rust",), ("rust", "driver")), Match("gone", "Gone", ("x",))])
        return kernel, tx.items.because(item, [kernel, us]), tx.items.because(item, [us])

    kernel, because, other = await store.tx(match)
    assert because == (Because(kernel, "Kernel", ("rust", "driver")),)
    assert other == ()


async def test_candidates_are_the_news_about_this_rooms_topics_that_do_not_stand_there(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        kernel, us = making.topic(tx, "kernel", "us")
        (lwn,) = making.source(tx, "lwn")
        room, other = making.room(tx, "eng", topics=[kernel]), making.room(tx, "other", topics=[kernel, us])

        def told(name: str, *topics: str, news: bool = True, hours: int = 1) -> str:
            item = making.item(tx, name, at=NOW - hours * HOUR).id
            making.heard(tx, item, lwn, at=NOW - hours * HOUR, news=news)
            making.about(tx, item, *topics)
            return item

        yes = told("yes", kernel, us)
        elsewhere = told("elsewhere", kernel)
        making.card(tx, other.id, elsewhere)
        told("other topic", us)
        told("no topic")
        told("known, not news", kernel, news=False)
        told("too old", kernel, hours=100)
        told("from the future", kernel, hours=-2)
        making.card(tx, room.id, told("stands", kernel))
        tx.items.withdraw(told("withdrawn", kernel))
        making.about(tx, making.item(tx, "brought, not told").id, kernel)
        found = tx.items.candidates(room.id, since=NOW - 72 * HOUR, now=NOW)
        return yes, elsewhere, kernel, found

    yes, elsewhere, kernel, found = await store.tx(tell)
    assert {one.item_id for one in found} == {yes, elsewhere}
    one = next(one for one in found if one.item_id == yes)
    assert one.matches == (Match(kernel, "Kernel", ("kernel",), ()),)
    assert (one.hosts, one.at, one.title) == (1, NOW - HOUR, "Title yes")


async def test_a_candidate_carries_what_colleagues_said_and_how_its_sources_fared_in_this_room(
    store: Database,
) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        (kernel,) = making.topic(tx, "kernel")
        lwn, blog, quiet = making.source(tx, "lwn", "blog", "quiet")
        room, other = making.room(tx, "eng", topics=[kernel]), making.room(tx, "other")
        item = making.item(tx).id
        making.heard(tx, item, blog, at=NOW)
        making.heard(tx, item, lwn, at=NOW - HOUR)
        making.about(tx, item, kernel)
        people = [making.person(tx, name).id for name in ("ana", "bo", "cleo")]
        tx.answers.put(people[0], item, AnswerKind.WORTH_IT, at=NOW)
        tx.answers.put(people[1], item, AnswerKind.WORTH_IT, at=NOW)
        tx.answers.take_back(people[1], item, AnswerKind.WORTH_IT, at=NOW)
        tx.answers.put(people[2], item, AnswerKind.LESS, at=NOW)
        find = tx.items.bring(people[0], url="u", key="k", why="", named=True, room_id=room.id, at=NOW)
        tx.items.settle_find(find.id, FindState.STANDS, item_id=item)

        def stood(name: str, room_id: str, *sources: str, worth: int = 0, stands: bool = True) -> str:
            before = making.item(tx, name).id
            for one in sources:
                making.heard(tx, before, one, news=False)
            making.card(tx, room_id, before, stands=name if stands else None)
            for who in people[:worth]:
                tx.answers.put(who, before, AnswerKind.WORTH_IT, at=NOW)
            return before

        stood("both", room.id, lwn, blog, worth=2)
        stood("lwn alone", room.id, lwn)
        stood("another source", room.id, quiet, worth=1)
        stood("never sent", room.id, lwn, worth=1, stands=False)
        stood("another room", other.id, lwn, worth=1)
        unwanted = stood("unwanted", room.id, lwn)
        for who, kind in (
            (people[0], AnswerKind.LESS),
            (people[0], AnswerKind.NOT_FOR_US),
            (people[1], AnswerKind.LESS),
        ):
            tx.answers.put(who, unwanted, kind, at=NOW)
        return lwn, blog, tx.items.candidates(room.id, since=NOW - DAY, now=NOW)

    lwn, blog, (one,) = await store.tx(tell)
    assert one.sources == (lwn, blog)
    assert (one.hosts, one.worth, one.less, one.brought) == (2, 1, 1, True)
    assert (one.source_accepted, one.source_shown) == (1, 3)
    assert (one.welcomed, one.refused) == (2, 2), "who refused in two ways counts once"


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that is executed meanwhile."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("question", ["candidates", "heads", "asking", "shown"])
async def test_the_number_of_questions_to_the_database_does_not_grow_with_the_answers(
    store: Database, question: str
) -> None:
    def tell(tx: Transaction, *names: str) -> str:
        (kernel,), (lwn,) = making.topic(tx, "kernel"), making.source(tx, "lwn")
        room, other = making.room(tx, "eng", topics=[kernel]), making.room(tx, "other")
        for name in names:
            item = making.item(tx, name).id
            making.heard(tx, item, lwn)
            making.about(tx, item, kernel)
            making.card(tx, other.id, item, life=Life.ASKING, brought=True)
        return room.id if question == "candidates" else other.id

    def ask(tx: Transaction, room_id: str) -> int:
        asked: dict[str, Callable[[], Sequence[object]]] = {
            "candidates": lambda: tx.items.candidates(room_id, since=NOW - DAY, now=NOW),
            "heads": lambda: tx.items.heads(since=NOW - DAY),
            "asking": lambda: tx.items.asking(now=NOW),
            "shown": lambda: tx.rooms.shown(room_id, since=NOW - DAY),
        }
        return len(asked[question]())

    room = await store.tx(lambda tx: tell(tx, "one"))
    with counted() as few:
        assert await store.read(lambda tx: ask(tx, room)) == 1
    await store.tx(lambda tx: tell(tx, *(f"item {number}" for number in range(30))))
    with counted() as many:
        assert await store.read(lambda tx: ask(tx, room)) == 31
    assert len(many) == len(few)


async def test_items_that_ask_somewhere_come_newest_first_with_their_topics(store: Database) -> None:
    def tell(tx: Transaction) -> tuple[Any, ...]:
        (kernel,) = making.topic(tx, "kernel")
        room = making.room(tx).id
        old, new = making.item(tx, "old", at=NOW - DAY).id, making.item(tx, "new").id
        heard, withdrawn = making.item(tx, "heard").id, making.item(tx, "withdrawn").id
        for one in (old, new, withdrawn):
            making.card(tx, room, one, life=Life.ASKING)
        making.card(tx, room, heard)
        tx.items.withdraw(withdrawn)
        making.about(tx, new, kernel)
        return old, new, kernel, [(item.id, topics) for item, topics in tx.items.asking(now=NOW)]

    old, new, kernel, asking = await store.tx(tell)
    assert asking == [(new, {kernel}), (old, frozenset())]


async def test_the_same_link_from_the_same_person_is_the_same_find(store: Database) -> None:
    def bring(tx: Transaction) -> tuple[Any, ...]:
        ana, bo, room = making.person(tx, "ana").id, making.person(tx, "bo").id, making.room(tx).id
        first = tx.items.bring(ana, url="https://a.example/1", key="a", why="good", named=True, room_id=room, at=NOW)
        again = tx.items.bring(ana, url="https://a.example/2", key="a", why="", named=False, room_id=None, at=NOW)
        other = tx.items.bring(
            bo, url="https://a.example/1", key="a", why="", named=False, room_id=None, at=NOW + MINUTE
        )
        waiting = [find.id for find in tx.items.finds_waiting(limit=9)]
        return first, again, other, waiting, tx.items.find_by(ana, "a"), tx.items.find_by(ana, "b")

    first, again, other, waiting, known, unknown = await store.tx(bring)
    assert first == again == known
    assert (first.why, first.named, first.state) == ("good", True, FindState.WAITING)
    assert waiting == [first.id, other.id]
    assert unknown is None


async def test_a_find_is_settled_and_an_unreadable_one_can_be_tried_again(store: Database) -> None:
    def bring(tx: Transaction) -> tuple[Any, ...]:
        ana, room, item = making.person(tx, "ana").id, making.room(tx).id, making.item(tx).id
        find = tx.items.bring(ana, url="u", key="a", why="one", named=False, room_id=None, at=NOW)
        tx.items.settle_find(find.id, FindState.UNREADABLE, trouble="not_found")
        unreadable = tx.items.find(find.id)
        tx.items.try_again(find.id, why="two", at=NOW + HOUR)
        waiting = tx.items.finds_waiting(limit=1)
        tx.items.settle_find(find.id, FindState.STANDS, item_id=item, room_id=room)
        tx.items.try_again(find.id, why="three", at=NOW + HOUR)  # it stands already: nothing to try
        return ana, room, item, unreadable, waiting, tx.items.finds_of(item), tx.items.brought_by(ana)

    _, room, item, unreadable, (waiting,), (settled,), brought = await store.tx(bring)
    assert (unreadable.state, unreadable.trouble) == (FindState.UNREADABLE, "not_found")
    assert (waiting.state, waiting.why, waiting.trouble) == (FindState.WAITING, "two", None)
    assert (settled.state, settled.why, settled.room_id, settled.item_id) == (FindState.STANDS, "two", room, item)
    assert brought == [item]


async def test_text_that_no_database_takes_is_kept_without_what_is_wrong_with_it(store: Database) -> None:
    def tell(tx: Transaction) -> str:
        item = making.item(tx)
        tx.items.correct(item.id, title="a\x00b \ud83d \U0001f642 שלום", text="", picture=None)
        got = tx.items.get(item.id)
        return got.title if got else ""

    assert await store.tx(tell) == "ab ? \U0001f642 שלום"


async def test_an_answer_about_an_item_that_never_was_is_refused(store: Database) -> None:
    with pytest.raises(IntegrityError):
        await store.tx(lambda tx: tx.answers.put(making.person(tx, "ana").id, "nothing", AnswerKind.SAVE, at=NOW))


async def test_a_source_changes_no_words_that_a_steward_corrected_or_withdrew(store: Database) -> None:
    def tell(tx: Transaction) -> list[Any]:
        left, corrected, withdrawn = (making.item(tx, name).id for name in ("left", "corrected", "withdrawn"))
        tx.items.correct_for_good(corrected, title="Right", text="Words")
        tx.items.withdraw(withdrawn)
        for one in (left, corrected, withdrawn):
            tx.items.correct(one, title="As the feed has it", text="", picture=None)
        tx.items.correct_for_good(withdrawn, title="Back again", text="")
        return [tx.items.get(one) for one in (left, corrected, withdrawn)]

    left, corrected, withdrawn = await store.tx(tell)
    assert (left.title, left.corrected) == ("As the feed has it", False)
    assert (corrected.title, corrected.text, corrected.corrected) == ("Right", "Words", True)
    assert (withdrawn.title, withdrawn.withdrawn) == ("", True)


async def test_a_label_takes_the_place_of_the_one_before(store: Database) -> None:
    def label(tx: Transaction) -> list[Any]:
        item = making.item(tx).id
        said = [(True, None), (False, NOW + DAY), (False, None)]
        labels = []
        for internal, not_before in said:
            tx.items.label(item, internal=internal, not_before=not_before)
            one = tx.items.get(item)
            assert one is not None
            labels.append((one.internal, one.not_before))
        return [labels == said]

    assert await store.tx(label) == [True]


async def test_items_are_searched_by_all_words_wherever_they_stand_in_any_letters(store: Database) -> None:
    def search(tx: Transaction) -> dict[str, list[str]]:
        told = {
            "one": ("Über die Brücke", "Ein Bericht aus KÖLN", ItemKind.FIND),
            "two": ("Bridges of Cologne", "100% steel_beams", ItemKind.COMPANY),
            "story": ("My bridge", "Cologne, again", ItemKind.STORY),
            "gone": ("An old bridge", "Cologne", ItemKind.FIND),
        }
        for number, (name, (title, text, kind)) in enumerate(told.items()):
            url = f"https://news.example/{name}"
            at = NOW - number * DAY
            item = tx.items.add(kind=kind, url=url, key=url, title=title, text=text, at=at, now=at)
            if name == "gone":
                tx.items.withdraw(item.id)

        def found(typed: str, **more: Any) -> list[str]:
            options = {"since": None, "limit": 10, "among": 100} | more
            return [one.url.rpartition("/")[2] for one in tx.items.search(typed.split(), **options).items]

        return {
            "all": found(""),
            "lately": found("", since=NOW - HOUR),
            "one of them": found("", limit=1),
            **{one: found(one) for one in ("über", "ÜBER köln", "bridge cologne", "news.example/two", "bridge qq")},
            **{one: found(one) for one in ("100%", "0%s", "steel_beams", "steelxbeams")},
        }

    assert await store.tx(search) == {
        "all": ["one", "two"],
        "lately": ["one"],
        "one of them": ["one"],
        "über": ["one"],
        "ÜBER köln": ["one"],
        "bridge cologne": ["two"],
        "news.example/two": ["two"],
        "bridge qq": [],
        "100%": ["two"],
        "0%s": [],
        "steel_beams": ["two"],
        "steelxbeams": [],
    }


async def test_so_many_items_are_looked_through_and_then_the_older_ones_from_there_on(store: Database) -> None:
    def look(tx: Transaction) -> list[tuple[list[str], str]]:
        # The second and the third were told in the same moment: their ids alone say which is older.
        days = (0, 1, 1, 2, 3)
        items = [making.item(tx, str(number), at=NOW - day * DAY) for number, day in enumerate(days)]
        names = {item.id: item.title for item in items}

        def looked(words: str, before: str = "", *, among: int = 2, limit: int = 9) -> tuple[list[str], str]:
            said = tx.items.search(words.split(), since=None, limit=limit, among=among, before=before)
            if said.rest is not None:
                assert said.rest[1] == next(item.at for item in items if item.id == said.rest[0])
            return [one.title for one in said.items], said.rest[0] if said.rest else ""

        pages, before = [looked("title")], ""
        while before := pages[-1][1]:
            pages.append(looked("title", before))
        none, rest = looked("title 4")
        assert (none, names[rest]) == ([], pages[0][0][-1]), "it is among the older ones"
        assert looked("title", among=5) == ([title for found, _ in pages for title in found], "")
        assert looked("title", limit=1)[1] == "", "what was found is enough"
        assert looked("title", before="nothing of ours") == pages[0]
        return [(found, names.get(rest, "")) for found, rest in pages]

    pages = await store.tx(look)
    found = [title for titles, _ in pages for title in titles]
    assert found[0] == "Title 0"
    assert sorted(found) == [f"Title {number}" for number in range(5)]
    assert [len(titles) for titles, _ in pages] == [2, 2, 1]
    assert [rest for _, rest in pages] == [pages[0][0][-1], pages[1][0][-1], ""]


WHOLE = {f"SCAN {table}" for table in rows.metadata.tables}


async def test_what_a_steward_or_a_room_asks_goes_through_no_whole_table(file: Path) -> None:
    """However much is kept: by SQLite's own words on how it would find it."""
    store = Database(f"sqlite:///{file}")
    store.open()

    def ask(tx: Transaction) -> list[str]:
        item, topics = making.item(tx).id, making.topic(tx, "kernel")
        room = making.room(tx, topics=topics).id
        making.about(tx, item, *topics)
        making.heard(tx, item, *making.source(tx, "lwn"))
        with told(tx) as asked:
            tx.items.search(["kernel"], since=NOW - DAY, limit=9, among=99)
            tx.items.search(["kernel"], since=None, limit=9, among=99, before=item)
            tx.answers.reasons(since=NOW - DAY)
            assert tx.items.candidates(room, since=NOW - DAY, now=NOW)
        return [how for statement, values in asked for how in plan(tx, statement, values)]

    try:
        plans = await store.tx(ask)
    finally:
        store.close()
    assert any("ix_items_at_id" in how for how in plans)
    assert any("ix_answers_not_for_us" in how for how in plans)
    assert any("ix_entries_news_at" in how for how in plans)
    assert {how for how in plans if how in WHOLE} == set()


@contextmanager
def told(tx: Transaction) -> Iterator[list[tuple[str, Any]]]:
    """The questions inside, with their values."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, values))

    event.listen(inside(tx), "before_cursor_execute", note)
    yield asked
    event.remove(inside(tx), "before_cursor_execute", note)


def plan(tx: Transaction, statement: str, values: Any) -> list[str]:
    """How SQLite would answer a question."""
    return [row.detail for row in inside(tx).exec_driver_sql(f"explain query plan {statement}", values)]
