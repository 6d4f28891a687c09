"""The elements that stand inside blocks: buttons, selects, inputs. Limits as in the facts (slack.md, section 5)."""

from collections.abc import Mapping

from tests.fakes.slack.limits.shapes import Check, any_text, by_type, flag, items, number, one_of, plain, shape, text

ACTION_ID = text(255)
OPTION = shape({"text": any_text(75), "value": text(75, least=0)}, {"description": any_text(75)})
"""A value of 76 to 150 is refused, though some libraries allow it: the smaller figure is the safe one."""

OVERFLOW_OPTION = shape({"text": plain(75), "value": text(75, least=0)}, {"description": plain(75), "url": text(3000)})
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

BUTTON = shape(
    {"text": plain(75)},
    {**_COMMON, "value": text(2000), "url": text(3000), "style": STYLE, "accessibility_label": text(75)},
)
OVERFLOW = shape({"options": items(OVERFLOW_OPTION, 1, 5)}, _COMMON)
IMAGE = shape({"alt_text": text(2000)}, {"image_url": text(3000), "slack_file": shape({}, open_=True)})
FEEDBACK = shape({"text": plain(75), "value": text(2000)}, {"accessibility_label": text(75)})

PRESSED: Mapping[str, Check] = {"button": BUTTON, "overflow": OVERFLOW}

CHOSEN: Mapping[str, Check] = {
    "static_select": shape({}, {**_SELECT, "initial_option": OPTION}),
    "multi_static_select": shape({}, {**_SELECT, **_MANY, "initial_options": items(OPTION, 1, 100)}),
    "external_select": shape({}, {**_FIELD, "initial_option": OPTION, "min_query_length": number(0, 100)}),
    "users_select": shape({}, {**_FIELD, "initial_user": text(32)}),
    "multi_users_select": shape({}, {**_FIELD, **_MANY, "initial_users": _USERS}),
    "channels_select": shape({}, {**_FIELD, "initial_channel": text(32), "response_url_enabled": flag}),
    "conversations_select": shape(
        {},
        {
            **_FIELD,
            "initial_conversation": text(32),
            "default_to_current_conversation": flag,
            "response_url_enabled": flag,
            "filter": _FILTER,
        },
    ),
    "multi_conversations_select": shape({}, {**_FIELD, **_MANY, "initial_conversations": _USERS, "filter": _FILTER}),
    "checkboxes": shape(
        {"options": items(OPTION, 1, 10)},
        {**_COMMON, "focus_on_load": flag, "initial_options": items(OPTION, 1, 10)},
    ),
    "radio_buttons": shape(
        {"options": items(OPTION, 1, 10)}, {**_COMMON, "focus_on_load": flag, "initial_option": OPTION}
    ),
    "datepicker": shape({}, {**_FIELD, "initial_date": text(10, least=10)}),
    "timepicker": shape({}, {**_FIELD, "initial_time": text(5, least=5), "timezone": text(64)}),
    "datetimepicker": shape({}, {**_COMMON, "focus_on_load": flag, "initial_date_time": number(0, 10**11)}),
}

TYPED: Mapping[str, Check] = {
    "plain_text_input": shape(
        {}, {**_TYPED, "multiline": flag, "min_length": number(0, 3000), "max_length": number(1, 3000)}
    ),
    "url_text_input": shape({}, _TYPED),
    "email_text_input": shape({}, _TYPED),
    "number_input": shape({"is_decimal_allowed": flag}, {**_TYPED, "min_value": text(30), "max_value": text(30)}),
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
