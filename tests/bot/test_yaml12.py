"""YAML by the 1.2 core schema: what plain words mean, and what a broken or hostile text is answered with."""

import json
import math
import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.settings import yaml12

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefg", "bcdefgh", strict=True)
)

WORDS: list[tuple[str, Any]] = [
    ("18:30", "18:30"),
    ("NO", "NO"),
    ("on", "on"),
    ("yes", "yes"),
    ("2026-11-23", "2026-11-23"),
    ("1_000", "1_000"),
    ("0b11", "0b11"),
    ("10.0.0.1", "10.0.0.1"),
    ("=", "="),
    ("True", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("010", 10),
    ("0o17", 15),
    ("0x1F", 31),
    ("-7", -7),
    ("+7", 7),
    ("1.5", 1.5),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("-.inf", -math.inf),
    ('"5"', "5"),
    ("'true'", "true"),
    ("!!str 5", "5"),
    ("! 5", "5"),
]

BROKEN = [
    ("a: [", 1, "a value, or a closing ] or }"),
    ("a: 1\nb: [1,\n  2\nc: 3", 4, "a comma or a closing ]; it was opened on line 2"),
    ("a: {b: 1", 1, "a comma or a closing }"),
    ("a: 'x\nb: 2\n", 1, "a closing quotation mark"),
    ("a:\n\t- b", 2, "spaces; YAML takes no tab here"),
    ("a: b: c", 1, 'a colon after each key, an even indent, and quotes around text that holds ": "'),
    ("a:\n  b: 1\n c: 2", 3, "an even indent: keys of one level begin in the same column"),
    ("a: 1\nkey\nb: 2", 2, "a colon and a space after the key"),
    ("a: @x", 1, "quotes around text that begins with a sign such as @ or %"),
    ("a: - b", 1, 'a list on lines of its own, each beginning with "- "'),
    ("a: *b", 1, "quotes around text that begins with *"),
    ("a: &b [*b]", 1, "quotes around text that begins with *"),
    ("a: 1\n---\nb: 1", 2, "one document; a second one begins here"),
    ("a: |x\n  y", 1, "only | or > on the line that begins a long text"),
    ('a: "\\UFFFFFFFF"', 1, "a character or a number that exists"),
    ("%YAML " + "9" * 5000 + ".1\n--- a", 1, "a character or a number that exists"),
    ("a: 1\nb: \x01", 2, "text; a character here cannot be shown"),
    ("[" * 5000, 1, "at most 30 levels"),
    ("- " * 5000, 1, "at most 30 levels"),
    (BOMB, 3, "aliases that repeat at most 1000 values in all"),
]


@pytest.mark.parametrize(("word", "meaning"), WORDS)
def test_a_plain_word_means_what_yaml_1_2_says(word: str, meaning: object) -> None:
    read = yaml12.read(f"key: {word}")

    assert read.problems == ()
    assert read.value == {"key": meaning}
    assert type(read.value["key"]) is type(meaning)


def test_control_yaml_1_1_takes_times_for_numbers_and_no_for_false() -> None:
    naive = [word for word, meaning in WORDS[:9] if yaml.safe_load(f"[{word if word != '=' else '1'}]")[0] != meaning]

    assert {"18:30", "NO", "on", "yes", "2026-11-23", "1_000", "0b11"} <= set(naive)


def test_not_a_number_is_a_number() -> None:
    assert math.isnan(yaml12.read(".nan").value)


@pytest.mark.parametrize("key", ["no", "18:30", "2026-11-23", "404", "true", "~"])
def test_a_key_is_the_word_as_it_was_written(key: str) -> None:
    assert yaml12.read(f"{key}: 1").value == {key: 1}


@pytest.mark.parametrize(("text", "line", "expected"), BROKEN, ids=[text[:12] for text, _, _ in BROKEN])
def test_what_is_broken_is_said_in_plain_words_with_its_line(text: str, line: int, expected: str) -> None:
    read = yaml12.read(text)

    assert not read.whole
    assert [(problem.line, problem.expected) for problem in read.problems] == [(line, expected)]


def test_control_a_plain_loader_dies_of_depth_and_multiplies_a_bomb() -> None:
    with pytest.raises(RecursionError):
        yaml.safe_load("[" * 5000)

    def values(of: Any) -> int:
        return sum(map(values, of)) if isinstance(of, list) else 1

    assert values(yaml.safe_load(BOMB)["f"]) > 100 * yaml12.MOST_REPEATED


def test_a_few_aliases_are_welcome() -> None:
    read = yaml12.read("night: &night {from: '18:00'}\nrooms: *night\npeople: *night")

    assert read.problems == ()
    assert read.value["people"] == {"from": "18:00"}
    assert read.line(("people", "from")) == 3


def test_everything_that_is_wrong_but_readable_is_said_at_once() -> None:
    read = yaml12.read('a: 1\na: 2\nb: !x 3\n? [1, 2]\n: 4\n<<: {c: 5}\nd: "\\0"\ne: 6\n')

    assert read.whole
    assert [(problem.line, problem.key) for problem in read.problems] == [
        (2, ("a",)),
        (3, ("b",)),
        (4, ()),
        (6, ("<<",)),
        (7, ("d",)),
    ]
    assert read.value["a"] == 1
    assert read.value["e"] == 6


@pytest.mark.parametrize("key", ['"\\0"', '"\\ud800"', "*x", "[a]", "{a: b}"])
def test_a_key_that_is_not_plain_words_is_refused(key: str) -> None:
    read = yaml12.read(f"x: &x k\n? {key}\n: 1\nb: 2")

    assert [problem.expected for problem in read.problems] == ["a key in plain words"]
    assert read.value == {"x": "k", "b": 2}


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    text = 'a: "one\u2028two\u0085three"\r\nb: 1\r\nc:\r\n  - x\r\n  - y: 2\r\n'
    read = yaml12.read(text)

    assert {key: read.line((key,)) for key in "abc"} == {"a": 1, "b": 2, "c": 3}
    assert read.line(("c", 1, "y")) == 5
    assert read.line(("c", 1, "not there")) == 5
    assert read.line(("nowhere",)) == 1


@pytest.mark.parametrize(
    "text", ["{}", "", "# nothing\n", "---\n", "\ufeffa: 1", "%YAML 1.2\n---\na: 1", '{"a":1}', "a: 1\n..."]
)
def test_unusual_but_right_documents_are_read(text: str) -> None:
    read = yaml12.read(text)

    assert read.whole
    assert read.value in (None, {}, {"a": 1})


@settings(deadline=None)  # machines are slow at times
@given(st.text(st.sampled_from("ab: -[]{},&*!|>'\"%@`#?~<\n\t\r\\x0u\ufeff\u2028👍é\x00\ud800"), max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    read = yaml12.read(text)

    assert read.whole or read.problems
    assert all(problem.line >= 1 for problem in read.problems)


# Control and unassigned characters must be escaped in YAML; U+2028 and U+2029 are line breaks to PyYAML.
_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")) | st.sampled_from("\n\t\x01"))
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)  # machines are slow at times
@given(_VALUES)
def test_json_is_yaml(value: object) -> None:
    read = yaml12.read(json.dumps(value, ensure_ascii=False))

    assert read.problems == ()
    assert read.value == value


def test_a_hostile_text_of_the_largest_size_is_answered_in_seconds() -> None:
    begun = time.monotonic()
    for text in ["[" * 262_144, "? " * 131_072, "&" * 262_144, ":" * 262_144, "{a: " * 65_536, "\t" * 262_144]:
        assert not yaml12.read(text).whole

    assert time.monotonic() - begun < 10
