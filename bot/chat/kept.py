"""All that is kept about a person, in words: what one would want to read of it. The whole stands beside it as JSON."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from bot.chat.wording import Words

READ: dict[str, tuple[str, ...]] = {
    "person": ("name", "zone", "language", "joined_at", "paused_until", "nudges", "networks", "switched_off"),
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
            yield from filter(None, (_row(row, fields) for row in value))
        case Mapping():
            yield f"{w.export_names(name)}: {_one(value, fields, w)}"


def _row(row: object, fields: tuple[str, ...]) -> str:
    """One of many: its values say what they are."""
    found = [_said(row.get(field)) for field in fields] if isinstance(row, Mapping) else []
    return f"– {' · '.join(filter(None, found))}" if any(found) else ""


def _one(row: Mapping[str, object], fields: tuple[str, ...], w: Words) -> str:
    """The person: each value after its name, the person's own name first and bare."""
    said = [(field, _said(row.get(field))) for field in fields]
    return " · ".join(
        value if field == "name" else f"{w.export_field(field)} {value}" for field, value in said if value
    )


def _said(value: object) -> str:
    """A value as a person reads it: a day for an instant, words for a name with underscores, nothing for nothing."""
    if isinstance(value, list | tuple):
        return ", ".join(_said(one) for one in value)
    if not isinstance(value, str):
        return ""
    try:
        return _day(datetime.fromisoformat(value)) if value[:4].isdigit() else _short(value)
    except ValueError:
        return _short(value)


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    if words.isidentifier():
        return words.replace("_", " ")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
