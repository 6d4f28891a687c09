"""Boundaries: set by anybody for themselves, seen by nobody else, and never to be told from a plain no."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert, select, update

from bot.chat import drawing
from bot.chat.events import Action, Asked, FormName, Opened, Picked, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Outgoing, Purpose
from bot.chat.outgoing import Drop, NotNow, Send, verdict
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.dispatch import handle
from bot.domain.acts import Act
from bot.domain.networks import Network
from bot.domain.people import Boundary, Person, Weekday
from bot.domain.stories import QUICKEST_ANSWER, SLOWEST_ANSWER, Naming, Story, StoryState
from bot.handlers import telling
from store import rows
from tests.bot.chat.house import again, moment, outgoing
from tests.bot.chat.private import Scene, scene, waiting
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, HOUR, MINUTE, NOW

PICTURE = "https://a.example/p.png"
NO_PHOTOS = {"boundaries": ("no_photos",)}
Sent = Mapping[str, str | tuple[str, ...]]


def asks(here: Here, words: str, who: str = "ana") -> Reply | None:
    return handle(Asked("key", here.now, making.address(who), words), here)


def press(here: Here, action: Action, subject: str = "", who: str = "ana") -> Reply | None:
    return handle(Pressed("key", here.now, making.address(who), action, subject), here)


def sets(here: Here, fields: Sent, who: str = "ana") -> Reply | None:
    return handle(Submitted("key", here.now, making.address(who), FormName.BOUNDARIES, "", fields), here)


def known(here: Here, who: str = "ana") -> Person:
    person = here.tx.people.at(making.address(who))
    assert person is not None
    return person


def opened_form(reply: Reply | None) -> dict[str, str | tuple[str, ...]]:
    assert isinstance(reply, OpenForm)
    assert reply.form.name is FormName.BOUNDARIES
    return {one.name: one.value for one in reply.form.fields}


# ── Setting them ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["boundaries", "/earshot boundaries", "Grenzen", "@earshot grenzen!"])
def test_a_word_opens_the_form_as_it_was_filled_in_last(said: str, engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        [topic] = at.tx.topics.all()
        empty = {"days": (), "boundaries": (), "not_about": (), "apart": ""}
        assert opened_form(asks(here, said)) == empty
        chosen: Sent = {
            "days": ("sat", "mon"),
            "boundaries": ("no_faith", "no_photos"),
            "not_about": (topic.id,),
            "apart": "true",
        }
        sets(here, chosen)
        filled = {"days": ("mon", "sat"), "boundaries": ("no_photos", "no_faith"), "not_about": (topic.id,)}
        assert opened_form(asks(here, said)) == filled | {"apart": "true"}
        sets(here, {})
        assert opened_form(press(here, Action.BOUNDARIES)) == empty, "and all of it can be taken back"


def test_what_was_chosen_is_kept_and_said_in_words(engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        before = known(here)
        reply = sets(here, {"days": ("sun",), "boundaries": ("no_photos", "no_family", "no_politics")})
        assert isinstance(reply, Whisper)
        assert reply.body == (
            "Kept. On Sunday nothing comes that you did not just ask for. No photos: a story with a picture never names"
            " you. No questions about family or politics."
        )
        ana = known(here)
        assert ana.never_days == {Weekday.SUN}
        assert ana.boundaries == {Boundary.NO_PHOTOS, Boundary.NO_FAMILY, Boundary.NO_POLITICS}
        assert before.networks
        assert (ana.networks, ana.apart) == (before.networks, False), "networks stay where nothing was said of them"
        page = handle(Opened("key", NOW, ana.address), here)
        assert isinstance(page, ShowPage)
        [section] = [one for one in page.page.sections if one.title == here.words(ana).boundaries_title()]
        assert f"Kept. {section.text}" == reply.body
        assert [button.action for button in section.buttons] == [Action.BOUNDARIES]
        page_of_bo = handle(Opened("key", NOW, making.address("bo")), here)
        assert "On Sunday nothing comes" not in repr(page_of_bo)


def test_topics_are_the_same_choice_as_topics_and_only_what_changes_is_kept(engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        kernel, us = making.topic(here.tx, "kernel", "us")
        sets(here, {"days": ("sun",)})
        assert here.tx.people.topics(known(here).id) == {}, "who says nothing of topics has chosen none"
        sets(here, {"not_about": (us,)})
        assert here.tx.people.topics(known(here).id) == {us: False}
        topics = asks(here, "topics")
        assert isinstance(topics, OpenForm)
        assert topics.form.fields[0].value == (kernel,)
        sets(here, {"not_about": (kernel,)})
        assert here.tx.people.topics(known(here).id) == {us: True, kernel: False}


def test_keeping_work_and_social_apart_takes_the_networks_out_and_says_so(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        assert at.ana.member
        said = sets(here, {"apart": "true"})
        assert isinstance(said, Whisper)
        assert "networks are not picked any more" in str(said.body)
        assert (known(here).apart, known(here).networks) == (True, frozenset())
        said = sets(here, {"apart": "true"})
        assert isinstance(said, Whisper)
        assert "picked any more" not in str(said.body), "there were none to take out"
        sets(here, {})
        assert (known(here).apart, known(here).networks) == (False, frozenset())


@pytest.mark.parametrize("name", ["days", "boundaries", "not_about"])
def test_what_was_not_offered_is_a_mistake_and_keeps_nothing(name: str, engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        for who in ("ana", "a stranger"):
            reply = sets(here, {name: ("someday",), "apart": "true"}, who)
            assert isinstance(reply, FieldErrors)
            assert list(reply.errors) == [name]
        assert not known(here).apart
        assert here.tx.people.at(making.address("a stranger")) is None


def test_nobody_has_to_join_to_set_them_and_looking_keeps_nothing(engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        assert opened_form(asks(here, "boundaries", "a stranger"))["boundaries"] == ()
        assert here.tx.people.at(making.address("a stranger")) is None
        assert isinstance(sets(here, NO_PHOTOS, "a stranger"), Whisper)
        stranger = known(here, "a stranger")
        assert not stranger.member
        assert stranger.boundaries == {Boundary.NO_PHOTOS}
        joining = handle(Opened("key", NOW, making.address("a stranger")), here)
        assert isinstance(joining, ShowPage)
        offered = [button.action for section in joining.page.sections for button in section.buttons]
        assert Action.BOUNDARIES in offered


def test_they_stay_when_somebody_leaves_are_in_their_export_and_go_with_them(engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        sets(here, {"days": ("fri",), "boundaries": ("no_politics",), "apart": "true"})
        asks(here, "leave")
        asks(here, "join")
        exported = asks(here, "export")
        assert isinstance(exported, Whisper)
        text = str(getattr(exported.body, "text", ""))
        for said in ("never on: Friday", "boundaries: No questions about politics", "work and social apart: yes"):
            assert said in text
        kept = json.loads(text[text.index("{") :])["person"]
        assert (kept["never_days"], kept["boundaries"]) == (["fri"], ["no_politics"])
        here.tx.people.choose_language(known(here).id, "de")
        german = repr(asks(here, "export"))
        assert "nie am: Freitag" in german
        assert "Grenzen: Keine Fragen zur Politik" in german
        press(here, Action.FORGET_YES)
        assert here.tx.people.at(making.address("ana")) is None
        assert opened_form(asks(here, "boundaries"))["boundaries"] == ()


# ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_waited_for_a_day_is_looked_at_again_once_they_change_their_mind(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        sets(here, {"days": tuple(Weekday)})
        message = waiting(Purpose.REMINDER, at)
        at.tx.outbox.put(Purpose.REMINDER, key="r", lane="r", about=message.about, person_id=at.ana.id, at=NOW)

        def due(days: int = 0) -> list[Outgoing]:
            return [one for one in at.tx.outbox.due(now=NOW + days * DAY, limit=9) if one.key == "r"]

        [reminder] = due()
        said = verdict(reminder, here)
        assert isinstance(said, NotNow)
        at.tx.outbox.later(reminder.id, until=said.until, tried=False)
        assert due(days=6) == []
        sets(here, {"days": ("sun",)})
        [reminder] = due()
        assert isinstance(verdict(reminder, here), Send)


# ── Themes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_card_about_a_theme_they_closed_still_opens_the_interview_they_ask_for(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        inside(here.tx).execute(update(rows.items).values(title="Parental leave in the workshop"))
        sets(here, {"boundaries": ("no_family",)})
        assert isinstance(verdict(waiting(Purpose.NUDGE, at), here), Drop), "the control: nobody asks them about it"
        reply = press(here, Action.DRAFT, at.card.id)
        assert isinstance(reply, OpenForm)
        assert reply.form.name is FormName.INTERVIEW


# ── Photos, and what an author learns ────────────────────────────────────────────────────────────────────────────────

STORY = {"title": "The night the farm went quiet", "kind": "lesson", "signed": "named", "story": "Ana laughed."}
BESIDE = STORY | {"story": "Everybody laughed."}


def writes(here: Here, fields: Mapping[str, str], *, subject: str = "", picture: str = PICTURE) -> Story:
    """Bo writes a story that names Ana."""
    people = {"colleagues": (Picked(making.address("ana"), "Ana"),)}
    bo = making.address("bo")
    sent = dict(fields) | {"picture": picture}
    reply = handle(Submitted("key", here.now, bo, FormName.STORY, subject, sent, people), here)
    assert isinstance(reply, Whisper)
    [story, *_] = here.tx.stories.of(known(here, "bo").id)
    return story


def tells(here: Here, story: Story) -> Reply | None:
    [room] = here.tx.rooms.here()
    return handle(
        Submitted("key", here.now, making.address("bo"), FormName.TELL_STORY, story.id, {"room": room.id}), here
    )


def question(here: Here) -> str | None:
    """The id of the one question that waits for Ana, if one does."""
    o = rows.outbox
    found = inside(here.tx).execute(select(o.c.about).where(o.c.purpose == Purpose.NAMING)).scalars().all()
    return found[-1] if found else None


def news(here: Here) -> list[object]:
    """What Bo is told in private, as it would read now, and when it was put there does not matter."""
    o = rows.outbox
    wanted = select(o.c.about, o.c.person_id).where(o.c.purpose == Purpose.STORY_NEWS).order_by(o.c.id)
    found = inside(here.tx).execute(wanted).all()
    return [verdict(outgoing(Purpose.STORY_NEWS, row.about, person_id=row.person_id), here) for row in found]


def until_settled(story: Story, here: Here, *, most: timedelta = 8 * DAY, tick: timedelta = 30 * MINUTE) -> Here:
    """The clock ticks until the story waits no more; returns the moment at which that was."""
    moment_ = here
    while moment_.now < here.now + most:
        moment_ = replace(moment_, now=moment_.now + tick)
        for one in moment_.tx.stories.waiting(limit=9):
            telling.proceed(one, moment_)
        current = moment_.tx.stories.get(story.id)
        assert current is not None
        if current.state is not StoryState.WAITING:
            return moment_
    return moment_


def ana_says_no(here: Here) -> None:
    asked = question(here)
    assert asked is not None
    press(here, Action.NAME_NO, asked)


def ana_has_a_boundary(here: Here) -> None:
    assert question(here) is None, "she is not even asked"


def ana_is_silent(here: Here) -> None:
    assert question(here) is not None


ANSWERS: dict[str, Callable[[Here], None]] = {
    "no": ana_says_no,
    "boundary": ana_has_a_boundary,
    "silence": ana_is_silent,
    "not a member": lambda here: None,
}


def all_that_bo_reads(how: str, fields: Mapping[str, str], engine: Engine) -> Iterator[str]:
    """From the first word to the last: every reply, message, page and export that Bo gets, and the card in the room."""
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana", member=how != "not a member")
        if how == "boundary":
            sets(here, NO_PHOTOS)
        story = writes(here, fields)
        yield f"told: {tells(here, story)}"
        ANSWERS[how](here)
        later = replace(until_settled(story, here), now=NOW + 9 * DAY)
        yield f"news: {news(later)}"
        yield f"shown: {press(later, Action.SHOW_STORY, story.id, 'bo')}"
        yield f"told again: {tells(later, story)}"
        yield f"page: {handle(Opened('key', later.now, making.address('bo')), later)}"
        for item_card in (
            one for room in here.tx.rooms.here() for one in here.tx.rooms.shown(room.id, since=NOW - DAY)
        ):
            yield f"card: {drawing.room_card(item_card, later)}"
        stands = here.tx.stories.get(story.id)
        yield f"state: {stands.state if stands else None}"
        exported = here.tx.people.export(known(here, "bo").id)
        for kind in ("stories", "names in your stories", "namings"):
            yield f"export: {exported.get(kind)}"


def without_ids(text: str) -> str:
    """Words alone: ids differ from one evening to the next, and so do their times."""
    return re.sub(r"\b[0-9A-HJKMNP-TV-Z]{26}\b|\d{4}-\d\d-\d\dT[\d:.+]+|datetime\([^)]*\)", "…", text)


def read_by_bo(how: str, fields: Mapping[str, str], engine: Engine) -> list[str]:
    return [without_ids(one) for one in all_that_bo_reads(how, fields, engine)]


@pytest.mark.parametrize("fields", [STORY, BESIDE], ids=["in its words", "beside it"])
def test_an_author_reads_the_same_of_a_boundary_a_no_and_silence(fields: Mapping[str, str], engine: Engine) -> None:
    plain_no = read_by_bo("no", fields, engine)
    assert len(plain_no) >= 9
    assert "asked first" in plain_no[0]
    assert read_by_bo("boundary", fields, engine) == plain_no
    assert read_by_bo("silence", fields, engine) == plain_no
    unjoined = read_by_bo("not a member", fields, engine)
    assert unjoined[2:] == plain_no[2:], "what stands in the end is the same for who never joined, too"


def test_control_a_boundary_that_answers_at_once_could_be_told_from_a_no(engine: Engine) -> None:
    """A naive way: whoever has a boundary counts as having said no before anybody is asked."""
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana")
        story = writes(here, STORY)
        here.tx.stories.answer_naming(story.named[0].id, Naming.NO)
        at_once = without_ids(f"told: {tells(here, story)}")
    assert at_once != read_by_bo("no", STORY, engine)[0]


@pytest.mark.parametrize(
    ("asked_at", "opens", "days"),
    [
        (NOW, NOW, ()),  # a Tuesday, 11:00 in Berlin
        (datetime(2026, 11, 24, 19, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC), ()),
        (datetime(2026, 11, 27, 19, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC), ()),  # over a weekend
        (NOW, datetime(2026, 11, 26, 8, tzinfo=UTC), ("tue", "wed")),
    ],
    ids=["by day", "at night", "on a Friday night", "on a day of hers"],
)
def test_a_boundary_says_no_when_she_might_have_said_so_herself(
    asked_at: datetime, opens: datetime, days: tuple[str, ...], engine: Engine
) -> None:
    with moment(engine, now=asked_at) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        ana = making.person(here.tx, "ana")
        sets(here, NO_PHOTOS | {"days": days})
        story = writes(here, STORY)
        tells(here, story)
        tick = 15 * MINUTE
        said = until_settled(story, here, tick=tick).now
        assert opens + QUICKEST_ANSWER <= said, "not before a question could have reached her"
        quiet = replace(here, now=said).quiet_for(again(ana, here.tx))
        assert quiet is not None
        local = said + HOUR  # Berlin in winter
        assert 9 <= local.hour < 18
        assert local.weekday() not in quiet.days
        assert said <= opens + SLOWEST_ANSWER + 15 * HOUR + tick, "nor long after: at most the next morning"


@pytest.mark.parametrize("out", ["left", "paused", "naming off", "every day is hers"])
def test_whoever_could_not_have_been_asked_is_silent_as_anybody_would_be(out: str, engine: Engine) -> None:
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        ana = making.person(here.tx, "ana")
        sets(here, NO_PHOTOS | ({"days": tuple(Weekday)} if out == "every day is hers" else {}))
        story = writes(here, STORY)
        tells(here, story)
        if out == "left":
            asks(here, "leave")
        elif out == "paused":
            here.tx.people.pause(ana.id, NOW + 30 * DAY)
        elif out == "naming off":
            press(here, Action.NAMING_OFF)
        assert until_settled(story, here, tick=HOUR).now >= NOW + 7 * DAY


def test_a_boundary_says_nothing_while_everything_is_stopped_since_nobody_could_have_asked_her(engine: Engine) -> None:
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana")
        sets(here, NO_PHOTOS)
        inside(here.tx).execute(insert(rows.programme).values(id=1, stopped_at=NOW))
        story = writes(here, STORY)
        tells(here, story)
        assert until_settled(story, here, most=DAY).now == NOW + DAY
        on = replace(here, now=NOW + DAY)
        here.tx.programme.go_on()
        here.tx.acts.note("a steward", Act.WENT_ON, at=on.now)
        said = until_settled(story, on, tick=5 * MINUTE).now
        assert on.now + QUICKEST_ANSWER <= said < on.now + DAY, "she reads the question first, as anybody would"


def test_a_picture_added_to_a_story_she_said_yes_to_is_a_no(engine: Engine) -> None:
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana")
        sets(here, NO_PHOTOS)
        story = writes(here, STORY, picture="")
        handle(Pressed("key", NOW, making.address("bo"), Action.EDIT_STORY, story.id), here)
        tells(here, story)
        asked = question(here)
        assert asked is not None, "the control: without a picture she is asked"
        again_written = writes(here, STORY, subject=story.id)
        tells(here, again_written)
        waiting_for_her = here.tx.stories.waiting(limit=9)
        assert [one.id for one in waiting_for_her] == [story.id]
        o = rows.outbox
        put = inside(here.tx).execute(select(o.c.about).where(o.c.purpose == Purpose.NAMING)).scalars().all()
        assert list(put) == [asked], "of the new words she is asked nothing"
        until_settled(story, here)
        settled = here.tx.stories.get(story.id)
        assert settled is not None
        assert (settled.state, settled.may_name()) == (StoryState.DRAFT, ())
        assert settled.named[0].answer is Naming.NO


@pytest.mark.parametrize("fields", [STORY, BESIDE], ids=["in its words", "beside it"])
def test_setting_the_boundary_takes_her_name_from_beside_every_picture_at_once(
    fields: Mapping[str, str], engine: Engine
) -> None:
    with moment(engine) as here:
        at = _two_stories_with_a_yes(here, fields)
        assert [story.may_name() for story in at] == [("Ana",), ("Ana",)]
        sets(here, {"boundaries": ("no_faith",)})
        assert [story.may_name() for story in _again(here, at)] == [("Ana",), ("Ana",)], "the control"
        sets(here, NO_PHOTOS)
        pictured, plain = _again(here, at)
        assert (pictured.may_name(), plain.may_name()) == ((), ("Ana",))
        taken_back = StoryState.DRAFT if fields is STORY else StoryState.TOLD
        assert (pictured.state, plain.state) == (taken_back, StoryState.TOLD)
        for card in here.tx.rooms.cards_of(pictured.item_id or ""):
            assert "Ana" not in repr(drawing.room_card(card, here))


def test_an_open_question_is_answered_by_a_boundary_set_meanwhile(engine: Engine) -> None:
    with moment(engine) as here:
        making.room(here.tx)
        making.person(here.tx, "bo")
        making.person(here.tx, "ana")
        story = writes(here, BESIDE)
        tells(here, story)
        asked = question(here)
        assert asked is not None
        sets(here, NO_PHOTOS)
        told = here.tx.stories.get(story.id)
        assert told is not None
        assert (told.state, told.may_name()) == (StoryState.TOLD, ())
        assert isinstance(verdict(outgoing(Purpose.NAMING, asked, person_id=known(here).id), here), Drop)


def test_a_late_yes_beside_a_picture_is_told_about_the_boundary_and_changes_nothing(engine: Engine) -> None:
    with moment(engine) as here:
        pictured, plain = _two_stories_with_a_yes(here, BESIDE)
        sets(here, NO_PHOTOS)
        reply = press(here, Action.NAME_YES, pictured.named[0].id)
        assert reply == Whisper(here.words().not_named_with_photos())
        assert press(here, Action.NAME_YES, plain.named[0].id) == Whisper(here.words().named_yes())
        assert [story.may_name() for story in _again(here, (pictured, plain))] == [(), ("Ana",)]
        sets(here, {})
        assert press(here, Action.NAME_YES, pictured.named[0].id) == Whisper(here.words().named_yes())
        assert [story.may_name() for story in _again(here, (pictured, plain))] == [("Ana",), ("Ana",)]


def _two_stories_with_a_yes(here: Here, fields: Mapping[str, str]) -> tuple[Story, Story]:
    """Two told stories that name Ana, with her yes to both; the first has a picture."""
    making.room(here.tx)
    making.person(here.tx, "bo")
    ana = making.person(here.tx, "ana")
    inside(here.tx).execute(update(rows.people).where(rows.people.c.id == ana.id).values(name="Ana"))
    found = []
    for picture in (PICTURE, ""):
        story = writes(here, fields, picture=picture)
        tells(here, story)
        asked = question(here)
        assert asked is not None
        press(here, Action.NAME_YES, asked)
        found.append(story)
    pictured, plain = _again(here, (found[0], found[1]))
    return pictured, plain


def _again(here: Here, stories: tuple[Story, Story]) -> tuple[Story, Story]:
    first, second = (here.tx.stories.get(one.id) for one in stories)
    assert first is not None
    assert second is not None
    return first, second


# ── Kept from everyone ───────────────────────────────────────────────────────────────────────────────────────────────

TRACES = re.compile(r"no_(?:photos|family|faith|politics)|never_days|On Sunday nothing|No questions about|No photos")


def all_that_others_see(at: Scene, who: str) -> Iterator[str]:
    """Every card, page, reply and export that somebody else can come by."""
    here = at.here
    yield repr(drawing.room_card(at.card, here))
    for action in Action:
        for subject in ("", at.card.id, at.ana.id, at.room.id):
            if action is not Action.BOUNDARIES:  # their own, empty form
                yield repr(press(here, action, subject, who))
    person = here.tx.people.at(making.address(who))
    if person is not None:
        yield repr(here.tx.people.export(person.id))


@pytest.mark.parametrize("who", ["bo", "steward", "a stranger"])
def test_nobody_else_sees_a_trace_of_a_boundary(who: str, engine: Engine) -> None:
    seen: dict[str, list[str]] = {}
    for boundaries in ("none", "all"):
        with moment(engine) as here:
            at = scene(here)
            for kind in (Purpose.NAMING, Purpose.STORY_NEWS):
                waiting(kind, at)
            if boundaries == "all":
                sets(here, {"days": ("sun",), "boundaries": tuple(Boundary)})
            seen[boundaries] = [without_ids(one) for one in all_that_others_see(at, who)]
    assert len(seen["none"]) > 100
    theirs = [one for one in seen["all"] if TRACES.search(one) and "You have set none" not in one]
    own_form_or_export = [one for one in seen["none"] if TRACES.search(one) and "You have set none" not in one]
    assert theirs == own_form_or_export, "what the words of their own form and export say, and nothing of hers"


def test_control_her_own_page_and_export_do_show_them(engine: Engine) -> None:
    with moment(engine) as here:
        scene(here)
        sets(here, {"days": ("sun",), "boundaries": tuple(Boundary)})
        assert TRACES.search(repr(handle(Opened("key", NOW, making.address("ana")), here)))
        assert TRACES.search(repr(asks(here, "export")))


def test_networks_of_somebody_else_are_not_touched(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        here.tx.people.choose_networks(at.bo.id, [Network.X], apart=False)
        sets(here, {"apart": "true", "days": ("sun",)})
        bo = again(at.bo, here.tx)
        assert bo.networks == {Network.X}
        assert (bo.apart, bo.never_days) == (False, frozenset())
