"""Private messages. Each carries its own off switch, and says how it came to be sent."""

from bot.chat.cards import Button, Card, Picture
from bot.chat.events import Action
from bot.chat.wording import Words
from bot.domain.composers import composer, copy_first
from bot.domain.drafts import Arranged
from bot.domain.items import Find, FindState, Item
from bot.domain.people import Nudges, Private
from bot.domain.stories import Story, StoryKind, StoryState
from bot.domain.writing import Writing

OFF: dict[Private, Action] = {
    Private.NUDGE: Action.NUDGES_OFF,
    Private.DRAFT: Action.DRAFTS_OFF,
    Private.REMINDER: Action.REMINDERS_OFF,
    Private.FIND_NEWS: Action.FIND_NEWS_OFF,
    Private.NAMING: Action.NAMING_OFF,
    Private.ANSWER: Action.ANSWERS_OFF,
}
"""The off switch that a private message of each kind must carry; delivery refuses one without it."""


def off_switch(kind: Private, w: Words) -> Button:
    """The button that turns this kind of private message off."""
    label = {
        Private.NUDGE: w.turn_off_nudges,
        Private.DRAFT: w.turn_off_drafts,
        Private.REMINDER: w.turn_off_reminders,
        Private.FIND_NEWS: w.turn_off_find_news,
        Private.NAMING: w.turn_off_naming,
        Private.ANSWER: w.turn_off_answers,
    }[kind]
    return Button(OFF[kind], label())


def carries_off_switch(card: Card, kind: Private) -> bool:
    """Whether this card has the off switch of its kind."""
    return any(button.action is OFF[kind] for button in card.buttons)


def nudge(item: Item, card_id: str, every: Nudges, w: Words) -> Card:
    """One thing, for a member who asked to be nudged."""
    return Card(
        title=item.title,
        text=item.text,
        link=item.url or None,
        facts=(w.nudge_because(every), w.optional_always()),
        buttons=(
            Button(Action.WOULD_SHARE, w.would_share(), card_id),
            Button(Action.DRAFT, w.draft_with_me(), card_id),
            Button(Action.SCROLL_PAST, w.scroll_past(), card_id),
            off_switch(Private.NUDGE, w),
            Button(Action.SAVE, w.save_for_later(), card_id, more=True),
        ),
        ask=True,
    )


def draft(
    writing: Writing,
    item: Item,
    w: Words,
    shape: Arranged,
    *,
    private: bool,
    notes: tuple[str, ...] = (),
    one_way: bool = False,
    held: str = "",
) -> Card:
    """A draft: words to take, change or leave. `private`: it goes out as a message, so it carries its off switch.

    `notes`: what may help with it. `one_way`: its words can be arranged in no other way.
    `held`: why what it is about is not to be shared now, if so; then no way out to a network stands on it.
    """
    network, text, url = writing.network, writing.text, item.url or None
    assert network is not None
    address = "" if held else composer(network, text=text, url=url, title=item.title)
    opening = (Button(Action.OPEN_LINK, w.open_composer(network), url=address),) if address else ()
    otherwise = (
        () if writing.edited or one_way else (Button(Action.ARRANGE_OTHERWISE, w.arrange_otherwise(), writing.id),)
    )
    edit = Button(Action.EDIT_DRAFT, w.edit(), writing.id)
    # Words that are too long for the network are of no use there before they are shorter.
    first, then = ((edit,), ()) if shape.over_by else ((), (edit,))
    return Card(
        title=w.draft_title(network),
        text=writing.text,
        facts=(
            w.draft_about(item.title or w.withdrawn_title()),
            *((held,) if held else ()),
            w.draft_shape(round(shape.own_share * 100), shape.length, shape.limit),
            *((w.draft_too_long(shape.over_by, network),) if shape.over_by else ()),
            *((w.copy_then_open(network),) if address and copy_first(network, text=text, url=url) else ()),
            *notes,
        ),
        buttons=(
            *first,
            Button(Action.COPY_DRAFT, w.copy(), writing.id),
            *opening,
            *then,
            *otherwise,
            Button(Action.OTHER_QUESTION, w.other_question(), writing.id),
            Button(Action.CHECK_DRAFT, w.check_this(), writing.id, more=True),
            Button(Action.REMIND_ME, w.remind_me(), writing.id, more=True),
            Button(Action.THROW_AWAY, w.throw_away(), writing.id, more=True),
            *((off_switch(Private.DRAFT, w),) if private else ()),
        ),
    )


def thrown(w: Words) -> Card:
    """What stays of a draft that was thrown away."""
    return Card(title=w.draft_thrown(), buttons=(off_switch(Private.DRAFT, w),))


def invite(item: Item, card_id: str, w: Words) -> Card:
    """The answer to ✍️: the form can only open from a button."""
    return Card(
        title=item.title,
        text=w.invite_text(),
        link=item.url or None,
        buttons=(Button(Action.DRAFT, w.draft_with_me(), card_id), off_switch(Private.DRAFT, w)),
    )


def reminder(writing: Writing, item: Item, w: Words) -> Card:
    """What a person asked to be reminded of."""
    return Card(
        title=w.reminder_title(),
        text=writing.text,
        facts=(w.draft_about(item.title),),
        buttons=(
            Button(Action.SHOW_DRAFT, w.show_draft(), writing.id),
            Button(Action.REMIND_ME, w.remind_me(), writing.id),
            off_switch(Private.REMINDER, w),
        ),
    )


def find_news(find: Find, title: str, room: str, w: Words, *, words: str) -> Card:
    """Where a find went, or why it went nowhere."""
    match find.state:
        case FindState.STANDS:
            text = w.find_stands(room)
        case FindState.NO_ROOM:
            text = w.find_no_room()
        case _:
            text = words
    label = w.choose_another_room() if find.state is FindState.STANDS else w.choose_room()
    choose = () if find.state is FindState.UNREADABLE else (Button(Action.CHOOSE_ROOM, label, find.id),)
    return Card(
        title=title,
        text=text,
        link=find.url,
        facts=(w.find_about(),),
        buttons=(*choose, off_switch(Private.FIND_NEWS, w)),
    )


def naming(story: Story, named_id: str, author: str, w: Words) -> Card:
    """A member is asked whether they may be named, with all that their name would stand beside."""
    shows = (w.story_shows(story.picture),) if story.picture else ()
    kind = () if story.kind is StoryKind.OTHER else (w.story_kind(story.kind),)
    return Card(
        title=w.naming_title(author),
        text="\n\n".join(filter(None, (story.title, story.text, story.link))),
        facts=(w.naming_only_you(), w.told_under(story.signed, author, story.team), *kind, *shows, w.naming_fact()),
        picture=Picture(story.picture, story.title) if story.picture else None,
        buttons=(
            Button(Action.NAME_YES, w.name_yes(), named_id),
            Button(Action.NAME_NO, w.name_no(), named_id),
            off_switch(Private.NAMING, w),
        ),
    )


def story(story: Story, w: Words, *, text: str, facts: tuple[str, ...], buttons: tuple[Button, ...]) -> Card:
    """An author's own view of their story."""
    # A story nobody else has seen says so by its state alone.
    seen = (w.story_only_you(),) if story.state is not StoryState.DRAFT else ()
    return Card(title=story.title, text=text, link=story.link or None, facts=(*facts, *seen), buttons=buttons)
