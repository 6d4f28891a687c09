"""What the bot says, in Block Kit: all of it can be sent, whoever's words are in it, and stands where it belongs."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from adapters.reading import Malformed
from adapters.slack import codec, show
from adapters.slack.long_values import restored
from adapters.slack.text import escape, readable
from bot.chat import desk_items, forms, own_page, private_cards, room_cards, source_cards, source_forms, wording
from bot.chat.cards import Button, Card, Field, FieldKind, Form, Option, Page, Picture, Section
from bot.chat.events import Action, FormName
from bot.chat.private_cards import OFF
from bot.domain.plain import plain
from tests.adapters import every as every_module
from tests.adapters.every import Every
from tests.adapters.slack.sendable import message_problems, problems, texts, view_problems
from tests.adapters.strange import AMPERSANDS, EMOJI, LINES, LONG, MARKS, NUL, RTL, SAID, WORD

EVERY = [(language, said) for language in wording.LANGUAGES for said in SAID]


@cache
def every(language: str, said: str) -> Every:
    """All that can be shown in these words."""
    return Every(wording.of(language), SAID[said])


def sdk_accepts(blocks: list[dict[str, Any]]) -> None:
    """What Slack's own models check; they leave out what they do not know, so the way back has to be the same."""
    parsed = Block.parse_all(cast(Any, blocks))
    for block in parsed:
        block.validate_json()
    assert [block.to_dict() for block in parsed] == blocks


def sdk_accepts_view(view: dict[str, Any]) -> None:
    """The same for a modal or a Home."""
    parsed = View(**view)
    parsed.validate_json()
    assert parsed.to_dict() == view
    sdk_accepts(view["blocks"])


def pressable(shown: object) -> Iterator[tuple[str, str]]:
    """All that can be pressed: what it says and what it carries."""
    if isinstance(shown, Mapping):
        if "value" in shown and "text" in shown:
            yield shown["text"]["text"], shown["value"]
        for value in shown.values():
            yield from pressable(value)
    elif isinstance(shown, list):
        for one in shown:
            yield from pressable(one)


def kinds(shown: Mapping[str, Any]) -> list[str]:
    """The types of the blocks, in order."""
    return [block["type"] for block in shown["blocks"]]


def words_of(block: Mapping[str, Any]) -> str:
    """What a block says."""
    return "".join(text for _, text in texts(block))


def test_everything_that_the_product_can_show_is_here() -> None:
    source = inspect.getsource(every_module)
    builders = (forms, source_forms, desk_items, source_cards, private_cards, room_cards, own_page)
    for module in builders:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            made = inspect.signature(function).return_annotation
            if function.__module__ == module.__name__ and made in (Card, Form, Page) and not name.startswith("_"):
                assert f"{module.__name__.rpartition('.')[2]}.{name}(" in source, name
    assert {form.name for _, form in every("en", "ordinary").forms()} == set(FormName)


# ── All of it can be sent ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("language", "said"), EVERY)
def test_every_card_can_be_posted_and_edited(language: str, said: str) -> None:
    everything = every(language, said)
    for name, card in (*everything.room_cards(), *everything.private_cards()):
        shown = show.message(card)
        assert message_problems(shown) == [], name
        sdk_accepts(shown["blocks"])
        assert {value for _, value in pressable(shown)} == {codec.pack(one.action, one.subject) for one in card.buttons}
        assert (shown["unfurl_links"], shown["unfurl_media"]) == (False, False)


@pytest.mark.parametrize(("language", "said"), EVERY)
def test_every_answer_can_be_whispered_with_nothing_left_out(language: str, said: str) -> None:
    for name, body in every(language, said).whispers():
        for shown in (show.whisper(body), *show.whispers(body)):
            if shown["blocks"]:
                assert message_problems(shown, edited=False) == [], name
                sdk_accepts(shown["blocks"])
        text = plain(body.text if isinstance(body, Card) else body)
        everything = "".join(readable(shown["blocks"]) for shown in show.whispers(body))
        if "https://" not in text:
            assert "".join(text.split()) in "".join(everything.split()), name


@pytest.mark.parametrize(("language", "said"), EVERY)
def test_every_form_can_be_opened_with_all_it_offers(language: str, said: str) -> None:
    for name, form in every(language, said).forms():
        shown = show.modal(form)
        assert view_problems(shown) == [], name
        sdk_accepts_view(shown)
        assert codec.unpack_form(shown["callback_id"], shown["private_metadata"]) == (form.name, form.subject)
        assert as_sent(shown) == as_filled_in(form), name


@pytest.mark.parametrize(("language", "said"), EVERY)
def test_every_page_can_be_published_whole(language: str, said: str) -> None:
    for name, page in every(language, said).pages():
        shown = show.home(page)
        assert view_problems(shown) == [], name
        sdk_accepts_view(shown)
        carried = [codec.pack(one.action, one.subject) for part in page.sections for one in part.buttons]
        assert sorted(value for _, value in pressable(shown)) == sorted(carried), name


def as_filled_in(form: Form) -> dict[str, str | tuple[str, ...]]:
    """What comes back where nothing is changed."""
    back: dict[str, str | tuple[str, ...]] = {}
    for one in form.fields:
        if one.kind in (FieldKind.CHECKS, FieldKind.PEOPLE):
            back[one.name] = tuple(one.value) if isinstance(one.value, tuple) else tuple(filter(None, (one.value,)))
        elif one.kind is FieldKind.TICK:
            back[one.name] = ("true",) if one.value else ()
        elif one.kind is FieldKind.LINK and len(str(one.value)) > 3_000:
            back[one.name] = ""  # no field holds it, and half an address leads nowhere
        else:
            back[one.name] = plain(str(one.value))
    return back


def as_sent(view: Mapping[str, Any]) -> dict[str, str | tuple[str, ...]]:
    """What Slack sends of a modal in which nothing was changed, put together by the codec."""
    values: dict[str, str | tuple[str, ...]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            values[block["block_id"]] = _value(block["element"])
    return codec.gather(values)


def _value(element: Mapping[str, Any]) -> str | tuple[str, ...]:
    match element["type"]:
        case "checkboxes" | "multi_static_select":
            return tuple(option["value"] for option in element.get("initial_options", ()))
        case "multi_users_select":
            return tuple(element.get("initial_users", ()))
        case "radio_buttons" | "static_select":
            return str(element.get("initial_option", {"value": ""})["value"])
        case "datepicker":
            return str(element.get("initial_date", ""))
        case _:
            return str(element.get("initial_value", ""))


STRANGE = (MARKS, RTL, EMOJI * 99, NUL, LONG, WORD, AMPERSANDS, LINES, "", "https://a.example/?a=1&b=2")


def piece(number: int) -> str:
    """One of the strange texts, by its number: hypothesis would spell all of them out."""
    return STRANGE[number]


PIECES = st.integers(0, len(STRANGE) - 1).map(piece)
WORDS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=3).map("".join))
SUBJECTS = st.from_regex(codec.SUBJECT, fullmatch=True)
URLS = st.one_of(
    st.none(), st.sampled_from(["https://a.example/", "mailto:a@a.example?body=x", "ftp://a", "https://a.example/|<>"])
)
BUTTONS = st.builds(Button, st.sampled_from(Action), WORDS, SUBJECTS, URLS, st.booleans())
CARDS = st.builds(
    Card,
    WORDS,
    WORDS,
    URLS,
    st.lists(WORDS, max_size=6).map(tuple),
    st.one_of(st.none(), st.builds(Picture, st.sampled_from(["https://a.example/p.png", "", "x"]), WORDS)),
    st.lists(BUTTONS, max_size=20, unique_by=lambda one: (one.action, one.subject)).map(tuple),
    st.dictionaries(st.sampled_from(["worth_it", "would_share"]), st.integers(5, 9)),
    st.booleans(),
)


@given(card=CARDS)
@settings(max_examples=30, deadline=None)
def test_any_card_can_be_posted(card: Card) -> None:
    try:
        shown = show.message(card)
    except Malformed:  # said rather than cut away: no card of ours has so many
        assert len(card.buttons) >= 10
        return
    if shown["blocks"]:
        assert message_problems(shown) == []
        sdk_accepts(shown["blocks"])
    assert len(list(pressable(shown))) == len(card.buttons)


@given(parts=st.lists(st.builds(Section, WORDS, WORDS, st.lists(WORDS, max_size=3).map(tuple)), max_size=40))
@settings(max_examples=15, deadline=None)
def test_any_page_can_be_published(parts: list[Section]) -> None:
    shown = show.home(Page("Title", "Intro", tuple(parts)))
    assert view_problems(shown) == []
    sdk_accepts_view(shown)


# ── Where things stand ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_heard_card_reads_from_top_to_bottom_as_it_was_designed() -> None:
    card = dict(every("en", "ordinary").room_cards())["heard"]
    origin, title, text, buttons = show.message(card)["blocks"]
    assert words_of(origin) == card.facts[0]
    assert title["text"] == {
        "type": "mrkdwn",
        "text": f"*<{escape(SAID['ordinary'].url)}|{card.title}>* ·\N{NO-BREAK SPACE}lwn.example",
        "verbatim": True,
    }
    assert text["accessory"] == {"type": "image", "image_url": SAID["ordinary"].picture, "alt_text": card.title}
    assert text["text"] == {"type": "plain_text", "text": card.text, "emoji": False}
    assert [one["type"] for one in buttons["elements"]] == ["button", "button", "overflow"]
    assert [label for label, _ in pressable(buttons)] == [
        one.label for one in sorted(card.buttons, key=lambda one: one.more)
    ]


def test_what_asks_says_below_its_buttons_that_it_is_optional_and_how_many_answered() -> None:
    everything = every("en", "ordinary")
    for name, card in (*everything.room_cards(), *everything.private_cards()):
        blocks = show.message(card)["blocks"]
        if card.ask:
            counts = [
                fact for fact in card.facts if "would share" in fact or "would tell" in fact or "well done" in fact
            ]
            at = next(at for at, block in enumerate(blocks) if words_of(block) == everything.w.optional_always())
            assert blocks[at - 1]["type"] == "actions", name
            off = 1 if name == "nudge" else 0
            assert [words_of(block) for block in blocks[at + 1 : len(blocks) - off]] == counts, name
        elif card.buttons:
            assert blocks[-1]["type"] == "actions", name


def test_the_off_switch_of_a_private_message_stands_below_all_else() -> None:
    for name, card in every("de", "ordinary").private_cards():
        off = [one for one in card.buttons if one.action in OFF.values()]
        if off:
            last = show.message(card)["blocks"][-1]
            assert [label for label, _ in pressable(last)] == [one.label for one in off], name


def test_an_answers_only_fact_is_a_note_below_it() -> None:
    card = dict(every("en", "ordinary").whispers())["checked"]
    assert isinstance(card, Card)
    assert kinds(show.whisper(card)) == ["header", "section", "context"]
    assert kinds(show.message(card)) == ["context", "header", "section"], "in a message it says where it comes from"


def test_a_card_that_is_one_sentence_is_no_headline() -> None:
    assert kinds(show.whisper(Card("Noted.", buttons=(Button(Action.HELP, "Help"),)))) == ["section", "actions"]


def test_a_message_without_its_picture_is_otherwise_the_same() -> None:
    card = dict(every("en", "ordinary").room_cards())["heard"]
    assert show.message(card, picture=False) == show.message(replace(card, picture=None))


def test_a_picture_stands_below_where_there_is_nothing_to_stand_beside() -> None:
    shown = show.message(Card("Title", picture=Picture("https://a.example/p.png", "A pump")))
    assert kinds(shown) == ["header", "image"]
    assert shown["blocks"][1]["alt_text"] == "A pump"


def test_what_is_under_the_dots_is_all_there_and_one_thing_alone_is_a_button() -> None:
    def elements(count: int) -> list[str]:
        buttons = tuple(Button(Action.WHY, f"Why {at}", f"c{at}", more=True) for at in range(count))
        (row,) = show.message(Card("Title", buttons=(Button(Action.HELP, "Help"), *buttons)))["blocks"][1:]
        assert [label for label, _ in pressable(row)] == ["Help", *(one.label for one in buttons)]
        return [one["type"] for one in row["elements"]]

    assert elements(1) == ["button", "button"]
    assert elements(5) == ["button", "overflow"]
    assert elements(6) == ["button", "overflow", "button"]
    assert elements(12) == ["button", "overflow", "overflow", "overflow"]


def test_a_button_that_leads_somewhere_carries_the_address_and_still_reaches_us() -> None:
    def pressed(url: str, *, more: bool) -> Mapping[str, Any]:
        buttons = (Button(Action.OPEN_LINK, "Open", url=url, more=more), Button(Action.WHY, "Why", more=more))
        element = show.message(Card("Title", buttons=buttons))["blocks"][1]["elements"][0]
        return cast(Mapping[str, Any], element["options"][0] if more else element)

    for more in (False, True):
        for url in ("https://bsky.app/intent/compose?text=a", "mailto:?subject=a&body=b"):
            assert (pressed(url, more=more)["url"], pressed(url, more=more)["value"]) == (url, "open_link:")
        for url in ("javascript:alert(1)", "https://a.example/" + "x" * 3_000):
            assert "url" not in pressed(url, more=more)


def test_a_card_with_more_buttons_than_a_message_holds_is_refused_loudly() -> None:
    buttons = tuple(Button(Action.NOT_SAVE, "x" * 75, f"c{at}") for at in range(200))
    with pytest.raises(Malformed, match="more buttons"):
        show.message(Card("Title", buttons=buttons))


# ── Words stay words ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("title", [MARKS, "*", "a_b_c", "~5 %", "`x", ":tada:", "> quoted", "A | B"])
def test_a_title_that_mrkdwn_would_change_is_shown_as_it_is_and_its_page_is_linked_below(title: str) -> None:
    header, way = show.message(Card(title, link="https://a.example/x"))["blocks"]
    assert header == {"type": "header", "text": {"type": "plain_text", "text": title, "emoji": False}}
    assert words_of(way) == "*<https://a.example/x|a.example>*"


def test_no_markup_is_made_of_anybodys_words_but_links_that_can_be_followed() -> None:
    for language in wording.LANGUAGES:
        everything = every(language, "marks")
        cards = [card for _, card in (*everything.room_cards(), *everything.private_cards())]
        whispered = [body for _, body in everything.whispers()]
        for shown in (*map(show.message, cards), *map(show.whisper, whispered)):
            for kind, text in texts(shown["blocks"]):
                assert kind == "plain_text" or ("*bold*" not in text and "!channel" not in text)


def test_a_link_in_a_text_can_be_followed_and_what_stands_around_it_is_as_it_was() -> None:
    (block,) = show.whisper(Card("", "Read https://a.example/?a=1&b=2, it says 1 < 2."))["blocks"]
    assert block["text"]["type"] == "mrkdwn"
    assert block["text"]["text"] == "Read <https://a.example/?a=1&amp;b=2>, it says 1 &lt; 2."
    (plainly,) = show.whisper(Card("", "*Read* https://a.example/"))["blocks"]
    assert plainly["text"] == {"type": "plain_text", "text": "*Read* https://a.example/", "emoji": False}


@pytest.mark.parametrize("draft", [MARKS, f"See https://a.example/ now\n\n{EMOJI}", LONG[:2_900]])
def test_a_draft_is_copied_as_it_was_written(draft: str) -> None:
    """Plain text alone: in mrkdwn its marks would be eaten, and a link would be copied as something else."""
    card = Card("A draft", draft.strip(), facts=("about",), buttons=(Button(Action.COPY_DRAFT, "Copy", "d"),))
    for blocks in (show.message(card)["blocks"], show.whisper(draft.strip())["blocks"]):
        section = next(block for block in blocks if block["type"] == "section")
        assert section["text"] == {"type": "plain_text", "text": draft.strip(), "emoji": False}


def test_the_words_for_screen_readers_hold_all_of_a_card_and_nothing_in_them_reaches_anybody() -> None:
    for name, card in every("de", "ordinary").room_cards():
        text = show.message(card)["text"]
        for said in (card.title, card.text, *card.facts, card.link or ""):
            assert escape(plain(said)) in text, name
    assert show.message(Card("<!channel> & <@U1>"))["text"] == "&lt;!channel&gt; &amp; &lt;@U1&gt;"
    long = show.message(Card("Title", LONG))["text"]
    assert 3_900 < len(long) <= 4_000
    assert long.endswith(("…", "and…", "on…"))
    assert long[:-1] == f"Title\n{LONG}"[: len(long) - 1]
    assert not LONG[len(long) - len("Title\n") - 1].isalpha(), "words are kept whole"


def test_a_long_text_is_split_between_its_paragraphs_and_cut_only_where_the_message_ends() -> None:
    text = "\n\n".join([LONG[:1_900].strip()] * 5)
    parts = [words_of(block) for block in show.message(Card("", text))["blocks"]]
    assert len(parts) == 5
    assert "\n\n".join(parts) == text
    cut = [words_of(block) for block in show.message(Card("", text * 2))["blocks"]]
    assert cut[-1].endswith("…")
    assert sum(map(len, cut)) > 11_000


# ── Forms ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def shown_field(one: Field) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], show.modal(Form(FormName.STORY, "Title", "Keep", (one,)))["blocks"])


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"o{at}", f"Option {at}") for at in range(count))


def test_a_title_too_long_for_a_modal_is_said_in_full_above_the_fields_and_a_button_is_cut_between_words() -> None:
    form = Form(FormName.STORY, "Where would you like to tell it?", "Als meinen Entwurf speichern", ())
    shown = show.modal(form)
    assert shown["title"]["text"] == "Where would you like to…"
    assert shown["submit"]["text"] == "Als meinen Entwurf…"
    assert words_of(shown["blocks"][0]) == form.title


def test_few_choices_are_boxes_and_many_are_menus() -> None:
    def kind(of: FieldKind, count: int) -> list[str]:
        return [block["element"]["type"] for block in shown_field(Field("f", "F", of, options=options(count)))]

    assert kind(FieldKind.CHECKS, 10) == ["checkboxes"]
    assert kind(FieldKind.CHECKS, 11) == ["multi_static_select"]
    assert kind(FieldKind.CHECKS, 200) == ["multi_static_select"] * 2
    assert kind(FieldKind.RADIO, 10) == ["radio_buttons"]
    assert kind(FieldKind.RADIO, 11) == ["static_select"]
    assert kind(FieldKind.SELECT, 200) == ["static_select"]


def test_two_hundred_topics_are_two_menus_named_by_their_ends_and_come_back_as_one() -> None:
    chosen = tuple(one.value for one in options(200)[50:150])
    blocks = shown_field(
        Field("topics", "Topics", FieldKind.CHECKS, required=True, hint="Why", options=options(200), value=chosen)
    )
    assert [block["label"]["text"] for block in blocks] == [
        "Topics (Option 0 – Option 99)",
        "Topics (Option 100 – Option 199)",
    ]
    assert ["hint" in block for block in blocks] == [True, False]
    assert as_sent({"blocks": blocks}) == {"topics": chosen}


def test_a_text_longer_than_an_input_stands_in_several_and_comes_back_as_it_was() -> None:
    text = "\n\n".join([LONG[:1_000].strip(), WORD[:4_000], "short", LONG[:3_000].strip()])
    blocks = shown_field(Field("text", "Your words", FieldKind.LONG, required=True, value=text, most=20_000))
    assert len(blocks) > 2
    assert blocks[0]["label"]["text"] == f"Your words (1/{len(blocks)})"
    assert all(block["element"]["max_length"] == 3_000 for block in blocks)
    assert [block["optional"] for block in blocks] == [False] + [True] * (len(blocks) - 1)
    assert as_sent({"blocks": blocks}) == {"text": text}


@given(text=st.lists(st.sampled_from(["\n", "\n\n", " ", "word", "👩🏽‍🚀", "x" * 900]), max_size=80).map("".join))
@settings(deadline=None)
def test_no_sign_of_a_text_is_lost_between_the_inputs(text: str) -> None:
    blocks = shown_field(Field("text", "Your words", FieldKind.LONG, value=text, most=20_000))
    assert as_sent({"blocks": blocks}) == {"text": plain(text)}


@pytest.mark.parametrize("kind", [FieldKind.SELECT, FieldKind.RADIO, FieldKind.CHECKS])
def test_an_option_that_slack_could_not_carry_fails_loudly(kind: FieldKind) -> None:
    with pytest.raises(Malformed, match="75 characters"):
        shown_field(Field("f", "F", kind, options=(Option("", "An option"),)))


@pytest.mark.parametrize("kind", [FieldKind.SELECT, FieldKind.RADIO, FieldKind.CHECKS])
def test_an_option_of_many_characters_is_held_by_the_form_and_chosen_from_the_start(kind: FieldKind) -> None:
    long = [f"https://a.example/{n}/{'x' * 400}" for n in range(5)]
    options = tuple(Option(one, f"The {place}th") for place, one in enumerate([*long, "short"]))
    field = Field("link", "Which", kind, options=options, value=long[3])
    view = show.modal(Form(FormName.FIND, "Find", "Send", (field,)))
    sent = as_sent(view)["link"]
    assert isinstance(sent, tuple | str)
    (chosen,) = sent if isinstance(sent, tuple) else (sent,)
    assert restored(chosen, view["private_metadata"]) == long[3]


def test_a_box_says_what_is_ticked_and_above_it_stands_why() -> None:
    def said(label: str, hint: str = "") -> tuple[str, str, str]:
        (block,) = shown_field(Field("named", label, FieldKind.TICK, hint=hint))
        (option,) = block["element"]["options"]
        return block["label"]["text"], option["text"]["text"], block.get("hint", {"text": ""})["text"]

    assert said("Show my name", "Unnamed unless ticked.") == ("Unnamed unless ticked.", "Show my name", "")
    assert said("Keep it", "Needed now. You decide. Always.") == ("Needed now.", "Keep it", "You decide. Always.")
    assert said("Keep it") == ("Keep it", "Keep it", "")
    long = "A very long label " * 6
    assert said(long, "Why. How.") == (long.strip(), f"{long[:73]}…", "Why. How."), "nothing of it is lost"


def test_each_field_is_filled_in_as_it_was_and_says_how_much_it_takes() -> None:
    def element(one: Field) -> dict[str, Any]:
        (block,) = shown_field(one)
        return cast(dict[str, Any], block["element"])

    short = element(Field("f", "F", FieldKind.TEXT, most=80, value="v"))
    assert (short["multiline"], short["max_length"], short["initial_value"]) == (False, 80, "v")
    assert element(Field("f", "F", FieldKind.LONG, most=10_000))["max_length"] == 3_000
    assert element(Field("f", "F", FieldKind.LINK, value="https://a.example/"))["initial_value"] == "https://a.example/"
    assert element(Field("f", "F", FieldKind.PEOPLE, value=("U1",)))["initial_users"] == ["U1"]
    assert element(Field("f", "F", FieldKind.DATE, value="2026-12-24"))["initial_date"] == "2026-12-24"
    ticked = element(Field("f", "F", FieldKind.TICK, value="true"))
    assert ticked["initial_options"] == ticked["options"]
    assert "initial_options" not in element(Field("f", "F", FieldKind.TICK))


def test_what_is_wrong_is_said_beside_its_field() -> None:
    assert show.errors({"link": "This is no link."}) == {
        "response_action": "errors",
        "errors": {"link": "This is no link."},
    }


def test_a_page_longer_than_home_takes_says_how_many_parts_are_left_out() -> None:
    page = Page("Title", "Intro", tuple(Section(f"Part {at}", "Text", ("fact",)) for at in range(60)))
    blocks = show.home(page)["blocks"]
    assert len(blocks) <= 100
    assert "divider" not in {block["type"] for block in blocks}
    shown = sum(block["type"] == "header" for block in blocks) - 1
    assert words_of(blocks[-1]) == f"… +{60 - shown}"


# ── Controls: without the care taken here, this would be noticed ─────────────────────────────────────────────────────


def section(text: str, kind: str = "plain_text") -> list[dict[str, Any]]:
    return [{"type": "section", "text": {"type": kind, "text": text}}]


def test_control_words_put_into_markup_as_they_are_would_be_noticed() -> None:
    assert problems(section(MARKS, "mrkdwn"))
    assert message_problems({"text": MARKS, "blocks": section("x")})
    assert not problems(section(escape(MARKS), "mrkdwn"))


def test_control_a_text_in_one_section_would_be_noticed() -> None:
    assert problems(section(LONG))
    assert problems([*section(LONG[:2_999])] * 5), "each of them is small enough, all of them are not"


def test_control_what_slack_could_not_store_would_be_noticed() -> None:
    assert problems(section(NUL))
    assert problems(section(" "))


def test_control_two_buttons_that_look_the_same_to_slack_would_be_noticed() -> None:
    button = {"type": "button", "action_id": "a", "value": "v", "text": {"type": "plain_text", "text": "x"}}
    assert problems([{"type": "actions", "elements": [button, button]}])
    option = {"text": {"type": "plain_text", "text": "x"}, "value": "v" * 76}
    menu = {"type": "overflow", "action_id": "a", "options": [option, option | {"value": "v"}]}
    assert problems([{"type": "actions", "elements": [menu]}])
