"""Stopping everything and going on, and cards of which nobody knows whether they arrived."""


class Stopping:
    """Each function says one thing."""

    def stop_all(self) -> str:
        """A button."""
        return "Stop everything"

    def go_on(self) -> str:
        """A button."""
        return "Let everything go on"

    def stopped_now(self) -> str:
        """Right after stopping."""
        return "Everything is stopped: no card and no nudge leaves, not even one that waits already. People still get answers to what they do."

    def goes_on_now(self) -> str:
        """Right after going on."""
        return "Everything goes on. What waited leaves if it is still true; what became old does not."

    def not_stopped(self) -> str:
        """Going on where nothing was stopped."""
        return "Nothing is stopped."

    def desk_parked(self) -> str:
        """A button."""
        return "Cards in doubt"

    def parked_title(self) -> str:
        """Cards of unknown fate."""
        return "Did these cards arrive?"

    def parked_text(self) -> str:
        """Cards of unknown fate."""
        return "The chat did not say. Please look in the room: if a card is there, say so; if not, it can go once more."

    def parked_none(self) -> str:
        """Cards of unknown fate: there are none."""
        return "No card is in doubt."

    def parked_line(self, number: int, title: str, room: str) -> str:
        """One of them."""
        return f"{number}. “{title}” in {room}"

    def post_again(self, number: int) -> str:
        """A button."""
        return f"{number}: send it again"

    def is_there(self, number: int) -> str:
        """A button."""
        return f"{number}: it is there"

    def not_parked(self) -> str:
        """A press that came second."""
        return "Somebody has answered that already."

    def posted_again(self) -> str:
        """Right after posting again."""
        return "It goes once more, if it is still true."

    def found_there(self) -> str:
        """Right after saying that it is there."""
        return "Noted: it is there. Until somebody presses a button on it, I do not know where exactly: emoji on it do not count, and later changes do not reach it."
