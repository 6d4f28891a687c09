"""What a deed at the desk is: an event of a steward, and who they are."""

from collections.abc import Callable

from bot.chat.events import Pressed, Submitted
from bot.chat.here import Here
from bot.chat.replies import Reply
from bot.domain.people import Person

Press = Callable[[Pressed, Person, Here], Reply]
Send = Callable[[Submitted, Person, Here], Reply]
