"""Walk 1: what a feed tells becomes a heard card; enough colleagues make it ask."""

from datetime import datetime, timedelta

import pytest

from tests.fakes.feeds import Answer, rss
from tests.town import Town, subject
from tests.walks.steps import (
    entry,
    follow_everything,
    listen_also,
    saturday,
    sleep,
    sleep_until,
    the_card,
    words,
    working_day,
)

TITLE = "Rust in the kernel: what two years taught us"
ITEM = f"""<title>{TITLE}</title><link>https://news.example/rust</link>
<guid>rust-1</guid><description>Two maintainers look back at their first drivers.</description>"""


async def test_no_time_and_no_number_of_tellings_makes_a_heard_card_ask(town: Town) -> None:
    await listen_also(town, ["gazette", "courier"])
    for path in ("/gazette.xml", "/courier.xml"):
        town.feeds.serve(path, Answer(rss(ITEM)))
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    for who in ("ana", "ben"):  # one fewer than app.yaml wants
        await town.press(who, "worth_it", await the_card(town, TITLE))

    await sleep_until(town, await working_day(town, days=7))

    assert not (await the_card(town, TITLE))["card"]["ask"]


@pytest.mark.both
async def test_the_same_story_from_two_sources_is_one_card_that_names_both(town: Town) -> None:
    await listen_also(town, ["gazette"])
    town.feeds.serve("/gazette.xml", Answer(rss(entry(TITLE, "https://gazette.example/2026/rust-kernel?utm_source=x"))))
    await town.news(rss(ITEM))
    await town.later(minutes=20)

    card = await the_card(town, TITLE)
    assert "and 1 more" in card["card"]["facts"][0]
    why = words(await town.press("ben", "why", card))
    assert "Morning Ledger" in why
    assert "Gazette" in why


@pytest.mark.parametrize(("known", "cards"), [(False, 0), (True, 1)])
async def test_what_stands_in_a_feed_when_it_is_first_read_is_known_and_not_news(
    town: Town, *, known: bool, cards: int
) -> None:
    """The control is a bot that takes a new source for an old acquaintance: its whole past would be news."""
    old = [entry(f"Kernel story number {n}", f"https://gazette.example/{n}") for n in range(40)]
    town.feeds.serve("/gazette.xml", Answer(rss(*old)))
    await listen_also(town, ["gazette"], known=known)
    await town.later(minutes=20)
    assert len(await town.room("engineering")) == cards

    fresh = entry("Rust drivers reach the stable branch", "https://gazette.example/fresh")
    town.feeds.serve("/gazette.xml", Answer(rss(fresh, *old)))
    await sleep_until(town, await working_day(town, days=1))
    assert len(await town.room("engineering")) == cards + 1


@pytest.mark.both
async def test_a_room_gets_three_cards_a_day_half_an_hour_apart_and_none_in_quiet_hours_or_on_weekends(
    town: Town,
) -> None:
    await follow_everything(town)
    names = ["gazette", "courier", "herald", "beacon", "tribune"]
    titles = [
        "Kernel maintainers meet in Lisbon",
        "Sourdough bread returns to canteens",
        "Rust compiler halves its memory",
        "Soup kitchens publish recipes",
        "Bread prices fall for a second year",
    ]
    await listen_also(town, names)
    for name, title in zip(names, titles, strict=True):
        town.feeds.serve(f"/{name}.xml", Answer(rss(entry(title, f"https://{name}.example/1"))))

    async def cards() -> int:
        return len(await town.room("engineering"))

    await town.later(minutes=20)
    assert await cards() == 1
    [first] = await town.room("engineering")
    await sleep_until(town, datetime.fromisoformat(first["at"]) + timedelta(minutes=28))
    assert await cards() == 1
    for expected in (2, 3, 3, 3):
        await sleep(town, minutes=40)
        assert await cards() == expected
    await sleep_until(town, await working_day(town, "20:00", days=0))
    assert await cards() == 3

    town.feeds.serve("/gazette.xml", Answer(rss(entry("Kernel release slips by a week", "https://gazette.example/2"))))
    await sleep_until(town, await saturday(town))
    assert await cards() == 3
    town.feeds.serve("/courier.xml", Answer(rss(entry("A Rust debugger learns to walk", "https://courier.example/2"))))
    await sleep_until(town, await working_day(town, "08:30"))
    assert await cards() == 3
    await sleep_until(town, await working_day(town, "09:15", days=0))
    assert await cards() == 4


async def test_a_company_piece_says_so(town: Town) -> None:
    await listen_also(town, ["ourblog"], company=True)
    town.feeds.serve("/ourblog.xml", Answer(rss(entry("How we test kernel drivers", "https://blog.example/drivers"))))
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    await town.later(hours=1)

    assert "From the company" in (await the_card(town, "How we test kernel drivers"))["card"]["facts"]
    assert "From the company" not in (await the_card(town, TITLE))["card"]["facts"]


async def test_less_like_this_and_worth_sharing_can_be_taken_back(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    card = await the_card(town, TITLE)
    for who in ("ana", "ben"):
        await town.press(who, "worth_it", card)
    await town.press("ana", "take_back_worth_it", subject(card, "worth_it"))

    await town.press("chloe", "worth_it", card)
    assert not (await the_card(town, TITLE))["card"]["ask"]

    await town.press("ana", "less", card)
    assert (await the_card(town, TITLE, who="ana"))["mine"] == ["less"]
    await town.press("ana", "take_back_less", subject(card, "less"))
    await town.press("ana", "worth_it", card)
    assert (await the_card(town, TITLE))["card"]["ask"]
