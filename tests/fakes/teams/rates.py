"""Teams' rate limits, by the table of the sheet: per conversation in four windows, and globally per second."""

from tests.fakes.windows import Windows

PER_CONVERSATION = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""Messages sent, and conversations created, by one bot in one conversation."""

MEMBERS = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))
"""Asked for members, by one bot in one conversation."""

GLOBAL = 50
"""Requests a second, per app and tenant."""


class Rates(Windows):
    """Counts calls; see Windows. What all bots together may do in a thread is not counted: there is one bot."""

    def call(self, operation: str, conversation: str) -> str | None:
        """What `Retry-After` says, where this call is one too many; otherwise it is counted."""
        table = {"send": PER_CONVERSATION, "create": PER_CONVERSATION, "members": MEMBERS, "member": MEMBERS}
        windows = table.get(operation, ())
        own = [((operation, conversation, span), most, span) for most, span in windows]
        return self.count((("all",), GLOBAL, 1.0), *own)
