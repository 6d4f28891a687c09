"""What app.yaml says: checked, typed, and answered in plain words where it is wrong.

`load` reads the file, `parse` a text; both give Settings or raise SettingsError with every mistake at once. `schema` is
the same in JSON Schema, for editors. Secrets are named, never written: app.yaml holds names of environment variables.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot import yaml12
from bot.domain.items import AnswerKind
from bot.domain.networks import Network

LARGEST = 256 * 1024
"""The largest app.yaml in bytes; the reading of a hostile one of this size stays a matter of seconds."""

# ---------------------------------------------------------------------------------------------------------------------
# How single values are written


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


def plain_emoji(emoji: str) -> str:
    """An emoji without skin tone (U+1F3FB to U+1F3FF) and without variation selectors (U+FE0E, U+FE0F)."""
    return re.sub("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]", "", emoji)


Line: TypeAlias = Annotated[str, written("text on one line", r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$")]
Paragraph: TypeAlias = Annotated[str, written("text of at most 2000 characters", r"\S", longest=2000)]
Key: TypeAlias = Annotated[str, written("a short lower-case key (a-z, 0-9, - and _, at most 40)", "^[a-z0-9_-]{1,40}$")]
PlatformId: TypeAlias = Annotated[str, written("an id of the platform, in quotes if it is a number", r"^\S+$")]
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

# ---------------------------------------------------------------------------------------------------------------------
# What the file holds


class Mode(StrEnum):
    """How Slack reaches us: through a connection we open, or through its calls to our server."""

    SOCKET = "socket"
    HTTP = "http"


class PlatformName(StrEnum):
    """The platforms there are."""

    SLACK = "slack"
    TEAMS = "teams"
    PLAYGROUND = "playground"


class Day(StrEnum):
    """A day of the week."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"


class LogFormat(StrEnum):
    """How the log is written: for machines or for people."""

    JSON = "json"
    TEXT = "text"


class LogLevel(StrEnum):
    """From which weight on the log keeps a line."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Section(BaseModel):
    """A part of app.yaml: nothing in it can be changed later, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def stated(default: object, description: str) -> Any:
    """A field that may be left out: its default as it would be written in app.yaml, and what it is."""
    return Field(default=default, validate_default=True, description=description)


class Company(Section):
    """Whose Earshot this is."""

    name: Line = Field(description="the company's name")
    language: Language = stated("en", "the language the bot speaks in rooms")
    time_zone: Zone = stated("UTC", "the time zone of rooms, and of people whose own is not known")


class Store(Section):
    """Where it is remembered: one of `url` and `url_env`; a file beside the bot if neither is given."""

    url: StoreAddress | None = Field(default=None, description="the database; sqlite:///earshot.db if nothing is said")
    url_env: Variable | None = Field(default=None, description="the variable that holds the database's address")

    def address(self, environ: Mapping[str, str]) -> str:
        """The address of the database, from the file or from the named variable."""
        return environ[self.url_env] if self.url_env else self.url or "sqlite:///earshot.db"


class Server(Section):
    """Where the bot can be reached."""

    host: Annotated[str, written("a host name or an address to listen on", r"^[A-Za-z0-9._:-]+$")] = stated(
        "127.0.0.1", "the address to listen on"
    )
    port: Port = stated(8080, "the port of webhooks and health checks; 0 takes any free one")
    metrics_port: Port | None = stated(9090, "the port of the metrics; null for none")


class Slack(Section):
    """Slack: secrets are named here and stand in the environment."""

    mode: Annotated[Mode, one_of(Mode)] = stated("socket", "socket needs app_token_env, http needs signing_secret_env")
    bot_token_env: Variable = Field(description="the variable that holds the bot token (xoxb-)")
    app_token_env: Variable | None = Field(default=None, description="the variable of the app token (xapp-)")
    signing_secret_env: Variable | None = Field(default=None, description="the variable of the signing secret")
    api_url: WebAddress = stated("https://slack.com/api/", "the address of Slack's web API")
    shared_channels: YesOrNo = stated(False, "whether the bot also works in rooms shared with other companies")


class Teams(Section):
    """Microsoft Teams: ids and secrets are named here and stand in the environment."""

    app_id_env: Variable = Field(description="the variable that holds the app's id")
    secret_env: Variable = Field(description="the variable that holds the app's secret")
    tenant_id_env: Variable = Field(description="the variable that holds the tenant's id")


class PlaygroundPerson(Section):
    """Someone to be in the playground."""

    id: Key = Field(description="a short lower-case id")
    name: Line = Field(description="the person's name")
    time_zone: Zone = Field(description="the person's time zone")
    language: Language = stated("en", "the language the bot speaks with them")


class Playground(Section):
    """A chat of one's own in the browser: no accounts, no keys."""

    file: FileName = stated("playground.db", "the file that keeps its rooms and messages")
    people: tuple[PlaygroundPerson, ...] = Field(min_length=1, description="the people to switch between")


class Platforms(Section):
    """Where people meet the bot; what is absent is not imported."""

    slack: Slack | None = Field(default=None, description="Slack")
    teams: Teams | None = Field(default=None, description="Microsoft Teams")
    playground: Playground | None = Field(default=None, description="a chat of one's own in the browser")


class Reactions(Section):
    """Which public emoji mean which answer."""

    worth_it: tuple[Emoji, ...] = stated(["👍"], "worth sharing")
    would_share: tuple[Emoji, ...] = stated(["🙋"], "I would share this")
    draft: tuple[Emoji, ...] = stated(["✍️"], "draft it with me")
    scroll_past: tuple[Emoji, ...] = stated(["⏭️"], "I would scroll past")
    save: tuple[Emoji, ...] = stated(["🔖"], "save for later")

    def kind(self, emoji: str) -> AnswerKind | None:
        """The answer an emoji stands for, whatever its skin tone; None if it stands for none."""
        plain = plain_emoji(emoji)
        return next((AnswerKind(kind) for kind, meant in self if plain in map(plain_emoji, meant)), None)


class Topic(Section):
    """What a room or a person wants to hear about."""

    name: Line = Field(description="what people read")
    must: tuple[Line, ...] = stated([], "words that all occur")
    may: tuple[Line, ...] = stated([], "words of which at least one occurs")
    must_not: tuple[Line, ...] = stated([], "words of which none occurs")


class Source(Section):
    """A feed we listen to."""

    name: Line = Field(description="what people read")
    url: WebAddress = Field(description="the address of the feed")
    every: Annotated[timedelta, lasting("1m", "30d")] = stated("1h", "how often it is read at most")
    company: YesOrNo = stated(False, "whether it is the company's own")
    about: tuple[Key, ...] = stated([], "topics that every entry of it belongs to, whatever words it has")


class Listening(Section):
    """How the bot behaves towards the sites it reads."""

    contact: Annotated[str, written("an address on one line", r"^[^\x00-\x1f\x7f]*$")] = stated(
        "", "a mail or web address that the sites we read can write to"
    )
    private_hosts: tuple[HostName, ...] = stated([], "in-house hosts that may be read, named one by one")


class Quiet(Section):
    """When it is quiet: every night from `from` until `until` (none where both are the same), and on whole days."""

    start: Clock = Field(default="18:00", validate_default=True, alias="from", description="when the quiet begins")
    until: Clock = stated("09:00", "when it ends")
    days: tuple[Annotated[Day, one_of(Day)], ...] = stated(["sat", "sun"], "days that are quiet as a whole")

    @property
    def weekdays(self) -> frozenset[int]:
        """The quiet days as numbers; Monday is 0, as in datetime."""
        return frozenset(list(Day).index(day) for day in self.days)


class RoomRhythm(Section):
    """What a room hears about, how much and when."""

    topics: tuple[Key, ...] = stated([], "the topics the room follows")
    cards_per_day: CardsPerDay = stated(3, "at most so many cards a day")
    between: Between = stated("30m", "the least time between two cards")
    quiet: Quiet = stated({}, "when no card comes")


class Room(Section):
    """A room and where it is; what is not said is as in rooms.defaults."""

    platform: Annotated[PlatformName, one_of(PlatformName)] = Field(description="slack, teams or playground")
    workspace: PlatformId = stated("playground", "the Slack workspace or Teams tenant; not needed in the playground")
    id: PlatformId = Field(description="the room's id on its platform")
    name: Line | None = Field(default=None, description="what people read, where the platform does not know it")
    topics: tuple[Key, ...] | None = Field(default=None, description="the topics the room follows")
    cards_per_day: CardsPerDay | None = Field(default=None, description="at most so many cards a day")
    between: Between | None = Field(default=None, description="the least time between two cards")
    quiet: Quiet | None = Field(default=None, description="when no card comes; what it does not say is as in defaults")


class Rooms(Section):
    """The rooms by their keys, and what holds for those that say nothing else."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"propertyNames": {"pattern": "^[a-z0-9_-]{1,40}$"}})
    __pydantic_extra__: dict[Key, Room]
    defaults: RoomRhythm = stated({}, "for rooms that say nothing else")

    @property
    def named(self) -> Mapping[str, Room]:
        """The rooms that app.yaml names, by key."""
        return self.__pydantic_extra__

    def rhythm(self, key: str | None) -> RoomRhythm:
        """What holds in a room: its own words, and the defaults where it has none. A room without a key has none."""
        room = self.named.get(key) if key else None
        if room is None:
            return self.defaults
        said = {name: value for name in RoomRhythm.model_fields if (value := getattr(room, name)) is not None}
        if room.quiet:
            own = {name: getattr(room.quiet, name) for name in room.quiet.model_fields_set}
            said["quiet"] = self.defaults.quiet.model_copy(update=own)
        return self.defaults.model_copy(update=said)


class People(Section):
    """What holds for members until they choose otherwise."""

    quiet: Quiet = stated({}, "when nobody is nudged")
    nudges_per_week: Annotated[int, whole(0, 7)] = stated(1, "at most so many nudges a week, for those who asked")
    networks: tuple[Annotated[Network, one_of(Network)], ...] = stated(
        ["linkedin", "mastodon", "bluesky", "x"], "the networks a member can pick from"
    )


class Cards(Section):
    """The life of a card."""

    ask_from: Annotated[int, whole(1, 1000)] = stated(3, "from how many presses on a card begins to ask")
    company_share: Share = stated(0.33, "at most this part of a room's asking cards is the company's own")
    expire_after: Annotated[timedelta, lasting("1h", "365d")] = stated("14d", "after what time a card is over")


class Steward(Section):
    """A person who looks after the programme."""

    platform: Annotated[PlatformName, one_of(PlatformName)] = Field(description="slack, teams or playground")
    workspace: PlatformId = stated("playground", "the Slack workspace or Teams tenant; not needed in the playground")
    id: PlatformId = Field(description="the person's id on the platform")


class Guideline(Section):
    """One short piece of advice."""

    title: Line = Field(description="the advice in a few words")
    text: Paragraph = Field(description="the advice in a sentence or three")


class Keep(Section):
    """For how long things are kept."""

    drafts: Kept = stated("90d", "for how long drafts are kept")
    answers: Kept = stated("180d", "for how long answers are kept")
    items: Kept = stated("365d", "for how long items are kept")


class Log(Section):
    """How the bot writes its log."""

    format: Annotated[LogFormat, one_of(LogFormat)] = stated("json", "json for machines, text for people")
    level: Annotated[LogLevel, one_of(LogLevel)] = stated("info", "debug, info, warning or error")


class Settings(Section):
    """All of app.yaml."""

    company: Company = Field(description="whose Earshot this is, such as {name: Example Works}")
    store: Store = stated({}, "where it is remembered")
    server: Server = stated({}, "where the bot can be reached")
    platforms: Platforms = stated({}, "where people meet the bot")
    reactions: Reactions = stated({}, "which public emoji mean which answer")
    topics: Mapping[Key, Topic] = stated({}, "what rooms and people can follow, each under a key")
    sources: Mapping[Key, Source] = stated({}, "the feeds we listen to, each under a key")
    listening: Listening = stated({}, "how the bot behaves towards sites it reads")
    rooms: Rooms = stated({}, "the rooms, each under a key, and their defaults")
    people: People = stated({}, "what holds for members until they choose otherwise")
    cards: Cards = stated({}, "the life of a card")
    stewards: tuple[Steward, ...] = stated([], "the people who look after the programme")
    guidelines: tuple[Guideline, ...] = stated([], "short advice, shown to who asks for it")
    keep: Keep = stated({}, "for how long things are kept")
    log: Log = stated({}, "how the bot writes its log")


# ---------------------------------------------------------------------------------------------------------------------
# Reading it


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in app.yaml. `found` is empty where `expected` says it all; it never holds a secret."""

    file: str
    line: int | None
    key: str
    expected: str
    found: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        words = f"expected {self.expected}, found {self.found}" if self.found else self.expected
        return f"{place}: {self.key}: {words}" if self.key else f"{place}: {words}"


class SettingsError(Exception):
    """app.yaml is wrong: every mistake at once, in the order of the file."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        more = len(self.mistakes) - MOST_SHOWN
        lines = [str(mistake) for mistake in self.mistakes[:MOST_SHOWN]]
        return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


MOST_SHOWN = 100


def load(path: Path, *, environ: Mapping[str, str]) -> Settings:
    """Read app.yaml from a file. `environ`: where the named secrets are looked for, usually os.environ.

    Raises SettingsError, also for a file that is not there, too large, or not text.
    """
    return parse(_text(path), file=str(path), environ=environ)


def parse(text: str, *, file: str = "app.yaml", environ: Mapping[str, str]) -> Settings:
    """Read app.yaml from a text; `file` is what mistakes call it. Raises SettingsError."""
    document = yaml12.read(text)
    faults = [Fault(problem.key, problem.expected, line=problem.line) for problem in document.problems]
    settings = None
    if document.whole:
        said = _without_empty_sections(document.value)
        try:
            settings = Settings.model_validate(said)
        except ValidationError as error:
            faults += _faults(error)
        told = {fault.path for fault in faults}
        faults += [fault for fault in disagreements(Spot((), said), environ) if fault.path not in told]
    if settings is None or faults:
        raise SettingsError(_mistakes(faults, document, file))
    return settings


def schema() -> dict[str, Any]:
    """The JSON Schema of app.yaml, for editors that help while one types."""
    found = Settings.model_json_schema(schema_generator=_ForEditors)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found, "title": "app.yaml of Earshot"}


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the name
        raise _unreadable(path, "there is no such file") from None
    except IsADirectoryError:
        raise _unreadable(path, "expected a file, found a directory") from None
    except PermissionError:
        raise _unreadable(path, "this account may not read the file") from None
    except OSError as error:
        raise _unreadable(path, f"the file cannot be read: {os.strerror(error.errno or 0)}") from None
    if len(body) > LARGEST:
        raise _unreadable(path, f"expected at most {LARGEST // 1024} KiB, found a larger file")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + body.count(b"\n", 0, error.start)
        raise _unreadable(path, "expected text in UTF-8, found bytes that are none", line) from None


def _unreadable(path: Path, words: str, line: int | None = None) -> SettingsError:
    return SettingsError((Mistake(str(path), line, "", words),))


def _without_empty_sections(said: yaml12.Value) -> yaml12.Value:
    """A section whose lines are all commented out says nothing; only a company is needed."""
    if said is None:
        return {}
    if not isinstance(said, dict):
        return said
    optional = Settings.model_fields.keys() - {"company"}
    return {key: value for key, value in said.items() if value is not None or key not in optional}


class _ForEditors(GenerateJsonSchema):
    """JSON Schema without the noise of titles and without `null` where app.yaml leaves a section out instead."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        return inner if "$ref" in inner else super().nullable_schema(schema)

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        found = super().dict_schema(schema)
        return {**found, "additionalProperties": False} if "patternProperties" in found else found


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes in plain words


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake that has not been given its place in the file yet."""

    path: yaml12.Path
    expected: str
    found: str = ""
    line: int | None = None


def _mistakes(faults: list[Fault], document: yaml12.Document, file: str) -> tuple[Mistake, ...]:
    placed = [
        Mistake(file, fault.line or document.line(fault.path), _dotted(fault.path), fault.expected, fault.found)
        for fault in faults
    ]
    return tuple(sorted(placed, key=lambda mistake: mistake.line or 0))


_PLAIN_WORDS = {
    "tuple_type": "a list such as [a, b]",
    "dict_type": "keys and values",
    "mapping_type": "keys and values",
    "model_type": "keys and values",
    "too_short": "at least one",
}


def _faults(error: ValidationError) -> list[Fault]:
    """Pydantic's findings, each with its path and our words. Its own words may quote a secret and are not used."""
    return [
        _fault(detail["type"], tuple(detail["loc"]), detail["input"], detail["msg"])
        for detail in error.errors(include_url=False, include_context=False)
    ]


def _fault(kind: str, path: yaml12.Path, found: yaml12.Value, words: str) -> Fault:
    if kind == "extra_forbidden":
        return Fault(path, _unknown(path))
    if kind == "missing":
        return Fault(path, f"is missing: {_place(path).get('description', 'it is needed')}")
    if len(path) > 1 and path[-1] == "[key]" and path[-2] == found:
        path = path[:-1]
    expected = words if kind == "expected" else _PLAIN_WORDS.get(kind, "something else")
    if expected.startswith("text") and isinstance(found, bool | int | float):
        expected += " (quotes make it text)"
    return Fault(path, expected, _shown(path, found))


def _unknown(path: yaml12.Path) -> str:
    """What to say of an unknown key: that a secret is named instead, or which key was probably meant."""
    key, known = str(path[-1]), list(_place(path[:-1]).get("properties", {}))
    if f"{key}_env" in known:
        return f"secrets are named, never written: use {key}_env"
    near = get_close_matches(key.lower(), known, n=1)
    return f"unknown key; did you mean {near[0]}?" if near else f"unknown key; known here: {', '.join(known)}"


@cache
def _known() -> dict[str, Any]:
    return schema()


def _place(path: yaml12.Path) -> dict[str, Any]:
    """The part of the schema that speaks of a path; empty where none does."""
    place = _resolved(_known())
    for step in path:
        if isinstance(step, int):
            place = place.get("items", {})
        else:
            others = [*place.get("patternProperties", {}).values(), place.get("additionalProperties")]
            place = place.get("properties", {}).get(step) or next((other for other in others if other), {})
        place = _resolved(place)
    return place


def _resolved(place: dict[str, Any]) -> dict[str, Any]:
    name = place.get("$ref", "").rpartition("/")[2]
    return {**_known()["$defs"][name], **place} if name else place


_SECRET_KEY = re.compile(r"_env\b|token|secret|passw|credential", re.IGNORECASE)
_TOKEN = re.compile(r"xox[a-z]-|xapp-|eyJ|://[^/\s]*@")
_RANDOM = re.compile(r"(?=.*[A-Za-z])(?=(.*[0-9]){3})[\w~.+/=-]{20,}")


def _shown(path: yaml12.Path, found: yaml12.Value) -> str:
    """What was found, in short; what is or may be a secret is not shown."""
    match found:
        case None:
            return "nothing"
        case bool():
            return str(found).lower()
        case list() | tuple():
            return "a list" if found else "an empty list"
        case dict():
            return "keys and values"
        case str() if len(found) > 300:
            return "a long text"
    # The key counts, and so does the text: with its colon forgotten, a key and its value are one text.
    if any(_SECRET_KEY.search(str(part)) for part in (*path[-1:], found)) or _may_be_secret(str(found)):
        return "something not shown here"
    if isinstance(found, str):
        address, query, _ = found.partition("?")  # private feeds carry their key behind the question mark
        return f'"{_printable(f"{address}?…" if query and "://" in address else found)}"'
    return _printable(str(found))


def _may_be_secret(text: str) -> bool:
    return bool(_TOKEN.search(text) or _RANDOM.fullmatch(text))


def _dotted(path: yaml12.Path) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in path).removeprefix(".")


def _key(step: str) -> str:
    """A key as it may be shown: its first word, since what follows may be a value whose colon was forgotten."""
    first = re.split(r"[\s:=]", step[:300], maxsplit=1)[0]
    return "…" if _TOKEN.search(first) else _printable(first) + "…" * (first != step)


def _printable(text: str) -> str:
    short = text if len(text) <= 60 else f"{text[:59]}…"
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in short)


# ---------------------------------------------------------------------------------------------------------------------
# What single values cannot tell: parts of app.yaml that disagree. These look at what was written rather than at
# Settings, so that they speak up beside every other mistake and not only once those are gone.


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in app.yaml and where it stands; asking for what is not there is no error."""

    path: yaml12.Path
    value: yaml12.Value

    def at(self, key: str) -> "Spot":
        """What stands under a key; None under a key that is not there."""
        return Spot((*self.path, key), self.value.get(key) if isinstance(self.value, dict) else None)

    def __iter__(self) -> Iterator["Spot"]:
        """What stands under each key, or in each place of a list."""
        pairs: Iterator[tuple[str | int, yaml12.Value]] = iter(())
        if isinstance(self.value, dict):
            pairs = iter(self.value.items())
        elif isinstance(self.value, list):
            pairs = iter(enumerate(self.value))
        for key, value in pairs:
            yield Spot((*self.path, key), value)

    def text(self, default: str = "") -> str:
        """The text that stands here, or the default if it is none."""
        return self.value if isinstance(self.value, str) else default


def disagreements(root: Spot, environ: Mapping[str, str]) -> Iterator[Fault]:
    """Every place where two parts of app.yaml, or app.yaml and the environment, do not fit together."""
    yield from _unknown_topics(root)
    yield from _slack_without_its_secret(root)
    yield from _missing_variables(root, environ)
    yield from _homeless(root)
    yield from _same_twice(root)
    yield from _emoji_with_two_meanings(root)
    yield from _never_open(root)
    if root.at("store").at("url").value and root.at("store").at("url_env").value:
        yield Fault(("store", "url_env"), "one of url and url_env, not both")
    if isinstance(server := root.at("server").value, dict):
        port, metrics = server.get("port", 8080), server.get("metrics_port", 9090)
        if port and port == metrics:
            yield Fault(("server", "port"), "another port than metrics_port", _shown((), port))


def _unknown_topics(root: Spot) -> Iterator[Fault]:
    topics = [str(topic.path[-1]) for topic in root.at("topics")]
    followed = [room.at("topics") for room in root.at("rooms")] + [source.at("about") for source in root.at("sources")]
    for names in followed:
        for name in names:
            if isinstance(name.value, str) and name.value not in topics:
                near = get_close_matches(name.value.lower(), topics, n=1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                yield Fault(name.path, f"a key that stands under topics{hint}", _shown(name.path, name.value))


def _slack_without_its_secret(root: Spot) -> Iterator[Fault]:
    slack = root.at("platforms").at("slack")
    mode = slack.at("mode").text("socket")
    needed = {"socket": "app_token_env", "http": "signing_secret_env"}.get(mode)
    if needed and isinstance(slack.value, dict) and slack.at(needed).value is None:
        yield Fault(slack.at(needed).path, f"is missing: {mode} mode needs it")


def _missing_variables(root: Spot, environ: Mapping[str, str]) -> Iterator[Fault]:
    spots = [setting for platform in root.at("platforms") for setting in platform] + [root.at("store").at("url_env")]
    for spot in spots:
        name = spot.text()
        if str(spot.path[-1]).endswith("_env") and re.fullmatch(VARIABLE, name) and not environ.get(name, "").strip():
            named = "named here" if _may_be_secret(name) else name
            yield Fault(spot.path, f"the environment variable {named} to be set", "nothing")


def _homeless(root: Spot) -> Iterator[Fault]:
    """Platforms that say nothing, and rooms and stewards whose platform or workspace is not named."""
    for platform in root.at("platforms"):
        if platform.value is None:
            yield Fault(platform.path, "keys and values (or no such line)", "nothing")
    here = [str(platform.path[-1]) for platform in root.at("platforms")]
    players = [person.at("id").value for person in root.at("platforms").at("playground").at("people")]
    for spot in [*_named_rooms(root), *root.at("stewards")]:
        platform = spot.at("platform")
        if platform.text() in list(PlatformName) and platform.text() not in here:
            yield Fault(platform.path, "a platform that stands under platforms", _shown(platform.path, platform.value))
        elif platform.text() in (PlatformName.SLACK, PlatformName.TEAMS) and spot.at("workspace").value is None:
            yield Fault(spot.at("workspace").path, f"is missing: {platform.text()} needs it")
    for steward in root.at("stewards"):
        known = steward.at("id").value in players
        if steward.at("platform").text() == PlatformName.PLAYGROUND and players and not known:
            yield Fault(steward.at("id").path, "one of the playground's people", _shown((), steward.at("id").value))


def _named_rooms(root: Spot) -> list[Spot]:
    return [room for room in root.at("rooms") if room.path[-1] != "defaults"]


def _same_twice(root: Spot) -> Iterator[Fault]:
    """Feeds, rooms, stewards and the playground's people each stand once."""
    people = root.at("platforms").at("playground").at("people")
    yield from _repeated((source.at("url") for source in root.at("sources")), Spot.text)
    yield from _repeated((person.at("id") for person in people), Spot.text)
    yield from _repeated(iter(_named_rooms(root)), _address)
    yield from _repeated(iter(root.at("stewards")), _address)


def _address(spot: Spot) -> str:
    where = [spot.at("platform").text(), spot.at("workspace").text("playground"), spot.at("id").text()]
    return "\n".join(where) if where[0] and where[2] else ""


def _repeated(spots: Iterator[Spot], same: Callable[[Spot], str]) -> Iterator[Fault]:
    first: dict[str, Spot] = {}
    for spot in spots:
        if (mark := same(spot)) and first.setdefault(mark, spot) is not spot:
            yield Fault(spot.path, f"is the same as {_dotted(first[mark].path)}")


def _emoji_with_two_meanings(root: Spot) -> Iterator[Fault]:
    meant: dict[str, str] = {}
    for kind, default in Reactions():
        spot = root.at("reactions").at(kind)
        written_here = list(spot) if isinstance(spot.value, list) else [Spot(spot.path, emoji) for emoji in default]
        for emoji in written_here:
            plain = plain_emoji(emoji.text())
            if plain and meant.setdefault(plain, kind) != kind:
                yield Fault(emoji.path, f"{_printable(emoji.text())} means {meant[plain]} already")


def _never_open(root: Spot) -> Iterator[Fault]:
    for place in [root.at("people"), *root.at("rooms")]:
        days = place.at("quiet").at("days")
        if {day.text() for day in days} >= set(Day):
            yield Fault(days.path, "at least one day of the week that is not quiet")
