"""What a platform can tell us: one closed set for all of them.

Each event has `key`, which is the same when the same event is heard twice, and `at`, when it happened (aware UTC).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.chat.addresses import Address, Message


class Action(StrEnum):
    """What a button does. Its subject is one of our ids, or empty."""

    # On cards.
    WORTH_IT = "worth_it"
    LESS = "less"
    WOULD_SHARE = "would_share"
    SCROLL_PAST = "scroll_past"
    WELL_DONE = "well_done"
    SAVE = "save"
    DRAFT = "draft"
    TELL_ABOUT = "tell_about"
    NOT_FOR_US = "not_for_us"
    LESS_OF_TOPIC = "less_of_topic"
    WHY = "why"
    OPEN_LINK = "open_link"
    # Taking an answer back.
    NOT_WORTH_IT = "take_back_worth_it"
    NOT_LESS = "take_back_less"
    NOT_WOULD_SHARE = "take_back_would_share"
    NOT_SCROLL_PAST = "take_back_scroll_past"
    NOT_WELL_DONE = "take_back_well_done"
    NOT_SAVE = "take_back_save"
    # On a draft.
    SHOW_DRAFT = "show_draft"
    EDIT_DRAFT = "edit_draft"
    OTHER_QUESTION = "other_question"
    ARRANGE_OTHERWISE = "arrange_otherwise"
    COPY_DRAFT = "copy_draft"
    REMIND_ME = "remind_me"
    THROW_AWAY = "throw_away"
    # Finds and stories.
    FIND = "find"
    CHOOSE_ROOM = "choose_room"
    STORY = "story"
    SHOW_STORY = "show_story"
    EDIT_STORY = "edit_story"
    TELL_STORY = "tell_story"
    THROW_STORY = "throw_story"
    WITHDRAW_STORY = "withdraw_story"
    NAME_YES = "name_yes"
    NAME_NO = "name_no"
    # A person's own choices.
    ME = "me"
    JOIN = "join"
    JOIN_YES = "join_yes"
    LEAVE = "leave"
    PAUSE = "pause"
    RESUME = "resume"
    TOPICS = "topics"
    NETWORKS = "networks"
    NUDGES_ON = "nudges_on"
    LANGUAGE = "language"
    SAVED = "saved"
    EXPORT = "export"
    FORGET = "forget"
    FORGET_YES = "forget_yes"
    GUIDELINES = "guidelines"
    HELP = "help"
    BOUNDARIES = "boundaries"
    # On a draft, on request.
    CHECK_DRAFT = "check_draft"
    # A steward's desk.
    DESK_SOURCES = "desk_sources"
    ADD_SOURCE = "add_source"
    LOOK_AFTER_SOURCE = "look_after_source"
    DESK_ITEMS = "desk_items"
    LOOK_AFTER_ITEM = "look_after_item"
    PUT_UP = "put_up"
    LABEL = "label"
    CORRECT = "correct"
    WITHDRAW_ITEM = "withdraw_item"
    WITHDRAW_ITEM_YES = "withdraw_item_yes"
    COMPANY_PIECE = "company_piece"
    DESK_REASONS = "desk_reasons"
    ANSWER_ROOM = "answer_room"
    DESK_PARKED = "desk_parked"
    POST_AGAIN = "post_again"
    IS_THERE = "is_there"
    STOP_ALL = "stop_all"
    GO_ON = "go_on"
    DESK_ACTS = "desk_acts"
    # Off switches: every private message carries one of these. And back on again, from the own page.
    NUDGES_OFF = "nudges_off"
    DRAFTS_OFF = "drafts_off"
    DRAFTS_ON = "drafts_on"
    REMINDERS_OFF = "reminders_off"
    REMINDERS_ON = "reminders_on"
    FIND_NEWS_OFF = "find_news_off"
    FIND_NEWS_ON = "find_news_on"
    NAMING_OFF = "naming_off"
    NAMING_ON = "naming_on"
    ANSWERS_OFF = "answers_off"
    ANSWERS_ON = "answers_on"


class FormName(StrEnum):
    """A form a person can fill in."""

    INTERVIEW = "interview"
    EDIT_DRAFT = "edit_draft"
    REMIND = "remind"
    NETWORKS = "networks"
    TOPICS = "topics"
    NUDGES = "nudges"
    LANGUAGE = "language"
    PAUSE = "pause"
    NOT_FOR_US = "not_for_us"
    FIND = "find"
    FIND_ROOM = "find_room"
    STORY = "story"
    TELL_STORY = "tell_story"
    BOUNDARIES = "boundaries"
    ADD_SOURCE = "add_source"
    LOOK_AFTER_SOURCE = "look_after_source"
    LOOK_FOR_ITEM = "look_for_item"
    PUT_UP = "put_up"
    LABEL = "label"
    CORRECT = "correct"
    COMPANY_PIECE = "company_piece"
    ANSWER_ROOM = "answer_room"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a platform says of a person: first name, IANA time zone, two-letter language, and whether they are there."""

    name: str
    zone: str | None = None
    language: str | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class Reacted:
    """A person put an emoji on one of the bot's own messages, or took it away."""

    key: str
    at: datetime
    person: Address
    message: Message
    emoji: str
    added: bool


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed a button. `message` is where it stood, if the platform says so."""

    key: str
    at: datetime
    person: Address
    action: Action
    subject: str
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A person said words to the bot: a command, a mention, a private message.

    `later`: the platform cannot answer on the spot without risk of doubling, so the reply leaves through the outbox.
    `whole`: where a private message can be a page or a form by itself, and need not lead to it.
    """

    key: str
    at: datetime
    person: Address
    words: str
    room: Address | None = None
    later: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Handed:
    """A person handed the bot a message that they saw somewhere: the links in it, as they stand there, and no more."""

    key: str
    at: datetime
    person: Address
    links: tuple[str, ...]
    room: Address | None = None


@dataclass(frozen=True, slots=True)
class Picked:
    """A colleague picked in a form, with their name where the platform tells it."""

    person: Address
    name: str = ""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A person sent a form. `fields` are words as typed or chosen values; `people` are colleagues picked in a field."""

    key: str
    at: datetime
    person: Address
    form: FormName
    subject: str
    fields: Mapping[str, str | tuple[str, ...]]
    people: Mapping[str, tuple[Picked, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """A person opened their own page."""

    key: str
    at: datetime
    person: Address


@dataclass(frozen=True, slots=True)
class Joined:
    """The bot was invited into a room. `private`: only those in it are to know of it."""

    key: str
    at: datetime
    room: Address
    name: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """The bot was taken out of a room, or the room is no more."""

    key: str
    at: datetime
    room: Address


@dataclass(frozen=True, slots=True)
class Everywhere:
    """All the rooms of a workspace the bot is in, as they were asked for at `at`: one joined later is not meant."""

    key: str
    at: datetime
    platform: str
    workspace: str
    rooms: frozenset[Address]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A room has a new name. `private`: it is told of as one that only those in it are to know of."""

    key: str
    at: datetime
    room: Address
    name: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """A person is no longer on the platform, or removed the bot."""

    key: str
    at: datetime
    person: Address


@dataclass(frozen=True, slots=True)
class Known:
    """The platform tells us about a person: a new time zone, name or language."""

    key: str
    at: datetime
    person: Address
    profile: Profile


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """A whole workspace removed the bot."""

    key: str
    at: datetime
    platform: str
    workspace: str


Told = Joined | Left | Everywhere | Renamed | Gone | Known | Uninstalled
"""What a platform tells about rooms and people; the rest is what people do."""

Event = Reacted | Pressed | Asked | Handed | Submitted | Opened | Told
