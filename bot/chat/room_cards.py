"""Cards as they stand in rooms: heard, asking, a story, and what stays when their time is over (DESIGN section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.cards import Button, Card, Picture
from bot.chat.events import Action
from bot.chat.wording import Words
from bot.domain.items import AnswerKind, Ending, Item, ItemKind, Life, RoomCard, Tally
from bot.domain.networks import Network
from bot.domain.notices import Notice, NoticeKind
from bot.domain.stories import Signed, Story, StoryKind


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a card in a room is drawn from."""

    card: RoomCard
    item: Item
    tally: Tally
    now: datetime
    story: Story | None = None
    author: str = ""
    said: tuple[tuple[str, str], ...] = ()
    """What its bringers said of it, each with a name or without."""

    said_elsewhere: bool = False
    """Whether a colleague brought it in another room: it asks there and here."""

    put_up: bool = False
    """Whether a steward put it there, and nobody else brought it."""

    about: str = ""
    """The title of the item that prompted a story."""

    covered: Network | None = None
    """The network on which enough colleagues have words about it already."""

    zone: str = "UTC"
    """Whose calendar days are counted on."""


def held(item: Item, w: Words, *, now: datetime, zone: str) -> str:
    """Why an item offers no sharing now, or nothing. `zone`: on whose calendar a day is a day."""
    if item.may_be_shared(now):
        return ""
    if item.withdrawn:
        return w.withdrawn_text()
    return w.not_to_be_shared(item.internal, item.not_before.astimezone(ZoneInfo(zone)) if item.not_before else None)


def room_card(scene: Scene, w: Words) -> Card:
    """The card as it should stand now."""
    if scene.card.life is Life.OVER:
        return _over(scene, w)
    if scene.story is not None:
        return _story(scene, w)
    return _asking(scene, w) if scene.card.life is Life.ASKING else _heard(scene, w)


def notice(said: Notice, w: Words) -> Card:
    """A few plain lines for everyone in a room: nothing is asked, and nothing is counted."""
    match said.kind:
        case NoticeKind.YOU_SAID:
            return Card(title=w.you_said(), text=said.text)
        case NoticeKind.STOPPED:
            return Card(title=w.stopped_title(), text=w.stopped_text())
        case NoticeKind.GOES_ON:
            return Card(title=w.goes_on_title(), text=w.goes_on_text())


def _heard(scene: Scene, w: Words) -> Card:
    card, item = scene.card, scene.item
    worth = () if _held(scene, w) else (Button(Action.WORTH_IT, w.worth_it(), card.id),)
    told = w.heard_in(item.heard_in, _age(scene), card.because)
    return _base(
        scene,
        facts=(told, *_company(scene, w), *_held(scene, w), *_counts(scene, w)),
        buttons=(
            *worth,
            Button(Action.LESS, w.less_like_this(), card.id),
            *_more(scene, w),
        ),
    )


def _asking(scene: Scene, w: Words) -> Card:
    card = scene.card
    sharing = (
        Button(Action.WOULD_SHARE, w.would_share(), card.id),
        Button(Action.DRAFT, w.draft_with_me(), card.id),
        Button(Action.SCROLL_PAST, w.scroll_past(), card.id),
    )
    shareable = not _held(scene, w)
    optional = (w.optional_always(),) if shareable else ()
    said = tuple(w.brought_because(why, name) for why, name in scene.said[:2])
    first = (_why_it_asks(scene, w), *_company(scene, w), *_held(scene, w))
    return _base(
        scene,
        facts=(*first, *said, *_covered(scene, w), *optional, *_counts(scene, w)),
        buttons=(*(sharing if shareable else ()), *_more(scene, w)),
        ask=shareable,
    )


def _why_it_asks(scene: Scene, w: Words) -> str:
    asks = not _held(scene, w)
    if scene.put_up:
        return w.put_up_by_stewards(asks=asks)
    return w.asks(scene.card.brought_by, scene.card.brought or scene.said_elsewhere, asks=asks)


def _held(scene: Scene, w: Words) -> tuple[str, ...]:
    why = held(scene.item, w, now=scene.now, zone=scene.zone)
    return (why,) if why else ()


def _story(scene: Scene, w: Words) -> Card:
    card, story = scene.card, scene.story
    assert story is not None
    signature = {
        Signed.NAMED: w.story_by(scene.author),
        Signed.TEAM: w.story_by_team(story.team),
        Signed.UNNAMED: w.story_unnamed(),
    }[story.signed]
    kind = () if story.kind is StoryKind.OTHER else (w.story_kind(story.kind),)
    others = () if story.signed is Signed.UNNAMED else story.may_name()
    return _base(
        scene,
        facts=(
            " · ".join((signature, *kind)),
            *((w.draft_about(scene.about),) if scene.about else ()),
            *((w.story_with(others),) if others else ()),
            *_covered(scene, w),
            w.optional_always(),
            *_counts(scene, w),
        ),
        buttons=(
            Button(Action.WOULD_SHARE, w.would_tell_on(), card.id),
            Button(Action.WELL_DONE, w.well_done(), card.id),
            Button(Action.DRAFT, w.draft_with_me(), card.id, more=True),
            *_more(scene, w),
        ),
        ask=True,
    )


def _over(scene: Scene, w: Words) -> Card:
    if scene.card.ending is Ending.WITHDRAWN or scene.item.withdrawn:
        return Card(title=w.withdrawn_title(), text=w.withdrawn_text())
    return Card(title=scene.item.title, link=scene.item.url or None, facts=(w.expired(),))


def _base(scene: Scene, *, facts: tuple[str, ...], buttons: tuple[Button, ...], ask: bool = False) -> Card:
    item = scene.item
    tallies: Mapping[str, int] = {kind.value: n for kind, n in scene.tally.shown().items()}
    picture = Picture(item.picture, item.title) if item.picture else None
    return Card(item.title, item.text, item.url or None, facts, picture, buttons, tallies, ask)


def _more(scene: Scene, w: Words) -> tuple[Button, ...]:
    card = scene.card
    topics = tuple(
        Button(Action.LESS_OF_TOPIC, w.less_of_topic(one.name), f"{card.id}", more=True) for one in card.because[:1]
    )
    own = () if scene.story else (Button(Action.TELL_ABOUT, w.tell_my_own(), card.id, more=True),)
    return (
        Button(Action.SAVE, w.save_for_later(), card.id, more=True),
        *own,
        Button(Action.NOT_FOR_US, w.not_for_us(), card.id, more=True),
        *topics,
        Button(Action.WHY, w.why_this(), card.id, more=True),
    )


def _company(scene: Scene, w: Words) -> tuple[str, ...]:
    return (w.from_the_company(),) if scene.item.kind is ItemKind.COMPANY else ()


def _covered(scene: Scene, w: Words) -> tuple[str, ...]:
    return (w.well_covered(scene.covered),) if scene.covered else ()


def _counts(scene: Scene, w: Words) -> tuple[str, ...]:
    words = {
        AnswerKind.WORTH_IT: w.count_worth_it,
        AnswerKind.WOULD_SHARE: w.count_would_share,
        AnswerKind.SCROLL_PAST: w.count_scroll_past,
        AnswerKind.WELL_DONE: w.count_well_done,
    }
    shown = {
        kind: n
        for kind, n in scene.tally.shown().items()
        if not (kind is AnswerKind.WORTH_IT and scene.card.life is Life.ASKING)
    }
    return (" · ".join(words[kind](n) for kind, n in shown.items()),) if shown else ()


def _age(scene: Scene) -> float:
    """Hours between the telling and the posting, so that an edit does not change what was said."""
    return max(0.0, ((scene.card.posted_at or scene.now) - scene.item.at).total_seconds() / 3600)
