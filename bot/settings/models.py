"""What app.yaml holds: every section and field, with its default and what it is."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.guidelines import Kind
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Weekday
from bot.settings.values import (
    Between,
    CardsPerDay,
    Clock,
    Emoji,
    FileName,
    HostName,
    Kept,
    Key,
    Language,
    Line,
    Paragraph,
    PlatformId,
    Port,
    Share,
    StoreAddress,
    Variable,
    WebAddress,
    YesOrNo,
    Zone,
    lasting,
    one_of,
    plain_emoji,
    whole,
    written,
)


class Mode(StrEnum):
    """How Slack reaches us: through a connection we open, or through its calls to our server."""

    SOCKET = "socket"
    HTTP = "http"


class PlatformName(StrEnum):
    """The platforms there are."""

    SLACK = "slack"
    TEAMS = "teams"
    PLAYGROUND = "playground"


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
    metrics_port: Port | None = stated(None, "the port of the metrics; without one, or with 0, there are none")


class SlackInstall(Section):
    """Several workspaces, each of which installs the bot by itself: secrets are named here as well."""

    client_id_env: Variable = Field(description="the variable that holds the app's client id")
    client_secret_env: Variable = Field(description="the variable that holds the app's client secret")
    token_key_env: Variable = Field(description="the variable of the key that tokens are sealed with in the store")
    workspaces: tuple[PlatformId, ...] = Field(min_length=1, description="the workspaces that may have the bot")


class Slack(Section):
    """Slack: secrets are named here and stand in the environment."""

    mode: Annotated[Mode, one_of(Mode)] = stated("socket", "socket needs app_token_env, http needs signing_secret_env")
    bot_token_env: Variable | None = stated(None, "for one workspace: the variable that holds the bot token (xoxb-)")
    install: SlackInstall | None = stated(None, "for several workspaces, in place of bot_token_env")
    app_token_env: Variable | None = Field(default=None, description="the variable of the app token (xapp-)")
    signing_secret_env: Variable | None = Field(default=None, description="the variable of the signing secret")
    api_url: WebAddress = stated("https://slack.com/api/", "the address of Slack's web API")
    shared_channels: YesOrNo = stated(False, "whether the bot also works in rooms shared with other companies")


class Teams(Section):
    """Microsoft Teams: ids and secrets are named here and stand in the environment.

    The addresses are Microsoft's public ones: another cloud, a proxy or a test server has its own.
    """

    app_id_env: Variable | None = Field(default=None, description="the variable that holds the app's id in Entra")
    tenant_id_env: Variable | None = Field(default=None, description="the variable that holds the tenant's id in Entra")
    secret_env: Variable | None = Field(default=None, description="the variable that holds the app's secret")
    managed_identity: YesOrNo = stated(
        False, "in place of secret_env, in Azure: the app is a managed identity, assigned to where the bot runs"
    )
    local: YesOrNo = stated(False, "no app, no secret, no tokens: for trying it on this machine alone")
    login_url: WebAddress = stated("https://login.microsoftonline.com", "where the bot gets its tokens")
    openid_url: WebAddress = stated(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "where it is said which keys sign what Teams sends",
    )
    service_url: WebAddress = stated(
        "https://smba.trafficmanager.net/teams/",
        "the service that takes the bot's messages, where Teams has not named another of Microsoft's",
    )

    def app_id(self, environ: Mapping[str, str]) -> str:
        """The app's id, in lower case as tokens have it; empty where none is named."""
        return self._held(self.app_id_env, environ).lower()

    def tenant(self, environ: Mapping[str, str]) -> str:
        """The tenant's id, in lower case as activities have it; empty where none is named."""
        return self._held(self.tenant_id_env, environ).lower()

    def secret(self, environ: Mapping[str, str]) -> str:
        """The app's secret; empty where none is named."""
        return self._held(self.secret_env, environ)

    @staticmethod
    def _held(variable: str | None, environ: Mapping[str, str]) -> str:
        return environ[variable].strip() if variable else ""


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
        return self._kinds.get(plain_emoji(emoji))

    @cached_property
    def _kinds(self) -> Mapping[str, AnswerKind]:
        return {plain_emoji(one): AnswerKind(kind) for kind, meant in self for one in meant}


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
    days: tuple[Annotated[Weekday, one_of(Weekday)], ...] = stated(["sat", "sun"], "days that are quiet as a whole")

    @property
    def weekdays(self) -> frozenset[int]:
        """The quiet days as numbers; Monday is 0, as in datetime."""
        return frozenset(day.number for day in self.days)


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
    nudges_per_week: Annotated[int, whole(0, 7)] = stated(
        1, "at most so many nudges a week for those who asked for weekly ones; daily ones are a member's own wish"
    )
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


class Auditor(Steward):
    """A person who may read what stewards did, and nothing else that others cannot."""


class Guideline(Section):
    """One short piece of advice."""

    title: Line = Field(description="the advice in a few words")
    text: Paragraph = Field(description="the advice in a sentence or three")
    about: tuple[Annotated[Kind, one_of(Kind)], ...] = stated(
        [], "what it is the paragraph for when a draft is checked; what is left out goes by the words"
    )


class GuidelinesCheck(Section):
    """What a draft is looked through for, when its author asks; everything else is looked for anyway."""

    client_names: tuple[Line, ...] = stated([], "customers who are not named outside, in any spelling")
    internal_words: tuple[Line, ...] = stated([], "words that stay inside, such as names of projects")


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
    auditors: tuple[Auditor, ...] = stated([], "the people who may read what stewards did, a works council, say")
    guidelines: tuple[Guideline, ...] = stated([], "short advice, shown to who asks for it")
    guidelines_check: GuidelinesCheck = stated({}, "what a draft is looked through for, when its author asks")
    keep: Keep = stated({}, "for how long things are kept")
    log: Log = stated({}, "how the bot writes its log")

    def named_people(self) -> Iterator[tuple[str, Steward]]:
        """Stewards and auditors, each with where they stand in app.yaml."""
        for place, found in (("stewards", self.stewards), ("auditors", self.auditors)):
            yield from ((f"{place}[{number}]", one) for number, one in enumerate(found))
