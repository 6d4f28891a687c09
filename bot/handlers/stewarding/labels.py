"""Labels: for inside only, or not to be shared before a day. They reach what stands already, and go on their day."""

from datetime import date, datetime, timedelta

from bot.chat.desk_items import Label
from bot.chat.here import Here
from bot.chat.wording import Words
from bot.domain.items import Item, Life
from bot.domain.rhythm import day_start
from bot.handlers import sharing
from bot.handlers.fields import Fields

FURTHEST = timedelta(days=3 * 366)


def read(fields: Fields, words: Words, here: Here) -> tuple[bool, datetime | None]:
    """What the form says: for inside only, and the moment it may be shared from, which is still to come."""
    label = fields.choice("label", [one.value for one in Label])
    typed = fields.text("day", most=40, lines=False)
    if label != Label.NOT_BEFORE:
        return label == Label.INTERNAL, None
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        fields.wrong("day", words.label_day_missing())
        return False, None
    today = here.local(here.now).date()
    if not today < day <= today + FURTHEST:
        fields.wrong("day", words.label_day_not_ahead())
        return False, None
    return False, day_start(day, zone=here.settings.company.time_zone)


def put(item: Item, here: Here, *, internal: bool, not_before: datetime | None) -> None:
    """Label an item; cards and drafts that stand are drawn anew now, and on the day once more."""
    here.tx.items.label(item.id, internal=internal, not_before=not_before)
    sharing.refresh(item.id, here)
    here.tx.outbox.redraw_drafts(item.id, at=here.now)
    if not_before is not None:
        here.tx.outbox.redraw_drafts(item.id, at=here.now, not_before=not_before)
        for card in here.tx.rooms.cards_of(item.id):
            if card.life is not Life.OVER:
                sharing.redraw_on(not_before, card, here)


def until(item: Item, here: Here) -> datetime | None:
    """The day it may be shared from, on the company's own clock, while that is still to come."""
    held = item.not_before is not None and here.now < item.not_before
    return here.local(item.not_before) if held and item.not_before else None
