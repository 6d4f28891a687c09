"""What people do in Teams: one event for the bot, its commit, and then the answer they wait for.

Nobody sends it again, so whatever goes wrong before the commit is said to the person; what goes wrong after it is a
line in the log.
"""

import asyncio
import uuid

import structlog

from adapters.reading import Json, Malformed
from adapters.teams import answering, pressed
from adapters.teams.answering import NOTHING, Answer, Place, Stood
from adapters.teams.listener import not_understood
from adapters.teams.meeting import Meeting
from adapters.teams.reading import PLATFORM
from adapters.teams.speaking import Speaking, chat
from adapters.troubles import NotTold
from bot.beside import Beside
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.events import Event, Opened, Pressed
from bot.chat.replies import Reply, ShowPage, Whisper
from bot.chat.wording import Words
from bot.ports import Busy, Clock, Recall, Receive

log = structlog.get_logger()

LOOKS_WITHIN = 0.5
"""Seconds the store has to say how a card stands; the answer comes without it else."""

ANSWERED_WITHIN = 1.0
"""Seconds messages have to leave before an activity is answered; they go on beside."""

Said = Json | None
"""What is said in answer to an invoke itself."""


class Serving:
    """Answers people of one tenant."""

    def __init__(
        self, speaking: Speaking, meeting: Meeting, *, receive: Receive, recall: Recall, clock: Clock, beside: Beside
    ) -> None:
        self._speaking = speaking
        self._meeting = meeting
        self._receive = receive
        self._recall = recall
        self._clock = clock
        self._beside = beside

    async def done(self, body: Json) -> Said:
        """What is said in answer to what somebody did; messages are sent beside it."""
        try:
            at = answering.place(body)
        except Malformed:
            not_understood(body)
            return None
        words = self._speaking.words(body)
        try:
            event = pressed.event(body, self._speaking.us, now=self._clock.now())
            if event is None:
                return None
            self._meeting.begins(body, event)
            reply = await self._receive(event)
        except Malformed:
            not_understood(body)
            answer = answering.kindly(words.not_understood(), at)
        except Busy:
            answer = answering.kindly(words.busy(), at)
        except Exception as trouble:  # noqa: BLE001 - nothing was done, and nobody sends it again: the person is told
            log.error("event_failed", platform=PLATFORM, error=type(trouble).__name__)
            answer = answering.kindly(words.busy(), at)
        else:
            answer = _rendered(reply, at, words, await self._standing(event, at, reply))
            await self._beside.in_time(self._follow(answer, at, body, event, reply), seconds=ANSWERED_WITHIN)
            return answer.body
        await self._beside.in_time(self._sent(answer, at, body), seconds=ANSWERED_WITHIN)
        return answer.body

    def late(self, body: Json) -> Said:
        """What is said where it takes longer than Teams waits. It goes on; pressed again, it is not done twice."""
        try:
            return answering.kindly(self._speaking.words(body).busy(), answering.place(body)).body
        except Malformed:
            return None

    async def _standing(self, event: Event, at: Place, reply: Reply | None) -> Card | None:
        """The card that was pressed in a room, as it stands now: it is shown once more, with the answer below."""
        in_a_room = at.stood is Stood.CARD and not at.ours and isinstance(reply, Whisper)
        if not in_a_room or not isinstance(event, Pressed) or event.message is None:
            return None
        try:
            async with asyncio.timeout(LOOKS_WITHIN):
                return await self._recall.card(event.message)
        except Exception as trouble:  # noqa: BLE001 - what is done is done: the answer comes without the card
            log.warning("card_not_read", platform=PLATFORM, error=type(trouble).__name__)
            return None

    async def _follow(self, answer: Answer, at: Place, body: Json, event: Event, reply: Reply | None) -> None:
        """The messages of an answer; then the person's own page is as true as what they just did."""
        person: Address = event.person  # type: ignore[union-attr] - people do these, and nobody else
        message = await self._sent(answer, at, body)
        if isinstance(reply, ShowPage):
            if message:
                self._speaking.platform.page_stands(person, message)
        else:
            if at.page and at.message:
                self._speaking.platform.page_stands(person, at.message)
            await self._redraw_page(person)
        await self._meeting.ends(body, event)

    async def _redraw_page(self, person: Address) -> None:
        """The own page as it is now, where it stands in their chat."""
        platform = self._speaking.platform
        if not platform.page_is_shown(person):
            return
        async with platform.turn(person):
            shown = await self._receive(Opened(f"again:{uuid.uuid4().hex}", self._clock.now(), person))
            if isinstance(shown, ShowPage):
                await platform.show_page(person, shown.page)

    async def _sent(self, answer: Answer, at: Place, body: Json) -> str:
        """What an answer sends; the id of the message that shows it. Where that fails, the log says so."""
        try:
            id_ = await self._speaking.say(chat(body), answer.messages) if answer.messages else ""
            if answer.instead is not None:
                there = chat(body)
                await self._speaking.connector.update(there.url, there.id, at.message, answer.instead)
                id_ = at.message
        except NotTold as not_done:
            log.warning("answer_refused", platform=PLATFORM, error=not_done.error or "no answer")
            return ""
        return id_


def _rendered(reply: Reply | None, at: Place, words: Words, standing: Card | None) -> Answer:
    try:
        return answering.answer(reply, at, words, standing=standing)
    except Exception as mistake:  # noqa: BLE001 - what is done is done: no error for Teams, whatever is wrong with the words
        log.error("answer_not_drawn", platform=PLATFORM, error=type(mistake).__name__)
        return NOTHING
