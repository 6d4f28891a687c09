"""What the bot says, in Adaptive Cards: all of it can be sent, whoever's words it has, and stands where it belongs."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.cutting import size
from adapters.reading import Malformed
from adapters.teams import codec, show
from adapters.teams.blocks import A_ROW, A_ROW_OF_A_NOTE, ANSWERS, AROUND, DOTS, Stands, opens
from adapters.teams.text import is_inert, readable, unmarked
from bot.chat import wording
from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option, Page, Picture, Section
from bot.chat.events import Action, FormName
from bot.chat.private_cards import OFF, off_switch
from bot.domain.people import Private
from bot.domain.plain import plain
from tests.adapters.every import Every
from tests.adapters.strange import AMPERSANDS, EMOJI, LINES, LONG, MARKS, NUL, RTL, SAID, WORD
from tests.adapters.teams import valid
from tests.adapters.teams.valid import activity_problems, card_problems, every

EN = wording.of("en")
SCENES = [*(("en", said) for said in SAID), ("de", "ordinary"), ("de", "10,000 characters")]
COMFORTABLE = 28_000
"""Bytes, as they travel: so many do Microsoft's other ways into Teams take, so any client copes with them."""


@cache
def scenes(language: str, said: str) -> Every:
    """All that can be shown in these words."""
    return Every(wording.of(language), SAID[said])


def pressable(shown: object) -> list[tuple[str, str]]:
    """All that can be pressed: what it says, and the action or form it carries, or where it leads."""
    return [(one["title"], _carried(one)) for one in every(shown, "Action.")]


def _carried(one: Mapping[str, Any]) -> str:
    if "url" in one:
        return str(one["url"])
    carried = codec.unpack(one["data"])
    return f"{carried.action}:{carried.subject}" if isinstance(carried, codec.Press) else carried.name


def kinds(shown: Mapping[str, Any]) -> list[str]:
    """The types of a card's parts, in order."""
    return [one["type"] for one in shown["body"]]


def said_in(shown: object) -> str:
    """All words of a card, without what stands between them."""
    return "".join(readable(shown).split())


def as_sent(card: Mapping[str, Any]) -> Form:
    """What comes back of a form in which nothing was changed, as Teams sends it."""
    (button,) = every(card, "Action.")
    typed = {one["id"]: one["value"] for one in every(card, "Input.") if "value" in one}
    form = codec.unpack({**button["data"], **typed})
    assert isinstance(form, Form)
    return form


def as_filled_in(form: Form) -> dict[str, str | tuple[str, ...]]:
    """What each field of it should come back as."""
    back: dict[str, str | tuple[str, ...]] = {}
    for one in form.fields:
        if one.kind in (FieldKind.CHECKS, FieldKind.PEOPLE):
            back[one.name] = tuple(filter(None, (one.value,) if isinstance(one.value, str) else one.value))
        else:
            back[one.name] = plain(str(one.value))
    return back


def asked_for(whole: Page | Form, language: str) -> dict[str, Any]:
    """A page or a form that somebody wrote for, with the off switch of all messages below it."""
    switch = off_switch(Private.ANSWER, wording.of(language))
    return show.message(Card(whole.title, buttons=(switch,), whole=whole, language=language), room=False)


# ── All of it can be sent ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "said"), SCENES)
def test_every_card_can_be_sent_and_edited(language: str, said: str) -> None:
    everything = scenes(language, said)
    both = [(True, *one) for one in everything.room_cards()] + [(False, *one) for one in everything.private_cards()]
    for room, name, card in both:
        shown = show.message(card, room=room)
        assert activity_problems(shown, room=room) == [], name
        assert len(pressable(shown)) == len(card.buttons), name
        carried = {one.url if opens(one.url) else f"{one.action}:{one.subject}" for one in card.buttons}
        assert {what for _, what in pressable(shown)} == carried, name


@pytest.mark.parametrize(("language", "said"), SCENES)
def test_every_answer_can_be_read_with_nothing_left_out(language: str, said: str) -> None:
    for name, body in scenes(language, said).whispers():
        assert card_problems(show.whispered(body, Stands.DIALOG), "dialog") == [], name
        sent = show.messages(body) if isinstance(body, Card) else show.said(body)
        assert [problem for one in sent for problem in activity_problems(one, room=False)] == [], name
        text = plain(body.text if isinstance(body, Card) else body)
        everything = "".join(one.get("text", "") or readable(one["attachments"][0]["content"]) for one in sent)
        if "https://" not in text:
            assert "".join(text.split()) in "".join(everything.split()), name


@pytest.mark.parametrize(("language", "said"), SCENES)
def test_every_form_can_be_opened_and_comes_back_as_it_was(language: str, said: str) -> None:
    words = wording.of(language)
    for name, form in scenes(language, said).forms():
        if sum(size(str(one.value)) for one in form.fields) > 30_000:  # more than Teams takes, in whatever form
            assert name.endswith((FormName.INTERVIEW, FormName.STORY, FormName.CORRECT))
            continue
        assert card_problems(show.form(form, words, Stands.CHAT), "chat") == [], name
        assert activity_problems(asked_for(form, language), room=False) == [], name
        shown = show.form(form, words, Stands.DIALOG)
        assert card_problems(shown, "dialog") == [], name
        back = as_sent(shown)
        assert (back.name, back.subject, [one.kind for one in back.fields]) == (
            form.name,
            form.subject,
            [one.kind for one in form.fields],
        )
        assert {one.name: one.value for one in back.fields} == as_filled_in(form), name


@pytest.mark.parametrize(("language", "said"), SCENES)
def test_every_page_can_be_sent_with_every_button_and_the_desk_at_the_end(language: str, said: str) -> None:
    for name, page in scenes(language, said).pages():
        shown = show.page(page)
        assert card_problems(shown, "chat") == [], name
        assert activity_problems(asked_for(page, language), room=False) == [], name
        labels = [what for _, what in pressable(shown)]
        assert sorted(labels) == sorted(f"{one.action}:{one.subject}" for part in page.sections for one in part.buttons)
        last = [part for part in page.sections if part.buttons][-1].buttons
        assert labels[-1] in {f"{one.action}:{one.subject}" for one in last}, name


def test_what_people_see_every_day_is_far_from_what_teams_takes() -> None:
    def heaviest(shown: Iterable[object]) -> int:
        return max(len(json.dumps(one, ensure_ascii=False).encode()) for one in shown)

    for language in wording.LANGUAGES:
        everything, words = scenes(language, "ordinary"), wording.of(language)
        cards = [*everything.room_cards(), *everything.private_cards()]
        assert heaviest(show.message(card, room=True) for _, card in cards) < COMFORTABLE / 3
        assert heaviest(show.form(form, words, Stands.CHAT) for _, form in everything.forms()) < COMFORTABLE / 3
        assert heaviest(show.page(page) for _, page in everything.pages()) < COMFORTABLE


STRANGE = (MARKS, RTL, EMOJI * 99, NUL, LONG, WORD, AMPERSANDS, LINES, "", "https://a.example/?a=1&b=2", "{{DATE(x)}}")


def piece(number: int) -> str:
    """One of the strange texts, by its number: hypothesis would spell all of them out."""
    return STRANGE[number]


PIECES = st.integers(0, len(STRANGE) - 1).map(piece)
WORDS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=3).map("".join))
URLS = st.one_of(
    st.none(),
    st.sampled_from(["https://a.example/", "mailto:a@a.example?body=x", "ftp://a", "https://a.example/|<>(x)"]),
)
BUTTONS = st.builds(Button, st.sampled_from(Action), WORDS, st.sampled_from(["", "c1", "c2"]), URLS, st.booleans())
CARDS = st.builds(
    Card,
    WORDS,
    WORDS,
    URLS,
    st.lists(WORDS, max_size=6).map(tuple),
    st.one_of(st.none(), st.builds(Picture, st.sampled_from(["https://a.example/p.png", "", "x"]), WORDS)),
    st.lists(BUTTONS, max_size=20).map(tuple),
    st.dictionaries(st.sampled_from(["worth_it", "would_share"]), st.integers(5, 9)),
    st.booleans(),
)


@given(card=CARDS, room=st.booleans())
@settings(max_examples=30, deadline=None)
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_any_card_can_be_sent(card: Card, room: bool) -> None:
    shown = show.message(card, room=room)
    assert activity_problems(shown, room=room) == []
    assert len(pressable(shown)) == len(card.buttons)
    assert card_problems(show.with_note(card, card), "room") == []


@given(parts=st.lists(st.builds(Section, WORDS, WORDS, st.lists(WORDS, max_size=3).map(tuple)), max_size=40))
@settings(max_examples=15, deadline=None)
def test_any_page_can_be_sent(parts: list[Section]) -> None:
    shown = show.page(Page("Title", "Intro", tuple(parts)))
    assert card_problems(shown, "chat") == []


# ── Where things stand ───────────────────────────────────────────────────────────────────────────────────────────────


def shown_as(card: Card, stands: Stands = Stands.ROOM) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], show.card(card, stands)["body"])


def test_a_heard_card_reads_from_top_to_bottom_as_it_was_designed() -> None:
    card = dict(scenes("en", "ordinary").room_cards())["heard"]
    origin, told, buttons = shown_as(card)
    assert readable(origin) == card.facts[0]
    (title, host, text), (picture,) = (column["items"] for column in told["columns"])
    assert title == {
        "type": "TextBlock",
        "text": f"[{card.title}]({SAID['ordinary'].url})",
        "wrap": True,
        "size": "Medium",
        "weight": "Bolder",
        "style": "heading",
    }
    assert (readable(host), readable(text)) == ("lwn.example", card.text)
    assert (picture["url"], picture["altText"]) == (SAID["ordinary"].picture, card.title)
    modes = [one.get("mode", "primary") for one in buttons["actions"]]
    assert modes == ["primary"] * 2 + ["secondary"] * 5
    assert [label for label, _ in pressable(buttons)] == [
        one.label for one in sorted(card.buttons, key=lambda one: one.more)
    ]


def test_what_asks_says_below_its_buttons_that_it_is_optional() -> None:
    everything = scenes("en", "ordinary")
    for name, card in (*everything.room_cards(), *everything.private_cards()):
        body = shown_as(card)
        if card.ask:
            at = next(at for at, one in enumerate(body) if everything.w.optional_always() in readable(one))
            assert body[at - 1]["type"] == "ActionSet", name
        elif card.buttons:
            assert body[-1]["type"] == "ActionSet", name


def test_the_off_switch_of_a_private_message_stands_below_all_else() -> None:
    for name, card in scenes("de", "ordinary").private_cards():
        off = [one for one in card.buttons if one.action in OFF.values()]
        if off:
            assert [label for label, _ in pressable(shown_as(card, Stands.CHAT)[-1])] == [one.label for one in off], (
                name
            )


def test_a_room_answers_on_the_spot_or_in_a_dialog_and_never_where_others_read() -> None:
    buttons = tuple(Button(action, action, "c1") for action in Action)
    for one in every(shown_as(Card("Title", buttons=buttons)), "Action."):
        carried = codec.unpack(one["data"])
        assert isinstance(carried, codec.Press)
        if carried.action in ANSWERS:
            assert (one["type"], one["verb"]) == ("Action.Execute", carried.action)
            assert one["fallback"]["data"]["msteams"] == {"type": "task/fetch"}, "an older client gets a dialog"
        else:
            assert (one["type"], one["data"]["msteams"]) == ("Action.Submit", {"type": "task/fetch"})


def test_in_a_chat_of_ones_own_every_button_is_answered_there_and_in_a_dialog_it_is_sent_with_it() -> None:
    card = Card("Title", buttons=(Button(Action.DRAFT, "Draft", "c1"), Button(Action.ME, "Me")))
    in_chat, in_dialog = (list(every(shown_as(card, stands), "Action.")) for stands in (Stands.CHAT, Stands.DIALOG))
    assert [(one["type"], "msteams" in one["fallback"]["data"]) for one in in_chat] == [("Action.Execute", False)] * 2
    assert [(one["type"], "msteams" in one["data"]) for one in in_dialog] == [("Action.Submit", False)] * 2


def test_only_the_own_page_marks_its_buttons() -> None:
    page = Page("Title", "", (Section("Part", buttons=(Button(Action.PAUSE, "Pause"),)),))
    (on_page,) = every(show.page(page), "Action.")
    (in_dialog,) = every(show.page(page, stands=Stands.DIALOG), "Action.")
    assert codec.unpack(on_page["data"]) == codec.Press(Action.PAUSE, "", page=True)
    assert codec.unpack(in_dialog["data"]) == codec.Press(Action.PAUSE, "")


def test_a_row_has_six_buttons_at_most_and_those_under_the_dots_beside_the_last() -> None:
    def rows(direct: int, more: int, label: str = "1") -> list[tuple[int, int]]:
        some = [Button(Action.WHY, label, f"c{at}", more=at >= direct) for at in range(direct + more)]
        sets = shown_as(Card("Title", buttons=tuple(some)))[1:]
        hidden = [sum(one.get("mode") == "secondary" for one in row["actions"]) for row in sets]
        return [(len(row["actions"]) - under, under) for row, under in zip(sets, hidden, strict=True)]

    assert rows(2, 5) == [(2, 5)]
    assert rows(7, 2) == [(6, 0), (1, 2)]
    assert rows(1, 1) == [(2, 0)], "one thing alone is a button"
    assert rows(0, 8) == [(1, 7)], "dots do not stand alone"
    assert rows(5, 2, "Two words here") == [(2, 0), (2, 0), (1, 2)], "a row is not wrapped, so all is to be read"
    assert rows(2, 0, "word " * 16) == [(1, 0), (1, 0)]
    assert rows(2, 0, "Seventeen letters") == [(1, 0), (1, 0)], "on a phone they would be cut"
    assert rows(2, 2, "Fifteen letters") == [(1, 0), (1, 2)], "and so would they with dots beside them"


def everything_shown(language: str) -> Iterator[tuple[str, object]]:
    """All cards, answers, forms and pages, in ordinary words."""
    scene = scenes(language, "ordinary")
    yield from ((name, show.message(card, room=True)) for name, card in scene.room_cards())
    yield from ((name, show.message(card, room=False)) for name, card in scene.private_cards())
    yield from ((name, show.whispered(body, Stands.DIALOG)) for name, body in scene.whispers())
    yield from ((name, show.form(form, scene.w, Stands.CHAT)) for name, form in scene.forms())
    yield from ((name, show.page(page)) for name, page in scene.pages())


@pytest.mark.parametrize("language", sorted(wording.LANGUAGES))
def test_every_row_of_buttons_fits_a_phone(language: str) -> None:
    def fits(shown: object, most: int) -> bool:
        for row in every(shown, "ActionSet"):
            direct = [one["title"] for one in row["actions"] if one.get("mode") != "secondary"]
            dots = DOTS if len(direct) < len(row["actions"]) else 0
            if sum(len(one) + AROUND for one in direct) + dots > most:
                return False
        return True

    standing = dict(scenes(language, "ordinary").room_cards())["asking"]
    for name, shown in everything_shown(language):
        assert fits(shown, A_ROW), name
    for name, body in scenes(language, "ordinary").whispers():
        assert fits(show.with_note(standing, body)["body"][-1], A_ROW_OF_A_NOTE), name
    assert not fits(show.page(dict(scenes(language, "ordinary").pages())["own page, full"]), A_ROW - 6), "the control"


def test_what_nothing_brings_back_is_a_red_button_and_what_sends_a_form_stands_out() -> None:
    colours = {
        (one["style"], one.get("fallback", one).get("style"), _carried(one).partition(":")[0])
        for _, shown in everything_shown("en")
        for one in every(shown, "Action.")
        if "style" in one
    }
    assert {what for style, _, what in colours if style == "destructive"} == {"forget_yes", "withdraw_item_yes"}
    assert {what for style, _, what in colours if style == "positive"} >= {"story", "interview"}
    assert all(style == older for style, older, _ in colours), "an older client shows the same"


def test_what_a_button_is_about_stands_beside_it_and_is_not_said_twice() -> None:
    saved = tuple(
        Button(Action.NOT_SAVE, f"Remove {name}", f"c{name}", row=f"{name}\nhttps://a.example/{name}", short="Remove")
        for name in "ab"
    )
    card = Card("Saved", "\n".join([saved[0].row, "and"]), buttons=(*saved, Button(Action.HELP, "Help")))
    title, text, first, second, others = shown_as(replace(card, text=card.text.replace(saved[0].row, "a")), Stands.CHAT)
    assert [readable(one) for one in (title, text)] == ["Saved", "a\nand"]
    for name, row in zip("ab", (first, second), strict=True):
        beside, pressed = (column["items"] for column in row["columns"])
        assert readable(beside) == f"{name}\nhttps://a.example/{name}"
        ((button,),) = (one["actions"] for one in pressed)
        assert (button["title"], button["tooltip"]) == ("Remove", f"Remove {name}")
    assert pressable(others) == [("Help", "help:")]
    once = Card("Saved", "one line\nand", buttons=(Button(Action.NOT_SAVE, "Remove", "c1", row="one line"),))
    assert readable(shown_as(once)).count("one line") == 1
    page = Page("Title", "", (Section("Part", facts=("one line", "another"), buttons=once.buttons),))
    assert readable(show.page(page)).count("one line") == 1


def test_a_button_that_leads_somewhere_opens_it_and_a_dangerous_one_does_not() -> None:
    def pressed(url: str) -> Mapping[str, Any]:
        return next(every(shown_as(Card("Title", buttons=(Button(Action.OPEN_LINK, "Open", url=url),))), "Action."))

    for url in ("https://bsky.app/intent/compose?text=a", "mailto:?subject=a&body=b"):
        assert (pressed(url)["type"], pressed(url)["url"]) == ("Action.OpenUrl", url)
    for url in ("javascript:alert(1)", "https://a.example/" + "x" * 3_000, "https://a.example/a b"):
        assert pressed(url)["type"] == "Action.Submit"


def test_a_long_label_is_cut_and_stands_whole_where_one_points_at_it() -> None:
    (one,) = every(shown_as(Card("Title", buttons=(Button(Action.HELP, "word " * 40),))), "Action.")
    assert len(one["title"]) <= 80
    assert one["title"].endswith("word…")
    assert one["tooltip"] == ("word " * 40).strip()


def test_a_person_who_pressed_sees_the_same_card_with_a_note_below() -> None:
    card = dict(scenes("en", "ordinary").room_cards())["asking"]
    note = Card("Noted.", buttons=(Button(Action.NOT_WOULD_SHARE, "Take it back", "c1"),))
    whole = show.with_note(card, note)
    assert whole["body"][:-1] == show.card(card, Stands.ROOM)["body"]
    below = whole["body"][-1]
    assert (readable(below), pressable(below)) == ("Noted.", [("Take it back", "take_back_would_share:c1")])


def test_a_card_with_more_buttons_than_a_message_holds_is_refused_loudly() -> None:
    buttons = tuple(Button(Action.NOT_SAVE, "x" * 80, f"c{at}") for at in range(200))
    with pytest.raises(Malformed, match="more buttons"):
        show.message(Card("Title", buttons=buttons), room=False)
    with pytest.raises(Malformed, match="more buttons"):
        show.page(Page("Title", "", (Section("Part", buttons=buttons),)))


# ── Words stay words ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "title", [MARKS, "*", "a_b_c", "~5 %", "`x", "[a](b)", "> quoted", "A | B", "1. One", "&lt;", "- x"]
)
def test_a_title_that_markdown_would_change_is_shown_as_it_is_and_its_page_is_linked_below(title: str) -> None:
    header, way = shown_as(Card(title, link="https://a.example/x"))
    assert (header["type"], readable(header)) == ("RichTextBlock", title)
    assert way["text"] == "[a.example](https://a.example/x)"
    (alone,) = shown_as(Card(title, facts=(), text="", picture=None))
    assert (alone["type"], readable(alone)) == ("RichTextBlock", title)


def test_what_might_be_read_as_a_date_is_two_runs_side_by_side() -> None:
    (shown,) = shown_as(Card("", "{{DATE(2026-01-01T00:00:00Z)}} {{{x"))
    runs = [one["text"] for one in shown["inlines"]]
    assert "".join(runs) == "{{DATE(2026-01-01T00:00:00Z)}} {{{x"
    assert not any("{{" in one for one in runs)


def test_a_link_in_a_text_can_be_followed_and_what_stands_around_it_is_as_it_was() -> None:
    body = shown_as(
        Card("", "First *this*.\n\nRead https://a.example/?a=1&b=2, it says so.\nThen https://a.example/a_b (x).")
    )
    assert [(one["type"], one.get("spacing")) for one in body] == [
        ("RichTextBlock", None),
        ("TextBlock", None),
        ("TextBlock", "None"),
    ]
    assert body[1]["text"] == "Read [https://a.example/?a=1&b=2](https://a.example/?a=1&b=2), it says so."
    assert body[2]["text"] == "Then [a.example/a…](https://a.example/a_b) (x).", "the rest would be read as markup"
    (long,) = shown_as(Card("", f"Read https://a.example/{'path/' * 40} now"))
    assert long["text"] == f"Read [a.example/{'path/' * 9}path…](https://a.example/{'path/' * 40}) now"
    (plainly,) = shown_as(Card("", "*Read* https://a.example/"))
    assert (plainly["type"], readable(plainly)) == ("RichTextBlock", "*Read* https://a.example/")


@pytest.mark.parametrize("draft", [MARKS, f"See https://a.example/ now\n\n{EMOJI}", LONG[:2_900]])
def test_a_draft_is_copied_as_it_was_written(draft: str) -> None:
    card = Card("A draft", draft.strip(), facts=("about",), buttons=(Button(Action.COPY_DRAFT, "Copy", "d"),))
    paragraph = next(one for one in every(shown_as(card), "RichTextBlock") if len(readable(one)) > 10)
    assert readable(paragraph) == draft.strip()
    assert show.said(draft) == [{"type": "message", "textFormat": "plain", "text": draft.strip()}]


def test_what_is_read_of_a_card_without_opening_it_has_all_its_words() -> None:
    for name, card in scenes("de", "ordinary").room_cards():
        summary = show.message(card, room=True)["summary"]
        for said in (card.title, card.text, *card.facts, card.link or ""):
            assert plain(said) in summary, name
    long = show.message(Card("Title", LONG), room=True)["summary"]
    assert 3_900 < len(long) <= 4_000
    assert long.endswith("…")
    assert show.message(Card(""), room=True)["summary"] == "…"


def test_a_long_answer_is_several_messages_with_its_buttons_below_the_last() -> None:
    text = "\n\n".join([LONG[:9_000].strip()] * 4)
    sent = show.messages(Card("Title", text, facts=("a fact",), buttons=(Button(Action.HELP, "Help"),)))
    cards = [one["attachments"][0]["content"] for one in sent]
    assert [len(pressable(card)) for card in cards] == [0] * (len(cards) - 1) + [1]
    assert said_in([card["body"] for card in cards]) == "".join(f"Title{text}a fact".split())


def test_signs_that_look_like_marks_stand_where_nothing_else_may() -> None:
    assert unmarked("plain words, (really) 100 %") == "plain words, (really) 100 %"
    for text in (MARKS, "- one\n- two", "1. one", "  # heading", "a\\b", "[x](y)", "{{DATE}}", "&amp;"):
        assert is_inert(unmarked(text)), text


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def shown_field(one: Field, error: str = "", stands: Stands = Stands.CHAT) -> list[dict[str, Any]]:
    form = Form(FormName.STORY, "Title", "Keep", (one,))
    return cast(list[dict[str, Any]], show.form(form, EN, stands, errors={one.name: error} if error else {})["body"])


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{at}", f"Option {at}") for at in range(count))


def test_a_dialog_has_its_title_above_and_a_card_in_it() -> None:
    field = Field("f", "F", FieldKind.TEXT)
    assert [one["type"] for one in shown_field(field)] == ["TextBlock", "Input.Text", "ActionSet"]
    assert [one["type"] for one in shown_field(field, stands=Stands.DIALOG)] == ["Input.Text", "ActionSet"]


def test_few_choices_are_all_seen_and_many_are_a_list() -> None:
    def style(of: FieldKind, count: int) -> tuple[str, bool]:
        one = shown_field(Field("f", "F", of, options=options(count)))[1]
        return one["style"], one.get("isMultiSelect", False)

    assert style(FieldKind.CHECKS, 10) == ("expanded", True)
    assert style(FieldKind.CHECKS, 11) == ("compact", True)
    assert style(FieldKind.RADIO, 10) == ("expanded", False)
    assert style(FieldKind.RADIO, 11) == ("filtered", False)
    assert style(FieldKind.SELECT, 3) == ("compact", False)
    assert style(FieldKind.SELECT, 200) == ("filtered", False)


def test_each_field_is_filled_in_as_it_was_and_says_how_much_it_takes() -> None:
    def element(one: Field) -> dict[str, Any]:
        return shown_field(one)[1]

    short = element(Field("f", "F", FieldKind.TEXT, most=80, value="v"))
    assert (short["maxLength"], short["value"], "isMultiline" in short) == (80, "v", False)
    assert element(Field("f", "F", FieldKind.LONG, value="x" * 20, most=10))["maxLength"] == 20
    assert element(Field("f", "F", FieldKind.LINK, value="https://a.example/"))["style"] == "Url"
    assert element(Field("f", "F", FieldKind.PEOPLE, value=("U1", "U2")))["value"] == "U1,U2"
    assert element(Field("f", "F", FieldKind.DATE, value="2026-12-24"))["value"] == "2026-12-24"
    assert element(Field("f", "F", FieldKind.TICK, value="true"))["value"] == "true"
    assert element(Field("f", "F", FieldKind.TICK))["value"] == "false"
    gone = element(Field("f", "F", FieldKind.SELECT, options=options(2), value="another time's"))
    assert "value" not in gone


def test_a_field_that_is_needed_says_so_before_anything_is_sent() -> None:
    one = shown_field(Field("f", "F", FieldKind.TEXT, required=True))[1]
    assert (one["isRequired"], one["errorMessage"]) == (True, EN.field_missing())
    assert "isRequired" not in shown_field(Field("f", "F", FieldKind.TEXT))[1]


def test_what_is_wrong_stands_before_its_field_and_a_word_of_help_behind_it() -> None:
    _, error, field, hint, _ = shown_field(Field("f", "F", FieldKind.TEXT, hint="Like this"), error="Not like that.")
    assert (readable(error), error["inlines"][0]["color"]) == ("Not like that.", "Attention")
    assert (error["spacing"], field["spacing"], hint["spacing"]) == ("Medium", "Small", "Small"), "near their field"
    assert (field["id"], readable(hint)) == ("f", "Like this")
    form = Form(FormName.STORY, "Title", "Keep", (Field("f", "F", FieldKind.TEXT),), intro="Intro")
    lost = show.form(form, EN, Stands.DIALOG, errors={"elsewhere": "Gone."})["body"]
    assert [readable(one) for one in lost[:2]] == ["Gone.", "Intro"], "what has no field stands on top"


def test_a_form_of_very_many_options_has_them_cut_and_one_of_more_is_refused_loudly() -> None:
    def form(count: int) -> Form:
        many = tuple(
            Option(f"01JDK0000000000000{at:08d}", f"{at} is a topic of many words " * 3) for at in range(count)
        )
        return Form(FormName.TOPICS, "Topics", "Keep", (Field("topics", "Topics", FieldKind.CHECKS, options=many),))

    shown = show.form(form(300), EN, Stands.CHAT)
    assert card_problems(shown, "chat") == []
    assert len(next(every(shown, "Input."))["choices"]) == 300
    with pytest.raises(Malformed, match="more in it"):
        show.form(form(3_000), EN, Stands.CHAT)


@pytest.mark.parametrize("kind", [FieldKind.SELECT, FieldKind.RADIO, FieldKind.CHECKS])
def test_an_option_without_a_value_fails_loudly(kind: FieldKind) -> None:
    with pytest.raises(Malformed, match="told apart"):
        shown_field(Field("f", "F", kind, options=(Option("", "An option"),)))


# ── Controls: without the care taken here, this would be noticed ─────────────────────────────────────────────────────


def carded(*body: Mapping[str, Any], version: str = "1.5") -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": version, "fallbackText": "x", "body": list(body)}


BUTTON = {"type": "Action.Submit", "title": "x", "data": {"earshot": {}}}
WRONG: dict[str, tuple[Mapping[str, Any], str]] = {
    "words put into a TextBlock as they are": ({"type": "TextBlock", "text": MARKS, "wrap": True}, "markup"),
    "a link to nowhere": ({"type": "TextBlock", "text": "[x](javascript:alert(1))", "wrap": True}, "markup"),
    "a text that is cut": ({"type": "TextBlock", "text": "x"}, "cut"),
    "no words": ({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": " "}]}, "without words"),
    "what cannot travel": ({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": NUL}]}, "cannot travel"),
    "a date": ({"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "{{DATE"}]}, "date"),
    "an unknown element": ({"type": "Media"}, "does not stand here"),
    "an unknown property": ({"type": "TextBlock", "text": "x", "wrap": True, "speak": "x"}, "no property"),
    "an unknown value": ({"type": "TextBlock", "text": "x", "wrap": True, "size": "Huge"}, "Huge"),
    "a picture from http": ({"type": "Image", "url": "http://a.example/", "altText": "x"}, "does not fetch"),
    "seven buttons": ({"type": "ActionSet", "actions": [BUTTON] * 7}, "7 buttons"),
    "a button of an older time": ({"type": "ActionSet", "actions": [BUTTON | {"type": "Action.Http"}]}, "no button"),
    "Execute alone": ({"type": "ActionSet", "actions": [BUTTON | {"type": "Action.Execute", "verb": "x"}]}, "fallback"),
    "an input without a label": ({"type": "Input.Text", "id": "x", "maxLength": 9}, "without label"),
    "choices alike": (
        {"type": "Input.ChoiceSet", "id": "x", "label": "x", "choices": [{"title": "x", "value": "x"}] * 2},
        "told apart",
    ),
    "too much": (
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": "ä" * 41_000}]},
        "bytes",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_control_what_teams_would_not_draw_would_be_noticed(name: str) -> None:
    element, words = WRONG[name]
    assert any(words in problem for problem in card_problems(carded(element), "chat")), name


def test_control_two_inputs_of_one_name_and_an_older_version_would_be_noticed() -> None:
    field = {"type": "Input.Text", "id": "x", "label": "x", "maxLength": 9}
    assert any("2 times" in problem for problem in card_problems(carded(field, field), "chat"))
    assert card_problems(carded(field, version="1.3"), "chat")
    assert not card_problems(carded(field), "chat")


def test_control_a_text_beside_a_card_would_be_noticed() -> None:
    shown = show.message(Card("Title"), room=True)
    assert not valid.activity_problems(shown, room=True)
    assert valid.activity_problems(shown | {"text": "Title"}, room=True)
