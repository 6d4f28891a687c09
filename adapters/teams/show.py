"""What the bot says, in Adaptive Cards 1.5. Pure: cards, forms and pages in, plain values out.

A card travels alone: Teams splits a text beside it into a message of its own, and then tells no id (bots, "conversation
messages"). What is read of it without opening it stands in `summary`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from adapters.cutting import pieces, shortened, size
from adapters.layout import laid_out, not_in_rows, said_once
from adapters.reading import Malformed
from adapters.teams.blocks import (
    A_ROW,
    A_ROW_OF_A_NOTE,
    Stands,
    actions,
    beside,
    context,
    heading,
    image,
    label,
    linked_title,
    paragraphs,
    submit,
    wrong,
)
from adapters.teams.codec import pack_form
from adapters.teams.inputs import LONGEST_OPTION, inputs
from adapters.teams.text import Json, rich, unmarked, weight
from bot.chat import wording
from bot.chat.cards import Button, Card, Field, Form, Page, Picture, Section
from bot.chat.replies import OpenForm, ShowPage
from bot.chat.wording import Words
from bot.dispatch import as_card
from bot.domain.plain import plain

VERSION = "1.5"
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
MOST_IN_A_MESSAGE = 79_000
"""Bytes of a message with all that is in it: Teams takes about 100 KB of UTF-16, and answers 413 beyond.

A dialog, or the answer to a press, puts less than a thousand more around a card.
"""

LONGEST_OWN_TEXT = 4_000
"""Characters of what is read of a card without opening it."""

LONGEST_FACT = 1_500
LONGEST_ROW_OF_A_NOTE = 300
LONGEST_PART = 12_000
"""Characters of text in one of several messages."""

LEAST_OF_A_TEXT = 200
LEAST_OF_AN_OPTION = 16
NAME = "Earshot"


# ── Messages ──


def message(one: Card, *, room: bool) -> Json:
    """A card as an activity, to send or to put in the place of another. Too long, it ends with an ellipsis."""
    if one.whole is not None and not room:
        return _whole(one, one.whole, wording.of(one.language))
    return activity(card(one, Stands.ROOM if room else Stands.CHAT), own_text(one))


def _whole(one: Card, whole: Page | Form, words: Words) -> Json:
    """A page or a form in a message, with the card's own buttons below; one that is too large is led to by a button."""
    try:
        if isinstance(whole, Page):
            return activity(page(whole, below=one.buttons), own_page_text(whole))
        return activity(form(whole, words, Stands.CHAT, below=one.buttons), own_form_text(whole))
    except Malformed:
        led = as_card(ShowPage(whole) if isinstance(whole, Page) else OpenForm(whole), words) or Card(one.title)
        return message(replace(led, buttons=(*led.buttons, *one.buttons)), room=False)


def activity(content: Json, summary: str) -> Json:
    """A card that stands in a conversation. `summary`: what notifications show of it."""
    return {"type": "message", "summary": summary, "attachments": [attachment(content)]}


def attachment(content: Json) -> Json:
    """A card, as messages and dialogs take it."""
    return {"contentType": ADAPTIVE, "content": content}


def said(text: str) -> list[Json]:
    """Words alone, to be read and copied as they were written; in as many messages as it takes."""
    parts = pieces(plain(text), LONGEST_PART)
    return [{"type": "message", "textFormat": "plain", "text": part} for _, part in parts if part.strip()]


def messages(one: Card) -> list[Json]:
    """An answer in a person's own chat with nothing left out: in as many messages as it takes, buttons on the last."""
    parts = [part for _, part in pieces(plain(one.text), LONGEST_PART)]
    if len(parts) == 1:
        return [activity(whispered(one, Stands.CHAT), own_text(one))]
    *first, last = parts
    some = [Card(one.title if not at else "", part) for at, part in enumerate(first)]
    some.append(replace(one, title="", text=last, picture=None))
    return [activity(whispered(each, Stands.CHAT), own_text(each)) for each in some]


# ── Cards ──


def card(one: Card, stands: Stands) -> Json:
    """A card on its own."""
    return _fitting(one, lambda shown: _content(_card(shown, stands), own_text(one)))


def whispered(body: str | Card, stands: Stands) -> Json:
    """What only one person sees."""
    one = body if isinstance(body, Card) else Card("", body)
    return _fitting(one, lambda shown: _content(_card(shown, stands, whispered=True), own_text(one)))


def with_note(standing: Card, note: str | Card) -> Json:
    """A card in a room as one person sees it who just pressed something on it: what is said of that stands below."""
    one = said_once(note if isinstance(note, Card) else Card(note))
    title, text = (shortened(plain(words), LONGEST_FACT) for words in (one.title, one.text))
    facts = tuple(shortened(plain(fact), LONGEST_FACT) for fact in one.facts)
    buttons = tuple(replace(each, row=shortened(plain(each.row), LONGEST_ROW_OF_A_NOTE)) for each in one.buttons)
    said_of_it = replace(one, title=title, text=text, facts=facts, buttons=buttons)
    below = {
        "type": "Container",
        "style": "emphasis",
        "separator": True,
        "items": _card(said_of_it, Stands.ROOM, whispered=True, most=A_ROW_OF_A_NOTE) or [rich("…")],
    }
    return _fitting(standing, lambda shown: _content([*_card(shown, Stands.ROOM), below], own_text(standing)))


def page(one: Page, *, stands: Stands = Stands.PAGE, below: Sequence[Button] = ()) -> Json:
    """A person's own page, all of it: its texts and facts are cut before any part or button is left out.

    `below`: buttons that are none of the page's.
    """
    most = 10 * LONGEST_FACT
    while True:
        apart = [row | {"separator": True} for row in actions(below, Stands.CHAT)]
        shown = _content([*_page(one, stands, most), *apart], own_page_text(one))
        if weight(activity(shown, own_page_text(one))) <= MOST_IN_A_MESSAGE:
            return shown
        if most <= 1:
            raise Malformed(f"The page {one.title[:60]!r} has more buttons than a message holds.")
        most //= 2


def own_text(one: Card) -> str:
    """All of a card in words, for notifications and for clients that cannot draw it; never empty."""
    first, *others = [*one.facts] or [""]
    return _own((one.title, first, one.text, *others, one.link or ""))


def own_page_text(one: Page) -> str:
    """The same for a page."""
    return _own((one.title, one.intro, *(words for part in one.sections for words in (part.title, part.text))))


def own_form_text(one: Form) -> str:
    """The same for a form: what it is, and no more of what is said of it than it shows."""
    return _own((one.title, shortened(plain(one.intro), LONGEST_FACT)))


def _own(parts: Sequence[str]) -> str:
    return shortened("\n".join(filter(None, map(plain, parts))), LONGEST_OWN_TEXT) or "…"


def _content(body: Sequence[Json], instead: str) -> Json:
    """`instead`: what a client shows that knows no card of this version, and that may read markup."""
    return {
        "type": "AdaptiveCard",
        "version": VERSION,
        "fallbackText": unmarked(instead),
        "body": list(body) or [rich("…")],
    }


def _fitting(one: Card, draw: Callable[[Card], Json]) -> Json:
    """A card, its text and then its facts and rows cut until a message holds it. Raises Malformed if none would."""
    one = said_once(one)
    text, most_facts = plain(one.text), LONGEST_FACT
    while True:
        facts = tuple(shortened(plain(fact), most_facts) for fact in one.facts)
        buttons = tuple(replace(each, row=shortened(plain(each.row), most_facts)) for each in one.buttons)
        content = draw(replace(one, text=text, facts=facts, buttons=buttons))
        over = weight(activity(content, own_text(one))) - MOST_IN_A_MESSAGE
        if over <= 0:
            return content
        if text:
            text = shortened(text, size(text) - over // 2 - 1) if size(text) > over // 2 + LEAST_OF_A_TEXT else ""
        elif most_facts > 1:
            most_facts //= 2
        else:
            raise Malformed(f"The card {one.title[:60]!r} has more buttons than a message holds: {len(one.buttons)}")


def _card(one: Card, stands: Stands, *, whispered: bool = False, most: int = A_ROW) -> list[Json]:
    """Where it comes from, its title, text and picture, its facts, what can be pressed, and what that means.

    `most`: characters that fit beside each other.
    """
    parts = laid_out(one, whispered=whispered)
    text = paragraphs(one.text, links=not parts.to_copy)
    return [
        *context(parts.above),
        *_with_picture([*_title(one), *text], one.picture),
        *context(parts.facts),
        *actions(parts.buttons, stands, most=most),
        *context(parts.closing),
        *actions(parts.switches, stands, most=most),
    ]


def _title(one: Card) -> list[Json]:
    return linked_title(one.title, one.link) if one.link else heading(one.title)


def _with_picture(blocks: list[Json], picture: Picture | None) -> list[Json]:
    shown = image(picture) if picture else None
    if shown is None:
        return blocks
    return [beside(blocks, shown)] if blocks else [shown]


def _page(one: Page, stands: Stands, most: int) -> list[Json]:
    return [
        *heading(one.title, size="Large"),
        *paragraphs(shortened(plain(one.intro), most)),
        *(
            {"type": "Container", "separator": True, "items": items}
            for part in one.sections
            if (items := _part(part, stands, most))
        ),
    ]


def _part(part: Section, stands: Stands, most: int) -> list[Json]:
    return [
        *heading(part.title),
        *paragraphs(shortened(plain(part.text), most)),
        *context(shortened(plain(fact), min(most, LONGEST_FACT)) for fact in not_in_rows(part.facts, part.buttons)),
        *actions([replace(one, row=shortened(plain(one.row), most)) for one in part.buttons], stands),
    ]


# ── Forms and dialogs ──


def form(
    one: Form,
    words: Words,
    stands: Stands,
    *,
    errors: Mapping[str, str] | None = None,
    below: Sequence[Button] = (),
) -> Json:
    """A form to fill in, with what is wrong beside each field. What is wrong with no field of it stands on top.

    `below`: buttons that are none of the form's, and want nothing filled in.

    In a dialog the title stands above the card. Options are cut where a form has very many. Raises Malformed if a
    message would not hold it all the same.
    """
    summary, longest = own_form_text(one), LONGEST_OPTION
    one = replace(one, intro=shortened(plain(one.intro), LONGEST_FACT))
    while True:
        parts = [*_form(one, words, stands, errors or {}, longest), *actions(below, stands, alone=True)]
        shown = _content(parts, _own((one.title,)))
        if weight(activity(shown, summary)) <= MOST_IN_A_MESSAGE:
            return shown
        if longest <= LEAST_OF_AN_OPTION:
            raise Malformed(f"The form {one.name} has more in it than a message holds.")
        longest //= 2


def _form(one: Form, words: Words, stands: Stands, errors: Mapping[str, str], longest: int) -> list[Json]:
    fields = {field.name for field in one.fields}
    carried = replace(one, fields=tuple(_with_short_options(field, longest) for field in one.fields))
    return [
        *([] if stands is Stands.DIALOG else heading(one.title)),
        *(wrong(why) for name, why in errors.items() if name not in fields),
        *paragraphs(one.intro),
        *(
            block
            for field in one.fields
            for block in inputs(field, words, error=errors.get(field.name, ""), longest=longest)
        ),
        submit(one.submit, one.name.value, pack_form(carried), stands),
    ]


def _with_short_options(field: Field, longest: int) -> Field:
    return replace(field, options=tuple(replace(one, label=label(one.label, longest)) for one in field.options))


def dialog(title: str, content: Json, *, tall: bool = False) -> Json:
    """A dialog with a card in it."""
    return {
        "title": label(title),
        "width": "medium",
        "height": "large" if tall else "medium",
        "card": attachment(content),
    }
