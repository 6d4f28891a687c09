"""A story belongs to its author: first their own draft, told when they say so, taken back when they say so."""

import pytest

from bot.chat.events import Action, FormName
from tests.town import Json, Town, actions, subject
from tests.walks.steps import asking, buttons, field, form, options, sleep, sleep_until, the_card, words, working_day

TITLE = "The night the build farm went quiet"
STORY = "We found a fan full of cat hair. Mateusz laughed until morning."
PLAIN = "We found a fan full of cat hair."


async def write(town: Town, who: str = "ana", *, story: str = PLAIN, subject: str = "", **more: object) -> Json:
    """The form is filled in; returns the author's own view."""
    fields = {"title": TITLE, "story": story, "kind": "team_moment", "signed": "named"} | more
    reply = await town.submit(who, "story", fields, subject=subject)
    assert reply is not None
    card: Json = reply["whisper"]["card"]
    return {"id": "", "card": card}


async def tell(town: Town, view: Json, *, who: str = "ana", room: str = "Kitchen") -> Json | None:
    """Their author says: tell it there."""
    opened = form(await town.press(who, "tell_story", subject(view, "tell_story")))
    return await town.submit(who, "tell_story", {"room": options(opened, "room")[room]}, subject=opened["subject"])


async def rooms(town: Town) -> str:
    """Everything that stands in rooms."""
    return str([await town.room(room) for room in ("engineering", "kitchen")])


async def test_a_story_is_its_authors_own_draft_and_nobody_else_sees_it(town: Town) -> None:
    await town.join("ana")
    opened = form(await town.ask("ana", f"/story {TITLE}"))
    assert field(opened, "title")["value"] == TITLE
    assert len(options(opened, "kind")) == 7
    assert len(options(opened, "signed")) == 3
    view = await write(town)
    assert {"tell_story", "edit_story", "throw_story"} == set(actions(view))

    for who in ("ben", "ingrid", "chloe"):  # Ingrid is a steward
        assert TITLE not in str(await town.state(who))
        for action in ("show_story", "edit_story", "tell_story", "throw_story", "withdraw_story"):
            assert TITLE not in str(await town.press(who, action, subject(view, "tell_story")))
    page = await town.do("ana", "open")
    assert TITLE in str(page)
    opened = form(await town.press("ana", "edit_story", subject(view, "edit_story")))
    assert field(opened, "story")["value"] == PLAIN, "what others pressed changed nothing"


async def test_telling_stories_needs_to_have_joined_and_no_network(town: Town) -> None:
    assert "join_yes" in buttons(await town.ask("ana", "story"))
    assert "join_yes" in buttons(await town.submit("ana", "story", {"title": TITLE, "story": PLAIN}))
    await town.join("ana")
    await town.submit("ana", "networks", {"apart": True})
    await tell(town, await write(town))
    assert (await the_card(town, TITLE, room="kitchen"))["card"]["text"] == PLAIN


async def test_a_form_with_mistakes_stays_open_and_says_all_of_them(town: Town) -> None:
    await town.join("ana")
    wrong = {"title": "", "story": "", "kind": "poem", "signed": "team", "link": "here", "picture": "there"}
    reply = await town.submit("ana", "story", wrong)
    assert reply is not None
    assert set(reply["errors"]) == {"title", "story", "kind", "team", "link", "picture"}


async def test_a_story_is_told_in_the_chosen_room_under_the_name_its_author_chose(town: Town) -> None:
    await town.join("ana")
    for signed, says in (("named", "A story by Ana"), ("team", "A story from Platform"), ("unnamed", "A colleague")):
        view = await write(town, signed=signed, team="Platform", title=f"{TITLE} ({signed})")
        await tell(town, view)
        card = await the_card(town, f"{TITLE} ({signed})", room="kitchen")
        assert says in card["card"]["facts"][0]
        assert card["card"]["ask"]
        assert actions(card)[:2] == ["would_share", "well_done"]
        assert "scroll_past" not in actions(card)
        assert ("Ana" in str(card)) == (signed == "named")
    assert await town.room("engineering") == []


@pytest.mark.both
async def test_members_named_in_it_say_yes_before_it_is_told(town: Town) -> None:
    await town.join("ana")
    await town.join("mateusz")
    view = await write(town, story=STORY, colleagues=["mateusz"])
    assert await town.private("mateusz") == [], "nobody is asked before the author says: tell it"
    assert "asked first" in words(await tell(town, view))
    assert TITLE not in await rooms(town)

    [question] = await town.private("mateusz")
    assert STORY in question["card"]["text"], "with the words they would stand in"
    assert {"name_yes", "name_no", "naming_off"} <= set(actions(question))
    await town.press("ben", "name_yes", subject(question, "name_yes"))
    assert TITLE not in await rooms(town)

    await town.press("mateusz", "name_yes", question)
    card = await the_card(town, TITLE, room="kitchen")
    assert "With Mateusz" in card["card"]["facts"]
    [news] = await town.private("ana")
    assert "stands in Kitchen" in news["card"]["text"]
    assert "naming_off" in actions(news)


async def test_someone_who_says_no_stays_unnamed_and_the_author_changes_the_words(town: Town) -> None:
    await town.join("ana")
    await town.join("mateusz")
    view = await write(town, story=STORY, colleagues=["mateusz"])
    await tell(town, view)
    [question] = await town.private("mateusz")
    await town.press("mateusz", "name_no", question)

    assert TITLE not in await rooms(town)
    [news] = await town.private("ana")
    assert "Mateusz cannot be named" in news["card"]["text"]
    assert "cannot be named" in words(await tell(town, view)), "the same words do not go"
    await write(town, colleagues=["mateusz"], subject=subject(view, "edit_story"))
    await tell(town, view)
    card = await the_card(town, TITLE, room="kitchen")
    assert "Mateusz" not in str(card)
    assert len(await town.private("mateusz")) == 1, "who said no is not asked again"


async def test_seven_days_of_silence_mean_unnamed(town: Town) -> None:
    await town.join("ana")
    await town.join("mateusz")
    view = await write(town, colleagues=["mateusz"])  # a story that names him only beside it
    await tell(town, view)
    await sleep(town, days=6)
    assert TITLE not in await rooms(town)

    await sleep(town, days=1, minutes=5)
    await sleep_until(town, await working_day(town, "11:00", days=1))
    card = await the_card(town, TITLE, room="kitchen")
    assert "Mateusz" not in str(card)


async def test_who_never_joined_is_not_asked_and_the_author_gets_a_line_to_forward(town: Town) -> None:
    await town.join("ana")
    view = await write(town, story=STORY, colleagues=["mateusz"])
    said = words(await tell(town, view))
    assert "Mateusz" in said
    assert "forward them this" in said
    assert TITLE not in await rooms(town)
    assert await town.private("mateusz") == []

    await write(town, colleagues=["mateusz"], subject=subject(view, "edit_story"))
    await tell(town, view)
    assert "Mateusz" not in str(await the_card(town, TITLE, room="kitchen"))


async def test_the_line_to_forward_is_the_same_whether_a_colleague_has_joined_or_not(town: Town) -> None:
    for who in ("ana", "mateusz"):
        await town.join(who)
    facts = [(await write(town, colleagues=[named]))["card"]["facts"] for named in ("mateusz", "farah")]
    assert "forward them this" in str(facts[0])
    assert facts[0] == facts[1], "nobody learns from it who has joined"
    assert "forward" not in str((await write(town))["card"]["facts"])


async def test_a_yes_is_to_the_words_as_they_were(town: Town) -> None:
    await town.join("ana")
    await town.join("mateusz")
    view = await write(town, story=STORY, colleagues=["mateusz"])
    await tell(town, view)
    await write(town, story=f"{STORY} He cried.", colleagues=["mateusz"], subject=subject(view, "edit_story"))
    [question] = await town.private("mateusz")
    await town.press("mateusz", "name_yes", question)
    assert TITLE not in await rooms(town), "the author has not said yet that the new words are to be told"

    await tell(town, view)
    assert TITLE not in await rooms(town)
    question = (await town.private("mateusz"))[-1]
    assert "He cried." in question["card"]["text"]
    await town.press("mateusz", "name_yes", question)
    assert "He cried." in str(await the_card(town, TITLE, room="kitchen"))


@pytest.mark.both
async def test_a_withdrawn_story_is_cleared_everywhere(town: Town) -> None:
    await town.join("ana")
    await town.join("ben", networks=["bluesky"])
    view = await write(town)
    await tell(town, view)
    card = await the_card(town, TITLE, room="kitchen")
    await town.press("ben", "save", card)
    own = await town.press("ana", "show_story", subject(view, "tell_story"))
    assert set(buttons(own)) == {"withdraw_story"}

    await town.press("ana", "withdraw_story", buttons(own)["withdraw_story"])
    [cleared] = await town.room("kitchen")
    assert cleared["card"]["title"] == "Taken back"
    assert TITLE not in str(cleared)
    assert actions(cleared) == []
    for action in ("would_share", "draft", "well_done"):
        assert "not exist any more" in words(await town.press("ben", action, subject(card, action)))
    assert TITLE not in str(await town.ask("ben", "saved"))
    again = await town.submit("ana", "tell_story", {"room": "x"}, subject=subject(view, "tell_story"))
    assert "not exist any more" in words(again), "an old form does not bring it back"


async def test_a_story_that_still_waits_for_its_room_never_comes_once_withdrawn(town: Town) -> None:
    await town.join("ana")
    await sleep_until(town, await working_day(town, "20:00", days=0))
    view = await write(town)
    await tell(town, view)
    await town.press("ana", "withdraw_story", subject(view, "tell_story"))
    await sleep_until(town, await working_day(town, "11:00"))
    assert await town.room("kitchen") == []


async def test_saying_tell_it_twice_tells_it_once(town: Town) -> None:
    await town.join("ana")
    view = await write(town)
    await tell(town, view)
    opened = await town.submit("ana", "tell_story", {"room": "another"}, subject=subject(view, "tell_story"))
    assert "withdraw_story" in buttons(opened)
    assert len(await town.room("kitchen")) == 1
    assert await town.room("engineering") == []


async def test_who_changes_their_mind_about_being_named_takes_their_name_out_of_the_room(town: Town) -> None:
    await town.join("ana")
    await town.join("mateusz")
    beside = await write(town, colleagues=["mateusz"])
    inside = await write(town, story=STORY, title="Another night", colleagues=["mateusz"])
    for view in (beside, inside):
        await tell(town, view)
    for question in await town.private("mateusz"):
        await town.press("mateusz", "name_yes", question)
    for title in (TITLE, "Another night"):
        assert "With Mateusz" in (await the_card(town, title, room="kitchen"))["card"]["facts"]
    await sleep(town, minutes=5)

    for question in await town.private("mateusz"):
        await town.press("mateusz", "name_no", question)
    await sleep(town, minutes=5)
    assert "Mateusz" not in await rooms(town)
    assert await the_card(town, TITLE, room="kitchen"), "a story whose words do not name him stays"
    assert "cannot be named" in (await town.private("ana"))[-1]["card"]["text"]

    await write(town, title="Another night", subject=subject(inside, "edit_story"))
    await tell(town, inside, room="Engineering")
    assert (await the_card(town, "Another night"))["card"]["text"] == PLAIN, "with other words it can be told again"


async def test_a_story_stays_its_authors_to_take_back_after_they_left(town: Town) -> None:
    await town.join("ana")
    view = await write(town)
    await tell(town, view)
    await town.ask("ana", "leave")
    await town.press("ana", "withdraw_story", subject(view, "tell_story"))
    [cleared] = await town.room("kitchen")
    assert TITLE not in str(cleared)


async def test_a_story_thrown_away_is_gone(town: Town) -> None:
    await town.join("ana")
    view = await write(town)
    await town.press("ana", "throw_story", subject(view, "throw_story"))
    assert "not exist any more" in words(await town.press("ana", "show_story", subject(view, "throw_story")))
    assert TITLE not in str(await town.do("ana", "open"))


async def test_a_card_can_prompt_a_story_of_ones_own(town: Town) -> None:
    await town.join("ana")
    card = await asking(town)
    opened = form(await town.press("ana", "tell_about", card))
    assert opened["name"] == "story"
    view = await write(town, subject=opened["subject"])
    story = await town.bot.store.read(lambda tx: tx.stories.get(subject(view, "tell_story")))
    assert story is not None
    assert story.about_item is not None

    await tell(town, view)
    told = await the_card(town, TITLE, room="kitchen")
    assert "tell_about" not in actions(told)
    assert "About “What Rust taught us about drivers”" in told["card"]["facts"]
    assert told["card"]["facts"][0] == "A story by Ana · A team moment"


EVERYBODY = ("ben", "chloe", "deniz", "farah", "ingrid", "mateusz", "yuki")


async def seen_by(town: Town, who: str) -> str:
    """Everything the bot shows or keeps for one person: rooms, private messages, own page, export, acts of stewards."""
    state = await town.state(who)
    shown = {place: state[place] for place in ("rooms", "private", "page")}
    pressed = [await town.press(who, action) for action in ("export", "saved", "desk_acts", "desk_parked")]
    return str(shown) + str(pressed) + str(await town.do(who, "open"))


async def test_an_unnamed_author_stands_in_no_room_no_log_no_export_and_no_record(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    for who in ("ana", "mateusz", "ingrid"):
        await town.join(who)
    view = await write(town, story=STORY, signed="unnamed", colleagues=["mateusz"])
    await tell(town, view)
    [question] = await town.private("mateusz")
    await town.press("mateusz", "name_yes", question)
    card = await the_card(town, TITLE, room="kitchen")
    await town.press("ben", "well_done", card)
    await town.press("ingrid", "stop_all")
    await town.press("ingrid", "go_on")

    for who in EVERYBODY:
        said = await seen_by(town, who)
        assert "Ana" not in said, who
        assert "ana" not in said.replace("manag", ""), who
    assert "Ana" in await seen_by(town, "ana"), "the control: her own page knows her"
    await town.press("ana", "withdraw_story", subject(view, "tell_story"))
    logged = "".join(capfd.readouterr())
    assert "Ana" not in logged
    assert "cat hair" not in logged


async def test_a_named_author_does_stand_there(town: Town) -> None:
    """The control of the test above."""
    await town.join("ana")
    await tell(town, await write(town, signed="named"))
    assert "Ana" in await seen_by(town, "ben")


async def test_nobody_but_its_author_changes_a_story_on_any_path(town: Town) -> None:
    """Every button and form there is, pressed and sent about it by everybody else, a steward among them."""
    await town.join("ana")
    for who in ("ben", "ingrid"):
        await town.join(who)
    view = await write(town)
    story_id = subject(view, "tell_story")
    await tell(town, view)
    card = await the_card(town, TITLE, room="kitchen")
    story = await town.bot.store.read(lambda tx: tx.stories.get(story_id))
    assert story is not None
    about = {story_id, str(story.item_id), subject(card, "would_share")}
    words_of_others = {
        "title": "Not hers",
        "story": "Not hers",
        "text": "Not hers",
        "kind": "lesson",
        "signed": "unnamed",
    }
    fields = words_of_others | {"room": "x", "label": "internal", "link": "https://a.example/"}
    presses = [{"do": "press", "action": action} for action in sorted({*Action} - PRESSES_OF_THEIR_OWN)]
    forms = [{"do": "submit", "form": name, "fields": fields} for name in FormName]
    for who in ("ben", "ingrid"):
        for one in about:
            for event in (*presses, *forms):
                await town.post("/api/events", {"as": who, "subject": one, **event})
    await town.bot.settled()
    assert await town.bot.store.read(lambda tx: tx.stories.get(story_id)) == story
    [again] = [one for one in await town.room("kitchen") if one["id"] == card["id"]]
    assert again["card"]["title"] == TITLE
    assert again["card"]["text"] == PLAIN


PRESSES_OF_THEIR_OWN = {Action.STOP_ALL, Action.FORGET_YES, Action.LEAVE}
"""What would end the test rather than try the story."""


async def test_the_author_does_change_it(town: Town) -> None:
    """The control of the test above."""
    await town.join("ana")
    view = await write(town)
    await write(town, story="Other words.", subject=subject(view, "edit_story"))
    story = await town.bot.store.read(lambda tx: tx.stories.get(subject(view, "tell_story")))
    assert story is not None
    assert story.text == "Other words."
