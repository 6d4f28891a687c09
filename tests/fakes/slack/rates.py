"""Slack's rate limits: per method and workspace by tier, and about one message a second per channel."""

from tests.fakes.windows import Windows

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute by tier, each of them a "+"."""

BURST = 5
"""What is tolerated beyond that (general: "a small amount of burst behavior")."""

IN_CHANNEL = 3
"""Messages a channel takes at once before it is one a second (general)."""

PER_WORKSPACE = 300
"""Messages a minute in a workspace: "several hundred"."""


class Rates(Windows):
    """Counts calls; see Windows. `per_workspace`: messages a minute."""

    per_workspace = PER_WORKSPACE

    def method(self, method: str, tier: int, workspace: str) -> str | None:
        """What `Retry-After` says, where this call is one too many; otherwise it is counted."""
        return self.count(((method, workspace), PER_MINUTE[tier] + BURST, 60.0))

    def message(self, channel: str, workspace: str) -> str | None:
        """The same for a message into a channel."""
        in_channel = (("message", channel), IN_CHANNEL, float(IN_CHANNEL))
        return self.count(in_channel, (("messages", workspace), self.per_workspace, 60.0))
