"""All that is kept about a person, in words: what one would want to read of it. The whole stands beside it as JSON."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.chat import wording
from bot.chat.wording import Words
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Private, Weekday

READ: dict[str, tuple[str, ...]] = {
    "person": (
        "name",
        "zone",
        "language",
        "chosen_language",
        "joined_at",
        "paused_until",
        "nudges",
        "networks",
        "apart",
        "never_days",
        "boundaries",
        "switched_off",
    ),
    "answers": ("at", "kind", "reason"),
    "drafts": ("at", "network", "text"),
    "stories": ("at", "title", "text"),
    "finds": ("at", "url", "why"),
    "reminders": ("due",),
    "asides": ("at", "emoji"),
    "names in your stories": ("name",),
}
"""What is worth reading of each kind of data; of the others, their number says enough."""
LONGEST = 300


def in_words(kept: Mapping[str, object], w: Words) -> str:
    """An export as a person reads it: each kind with its number, and what each of them says."""
    return "\n".join(line for name, value in kept.items() for line in _kind(name, _valid(value), w))


def _valid(value: object) -> object:
    """Without what was taken back: a tombstone is no answer (the JSON shows it all the same)."""
    if not isinstance(value, list):
        return value
    return [row for row in value if not (isinstance(row, Mapping) and row.get("taken_back"))]


def _kind(name: str, value: object, w: Words) -> Iterator[str]:
    fields = READ.get(name, ())
    match value:
        case list() | tuple() if value:
            yield w.export_line(w.export_names(name), len(value))
            yield from filter(None, (_row(row, fields, w) for row in value))
        case Mapping():
            yield f"{w.export_names(name)}: {_one(value, fields, w)}"


def _row(row: object, fields: tuple[str, ...], w: Words) -> str:
    """One of many: its values say what they are."""
    found = [_said(field, row.get(field), w) for field in fields] if isinstance(row, Mapping) else []
    return f"– {' · '.join(filter(None, found))}" if any(found) else ""


def _one(row: Mapping[str, object], fields: tuple[str, ...], w: Words) -> str:
    """The person: each value after its name, the person's own name first and bare."""
    said = [(field, _said(field, row.get(field), w)) for field in fields]
    return " · ".join(
        value if field == "name" else f"{w.export_field(field)}: {value}" for field, value in said if value
    )


def _said(field: str, value: object, w: Words) -> str:
    """A value as a person reads it: words for what they chose, a day for an instant, nothing for nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(_said(field, one, w) for one in value)
    if value is True:
        return w.export_yes()
    if not isinstance(value, str) or not value:
        return ""
    try:
        return _chosen(field, value, w) or _short(value)
    except (ValueError, KeyError):  # not a day, or a choice that is no longer offered
        return _short(value)


def _chosen(field: str, value: str, w: Words) -> str | None:
    """The words for a choice of this field, or the day of an instant; None for what they wrote themselves."""
    match field:
        case "kind":
            return w.answer(AnswerKind(value))
        case "reason":
            return w.not_for_us_reason(value)
        case "network" | "networks":
            return w.network(Network(value))
        case "nudges":
            return w.nudges(Nudges(value))
        case "never_days":
            return w.weekday(Weekday(value))
        case "boundaries":
            return w.boundary(Boundary(value))
        case "switched_off":
            return w.private_kind(Private(value))
        case "language" | "chosen_language":
            return wording.of(value).language_itself() if value in wording.LANGUAGES else value
        case "at" | "due" | "joined_at" | "paused_until":
            return w.export_day(datetime.fromisoformat(value))
        case _:
            return None


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
