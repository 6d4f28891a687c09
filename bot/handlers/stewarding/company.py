"""Company pieces: what the company itself would like to be seen, brought by a steward, within the company's share."""

from bot.chat import desk_items
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import OpenForm, Reply, Whisper
from bot.domain import links
from bot.domain.acts import Act
from bot.domain.items import Item, ItemKind
from bot.domain.people import Person
from bot.domain.topics import Matcher
from bot.handlers import asking
from bot.handlers.fields import Fields
from bot.handlers.stewarding import items, labels, texts
from bot.handlers.stewarding.deeds import Press, Send
from bot.handlers.stewarding.record import note


def ask(event: Pressed, steward: Person, here: Here) -> Reply:
    """The form."""
    words, rooms = here.words(steward), here.tx.rooms.here()
    return OpenForm(desk_items.company_piece(rooms, words)) if rooms else Whisper(words.no_rooms())


def bring(event: Submitted, steward: Person, here: Here) -> Reply:
    """A company piece asks in the chosen room; where its share is reached, that is said and nothing is kept."""
    words = here.words(steward)
    fields = Fields(event, words)
    url = fields.link("link")
    title = fields.text("title", required=True, most=desk_items.LONGEST_TITLE, lines=False)
    text = fields.text("text", most=desk_items.LONGEST_TEXT)
    internal, not_before = labels.read(fields, words, here)
    texts.look_at(fields, words, title=title, text=text)
    room = items.chosen_room(fields, here)
    key = links.key(url) if url else f"company:{here.tx.outbox.keyed_hash(event.key)}"
    known = here.tx.items.by_key(key)
    if known is not None and not fields.errors():
        return _known(known, steward, here)
    if room is not None and (full := asking.too_many(room.id, here)) is not None:
        fields.wrong("room", words.share_reached(room.name, full.company, full.others))
    if errors := fields.errors():
        return errors
    assert room is not None
    item = here.tx.items.add(kind=ItemKind.COMPANY, url=url, key=key, title=title, text=text, at=here.now, now=here.now)
    here.tx.items.correct_for_good(item.id, title=title, text=text)  # a source that tells it too has no say in it
    here.tx.items.match(item.id, Matcher(here.tx.topics.all()).match(title, text))
    here.tx.items.label(item.id, internal=internal, not_before=not_before)
    items.stand(item, room, here)
    note(Act.BROUGHT_COMPANY_PIECE, steward, here, about=item.id)
    return Whisper(words.item_goes(room.name, stopped=here.tx.programme.stopped_at() is not None))


def _known(known: Item, steward: Person, here: Here) -> Reply:
    """What is known under this link already is shown as it is: its words may be colleagues' or a source's."""
    if known.withdrawn:
        return Whisper(here.words(steward).item_gone())
    return Whisper(items.shown(known, steward, here, said=here.words(steward).piece_known()))


PRESSES: dict[Action, Press] = {Action.COMPANY_PIECE: ask}
FORMS: dict[FormName, Send] = {FormName.COMPANY_PIECE: bring}
