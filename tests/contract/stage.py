"""The stage: a platform with the bot on it, as the people there meet it. Every adapter's tests implement this once."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.cards import Button
from bot.chat.events import Action, FormName
from tests.fakes.feeds import Answer as Says
from tests.fakes.feeds import FeedServer, rss
from tests.store.looking import everything

PEOPLE = ("ana", "ben", "chloe", "deniz", "farah", "mateusz", "yuki", "lena")
"""Colleagues whom the bot does not know yet. Lena reads German."""

STEWARD = "ingrid"
ROOMS = ("engineering", "kitchen")
"""Where the bot is; the first follows Linux kernel ("kernel", "rust"), the second Cooking ("soup", "bread")."""

JOBS = ("listen", "read", "choose", "nudge", "tidy")
BERLIN = ZoneInfo("Europe/Berlin")
FEED = "/feed.xml"
BY_THE_CLOCK = ("slots ", "sources ", "lanes ", "gates ", "platforms ", "upkeep ", "outbox ", "sqlite_sequence ")
"""Rows that the clock and delivery write by themselves, whatever people do."""


class Can(StrEnum):
    """What not every platform has."""

    MENTION = "mention"
    """The bot can be addressed in a room."""
    WRITE = "write"
    """People can write to the bot in private."""
    HAND_OVER = "hand_over"
    """There is an action on anybody's message: "Submit as find"."""
    TALK = "talk"
    """Colleagues say things to each other."""
    ROOMS = "rooms"
    """The bot is invited into rooms and taken out; they get other names, and are closed."""
    STAFF = "staff"
    """People leave the company, and change their names."""
    REMOVE = "remove"
    """The company removes the bot."""
    REPEAT = "repeat"
    """It tells things again, or in another order."""
    BREAK = "break"
    """Messages can be lost on the way."""
    LOOK_UP = "look_up"
    """A private message of unknown fate can be looked for."""
    WHISPER = "whisper"
    """Whoever says a command is answered on the spot, for their eyes only."""


class Fate(StrEnum):
    """What becomes of the next message."""

    CUT_AFTER = "it stands, and the connection is cut"
    CUT_BEFORE = "it does not stand, and the connection is cut"
    BROKEN_AFTER = "it stands, and the answer is an error page"
    BROKEN_BEFORE = "it does not stand, and the answer is an error page"
    TOO_MANY = "too many: later"
    SHUT_OUT = "the bot is not let in, for a while"
    SILENT_AFTER = "it stands, and no answer comes"
    SILENT_BEFORE = "it does not stand, and no answer comes"
    REFUSED = "it is refused for good"
    NOBODY_THERE = "no connection can be made"


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, a whisper or a page as somebody sees it. `thing`: what it is to the platform."""

    words: str
    buttons: tuple[Button, ...] = ()
    thing: Any = field(default=None, compare=False, repr=False)

    @property
    def actions(self) -> frozenset[Action]:
        """What can be pressed."""
        return frozenset(one.action for one in self.buttons)

    def button(self, action: Action) -> Button:
        """The first button with this action. Raises AssertionError."""
        found = [one for one in self.buttons if one.action is action]
        assert found, f"{action} is not among {sorted(self.actions)} of {self.words!r}"
        return found[0]


@dataclass(frozen=True, slots=True)
class Blank:
    """One field of a form. `options`: label to value."""

    label: str
    value: object = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it stands open."""

    name: FormName
    fields: Mapping[str, Blank]
    thing: Any = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person was shown for what they did, on the spot; all empty where nothing was."""

    said: Shown | None = None
    form: Form | None = None
    page: Shown | None = None
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """All that was said."""
        shown = self.said or self.page
        return shown.words if shown else ""

    @property
    def opened(self) -> Form:
        """The form that opened. Raises AssertionError."""
        assert self.form is not None, f"no form, but {self}"
        return self.form


class Stage(ABC):
    """A platform with the bot on it. It is 10:00 on a Tuesday in Berlin, and stays so until a test says otherwise.

    People and rooms go by the names above. All methods return once everything that follows has happened.
    """

    name: str
    can: frozenset[Can]
    asks_for: frozenset[str]
    """The permissions that whoever installs the bot grants."""
    feeds: FeedServer
    store: str
    """The store's address."""
    number = 0
    """So that no two tests tell the same news."""

    def __init__(self) -> None:
        self.may_hear: set[str] = set()
        """Those who joined, or addressed the bot where it can only answer in private."""

    # ── What people do ──

    @abstractmethod
    async def react(self, who: str, on: Shown, emoji: str) -> Answer:
        """Put an emoji on a message."""

    @abstractmethod
    async def take_back(self, who: str, on: Shown, emoji: str) -> None:
        """Take it away again."""

    @abstractmethod
    async def press(self, who: str, on: Shown, action: Action, *, subject: str | None = None) -> Answer:
        """Press a button; the first with this action, unless a subject is given."""

    @abstractmethod
    async def ask(self, who: str, words: str, *, room: str = ROOMS[0]) -> Answer:
        """Say a command in a room, as people type it there."""

    @abstractmethod
    async def submit(self, who: str, form: Form, fields: Mapping[str, object]) -> Answer:
        """Fill in a form and send it."""

    @abstractmethod
    async def open_page(self, who: str) -> Shown:
        """Open one's own page."""

    @abstractmethod
    async def tell_story(self, who: str) -> Answer:
        """The way to tell a story that belongs to no message."""

    async def mention(self, who: str, words: str, *, room: str = ROOMS[0]) -> None:
        """Address the bot in a room (MENTION)."""
        raise NotImplementedError

    async def write(self, who: str, words: str) -> None:
        """Write to the bot in private (WRITE)."""
        raise NotImplementedError

    async def say(self, who: str, words: str, *, room: str = ROOMS[0]) -> Shown:
        """Say something to the colleagues in a room (TALK)."""
        raise NotImplementedError

    async def hand_over(self, who: str, message: Shown) -> Answer:
        """Submit a message as a find (HAND_OVER)."""
        raise NotImplementedError

    # ── What happens to rooms, people and the bot ──

    async def invite(self, room: str) -> None:
        """The bot is invited into a room, which may be a new one (ROOMS)."""
        raise NotImplementedError

    async def take_out(self, room: str, *, told: bool = True) -> None:
        """The bot is taken out of a room; a platform may not tell it (ROOMS)."""
        raise NotImplementedError

    async def rename(self, room: str, name: str) -> None:
        """A room gets another name (ROOMS)."""
        raise NotImplementedError

    async def close(self, room: str) -> None:
        """A room is closed for good (ROOMS)."""
        raise NotImplementedError

    async def leaves_the_company(self, who: str) -> None:
        """Somebody's account ends (STAFF)."""
        raise NotImplementedError

    async def is_called(self, who: str, name: str) -> None:
        """Somebody's name is another from now on (STAFF)."""
        raise NotImplementedError

    async def remove_the_bot(self) -> None:
        """The company removes the bot (REMOVE). Nothing can be played here any more."""
        raise NotImplementedError

    def repeat(self, *, again: bool = True) -> None:
        """From now on everything is told again and again that a platform may tell again (REPEAT)."""
        raise NotImplementedError

    async def repeat_the_first(self) -> None:
        """What was told first in this play, and may be told again, is told again now (REPEAT)."""
        raise NotImplementedError

    async def react_in_reverse(self, who: str, on: Shown, emoji: str) -> None:
        """Put an emoji on a message and take it away; the bot hears of it the other way round (REPEAT)."""
        raise NotImplementedError

    def will(self, *fates: Fate) -> None:
        """What becomes of the next messages, one after the other (BREAK)."""
        raise NotImplementedError

    # ── What is seen ──

    @abstractmethod
    async def room(self, room: str = ROOMS[0]) -> list[Shown]:
        """The bot's messages in a room, the oldest first."""

    @abstractmethod
    async def private(self, who: str) -> list[Shown]:
        """The bot's private messages to somebody, the oldest first."""

    @abstractmethod
    async def page(self, who: str) -> Shown | None:
        """Somebody's own page as it stands open; None where it does not."""

    @abstractmethod
    async def sees(self, who: str) -> str:
        """All that somebody sees of the bot anywhere, as one text; equal where nothing changed for them."""

    @abstractmethod
    async def troubles(self) -> Sequence[str]:
        """The errors people were shown by the platform itself."""

    @abstractmethod
    async def read_by_the_bot(self) -> Sequence[str]:
        """Which conversations of others the bot asked its platform for; there must be none."""

    async def kept(self) -> list[str]:
        """All rows of the store, but for what the clock writes."""
        return [line for line in everything(self.store).splitlines() if not line.startswith(BY_THE_CLOCK)]

    # ── Time and the world ──

    @property
    @abstractmethod
    def now(self) -> datetime:
        """What time it is."""

    @abstractmethod
    async def later(self, **much: float) -> None:
        """Time passes (`later(minutes=30)`), and all that is due by then is done."""

    async def morning(self, days: int) -> None:
        """It is 10:00 in Berlin on the first working day at least so many days away."""
        local = self.now.astimezone(BERLIN).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=days)
        while local.weekday() > 4:
            local += timedelta(days=1)
        await self.later(seconds=(local - self.now).total_seconds())

    async def news(self, title: str, words: str = "Two maintainers look back.") -> None:
        """The source tells of this, and the rooms have had time to hear it."""
        link = f"https://news.example/{self.number}/{title.lower().replace(' ', '-')}"
        self.feeds.serve(
            FEED,
            Says(
                rss(f"<title>{title}</title><link>{link}</link><guid>{link}</guid><description>{words}</description>")
            ),
        )
        await self.later(minutes=20)

    def web_page(self, title: str) -> str:
        """A page in the world; its address."""
        html = f"<!doctype html><title>{title}</title><meta property='og:title' content='{title}'><p>It is short.</p>"
        headers = {"Content-Type": "text/html; charset=utf-8"}
        return self.feeds.serve(f"/{self.number}/{title.lower().replace(' ', '-')}", Says(html, headers=headers))

    # ── An adapter handed in by a test ──

    @abstractmethod
    async def be(self, naive: str = "") -> None:
        """From now on the adapter is one of `naive.py`, by its name; without one, it is itself again."""
