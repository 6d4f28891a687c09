"""Block Kit's limits: what fits passes, and one more of anything is refused."""

from typing import Any

import pytest

from tests.fakes.slack import limits
from tests.fakes.slack_blocks import Json, actions, asks, button, home, menu, modal, option, plain, section

URL = f"https://example.org/{'x' * 3001}"
PICTURE: Json = {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A picture"}
MRKDWN = {"type": "mrkdwn", "text": "x"}
CONFIRM = {name: plain("x") for name in ("title", "text", "confirm", "deny")}
CARD = [
    {"type": "header", "text": plain("x" * 150)},
    section("x" * 3000),
    {"type": "context", "elements": [MRKDWN] * 10},
    actions(button(label="x" * 75), menu("1", "2", "3", "4", "5")),
    {"type": "divider"},
    {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "A picture"},
]


def test_a_card_at_its_limits_passes() -> None:
    assert limits.message(CARD) is None


def test_fifty_blocks_pass() -> None:
    assert limits.message([{"type": "divider"}] * 50) is None


REFUSED: dict[str, Any] = {
    "51 blocks": [{"type": "divider"}] * 51,
    "an unknown block": [{"type": "marquee"}],
    "no type": [{"text": plain("x")}],
    "an unknown field": [{**section(), "colour": "red"}],
    "a header as mrkdwn": [{"type": "header", "text": MRKDWN}],
    "a header of 151": [{"type": "header", "text": plain("x" * 151)}],
    "empty text": [section("")],
    "a section of 3001": [section("x" * 3001)],
    "a section of nothing": [{"type": "section"}],
    "eleven fields": [{"type": "section", "fields": [MRKDWN] * 11}],
    "a field of 2001": [{"type": "section", "fields": [plain("x" * 2001)]}],
    "eleven in a context": [{"type": "context", "elements": [MRKDWN] * 11}],
    "an empty context": [{"type": "context", "elements": []}],
    "26 buttons": [actions(*(button(f"a{n}") for n in range(26)))],
    "two buttons of one name": [actions(button("a"), button("a"))],
    "two blocks of one name": [actions(button("a")), actions(button("b"))],
    "a button of 76": [actions(button(label="x" * 76))],
    "a button's value of 2001": [actions(button(value="x" * 2001))],
    "a button's wrong style": [actions({**button(), "style": "loud"})],
    "a button as mrkdwn": [actions({**button(), "text": MRKDWN})],
    "six in a menu": [actions(menu("1", "2", "3", "4", "5", "6"))],
    "one in a menu": [actions(menu("1"))],
    "an option's value of 76": [actions(menu("x" * 76, "2"))],
    "a value twice": [actions(menu("1", "1"))],
    "a menu's url of 3001": [actions({**menu("1", "2"), "options": [{**option("1"), "url": URL}, option("2")]})],
    "an option's description of 76": [
        actions({**menu("1", "2"), "options": [{**option("1"), "description": plain("x" * 76)}, option("2")]})
    ],
    "a button's url of 3001": [actions({**button(), "url": URL})],
    "a button that leads nowhere": [actions({**button(), "url": "javascript:alert(1)"})],
    "an accessibility_label of 76": [actions({**button(), "accessibility_label": "x" * 76})],
    "an action_id of 256": [actions(button("x" * 256))],
    "blank text": [section(" \n")],
    "signs that no text has": [section("a\0b")],
    "3001 as JavaScript counts them": [section("👍" * 1501)],
    "a text in a context of 3001": [{"type": "context", "elements": [plain("x" * 3001)]}],
    "an image_url of 3001": [{"type": "image", "image_url": URL, "alt_text": "A picture"}],
    "an alt_text of 2001": [{**PICTURE, "alt_text": "x" * 2001}],
    "a picture's title of 2001": [{**PICTURE, "title": plain("x" * 2001)}],
    "a picture that cannot be fetched": [{**PICTURE, "image_url": "ftp://example.org/a.png"}],
    "six context_actions": [
        {
            "type": "context_actions",
            "elements": [
                {"type": "icon_button", "icon": "trash", "text": plain("x"), "action_id": f"{n}"} for n in "123456"
            ],
        }
    ],
    "an option that is mrkdwn": [actions({**menu("1", "2"), "options": [{"text": MRKDWN, "value": "1"}, option("2")]})],
    "a select that offers nothing": [actions({"type": "static_select", "action_id": "a"})],
    "a markdown of 12001": [{"type": "markdown", "text": "x" * 12_001}],
    "1001 in a rich_text": [{"type": "rich_text", "elements": [{}] * 1001}],
    "101 rows of a table": [{"type": "table", "rows": [[{}]] * 101}],
    "a card's title of 151": [{"type": "card", "title": plain("x" * 151)}],
    "eleven cards": [{"type": "carousel", "elements": [{"type": "card", "title": plain("x")}] * 11}],
    "a label of 2001 in a message": [{"type": "input", "label": plain("x" * 2001), "element": {"type": "datepicker"}}],
    "an option's label of 76": [
        actions({"type": "static_select", "action_id": "a", "options": [option("1", "x" * 76)]})
    ],
    "a typed field outside an input": [actions({"type": "plain_text_input", "action_id": "a"})],
    "a block_id of 256": [{**section(), "block_id": "x" * 256}],
    "an alert outside a modal": [{"type": "alert", "text": plain("x")}],
    "a picture without words": [{"type": "image", "image_url": "https://example.org/a.png"}],
    "a confirm title of 101": [
        actions(
            {
                **button(),
                "confirm": {"title": plain("x" * 101), "text": plain("x"), "confirm": plain("x"), "deny": plain("x")},
            }
        )
    ],
    **{
        f"a confirm {name} of {most + 1}": [
            actions({**button(), "confirm": {**CONFIRM, name: plain("x" * (most + 1))}})
        ]
        for name, most in (("text", 300), ("confirm", 30), ("deny", 30))
    },
}


@pytest.mark.parametrize("blocks", REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_a_message_is_refused_and_pointed_at(blocks: list[Json]) -> None:
    verdict = limits.message(blocks)
    assert verdict is not None
    assert verdict.error == "invalid_blocks"
    assert all(one.startswith("[ERROR] ") and "[json-pointer:/blocks" in one for one in verdict.messages)
    assert verdict.messages


def test_the_pointer_leads_to_the_spot() -> None:
    verdict = limits.message([section(), section("x" * 3001)])
    assert verdict is not None
    assert verdict.messages == ("[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]",)


def test_blocks_that_are_too_long_together_are_refused() -> None:
    assert limits.message([section("x" * 3000)] * 4) is None
    verdict = limits.message([section("x" * 3000)] * 5)
    assert verdict is not None
    assert verdict.error == "msg_blocks_too_long"


def test_what_blocks_are_made_of_counts_as_well() -> None:
    assert limits.message([section("x" * 150)] * 40) is None
    verdict = limits.message([section("x" * 200)] * 45)
    assert verdict is not None
    assert verdict.error == "msg_blocks_too_long", "9,000 characters, but in 45 blocks"


def test_the_words_of_an_edit_are_counted_in_bytes() -> None:
    assert limits.update("x" * 4_000) is None
    for words in ("x" * 4_001, "ü" * 2_001):
        verdict = limits.update(words)
        assert verdict is not None
        assert verdict.error == "msg_too_long"


def test_blocks_that_are_no_list_are_refused() -> None:
    verdict = limits.message({"type": "divider"})
    assert verdict is not None
    assert verdict.error == "invalid_blocks_format"


TEXT: Json = {"type": "plain_text_input"}
FIELDS = {
    "words": {**TEXT, "multiline": True, "min_length": 1, "max_length": 3000, "initial_value": "x"},
    "link": {"type": "url_text_input"},
    "select": {
        "type": "static_select",
        "placeholder": plain("x" * 150),
        "options": [option(str(n)) for n in range(100)],
    },
    "many": {"type": "multi_static_select", "options": [option("1")], "max_selected_items": 2},
    "person": {"type": "users_select"},
    "people": {"type": "multi_users_select", "initial_users": ["U1"]},
    "ticks": {"type": "checkboxes", "options": [option(str(n)) for n in range(10)], "initial_options": [option("1")]},
    "one": {"type": "radio_buttons", "options": [option(str(n)) for n in range(10)]},
    "date": {"type": "datepicker", "initial_date": "2026-11-24"},
    "number": {"type": "number_input", "is_decimal_allowed": False},
}


def test_a_modal_with_every_kind_of_field_passes() -> None:
    view = modal(*(asks(name, element) for name, element in FIELDS.items()), private_metadata="x" * 3000)
    assert limits.view(view) is None


SELECT: Json = {"type": "static_select"}
GROUP: Json = {"label": plain("Some"), "options": [option("1")]}
REFUSED_VIEWS: dict[str, Json] = {
    "a title of 25": modal(section(), title=plain("x" * 25)),
    "a submit of 25": modal(section(), submit=plain("x" * 25)),
    "private_metadata of 3001": modal(section(), private_metadata="x" * 3001),
    "a callback_id of 256": modal(section(), callback_id="x" * 256),
    "no blocks": modal(),
    "101 blocks": modal(*[{"type": "divider"}] * 101),
    "101 blocks in a Home": home(*[{"type": "divider"}] * 101),
    "a title on a Home": home(section(), title=plain("x")),
    "an input without submit": {"type": "modal", "title": plain("x"), "blocks": [asks("a", TEXT)]},
    "101 options": modal(asks("a", {"type": "static_select", "options": [option(str(n)) for n in range(101)]})),
    "eleven ticks": modal(asks("a", {"type": "checkboxes", "options": [option(str(n)) for n in range(11)]})),
    "max_length of 3001": modal(asks("a", {**TEXT, "max_length": 3001})),
    "a placeholder of 151": modal(asks("a", {**TEXT, "placeholder": plain("x" * 151)})),
    "a label of 2001": modal({**asks("a", TEXT), "label": plain("x" * 2001)}),
    "a hint of 2001": modal({**asks("a", TEXT), "hint": plain("x" * 2001)}),
    "a hint as mrkdwn": modal({**asks("a", TEXT), "hint": MRKDWN}),
    "a close of 25": modal(section(), close=plain("x" * 25)),
    "an external_id of 256": modal(section(), external_id="x" * 256),
    "an initial value of 3001": modal(asks("a", {**TEXT, "initial_value": "x" * 3001})),
    "an initial date that is none": modal(asks("a", {"type": "datepicker", "initial_date": "24.11.2026"})),
    "eleven files": modal(asks("a", {"type": "file_input", "max_files": 11})),
    "eleven radio buttons": modal(asks("a", {"type": "radio_buttons", "options": [option(f"{n}") for n in range(11)]})),
    "options and groups of them": modal(asks("a", {**SELECT, "options": [option("1")], "option_groups": [GROUP]})),
    "101 groups": modal(asks("a", {**SELECT, "option_groups": [GROUP] * 101})),
    "101 in a group": modal(
        asks("a", {**SELECT, "option_groups": [{**GROUP, "options": [option(f"{n}") for n in range(101)]}]})
    ),
    "a group of 76": modal(asks("a", {**SELECT, "option_groups": [{**GROUP, "label": plain("x" * 76)}]})),
    "a choice that is not offered": modal(
        asks("a", {**SELECT, "options": [option("1")], "initial_option": option("2")})
    ),
    "ticks that are not offered": modal(
        asks("a", {"type": "checkboxes", "options": [option("1")], "initial_options": [option("2")]})
    ),
    "an alert of 201": modal({"type": "alert", "text": plain("x" * 201)}),
    "two that take the focus": modal(
        asks("a", {**TEXT, "focus_on_load": True}), asks("b", {**TEXT, "focus_on_load": True})
    ),
    "a markdown block": modal({"type": "markdown", "text": "x"}),
    "another type": {"type": "sheet", "blocks": []},
}


@pytest.mark.parametrize("view", REFUSED_VIEWS.values(), ids=REFUSED_VIEWS.keys())
def test_what_does_not_fit_a_view_is_refused_and_pointed_at(view: Json) -> None:
    verdict = limits.view(view)
    assert verdict is not None
    assert verdict.error == "invalid_arguments"
    assert all("[json-pointer:/view" in one for one in verdict.messages)
    assert verdict.messages


def test_a_hundred_blocks_pass_in_a_modal_and_a_home() -> None:
    blocks = [{"type": "divider"}] * 100
    assert limits.view(modal(*blocks)) is None
    assert limits.view(home(*blocks)) is None


def test_a_view_of_more_than_250_kilobytes_is_refused_as_such() -> None:
    verdict = limits.view(modal(*(section("x" * 2600) for _ in range(100))))
    assert verdict is not None
    assert verdict.error == "view_too_large"
