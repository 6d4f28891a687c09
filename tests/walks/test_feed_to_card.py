"""Walk 1: what a feed tells becomes a heard card; enough colleagues make it ask."""

from tests.fakes.feeds import rss
from tests.town import Town, actions, subject

ITEM = """<title>Rust in the kernel: what two years taught us</title><link>https://news.example/rust</link>
<guid>rust-1</guid><description>Two maintainers look back at their first drivers.</description>"""


async def test_a_feed_is_heard_and_asks_only_after_three_colleagues_found_it_worth_sharing(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)

    [card] = await town.room("engineering")
    assert card["card"]["title"] == "Rust in the kernel: what two years taught us"
    assert "Heard in Morning Ledger" in card["card"]["facts"][0]
    assert not card["card"]["ask"]
    assert actions(card)[:2] == ["worth_it", "less"]

    for who in ("ana", "ben"):
        await town.press(who, "worth_it", card)
    [card] = await town.room("engineering")
    assert not card["card"]["ask"]

    await town.press("chloe", "worth_it", card)
    [card] = await town.room("engineering")
    assert card["card"]["ask"]
    assert actions(card)[:3] == ["would_share", "draft", "scroll_past"]
    assert subject(card, "would_share")
