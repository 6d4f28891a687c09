"""A person in Slack, with all they can do."""

from tests.fakes.slack.acts.filling import Filling
from tests.fakes.slack.acts.pressing import Pressing
from tests.fakes.slack.acts.talking import Talking


class Colleague(Talking, Pressing, Filling):
    """Does what a person does. What is an event can be awaited until the bot took it; the rest is awaited anyway."""

    @property
    def mention(self) -> str:
        """How a message names them."""
        return f"<@{self.id}>"
