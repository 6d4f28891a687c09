"""A steward's desk, as a section of their own page; and what an auditor sees of it."""

from bot.chat.cards import Button, Section
from bot.chat.events import Action
from bot.chat.wording import Words


def section(w: Words, *, stopped: bool) -> Section:
    """All that a steward can do. `stopped`: everything is, and the first button goes on."""
    return Section(
        w.desk_title(),
        w.desk_stopped() if stopped else w.desk_text(),
        buttons=(
            *((Button(Action.GO_ON, w.go_on()),) if stopped else ()),
            Button(Action.DESK_ITEMS, w.desk_items()),
            Button(Action.COMPANY_PIECE, w.company_piece()),
            Button(Action.DESK_SOURCES, w.sources_title()),
            Button(Action.DESK_REASONS, w.desk_reasons()),
            Button(Action.ANSWER_ROOM, w.answer_room()),
            Button(Action.DESK_PARKED, w.desk_parked()),
            Button(Action.DESK_ACTS, w.desk_acts()),
            *(() if stopped else (Button(Action.STOP_ALL, w.stop_all()),)),
        ),
    )


def auditors(w: Words) -> Section:
    """What stewards did, for those who may read that."""
    return Section(w.acts_title(), w.acts_text(), buttons=(Button(Action.DESK_ACTS, w.desk_acts()),))
