"""Walk 2: an answer becomes a draft, in the person's own words, in private."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.town import Json, Town, TownMaker, actions, subject
from tests.walks.steps import (
    asking,
    buttons,
    field,
    form,
    options,
    sleep_until,
    words,
    working_day,
)

EVERY_DAY = "people: {quiet: {from: '18:00', until: '09:00', days: []}}"
ANSWER = "I once spent a week on a bug that the borrow checker would have found. I would not do that again."


async def drafted(town: Town, card: Json, *, who: str = "ana", network: str = "bluesky", answer: str = ANSWER) -> Json:
    """The whole walk from the button to the draft in private; the newest private message."""
    opened = form(await town.press(who, "draft", card))
    fields = {"answer": answer, "network": network}
    reply = await town.submit(who, "interview", fields, subject=opened["subject"])
    assert "private messages" in words(reply)
    return (await town.private(who))[-1]


@pytest.mark.both
async def test_networks_are_asked_first_and_only_those_picked_are_ever_offered(town: Town) -> None:
    card = await asking(town)
    await town.join("ana")

    asked = form(await town.press("ana", "draft", card))
    assert asked["name"] == "networks"
    nothing = await town.submit("ana", "networks", {}, subject=asked["subject"])
    assert nothing is not None
    assert "networks" in nothing["errors"]

    interview = form(await town.submit("ana", "networks", {"networks": ["mastodon"]}, subject=asked["subject"]))
    assert interview["name"] == "interview"
    assert list(options(interview, "network").values()) == ["mastodon"]
    smuggled = await town.submit(
        "ana", "interview", {"answer": ANSWER, "network": "linkedin"}, subject=interview["subject"]
    )
    assert smuggled is not None
    assert list(smuggled["errors"]) == ["network"]
    assert await town.private("ana") == []


async def test_keeping_work_and_social_apart_is_a_complete_answer_and_never_asked_about_again(town: Town) -> None:
    card = await asking(town)
    await town.join("ana")
    asked = form(await town.press("ana", "draft", card))
    both = await town.submit("ana", "networks", {"networks": ["x"], "apart": True}, subject=asked["subject"])
    assert both is not None
    assert list(both["errors"]) == ["apart"]

    kept = await town.submit("ana", "networks", {"apart": True}, subject=asked["subject"])
    assert "keep work and social apart" in words(kept)
    for _ in range(2):
        assert "keep work and social apart" in words(await town.press("ana", "draft", card))
    nudged = await town.ask("ana", "nudges on")
    assert "networks" not in buttons(nudged)
    assert "Thanks" in words(await town.ask("ana", f"find {town.feeds.url('/elsewhere')}"))
    assert form(await town.ask("ana", "story"))["name"] == "story"


async def test_two_colleagues_start_from_different_questions(town: Town) -> None:
    card = await asking(town)
    questions = set()
    for who in ("ana", "ben", "chloe", "farah"):
        await town.join(who, networks=["bluesky"])
        questions.add(field(form(await town.press(who, "draft", card)), "answer")["label"])
    assert len(questions) == 4
    again = field(form(await town.press("ana", "draft", card)), "answer")["label"]
    assert again in questions, "the form that was closed opens again with the same question"


@pytest.mark.both
async def test_a_draft_is_arranged_from_nothing_but_the_answers_and_comes_in_private_with_an_off_switch(
    town: Town,
) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky", "linkedin"])
    draft = await drafted(town, card)

    said = draft["card"]["text"].replace("\n", " ")
    for sentence in ANSWER.split(". "):
        assert sentence.rstrip(".") in said
    assert card["card"]["link"] in said
    assert "100% your words" in " ".join(draft["card"]["facts"])
    assert "drafts_off" in actions(draft)
    for who in ("ben", "deniz"):
        assert ANSWER[:20] not in str(await town.state(who))

    [composer] = [one["url"] for one in draft["card"]["buttons"] if one["action"] == "open_link"]
    assert composer.startswith("https://bsky.app/intent/compose?")
    assert parse_qs(urlsplit(composer).query)["text"] == [draft["card"]["text"]]
    assert words(await town.press("ana", "copy_draft", draft)) == draft["card"]["text"]


async def test_words_changed_by_hand_stay_exactly_so(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    draft = await drafted(town, card)
    opened = form(await town.press("ana", "edit_draft", draft))
    assert field(opened, "text")["value"] == draft["card"]["text"]
    assert field(opened, "text")["hint"] == "Bluesky takes up to 300 characters."

    mine = "Only this line,\n\nand  that."
    await town.submit("ana", "edit_draft", {"text": mine}, subject=opened["subject"])
    [draft] = await town.private("ana")
    assert draft["card"]["text"] == mine
    assert "arrange_otherwise" not in actions(draft)
    await town.press("ana", "arrange_otherwise", opened["subject"])  # an old button, in another window
    [draft] = await town.private("ana")
    assert draft["card"]["text"] == mine


async def test_the_same_words_can_be_arranged_otherwise(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["linkedin"])
    draft = await drafted(town, card, network="linkedin")
    seen = {draft["card"]["text"]}
    for _ in range(3):
        await town.press("ana", "arrange_otherwise", draft)
        [draft] = await town.private("ana")
        seen.add(draft["card"]["text"])
    assert len(seen) >= 3
    for text in seen:
        assert "borrow checker" in text


async def test_another_question_loses_no_words(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    first = form(await town.press("ana", "draft", card))
    said = {"answer": "First thought.", "second": "Second thought.", "third": "Third thought.", "network": "bluesky"}
    await town.submit("ana", "interview", said, subject=first["subject"])
    [draft] = await town.private("ana")

    other = form(await town.press("ana", "other_question", draft))
    assert field(other, "answer")["label"] != field(first, "answer")["label"]
    assert not field(other, "answer").get("value")
    held = {one["name"]: one.get("value", "") for one in other["fields"]}
    assert held["second"] == "First thought."
    assert held["third"] == "Second thought. Third thought."
    fields = {"answer": "Fourth thought.", "second": held["second"], "third": held["third"], "network": "bluesky"}
    await town.submit("ana", "interview", fields, subject=other["subject"])
    [draft] = await town.private("ana")
    for thought in ("First", "Second", "Third", "Fourth"):
        assert f"{thought} thought." in draft["card"]["text"]


async def test_another_question_keeps_words_that_were_changed_by_hand(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    draft = await drafted(town, card)
    await town.submit("ana", "edit_draft", {"text": "My own hand wrote this."}, subject=subject(draft, "edit_draft"))

    other = form(await town.press("ana", "other_question", draft))
    held = {one["name"]: one.get("value", "") for one in other["fields"]}
    assert not held["answer"]
    assert held["second"] == "My own hand wrote this."
    fields = {"answer": "And one more.", "second": held["second"], "network": "bluesky"}
    await town.submit("ana", "interview", fields, subject=other["subject"])
    [draft] = await town.private("ana")
    assert "My own hand wrote this." in draft["card"]["text"]
    assert "And one more." in draft["card"]["text"]


async def test_a_reminder_comes_once_on_the_next_day(make_town: TownMaker) -> None:
    town = await make_town(more=EVERY_DAY)
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    draft = await drafted(town, card)
    opened = form(await town.press("ana", "remind_me", draft))
    assert "once" in words(await town.submit("ana", "remind", {"when": "tomorrow"}, subject=opened["subject"]))

    await town.later(minutes=10)
    assert len(await town.private("ana")) == 1
    for day in (1, 2):
        await sleep_until(town, await working_day(town, "11:00", days=day))
        private = await town.private("ana")
        assert [one["card"]["title"] for one in private[1:]] == ["You wanted to be reminded of this draft"]
    [_, reminder] = await town.private("ana")
    assert "reminders_off" in actions(reminder)
    assert draft["card"]["text"] in reminder["card"]["text"]


async def test_a_reminder_is_not_promised_to_someone_who_switched_reminders_off(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    draft = await drafted(town, card)
    await town.press("ana", "reminders_off")
    reply = await town.press("ana", "remind_me", draft)
    assert "reminders_on" in buttons(reply)


async def test_a_draft_that_is_thrown_away_is_cleared_from_its_message(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    draft = await drafted(town, card)
    assert "Thrown away" in words(await town.press("ana", "throw_away", draft))
    [message] = await town.private("ana")
    assert "borrow checker" not in str(message)
    assert words(await town.press("ana", "copy_draft", draft)) == "This draft does not exist any more."
    assert await town.bot.store.read(lambda tx: tx.drafts.get(subject(draft, "copy_draft")).text) == ""  # type: ignore[union-attr]


async def test_with_drafts_switched_off_they_are_shown_on_the_spot_and_kept_on_the_own_page(town: Town) -> None:
    card = await asking(town)
    await town.join("ana", networks=["bluesky"])
    before = await drafted(town, card)
    await town.press("ana", "drafts_off", before)

    opened = form(await town.press("ana", "draft", card))
    reply = await town.submit(
        "ana", "interview", {"answer": "Shown here.", "network": "bluesky"}, subject=opened["subject"]
    )
    assert "Shown here." in words(reply)
    assert "throw_away" in buttons(reply)
    assert len(await town.private("ana")) == 1
    page = await town.do("ana", "open")
    assert page is not None
    assert [one["action"] for one in page["page"]["card"]["buttons"]].count("show_draft") == 2

    await town.press("ana", "throw_away", before)
    [message] = await town.private("ana")
    assert "borrow checker" not in str(message), "an old message is cleared although no new one may come"


async def test_nobody_reaches_a_draft_that_is_not_their_own(town: Town) -> None:
    card = await asking(town)
    for who in ("ana", "ben"):
        await town.join(who, networks=["bluesky"])
    draft = await drafted(town, card)
    for action in ("show_draft", "copy_draft", "edit_draft", "other_question", "arrange_otherwise", "throw_away"):
        reply = await town.press("ben", action, subject(draft, "copy_draft"))
        assert words(reply) == "This draft does not exist any more."
    for name, fields in (("edit_draft", {"text": "Mine now"}), ("interview", {"answer": "x", "network": "bluesky"})):
        reply = await town.submit("ben", name, fields, subject=subject(draft, "copy_draft"))
        assert words(reply) == "This draft does not exist any more."
    [same] = await town.private("ana")
    assert same["card"]["text"] == draft["card"]["text"]
