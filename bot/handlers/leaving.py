"""Easy out: pause and leave are one press each, forget is two; and everything kept can be seen."""

import json

from bot.chat import forms
from bot.chat.cards import Button, Card
from bot.chat.events import Action, Submitted
from bot.chat.here import Here
from bot.chat.kept import in_words
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain.people import Person
from bot.domain.portions import portions
from bot.domain.stories import StoryState
from bot.domain.whens import parse_pause
from bot.handlers import pages, sharing, telling
from bot.handlers.fields import Fields

AT_ONCE = 20_000
"""Characters of somebody's data in one answer: a few messages on platforms whose messages are short."""


def leave(person: Person | None, here: Here) -> Reply:
    """They left: nothing waits for them any more."""
    words = here.words(person)
    if person is None or not person.member:
        return Whisper(words.not_joined())
    here.tx.people.leave(person.id)
    for story in here.tx.stories.of(person.id):
        if story.state is StoryState.WAITING:  # told only on the word of somebody who is here
            here.tx.stories.set_state(story.id, StoryState.DRAFT)
    pages.page_changed(person, here)
    return Whisper(words.left())


def pause(rest: str, person: Person, here: Here) -> Reply:
    """Silence for a while; without words, the form that asks for how long."""
    words = here.words(person)
    if not rest:
        return OpenForm(forms.pause(words))
    until = parse_pause(rest, now=here.now, zone=person.zone)
    if until is None:
        return Whisper(words.pause_not_understood(rest))
    here.tx.people.pause(person.id, until)
    pages.page_changed(person, here)
    buttons = (Button(Action.RESUME, words.resume()),)
    return Whisper(Card(title=words.paused_until(until, person.zone), buttons=buttons))


def chose_pause(event: Submitted, person: Person, here: Here) -> Reply:
    """The form's answer."""
    words = here.words(person)
    fields = Fields(event, words)
    text = fields.text("until", required=True, most=60, lines=False)
    if text and parse_pause(text, now=here.now, zone=person.zone) is None:
        fields.wrong("until", words.pause_not_understood(text))
    return fields.errors() or pause(text, person, here)


def resume(person: Person, here: Here) -> Reply:
    """The pause ends."""
    words = here.words(person)
    if not person.paused(here.now):
        return Whisper(words.not_paused())
    here.tx.people.pause(person.id, None)
    pages.page_changed(person, here)
    return Whisper(words.resumed())


def export(person: Person | None, here: Here, *, part: str = "") -> Reply:
    """All that is kept about a person, in words and as JSON; a stranger stays a stranger.

    What is more than people read at once comes in parts, each with a button that leads to the next: `part` says which.
    """
    words = here.words(person)
    if person is None:
        return Whisper(words.nothing_known())
    kept = here.tx.people.export(person.id)
    machine = json.dumps(kept, ensure_ascii=False, indent=1, default=str)
    text = "\n\n".join((words.export_intro(), in_words(kept, words), machine))
    parts = portions(text, AT_ONCE)
    at = min(int(part), len(parts)) if part.isdecimal() and int(part) else 1
    rest = (Button(Action.EXPORT, words.export_go_on(at + 1, len(parts)), str(at + 1)),) if at < len(parts) else ()
    return Whisper(Card(title=words.export_title(), text=parts[at - 1], buttons=rest))


def forget(person: Person | None, here: Here) -> Reply:
    """The first of two presses."""
    words = here.words(person)
    if person is None:
        return Whisper(words.nothing_known())
    buttons = (Button(Action.FORGET_YES, words.forget_yes()), Button(Action.EXPORT, words.export_label()))
    return Whisper(Card(title=words.forget_title(), text=words.forget_question(), buttons=buttons))


def forget_now(person: Person | None, here: Here) -> Reply:
    """The second press: nothing of theirs stays. Their stories are withdrawn, their finds stay unnamed."""
    words = here.words(person)
    if person is None:
        return Whisper(words.nothing_known())
    touched = {*here.tx.items.brought_by(person.id), *here.tx.answers.answered(person.id)}
    for story in here.tx.stories.of(person.id):
        if story.state is StoryState.TOLD:
            telling.clear(story, here)
    naming = [story.id for story in here.tx.stories.naming(person.id) if story.author_id != person.id]
    here.tx.people.forget(person.id)
    for item_id in touched:
        sharing.refresh(item_id, here)
    for story in filter(None, map(here.tx.stories.get, naming)):
        telling.look_again(story, here)
    return Whisper(words.forgotten())
