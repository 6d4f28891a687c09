"""What stands on cards in rooms and on the own page: DESIGN section 5, button by button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import own_page, private_cards, wording
from bot.chat.addresses import Address
from bot.chat.cards import Card, Page
from bot.chat.events import Action
from bot.chat.own_page import ON, Mine
from bot.chat.private_cards import OFF
from bot.chat.room_cards import Scene, room_card
from bot.domain.drafts import Arranged
from bot.domain.items import AnswerKind, Because, Ending, Item, ItemKind, Life, RoomCard, Tally
from bot.domain.networks import Network
from bot.domain.people import Nudges, Person, Private
from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from bot.domain.writing import Writing
from tests.store.making import DAY, HOUR, NOW

W = wording.of("en")
ITEM = Item(
    id="item",
    kind=ItemKind.FIND,
    url="https://news.example/rust",
    title="Rust in the kernel",
    text="Two years.",
    at=NOW - 2 * HOUR,
    heard_in=("Kernel Notes", "Open Build Log"),
)
CARD = RoomCard(
    id="card",
    room_id="room",
    item_id="item",
    life=Life.HEARD,
    because=(Because("t1", "Linux kernel", ("kernel", "Rust")),),
    posted_at=NOW,
)
STORY = Story(
    id="story",
    author_id="ana",
    title="What I learnt",
    text="A lot.",
    kind=StoryKind.LESSON,
    signed=Signed.NAMED,
    state=StoryState.TOLD,
    named=(Named("n1", "bo", "Bo", Naming.YES), Named("n2", "cleo", "Cleo", Naming.NO)),
)
ASKS_FOR_SHARING = {Action.WOULD_SHARE, Action.DRAFT, Action.SCROLL_PAST}


def shown(scene: Scene) -> Card:
    return room_card(scene, W)


def heard(**changes: object) -> Scene:
    return replace(Scene(CARD, ITEM, Tally(), NOW), **changes)  # type: ignore[arg-type]


def asking(**changes: object) -> Scene:
    return heard(card=replace(CARD, life=Life.ASKING), **changes)


def told(**changes: object) -> Scene:
    story = replace(STORY, **changes)  # type: ignore[arg-type]
    return asking(item=replace(ITEM, kind=ItemKind.STORY, heard_in=()), story=story, author="Ana")


def labels(card: Card, *, more: bool) -> list[str]:
    return [button.label for button in card.buttons if button.more is more]


def test_a_heard_card_says_where_it_was_heard_and_why_and_asks_nothing() -> None:
    card = shown(heard())
    assert card.facts[0] == W.heard_in(("Kernel Notes", "Open Build Log"), 2, CARD.because)
    assert all(word in card.facts[0] for word in ("Kernel Notes", "Linux kernel", "“kernel”", "“Rust”"))
    assert (card.title, card.link, card.ask) == ("Rust in the kernel", "https://news.example/rust", False)
    assert labels(card, more=False) == ["Worth sharing", "Less like this"]
    assert not ASKS_FOR_SHARING & {button.action for button in card.buttons}


def test_a_word_that_is_the_topics_own_name_is_not_said_twice() -> None:
    because = (Because("t1", "Linux kernel", ("kernel", "linux Kernel")),)
    assert shown(heard(card=replace(CARD, because=because))).facts[0].endswith("follows Linux kernel (“kernel”)")


def test_who_is_asked_to_be_named_sees_the_question_first_and_then_all_of_the_story() -> None:
    story = replace(STORY, link="https://a.example/x", picture="https://a.example/p.png")
    card = private_cards.naming(story, "n1", "Ana", W)
    assert (card.title, card.link) == (W.naming_title("Ana"), None), "the question leads nowhere"
    assert card.text == "What I learnt\n\nA lot.\n\nhttps://a.example/x"
    assert card.picture is not None
    assert W.story_shows(story.picture) in card.facts, "also where a picture cannot be shown"


def test_an_asking_card_asks_and_says_that_it_is_optional_and_private() -> None:
    card = shown(asking())
    assert card.ask
    assert card.facts[0] == W.asks((), brought=False)
    assert labels(card, more=False) == ["I'd share this", "Draft it with me", "I'd scroll past"]
    assert W.optional_always() in card.facts


@pytest.mark.parametrize("scene", [heard(), asking()])
def test_under_the_dots_stand_the_other_things_one_can_do(scene: Scene) -> None:
    assert labels(shown(scene), more=True) == [
        "Save for later",
        "Tell my own story about it",
        "Not for us, because…",
        W.less_of_topic("Linux kernel"),
        "Why am I seeing this?",
    ]


def test_a_card_that_is_drawn_anew_later_says_the_same_about_when_it_was_heard() -> None:
    assert shown(heard()).facts[0] == shown(heard(now=NOW + 5 * DAY)).facts[0]


def test_who_brought_it_is_named_only_where_they_allowed_it() -> None:
    brought = replace(CARD, life=Life.ASKING, brought=True)
    assert shown(heard(card=brought)).facts[0] == W.asks((), brought=True)
    named = shown(
        heard(card=replace(brought, brought_by=("Ana", "Bo")), said=(("Read it twice", "Ana"), ("So true", "")))
    )
    assert named.facts[0] == W.asks(("Ana", "Bo"), brought=True)
    assert W.brought_because("Read it twice", "Ana") in named.facts
    assert W.brought_because("So true", "") in named.facts


@pytest.mark.parametrize("make", [heard, asking])
def test_a_company_piece_says_so(make: Callable[..., Scene]) -> None:
    assert W.from_the_company() not in shown(make()).facts
    assert W.from_the_company() in shown(make(item=replace(ITEM, kind=ItemKind.COMPANY))).facts


def test_what_is_for_inside_only_or_not_before_a_date_offers_no_sharing() -> None:
    for label in ({"internal": True}, {"not_before": NOW + DAY}):
        item = replace(ITEM, **label)
        card = shown(asking(item=item))
        assert not card.ask
        assert not ASKS_FOR_SHARING & {button.action for button in card.buttons}
        assert W.not_to_be_shared(item.internal, item.not_before) in card.facts
        assert W.optional_always() not in card.facts, "nothing is asked"
        for brought in (False, True):
            scene = asking(item=item, said_elsewhere=brought)
            assert "Worth sharing?" not in shown(scene).facts[0]
            assert "Worth sharing?" in shown(replace(scene, item=ITEM)).facts[0], "the control"
    assert shown(asking(item=replace(ITEM, not_before=NOW))).ask, "the day has come"


def test_a_draft_that_is_too_long_is_edited_first_and_one_that_fits_is_copied_first() -> None:
    writing = Writing("w", "ana", "item", ("agree",), network=Network.X, text="So true.")
    fits, over = (
        private_cards.draft(writing, ITEM, W, Arranged("So true.", 1.0, length, 280), private=True)
        for length in (280, 281)
    )
    assert fits.buttons[0].action is Action.COPY_DRAFT
    assert [button.action for button in over.buttons][:2] == [Action.EDIT_DRAFT, Action.COPY_DRAFT]
    assert {button.action for button in over.buttons} == {button.action for button in fits.buttons}


def test_a_story_has_no_scroll_past_and_is_told_on_or_applauded() -> None:
    card = shown(told())
    assert labels(card, more=False) == ["I'd tell this on", "Well done"]
    assert Action.SCROLL_PAST not in {button.action for button in card.buttons}
    assert W.optional_always() in card.facts


def test_a_story_names_its_author_as_they_chose_and_colleagues_only_after_their_yes() -> None:
    assert shown(told()).facts[:2] == (f"{W.story_by('Ana')} · A lesson", W.story_with(["Bo"]))
    by_team = f"{W.story_by_team('Pumps')} · A lesson"
    assert shown(told(signed=Signed.TEAM, team="Pumps")).facts[:2] == (by_team, W.story_with(["Bo"]))
    unnamed = shown(told(signed=Signed.UNNAMED))
    assert unnamed.facts[0] == f"{W.story_unnamed()} · A lesson"
    assert not any(name in fact for fact in unnamed.facts for name in ("Ana", "Bo", "Cleo"))


def test_a_story_says_what_kind_it_is_and_what_prompted_it() -> None:
    prompted = shown(replace(told(), about="Rust in the kernel"))
    assert W.draft_about("Rust in the kernel") in prompted.facts
    other = told()
    assert other.story is not None
    plain = shown(replace(other, story=replace(other.story, kind=StoryKind.OTHER)))
    assert plain.facts[0] == W.story_by("Ana"), "“something else” says nothing"


@pytest.mark.parametrize("scene", [heard(), asking(), told()])
def test_a_card_whose_life_is_over_has_nothing_to_press(scene: Scene) -> None:
    over = shown(replace(scene, card=replace(scene.card, life=Life.OVER, ending=Ending.EXPIRED)))
    assert (over.title, over.buttons, over.ask) == (ITEM.title, (), False)
    withdrawn = shown(replace(scene, card=replace(scene.card, life=Life.OVER, ending=Ending.WITHDRAWN)))
    assert (withdrawn.title, withdrawn.link, withdrawn.picture, withdrawn.buttons) == (
        W.withdrawn_title(),
        None,
        None,
        (),
    )
    assert ITEM.text not in withdrawn.text


@given(
    counts=st.dictionaries(st.sampled_from(AnswerKind), st.integers(0, 12)),
    make=st.sampled_from([heard, asking, told]),
    company=st.booleans(),
)
def test_a_count_below_five_is_never_shown(
    counts: dict[AnswerKind, int], make: Callable[..., Scene], company: bool
) -> None:
    scene = make()
    kind = ItemKind.COMPANY if company else scene.item.kind
    card = shown(replace(scene, tally=Tally(counts), item=replace(scene.item, kind=kind)))
    assert all(count >= 5 for count in card.tallies.values())
    assert set(card.tallies) <= {"worth_it", "would_share", "scroll_past", "well_done"}
    without = shown(replace(scene, tally=Tally(), item=replace(scene.item, kind=kind)))
    small = shown(
        replace(
            scene,
            tally=Tally({kind: count for kind, count in counts.items() if count < 5}),
            item=replace(scene.item, kind=kind),
        )
    )
    assert small == without, "a card with few answers looks like one with none"


def test_control_a_tally_shown_as_it_is_would_tell_on_the_few() -> None:
    few = Tally({AnswerKind.WOULD_SHARE: 1, AnswerKind.SCROLL_PAST: 6})
    naive = dict(few.counts)
    assert min(naive.values()) < 5
    assert few.shown() == {AnswerKind.SCROLL_PAST: 6}


def test_reasons_saves_drafts_and_less_are_counted_for_nobody() -> None:
    private = (AnswerKind.SAVE, AnswerKind.DRAFT, AnswerKind.LESS, AnswerKind.NOT_FOR_US)
    assert Tally(dict.fromkeys(private, 100)).shown() == {}


# ── The own page ─────────────────────────────────────────────────────────────────────────────────────────────────────

ANA = Person(
    id="ana",
    address=Address("playground", "T1", "ana"),
    name="Ana",
    zone="Europe/Lisbon",
    language="en",
    joined_at=NOW,
)


def page(person: Person) -> Page:
    return own_page.own_page(Mine(person, ("Linux kernel",), (), (), (), (), NOW), W)


def pressable(shown: Page) -> list[Action]:
    return [button.action for section in shown.sections for button in section.buttons]


def test_the_own_page_has_one_switch_for_each_kind_of_private_message() -> None:
    for kind in ON:
        assert OFF[kind] in pressable(page(ANA))
        assert ON[kind] not in pressable(page(ANA))
        off = pressable(page(replace(ANA, switched_off=frozenset({kind}))))
        assert (OFF[kind] in off, ON[kind] in off) == (False, True)
    assert set(ON) == set(Private) - {Private.NUDGE}, "nudges have a setting of their own"


def test_nudges_can_be_turned_off_wherever_they_are_on() -> None:
    assert Action.NUDGES_OFF not in pressable(page(ANA))
    for often in (Nudges.DAILY, Nudges.WEEKLY):
        assert {Action.NUDGES_OFF, Action.NUDGES_ON} <= set(pressable(page(replace(ANA, nudges=often))))


def test_pause_and_leave_are_one_press_each_on_the_own_page() -> None:
    assert {Action.PAUSE, Action.LEAVE, Action.FORGET, Action.EXPORT} <= set(pressable(page(ANA)))
    paused = pressable(page(replace(ANA, paused_until=NOW + timedelta(days=3))))
    assert (Action.RESUME in paused, Action.PAUSE in paused, Action.LEAVE in paused) == (True, False, True)


def test_the_own_page_names_the_networks_that_were_picked_and_no_other() -> None:
    said = str(page(replace(ANA, networks=frozenset({Network.BLUESKY}))))
    assert [network for network in Network if W.network(network) in said and network is not Network.X] == [
        Network.BLUESKY
    ]


def test_the_joining_page_tells_what_it_is_what_is_kept_who_sees_it_and_that_it_is_free() -> None:
    joining = own_page.joining(W, company="Example Works", keep_days=180)
    assert [section.title for section in joining.sections] == [
        W.joining_what(),
        W.joining_kept(),
        W.joining_seen(),
        W.joining_free(),
    ]
    assert "180 days" in joining.sections[1].text
    assert pressable(joining)[0] is Action.JOIN_YES
    assert {Action.EXPORT, Action.FORGET} <= set(pressable(joining)), "whoever pressed something may see and forget it"
