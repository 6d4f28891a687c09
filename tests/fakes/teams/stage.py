"""What acts and answers share: the world, the way to the bot, and where the fake is reached."""

from dataclasses import dataclass
from typing import Any

from tests.fakes.teams import shapes
from tests.fakes.teams.courier import Courier, Deliveries
from tests.fakes.teams.things import Json, Person, Room
from tests.fakes.teams.world import World
from tests.fakes.telling import Changes


@dataclass(eq=False)
class Stage(Changes):
    """`address`: of the server, without a slash at the end."""

    world: World
    courier: Courier
    address: str = ""

    def __post_init__(self) -> None:
        Changes.__init__(self)
        self.courier.changed = self.changed

    def service_url(self, region: str) -> str:
        """Where the bot answers to what a region brought: `https://smba.trafficmanager.net/emea/TENANT/` in life."""
        return f"{self.address}/{region}/{self.world.app.tenant}/"

    def activity(self, person: Person, room: Room, kind: str, **more: Any) -> Json:
        """An activity, with an event's id unless `id_` says which."""
        more = {"id_": self.world.event_id(), "at": self.world.clock.now(), **more}
        return shapes.activity(self.world.app, person, room, kind, service_url=self.service_url(person.region), **more)

    def event(self, person: Person, room: Room, kind: str, **more: Any) -> Deliveries:
        """Tell an event of a room."""
        return self.courier.tell(self.activity(person, room, kind, **more))
