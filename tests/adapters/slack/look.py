"""Pictures of every card, form and page, as a public renderer of Block Kit draws them: `make look-slack`.

It draws messages only, so a modal and the own page are drawn as the blocks they are made of, their title and button as
blocks around them. The pictures show hierarchy, order and what is too long; Slack's own look differs in spacing and in
how inputs are drawn.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from adapters.slack import show
from adapters.slack.blocks import SEEN_OF_A_LABEL, heading
from adapters.slack.text import plain_text
from bot.chat import wording
from tests.adapters.every import Every, Said
from tests.adapters.looking import Look
from tests.adapters.strange import SAID

PACKAGES = ("slack-blocks-to-jsx@1.1.1", "react@19.3.1", "react-dom@19.3.1", "esbuild@0.28.2")
LOOK = Look("slack", Path(__file__).parent, PACKAGES)
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


def _drawable(one: Any) -> Any:
    """The same without what the renderer does not do as Slack does.

    Of a `verbatim` text it reads no markup at all, and in plain_text it reads some, so the one is left out, and the
    marks of the other are drawn by signs that look like them. It cuts no button, shows nothing chosen in a menu, and
    takes all radio buttons of one action_id for one question.
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
    return {key: _drawable(value) for key, value in kept.items()}


def bundle() -> None:
    """The renderer and the page that draws, in one file."""
    production = '--define:process.env.NODE_ENV="production"'
    LOOK.run(
        "node_modules/.bin/esbuild",
        "look.jsx",
        "--bundle",
        "--outfile=out.js",
        production,
        "--minify",
        "--jsx=automatic",
    )


def main() -> None:
    """Fetch, draw, and say where the pictures are."""
    shown = {name: [_drawable(one) for one in some] for name, some in sheets()}
    LOOK.fetch()
    bundle()
    LOOK.empty()
    LOOK.say(LOOK.draw(shown))


if __name__ == "__main__":
    main()
