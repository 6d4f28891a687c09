"""Looking around for the rooms the bot is in, and once more where Slack did not say: at its limit, say, or cut off."""

import asyncio
from functools import partial

from adapters.slack.listener import Listener
from bot.beside import Beside

TRIES = 6
"""So often it is looked again, each time after twice as long; then at the next start, or when a socket is back."""


class Looking:
    """Beside whatever else is done; at most one look waits for each workspace."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._ended = False

    def begin(self, listener: Listener, *, again: int = 0) -> asyncio.Task[None]:
        """Look around in this listener's workspace now. `again`: how often that was tried before."""
        self._wait_no_more(listener.workspace.us.team)
        return self._beside.begin(self._look(listener, again))

    def end(self) -> None:
        """No look begins any more."""
        self._ended = True
        for team in list(self._waiting):
            self._wait_no_more(team)

    async def _look(self, listener: Listener, again: int) -> None:
        seconds = await listener.look_around()
        if seconds is None or again == TRIES or self._ended:
            return
        team = listener.workspace.us.team
        self._wait_no_more(team)
        later = partial(self.begin, listener, again=again + 1)
        self._waiting[team] = asyncio.get_running_loop().call_later(seconds * 2**again, later)

    def _wait_no_more(self, team: str) -> None:
        waiting = self._waiting.pop(team, None)
        if waiting is not None:
            waiting.cancel()
