"""Beginning to ask: which heard cards of an item may, and whether the company's share of a room is reached."""

from bot.chat.here import Here
from bot.domain import shares
from bot.domain.items import Item, ItemKind, Life, RoomCard
from bot.domain.shares import Asked


def begin(item_id: str, here: Here) -> list[RoomCard]:
    """The heard cards of this item begin to ask, in every room that has room for it; returns those that changed.

    A company piece stays heard where the company's share is reached: a later press asks anew.
    """
    heard = [card.room_id for card in here.tx.rooms.cards_of(item_id) if card.life is Life.HEARD]
    item = here.tx.items.get(item_id) if heard else None
    if item is None:
        return []
    free = [room_id for room_id in heard if share_reached(item, room_id, here) is None]
    return here.tx.rooms.ask(item_id, rooms=free, at=here.now)


def share_reached(item: Item, room_id: str, here: Here) -> Asked | None:
    """What asked in this room of late, where this item is the company's and one more of those would be too many."""
    return too_many(room_id, here) if item.kind is ItemKind.COMPANY else None


def too_many(room_id: str, here: Here) -> Asked | None:
    """What asked in this room of late, where one more company piece would be too many; None where it is welcome."""
    asked = here.tx.rooms.asked(room_id, since=here.now - shares.WINDOW)
    fits = shares.allowed(asked.company, asked.others, here.settings.cards.company_share)
    return None if fits else asked
