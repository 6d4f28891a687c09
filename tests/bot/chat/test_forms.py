"""Forms: only what is a person's own is offered, and nothing they typed is lost."""

from collections.abc import Sequence
from itertools import chain, combinations

import pytest

from bot.chat import desk_items, forms, source_forms, wording
from bot.chat.addresses import Address
from bot.chat.cards import FieldKind, Form
from bot.chat.events import FormName
from bot.domain.drafts import Answers
from bot.domain.items import Item, ItemKind
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Room, Weekday
from bot.domain.sources import EVERY, Source
from bot.domain.stories import Signed, Story, StoryKind, StoryState
from bot.domain.topics import Topic
from bot.domain.writing import Writing
from tests.store.making import NOW

W = wording.of("en")
COMMON = [Network.LINKEDIN, Network.MASTODON, Network.BLUESKY, Network.X, Network.EMAIL]
SUBSETS = [set(some) for some in chain.from_iterable(combinations(COMMON, size) for size in range(1, len(COMMON) + 1))]
WRITING = Writing(id="draft", person_id="ana", item_id="item", asked=("surprised",))
ROOMS = [Room("r1", Address("playground", "T1", "one"), "One"), Room("r2", Address("playground", "T1", "two"), "Two")]
TOPICS = [Topic(id="t1", name="Kernel"), Topic(id="t2", name="About us")]
SOURCE = Source("s1", "lwn", "LWN", "https://lwn.example/feed", EVERY)
ITEM = Item(id="item", kind=ItemKind.FIND, url="https://a.example/", title="T" * 300, text="t" * 600, at=NOW)
STORY = Story(
    id="story",
    author_id="ana",
    title="What I learnt",
    text="A lot.",
    kind=StoryKind.AWARD,
    signed=Signed.TEAM,
    state=StoryState.DRAFT,
    team="Pumps",
    link="https://a.example/",
    picture="https://a.example/p.png",
)


def interview(writing: Writing = WRITING, networks: Sequence[Network] = (Network.X,)) -> Form:
    return forms.interview(writing, "Rust in the kernel", networks, "Example Works", W)


def every_form() -> list[Form]:
    return [
        interview(),
        forms.edit_draft(WRITING, W),
        forms.remind(WRITING, W),
        forms.networks(COMMON, [Network.X], apart=False, subject="card", w=W),
        forms.topics(TOPICS, {"t1": False}, W),
        forms.boundaries(TOPICS, {"t1": False}, never_days=[Weekday.SUN], chosen=[], apart=True, w=W),
        forms.nudges(Nudges.OFF, W),
        forms.language("de", "en", W),
        forms.pause(W),
        forms.not_for_us("card", W),
        forms.find(W, room_id="r1"),
        forms.find_room("find", ROOMS, "r2", W),
        forms.story(STORY, ("bo",), W),
        forms.tell_story("story", ROOMS, None, W),
        source_forms.add_source(W),
        source_forms.look_after_source([SOURCE], W),
        source_forms.look_after_source([SOURCE] * 101, W),
        desk_items.look_for(W),
        desk_items.put_up(ITEM, ROOMS, W, asks=True),
        desk_items.label(ITEM, NOW, W),
        desk_items.correct(ITEM, W),
        desk_items.company_piece(ROOMS, W),
        desk_items.answer_room(ROOMS, "r2", W),
    ]


def values(form: Form, name: str) -> list[str]:
    return [option.value for one in form.fields if one.name == name for option in one.options]


def value(form: Form, name: str) -> str | tuple[str, ...]:
    return next(one.value for one in form.fields if one.name == name)


def test_there_is_a_form_here_for_every_name() -> None:
    assert {form.name for form in every_form()} == set(FormName)


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.name)
def test_every_form_can_be_filled_in(form: Form) -> None:
    names = [one.name for one in form.fields]
    assert len(set(names)) == len(names)
    assert form.title
    assert form.submit
    for one in form.fields:
        assert one.label
        assert one.most > 0
        chosen = (one.value,) if isinstance(one.value, str) else one.value
        if one.kind in (FieldKind.SELECT, FieldKind.RADIO, FieldKind.CHECKS):
            offered = {option.value for option in one.options}
            assert offered
            assert set(chosen) - {""} <= offered
            assert all(option.label for option in one.options)
        if one.kind in (FieldKind.TEXT, FieldKind.LONG):
            assert len(str(one.value)) <= one.most


@pytest.mark.parametrize("picked", SUBSETS, ids=lambda some: "+".join(sorted(some)))
def test_the_interview_offers_the_networks_a_person_picked_and_no_other(picked: set[Network]) -> None:
    assert set(values(interview(networks=sorted(picked)), "network")) == picked
    for earlier in Network:  # the draft was for a network they have since taken out
        form = interview(Writing("d", "ana", "item", ("surprised",), network=earlier), networks=sorted(picked))
        assert set(values(form, "network")) == picked
        assert value(form, "network") in picked
        assert value(form, "network") == earlier or earlier not in picked


def test_control_offering_every_network_would_be_noticed() -> None:
    everything = forms.networks(list(Network), [], apart=False, subject="", w=W)
    assert set(values(everything, "networks")) - {Network.X}


def test_only_the_networks_app_yaml_offers_can_be_picked_and_what_is_picked_is_ticked() -> None:
    form = forms.networks([Network.X, Network.EMAIL], [Network.EMAIL, Network.REDDIT], apart=False, subject="", w=W)
    assert values(form, "networks") == ["x", "email"]
    assert value(form, "networks") == ("email",)


def test_keeping_work_and_social_apart_stands_beside_the_networks_as_an_answer_of_its_own() -> None:
    form = forms.networks(COMMON, [], apart=True, subject="card", w=W)
    apart = next(one for one in form.fields if one.name == forms.APART)
    assert (apart.label, apart.value, form.subject) == (W.keep_apart(), "true", "card")
    assert not any(one.required for one in form.fields), "picking none is an answer too"


def test_the_interview_is_empty_but_for_what_the_person_wrote() -> None:
    form = interview()
    assert [value(form, name) for name in ("answer", "second", "third")] == ["", "", ""]
    written = Writing("d", "ana", "item", ("surprised",), answers=Answers("one", "two", "three"), workplace=True)
    again = interview(written)
    assert [value(again, name) for name in ("answer", "second", "third")] == ["one", "two", "three"]
    assert value(again, "workplace") == "true"


def test_another_question_loses_no_word_of_the_earlier_answers() -> None:
    written = Writing("d", "ana", "item", ("surprised", "hope"), answers=Answers("one", "two", "three"))
    form = interview(written)
    assert form.fields[0].label == W.question("hope")
    kept = " ".join(str(value(form, name)) for name in ("answer", "second", "third")).split()
    assert sorted(kept) == ["one", "three", "two"]


def test_no_form_asks_for_words_about_people() -> None:
    reasons = forms.not_for_us("card", W)
    assert [one.kind for one in reasons.fields] == [FieldKind.RADIO]


def test_a_find_is_unnamed_unless_it_is_ticked() -> None:
    assert value(forms.find(W), "named") == ""


def test_a_story_comes_back_as_it_was_written() -> None:
    form = forms.story(STORY, ("bo",), W)
    assert form.subject == "story"
    assert {one.name: one.value for one in form.fields} == {
        "title": "What I learnt",
        "story": "A lot.",
        "kind": "award",
        "signed": "team",
        "team": "Pumps",
        "colleagues": ("bo",),
        "link": "https://a.example/",
        "picture": "https://a.example/p.png",
    }
    assert forms.story(None, (), W, about="card", title="A title").subject == "card"


def test_nudges_are_offered_weekly_first_where_they_are_off() -> None:
    assert value(forms.nudges(Nudges.OFF, W), "often") == "weekly"
    assert value(forms.nudges(Nudges.DAILY, W), "often") == "daily"
    assert values(forms.nudges(Nudges.OFF, W), "often") == ["daily", "weekly", "off"]


def test_boundaries_come_back_as_they_were_set_topics_as_what_is_not_wanted() -> None:
    form = forms.boundaries(
        TOPICS,
        {"t1": False},
        never_days={Weekday.SUN, Weekday.SAT},
        chosen={Boundary.NO_POLITICS, Boundary.NO_PHOTOS},
        apart=True,
        w=W,
    )
    assert {one.name: one.value for one in form.fields} == {
        "days": ("sat", "sun"),
        "boundaries": ("no_photos", "no_politics"),
        "not_about": ("t1",),
        "apart": "true",
    }
    assert values(form, "days") == list(Weekday)
    assert values(form, "boundaries") == list(Boundary)
    assert not any(one.required for one in form.fields), "none at all is an answer too"
    assert value(forms.topics(TOPICS, {"t1": False}, W), "topics") == ("t2",), "the same choice, from the other side"


def test_boundaries_offer_no_topics_where_there_are_none() -> None:
    bare = forms.boundaries([], {}, never_days=(), chosen=(), apart=False, w=W)
    assert [one.name for one in bare.fields] == ["days", "boundaries", "apart"]
