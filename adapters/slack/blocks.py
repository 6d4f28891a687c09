"""The blocks that messages, modals and the own page are made of: header, section, context, actions, image."""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from adapters.cutting import pieces, shortened, size
from adapters.layout import DANGEROUS
from adapters.slack.codec import action_id, pack
from adapters.slack.text import LONGEST_TEXT, LONGEST_URL, Json, host, link, mrkdwn, plain_text
from adapters.slack.text import words as linked
from bot.chat.cards import Button, Picture
from bot.domain.plain import one_line, plain

LONGEST_HEADER = 150
LONGEST_TITLE = 1_000
"""Characters of a title that is too long for a header."""

LONGEST_LABEL = 75
SEEN_OF_A_LABEL = 30
"""So many characters of a button a client shows ("may truncate with ~30 characters", button element)."""

LONGEST_ALT = 2_000
MOST_ELEMENTS = 25
"""Elements of one actions block."""

MOST_UNDER_DOTS = 5
"""Options of one overflow menu."""

OF_A_BLOCK = 100
"""What a block may count besides its JSON: a divider was seen to cost 125 in all (slackapi/bolt-js#2509)."""

A_LINE = 45
"""Characters that fit on a line of a phone: what is longer is a paragraph."""

MOST_PARAGRAPHS = 8
OPENS = ("https://", "http://", "mailto:")


def weight(blocks: Sequence[Json]) -> int:
    """How much of a message these blocks take, as Slack may count it: all of it as it travels, and each block more."""
    return size(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) + OF_A_BLOCK * len(blocks)


def paragraphs(text: str, *, links: bool = True) -> list[Json]:
    """A text of any length, in as many sections as it takes; `links`: those in it can be followed."""
    show = linked if links else plain_text
    parts = [part for _, part in pieces(plain(text), LONGEST_TEXT) if part.strip()]
    return [{"type": "section", "text": show(part)} for part in parts]


def heading(title: str) -> list[Json]:
    """A title that leads nowhere: a header, or a section where it is too long for one."""
    words = one_line(title)
    if not words:
        return []
    if size(words) > LONGEST_HEADER:
        return [{"type": "section", "text": plain_text(shortened(words, LONGEST_TITLE))}]
    return [{"type": "header", "text": plain_text(words)}]


def linked_title(title: str, url: str) -> list[Json]:
    """A title that leads to its page, with the page's host.

    Where mrkdwn would not show the title as it is, it is a header, and the way to its page stands below.
    """
    name = host(url)
    beside = f" ·\N{NO-BREAK SPACE}{name}" if name and link(url, name) else ""
    if shown := link(url, title):
        return [{"type": "section", "text": mrkdwn(shown + beside)}]
    below = link(url, name)
    return [*heading(title), *([{"type": "context", "elements": [mrkdwn(below)]}] if below else [])]


def context(lines: Iterable[str]) -> list[Json]:
    """Small words around a card: short facts on a line each, and a long one as a paragraph of its own."""
    facts = list(filter(None, map(plain, lines)))
    together = groupby(facts, key=lambda fact: size(fact) <= A_LINE or len(facts) > MOST_PARAGRAPHS)
    texts = [text for short, some in together for text in (["\n".join(some)] if short else some)]
    parts = [part for text in texts for _, part in pieces(text, LONGEST_TEXT) if part.strip()]
    return [{"type": "context", "elements": [linked(part)]} for part in parts]


def image(picture: Picture) -> Json | None:
    """A picture with its words, or None where Slack could not fetch it."""
    if not picture.url.startswith(("https://", "http://")) or size(picture.url) > LONGEST_URL:
        return None
    alt = shortened(one_line(picture.alt), LONGEST_ALT)
    return {"type": "image", "image_url": picture.url, "alt_text": alt or host(picture.url) or "…"}


def actions(buttons: Sequence[Button], *, first: int = 0) -> list[Json]:
    """Rows, then buttons, then those under "…"; in as many blocks and menus as it takes, so that none is lost.

    `first`: the place of the first of them in the whole message or page; ids are unique by their place.
    """
    placed = list(enumerate(buttons, first))
    rows = [one for one in placed if one[1].row]
    direct = [one for one in placed if not one[1].row and not one[1].more]
    hidden = [one for one in placed if not one[1].row and one[1].more]
    menus = [hidden[at : at + MOST_UNDER_DOTS] for at in range(0, len(hidden), MOST_UNDER_DOTS)]
    elements = [_dots(some) if len(some) > 1 else button(*some[0]) for some in (*([one] for one in direct), *menus)]
    return [
        *(block for place, one in rows for block in _row(place, one)),
        *(
            {"type": "actions", "elements": elements[at : at + MOST_ELEMENTS]}
            for at in range(0, len(elements), MOST_ELEMENTS)
        ),
    ]


def _row(place: int, one: Button) -> list[Json]:
    """What a button is about, with the button beside it; it is read out with all of its label."""
    *above, text = paragraphs(one.row) or paragraphs("…")
    return [*above, text | {"accessory": button(place, one)}]


def label(words: str, most: int = LONGEST_LABEL) -> str:
    """What stands on a button or beside an option: one line, never empty."""
    return shortened(one_line(words), most) or "…"


def button(place: int, one: Button) -> Json:
    """A button, at its place in the whole message or page."""
    shown: Json = {
        "type": "button",
        "action_id": action_id(one.action, place),
        "text": plain_text(label(one.short or one.label)),
        "value": pack(one.action, one.subject),
    }
    if one.short:
        shown["accessibility_label"] = label(one.label)
    if one.action in DANGEROUS:
        shown["style"] = "danger"
    return shown | _url(one)


def _dots(some: Sequence[tuple[int, Button]]) -> Json:
    options = [
        {"text": plain_text(label(one.label)), "value": pack(one.action, one.subject)} | _url(one) for _, one in some
    ]
    place, one = some[0]
    return {"type": "overflow", "action_id": action_id(one.action, place), "options": options}


def _url(one: Button) -> Json:
    """Where a button leads; an address that Slack would refuse is left out, and the press still reaches us."""
    fits = one.url is not None and one.url.lower().startswith(OPENS) and size(one.url) <= LONGEST_URL
    return {"url": one.url} if fits else {}
