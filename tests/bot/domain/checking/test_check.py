"""What "check this" notices, measured on texts of our own; and that it leaves ordinary drafts alone."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.checking import ItemFacts, Listed, Notice, check
from bot.domain.guidelines import Kind
from tests.bot.domain.checking import secrets
from tests.bot.domain.checking.corpora import COMPANY, FIND, LISTED, NOW, OF_THE_COMPANY, checked, labelled

NOTICED = [
    *labelled("noticed"),
    *(("secret", text) for text in secrets.LIVE.values()),
    ("secret", "Project Falcon has wings now."),
    ("secret", "Ein Jahr Arbeit am Zugvogel, und er fliegt."),
]


def item(label: str) -> ItemFacts:
    return OF_THE_COMPANY if label in ("no_disclosure", "company") else FIND


def test_what_should_be_noticed_is() -> None:
    missed = [text for label, text in NOTICED if label not in [one.kind for one in checked(text, item(label))]]

    assert len(NOTICED) >= 120
    assert len(missed) <= 0.05 * len(NOTICED), missed


def test_nothing_else_is_noticed_beside_it() -> None:
    beside = [text for label, text in NOTICED if {one.kind for one in checked(text, item(label))} - {label}]

    assert len(beside) <= 0.05 * len(NOTICED), beside


def test_ordinary_drafts_are_left_alone() -> None:
    drafts = labelled("ordinary")

    assert len(drafts) >= 100
    assert [text for label, text in drafts if checked(text, item(label))] == []


def test_control_taking_every_number_for_a_figure_would_not_leave_them_alone() -> None:
    flagged = [text for _, text in labelled("ordinary") if any(sign.isdigit() for sign in text)]

    assert len(flagged) > 30


def test_a_notice_shows_the_authors_own_words() -> None:
    draft = (
        "I was at Müller & Söhne’s. Their revenue grew by 34 %, I hear. To think that when I came here as a student,"
        " with no idea of what a boiler does, our revenue was 2 million, and this was thought to be a lot of money!"
    )

    assert [(one.kind, one.where) for one in checked(draft)] == [
        (Kind.CLIENT_NAME, "Müller & Söhne’s"),
        (Kind.FIGURE, "Their revenue grew by 34 %, I hear."),
        (Kind.FIGURE, "a boiler does, our revenue was 2 million, and this was thought"),
    ]


@settings(max_examples=50)
@given(st.text(max_size=300), st.booleans())
def test_any_text_can_be_checked_and_every_notice_quotes_it(text: str, company: bool) -> None:
    found = checked(text, replace(FIND, company=company))

    assert len(found) == len(set(found))
    assert all(len(one.where) <= 200 and one.held is (one.kind is Kind.SECRET and "…" in one.where) for one in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mueller und soehne", "mueller und soehne"),
        ("#MuellerSoehne", "MuellerSoehne"),
        ("Target group", "Target"),
        ("our target", ""),
        ("the nord. Bank holidays", ""),
        ("Nordbanker", ""),
        ("Blue\nHarbor Clinics", ""),
        ("blueharborclinics.example", "blueharborclinics"),
        ("Cafe\u0301 Lindholm", "Café Lindholm"),
    ],
)
def test_a_customer_is_found_as_people_spell_it(text: str, name: str) -> None:
    found = [one.where for one in checked(text)]

    assert found == ([name] if name else [])


def test_what_the_items_own_title_says_is_out_already() -> None:
    title = "Nordbank saves 34 % with our sensors, revenue up 2 million"
    public = ItemFacts(title=title)

    assert checked(f"“{title}” I wired half of it.", public) == []
    assert checked(f"“{title}” I wired half of it.")


def test_an_item_that_is_not_to_be_shared_yet_says_so_until_it_is() -> None:
    early, late = (replace(FIND, not_before=NOW + timedelta(hours=hours)) for hours in (1, -1))

    assert checked("A fine piece.", early) == [Notice(Kind.EMBARGO, "")]
    assert checked("A fine piece.", late) == []


def test_a_house_without_lists_and_an_empty_draft_notice_nothing() -> None:
    assert check("Nordbank", words=Listed(), item=FIND, company="", now=NOW) == []
    assert checked("", OF_THE_COMPANY) == checked(" \n", OF_THE_COMPANY) == []


def test_praise_in_a_language_that_is_not_read_is_left_alone() -> None:
    assert (
        checked("Kesterhaven lance un capteur qui dure dix ans, et franchement c'est du solide", OF_THE_COMPANY) == []
    )


@pytest.mark.parametrize("company", ["Example Works", "Hansen & Co. KG", "3Lakes", "Grün"])
def test_the_line_the_draft_itself_offers_counts_as_saying_where_one_works(company: str) -> None:
    for line in (f"(I work at {company}.)", f"Ich arbeite bei {company}.", f"Proud to be part of {company}'s team."):
        draft = f"A great read on sensors. {line}"
        assert check(draft, words=LISTED, item=OF_THE_COMPANY, company=company, now=NOW) == []


def test_a_draft_is_checked_in_milliseconds() -> None:
    draft = " ".join(text for _, text in labelled("ordinary"))[:2000]
    checked(draft)

    start = time.process_time()
    for _ in range(5):
        checked(draft, OF_THE_COMPANY)
    assert (time.process_time() - start) / 5 < 0.06


@pytest.mark.parametrize("piece", ["1,", "sk-", "://a:", "revenue 5% ", "a\n", "i am a ", "eyJaaaaaaaaaa."])
def test_a_hostile_draft_costs_no_more_than_its_length(piece: str) -> None:
    start = time.process_time()
    checked(piece * (20_000 // len(piece)), OF_THE_COMPANY)
    assert time.process_time() - start < 2


def test_the_company_is_named_in_any_spelling() -> None:
    praise = "The best sensors there are. "

    assert [one.kind for one in checked(praise, OF_THE_COMPANY)] == [Kind.NO_DISCLOSURE]
    for said in (
        "I work at Kesterhaven's lab.",
        "I WORK AT KESTERHAVEN",
        "Bei Kesterhavens Team bin ich seit Mai, ich arbeite dort.",
    ):
        assert checked(praise + said, OF_THE_COMPANY) == [], said
    assert COMPANY not in praise
