"""What is taken back, refused or forgotten stays so, also in the moments in between."""

from dataclasses import replace

from bot.chat.addresses import Address
from bot.domain.health import Trouble
from bot.ports import Transaction
from tests.fakes.feeds import Answer, rss
from tests.town import FEED, Town, TownMaker
from tests.walks.test_feed_to_card import ITEM

TITLE = "The night the pump went quiet"
STORY = {"title": TITLE, "story": "It was late, and the pump was quiet.", "kind": "lesson", "signed": "named"}


async def told(town: Town, who: str = "ana", **more: object) -> str:
    """A story of this person's, told in the kitchen as far as it may be; its id."""
    kept = await town.submit(who, "story", {**STORY, **more})
    assert kept is not None
    story = str(kept["whisper"]["card"]["buttons"][0]["subject"])
    await tell(town, who, story)
    return story


async def tell(town: Town, who: str, story: str) -> object:
    form = await town.press(who, "tell_story", story)
    assert form is not None
    rooms = {one["label"]: one["value"] for one in form["form"]["fields"][0]["options"]}
    return await town.submit(who, "tell_story", {"room": rooms["Kitchen"]}, subject=story)


async def test_a_story_withdrawn_while_its_card_is_in_the_air_is_cleared_once_it_lands(town: Town) -> None:
    await town.join("ana")
    await town.bot.deliver.drain()
    slow = town.bot.platforms["playground"]
    landed: list[str] = []

    class WithdrawnMeanwhile:
        """The playground, at which the author presses "withdraw" just before a card lands."""

        name = "playground"

        def __getattr__(self, name: str) -> object:
            return getattr(slow, name)

        async def send(self, to: Address, card: object, *, key: str) -> object:
            if to.id == "kitchen" and not landed:
                landed.append(key)
                await town.post(
                    "/api/events", {"as": "ana", "do": "press", "action": "withdraw_story", "subject": story}
                )
            return await slow.send(to, card, key=key)  # type: ignore[arg-type]

    kept = await town.submit("ana", "story", STORY)
    assert kept is not None
    story = str(kept["whisper"]["card"]["buttons"][0]["subject"])
    town.bot.platforms["playground"] = WithdrawnMeanwhile()  # type: ignore[assignment]
    await tell(town, "ana", story)
    await town.bot.settled()

    assert landed
    [card] = await town.room("kitchen")
    assert card["card"]["title"] == "Taken back"


async def test_a_no_cannot_be_taken_off_the_list(town: Town) -> None:
    for who in ("ana", "ben"):
        await town.join(who)
    words = "Ben held the torch, and the pump was quiet."
    story = await told(town, story=words, colleagues=["ben"])
    [question] = [one for one in await town.private("ben") if "name_no" in str(one)]
    await town.press("ben", "name_no", question)

    await town.submit("ana", "story", {**STORY, "story": words, "colleagues": []}, subject=story)
    await tell(town, "ana", story)

    assert await town.room("kitchen") == []


async def test_a_name_that_must_not_stand_is_found_however_it_is_written(town: Town) -> None:
    for who in ("ana", "chloe"):
        await town.join(who)
    await town.later(hours=6)  # it is morning in Toronto
    for words in ("Chloe laughed.", "It was Chloe\u0301s torch.", "CHL\u200bOÉ was there."):
        story = await told(town, story=words, colleagues=["chloe"])
        question = [one for one in await town.private("chloe") if "name_no" in str(one)][-1]
        await town.press("chloe", "name_no", question)
        assert await town.room("kitchen") == [], words
        await town.press("ana", "throw_story", story)


async def test_a_picture_put_beside_a_name_asks_anew(town: Town) -> None:
    for who in ("ana", "ben"):
        await town.join(who)
    words = "Ben held the torch."
    story = await told(town, story=words, colleagues=["ben"])
    [first] = [one for one in await town.private("ben") if "name_yes" in str(one)]

    more = {**STORY, "story": words, "colleagues": ["ben"], "picture": "https://example.org/ben.jpg"}
    await town.submit("ana", "story", more, subject=story)
    await tell(town, "ana", story)
    await town.press("ben", "name_yes", first)
    assert await town.room("kitchen") == []

    second = [one for one in await town.private("ben") if "name_yes" in str(one)][-1]
    assert "https://example.org/ben.jpg" in str(second["card"]["facts"])
    await town.press("ben", "name_yes", second)
    assert [one["card"]["title"] for one in await town.room("kitchen")] == [TITLE]


async def test_a_waiting_story_is_not_told_after_its_author_left(town: Town) -> None:
    for who in ("ana", "ben"):
        await town.join(who)
    await told(town, story="Somebody held the torch.", colleagues=["ben"])
    await town.ask("ana", "leave")
    [question] = [one for one in await town.private("ben") if "name_yes" in str(one)]
    await town.press("ben", "name_yes", question)
    assert await town.room("kitchen") == []


async def test_a_story_has_no_scroll_past_and_comes_to_nobody_as_a_nudge(town: Town) -> None:
    for who in ("ana", "ben"):
        await town.join(who, networks=["mastodon"])
        await town.ask(who, "nudges on")
    await told(town)
    [card] = await town.room("kitchen")
    await town.react("ben", card, "⏭️")
    await town.bot.nudge.run()
    await town.bot.settled()

    subject = card["card"]["buttons"][0]["subject"]
    assert "scroll_past" not in str(await town.press("ben", "scroll_past", subject))
    assert "scroll_past" not in str(await town.ask("ben", "export"))
    assert [one for who in ("ana", "ben") for one in await town.private(who)] == []


async def test_counts_fall_below_five_again_when_one_of_five_is_forgotten(make_town: TownMaker) -> None:
    town = await make_town(more="cards: {ask_from: 1}")
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    [card] = await town.room("engineering")
    await town.press("ana", "worth_it", card)
    [card] = await town.room("engineering")
    for who in ("ana", "ben", "chloe", "deniz", "farah"):
        await town.press(who, "would_share", card)
    await town.later(minutes=5)
    [card] = await town.room("engineering")
    assert card["card"]["tallies"] == {"would_share": 5}

    await town.press("farah", "forget_yes")
    await town.later(minutes=5)
    [card] = await town.room("engineering")
    assert card["card"]["tallies"] == {}
    assert (await town.room("engineering", "farah"))[0]["mine"] == []


async def test_what_colleagues_brought_and_answered_no_feed_rewrites(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    for who in ("ana", "ben", "chloe"):
        [card] = await town.room("engineering")
        await town.press(who, "worth_it", card)

    await town.news(rss(ITEM.replace("Rust in the kernel: what two years taught us", "Buy my coins")))
    await town.later(minutes=40)

    assert [one["card"]["title"] for one in await town.room("engineering")] == [
        "Rust in the kernel: what two years taught us"
    ]


async def test_a_feed_that_could_not_be_read_at_first_brings_no_old_entries_as_news(town: Town) -> None:
    town.feeds.serve(FEED, Answer("<html><body>Back soon</body></html>", headers={"Content-Type": "text/html"}))

    def forget_that_it_was_read(tx: Transaction) -> None:
        [source] = tx.sources.all()
        tx.sources.asked(replace(source, read_at=None, next_at=None, digest=None))

    await town.bot.store.tx(forget_that_it_was_read)
    for _ in range(2):  # unreadable, then the very same body
        await town.bot.store.tx(lambda tx: tx.sources.all_due(now=town.bot.clock.now()))
        await town.bot.listen.run()
    [source] = await town.bot.store.read(lambda tx: tx.sources.all())
    assert (source.read_at, source.trouble, source.errors) == (None, Trouble.NOT_A_FEED, 2)

    await town.news(rss(ITEM))
    await town.bot.store.tx(lambda tx: tx.sources.all_due(now=town.bot.clock.now()))
    await town.bot.listen.run()
    await town.bot.choose.run()
    await town.bot.settled()
    assert await town.room("engineering") == []
