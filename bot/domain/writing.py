"""A draft as it is kept: whose it is, which questions it came from, and its words."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.addresses import Message
from bot.domain.drafts import Answers
from bot.domain.networks import Network


@dataclass(frozen=True, slots=True)
class Writing:
    """A person's draft about an item. `text` is empty until they answered; `asked` are the angles it had, newest last.

    `edited`: the words are no longer as arranged, so arranging otherwise would lose something and is not offered.
    """

    id: str
    person_id: str
    item_id: str
    asked: tuple[str, ...]
    network: Network | None = None
    answers: Answers | None = None
    workplace: bool = False
    variant: int = 0
    text: str = ""
    edited: bool = False
    message: Message | None = None

    @property
    def angle(self) -> str:
        """The angle it starts from now."""
        return self.asked[-1]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder a person set for a draft of theirs."""

    id: str
    person_id: str
    draft_id: str
    due: datetime
