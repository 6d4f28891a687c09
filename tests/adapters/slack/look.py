"""Pictures of every card, form and page, as a public renderer of Block Kit draws them: `make look-slack`.

The renderer is fetched into a folder that is in no commit. It draws messages only, so a modal and the own page are
drawn as the blocks they are made of, their title and button as blocks around them. The pictures show hierarchy, order
and what is too long; Slack's own look differs in spacing and in how inputs are drawn.
"""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from itertools import count, product
from pathlib import Path
from typing import Any

from playwright.async_api import FloatRect, async_playwright

from adapters.slack import show
from adapters.slack.blocks import SEEN_OF_A_LABEL, heading
from adapters.slack.text import plain_text
from bot.chat import wording
from tests.adapters.every import Every, Said
from tests.adapters.strange import SAID
from tests.walks.browser import CHROMIUM, QUIET

HERE = Path(__file__).parent
FETCHED = Path(".cache/look-slack-npm")
PICTURES = Path(".cache/look-slack")
PACKAGES = ("slack-blocks-to-jsx@1.1.1", "react@19.3.1", "react-dom@19.3.1", "esbuild@0.28.2")
THEMES = ("light", "dark")
WIDTHS = {"desktop": (664, 2), "phone": (360, 4)}
"""How wide a column is in pixels, and how many of them are one picture; look.html lays them out."""

HIGH = 1_500
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><rect width="72" height="72" fill="#2f6f8f"/>
<circle cx="24" cy="27" r="9" fill="#ffd479"/><path d="M0 60l22-24 16 18 12-12 22 24v6H0z" fill="#bfe3d0"/></svg>"""
LOOKALIKES = str.maketrans("*_~`:<>", "∗ˍ∼ˋ꞉‹›") | {ord("&"): "&\u2060"}
Json = dict[str, Any]
_numbers = count()


def sheets() -> Iterator[tuple[str, list[Json]]]:
    """What is drawn on each picture."""
    for language in wording.LANGUAGES:
        every = Every(wording.of(language), Said())
        yield f"{language} rooms", [_message(name, show.message(card)) for name, card in every.room_cards()]
        yield f"{language} private", [_message(name, show.message(card)) for name, card in every.private_cards()]
        yield f"{language} answers", [_message(name, show.whisper(body)) for name, body in every.whispers()]
        yield f"{language} forms", [_view(name, show.modal(form)) for name, form in every.forms()]
        yield f"{language} pages", [_view(name, show.home(page)) for name, page in every.pages()]
    for said in ("marks", "right to left", "emoji", "empty"):
        strange = Every(wording.of("en"), SAID[said])
        cards = [*strange.room_cards(), *strange.private_cards()][:14]
        yield f"strange {said}", [_message(name, show.message(card)) for name, card in cards]
    many = Every(wording.of("en"), SAID["10,000 characters"])
    yield "strange many", [_view(name, show.modal(form)) for name, form in many.forms() if "topics" in name]


def _message(name: str, message: Json) -> Json:
    return {"name": name, "kind": "message", "blocks": message["blocks"]}


def _cut(one: Json) -> Json:
    """A button as clients show it: cut where it is long."""
    words = one["text"]["text"]
    cut = words if len(words) <= SEEN_OF_A_LABEL else f"{words[: SEEN_OF_A_LABEL - 1]}…"
    return {**one, "text": {**one["text"], "text": cut}}


def _view(name: str, view: Json) -> Json:
    around: tuple[list[Json], list[Json]] = ([], [])
    if view["type"] == "modal":
        submit = {"type": "button", "action_id": "submit", "text": view["submit"], "style": "primary"}
        around = (
            [*heading(view["title"]["text"]), {"type": "divider"}],
            [{"type": "actions", "elements": [{"type": "button", "text": plain_text("Cancel")}, submit]}],
        )
    return {"name": name, "kind": view["type"], "blocks": [*around[0], *view["blocks"], *around[1]]}


def _drawable(one: object) -> object:
    """The same with a picture that is there, since nothing is fetched while looking.

    What the renderer does not do as Slack does: of a `verbatim` text it reads no markup at all, and in plain_text it
    reads some, so the one is left out, and the marks of the other are drawn by signs that look like them. It cuts no
    button, shows nothing chosen in a menu, and takes all radio buttons of one action_id for one question.
    """
    if isinstance(one, list):
        return [_drawable(each) for each in one]
    if not isinstance(one, Mapping):
        return one
    if one.get("type") == "button":
        one = _cut(dict(one))
    if "initial_option" in one and one["type"] == "static_select":
        one = {**one, "placeholder": one["initial_option"]["text"]}
    if one.get("type") == "radio_buttons":
        one = {**one, "action_id": f"radio {next(_numbers)}"}
    if one.get("type") == "plain_text":
        return {**one, "text": one["text"].translate(LOOKALIKES)}
    kept = {key: value for key, value in one.items() if key != "verbatim"}
    return {key: "picture.svg" if key == "image_url" else _drawable(value) for key, value in kept.items()}


def fetch() -> None:
    """The renderer and what puts it into one file, once."""
    FETCHED.mkdir(parents=True, exist_ok=True)
    if not (FETCHED / "node_modules" / "slack-blocks-to-jsx").exists():
        (FETCHED / "package.json").write_text('{"private": true}')
        _run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--no-save", *PACKAGES)
    for name in ("look.jsx", "look.html"):
        shutil.copy(HERE / name, FETCHED / name)
    (FETCHED / "picture.svg").write_text(PICTURE)
    production = '--define:process.env.NODE_ENV="production"'
    _run(
        "node_modules/.bin/esbuild",
        "look.jsx",
        "--bundle",
        "--outfile=out.js",
        production,
        "--minify",
        "--jsx=automatic",
    )


def _run(*command: str) -> None:
    subprocess.run([shutil.which(command[0]) or command[0], *command[1:]], cwd=FETCHED, check=True)


async def draw(names: list[str]) -> list[str]:
    """Pictures of each sheet, light and dark, at both widths; what the browser complained about."""
    wrong: list[str] = []
    address = (FETCHED / "look.html").resolve().as_uri()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*QUIET, "--allow-file-access-from-files"]
        )
        page = await browser.new_page(viewport={"width": 800, "height": HIGH})
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.on("request", lambda asked: None if asked.url.startswith(("file:", "data:")) else wrong.append(asked.url))
        for name, theme, width in product(names, THEMES, WIDTHS):
            await page.goto(f"{address}?theme={theme}&width={width}&sheet={name}")
            await page.wait_for_selector("#root section")
            column, many = WIDTHS[width]
            wide = many * (column + 16) + 16
            all_of_it = await page.evaluate("document.documentElement.scrollWidth")
            for at, left in enumerate(range(0, all_of_it - 16, wide - 16), 1):
                clip = FloatRect(x=left, y=0, width=wide, height=HIGH)
                await page.screenshot(path=PICTURES / f"{name}, {width}, {theme}, {at}.png", full_page=True, clip=clip)
        await browser.close()
    return wrong


def main() -> None:
    """Fetch, draw, and say where the pictures are."""
    shown = dict(sheets())
    fetch()
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    (FETCHED / "shown.js").write_text(f"window.shown = {json.dumps(_drawable(shown))}")
    wrong = asyncio.run(draw(list(shown)))
    print(f"{len(list(PICTURES.iterdir()))} pictures in {PICTURES}", *dict.fromkeys(wrong), sep="\n")
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
