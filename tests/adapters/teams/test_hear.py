"""What Teams tells becomes events; and what is not for us becomes nothing, with nothing of it kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings

from adapters.reading import Malformed
from adapters.teams import hear
from adapters.teams.hear import Channel, Refused
from adapters.teams.reading import Us, profile, service_url, tenant
from adapters.teams.route import Route, unpack
from bot.chat.addresses import Message
from bot.chat.events import Asked, Event, Gone, Joined, Left, Profile, Reacted, Renamed
from bot.domain.items import AnswerKind
from bot.settings.models import Reactions
from tests.adapters.hostile import can_be_kept, spoilt
from tests.adapters.teams import activities
from tests.adapters.teams.activities import (
    ANA,
    ANA_HERE,
    BEN,
    BOT,
    CARD,
    CHAT,
    KITCHEN,
    ROOM,
    SERVICE,
    TEAM,
    TENANT,
    THEIRS,
    US,
)
from tests.store.making import NOW

AT = datetime(2026, 12, 3, 12, 0, 3, 123_000, tzinfo=UTC)
CHANNELS = (
    Channel(TEAM),
    Channel(ROOM, "Engineering"),
    Channel(KITCHEN, "Kitchen"),
    Channel("19:b", "Board", "private"),
)


def heard(body: object, us: Us = US, **more: Any) -> tuple[Event, ...]:
    return hear.events(body, us, now=NOW, **more)


def one(body: object, **more: Any) -> Event:
    (event,) = heard(body, **more)
    return event


# ── Words ──


def test_a_private_message_is_words_and_the_answer_leaves_later() -> None:
    asked = one(activities.said("find https://a.example/?a=1&amp;copy=2 &lt;3&nbsp;why"))
    assert asked == Asked(
        f"{CHAT}:1796299203123", AT, US.person(ANA), "find https://a.example/?a=1&copy=2 <3 why", later=True, whole=True
    )
    assert unpack(asked.person.route) == Route(SERVICE, CHAT, ANA_HERE)


def test_who_addresses_the_bot_in_a_channel_asks_there_without_the_mention() -> None:
    body = activities.mention(
        "<at>Share</at>&nbsp;find https://example.org/Share-your-data Share it with <at>Ben</at>",
        others=(("<at>Ben</at>", "29:ben"),),
    )
    words = "find https://example.org/Share-your-data Share it with @Ben"
    assert one(body) == Asked(
        f"{ROOM};messageid={CARD}:1796299203123", AT, US.person(ANA), words, US.room(ROOM), True, True
    )
    assert isinstance(asked := one(body), Asked)
    assert asked.person.route == "", "a channel is no way to a person"


def test_control_the_sdk_would_cut_the_name_out_of_a_link() -> None:
    naive = "find https://example.org/Share-your-data".replace("Share", "")
    assert naive != "find https://example.org/Share-your-data"


def test_what_is_said_in_a_channel_and_not_to_the_bot_is_nothing() -> None:
    assert heard(activities.in_room("message", text="<at>Ben</at> lunch?")) == ()
    to_ben = [{"type": "mention", "text": "<at>Ben</at>", "mentioned": {"id": "29:ben"}}]
    assert heard(activities.in_room("message", text="<at>Ben</at> lunch?", entities=to_ben)) == ()


@pytest.mark.parametrize(
    "more",
    [
        {"from": {"id": BOT, "name": "Earshot", "aadObjectId": ANA}},
        {"from": {"id": "28:other", "role": "bot", "aadObjectId": ANA}},
        {"from": {"id": "29:1anonymous", "name": "Guest of a meeting"}},
        {"from": {"id": ANA_HERE, "aadObjectId": ANA, "tenantId": THEIRS}},
        {"value": {"anything": "a button of an older client"}},
        {"channelData": {"tenant": {"id": THEIRS}}},
    ],
    ids=["ourselves", "a bot", "nobody's account", "another tenant's", "a button", "another tenant"],
)
def test_what_nobody_of_ours_says_to_the_bot_is_nothing(more: dict[str, Any]) -> None:
    assert heard(activities.said("help", **more)) == ()


def test_a_guest_has_an_account_here_and_is_heard() -> None:
    guest = {"id": "29:1guest", "name": "Guest", "aadObjectId": BEN, "userRole": "guest"}
    assert isinstance(one(activities.said("help", **{"from": guest})), Asked)


def test_words_in_a_chat_of_several_are_said_in_no_room() -> None:
    group = {"conversationType": "groupChat", "tenantId": TENANT, "id": "19:group@thread.v2"}
    body = activities.mention("<at>Share</at> help", conversation=group, channelData={"tenant": {"id": TENANT}})
    asked = one(body)
    assert isinstance(asked, Asked)
    assert (asked.room, asked.person.route) == (None, "")


def test_a_private_channel_is_no_room() -> None:
    body = activities.mention("<at>Share</at> help")
    body["channelData"]["channel"]["type"] = "private"
    asked = one(body)
    assert isinstance(asked, Asked)
    assert asked.room is None
    assert hear.refused(body, US) == Refused(US.room(ROOM), US.room(TEAM))
    assert hear.refused(activities.mention("<at>Share</at> help"), US) is None


# ── Reactions ──


def test_reactions_on_a_card_are_heard_each_and_so_is_taking_them_back() -> None:
    events = heard(activities.reaction("like", "1f64b_happypersonraisinghand-tone2", removed=("heart",)))
    assert [(e.emoji, e.added, e.message) for e in events if isinstance(e, Reacted)] == [
        ("❤️", False, Message(US.room(ROOM), CARD)),
        ("👍", True, Message(US.room(ROOM), CARD)),
        ("🙋", True, Message(US.room(ROOM), CARD)),
    ]
    assert len({e.key for e in events}) == 3


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("like", AnswerKind.WORTH_IT),
        ("1f44d_yes-tone3", AnswerKind.WORTH_IT),
        ("1f64b_happypersonraisinghand", AnswerKind.WOULD_SHARE),
        ("270d_writinghand-tone5", AnswerKind.DRAFT),
        ("23ed_nexttrack", AnswerKind.SCROLL_PAST),
        ("1f516_bookmark", AnswerKind.SAVE),
        ("laugh", None),
        ("beef_0125de505", None),
        ("2024_party_0125de505", None),
        ("ffffff_none", None),
    ],
)
def test_teams_names_of_reactions_are_the_answers_app_yaml_maps(name: str, kind: AnswerKind | None) -> None:
    reacted = one(activities.reaction(name))
    assert isinstance(reacted, Reacted)
    assert Reactions().kind(reacted.emoji) is kind


def test_an_emoji_that_an_organisation_made_keeps_its_name() -> None:
    for name in ("our-logo_0125de505", "beef_0125de505", "2024_party_0125de505", "launching"):
        reacted = one(activities.reaction(name))
        assert isinstance(reacted, Reacted)
        assert reacted.emoji == name


def test_a_reaction_in_private_stands_with_the_person() -> None:
    body = activities.activity("messageReaction", replyToId=CARD, reactionsAdded=[{"type": "like"}])
    reacted = one(body)
    assert isinstance(reacted, Reacted)
    assert reacted.message == Message(US.person(ANA), CARD)
    assert unpack(reacted.person.route).chat == CHAT


def test_our_own_reaction_is_nothing() -> None:
    ourselves: dict[str, Any] = {"from": {"id": BOT, "aadObjectId": "x"}}
    assert heard(activities.reaction("like", **ourselves)) == ()


# ── Rooms ──


def test_the_bot_is_put_into_a_team_and_is_in_the_channel_that_was_chosen() -> None:
    body = activities.installed(chosen=ROOM)
    assert hear.joins_team(body) == TEAM
    (joined,) = heard(body, channels=CHANNELS)
    assert isinstance(joined, Joined)
    assert (joined.room, joined.name, unpack(joined.room.route)) == (
        US.room(ROOM),
        "Engineering",
        Route(SERVICE, team=TEAM),
    )


def test_without_a_choice_it_is_in_the_teams_first_channel_which_is_called_by_the_team() -> None:
    for channels in ((), CHANNELS):
        joined = one(activities.installed(), channels=channels)
        assert isinstance(joined, Joined)
        assert (joined.room, joined.name) == (US.room(TEAM), "Builders")


def test_where_app_yaml_names_channels_of_a_team_it_is_in_these_alone() -> None:
    us = Us(TENANT, BOT, frozenset({KITCHEN, ROOM, "19:elsewhere"}))
    events = heard(activities.installed(chosen=TEAM), us, channels=CHANNELS)
    assert [e.name for e in events if isinstance(e, Joined)] == ["Engineering", "Kitchen"]
    assert len({e.key for e in events}) == 2


def test_only_channels_that_app_yaml_names_may_be_known_to_all() -> None:
    """Teams does not say which teams are private."""
    named = Us(TENANT, BOT, frozenset({ROOM}))
    for us, hidden in ((named, False), (US, True)):
        put_in = heard(activities.installed(chosen=ROOM), us, channels=CHANNELS)
        back = heard(activities.updated("teamRestored"), us, channels=CHANNELS, rooms=(US.room(ROOM),))
        for joined in (*put_in, *back):
            assert isinstance(joined, Joined)
            assert joined.private is hidden
        assert (len(put_in), len(back)) == (1, 1)


def test_a_private_channel_is_refused_where_it_was_chosen_and_the_caller_learns_where_to_say_so() -> None:
    body = activities.installed(chosen="19:b")
    assert heard(body, channels=CHANNELS) == ()
    assert hear.refused(body, US, channels=CHANNELS) == Refused(US.room("19:b"), US.room(TEAM))
    unlisted = activities.installed(chosen="19:unlisted")
    assert heard(unlisted, channels=CHANNELS) == ()
    assert hear.refused(unlisted, US, channels=CHANNELS) is not None
    assert hear.refused(activities.installed(chosen=ROOM), US, channels=CHANNELS) is None
    assert hear.refused(activities.reaction("like"), US) is None
    theirs = {"conversationType": "channel", "tenantId": THEIRS, "id": "19:b"}
    assert hear.refused({**body, "conversation": theirs}, US, channels=CHANNELS) is None


def test_putting_it_in_for_a_person_or_for_everyone_tells_nobody_anything() -> None:
    for action in ("add", "add-upgrade", "remove-upgrade"):
        body = activities.activity("installationUpdate", action=action)
        assert heard(body) == ()
        assert hear.joins_team(body) is None
    assert heard(activities.installed("add-upgrade")) == ()
    welcome = activities.activity("conversationUpdate", membersAdded=[{"id": BOT}, {"id": ANA_HERE}])
    assert heard(welcome) == ()
    assert heard(activities.updated("teamMemberAdded", membersAdded=[{"id": BOT}])) == (), "it is told apart"


@pytest.mark.parametrize(
    "body",
    [
        activities.installed("remove"),
        activities.updated("teamDeleted"),
        activities.updated("teamHardDeleted"),
        activities.updated("teamArchived"),
        activities.updated("teamMemberRemoved", membersRemoved=[{"id": BOT}]),
    ],
    ids=["taken out", "deleted", "deleted for good", "archived", "removed"],
)
def test_a_team_that_is_no_more_takes_its_rooms_along(body: dict[str, Any]) -> None:
    assert hear.leaves_team(body, US) == TEAM
    rooms = (US.room(ROOM), US.room(KITCHEN))
    events = heard(body, rooms=rooms)
    assert [(type(e), e.room) for e in events if isinstance(e, Left)] == [(Left, room) for room in rooms]
    assert len({e.key for e in events}) == 2
    assert [e.room for e in heard(body) if isinstance(e, Left)] == [US.room(TEAM)], "as far as is known"


def test_a_channel_is_deleted_or_gets_another_name_and_so_does_a_team() -> None:
    assert one(activities.updated("channelDeleted")) == Left(f"{ROOM};messageid={CARD}:f:0001", AT, US.room(ROOM))
    renamed = one(activities.updated("channelRenamed", data={"channel": {"id": ROOM, "name": "Makers"}}))
    assert isinstance(renamed, Renamed)
    assert (renamed.room, renamed.name) == (US.room(ROOM), "Makers")
    team = one(activities.updated("teamRenamed", data={"team": {"id": TEAM, "name": "Makers"}}))
    assert isinstance(team, Renamed)
    assert (team.room, team.name) == (US.room(TEAM), "Makers")


@pytest.mark.parametrize("kind", ["teamUnarchived", "teamRestored", "channelRestored"])
def test_what_is_back_has_the_rooms_again_that_it_had(kind: str) -> None:
    body = activities.updated(kind)
    assert (hear.joins_team(body), hear.leaves_team(body, US)) == (TEAM, TEAM)
    events = heard(body, channels=CHANNELS, rooms=(US.room(ROOM), US.room(KITCHEN), US.room("19:b")))
    rooms = {e.room: e.name for e in events if isinstance(e, Joined)}
    engineering, kitchen = {US.room(ROOM): "Engineering"}, {US.room(KITCHEN): "Kitchen"}
    expected = engineering if kind == "channelRestored" else engineering | kitchen
    assert rooms == expected, "and no private one"
    assert heard(body, channels=CHANNELS) == (), "we were in none of its channels"


def test_a_channel_that_is_made_is_nothing() -> None:
    assert heard(activities.updated("channelCreated")) == ()
    assert hear.leaves_team(activities.updated("channelCreated"), US) is None


def test_who_else_comes_and_goes_is_nothing() -> None:
    for told in ("teamMemberAdded", "teamMemberRemoved"):
        body = activities.updated(told, membersAdded=[{"id": ANA_HERE}], membersRemoved=[{"id": ANA_HERE}])
        assert heard(body) == ()


# ── People ──


def test_a_person_who_takes_the_bot_out_is_gone() -> None:
    gone = one(activities.activity("installationUpdate", action="remove"))
    assert gone == Gone(f"{CHAT}:f:0001", AT, US.person(ANA))
    group = {"conversationType": "groupChat", "tenantId": TENANT, "id": "19:meeting_x@thread.v2"}
    assert heard(activities.activity("installationUpdate", action="remove", conversation=group)) == ()


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ana Prado", "Ana"),
        ("Prado, Ana Rita", "Ana"),
        ("Ana Prado (Guest)", "Ana"),
        ("Ana", "Ana"),
        ("(Guest)", ""),
        (None, ""),
    ],
)
def test_a_first_name_is_found_however_a_directory_spells_it(name: str | None, first: str) -> None:
    told = profile(activities.said("help", **{"from": {"name": name}}))
    assert told == Profile(first, "Europe/Lisbon", "pt")


def test_a_profile_with_nothing_in_it_is_one_too() -> None:
    assert profile({}) == Profile("")
    assert profile({"localTimezone": "Asia/Tokyo", "locale": "EN-us"}) == Profile("", "Asia/Tokyo", "en")


# ── Whatever else comes ──


def test_only_our_own_tenant_is_heard_wherever_it_is_named() -> None:
    assert tenant(activities.said("help")) == TENANT
    assert tenant(activities.said("help", channelData={})) == TENANT
    theirs = {"conversationType": "personal", "tenantId": THEIRS, "id": CHAT}
    assert heard(activities.said("help", channelData={}, conversation=theirs)) == ()
    for two in (activities.said("help", conversation=theirs), {**activities.said("help"), "channelData": _of(THEIRS)}):
        assert (tenant(two), heard(two)) == ("", ()), "what names two is neither's"
    for none in ({}, {"conversation": {"id": "x", "tenantId": 3}, "channelData": []}):
        with pytest.raises(Malformed):
            tenant(none)


def _of(tenant_: str) -> dict[str, object]:
    return {"tenant": {"id": tenant_}}


def test_what_is_no_address_is_not_noted_as_one() -> None:
    for url in ("https://smba.example/a b", "https://smba.example/\n", "ftp://smba.example/", "https://", 7, None):
        assert service_url({"serviceUrl": url}) == ""
    assert service_url({"serviceUrl": "https://smba.example/emea/"}) != ""


def test_a_channel_is_nobody_whatever_says_so() -> None:
    """Whoever has a channel's id would be answered there, before everybody."""
    sender = {**activities.said("help")["from"], "aadObjectId": "19:kitchen@thread.tacv2"}
    assert heard(activities.said("help", **{"from": sender})) == ()


def test_an_activity_nobody_listens_to_is_nothing() -> None:
    for kind in ("typing", "messageUpdate", "messageDelete", "event", "endOfConversation", "invoke", "trace"):
        assert heard(activities.activity(kind)) == ()


def test_an_activity_without_a_time_happened_when_it_was_heard() -> None:
    for missing in (None, "soon", 7, "0001-01-01T00:00:00+14:00", "2026-12-03T12:00:03"):
        assert one(activities.said("help", timestamp=missing)).at == NOW
    assert one(activities.said("help", timestamp="2026-12-03T12:00:03.1234567Z")).at.microsecond == 123_456


def test_what_comes_without_an_id_is_told_apart_by_what_it_says_and_when() -> None:
    first, again = (one(activities.said("help", id=None)).key for _ in range(2))
    later = one(activities.said("help", id=None, timestamp="2026-12-03T12:00:04Z")).key
    assert first == again != later


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "not an object"),
        ({}, "no activity"),
        ({"type": 7}, "no activity"),
        ({"type": "message"}, "“tenantId” is missing"),
        (activities.said("x" * 50_000), "at most 40000 are read"),
        (activities.activity("message", text=7), "“text” is not a text"),
        (activities.activity("message", conversation={"id": "a b", "tenantId": TENANT}), "“conversation” is missing"),
        (activities.reaction("like", replyToId=None), "“replyToId” is missing"),
        (activities.reaction(""), "no type"),
        (activities.updated("channelDeleted", data={"channel": {"id": 7}}), "“id” is missing"),
    ],
)
def test_what_makes_no_sense_is_malformed_in_words(body: object, words: str) -> None:
    with pytest.raises(Malformed) as refused:
        heard(body)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200, "it does not repeat what was sent"


EXAMPLES = [
    activities.said("find https://a.example/x"),
    activities.mention(
        "<at>Share</at> help", attachments=[{"contentType": "text/html", "content": "<a href='https://x'>y</a>"}]
    ),
    activities.reaction("like", removed=("1f440_eyes",)),
    activities.installed(chosen=ROOM),
    activities.activity("installationUpdate", action="remove"),
    activities.updated("channelRenamed", data={"channel": {"id": ROOM, "name": "Makers"}}),
    activities.updated("teamMemberRemoved", membersRemoved=[{"id": BOT}]),
]


@given(spoilt(EXAMPLES))
@settings(max_examples=80)
def test_anything_in_any_place_is_events_nothing_or_malformed(body: Any) -> None:
    for read in (
        heard,
        hear.joins_team,
        profile,
        lambda body: hear.refused(body, US),
        lambda body: hear.leaves_team(body, US),
    ):
        try:
            events = read(body)
        except Malformed as malformed:
            str(malformed).encode()
            continue
        for event in events if isinstance(events, tuple) else (events,):
            can_be_kept(event)


@pytest.mark.parametrize("noted", ["", "null", "[]", "{", '{"url": 7, "other": "x"}'])
def test_a_way_that_was_noted_at_another_time_is_none(noted: str) -> None:
    assert unpack(noted) == Route()


def test_a_way_comes_back_as_it_was_noted() -> None:
    for route in (Route(), Route(SERVICE, CHAT, ANA_HERE), Route(SERVICE, team=TEAM)):
        assert unpack(route.packed()) == route
