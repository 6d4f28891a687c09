"""Who is asked before a story names them, and whose boundary answers in their place.

Somebody who wants no photos is never asked about a story with a picture: it does not name them. Its author must not be
able to tell that from a no, and so it comes when theirs might have come: not before a question could have reached them,
not before they could have thought about it, and not in their quiet hours. Whoever could not have been asked stays
silent, as anybody would.
"""

from datetime import datetime

from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.domain.acts import Act
from bot.domain.people import Person, Private
from bot.domain.rhythm import next_open
from bot.domain.stories import Named, Naming, Story, thinking_time


def ask(story: Story, here: Here) -> None:
    """Members named in it who were never asked are asked now, in private, once."""
    for one in here.tx.stories.ask_named(story.id, at=here.now):
        person = here.tx.people.get(one.person_id) if one.person_id else None
        if person is not None and person.may_be_named_with(story.picture):
            key = f"naming:{one.id}"
            here.tx.outbox.put(Purpose.NAMING, key=key, lane=person.id, about=one.id, person_id=person.id, at=here.now)


def answer_for_boundaries(story: Story, here: Here) -> Story:
    """The story once those whose boundary has answered by now count as having said no."""
    for one in story.named:
        if _says_no(one, story, here):
            here.tx.stories.answer_naming(one.id, Naming.NO)
    return here.tx.stories.get(story.id) or story


def _says_no(one: Named, story: Story, here: Here) -> bool:
    person = here.tx.people.get(one.person_id) if one.person_id else None
    if one.answer is not Naming.ASKED or person is None or person.may_be_named_with(story.picture):
        return False
    if here.tx.programme.stopped_at() is not None:  # no question reaches anybody now
        return False
    could_say_so = person.may_hear(Private.NAMING, asked=False, now=here.now)
    said_at = _might_have_said_so_at(one, person, here)
    return could_say_so and said_at is not None and here.now >= said_at


def _might_have_said_so_at(one: Named, person: Person, here: Here) -> datetime | None:
    quiet = here.quiet_for(person)
    if quiet is None or one.asked_at is None:
        return None
    went_on = here.tx.acts.last_at(Act.WENT_ON)  # what was asked while everything was stopped came after that
    reached = next_open(quiet, at=max(one.asked_at, went_on or one.asked_at), zone=person.zone)
    chance = int(here.tx.outbox.keyed_hash(f"thinks:{one.id}"), 16)
    return next_open(quiet, at=reached + thinking_time(chance), zone=person.zone)
