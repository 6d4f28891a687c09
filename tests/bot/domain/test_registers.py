from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import registers
from bot.domain.items import EXCLUDES, AnswerKind
from bot.domain.registers import Word, Words
from tests.store.making import MINUTE, NOW

WOULD, SCROLL, WORTH, SAVE = AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST, AnswerKind.WORTH_IT, AnswerKind.SAVE


@dataclass(frozen=True)
class Said:
    """One event, as a platform would tell it."""

    minute: int
    kind: AnswerKind
    added: bool


SAID = st.builds(Said, st.integers(0, 5), st.sampled_from([WOULD, SCROLL, WORTH, SAVE]), st.booleans())


def in_order(events: Sequence[Said]) -> set[AnswerKind]:
    """What stands, told by the plainest possible story: each event once, in the order in which they happened."""
    stands: set[AnswerKind] = set()
    # At the very same moment a take-back is the last word, and two that exclude each other both fall.
    for minute in sorted({said.minute for said in events}):
        now = [said for said in events if said.minute == minute]
        added = {said.kind for said in now if said.added}
        fallen = {said.kind for said in now if not said.added} | {EXCLUDES[kind] for kind in added if kind in EXCLUDES}
        stands = (stands | added) - fallen
    return stands


def after(heard: Sequence[Said]) -> Words:
    words: Words = {}
    for said in heard:
        act = registers.given if said.added else registers.taken_back
        words = {**words, **act(words, said.kind, NOW + timedelta(minutes=said.minute))}
    return words


@settings(max_examples=1_000)
@given(events=st.lists(SAID, max_size=10), data=st.data())
def test_answers_end_the_same_in_whatever_order_and_however_often_they_are_heard(
    events: list[Said], data: st.DataObject
) -> None:
    repeated = events + data.draw(st.lists(st.sampled_from(events), max_size=4) if events else st.just([]))
    shuffled = data.draw(st.permutations(repeated))
    assert registers.stands(after(shuffled)) == in_order(events)


@settings(max_examples=300)
@given(heard=st.lists(SAID, max_size=10))
def test_nothing_is_written_that_changes_nothing(heard: list[Said]) -> None:
    words = after(heard)
    for said in heard:
        act = registers.given if said.added else registers.taken_back
        again = act(words, said.kind, NOW + timedelta(minutes=said.minute))
        assert registers.stands({**words, **again}) == registers.stands(words), "told once more it is as before"
        assert all(again[kind] > words[kind] for kind in again if kind in words), "what is known is older"


def test_who_gives_an_answer_leaves_one_word_and_none_about_what_they_never_said() -> None:
    assert registers.given({}, WOULD, NOW) == {WOULD: Word(NOW, taken_back=False)}


def test_an_answer_ends_the_one_it_excludes() -> None:
    scrolled = {SCROLL: Word(NOW, taken_back=False)}
    now = registers.given(scrolled, WOULD, NOW + MINUTE)
    assert now == {WOULD: Word(NOW + MINUTE, taken_back=False), SCROLL: Word(NOW + MINUTE, taken_back=True)}


@pytest.mark.parametrize(
    ("heard", "stands"),
    [
        ([Said(2, WOULD, True), Said(3, WOULD, False), Said(1, SCROLL, True)], set()),
        ([Said(2, WOULD, True), Said(1, SCROLL, True)], {WOULD}),
        ([Said(3, WOULD, False), Said(2, WOULD, True), Said(1, SCROLL, True)], set()),
        ([Said(2, WOULD, True), Said(2, SCROLL, True), Said(1, SCROLL, True)], set()),
    ],
)
def test_an_older_one_that_is_heard_late_does_not_come_back_with_the_end_of_what_ended_it(
    heard: list[Said], stands: set[AnswerKind]
) -> None:
    assert registers.stands(after(heard)) == stands == in_order(heard)
