"""Mistakes in forms, kindly."""


class Mistakes:
    """Each function says one thing."""

    def field_missing(self) -> str:
        """A required field is empty."""
        return "Please fill this in."

    def field_too_long(self, most: int, now: int) -> str:
        """A field has too many characters."""
        return f"At most {most} characters, please; these are {now}."

    def field_not_offered(self) -> str:
        """A choice that was not among the options."""
        return "Please choose one of the options."

    def field_not_a_link(self) -> str:
        """A link field without a web link."""
        return "This should be a web link, like https://example.org/page"
