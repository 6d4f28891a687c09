"""What the bot asks of the world. Nothing here knows how it is done."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from bot.chat.addresses import Address, Message
from bot.chat.cards import Card, Page
from bot.chat.events import Event, Profile, Reacted
from bot.chat.outbox import Outgoing, Purpose
from bot.chat.replies import Reply
from bot.domain.acts import Act, Done
from bot.domain.drafts import Answers
from bot.domain.echo import NOTHING, Trace
from bot.domain.items import (
    AnswerKind,
    Because,
    Ending,
    Find,
    FindState,
    Item,
    ItemKind,
    Life,
    RoomCard,
    Tally,
    ToldAbout,
)
from bot.domain.networks import Network
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Boundary, Nudges, Person, Private, Room, Weekday
from bot.domain.ranking import Candidate
from bot.domain.reasons import Reason
from bot.domain.sameness import Told
from bot.domain.shares import Asked
from bot.domain.sources import NewSource, Source
from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from bot.domain.topics import Match, Topic
from bot.domain.writing import Reminder, Writing

T = TypeVar("T")


# ── The platform ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class Later:
    """Surely not delivered; may be tried again after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Undeliverable:
    """It never will be."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it arrived. It is never blindly sent again."""

    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A message with this key is there."""

    message: Message


@dataclass(frozen=True, slots=True)
class NotThere:
    """No message with this key is there."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The platform does not let us look."""


Delivered = Sent | Later | Undeliverable | Unknown
Fate = Found | NotThere | CannotTell


class Platform(Protocol):
    """A chat platform. It knows addresses and cards; no product word ever enters it. Results, not exceptions."""

    name: str

    async def send(self, to: Address, card: Card, *, key: str) -> Delivered: ...

    async def edit(self, message: Message, card: Card) -> Delivered: ...

    async def page(self, person: Address, page: Page) -> None:
        """Refresh the person's own page, where it stands open."""

    async def find(self, to: Address, key: str) -> Fate:
        """What became of an Unknown?"""

    async def profile(self, person: Address) -> Profile: ...


Receive = Callable[[Event], Awaitable[Reply | None]]


class Busy(Exception):
    """The store could not begin within the time an event has. Nothing was done; the person may press again."""


class Clock(Protocol):
    """The one clock. Aware UTC."""

    def now(self) -> datetime: ...


# ── The store ────────────────────────────────────────────────────────────────────────────────────────────────────────
# One Protocol per noun. Whatever is asked runs inside one transaction; nobody calls commit. Ids are ours.


class Workspaces(Protocol):
    """The workspaces the bot was installed in."""

    def uninstalled(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot is gone from there: its rooms are left, its people gone, and nothing waits for them any more."""


class People(Protocol):
    """Who we heard from. A row exists only for a person who did something."""

    def at(self, address: Address) -> Person | None: ...

    def get(self, person_id: str) -> Person | None: ...

    def meet(self, address: Address, *, now: datetime, zone: str, language: str) -> Person:
        """The person at this address, made known with these defaults if they were not; their route is refreshed."""

    def know(self, address: Address, profile: Profile) -> None:
        """Keep a new name, zone or language of someone we know already. A stranger stays one."""

    def gone(self, address: Address) -> None:
        """They are no longer on the platform. Nothing waits for them any more."""

    def join(self, person_id: str, *, at: datetime, text: str) -> None:
        """They joined, by their own press, agreeing to this version of the joining page."""

    def leave(self, person_id: str) -> None:
        """They left: nudges are off, nothing waits for them. What they chose and wrote stays until they forget."""

    def pause(self, person_id: str, until: datetime | None) -> None: ...

    def choose_networks(self, person_id: str, networks: Collection[Network], *, apart: bool) -> None: ...

    def choose_boundaries(
        self, person_id: str, *, never_days: Collection[Weekday], boundaries: Collection[Boundary], at: datetime
    ) -> None:
        """What they want to be left alone with, in place of what was there. What waits for them is looked at again."""

    def choose_nudges(self, person_id: str, nudges: Nudges, *, every: timedelta) -> None:
        """Nudges as often as they wish. Off drops every nudge that still waits for them."""

    def choose_language(self, person_id: str, language: str | None) -> None:
        """The language they chose by hand (two letters), which no profile changes; None: as their profile says."""

    def switch(self, person_id: str, kind: Private, *, on: bool) -> None:
        """Allow or switch off one kind of private message. Off drops those that still wait for them."""

    def topics(self, person_id: str) -> Mapping[str, bool]:
        """Topic id to wanted (True) or not (False); a topic they never chose about is absent."""

    def choose_topics(self, person_id: str, wanted: Mapping[str, bool]) -> None:
        """Replace or add these choices; others stay."""

    def nudged(self, person_id: str, *, at: datetime, every: timedelta) -> None:
        """A nudge leaves for them; their own interval from now on."""

    def nudge_every(self, person_id: str, every: timedelta) -> None:
        """They pressed something: their interval is what they chose again."""

    def to_nudge(self, *, now: datetime, after: str, limit: int) -> list[Person]:
        """Members with nudges on, not paused, with networks, whose own interval is over; by id, from after this one."""

    def forget(self, person_id: str) -> None:
        """Delete them and all that is theirs. Finds stay, unnamed. The store scrubs the file after the commit."""

    def export(self, person_id: str) -> dict[str, object]:
        """Everything kept about them, table by table, as plain values."""


class Topics(Protocol):
    """What rooms and people want to hear about. Topics of app.yaml have keys."""

    def all(self) -> list[Topic]: ...

    def get(self, topic_id: str) -> Topic | None: ...

    def keyed(self, keys: Collection[str]) -> list[Topic]:
        """The topics of app.yaml with these keys."""

    def take_in(self, topics: Mapping[str, Topic]) -> Mapping[str, str]:
        """The file's topics by key (their ids are ignored); those it no longer names go. Returns key -> id."""


class Rooms(Protocol):
    """Rooms, and the cards that stand in them."""

    def at(self, address: Address) -> Room | None: ...

    def get(self, room_id: str) -> Room | None: ...

    def here(self) -> list[Room]:
        """Rooms the bot is in, by name."""

    def joined(self, address: Address, name: str, *, at: datetime, topics: Collection[str]) -> Room:
        """The bot is in this room. Topic ids given are kept only for a room that has none and no key."""

    def left(self, address: Address) -> None: ...

    def renamed(self, address: Address, name: str) -> None: ...

    def take_in(self, key: str, address: Address, *, topics: Collection[str], at: datetime) -> Room:
        """A room named in the file: its key and its topic ids. It is `here` only once the bot was invited."""

    def card(self, card_id: str) -> RoomCard | None: ...

    def card_at(self, message: Message) -> RoomCard | None: ...

    def cards_of(self, item_id: str) -> list[RoomCard]: ...

    def put_card(
        self,
        room_id: str,
        item_id: str,
        *,
        life: Life,
        because: Sequence[Because],
        brought: bool,
        at: datetime,
        expires_at: datetime,
    ) -> RoomCard:
        """A card for this item in this room. If one stands there already, that one; asking wins over heard."""

    def ask(self, item_id: str, *, rooms: Collection[str], at: datetime) -> list[RoomCard]:
        """The heard cards of this item in these rooms (ids) begin to ask. Returns those that changed."""

    def asked(self, room_id: str, *, since: datetime) -> Asked:
        """The cards that began to ask in this room since then, and either live or were posted."""

    def sent(self, card_id: str, message: Message, *, at: datetime) -> None: ...

    def move(self, card_id: str) -> None:
        """Delete a card that was never sent or is to stand elsewhere."""

    def planned(self, room_id: str, *, since: datetime) -> list[datetime]:
        """When cards were put into this room since then, by the clock: what its rhythm counts."""

    def shown(self, room_id: str, *, since: datetime) -> list[RoomCard]:
        """Cards put into this room since then."""

    def unanswered(self, room_id: str, *, before: datetime, limit: int) -> int:
        """How many of the last heard cards of this room, in a row, nobody answered: about cards, never about people."""

    def standing(self, *, since: datetime) -> set[str]:
        """The ids of items put into any room since then."""

    def first_sources(self, item_ids: Collection[str]) -> set[str]:
        """The id of the source that told each of these items first: the one its card names."""

    def end(self, card_id: str, ending: Ending) -> None: ...

    def expired(self, *, now: datetime) -> list[RoomCard]:
        """Cards whose time is over but whose life is not."""


class Items(Protocol):
    """What may be worth sharing, the entries it was heard in, and the links colleagues brought."""

    def get(self, item_id: str) -> Item | None: ...

    def by_key(self, key: str) -> Item | None: ...

    def add(
        self,
        *,
        kind: ItemKind,
        url: str,
        key: str,
        title: str,
        text: str,
        at: datetime,
        now: datetime,
        picture: str | None = None,
    ) -> Item:
        """A new item. `at`: when it was told; `now`: when we heard it."""

    def correct(self, item_id: str, *, title: str, text: str, picture: str | None) -> None:
        """Its words as a source tells them now; nothing changes once a steward corrected it, or it was withdrawn."""

    def correct_for_good(self, item_id: str, *, title: str, text: str) -> None:
        """Its words as a steward has them: no source changes them any more."""

    def label(self, item_id: str, *, internal: bool, not_before: datetime | None) -> None:
        """Whether it is for inside only, or not to be shared before then. Replaces what it was labelled before."""

    def withdraw(self, item_id: str) -> None:
        """It is taken back, and nothing of its words is kept."""

    def search(self, words: Sequence[str], *, since: datetime | None, limit: int) -> list[Item]:
        """Items in whose title, text or link all of these words occur, newest first; no stories, nothing withdrawn.

        `since`: only what was heard since then. Without words: all of them.
        """

    def heads(self, *, since: datetime) -> list[Told]:
        """The heads of all clusters heard since then, for telling whether a story is new."""

    def entry(self, source_id: str, entry_key: str) -> tuple[str, str, int] | None:
        """A known entry of this source: its item's id, the digest last seen, how often it changed."""

    def heard(
        self,
        item_id: str,
        *,
        source_id: str,
        entry_key: str,
        url: str,
        digest: str,
        at: datetime,
        news: bool,
    ) -> None:
        """This source told this item; or, for a known entry, told it again in other words (one change more)."""

    def match(self, item_id: str, matches: Sequence[Match]) -> None:
        """The topics this item belongs to, with the words that matched; replaces what was there."""

    def because(self, item_id: str, topics: Collection[str]) -> tuple[Because, ...]: ...

    def candidates(self, room_id: str, *, since: datetime, now: datetime) -> list[Candidate]:
        """News of sources, told since then, about this room's topics, with no card in this room, not withdrawn."""

    def told_by(self, source_id: str, *, since: datetime, now: datetime) -> list[ToldAbout]:
        """What this source told from then to now, news or not, newest first; without what was withdrawn."""

    def asking(self, *, now: datetime) -> list[tuple[Item, frozenset[str]]]:
        """Items with a card that asks somewhere and may be shared now, newest first, with their topic ids."""

    def bring(
        self,
        person_id: str,
        *,
        url: str,
        key: str,
        why: str,
        named: bool,
        room_id: str | None,
        at: datetime,
    ) -> Find:
        """A link a person brought. The same person with the same link again is the same find."""

    def find(self, find_id: str) -> Find | None: ...

    def find_by(self, person_id: str, key: str) -> Find | None:
        """What this person brought under this link's key before."""

    def try_again(self, find_id: str, *, why: str, at: datetime) -> None:
        """A link that could not be read waits once more, with what was said of it now."""

    def brought_by(self, person_id: str) -> list[str]:
        """The ids of the items this person brought."""

    def finds_waiting(self, *, limit: int) -> list[Find]: ...

    def finds_of(self, item_id: str) -> list[Find]: ...

    def settle_find(
        self,
        find_id: str,
        state: FindState,
        *,
        item_id: str | None = None,
        room_id: str | None = None,
        trouble: str | None = None,
    ) -> None: ...


class AnswersKept(Protocol):
    """What people did with cards: unique per person, item and kind. Silence is stored nowhere."""

    def put(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime, reason: str = "") -> None:
        """The newest `at` wins, against a take-back that came first and against the kind it excludes."""

    def take_back(self, person_id: str, item_id: str, kind: AnswerKind, *, at: datetime) -> None:
        """As if it never was; a tombstone stays for three hours, since it may arrive before its reaction."""

    def of(self, person_id: str, item_id: str) -> frozenset[AnswerKind]: ...

    def tally(self, item_id: str) -> Tally: ...

    def saved(self, person_id: str) -> list[str]:
        """The ids of the items this person saved, newest first."""

    def answered(self, person_id: str) -> set[str]:
        """The ids of the items this person has answered."""

    def reasons(self, *, since: datetime) -> list[Reason]:
        """Why things were "not for us", by room and over all rooms, where at least five different people said so.

        Exact counts, for `bot.domain.reasons.told` alone; what fewer said never leaves the store. Stories are left out.
        """

    def set_aside(self, person_id: str, event: Reacted) -> None:
        """A reaction on a message of ours we do not know yet: kept for 15 minutes."""

    def aside(self, message: Message) -> list[tuple[str, Reacted]]:
        """Take out what was set aside for this message: (person id, reaction), oldest first."""


class Drafts(Protocol):
    """A person's own drafts, and the reminders they set."""

    def begin(self, person_id: str, item_id: str, *, angle: str, at: datetime) -> Writing:
        """A new, empty draft that starts from this angle."""

    def begun(self, person_id: str, item_id: str) -> list[Writing]:
        """This person's drafts about this item, with or without words, newest first."""

    def get(self, draft_id: str) -> Writing | None: ...

    def of(self, person_id: str) -> list[Writing]:
        """Drafts with words in them, newest first."""

    def angles_taken(self, item_id: str) -> list[str]:
        """The angle of each draft about this item (angles, not people). Nobody else begins one meanwhile."""

    def ask(self, draft_id: str, angle: str) -> None:
        """The draft goes on from another angle; it remembers those it had."""

    def traces(self, item_id: str, *, but_of: str) -> list[Trace]:
        """What is kept for comparison of the drafts about this item, but for this person's own. Not whose they are."""

    def networks(self, item_id: str) -> Mapping[Network, int]:
        """For each network, how many people have words about this item."""

    def write(
        self,
        draft_id: str,
        *,
        network: Network,
        answers: Answers,
        workplace: bool,
        variant: int,
        text: str,
        trace: Trace = NOTHING,
        at: datetime,
    ) -> None: ...

    def edit(self, draft_id: str, text: str, *, trace: Trace = NOTHING, at: datetime) -> None: ...

    def sent(self, draft_id: str, message: Message) -> None: ...

    def at(self, message: Message) -> Writing | None: ...

    def throw(self, draft_id: str) -> None:
        """Its words and reminder are deleted; an empty row stays until tidying, so that its message can be cleared."""

    def remind(self, draft_id: str, *, due: datetime) -> None:
        """One reminder per draft; a new one replaces it."""

    def reminders_due(self, *, now: datetime, limit: int) -> list[Reminder]: ...

    def reminded(self, reminder_id: str) -> None:
        """The reminder was handed to the outbox; it is no more."""


class Stories(Protocol):
    """Stories, and what the colleagues named in them said."""

    def get(self, story_id: str) -> Story | None: ...

    def of(self, author_id: str) -> list[Story]: ...

    def of_item(self, item_id: str) -> Story | None: ...

    def write(
        self,
        story_id: str | None,
        *,
        author_id: str,
        title: str,
        text: str,
        kind: StoryKind,
        signed: Signed,
        team: str,
        link: str,
        picture: str,
        about_item: str | None,
        at: datetime,
    ) -> Story:
        """A new story, or new words for one that is still a draft or waiting."""

    def name(
        self, story_id: str, named: Sequence[tuple[str | None, str]], *, members: Collection[str], at: datetime
    ) -> None:
        """Who is named: (person id or None, name). Those already asked keep their answer.

        Those left out are removed, but for those who were asked and did not say yes: a no cannot be taken off the list.

        Whoever is in `members` is to be asked (ASKED, `asked_at` still None); others are "not a member".
        """

    def unname(self, named_ids: Collection[str]) -> None:
        """What these answered counts no more, whatever it was: the words they answered to have changed."""

    def ask_named(self, story_id: str, *, at: datetime) -> list[Named]:
        """Those to be asked who were never asked: marked as asked now, and returned."""

    def named(self, named_id: str) -> tuple[Story, Named] | None: ...

    def naming(self, person_id: str) -> list[Story]:
        """Stories that name this person."""

    def answer_naming(self, named_id: str, answer: Naming) -> None: ...

    def choose_room(self, story_id: str, room_id: str) -> None: ...

    def set_state(self, story_id: str, state: StoryState, *, item_id: str | None = None) -> None: ...

    def throw(self, story_id: str) -> None: ...

    def waiting(self, *, limit: int) -> list[Story]:
        """Stories whose author said "tell it" while names are still open."""


class Outbox(Protocol):
    """Messages waiting to leave. It keeps what, not words: the card is built when it is claimed."""

    def put(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
        body: str = "",
    ) -> bool:
        """A message, once per key: a second one with the same key is ignored (False). `lane`: the room or person id."""

    def put_state(
        self,
        purpose: Purpose,
        *,
        key: str,
        lane: str,
        about: str,
        person_id: str | None = None,
        at: datetime,
        not_before: datetime | None = None,
    ) -> None:
        """An edit or a page: a state. The newest wins and may be repeated; it never leaves before `not_before`."""

    def due(self, *, now: datetime, limit: int) -> list[Outgoing]:
        """The first due message of each lane that has none in the air, oldest first."""

    def leaving(self, outgoing_id: int, *, at: datetime) -> None:
        """Marked before the first byte leaves."""

    def sent(self, outgoing_id: int, *, at: datetime) -> None:
        """It is there. A state that was put again meanwhile waits again."""

    def later(self, outgoing_id: int, *, until: datetime, tried: bool) -> None:
        """Back to waiting. `tried`: it counts as an attempt.

        One that was leaving and does not count was sent back by its platform: nothing in its lane leaves before it.
        """

    def dead(self, outgoing_id: int, why: str, *, at: datetime) -> None: ...

    def dropped(self, outgoing_id: int, why: str, *, at: datetime) -> None: ...

    def parked(self, outgoing_id: int, why: str, *, at: datetime) -> None:
        """A room card of unknown fate: a steward decides."""

    def parked_cards(self, *, limit: int) -> list[Outgoing]:
        """Cards and notices of rooms that nobody can say arrived, oldest first. Never a private message."""

    def post_again(self, about: str, *, at: datetime) -> bool:
        """A parked card or notice waits to leave again, under the same key; False if it is not parked (any more)."""

    def is_there(self, about: str, *, at: datetime) -> bool:
        """A parked card or notice did arrive; False if it is not parked (any more)."""

    def redraw_drafts(self, item_id: str, *, at: datetime, not_before: datetime | None = None) -> None:
        """Every private message that shows somebody's draft about this item is drawn anew, now or from then on."""

    def waits(self, purpose: Purpose, person_id: str) -> bool:
        """Whether a message of this purpose waits for this person, or is in the air."""

    def wake(self) -> None:
        """Delivery looks again once this is committed: something that was held may leave."""

    def in_flight(self, about: str) -> bool:
        """Whether a message about this id is in the air, or in doubt: it may land yet, or stand there."""

    def in_the_air(self, *, before: datetime, limit: int) -> list[Outgoing]:
        """Messages marked as leaving before then and never settled: to be looked up."""

    def next_due(self) -> datetime | None:
        """When the next waiting message may leave."""

    def withdraw(self, *, about: str, why: str, at: datetime) -> bool:
        """Drop what still waits about this id; False if nothing did."""

    def seen(self, mark: str) -> bool:
        """Whether this keyed hash was kept."""

    def once(self, mark: str, *, at: datetime) -> bool:
        """Keep this keyed hash for ever; False if it was there already."""

    def keyed_hash(self, text: str) -> str:
        """A hash under a key that only this store has (ids can be guessed, so a plain hash would name people)."""


class Sources(Protocol):
    """The feeds, and how they are."""

    def get(self, source_id: str) -> Source | None: ...

    def all(self) -> list[Source]:
        """Every source there ever was; those that app.yaml or a steward took out are not `named`."""

    def take_in(self, sources: Sequence[Source], *, now: datetime, known: bool) -> None:
        """The file's sources by key (ids are ignored); those it no longer names are paused.

        A changed address forgets validators. `known`: a source that is new here counts as read before, so that what it
        tells is news (the playground). A steward's pause stays; what stewards added is never touched.
        """

    def add(self, sources: Sequence[NewSource], *, now: datetime) -> list[Source]:
        """Sources of stewards, due at once, each address once; one that was removed at this very address comes back.

        What stands in them at the first look is known, not news, whatever was heard there before.
        """

    def pause(self, source_id: str) -> None:
        """It is not asked until somebody lets it go on."""

    def go_on(self, source_id: str, *, now: datetime) -> None:
        """It is asked again, at once, as if nothing had ever been wrong with it."""

    def remove(self, source_id: str) -> None:
        """A steward's source is not asked any more; its items stay. One of app.yaml is left as it is."""

    def due(self, *, now: datetime, limit: int) -> list[Source]: ...

    def unheard(self, *, now: datetime, limit: int) -> list[Source]:
        """Sources of stewards that wait for their very first look."""

    def next_due(self) -> datetime | None: ...

    def all_due(self, *, now: datetime) -> None:
        """Every source that is not paused is due now."""

    def asked(self, source: Source) -> None:
        """Keep what we now know of it: all that its server said and that followed from it, a steward's source's name.

        A pause that a steward made meanwhile stays.
        """


class Slots(Protocol):
    """A tick of the clock is claimed as a row, so that it is done once, whoever runs."""

    def claim(self, job: str, slot: int, *, now: datetime, lease: timedelta) -> int | None:
        """A fence number if this slot is newer than the last one done and nobody holds the job; else None."""

    def done(self, job: str, slot: int, fence: int) -> bool:
        """The slot is done, if the fence is still ours; else False, and the caller must undo."""

    def free(self) -> None:
        """Nobody holds anything: for a process that starts, and knows that it is the only one."""


class Notices(Protocol):
    """A few plain lines for everyone in a room."""

    def put(self, room_id: str, kind: NoticeKind, text: str, *, at: datetime) -> Notice:
        """A notice for this room. The very same one as its last, within the hour, is that one: it was sent twice."""

    def get(self, notice_id: str) -> Notice | None: ...

    def last(self, room_id: str, kinds: Collection[NoticeKind]) -> Notice | None:
        """The newest of these kinds for this room, if there is any."""

    def unsay(self, notice_id: str) -> None:
        """Forget a notice that never left."""


class Acts(Protocol):
    """What stewards did to the programme: who, what, when; no texts, and nothing a member did."""

    def note(self, actor: str, act: Act, *, about: str = "", at: datetime) -> None:
        """A steward did this. `actor` and `about` are our own ids."""

    def last(self, *, limit: int) -> list[Done]:
        """The newest first."""

    def last_at(self, act: Act) -> datetime | None:
        """When a steward did this last; None if it was never done."""


class Programme(Protocol):
    """Whether a steward has stopped everything."""

    def stopped_at(self) -> datetime | None:
        """Since when everything is stopped; None while it goes on."""

    def stop(self, *, at: datetime) -> bool:
        """False if it was stopped already."""

    def go_on(self) -> bool:
        """False if it was not stopped."""


class Tidying(Protocol):
    """Deletes what nobody needs any more."""

    def tidy(self, *, now: datetime, drafts: timedelta, answers: timedelta, items: timedelta) -> dict[str, int]:
        """Delete what is older than it may be; returns how many rows of each table."""


class Transaction(Protocol):
    """All questions one can ask inside one transaction."""

    @property
    def workspaces(self) -> Workspaces: ...
    @property
    def people(self) -> People: ...
    @property
    def topics(self) -> Topics: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def items(self) -> Items: ...
    @property
    def answers(self) -> AnswersKept: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def stories(self) -> Stories: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def sources(self) -> Sources: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def notices(self) -> Notices: ...
    @property
    def acts(self) -> Acts: ...
    @property
    def programme(self) -> Programme: ...
    @property
    def tidying(self) -> Tidying: ...


class Store(Protocol):
    """What the bot remembers. `fn` is plain, does nothing over the network, and may run again."""

    async def tx(self, fn: Callable[[Transaction], T], *, within: float | None = None) -> T:
        """Run in one transaction, durable on return. Raises what `fn` raised; Busy if not begun `within` seconds."""

    async def read(self, fn: Callable[[Transaction], T]) -> T:
        """Run on a snapshot; writing is refused."""
