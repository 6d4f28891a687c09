"""Drafts that sound alike: what is kept of one for comparison, and how many lines of one sound like a colleague's.

Whose they sound like is never asked of the store, and leaves this module in no form.
"""

from collections.abc import Iterator

from bot.chat import wording
from bot.chat.here import Here
from bot.domain.echo import Trace, covered, echo, trace
from bot.domain.items import Item
from bot.domain.networks import Network
from bot.domain.writing import Writing

WAYS_TO_SAY_IT = 12
"""More than there are of saying where one works, in any language: the wording starts over."""


def traced(text: str, item: Item, writing: Writing, here: Here) -> Trace:
    """What to keep of a draft's words."""
    return trace(text, key=_key(item, here), without=_anybodys(item, writing, here))


def lines_alike(writing: Writing, item: Item, here: Here) -> int:
    """How many lines of this draft sound much like a colleague's about the same item; 0 for none."""
    others = here.tx.drafts.traces(item.id, but_of=writing.person_id)
    if not others or not writing.text:
        return 0
    found = echo(writing.text, others, key=_key(item, here), without=_anybodys(item, writing, here))
    return found.lines if found else 0


def well_covered(item: Item, here: Here) -> Network | None:
    """The network on which enough colleagues have words about this item already, from five on."""
    return covered(here.tx.drafts.networks(item.id))


def _key(item: Item, here: Here) -> bytes:
    """A key of this store and this item, so that what is kept of drafts about two items cannot be joined."""
    return bytes.fromhex(here.tx.outbox.keyed_hash(f"echo:{item.id}"))


def _anybodys(item: Item, writing: Writing, here: Here) -> Iterator[str]:
    """What everybody may say alike: the item's own words, the questions, and where they work."""
    yield item.title
    yield item.text
    for language in wording.LANGUAGES.values():
        words = language()
        yield from map(words.question, writing.asked)
        for variant in range(WAYS_TO_SAY_IT):
            yield words.workplace_line(here.settings.company.name, variant)
