"""Walk 4: a link a colleague brings is looked at, put where it belongs, and its bringer is told where that is."""

from datetime import datetime

import pytest
from aiohttp import web

from tests.fakes.feeds import Answer, rss
from tests.town import Json, Town, actions
from tests.walks.steps import (
    BERLIN,
    HTML,
    a_page,
    bring,
    buttons,
    entry,
    field,
    form,
    options,
    sleep,
    sleep_until,
    the_card,
    words,
    working_day,
)

TITLE = "What Rust taught us about drivers"


async def told(town: Town, who: str = "ana") -> Json:
    """The newest private message of a person."""
    return (await town.private(who))[-1]


@pytest.mark.both
async def test_a_link_said_in_a_room_becomes_a_card_there_that_asks_under_its_pages_title(town: Town) -> None:
    await town.join("ana")
    link = town.feeds.serve("/one", a_page("Rust &amp; drivers", "What it takes."))
    reply = await town.ask("ana", f"/find {link} we build these every day", room="kitchen")
    assert words(reply).startswith("Thanks, having a look.")

    card = await the_card(town, "Rust & drivers", room="kitchen")
    assert card["card"]["ask"]
    assert card["card"]["text"] == "What it takes."
    assert card["card"]["link"] == link
    assert "brought by a colleague" in card["card"]["facts"][0]
    assert "“we build these every day” – a colleague" in card["card"]["facts"]
    assert "Ana" not in str(card)
    news = await told(town)
    assert "stands in Kitchen" in news["card"]["text"]
    assert {"choose_room", "find_news_off"} <= set(actions(news))


async def test_a_name_shows_only_where_its_owner_ticked_that(town: Town) -> None:
    link = town.feeds.serve("/one", a_page(TITLE))
    opened = form(await town.ask("ana", "find", room="engineering"))
    assert not field(opened, "named").get("value")
    fields = {"link": link, "why": "it is short", "named": True}
    await town.submit("ana", "find", fields, subject=opened["subject"])

    card = await the_card(town, TITLE)
    assert "brought by Ana" in card["card"]["facts"][0]
    assert "“it is short” – Ana" in card["card"]["facts"]


@pytest.mark.both
async def test_a_link_from_a_private_message_goes_to_the_room_whose_topics_fit(town: Town) -> None:
    await town.join("ana")
    await bring(town, "Bread from the office garden", who="ana", room=None)
    assert await town.room("engineering") == []
    assert (await the_card(town, "Bread from the office garden", room="kitchen"))["card"]["ask"]
    assert "stands in Kitchen" in (await told(town))["card"]["text"]


async def test_a_find_that_fits_no_room_is_told_so_and_a_room_can_be_chosen(town: Town) -> None:
    await town.join("ana")
    link = await bring(town, "A museum of umbrellas", who="ana", room=None)
    news = await told(town)
    assert "No room follows this topic" in news["card"]["text"]
    again = await town.ask("ana", f"find {link}")
    assert "No room follows this topic" in words(again)
    assert "choose_room" in buttons(again)
    newest = {"words": ""}
    assert "umbrellas" not in str(await town.submit("ingrid", "look_for_item", newest)), "only ana knows of it"

    opened = form(await town.press("ana", "choose_room", news))
    room = options(opened, "room")["Kitchen"]
    assert "Kitchen" in words(await town.submit("ana", "find_room", {"room": room}, subject=opened["subject"]))
    assert (await the_card(town, "A museum of umbrellas", room="kitchen"))["card"]["ask"]
    assert "umbrellas" in str(await town.submit("ingrid", "look_for_item", newest))


async def test_a_find_that_fitted_no_room_goes_to_the_one_it_is_said_in_next(town: Town) -> None:
    link = await bring(town, "A museum of umbrellas", who="ana", room=None)
    await town.ask("ana", f"find {link}", room="kitchen")
    assert (await the_card(town, "A museum of umbrellas", room="kitchen"))["card"]["ask"]


async def test_its_bringer_can_choose_another_room_and_nobody_else_can(town: Town) -> None:
    await town.join("ana")
    await town.join("ben")
    await bring(town, who="ana", room=None)
    news = await told(town)
    opened = form(await town.press("ana", "choose_room", news))
    rooms = options(opened, "room")
    assert set(rooms) == {"Engineering", "Kitchen"}
    for reply in (
        await town.press("ben", "choose_room", opened["subject"]),
        await town.submit("ben", "find_room", {"room": rooms["Kitchen"]}, subject=opened["subject"]),
    ):
        assert "does nothing" in words(reply)

    await town.submit("ana", "find_room", {"room": rooms["Kitchen"]}, subject=opened["subject"])
    assert (await the_card(town, TITLE, room="kitchen"))["card"]["ask"]
    [old] = await town.room("engineering")
    assert old["card"]["title"] == "Taken back"
    assert actions(old) == []


async def test_a_password_in_its_words_is_held_back_wherever_they_were_typed(town: Town) -> None:
    why = "The wiki page; its password is hunter2Xy9q"
    said = await town.ask("ana", f"find https://news.example/rust {why}")
    assert "“password is hunt…”" in words(said)
    wrong = await town.submit("ana", "find", {"link": "https://news.example/rust", "why": why})
    assert wrong is not None
    assert "hunt…" in wrong["errors"]["why"]
    taken = await town.submit("ana", "find", {"link": "https://news.example/rust", "why": "The wiki page."})
    assert "having a look" in words(taken), "nothing was kept of the other two"


@pytest.mark.both
async def test_the_same_link_twice_by_one_person_is_one_find(town: Town) -> None:
    await town.join("ana")
    link = await bring(town, who="ana")
    reply = await town.ask("ana", f"find {link}?utm_source=mail#top", room="kitchen")
    assert "brought this already; it stands in Engineering" in words(reply)
    assert len(await town.room("engineering")) == 1
    assert await town.room("kitchen") == []
    assert len(await town.private("ana")) == 1


@pytest.mark.both
async def test_the_same_link_by_two_people_is_one_item_with_both_their_words(town: Town) -> None:
    link = await bring(town, who="ana", why="for the drivers")
    opened = form(await town.ask("ben", "find", room="engineering"))
    fields = {"link": link, "why": "for the tables", "named": True}
    await town.submit("ben", "find", fields, subject=opened["subject"])
    await sleep(town, minutes=5)

    card = await the_card(town, TITLE)
    assert "brought by Ben" in card["card"]["facts"][0]
    assert {"“for the drivers” – a colleague", "“for the tables” – Ben"} <= set(card["card"]["facts"])
    assert len(await town.room("engineering")) == 1
    assert len(town.feeds.asked("/what-rust-taught-us-about-drivers")) == 1, "a known link is not fetched again"


async def test_a_link_that_a_feed_told_already_joins_its_item_and_its_card_asks(town: Town) -> None:
    await town.news(rss(entry(TITLE, "https://news.example/rust")))
    await town.later(minutes=20)
    assert not (await the_card(town, TITLE))["card"]["ask"]

    await town.ask("ana", "find https://www.news.example/rust/?utm_campaign=x have a look")
    await sleep(town, minutes=5)
    card = await the_card(town, TITLE)
    assert card["card"]["ask"]
    assert "brought by a colleague" in card["card"]["facts"][0]


async def test_a_page_that_cannot_be_read_gets_a_kind_answer_and_no_card(town: Town) -> None:
    await town.join("ana")
    pdf = Answer(b"%PDF-1.7", headers={"Content-Type": "application/pdf"})
    for answer, said in (
        (Answer(status=404), "there is no page at that address"),
        (Answer(status=410), "gone for good"),
        (Answer(status=403), "does not let me in"),
        (Answer(status=500), "an error of its own"),
        (pdf, "I could not read the page"),
    ):
        await town.ask("ana", f"find {town.feeds.serve(f'/{said}'.replace(' ', '-'), answer)}", room="engineering")
        news = await told(town)
        assert said in news["card"]["text"]
        assert "Is there another link" in news["card"]["text"]
        assert "find_news_off" in actions(news)
    assert await town.room("engineering") == []


async def test_addresses_where_the_bot_does_not_go_get_a_kind_answer(town: Town) -> None:
    await town.join("ana")
    # A port of this machine that app.yaml does not name; nothing is dialled.
    town.feeds.redirect("/out", "http://127.0.0.1:9/secret")
    for link in ("http://127.0.0.1:9/secret", town.feeds.url("/out")):
        await town.ask("ana", f"find {link}", room="engineering")
        assert "private network" in (await told(town))["card"]["text"]
    for link in ("ftp://files.example/x", "javascript:alert(1)", "https://me:secret@site.example/", "hello"):
        assert "link" in words(await town.ask("ana", f"find {link}", room="engineering"))
    assert await town.room("engineering") == []
    assert len(await town.private("ana")) == 2


async def test_a_site_that_hangs_up_gets_a_kind_answer(town: Town) -> None:
    def hang_up(request: web.Request) -> Answer:
        assert request.transport is not None
        request.transport.close()
        return Answer()

    await town.join("ana")
    await town.ask("ana", f"find {town.feeds.serve('/dead', hang_up)}", room="engineering")
    assert "could not be reached" in (await told(town))["card"]["text"]
    assert await town.room("engineering") == []


async def test_a_closed_page_stands_under_the_words_of_who_brought_it(town: Town) -> None:
    link = town.feeds.serve("/paywall", Answer(status=403))
    await town.ask("ana", f"find {link} A long read about Rust in aircraft", room="engineering")
    card = await the_card(town, "A long read about Rust in aircraft")
    assert card["card"]["ask"]
    assert card["card"]["link"] == link


async def test_a_link_that_could_not_be_read_can_be_tried_again_and_is_told_of_again(town: Town) -> None:
    await town.join("ana")
    path = "/flaky"
    link = town.feeds.serve(path, Answer(status=500))
    await town.ask("ana", f"find {link}", room="engineering")
    await sleep(town, minutes=10)
    await town.ask("ana", f"find {link}", room="engineering")
    assert len(await town.private("ana")) == 2

    town.feeds.serve(path, a_page(TITLE))
    await sleep(town, minutes=10)
    await town.ask("ana", f"find {link}", room="engineering")
    assert (await the_card(town, TITLE))["card"]["ask"]
    assert "stands in Engineering" in (await told(town))["card"]["text"]


async def test_someone_who_has_not_joined_brings_finds_too_and_gets_no_private_message(town: Town) -> None:
    assert "in private" not in words(await town.ask("ana", f"find {town.feeds.serve('/x', a_page(TITLE))}"))
    await town.ask("ana", f"find {town.feeds.url('/nothing-here')}")
    assert (await the_card(town, TITLE))["card"]["ask"]
    assert await town.private("ana") == []


async def test_news_of_finds_can_be_switched_off(town: Town) -> None:
    await town.join("ana")
    await bring(town, who="ana")
    await town.press("ana", "find_news_off", await told(town))
    await bring(town, "Kernel days in Porto", who="ana")
    assert (await the_card(town, "Kernel days in Porto"))["card"]["ask"]
    assert len(await town.private("ana")) == 1


async def test_a_find_in_the_rooms_quiet_hours_waits_for_their_end(town: Town) -> None:
    await town.join("ana")
    await sleep_until(town, await working_day(town, "20:00", days=0))
    await bring(town, who="ana")
    assert await town.room("engineering") == []
    assert "once its quiet hours are over" in (await told(town))["card"]["text"]

    await sleep_until(town, await working_day(town, "09:05"))
    card = await the_card(town, TITLE)
    assert card["card"]["ask"]
    assert datetime.fromisoformat(card["at"]).astimezone(BERLIN).hour == 9


async def test_a_page_without_a_title_stands_under_the_words_or_its_host(town: Town) -> None:
    bare = Answer("<!doctype html><html><body>words</body></html>", headers=HTML)
    await town.ask("ana", f"find {town.feeds.serve('/bare', bare)}", room="engineering")
    [card] = await town.room("engineering")
    assert "127.0.0.1" in card["card"]["title"]
