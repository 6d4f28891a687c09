"""What Slack said of a call, or did not say, as the port's results. Pure: no call is made here."""

from collections.abc import Mapping

from slack_sdk.errors import SlackApiError

from adapters.troubles import (
    MENDED_WITHIN,
    WAIT_UNSAID,
    Trouble,
    asked_to_wait,
    broken_off,
)
from bot.ports import Later, Undeliverable, Unknown

TOO_MANY = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})

MAYBE = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Slack broke while it was at it: what was asked for may have happened all the same."""

TOKEN = frozenset(
    {
        "access_denied", "accesslimited", "account_inactive", "ekm_access_denied", "enterprise_is_restricted",
        "invalid_auth", "missing_scope", "no_permission", "not_allowed_token_type", "not_authed", "org_login_required",
        "team_access_not_granted", "team_added_to_org", "token_expired", "token_revoked", "two_factor_setup_required",
    }
)  # fmt: skip
"""Nothing is wrong with the message: Slack does not let the bot in, until somebody mends that."""

WHY: Mapping[str, str] = {
    "cannot_dm_bot": "Slack lets no bot write to a bot",
    "cant_update_message": "that message is not the bot's own",
    "channel_not_found": "there is no such room, or the bot is not in it",
    "edit_window_closed": "Slack lets nobody change that message any more",
    "invalid_blocks": "Slack does not take the card as it is made",
    "invalid_blocks_format": "Slack does not take the card as it is made",
    "is_archived": "the room or the conversation is closed",
    "is_inactive": "the room or the conversation is closed",
    "message_not_found": "that message is no longer there",
    "msg_blocks_too_long": "the card is longer than Slack takes",
    "msg_too_long": "the card is longer than Slack takes",
    "not_in_channel": "the bot is not in that room",
    "restricted_action": "the workspace does not let the bot write there",
    "user_disabled": "their account has ended",
    "user_not_found": "nobody in this workspace has that id",
    "user_not_visible": "the bot may not see that person",
}
"""What will never be delivered, in plain words. An error of any other name was an answer as well: nothing happened."""

ROOM_IS_LOST = frozenset({"channel_not_found", "is_archived", "not_in_channel"})
"""Said of a room, these mean that the bot is no longer there; Slack does not always tell so by itself."""

PERSON_IS_NONE = frozenset({"user_not_found", "user_not_visible", "user_disabled"})


def failed(problem: Exception) -> Trouble:
    """What a call that raised this came to."""
    return _answered(problem) if isinstance(problem, SlackApiError) else broken_off(problem, "Slack")


def error_of(problem: Exception) -> str:
    """The name of the error in Slack's own answer; empty where there is none."""
    data = getattr(problem.response, "data", None) if isinstance(problem, SlackApiError) else None
    error = data.get("error") if isinstance(data, dict) else None
    return error if isinstance(error, str) else ""


def refused(error: str) -> Trouble:
    """What became of a call that Slack answered with an error of this name."""
    if error in TOO_MANY:
        return Later(WAIT_UNSAID, everywhere=True)
    if error in TOKEN:
        return Later(MENDED_WITHIN, everywhere=True)
    if error in MAYBE:
        return Unknown("Slack had trouble of its own")
    return Undeliverable(WHY.get(error, f"Slack refused it: {error[:60]}"))


def _answered(problem: SlackApiError) -> Trouble:
    response = problem.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    if status == 429:
        return Later(asked_to_wait(getattr(response, "headers", None)), everywhere=True)
    error = error_of(problem)
    if error and not (isinstance(status, int) and (status == 408 or status >= 500)):
        return refused(error)
    return Unknown("Slack had trouble of its own")
