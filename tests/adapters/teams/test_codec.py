"""What Teams carries for us comes back as it went; what is none of ours is told apart."""

import base64
import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.reading import Malformed
from adapters.teams import codec
from adapters.teams.codec import OURS, Press, pack_options, unpack_options
from bot.chat.cards import Field, FieldKind, Form, Option
from bot.chat.events import Action, FormName
from bot.domain.ids import new_id
from tests.store.making import NOW

SUBJECTS = st.from_regex(codec.SUBJECT, fullmatch=True)
NAMES = st.from_regex(codec.FIELD, fullmatch=True).filter(lambda name: name not in codec.TAKEN)
TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
CHOSEN = st.lists(st.text("ab,%2C5 é", min_size=1, max_size=6), max_size=4, unique=True)
KINDS = st.sampled_from([FieldKind.TEXT, FieldKind.LONG, FieldKind.LINK, FieldKind.DATE])


def with_field(field: Field, subject: str = "") -> Form:
    return Form(FormName.STORY, "Tell a story", "Keep", (field,), subject, "An intro")


def sent(form: Form, **typed: object) -> Form:
    """The form as it comes back with what was typed in it."""
    back = codec.unpack({**codec.pack_form(form), **typed})
    assert isinstance(back, Form)
    return back


@given(action=st.sampled_from(Action), subject=SUBJECTS, page=st.booleans())
def test_every_action_comes_back_with_its_subject(action: Action, subject: str, page: bool) -> None:
    data = codec.pack(action, subject, page=page)
    assert set(data) == {OURS}
    assert codec.unpack(data | {"find": "a field beside it"}) == Press(action, subject, page=page)


@given(name=st.sampled_from(FormName), subject=SUBJECTS, field=NAMES, kind=KINDS, typed=TYPED)
def test_every_form_comes_back_with_all_that_was_typed(
    name: FormName, subject: str, field: str, kind: FieldKind, typed: str
) -> None:
    form = Form(name, "Title", "Send", (Field(field, "Label", kind, hint="Hint", value="before"),), subject)
    back = sent(form, **{field: typed})
    assert (back.name, back.subject, back.title, back.submit) == (name, subject, "Title", "Send")
    assert back.fields == (Field(field, "Label", kind, hint="Hint", value=typed),)


@given(values=CHOSEN)
def test_choices_come_back_whatever_stands_in_them(values: list[str]) -> None:
    assert unpack_options(pack_options(values)) == tuple(values)
    options = tuple(Option(one, f"Option {one}") for one in values)
    back = sent(with_field(Field("f", "F", FieldKind.CHECKS, options=options)), f=pack_options(values))
    assert back.fields[0].value == tuple(values)
    assert [one.value for one in back.fields[0].options] == values


def test_each_kind_of_field_is_read_as_it_is_sent() -> None:
    def read(kind: FieldKind, said: object) -> object:
        return sent(with_field(Field("f", "F", kind)), f=said).fields[0].value

    assert read(FieldKind.RADIO, "50%25 a%2Cb") == "50% a,b"
    assert read(FieldKind.SELECT, None) == ""
    assert read(FieldKind.TICK, "true") == "true"
    assert (read(FieldKind.TICK, True), read(FieldKind.TICK, "false"), read(FieldKind.TICK, None)) == ("true", "", "")
    assert read(FieldKind.PEOPLE, "a-1,b-2,") == ("a-1", "b-2")
    assert read(FieldKind.LONG, "a\0b\ud800") == "ab?"
    assert sent(with_field(Field("f", "F", FieldKind.TEXT, value="before"))).fields[0].value == "", "it was emptied"


def test_words_that_cannot_travel_are_carried_without_what_hinders_them() -> None:
    strange = "a\0b \ud800 c"
    field = Field("f", strange, FieldKind.RADIO, hint=strange, options=(Option(strange, strange),))
    back = sent(Form(FormName.FIND, strange, strange, (field,), "", strange))
    assert (back.title, back.intro, back.fields[0].label) == ("ab  c",) * 3
    assert back.fields[0].options == (Option("ab ? c", "ab  c"),)


def test_our_own_ids_and_no_id_at_all_are_subjects() -> None:
    for subject in (new_id(NOW), ""):
        assert codec.unpack(codec.pack(Action.HELP, subject)) == Press(Action.HELP, subject)


@pytest.mark.parametrize("subject", ["x" * 49, "a:b", "a b", "<at>", "ü", "a\n", "\0"])
def test_what_is_no_id_of_ours_is_not_packed(subject: str) -> None:
    with pytest.raises(Malformed, match="no id of ours"):
        codec.pack(Action.HELP, subject)
    with pytest.raises(Malformed, match="no id of ours"):
        codec.pack_form(with_field(Field("f", "F", FieldKind.TEXT), subject))


@pytest.mark.parametrize("names", [("earshot",), ("msteams",), ("a b",), ("",), ("f", "f"), ("ü",)])
def test_a_field_that_would_be_taken_for_something_else_is_not_packed(names: tuple[str, ...]) -> None:
    fields = tuple(Field(name, "F", FieldKind.TEXT) for name in names)
    with pytest.raises(Malformed, match="no fields"):
        codec.pack_form(Form(FormName.FIND, "T", "S", fields))


def packed(text: bytes) -> dict[str, Any]:
    return {OURS: {"form": base64.urlsafe_b64encode(zlib.compress(text)).decode()}}


@pytest.mark.parametrize(
    "data",
    [
        None,
        "earshot",
        {},
        {OURS: None},
        {OURS: {}},
        {OURS: {"press": "dance"}},
        {OURS: {"press": ["help"]}},
        {OURS: {"press": "help", "about": "a:b"}},
        {OURS: {"press": "help", "about": 7}},
        {OURS: {"form": None}},
        {OURS: {"form": "no base64"}},
        {OURS: {"form": "AAAA"}},
        {OURS: {"form": "ü"}},
        packed(b"{}"),
        packed(b"[" * 100_000),
        packed(b'{"name": "dance", "title": "", "submit": "", "fields": []}'),
        packed(b'{"name": "find", "title": "", "submit": "", "fields": [], "subject": "a:b"}'),
        codec.pack_form(with_field(Field("f", "F", FieldKind.TEXT))) | {"f": ["x"]},
        codec.pack_form(with_field(Field("f", "F", FieldKind.TEXT))) | {"f": "x" * 40_001},
    ],
    ids=lambda data: str(data)[:40],
)
def test_what_is_none_of_ours_is_malformed_in_words(data: object) -> None:
    with pytest.raises(Malformed) as refused:
        codec.unpack(data)
    assert 0 < len(str(refused.value)) < 200, "it does not repeat what was sent"


def test_a_form_that_would_fill_the_memory_is_not_unpacked() -> None:
    bomb = packed(b'{"title": "' + b"x" * 30_000_000 + b'"}')
    assert len(bomb[OURS]["form"]) < codec.MOST_CARRIED
    with pytest.raises(Malformed, match="more than one of ours"):
        codec.unpack(bomb)


@given(form=st.text(max_size=60) | st.binary(max_size=60).map(lambda some: base64.urlsafe_b64encode(some).decode()))
@settings(max_examples=50)
def test_any_text_in_the_place_of_a_form_is_malformed(form: str) -> None:
    with pytest.raises(Malformed):
        codec.unpack({OURS: {"form": form}})
