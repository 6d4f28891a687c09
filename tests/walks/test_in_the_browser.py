"""The playground as a person meets it: the running bot in a real browser, by keyboard alone."""

import pytest
from playwright.async_api import expect

from tests.fakes.feeds import rss
from tests.town import Town
from tests.walks.browser import CHROMIUM, Keyboard, looking, serious, wears_well
from tests.walks.steps import a_page

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="NO CHROMIUM FOUND: nobody walked through the playground"),
    pytest.mark.xdist_group("browser"),
]

ITEM = """<title>Rust in the kernel: what two years taught us</title><link>https://news.example/rust</link>
<guid>rust-1</guid><description>Two maintainers look back at their first drivers.</description>"""
ONE, OTHER = ("light at a desk", "dark on a phone"), ("dark at a desk", "light on a phone")
"""Each view is looked at in two looks that differ in everything, and the views take turns."""


async def test_a_newcomer_lets_a_card_ask_joins_and_comes_back_to_the_draft(town: Town) -> None:
    await town.news(rss(ITEM))
    await town.later(minutes=20)
    async with looking(town.bot.url, as_="ana", at="room:engineering") as page:
        keys, whisper, form = Keyboard(page), page.get_by_test_id("whisper"), page.get_by_test_id("form")
        await expect(page.get_by_test_id("welcome")).to_contain_text("Press “Worth sharing”")
        await wears_well(page, *ONE, *OTHER)
        await keys.button("Got it")
        await expect(page.get_by_test_id("welcome")).to_be_hidden()

        for name, who in (("Ben", "ben"), ("Chlo", "chloe"), ("Ana", "ana")):
            await keys.become(name, who)
            await keys.button("Worth sharing")
            await expect(whisper).to_contain_text("Nobody else sees what you pressed")
        await expect(page.get_by_test_id("step-worth")).to_contain_text("done")

        await keys.button("Draft it with me")
        await expect(whisper).to_contain_text("Before you join")
        await wears_well(page, *OTHER)
        await keys.button("Join", within=whisper)
        await expect(whisper).to_contain_text("Welcome, Ana")
        await keys.button("Draft it with me", within=whisper)
        await keys.send_form()
        await expect(form).to_contain_text("Pick at least one")
        await keys.press(form.get_by_label("Mastodon"), "Space")
        await keys.send_form()

        await expect(form).to_have_attribute("data-form", "interview")
        await wears_well(page, *ONE)
        await keys.write(page.locator("[name=answer]"), "We lost a week to one driver. Then it never failed again.")
        await keys.send_form()
        await keys.press(page.get_by_test_id("leads"))

        draft = page.get_by_test_id("message")
        await expect(draft).to_contain_text("We lost a week to one driver.")
        await wears_well(page, *OTHER)
        await keys.button("Edit")
        await keys.write(page.locator("[name=text]"), "We lost a week, and it was worth it.")
        await keys.send_form()
        await expect(draft).to_contain_text("We lost a week, and it was worth it.")
        await keys.go("page")
        await expect(page.get_by_role("button", name="Mastodon: Rust in the kernel")).to_be_visible()
        await wears_well(page, *ONE)


async def test_a_member_brings_tells_pauses_looks_and_is_forgotten(town: Town) -> None:
    link = town.feeds.serve("/bread", a_page("Bread without kneading", "Time does the work of hands."))
    await town.join("ana")
    async with looking(town.bot.url, as_="ana", at="room:kitchen") as page:
        keys, whisper, form = Keyboard(page), page.get_by_test_id("whisper"), page.get_by_test_id("form")

        await keys.say("/earshot nudges on")
        await expect(whisper.last).to_contain_text("Nudges are on")
        await keys.button("Turn off nudges", within=whisper.last)
        await expect(whisper.last).to_contain_text("Nudges are off")

        await keys.say("/find")
        await wears_well(page, *ONE)
        await page.keyboard.press("Escape")
        await expect(page.get_by_text("/find", exact=True)).to_have_count(1)  # in the steps, and no longer in the room
        await keys.say(f"/find {link} for our breaks")
        await expect(whisper.last).to_contain_text("having a look")
        await expect(page.get_by_role("heading", name="Bread without kneading")).to_be_visible()
        await keys.press(page.get_by_test_id("leads"))
        await expect(page.get_by_test_id("message")).to_contain_text("About the link you brought")
        await wears_well(page, *OTHER)

        await keys.go("room:kitchen")
        await keys.say("/story")
        await keys.write(page.locator("[name=title]"), "The loaf that would not rise")
        await keys.send_form()
        await expect(page.locator("#field-story-error")).to_be_visible()
        await wears_well(page, *OTHER)
        await keys.write(page.locator("[name=story]"), "It was me: I had forgotten the salt, and then the oven.")
        await keys.send_form()
        await keys.button("Tell it in a room")
        await keys.reach(form.locator("[name=room]"))
        await page.keyboard.type("Kit")
        await keys.send_form()
        await expect(whisper.last).to_contain_text("It goes to Kitchen")
        await expect(page.get_by_text("A story by Ana")).to_be_visible()

        await keys.say("/earshot pause 2w")
        await expect(whisper.last).to_contain_text("Paused until")
        await keys.go("page")
        await keys.button("Resume")
        await expect(page.get_by_text("Welcome back")).to_be_visible()
        await expect(page.get_by_role("button", name="Pause")).to_be_visible()

        await keys.button("Show all that is kept")
        await expect(whisper).to_contain_text("The loaf that would not rise")
        await keys.press(whisper.locator("summary"))
        await expect(whisper.get_by_role("region")).to_contain_text('"external_id": "ana"')
        await wears_well(page, *ONE)

        await keys.button("Forget me")
        await keys.button("Yes, forget me")
        await expect(whisper).to_contain_text("Forgotten")
        await expect(page.get_by_role("heading", name="Before you join")).to_be_visible()
        await wears_well(page, *OTHER)


async def test_control_what_a_keyboard_or_a_screen_reader_cannot_reach_is_noticed(town: Town) -> None:
    async with looking(town.bot.url, as_="ana", at="room:kitchen") as page:
        keys = Keyboard(page)
        await page.evaluate("document.getElementById('tries-toggle').tabIndex = -1")
        with pytest.raises(AssertionError, match="not reached by keyboard"):
            await keys.reach(page.get_by_test_id("tries-toggle"), most=30)
        await page.evaluate("document.getElementById('menu').parentElement.prepend(document.createElement('button'))")
        assert any(found.startswith("button-name") for found in await serious(page))
