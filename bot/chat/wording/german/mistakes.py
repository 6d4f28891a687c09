"""Mistakes in forms, kindly."""

from bot.chat.wording.english import mistakes as english
from bot.chat.wording.german.speaking import number


class Mistakes(english.Mistakes):
    """Each function says one thing."""

    def field_missing(self) -> str:
        """A required field is empty."""
        return "Bitte fülle das aus."

    def field_too_long(self, most: int, now: int) -> str:
        """A field has too many characters."""
        return f"Bitte höchstens {number(most)} Zeichen; gerade sind es {number(now)}."

    def field_not_offered(self) -> str:
        """A choice that was not among the options."""
        return "Bitte wähle eine der angebotenen Möglichkeiten."

    def field_not_a_link(self) -> str:
        """A link field without a web link."""
        return "Hierher gehört ein Link ins Web, zum Beispiel https://example.org/page"
