"""The company's share of a room's asking cards: kept whatever the order, and never so strict that nothing comes."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import shares

Policy = Callable[[int, int, float], bool]
HUNDREDTHS = st.integers(0, 100).map(lambda part: part / 100)


def exceeded(policy: Policy, wishes: list[bool], share: float) -> bool:
    """Whether the company ever had more than its share, where cards come in this order (True: a company piece)."""
    company = others = 0
    for wish in wishes:
        if not wish:
            others += 1
        elif policy(company, others, share):
            company += 1
            if company > 1 and Fraction(company, company + others) > Fraction(round(share * 100), 100):
                return True
    return False


@given(wishes=st.lists(st.booleans(), max_size=60), share=HUNDREDTHS)
def test_however_cards_come_the_company_has_at_most_its_share_or_one_card(wishes: list[bool], share: float) -> None:
    assert not exceeded(shares.allowed, wishes, share)


def test_control_a_policy_that_forgets_to_count_the_new_card_exceeds_it() -> None:
    def naive(company: int, others: int, share: float) -> bool:
        return company == 0 or company <= share * (company + others)

    assert exceeded(naive, [False] * 4 + [True] * 4, 0.33)


@given(company=st.integers(0, 300), others=st.integers(0, 300), share=HUNDREDTHS)
def test_more_of_others_never_closes_the_door_and_more_of_the_company_never_opens_it(
    company: int, others: int, share: float
) -> None:
    if shares.allowed(company, others, share):
        assert shares.allowed(company, others + 1, share)
        assert company == 0 or shares.allowed(company - 1, others, share)


@given(company=st.integers(1, 300), others=st.integers(0, 300), hundredths=st.integers(0, 100))
def test_a_share_that_is_just_full_is_allowed_to_the_card(company: int, others: int, hundredths: int) -> None:
    exact = Fraction(company + 1, company + 1 + others) <= Fraction(hundredths, 100)
    assert shares.allowed(company, others, hundredths / 100) is exact


@given(others=st.integers(0, 50), share=HUNDREDTHS)
def test_the_first_is_always_allowed(others: int, share: float) -> None:
    assert shares.allowed(0, others, share)


@pytest.mark.parametrize(("others", "allowed"), [(0, 1), (2, 1), (4, 1), (5, 2), (7, 3), (20, 9)])
def test_what_a_third_means_in_numbers(others: int, allowed: int) -> None:
    company = 0
    while shares.allowed(company, others, 0.33):
        company += 1
    assert company == allowed
