"""Help with own words: a question, the person's answer, and that answer arranged. Nothing is ever written for them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bot.chat import alike, drawing, forms
from bot.chat.cards import Button, Card
from bot.chat.drawing import joining_card
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain import angles, drafts
from bot.domain.checking.credentials import live_credentials
from bot.domain.drafts import Answers
from bot.domain.items import AnswerKind, Item, Life
from bot.domain.networks import Network
from bot.domain.people import Person, Private
from bot.domain.whens import parse_pause
from bot.domain.writing import Writing
from bot.handlers import pages, sharing
from bot.handlers.fields import Fields

E = TypeVar("E", Pressed, Submitted)


Deed = Callable[[E, Person, Writing, Here], Reply]


def _of_ones_own(*, left_too: bool = False) -> Callable[[Deed[E]], Callable[[E, Here], Reply]]:
    """Find the draft the event is about; nobody reaches one that is not their own, or that is no more.

    `left_too`: it stays theirs to see and throw away after they left; everything else needs a member.
    """

    def guarding(deed: Deed[E]) -> Callable[[E, Here], Reply]:
        @wraps(deed)
        def guarded(event: E, here: Here) -> Reply:
            person = here.tx.people.at(event.person)
            writing = here.tx.drafts.get(event.subject)
            words = here.words(person)
            if person is None or not (person.member or left_too) or writing is None or writing.person_id != person.id:
                return Whisper(words.draft_gone())
            begun = getattr(event, "form", None) is FormName.INTERVIEW  # its form may be open before it has words
            return deed(event, person, writing, here) if writing.text or begun else Whisper(words.draft_gone())

        return guarded

    return guarding


def begin(event: Pressed, here: Here) -> Reply:
    """ "Draft it with me": the interview, for a member with a network; else what is missing for that."""
    person = here.tx.people.at(event.person)
    if person is None or not person.member:
        return Whisper(joining_card(here, person, then=event.subject))
    return interview_about(event.subject, person, here)


def interview_about(card_id: str, person: Person, here: Here) -> Reply:
    """The interview about a card's item; the networks first, if none was ever picked."""
    words = here.words(person)
    card = here.tx.rooms.card(card_id)
    item = here.tx.items.get(card.item_id) if card else None
    if card is None or item is None or card.life is Life.OVER:
        return Whisper(words.card_gone())
    if held := drawing.held(item, here, words):
        return Whisper(held)
    if person.apart:
        return Whisper(words.apart_no_draft())
    if not person.networks:
        return OpenForm(pages.networks_form(person, here, subject=card_id))
    begun = [writing for writing in here.tx.drafts.begun(person.id, item.id) if not writing.text]
    if begun:
        writing = begun[0]
    else:
        angle = angles.first(_own_order(person, item, here), here.tx.drafts.angles_taken(item.id), item.kind)
        writing = here.tx.drafts.begin(person.id, item.id, angle=angle.id, at=here.now)
    return OpenForm(forms.interview(writing, item.title, person.networks, here.settings.company.name, words))


def _own_order(person: Person, item: Item, here: Here) -> str:
    """What the order of the questions follows: in one that others know, a question would tell how many began before."""
    return here.tx.outbox.keyed_hash(f"angles:{item.id}:{person.id}")


@_of_ones_own()
def answered(event: Submitted, person: Person, writing: Writing, here: Here) -> Reply:
    """The person's answers become a draft, arranged from nothing but their own sentences."""
    words = here.words(person)
    item = here.tx.items.get(writing.item_id)
    if item is None:
        return Whisper(words.draft_gone())
    fields = Fields(event, words)
    answers = Answers(
        fields.text("answer", required=True, most=10_000),
        fields.text("second", most=10_000),
        fields.text("third", most=10_000),
    )
    network = fields.choice("network", [one.value for one in person.networks])
    workplace = fields.tick("workplace")
    for name in ("answer", "second", "third"):
        fields.hold_back(name)
    if not fields.errors() and (found := live_credentials("\n".join((answers.main, answers.second, answers.third)))):
        fields.wrong("answer", words.secret_held(found[0]))  # one that begins in one answer and goes on in the next
    if errors := fields.errors():
        return errors
    covered = alike.well_covered(item, here)
    _arrange(writing, item, answers, Network(network), workplace=workplace, variant=0, here=here)
    here.tx.answers.put(person.id, item.id, AnswerKind.DRAFT, at=event.at)
    if alike.well_covered(item, here) is not covered:
        sharing.refresh(item.id, here)
    return _deliver(writing, person, here)


def _arrange(
    writing: Writing, item: Item, answers: Answers, network: Network, *, workplace: bool, variant: int, here: Here
) -> None:
    """Put the person's answers in order, and keep them so, with what tells a colleague's that sounds alike."""
    spoken = here.words(here.tx.people.get(writing.person_id))
    line = spoken.workplace_line(here.settings.company.name, variant) if workplace else None
    made = drafts.arrange(
        answers, title=item.title, url=item.url, network=network, variant=variant, workplace_line=line
    )
    here.tx.drafts.write(
        writing.id,
        network=network,
        answers=answers,
        workplace=workplace,
        variant=variant,
        text=made.text,
        trace=alike.traced(made.text, item, writing, here),
        at=here.now,
    )


@_of_ones_own()
def other_question(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """Another question; the words given to the last one are kept in the form."""
    words = here.words(person)
    item = here.tx.items.get(writing.item_id)
    if item is None or not person.networks:
        return Whisper(words.draft_gone())
    angle = angles.another(
        _own_order(person, item, here), writing.asked, item.kind, taken=here.tx.drafts.angles_taken(item.id)
    )
    here.tx.drafts.ask(writing.id, angle.id)
    renewed = here.tx.drafts.get(writing.id) or writing
    return OpenForm(forms.interview(renewed, item.title, person.networks, here.settings.company.name, words))


@_of_ones_own()
def arrange_otherwise(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """The same words in another order; words changed by hand are never rearranged."""
    item = here.tx.items.get(writing.item_id)
    if item is None or writing.answers is None or writing.network is None:
        return Whisper(here.words(person).draft_gone())
    if not writing.edited:
        _arrange(
            writing,
            item,
            writing.answers,
            writing.network,
            workplace=writing.workplace,
            variant=writing.variant + 1,
            here=here,
        )
    return _deliver(writing, person, here)


@_of_ones_own()
def edit(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """The form with the draft's words."""
    return OpenForm(forms.edit_draft(writing, here.words(person)))


@_of_ones_own()
def edited(event: Submitted, person: Person, writing: Writing, here: Here) -> Reply:
    """The person changed the words: they stay exactly so."""
    words = here.words(person)
    item = here.tx.items.get(writing.item_id)
    if item is None:
        return Whisper(words.draft_gone())
    fields = Fields(event, words)
    text = fields.text("text", required=True, most=20_000)
    fields.hold_back("text")
    if errors := fields.errors():
        return errors
    here.tx.drafts.edit(writing.id, text, trace=alike.traced(text, item, writing, here), at=here.now)
    return _deliver(writing, person, here)


@_of_ones_own()
def check(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """ "Check this": what the author may want to look at, said to them alone. Nothing of it is kept."""
    item = here.tx.items.get(writing.item_id)
    return Whisper(here.words(person).draft_gone() if item is None else drawing.checked(writing, item, person, here))


@_of_ones_own(left_too=True)
def show(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """The draft, on the spot."""
    return Whisper(_drawn(writing, person, here))


@_of_ones_own()
def copy(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """The bare words, where the platform cannot copy by itself."""
    return Whisper(writing.text)


@_of_ones_own(left_too=True)
def throw_away(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """The words are deleted, and the message that showed them is cleared."""
    here.tx.drafts.throw(writing.id)
    here.tx.answers.take_back(person.id, writing.item_id, AnswerKind.DRAFT, at=event.at)
    here.tx.outbox.withdraw(about=writing.id, why="thrown away", at=here.now)
    _redraw(writing, person, here)  # also one that is in the air: it is cleared once it has landed
    pages.page_changed(person, here)
    return Whisper(here.words(person).draft_thrown())


@_of_ones_own()
def remind(event: Pressed, person: Person, writing: Writing, here: Here) -> Reply:
    """When to be reminded."""
    words = here.words(person)
    if Private.REMINDER in person.switched_off:  # one that is promised must come
        back_on = Button(Action.REMINDERS_ON, words.switch_it(on=True))
        return Whisper(Card(title=words.switched_off(Private.REMINDER), buttons=(back_on,)))
    return OpenForm(forms.remind(writing, words))


@_of_ones_own()
def reminded_when(event: Submitted, person: Person, writing: Writing, here: Here) -> Reply:
    """A reminder is set; a new one takes the place of the old one."""
    words = here.words(person)
    fields = Fields(event, words)
    when = fields.text("when", required=True, most=60, lines=False)
    due = parse_pause(when, now=here.now, zone=person.zone) if when else None
    if when and due is None:
        fields.wrong("when", words.pause_not_understood(when))
    if errors := fields.errors():
        return errors
    assert due is not None
    here.tx.drafts.remind(writing.id, due=due)
    return Whisper(words.remind_kept(due, person.zone))


def _deliver(writing: Writing, person: Person, here: Here) -> Reply:
    """The draft goes out as a private message, or is drawn anew where it stands; else it is shown on the spot."""
    pages.page_changed(person, here)
    if writing.message is not None:
        _redraw(writing, person, here)
        return Whisper(here.words(person).draft_kept())
    if Private.DRAFT in person.switched_off:
        return Whisper(_drawn(writing, person, here))
    goes = here.tx.outbox.put(
        Purpose.DRAFT, key=f"draft:{writing.id}", lane=person.id, about=writing.id, person_id=person.id, at=here.now
    )
    if goes:
        return Whisper(here.words(person).draft_ready())
    _redraw(writing, person, here)  # it may be in the air; where it never arrived, it is shown here
    return Whisper(_drawn(writing, person, here))


def _redraw(writing: Writing, person: Person, here: Here) -> None:
    here.tx.outbox.put_state(
        Purpose.DRAFT_EDIT,
        key=f"draft-edit:{writing.id}",
        lane=person.id,
        about=writing.id,
        person_id=person.id,
        at=here.now,
    )


def _drawn(writing: Writing, person: Person, here: Here) -> Card | str:
    fresh = here.tx.drafts.get(writing.id)
    card = drawing.draft(fresh, here, private=False) if fresh else None
    return card or here.words(person).draft_gone()
