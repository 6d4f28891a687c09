"""Words as people type them, made safe to keep."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.plain import UNSEEN, one_line, plain


def test_what_can_be_read_stays_and_the_rest_goes() -> None:
    assert plain("  a\x00b\r\nc\td\x7f\ud800\u202ee \x85") == "ab\nc\tde"
    assert plain("مرحبا 👩‍👩‍👧 e\u0301") == "مرحبا 👩‍👩‍👧 e\u0301"
    assert one_line(" a\n\n b\tc ") == "a b c"


@given(st.text(st.characters()))
def test_what_is_left_can_be_stored_and_shown(text: str) -> None:
    left = plain(text)
    assert all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs") for sign in left)
    assert not set(UNSEEN) & set(left)
    assert left == left.strip() == plain(left)
    kept = [sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cs") and sign not in UNSEEN]
    assert "".join(left.split()) == "".join("".join(kept).split())
    assert len(one_line(text).splitlines()) <= 1


def test_a_very_long_text_takes_no_time() -> None:
    begin = time.perf_counter()
    plain("x\x00" * 1_000_000)
    assert time.perf_counter() - begin < 2
