"""What Slack's events become; and what is not for us becomes nothing, with nothing of it kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from adapters.reading import Malformed
from adapters.slack import hear
from adapters.slack.reading import Us
from bot.chat.addresses import Message
from bot.chat.events import Asked, Event, Gone, Joined, Known, Left, Opened, Profile, Reacted, Renamed, Uninstalled
from bot.domain.items import AnswerKind
from bot.settings.models import Reactions
from tests.adapters.hostile import can_be_kept, spoilt
from tests.adapters.slack import bodies
from tests.adapters.slack.bodies import ANA, CARD, DM, ROOM, THEIRS, US
from tests.store.making import NOW

AT = datetime(2026, 12, 3, 12, 0, 3, 100, tzinfo=UTC)
OPEN = Us(US.team, US.user, shared=True)
SHARED = {"is_ext_shared_channel": True}


def heard(body: object, us: Us = US) -> Event | None:
    return hear.event(body, us, now=NOW)


# ── Reactions ──


def test_a_reaction_on_a_card_is_heard_and_so_is_taking_it_back() -> None:
    added, removed = heard(bodies.reaction()), heard(bodies.reaction(kind="reaction_removed"))
    assert added == Reacted("Ev0001", AT, US.person(ANA), Message(US.room(ROOM), CARD), "👍", added=True)
    assert isinstance(removed, Reacted)
    assert not removed.added


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("+1", AnswerKind.WORTH_IT),
        ("thumbsup", AnswerKind.WORTH_IT),
        ("+1::skin-tone-4", AnswerKind.WORTH_IT),
        ("raising_hand", AnswerKind.WOULD_SHARE),
        ("woman-raising-hand::skin-tone-2", AnswerKind.WOULD_SHARE),
        ("man-raising-hand", AnswerKind.WOULD_SHARE),
        ("writing_hand", AnswerKind.DRAFT),
        ("black_right_pointing_double_triangle_with_vertical_bar", AnswerKind.SCROLL_PAST),
        ("bookmark", AnswerKind.SAVE),
        ("tada", None),
        ("our-own-logo", None),
    ],
)
def test_slacks_names_of_emoji_are_the_answers_app_yaml_maps_whatever_the_skin_tone(
    name: str, kind: AnswerKind | None
) -> None:
    reacted = heard(bodies.reaction(name))
    assert isinstance(reacted, Reacted)
    assert Reactions().kind(reacted.emoji) is kind


def test_an_emoji_that_a_workspace_made_keeps_its_name() -> None:
    reacted = heard(bodies.reaction("our-own-logo::skin-tone-2"))
    assert isinstance(reacted, Reacted)
    assert reacted.emoji == "our-own-logo"


def test_a_reaction_in_private_stands_with_the_person() -> None:
    item = {"type": "message", "channel": DM, "ts": CARD}
    reacted = heard(bodies.reaction(item=item))
    assert isinstance(reacted, Reacted)
    assert reacted.message == Message(US.person(ANA), CARD)
    assert reacted.person.route == DM


@pytest.mark.parametrize(
    "more",
    [
        {"item_user": "U0BEN"},
        {"item_user": None},
        {"user": US.user},
        {"item": {"type": "file", "file": "F1"}},
    ],
    ids=["on somebody's message", "on a webhook's", "our own", "on a file"],
)
def test_a_reaction_that_is_not_for_us_is_nothing(more: dict[str, Any]) -> None:
    assert heard(bodies.reaction(**more)) is None


# ── Words ──


def test_a_private_message_is_words_and_the_answer_leaves_later() -> None:
    asked = heard(bodies.said("find &lt;3 <https://a.example/x?a=1&amp;b=2|a.example/x> it <@U0BEN|ben> says :tada:"))
    assert asked == Asked(
        "Ev0001", AT, US.person(ANA), "find <3 https://a.example/x?a=1&b=2 it @ben says 🎉", later=True
    )
    assert asked.person.route == DM


def test_a_reply_in_a_thread_and_a_picture_with_words_are_words_too() -> None:
    for more in ({"thread_ts": "1796299100.000100"}, {"subtype": "file_share", "files": [{}]}):
        assert isinstance(heard(bodies.said("help", **more)), Asked)


@pytest.mark.parametrize(
    "more",
    [
        {"subtype": "message_changed", "message": {"text": "x"}, "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "bot_message", "bot_id": "B1"},
        {"bot_id": "B1"},
        {"user": US.user},
        {"user": "USLACKBOT"},
        {"user_team": THEIRS},
        {"channel_type": "channel"},
        {"channel_type": "group"},
        {"channel_type": "mpim"},
    ],
    ids=str,
)
def test_what_nobody_of_ours_says_to_the_bot_is_nothing(more: dict[str, Any]) -> None:
    assert heard(bodies.said("help", **more)) is None


def test_who_addresses_the_bot_in_a_room_asks_there_without_the_mention() -> None:
    asked = heard(bodies.mention(f"<@{US.user}> find <https://a.example/x> since <#C1|general> asks <@U0BEN>"))
    assert asked == Asked(
        "Ev0001", AT, US.person(ANA), "find https://a.example/x since #general asks", US.room(ROOM), later=True
    )


def test_a_mention_by_a_bot_or_in_private_is_nothing() -> None:
    assert heard(bodies.mention("help", bot_id="B1")) is None
    assert heard(bodies.mention("help", channel=DM)) is None


# ── Rooms ──


def test_the_bot_is_invited_and_slack_does_not_say_what_the_room_is_called() -> None:
    body = bodies.event("member_joined_channel", user=US.user, channel=ROOM, channel_type="C", team=US.team)
    assert heard(body) == Joined("Ev0001", AT, US.room(ROOM), "")


@pytest.mark.parametrize("kind", ["member_joined_channel", "member_left_channel"])
def test_who_else_comes_and_goes_is_nothing(kind: str) -> None:
    assert heard(bodies.event(kind, user=ANA, channel=ROOM)) is None


@pytest.mark.parametrize(
    "kind",
    ["channel_left", "group_left", "channel_archive", "group_archive", "channel_deleted", "group_deleted"],
)
def test_a_room_that_is_no_more_is_left(kind: str) -> None:
    assert heard(bodies.event(kind, channel=ROOM, user=ANA)) == Left("Ev0001", AT, US.room(ROOM))


def test_the_bot_that_is_taken_out_has_left() -> None:
    assert isinstance(heard(bodies.event("member_left_channel", user=US.user, channel=ROOM)), Left)


@pytest.mark.parametrize("kind", ["channel_rename", "group_rename"])
def test_a_room_gets_another_name(kind: str) -> None:
    body = bodies.event(kind, channel={"id": ROOM, "name": "builders", "created": 1})
    assert heard(body) == Renamed("Ev0001", AT, US.room(ROOM), "builders", kind == "group_rename")


def test_a_room_shared_with_another_company_is_none_unless_app_yaml_says_so() -> None:
    invited = bodies.event("member_joined_channel", user=US.user, channel=ROOM, outer=SHARED)
    renamed = bodies.event("channel_rename", channel={"id": ROOM, "name": "general"}, outer=SHARED)
    assert heard(invited) is None
    for body in (bodies.reaction(outer=SHARED), bodies.mention("help", outer=SHARED), renamed):
        assert isinstance(heard(body), Left)
        assert not isinstance(heard(body, OPEN), Left | None)
    assert isinstance(heard(invited, OPEN), Joined)
    assert heard(bodies.reaction(item={"type": "message", "channel": DM, "ts": CARD}, outer=SHARED)) is None
    opened = bodies.event("channel_shared", channel=ROOM, connected_team_id=THEIRS, outer=SHARED)
    assert heard(opened) == Left("Ev0001", AT, US.room(ROOM))
    assert heard(opened, OPEN) is None
    assert isinstance(heard(bodies.event("channel_left", channel=ROOM, outer=SHARED)), Left)


@pytest.mark.parametrize("kind", ["channel_unarchive", "group_unarchive", "channel_unshared"])
def test_a_room_that_is_open_again_may_be_one_of_ours(kind: str) -> None:
    body = bodies.event(kind, channel=ROOM)
    assert heard(body) == Joined("Ev0001", AT, US.room(ROOM), "")


def test_a_room_that_others_still_share_is_none() -> None:
    body = bodies.event("channel_unshared", channel=ROOM, is_ext_shared=True)
    assert heard(body) is None
    assert isinstance(heard(body, OPEN), Joined)


def test_people_of_another_company_are_not_heard_even_where_rooms_are_shared() -> None:
    assert heard(bodies.mention("help", user_team=THEIRS, outer=SHARED), OPEN) is None


# ── People and the workspace ──


def test_a_changed_profile_is_told_with_first_name_zone_and_language() -> None:
    told = heard(bodies.event("user_change", user=bodies.user()))
    assert told == Known("Ev0001", AT, US.person(ANA), Profile("Ana", "Europe/Lisbon", "pt"))


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ({"profile": {"first_name": "Ana Rita"}}, "Ana Rita"),
        ({"profile": {"display_name": "Ana P"}}, "Ana"),
        ({"profile": {"real_name": "Ana Prado"}}, "Ana"),
        ({"profile": {}}, "Ana"),
        ({"profile": None}, "Ana"),
        ({"profile": None, "real_name": None}, ""),
    ],
)
def test_a_first_name_is_found_where_there_is_one(more: dict[str, Any], name: str) -> None:
    assert hear.profile(bodies.user(**more)).name == name


def test_a_profile_with_nothing_in_it_is_one_too() -> None:
    assert hear.profile({}) == Profile("")


def test_who_is_deactivated_is_gone() -> None:
    assert heard(bodies.event("user_change", user=bodies.user(deleted=True))) == Gone("Ev0001", AT, US.person(ANA))


@pytest.mark.parametrize("more", [{"is_bot": True}, {"is_stranger": True}, {"team_id": THEIRS}, {"id": "USLACKBOT"}])
def test_bots_and_strangers_are_nobody_of_ours(more: dict[str, Any]) -> None:
    assert heard(bodies.event("user_change", user=bodies.user(**more))) is None


def test_a_colleague_of_a_whole_organisation_is_one_of_ours() -> None:
    user = bodies.user(team_id="E1", enterprise_user={"teams": [US.team]})
    assert isinstance(heard(bodies.event("user_change", user=user)), Known)


def test_the_own_page_is_opened_and_other_tabs_are_not_it() -> None:
    opened = heard(bodies.event("app_home_opened", user=ANA, channel=DM, tab="home"))
    assert opened == Opened("Ev0001", AT, US.person(ANA))
    assert heard(bodies.event("app_home_opened", user=ANA, channel=DM, tab="messages")) is None


def test_a_workspace_that_removes_the_bot_or_its_token_is_heard() -> None:
    gone = Uninstalled("Ev0001", AT, "slack", US.team)
    assert heard(bodies.event("app_uninstalled")) == gone
    assert heard(bodies.event("tokens_revoked", tokens={"oauth": [], "bot": [US.user]})) == gone
    assert heard(bodies.event("tokens_revoked", tokens={"oauth": [ANA]})) is None


# ── Whatever else comes ──


def test_the_workspace_is_the_one_that_was_authorized() -> None:
    assert hear.team(bodies.reaction()) == US.team
    assert hear.team(bodies.reaction(outer={"team_id": THEIRS})) == US.team
    assert hear.team(bodies.reaction(outer={"authorizations": None})) == US.team
    organisation = [{"team_id": None, "is_enterprise_install": True}]
    assert hear.team(bodies.reaction(outer={"authorizations": organisation})) == US.team


def test_an_event_nobody_listens_to_is_nothing() -> None:
    assert heard(bodies.event("team_join", user=bodies.user())) is None


def test_an_event_without_a_time_happened_when_it_was_heard() -> None:
    for missing in (None, "soon", "9" * 40, 1796299203, "-1"):
        told = heard(bodies.event("app_uninstalled", event_ts=missing))
        assert told is not None
        assert told.at == NOW


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "not an object"),
        ({"type": "dance"}, "no event of Slack's"),
        ({"type": "event_callback"}, "“event” is not an object"),
        (bodies.reaction(outer={"event_id": None}), "“event_id” is missing"),
        (bodies.reaction(user=7), "“user” is missing"),
        (bodies.reaction(item={"type": "message", "channel": ROOM, "ts": "x"}), "“ts” is missing"),
        (bodies.said("x" * 50_000), "at most 40000 are read"),
        (bodies.event("channel_left", channel={"id": ROOM}), "“channel” is missing"),
    ],
)
def test_what_makes_no_sense_is_malformed_in_words(body: object, words: str) -> None:
    with pytest.raises(Malformed) as refused:
        heard(body)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200, "it does not repeat what was sent"


EXAMPLES = [
    bodies.reaction(),
    bodies.said("find <https://a.example/x>"),
    bodies.mention(f"<@{US.user}> help"),
    bodies.event("app_home_opened", user=ANA, channel=DM, tab="home"),
    bodies.event("member_joined_channel", user=US.user, channel=ROOM),
    bodies.event("channel_rename", channel={"id": ROOM, "name": "builders"}),
    bodies.event("user_change", user=bodies.user()),
    bodies.event("tokens_revoked", tokens={"bot": [US.user]}),
]


def test_control_half_a_character_in_an_event_would_be_noticed() -> None:
    for text in ("\ud800", "a\0b"):
        with pytest.raises((UnicodeEncodeError, AssertionError)):
            can_be_kept(Renamed("Ev0001", AT, US.room(ROOM), text))


@given(spoilt(EXAMPLES))
def test_anything_in_any_place_is_an_event_nothing_or_malformed(body: Any) -> None:
    for read in (heard, hear.team):
        try:
            can_be_kept(read(body))
        except Malformed as malformed:
            str(malformed).encode()


def test_a_room_of_which_slack_does_not_say_whether_it_is_private_may_be_so() -> None:
    assert [hear.is_secret(room) for room in ({}, {"is_private": None}, {"is_private": True})] == [True] * 3
    assert not hear.is_secret({"is_private": False})
