"""A person's own page: all they chose, all that is theirs, and every command as a button."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.chat.cards import Button, Card, Page, Section
from bot.chat.events import Action
from bot.chat.private_cards import OFF
from bot.chat.wording import Words
from bot.domain.items import Item
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Person, Private, Weekday
from bot.domain.stories import Story, StoryState
from bot.domain.writing import Writing

ON: dict[Private, Action] = {
    Private.DRAFT: Action.DRAFTS_ON,
    Private.REMINDER: Action.REMINDERS_ON,
    Private.FIND_NEWS: Action.FIND_NEWS_ON,
    Private.NAMING: Action.NAMING_ON,
    Private.ANSWER: Action.ANSWERS_ON,
}


@dataclass(frozen=True, slots=True)
class Mine:
    """All that a member's own page is drawn from."""

    person: Person
    topics_wanted: tuple[str, ...]
    topics_unwanted: tuple[str, ...]
    drafts: Sequence[tuple[Writing, str]]
    saved: Sequence[tuple[Item, str]]
    stories: Sequence[Story]
    now: datetime


def joining(w: Words, *, company: str, keep_days: int, then: str = "") -> Page:
    """The one short page before joining: what it is, what is kept, who sees it, that it is a free choice.

    `then`: the card that somebody wanted a draft about, so that they come back to it.
    """
    return Page(
        title=w.joining_title(),
        intro=w.joining_intro(company),
        sections=(
            Section(w.joining_what(), w.joining_what_text()),
            Section(w.joining_kept(), w.joining_kept_text(keep_days)),
            Section(w.joining_seen(), w.joining_seen_text()),
            Section(
                w.joining_free(),
                w.joining_free_text(),
                buttons=(
                    Button(Action.JOIN_YES, w.join(), then),
                    Button(Action.FIND, w.bring_a_find()),
                    Button(Action.GUIDELINES, w.guidelines()),
                    Button(Action.HELP, w.help_label()),
                    Button(Action.LANGUAGE, w.choose_language()),
                    Button(Action.BOUNDARIES, w.choose_boundaries(), more=True),
                    Button(Action.EXPORT, w.export_label(), more=True),
                    Button(Action.FORGET, w.forget_label(), more=True),
                ),
            ),
        ),
    )


def joining_card(w: Words, *, company: str, then: str = "") -> Card:
    """The joining page in one whisper, for someone who pressed what needs a member. `then`: as above."""
    return Card(
        title=w.joining_title(),
        text=f"{w.joining_intro(company)}\n\n{w.joining_short()}",
        buttons=(Button(Action.JOIN_YES, w.join(), then), Button(Action.JOIN, w.read_more(), then)),
    )


def own_page(mine: Mine, w: Words) -> Page:
    """The page of a member."""
    person = mine.person
    sections = (
        _part(mine, w),
        Section(
            w.bring_or_tell(),
            w.bring_or_tell_text(),
            buttons=(
                Button(Action.FIND, w.bring_a_find()),
                Button(Action.STORY, w.tell_a_story()),
            ),
        ),
        _drafts(mine, w),
        _saved(mine, w),
        _stories(mine, w),
        Section(
            w.networks_title(),
            w.networks_now([network for network in Network if network in person.networks], person.apart),
            buttons=(Button(Action.NETWORKS, w.choose_networks()),),
        ),
        _nudges(mine, w),
        Section(
            w.topics_title(), w.topics_now(mine.topics_wanted), buttons=(Button(Action.TOPICS, w.choose_topics()),)
        ),
        _boundaries(mine, w),
        _messages(person, w),
        Section(
            w.language_title(),
            w.language_now(chosen=person.chosen_language is not None),
            buttons=(Button(Action.LANGUAGE, w.choose_language()),),
        ),
        Section(
            w.your_data(),
            w.your_data_text(),
            buttons=(
                Button(Action.EXPORT, w.export_label()),
                Button(Action.FORGET, w.forget_label()),
            ),
        ),
        Section(
            w.good_to_know(),
            w.good_to_know_text(),
            buttons=(
                Button(Action.GUIDELINES, w.guidelines()),
                Button(Action.HELP, w.help_label()),
            ),
        ),
    )
    return Page(w.page_title(person.name), w.page_intro(), sections)


def _part(mine: Mine, w: Words) -> Section:
    person = mine.person
    if person.paused(mine.now) and person.paused_until is not None:
        text = w.paused_until(person.paused_until, person.zone)
        silence = Button(Action.RESUME, w.resume())
    else:
        text, silence = w.taking_part(), Button(Action.PAUSE, w.pause())
    return Section(w.your_part(), text, buttons=(silence, Button(Action.LEAVE, w.leave())))


def _drafts(mine: Mine, w: Words) -> Section:
    shown = mine.drafts[:8]
    return Section(
        w.drafts_title(),
        w.drafts_none() if not shown else w.drafts_text(),
        buttons=tuple(
            Button(Action.SHOW_DRAFT, named, writing.id, row=named, short=w.show_it())
            for writing, title in shown
            if writing.network
            for named in (w.draft_named(writing.network, title),)
        ),
    )


def _saved(mine: Mine, w: Words) -> Section:
    return Section(
        w.saved_title(),
        w.saved_none() if not mine.saved else "",
        facts=tuple(w.saved_item(item.title, item.url) for item, _ in mine.saved[:10]),
        buttons=(
            Button(Action.SAVED, w.saved_label()),
            *(
                Button(
                    Action.DRAFT,
                    w.draft_this(item.title),
                    card_id,
                    row=w.saved_item(item.title, item.url),
                    short=w.draft_it(),
                )
                for item, card_id in mine.saved[:5]
                if card_id and item.may_be_shared(mine.now)
            ),
        ),
    )


def _stories(mine: Mine, w: Words) -> Section:
    kept = [story for story in mine.stories if story.state is not StoryState.WITHDRAWN][:8]
    return Section(
        w.stories_title(),
        w.stories_none() if not kept else "",
        buttons=tuple(
            Button(Action.SHOW_STORY, named, story.id, row=named, short=w.show_it())
            for story in kept
            for named in (w.story_named(story.title, story.state),)
        ),
    )


def _nudges(mine: Mine, w: Words) -> Section:
    person = mine.person
    off = (Button(Action.NUDGES_OFF, w.turn_off_nudges()),) if person.nudges is not Nudges.OFF else ()
    label = w.turn_on_nudges() if person.nudges is Nudges.OFF else w.change_nudges()
    return Section(w.nudges_title(), w.nudges_now(person.nudges), buttons=(Button(Action.NUDGES_ON, label), *off))


def _boundaries(mine: Mine, w: Words) -> Section:
    person = mine.person
    days = [day for day in Weekday if day in person.never_days]
    chosen = [one for one in Boundary if one in person.boundaries]
    text = w.boundaries_now(days, chosen, mine.topics_unwanted, person.apart)
    return Section(w.boundaries_title(), text, buttons=(Button(Action.BOUNDARIES, w.choose_boundaries()),))


def _messages(person: Person, w: Words) -> Section:
    return Section(w.messages_title(), w.messages_text(), buttons=tuple(_switch(kind, person, w) for kind in ON))


def _switch(kind: Private, person: Person, w: Words) -> Button:
    off, name = kind in person.switched_off, w.private_kind(kind)
    action, label = (ON[kind], w.private_on(kind)) if off else (OFF[kind], w.private_off(kind))
    return Button(action, label, row=name[:1].upper() + name[1:], short=w.switch_it(on=off))
