"""Talk about pay, hours, safety, harassment, unions or those above is never flagged, whatever stands around it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checking import Listed, Notice, check
from bot.domain.checking.disclosure import endorses, says_where_they_work
from bot.domain.checking.figures import figures
from bot.domain.checking.names import names
from bot.domain.guidelines import Kind
from tests.bot.domain.checking import secrets
from tests.bot.domain.checking.corpora import COMPANY, LISTED, NOW, OF_THE_COMPANY, checked, labelled, lines

PROTECTED = [*lines("protected_english"), *lines("protected_german")]
AROUND = [
    "Kesterhaven has a new report on air in schools. {} The chart on page 3 is worth a look.",
    "Revenue grew by 34 % last year, and Nordbank is a customer now.\n\n{}",
    "Der Umsatz lag bei 4,2 Millionen. {} Das ist noch nicht öffentlich.",
]

Flags = Callable[[str], list[Notice]]


def flagged(flags: Flags, drafts: list[str]) -> list[str]:
    return [draft for draft in drafts if flags(draft)]


def of_the_company(text: str) -> list[Notice]:
    return checked(text, OF_THE_COMPANY)


def without_protection(text: str) -> list[Notice]:
    """The naive policy: the same check, that knows of no protected talk."""
    found = [Notice(Kind.FIGURE, text[start:end]) for start, end in figures(text, now=NOW)]
    found += [Notice(Kind.CLIENT_NAME, text[start:end]) for start, end in names(LISTED.client_names).spans(text)]
    if endorses(text, COMPANY) and not says_where_they_work(text, COMPANY):
        found.append(Notice(Kind.NO_DISCLOSURE, ""))
    return found


def whatever_does_not_say_where_they_work(text: str) -> list[Notice]:
    """A second naive policy: any draft about a company item needs the line."""
    return [] if says_where_they_work(text, COMPANY) else [Notice(Kind.NO_DISCLOSURE, "")]


def test_there_are_enough_sentences_and_no_two_are_the_same() -> None:
    assert len(PROTECTED) == len(set(PROTECTED)) >= 400
    assert len(lines("protected_english")) == len(lines("protected_german"))


def test_talk_about_work_is_never_flagged() -> None:
    assert flagged(checked, PROTECTED) == []
    assert flagged(of_the_company, PROTECTED) == []


@pytest.mark.parametrize("around", AROUND)
def test_it_is_not_flagged_within_a_longer_draft_either(around: str) -> None:
    drafts = [around.format(sentence) for sentence in PROTECTED]

    assert flagged(of_the_company, drafts) == []
    assert len(flagged(without_protection, drafts)) > 0.6 * len(drafts), "the control"


def test_control_policies_that_know_of_no_protected_talk_would_flag_some() -> None:
    assert len(flagged(without_protection, PROTECTED)) >= 10
    assert len(flagged(whatever_does_not_say_where_they_work, PROTECTED)) > 0.4 * len(PROTECTED)


@settings(max_examples=40)
@given(st.sampled_from(PROTECTED), st.lists(st.sampled_from([text for _, text in labelled("noticed")]), max_size=3))
def test_it_protects_whatever_else_a_draft_says(sentence: str, others: list[str]) -> None:
    assert of_the_company("\n".join([*others, sentence])) == []


def test_it_is_not_flagged_whatever_the_stewards_list() -> None:
    everything = Listed(
        client_names=("union", "Lohn", "Halle", "the night shift", "Kesterhaven"), internal_words=("gas",)
    )
    drafts = [one for one in PROTECTED if check(one, words=everything, item=OF_THE_COMPANY, company=COMPANY, now=NOW)]

    assert drafts == []


def test_a_live_credential_is_held_there_too() -> None:
    found = of_the_company(f"We work 50 hours a week. {secrets.LIVE['AWS']}")

    assert [(one.kind, one.held) for one in found] == [(Kind.SECRET, True)]


def test_other_senses_of_such_words_protect_nothing() -> None:
    other = [
        "Opening hours at Café Lindholm are short, so we measured at dawn.",
        "A union type saved my week at Blue Harbor Clinics.",
        "The fire safety panel at Nordbank is the prettiest I have wired.",
        "Nordbank struck a balance between cost and comfort.",
        "Our product manager spent a day at Nordbank.",
        "Bei der Nordbank lohnt sich ein Besuch.",
    ]

    assert [text for text in other if not checked(text)] == []
