"""The one place where action, form, subject and field are packed into what Slack carries, and unpacked again."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from adapters.reading import Malformed
from bot.chat.events import Action, FormName

LONGEST_VALUE = 75
"""Characters of a button's value and of an option's: what @slack/types says; slack_sdk would let 150 pass."""

SUBJECT = re.compile(r"[0-9A-Za-z_-]{0,48}")
"""One of our ids, or nothing."""

SEPARATOR = ":"
JOINTS = {"n": "", "s": " ", "l": "\n", "p": "\n\n"}
"""What stood where a long text was cut: nothing, a space, the end of a line or of a paragraph."""

PART = re.compile(r"([0-9A-Za-z_-]+)(?::([1-9][0-9]{0,2})([nslp]))?")
Kind = TypeVar("Kind", Action, FormName)


def pack(action: Action, subject: str) -> str:
    """What a button, or an option of an overflow, carries. Raises Malformed for what is no id of ours."""
    value = f"{action.value}{SEPARATOR}{_subject(subject)}"
    if len(value) > LONGEST_VALUE:
        raise Malformed(f"A button carries {LONGEST_VALUE} characters; these are {len(value)}: {value}")
    return value


def unpack(value: str) -> tuple[Action, str]:
    """The action and the subject of what was pressed. Raises Malformed."""
    action, separator, subject = value.partition(SEPARATOR)
    if not separator:
        raise Malformed(f"This button is none of ours, or from another time: {_short(value)}.")
    return _one_of(Action, action), _subject(subject)


def action_id(action: Action, place: int) -> str:
    """The id of an element, unique by its place in the message. All that is meant stands in its value."""
    return f"{action.value}.{place}"


def pack_form(form: FormName, subject: str) -> tuple[str, str]:
    """The callback id and the private metadata of a modal. Raises Malformed for a subject that is no id of ours."""
    return form.value, json.dumps({"subject": _subject(subject)})


def unpack_form(callback_id: str, private_metadata: str) -> tuple[FormName, str]:
    """The form that was sent, and its subject. Raises Malformed."""
    form = _one_of(FormName, callback_id)
    subject = _carried(private_metadata).get("subject")
    if not isinstance(subject, str):
        raise Malformed(f"This form does not carry what it is about: {_short(private_metadata)}.")
    return form, _subject(subject)


def above_home(private_metadata: str) -> str:
    """The metadata of a window that stands above somebody's Home, which changes with what they do in it."""
    return json.dumps((json.loads(private_metadata) if private_metadata else {}) | {"home": True}, ensure_ascii=False)


def is_above_home(private_metadata: str) -> bool:
    """Whether a window stands above somebody's Home."""
    return _carried(private_metadata).get("home") is True


def _carried(private_metadata: str) -> dict[str, object]:
    try:
        carried = json.loads(private_metadata)
    except (ValueError, RecursionError):
        return {}
    return carried if isinstance(carried, dict) else {}


def pack_field(name: str, part: int = 0, joint: str = "") -> str:
    """The block id of a field: its name, and, where Slack cannot hold it in one input, which part this is.

    `joint`: what stood between this part of a text and the one before; one of the values of `JOINTS`.
    """
    mark = next(mark for mark, words in JOINTS.items() if words == joint)
    return f"{name}{SEPARATOR}{part}{mark}" if part else name


def gather(values: Mapping[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """The fields of a form from the values of its blocks: what was cut into parts is one again. Raises Malformed.

    A text's parts are joined by what stood between them; of one whose part was emptied, nothing is left, no gap either.
    """
    found: dict[str, dict[int, tuple[str, str | tuple[str, ...]]]] = {}
    for block_id, value in values.items():
        match = PART.fullmatch(block_id)
        if match is None:
            raise Malformed(f"This field is none of ours: {_short(block_id)}.")
        name, part, mark = match.groups()
        found.setdefault(name, {})[int(part or 0)] = (JOINTS[mark or "n"], value)
    return {name: _joined(parts[place] for place in sorted(parts)) for name, parts in found.items()}


def _joined(parts: Iterable[tuple[str, str | tuple[str, ...]]]) -> str | tuple[str, ...]:
    text, many = "", False
    chosen: list[str] = []
    for joint, value in parts:
        if isinstance(value, str):
            text += joint + value if text and value else value
        else:
            many = True
            chosen.extend(value)
    return tuple(chosen) if many else text


def _subject(subject: str) -> str:
    if not SUBJECT.fullmatch(subject):
        raise Malformed(f"This is no id of ours: {_short(subject)}.")
    return subject


def _one_of(kind: type[Kind], value: str) -> Kind:
    if value in {one.value for one in kind}:
        return kind(value)
    raise Malformed(f"This is none of ours, or from another time: {_short(value)}.")


def _short(text: str) -> str:
    shown = repr(text)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"
