"""The elements that stand inside blocks: buttons, selects, inputs. Limits as in the facts (slack.md, section 5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.fakes.slack.limits.shapes import (
    Check,
    any_text,
    by_type,
    flag,
    items,
    number,
    one_of,
    plain,
    problem,
    shape,
    text,
    written,
)

ACTION_ID = text(255)
URL = written(r"(?:https?://|mailto:)\S+", 3000)
"""Where a button or an option leads."""

PICTURE_URL = written(r"https?://\S+", 3000)
VALUE = text(75)
"""Of an option: 76 to 150 are refused, though some libraries allow them: the smaller figure is the safe one."""

OPTION = shape({"text": plain(75), "value": VALUE}, {"description": plain(75)})
BOX = shape({"text": any_text(75), "value": VALUE}, {"description": any_text(75)})
"""An option of checkboxes and radio buttons, which may be mrkdwn."""

OVERFLOW_OPTION = shape({"text": plain(75), "value": VALUE}, {"description": plain(75), "url": URL})
CONFIRM = shape(
    {"title": plain(100), "text": any_text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
GROUP = shape({"label": plain(75), "options": items(OPTION, 1, 100)})
DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)})
STYLE = one_of("primary", "danger")

_COMMON: Mapping[str, Check] = {"action_id": ACTION_ID, "confirm": CONFIRM}
_FIELD: Mapping[str, Check] = {**_COMMON, "placeholder": plain(150), "focus_on_load": flag}
_USERS = items(text(32), 0, 1000)
_FILTER = shape(
    {}, {"include": items(text(20), 1, 4), "exclude_external_shared_channels": flag, "exclude_bot_users": flag}
)

_SELECT: Mapping[str, Check] = {**_FIELD, "options": items(OPTION, 1, 100), "option_groups": items(GROUP, 1, 100)}
_MANY: Mapping[str, Check] = {"max_selected_items": number(1, 1000)}
_TYPED: Mapping[str, Check] = {**_FIELD, "dispatch_action_config": DISPATCH, "initial_value": text(3000, least=0)}
_URLED: Mapping[str, Check] = {"response_url_enabled": flag}

BUTTON = shape(
    {"text": plain(75)},
    {**_COMMON, "value": text(2000), "url": URL, "style": STYLE, "accessibility_label": text(75)},
)
WORKFLOW_BUTTON = shape(
    {"text": plain(75), "workflow": shape({}, open_=True)},
    {"action_id": ACTION_ID, "style": STYLE, "accessibility_label": text(75)},
)
OVERFLOW = shape({"options": items(OVERFLOW_OPTION, 2, 5)}, _COMMON)
"""Two at least, as the reference said for years; it names only the five now, and one alone is a button anyway."""

IMAGE = shape({"alt_text": text(2000)}, {"image_url": PICTURE_URL, "slack_file": shape({}, open_=True)})
FEEDBACK = shape({"text": plain(75), "value": text(2000)}, {"accessibility_label": text(75)})


def _among(kind: Check) -> Check:
    """Options, or groups of them and not both; each value once; what is chosen at first is one of them, whole."""

    def check(value: Any, path: str) -> Iterator[str]:
        found = list(kind(value, path))
        yield from found
        if found:
            return
        if ("options" in value) == ("option_groups" in value):
            yield problem("only one of options and option_groups is required", path)
            return
        groups = value.get("option_groups", ())
        offered = [*value.get("options", ()), *(one for group in groups for one in group["options"])]
        values = [one["value"] for one in offered]
        if len(set(values)) < len(values):
            yield problem("option values must be unique", f"{path}/options")
        if "initial_option" in value and value["initial_option"] not in offered:
            yield problem("must match one of the options", f"{path}/initial_option")
        for at, one in enumerate(value.get("initial_options", ())):
            if one not in offered:
                yield problem("must match one of the options", f"{path}/initial_options/{at}")

    return check


PRESSED: Mapping[str, Check] = {"button": BUTTON, "overflow": _among(OVERFLOW), "workflow_button": WORKFLOW_BUTTON}

CHOSEN: Mapping[str, Check] = {
    "static_select": _among(shape({}, {**_SELECT, "initial_option": OPTION})),
    "multi_static_select": _among(shape({}, {**_SELECT, **_MANY, "initial_options": items(OPTION, 1, 100)})),
    "external_select": shape({}, {**_FIELD, "initial_option": OPTION, "min_query_length": number(0, 100)}),
    "multi_external_select": shape(
        {}, {**_FIELD, **_MANY, "initial_options": items(OPTION, 1, 100), "min_query_length": number(0, 100)}
    ),
    "users_select": shape({}, {**_FIELD, "initial_user": text(32)}),
    "multi_users_select": shape({}, {**_FIELD, **_MANY, "initial_users": _USERS}),
    "channels_select": shape({}, {**_FIELD, **_URLED, "initial_channel": text(32)}),
    "multi_channels_select": shape({}, {**_FIELD, **_MANY, "initial_channels": _USERS}),
    "conversations_select": shape(
        {},
        {
            **_FIELD,
            **_URLED,
            "initial_conversation": text(32),
            "default_to_current_conversation": flag,
            "filter": _FILTER,
        },
    ),
    "multi_conversations_select": shape(
        {},
        {
            **_FIELD,
            **_MANY,
            "initial_conversations": _USERS,
            "default_to_current_conversation": flag,
            "filter": _FILTER,
        },
    ),
    "checkboxes": _among(
        shape(
            {"options": items(BOX, 1, 10)},
            {**_COMMON, "focus_on_load": flag, "initial_options": items(BOX, 1, 10)},
        )
    ),
    "radio_buttons": _among(
        shape({"options": items(BOX, 1, 10)}, {**_COMMON, "focus_on_load": flag, "initial_option": BOX})
    ),
    "datepicker": shape({}, {**_FIELD, "initial_date": written(r"\d{4}-\d\d-\d\d", 10)}),
    "timepicker": shape({}, {**_FIELD, "initial_time": written(r"\d\d:\d\d", 5), "timezone": text(64)}),
    "datetimepicker": shape({}, {**_COMMON, "focus_on_load": flag, "initial_date_time": number(10**9, 10**10 - 1)}),
}

TYPED: Mapping[str, Check] = {
    "plain_text_input": shape(
        {}, {**_TYPED, "multiline": flag, "min_length": number(0, 3000), "max_length": number(1, 3000)}
    ),
    "url_text_input": shape({}, _TYPED),
    "email_text_input": shape({}, _TYPED),
    "number_input": shape({"is_decimal_allowed": flag}, {**_TYPED, "min_value": text(30), "max_value": text(30)}),
    "rich_text_input": shape(
        {}, {**_FIELD, "dispatch_action_config": DISPATCH, "initial_value": shape({}, open_=True)}
    ),
    "file_input": shape({}, {"action_id": ACTION_ID, "filetypes": items(text(20), 1, 100), "max_files": number(1, 10)}),
}

ACCESSORY = by_type({**PRESSED, **CHOSEN, "image": IMAGE})
IN_ACTIONS = by_type({**PRESSED, **CHOSEN})
IN_INPUT = by_type({**CHOSEN, **TYPED})
IN_CONTEXT_ACTIONS = by_type(
    {
        "feedback_buttons": shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, {"action_id": ACTION_ID}),
        "icon_button": shape(
            {"icon": text(32), "text": plain(75)},
            {**_COMMON, "value": text(2000), "accessibility_label": text(75), "visible_to_user_ids": _USERS},
        ),
    }
)
