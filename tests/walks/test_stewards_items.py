"""A steward's desk for items: put up, labelled, corrected, withdrawn; company pieces; reasons, and answers to rooms."""

from datetime import datetime, time, timedelta

from bot.ports import Transaction
from tests.fakes.feeds import rss
from tests.town import Json, Town, TownMaker, actions, subject
from tests.walks.steps import (
    BERLIN,
    asking,
    bring,
    buttons,
    entry,
    field,
    form,
    listen_also,
    options,
    sleep,
    sleep_until,
    the_card,
    words,
    working_day,
)
from tests.walks.test_answers import EVERYBODY, at
from tests.walks.test_nudges import queue, wants_nudges
from tests.walks.test_stories import TITLE as STORY
from tests.walks.test_stories import tell, write

TITLE = "What Rust taught us about drivers"
NEWS = "A kernel for a lighthouse"
LINK = "https://news.example/lighthouse"
SHARING = {"would_share", "draft", "scroll_past"}
PIECE = {"title": "We measure rain now", "text": "Rust on forty roofs.", "label": "none", "day": ""}


async def looked_after(town: Town, title: str) -> Json:
    """Ingrid looks for an item by its title and opens it; returns what she sees, as a message."""
    found = await town.submit("ingrid", "look_for_item", {"words": title})
    return whispered(await town.press("ingrid", "look_after_item", buttons(found)["look_after_item"]))


def whispered(reply: Json | None) -> Json:
    """A whispered card as if it were a message."""
    assert reply is not None
    return {"id": "", "card": reply["whisper"]["card"]}


async def item_of(town: Town, title: str) -> str:
    """The id of the item with this title, as its desk buttons have it."""
    return subject(await looked_after(town, title), "label")


async def heard(town: Town, title: str = NEWS, link: str = LINK) -> Json:
    """A feed tells something, and its card stands in Engineering with no ask."""
    await town.news(rss(entry(title, link)))
    await town.later(minutes=40)
    return await the_card(town, title)


async def put_up(town: Town, item: str, *, room: str = "Engineering") -> Json | None:
    """Ingrid puts an item up in a room."""
    opened = form(await town.press("ingrid", "put_up", item))
    return await town.submit("ingrid", "put_up", {"room": options(opened, "room")[room]}, subject=opened["subject"])


async def label(town: Town, item: str, label: str, day: str = "") -> Json | None:
    """Ingrid labels an item."""
    return await town.submit("ingrid", "label", {"label": label, "day": day}, subject=item)


async def bring_piece(town: Town, *, room: str = "Engineering", **more: object) -> Json | None:
    """Ingrid brings a company piece."""
    opened = form(await town.press("ingrid", "company_piece"))
    return await town.submit("ingrid", "company_piece", PIECE | {"room": options(opened, "room")[room]} | more)


async def acts(town: Town) -> str:
    """What stewards did, as they read it."""
    return words(await town.press("ingrid", "desk_acts"))


# ── Finding and putting up ───────────────────────────────────────────────────────────────────────────────────────────


async def test_the_desk_is_a_section_of_a_stewards_own_page_and_of_nobody_elses(town: Town) -> None:
    mine, others = await town.do("ingrid", "open"), await town.do("ana", "open")
    for action in ("desk_items", "company_piece", "desk_reasons", "answer_room"):
        assert f"'{action}'" in str(mine)
        assert f"'{action}'" not in str(others)


async def test_an_item_is_found_by_its_words_its_link_or_as_one_of_the_newest(town: Town) -> None:
    await heard(town)
    assert field(form(await town.press("ingrid", "desk_items")), "words")["kind"] == "text"
    for typed in ("lighthouse", "KERNEL light", "", f"{LINK}?utm_source=x"):
        assert NEWS in str(await town.submit("ingrid", "look_for_item", {"words": typed})), typed
    none = await town.submit("ingrid", "look_for_item", {"words": "submarine"})
    assert "nothing like that" in words(none)
    shown = await looked_after(town, NEWS)
    assert {"Heard in Morning Ledger", "Stands in Engineering and asks nothing"} <= set(shown["card"]["facts"])
    assert actions(shown) == ["put_up", "label", "correct", "withdraw_item"]


async def test_what_a_steward_puts_up_asks_in_that_room_alone_and_says_who_put_it_there(town: Town) -> None:
    card = await heard(town)
    assert not card["card"]["ask"]
    item = await item_of(town, NEWS)
    assert "comes to Kitchen" in words(await put_up(town, item, room="Kitchen"))
    there = await the_card(town, NEWS, room="kitchen")
    assert there["card"]["ask"]
    assert there["card"]["facts"][0] == "Worth sharing? · put here by a steward"
    assert "a steward put it here" in words(await town.press("ana", "why", there))
    assert not (await the_card(town, NEWS))["card"]["ask"], "nobody wanted it to ask here"

    await put_up(town, item)
    await sleep(town, minutes=2)
    assert (await the_card(town, NEWS))["card"]["ask"]
    assert "already" in words(await put_up(town, item))
    assert (await acts(town)).count("put an item up") == 2


async def test_what_is_over_comes_anew_when_it_is_put_up(town: Town) -> None:
    await heard(town)
    await sleep(town, days=15)
    await sleep_until(town, await working_day(town))
    [over] = await town.room("engineering")
    assert "time is over" in str(over)
    await put_up(town, await item_of(town, NEWS))
    old, new = await town.room("engineering")
    assert old["id"] == over["id"]
    assert new["card"]["ask"]


# ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_label_takes_sharing_from_the_card_that_stands_and_its_day_brings_it_back(town: Town) -> None:
    card = await asking(town)
    item = await item_of(town, TITLE)
    day = (await working_day(town, "10:00", days=3)).date()
    said = whispered(await label(town, item, "not_before", day.isoformat()))
    assert f"Not before {day.day} {day:%B %Y}: please keep it inside until then." in said["card"]["facts"]
    held = await the_card(town, TITLE)
    assert not SHARING & set(actions(held))
    assert f"Not before {day.day} {day:%B %Y}" in str(held["card"]["facts"])
    assert "Not before" in words(await town.press("ana", "would_share", card)), "an old view of the card"
    await town.join("ana", networks=["x"])
    assert "Not before" in words(await town.press("ana", "draft", card))
    assert (await the_card(town, TITLE))["mine"] == []

    await sleep_until(town, datetime.combine(day, time(), BERLIN) - timedelta(minutes=1))
    assert not (await the_card(town, TITLE))["card"]["ask"]
    await sleep(town, minutes=2)
    back = (await the_card(town, TITLE))["card"]
    assert back["ask"]
    assert {one["action"] for one in back["buttons"]} >= SHARING
    assert "labelled an item" in await acts(town)


async def test_internal_only_reaches_heard_cards_nudges_and_drafts_and_can_be_taken_off(town: Town) -> None:
    card = await heard(town)
    item = await item_of(town, NEWS)
    assert "will ask" in form(await town.press("ingrid", "put_up", item))["intro"]
    await label(town, item, "internal")
    assert "does not ask" in form(await town.press("ingrid", "put_up", item))["intro"]
    held = await the_card(town, NEWS)
    assert "worth_it" not in actions(held)
    assert "Internal only: not for sharing outside." in held["card"]["facts"]
    for who in EVERYBODY[:4]:
        await town.press(who, "worth_it", card)
    assert not (await the_card(town, NEWS))["card"]["ask"]
    await label(town, item, "none")
    await sleep(town, minutes=2)
    again = await the_card(town, NEWS)
    assert "worth_it" in actions(again)
    assert "Internal" not in str(again)


async def test_a_draft_about_what_became_internal_keeps_its_words_and_says_so(town: Town) -> None:
    await town.join("ana", networks=["x"])
    card = await asking(town)
    opened = form(await town.press("ana", "draft", card))
    await town.submit("ana", "interview", {"answer": "We tried this.", "network": "x"}, subject=opened["subject"])
    [draft] = await town.private("ana")
    assert any(button.get("url") for button in draft["card"]["buttons"])
    await town.submit("ana", "remind", {"when": "tomorrow"}, subject=opened["subject"])

    item = await item_of(town, TITLE)
    await label(town, item, "internal")
    [held] = await town.private("ana")
    assert held["card"]["text"] == draft["card"]["text"]
    assert "Internal only: not for sharing outside." in held["card"]["facts"]
    assert not any(button.get("url") for button in held["card"]["buttons"])
    await label(town, item, "none")
    [free] = await town.private("ana")
    assert free["card"] == draft["card"]

    await town.press("ingrid", "withdraw_item_yes", item)
    [withdrawn] = await town.private("ana")
    assert "We tried this." in withdrawn["card"]["text"]
    assert "What stood here was withdrawn." in withdrawn["card"]["facts"]
    assert not any(button.get("url") for button in withdrawn["card"]["buttons"])


async def test_a_nudge_that_waits_does_not_leave_for_what_was_labelled_or_withdrawn(town: Town) -> None:
    for deed, waits in (("label", "ben"), ("withdraw", "yuki"), ("nothing", "farah")):
        title = f"What Rust taught us about {deed}"
        await bring(town, title)
        card = await the_card(town, title)
        await sleep_until(town, await working_day(town, "20:00", days=0))
        await wants_nudges(town, waits)
        await queue(town, waits, card)
        item = await item_of(town, title)
        if deed == "label":
            await label(town, item, "internal")
        elif deed == "withdraw":
            await town.press("ingrid", "withdraw_item_yes", item)
        await sleep_until(town, await working_day(town, "09:30"))
        nudged = [one["card"]["title"] for one in await town.private(waits)]
        assert (title in nudged) is (deed == "nothing"), "the control: one about which nothing was done leaves"


# ── Correcting and withdrawing ───────────────────────────────────────────────────────────────────────────────────────


async def test_what_a_steward_corrected_no_feed_changes_back(town: Town) -> None:
    await heard(town)
    opened = form(await town.press("ingrid", "correct", await item_of(town, NEWS)))
    assert field(opened, "title")["value"] == NEWS
    right = {"title": "A kernel for two lighthouses", "text": "There are two."}
    said = await town.submit("ingrid", "correct", right, subject=opened["subject"])
    assert words(said).count("Corrected by a steward; no source changes its words any more") == 1
    card = await the_card(town, right["title"])
    assert card["card"]["text"] == "There are two."

    await town.news(rss(entry("A kernel for a lighthouse, we hear", LINK)))
    await town.later(minutes=20)
    assert [one["card"]["title"] for one in await town.room("engineering")] == [right["title"]]
    assert "corrected an item" in await acts(town)


async def test_control_without_a_steward_the_feed_does_change_it(town: Town) -> None:
    await heard(town)
    await town.news(rss(entry("A kernel for a lighthouse, we hear", LINK)))
    await town.later(minutes=20)
    assert [one["card"]["title"] for one in await town.room("engineering")] == ["A kernel for a lighthouse, we hear"]


async def test_what_is_withdrawn_is_cleared_after_a_second_press_and_stays_so(town: Town) -> None:
    card = await heard(town)
    item = await item_of(town, NEWS)
    await put_up(town, item, room="Kitchen")
    asked = await town.press("ingrid", "withdraw_item", item)
    assert "Its card in Engineering and Kitchen will say" in words(asked)
    assert (await the_card(town, NEWS))["card"]["buttons"], "not yet"
    assert "Withdrawn" in words(await town.press("ingrid", "withdraw_item_yes", buttons(asked)["withdraw_item_yes"]))
    for room in ("engineering", "kitchen"):
        [cleared] = await town.room(room)
        assert (cleared["card"]["title"], actions(cleared)) == ("Taken back", [])
    assert "does not exist any more" in words(await town.press("ana", "worth_it", subject(card, "worth_it")))

    await town.news(rss(entry("A kernel for a lighthouse, told again", LINK)))
    await town.later(minutes=40)
    assert "lighthouse" not in str([await town.room(room) for room in ("engineering", "kitchen")])
    for action in ("look_after_item", "put_up", "label", "correct", "withdraw_item", "withdraw_item_yes"):
        assert "does not exist any more" in words(await town.press("ingrid", action, item))
    assert (await acts(town)).count("withdrew an item") == 1


# ── Company pieces ───────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_company_piece_says_so_and_asks_like_every_other(town: Town) -> None:
    opened = form(await town.press("ingrid", "company_piece"))
    assert [one["name"] for one in opened["fields"]] == ["link", "title", "text", "room", "label", "day", "leave_so"]
    assert "comes to Engineering" in words(await bring_piece(town, link="https://works.example/rain"))
    card = (await the_card(town, PIECE["title"]))["card"]
    assert card["ask"]
    assert card["facts"][:2] == ["Worth sharing? · put here by a steward", "From the company"]
    assert (card["text"], card["link"]) == (PIECE["text"], "https://works.example/rain")
    assert "brought a company piece" in await acts(town)


async def test_a_company_piece_may_have_no_link_and_a_label_from_the_start(town: Town) -> None:
    day = (await working_day(town, "10:00", days=20)).date()
    await bring_piece(town, label="not_before", day=day.isoformat())
    card = (await the_card(town, PIECE["title"]))["card"]
    assert (card.get("link"), card["ask"]) == (None, False)
    assert f"Not before {day.day} {day:%B %Y}" in str(card["facts"])
    await sleep_until(town, await working_day(town, "10:00", days=20))
    assert (await the_card(town, PIECE["title"]))["card"]["ask"], "its fourteen days begin on its day"


async def test_a_link_that_is_known_already_is_shown_and_not_written_over(town: Town) -> None:
    await heard(town)
    said = await bring_piece(town, link=LINK)
    assert "I know this link already" in words(said)
    assert "put_up" in buttons(said)
    assert [one["card"]["title"] for one in await town.room("engineering")] == [NEWS]


async def test_the_companys_share_is_reached_said_in_numbers_and_nothing_is_put_there(town: Town) -> None:
    for number in range(3):
        await bring(town, f"Rust in part {number}")
    await bring_piece(town)
    again = await bring_piece(town, title="We measure snow too")
    assert again is not None
    assert again["errors"]["room"].startswith(
        "In Engineering, 1 of the 4 cards that began to ask in the last 30 days is the company's own."
    )
    assert "snow" not in str(await town.room("engineering"))
    assert "nothing like that" in words(await town.submit("ingrid", "look_for_item", {"words": "snow"}))
    await bring_piece(town, title="We measure snow too", room="Kitchen")  # another room has a share of its own

    for number in (3, 4):
        await bring(town, f"Rust in part {number}")
    assert "comes to Engineering" in words(await bring_piece(town, title="We measure hail too"))


async def test_a_heard_company_card_that_colleagues_want_stays_heard_while_the_share_is_reached(
    make_town: TownMaker,
) -> None:
    town = await make_town(more="cards: {ask_from: 2}")
    await bring_piece(town)
    await listen_also(town, ["blog"], company=True)
    await town.news(rss(entry("Our kernel team says hello", "https://blog.example/1")), at="/blog.xml")
    await town.later(minutes=40)
    title = "Our kernel team says hello"
    card = await the_card(town, title)
    said = [words(await town.press(who, "worth_it", card)) for who in ("ana", "ben")]
    assert not (await the_card(town, title))["card"]["ask"]
    assert said[0] == said[1], "nobody is told that it asks now"
    why = words(await town.press("ana", "why", card))
    assert "it does not ask yet: the one card that began to ask in the last 30 days is the company's own" in why
    full = await put_up(town, await item_of(town, title))
    assert full is not None
    assert "nothing was put there" in full["errors"]["room"], "a steward is not let past it either"

    for number in range(5):
        await bring(town, f"Rust in part {number}")
    await town.press("chloe", "worth_it", card)
    await sleep(town, minutes=2)
    assert (await the_card(town, title))["card"]["ask"], "a later press asks anew"
    assert "it does not ask yet" not in words(await town.press("ana", "why", card))


async def test_control_a_card_that_is_not_the_companys_asks_whatever_the_share(make_town: TownMaker) -> None:
    town = await make_town(more="cards: {ask_from: 2}")
    await bring_piece(town)
    card = await heard(town)
    for who in ("ana", "ben"):
        await town.press(who, "worth_it", card)
    assert (await the_card(town, NEWS))["card"]["ask"]


# ── A steward's own words ────────────────────────────────────────────────────────────────────────────────────────────

ORDER = "Everyone please share by ten."


async def test_a_text_that_reads_as_an_order_is_told_so_first_and_goes_when_its_steward_leaves_it_so(
    town: Town,
) -> None:
    await asking(town)
    item = await item_of(town, TITLE)
    told = await bring_piece(town, text=ORDER)
    assert told is not None
    assert list(told["errors"]) == ["text"]
    assert "please share by ten" in told["errors"]["text"]
    assert "For example" in told["errors"]["text"]
    assert PIECE["title"] not in str(await town.room("engineering"))
    corrected = await town.submit("ingrid", "correct", {"title": ORDER, "text": ""}, subject=item)
    assert corrected is not None
    assert list(corrected["errors"]) == ["title"]

    assert "comes to" in words(await bring_piece(town, text=ORDER, leave_so=True))
    assert (await the_card(town, PIECE["title"]))["card"]["text"] == ORDER


# ── Reasons, and answers to rooms ────────────────────────────────────────────────────────────────────────────────────


async def test_reasons_are_told_from_five_people_on_in_steps_of_five(town: Town) -> None:
    card = await asking(town)
    for count, who in enumerate(EVERYBODY, 1):
        await town.submit(who, "not_for_us", {"because": "advert"}, subject=subject(card, "why"))
        said = words(await town.press("ingrid", "desk_reasons"))
        if count < 5:
            assert "Nothing yet that five people or more said" in said
            assert "advert" not in said
        else:
            assert "Engineering · It is an advert · 5 people or more" in said, "and so it stays up to nine"
        assert all(who.title() not in said for who in EVERYBODY)


async def test_a_room_is_answered_in_a_few_lines_that_ask_and_count_nothing(town: Town) -> None:
    card = await asking(town)
    for who in EVERYBODY[:5]:
        await town.submit(who, "not_for_us", {"because": "old"}, subject=subject(card, "why"))
    told = await town.press("ingrid", "desk_reasons")
    opened = form(await town.press("ingrid", "answer_room", buttons(told)["answer_room"]))
    assert field(opened, "room")["value"] == options(opened, "room")["Engineering"]
    answer = {"room": options(opened, "room")["Engineering"], "text": "Old news comes no more: one source less."}
    assert "comes to Engineering" in words(await town.submit("ingrid", "answer_room", answer))
    await town.submit("ingrid", "answer_room", answer)  # pressed twice

    notes = [one["card"] for one in await town.room("engineering") if one["card"]["title"] == "You said, we did"]
    assert len(notes) == 1
    assert notes[0]["text"] == answer["text"]
    assert (notes[0]["buttons"], notes[0]["facts"], notes[0]["ask"], notes[0]["tallies"]) == ([], [], False, {})
    assert "answered a room" in await acts(town)


async def test_an_answer_waits_for_the_rooms_quiet_hours_but_is_no_card_of_its_day(town: Town) -> None:
    for number in range(6):
        await bring(town, f"Rust in part {number}")  # all the room takes in a day
    room = options(form(await town.press("ingrid", "answer_room")), "room")["Engineering"]
    await town.submit("ingrid", "answer_room", {"room": room, "text": "First."})
    assert "First." in str(await town.room("engineering"))
    await sleep_until(town, await working_day(town, "20:00", days=0))
    await town.submit("ingrid", "answer_room", {"room": room, "text": "Second."})
    assert "Second." not in str(await town.room("engineering"))
    await sleep_until(town, await working_day(town, "09:05"))
    assert "Second." in str(await town.room("engineering"))


# ── Whose it is ──────────────────────────────────────────────────────────────────────────────────────────────────────

PRESSES = (
    *("desk_items", "look_after_item", "put_up", "label", "correct", "withdraw_item", "withdraw_item_yes"),
    *("company_piece", "desk_reasons", "answer_room"),
)
FORMS = ("look_for_item", "put_up", "label", "correct", "company_piece", "answer_room")


async def test_nobody_but_a_steward_reaches_any_of_it_and_whoever_tries_stays_a_stranger(town: Town) -> None:
    await asking(town)
    item = await item_of(town, TITLE)
    room = options(form(await town.press("ingrid", "answer_room")), "room")["Engineering"]
    fields = PIECE | {"words": "", "room": room, "label": "internal", "text": "Hello."}
    before = await town.room("engineering", "ingrid")
    for who in ("ana", "yuki"):
        for action in PRESSES:
            for about in ("", item, room):
                assert words(await town.press(who, action, about)) == "That is for stewards."
        for name in FORMS:
            for about in ("", item):
                assert words(await town.submit(who, name, fields, subject=about)) == "That is for stewards."
    assert await town.room("engineering", "ingrid") == before

    def known(tx: Transaction) -> list[bool]:
        return [tx.people.at(at(who)) is not None for who in ("ana", "yuki", "ingrid")]

    assert await town.bot.store.read(known) == [False, False, True]
    assert "comes to" in words(await town.submit("ingrid", "company_piece", fields)), "the control: these fields do"


async def test_a_steward_does_nothing_to_a_story_on_any_path(town: Town) -> None:
    await town.join("ana")
    await tell(town, await write(town))
    card = await the_card(town, STORY, room="kitchen")
    for typed in (STORY, "build farm", ""):
        assert STORY not in str(await town.submit("ingrid", "look_for_item", {"words": typed}))

    told = await town.bot.store.read(lambda tx: tx.rooms.card(subject(card, "why")))
    assert told is not None
    item = told.item_id
    room = options(form(await town.press("ingrid", "answer_room")), "room")["Engineering"]
    for action in ("look_after_item", "put_up", "label", "correct", "withdraw_item", "withdraw_item_yes"):
        assert "belongs to its author" in words(await town.press("ingrid", action, item)), action
    for name in ("put_up", "label", "correct"):
        fields = {"room": room, "label": "internal", "day": "", "title": "Mine", "text": "Mine"}
        assert "belongs to its author" in words(await town.submit("ingrid", name, fields, subject=item)), name
    assert await the_card(town, STORY, room="kitchen") == card
    assert await town.room("engineering") == []
