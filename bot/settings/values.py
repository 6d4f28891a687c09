"""How single values are written in app.yaml, each with the words for what was expected when it is written otherwise."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic_core import core_schema


@dataclass(frozen=True, eq=False)  # a core schema has no hash, and typing asks for one
class Form:
    """How a value is written in app.yaml, and the words for what was expected when it is written otherwise."""

    expected: str
    core: core_schema.CoreSchema

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> core_schema.CoreSchema:
        return core_schema.custom_error_schema(
            self.core,
            custom_error_type="expected",
            custom_error_message="{words}",
            custom_error_context={"words": self.expected},
        )


def written(expected: str, pattern: str, read: Callable[[str], object] = str, *, longest: int = 200) -> Form:
    """Text of a pattern, at most `longest` characters; `read` makes the value, or raises ValueError."""
    text = core_schema.str_schema(pattern=pattern, max_length=longest, strict=True)
    return Form(expected, core_schema.no_info_after_validator_function(read, text))


def whole(low: int, high: int) -> Form:
    """A whole number within both bounds."""
    return Form(f"a whole number from {low} to {high}", core_schema.int_schema(ge=low, le=high, strict=True))


def one_of(kind: type[StrEnum]) -> Form:
    """One of the words of an enum."""
    words = [member.value for member in kind]
    text = core_schema.literal_schema(list(words))
    return Form(_either(words), core_schema.no_info_after_validator_function(kind, text))


def lasting(shortest: str, longest: str) -> Form:
    """A length of time such as `30m`: a whole number and s, m, h, d or w, from `shortest` to `longest`."""

    def read(text: str) -> timedelta:
        if not _length(shortest) <= _length(text) <= _length(longest):
            raise ValueError
        return _length(text)

    return written(f"a length of time from {shortest} to {longest}, such as 90s, 30m, 1h, 14d or 2w", _LENGTH, read)


VARIABLE = "^[A-Z_][A-Z0-9_]*$"
_LENGTH = "^[0-9]{1,7}[smhdw]$"
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}


def _length(text: str) -> timedelta:
    return timedelta(seconds=int(text[:-1]) * _SECONDS[text[-1]])


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"


def _zone(name: str) -> str:
    if name not in _zones():
        raise ValueError
    return name


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _clock(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def _web_address(text: str) -> str:
    parts = urlsplit(text)  # ValueError for a broken IPv6 address, .port for a port that is none
    if not parts.hostname or parts.username is not None or parts.password is not None or parts.port == 0:
        raise ValueError
    return text


def _store_address(text: str) -> str:
    if urlsplit(text).password is not None:
        raise ValueError
    return text


def _emoji(text: str) -> str:
    if not plain_emoji(text):
        raise ValueError
    return text


@lru_cache(maxsize=256)  # it is asked of each that has a meaning, at every reaction
def plain_emoji(emoji: str) -> str:
    """An emoji without skin tone (U+1F3FB to U+1F3FF), gender (U+2640, U+2642) and variation (U+FE0E, U+FE0F)."""
    return re.sub("\u200d[\u2640\u2642]", "", re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji))


Line: TypeAlias = Annotated[str, written("text on one line", r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$")]
Paragraph: TypeAlias = Annotated[str, written("text of at most 2000 characters", r"\S", longest=2000)]
Key: TypeAlias = Annotated[str, written("a short lower-case key (a-z, 0-9, - and _, at most 40)", "^[a-z0-9_-]{1,40}$")]
PlatformId: TypeAlias = Annotated[
    str, written("an id of the platform, in quotes if it is a number", r"^\S+$", longest=500)
]
Language: TypeAlias = Annotated[str, written("a language code of two letters, such as en", "^[a-z]{2}$")]
Zone: TypeAlias = Annotated[str, written("a time zone such as Europe/Berlin", "^[A-Za-z0-9_+/-]+$", _zone)]
Variable: TypeAlias = Annotated[
    str,
    written(
        "the name of an environment variable, such as SLACK_BOT_TOKEN (secrets are named, never written)",
        VARIABLE,
    ),
]
WebAddress: TypeAlias = Annotated[
    str,
    written(
        "an address that begins with https:// or http://, without a password in it",
        r"^[hH][tT][tT][pP][sS]?://[^\s\x00-\x1f\x7f]+$",
        _web_address,
        longest=2000,
    ),
]
StoreAddress: TypeAlias = Annotated[
    str,
    written(
        "sqlite:///FILE or postgresql://HOST/NAME; one with a password belongs in a variable: use url_env",
        r"^(sqlite:///|postgresql(\+psycopg)?://)\S+$",
        _store_address,
        longest=2000,
    ),
]
FileName: TypeAlias = Annotated[str, written("the name of a file", r"^[^\x00-\x1f]+$")]
HostName: TypeAlias = Annotated[
    str,
    written(
        "a host name such as news.intranet.example, or with a port, news.intranet.example:8080",
        r"^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$",
        str.lower,
    ),
]
Emoji: TypeAlias = Annotated[str, written("an emoji, such as 👍, or a platform's name for one", r"^\S{1,64}$", _emoji)]
Clock: TypeAlias = Annotated[time, written('a time of day such as "18:00"', "^([01]?[0-9]|2[0-3]):[0-5][0-9]$", _clock)]
YesOrNo: TypeAlias = Annotated[bool, Form("true or false", core_schema.bool_schema(strict=True))]
Share: TypeAlias = Annotated[
    float, Form("a number from 0 to 1, such as 0.33", core_schema.float_schema(ge=0, le=1, strict=True))
]
Port: TypeAlias = Annotated[int, whole(0, 65_535)]
CardsPerDay: TypeAlias = Annotated[int, whole(0, 50)]
Between: TypeAlias = Annotated[timedelta, lasting("0m", "7d")]
Kept: TypeAlias = Annotated[timedelta, lasting("1d", "3650d")]
