"""Notices: a few plain lines on their way to a room."""

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Room


def put(room: Room, kind: NoticeKind, text: str, here: Here) -> Notice:
    """A notice for this room: it waits for the room's quiet hours, and takes nothing of its attention for cards.

    `text` is for YOU_SAID; the other kinds have words of their own, and stay where they are no longer true.
    """
    notice = here.tx.notices.put(room.id, kind, text, at=here.now)
    here.tx.outbox.put(Purpose.NOTICE, key=f"notice:{notice.id}", lane=room.id, about=notice.id, at=here.now)
    return notice


def taken_back(notice: Notice, here: Here) -> bool:
    """Whether it still waited: then it is as if it had never been said."""
    waited = here.tx.outbox.withdraw(about=notice.id, why="it is not true any more", at=here.now)
    if waited:
        here.tx.notices.unsay(notice.id)
    return waited
