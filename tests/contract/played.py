"""What stages have in common behind which the bot is a process of its own: its clock, and who stands in between."""

from datetime import datetime, timedelta

from bot.chat.addresses import Address
from tests.contract.company import Company
from tests.contract.naive import Eavesdropping
from tests.contract.stage import BERLIN, JOBS, Stage


class PlayedStage(Stage):
    """One test's people and rooms in a company that it shares with others."""

    def __init__(self, name: str, here: Company) -> None:
        super().__init__()
        self.name, self.here = name, here
        self.feeds, self.store = here.feeds, here.store
        self.number = here.plays
        here.plays += 1
        self._naive = ""

    async def begins(self) -> None:
        """It is a Tuesday at 10:00, long after the cards of the last play are over."""
        if self.number:
            local = self.now.astimezone(BERLIN).replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=15)
            tuesday = local + timedelta(days=(1 - local.weekday()) % 7)
            await self.here.told(forward=(tuesday - self.now).total_seconds(), jobs=["tidy"])

    async def ends(self) -> None:
        """The adapter is itself again."""
        if self._naive:
            await self.be()

    @property
    def now(self) -> datetime:
        return self.here.clock.now()

    async def later(self, **much: float) -> None:
        await self.here.told(forward=timedelta(**much).total_seconds(), jobs=JOBS)

    async def be(self, naive: str = "") -> None:
        self._naive = naive
        await self.here.told(be=naive)

    async def overheard(self, who: str, room: str, message: str, **said: str) -> None:
        """An adapter that listens would tell of this. `who`, `room`, `message`: their ids on the platform."""
        if self._naive == Eavesdropping.__name__:
            person, place = (Address(self.here.platform, self.here.workspace, one) for one in (who, room))
            where = {"person": _told(person), "room": _told(place)}
            await self.here.told(hear={"key": message, "message": message, **where, **said})


def _told(address: Address) -> dict[str, str]:
    return {"platform": address.platform, "workspace": address.workspace, "id": address.id}
