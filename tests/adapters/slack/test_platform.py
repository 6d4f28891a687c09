"""Slack as a platform: what is Slack's own in how it keeps the promises of the port (tests/contract/test_port.py)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import workspace as adapter
from adapters.slack.calls import client, session
from adapters.slack.platform import SlackPlatform
from adapters.slack.reading import Us
from adapters.slack.workspace import Workspace
from adapters.slack.workspaces import Only
from adapters.troubles import SOON, NotTold
from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card, Page, Picture, Section
from bot.chat.events import Action, Event, Left, Profile
from bot.chat.outbox import Method
from bot.domain.pacing import pace
from bot.ports import Busy, CannotTell, Found, Later, NotThere, Platform, Sent, Undeliverable, Unknown
from tests.fakes.clock import SetClock
from tests.fakes.slack import Broken, Cut, FakeSlack, Hang, Limited, Refuse

WORTH_IT = Button(Action.WORTH_IT, "Worth sharing", "01ABC")
CARD = Card("Rust & <!channel>", "Two years in the kernel.", buttons=(WORTH_IT,))
PAGE = Page("Your page", "All that is yours.", (Section("Nudges", "Off."),))
HURRIED = 0.3
"""Seconds to wait for a Slack that never answers."""


class Bot:
    """The platform under test, and what it told the bot."""

    def __init__(self, slack: FakeSlack, session: aiohttp.ClientSession) -> None:
        self.told: list[Event] = []
        self.busy = False
        self.us = Us(slack.workspace.id, slack.app.bot.id)
        web = client(slack.app.token, api_url=slack.base_url, session=session)
        app, mine = slack.world.app.id, slack.app.bot_id
        self.there = Workspace(web, self.us, app=app, bot=mine, receive=self.receive, clock=SetClock())
        self.platform = SlackPlatform(Only(self.there))

    def hurries(self, fault: object) -> None:
        """Where Slack never answers, nobody waits for long."""
        if isinstance(fault, Hang):
            assert self.there.client.session is not None
            self.there.client.session._timeout = aiohttp.ClientTimeout(total=HURRIED)

    async def receive(self, event: Event) -> None:
        """What the platform tells by itself."""
        if self.busy:
            raise Busy
        self.told.append(event)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as server:
        yield server


@pytest.fixture
async def bot(slack: FakeSlack) -> AsyncIterator[Bot]:
    async with session() as shared:
        yield Bot(slack, shared)


def test_it_fits_the_port(bot: Bot) -> None:
    platform: Platform = bot.platform
    assert platform.name == "slack"
    assert pace(platform.limits.room).interval.total_seconds() >= 1
    assert set(platform.limits.methods) == set(Method)


# ── Sending ──


async def test_a_card_in_a_room_has_words_blocks_and_a_key_and_unfurls_nothing(slack: FakeSlack, bot: Bot) -> None:
    room = slack.channel("general")
    sent = await bot.platform.send(bot.us.room(room.id), CARD, key="k1")
    [post] = slack.messages(room)
    assert sent == Sent(Message(bot.us.room(room.id), post.ts))
    assert "&lt;!channel&gt;" in post.text
    assert post.metadata == {"event_type": "earshot", "event_payload": {"key": "k1"}}
    assert post.asked["unfurl_links"] is False
    assert post.asked["unfurl_media"] is False


async def test_a_private_conversation_is_opened_once_and_its_way_is_remembered(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    for key in ("k1", "k2"):
        sent = await bot.platform.send(bot.us.person(ana.id), CARD, key=key)
        assert isinstance(sent, Sent)
        dm = slack.dm(ana)
        assert dm is not None
        assert sent.message.where == bot.us.person(ana.id)
        assert sent.message.where.route == dm.id
    assert len(slack.calls("conversations.open")) == 1


async def test_where_the_way_is_known_nobody_asks_for_it(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    dm = slack.world.open_im(slack.app.bot, ana.person)
    assert isinstance(await bot.platform.send(bot.us.person(ana.id, dm.id), CARD, key="k1"), Sent)
    assert slack.calls("conversations.open") == []


@pytest.mark.parametrize("done", ["first", "never"])
async def test_a_slack_that_never_answers_is_asked_once(done: Any, slack: FakeSlack, bot: Bot) -> None:
    room, fault = slack.channel("general"), Hang(done)
    slack.faults.put("chat.postMessage", fault)
    bot.hurries(fault)
    assert isinstance(await bot.platform.send(bot.us.room(room.id), CARD, key="k1"), Unknown)
    assert len(slack.calls("chat.postMessage")) == 1


async def test_control_the_sdks_own_client_posts_twice_where_the_connection_is_cut(slack: FakeSlack, bot: Bot) -> None:
    room = slack.channel("general")
    slack.faults.put("chat.postMessage", Cut(done=True))
    careless = AsyncWebClient(token=slack.app.token, base_url=slack.base_url)
    bot.there.client = careless
    await bot.platform.send(bot.us.room(room.id), CARD, key="k1")
    assert len(slack.messages(room)) == 2


@pytest.mark.parametrize("fault", [Cut(), Hang(), Broken(), Refuse("fatal_error")], ids=str)
async def test_what_breaks_before_the_message_left_is_tried_again(fault: Any, slack: FakeSlack, bot: Bot) -> None:
    slack.faults.put("conversations.open", fault)
    bot.hurries(fault)
    ana = bot.us.person(slack.person("ana").id)
    assert await bot.platform.send(ana, CARD, key="k1") == Later(SOON)
    assert slack.calls("chat.postMessage") == []


async def test_too_many_new_conversations_keep_waiting_only_those_that_are_new(slack: FakeSlack, bot: Bot) -> None:
    ana, ben = slack.person("ana"), slack.person("ben")
    slack.faults.put("conversations.open", Limited("60"))
    assert await bot.platform.send(bot.us.person(ana.id), CARD, key="k1") == Later(60.0)
    said = await bot.platform.send(bot.us.person(ben.id), CARD, key="k2")
    assert isinstance(said, Later)
    assert not said.everywhere
    assert len(slack.calls("conversations.open")) == 1
    room = slack.channel("general")
    assert isinstance(await bot.platform.send(bot.us.room(room.id), CARD, key="k3"), Sent)


async def test_a_person_who_is_gone_gets_nothing(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    await slack.staff.is_deactivated(ana.person)
    assert isinstance(await bot.platform.send(bot.us.person(ana.id), CARD, key="k1"), Undeliverable)


@pytest.mark.parametrize("why", ["not_in_channel", "is_archived", "channel_not_found"])
async def test_a_room_the_bot_is_not_in_is_told_as_left(why: str, slack: FakeSlack, bot: Bot) -> None:
    room = slack.channel("general")
    slack.faults.put("chat.postMessage", Refuse(why))
    assert isinstance(await bot.platform.send(bot.us.room(room.id), CARD, key="k1"), Undeliverable)
    [left] = bot.told
    assert isinstance(left, Left)
    assert left.room == bot.us.room(room.id)


async def test_a_room_that_is_only_refused_or_a_busy_store_is_no_trouble(slack: FakeSlack, bot: Bot) -> None:
    room = bot.us.room(slack.channel("general").id)
    slack.faults.put("chat.postMessage", Refuse("restricted_action"))
    assert isinstance(await bot.platform.send(room, CARD, key="k1"), Undeliverable)
    assert bot.told == []
    bot.busy = True
    slack.faults.put("chat.postMessage", Refuse("not_in_channel"))
    assert isinstance(await bot.platform.send(room, CARD, key="k2"), Undeliverable)


async def test_a_picture_that_slack_cannot_fetch_is_left_out(slack: FakeSlack, bot: Bot) -> None:
    room = slack.channel("general")
    slack.faults.put("chat.postMessage", Refuse("invalid_blocks"))
    shown = replace(CARD, picture=Picture("https://a.example/p.png", "A picture"))
    assert isinstance(await bot.platform.send(bot.us.room(room.id), shown, key="k1"), Sent)
    assert "p.png" in str(slack.calls("chat.postMessage")[0].args)
    assert "p.png" not in str(slack.messages(room)[0].blocks)


# ── Edits and pages ──


async def test_an_own_page_is_published_and_whoever_is_gone_needs_none(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    await bot.platform.page(bot.us.person(ana.id), PAGE)
    assert slack.calls("views.publish") == []  # they never opened it
    for who in (ana.id, "U0NOBODY"):
        bot.there.homes.opened(who)
    await bot.platform.page(bot.us.person(ana.id), PAGE)
    home = slack.home(ana)
    assert home is not None
    assert "All that is yours." in str(home.blocks)
    await bot.platform.page(bot.us.person("U0NOBODY"), PAGE)
    slack.faults.put("views.publish", Limited("3"))
    other = replace(PAGE, intro="Something else.")
    with pytest.raises(NotTold):
        await bot.platform.page(bot.us.person(ana.id), other)
    await bot.platform.page(bot.us.person(ana.id), other)
    assert "Something else." in str(home.blocks)


# ── Looking up ──


async def test_a_private_message_is_found_by_its_key_among_newer_ones(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    where = bot.us.person(ana.id)
    slack.faults.put("chat.postMessage", Cut(done=True))
    assert isinstance(await bot.platform.send(where, CARD, key="lost"), Unknown)
    [post] = slack.messages(ana)
    await bot.platform.send(where, CARD, key="newer")
    slack.world.open_im(slack.app.bot, ana.person)
    fate = await bot.platform.find(where, "lost")
    assert fate == Found(Message(where, post.ts))
    assert isinstance(fate, Found)
    assert fate.message.where.route == post.channel.id
    assert await bot.platform.find(where, "never sent") == NotThere()


async def test_it_is_looked_for_page_by_page_and_not_for_ever(slack: FakeSlack, bot: Bot) -> None:
    ana = slack.person("ana")
    where = bot.us.person(ana.id)
    await bot.platform.send(where, CARD, key="old")
    dm = slack.dm(ana)
    assert dm is not None
    for number in range(adapter.PAGE_SIZE + 50):
        slack.world.post(dm, user=ana.id, text=str(number))
    assert isinstance(await bot.platform.find(where, "old"), Found)
    assert len(slack.calls("conversations.history")) == 2
    for number in range(adapter.PAGE_SIZE * adapter.MOST_PAGES):
        slack.world.post(dm, user=ana.id, text=str(number))
    assert await bot.platform.find(where, "old") == CannotTell()


async def test_no_room_is_ever_read(slack: FakeSlack, bot: Bot) -> None:
    room = slack.channel("general")
    assert await bot.platform.find(bot.us.room(room.id), "k1") == CannotTell()
    assert slack.calls() == []


async def test_a_slack_that_cannot_be_asked_is_asked_again_and_one_that_refuses_cannot_tell(
    slack: FakeSlack, bot: Bot
) -> None:
    where = bot.us.person(slack.person("ana").id)
    await bot.platform.send(where, CARD, key="k1")
    slack.faults.put("conversations.history", Limited("1"))
    with pytest.raises(NotTold):
        await bot.platform.find(where, "k1")
    slack.faults.put("conversations.history", Refuse("channel_not_found"))
    assert await bot.platform.find(where, "k1") == CannotTell()


# ── People ──


async def test_a_profile_says_first_name_zone_and_language(slack: FakeSlack, bot: Bot) -> None:
    lena = slack.person("lena")
    lena.person.language = "de-DE"
    assert await bot.platform.profile(bot.us.person(lena.id)) == Profile("Lena", "Europe/Berlin", "de")
    assert bot.there.language(bot.us.person(lena.id)) == "de"


async def test_bots_strangers_and_nobody_are_not_there(slack: FakeSlack, bot: Bot) -> None:
    stranger = slack.person("zoe")
    stranger.person.stranger = True
    for who in (slack.app.bot.id, stranger.id, "U0NOBODY"):
        assert not (await bot.platform.profile(Address("slack", bot.us.team, who))).active


async def test_a_slack_that_does_not_answer_is_an_oserror_as_the_bot_expects(slack: FakeSlack, bot: Bot) -> None:
    ana = bot.us.person(slack.person("ana").id)
    slack.faults.put("users.info", Refuse("internal_error"))
    with pytest.raises(OSError, match="internal_error"):
        await bot.platform.profile(ana)
