"""Slack's way of writing becomes plain words, and nothing in them is changed that was meant."""

import pytest

from adapters.reading import text
from adapters.slack import emoji, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("<https://a.example/?a=1&amp;copy=2>", "https://a.example/?a=1&copy=2"),
        ("<mailto:ana@a.example|ana@a.example>", "ana@a.example"),
        ("<#C1|general> <#C1> <@U1|ana> <@U1>!", "#general  @ana !"),
        ("<!here> <!channel|channel> <!subteam^S1|@builders>", "@here channel @builders"),
        ("done :tada::+1::skin-tone-3: (:heart:)", "done 🎉👍🏼 (❤️)"),
        ("at 10:30:00, a:b:c and :our-logo: stay", "at 10:30:00, a:b:c and :our-logo: stay"),
        ("https://files.example/:b:/s/1 :b:", "https://files.example/:b:/s/1 🅱️"),
    ],
)
def test_what_slack_writes_reads_as_it_was_meant(written: str, read: str) -> None:
    assert words.plain(written) == read


def test_every_name_slack_has_stands_for_its_own_sign() -> None:
    assert emoji.character("woman-raising-hand") == "🙋‍♀️"
    assert all(emoji.character(name) != name for name in emoji.NAMES)
    assert len(emoji.NAMES) > 1800


def test_what_no_database_keeps_is_never_in_a_text() -> None:
    assert text({"text": "a\0b\ud800c"}, "text") == "ab?c"
