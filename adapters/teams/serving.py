"""What people do in Teams: one event for the bot, its commit, and then the answer they wait for.

Nobody sends it again, so whatever goes wrong before the commit is said to the person; what goes wrong after it is a
line in the log.
"""

import asyncio

import structlog

from adapters.reading import Json, Malformed
from adapters.teams import answering, pressed
from adapters.teams.answering import NOTHING, Answer, Place, Stood
from adapters.teams.following import Following
from adapters.teams.listener import not_understood
from adapters.teams.pressed import Done
from adapters.teams.reading import PLATFORM
from adapters.teams.speaking import Speaking, chat
from adapters.troubles import NotTold
from bot.beside import Beside
from bot.chat.cards import Card
from bot.chat.events import Pressed
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
        self,
        speaking: Speaking,
        following: Following,
        *,
        receive: Receive,
        recall: Recall,
        clock: Clock,
        beside: Beside,
    ) -> None:
        self._speaking = speaking
        self._following = following
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
            with self._following.doing(body, event):
                reply = await self._receive(event)
        except Malformed:
            not_understood(body)
            answer = answering.kindly(words.not_understood(), at, words)
        except Busy:
            answer = answering.kindly(words.busy(), at, words)
        except Exception as trouble:  # noqa: BLE001 - nothing was done, and nobody sends it again: the person is told
            log.error("event_failed", platform=PLATFORM, error=type(trouble).__name__)
            answer = answering.kindly(words.busy(), at, words)
        else:
            answer = _rendered(reply, at, words, await self._standing(event, at, reply))
            await self._beside.in_time(self._follow(answer, at, body, event, reply), seconds=ANSWERED_WITHIN)
            return answer.body
        await asyncio.wait({self._beside.begin(self._sent(answer, at, body))}, timeout=ANSWERED_WITHIN)
        return answer.body

    def late(self, body: Json) -> Said:
        """What is said where it takes longer than Teams waits. It goes on; pressed again, it is not done twice."""
        words = self._speaking.words(body)
        try:
            return answering.kindly(words.busy(), answering.place(body), words).body
        except Malformed:
            return None

    async def _standing(self, event: Done, at: Place, reply: Reply | None) -> Card | None:
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

    async def _follow(self, answer: Answer, at: Place, body: Json, event: Done, reply: Reply | None) -> None:
        """The messages of an answer; then, beside, the person's own page is made as true as what they just did."""
        stands = await self._sent(answer, at, body)
        page = stands if isinstance(reply, ShowPage) else at.message if at.page else ""
        if page:
            self._speaking.platform.page_stands(event.person, page)
        self._beside.begin(self._following.ends(body, event, redraw=not isinstance(reply, ShowPage)))

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
