"""What any connector promises, whichever library it stands on (docs/decisions.md, "What takes the SDK's place").

Whoever takes the place of ours is one more line in CONNECTORS, and keeps all of it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import aiohttp
import pytest
import structlog

from adapters.teams import show
from adapters.teams.connector import Connector, thread
from adapters.teams.hear import Channel
from adapters.teams.tokens import YOUNG
from adapters.troubles import MENDED_WITHIN, SOON, NotTold, Trouble
from bot.app import free_port
from bot.chat.cards import Card
from bot.ports import Later, Undeliverable, Unknown
from tests.adapters.teams.outgoing import HURRIED, Make, Speaking, ours, speaking
from tests.fakes.teams import Broken, Cut, FakeTeams, Hang, Limited, Refuse, Room

CONNECTORS: dict[str, Make] = {"ours": ours}

CARD = show.message(Card("Rust & <!channel>", "Two years in the kernel."), room=True)
OTHER = show.message(Card("Quite other words"), room=True)


@pytest.fixture(params=CONNECTORS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def one(name: str) -> AsyncIterator[Speaking]:
    async with speaking(CONNECTORS[name]) as made:
        yield made


@pytest.fixture
def room(one: Speaking) -> Room:
    return one.teams.general(one.teams.team("Everyone", one.teams.person("ana")))


def post(one: Speaking, room: Room, *, hurried: bool = False) -> Coroutine[Any, Any, Any]:
    """Begin a thread there."""
    connector = one.hurried if hurried else one.connector
    return connector.post(one.url, room.id, CARD, bot=one.teams.app.bot)


async def chat(one: Speaking, name: str = "ana") -> str:
    """Somebody's chat with the bot."""
    app, ana = one.teams.app, one.teams.person(name)
    return await one.connector.open_chat(one.url, ana.person.aad, bot=app.bot, tenant=app.tenant)


async def told(asked: Coroutine[Any, Any, Any]) -> Trouble:
    """What whoever asks is told, where it was not done."""
    with pytest.raises(NotTold) as refused:
        await asked
    return refused.value.trouble


# ── What stands afterwards ──


async def test_what_is_posted_begins_a_thread_that_stands_there_once(one: Speaking, room: Room) -> None:
    posted = await post(one, room)
    [message] = one.teams.messages(room)
    assert (message.id, message.thread) == (posted.id, posted.conversation)
    assert posted.conversation == thread(room.id, posted.id)
    assert message.card == CARD["attachments"][0]["content"]
    assert (message.text, message.summary) == ("", CARD["summary"])


async def test_what_is_sent_stands_once_in_the_conversation_and_has_an_id(one: Speaking) -> None:
    conversation = await chat(one)
    id_ = await one.connector.send(one.url, conversation, CARD)
    assert [each.id for each in one.teams.world.messages] == [id_]


async def test_a_chat_is_the_same_whenever_it_is_asked_for(one: Speaking) -> None:
    app, ana = one.teams.app, one.teams.person("ana")
    ids = [ana.person.aad, ana.person.id]
    chats = [await one.connector.open_chat(one.url, id_, bot=app.bot, tenant=app.tenant) for id_ in ids]
    assert len(set(chats)) == 1
    assert one.teams.messages(ana) == [], "nobody is told of it"


async def test_a_message_can_be_put_in_the_place_of_another_and_taken_away(one: Speaking, room: Room) -> None:
    posted = await post(one, room)
    for _ in range(2):
        await one.connector.update(one.url, posted.conversation, posted.id, OTHER)
    [message] = one.teams.messages(room)
    assert message.card == OTHER["attachments"][0]["content"]
    await one.connector.delete(one.url, posted.conversation, posted.id)
    assert one.teams.messages(room) == []


async def test_the_channels_of_a_team_are_told_with_their_kinds(one: Speaking, room: Room) -> None:
    one.teams.app.channel_kinds = frozenset({"standard", "shared"})
    assert room.team is not None
    kitchen = one.teams.channel("Kitchen", room.team)
    shared = one.teams.channel("With others", room.team, kind="shared")
    assert await one.connector.channels(one.url, room.team.id) == (
        Channel(room.id),
        Channel(kitchen.id, "Kitchen"),
        Channel(shared.id, "With others", "shared"),
    )


async def test_somebody_is_found_by_their_id_in_entra(one: Speaking, room: Room) -> None:
    [ana] = one.teams.world.people.values()
    assert (await one.connector.member(one.url, room.id, ana.aad))["givenName"] == "Ana"
    assert isinstance(await told(one.connector.member(one.url, room.id, "nobody")), Undeliverable)


# ── What is said where nothing stands, or nobody knows ──

OUTCOMES: dict[str, tuple[Any, Trouble | type[Trouble], int]] = {
    "403 blocked": (Refuse(403, "MessageWritesBlocked"), Undeliverable, 0),
    "403 blocked by them": (Refuse(403, "ConversationBlockedByUser"), Undeliverable, 0),
    "403 not there": (Refuse(403, "BotNotInConversationRoster"), Undeliverable, 0),
    "403 by an admin": (Refuse(403, "BotDisabledByAdmin"), Undeliverable, 0),
    "400": (Refuse(400, "BadSyntax"), Undeliverable, 0),
    "404": (Refuse(404, "ConversationNotFound"), Undeliverable, 0),
    "413": (Refuse(413, "MessageSizeTooBig"), Undeliverable, 0),
    "412": (Limited("2", 412), Later(2), 0),
    "429": (Limited("7"), Later(7), 0),
    "429 without a time": (Limited(None), Later(30), 0),
    "503 with a time": (Limited("3", 503), Later(3), 0),
    "503 without": (Limited(None, 503), Unknown, 0),
    "408": (Refuse(408, "RequestTimeout"), Unknown, 0),
    "500": (Refuse(500, "ServiceError"), Unknown, 0),
    "502 in HTML": (Broken(status=502), Unknown, 0),
    "502 in HTML, and it stands": (Broken(True, 502), Unknown, 1),
    "504": (Broken(status=504), Unknown, 0),
    "cut": (Cut(done=False), Unknown, 0),
    "cut, and it stands": (Cut(), Unknown, 1),
    "hangs": (Hang("never"), Unknown, 0),
    "hangs, and it stands": (Hang("first"), Unknown, 1),
}


@pytest.mark.parametrize("becomes", OUTCOMES)
async def test_what_became_of_a_message_is_said_and_is_true_and_it_is_never_repeated(
    one: Speaking, room: Room, becomes: str
) -> None:
    fault, outcome, stands = OUTCOMES[becomes]
    one.teams.faults.put("create", fault)
    trouble = await told(post(one, room, hurried=isinstance(fault, Hang)))
    assert trouble == outcome or type(trouble) is outcome
    assert len(one.teams.messages(room)) == stands
    assert len(one.teams.calls("create")) == 1


async def test_of_an_update_the_same_is_said_and_it_can_be_made_again(one: Speaking, room: Room) -> None:
    posted = await post(one, room)
    for fault in (Broken(True, 502), Hang("first"), Limited("7")):  # HTTP itself repeats a PUT that was cut
        one.teams.faults.put("update", fault)
        connector = one.hurried if isinstance(fault, Hang) else one.connector
        trouble = await told(connector.update(one.url, posted.conversation, posted.id, OTHER))
        assert type(trouble) is (Later if isinstance(fault, Limited) else Unknown)
    await one.connector.update(one.url, posted.conversation, posted.id, OTHER)
    assert len(one.teams.messages(room)) == 1


async def test_two_conversations_refused_at_once_are_refused_by_what_all_share(one: Speaking, room: Room) -> None:
    other = one.teams.channel("Kitchen", room.team) if room.team else room
    one.teams.faults.put("create", Limited("60"), times=3)
    assert [await told(post(one, where)) for where in (room, room, other)] == [
        Later(60),
        Later(60),
        Later(60, everywhere=True),
    ]


async def test_a_connection_that_is_never_made_is_surely_no_message(one: Speaking, name: str) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    connector = CONNECTORS[name](one.session, one.tokens, nobody, HURRIED)
    assert await told(connector.post(f"{nobody}/emea/", "19:room", CARD, bot="28:b")) == Later(SOON)


async def test_whoever_stops_waiting_is_not_kept(one: Speaking, room: Room) -> None:
    one.teams.faults.put("create", Hang("first"))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await post(one, room)
    assert len(one.teams.messages(room)) == 1


async def test_an_answer_without_end_is_not_read_to_its_end(one: Speaking, room: Room) -> None:
    one.teams.faults.put("channels", Refuse(200, "x" * 2_000_000))
    assert isinstance(await told(one.connector.channels(one.url, room.id)), Unknown)


async def test_what_is_answered_without_an_id_is_not_taken_for_one(one: Speaking) -> None:
    conversation = await chat(one)
    both = {**CARD, "text": "beside a card"}
    assert await one.connector.send(one.url, conversation, both) == ""


# ── The token ──


async def test_five_hundred_messages_cost_one_token(one: Speaking) -> None:
    conversation = await chat(one)
    said = {"type": "message", "text": "Hello"}
    ids = await asyncio.gather(*(one.connector.send(one.url, conversation, said) for _ in range(500)))
    assert len(set(ids)) == 500
    assert len(one.teams.calls("token")) == 1


async def test_a_token_that_is_refused_is_replaced_once_since_nothing_was_done(one: Speaking, room: Room) -> None:
    await post(one, room)
    one.seconds[0] += YOUNG
    one.teams.entra.revoke()
    await post(one, room)
    assert len(one.teams.messages(room)) == 2
    assert len(one.teams.calls("token")) == 2


async def test_a_bot_that_is_let_in_with_no_token_waits_and_asks_for_no_more_of_them(one: Speaking, room: Room) -> None:
    await one.tokens.get()
    one.seconds[0] += YOUNG
    one.teams.faults.put("create", Refuse(401, "Unauthorized"), times=5)
    for _ in range(3):
        assert await told(post(one, room)) == Later(MENDED_WITHIN, everywhere=True)
    assert len(one.teams.calls("token")) == 2
    assert len(one.teams.calls("create")) == 4
    assert one.teams.messages(room) == []


# ── Where a token goes ──

FOREIGN = (
    "https://smba.trafficmanager.net.elsewhere.example/teams/",
    "https://elsewhere.trafficmanager.net/teams/",
    "https://smba.trafficmanager.net@elsewhere.example/teams/",
    "https://smba.trafficmanager.net:444/teams/",
    "http://smba.trafficmanager.net/teams/",
    "https:smba.trafficmanager.net/teams/",
    "file:///etc/hosts",
    "//smba.trafficmanager.net/teams/",
    "",
)


@pytest.mark.parametrize("url", FOREIGN)
async def test_a_foreign_address_is_refused_before_a_token_is_fetched(one: Speaking, room: Room, url: str) -> None:
    asks: tuple[Callable[[], Coroutine[Any, Any, Any]], ...] = (
        lambda: one.connector.post(url, room.id, CARD, bot="28:b"),
        lambda: one.connector.send(url, room.id, CARD),
        lambda: one.connector.update(url, room.id, "1", CARD),
        lambda: one.connector.delete(url, room.id, "1"),
        lambda: one.connector.open_chat(url, "ana", bot="28:b", tenant="t"),
        lambda: one.connector.channels(url, room.id),
        lambda: one.connector.member(url, room.id, "ana"),
    )
    for ask in asks:
        assert isinstance(await told(ask()), Undeliverable)
    assert one.teams.calls() == []


async def test_a_foreign_server_never_sees_a_token_nor_does_one_that_is_led_to(one: Speaking, room: Room) -> None:
    async with FakeTeams() as elsewhere:
        assert isinstance(await told(one.connector.send(elsewhere.service_url, room.id, CARD)), Undeliverable)
        leads_there = {"Location": elsewhere.service_url}
        one.teams.faults.put("send", Refuse(307, "Moved", leads_there))
        assert isinstance(await told(one.connector.send(one.url, room.id, CARD)), Unknown)
        assert elsewhere.calls() == []


@pytest.mark.parametrize(
    "url",
    [
        "https://smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net/emea/aaaaaaaa-0000-4000-8000-000000000001/",
        "https://SMBA.trafficmanager.net/amer",
        "https://smba.infra.gcc.teams.microsoft.com/gcc",
        "https://smba.infra.gov.teams.microsoft.us/gcch",
    ],
)
async def test_microsofts_addresses_may_be_reached(one: Speaking, url: str) -> None:
    assert one.connector.may_reach(url)


async def test_without_a_token_this_machine_may_be_reached_and_with_one_it_may_not(one: Speaking) -> None:
    async with aiohttp.ClientSession() as session:
        alone = Connector(session, None)
        for url in ("http://localhost:56150/_connector", "http://127.0.0.1:56150/_connector", "http://[::1]:1/"):
            assert alone.may_reach(url)
            assert not one.connector.may_reach(url)
        for url in ("http://localhost.evil.example/", "http://10.0.0.1/", "//localhost", "localhost", "http://", ""):
            assert not alone.may_reach(url)


async def test_what_stands_behind_a_strange_host_is_for_no_log(one: Speaking) -> None:
    with structlog.testing.capture_logs() as lines:
        for url in ("https://smba.example/emea/somebodys-id/", "no address of somebodys-id"):
            assert isinstance(await told(one.connector.send(url, "a:1", CARD)), Undeliverable)
    assert [line["detail"] for line in lines] == ["https://smba.example", "no address at all"]


async def test_an_id_leads_nowhere_but_to_what_it_names(one: Speaking) -> None:
    await told(one.connector.send(one.url, "a/../../b?c#d", CARD))
    [call] = one.teams.calls("send")
    assert call.conversation == "a/../../b?c#d"
