"""What is heard becomes what is done: one event, one transaction, at most one reply."""

from dataclasses import replace
from typing import assert_never

from bot.chat import commands, drawing, forms
from bot.chat.cards import Button, Card, Form
from bot.chat.events import (
    Action,
    Asked,
    Event,
    Everywhere,
    FormName,
    Gone,
    Handed,
    Joined,
    Known,
    Left,
    Opened,
    Pressed,
    Reacted,
    Renamed,
    Submitted,
    Uninstalled,
)
from bot.chat.here import Here
from bot.chat.outbox import Purpose, pack
from bot.chat.replies import OpenForm, Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.domain.people import NUDGE_BASE, Nudges, Person
from bot.domain.plain import plain
from bot.domain.portions import portions
from bot.handlers import (
    boundaries,
    choosing,
    drafting,
    finding,
    leaving,
    listening,
    pages,
    sharing,
    stewarding,
    telling,
)

LONGEST_WORDS = 4000
LONGEST_PART = 5_000
"""Characters of an answer's text in one private message: so many fit on every platform, whatever they are."""

ONCE = Pressed | Asked | Submitted | Joined | Left | Renamed | Gone | Uninstalled
"""What is told twice is done once by its key: what came between may have been the opposite.

Reactions have keys of their own in what they do, and are too many; an own page may be shown as often as it is opened,
and a message that is handed over only opens a form.
"""

LOOKS = frozenset(
    {
        Action.CHECK_DRAFT,
        Action.COPY_DRAFT,
        Action.EXPORT,
        Action.GUIDELINES,
        Action.HELP,
        Action.ME,
        Action.OPEN_LINK,
        Action.SAVED,
        Action.SHOW_DRAFT,
        Action.SHOW_STORY,
        Action.WHY,
    }
)
"""What shows something and changes nothing, for whoever asks for it."""


def once(event: Event, here: Here) -> Reply | None:
    """Do what this event asks for, unless it was done within the last hour: then nothing, and nothing is said.

    Whoever only looks leaves no row, not even that something was heard.
    """
    if not isinstance(event, ONCE) or _only_looks(event):
        return handle(event, here)
    stranger, events = _is_by_a_stranger(event, here), here.tx.events
    if events.heard(event.key) if stranger else not events.first(event.key, at=here.now):
        return None
    reply = handle(event, here)
    if stranger and not _is_by_a_stranger(event, here):
        events.first(event.key, at=here.now)
    return reply


def _only_looks(event: Event) -> bool:
    if isinstance(event, Pressed):
        return event.action in LOOKS
    if not isinstance(event, Asked) or event.later:
        return False
    command = commands.parse(plain(event.words[:LONGEST_WORDS]))
    return command is None or command.action in LOOKS


def _is_by_a_stranger(event: Event, here: Here) -> bool:
    return isinstance(event, Pressed | Asked | Submitted) and here.tx.people.at(event.person) is None


def handle(event: Event, here: Here) -> Reply | None:
    """Do what this event asks for, inside the open transaction. Safe to run again for the same event."""
    if isinstance(event, Reacted | Pressed | Asked | Handed | Submitted | Gone | Known):
        here.tx.people.wait_for(event.person)
    match event:
        case Reacted():
            _awake(event, here)
            return sharing.reacted(event, here)
        case Pressed():
            _awake(event, here)
            sharing.proves_arrival(event, here)
            return pressed(event, here)
        case Asked():
            _awake(event, here)
            return _answer(event, asked(event, here), here)
        case Handed():
            _awake(event, here)
            return finding.handed(event, here)
        case Submitted():
            _awake(event, here)
            return submitted(event, here)
        case Opened():
            return choosing.opened(event, here)
        case Joined():
            listening.joined(event, here)
        case Left():
            listening.left(event, here)
        case Everywhere():
            listening.everywhere(event, here)
        case Renamed():
            listening.renamed(event, here)
        case Gone():
            listening.gone(event, here)
        case Known():
            listening.known(event, here)
        case Uninstalled():
            listening.uninstalled(event, here)
        case _:
            assert_never(event)
    return None


def pressed(event: Pressed, here: Here) -> Reply:
    """A button."""
    action = event.action
    if action in stewarding.PRESSES:
        return stewarding.pressed(event, here)
    if action in sharing.KINDS:
        return sharing.pressed(event, here)
    if action in sharing.BACK:
        return sharing.took_back(event, here)
    on_its_own = _ON_CARDS.get(action)
    if on_its_own is not None:
        return on_its_own(event, here)
    return _choice(action, "", event, here)


_ON_CARDS = {
    Action.WHY: sharing.why,
    Action.LESS_OF_TOPIC: sharing.less_of_topic,
    Action.NOT_FOR_US: sharing.not_for_us,
    Action.DRAFT: drafting.begin,
    Action.SHOW_DRAFT: drafting.show,
    Action.EDIT_DRAFT: drafting.edit,
    Action.OTHER_QUESTION: drafting.other_question,
    Action.ARRANGE_OTHERWISE: drafting.arrange_otherwise,
    Action.COPY_DRAFT: drafting.copy,
    Action.CHECK_DRAFT: drafting.check,
    Action.REMIND_ME: drafting.remind,
    Action.THROW_AWAY: drafting.throw_away,
    Action.CHOOSE_ROOM: finding.choose_room,
    Action.SHOW_STORY: telling.show,
    Action.EDIT_STORY: telling.edit,
    Action.TELL_STORY: telling.where,
    Action.THROW_STORY: telling.throw_away,
    Action.WITHDRAW_STORY: telling.withdraw,
    Action.NAME_YES: telling.answered_naming,
    Action.NAME_NO: telling.answered_naming,
}


def asked(event: Asked, here: Here) -> Reply:
    """Words said to the bot."""
    words = plain(event.words[:LONGEST_WORDS])
    command = commands.parse(words)
    if command is None:
        return Whisper(here.words(here.tx.people.at(event.person)).words_not_understood(words))
    if command.action is Action.FIND:
        return finding.asked(event, command.rest, here)
    if command.action is Action.NUDGES_ON:
        person = here.tx.people.at(event.person)
        return choosing.nudges_on(person, here) if person and person.member else _join_first(event, here)
    return _choice(command.action, command.rest, event, here)


def _choice(action: Action, rest: str, event: Pressed | Asked, here: Here) -> Reply:
    """What both a button and words can ask for. First what is open to everyone; then what needs a member."""
    person = here.tx.people.at(event.person)
    words = here.words(person)
    match action:
        case Action.ME:
            return ShowPage(drawing.page(person, here, at=event.person))
        case Action.JOIN:
            return (
                Whisper(words.already_joined())
                if person and person.member
                else ShowPage(drawing.joining(here, person, then=_subject(event)))
            )
        case Action.JOIN_YES:
            return choosing.join(here.person(event.person), here, then=_subject(event))
        case Action.HELP:
            return choosing.help_card(person, here)
        case Action.GUIDELINES:
            return choosing.guidelines(rest, person, here)
        case Action.LEAVE:
            return leaving.leave(person, here)
        case Action.EXPORT:
            return leaving.export(person, here, part=_subject(event))
        case Action.FORGET:
            return leaving.forget(person, here)
        case Action.FORGET_YES:
            return leaving.forget_now(person, here)
        case Action.LANGUAGE:
            return choosing.language(rest, event, here)
        case Action.BOUNDARIES:
            return OpenForm(boundaries.form(person, here))
        case Action.FIND:
            return OpenForm(forms.find(words))
        case Action.OPEN_LINK:
            return Whisper(words.noted(""))
        case Action.SAVED:
            return choosing.saved(person, here)
        case Action.NUDGES_OFF:
            return choosing.nudges_off(person, here) if person is not None else Whisper(words.nudges_off_done())
        case Action.ANSWERS_OFF:  # answers reach strangers too, so their no is kept
            return choosing.switched(action, here.person(event.person), here)
        case _ if action in choosing.SWITCHES_OFF:
            return choosing.switched_off(action, person, here)  # whoever can see an off switch may press it
        case _:
            return (
                _as_member(action, rest, event, person, here) if person and person.member else _join_first(event, here)
            )


def _subject(event: Pressed | Asked) -> str:
    return event.subject if isinstance(event, Pressed) else ""


def _as_member(action: Action, rest: str, event: Pressed | Asked, person: Person, here: Here) -> Reply:
    match action:
        case Action.PAUSE:
            return leaving.pause(rest, person, here)
        case Action.RESUME:
            return leaving.resume(person, here)
        case Action.NETWORKS:
            return OpenForm(pages.networks_form(person, here))
        case Action.TOPICS:
            return OpenForm(choosing.topics_form(person, here))
        case Action.NUDGES_ON:
            return OpenForm(forms.nudges(person.nudges, here.words(person)))
        case Action.STORY:
            return telling.begin(person, here, title=rest, room=event.room if isinstance(event, Asked) else None)
        case Action.TELL_ABOUT:
            return telling.begin(person, here, about=_subject(event))
        case _ if action in choosing.SWITCHES_ON:
            return choosing.switched(action, person, here)
        case _:
            return Whisper(here.words(person).not_understood())


def submitted(event: Submitted, here: Here) -> Reply:
    """A form. Mistakes in it keep it open; whoever has not joined meanwhile is told how."""
    if event.form in stewarding.FORMS:
        return stewarding.submitted(event, here)
    if event.form is FormName.FIND:
        return finding.submitted(event, here)
    if event.form is FormName.NOT_FOR_US:
        return sharing.gave_reason(event, here)
    if event.form is FormName.FIND_ROOM:
        return finding.chose_room(event, here)
    if event.form is FormName.LANGUAGE:
        return choosing.chose_language(event, here)
    if event.form is FormName.BOUNDARIES:
        return boundaries.chose(event, here)
    person = here.tx.people.at(event.person)
    if person is None or not person.member:
        return _join_first(event, here)
    match event.form:
        case FormName.INTERVIEW:
            return drafting.answered(event, here)
        case FormName.EDIT_DRAFT:
            return drafting.edited(event, here)
        case FormName.REMIND:
            return drafting.reminded_when(event, here)
        case FormName.NETWORKS:
            return choosing.chose_networks(event, person, here)
        case FormName.TOPICS:
            return choosing.chose_topics(event, person, here)
        case FormName.NUDGES:
            return choosing.chose_nudges(event, person, here)
        case FormName.PAUSE:
            return leaving.chose_pause(event, person, here)
        case FormName.STORY:
            return telling.written(event, person, here)
        case FormName.TELL_STORY:
            return telling.tell(event, here)
        case _:  # a form of the desk that this version has not, say
            return Whisper(here.words(person).not_understood())


def _join_first(event: Pressed | Asked | Submitted, here: Here) -> Reply:
    person = here.tx.people.at(event.person)
    card = drawing.joining_card(here, person)
    return Whisper(replace(card, title=here.words(person).join_first()))


def _awake(event: Reacted | Pressed | Asked | Handed | Submitted, here: Here) -> None:
    """Any press or reaction of a member resets the interval of their nudges to what they chose."""
    person = here.tx.people.at(event.person)
    if person is None or person.nudges is Nudges.OFF:
        return
    base = NUDGE_BASE[person.nudges]
    if person.nudge_every != base:
        here.tx.people.nudge_every(person.id, base)


# ── Where the platform cannot answer on the spot ─────────────────────────────────────────────────────────────────────

_OPENS: dict[FormName, Action] = {
    FormName.FIND: Action.FIND,
    FormName.STORY: Action.STORY,
    FormName.PAUSE: Action.PAUSE,
    FormName.NETWORKS: Action.NETWORKS,
    FormName.TOPICS: Action.TOPICS,
    FormName.NUDGES: Action.NUDGES_ON,
    FormName.LANGUAGE: Action.LANGUAGE,
    FormName.BOUNDARIES: Action.BOUNDARIES,
}


def _answer(event: Asked, reply: Reply, here: Here) -> Reply | None:
    """The reply on the spot, or, where that could double it, through the outbox: once for this event."""
    if not event.later:
        return reply
    person = here.person(event.person)
    words = here.words(person)
    card = (_whole(reply, words) if event.whole else None) or as_card(reply, words)
    key = f"answer:{here.tx.outbox.keyed_hash(event.key)}"
    for place, part in enumerate(_in_parts(card) if card is not None else ()):
        is_new = here.tx.outbox.put(
            Purpose.ANSWER,
            key=f"{key}:{place}" if place else key,
            lane=person.id,
            about=person.id,
            person_id=person.id,
            at=here.now,
            body=pack(part),
        )
        if not is_new:  # it was answered before, and may have been of another length then
            break
    return None


def _whole(reply: Reply, words: Words) -> Card | None:
    """A page or a form as it is."""
    match reply:
        case ShowPage(page=page):
            return Card(page.title, whole=page, language=words.language)
        case OpenForm(form=form):
            return Card(form.title, whole=form, language=words.language)
        case _:
            return None


def _in_parts(card: Card) -> list[Card]:
    """A card in as many as its text takes: the title stands above the first, its facts and buttons below the last."""
    first, *others = portions(card.text, LONGEST_PART)
    if not others:
        return [card]
    *between, last = others
    return [Card(card.title, first), *(Card("", part) for part in between), replace(card, title="", text=last)]


def as_card(reply: Reply, words: Words) -> Card | None:
    """A reply as one card: a form becomes the button that opens it, a page its sections one below the other."""
    match reply:
        case Whisper(body=Card() as card):
            return card
        case Whisper(body=text):
            return Card(title=str(text))
        case OpenForm(form=form):
            return _form_button(form, words.press_to_open())
        case ShowPage(page=page):
            text = "\n\n".join(f"{part.title}\n{part.text}" for part in page.sections)
            buttons = tuple(button for part in page.sections for button in part.buttons)
            return Card(title=page.title, text=f"{page.intro}\n\n{text}", buttons=buttons)
        case _:
            return None


def _form_button(form: Form, text: str) -> Card:
    action = _OPENS.get(form.name, Action.ME)
    return Card(title=form.title, text=text, buttons=(Button(action, form.title, form.subject),))
