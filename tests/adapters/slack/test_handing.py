"""“Submit as find”: the links of a message somebody saw, wherever they saw it; and nothing else of it."""

from typing import Any

from bot.chat import wording
from tests.adapters.platform_town import TITLE
from tests.adapters.slack.town import SlackTown, no_troubles, page, words
from tests.fakes.slack import Channel, Post

EN = wording.of("en")
SHORTCUT = "submit_find"


def seen(town: SlackTown, where: Channel, text: str, **more: Any) -> Post:
    """A message as Slack has it."""
    post = town.slack.world.post(where, user=town.ben.id, text=text, blocks=more.pop("blocks", []))
    for name, value in more.items():
        setattr(post, name, value)
    return post


def cards(town: SlackTown, room: Channel) -> list[str]:
    """The titles of the bot's own messages there."""
    return [one.text.splitlines()[0] for one in town.slack.messages(room) if one.bot is not None]


async def hands_over(town: SlackTown, post: Post) -> None:
    """Ana hands a message over, and sends the form as it is."""
    assert await town.ana.uses_message_shortcut(post, SHORTCUT)
    assert await town.ana.submits() == {}
    await town.settled()


async def test_it_works_wherever_a_message_is_seen(over_http: SlackTown) -> None:
    town = over_http
    ana, ben, chloe = town.ana.id, town.ben.id, town.chloe.id
    world, home = town.slack.world, town.slack.workspace
    places = {
        "Soup without the bot": world.channel("elsewhere", home, members={ana}),
        "Soup with another": world.channel("", home, kind="im", members={ana, ben}),
        "Soup with several": world.channel("mpdm-ana--ben--chloe-1", home, kind="mpim", members={ana, ben, chloe}),
        "Soup in a thread": town.kitchen,
    }
    thread = seen(town, town.kitchen, "first").ts
    for title, where in places.items():
        text = f"secret words &amp; a soup: <{page(town, title)}|soup>"
        await hands_over(town, seen(town, where, text, thread_ts=thread if where is town.kitchen else None))
        await town.later(days=1)  # a room's attention is not endless
    assert cards(town, town.kitchen) == list(places)  # where it was seen, or else the room whose topics fit
    assert not any("secret" in one.text + words(one) for one in town.slack.messages(town.kitchen) if one.bot)
    no_troubles(town)


async def test_of_several_links_it_asks_which(over_http: SlackTown) -> None:
    town = over_http
    soup, bread = page(town, "Soup"), page(town, "Bread")
    post = seen(town, town.kitchen, f"<{soup}|first> <{bread}> <{soup}> <mailto:a@b.example|me> <@{town.ben.id}>")
    assert await town.ana.uses_message_shortcut(post, SHORTCUT)
    await town.ana.submits({"link": bread})
    await town.settled()
    assert cards(town, town.kitchen) == ["Bread"]


async def test_a_link_is_found_in_what_another_app_attached(over_http: SlackTown) -> None:
    town = over_http
    attached = [{"title": "Soup", "title_link": page(town, "Soup"), "fallback": "no preview"}]
    await hands_over(town, seen(town, town.kitchen, "Somebody shared", attachments=attached))
    assert cards(town, town.kitchen) == ["Soup"]


async def test_a_message_without_a_link_gets_a_kind_line(over_http: SlackTown) -> None:
    town = over_http
    for text in ("no link at all", "", "<mailto:a@b.example|write>", f"<#{town.kitchen.id}|kitchen> :tada:"):
        town.slack.reloads(town.ana)
        assert await town.ana.uses_message_shortcut(seen(town, town.kitchen, text), SHORTCUT)
        assert town.whispered(town.ana) == EN.find_none_there()
        assert town.slack.modals(town.ana) == []
    no_troubles(town)


async def test_one_of_the_bots_own_cards_is_that_very_item(over_http: SlackTown) -> None:
    town = over_http
    card = await town.news(TITLE)
    assert await town.ana.uses_message_shortcut(card, SHORTCUT)
    assert town.ana.modal.values["link"]["input"]["value"] == "https://news.example/rust-in-the-kernel"
    assert await town.ana.submits() == {}
    await town.later(minutes=2)
    assert cards(town, town.engineering) == [TITLE]
    assert "Draft it with me" in words(card)  # a colleague brought it: it asks
