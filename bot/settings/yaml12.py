"""Reading YAML by the 1.2 core schema, with the line of every key, so that a mistake can be pointed at.

PyYAML reads YAML 1.1, where `18:30` is a number, `NO` is false and a date becomes an object. Its scanner and parser are
used here; what a plain word means is ours, after https://yaml.org/spec/1.2.2/#103-core-schema: null, true, false, whole
numbers and decimals; all else is text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

Path: TypeAlias = tuple[str | int, ...]
Value: TypeAlias = Any  # None, bool, int, float, str, or dict and list of these: narrowed by whoever asks.

DEEPEST = 30
"""How many levels a document may have."""
MOST_REPEATED = 1000
"""How many values all aliases (`*name`) of a document may repeat together; a "billion laughs" asks for far more."""

_NULL = re.compile(r"null|Null|NULL|~|")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,40}")  # Python refuses to read numbers of thousands of digits; nobody means one.
_OCTAL = re.compile(r"0o[0-7]{1,40}")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]{1,40}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
_NOT_A_NUMBER = re.compile(r"\.(nan|NaN|NAN)")
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_BREAK = re.compile(r"\r\n?|\n")
_PLAIN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))}

# What PyYAML says, by its beginning or middle, and what helps. First match wins; PyYAML's own words may quote what the
# file holds (a password that begins with "*" or "!"), so they are never shown.
_IN_PLAIN_WORDS = (
    ("found character '\\t'", "spaces; YAML takes no tab here"),
    ("that cannot start any token", "quotes around text that begins with a sign such as @ or %"),
    (
        "mapping values are not allowed",
        'a colon after each key, an even indent, and quotes around text that holds ": "',
    ),
    ("sequence entries are not allowed", 'a list on lines of its own, each beginning with "- "'),
    ("could not find expected ':'", "a colon and a space after the key"),
    ("unexpected end of stream", "a closing quotation mark"),
    ("unexpected document separator", "a closing quotation mark"),
    ("unclosed '[' or '{'", "a closing ] or }, or an even indent"),
    ("expected ',' or '}'", "a comma or a closing }"),
    ("expected ',' or ']'", "a comma or a closing ]"),
    ("node content", "a value, or a closing ] or }"),
    ("<block end>", "an even indent: keys of one level begin in the same column"),
    ("escape", 'single quotes, or each \\ written twice: between double quotes "\\" begins a special character'),
    ("hexadecimal", 'single quotes, or each \\ written twice: between double quotes "\\" begins a special character'),
    ("alphabetic or numeric", "quotes around text that begins with & or *"),
    ("tag", "no tags (words that begin with !)"),
    ("block scalar", "only | or > on the line that begins a long text"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that YAML does not allow, or that we do not take: the line, the key and what would be right."""

    line: int
    key: Path
    expected: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a text says. `whole` is false where a problem ended the reading, and `value` is None then."""

    value: Value
    lines: Mapping[Path, int]
    problems: tuple[Problem, ...]
    whole: bool

    def line(self, key: Path) -> int:
        """The line (from 1) where a key stands, or the nearest key around it."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read(text: str) -> Document:
    """Read one YAML document from text; whatever the text is, the answer is a Document, never an error."""
    return _Reading(text).document()


class _BrokenError(Exception):
    """The reading cannot go on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A value an alias may repeat, and how many values it holds."""

    value: Value
    weight: int


class _Reading:
    """One text being read, event by event. Events come one at a time, so that a hostile text is left early."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.breaks = [found.end() for found in _LINE_BREAK.finditer(text)]
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.anchors: dict[str, _Anchored] = {}
        self.values = 0
        self.repeated = 0

    def document(self) -> Document:
        try:
            self.loader = yaml.SafeLoader(self.text)
        except yaml.reader.ReaderError as error:
            wrong = Problem(self._line(error.position), (), "text; a character here cannot be shown")
            return Document(None, {}, (wrong,), whole=False)
        try:
            value = self._only_document()
        except _BrokenError as broken:
            return Document(None, self.lines, (*self.problems, broken.problem), whole=False)
        return Document(value, self.lines, tuple(self.problems), whole=True)

    def _only_document(self) -> Value:
        self._next()  # the stream begins
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._value(self._next(), ())
        self._next()  # the document ends
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._broken(after, (), "one document; a second one begins here")
        return value

    def _value(self, event: yaml.Event, path: Path) -> Value:
        self.values += 1
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, path)
        if len(path) > DEEPEST:
            raise self._broken(event, (), f"at most {DEEPEST} levels")
        before = self.values
        if getattr(event, "tag", None) not in _PLAIN_TAGS:
            self._wrong(event, path, "a value without a tag (a word that begins with !)")
        match event:
            case yaml.MappingStartEvent():
                value: Value = self._mapping(path)
            case yaml.SequenceStartEvent():
                value = self._list(path)
            case yaml.ScalarEvent():
                value = self._scalar(event, path)
            case _:
                raise self._broken(event, path, "a value")
        if (anchor := getattr(event, "anchor", None)) is not None:
            self.anchors[anchor] = _Anchored(value, self.values - before + 1)
        return value

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for event in self._until(yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or _UNWRITABLE.search(event.value):
                self._wrong(event, path, "a key in plain words")
                if not isinstance(event, yaml.ScalarEvent):
                    self._value(event, (*path, "?"))
                self._value(self._next(), (*path, "?"))
                continue
            key = (*path, event.value)
            if event.value == "<<" and event.style is None:
                self._wrong(event, key, "the values written out; YAML 1.2 has no merge key")
            elif event.value in found:
                self._wrong(event, key, f"each key once; this one stands on line {self.lines[key]} already")
            else:
                self.lines[key] = self._line_of(event)
                found[event.value] = self._value(self._next(), key)
                continue
            self._value(self._next(), (*path, "?"))  # read past it
        return found

    def _list(self, path: Path) -> list[Value]:
        found: list[Value] = []
        for event in self._until(yaml.SequenceEndEvent):
            key = (*path, len(found))
            self.lines[key] = self._line_of(event)
            found.append(self._value(event, key))
        return found

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Value:
        if _UNWRITABLE.search(event.value):
            self._wrong(event, path, "text without NUL and half characters")
            return ""
        return _meaning(event.value) if event.style is None and event.tag is None else event.value

    def _alias(self, event: yaml.AliasEvent, path: Path) -> Value:
        anchored = self.anchors.get(event.anchor or "")
        if anchored is None:
            raise self._broken(event, path, "quotes around text that begins with *")
        self.repeated += anchored.weight
        self.values += anchored.weight - 1
        if self.repeated > MOST_REPEATED:
            raise self._broken(event, path, f"aliases that repeat at most {MOST_REPEATED} values in all")
        if len(path) + _depth(anchored.value) > DEEPEST:
            raise self._broken(event, path, f"at most {DEEPEST} levels")
        return anchored.value

    def _until(self, last: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := self._next(), last):
            yield event

    def _next(self) -> yaml.Event:
        try:
            event: yaml.Event = self.loader.get_event()  # type: ignore[no-untyped-call]
        except yaml.MarkedYAMLError as error:
            raise _BrokenError(self._explained(error)) from None
        except (ValueError, OverflowError):  # PyYAML on "\UFFFFFFFF" and on %YAML with thousands of digits
            line = self._line(self.loader.get_mark().index)
            raise _BrokenError(Problem(line, (), "a character or a number that exists")) from None
        return event

    def _explained(self, error: yaml.MarkedYAMLError) -> Problem:
        said = error.problem or ""
        told = f"{said} {error.context}"
        words = next((words for part, words in _IN_PLAIN_WORDS if part in told), "well-formed YAML")
        unclosed = "end of stream" in said or "stream end" in said or "document separator" in said
        begun_there = unclosed or error.context == "while scanning a simple key"
        marks = (error.context_mark, error.problem_mark) if begun_there else (error.problem_mark, error.context_mark)
        mark = next((mark for mark in marks if mark is not None), None)
        line = self._line(mark.index) if mark else 1
        opened = self._line(error.context_mark.index) if error.context_mark else line
        if opened < line and "flow" in str(error.context):
            words = f"{words}; it was opened on line {opened}"
        return Problem(line, (), words)

    def _wrong(self, event: yaml.Event, path: Path, expected: str) -> None:
        self.problems.append(Problem(self._line_of(event), path, expected))

    def _broken(self, event: yaml.Event, path: Path, expected: str) -> _BrokenError:
        return _BrokenError(Problem(self._line_of(event), path, expected))

    def _line_of(self, event: yaml.Event) -> int:
        return self._line(event.start_mark.index) if event.start_mark else 1

    def _line(self, index: int) -> int:
        """The line as an editor counts it; PyYAML also counts U+0085, U+2028 and U+2029."""
        return bisect_right(self.breaks, index) + 1


def _meaning(word: str) -> Value:
    """What a plain word means by the core schema."""
    if _NULL.fullmatch(word):
        return None
    if _TRUE.fullmatch(word) or _FALSE.fullmatch(word):
        return word[0] in "tT"
    if _DECIMAL.fullmatch(word):
        return int(word)
    if _OCTAL.fullmatch(word) or _HEXADECIMAL.fullmatch(word):
        return int(word, 0)
    if _FLOAT.fullmatch(word):
        return float(word)
    if _INFINITE.fullmatch(word) or _NOT_A_NUMBER.fullmatch(word):
        return float(word.replace(".", ""))
    return word


def _depth(value: Value) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
