"""What the bot can answer on the spot."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.chat.cards import Card, Form, Page


@dataclass(frozen=True, slots=True)
class Whisper:
    """Words or a card that only this person sees.

    `said`: what this person has by now answered to the card they pressed, for platforms that can show it to them alone.
    """

    body: str | Card
    said: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form opens."""

    form: Form


@dataclass(frozen=True, slots=True)
class FieldErrors:
    """The form stays open: what is wrong, by field, in kind words."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShowPage:
    """The person's own page."""

    page: Page


Reply = Whisper | OpenForm | FieldErrors | ShowPage
