"""How it looks: no label is cut where people see it, and each thing stands once, beside what it is about."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bot
from adapters.cutting import ELLIPSIS
from adapters.slack import show
from adapters.slack.blocks import LONGEST_LABEL, SEEN_OF_A_LABEL
from adapters.slack.text import words
from bot.chat import wording
from bot.chat.cards import Button, Card, Page, Picture, Section
from bot.chat.events import Action
from bot.chat.wording import examples
from tests.adapters.every import Every, Said
from tests.adapters.slack.sendable import message_problems, texts

LANGUAGES = sorted(wording.LANGUAGES)
Json = dict[str, Any]


def pressed(shown: object) -> Iterator[str]:
    """What stands on each button."""
    if isinstance(shown, dict):
        if shown.get("type") == "button":
            yield shown["text"]["text"]
        for value in shown.values():
            yield from pressed(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from pressed(one)


def cut(shown: object) -> list[str]:
    """Labels of which a client would show only the beginning."""
    return [label for label in pressed(shown) if len(label) > SEEN_OF_A_LABEL or label.endswith(ELLIPSIS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_button_and_no_title_is_cut(language: str) -> None:
    everything = Every(wording.of(language), Said())
    for name, card in (*everything.room_cards(), *everything.private_cards()):
        assert cut(show.message(card)) == [], name
    for name, body in everything.whispers():
        assert cut(show.whisper(body)) == [], name
    for name, page in everything.pages():
        assert cut(show.home(page)) == [], name
    for name, form in everything.forms():
        shown = show.modal(form)
        assert (shown["title"]["text"], shown["submit"]["text"]) == (form.title, form.submit), name
    assert cut(show.message(Card("Title", buttons=(Button(Action.HELP, "x" * 31),)))), "the control"


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """All calls by name in what builds cards, forms and pages."""
    files = [file for part in ("chat", "handlers") for file in (Path(bot.__file__).parent / part).rglob("*.py")]
    nodes = (node for file in files if "wording" not in file.parts for node in ast.walk(ast.parse(file.read_bytes())))
    return [(node.func.id, node) for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]


def said(node: ast.expr | None) -> str | None:
    """The function of the wording whose words these are, where it can be seen."""
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """An argument by its place or its name."""
    named = next((one.value for one in call.keywords if one.arg == name), None)
    return call.args[place] if len(call.args) > place else named


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_that_the_product_makes_is_short_enough_to_be_seen(language: str) -> None:
    """Those of cards that only a handler makes too: whoever writes a longer one is told here."""
    most: dict[str, int] = {}
    for call, keywords in ((call, {one.arg for one in call.keywords}) for name, call in calls() if name == "Button"):
        if "row" not in keywords and (name := said(argument(call, 1, "label"))):
            most[name] = LONGEST_LABEL if "more" in keywords else min(SEEN_OF_A_LABEL, most.get(name, LONGEST_LABEL))
        if name := said(argument(call, 99, "short")):
            most[name] = 12
    for call in (call for name, call in calls() if name == "Form"):
        for name in filter(None, (said(argument(call, 1, "title")), said(argument(call, 2, "submit")))):
            most[name] = show.LONGEST_MODAL_TITLE
    assert len(most) > 80
    assert {"story_submit", "edit_draft_title", "draft_with_me", "show_it"} <= set(most)
    assert [one for one in examples.all_texts(language) if len(one[1]) > most.get(one[0], 999)] == []


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

TITLE = "Rust in the kernel: what two years taught us"
ROW = Button(Action.NOT_SAVE, f"Remove: {TITLE}", "c1", row=TITLE, short="Remove")


def test_what_a_button_is_about_stands_beside_it_and_is_read_out_with_it() -> None:
    more = Button(Action.SAVED, "Show what I saved")
    header, first, second, row = show.message(Card("Saved", "A line", buttons=(ROW, more)))["blocks"]
    assert [text for _, text in texts([header, first])] == ["Saved", "A line"]
    assert second["text"]["text"] == TITLE
    beside = second["accessory"]
    assert (beside["text"]["text"], beside["accessibility_label"]) == ("Remove", ROW.label)
    assert [one["text"]["text"] for one in row["elements"]] == ["Show what I saved"]
    assert beside["action_id"] != row["elements"][0]["action_id"]


def test_a_line_that_stands_in_a_row_is_not_said_twice() -> None:
    card = Card("Saved", f"First\n{TITLE}\nLast", buttons=(ROW,))
    assert [text for _, text in texts(show.message(card)["blocks"])] == ["Saved", "First\nLast", TITLE, "Remove"]
    home = show.home(Page("Ana", "", (Section("Saved", "", facts=(TITLE, "Another"), buttons=(ROW,)),)))
    assert [text for _, text in texts(home["blocks"])] == ["Ana", "Saved", "Another", TITLE, "Remove"]
    assert TITLE in show.message(card)["text"], "whoever hears it read out hears all of it"


def test_rows_of_any_length_are_sent() -> None:
    rows = tuple(Button(Action.NOT_SAVE, "x", f"c{at}", row="Word " * 900, short="Remove") for at in range(10))
    card = Card("Saved", buttons=rows)
    assert message_problems(show.message(card)) == []
    parts = show.whispers(card)
    assert all(message_problems(part, edited=False) == [] for part in parts)
    assert len(list(pressed(parts))) == 10


def test_a_button_that_is_alone_in_its_part_of_the_page_stands_beside_what_it_changes() -> None:
    def kinds(*labels: str, facts: tuple[str, ...] = ()) -> list[str]:
        buttons = tuple(Button(Action.TOPICS, label, f"c{at}") for at, label in enumerate(labels))
        blocks = show.home(Page("", "", (Section("Topics", "All of them", facts, buttons),)))["blocks"]
        return [f"{block['type']}{'+' if 'accessory' in block else ''}" for block in blocks[1:]]

    assert kinds("Choose") == ["header", "section+"]
    assert kinds("Choose", "Leave") == ["header", "section", "actions"]
    assert kinds("Choose", facts=("A fact",)) == ["header", "section", "context", "actions"]


# ── What stands where ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_nothing_brings_back_is_a_red_button_and_nothing_else_is() -> None:
    everything = Every(wording.of("en"), Said())
    shown = [show.message(body) for _, body in everything.whispers() if isinstance(body, Card)]
    shown += [show.message(card) for _, card in (*everything.room_cards(), *everything.private_cards())]
    red = [
        one["action_id"].partition(":")[0]
        for message in shown
        for block in message["blocks"]
        for one in (*block.get("elements", ()), block.get("accessory", {}))
        if "style" in one
    ]
    assert len(red) == 2
    assert all(any(action in one for one in red) for action in ("forget_yes", "withdraw_item_yes"))


def test_short_facts_share_their_lines_and_a_long_one_is_a_paragraph() -> None:
    long = "This is a fact that takes more than one line of a phone to say."
    facts = ("Above", "A find", "Heard in LWN", long, "Internal only")
    blocks = show.message(Card("Title", "Text", facts=facts))["blocks"]
    said = [block["elements"][0]["text"] for block in blocks if block["type"] == "context"]
    assert said == ["Above", "A find\nHeard in LWN", long, "Internal only"]
    many = show.message(Card("Title", "Text", facts=("Above", *[long] * 20)))["blocks"]
    assert len(many) == 4, "a list is one block, since a message holds fifty"


def test_a_picture_leaves_a_long_text_the_whole_line() -> None:
    def beside(text: str) -> str:
        card = Card("Title", text, link="https://a.example/", picture=Picture("https://a.example/p.png", "A pump"))
        (block,) = [one for one in show.message(card)["blocks"] if "accessory" in one]
        return str(block["text"]["text"])

    assert beside("Short.") == "Short."
    assert "Title" in beside("Word by word. " * 40)


def test_a_long_address_is_shown_by_its_beginning_and_leads_there_all_the_same() -> None:
    address = "https://www.a.example/" + "path/" * 20
    shown = words(f"See {address} now")["text"]
    assert shown == f"See <{address}|a.example/{'path/' * 9}path…> now"
    assert words("See https://a.example/x now")["text"] == "See <https://a.example/x> now"
    marked = "https://a.example/*x*" + "y" * 60
    assert words(marked)["text"] == f"<{marked}>", "what mrkdwn would change is shown as the address it is"


def test_the_words_of_an_edit_are_counted_in_bytes() -> None:
    for text in ("مرحبا بالعالم " * 400, "Größe " * 900, "👩🏽‍🚀" * 400):
        own = show.message(Card("Title", text))["text"]
        assert 3_900 < len(own.encode()) <= 4_000
        assert own.endswith(ELLIPSIS)
