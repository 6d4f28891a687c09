"""What Slack carries for us comes back as it went; what is none of ours is told apart."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.reading import Malformed
from adapters.slack import codec
from adapters.slack.codec import JOINTS, gather, pack_field
from bot.chat.events import Action, FormName
from bot.domain.ids import is_id, new_id
from tests.store.making import NOW

SUBJECTS = st.from_regex(codec.SUBJECT, fullmatch=True)
VALUES = st.one_of(st.text(), st.lists(st.text()).map(tuple))
PARTS = st.lists(st.tuples(st.sampled_from(sorted(JOINTS.values())), st.text(min_size=1)), min_size=1, max_size=9)


def words_or(way: Callable[[], str], expected: str) -> str:
    """What Malformed says; or nothing, where what comes back is what went."""
    try:
        back = way()
    except Malformed as malformed:
        return str(malformed)
    assert back == expected
    return ""


@given(action=st.sampled_from(Action), subject=SUBJECTS)
def test_every_action_comes_back_with_its_subject_and_fits(action: Action, subject: str) -> None:
    value = codec.pack(action, subject)
    assert len(value) <= 75
    assert codec.unpack(value) == (action, subject)


@given(form=st.sampled_from(FormName), subject=SUBJECTS)
def test_every_form_comes_back_with_its_subject_and_fits(form: FormName, subject: str) -> None:
    callback_id, metadata = codec.pack_form(form, subject)
    assert len(callback_id) <= 255
    assert len(metadata) <= 3000
    assert codec.unpack_form(callback_id, metadata) == (form, subject)


def test_our_own_ids_and_no_id_at_all_are_subjects() -> None:
    ours = new_id(NOW)
    assert is_id(ours)
    assert {codec.unpack(codec.pack(action, subject))[1] for action in Action for subject in (ours, "")} == {ours, ""}


@pytest.mark.parametrize("subject", ["x" * 49, "a:b", "a b", "<!channel>", "ü", "a\n", "\0"])
def test_what_is_no_id_of_ours_is_not_packed(subject: str) -> None:
    ways: list[Callable[[], object]] = [
        lambda: codec.pack(Action.HELP, subject),
        lambda: codec.pack_form(FormName.FIND, subject),
    ]
    for way in ways:
        with pytest.raises(Malformed, match="no id of ours"):
            way()


@given(value=st.text())
def test_a_press_of_anything_else_is_malformed_in_words(value: str) -> None:
    assert len(words_or(lambda: codec.pack(*codec.unpack(value)), value)) < 200


@pytest.mark.parametrize("value", ["", "help", "nothing:a", "help:a:b", ":a", "HELP:a", "help:" + "x" * 80])
def test_a_button_of_another_time_is_malformed(value: str) -> None:
    with pytest.raises(Malformed):
        codec.unpack(value)


@given(callback_id=st.one_of(st.sampled_from(FormName), st.text()), metadata=st.text())
def test_a_form_of_anything_else_is_malformed_in_words(callback_id: str, metadata: str) -> None:
    assert len(words_or(lambda: codec.unpack_form(callback_id, metadata)[0], callback_id)) < 200


@pytest.mark.parametrize("metadata", ["", "null", "[]", "{}", '{"subject": 1}', '{"subject": "a:b"}', "[" * 100_000])
def test_a_form_without_what_it_is_about_is_malformed(metadata: str) -> None:
    with pytest.raises(Malformed):
        codec.unpack_form(FormName.FIND.value, metadata)


def test_an_element_is_told_apart_by_its_place() -> None:
    ids = {codec.action_id(action, place) for action in Action for place in range(30)}
    assert len(ids) == 30 * len(Action)


@given(parts=PARTS)
def test_a_text_in_parts_comes_back_whole(parts: list[tuple[str, str]]) -> None:
    blocks = {pack_field("text", place, joint): words for place, (joint, words) in enumerate(parts)}
    whole = parts[0][1] + "".join(joint + words for joint, words in parts[1:])
    assert gather(dict(reversed(blocks.items()))) == {"text": whole}


@given(parts=st.lists(st.lists(st.text()).map(tuple), min_size=1, max_size=9))
def test_choices_in_parts_come_back_together(parts: list[tuple[str, ...]]) -> None:
    blocks: dict[str, str | tuple[str, ...]] = {pack_field("topics", place): some for place, some in enumerate(parts)}
    assert gather(blocks) == {"topics": tuple(one for some in parts for one in some)}


def test_an_emptied_part_of_a_text_leaves_no_gap() -> None:
    blocks = {pack_field("text", 1, "\n\n"): "two", "text": "", pack_field("text", 2, " "): "", "title": "T"}
    assert gather(blocks) == {"text": "two", "title": "T"}


@pytest.mark.parametrize("block_id", ["", "a b", "text:0n", "text:1", "text:1x", "text:1n:2n", "text:1000n"])
def test_a_field_of_anything_else_is_malformed(block_id: str) -> None:
    with pytest.raises(Malformed):
        gather({block_id: "x"})
