"""The one place where action, form, subject and field are packed into what Teams carries, and unpacked again.

Teams hands back the `data` of what was pressed, with the inputs of its card beside it. All of ours stands there under
one key, so that no field can be taken for it. A form travels as a whole, without what was typed: Teams keeps none open
by itself, so whoever has a mistake to put right is shown the form anew, and it is read by the fields it had.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from pydantic import TypeAdapter, ValidationError

from adapters.reading import Malformed, storable
from bot.chat.cards import Field, FieldKind, Form, Option
from bot.chat.events import Action
from bot.domain.plain import plain

OURS = "earshot"
"""The key of `data` that is ours."""

SUBJECT = re.compile(r"[0-9A-Za-z_-]{0,48}")
"""One of our ids, or nothing."""

FIELD = re.compile(r"[0-9A-Za-z_-]{1,48}")
TAKEN = frozenset({OURS, "msteams"})
"""Keys of `data` that no field can be called by."""

MOST_CARRIED = 200_000
"""Characters of a form as JSON; what was packed larger is none of ours."""

LONGEST_TYPED = 40_000
"""Characters read of one field."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Press:
    """A button that was pressed. `page`: it stood on the person's own page."""

    action: Action
    subject: str
    page: bool = False


def pack(action: Action, subject: str, *, page: bool = False) -> Json:
    """The `data` of a button. Raises Malformed for what is no id of ours."""
    about = {"about": _subject(subject)} if subject else {}
    return {OURS: {"press": action.value} | about | ({"page": True} if page else {})}


def pack_form(form: Form) -> Json:
    """The `data` of the button that sends a form. Raises Malformed where a name or the subject is none of ours."""
    _checked(form)
    fields = tuple(map(_bare, form.fields))
    bare = replace(form, title=plain(form.title), submit=plain(form.submit), intro=plain(form.intro), fields=fields)
    packed = base64.urlsafe_b64encode(zlib.compress(_forms().dump_json(bare), 9))
    return {OURS: {"form": packed.decode()}}


def unpack(data: object) -> Press | Form:
    """What was pressed; or the form that was sent, with all that was typed and chosen in it. Raises Malformed."""
    carried = data.get(OURS) if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(carried, Mapping):
        raise Malformed("This is no button and no form of ours.")
    if "form" in carried:
        form = _form(carried["form"])
        return replace(form, fields=tuple(replace(one, value=_typed(one, data)) for one in form.fields))
    action, subject = carried.get("press"), carried.get("about", "")
    if not isinstance(action, str) or action not in {one.value for one in Action} or not isinstance(subject, str):
        raise Malformed("This button is none of ours, or from another time.")
    return Press(Action(action), _subject(subject), page=carried.get("page") is True)


def pack_options(values: Iterable[str]) -> str:
    """Choices as one text. Teams puts a comma between several, so none stands in any."""
    return ",".join(value.replace("%", "%25").replace(",", "%2C") for value in values)


def unpack_options(text: str) -> tuple[str, ...]:
    """The same choices again."""
    return tuple(one.replace("%2C", ",").replace("%25", "%") for one in text.split(",") if one)


@cache
def _forms() -> TypeAdapter[Form]:
    return TypeAdapter(Form)


def _bare(field: Field) -> Field:
    """A field without what was typed in it, in words that can travel."""
    options = tuple(Option(storable(one.value), plain(one.label)) for one in field.options)
    return replace(field, value="", label=plain(field.label), hint=plain(field.hint), options=options)


def _form(packed: object) -> Form:
    if not isinstance(packed, str) or len(packed) > MOST_CARRIED:
        raise Malformed("This form does not carry what it is.")
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(base64.urlsafe_b64decode(packed.encode()), MOST_CARRIED)
        if not unpacking.eof:
            raise Malformed("This form carries more than one of ours.")
        form = _forms().validate_json(text)
    except (binascii.Error, zlib.error, ValidationError, ValueError) as problem:
        raise Malformed("This form is none of ours, or from another time.") from problem
    _checked(form)
    return form


def _checked(form: Form) -> None:
    names = [one.name for one in form.fields]
    if len(set(names)) < len(names) or not all(FIELD.fullmatch(name) and name not in TAKEN for name in names):
        raise Malformed(f"These are no fields of a form: {names}"[:160])
    _subject(form.subject)


def _typed(field: Field, data: Mapping[object, object]) -> str | tuple[str, ...]:
    said = data.get(field.name)
    if said is None:
        said = ""
    elif isinstance(said, bool):
        said = "true" if said else "false"
    if not isinstance(said, str) or len(said) > LONGEST_TYPED:
        raise Malformed("What stands in this field is no text, or more than one of ours takes.")
    text = storable(said)
    match field.kind:
        case FieldKind.CHECKS:
            return unpack_options(text)
        case FieldKind.PEOPLE:
            return tuple(filter(None, text.split(",")))
        case FieldKind.SELECT | FieldKind.RADIO:
            return "".join(unpack_options(text)[:1])
        case FieldKind.TICK:
            return "true" if text == "true" else ""
        case _:
            return text


def _subject(subject: str) -> str:
    if not SUBJECT.fullmatch(subject):
        raise Malformed(f"This is no id of ours: {subject[:60]!r}.")
    return subject
