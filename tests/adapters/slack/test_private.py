"""A private conversation is begun once; at its limit others wait, and a token that is refused is no limit."""

from dataclasses import dataclass

import pytest

from adapters.reading import Json
from adapters.slack.private import Conversations
from adapters.troubles import NotTold
from bot.chat.addresses import Address
from bot.ports import Later

ANA, BEN = (Address("slack", "T1", who) for who in ("U1", "U2"))


@dataclass
class Refusing:
    """Slack, which refuses in this way."""

    error: str
    asked: int = 0

    async def __call__(self, who: str) -> Json:
        """Begin a conversation."""
        self.asked += 1
        raise NotTold(Later(300, everywhere=True), self.error)


@pytest.mark.parametrize(("error", "everywhere", "asked"), [("invalid_auth", True, 2), ("ratelimited", False, 1)])
async def test_a_refused_token_is_for_all_and_a_limit_for_new_conversations_alone(
    error: str, everywhere: bool, asked: int
) -> None:
    slack = Refusing(error)
    conversations = Conversations(slack)
    for who in (ANA, BEN):
        with pytest.raises(NotTold) as refused:
            await conversations.of(who)
        assert isinstance(refused.value.trouble, Later)
        assert refused.value.trouble.everywhere is everywhere
    assert slack.asked == asked
