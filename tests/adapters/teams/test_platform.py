"""Teams as a platform: what is Teams' own in how it keeps the promises of the port."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams.connector import Connector
from adapters.teams.platform import TeamsPlatform
from adapters.teams.reading import Us
from adapters.teams.route import Route, unpack
from adapters.troubles import SOON, NotTold
from bot.chat.addresses import Address, Message
from bot.chat.cards import Button, Card, Page, Section
from bot.chat.events import Action, Event, Gone, Left, Profile
from bot.domain.pacing import pace
from bot.ports import Busy, CannotTell, Later, Platform, Sent, Undeliverable, Unknown
from tests.adapters.teams.outgoing import Speaking, speaking
from tests.fakes.clock import SetClock
from tests.fakes.teams import Broken, Colleague, Cut, FakeTeams, Hang, Limited, Refuse, Room

WORTH_IT = Button(Action.WORTH_IT, "Worth sharing", "01ABC")
CARD = Card("Rust & <!channel>", "Two years in the kernel.", buttons=(WORTH_IT,))
PAGE = Page("Your page", "All that is yours.", (Section("Nudges", "Off."),))


class Bot:
    """The platform under test, and what it told the bot."""

    def __init__(self, one: Speaking) -> None:
        self.one = one
        self.told: list[Event] = []
        self.busy = False
        self.teams = one.teams
        self.url = one.url
        self.us = Us(one.teams.app.tenant, one.teams.app.bot)
        self.platform = self._over(one.connector)
        self._hurried = one.hurried

    def hurries(self, fault: object) -> None:
        """Where Teams never answers, nobody waits for long."""
        if isinstance(fault, Hang):
            self.platform = self._over(self._hurried)

    def _over(self, connector: Connector) -> TeamsPlatform:
        return TeamsPlatform(connector, self.us, receive=self.receive, clock=SetClock(), service_url=self.url)

    async def receive(self, event: Event) -> None:
        """What the platform tells by itself."""
        if self.busy:
            raise Busy
        self.told.append(event)

    def person(self, who: Colleague, route: Route | None = None) -> Address:
        """Somebody's address."""
        return self.us.person(who.person.aad, route)

    def room(self, room: Room) -> Address:
        """A room's address, as it is noted when the bot is put there."""
        assert room.team is not None
        return self.us.room(room.id, Route(self.url, team=room.team.id))


@pytest.fixture
async def one() -> AsyncIterator[Speaking]:
    async with speaking() as made:
        yield made


@pytest.fixture
async def bot(one: Speaking) -> Bot:
    return Bot(one)


@pytest.fixture
def teams(bot: Bot) -> FakeTeams:
    return bot.teams


@pytest.fixture
def ana(teams: FakeTeams) -> Colleague:
    return teams.person("ana")


@pytest.fixture
def room(teams: FakeTeams, ana: Colleague) -> Room:
    return teams.general(teams.team("Everyone", ana))


def test_it_fits_the_port(bot: Bot) -> None:
    platform: Platform = bot.platform
    assert platform.name == "teams"
    assert pace(platform.limits.room).burst == 7
    assert pace(platform.limits.workspace).interval.total_seconds() >= 1 / 50


# ── Rooms ──


async def test_a_card_in_a_room_is_a_thread_of_its_own_and_stands_alone(teams: FakeTeams, bot: Bot, room: Room) -> None:
    for key in ("k1", "k2"):
        sent = await bot.platform.send(bot.room(room), CARD, key=key)
        post = teams.messages(room)[-1]
        assert sent == Sent(Message(bot.room(room), post.id))
        assert (post.root, post.text, len(post.attachments)) == (None, "", 1)
        assert "Two years" in post.summary
        assert key not in str(post.asked), "anybody may read what a message carries"
    assert len(teams.calls("token")) == 1


async def test_a_card_is_drawn_anew_where_it_stands(teams: FakeTeams, bot: Bot, room: Room) -> None:
    sent = await bot.platform.send(bot.room(room), CARD, key="k1")
    assert isinstance(sent, Sent)
    for _ in range(2):
        assert await bot.platform.edit(sent.message, replace(CARD, text="Quite other words.")) == sent
    [post] = teams.messages(room)
    assert "Quite other words." in str(post.card)
    assert teams.calls("update")[0].conversation == post.thread


async def test_a_room_the_bot_was_never_heard_from_is_reached_all_the_same(bot: Bot, room: Room) -> None:
    assert isinstance(await bot.platform.send(bot.us.room(room.id), CARD, key="k1"), Sent)


async def test_a_room_of_the_playground_is_one_whatever_its_id(teams: FakeTeams, bot: Bot) -> None:
    room = bot.us.room("team-id", Route(bot.url, team="team-id"))
    assert isinstance(await bot.platform.send(room, CARD, key="k1"), Undeliverable)
    [call] = teams.calls("create")
    assert "team-id" in call.conversation
    assert [type(told) for told in bot.told] == [Left], "it was not taken for a person"


async def test_a_room_the_bot_is_not_in_is_told_as_left(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    attic = teams.general(teams.team("Attic", ana, installed=False))
    assert isinstance(await bot.platform.send(bot.room(attic), CARD, key="k1"), Undeliverable)
    [left] = bot.told
    assert isinstance(left, Left)
    assert left.room == bot.room(attic)


async def test_a_message_that_is_no_more_says_nothing_of_its_room(bot: Bot, room: Room) -> None:
    for why in ("ActivityNotFoundInConversation", "ConversationNotFound"):
        bot.teams.faults.put("update", Refuse(404, why))
        assert isinstance(await bot.platform.edit(Message(bot.room(room), "1"), CARD), Undeliverable)
    assert bot.told == []
    bot.teams.faults.put("update", Refuse(403, "BotNotInConversationRoster"))
    await bot.platform.edit(Message(bot.room(room), "1"), CARD)
    assert isinstance(bot.told[0], Left)


# ── A person's own chat ──


async def test_a_chat_is_made_once_and_the_way_to_it_comes_back_with_the_message(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    for key in ("k1", "k2"):
        sent = await bot.platform.send(bot.person(ana), CARD, key=key)
        assert isinstance(sent, Sent)
        assert sent.message.where == bot.person(ana)
        chat = teams.world.personal(ana.person)
        assert chat is not None
        assert unpack(sent.message.where.route) == Route(bot.url, chat=chat.id)
    assert len(teams.calls("create")) == 1
    assert len(teams.messages(ana)) == 2


async def test_of_many_messages_at_once_only_one_makes_the_chat(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    ben = teams.person("ben")
    await asyncio.gather(
        *(bot.platform.send(bot.person(who), CARD, key=f"k{n}") for n in range(20) for who in (ana, ben))
    )
    assert len(teams.calls("create")) == 2
    assert [len(teams.messages(who)) for who in (ana, ben)] == [20, 20]


async def test_where_the_way_is_known_nobody_asks_for_it_and_the_newest_service_is_used(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    chat = teams.world.open_personal(ana.person)
    amer = teams.stage.service_url("amer")
    to = bot.person(ana, Route(amer, chat.id, ana.person.id))
    sent = await bot.platform.send(to, CARD, key="k1")
    assert isinstance(sent, Sent)
    assert sent.message.where.route == to.route
    assert teams.calls("create") == []
    assert teams.calls("send")[0].path["region"] == "amer"


async def test_a_chat_that_was_noted_and_is_no_more_is_made_anew(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    to = bot.person(ana, Route(bot.url, "a:of-another-bot"))
    for key in ("k1", "k2"):
        sent = await bot.platform.send(to, CARD, key=key)
        assert isinstance(sent, Sent)
        chat = teams.world.personal(ana.person)
        assert chat is not None
        assert unpack(sent.message.where.route).chat == chat.id
    assert len(teams.calls("create")) == 1


async def test_a_private_card_is_drawn_anew_by_whoever_remembers_nothing(
    teams: FakeTeams, bot: Bot, one: Speaking, ana: Colleague
) -> None:
    sent = await bot.platform.send(bot.person(ana), CARD, key="k1")
    assert isinstance(sent, Sent)
    message = Message(bot.person(ana), sent.message.id)
    assert await Bot(one).platform.edit(message, replace(CARD, text="Other words.")) == Sent(message)
    [standing] = teams.messages(ana)
    assert "Other words." in str(standing.card)


@pytest.mark.parametrize("fault", [Cut(), Hang(), Broken(status=502), Refuse(500, "ServiceError")], ids=str)
async def test_what_breaks_before_the_message_left_is_tried_again(
    fault: Any, teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    teams.faults.put("create", fault)
    bot.hurries(fault)
    assert await bot.platform.send(bot.person(ana), CARD, key="k1") == Later(SOON)
    assert teams.calls("send") == []
    assert isinstance(await bot.platform.send(bot.person(ana), CARD, key="k1"), Sent)
    assert len(teams.messages(ana)) == 1


@pytest.mark.parametrize(("app", "why"), [("gone", "BotNotInConversationRoster"), ("blocked", "MessageWritesBlocked")])
@pytest.mark.parametrize("known", [True, False])
async def test_whoever_took_the_bot_away_or_blocked_it_is_gone_until_they_do_something(
    app: str, why: str, known: bool, teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    route = Route(bot.url, teams.world.open_personal(ana.person).id) if known else None
    ana.person.app = app
    said = await bot.platform.send(bot.person(ana, route), CARD, key="k1")
    assert isinstance(said, Undeliverable)
    [gone] = bot.told
    assert isinstance(gone, Gone)
    assert gone.person == bot.person(ana)
    ana.person.app = "yes"
    assert isinstance(await bot.platform.send(bot.person(ana, route), CARD, key="k2"), Sent)


async def test_a_bot_that_an_administrator_switched_off_loses_nobody(bot: Bot, ana: Colleague) -> None:
    bot.teams.app.disabled = True
    assert isinstance(await bot.platform.send(bot.person(ana), CARD, key="k1"), Undeliverable)
    assert bot.told == []


async def test_a_loss_that_cannot_be_kept_just_now_is_no_trouble(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    ana.person.app, bot.busy = "blocked", True
    assert isinstance(await bot.platform.send(bot.person(ana), CARD, key="k1"), Undeliverable)


async def test_a_message_whose_id_is_not_told_is_unknown(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    await bot.platform.send(bot.person(ana), CARD, key="k1")
    teams.faults.put("send", Refuse(201, ""))
    assert isinstance(await bot.platform.send(bot.person(ana), CARD, key="k2"), Unknown)


# ── Where nothing can be delivered, and looking up ──


async def test_another_tenant_is_none_of_ours(teams: FakeTeams, bot: Bot, room: Room, ana: Colleague) -> None:
    for to in (bot.room(room), bot.person(ana)):
        there = replace(to, workspace="another")
        assert isinstance(await bot.platform.send(there, CARD, key="k1"), Undeliverable)
        assert isinstance(await bot.platform.edit(Message(there, "1"), CARD), Undeliverable)
    assert teams.calls() == []


async def test_a_card_that_no_message_holds_never_leaves(teams: FakeTeams, bot: Bot, room: Room) -> None:
    much = Card("Much", buttons=tuple(Button(Action.WORTH_IT, "Worth sharing", f"{n:026}") for n in range(600)))
    assert isinstance(await bot.platform.send(bot.room(room), much, key="k1"), Undeliverable)
    assert isinstance(await bot.platform.edit(Message(bot.room(room), "1"), much), Undeliverable)
    assert teams.calls() == []


async def test_nothing_can_be_looked_up(teams: FakeTeams, bot: Bot, room: Room, ana: Colleague) -> None:
    for to in (bot.room(room), bot.person(ana)):
        assert await bot.platform.find(to, "k1") == CannotTell()
    assert teams.calls() == []


# ── Pages and people ──


async def test_an_own_page_is_drawn_anew_where_it_stands_and_nowhere_else(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    await bot.platform.page(bot.person(ana), PAGE)
    assert teams.calls() == [], "nobody knows of a page of theirs"
    sent = await bot.platform.send(bot.person(ana), CARD, key="k1")
    assert isinstance(sent, Sent)
    bot.platform.page_stands(bot.person(ana), sent.message.id)
    await bot.platform.page(bot.person(ana), PAGE)
    [page] = teams.messages(ana)
    assert "All that is yours." in str(page.card)
    await bot.platform.page(bot.person(ana), PAGE)
    assert len(teams.calls("update")) == 1, "it shows that already"
    other = replace(PAGE, intro="More is yours.")
    teams.faults.put("update", Limited("3"))
    with pytest.raises(NotTold):
        await bot.platform.page(bot.person(ana), other)
    page.deleted = True
    for _ in range(2):
        await bot.platform.page(bot.person(ana), other)
    assert len(teams.calls("update")) == 3, "it is gone, and let be"


async def test_an_own_page_that_was_asked_for_stands_in_its_message_from_then_on(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    off = Button(Action.ANSWERS_OFF, "Do not write to me here")
    asked = Card(PAGE.title, whole=PAGE, language="en", buttons=(off,))
    await bot.platform.send(bot.person(ana), asked, key="k1")
    [message] = teams.messages(ana)
    assert "Do not write to me here" in str(message.card)
    await bot.platform.page(bot.person(ana), replace(PAGE, intro="More is yours."))
    [message] = teams.messages(ana)
    assert "More is yours." in str(message.card)


async def test_the_chat_their_page_stands_in_is_not_asked_for_again_when_they_do_something_elsewhere(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    sent = await bot.platform.send(bot.person(ana), CARD, key="k1")
    assert isinstance(sent, Sent)
    fresh = Bot(bot.one)
    fresh.platform.page_stands(sent.message.where, sent.message.id)
    await fresh.platform.page(bot.person(ana, Route(bot.url)), PAGE)
    assert [len(teams.calls(one)) for one in ("create", "send", "update")] == [1, 1, 1]


async def test_whoever_was_just_heard_is_known_by_what_they_did(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    bot.platform.met(bot.person(ana), Profile("Ana", "Europe/Lisbon", "pt"))
    assert await bot.platform.profile(bot.person(ana)) == Profile("Ana", "Europe/Lisbon", "pt")
    assert teams.calls() == []


async def test_of_whoever_was_not_heard_teams_tells_the_name(teams: FakeTeams, bot: Bot, ana: Colleague) -> None:
    assert await bot.platform.profile(bot.person(ana)) == Profile("Ana")
    assert teams.messages(ana) == []


async def test_nobody_is_not_there(bot: Bot) -> None:
    assert not (await bot.platform.profile(bot.us.person("nobody"))).active


async def test_a_teams_that_does_not_answer_is_an_oserror_as_the_bot_expects(
    teams: FakeTeams, bot: Bot, ana: Colleague
) -> None:
    teams.faults.put("member", Refuse(500, "ServiceError"))
    with pytest.raises(OSError, match="ServiceError"):
        await bot.platform.profile(bot.person(ana))
    ana.person.app = "blocked"
    with pytest.raises(OSError, match="MessageWritesBlocked"):
        await bot.platform.profile(bot.person(ana))
