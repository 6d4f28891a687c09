"""The door: what a waiting message becomes when its turn comes, or why it stays.

Consent, pause, quiet hours, budget and "still wanted" are checked here, in the claim, from what is true now: what was
true when a message was planned is old by the time it leaves (DESIGN sections 1.1 and 4).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat import drawing, private_cards, room_cards
from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card, Page
from bot.chat.events import Action
from bot.chat.here import Here
from bot.chat.outbox import HELD, PRIVATE, Outgoing, Purpose, unpack
from bot.chat.private_cards import off_switch
from bot.domain.items import Ending, FindState, Item, Life, RoomCard
from bot.domain.notices import STATES, NoticeKind
from bot.domain.people import Nudges, Person, Private, Room
from bot.domain.ranking import TOO_OLD
from bot.domain.rhythm import day_start, is_quiet, next_open
from bot.domain.stories import Signed, StoryState
from bot.domain.themes import touches_closed


@dataclass(frozen=True, slots=True)
class Send:
    """A new message."""

    to: Address
    card: Card


@dataclass(frozen=True, slots=True)
class Edit:
    """A message that stands already is drawn anew."""

    message: Message
    card: Card


@dataclass(frozen=True, slots=True)
class Refresh:
    """A person's own page is drawn anew, where it stands open."""

    person: Address
    page: Page


@dataclass(frozen=True, slots=True)
class NotNow:
    """It may leave later."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """It is not wanted any more, or never was."""

    why: str


EDITS_APART = timedelta(minutes=1)
"""A card that stands in a room is drawn anew at most once in this time (DESIGN section 5)."""

LOOK_SOON = timedelta(minutes=1)
"""While everything is stopped, the outbox hands out nothing that is held; what comes to the door all the same waits."""

LOOK_AGAIN = timedelta(days=7)
"""How long a message waits at a time for somebody who wants nothing on any day."""

BROUGHT = 2
"""What colleagues bring comes at once, but a room's attention is not endless: so many times its own budget a day."""

Verdict = Send | Edit | Refresh | NotNow | Drop
Build = Callable[[Outgoing, Person, Here], Card | Send | Edit | Drop | NotNow]
"""Makes a private message from what is true now, or says why there is none."""

ASKED = frozenset({Purpose.DRAFT, Purpose.DRAFT_EDIT, Purpose.DRAFT_INVITE, Purpose.FIND_NEWS, Purpose.ANSWER})
"""Answers to what a person just did: they alone reach someone who paused."""

ANY_HOUR = ASKED
"""What a person just asked for comes at once; everything else waits for the end of their quiet hours."""


def build(outgoing: Outgoing, person: Person, here: Here) -> Card | Send | Edit | Drop | NotNow:
    """A private message as it should read now. Consent is not looked at here: that is the door's."""
    match outgoing.purpose:
        case Purpose.NUDGE:
            return _nudge(outgoing, person, here)
        case Purpose.DRAFT | Purpose.DRAFT_EDIT:
            return _draft(outgoing, here)
        case Purpose.DRAFT_INVITE:
            return _invite(outgoing, person, here)
        case Purpose.REMINDER:
            return _reminder(outgoing, person, here)
        case Purpose.FIND_NEWS:
            return _find_news(outgoing, person, here)
        case Purpose.STORY_NEWS:
            return _story_news(outgoing, person, here)
        case Purpose.NAMING:
            return _naming(outgoing, person, here)
        case Purpose.ANSWER:
            card = unpack(outgoing.body)
            return replace(card, buttons=(*card.buttons, off_switch(Private.ANSWER, here.words(person))))
        case _:
            return Drop("nothing is known of this purpose")


def verdict(outgoing: Outgoing, here: Here, *, build: Build = build) -> Verdict:
    """What becomes of this message now. Runs in the claim: the caller marks it as leaving in the same transaction.

    Whoever builds private messages, one without the off switch of its kind never leaves.
    """
    if outgoing.purpose in HELD and here.tx.programme.stopped_at() is not None:
        return NotNow(here.now + LOOK_SOON)
    if outgoing.purpose in PRIVATE:
        return _private(outgoing, PRIVATE[outgoing.purpose], here, build)
    match outgoing.purpose:
        case Purpose.CARD:
            return _card(outgoing, here)
        case Purpose.CARD_EDIT:
            return _card_edit(outgoing, here)
        case Purpose.NOTICE:
            return _notice(outgoing, here)
        case _:
            return _page(outgoing, here)


def _card(outgoing: Outgoing, here: Here) -> Verdict:
    card = here.tx.rooms.card(outgoing.about)
    room = here.tx.rooms.get(card.room_id) if card else None
    if card is None or room is None or not room.here:
        return Drop("the room or the card is gone")
    if arrived_meanwhile(card, outgoing):
        return Drop("it stands there already")
    item = here.tx.items.get(card.item_id)
    if item is None or item.withdrawn:
        return Drop("its item is gone")
    if card.life is Life.OVER or (card.expires_at is not None and here.now >= card.expires_at):
        return Drop("its time is over")
    if card.life is Life.HEARD and not card.brought and here.now - item.at > TOO_OLD:
        return Drop("it is old news by now")
    rhythm = here.rhythm(room)
    zone = here.zone(room)
    if (wait := _not_now(room, here)) is not None:
        return wait
    if card.brought and _brought_today(card.room_id, here, zone) >= BROUGHT * rhythm.per_day:
        tomorrow = day_start(_local_day(here.now, zone) + timedelta(days=1), zone=zone)
        return NotNow(next_open(rhythm.quiet, at=tomorrow, zone=zone))
    drawn = drawing.room_card(card, here)
    return Send(room.address, drawn) if drawn else Drop("its item is gone")


def arrived_meanwhile(card: RoomCard, outgoing: Outgoing) -> bool:
    """Whether somebody pressed this card since it was put here, which shows where it stands."""
    return card.message is not None and card.posted_at is not None and card.posted_at >= outgoing.put_at


def _notice(outgoing: Outgoing, here: Here) -> Verdict:
    """A few plain lines for a room, if they are still true. They wait for its quiet hours, but are no card."""
    notice = here.tx.notices.get(outgoing.about)
    room = here.tx.rooms.get(notice.room_id) if notice else None
    if notice is None or room is None or not room.here:
        return Drop("the room or the notice is gone")
    if notice.kind is NoticeKind.YOU_SAID:
        if here.tx.programme.stopped_at() is not None:
            return NotNow(here.now + LOOK_SOON)
    else:
        if (notice.kind is NoticeKind.STOPPED) is (here.tx.programme.stopped_at() is None):
            return Drop("it is not true any more")
        if here.tx.notices.last(room.id, STATES) != notice:
            return Drop("it was said anew since")
    return _not_now(room, here) or Send(room.address, room_cards.notice(notice, here.room_words()))


def _not_now(room: Room, here: Here) -> NotNow | None:
    """Until when this room is left alone, if it is."""
    if room.paused_until is not None and here.now < room.paused_until:
        return NotNow(room.paused_until)
    quiet, zone = here.rhythm(room).quiet, here.zone(room)
    return NotNow(next_open(quiet, at=here.now, zone=zone)) if is_quiet(quiet, at=here.now, zone=zone) else None


def _brought_today(room_id: str, here: Here, zone: str) -> int:
    """How many brought cards were posted today. What waited out a night or a weekend counts on the day it comes."""
    today = day_start(_local_day(here.now, zone), zone=zone)
    alive = here.tx.rooms.shown(room_id, since=today - here.settings.cards.expire_after)
    return sum(1 for card in alive if card.brought and card.posted_at is not None and card.posted_at >= today)


def _local_day(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def _card_edit(outgoing: Outgoing, here: Here) -> Verdict:
    card = here.tx.rooms.card(outgoing.about)
    if card is None or card.message is None:
        return Drop("it does not stand anywhere")
    item = here.tx.items.get(card.item_id)
    # What must not be read or shared any more waits for nothing.
    urgent = card.ending is Ending.WITHDRAWN or (item is not None and not item.may_be_shared(here.now))
    if not urgent and outgoing.attempted_at is not None and here.now < outgoing.attempted_at + EDITS_APART:
        return NotNow(outgoing.attempted_at + EDITS_APART)
    drawn = drawing.room_card(card, here)
    return Edit(card.message, drawn) if drawn else Drop("its item is gone")


def _page(outgoing: Outgoing, here: Here) -> Verdict:
    person = here.tx.people.get(outgoing.about)
    if person is None or person.gone:
        return Drop("they are not here")
    return Refresh(person.address, drawing.page(person, here, at=person.address))


def _private(outgoing: Outgoing, kind: Private, here: Here, build: Build) -> Verdict:
    person = here.tx.people.get(outgoing.person_id) if outgoing.person_id else None
    if person is None or person.gone:
        return Drop("they are not here")
    asked = outgoing.purpose in ASKED
    # What stands already is only kept true: nothing new reaches anybody, and words that were thrown away must go.
    stands_already = outgoing.purpose is Purpose.DRAFT_EDIT
    if not stands_already and not _is_own_page(outgoing) and not _consents(person, kind, asked=asked, now=here.now):
        waits = person.may_hear(kind, asked=True, now=here.now) and kind is not Private.NUDGE
        return NotNow(person.paused_until) if waits and person.paused_until else Drop("they do not want it")
    if outgoing.purpose not in ANY_HOUR:
        quiet = here.quiet_for(person)
        if quiet is None:  # every day is one of theirs; should they change that, what waits is looked at again
            return Drop("they do not want it") if kind is Private.NUDGE else NotNow(here.now + LOOK_AGAIN)
        if is_quiet(quiet, at=here.now, zone=person.zone):
            return NotNow(next_open(quiet, at=here.now, zone=person.zone))
    made = build(outgoing, person, here)
    if isinstance(made, Card):
        made = Send(person.address, made)
    if isinstance(made, Send | Edit) and not private_cards.carries_off_switch(made.card, kind):
        return Drop("a private message without its off switch never leaves")
    return made


def _is_own_page(outgoing: Outgoing) -> bool:
    """Whether it is the page they asked for, where that comes as a message: whoever wants no other answer can switch
    them on again there, and nowhere else.
    """
    return outgoing.purpose is Purpose.ANSWER and isinstance(unpack(outgoing.body).whole, Page)


def _consents(person: Person, kind: Private, *, asked: bool, now: datetime) -> bool:
    if kind is Private.ANSWER:  # the answer to someone who wrote to us; they need not be a member for that
        return kind not in person.switched_off
    return person.may_hear(kind, asked=asked, now=now)


def _nudge(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop | NotNow:
    card = here.tx.rooms.card(outgoing.about)
    item = here.tx.items.get(card.item_id) if card else None
    if card is None or item is None or card.life is not Life.ASKING or not item.may_be_shared(here.now):
        return Drop("it does not ask any more")
    if here.tx.answers.of(person.id, item.id):
        return Drop("they answered it already")
    if person.apart or not person.networks:
        return Drop("they picked no network")
    if touches_closed(f"{item.title}\n{item.text}", person.boundaries) or _about_nothing_wanted(person, item, here):
        return Drop("they do not want it")
    again = outgoing.attempted_at is not None  # it was this very nudge that began their interval, and did not arrive
    if not again and person.nudged_at is not None and here.now < person.nudged_at + nudge_gap(person, here):
        return Drop("their own interval is not over")
    return private_cards.nudge(item, card.id, person.nudges, here.words(person))


def _about_nothing_wanted(person: Person, item: Item, here: Here) -> bool:
    """Whether the item is about topics, and they want to hear about none of them."""
    wanted = here.tx.people.topics(person.id)
    if all(wanted.values()):
        return False
    about = here.tx.items.because(item.id, [topic.id for topic in here.tx.topics.all()])
    return bool(about) and not any(wanted.get(one.topic_id, True) for one in about)


def nudge_gap(person: Person, here: Here) -> timedelta:
    """The least time between two nudges for this person: their own interval, and never above the company's cap.

    Daily is what they asked for themselves; the cap (app.yaml: `people.nudges_per_week`) holds for weekly ones.
    """
    if person.nudges is Nudges.DAILY:
        return person.nudge_every
    cap = here.settings.people.nudges_per_week
    return max(person.nudge_every, timedelta(days=7) / cap if cap else timedelta(days=3650))


def _draft(outgoing: Outgoing, here: Here) -> Card | Edit | Drop:
    writing = here.tx.drafts.get(outgoing.about)
    drawn = drawing.draft(writing, here, private=True) if writing else None
    if writing is None or drawn is None:
        return Drop("the draft is gone")
    if outgoing.purpose is Purpose.DRAFT_EDIT:
        return Edit(writing.message, drawn) if writing.message else Drop("it does not stand anywhere")
    return drawn if writing.text else Drop("the draft was thrown away")


def _invite(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop:
    card = here.tx.rooms.card(outgoing.about)
    item = here.tx.items.get(card.item_id) if card else None
    if card is None or item is None or card.life is Life.OVER or not item.may_be_shared(here.now):
        return Drop("its time is over")
    return private_cards.invite(item, card.id, here.words(person))


def _reminder(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop:
    writing = here.tx.drafts.get(outgoing.about)
    item = here.tx.items.get(writing.item_id) if writing else None
    if writing is None or item is None or not item.may_be_shared(here.now) or not writing.text:
        return Drop("the draft is gone")
    return private_cards.reminder(writing, item, here.words(person))


def _find_news(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop:
    find = here.tx.items.find(outgoing.about)
    if find is None or find.state is FindState.WAITING:
        return Drop("the find is gone, or is looked at once more")
    words = here.words(person)
    item = here.tx.items.get(find.item_id) if find.item_id else None
    room = here.tx.rooms.get(find.room_id) if find.room_id else None
    if find.state is FindState.STANDS and (item is None or item.withdrawn or room is None):
        return Drop("the find is gone")
    trouble = words.find_trouble(find.trouble) if find.trouble else ""
    return private_cards.find_news(
        find, item.title if item else words.your_find(), room.name if room else "", words, words=trouble
    )


def _story_news(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop:
    story = here.tx.stories.get(outgoing.about)
    if story is None or story.state is StoryState.WITHDRAWN:
        return Drop("the story is gone")
    words = here.words(person)
    room = here.tx.rooms.get(story.room_id) if story.room_id else None
    if story.state is StoryState.TOLD:
        text = words.story_stands(room.name if room else "")
    elif room is None or not room.here:
        text = words.story_room_gone()
    else:
        text = words.story_not_ready(story.must_not_name())
    buttons = (Button(Action.SHOW_STORY, words.show_story(), story.id), off_switch(Private.NAMING, words))
    return private_cards.story(story, words, text=text, facts=(), buttons=buttons)


def _naming(outgoing: Outgoing, person: Person, here: Here) -> Card | Drop:
    found = here.tx.stories.named(outgoing.about)
    if found is None:
        return Drop("the story is gone")
    story, named = found
    author = here.tx.people.get(story.author_id)
    over = named.settled(here.now) or story.state is StoryState.WITHDRAWN
    if author is None or over or not person.may_be_named_with(story.picture):
        return Drop("nothing is to be asked any more")
    name = author.name if story.signed is Signed.NAMED else ""
    return private_cards.naming(story, named.id, name, here.words(person))
