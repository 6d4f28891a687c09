"""What Teams tells: words, reactions, rooms. One event after another for the bot, and its commit.

Nothing that fails after the commit becomes an error: what is done already would be told once more.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace

import structlog

from adapters.briefly import Briefly
from adapters.late import DONE
from adapters.reading import Json, Malformed
from adapters.teams import hear, pressed, show
from adapters.teams.following import Following
from adapters.teams.hear import Channel, Refused
from adapters.teams.reading import PLATFORM, Kind, key, service_url, where, who
from adapters.teams.route import unpack
from adapters.teams.speaking import Chat, Speaking, chat
from adapters.troubles import CURELESS, NotTold
from bot.beside import Beside
from bot.chat.addresses import Address
from bot.chat.cards import Card
from bot.chat.events import Asked, Event, Reacted
from bot.chat.private_cards import off_switch
from bot.chat.replies import Whisper
from bot.domain.people import Private
from bot.ports import Clock, Recall, Receive, Undeliverable

log = structlog.get_logger()

ASK_WITHIN = 1.0
"""Seconds Teams has to say which channels a team has, or to begin a chat."""


class Listener:
    """Hears for one tenant."""

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
        self._us = speaking.us
        self._receive = receive
        self._recall = recall
        self._clock = clock
        self._beside = beside
        self._refused: Briefly[None] = Briefly()

    async def told(self, body: Json) -> bool:
        """Whether it is done, or will never be: what was not taken is to be told again."""
        try:
            for event in await self._events(body):
                if isinstance(event, Asked) and self._following.late.is_too_late(event):
                    self._beside.begin(
                        _quietly(self._in_private(event.person, self._speaking.words(body).busy(), body))
                    )
                    continue
                with self._following.doing(body, event):
                    reply = await self._receive(event)
                if isinstance(event, DONE):  # a task costs more than all else that is done for a reaction here
                    self._beside.begin(self._following.ends(body, event))
                if isinstance(event, Reacted) and isinstance(reply, Whisper) and reply.body:
                    self._beside.begin(_quietly(self._in_private(event.person, reply.body, body)))
        except Malformed:
            not_understood(body)
        except CURELESS as mistake:
            log.error("event_failed", platform=PLATFORM, error=type(mistake).__name__)
        except Exception as trouble:  # noqa: BLE001 - a store that is away, say: it may come again
            log.warning("event_not_taken", platform=PLATFORM, error=type(trouble).__name__)
            self._following.late.not_taken(key(body))
            return False
        return True

    async def _events(self, body: Json) -> Sequence[Event]:
        """All that is told, with what has to be asked for it first. Raises Malformed, NotTold, TimeoutError, Busy."""
        joins, leaves = hear.joins_team(body), hear.leaves_team(body, self._us)
        try:
            channels = await self._channels(body, joins) if joins else ()
        except NotTold as trouble:
            if not isinstance(trouble.trouble, Undeliverable):
                raise
            log.warning("team_not_ours", platform=PLATFORM, error=trouble.error)  # it was taken out again meanwhile
            return ()
        rooms = await self._rooms_of(leaves) if leaves else ()
        refused = hear.refused(body, self._us, channels=channels)
        if refused is not None:
            self._beside.begin(_quietly(self._refuse(refused, body)))
        events = hear.events(body, self._us, now=self._clock.now(), channels=channels, rooms=rooms)
        heard = [await self._with_a_way(one, body) if isinstance(one, Asked) else one for one in events]
        return [*await self._found(body), *heard] if heard else heard

    # ── Rooms ──

    async def _channels(self, body: Json, team: str) -> Sequence[Channel]:
        """The channels of a team. Where Teams does not say, nobody knows yet which of them is to be a room."""
        async with asyncio.timeout(ASK_WITHIN):
            return await self._speaking.connector.channels(service_url(body), team)

    async def _rooms_of(self, team: str) -> Sequence[Address]:
        """The rooms we have, or had, in a team."""
        known = await self._recall.rooms(PLATFORM, self._us.tenant)
        return [room for room in known if room.id == team or unpack(room.route).team == team]

    async def _found(self, body: Json) -> Sequence[Event]:
        """The rooms of a team that nobody told us of, the bot being away when it was put in; of others nothing."""
        team = hear.speaks_in_team(body, self._us)
        if team is None or await self._rooms_of(team):
            return ()
        try:
            channels = await self._channels(body, team)
        except (NotTold, TimeoutError) as trouble:  # whoever speaks next brings them
            log.warning("rooms_not_told", platform=PLATFORM, error=str(trouble))
            return ()
        return hear.found(body, self._us, now=self._clock.now(), channels=channels)

    async def _refuse(self, refused: Refused, body: Json) -> None:
        """A kind line to whoever asked the bot in, once for the same thing told.

        Where they cannot be reached, or do not want to be, at the place all of the team see.
        """
        said, mark = self._speaking.words(body).not_in_private_rooms(), key(body)
        if mark in self._refused:
            return
        self._refused.put(mark, None)
        asker = who(body, self._us, private=False)
        try:
            if asker is not None and await self._in_private(asker, said, body):
                return
        except NotTold as not_said:
            log.warning("answer_refused", platform=PLATFORM, error=not_said.error or "no answer")
        if body.get("type") == "installationUpdate":
            await self._speaking.say(Chat(service_url(body), refused.team.id), show.said(said))

    # ── In private ──

    async def _in_private(self, person: Address, said: str | Card, body: Json) -> bool:
        """Nothing that one person alone sees can be said in a room, so it is said in their own chat; whether it was.

        Raises NotTold.
        """
        if not await self._recall.wants_answers(person):
            return False
        card = said if isinstance(said, Card) else Card("", said)
        switch = off_switch(Private.ANSWER, self._speaking.words(body))
        await self._speaking.whisper(body, show.messages(replace(card, buttons=(*card.buttons, switch))))
        return True

    # ── Words ──

    async def _with_a_way(self, asked: Asked, body: Json) -> Asked:
        """Who speaks to us in a room is answered in private: the way there is looked for first, and kept."""
        if where(body).kind is Kind.PERSONAL:
            return asked
        try:
            async with asyncio.timeout(ASK_WITHIN):
                return replace(asked, person=await self._speaking.way_to(asked.person, body))
        except (NotTold, TimeoutError) as trouble:
            if isinstance(trouble, NotTold) and isinstance(trouble.trouble, Undeliverable):  # they would wait in vain
                line = show.said(self._speaking.words(body).answers_in_private())
                self._beside.begin(_quietly(self._speaking.say(chat(body), line)))
            return asked


async def _quietly(saying: Awaitable[object]) -> None:
    """What is said beside what was heard: nobody waits for it, and where it cannot be said, the log says so."""
    try:
        await saying
    except NotTold as not_done:
        log.warning("answer_refused", platform=PLATFORM, error=not_done.error or "no answer")
    except Malformed:  # what was heard says too little of who said it, or of where
        log.warning("answer_refused", platform=PLATFORM, error="nowhere to say it")


def not_understood(body: Json) -> None:
    """What kind of thing it was, if it is one of Teams'; never what stood in it."""
    kind = body.get("name") if body.get("type") == "invoke" else body.get("type")
    known = isinstance(kind, str) and kind in {*hear.HEARD, *pressed.DONE}
    log.warning("teams_made_no_sense", platform=PLATFORM, detail=kind if known else "unknown")
