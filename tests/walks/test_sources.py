"""A steward looks after the sources at their desk, in chat; nobody else can, and nobody becomes known by trying."""

import pytest
from playwright.async_api import expect

from bot.chat.addresses import Address
from bot.domain.acts import Act
from bot.domain.sources import new_source
from tests.fakes.feeds import Answer, rss
from tests.town import Json, Town, TownMaker
from tests.walks.browser import CHROMIUM, Keyboard, looking, wears_well
from tests.walks.steps import HTML, buttons, entry, field, form, now, options, sleep, words

BLOG, BLOG_FEED = "/harbour/", "/harbour/feed.xml"

NEWS = (
    entry("What the kernel learnt from Rust", "https://harbour.example/rust"),
    entry("A soup that takes all day", "https://harbour.example/soup"),
    entry("Rain in the north", "https://harbour.example/rain"),
)


def a_blog(town: Town, *items: str) -> str:
    """A page that names its feed, and the feed; returns the page's address."""
    head = f'<title>Harbour Blog</title><link rel=alternate type="application/rss+xml" href="{BLOG_FEED}">'
    town.feeds.serve(BLOG_FEED, Answer(rss(*items)))
    return town.feeds.serve(BLOG, Answer(f"<!doctype html><html><head>{head}</head></html>", headers=HTML))


async def desk(town: Town, who: str = "ingrid") -> list[str]:
    """The actions of the buttons on somebody's own page."""
    reply = await town.do(who, "open")
    assert reply is not None
    return [one["action"] for one in reply["page"]["card"]["buttons"]]


async def look_after(town: Town, name: str, deed: str) -> Json | None:
    """Ingrid chooses a source by its name, and what is to be done."""
    opened = form(await town.press("ingrid", "look_after_source"))
    source = options(opened, "source")[name]
    return await town.submit("ingrid", "look_after_source", {"source": source, "deed": deed})


async def acts(town: Town) -> list[Act]:
    """What stewards did, oldest first."""
    return [done.act for done in reversed(await town.bot.store.read(lambda tx: tx.acts.last(limit=99)))]


async def test_a_steward_adds_a_page_tries_pauses_lets_go_on_and_removes(town: Town) -> None:
    assert "desk_sources" in await desk(town)
    before = words(await town.press("ingrid", "desk_sources"))
    assert before == "Sources\nOne source, and nothing is wrong.\n• Morning Ledger · heard just now"

    opened = form(await town.press("ingrid", "add_source"))
    assert [one["required"] for one in opened["fields"]] == [True, False]
    added = await town.submit("ingrid", "add_source", {"address": a_blog(town, *NEWS), "name": ""})
    assert words(added).startswith("Added: 127.0.0.1")
    shown = words(await town.press("ingrid", next(iter(buttons(added)))))
    assert f"• Harbour Blog · heard just now (its feed: {town.feeds.url(BLOG_FEED)})" in shown.splitlines()
    assert await town.room("engineering") == [], "what stood there is known, not news"

    tried = words(await look_after(town, "Harbour Blog", "try"))
    assert tried.splitlines() == [
        "What Harbour Blog would have brought",
        "Of the 3 items of the last seven days, 2 fit what rooms follow. Rooms would have heard the best of that, a few"
        " a day. This look changes nothing.",
        "• A soup that takes all day · Kitchen",
        "• What the kernel learnt from Rust · Engineering",
    ]
    assert await town.room("kitchen") == []

    assert words(await look_after(town, "Harbour Blog", "pause")).startswith("Harbour Blog is paused")
    assert "Harbour Blog · paused by a steward" in words(await town.press("ingrid", "desk_sources"))
    fresh = entry("Rust in one more driver", "https://harbour.example/driver")
    town.feeds.serve(BLOG_FEED, Answer(rss(fresh, *NEWS)))
    await sleep(town, hours=3)
    assert len(town.feeds.asked(BLOG_FEED)) == 1

    assert words(await look_after(town, "Harbour Blog", "go_on")).startswith("Harbour Blog goes on")
    await sleep(town, minutes=1)
    assert [card["card"]["title"] for card in await town.room("engineering")] == ["Rust in one more driver"]

    assert words(await look_after(town, "Harbour Blog", "remove")).startswith("Harbour Blog is removed")
    assert "Harbour Blog" not in words(await town.press("ingrid", "desk_sources"))
    await sleep(town, hours=3)
    assert len(town.feeds.asked(BLOG_FEED)) == 2
    [card] = await town.room("engineering")
    assert "Harbour Blog" in str(card["card"]["facts"]), "what it brought stays"
    assert await acts(town) == [Act.ADDED_SOURCE, Act.PAUSED_SOURCE, Act.RESUMED_SOURCE, Act.REMOVED_SOURCE]
    assert "added a source" in words(await town.press("ingrid", "desk_acts"))
    assert await town.private("ingrid") == [], "nothing of this leaves as a message"


async def test_what_is_no_address_or_is_known_is_refused_kindly_and_the_form_stays_open(town: Town) -> None:
    async def told(address: str) -> str:
        reply = await town.submit("ingrid", "add_source", {"address": address, "name": ""})
        assert reply is not None
        return str(reply["errors"]["address"])

    for address in ("soup of the day", "javascript:alert(1)", "ingrid@example.org", "ftp://example.org/feed"):
        assert "could not read that as a web address" in await told(address)
    assert "password" in await told("https://ingrid:secret@example.org/")
    assert "fill" in (await told("")).lower()
    known = town.feeds.url("/feed.xml")
    for address in (known, f"  {known}/ ", known.replace("http:", "feed:"), f"{known}#top"):
        assert await told(address) == "I listen to this one already. It is called Morning Ledger."
    assert await acts(town) == []
    page = a_blog(town)
    await town.submit("ingrid", "add_source", {"address": page, "name": "Harbour"})
    for address in (page, town.feeds.url(BLOG_FEED)):
        assert await told(address) == "I listen to this one already. It is called Harbour."
    assert await acts(town) == [Act.ADDED_SOURCE]


async def test_one_of_app_yaml_can_be_paused_over_a_restart_but_not_removed(make_town: TownMaker) -> None:
    town = await make_town()
    refused = await look_after(town, "Morning Ledger", "remove")
    assert refused is not None
    assert refused["errors"] == {
        "deed": "Morning Ledger stands in app.yaml, so it can be removed only there. Here it can be paused."
    }
    await look_after(town, "Morning Ledger", "pause")
    await town.submit("ingrid", "add_source", {"address": a_blog(town, *NEWS), "name": ""})
    await town.bot.stop()
    asked = len(town.feeds.asked("/feed.xml"))
    again = await make_town()
    await sleep(again, hours=3)
    shown = words(await again.press("ingrid", "desk_sources"))
    assert "Morning Ledger · paused by a steward" in shown
    assert "Harbour Blog · heard just now" in shown, "what was added is there after a restart as well"
    assert len(again.feeds.asked("/feed.xml")) == asked


async def test_a_page_without_a_feed_says_so_and_what_can_be_done(town: Town) -> None:
    page = town.feeds.serve("/bare/", Answer("<!doctype html><title>Bare</title>", headers=HTML))
    await town.submit("ingrid", "add_source", {"address": page, "name": "Bare"})
    shown = words(await town.press("ingrid", "desk_sources")).splitlines()
    assert shown[1] == "2 sources; one needs a look, and stands first."
    assert shown[2].startswith("• Bare · no feed found so far: the page there names none.")
    await town.submit("ingrid", "add_source", {"address": "http://127.0.0.2:9/", "name": "Inside"})
    shown = words(await town.press("ingrid", "desk_sources")).splitlines()
    assert "Inside · not asked so far: the address leads into a private network" in shown[3]


async def test_two_hundred_sources_are_looked_after_by_some_letters_of_their_names(town: Town) -> None:
    moment = await now(town)
    many = [new_source(f"Paper {number:03}", f"http://paper-{number}.localhost:9/feed") for number in range(200)]
    await town.bot.store.tx(lambda tx: tx.sources.add(many, now=moment))
    shown = words(await town.press("ingrid", "desk_sources"))
    assert shown.splitlines()[-1] == "… and 181 more."
    assert len(shown) < 3000
    opened = form(await town.press("ingrid", "look_after_source"))
    assert [one["name"] for one in opened["fields"]] == ["search"]

    async def search(letters: str) -> Json:
        reply = await town.submit("ingrid", "look_after_source", {"search": letters})
        assert reply is not None
        return reply

    assert "200 sources" in (await search("paper"))["errors"]["search"]
    assert "No source" in (await search("soup"))["errors"]["search"]
    found = form(await search("R 01"))
    assert list(options(found, "source")) == [f"Paper {number:03}" for number in range(10, 20)]
    assert field(form(await search("paper 123")), "source")["value"], "the only one is chosen already"
    fields = {"source": options(found, "source")["Paper 012"], "deed": "remove"}
    assert "Paper 012 is removed" in words(await town.submit("ingrid", "look_after_source", fields))


async def test_nobody_but_a_steward_gets_in_and_nobody_becomes_known_by_trying(town: Town) -> None:
    page = a_blog(town, *NEWS)
    [ledger] = await town.bot.store.read(lambda tx: tx.sources.all())
    await town.join("ana")
    for who in ("ana", "ben"):
        assert not [one for one in await desk(town, who) if "source" in one]
        for action in ("desk_sources", "add_source", "look_after_source"):
            assert words(await town.press(who, action)) == "That is for stewards."
        tries: list[tuple[str, Json]] = [("add_source", {"address": page, "name": ""})]
        tries += [("look_after_source", {"source": ledger.id, "deed": deed}) for deed in ("pause", "remove", "try")]
        tries += [("look_after_source", {"search": "ledger"}), ("add_source", {})]
        for name, fields in tries:
            assert words(await town.submit(who, name, fields)) == "That is for stewards."
    assert await town.bot.store.read(lambda tx: tx.sources.all()) == [ledger]
    assert await town.bot.store.read(lambda tx: tx.people.at(Address("playground", "playground", "ben"))) is None
    assert await acts(town) == []
    await town.submit("ingrid", "add_source", {"address": page, "name": ""})
    assert len(await town.bot.store.read(lambda tx: tx.sources.all())) == 2, "the control: a steward gets in"


@pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM FOUND: nobody looked after sources in the playground")
@pytest.mark.xdist_group("browser")
async def test_all_of_it_can_be_done_by_keyboard_and_on_a_phone(town: Town) -> None:
    page_address = a_blog(town, *NEWS)
    async with looking(town.bot.url, as_="ingrid", at="page") as page:
        keys, whisper, opened = Keyboard(page), page.get_by_test_id("whisper"), page.get_by_test_id("form")
        await keys.button("Sources")
        await expect(whisper).to_contain_text("Morning Ledger · heard")
        await keys.button("Add a source", within=whisper)
        await keys.write(opened.locator("[name=address]"), "soup of the day")
        await keys.send_form()
        await expect(opened).to_contain_text("could not read that as a web address")
        await wears_well(page, "light at a desk", "dark on a phone")
        await keys.write(opened.locator("[name=address]"), page_address)
        await keys.send_form()
        await expect(whisper).to_contain_text("Added: 127.0.0.1")
        await town.bot.settled()  # the first look
        await keys.button("See the sources", within=whisper)
        await expect(whisper).to_contain_text("Harbour Blog · heard")
        await wears_well(page, "dark at a desk", "light on a phone")
        await keys.button("Look after a source", within=whisper)
        await keys.reach(opened.locator("[name=source]"))
        await page.keyboard.type("Harbour")
        await keys.reach(opened.get_by_label("Pause it"))
        await page.keyboard.press("ArrowUp")
        await expect(opened.get_by_label("Try it")).to_be_checked()
        await wears_well(page, "light at a desk", "dark on a phone")
        await keys.send_form()
        await expect(whisper).to_contain_text("• A soup that takes all day · Kitchen")
