"""Pictures of every card, dialog and page, as Microsoft's own renderer draws them: `make look-teams`.

With the host configs and the style sheets that its designer of cards keeps for Teams. What stands around a card (who
says it, a dialog's frame, a line that comes and goes) is drawn by look.js. Teams' own look is newer, in round corners
and in shades, and its Segoe UI a little narrower than the Open Sans that stands for it here; order, hierarchy, what is
cut and what is read out are the same. Then the walks in Microsoft's playground (playground.py).
"""

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from adapters.teams import show
from adapters.teams.answering import Answer, Place, Stood, answer
from bot.chat import wording
from bot.chat.cards import Card, Form, Page
from bot.chat.private_cards import off_switch
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.domain.people import Private
from tests.adapters.every import Every, Said
from tests.adapters.looking import Look
from tests.adapters.strange import SAID
from tests.adapters.teams.playground import PLAYGROUND, walk
from tests.walks.browser import serious

PACKAGES = ("adaptivecards@3.0.6", "adaptivecards-designer@2.4.4", "markdown-it@15.0.3", "@fontsource/open-sans@5.3.0")
LOOK = Look("teams", Path(__file__).parent, (*PACKAGES, PLAYGROUND))
WALKS = "walks"
HOSTS = "node_modules/adaptivecards-designer/lib/hostConfigs/microsoft-teams-{}.json"
IN_A_ROOM, IN_OUR_CHAT = Place(Stood.CARD), Place(Stood.CARD, ours=True)
IN_A_DIALOG = Place(Stood.BUTTON)
Json = dict[str, Any]


def sheets() -> Iterator[tuple[str, list[Json]]]:
    """What is drawn on each picture."""
    for language in wording.LANGUAGES:
        words = wording.of(language)
        every = Every(words, Said())
        yield f"{language} rooms", [_message(name, show.message(card, room=True)) for name, card in every.room_cards()]
        yield f"{language} private", [*_private(every)]
        yield f"{language} pressed in a room", [*_pressed(every)]
        yield f"{language} answers", [*_each(every.whispers(), IN_OUR_CHAT, words)]
        yield f"{language} answers in dialogs", [*_each(every.whispers(), IN_A_DIALOG, words)]
        yield f"{language} forms", [*_each(every.forms(), IN_OUR_CHAT, words)]
        yield f"{language} forms in dialogs", [*_each(every.forms(), IN_A_DIALOG, words)]
        yield f"{language} forms with mistakes", [*_mistaken(every)]
        yield f"{language} pages", [*_each(every.pages(), IN_OUR_CHAT, words)]
        yield f"{language} asked for in words", [*_asked_in_words(every, language)]
    yield "en pages in dialogs", [*_each(Every(wording.of("en"), Said()).pages(), IN_A_DIALOG, wording.of("en"))]
    for said, most in (("marks", 14), ("right to left", 14), ("emoji", 2), ("empty", 14)):
        yield f"strange {said}", [*_strange(Every(wording.of("en"), SAID[said]))][:most]
    many = Every(wording.of("en"), SAID["10,000 characters"])
    forms = [(name, form) for name, form in many.forms() if "topics" in name or "room" in name]
    yield "strange many", [*_each(forms, IN_OUR_CHAT, many.w)]


def _private(every: Every) -> Iterator[Json]:
    return (_message(name, show.message(card, room=False)) for name, card in every.private_cards())


def _asked_in_words(every: Every, language: str) -> Iterator[Json]:
    """A page or a form that somebody wrote for comes as a message, with the off switch of all messages below it."""
    switch = off_switch(Private.ANSWER, every.w)
    asked: list[tuple[str, Page | Form]] = [*list(every.pages())[:2], *list(every.forms())[:2]]
    for name, one in asked:
        yield _message(name, show.message(Card("", buttons=(switch,), whole=one, language=language), room=False))
    for line in show.said(every.w.not_in_private_rooms()):
        yield _message("put into a private channel", line)


def _strange(every: Every) -> Iterator[Json]:
    yield from (_message(name, show.message(card, room=True)) for name, card in every.room_cards())
    yield from _private(every)


def _pressed(every: Every) -> Iterator[Json]:
    """What one person sees of a room's card after a press: the card, and a note below it."""
    standing = dict(every.room_cards())["asking"]
    for name, body in every.whispers():
        yield from _shown(name, answer(Whisper(body), IN_A_ROOM, every.w, standing=standing))


def _mistaken(every: Every) -> Iterator[Json]:
    """Forms that were sent with something wrong in every field."""
    for name, form in every.forms():
        errors = {one.name: every.w.field_missing() for one in form.fields}
        place = Place(Stood.DIALOG, form=form)
        yield from _shown(name, answer(FieldErrors(errors), place, every.w))


def _each(all_of_it: Iterator[tuple[str, Any]] | Sequence[tuple[str, Any]], at: Place, words: Words) -> Iterator[Json]:
    for name, one in all_of_it:
        yield from _shown(name, answer(_reply(one), at, words))


def _reply(one: str | Card | Form | Page) -> Reply:
    match one:
        case Form():
            return OpenForm(one)
        case Page():
            return ShowPage(one)
        case _:
            return Whisper(one)


def _shown(name: str, told: Answer) -> Iterator[Json]:
    """All that a person gets to see of an answer."""
    messages = [told.instead] if told.instead else told.messages
    yield from (_message(name, one) for one in messages)
    body = told.body or {}
    if "task" in body and body["task"]["type"] == "continue":
        value = body["task"]["value"]
        yield {"name": name, "kind": "dialog", "title": value["title"], "card": value["card"]["content"]}
    elif "task" in body:
        yield {"name": name, "kind": "line", "text": body["task"]["value"]}
    elif body.get("type") == show.ADAPTIVE and not messages:
        yield {"name": name, "kind": "message", "card": body["value"]}
    elif body and not messages:
        yield {"name": name, "kind": "line", "text": body["value"]}


def _message(name: str, activity: Json) -> Json:
    if "text" in activity:
        return {"name": name, "kind": "message", "text": activity["text"]}
    return {"name": name, "kind": "message", "card": activity["attachments"][0]["content"]}


CUT = """() => [...document.querySelectorAll('.ac-pushButton, .ac-pushButton *')]
  .filter(one => one.scrollWidth > one.clientWidth).map(one => `cut: ${one.textContent}`)"""
CONTROLS = """() => {
  const all = [...document.querySelectorAll('a[href], button, input, textarea, select')];
  const dots = all.filter(one => one.type === 'radio');
  const first = one => dots.find(dot => dot.name === one.name && dot.form === one.form) ?? one;
  all.forEach(one => one.dataset.at = all.indexOf(first(one)));
  return [...new Set(all.map(one => one.dataset.at))];
}"""
"""What Tab is to reach, by its place; dots of one question are one, and a browser chooses which."""

FOCUSED = "() => document.activeElement === document.body ? null : document.activeElement.dataset.at ?? ''"
OF_THE_RENDERER = ("color-contrast:", "target-size:", "aria-prohibited-attr:", "link-in-text-block:")
"""What the renderer's style sheets and its elements are found fault with for, and no card can mend."""


async def check(tab: Tab) -> list[str]:
    """What is cut, what keeps people out, and what Tab does not reach in the order it is read."""
    found: list[str] = await tab.evaluate(CUT)
    if await tab.evaluate("document.body.classList.contains('dark')"):
        return found  # but for its colours it is the same again
    return [*found, *(one for one in await serious(tab) if not _of_the_renderer(one)), *await _out_of_order(tab)]


def _of_the_renderer(found: str) -> bool:
    """A list to write in is one of the renderer's own, without the label that it was given; Teams has another."""
    lists = found.startswith("label:") and found.count("<input") == found.count("ac-choiceSetInput-filtered")
    return lists or found.startswith(OF_THE_RENDERER)


async def _out_of_order(tab: Tab) -> list[str]:
    """Goes from control to control by Tab, once through all that is drawn."""
    wanted: list[str] = await tab.evaluate(CONTROLS)
    reached: list[str] = []
    for _ in range(4 * len(wanted) + 50):  # a card as a whole is reached too
        await tab.keyboard.press("Tab")
        at = await tab.evaluate(FOCUSED)
        if at is None or len(reached) == len(wanted):
            break
        reached += [at] if at and at not in reached[-1:] else []
    astray = set(reached) ^ set(wanted)
    return [] if reached == wanted else [f"Tab goes to {len(reached)} of {len(wanted)} controls, otherwise: {astray}"]


def main() -> None:
    """Fetch, draw, and say where the pictures are."""
    shown = dict(sheets())
    LOOK.fetch()
    LOOK.empty()
    hosts = {theme: json.loads((LOOK.fetched / HOSTS.format(theme)).read_text()) for theme in ("light", "dark")}
    wrong = LOOK.draw(shown, check=check, hosts=hosts)
    LOOK.say([*wrong, *(asyncio.run(walk(LOOK)) if WALKS in (sys.argv[1:] or [WALKS]) else ())])


if __name__ == "__main__":
    main()
