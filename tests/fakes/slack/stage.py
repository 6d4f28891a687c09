"""What acts and answers share: the world, who is told of what happens, and where the fake is reached."""

from dataclasses import dataclass

from tests.fakes.slack.events import Events
from tests.fakes.slack.telling.courier import Courier
from tests.fakes.slack.world import World
from tests.fakes.telling import Changes


@dataclass(eq=False)
class Stage(Changes):
    """`address`: of the server, without a slash at the end."""

    world: World
    courier: Courier
    events: Events
    address: str = ""

    def __post_init__(self) -> None:
        Changes.__init__(self)
        self.courier.changed = self.changed

    def response_url(self, id_: str) -> str:
        """The address of a response_url."""
        return f"{self.address}/actions/{id_}"
