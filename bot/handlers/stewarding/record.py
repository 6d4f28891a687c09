"""The record of what stewards did, for stewards and auditors. It holds no texts, and nothing a member did."""

from bot.chat.cards import Card
from bot.chat.events import Action, Pressed
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.domain.acts import OPERATOR, Act, Done
from bot.domain.people import Person
from bot.handlers.stewarding.deeds import Press

SHOWN = 25


def note(act: Act, steward: Person, here: Here, *, about: str = "") -> None:
    """A steward did this, now. `about`: our id of what it was done to."""
    here.tx.acts.note(steward.id, act, about=about, at=here.now)


def show(event: Pressed, reader: Person, here: Here) -> Reply:
    """The last acts, newest first."""
    words = here.words(reader)
    done = here.tx.acts.last(limit=SHOWN)
    if not done:
        return Whisper(words.acts_none())
    return Whisper(Card(title=words.acts_title(), text="\n".join(_line(one, reader, here) for one in done)))


def _line(done: Done, reader: Person, here: Here) -> str:
    words = here.words(reader)
    steward = here.tx.people.get(done.actor)
    name = words.the_operator() if done.actor == OPERATOR else steward.name if steward else ""
    return words.act_line(done.at, reader.zone, name, done.act)


PRESSES: dict[Action, Press] = {Action.DESK_ACTS: show}
