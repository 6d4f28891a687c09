"""What the bot says, as the playground's JSON. Pure: plain values in, plain values out; the page draws text as text."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option, Page, Section
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper

Json = dict[str, object]


def card(one: Card) -> Json:
    """A card."""
    shown: Json = {"title": one.title, "text": one.text, "facts": list(one.facts)}
    if one.link:
        shown["link"] = one.link
    if one.picture:
        shown["picture"] = {"url": one.picture.url, "alt": one.picture.alt}
    return shown | {"buttons": [button(each) for each in one.buttons], "tallies": dict(one.tallies), "ask": one.ask}


def button(one: Button) -> Json:
    """A button; `url` and `more` only where they say something."""
    shown: Json = {"action": one.action.value, "subject": one.subject, "label": one.label}
    return shown | ({"url": one.url} if one.url else {}) | ({"more": True} if one.more else {})


def page(one: Page, *, person: str, at: str) -> Json:
    """An own page as a message: its sections, and the same flat for whoever does not draw sections."""
    text = "\n\n".join("\n".join(filter(None, (part.title, part.text, *part.facts))) for part in one.sections)
    shown: Json = {
        "title": one.title,
        "text": f"{one.intro}\n\n{text}",
        "intro": one.intro,
        "facts": [],
        "buttons": [button(each) for part in one.sections for each in part.buttons],
        "tallies": {},
        "sections": [section(part) for part in one.sections],
    }
    return {"id": f"page:{person}", "at": at, "card": shown, "mine": []}


def section(one: Section) -> Json:
    """A part of a page."""
    return {
        "title": one.title,
        "text": one.text,
        "facts": list(one.facts),
        "buttons": [button(each) for each in one.buttons],
    }


def form(one: Form, colleagues: Sequence[Option]) -> Json:
    """A form. Fields for people offer the colleagues there are."""
    return {
        "name": one.name.value,
        "title": one.title,
        "subject": one.subject,
        "intro": one.intro,
        "submit": one.submit,
        "fields": [_field(each, colleagues) for each in one.fields],
    }


def _field(one: Field, colleagues: Sequence[Option]) -> Json:
    options = colleagues if one.kind is FieldKind.PEOPLE else one.options
    shown: Json = {"name": one.name, "label": one.label, "kind": one.kind.value, "required": one.required}
    if options or one.kind in (FieldKind.SELECT, FieldKind.RADIO, FieldKind.CHECKS, FieldKind.PEOPLE):
        shown["options"] = [{"value": option.value, "label": option.label} for option in options]
    if one.hint:
        shown["hint"] = one.hint
    if one.kind in (FieldKind.TEXT, FieldKind.LONG, FieldKind.LINK):
        shown["max"] = one.most
    return shown | ({"value": _value(one)} if one.value else {})


def _value(one: Field) -> object:
    if one.kind is FieldKind.TICK:
        return bool(one.value)
    return list(one.value) if isinstance(one.value, tuple) else one.value


def reply(one: Reply | None, *, person: str, at: str, colleagues: Sequence[Option]) -> Json:
    """The answer to an event."""
    shown: Mapping[str, object] | None
    match one:
        case None | Whisper(body=""):
            shown = None
        case Whisper(body=Card() as body):
            shown = {"whisper": {"card": card(body)}}
        case Whisper(body=text):
            shown = {"whisper": {"text": text}}
        case OpenForm(form=opened):
            shown = {"form": form(opened, colleagues)}
        case FieldErrors(errors=errors):
            shown = {"errors": dict(errors)}
        case ShowPage(page=shown_page):
            shown = {"page": page(shown_page, person=person, at=at)}
        case _:
            assert_never(one)
    return {"reply": shown}
