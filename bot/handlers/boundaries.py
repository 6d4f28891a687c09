"""What a person does not want: kept from everyone, obeyed everywhere. Nobody has to join to say so."""

from bot.chat import forms
from bot.chat.cards import Form
from bot.chat.events import Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.domain.people import Boundary, Person, Weekday
from bot.domain.stories import Naming, StoryState
from bot.handlers import pages, telling
from bot.handlers.fields import Fields


def form(person: Person | None, here: Here) -> Form:
    """The form, as it was filled in last; looking at it keeps nothing."""
    wanted = here.tx.people.topics(person.id) if person else {}
    return forms.boundaries(
        here.tx.topics.all(),
        wanted,
        never_days=person.never_days if person else (),
        chosen=person.boundaries if person else (),
        apart=person.apart if person else False,
        w=here.words(person),
    )


def chose(event: Submitted, here: Here) -> Reply:
    """All of it in place of what was there. To keep work and social apart takes the networks out, and says so."""
    fields = Fields(event, here.words(here.tx.people.at(event.person)))
    topics = here.tx.topics.all()
    days = [Weekday(day) for day in Weekday if day in fields.choices(forms.NEVER_DAYS, list(Weekday))]
    chosen = [Boundary(one) for one in Boundary if one in fields.choices(forms.BOUNDARIES, list(Boundary))]
    not_about = fields.choices(forms.NOT_ABOUT, [topic.id for topic in topics])
    apart = fields.tick(forms.APART)
    if errors := fields.errors():
        return errors
    person = here.person(event.person)
    here.tx.people.choose_boundaries(person.id, never_days=days, boundaries=chosen, at=here.now)
    here.tx.people.choose_networks(person.id, () if apart else person.networks, apart=apart)
    known = here.tx.people.topics(person.id)
    wishes = {topic.id: topic.id not in not_about for topic in topics}
    here.tx.people.choose_topics(
        person.id, {id_: wish for id_, wish in wishes.items() if known.get(id_, True) is not wish}
    )
    if Boundary.NO_PHOTOS in chosen:
        _stand_beside_no_picture(person, here)
    pages.page_changed(person, here)
    names = [topic.name for topic in topics if topic.id in not_about]
    words, unpicked = here.words(person), apart and bool(person.networks)
    return Whisper(words.boundaries_kept(days, chosen, names, apart, unpicked=unpicked))


def _stand_beside_no_picture(person: Person, here: Here) -> None:
    """Their name goes from beside every picture at once, as if they had changed their mind about each story."""
    for story in here.tx.stories.naming(person.id):
        if story.picture and story.state is not StoryState.WITHDRAWN and story.author_id != person.id:
            for one in story.named:
                asked = one.answer is Naming.YES or (one.answer is Naming.ASKED and one.asked_at is not None)
                if one.person_id == person.id and asked:
                    telling.settle(one.id, Naming.NO, here)
