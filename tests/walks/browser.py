"""A person at a keyboard in a real browser, looking at the playground of a running town."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import MappingProxyType

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK, PHONE = (1280, 860), (390, 844)
LOOKS = MappingProxyType(
    {
        "light at a desk": ("light", DESK),
        "dark on a phone": ("dark", PHONE),
        "dark at a desk": ("dark", DESK),
        "light on a phone": ("light", PHONE),
    }
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAY = """wanted => {
  const at = document.activeElement;
  if (!wanted.isConnected) return 'gone';
  const there = at === wanted || (wanted.type === 'radio' && at.name === wanted.name);
  if (there) return at.matches(':focus-visible') ? 'here' : 'unseen';
  return at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? 'Shift+Tab' : 'Tab';
}"""
"""Which way the focus has to go; "gone" where what was looked for has been drawn again meanwhile."""


class Keyboard:
    """Somebody who uses no mouse: all that happens goes through Tab, Enter, Space, the arrows and letters."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def reach(self, wanted: Locator, *, most: int = 80) -> None:
        """Tab there, forwards or backwards; fails where Tab never gets there, or where the focus cannot be seen."""
        await expect(wanted).to_be_visible()
        element = await wanted.element_handle()
        for _ in range(most):
            way = await self.page.evaluate(WAY, element)
            assert way != "unseen", "the focus cannot be seen"
            if way == "here":
                return
            if way == "gone":
                element = await wanted.element_handle()
            else:
                await self.page.keyboard.press(way)
        raise AssertionError(f"{wanted} is not reached by keyboard")

    async def press(self, wanted: Locator, key: str = "Enter") -> None:
        """Go there and press it."""
        await self.reach(wanted)
        await self.page.keyboard.press(key)

    async def write(self, wanted: Locator, words: str) -> None:
        """Go there and write; what stood there is written over."""
        await self.reach(wanted)
        await self.page.keyboard.press("Control+A")
        await self.page.keyboard.type(words)

    async def say(self, words: str) -> None:
        """A command, typed into the box and sent."""
        await self.write(self.page.get_by_test_id("command-words"), words)
        await self.page.keyboard.press("Enter")

    async def button(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button by what it says."""
        await self.press((within or self.page.locator("body")).get_by_role("button", name=name, exact=True).first)

    async def go(self, place: str) -> None:
        """Follow the link to a place."""
        await self.press(self.page.locator(f"[data-place='{place}']"))
        await expect(self.page.locator(f"[data-place='{place}']")).to_have_attribute("aria-current", "page")

    async def become(self, letters: str, who: str) -> None:
        """Choose another person by the first letters of their name."""
        await self.reach(self.page.get_by_test_id("person"))
        await self.page.keyboard.type(letters)
        await self.page.wait_for_selector(f"body[data-ready='{who}']")  # what was there before is drawn anew for them

    async def send_form(self) -> None:
        """Send the form that is open."""
        await self.press(self.page.get_by_test_id("form-send"))


@asynccontextmanager
async def looking(address: str, *, as_: str, at: str) -> AsyncIterator[Page]:
    """The playground in Chromium, which must neither throw nor break its Content-Security-Policy."""
    wrong: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(
            viewport={"width": DESK[0], "height": DESK[1]}, color_scheme="light", reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        expect.set_options(timeout=15_000)
        page = await context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if "Security Policy" in line.text else None)
        await page.goto(f"{address}/#as={as_}&at={at}")
        await page.wait_for_selector("body[data-ready]")
        yield page
        await browser.close()
    assert wrong == []


async def serious(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA that keeps people out, of serious or critical impact."""
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(Axe().axe_script)
    found = await page.evaluate("rules => axe.run({runOnly: rules}).then(found => found.violations)", WCAG)
    return [
        f"{one['id']}: {[node['html'] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


async def wears_well(page: Page, *looks: str) -> None:
    """In these looks axe finds nothing serious and nothing sticks out at the side; then it is light at a desk again."""
    for name in looks:
        scheme, (width, height) = LOOKS[name]
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        await page.set_viewport_size({"width": width, "height": height})
        assert await serious(page) == [], name
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, name
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
