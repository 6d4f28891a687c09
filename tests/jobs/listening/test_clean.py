import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.listening.clean import absolute, cut, plain, tidy, words

BASE = "https://blog.example/a/feed.xml"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("a<br/>b<br>c", "a b c"),
        ("<b>bold</b>ly", "boldly"),
        ("AT&amp;T &lt;b&gt; &eacute;&nbsp;x", "AT&T <b> é x"),
        ("<script>alert(1)</script>words<style>p{}</style>", "words"),
        ("<!here> words <!-- hidden -->", "words"),
        ("<img src='data:image/png;base64," + "A" * 50_000 + "'>words after it", "words after it"),
        ("a&#0;b&#1;c&#x202e;d", "a�bcd"),
        ("half <a href='", "half"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("\ud800x", "x"),
    ],
)
def test_markup_becomes_plain_text(markup: str, expected: str) -> None:
    assert plain(markup) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Vec<T> and x < y", "Vec<T> and x < y"),
        ("R&D & more", "R&D & more"),
        ("A <b>bold</b> claim", "A bold claim"),
        ("<script>alert(1)</script>claim", "claim"),
        ("fish &amp; chips", "fish & chips"),
        ("*bold* @channel", "*bold* @channel"),
    ],
)
def test_text_said_to_be_plain_is_taken_at_its_word_unless_it_plainly_is_not(value: str, expected: str) -> None:
    assert words(value, is_text=True) == expected


@given(st.text(alphabet=st.characters(categories=["Cc", "Cs", "Zs", "Lu", "Cf", "So", "Po", "Sm"])))
def test_no_control_character_ever_comes_out(text: str) -> None:
    for out in (tidy(text), plain(text), words(text, is_text=True)):
        assert not [character for character in out if unicodedata.category(character) in ("Cc", "Cs")]
        assert not {"\u202e", "\u2066", "\u2028", "\ufeff"} & set(out)
        assert out == " ".join(out.split())
        out.encode()


def test_joined_emoji_and_right_to_left_words_stay_whole() -> None:
    assert tidy("👩‍💻  שלום\u200f") == "👩‍💻 שלום\u200f"


@given(st.text(min_size=0, max_size=400), st.integers(2, 300))
def test_a_cut_text_is_never_longer_than_allowed(text: str, most: int) -> None:
    assert len(cut(text, most)) <= most
    assert cut(text, most) == text or cut(text, most).endswith("…")


def test_a_text_is_cut_at_a_word() -> None:
    assert cut("one two three", 13) == "one two three"
    assert cut("one two three", 12) == "one two…"
    assert cut("one, two, three", 10) == "one, two…"
    assert cut("unbreakable", 5) == "unbr…"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b", "https://blog.example/a/b"),
        ("/b", "https://blog.example/b"),
        ("//other.example/b", "https://other.example/b"),
        (" https://other.example/\n  b ", "https://other.example/%20%20b"),
        ("https://other.example/a b", "https://other.example/a%20b"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("https://ann:secret@other.example/", None),
        ("http://[::1", None),
        ("https://", None),
        ("https://other.example/\x00", None),
        ("https://other.example/\u202e", None),
        ("https://other.example/" + "x" * 4000, None),
    ],
)
def test_a_link_is_absolute_and_of_the_web_or_none(link: str, expected: str | None) -> None:
    assert absolute(link, BASE) == expected
