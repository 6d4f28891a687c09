"""Stopping everything and going on, and cards of which nobody knows whether they arrived."""

from bot.chat.wording.english.stopping import Stopping as English


class Stopping(English):
    """Each function says one thing."""

    def stop_all(self) -> str:
        """A button."""
        return "Alles anhalten"

    def go_on(self) -> str:
        """A button."""
        return "Alles weitergehen lassen"

    def stopped_now(self) -> str:
        """Right after stopping."""
        return "Alles ist angehalten: Keine Karte und keine Anregung geht hinaus, auch keine, die schon wartet. Antworten auf das, was jemand tut, kommen weiter."

    def goes_on_now(self) -> str:
        """Right after going on."""
        return "Alles geht weiter. Was gewartet hat, geht hinaus, wenn es noch stimmt; was alt geworden ist, nicht."

    def not_stopped(self) -> str:
        """Going on where nothing was stopped."""
        return "Es ist nichts angehalten."

    def desk_parked(self) -> str:
        """A button."""
        return "Unklare Karten"

    def parked_title(self) -> str:
        """Cards of unknown fate."""
        return "Sind diese Karten angekommen?"

    def parked_text(self) -> str:
        """Cards of unknown fate."""
        return "Der Chat hat es nicht gesagt. Sieh bitte im Raum nach: Ist eine Karte da, sag es; wenn nicht, kann sie noch einmal hinaus."

    def parked_none(self) -> str:
        """Cards of unknown fate: there are none."""
        return "Keine Karte ist unklar."

    def parked_line(self, number: int, title: str, room: str) -> str:
        """One of them."""
        return f"{number}. „{title}“ in {room}"

    def post_again(self, number: int) -> str:
        """A button."""
        return f"{number}: noch einmal stellen"

    def is_there(self, number: int) -> str:
        """A button."""
        return f"{number}: ist da"

    def not_parked(self) -> str:
        """A press that came second."""
        return "Das hat schon jemand beantwortet."

    def posted_again(self) -> str:
        """Right after posting again."""
        return "Sie geht noch einmal hinaus, wenn sie noch stimmt."

    def found_there(self) -> str:
        """Right after saying that it is there."""
        return "Gut, sie ist da. Bis jemand einen Knopf auf ihr anklickt, weiß ich nicht, wo genau: Emoji auf ihr zählen nicht, und spätere Änderungen erreichen sie nicht."
