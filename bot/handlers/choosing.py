"""A person's own choices: joining, networks, topics, nudges, language, messages, and the page that shows them all."""

from bot.chat import drawing, forms, wording
from bot.chat.cards import Button, Card, Form
from bot.chat.commands import BEGIN_A_KIND, SPELLINGS
from bot.chat.events import Action, Asked, Opened, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.own_page import ON
from bot.chat.private_cards import OFF
from bot.chat.replies import OpenForm, Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.domain.guidelines import answering
from bot.domain.networks import Network
from bot.domain.people import JOINING_TEXT, NUDGE_BASE, Nudges, Person, Private
from bot.handlers import drafting, pages
from bot.handlers.fields import Fields

SWITCHES_OFF: dict[Action, Private] = {action: kind for kind, action in OFF.items() if kind is not Private.NUDGE}
SWITCHES_ON: dict[Action, Private] = {action: kind for kind, action in ON.items()}


def opened(event: Opened, here: Here) -> Reply:
    """The own page; a stranger sees the joining page and stays a stranger. Who was gone is back."""
    person = here.tx.people.at(event.person)
    if person is not None and person.gone:
        person = here.person(event.person)
    return ShowPage(drawing.page(person, here, at=event.person))


def join(person: Person, here: Here, *, then: str = "") -> Reply:
    """They joined, by their own press. `then`: the card they wanted a draft about, to go on with."""
    words = here.words(person)
    if person.member:
        return Whisper(words.already_joined())
    here.tx.people.join(person.id, at=here.now, text=JOINING_TEXT)
    pages.page_changed(person, here)
    go_on = (Button(Action.DRAFT, words.draft_with_me(), then),) if then else ()
    buttons = (*go_on, Button(Action.NETWORKS, words.choose_networks()), Button(Action.ME, words.page_title("")))
    return Whisper(Card(title=words.joined(person.name), buttons=buttons))


def chose_networks(event: Submitted, person: Person, here: Here) -> Reply:
    """Networks, or work and social apart. With a card as subject, the draft that was asked for goes on."""
    words = here.words(person)
    fields = Fields(event, words)
    chosen = [Network(name) for name in fields.choices("networks", here.settings.people.networks)]
    apart = fields.tick(forms.APART)
    if apart and chosen:
        fields.wrong(forms.APART, words.networks_both())
    if not apart and not chosen and event.subject:
        fields.wrong("networks", words.networks_none())
    if errors := fields.errors():
        return errors
    here.tx.people.choose_networks(person.id, chosen, apart=apart)
    pages.page_changed(person, here)
    if event.subject and chosen:
        return drafting.interview_about(event.subject, here.known(person.id), here)
    return Whisper(words.networks_kept(chosen, apart))


def topics_form(person: Person, here: Here) -> Form:
    """The form for topics."""
    return forms.topics(here.tx.topics.all(), here.tx.people.topics(person.id), here.words(person))


def chose_topics(event: Submitted, person: Person, here: Here) -> Reply:
    """What nudges may be about."""
    words = here.words(person)
    fields = Fields(event, words)
    known = here.tx.topics.all()
    chosen = fields.choices("topics", [topic.id for topic in known])
    if errors := fields.errors():
        return errors
    here.tx.people.choose_topics(person.id, {topic.id: topic.id in chosen for topic in known})
    pages.page_changed(person, here)
    return Whisper(words.topics_kept([topic.name for topic in known if topic.id in chosen]))


def nudges_on(person: Person, here: Here) -> Reply:
    """Said as a command: weekly at once, and a button for how often."""
    if person.nudges is Nudges.OFF:
        _set_nudges(person, Nudges.WEEKLY, here)
    return _nudges_kept(here.known(person.id), here)


def nudges_off(person: Person, here: Here) -> Reply:
    """Off, at once; one that is on its way does not leave."""
    _set_nudges(person, Nudges.OFF, here)
    return Whisper(here.words(person).nudges_off_done())


def chose_nudges(event: Submitted, person: Person, here: Here) -> Reply:
    """How often at most."""
    fields = Fields(event, here.words(person))
    often = fields.choice("often", [one.value for one in Nudges])
    if errors := fields.errors():
        return errors
    _set_nudges(person, Nudges(often), here)
    return _nudges_kept(here.known(person.id), here)


def _set_nudges(person: Person, often: Nudges, here: Here) -> None:
    here.tx.people.choose_nudges(person.id, often, every=NUDGE_BASE.get(often, NUDGE_BASE[Nudges.WEEKLY]))
    pages.page_changed(person, here)


def _nudges_kept(person: Person, here: Here) -> Reply:
    words = here.words(person)
    text = words.nudges_kept(person.nudges)
    if person.nudges is Nudges.OFF:
        return Whisper(text)
    buttons = [Button(Action.NUDGES_ON, words.change_nudges()), Button(Action.NUDGES_OFF, words.turn_off_nudges())]
    missing = not person.networks and not person.apart
    if missing:
        buttons.insert(0, Button(Action.NETWORKS, words.choose_networks()))
    return Whisper(Card(title=text, text=words.nudges_need_networks() if missing else "", buttons=tuple(buttons)))


def language(named: str, event: Pressed | Asked, here: Here) -> Reply:
    """Which language is spoken with them: at once where they named one, else the form that asks.

    Open to everyone, since the page before joining is to be read first; looking at the form keeps nothing.
    """
    code = wording.named(named)
    if code is not None:
        return _speak(code, here.person(event.person), here)
    person = here.tx.people.at(event.person)
    chosen, profile = (person.chosen_language, person.language) if person else (None, here.settings.company.language)
    return OpenForm(forms.language(chosen, profile, here.words(person)))


def chose_language(event: Submitted, here: Here) -> Reply:
    """A language, or again that of their profile."""
    fields = Fields(event, here.words(here.tx.people.at(event.person)))
    chosen = fields.choice("language", [*wording.LANGUAGES, forms.PROFILE])
    if errors := fields.errors():
        return errors
    return _speak(None if chosen == forms.PROFILE else chosen, here.person(event.person), here)


def _speak(chosen: str | None, person: Person, here: Here) -> Reply:
    here.tx.people.choose_language(person.id, chosen)
    pages.page_changed(person, here)
    return Whisper(here.words(here.known(person.id)).language_kept(chosen=chosen is not None))


def switched(action: Action, person: Person, here: Here) -> Reply:
    """One kind of private message, off or on again."""
    words = here.words(person)
    kind, on = (SWITCHES_ON[action], True) if action in SWITCHES_ON else (SWITCHES_OFF[action], False)
    here.tx.people.switch(person.id, kind, on=on)
    pages.page_changed(person, here)
    return Whisper(words.switched_on(kind) if on else words.switched_off(kind))


def switched_off(action: Action, person: Person | None, here: Here) -> Reply:
    """An off switch, pressed by whoever can see one: nothing reaches a stranger, so that is what they hear."""
    if person is None:
        return Whisper(here.words().switched_off(SWITCHES_OFF[action]))
    return switched(action, person, here)


def saved(person: Person | None, here: Here) -> Reply:
    """What was saved for later, each with its address."""
    words = here.words(person)
    items = [
        item
        for item in map(here.tx.items.get, here.tx.answers.saved(person.id) if person else ())
        if item is not None and not item.withdrawn
    ]
    if not items:
        return Whisper(words.saved_none())
    cards = [(item, next((card.id for card in here.tx.rooms.cards_of(item.id)), "")) for item in items[:10]]
    return Whisper(
        Card(
            title=words.saved_title(),
            text="\n".join(words.saved_item(item.title, item.url) for item in items),
            buttons=tuple(
                Button(
                    Action.NOT_SAVE,
                    words.unsave(item.title),
                    card,
                    row=words.saved_item(item.title, item.url),
                    short=words.remove_it(),
                )
                for item, card in cards
                if card
            ),
        )
    )


def guidelines(words_asked: str, person: Person | None, here: Here) -> Reply:
    """The guidelines; those that a question touches, if there was one."""
    words = here.words(person)
    everything = here.settings.guidelines
    if not everything:
        return Whisper(words.no_guidelines())
    fitting = answering(words_asked, everything) if words_asked else []
    intro = words.no_such_guideline(words_asked) if words_asked and not fitting else ""
    text = "\n\n".join(filter(None, (intro, *(f"{one.title}\n{one.text}" for one in fitting or everything))))
    return Whisper(Card(title=words.guidelines(), text=text))


def help_card(person: Person | None, here: Here) -> Reply:
    """Everything one can say."""
    words = here.words(person)
    return Whisper(Card(title=words.help_title(), text=f"{words.help_intro()}\n\n{commands_told(words)}"))


def commands_told(words: Words) -> str:
    """Every command with what it does, a line each, those of a kind together."""
    lines = (f"{name} – {words.command(name)}" for name in SPELLINGS)
    return "\n".join(f"\n{line}" if name in BEGIN_A_KIND else line for name, line in zip(SPELLINGS, lines, strict=True))
