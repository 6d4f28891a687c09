"""A steward looks after the sources: adds, pauses, removes, and tries what one would bring."""

from collections.abc import Sequence

from bot.chat import source_cards, source_forms
from bot.chat.cards import Button, Card
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import FieldErrors, OpenForm, Reply, Whisper
from bot.domain import links
from bot.domain.acts import Act
from bot.domain.links import Refusal
from bot.domain.people import Person
from bot.domain.sources import LONGEST_NAME, Deed, Source, by_address, new_source, same_place, typed_address
from bot.handlers.fields import Fields
from bot.handlers.stewarding.deeds import Press, Send
from bot.handlers.stewarding.record import note
from bot.handlers.stewarding.trying import tried


def show(event: Pressed, steward: Person, here: Here) -> Reply:
    """How the sources are, those in trouble first."""
    return Whisper(source_cards.overview(_listed(here), here.words(steward), now=here.now))


def begin_adding(event: Pressed, steward: Person, here: Here) -> Reply:
    """The form for a new source."""
    return OpenForm(source_forms.add_source(here.words(steward)))


def add(event: Submitted, steward: Person, here: Here) -> Reply:
    """A new source, unless it is known already; it is looked at right after this."""
    words = here.words(steward)
    fields = Fields(event, words)
    typed = fields.text("address", required=True, most=2000, lines=False)
    name = fields.text("name", most=LONGEST_NAME, lines=False)
    url = ""
    try:
        url = typed_address(typed) if typed else ""
    except links.NotALink as problem:
        secret = problem.reason is Refusal.PASSWORD
        fields.wrong("address", words.source_with_password() if secret else words.source_not_an_address())
    if errors := fields.errors():
        return errors
    here.tx.sources.wait_for_turn()  # another steward may just be adding the same
    known = by_address(here.tx.sources.all()).get(same_place(url))
    if known is not None:
        return FieldErrors({"address": words.source_known(known.name)})
    (added,) = here.tx.sources.add([new_source(name, url)], now=here.now)
    note(Act.ADDED_SOURCE, steward, here, about=added.id)
    see = Button(Action.DESK_SOURCES, words.see_sources())
    return Whisper(Card(title=words.source_added(added.name), text=words.source_added_text(), buttons=(see,)))


def begin_looking_after(event: Pressed, steward: Person, here: Here) -> Reply:
    """The form with the sources there are; where they are many, first a search."""
    words = here.words(steward)
    sources = _listed(here)
    return OpenForm(source_forms.look_after_source(sources, words)) if sources else Whisper(words.sources_none())


def look_after(event: Submitted, steward: Person, here: Here) -> Reply:
    """What a steward chose is done. Some letters of a name lead to the form with those that have them."""
    sources = _listed(here)
    fields = Fields(event, here.words(steward))
    if "search" in event.fields and "source" not in event.fields:
        return _search(fields, sources, steward, here)
    chosen = fields.choice("source", [one.id for one in sources])
    deed = fields.choice("deed", list(Deed))
    if errors := fields.errors():
        return errors
    source = next(one for one in sources if one.id == chosen)
    return _DEEDS[Deed(deed)](source, steward, here)


def _search(fields: Fields, sources: Sequence[Source], steward: Person, here: Here) -> Reply:
    words = here.words(steward)
    letters = fields.text("search", required=True, most=80, lines=False).casefold()
    if errors := fields.errors():
        return errors
    found = [one for one in sources if letters in one.name.casefold() or letters in one.url.casefold()]
    if not found:
        return FieldErrors({"search": words.source_search_none()})
    if len(found) > source_forms.MOST_OPTIONS:
        return FieldErrors({"search": words.source_search_many(len(found))})
    return OpenForm(source_forms.look_after_source(found, words))


def _pause(source: Source, steward: Person, here: Here) -> Reply:
    words = here.words(steward)
    if source.paused:
        return Whisper(words.source_paused_before(source.name))
    here.tx.sources.pause(source.id)
    note(Act.PAUSED_SOURCE, steward, here, about=source.id)
    return Whisper(words.source_paused(source.name))


def _go_on(source: Source, steward: Person, here: Here) -> Reply:
    """A paused source goes on; one in trouble is asked again at once."""
    words = here.words(steward)
    if not source.paused and source.trouble is None:
        return Whisper(words.source_going_on(source.name))
    here.tx.sources.go_on(source.id, now=here.now)
    note(Act.RESUMED_SOURCE, steward, here, about=source.id)
    return Whisper(words.source_goes_on(source.name))


def _remove(source: Source, steward: Person, here: Here) -> Reply:
    """One that was added in chat. Chat may pause those of app.yaml, not change them (DESIGN section 4)."""
    words = here.words(steward)
    if not source.made:
        return FieldErrors({"deed": words.source_of_the_file(source.name)})
    here.tx.sources.remove(source.id)
    note(Act.REMOVED_SOURCE, steward, here, about=source.id)
    return Whisper(words.source_removed(source.name))


def _listed(here: Here) -> list[Source]:
    return [one for one in here.tx.sources.all() if one.named]


_DEEDS = {Deed.PAUSE: _pause, Deed.GO_ON: _go_on, Deed.REMOVE: _remove, Deed.TRY: tried}

PRESSES: dict[Action, Press] = {
    Action.DESK_SOURCES: show,
    Action.ADD_SOURCE: begin_adding,
    Action.LOOK_AFTER_SOURCE: begin_looking_after,
}
FORMS: dict[FormName, Send] = {FormName.ADD_SOURCE: add, FormName.LOOK_AFTER_SOURCE: look_after}
