import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics import Match, Matcher, Topic, fold, is_unspaced

Occurs = Callable[[str, str], bool]


def occurs(word: str, text: str) -> bool:
    """Whether a topic of this one word matches this text."""
    return bool(Matcher([Topic("t", "T", may=(word,))]).match("", text))


def occurs_as_part(word: str, text: str) -> bool:
    """A naive variant: the word stands anywhere in the text."""
    return word.casefold() in text.casefold()


TABLE = [
    ("rust", "Rust in the kernel", True),
    ("rust", "in whom we trust", False),
    ("rust", "trust, and Rust!", True),
    ("rust", "#rust", True),
    ("rust", "rusty", False),
    ("rust", "rust2", False),
    ("rust", "the rust_belt", True),
    ("Linux kernel", "the linux\n  kernel", True),
    ("Linux kernel", "linux kernels", False),
    ("open source", "Open-Source software", True),
    ("open-source", "open source", True),
    ("GPT 4", "GPT-4", True),
    ("C", "why C still matters", True),
    ("C", "C", True),
    ("C", "(C)", True),
    ("C", "'C' as a language", True),
    ("C", "C's types", True),
    ("C", "C/C++", True),
    ("C", "C++", False),
    ("C", "C#", False),
    ("C", "the C-suite", False),
    ("C", "c'est la vie", False),
    ("D", "R&D", False),
    ("D", "I'd like", False),
    ("C++", "modern C++", True),
    ("C++", "C++17, perhaps", True),
    ("C++", "C++.", True),
    ("C++", "Objective-C++", True),
    ("C++", "ABC++", False),
    ("C++", "C", False),
    ("C#", "C# and F#", True),
    ("Go", "Go 1.30 is out", True),
    ("Go", "Django", False),
    ("Go", "ago", False),
    (".NET", "a .NET host", True),
    (".NET", ".net", True),
    (".NET", "visit example.net", False),
    (".NET", "network", False),
    ("R&D", "our R&D team", True),
    ("R&D", "R & D", False),
    ("AT&T", "AT&T's network", True),
    ("O'Reilly", "an O’Reilly book", True),
    ("Example Works", "EXAMPLE WORKS, a company", True),
    ("café", "CAFE culture", True),
    ("cafe", "cafe\u0301", True),
    ("Zurich", "Zürich", True),
    ("straße", "STRASSE", True),
    ("Łódź", "lodz", True),
    ("İstanbul", "istanbul", True),
    ("ёлка", "ЕЛКА", True),
    ("мой", "мои", False),
    ("новости", "Новости дня", True),
    ("новость", "новостью", False),
    ("人工智能", "关于人工智能的新闻", True),
    ("Linux", "使用Linux内核", True),
    ("東京", "東京都", True),
    ("が", "か", False),
    ("삼성", "삼성이 발표", True),
    ("ภาษา", "เรียนภาษาไทย", True),
    ("كتاب", "كِتَاب جديد", True),
    ("كتاب", "كتابة", False),
    ("हिन्दी", "हिन्दी समाचार", True),
    ("क", "कि", False),
    ("ＡＩ", "AI", True),
    ("e-mail", "by e\u2011mail", True),
    ("kernel", "ker\u00adnel", True),
    ("🚀", "launch🚀day", True),
    ("🚀", "launch", False),
    ("@lwn", "by @lwn", True),
    ("@lwn", "mail@lwn.example", False),
    ("   ", "anything", True),  # no word at all: the topic matches everything
    ("a\x00b", "a\x00b", True),
]


@pytest.mark.parametrize(("word", "text", "expected"), TABLE)
def test_a_word_occurs_only_as_a_word_of_its_own(word: str, text: str, expected: bool) -> None:
    assert occurs(word, text) is expected


def test_looking_for_parts_of_words_fails_the_same_table() -> None:
    def wrong(check: Occurs) -> set[tuple[str, str]]:
        return {(word, text) for word, text, expected in TABLE if check(word, text) is not expected}

    assert wrong(occurs) == set()
    assert ("rust", "in whom we trust") in wrong(occurs_as_part)
    assert len(wrong(occurs_as_part)) > 20


KERNEL = Topic("k", "Linux kernel", must=("kernel",), may=("Rust", "driver"), must_not=("popcorn",))


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Rust in the kernel", "", True),
        ("The kernel", "a new driver", True),
        ("The kernel", "", False),
        ("A driver in Rust", "", False),
        ("Rust in the kernel", "with popcorn", False),
        ("Popcorn kernel", "rust", False),
        ("", "", False),
    ],
)
def test_a_topic_wants_all_of_must_one_of_may_and_none_of_must_not(title: str, text: str, expected: bool) -> None:
    assert bool(Matcher([KERNEL]).match(title, text)) is expected


def test_a_topic_without_words_to_find_matches_everything_it_does_not_refuse() -> None:
    matcher = Matcher([Topic("all", "Everything"), Topic("calm", "Everything calm", must_not=("shouting",))])

    assert matcher.match("", "") == [Match("all", "Everything"), Match("calm", "Everything calm")]
    assert matcher.match("Shouting", "") == [Match("all", "Everything")]
    assert Matcher([]).match("a", "b") == []


def test_the_words_that_matched_are_named_as_the_topic_spells_them() -> None:
    topic = Topic("k", "Linux kernel", must=("Kernel",), may=("RUST", "rust", "Linux kernel", "driver"))
    matches = Matcher([topic]).match("rust in the linux kernel", "The kernel, and a Driver")

    assert matches == [Match("k", "Linux kernel", ("Kernel", "RUST", "Linux kernel"), ("Kernel", "driver"))]


def test_at_most_five_words_are_named() -> None:
    words = tuple(f"word{number}" for number in range(9))
    (match,) = Matcher([Topic("t", "T", may=words)]).match(" ".join(words), "")

    assert match.in_title == words[:5]


def test_matches_come_in_the_order_of_the_topics() -> None:
    topics = [Topic(name, name, may=("ear",)) for name in "zmaq"]

    assert [match.topic_id for match in Matcher(topics).match("an ear", "")] == list("zmaq")


def test_only_the_first_twenty_thousand_characters_are_read() -> None:
    assert occurs("ear", "x " * 9_000 + "ear")
    assert not occurs("ear", "x " * 10_000 + "ear")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1, max_size=8), st.text(max_size=8), st.text(max_size=8))
def test_a_word_between_blanks_always_occurs(word: str, before: str, after: str) -> None:
    assert occurs(word, f"{before} \n {word} \t {after}") or fold(word) not in fold(f"{before} \n {word} \t {after}")


# ── Against an oracle that reads every text once per word ────────────────────────────────────────────────────────────

words = st.text(alphabet="abAé世界1 ", min_size=1, max_size=4)
some_words = st.lists(words, max_size=3).map(tuple)
topics = st.lists(
    st.builds(Topic, id=st.just("t"), name=st.just("T"), must=some_words, may=some_words, must_not=some_words)
)
texts = st.text(alphabet="abAé世界1 .!", max_size=30)


def oracle(topic: Topic, title: str, text: str) -> bool:
    def there(word: str) -> bool:
        word = fold(word)
        left = r"(?<![a-z0-9])" if word and not is_unspaced(word[0]) else ""
        right = r"(?![a-z0-9])" if word and not is_unspaced(word[-1]) else ""
        pattern = re.compile(left + re.escape(word) + right)
        return any(pattern.search(fold(part)) for part in (title, text))

    must, may, must_not = ([word for word in some if word.strip()] for some in (topic.must, topic.may, topic.must_not))
    return all(map(there, must)) and (not may or any(map(there, may))) and not any(map(there, must_not))


@given(topics, texts, texts)
def test_one_automaton_says_what_reading_word_by_word_says(topics: list[Topic], title: str, text: str) -> None:
    named = [Topic(str(number), t.name, t.must, t.may, t.must_not) for number, t in enumerate(topics)]

    found = [match.topic_id for match in Matcher(named).match(title, text)]

    assert found == [topic.id for topic in named if oracle(topic, title, text)]


@given(topics, texts, texts)
def test_every_word_named_occurs_where_it_is_said_to(topics: list[Topic], title: str, text: str) -> None:
    for match in Matcher(topics).match(title, text):
        assert all(occurs(word, title) for word in match.in_title)
        assert all(occurs(word, text) for word in match.in_text)


def test_two_thousand_words_in_two_hundred_texts_take_no_time() -> None:
    topics = [Topic(str(n), "T", may=tuple(f"wörd{n}x{part}" for part in range(10))) for n in range(200)]
    texts = ["".join(f"some text wörd{n}x{part} " for part in range(60)) for n in range(200)]
    matcher = Matcher(topics)

    start = time.process_time()
    found = [matcher.match("A title", text) for text in texts]

    assert time.process_time() - start < 1
    assert all(match[0].topic_id == str(number) for number, match in enumerate(found))
