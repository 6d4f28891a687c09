"""What Teams said of a call, as the port's results. Pure: no call is made here.

Microsoft advises to repeat 412, 429, 502, 503 and 504 (bots, "rate limit"). A message has no key by which Teams would
know it again, so what may have had its effect is Unknown here; delivery draws edits anew by itself, since those may be.
"""

from collections.abc import Mapping

from adapters.reading import Json, maybe
from adapters.troubles import MENDED_WITHIN, SOON, Trouble, asked_to_wait, broken_off
from bot.ports import Later, Undeliverable, Unknown

NOWHERE = "ConversationNotFound"

WHY: Mapping[str, str] = {
    "ActivityNotFoundInConversation": "that message is no longer there",
    "BotDisabledByAdmin": "an administrator of Teams has switched the bot off",
    "BotNotInConversationRoster": "the bot is not in that conversation",
    "ConversationBlockedByUser": "they do not want to hear from the bot",
    NOWHERE: "there is no such conversation",
    "InvalidBotApiHost": "that conversation is reached at another address of Teams",
    "MemberNotFoundInConversation": "nobody there has that id",
    "MessageSizeTooBig": "the card is longer than Teams takes",
    "MessageWritesBlocked": "nothing may be written in that conversation",
}
"""What will never be delivered, in plain words. An error of any other name was an answer as well: nothing happened."""

REFUSED: Mapping[int, str] = {
    400: "Teams does not take the card as it is made",
    404: "there is no such conversation, or no such message",
    413: "the card is longer than Teams takes",
}
"""What some statuses say by themselves, whatever stands beside them."""

PERSON_IS_LOST = frozenset({"BotNotInConversationRoster", "ConversationBlockedByUser", "MessageWritesBlocked"})
"""Said of somebody's own chat, these mean that they took the bot away or blocked it, which Teams may not have told."""

PERSON_IS_NONE = frozenset({"BotNotInConversationRoster", "MemberNotFoundInConversation"})
ROOM_IS_LOST = frozenset({"BotNotInConversationRoster", NOWHERE})
"""Said of a room where something new is posted; of a message in it, the second means that the message is no more."""

LONGEST_NAME = 60
"""Characters of an error's name that are kept, and that the log may have: whatever stands between may say anything."""

TOKEN = "Unauthorized"  # noqa: S105
"""What we call it that Teams lets nobody in with our token, which it says in words of its own."""


def answered(status: int, error: str, headers: Mapping[str, str]) -> Trouble:
    """What became of a call that was answered by a status that is no success. `error`: what Teams named it, if it did.

    Whether all are meant by a 429, or one conversation, is not said; whoever calls knows how many were refused.
    """
    if status in (412, 429) or (status == 503 and "retry-after" in {name.lower() for name in headers}):
        return Later(asked_to_wait(headers, SOON) if status == 412 else asked_to_wait(headers))
    if status == 401:  # nothing is wrong with the message: somebody has to let the bot in
        return Later(MENDED_WITHIN, everywhere=True)
    if status == 408 or status >= 500:
        return Unknown("Teams had trouble of its own")
    if error in WHY or status in REFUSED:
        return Undeliverable(WHY.get(error) or REFUSED[status])
    if 400 <= status < 500 and error:
        return Undeliverable(f"Teams refused it: {error}")
    return Unknown("what Teams answered made no sense")  # or whoever stands between: none of it is in Teams' words


def failed(problem: Exception) -> Trouble:
    """What a call that raised this came to."""
    return broken_off(problem, "Teams")


def named(body: Json) -> str:
    """What Teams named the error in its answer; empty where it did not."""
    code = maybe(body, "error").get("code")
    return code[:LONGEST_NAME] if isinstance(code, str) else ""
