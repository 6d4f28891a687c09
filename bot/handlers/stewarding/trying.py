"""Trying a source: what it told lately, and which rooms would have been given it. Nothing is put anywhere by this."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chat import source_cards
from bot.chat.here import Here
from bot.chat.replies import Reply, Whisper
from bot.domain.items import ToldAbout
from bot.domain.people import Person, Room
from bot.domain.sources import Source

LATELY = timedelta(days=7)


def tried(source: Source, steward: Person, here: Here) -> Reply:
    """What the last seven days of this source fit, room by room; or why they fit none."""
    words = here.words(steward)
    told = here.tx.items.told_by(source.id, since=here.now - LATELY, now=here.now)
    if not told:
        return Whisper(words.try_silent(source.name) if source.read_at else words.try_unheard(source.name))
    rooms = here.tx.rooms.here()
    fits = [(one.title, names) for one in told if (names := _fitting(one, rooms))]
    if fits:
        return Whisper(source_cards.tried(source, fits, told=len(told), w=words))
    return Whisper(source_cards.in_vain(source, _why(told, rooms, steward, here), words))


def _fitting(one: ToldAbout, rooms: Sequence[Room]) -> list[str]:
    return [room.name for room in rooms if room.topics & one.topics]


def _why(told: Sequence[ToldAbout], rooms: Sequence[Room], steward: Person, here: Here) -> str:
    """Why no room would have been given any of it."""
    words = here.words(steward)
    followed = {topic for room in rooms for topic in room.topics}
    if not followed:
        return words.try_no_topics()
    about = {topic for one in told for topic in one.topics}
    topics = here.tx.topics.all()
    if about:
        return words.try_not_followed(len(told), [one.name for one in topics if one.id in about])
    return words.try_no_words(len(told), [one.name for one in topics if one.id in followed])
