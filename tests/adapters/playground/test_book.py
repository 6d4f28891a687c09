"""The playground's memory: a message stands once per key, and all of it is there again after the file was closed."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.playground.book import LAST, Book
from tests.fakes.clock import TUESDAY

CARD: dict[str, object] = {"title": "Rust in the kernel 👩🏽‍💻"}


@pytest.fixture
async def book(tmp_path: Path) -> AsyncIterator[Book]:
    one = Book(tmp_path / "deep" / "folder" / "playground.db")
    await one.open()
    yield one
    await one.close()


async def test_a_message_stands_once_per_key_however_often_and_at_once_it_is_posted(book: Book) -> None:
    numbers = await asyncio.gather(*(book.post("room:a", "k1", CARD, TUESDAY) for _ in range(20)))
    assert set(numbers) == {"1"}
    assert await book.post("room:a", "k2", CARD, TUESDAY) == "2"
    assert [one.id for one in await book.messages("room:a")] == ["1", "2"]
    assert (await book.by_key("k1"), await book.by_key("none")) == ("1", None)


async def test_what_is_posted_again_under_its_key_stays_as_it_was_and_is_redrawn_only_by_its_id(book: Book) -> None:
    number = await book.post("room:a", "k1", CARD, TUESDAY)
    await book.post("room:b", "k1", {"title": "Other"}, TUESDAY)
    assert [one.card for one in await book.messages("room:a")] == [CARD]
    assert await book.messages("room:b") == []
    assert await book.redraw(number, {"title": "New"})
    assert not await book.redraw("99", {"title": "New"})
    assert [one.card for one in await book.messages("room:a")] == [{"title": "New"}]


async def test_reactions_and_answers_are_kept_per_message_and_person(book: Book) -> None:
    number = await book.post("room:a", "k1", CARD, TUESDAY)
    for who in ("ana", "ben", "ana"):
        await book.react(number, "👍", who, added=True)
    await book.react(number, "👍", "ben", added=False)
    await book.react(number, "🔖", "nobody", added=False)
    await book.say(number, "ana", ("worth_it",))
    await book.say(number, "ana", ("worth_it", "save"))
    [message] = await book.messages("room:a")
    assert message.reactions == {"👍": ["ana"]}
    assert message.said == {"ana": ["worth_it", "save"]}


@pytest.mark.parametrize("message", ["", "0", "-1", "1; drop table messages", "١", "9" * 30, "1.0", "\ud800"])
async def test_an_id_that_is_none_leads_nowhere(book: Book, message: str) -> None:
    await book.post("room:a", "k1", CARD, TUESDAY)
    assert await book.place_of(message) is None
    assert not await book.redraw(message, {})


async def test_only_the_last_messages_are_shown_the_oldest_first(book: Book) -> None:
    for number in range(LAST + 5):
        await book.post("room:a", f"k{number}", {"title": str(number)}, TUESDAY)
    titles = [one.card["title"] for one in await book.messages("room:a")]
    assert titles == [str(number) for number in range(5, LAST + 5)]


async def test_everything_is_there_again_when_the_file_is_opened_again(tmp_path: Path) -> None:
    file = tmp_path / "playground.db"
    first = Book(file)
    await first.open()
    number = await first.post("person:ana", "k1", CARD, TUESDAY)
    await first.react(number, "👍", "ana", added=True)
    await first.keep_page("ana", {"title": "Page"})
    await first.note("clock", "then")
    await first.note("clock", "now")
    await first.close()

    again = Book(file)
    await again.open()
    try:
        [message] = await again.messages("person:ana")
        assert (message.id, message.card, message.reactions, message.at) == (
            "1",
            CARD,
            {"👍": ["ana"]},
            TUESDAY.isoformat(),
        )
        assert await again.place_of("1") == "person:ana"
        assert await again.page("ana") == {"title": "Page"}
        assert (await again.noted("clock"), await again.noted("start")) == ("now", None)
        await again.keep_page("ana", None)
        assert await again.page("ana") is None
    finally:
        await again.close()
    await again.close()
