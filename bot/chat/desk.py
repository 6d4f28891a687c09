"""A steward's desk, as a section of their own page; and what an auditor sees of it."""

from bot.chat.cards import Button, Section
from bot.chat.events import Action
from bot.chat.wording import Words


def section(w: Words, *, stopped: bool, in_doubt: bool) -> Section:
    """All that a steward can do, what is needed most first, and what is needed now before that.

    `stopped`: everything is, and the first button goes on. `in_doubt`: of some card nobody knows whether it arrived.
    """
    doubt = Button(Action.DESK_PARKED, w.desk_parked(), more=not in_doubt)
    return Section(
        w.desk_title(),
        w.desk_stopped() if stopped else w.desk_text(),
        buttons=(
            *((Button(Action.GO_ON, w.go_on()),) if stopped else ()),
            *((doubt,) if in_doubt else ()),
            Button(Action.DESK_ITEMS, w.desk_items()),
            Button(Action.COMPANY_PIECE, w.company_piece()),
            Button(Action.DESK_SOURCES, w.sources_title()),
            Button(Action.DESK_REASONS, w.desk_reasons()),
            Button(Action.ANSWER_ROOM, w.answer_room()),
            *(() if stopped else (Button(Action.STOP_ALL, w.stop_all()),)),
            *(() if in_doubt else (doubt,)),
            Button(Action.DESK_ACTS, w.desk_acts(), more=True),
        ),
    )


def auditors(w: Words) -> Section:
    """What stewards did, for those who may read that."""
    return Section(w.acts_title(), w.acts_text(), buttons=(Button(Action.DESK_ACTS, w.desk_acts()),))
