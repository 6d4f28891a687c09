"""Pictures of all that a platform shows, drawn in headless Chromium by a renderer that its own makers or others keep.

The renderer is fetched once, with npm, into a folder that is in no commit. Nothing else is fetched while looking.
"""

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from playwright.async_api import FloatRect, Page, Route, async_playwright

from tests.walks.browser import CHROMIUM, QUIET

Json = dict[str, Any]
Checked = Callable[[Page], Awaitable[list[str]]]
HERE = Path(__file__).parent
CACHE = Path(".cache")
THEMES = ("light", "dark")
WIDTHS = {"desktop": (664, 2), "phone": (360, 4)}
"""How wide a column is in pixels, and how many of them are one picture; look.css lays them out."""

HIGH = 1_500
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 72 72">
<rect width="72" height="72" fill="#2f6f8f"/><circle cx="24" cy="27" r="9" fill="#ffd479"/>
<path d="M0 60l22-24 16 18 12-12 22 24v6H0z" fill="#bfe3d0"/></svg>"""
UNREACHABLE = """
Nothing could be fetched. `make look-{name}` needs npm (it comes with Node.js) and, the first time, its registry:
{packages}
Behind a proxy or with a registry of your own, npm is told with `npm config set`. What was fetched before is used again.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """How one platform is looked at: its folder, whose look.html draws `window.shown`, and what is fetched for it."""

    name: str
    folder: Path
    packages: tuple[str, ...]

    @property
    def fetched(self) -> Path:
        """Where the renderer is."""
        return CACHE / f"look-{self.name}-npm"

    @property
    def pictures(self) -> Path:
        """Where the pictures are."""
        return CACHE / f"look-{self.name}"

    def run(self, *command: str) -> None:
        """A command beside what was fetched."""
        subprocess.run([shutil.which(command[0]) or command[0], *command[1:]], cwd=self.fetched, check=True)

    def fetch(self) -> None:
        """The renderer, once, and beside it the page that draws. No package of it runs anything of its own here."""
        if CHROMIUM is None:
            raise SystemExit(f"`make look-{self.name}` needs Chromium (on Debian: apt install chromium).")
        self.fetched.mkdir(parents=True, exist_ok=True)
        done = self.fetched / "packages.txt"
        if not done.exists() or done.read_text() != "\n".join(self.packages):
            (self.fetched / "package.json").write_text('{"private": true}')
            quiet = ("--no-audit", "--no-fund", "--no-package-lock", "--no-save", "--legacy-peer-deps")
            try:
                self.run("npm", "install", "--ignore-scripts", *quiet, *self.packages)
            except (OSError, subprocess.CalledProcessError):
                raise SystemExit(UNREACHABLE.format(name=self.name, packages=" ".join(self.packages))) from None
            done.write_text("\n".join(self.packages))
        for page in (HERE / "look.css", *self.folder.glob("look.*")):
            if page.suffix != ".py":
                shutil.copy(page, self.fetched / page.name)
        (self.fetched / "picture.svg").write_text(PICTURE)

    def empty(self) -> None:
        """No pictures of an earlier time."""
        shutil.rmtree(self.pictures, ignore_errors=True)
        self.pictures.mkdir(parents=True)

    def draw(self, shown: Mapping[str, Sequence[Json]], *, check: Checked | None = None, **more: object) -> list[str]:
        """A picture of each sheet, light and dark, at both widths; what the browser and the check complained about.

        `more`: what the page is told besides what it shows. Whoever names sheets on the command line sees those alone.
        """
        shown = {name: some for name, some in shown.items() if name in (sys.argv[1:] or shown)}
        told = "".join(f"window.{name} = {json.dumps(value)}\n" for name, value in {"shown": shown, **more}.items())
        (self.fetched / "shown.js").write_text(told)
        return asyncio.run(self._draw(list(shown), check))

    async def _draw(self, names: list[str], check: Checked | None) -> list[str]:
        wrong: list[str] = []
        address = (self.fetched / "look.html").resolve().as_uri()
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=CHROMIUM, args=[*QUIET, "--allow-file-access-from-files"]
            )
            page = await browser.new_page(viewport={"width": 800, "height": HIGH})
            listen(page, wrong)
            await nothing_fetched(page, wrong)
            for name, theme, width in product(names, THEMES, WIDTHS):
                await page.goto(f"{address}?theme={theme}&width={width}&sheet={name}")
                await page.wait_for_selector("#root section")
                await self._take(page, f"{name}, {width}, {theme}", *WIDTHS[width])
                if check:
                    wrong += [f"{name}, {width}, {theme}: {one}" for one in await check(page)]
            await browser.close()
        return wrong

    async def _take(self, page: Page, name: str, column: int, many: int) -> None:
        wide = many * (column + 16) + 16
        all_of_it = await page.evaluate("document.documentElement.scrollWidth")
        for at, left in enumerate(range(0, all_of_it - 16, wide - 16), 1):
            clip = FloatRect(x=left, y=0, width=wide, height=HIGH)
            await page.screenshot(path=self.pictures / f"{name}, {at}.png", full_page=True, clip=clip)

    def say(self, wrong: Sequence[str]) -> None:
        """Where the pictures are, and what was wrong; then it ends, by 1 where anything was."""
        many = len(list(self.pictures.iterdir()))
        print(f"{many} pictures in {self.pictures}", *dict.fromkeys(wrong), sep="\n")
        if wrong:
            raise SystemExit(1)


def listen(page: Page, wrong: list[str]) -> None:
    """What the browser complains about."""
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)


async def nothing_fetched(page: Page, wrong: list[str]) -> None:
    """Each picture from elsewhere is ours; all else that would be fetched is a complaint."""

    async def answered(route: Route) -> None:
        if route.request.resource_type == "image":
            await route.fulfill(body=PICTURE, content_type="image/svg+xml")
        else:
            wrong.append(f"fetched: {route.request.url}")
            await route.abort()

    await page.route(lambda url: url.startswith(("http:", "https:")), answered)
