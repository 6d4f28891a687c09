"""Private messages that may leave: for each purpose a state of the world in which the door says yes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.chat.addresses import Message
from bot.chat.cards import Card
from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose, pack
from bot.domain.drafts import Answers
from bot.domain.items import FindState, Item, Life, RoomCard
from bot.domain.networks import Network
from bot.domain.people import NUDGE_BASE, Nudges, Person, Room
from bot.domain.stories import StoryState
from bot.ports import Transaction
from tests.bot.chat.house import outgoing
from tests.store import making
from tests.store.making import NOW

WORDS = "We tried this last spring. It took a week longer than planned."


@dataclass(frozen=True, slots=True)
class Scene:
    """Ana, a member with networks and nudges on; Bo, another member; and an item that asks in a room."""

    here: Here
    ana: Person
    bo: Person
    room: Room
    item: Item
    card: RoomCard

    @property
    def tx(self) -> Transaction:
        """The open transaction."""
        return self.here.tx

    def at(self, here: Here) -> "Scene":
        """The same at another moment."""
        return replace(self, here=here)


def scene(here: Here, *, life: Life = Life.ASKING) -> Scene:
    """The world before anything waits to leave."""
    tx = here.tx
    ana, bo = making.person(tx, "ana"), making.person(tx, "bo")
    tx.people.choose_networks(ana.id, [Network.LINKEDIN, Network.X], apart=False)
    tx.people.choose_nudges(ana.id, Nudges.WEEKLY, every=NUDGE_BASE[Nudges.WEEKLY])
    (topic,) = making.topic(tx, "kernel")
    room, item = making.room(tx, topics=[topic]), making.item(tx)
    making.about(tx, item.id, topic)
    return Scene(here, ana, bo, room, item, making.card(tx, room.id, item.id, life=life, stands="m1"))


def waiting(purpose: Purpose, at: Scene) -> Outgoing:
    """A private message of this purpose for Ana, with all that it shows in place."""
    return MAKERS[purpose](at)


def draft(at: Scene, *, text: str = WORDS) -> str:
    """A draft of Ana's, with words in it; its id."""
    begun = at.tx.drafts.begin(at.ana.id, at.item.id, angle="surprised", at=NOW)
    at.tx.drafts.write(begun.id, network=Network.X, answers=Answers(text), workplace=True, variant=0, text=text, at=NOW)
    return begun.id


def _nudge(at: Scene) -> Outgoing:
    return _for(at, Purpose.NUDGE, at.card.id)


def _draft(at: Scene) -> Outgoing:
    return _for(at, Purpose.DRAFT, draft(at))


def _draft_edit(at: Scene) -> Outgoing:
    about = draft(at)
    at.tx.drafts.sent(about, Message(at.ana.address, f"stands {about}"))
    return _for(at, Purpose.DRAFT_EDIT, about)


def _invite(at: Scene) -> Outgoing:
    return _for(at, Purpose.DRAFT_INVITE, at.card.id)


def _reminder(at: Scene) -> Outgoing:
    return _for(at, Purpose.REMINDER, draft(at))


def _find_news(at: Scene) -> Outgoing:
    find = at.tx.items.bring(at.ana.id, url="https://a.example/", key="a", why="why", named=True, room_id=None, at=NOW)
    at.tx.items.settle_find(find.id, FindState.STANDS, item_id=at.item.id, room_id=at.room.id)
    return _for(at, Purpose.FIND_NEWS, find.id)


def _story_news(at: Scene) -> Outgoing:
    story = making.story(at.tx, at.ana.id)
    at.tx.stories.choose_room(story.id, at.room.id)
    at.tx.stories.set_state(story.id, StoryState.TOLD)
    return _for(at, Purpose.STORY_NEWS, story.id)


def _naming(at: Scene) -> Outgoing:
    story = making.story(at.tx, at.bo.id)
    at.tx.stories.name(story.id, [(at.ana.id, "Ana")], members=[at.ana.id], at=NOW)
    (named,) = at.tx.stories.ask_named(story.id, at=NOW)
    at.tx.stories.set_state(story.id, StoryState.WAITING)
    return _for(at, Purpose.NAMING, named.id)


def _answer(at: Scene) -> Outgoing:
    return replace(_for(at, Purpose.ANSWER, at.ana.id), body=pack(Card("You are not paused.")))


def _for(at: Scene, purpose: Purpose, about: str) -> Outgoing:
    return outgoing(purpose, about, person_id=at.ana.id, lane=at.ana.id)


MAKERS: Mapping[Purpose, Callable[[Scene], Outgoing]] = {
    Purpose.NUDGE: _nudge,
    Purpose.DRAFT: _draft,
    Purpose.DRAFT_EDIT: _draft_edit,
    Purpose.DRAFT_INVITE: _invite,
    Purpose.REMINDER: _reminder,
    Purpose.FIND_NEWS: _find_news,
    Purpose.STORY_NEWS: _story_news,
    Purpose.NAMING: _naming,
    Purpose.ANSWER: _answer,
}
