"""Whatever is pressed, said or sent, by whomever: always a kind answer, and nothing of anybody else's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.chat import desk_items, drawing, forms, source_forms
from bot.chat.addresses import Address
from bot.chat.cards import Button, Card
from bot.chat.commands import SPELLINGS
from bot.chat.events import Action, Asked, FormName, Picked, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import PRIVATE, Purpose, unpack
from bot.chat.outgoing import Drop, Edit, Send, verdict
from bot.chat.private_cards import OFF
from bot.chat.replies import FieldErrors, OpenForm, Reply, ShowPage, Whisper
from bot.dispatch import LOOKS, handle, once
from bot.domain.ids import new_id
from bot.domain.items import Because, ItemKind, Life, RoomCard
from bot.domain.networks import Network
from bot.domain.people import Private
from bot.domain.stories import StoryState
from bot.handlers import boundaries
from bot.settings import parse
from store import rows
from tests.bot.chat.house import moment
from tests.bot.chat.private import WORDS, Scene, scene, waiting
from tests.store import making
from tests.store.looking import inside
from tests.store.making import NOW

WHO = ["ana", "bo", "a stranger", "one who left", "one who pressed once"]
SECRETS = (WORDS[:20], "Nobody has read this yet")


@contextmanager
def undone(here: Here) -> Iterator[None]:
    """What happens inside never happened."""
    saved = inside(here.tx).begin_nested()
    yield
    saved.rollback()


def peopled(here: Here) -> tuple[Scene, dict[str, str]]:
    """A scene with people of every kind, and an id of each thing that is Ana's."""
    at = scene(here)
    tx = here.tx
    left = making.person(tx, "one who left")
    tx.people.leave(left.id)
    making.person(tx, "one who pressed once", member=False)
    story = making.story(tx, at.ana.id, text="Nobody has read this yet")
    ids = {purpose.value: waiting(purpose, at).about for purpose in PRIVATE if purpose is not Purpose.ANSWER}
    return at, ids | {"story": story.id, "room": at.room.id, "item": at.item.id, "ana": at.ana.id}


def own(ids: dict[str, str]) -> list[str]:
    """One id of each kind."""
    return [ids[kind] for kind in ("nudge", "draft", "find_news", "naming", "story", "room")]


def pressed(who: str, action: Action, subject: str) -> Pressed:
    return Pressed("key", NOW, making.address(who), action, subject)


def words_of(reply: Reply | None) -> str:
    """All that a reply lets somebody read."""
    return repr(reply)


NASTY_SUBJECTS = ["", "\x00", "🙂'; drop table people; --", "x" * 100_000, new_id(NOW)]


@pytest.mark.parametrize("who", WHO)
def test_every_button_answers_everyone_whatever_it_is_about(who: str, engine: Engine) -> None:
    with moment(engine) as here:
        _, ids = peopled(here)
        for action in Action:
            for subject in [*NASTY_SUBJECTS, *own(ids)] if who in ("ana", "bo") else ["", *own(ids)]:
                with undone(here):
                    reply = handle(pressed(who, action, subject), here)
                assert isinstance(reply, Whisper | OpenForm | ShowPage | FieldErrors), (action, subject[:30])
                if who != "ana":
                    assert not any(secret in words_of(reply) for secret in SECRETS), (action, subject[:30])


def test_control_the_owner_of_a_draft_and_a_story_does_read_them(engine: Engine) -> None:
    with moment(engine) as here:
        _, ids = peopled(here)
        assert SECRETS[0] in words_of(handle(pressed("ana", Action.SHOW_DRAFT, ids["draft"]), here))
        assert SECRETS[1] in words_of(handle(pressed("ana", Action.SHOW_STORY, ids["story"]), here))


def all_rows(here: Here) -> str:
    """Every row of every table."""
    connection = inside(here.tx)
    return repr([sorted(map(repr, connection.execute(select(one)))) for one in rows.metadata.sorted_tables])


def test_what_only_looks_changes_nothing_and_leaves_no_row(engine: Engine) -> None:
    with moment(engine) as here:
        at, ids = peopled(here)
        before = all_rows(here)
        for who in WHO:
            for action in LOOKS:
                for subject in ("", at.card.id, *own(ids)):
                    once(pressed(who, action, subject), here)
                    assert all_rows(here) == before, (who, action, subject)
        once(pressed("ana", Action.SAVE, at.card.id), here)
        assert all_rows(here) != before, "the control: an answer is kept, and that it was heard"


def buttons_of(reply: Reply | Card | None) -> tuple[Button, ...]:
    match reply:
        case Card() as card:
            return card.buttons
        case Whisper(body=Card() as card):
            return card.buttons
        case ShowPage(page=page):
            return tuple(button for section in page.sections for button in section.buttons)
        case _:
            return ()


def test_every_button_that_stands_anywhere_does_something(engine: Engine) -> None:
    """From every card, page and message on: press each button, then each button of what came back."""
    seen: set[Action] = set()
    with moment(engine) as bare:
        here = replace(bare, settings=STEWARD)
        at, ids = peopled(here)
        _parked(at)
        making.source(here.tx, "lwn")
        heard = making.card(here.tx, at.room.id, making.item(here.tx, "two").id, life=Life.HEARD, stands="m2")
        for kind in Private:
            here.tx.people.switch(at.bo.id, kind, on=False)
        here.tx.people.pause(at.bo.id, NOW + making.DAY)
        ana, bo = here.tx.people.get(at.ana.id), here.tx.people.get(at.bo.id)
        shown: list[Card | Reply | None] = [drawing.room_card(one, here) for one in (at.card, heard, _told(at, ids))]
        shown += [ShowPage(drawing.page(one, here, at=at.ana.address)) for one in (ana, bo, None)]
        shown += [drawing.joining_card(here, None), handle(pressed("a stranger", Action.JOIN_YES, ""), here)]
        shown.append(handle(Submitted("key", NOW, at.ana.address, FormName.LOOK_FOR_ITEM, "", {}), here))
        for purpose in PRIVATE:
            said = verdict(waiting(purpose, at), here)
            assert isinstance(said, Send | Edit)
            shown.append(said.card)
        todo = [button for one in shown for button in buttons_of(one)]
        tried: set[Button] = set()
        while todo:
            button = todo.pop()
            seen.add(button.action)
            if button in tried or button.url:
                continue
            tried.add(button)
            with undone(here):
                reply = handle(pressed("ana", button.action, button.subject), here)
            assert reply != Whisper(here.words(ana).not_understood()), button
            todo += buttons_of(reply)
    assert set(Action) - seen == set()


STEWARD = parse(
    """
company: {name: Example Works}
platforms: {playground: {people: [{id: ana, name: Ana, time_zone: UTC}]}}
stewards: [{platform: playground, workspace: T1, id: ana}]
""",
    environ={},
)


def _parked(at: Scene) -> None:
    """A card of which nobody knows whether it arrived."""
    lost = making.card(at.tx, at.room.id, making.item(at.tx, "lost").id)
    at.tx.outbox.put(Purpose.CARD, key="lost", lane=at.room.id, about=lost.id, at=NOW)
    for one in at.tx.outbox.due(now=NOW, limit=9):
        at.tx.outbox.parked(one.id, "nobody can tell", at=NOW)


def _told(at: Scene, ids: dict[str, str]) -> RoomCard:
    """A story of Ana's that stands in a room, about a topic that room follows."""
    item = making.item(at.tx, "told", kind=ItemKind.STORY)
    at.tx.stories.set_state(ids["story_news"], StoryState.TOLD, item_id=item.id)
    why = (Because("t", "Kernel", ("kernel",)),)
    return at.tx.rooms.put_card(
        at.room.id, item.id, life=Life.ASKING, because=why, brought=True, at=NOW, expires_at=NOW + making.DAY
    )


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────

LONG = "x" * 100_000
NASTY_VALUES: list[str | tuple[str, ...]] = [
    "",
    "   ",
    "\x00",
    "before\x00after",
    "👩‍👩‍👧‍👦" * 50,
    "مرحبا \u202e بالعالم",
    "\ud800",
    "https://[::1",
    "javascript:alert(1)",
    ("a", "list", "of words"),
    (),
    ("x",) * 2_000,
]


ABOUT = {
    FormName.INTERVIEW: "draft",
    FormName.EDIT_DRAFT: "draft",
    FormName.REMIND: "draft",
    FormName.NETWORKS: "nudge",
    FormName.NOT_FOR_US: "nudge",
    FormName.FIND_ROOM: "find_news",
    FormName.STORY: "story",
    FormName.TELL_STORY: "story",
}
"""What a form is about, where it is about something."""


def every_field(form: FormName, here: Here, at: Scene) -> list[str]:
    """The names of a form's fields, as it is drawn."""
    w = here.words()
    writing = here.tx.drafts.begin(at.ana.id, at.item.id, angle="surprised", at=NOW)
    drawn = {
        FormName.INTERVIEW: forms.interview(writing, "t", [Network.X], "Example Works", w),
        FormName.EDIT_DRAFT: forms.edit_draft(writing, w),
        FormName.REMIND: forms.remind(writing, w),
        FormName.NETWORKS: forms.networks([Network.X], [], apart=False, subject="", w=w),
        FormName.TOPICS: forms.topics(here.tx.topics.all(), {}, w),
        FormName.NUDGES: forms.nudges(at.ana.nudges, w),
        FormName.LANGUAGE: forms.language(None, "en", w),
        FormName.BOUNDARIES: boundaries.form(at.ana, here),
        FormName.PAUSE: forms.pause(w),
        FormName.NOT_FOR_US: forms.not_for_us("", w),
        FormName.FIND: forms.find(w),
        FormName.FIND_ROOM: forms.find_room("", [], None, w),
        FormName.STORY: forms.story(None, (), w),
        FormName.TELL_STORY: forms.tell_story("", [], None, w),
        FormName.ADD_SOURCE: source_forms.add_source(w),
        FormName.LOOK_AFTER_SOURCE: source_forms.look_after_source([], w),
        FormName.LOOK_FOR_ITEM: desk_items.look_for(w),
        FormName.PUT_UP: desk_items.put_up(at.item, [], w, asks=True),
        FormName.LABEL: desk_items.label(at.item, None, w),
        FormName.CORRECT: desk_items.correct(at.item, w),
        FormName.COMPANY_PIECE: desk_items.company_piece([], w),
        FormName.ANSWER_ROOM: desk_items.answer_room([], "", w),
    }[form]
    return [field.name for field in drawn.fields]


@pytest.mark.parametrize("who", WHO)
def test_every_form_answers_everyone_whatever_is_typed_into_it(who: str, engine: Engine) -> None:
    nobody = Picked(Address("playground", "T1", "nobody"), "N" * 10_000)
    with moment(engine) as here:
        at, ids = peopled(here)
        for form in FormName:
            names = every_field(form, here, at)
            for subject in ["", "\x00", *own(ids)]:
                fits = subject == ids.get(ABOUT.get(form, ""), "")
                for value in [*NASTY_VALUES, LONG] if fits else NASTY_VALUES[:2]:
                    people = {"colleagues": (nobody, nobody, Picked(making.address(who)))}
                    fields = dict.fromkeys(names, value) | {"nobody asked for this": value}
                    with undone(here):
                        reply = handle(Submitted("key", NOW, making.address(who), form, subject, fields, people), here)
                    assert isinstance(reply, Whisper | OpenForm | ShowPage | FieldErrors), (form, subject[:30])
                    if isinstance(reply, FieldErrors):
                        assert reply.errors
                        assert set(reply.errors) <= set(names)
                        assert all(len(words) < 400 for words in reply.errors.values()), "short, not what was typed"
                    if who != "ana":
                        assert not any(secret in words_of(reply) for secret in SECRETS), (form, subject)


@pytest.mark.parametrize("form", FormName)
def test_a_form_without_any_field_says_what_is_missing_or_takes_it_as_nothing(form: FormName, engine: Engine) -> None:
    with moment(engine) as here:
        _, ids = peopled(here)
        for subject in ["", *ids.values()]:
            with undone(here):
                reply = handle(Submitted("key", NOW, making.address("ana"), form, subject, {}), here)
            assert isinstance(reply, Whisper | FieldErrors | OpenForm)


def test_a_network_a_person_did_not_pick_is_not_taken_from_a_form(engine: Engine) -> None:
    with moment(engine) as here:
        at = scene(here)
        opened = handle(pressed("ana", Action.DRAFT, at.card.id), here)
        assert isinstance(opened, OpenForm)
        for network in Network:
            fields = {"answer": "We tried this.", "network": network.value}
            with undone(here):
                reply = handle(
                    Submitted("key", NOW, at.ana.address, FormName.INTERVIEW, opened.form.subject, fields), here
                )
            if network in (Network.X, Network.LINKEDIN):
                assert isinstance(reply, Whisper), network
            else:
                assert isinstance(reply, FieldErrors), network
                assert set(reply.errors) == {"network"}


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=30)
@given(
    who=st.sampled_from(WHO),
    command=st.sampled_from(["", *SPELLINGS]),
    rest=st.one_of(st.text(max_size=80), st.sampled_from(["x" * 20_000, "https://", "\x00", "\ud800", "2w", "🙂"])),
)
def test_any_words_get_an_answer(who: str, command: str, rest: str, engine: Engine) -> None:
    with moment(engine) as here:
        peopled(here)
        reply = handle(Asked("key", NOW, making.address(who), f"{command} {rest}"), here)
        assert isinstance(reply, Whisper | OpenForm | ShowPage)


@pytest.mark.parametrize("words", [*SPELLINGS, "find https://news.example/one", "pause 2w", "pause nonsense", "hello"])
def test_an_answer_that_cannot_be_given_on_the_spot_leaves_once_and_carries_its_off_switch(
    words: str, engine: Engine
) -> None:
    for who in ("ana", "a stranger"):
        with moment(engine) as here:
            peopled(here)
            event = Asked("key", NOW, making.address(who), words, later=True)
            assert handle(event, here) is None
            o = rows.outbox
            put = inside(here.tx).execute(select(o.c.body).where(o.c.purpose == Purpose.ANSWER)).scalars().all()
            assert len(put) == 1 or (who, words) == ("ana", "export")
            assert unpack(put[0]).title
            with undone(here):
                handle(event, here)
                again = inside(here.tx).execute(select(o.c.id).where(o.c.purpose == Purpose.ANSWER)).scalars().all()
                assert len(again) == len(put), "the same event, heard twice"


# ── Off switches ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("purpose", sorted(PRIVATE), ids=str)
def test_an_off_switch_works_at_once_for_whoever_can_see_one(purpose: Purpose, engine: Engine) -> None:
    for out in ("member", "left"):
        with moment(engine) as here:
            at = scene(here)
            message = waiting(purpose, at)
            if out == "left":
                here.tx.people.leave(at.ana.id)
            reply = handle(pressed("ana", OFF[PRIVATE[purpose]], ""), here)
            assert isinstance(reply, Whisper)
            assert isinstance(reply.body, str), "not a page about joining"
            said = verdict(message, here)
            assert isinstance(said, Drop) or purpose is Purpose.DRAFT_EDIT


def test_someone_who_never_joined_can_switch_off_answers_too(engine: Engine) -> None:
    with moment(engine) as here:
        handle(Asked("key", NOW, making.address("a stranger"), "help", later=True), here)
        handle(pressed("a stranger", Action.ANSWERS_OFF, ""), here)
        person = here.tx.people.at(making.address("a stranger"))
        assert person is not None
        assert person.switched_off == {Private.ANSWER}
        assert not person.member


def test_a_stranger_who_says_nudges_off_is_told_so_and_stays_a_stranger(engine: Engine) -> None:
    with moment(engine) as here:
        reply = handle(Asked("key", NOW, making.address("a stranger"), "nudges off"), here)
        assert reply == Whisper(here.words().nudges_off_done())
        assert here.tx.people.at(making.address("a stranger")) is None


def test_a_topic_that_app_yaml_dropped_since_can_still_be_waved_off(engine: Engine) -> None:
    with moment(engine) as here:
        at, ids = peopled(here)
        card = _told(at, ids)
        for who in ("ana", "a stranger"):
            reply = handle(pressed(who, Action.LESS_OF_TOPIC, card.id), here)
            assert reply == Whisper(here.words().less_of_topic_done("Kernel"))
        assert here.tx.people.topics(at.ana.id) == {}


def test_looking_makes_nobody_known(engine: Engine) -> None:
    harmless = [Action.ME, Action.JOIN, Action.HELP, Action.GUIDELINES, Action.EXPORT, Action.FORGET, Action.WHY]
    harmless += [Action.LANGUAGE, Action.BOUNDARIES]
    with moment(engine) as here:
        at = scene(here)
        for action in [*harmless, Action.LEAVE, Action.FIND, Action.NOT_FOR_US, Action.OPEN_LINK, Action.DRAFT]:
            handle(pressed("a stranger", action, at.card.id), here)
            assert here.tx.people.at(making.address("a stranger")) is None, action
        assert here.tx.people.at(replace(making.address("a stranger"), route="d1")) is None


@pytest.mark.parametrize("first", [None, Action.WITHDRAW_STORY])
def test_a_told_story_that_is_thrown_away_leaves_no_word(first: Action | None, engine: Engine) -> None:
    with moment(engine) as here:
        at, ids = peopled(here)
        card = _told(at, ids)
        if first is not None:
            handle(pressed("ana", first, ids["story_news"]), here)
        reply = handle(pressed("ana", Action.THROW_STORY, ids["story_news"]), here)
        assert reply != Whisper(here.words().story_thrown()), "somebody may have seen it"
        assert here.tx.stories.get(ids["story_news"]) is None
        item = here.tx.items.get(card.item_id)
        assert item is not None
        assert (item.withdrawn, item.title, item.text, item.url) == (True, "", "", "")
        over = here.tx.rooms.card(card.id)
        assert over is not None
        assert over.life is Life.OVER
