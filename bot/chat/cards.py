"""What can be shown, before any platform draws it. All text here is plain: adapters escape everything."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.chat.events import Action, FormName


@dataclass(frozen=True, slots=True)
class Button:
    """A button with one of our ids as its subject. `more`: it stands under "…". `url`: it opens an address.

    `row` and `short`, for a platform whose buttons have little room: what it is about stands beside it, and on it only
    what it does. A line of the text or a fact that says the same as `row` need not be shown twice.
    """

    action: Action
    label: str
    subject: str = ""
    url: str | None = None
    more: bool = False
    row: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its address, with words for those who do not see it."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a person's own page."""

    title: str
    text: str = ""
    facts: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A person's own page: App Home on Slack, the `me` card on Teams, a page in the playground."""

    title: str
    intro: str
    sections: tuple[Section, ...]


class FieldKind(StrEnum):
    """How a field of a form is filled in."""

    TEXT = "text"
    LONG = "long"
    LINK = "link"
    SELECT = "select"
    RADIO = "radio"
    CHECKS = "checks"
    TICK = "tick"
    PEOPLE = "people"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `most` is the greatest number of characters."""

    name: str
    label: str
    kind: FieldKind
    required: bool = False
    hint: str = ""
    options: tuple[Option, ...] = ()
    value: str | tuple[str, ...] = ""
    most: int = 3000


@dataclass(frozen=True, slots=True)
class Form:
    """A form to fill in. `subject` is the id it is about, and comes back with it."""

    name: FormName
    title: str
    submit: str
    fields: tuple[Field, ...]
    subject: str = ""
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One message: a title, plain text, small facts around it, and buttons.

    `tallies` counts answers by kind; a kind is absent below five. `ask`: this card asks "worth sharing?".
    """

    title: str
    text: str = ""
    link: str | None = None
    facts: tuple[str, ...] = ()
    picture: Picture | None = None
    buttons: tuple[Button, ...] = ()
    tallies: Mapping[str, int] = field(default_factory=dict)
    ask: bool = False
    whole: Page | Form | None = None
    """What it stands for, on a platform that shows pages and forms in messages; its own title and buttons stay."""

    language: str = ""
    """That which it is written in, where somebody has to add words of their own."""
