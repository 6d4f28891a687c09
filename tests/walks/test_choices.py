"""A person's own choices: to join, to pause, to leave, to see all that is kept, and to be forgotten."""

import json

import aiohttp

from bot.chat.commands import SPELLINGS
from bot.chat.events import Action
from tests.store.looking import everything
from tests.town import Json, Town, actions, subject
from tests.walks.steps import asking, bring, buttons, field, form, options, sleep, sleep_until, words, working_day


async def page(town: Town, who: str) -> Json:
    """Their own page, as a message."""
    reply = await town.do(who, "open")
    assert reply is not None
    shown: Json = reply["page"]
    return shown


async def test_joining_shows_one_short_page_first_and_is_one_press(town: Town) -> None:
    for shown in (await page(town, "ana"), (await town.ask("ana", "/earshot join"))["page"]):  # type: ignore[index]
        text = f"{shown['card']['title']} {shown['card']['text']}"
        for heading in ("What it is", "What is kept", "Who sees it", "free choice"):
            assert heading in text
        assert "join_yes" in actions(shown)

    joined = await town.press("ana", "join_yes")
    assert "nudges are off" in words(joined)
    assert "joined already" in words(await town.press("ana", "join_yes"))
    assert "joined already" in words(await town.ask("ana", "join"))
    assert await town.private("ana") == []
    assert {"leave", "pause", "forget"} <= set(actions(await page(town, "ana")))


async def test_leaving_is_one_press_and_what_was_chosen_is_there_on_coming_back(town: Town) -> None:
    await town.join("ana", networks=["mastodon"])
    await town.ask("ana", "nudges on")
    assert "have left" in words(await town.press("ana", "leave"))
    assert "join_yes" in actions(await page(town, "ana"))
    assert "not joined" in words(await town.ask("ana", "leave"))
    assert "join_yes" in buttons(await town.ask("ana", "networks"))

    await town.press("ana", "join_yes")
    assert field(form(await town.ask("ana", "networks")), "networks")["value"] == ["mastodon"]
    assert "nudges_off" not in actions(await page(town, "ana")), "nudges have to be turned on again"


async def test_a_left_or_paused_person_gets_nothing_but_the_answer_to_what_they_just_did(town: Town) -> None:
    card = await asking(town)
    for who in ("ana", "ben"):
        await town.join(who, networks=["bluesky"])
    opened = form(await town.press("ana", "draft", card))
    await town.submit("ana", "interview", {"answer": "Mine.", "network": "bluesky"}, subject=opened["subject"])
    await town.submit("ana", "remind", {"when": "tomorrow"}, subject=opened["subject"])
    await town.ask("ana", "leave")
    await town.ask("ben", "pause 2w")
    await sleep_until(town, await working_day(town, "11:00", days=2))
    assert len(await town.private("ana")) == 1, "no reminder for someone who left"

    await bring(town, "Kernel days in Porto", who="ana", room="kitchen")
    assert len(await town.private("ana")) == 1
    await bring(town, "Rust days in Porto", who="ben", room="kitchen")
    assert len(await town.private("ben")) == 1, "the answer to what they just did"


async def test_a_pause_is_read_from_plain_words_or_asked_for_again(town: Town) -> None:
    await town.join("ana")
    for said in ("2w", "3 days", "until monday"):
        reply = await town.ask("ana", f"pause {said}")
        assert "Paused until" in words(reply)
        assert set(buttons(reply)) == {"resume"}
        assert "resume" in actions(await page(town, "ana"))
        await town.press("ana", "resume")
        assert "not paused" in words(await town.ask("ana", "resume"))
    for said in ("until 2099-01-01", "for a bit", "-1d", "💤"):
        assert "could not read" in words(await town.ask("ana", f"pause {said}"))
        assert "resume" not in actions(await page(town, "ana"))
        wrong = await town.submit("ana", "pause", {"until": said})
        assert wrong is not None
        assert list(wrong["errors"]) == ["until"]


async def test_a_pause_button_asks_for_how_long_and_ends_by_itself(town: Town) -> None:
    await town.join("ana")
    opened = form(await town.press("ana", "pause"))
    assert "Paused until" in words(await town.submit("ana", "pause", {"until": "3 days"}, subject=opened["subject"]))
    await sleep(town, days=3, minutes=5)
    assert "pause" in actions(await page(town, "ana"))


async def test_topics_are_ones_own_and_shown_on_the_page(town: Town) -> None:
    await town.join("ana")
    opened = form(await town.ask("ana", "/earshot topics"))
    cooking = options(opened, "topics")["Cooking"]
    assert "Cooking" in words(await town.submit("ana", "topics", {"topics": [cooking]}))
    text = (await page(town, "ana"))["card"]["text"]
    assert "Nudges may be about Cooking.\n" in text
    assert "No nudges about Linux kernel" in text, "the same choice, among the boundaries"
    wrong = await town.submit("ana", "topics", {"topics": ["gardening"]})
    assert wrong is not None
    assert list(wrong["errors"]) == ["topics"]


async def test_each_kind_of_private_message_can_be_switched_off_and_on_again(town: Town) -> None:
    await town.join("ana")
    for kind in ("drafts", "reminders", "find_news", "naming", "answers"):
        assert f"{kind}_off" in actions(await page(town, "ana"))
        await town.press("ana", f"{kind}_off")
        assert f"{kind}_on" in actions(await page(town, "ana"))
        await town.press("ana", f"{kind}_on")
        assert f"{kind}_off" in actions(await page(town, "ana"))


async def test_every_command_is_also_a_button_on_the_own_page(town: Town) -> None:
    offered = set(actions(await page(town, "ana")))
    await town.join("ana", networks=["x"])
    offered |= set(actions(await page(town, "ana")))
    await town.ask("ana", "nudges on")
    await town.ask("ana", "pause 2w")
    offered |= set(actions(await page(town, "ana")))

    stands_for = {Action.JOIN: Action.JOIN_YES}  # the page is the page that joining shows
    missing = {stands_for.get(action, action).value for action in SPELLINGS.values()} - offered
    assert missing == {"me"}, "which is the page itself"


async def test_every_command_is_understood_with_and_without_its_slash(town: Town) -> None:
    for said in SPELLINGS:
        await town.press("ana", "join_yes")
        for asked in (said, f"/earshot {said}"):
            reply = await town.ask("ana", asked)
            assert reply is not None
            assert "did not understand" not in str(reply)
    assert "did not understand" in words(await town.ask("ana", "/earshot sing")), "the control"


async def lived(town: Town, who: str) -> list[str]:
    """A person does a little of everything; returns the words they wrote."""
    wrote = ["marmalade", "saxophone", "albatross", "zeppelin", "rutabaga", "quicksand"]
    card = await asking(town)
    await town.join(who, networks=["bluesky"])
    await town.press(who, "would_share", card)
    await town.press(who, "save", card)
    await town.submit(who, "not_for_us", {"because": "old"}, subject=subject(card, "why"))
    opened = form(await town.press(who, "draft", card))
    fields = {"answer": f"I like {wrote[0]}.", "second": f"And a {wrote[1]}.", "network": "bluesky"}
    await town.submit(who, "interview", fields, subject=opened["subject"])
    await town.submit(who, "edit_draft", {"text": f"Now {wrote[2]} too."}, subject=opened["subject"])
    await town.submit(who, "remind", {"when": "1w"}, subject=opened["subject"])
    await bring(town, "Kernel days in Porto", who=who, why=wrote[3])
    story = {"title": f"My {wrote[4]}", "story": f"A {wrote[5]} story.", "kind": "lesson", "signed": "named"}
    written = await town.submit(who, "story", story)
    ids = buttons(written)
    where = form(await town.press(who, "tell_story", ids["tell_story"]))
    await town.submit(who, "tell_story", {"room": options(where, "room")["Kitchen"]}, subject=where["subject"])
    await town.submit(who, "topics", {"topics": []})
    await town.press(who, "naming_off")
    await town.ask(who, "nudges on")
    return wrote


async def test_export_names_every_kind_of_data_a_person_made(town: Town) -> None:
    assert "Nothing is kept" in words(await town.ask("mateusz", "export"))
    wrote = await lived(town, "mateusz")
    said = words(await town.ask("mateusz", "/earshot export"))
    for kind in ("Answers: ", "Drafts: 1", "Stories: 1", "Links you brought: 1", "Topics you chose: ", "Reminders: 1"):
        assert kind in said
    for word in wrote:
        assert word in said
    kept = json.loads(said[said.index("{") :])
    assert kept["person"]["external_id"] == "mateusz"
    assert kept["person"]["networks"] == ["bluesky"]
    assert kept["person"]["switched_off"] == ["naming"]


async def test_after_forgetting_no_file_of_the_store_holds_their_id_their_name_or_a_word_they_wrote(town: Town) -> None:
    wrote = await lived(town, "mateusz")
    traces = ["mateusz", "Mateusz", *wrote]

    def files() -> bytes:
        paths = [town.folder / f"earshot.db{part}" for part in ("", "-wal", "-shm")]
        return b"".join(path.read_bytes() for path in paths if path.exists())

    for trace in traces:
        assert trace.encode() in files(), "the control: it is there before"

    asked = await town.ask("mateusz", "forget")
    assert "cannot be undone" in words(asked)
    assert b"marmalade" in files(), "the first of two presses forgets nothing"
    await town.press("mateusz", "forget_yes", buttons(asked)["forget_yes"])
    await sleep(town, minutes=2)

    found = files()
    assert [trace for trace in traces if trace.encode() in found] == []
    assert b"Kernel days in Porto" in found, "what they brought stays, unnamed"
    titles = [one["card"]["title"] for one in await town.room("kitchen")]
    assert titles == ["Taken back"]
    everywhere = str([await town.room(room) for room in ("engineering", "kitchen")])
    assert "zeppelin" not in everywhere
    assert "Mateusz" not in everywhere
    assert "Nothing is kept" in words(await town.ask("mateusz", "export"))
    assert "join_yes" in actions(await page(town, "mateusz"))


async def test_whoever_only_looks_leaves_the_same_rows_as_if_they_had_never_existed(town: Town) -> None:
    card = await asking(town)

    def rows() -> list[str]:
        """All but what the clock writes by itself."""
        lines = everything(town.folder / "earshot.db").splitlines()
        return [line for line in lines if not line.startswith(("slots ", "sources "))]

    before = rows()
    await town.state("ana")
    async with aiohttp.ClientSession() as session, session.get(f"{town.bot.url}/api/stream?as=ana") as stream:
        assert await stream.content.readline()
    await page(town, "ana")
    for said in ("me", "join", "help", "guidelines", "guidelines client names", "networks", "export", "forget", "leave",
                 "saved", "nudges off", "no such words", "find", "story"):  # fmt: skip
        await town.ask("ana", said)
    await town.press("ana", "why", card)
    await town.press("ana", "not_for_us", card)  # a form that is looked at and closed
    assert rows() == before

    await town.press("ana", "scroll_past", card)
    assert rows() != before, "the control: an answer is kept"


async def test_a_page_that_stands_open_shows_nothing_of_a_person_after_they_were_forgotten(town: Town) -> None:
    await town.join("ana", networks=["mastodon"])
    await town.do("ana", "open")
    assert "Mastodon" in (await town.state("ana"))["page"]["card"]["text"]

    await town.press("ana", "forget_yes")

    page = (await town.state("ana"))["page"]["card"]
    assert "Mastodon" not in page["text"]
    assert "join_yes" in [button["action"] for button in page["buttons"]]
