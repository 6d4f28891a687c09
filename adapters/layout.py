"""The order a card is read in, the same on every platform that draws cards from parts (DESIGN section 5)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from adapters.cutting import ELLIPSIS, size
from bot.chat.cards import Button, Card
from bot.chat.events import Action
from bot.chat.private_cards import OFF
from bot.domain.items import AnswerKind

HOLDS_WORDS_TO_COPY = frozenset({Action.COPY_DRAFT, Action.SHOW_DRAFT})
DANGEROUS = frozenset({Action.FORGET_YES, Action.WITHDRAW_ITEM_YES})
"""What nothing brings back: its button is red."""

MOST_SEEN_OF_A_LINK = 60


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a card comes from; then its title and text; facts; what can be pressed; what that means; the off switch.

    The off switch of a private message stands by itself below all else, as in a letter. `to_copy`: the text is a draft.
    """

    above: Sequence[str]
    facts: Sequence[str]
    buttons: Sequence[Button]
    closing: Sequence[str]
    switches: Sequence[Button]
    to_copy: bool


def laid_out(card: Card, *, whispered: bool) -> Layout:
    """The parts of a card. `whispered`: it answers what somebody just did.

    The first fact says where a card comes from; a whisper's only one is a note on what it says. A card that asks ends
    with that it is optional, and with its counts where it has any: "worth sharing" is not counted once it asks.
    """
    facts = card.facts
    note = not card.title or (whispered and len(facts) == 1)
    above = () if note else facts[:1]
    last = 1 + bool(set(card.tallies) - {AnswerKind.WORTH_IT.value}) if card.ask else 0
    below = max(len(facts) - last, len(above))
    switches = [one for one in card.buttons if one.action in OFF.values() and len(card.buttons) > 1]
    return Layout(
        above,
        facts[len(above) : below],
        [one for one in card.buttons if one not in switches],
        facts[below:],
        switches,
        to_copy=any(button.action in HOLDS_WORDS_TO_COPY for button in card.buttons),
    )


def said_once(card: Card) -> Card:
    """A card that is one sentence says it as its text: it is no headline. What stands in a row is not in the text."""
    alone = not (card.text or card.link or card.facts or card.picture)
    said = replace(card, title="", text=card.title) if alone else card
    return replace(said, text="\n".join(not_in_rows(said.text.split("\n"), said.buttons)))


def not_in_rows(lines: Iterable[str], buttons: Sequence[Button]) -> list[str]:
    """Lines without those that stand beside a button of theirs."""
    rows = {one.row for one in buttons if one.row}
    return [line for line in lines if line not in rows]


def seen_of(address: str) -> str:
    """How a web address is shown: of a long one its beginning, since a phone would be full of it."""
    return address if size(address) <= MOST_SEEN_OF_A_LINK else beginning(address, MOST_SEEN_OF_A_LINK - 1)


def beginning(address: str, most: int) -> str:
    """At most so many characters of a web address, without what all of them begin with."""
    return re.sub(r"^https?://(www\.)?", "", address, flags=re.IGNORECASE)[:most] + ELLIPSIS
