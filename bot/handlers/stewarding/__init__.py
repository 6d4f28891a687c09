"""A steward's desk: what may be done there, and by whom. Everybody else gets a kind word, and stays unknown."""

from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.handlers.stewarding import company, items, parked, reasons, record, sources, stopping
from bot.handlers.stewarding.deeds import Press, Send

PRESSES: dict[Action, Press] = {
    **items.PRESSES,
    **company.PRESSES,
    **sources.PRESSES,
    **reasons.PRESSES,
    **stopping.PRESSES,
    **parked.PRESSES,
    **record.PRESSES,
}
"""Every button of the desk. What stands here, and nothing else, is a steward's."""

FORMS: dict[FormName, Send] = {**items.FORMS, **company.FORMS, **sources.FORMS, **reasons.FORMS}
"""Every form of the desk."""

AUDITORS_TOO = frozenset({Action.DESK_ACTS})


def pressed(event: Pressed, here: Here) -> Reply:
    """A button of the desk, for a steward; what stewards did may be read by auditors as well."""
    may = here.is_auditor if event.action in AUDITORS_TOO else here.is_steward
    if not may(event.person):
        return Whisper(here.words(here.tx.people.at(event.person)).not_a_steward())
    return PRESSES[event.action](event, here.person(event.person), here)


def submitted(event: Submitted, here: Here) -> Reply:
    """A form of the desk, for a steward."""
    if not here.is_steward(event.person):
        return Whisper(here.words(here.tx.people.at(event.person)).not_a_steward())
    return FORMS[event.form](event, here.person(event.person), here)
