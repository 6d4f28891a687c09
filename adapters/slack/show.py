"""What the bot says, in Slack's Block Kit. Pure: cards, forms and pages in, plain values out.

All text is foreign and plain, so it goes into plain_text; mrkdwn is written here alone, and only for links. A draft is
plain_text without exception: there `*`, `_` and `:words:` are no markup, an emoji stays the character it is, and what
people copy is what they wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from adapters.cutting import shortened, size
from adapters.layout import laid_out, not_in_rows, said_once
from adapters.reading import Malformed
from adapters.slack.blocks import actions, button, context, heading, image, label, linked_title, paragraphs, weight
from adapters.slack.codec import pack_field, pack_form
from adapters.slack.inputs import inputs
from adapters.slack.long_values import carrying
from adapters.slack.text import Json, escape, plain_text, readable
from bot.chat.cards import Card, Form, Page, Picture, Section
from bot.domain.plain import plain

MOST_IN_A_MESSAGE = 12_500
"""Slack answers msg_blocks_too_long at about 13,200 characters in all (slackapi/bolt-js#2509)."""

MOST_BLOCKS_IN_A_MESSAGE = 50
LONGEST_OWN_TEXT = 4_000
"""Bytes, not characters, of a message's own text: so many does chat.update take (`msg_too_long`)."""

LONGEST_POSTED = 40_000
"""The same of a message that is new, and of a whisper: beyond that Slack cuts it."""

LONGEST_FACT = 1_500
LONGEST_BESIDE_A_PICTURE = 300
"""Characters of a text that a picture stands beside: on a phone it leaves them half a line."""

LONGEST_MODAL_TITLE = 24
"""Characters of a modal's title and of its button."""

LONGEST_ERROR = 2_000
MOST_BLOCKS_AT_HOME = 100


def message(card: Card, *, picture: bool = True, new: bool = False) -> Json:
    """A card, as chat.postMessage and chat.update take it. What is too long for a message ends with an ellipsis.

    `picture=False` leaves the picture out: Slack refuses a message whose picture it cannot fetch. `new`: it is posted,
    which has room for all of it in its own text.
    """
    text = own_text(card, most=LONGEST_POSTED if new else LONGEST_OWN_TEXT)
    return {"text": text, "blocks": _fitting(card, picture), "unfurl_links": False, "unfurl_media": False}


def whisper(body: str | Card) -> Json:
    """What only one person sees, in one message; too long, it ends with an ellipsis. Nothing to say: no blocks."""
    return _whisper(body if isinstance(body, Card) else Card("", body), links=isinstance(body, Card))


def whispers(body: str | Card) -> list[Json]:
    """The same with nothing left out: in as many messages as it takes, one after the other."""
    card = body if isinstance(body, Card) else Card("", body)
    parts = _shared_out(_card(said_once(card), whispered=True, links=isinstance(body, Card)))
    if len(parts) <= 1:
        return [whisper(body)]
    return [{"text": _own(readable(part), LONGEST_POSTED), "blocks": part} for part in parts]


def _shared_out(blocks: Sequence[Json]) -> list[list[Json]]:
    """Blocks in order, in messages that hold them."""
    parts: list[list[Json]] = [[]]
    for block in blocks:
        if weight([*parts[-1], block]) > MOST_IN_A_MESSAGE or len(parts[-1]) == MOST_BLOCKS_IN_A_MESSAGE:
            parts.append([])
        parts[-1].append(block)
    return parts


def _whisper(card: Card, *, links: bool) -> Json:
    blocks = _fitting(card, picture=True, whispered=True, links=links)
    return {"text": own_text(card, most=LONGEST_POSTED) if blocks else "", "blocks": blocks}


def modal(form: Form) -> Json:
    """A form. A title of more than 24 characters stands in full above the fields; a button ends with an ellipsis."""
    callback_id, private_metadata = pack_form(form.name, form.subject)
    title = label(form.title, LONGEST_MODAL_TITLE)
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": carrying(
            private_metadata, (option.value for field in form.fields for option in field.options)
        ),
        "title": plain_text(title),
        "submit": plain_text(label(form.submit, LONGEST_MODAL_TITLE)),
        "blocks": [
            *([] if title == form.title else heading(form.title)),
            *paragraphs(form.intro),
            *(block for field in form.fields for block in inputs(field)),
        ],
    }


def home(page: Page) -> Json:
    """A person's own page in App Home: all of it, as far as a hundred blocks go; "… +2": so many parts are left out."""
    top = [*heading(page.title), *paragraphs(page.intro)]
    parts = [
        _section(part, first=sum(len(one.buttons) for one in page.sections[:at]))
        for at, part in enumerate(page.sections)
    ]
    lines = [{"type": "divider"}]
    blocks = [*top, *(block for part in parts for block in (*lines, *part))]
    if len(blocks) <= MOST_BLOCKS_AT_HOME:
        return {"type": "home", "blocks": blocks}
    kept, shown = top[: MOST_BLOCKS_AT_HOME - 1], 0
    for part in parts:
        if len(kept) + len(part) >= MOST_BLOCKS_AT_HOME:
            break
        kept, shown = [*kept, *part], shown + 1
    left_out = len(parts) - shown
    return {"type": "home", "blocks": [*kept, *(context([f"… +{left_out}"]) if left_out else [])]}


def errors(wrong: Mapping[str, str]) -> Json:
    """The form stays open, and says beside each field what is wrong."""
    return {
        "response_action": "errors",
        "errors": {pack_field(name): label(why, LONGEST_ERROR) for name, why in wrong.items()},
    }


def own_text(card: Card, *, most: int = LONGEST_OWN_TEXT) -> str:
    """All of a card in words, for notifications and for screen readers, which read nothing else; never empty."""
    first, *others = [*card.facts] or [""]
    whole = "\n".join(filter(None, map(plain, (card.title, first, card.text, *others, card.link or ""))))
    return _own(whole, most)


def _own(words: str, most: int) -> str:
    return escape(shortened(words, most, counted=_escaped)) or "…"


def _escaped(text: str) -> int:
    return len(escape(text).encode("utf-8", "replace"))


def _fitting(card: Card, picture: bool, *, whispered: bool = False, links: bool = True) -> list[Json]:
    """A card's blocks, its text, then its facts and rows, then its title cut until a message holds them.

    Raises Malformed if none would.
    """
    card = said_once(card)
    title, text, most_facts = card.title, plain(card.text), LONGEST_FACT
    while True:
        facts = tuple(shortened(plain(fact), most_facts) for fact in card.facts)
        buttons = tuple(replace(one, row=shortened(one.row, most_facts)) for one in card.buttons)
        shown = replace(card, title=title, text=text, facts=facts, buttons=buttons)
        shown = shown if picture else replace(shown, picture=None)
        blocks = _card(shown, whispered=whispered, links=links)
        over = weight(blocks) - MOST_IN_A_MESSAGE
        if over <= 0:
            return blocks
        if text:  # by half of it: what is cut away takes blocks with it
            text = shortened(text, size(text) - over // 2 - 1) if size(text) > over // 2 + 2 else ""
        elif most_facts > 1:
            most_facts //= 2
        elif size(title) > over // 2 + 2:
            title = shortened(title, size(title) - over // 2 - 1)
        else:
            raise Malformed(f"The card {card.title[:60]!r} has more buttons than a message holds: {len(card.buttons)}")


def _card(card: Card, *, whispered: bool, links: bool) -> list[Json]:
    """Where it comes from, its title, text and picture, its facts, what can be pressed, and what that means."""
    parts = laid_out(card, whispered=whispered)
    text = paragraphs(card.text, links=links and not parts.to_copy)
    return [
        *context(parts.above),
        *_with_picture(_title(card), text, card.picture),
        *context(parts.facts),
        *actions(parts.buttons),
        *context(parts.closing),
        *actions(parts.switches, first=len(parts.buttons)),
    ]


def _title(card: Card) -> list[Json]:
    return linked_title(card.title, card.link) if card.link else heading(card.title)


def _with_picture(title: list[Json], text: list[Json], picture: Picture | None) -> list[Json]:
    """Small beside the text, or beside the title of a long one; below where there is no room beside either."""
    shown = image(picture) if picture else None
    blocks = [*title, *text]
    if shown is None:
        return blocks
    short = text and size(text[0]["text"]["text"]) <= LONGEST_BESIDE_A_PICTURE
    candidates = (*text, *title) if short else (*title, *text)
    beside = next((block for block in candidates if block["type"] == "section"), None)
    if beside is None:
        return [*blocks, shown]
    return [block | {"accessory": shown} if block is beside else block for block in blocks]


def _section(part: Section, *, first: int) -> list[Json]:
    """A part of the page. A button that is alone stands beside what it changes, as in a list of settings."""
    text = paragraphs(part.text)
    facts = (shortened(plain(fact), LONGEST_FACT) for fact in not_in_rows(part.facts, part.buttons))
    if len(text) == len(part.buttons) == 1 and not part.facts and not part.buttons[0].row:
        return [*heading(part.title), text[0] | {"accessory": button(first, part.buttons[0])}]
    return [*heading(part.title), *text, *context(facts), *actions(part.buttons, first=first)]
