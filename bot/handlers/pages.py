"""What several handlers show alike: the own page, drawn anew, and the form that asks for networks."""

from bot.chat import forms
from bot.chat.cards import Form
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.networks import Network
from bot.domain.people import Person


def page_changed(person: Person, here: Here) -> None:
    """The person's own page is drawn anew, where it stands open."""
    here.tx.outbox.put_state(Purpose.PAGE, key=f"page:{person.id}", lane=person.id, about=person.id, at=here.now)


def networks_form(person: Person, here: Here, *, subject: str = "") -> Form:
    """The form for own networks, or none."""
    offered = [Network(name) for name in here.settings.people.networks]
    return forms.networks(offered, person.networks, apart=person.apart, subject=subject, w=here.words(person))
