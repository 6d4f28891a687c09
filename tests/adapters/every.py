"""Every card, form and page the product can show, made of given words: ordinary ones to see, strange ones to test."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.chat import desk, desk_items, forms, own_page, private_cards, room_cards, source_cards, source_forms
from bot.chat.addresses import Address
from bot.chat.cards import Button, Card, Form, Page
from bot.chat.events import Action
from bot.chat.own_page import Mine
from bot.chat.room_cards import Scene
from bot.chat.wording import Words
from bot.domain.drafts import Answers, Arranged
from bot.domain.health import Trouble
from bot.domain.items import AnswerKind, Because, Ending, Find, FindState, Item, ItemKind, Life, Looked, RoomCard, Tally
from bot.domain.networks import Network
from bot.domain.notices import Notice, NoticeKind
from bot.domain.people import Boundary, Nudges, Person, Private, Room, Weekday
from bot.domain.reasons import Reason
from bot.domain.sources import Source
from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from bot.domain.topics import Topic
from bot.domain.writing import Writing
from bot.handlers.choosing import commands_told
from tests.store.making import DAY, HOUR, NOW

WORKS = "Example Works"


def id_(number: int) -> str:
    """One of our ids."""
    return f"01JDK0000000000000{number:08d}"


@dataclass(frozen=True, slots=True)
class Said:
    """The words that all is made of."""

    title: str = "Rust in the kernel: what two years taught us"
    text: str = (
        "Two years after the first driver, the maintainers look back: fewer bugs of the kind that used to fill their "
        "inboxes, more talk about who looks after what. What changed most was the talking."
    )
    name: str = "Ana"
    room: str = "engineering"
    topic: str = "Linux kernel"
    draft: str = "We tried this last spring. It took a week longer than planned.\n\nAnd it was worth it."
    url: str = "https://lwn.example/Articles/990619/?from=feed&part=2"
    picture: str = "https://lwn.example/images/ferris_and_tux.png"
    many: int = 3
    """How many topics, rooms, sources and saved items there are."""


class Every:
    """All of it, in one language and made of these words."""

    def __init__(self, words: Words, said: Said) -> None:
        self.w, self.said = words, said
        self.item = Item(
            id=id_(1),
            kind=ItemKind.FIND,
            url=said.url,
            title=said.title,
            text=said.text,
            at=NOW - 2 * HOUR,
            heard_in=("LWN", said.topic, "Open Build Log"),
            picture=said.picture,
        )
        self.bare = replace(self.item, picture="")
        self.card = RoomCard(
            id=id_(2),
            room_id=id_(3),
            item_id=id_(1),
            life=Life.HEARD,
            because=(Because(id_(4), said.topic, ("kernel", said.topic)),),
            posted_at=NOW,
        )
        self.story = Story(
            id=id_(5),
            author_id=id_(6),
            title=said.title,
            text=said.draft,
            kind=StoryKind.LESSON,
            signed=Signed.NAMED,
            state=StoryState.TOLD,
            team=said.name,
            link=said.url,
            picture=said.picture,
            named=(Named(id_(7), id_(8), said.name, Naming.YES),),
        )
        self.writing = Writing(
            id_(9),
            id_(6),
            id_(1),
            ("surprised",),
            network=Network.X,
            text=said.draft,
            answers=Answers(said.draft, said.text, said.draft),
            workplace=True,
        )
        self.ana = Person(
            id=id_(6),
            address=Address("slack", "T0123", "U0123"),
            name=said.name,
            zone="Europe/Berlin",
            language="en",
            joined_at=NOW,
        )
        self.rooms = [
            Room(id_(100 + at), Address("slack", "T0123", f"C{at}"), said.room if at % 2 else "kitchen")
            for at in range(said.many)
        ]
        self.topics = [Topic(id_(300 + at), said.topic if at % 3 else f"Topic {at}") for at in range(said.many)]
        self.sources = [
            Source(
                id_(600 + at),
                f"s{at}",
                said.room if at % 2 else f"Source {at}",
                said.url,
                HOUR,
                heard_at=NOW - HOUR if at % 3 else None,
                trouble=Trouble.NOT_A_FEED if at % 5 == 1 else None,
                errors=3 if at % 5 == 1 else 0,
            )
            for at in range(said.many)
        ]

    # ── Cards in rooms ───────────────────────────────────────────────────────────────────────────────────────────────

    def room_cards(self) -> Iterator[tuple[str, Card]]:
        """All that stands in rooms."""
        counts = Tally(dict.fromkeys(AnswerKind, 7))
        heard = Scene(self.card, self.item, Tally(), NOW)
        asking = replace(heard, card=replace(self.card, life=Life.ASKING))
        brought = replace(
            asking,
            card=replace(asking.card, brought=True, brought_by=(self.said.name,)),
            tally=counts,
            said=((self.said.text[:600], self.said.name), ("So true", "")),
            covered=Network.LINKEDIN,
        )
        story = replace(asking, story=self.story, author=self.said.name, about=self.said.title, tally=counts)
        company = replace(self.item, kind=ItemKind.COMPANY)
        scenes = {
            "heard": heard,
            "heard, counted": replace(heard, tally=counts),
            "asking": replace(asking, item=self.bare),
            "asking, brought": brought,
            "asking, company": replace(asking, item=company, put_up=True),
            "internal": replace(asking, item=replace(company, internal=True)),
            "not before": replace(asking, item=replace(company, not_before=NOW + DAY)),
            "story": story,
            "story of a team": replace(story, story=replace(self.story, signed=Signed.TEAM), tally=Tally()),
            "expired": replace(heard, card=replace(self.card, life=Life.OVER, ending=Ending.EXPIRED)),
            "withdrawn": replace(heard, card=replace(self.card, life=Life.OVER, ending=Ending.WITHDRAWN)),
        }
        yield from ((name, room_cards.room_card(scene, self.w)) for name, scene in scenes.items())
        for kind in NoticeKind:
            said = self.said.text if kind is NoticeKind.YOU_SAID else ""
            yield f"notice {kind}", room_cards.notice(Notice(id_(10), id_(3), kind, said, NOW), self.w)

    # ── Private messages ─────────────────────────────────────────────────────────────────────────────────────────────

    def private_cards(self) -> Iterator[tuple[str, Card]]:
        """All that comes in private."""
        w, item, card, writing, story = self.w, self.item, self.card, self.writing, self.story
        yield "nudge", private_cards.nudge(item, card.id, Nudges.WEEKLY, w)
        for network in (Network.X, Network.LINKEDIN, Network.MASTODON, Network.EMAIL):
            shape = Arranged(self.said.draft, 0.87, len(self.said.draft), network.limit)
            mine = replace(writing, network=network)
            yield f"draft for {network}", private_cards.draft(mine, item, w, shape, private=True)
        over = Arranged(self.said.draft, 0.87, 300, 280)
        notes = (w.sounds_alike(2), w.alt_text_hint(), w.hashtag_hint("#linuxkernel", "#LinuxKernel"))
        yield "draft, too long", private_cards.draft(writing, item, w, over, private=True, notes=notes, one_way=True)
        held = w.not_to_be_shared(True, None)
        yield "draft, held", private_cards.draft(writing, item, w, over, private=False, held=held)
        yield "draft, thrown away", private_cards.thrown(w)
        yield "invite", private_cards.invite(item, card.id, w)
        yield "reminder", private_cards.reminder(writing, item, w)
        for state in (FindState.STANDS, FindState.NO_ROOM, FindState.UNREADABLE):
            find = Find(id_(11), id_(6), self.said.url, self.said.text, True, state)
            trouble = w.find_trouble(Trouble.NOT_A_FEED)
            news = private_cards.find_news(find, self.said.title, self.said.room, w, words=trouble)
            yield f"find news, {state}", news
        yield "naming", private_cards.naming(story, id_(7), self.said.name, w)
        buttons = (
            Button(Action.TELL_STORY, w.tell_in_room(), story.id),
            Button(Action.EDIT_STORY, w.edit(), story.id),
            Button(Action.THROW_STORY, w.throw_away(), story.id),
        )
        own = private_cards.story(story, w, text=story.text, facts=(w.story_kept(),), buttons=buttons)
        yield "own story", own
        show = (Button(Action.SHOW_STORY, w.show_story(), story.id), private_cards.off_switch(Private.NAMING, w))
        stands = w.story_stands(self.said.room)
        yield "story news", private_cards.story(story, w, text=stands, facts=(), buttons=show)

    # ── Answers on the spot ──────────────────────────────────────────────────────────────────────────────────────────

    def whispers(self) -> Iterator[tuple[str, str | Card]]:
        """Answers that only one person sees, as the handlers make them."""
        w, said = self.w, self.said
        undo = Button(Action.NOT_WOULD_SHARE, w.take_it_back(), id_(2))
        yield "noted", Card(w.noted("would_share"), buttons=(Button(Action.DRAFT, w.draft_with_me(), id_(2)), undo))
        yield "words", w.switched_off(Private.NUDGE)
        yield "words to copy", said.draft
        yield "joining", own_page.joining_card(w, company=WORKS, then=id_(2))
        why = w.why_seeing((said.room,), self.card.because, 3, Life.ASKING)
        yield "why", Card(w.why_this(), why)
        lines = "\n".join(w.saved_item(said.title, said.url) for _ in range(min(said.many, 30)))
        row, short = w.saved_item(said.title, said.url), w.remove_it()
        unsave = tuple(
            Button(Action.NOT_SAVE, w.unsave(said.title), id_(at), row=row, short=short)
            for at in range(min(said.many, 10))
        )
        yield "saved", Card(w.saved_title(), lines, buttons=unsave)
        yield "guidelines", Card(w.guidelines(), f"{said.title}\n{said.text}\n\n{said.topic}\n{said.text}")
        yield "help", Card(w.help_title(), f"{w.help_intro()}\n\n{commands_told(w)}")
        yield "export", Card(w.export_title(), f"{w.export_intro()}\n\n" + f"{said.draft}\n" * 3)
        forget = (Button(Action.FORGET_YES, w.forget_yes()), Button(Action.EXPORT, w.export_label()))
        yield "forget", Card(w.forget_title(), w.forget_question(), buttons=forget)
        checked = "\n\n".join((said.text, w.guideline(said.title, said.text)))
        yield "checked", Card(w.checked_title(2), checked, facts=(w.checked_note(),))
        yield from self._desk()

    def _desk(self) -> Iterator[tuple[str, Card]]:
        w, said = self.w, self.said
        many = Looked([replace(self.item, id=id_(at)) for at in range(min(said.many, 10))], (id_(1), self.item.at))
        yield "desk: found", desk_items.found(many, w, upto=self.item.at)
        yield "desk: found nothing", desk_items.found(Looked([]), w)
        asks = replace(self.card, life=Life.ASKING)
        stands = [(asks, room) for room in self.rooms[:20]]
        held = w.not_to_be_shared(True, None)
        yield "desk: an item", desk_items.one(self.item, stands, w, held=held, note=w.item_corrected())
        yield "desk: withdraw", desk_items.really_withdraw(self.item, self.rooms[:20], w)
        told = [(Reason("old", 7, room.id), room) for room in self.rooms[:20]]
        yield "desk: reasons", desk_items.reasons([*told, (Reason("off_topic", 9), None)], w)
        yield "desk: sources", source_cards.overview(self.sources, w, now=NOW)
        fits = [(said.title, [room.name for room in self.rooms])] * min(said.many, 12)
        source = Source(id_(600), "lwn", said.room, said.url, HOUR)
        yield "desk: tried", source_cards.tried(source, fits, told=23, w=w)
        yield "desk: tried in vain", source_cards.in_vain(source, w.try_not_followed(23, [said.topic]), w)
        parked = tuple(
            Button(action, label(number), id_(number))
            for number in range(1, 6)
            for action, label in ((Action.POST_AGAIN, w.post_again), (Action.IS_THERE, w.is_there))
        )
        lines = "\n".join([w.parked_text(), "", *(w.parked_line(n, said.title, said.room) for n in range(1, 6))])
        yield "desk: parked", Card(w.parked_title(), lines, buttons=parked)

    # ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def pages(self) -> Iterator[tuple[str, Page]]:
        """The page before joining, and a member's, as it is at first and as it is when it is full."""
        w, said, many = self.w, self.said, self.said.many
        yield "joining", own_page.joining(w, company=WORKS, keep_days=180, then=id_(2))
        new = Mine(self.ana, (said.topic,), (), (), (), (), NOW)
        yield "own page, new", own_page.own_page(new, w)
        settled = replace(
            self.ana,
            networks=frozenset(Network),
            nudges=Nudges.WEEKLY,
            paused_until=NOW + 3 * DAY,
            switched_off=frozenset({Private.REMINDER}),
            never_days=frozenset({Weekday.SUN}),
            boundaries=frozenset(Boundary),
        )
        topics = tuple(topic.name for topic in self.topics)
        full = Mine(
            settled,
            topics,
            topics,
            [(replace(self.writing, id=id_(20 + at)), said.title) for at in range(many)],
            [(replace(self.item, id=id_(40 + at)), id_(60 + at)) for at in range(many)],
            [replace(self.story, id=id_(80 + at), state=StoryState.DRAFT) for at in range(many)],
            NOW,
        )
        shown = own_page.own_page(full, w)
        yield "own page, full", shown
        busy = desk.section(w, stopped=True, in_doubt=True)
        yield "own page, a steward's", replace(shown, sections=(busy, *shown.sections, desk.auditors(w)))
        calm = desk.section(w, stopped=False, in_doubt=False)
        yield "own page, a calm steward's", replace(shown, sections=(*shown.sections, calm))

    # ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Every form, filled in where it can be."""
        w, said = self.w, self.said
        writing, item, rooms, topics = self.writing, self.item, self.rooms, self.topics
        everything = [
            forms.interview(writing, said.title, list(Network), WORKS, w),
            forms.edit_draft(writing, w),
            forms.remind(writing, w),
            forms.networks(list(Network), [Network.X], apart=True, subject=id_(2), w=w),
            forms.topics(topics, {topics[0].id: False} if topics else {}, w),
            forms.boundaries(topics, {}, never_days=[Weekday.SUN], chosen=list(Boundary), apart=True, w=w),
            forms.nudges(Nudges.OFF, w),
            forms.language("de", "en", w),
            forms.pause(w),
            forms.not_for_us(id_(2), w),
            forms.find(w, room_id=id_(3), found=[said.url]),
            forms.find(w, room_id=id_(3), found=[f"https://a.example/{n}/{'x' * 400}" for n in range(5)]),
            forms.find_room(id_(11), rooms, rooms[0].id, w),
            forms.story(self.story, ("U0123", "U0456"), w),
            forms.story(None, (), w, title=said.title[:150]),
            forms.tell_story(id_(5), rooms, None, w),
            source_forms.add_source(w),
            source_forms.look_after_source(self.sources[:100], w),
            source_forms.look_after_source(self.sources * 101, w),
            desk_items.look_for(w),
            desk_items.put_up(item, rooms, w, asks=True),
            desk_items.label(item, NOW + timedelta(days=1), w),
            desk_items.correct(item, w),
            desk_items.company_piece(rooms, w),
            desk_items.answer_room(rooms, rooms[-1].id, w),
        ]
        yield from ((f"{number}, {form.name}", form) for number, form in enumerate(everything, 1))
