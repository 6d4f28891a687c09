"""From what is remembered to what is shown: the one place that gathers all that a card or page is drawn from."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

from bot.chat import alike, desk, own_page, private_cards, room_cards, wording
from bot.chat.addresses import Address
from bot.chat.cards import Card, Page
from bot.chat.here import Here
from bot.chat.own_page import Mine
from bot.chat.room_cards import Scene
from bot.chat.wording import Words
from bot.domain import checking, drafts
from bot.domain.guidelines import Kind, paragraph_for
from bot.domain.hashtags import clearer_hashtags
from bot.domain.items import Find, Item, ItemKind, Life, RoomCard
from bot.domain.people import Person
from bot.domain.stories import Story
from bot.domain.writing import Writing

MOST_HASHTAGS = 2


def room_card(card: RoomCard, here: Here) -> Card | None:
    """A card as it should stand in its room now; None if its item is no more."""
    item = here.tx.items.get(card.item_id)
    if item is None:
        return None
    story = here.tx.stories.of_item(item.id) if item.kind is ItemKind.STORY else None
    author = here.tx.people.get(story.author_id) if story else None
    tally = here.tx.answers.tally(item.id)
    name = author.name if author else ""
    finds = here.tx.items.finds_of(item.id)
    said = tuple((find.why, _bringer(find, here)) for find in finds if find.why and card.brought)
    words = here.room_words()
    scene = Scene(
        card,
        item,
        tally,
        here.now,
        story,
        name,
        said,
        said_elsewhere=bool(finds),
        put_up=card.brought and not finds,
        about=prompted_by(story, here),
        covered=alike.well_covered(item, here) if card.life is Life.ASKING else None,
        zone=here.settings.company.time_zone,
    )
    return room_cards.room_card(scene, words)


def prompted_by(story: Story | None, here: Here) -> str:
    """The title of the item that prompted a story, or nothing."""
    about = here.tx.items.get(story.about_item) if story and story.about_item else None
    return about.title if about and not about.withdrawn else ""


def _bringer(find: Find, here: Here) -> str:
    """The name a bringer allowed to show, or nothing."""
    person = here.tx.people.get(find.person_id) if find.named and find.person_id else None
    return person.name if person else ""


def held(item: Item, here: Here, words: Words) -> str:
    """Why this item offers no sharing now, or nothing."""
    return room_cards.held(item, words, now=here.now, zone=here.settings.company.time_zone)


def workplace_line(writing: Writing, here: Here) -> str | None:
    """The line that says where they work, if they want it; as it stands in the draft, whatever is spoken by now."""
    if not writing.workplace:
        return None
    now = here.words(here.tx.people.get(writing.person_id))
    spoken = (now, *map(wording.of, wording.LANGUAGES))
    lines = [words.workplace_line(here.settings.company.name, writing.variant) for words in spoken]
    return next((line for line in lines if line in writing.text), lines[0])


def draft(writing: Writing, here: Here, *, private: bool) -> Card | None:
    """A draft as its author sees it; None if its item is no more."""
    item = here.tx.items.get(writing.item_id)
    if item is None:
        return None
    words = here.words(here.tx.people.get(writing.person_id))
    if not writing.text or writing.network is None:
        return private_cards.thrown(words)
    line = workplace_line(writing, here)
    measured = drafts.measure(
        writing.text, network=writing.network, title=item.title, url=item.url, workplace_line=line
    )
    notes = tuple(_notes(writing, item, words, here))
    return private_cards.draft(
        writing,
        item,
        words,
        measured,
        private=private,
        notes=notes,
        one_way=_only_one_way(writing, item, line),
        held=held(item, here, words),
    )


def _notes(writing: Writing, item: Item, words: Words, here: Here) -> Iterator[str]:
    """What may help with a draft: that it sounds like a colleague's, and how everyone can read it."""
    lines = alike.lines_alike(writing, item, here)
    if lines:
        yield words.sounds_alike(lines)
    if item.picture:
        yield words.alt_text_hint()
    names = [topic.name for topic in here.tx.topics.all()]
    for one in islice(clearer_hashtags(writing.text, names=names), MOST_HASHTAGS):
        yield words.hashtag_hint(one.written, one.clearer)


def _only_one_way(writing: Writing, item: Item, line: str | None) -> bool:
    """Whether there is no other way to arrange these answers."""
    if writing.answers is None or writing.network is None:
        return True
    ways = drafts.arrangements(
        writing.answers, title=item.title, url=item.url, network=writing.network, workplace_line=line
    )
    return len(ways) == 1


def checked(writing: Writing, item: Item, person: Person, here: Here) -> Card | str:
    """What "check this" noticed in a draft, each with the paragraph that applies; or that there was nothing."""
    words, settings = here.words(person), here.settings
    said = settings.guidelines_check
    notices = checking.check(
        writing.text,
        words=checking.Listed(said.client_names, said.internal_words),
        item=checking.ItemFacts(item.kind is ItemKind.COMPANY, item.title, item.not_before),
        company=settings.company.name,
        now=here.now,
    )
    if not notices:
        return words.nothing_noticed()
    parts = []
    for one in notices:
        paragraph = paragraph_for(one.kind, settings.guidelines)
        parts.append(_noticed(one, item, person, words))
        if paragraph is not None:
            parts.append(words.guideline(paragraph.title, paragraph.text))
    return Card(
        title=words.checked_title(len(notices)), text="\n\n".join(dict.fromkeys(parts)), facts=(words.checked_note(),)
    )


def _noticed(notice: checking.Notice, item: Item, person: Person, words: Words) -> str:
    if notice.held:
        return words.secret_held(notice.where)
    if notice.kind is Kind.EMBARGO and not notice.where and item.not_before is not None:
        return words.noticed_not_before(item.not_before.astimezone(ZoneInfo(person.zone)))
    return words.noticed(notice.kind, notice.where)


def joining(here: Here, person: Person | None, *, then: str = "") -> Page:
    """The page before joining. `then`: the card that somebody wanted a draft about."""
    words = here.words(person)
    settings = here.settings
    return own_page.joining(words, company=settings.company.name, keep_days=settings.keep.answers.days, then=then)


def joining_card(here: Here, person: Person | None, *, then: str = "") -> Card:
    """The joining page in one whisper. `then`: the card that somebody wanted a draft about."""
    return own_page.joining_card(here.words(person), company=here.settings.company.name, then=then)


def page(person: Person | None, here: Here, *, at: Address) -> Page:
    """The own page of whoever is at this address; the joining page before joining.

    The desk of a steward stands below what is their own, and above it while everything is stopped or a card in doubt.
    """
    shown = _members_page(person, here) if person is not None and person.member else joining(here, person)
    words = here.words(person)
    if here.is_steward(at):
        stopped = here.tx.programme.stopped_at() is not None
        in_doubt = bool(here.tx.outbox.parked_cards(limit=1))
        theirs = desk.section(words, stopped=stopped, in_doubt=in_doubt)
        needed = stopped or in_doubt
        return replace(shown, sections=(theirs, *shown.sections) if needed else (*shown.sections, theirs))
    if here.is_auditor(at):
        return replace(shown, sections=(*shown.sections, desk.auditors(words)))
    return shown


def _members_page(person: Person, here: Here) -> Page:
    tx = here.tx
    chosen = tx.people.topics(person.id)
    topics = tx.topics.all()
    titles = [(writing, tx.items.get(writing.item_id)) for writing in tx.drafts.of(person.id)]
    saved = [item for item in map(tx.items.get, tx.answers.saved(person.id)) if item is not None and not item.withdrawn]
    return own_page.own_page(
        Mine(
            person=person,
            topics_wanted=tuple(topic.name for topic in topics if chosen.get(topic.id, True)),
            topics_unwanted=tuple(topic.name for topic in topics if not chosen.get(topic.id, True)),
            drafts=[
                (writing, item.title or here.words(person).withdrawn_title())
                for writing, item in titles
                if item is not None
            ],
            saved=[(item, asking_card(item.id, here)) for item in saved],
            stories=tx.stories.of(person.id),
            now=here.now,
        ),
        here.words(person),
    )


def asking_card(item_id: str, here: Here) -> str:
    """The id of a card of this item that is not over, one that asks first; empty if there is none."""
    alive = [card for card in here.tx.rooms.cards_of(item_id) if card.life is not Life.OVER]
    alive.sort(key=lambda card: card.life is not Life.ASKING)
    return alive[0].id if alive else ""
