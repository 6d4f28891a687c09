"""A long text in portions: none is too long, and together they are the text."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.portions import portions


@given(text=st.text(alphabet="ab \n", max_size=300), most=st.integers(2, 40))
def test_nothing_is_lost_and_nothing_is_too_long(text: str, most: int) -> None:
    parts = portions(text, most)
    assert "".join(parts) == text
    assert all(len(one) <= most for one in parts)
    assert all(parts) or not text


def test_it_is_cut_where_a_line_ends_or_else_between_words() -> None:
    assert portions("one two\nthree four", 10) == ["one two\n", "three four"]
    assert portions("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
