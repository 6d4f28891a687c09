"""Every form a person can meet."""

from collections.abc import Collection, Mapping, Sequence

from bot.chat import wording
from bot.chat.cards import Field, FieldKind, Form, Option
from bot.chat.events import FormName
from bot.chat.wording import Words
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Room, Weekday
from bot.domain.stories import Signed, Story, StoryKind
from bot.domain.topics import Topic
from bot.domain.writing import Writing

APART = "apart"
NEVER_DAYS, BOUNDARIES, NOT_ABOUT = "days", "boundaries", "not_about"
PROFILE = "profile"
"""The language of their profile, as an option beside the languages themselves."""


def interview(writing: Writing, title: str, networks: Collection[Network], company: str, w: Words) -> Form:
    """The angle question first, two more if they like, and the networks this person picked: no other."""
    mine = [network for network in Network if network in networks]
    chosen = writing.network if writing.network in mine else mine[0]
    earlier = writing.answers
    # A new question must not lose the words given to the last one: they move down to the second answer.
    fresh = len(writing.asked) > 1
    if earlier is None:
        main, second, third = "", "", ""
    elif writing.edited:  # what they changed by hand has all they kept of their answers
        main, second, third = "", writing.text, ""
    elif fresh:
        main, second, third = "", earlier.main, " ".join(filter(None, (earlier.second, earlier.third)))
    else:
        main, second, third = earlier.main, earlier.second, earlier.third
    return Form(
        name=FormName.INTERVIEW,
        title=w.interview_title(),
        intro=w.interview_intro(title),
        submit=w.interview_submit(),
        subject=writing.id,
        fields=(
            Field(
                "answer",
                w.question(writing.angle),
                FieldKind.LONG,
                required=True,
                hint=w.answer_hint(),
                value=main,
                most=10_000,
            ),
            Field("second", w.second_question(), FieldKind.LONG, value=second, most=10_000),
            Field("third", w.third_question(), FieldKind.LONG, value=third, most=10_000),
            Field(
                "network",
                w.which_network(),
                FieldKind.RADIO,
                required=True,
                options=tuple(Option(network.value, w.network(network)) for network in mine),
                value=chosen.value,
            ),
            Field(
                "workplace",
                w.say_workplace(company),
                FieldKind.TICK,
                hint=w.workplace_why(),
                value="true" if writing.workplace else "",
            ),
        ),
    )


def edit_draft(writing: Writing, w: Words) -> Form:
    """The draft's own words, to change as they like."""
    limit = writing.network.limit if writing.network else None
    hint = w.edit_draft_hint(limit, writing.network) if writing.network and limit else ""
    words = Field("text", w.your_words(), FieldKind.LONG, required=True, hint=hint, value=writing.text, most=20_000)
    return Form(FormName.EDIT_DRAFT, w.edit_draft_title(), w.keep(), (words,), writing.id)


def remind(writing: Writing, w: Words) -> Form:
    """When to be reminded."""
    options = tuple(Option(value, w.remind_when(value)) for value in ("tomorrow", "3 days", "1w"))
    field = Field("when", w.remind_question(), FieldKind.RADIO, required=True, options=options, value="tomorrow")
    return Form(FormName.REMIND, w.remind_title(), w.remind_submit(), (field,), writing.id)


def networks(offered: Sequence[Network], chosen: Collection[Network], *, apart: bool, subject: str, w: Words) -> Form:
    """Own networks, or none: "I keep work and social apart" is a complete answer. `subject`: a card to go on with."""
    options = tuple(Option(network.value, w.network(network)) for network in offered)
    value = tuple(network.value for network in offered if network in chosen)
    return Form(
        name=FormName.NETWORKS,
        title=w.networks_title(),
        intro=w.networks_intro(),
        submit=w.keep(),
        subject=subject,
        fields=(
            Field("networks", w.networks_question(), FieldKind.CHECKS, options=options, value=value),
            Field(APART, w.keep_apart(), FieldKind.TICK, hint=w.keep_apart_hint(), value="true" if apart else ""),
        ),
    )


def topics(all_topics: Sequence[Topic], wanted: Mapping[str, bool], w: Words) -> Form:
    """What a person wants to hear about, in nudges alone: a room's topics are not changed by this."""
    options = tuple(Option(topic.id, topic.name) for topic in all_topics)
    value = tuple(topic.id for topic in all_topics if wanted.get(topic.id, True))
    field = Field("topics", w.topics_question(), FieldKind.CHECKS, options=options, value=value)
    return Form(FormName.TOPICS, w.topics_title(), w.keep(), (field,), intro=w.topics_intro())


def boundaries(
    all_topics: Sequence[Topic],
    wanted: Mapping[str, bool],
    *,
    never_days: Collection[Weekday],
    chosen: Collection[Boundary],
    apart: bool,
    w: Words,
) -> Form:
    """What a person does not want: days, photos, questions, topics, networks. Nothing of it has to be chosen."""
    days = tuple(Option(day.value, w.weekday(day)) for day in Weekday)
    limits = tuple(Option(one.value, w.boundary(one)) for one in Boundary)
    topics = tuple(Option(topic.id, topic.name) for topic in all_topics)
    unwanted = tuple(topic.id for topic in all_topics if not wanted.get(topic.id, True))
    not_about = Field(
        NOT_ABOUT, w.not_about_question(), FieldKind.CHECKS, hint=w.not_about_hint(), options=topics, value=unwanted
    )
    return Form(
        name=FormName.BOUNDARIES,
        title=w.boundaries_title(),
        intro=w.boundaries_intro(),
        submit=w.keep(),
        fields=(
            Field(
                NEVER_DAYS,
                w.never_days_question(),
                FieldKind.CHECKS,
                hint=w.never_days_hint(),
                options=days,
                value=tuple(day.value for day in Weekday if day in never_days),
            ),
            Field(
                BOUNDARIES,
                w.boundaries_question(),
                FieldKind.CHECKS,
                hint=w.boundaries_hint(),
                options=limits,
                value=tuple(one.value for one in Boundary if one in chosen),
            ),
            *((not_about,) if topics else ()),
            Field(APART, w.keep_apart(), FieldKind.TICK, hint=w.apart_unpicks(), value="true" if apart else ""),
        ),
    )


def nudges(current: Nudges, w: Words) -> Form:
    """How often."""
    options = tuple(Option(one.value, w.nudges(one)) for one in (Nudges.DAILY, Nudges.WEEKLY, Nudges.OFF))
    value = Nudges.WEEKLY if current is Nudges.OFF else current
    field = Field("often", w.nudges_question(), FieldKind.RADIO, required=True, options=options, value=value.value)
    return Form(FormName.NUDGES, w.nudges_title(), w.keep(), (field,), intro=w.nudges_intro())


def language(chosen: str | None, profile: str, w: Words) -> Form:
    """Which language is spoken with them, each named in itself. `profile`: the language of their profile."""
    follow = Option(PROFILE, w.language_as_profile(wording.of(profile).language_itself()))
    options = (*(Option(code, wording.of(code).language_itself()) for code in wording.LANGUAGES), follow)
    value = chosen if chosen in wording.LANGUAGES else PROFILE
    field = Field("language", w.language_question(), FieldKind.RADIO, required=True, options=options, value=value)
    return Form(FormName.LANGUAGE, w.language_title(), w.keep(), (field,), intro=w.language_intro())


def pause(w: Words) -> Form:
    """For how long there should be silence."""
    field = Field(
        "until", w.pause_question(), FieldKind.TEXT, required=True, hint=w.pause_hint(), value=w.pause_usual(), most=60
    )
    return Form(FormName.PAUSE, w.pause_title(), w.pause_submit(), (field,))


NOT_FOR_US = ("off_topic", "old", "advert", "wrong", "sensitive", "other")


def not_for_us(card_id: str, w: Words) -> Form:
    """Why an item is not for us: one reason, no words about people."""
    options = tuple(Option(reason, w.not_for_us_reason(reason)) for reason in NOT_FOR_US)
    field = Field("because", w.not_for_us_question(), FieldKind.RADIO, required=True, options=options)
    return Form(FormName.NOT_FOR_US, w.not_for_us(), w.send(), (field,), card_id, w.not_for_us_intro())


def find(w: Words, *, room_id: str = "", found: Sequence[str] = ()) -> Form:
    """Bring a find. `found`: links to begin with; where there are several, one of them is chosen."""
    if len(found) > 1:
        options = tuple(Option(one, one.removeprefix("https://")) for one in found)
        link = Field("link", w.find_which(), FieldKind.RADIO, required=True, options=options)
    else:
        link = Field("link", w.find_link(), FieldKind.LINK, required=True, value="".join(found), most=2000)
    return Form(
        name=FormName.FIND,
        title=w.find_title(),
        intro=w.find_intro(here=bool(room_id)),
        submit=w.find_submit(),
        subject=room_id,
        fields=(
            link,
            Field("why", w.find_why(), FieldKind.LONG, most=600),
            Field("named", w.find_named(), FieldKind.TICK, hint=w.find_named_hint()),
        ),
    )


def _rooms(rooms: Sequence[Room], chosen: str | None, label: str) -> Field:
    options = tuple(Option(room.id, room.name) for room in rooms)
    return Field("room", label, FieldKind.SELECT, required=True, options=options, value=chosen or "")


def find_room(find_id: str, rooms: Sequence[Room], chosen: str | None, w: Words) -> Form:
    """Where a find should stand."""
    return Form(
        FormName.FIND_ROOM, w.choose_room(), w.put_it_there(), (_rooms(rooms, chosen, w.which_room()),), find_id
    )


def story(current: Story | None, colleagues: tuple[str, ...], w: Words, *, about: str = "", title: str = "") -> Form:
    """A story, old or new. `about`: the item it was prompted by, the subject of a new one."""
    kinds = tuple(Option(kind.value, w.story_kind(kind)) for kind in StoryKind)
    signed = tuple(Option(one.value, w.signed(one)) for one in Signed)
    return Form(
        name=FormName.STORY,
        title=w.story_title(),
        intro=w.story_intro(),
        submit=w.story_submit(),
        subject=current.id if current else about,
        fields=(
            Field(
                "title",
                w.story_headline(),
                FieldKind.TEXT,
                required=True,
                value=current.title if current else title,
                most=150,
            ),
            Field(
                "story",
                w.story_words(),
                FieldKind.LONG,
                required=True,
                hint=w.story_hint(),
                value=current.text if current else "",
                most=6000,
            ),
            Field(
                "kind",
                w.story_kind_question(),
                FieldKind.SELECT,
                required=True,
                options=kinds,
                value=current.kind.value if current else StoryKind.LESSON.value,
            ),
            Field(
                "signed",
                w.signed_question(),
                FieldKind.RADIO,
                required=True,
                options=signed,
                value=current.signed.value if current else Signed.NAMED.value,
            ),
            Field("team", w.team_name(), FieldKind.TEXT, value=current.team if current else "", most=80),
            Field(
                "colleagues", w.story_colleagues(), FieldKind.PEOPLE, hint=w.story_colleagues_hint(), value=colleagues
            ),
            Field("link", w.story_link(), FieldKind.LINK, value=current.link if current else "", most=2000),
            Field("picture", w.story_picture(), FieldKind.LINK, value=current.picture if current else "", most=2000),
        ),
    )


def tell_story(story_id: str, rooms: Sequence[Room], chosen: str | None, w: Words) -> Form:
    """Where the author wants to tell it."""
    return Form(
        FormName.TELL_STORY,
        w.tell_story_title(),
        w.tell_it(),
        (_rooms(rooms, chosen, w.which_room()),),
        story_id,
        w.tell_story_intro(),
    )
