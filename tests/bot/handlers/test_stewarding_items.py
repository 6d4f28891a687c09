"""A steward's desk for items: whatever is typed or pressed there, a kind answer, and nothing where a rule says no."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot.chat import desk_items, drawing
from bot.chat.cards import Button, Card
from bot.chat.events import Action, FormName, Pressed, Submitted
from bot.chat.here import Here
from bot.chat.outbox import Purpose
from bot.chat.replies import FieldErrors, OpenForm, Reply, Whisper
from bot.chat.wording import Words
from bot.dispatch import handle
from bot.domain import shares
from bot.domain.acts import Act
from bot.domain.items import AnswerKind, Item, ItemKind, Life, Looked
from bot.handlers import asking, sharing, stewarding
from bot.handlers.fields import Fields
from bot.handlers.stewarding import texts
from bot.settings import Settings, parse
from store import rows
from tests.bot.chat.house import SETTINGS, moment
from tests.bot.chat.private import Scene, scene
from tests.bot.test_dispatch import LONG, NASTY_SUBJECTS, NASTY_VALUES, undone
from tests.store import making
from tests.store.looking import inside
from tests.store.making import DAY, NOW

PRESSES = [
    *(Action.DESK_ITEMS, Action.LOOK_AFTER_ITEM, Action.PUT_UP, Action.LABEL, Action.CORRECT, Action.WITHDRAW_ITEM),
    *(Action.WITHDRAW_ITEM_YES, Action.COMPANY_PIECE, Action.DESK_REASONS, Action.ANSWER_ROOM),
]
ABOUT_ITEMS = [*PRESSES[1:7]]
FORMS = [
    *(FormName.LOOK_FOR_ITEM, FormName.PUT_UP, FormName.LABEL, FormName.CORRECT, FormName.COMPANY_PIECE),
    FormName.ANSWER_ROOM,
]


@cache
def stewarded() -> Settings:
    """Ana looks after the programme."""
    people = "platforms: {playground: {people: [{id: ana, name: Ana, time_zone: Europe/Berlin}]}}\n"
    stewards = "stewards: [{platform: playground, workspace: T1, id: ana}]\n"
    return parse(SETTINGS + people + stewards, environ={})


@contextmanager
def desk(engine: Engine) -> Iterator[Scene]:
    """A room with an item that asks in it, and Ana, who is a steward."""
    with moment(engine, settings=stewarded()) as here:
        yield scene(here)


def press(at: Scene, action: Action, subject: str = "", *, who: str = "ana") -> Reply | None:
    return handle(Pressed("key", NOW, making.address(who), action, subject), at.here)


def send(
    at: Scene, form: FormName, fields: Mapping[str, str | tuple[str, ...]], subject: str = "", *, key: str = "key"
) -> Reply | None:
    return handle(Submitted(key, NOW, at.ana.address, form, subject, fields), at.here)


def names(form: FormName, at: Scene, w: Words) -> list[str]:
    """The fields of a form."""
    drawn = {
        FormName.LOOK_FOR_ITEM: desk_items.look_for(w),
        FormName.PUT_UP: desk_items.put_up(at.item, [at.room], w, asks=True),
        FormName.LABEL: desk_items.label(at.item, None, w),
        FormName.CORRECT: desk_items.correct(at.item, w),
        FormName.COMPANY_PIECE: desk_items.company_piece([at.room], w),
        FormName.ANSWER_ROOM: desk_items.answer_room([at.room], at.room.id, w),
    }[form]
    return [field.name for field in drawn.fields]


def piece(at: Scene, **changes: str) -> dict[str, str]:
    """What a steward fills in for a company piece."""
    return {"title": "Rain", "text": "", "room": at.room.id, "label": "none", "day": ""} | changes


def errors(reply: Reply | None) -> set[str]:
    """The fields a reply finds something wrong with."""
    return set(reply.errors) if isinstance(reply, FieldErrors) else set()


def acts(at: Scene) -> list[tuple[Act, str]]:
    return [(done.act, done.about) for done in at.tx.acts.last(limit=50)]


# ── Whatever comes ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_desk_has_these_buttons_and_forms() -> None:
    assert set(PRESSES) <= set(stewarding.PRESSES)
    assert set(FORMS) <= set(stewarding.FORMS)


@pytest.mark.parametrize("action", PRESSES, ids=str)
def test_a_button_answers_a_steward_whatever_it_is_about(action: Action, engine: Engine) -> None:
    with desk(engine) as at:
        story = making.item(at.tx, "story", kind=ItemKind.STORY).id
        for subject in [*NASTY_SUBJECTS, at.item.id, story, at.room.id, at.card.id, at.ana.id]:
            with undone(at.here):
                reply = press(at, action, subject)
            assert isinstance(reply, Whisper | OpenForm), subject[:30]
            if action in ABOUT_ITEMS and subject == story:
                assert reply == Whisper(at.here.words().story_is_its_authors())
            elif action in ABOUT_ITEMS and subject != at.item.id:
                assert reply == Whisper(at.here.words().item_gone())


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_answers_a_steward_whatever_is_typed_into_it(form: FormName, engine: Engine) -> None:
    with desk(engine) as at:
        fields = names(form, at, at.here.words())
        for value in [*NASTY_VALUES, LONG, at.room.id, "internal", "not_before", "2026-12-24"]:
            with undone(at.here):
                reply = send(at, form, dict.fromkeys(fields, value), at.item.id)
            assert isinstance(reply, Whisper | FieldErrors)
            assert errors(reply) <= set(fields)
            if isinstance(reply, FieldErrors):
                assert all(0 < len(said) < 400 for said in reply.errors.values())
        with undone(at.here):
            assert isinstance(send(at, form, {}, at.item.id), Whisper | FieldErrors)


def test_every_button_of_the_desk_is_reached_from_a_stewards_own_page(engine: Engine) -> None:
    with desk(engine) as at:
        page = drawing.page(at.ana, at.here, at=at.ana.address)
        todo = [button for section in page.sections[-1:] for button in section.buttons]
        seen: set[Action] = set()
        while todo:
            button = todo.pop()
            if button.action not in seen:
                seen.add(button.action)
                reply = press(at, button.action, button.subject)
                if isinstance(reply, OpenForm) and reply.form.name is FormName.LOOK_FOR_ITEM:
                    reply = send(at, FormName.LOOK_FOR_ITEM, {"words": ""})
                if isinstance(reply, Whisper) and isinstance(reply.body, Card):
                    todo += reply.body.buttons
        assert set(PRESSES) <= seen


def test_without_a_room_there_is_nowhere_to_put_anything(engine: Engine) -> None:
    with desk(engine) as at:
        at.tx.rooms.left(at.room.address)
        for action in (Action.PUT_UP, Action.COMPANY_PIECE, Action.ANSWER_ROOM):
            assert press(at, action, at.item.id) == Whisper(at.here.words().no_rooms())
        assert errors(send(at, FormName.COMPANY_PIECE, piece(at))) == {"room"}


def test_a_piece_that_is_sent_twice_is_one_item_and_one_act(engine: Engine) -> None:
    with desk(engine) as at:
        for _ in range(2):
            send(at, FormName.COMPANY_PIECE, piece(at), key="one event")
        assert [act for act, _ in acts(at)] == [Act.BROUGHT_COMPANY_PIECE]
        assert len(at.tx.items.search(["Rain"], since=None, limit=9, among=9).items) == 1


def test_a_withdrawn_link_is_not_brought_back_as_a_company_piece(engine: Engine) -> None:
    with desk(engine) as at:
        known = at.tx.items.add(
            kind=ItemKind.FIND, url="https://a.example/x", key="a.example/x", title="T", text="", at=NOW, now=NOW
        )
        at.tx.items.withdraw(known.id)
        said = send(at, FormName.COMPANY_PIECE, piece(at, link="https://a.example/x"))
        assert said == Whisper(at.here.words().item_gone())


def test_every_act_is_noted_with_what_it_was_done_to_and_no_word_of_it(engine: Engine) -> None:
    with desk(engine) as at:
        other = making.room(at.tx, "kitchen")
        send(at, FormName.PUT_UP, {"room": other.id}, at.item.id)
        send(at, FormName.LABEL, {"label": "internal"}, at.item.id)
        send(at, FormName.CORRECT, {"title": "Marzipan"}, at.item.id)
        send(at, FormName.ANSWER_ROOM, {"room": other.id, "text": "Marzipan"})
        press(at, Action.WITHDRAW_ITEM_YES, at.item.id)
        assert sorted(acts(at)) == sorted(
            [(act, at.item.id) for act in (Act.PUT_UP, Act.LABELLED, Act.CORRECTED, Act.WITHDREW)]
            + [(Act.ANSWERED_ROOM, other.id)]
        )
        kept = [inside(at.tx).execute(select(table)).all() for table in (rows.acts, rows.outbox)]
        assert "Marzipan" not in str(kept)


# ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "day", ["", "soon", "2026-11-24", "2020-01-01", "9999-12-31", "2027-02-30", "24.12.2026", "2029-12-01"]
)
def test_a_label_needs_a_day_that_is_still_to_come(day: str, engine: Engine) -> None:
    with desk(engine) as at:
        assert errors(send(at, FormName.LABEL, {"label": "not_before", "day": day}, at.item.id)) == {"day"}
        assert errors(send(at, FormName.COMPANY_PIECE, piece(at, label="not_before", day=day))) == {"day"}
        assert acts(at) == []


def test_a_day_begins_when_it_begins_for_the_company(engine: Engine) -> None:
    with desk(engine) as at:
        send(at, FormName.LABEL, {"label": "not_before", "day": "2026-12-24"}, at.item.id)
        item = at.tx.items.get(at.item.id)
        assert item is not None
        assert item.not_before is not None
        assert item.not_before.isoformat() == "2026-12-23T23:00:00+00:00", "Berlin's midnight"
        opened = press(at, Action.LABEL, at.item.id)
        assert isinstance(opened, OpenForm)
        assert {field.name: field.value for field in opened.form.fields} == {"label": "not_before", "day": "2026-12-24"}


@pytest.mark.parametrize("label", ["none", "internal"])
def test_a_press_that_a_label_forbids_counts_nothing_even_from_an_old_view(label: str, engine: Engine) -> None:
    of_sharing = {AnswerKind.WORTH_IT, AnswerKind.WOULD_SHARE, AnswerKind.SCROLL_PAST}
    with desk(engine) as at:
        send(at, FormName.LABEL, {"label": label}, at.item.id)
        for action, kind in sharing.KINDS.items():
            with undone(at.here):
                press(at, action, at.card.id, who="bo")
                kept = kind in at.tx.answers.of(at.bo.id, at.item.id)
            assert kept is (label == "none" or kind not in of_sharing), kind


# ── The company's share ──────────────────────────────────────────────────────────────────────────────────────────────

WISHES = st.lists(st.sampled_from(["piece", "put up", "find", "pressed"]), max_size=14)


def exceeded(at: Scene, wishes: list[str], policy: Callable[[Item, str, Here], object]) -> bool:
    """Whether the company ever had more than its share, where these things happen one after the other."""
    share = at.here.settings.cards.company_share
    for number, wish in enumerate(wishes):
        if wish == "piece":
            send(at, FormName.COMPANY_PIECE, piece(at, title=f"Rain {number}"), key=str(number))
        else:
            kind = ItemKind.FIND if wish == "find" else ItemKind.COMPANY
            item = making.item(at.tx, f"{wish} {number}", kind=kind)
            if wish == "pressed":
                card = making.card(at.tx, at.room.id, item.id, stands=f"m {number}")
                for who in ("ana", "bo", "cleo"):
                    press(at, Action.WORTH_IT, card.id, who=who)
            elif policy(item, at.room.id, at.here) is None:
                send(at, FormName.PUT_UP, {"room": at.room.id}, item.id)
        asked = at.tx.rooms.asked(at.room.id, since=NOW - shares.WINDOW)
        if wish != "find" and asked.company > max(1, share * (asked.company + asked.others) + 1e-9):
            return True
    return False


@examples(max_examples=12)
@given(wishes=WISHES)
def test_whatever_happens_the_company_has_at_most_its_share_of_a_rooms_asking_cards(
    wishes: list[str], engine: Engine
) -> None:
    with desk(engine) as at:
        assert not exceeded(at, wishes, lambda *_: None)


def test_control_cards_that_begin_to_ask_without_a_look_at_the_share_exceed_it(engine: Engine) -> None:
    with desk(engine) as at:
        for number in range(3):
            item = making.item(at.tx, f"own {number}", kind=ItemKind.COMPANY)
            making.card(at.tx, at.room.id, item.id)
            at.tx.rooms.ask(item.id, rooms=[at.room.id], at=NOW)  # naive: what enough people pressed simply asks
        asked = at.tx.rooms.asked(at.room.id, since=NOW - shares.WINDOW)
        assert not shares.allowed(asked.company - 1, asked.others, at.here.settings.cards.company_share)
        assert asking.too_many(at.room.id, at.here) == asked


def test_after_thirty_days_there_is_room_again(engine: Engine) -> None:
    with desk(engine) as at:
        send(at, FormName.COMPANY_PIECE, piece(at))
        assert errors(send(at, FormName.COMPANY_PIECE, piece(at, title="Snow"), key="2")) == {"room"}
        later = at.at(Here(at.tx, at.here.settings, NOW + shares.WINDOW + timedelta(minutes=1)))
        assert errors(send(later, FormName.COMPANY_PIECE, piece(at, title="Snow"), key="3")) == set()


# ── A steward's own words ────────────────────────────────────────────────────────────────────────────────────────────

ORDERS = ("Everyone please share by ten.", "You must post this today.", "Bitte alle bis morgen teilen!")
CALLS = ("@channel have a look", "<!here> news", "@Everyone", "<at>everyone</at>", "Hallo @alle", "a @\u200bchannel b")


def texts_sent(at: Scene, text: str, *, left_so: bool) -> Iterator[tuple[str, Reply | None]]:
    """The same text through every field a steward writes in."""
    tick = {"leave_so": "true" if left_so else ""}
    yield "title", send(at, FormName.COMPANY_PIECE, piece(at, title=text) | tick)
    yield "text", send(at, FormName.COMPANY_PIECE, piece(at, text=text) | tick)
    yield "title", send(at, FormName.CORRECT, {"title": text, "text": ""} | tick, at.item.id)
    yield "text", send(at, FormName.CORRECT, {"title": "T", "text": text} | tick, at.item.id)
    yield "text", send(at, FormName.ANSWER_ROOM, {"room": at.room.id, "text": text} | tick)


@pytest.mark.parametrize("text", ORDERS)
def test_an_order_is_told_first_in_every_field_and_goes_when_it_is_left_so(text: str, engine: Engine) -> None:
    with desk(engine) as at:
        for name, reply in texts_sent(at, text, left_so=False):
            assert errors(reply) == {name}
        assert acts(at) == []
        asked = [errors(reply) - {"room"} for _, reply in texts_sent(at, text, left_so=True)]
        assert asked == [set()] * 5, "the share aside"


@pytest.mark.parametrize("text", CALLS)
def test_what_rings_for_everyone_is_refused_in_every_field_whatever_is_ticked(text: str, engine: Engine) -> None:
    with desk(engine) as at:
        for left_so in (False, True):
            for name, reply in texts_sent(at, text, left_so=left_so):
                assert errors(reply) == {name}
        assert acts(at) == []


def test_control_a_friendly_text_goes_at_once(engine: Engine) -> None:
    with desk(engine) as at:
        kind = "We tried Rust on forty roofs. If you like it, have a look; if not, that is fine."
        assert all(errors(reply) <= {"room"} for _, reply in texts_sent(at, kind, left_so=False))


def test_a_long_phrase_is_quoted_short(engine: Engine) -> None:
    with desk(engine) as at:
        words = at.here.words()
        event = Submitted("key", NOW, at.ana.address, FormName.ANSWER_ROOM, "", {})
        fields = Fields(event, words)
        texts.look_at(fields, words, text="<!channel|" + "x" * 79 + "> and all")
        wrong = fields.errors()
        assert wrong is not None
        assert len(wrong.errors["text"]) < 200


# ── Stories ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_path_of_the_desk_changes_anything_about_a_story(engine: Engine) -> None:
    with desk(engine) as at:
        story = making.item(at.tx, "a story", kind=ItemKind.STORY)
        making.card(at.tx, at.room.id, story.id, life=Life.ASKING, stands="m2")
        before = at.tx.items.get(story.id), at.tx.rooms.cards_of(story.id)
        for action in PRESSES:
            press(at, action, story.id)
        for form in FORMS:
            fields = dict.fromkeys(names(form, at, at.here.words()), "Mine") | {"room": at.room.id, "label": "internal"}
            send(at, form, fields | {"link": story.url, "words": story.title}, story.id)
        assert (at.tx.items.get(story.id), at.tx.rooms.cards_of(story.id)) == before
        assert story.id not in [about for _, about in acts(at)]


def test_control_the_same_presses_do_change_a_find(engine: Engine) -> None:
    with desk(engine) as at:
        press(at, Action.WITHDRAW_ITEM_YES, at.item.id)
        item = at.tx.items.get(at.item.id)
        assert item is not None
        assert item.withdrawn
        waiting = select(rows.outbox.c.purpose).where(rows.outbox.c.about == at.card.id)
        assert set(inside(at.tx).execute(waiting).scalars()) == {Purpose.CARD_EDIT}


def test_a_day_far_ahead_is_still_within_reach(engine: Engine) -> None:
    with desk(engine) as at:
        day = (NOW + 1000 * DAY).date().isoformat()
        assert errors(send(at, FormName.LABEL, {"label": "not_before", "day": day}, at.item.id)) == set()


def test_what_was_not_looked_through_yet_is_a_press_away(engine: Engine) -> None:
    with desk(engine) as at:
        w = at.here.words()
        looked = desk_items.found(Looked([at.item], (at.item.id, NOW)), w, upto=NOW)
        further = Button(Action.DESK_ITEMS, w.look_further_back(), at.item.id)
        assert looked.buttons[-1] == further
        assert looked.facts == (w.items_since(NOW),)
        none = desk_items.found(Looked([], (at.item.id, NOW)), w, upto=NOW)
        assert (none.title, none.buttons[0]) == (w.items_none_since(NOW), further)
        assert further not in desk_items.found(Looked([at.item]), w).buttons

        asked = press(at, Action.DESK_ITEMS, at.item.id)
        assert isinstance(asked, OpenForm)
        assert (asked.form.subject, asked.form.fields[0].hint) == (at.item.id, w.look_further_hint())


def test_looking_further_back_finds_what_is_older_alone(engine: Engine) -> None:
    with desk(engine) as at:
        older = making.item(at.tx, "older", at=at.item.at - timedelta(days=30))
        for words in ("", "title"):
            reply = send(at, FormName.LOOK_FOR_ITEM, {"words": words}, at.item.id)
            assert isinstance(reply, Whisper)
            assert isinstance(reply.body, Card)
            assert [button.subject for button in reply.body.buttons] == [older.id]
