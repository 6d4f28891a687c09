"""What cards, forms and pages are made of: headings, paragraphs, small words, pictures, and rows of buttons."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from itertools import groupby

from adapters.cutting import shortened
from adapters.layout import DANGEROUS
from adapters.teams import codec
from adapters.teams.text import (
    LONGEST_URL,
    Json,
    followable,
    host,
    is_inert,
    link,
    markdown,
    rich,
    with_links,
)
from bot.chat.cards import Button, Picture
from bot.chat.events import Action
from bot.domain.plain import one_line, plain

LONGEST_TITLE = 1_000
LONGEST_LABEL = 80
"""Characters of a button: it is one line, which a client cuts where its button ends (cards, "Buttons")."""

LONGEST_ALT = 1_000
MOST_IN_A_ROW = 6
"""Buttons that Teams shows in one row; those under "…" aside."""

A_ROW, A_ROW_OF_A_NOTE, AROUND, DOTS = 41, 35, 4, 6
"""Characters that fit beside each other on a phone, and those that a button's edges take, and "…" with its own.

A row is never wrapped: what does not fit is cut (MicrosoftDocs/msteams-docs#12081). A note has edges of its own.
"""

OPENS = ("https://", "http://", "mailto:")
ANSWERS = frozenset(
    {
        Action.WORTH_IT,
        Action.LESS,
        Action.WOULD_SHARE,
        Action.SCROLL_PAST,
        Action.WELL_DONE,
        Action.SAVE,
        Action.LESS_OF_TOPIC,
        Action.NOT_WORTH_IT,
        Action.NOT_LESS,
        Action.NOT_WOULD_SHARE,
        Action.NOT_SCROLL_PAST,
        Action.NOT_WELL_DONE,
        Action.NOT_SAVE,
    }
)
"""What is answered in a line or two, where it was pressed. All else in a room opens a dialog: nobody else sees that."""


class Stands(StrEnum):
    """Where a card stands."""

    ROOM = "room"
    CHAT = "chat"
    """A person's own conversation with the bot."""
    PAGE = "page"
    """Their own page, which stands there as well."""
    DIALOG = "dialog"


# ── Words ──


def paragraphs(text: str, *, links: bool = True) -> list[Json]:
    """A text of any length; `links`: those in it can be followed, each line of them in a block of its own."""
    words = plain(text)
    if not words:
        return []
    lines = [(line, with_links(line) if links else None) for line in words.split("\n")]
    shown: list[Json] = []
    apart = False
    for linked, some in groupby(lines, key=lambda one: one[1] is not None):
        together = list(some)
        if linked:
            for _, marked in together:
                shown.append(markdown(marked or "", spacing="" if apart or not shown else "None"))
                apart = False
            continue
        said = "\n".join(line for line, _ in together)
        begins_apart = apart or said.startswith("\n") or not together[0][0]
        if said.strip():
            shown.append(rich(said.strip("\n"), spacing="" if begins_apart or not shown else "None"))
        apart = not together[-1][0]
    return shown


def heading(title: str, *, size: str = "Medium") -> list[Json]:
    """A title that leads nowhere; one that assistive technology can find, where Markdown shows it as it is."""
    words = shortened(one_line(title), LONGEST_TITLE)
    if not words:
        return []
    if is_inert(words):
        return [markdown(words, size=size, weight="Bolder", style="heading")]
    return [rich(words, size=size, weight="Bolder")]


def linked_title(title: str, url: str) -> list[Json]:
    """A title that leads to its page, with the page's host.

    Where Markdown would not show the title as it is, it is plain, and the way to its page stands below.
    """
    name = host(url)
    words = shortened(one_line(title), LONGEST_TITLE)
    if shown := link(url, words):
        return [
            markdown(shown, size="Medium", weight="Bolder", style="heading"),
            *([rich(name, spacing="None", size="Small", isSubtle=True)] if name else []),
        ]
    below = link(url, name)
    return [*heading(words), *([markdown(below, spacing="None", size="Small")] if below else [])]


def context(lines: Iterable[str]) -> list[Json]:
    """Small words around a card, each fact on a line of its own."""
    facts = list(filter(None, map(plain, lines)))
    shown: list[Json] = []
    for linked, some in groupby(facts, key=lambda fact: all(with_links(line) for line in fact.split("\n"))):
        lined = [line for fact in some for line in fact.split("\n")]
        if linked:
            shown += [markdown(with_links(line) or "", spacing="Small", size="Small", isSubtle=True) for line in lined]
        else:
            shown.append(rich("\n".join(lined), spacing="Small", size="Small", isSubtle=True))
    return shown


def wrong(why: str) -> Json:
    """What is wrong with a field, or with a whole form."""
    return rich(one_line(why) or "…", spacing="Medium", color="Attention")


def hint(words: str) -> list[Json]:
    """A word of help below a field."""
    said = one_line(words)
    return [rich(said, spacing="Small", size="Small", isSubtle=True)] if said else []


def image(picture: Picture) -> Json | None:
    """A picture with its words, or None where Teams would not fetch it: all but https (cards, "Inline card images")."""
    if not picture.url.startswith("https://") or followable(picture.url) is None:
        return None
    alt = shortened(one_line(picture.alt), LONGEST_ALT)
    return {"type": "Image", "url": picture.url, "altText": alt or host(picture.url) or "…", "size": "Medium"}


def beside(blocks: Sequence[Json], shown: Json) -> Json:
    """Blocks with a picture at their side, or with a button, that stands in the middle of them."""
    middle = {"verticalContentAlignment": "Center"} if shown["type"] == "ActionSet" else {}
    return {
        "type": "ColumnSet",
        "columns": [
            {"type": "Column", "width": "stretch", "items": list(blocks)} | middle,
            {"type": "Column", "width": "auto", "items": [shown]} | middle,
        ],
    }


# ── Buttons ──


def actions(buttons: Sequence[Button], stands: Stands, *, alone: bool = False, most: int = A_ROW) -> list[Json]:
    """What has something to stand beside, then buttons, then those under "…"; in as many rows as it takes.

    One thing alone is not put under dots, and dots do not stand alone. `alone`: nothing that is filled in beside them
    is sent with them, or has to be. `most`: characters that fit beside each other.
    """
    lined = [one for one in buttons if one.row]
    direct = [one for one in buttons if not one.row and not one.more]
    hidden = [one for one in buttons if not one.row and one.more]
    if len(hidden) == 1 or not direct:
        direct, hidden = [*direct, *hidden[:1]], hidden[1:]
    made = partial(_button, stands=stands, alone=alone)
    shown = [[made(one) for one in row] for row in _rows(direct, most, dots=bool(hidden))]
    if hidden:
        shown[-1] += [made(one) | {"mode": "secondary"} for one in hidden]
    return [
        *(beside(paragraphs(one.row) or [rich("…")], _row([made(one)])) for one in lined),
        *(_row(row) | ({"spacing": "Small"} if at else {}) for at, row in enumerate(shown)),
    ]


def _row(buttons: list[Json]) -> Json:
    return {"type": "ActionSet", "actions": buttons}


def _rows(buttons: Sequence[Button], most: int, *, dots: bool) -> list[list[Button]]:
    """Buttons in order, as many beside each other as can be read whole, the last with "…" where there are `dots`."""
    rows: list[list[Button]] = []
    left = 0
    for one in buttons:
        takes = len(label(one.label)) + AROUND
        beside_it = DOTS if dots and one is buttons[-1] else 0
        if not rows or left < takes + beside_it or len(rows[-1]) == MOST_IN_A_ROW:
            rows.append([])
            left = most
        rows[-1].append(one)
        left -= takes
    return rows


def submit(title: str, verb: str, data: Json, stands: Stands) -> Json:
    """The row with the one button that sends a form."""
    return _row([_styled(_sends(label(title), verb, data, stands, fetches=False), "positive")])


def label(words: str, most: int = LONGEST_LABEL) -> str:
    """What stands on a button or beside an option: one line, never empty."""
    return shortened(one_line(words), most) or "…"


def opens(url: str | None) -> bool:
    """Whether a button may lead there."""
    return url is not None and url.lower().startswith(OPENS) and len(url) <= LONGEST_URL and " " not in url


def _button(one: Button, *, stands: Stands, alone: bool) -> Json:
    words, whole = label(one.short or one.label), one_line(one.label)
    more: Json = {"tooltip": shortened(whole, LONGEST_TITLE)} if whole and words != whole else {}
    if opens(one.url):
        return {"type": "Action.OpenUrl", "title": words, "url": one.url} | more
    data = codec.pack(one.action, one.subject, page=stands is Stands.PAGE)
    dialog = stands is Stands.ROOM and one.action not in ANSWERS
    if dialog:
        return _fetches(words, data) | more
    shown = _sends(words, one.action.value, data, stands, fetches=stands is Stands.ROOM, alone=alone) | more
    return _styled(shown, "destructive") if one.action in DANGEROUS else shown


def _styled(button: Json, style: str) -> Json:
    """A button in a colour that says what it does; in the same for a client that knows only its fallback."""
    styled = button | {"style": style}
    return styled | {"fallback": button["fallback"] | {"style": style}} if "fallback" in button else styled


def _sends(title: str, verb: str, data: Json, stands: Stands, *, fetches: bool, alone: bool = False) -> Json:
    """An Action.Execute, which Teams answers where it stands; in dialogs there is only Action.Submit.

    `fetches`: a client that does not know Action.Execute opens a dialog, since a room must not see the answer.
    """
    inputs: Json = {"associatedInputs": "none"} if alone else {}
    plainly = {"type": "Action.Submit", "title": title, "data": data} | inputs
    if stands is Stands.DIALOG:
        return plainly
    older = _fetches(title, data) if fetches else plainly
    return {"type": "Action.Execute", "title": title, "verb": verb, "data": data, "fallback": older} | inputs


def _fetches(title: str, data: Json) -> Json:
    """A button whose answer is a dialog."""
    return {"type": "Action.Submit", "title": title, "data": {"msteams": {"type": "task/fetch"}, **data}}
