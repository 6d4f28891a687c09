"""How a method says no."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A method refuses: `{"ok": false, "error": …}` with HTTP 200, as Slack does."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        """`messages` become `response_metadata.messages`; `more` are further fields of the answer."""
        super().__init__(error)
        self.error = error
        self.messages: Sequence[str] = messages
        self.more = more

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
        return body
