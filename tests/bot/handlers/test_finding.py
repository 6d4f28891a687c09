"""A message that somebody hands over becomes the form for a find: its one link filled in, or several to choose from."""

from collections.abc import Sequence

import pytest
from sqlalchemy import Engine

from bot.chat import wording
from bot.chat.cards import FieldKind, Form
from bot.chat.events import Action, Asked, FormName, Handed, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import FieldErrors, OpenForm, Reply, Whisper
from bot.dispatch import handle
from bot.domain.items import Find, FindState, Item, Life
from bot.domain.people import Person, Room
from bot.domain.stories import StoryState
from bot.handlers.finding import LONGEST_OFFERED, MOST_OFFERED, place
from tests.bot.chat.house import moment
from tests.bot.handlers.test_stewarding_items import stewarded
from tests.store import making

ONE, TWO = "https://a.example/one", "https://b.example/two?utm_source=x"
TWO_CLEAN = "https://b.example/two"
LONG = "https://a.example/" + "x" * LONGEST_OFFERED


def hand(here: Here, links: Sequence[str], *, room: bool = True) -> Reply | None:
    """A stranger hands over a message with these links."""
    where = making.room(here.tx).address if room else None
    return handle(Handed("key", here.now, making.address("ana"), tuple(links), where), here)


def opened(reply: Reply | None) -> Form:
    assert isinstance(reply, OpenForm)
    return reply.form


def test_one_link_stands_in_the_form_and_who_brings_it_is_unnamed_unless_they_tick(engine: Engine) -> None:
    with moment(engine) as here:
        form = opened(hand(here, [TWO]))
        fields = {one.name: one for one in form.fields}
        assert (form.name, fields["link"].kind, fields["link"].value) == (FormName.FIND, FieldKind.LINK, TWO_CLEAN)
        assert not fields["why"].required
        assert fields["named"].value == ""
        assert here.tx.people.at(making.address("ana")) is None, "nothing is kept before they send it"


def test_it_goes_to_the_room_the_message_stands_in_if_the_bot_is_there(engine: Engine) -> None:
    with moment(engine) as here:
        room = making.room(here.tx)
        assert opened(hand(here, [ONE])).subject == room.id
        assert opened(hand(here, [ONE], room=False)).subject == ""
        here.tx.rooms.left(room.address)
        reply = handle(Handed("key", here.now, making.address("ana"), (ONE,), room.address), here)
        assert opened(reply).subject == ""


def test_of_several_links_one_is_chosen_and_brought(engine: Engine) -> None:
    with moment(engine) as here:
        form = opened(hand(here, [ONE, TWO, ONE]))
        link = form.fields[0]
        assert (link.name, link.kind, link.required, link.value) == ("link", FieldKind.RADIO, True, "")
        assert [one.value for one in link.options] == [ONE, TWO_CLEAN]
        assert [one.label for one in link.options] == ["a.example/one", "b.example/two"]
        event = Submitted("sent", here.now, making.address("ana"), form.name, form.subject, {"link": TWO_CLEAN})
        assert isinstance(handle(event, here), Whisper)
        ana = here.tx.people.at(making.address("ana"))
        assert ana is not None
        assert here.tx.items.find_by(ana.id, "b.example/two") is not None


def test_no_more_is_offered_than_a_form_can_carry(engine: Engine) -> None:
    with moment(engine) as here:
        many = [f"https://a.example/{number}" for number in range(MOST_OFFERED + 3)]
        assert len(opened(hand(here, [LONG, *many])).fields[0].options) == MOST_OFFERED
        assert opened(hand(here, [LONG, LONG + "x"])).fields[0].value == LONG, "one that is long can still be brought"


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
@pytest.mark.parametrize("links", [(), ("https://ana:secret@a.example/",), ("ftp://a.example/",)], ids=len)
def test_a_message_without_a_link_we_can_use_is_answered_kindly(
    engine: Engine, links: tuple[str, ...], language: str
) -> None:
    with moment(engine) as here:
        ana = making.person(here.tx, "ana")
        here.tx.people.choose_language(ana.id, language)
        reply = hand(here, links)
        assert isinstance(reply, Whisper)
        assert reply.body == wording.of(language).find_none_there()


# ── Rooms of other workspaces ──


def two_workspaces(here: Here) -> tuple[Room, Room]:
    """A room in each of two workspaces, both about the kernel; Ana is in the first."""
    topics = making.topic(here.tx, "kernel")
    rooms = [
        here.tx.rooms.joined(making.address(name, workspace=team), name, at=here.now, topics=topics)
        for team, name in (("T1", "zebra"), ("T2", "aardvark"))
    ]
    return rooms[0], rooms[1]


def brought(here: Here, ana: Person) -> tuple[Find, Item]:
    """A find of hers, said in private, about the kernel."""
    item = making.item(here.tx)
    making.about(here.tx, item.id, here.tx.topics.keyed(["kernel"])[0].id)
    return here.tx.items.bring(ana.id, url=ONE, key=ONE, why="", named=False, room_id=None, at=here.now), item


def test_a_find_goes_to_no_room_of_another_workspace(engine: Engine) -> None:
    with moment(engine) as here:
        ours, theirs = two_workspaces(here)
        ana = making.person(here.tx, "ana")
        find, item = brought(here, ana)
        making.card(here.tx, theirs.id, item.id, life=Life.ASKING)  # where it stands, and comes first by name
        place(find, item, here)
        settled = here.tx.items.find(find.id)
        assert settled is not None
        assert settled.room_id == ours.id


def test_where_its_bringers_workspace_has_no_room_it_goes_nowhere(engine: Engine) -> None:
    with moment(engine) as here:
        ours, _ = two_workspaces(here)
        here.tx.rooms.left(ours.address)
        ana = making.person(here.tx, "ana")
        find, item = brought(here, ana)
        place(find, item, here)
        settled = here.tx.items.find(find.id)
        assert settled is not None
        assert (settled.state, settled.room_id) == (FindState.NO_ROOM, None)


def test_only_rooms_of_ones_own_workspace_can_be_chosen_for_a_find_or_a_story(engine: Engine) -> None:
    with moment(engine) as here:
        ours, theirs = two_workspaces(here)
        ana = making.person(here.tx, "ana")
        find, item = brought(here, ana)
        place(find, item, here)
        story = making.story(here.tx, ana.id)
        for action, subject, form in (
            (Action.CHOOSE_ROOM, find.id, FormName.FIND_ROOM),
            (Action.TELL_STORY, story.id, FormName.TELL_STORY),
        ):
            shown = opened(handle(Pressed("key", here.now, making.address("ana"), action, subject), here))
            [room] = [one for one in shown.fields if one.name == "room"]
            assert [one.value for one in room.options] == [ours.id]
            sent = Submitted("sent", here.now, making.address("ana"), form, subject, {"room": theirs.id})
            assert isinstance(handle(sent, here), FieldErrors)


# ── Private rooms ──


def with_private_room(here: Here, *, private: bool = True) -> tuple[Room, Room]:
    """Two rooms about the kernel: one for everybody, and one that may be private, and whose name comes first."""
    topics = making.topic(here.tx, "kernel")
    everybody = making.room(here.tx, "everybody", topics=topics)
    at = making.address("buyout")
    return everybody, here.tx.rooms.joined(at, "buyout", at=here.now, topics=topics, private=private)


def offered(here: Here, action: Action, subject: str) -> list[str]:
    """The ids of the rooms that Ana is offered."""
    form = opened(handle(Pressed("key", here.now, making.address("ana"), action, subject), here))
    [room] = [one for one in form.fields if one.name == "room"]
    return [one.value for one in room.options]


def chosen(here: Here, form: FormName, subject: str, room: Room) -> Reply | None:
    """Ana chooses a room."""
    return handle(Submitted("sent", here.now, making.address("ana"), form, subject, {"room": room.id}), here)


@pytest.mark.parametrize("private", [True, False], ids=["private", "control: for everybody"])
def test_a_private_room_is_neither_offered_nor_told_to_who_was_not_there(private: bool, engine: Engine) -> None:
    with moment(engine) as here:
        everybody, buyout = with_private_room(here, private=private)
        ana = making.person(here.tx, "ana")
        find, item = brought(here, ana)
        making.card(here.tx, buyout.id, item.id, life=Life.ASKING)  # where it stands already
        place(find, item, here)
        settled = here.tx.items.find(find.id)
        assert settled is not None
        assert settled.room_id == (everybody.id if private else buyout.id)
        story = making.story(here.tx, ana.id)
        for action, subject, form in (
            (Action.CHOOSE_ROOM, find.id, FormName.FIND_ROOM),
            (Action.TELL_STORY, story.id, FormName.TELL_STORY),
        ):
            assert offered(here, action, subject) == ([] if private else [buyout.id]) + [everybody.id]
            assert isinstance(chosen(here, form, subject, buyout), FieldErrors if private else Whisper)


def test_who_brings_a_find_or_begins_a_story_in_a_private_room_may_put_it_there(engine: Engine) -> None:
    with moment(engine) as here:
        everybody, buyout = with_private_room(here)
        ana = making.person(here.tx, "ana")
        handle(Asked("a", here.now, ana.address, f"find {ONE}", buyout.address), here)
        find = here.tx.items.find_by(ana.id, "a.example/one")
        assert find is not None
        place(find, making.item(here.tx), here)
        assert offered(here, Action.CHOOSE_ROOM, find.id) == [buyout.id, everybody.id]
        form = opened(handle(Asked("b", here.now, ana.address, "story", buyout.address), here))
        fields = {"title": "A week", "story": "It was long.", "kind": "lesson", "signed": "named"}
        handle(Submitted("c", here.now, ana.address, FormName.STORY, form.subject, fields), here)
        [story] = here.tx.stories.of(ana.id)
        assert offered(here, Action.TELL_STORY, story.id) == [buyout.id, everybody.id]
        assert isinstance(chosen(here, FormName.TELL_STORY, story.id, buyout), Whisper)
        told = here.tx.stories.get(story.id)
        assert told is not None
        assert (told.state, told.room_id) == (StoryState.TOLD, buyout.id)


def test_a_steward_is_offered_all_rooms(engine: Engine) -> None:
    with moment(engine, settings=stewarded()) as here:
        everybody, buyout = with_private_room(here)
        story = making.story(here.tx, making.person(here.tx, "ana").id)
        assert offered(here, Action.TELL_STORY, story.id) == [buyout.id, everybody.id]


def test_where_all_rooms_are_private_nobody_hears_that_there_are_any(engine: Engine) -> None:
    with moment(engine) as here:
        everybody, _ = with_private_room(here)
        here.tx.rooms.left(everybody.address)
        story = making.story(here.tx, making.person(here.tx, "ana").id)
        reply = handle(Pressed("key", here.now, making.address("ana"), Action.TELL_STORY, story.id), here)
        assert reply == Whisper(here.words().no_rooms())
