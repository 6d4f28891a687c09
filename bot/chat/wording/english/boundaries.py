"""Boundaries: what a person does not want. Only they ever read these texts."""

from collections.abc import Sequence

from bot.chat.wording.english.names import Names
from bot.chat.wording.english.speaking import listed
from bot.domain.people import Boundary, Weekday


class Boundaries(Names):
    """Each function says one thing."""

    def boundaries_title(self) -> str:
        """A form and a section."""
        return "Boundaries"

    def boundaries_intro(self) -> str:
        """A form."""
        return "Only you see this. I keep to it everywhere, and to anybody else it looks like a plain no."

    def never_days_question(self) -> str:
        """A field."""
        return "Never on these days"

    def never_days_hint(self) -> str:
        """A field's hint."""
        return "Nothing comes then that you did not just ask for."

    def weekday(self, day: Weekday) -> str:
        """A day of the week."""
        return {
            Weekday.MON: "Monday",
            Weekday.TUE: "Tuesday",
            Weekday.WED: "Wednesday",
            Weekday.THU: "Thursday",
            Weekday.FRI: "Friday",
            Weekday.SAT: "Saturday",
            Weekday.SUN: "Sunday",
        }[day]

    def boundaries_question(self) -> str:
        """A field."""
        return "What do you not want?"

    def boundary(self, boundary: Boundary) -> str:
        """A choice, in the words of whoever makes it."""
        return {
            Boundary.NO_PHOTOS: "No photos: a story with a picture never names me",
            Boundary.NO_FAMILY: "No questions about family",
            Boundary.NO_FAITH: "No questions about faith",
            Boundary.NO_POLITICS: "No questions about politics",
        }[boundary]

    def boundaries_hint(self) -> str:
        """A field's hint."""
        return "No nudge is about these either. A card you press yourself still opens."

    def not_about_question(self) -> str:
        """A field."""
        return "What shall nudges not be about?"

    def not_about_hint(self) -> str:
        """A field's hint."""
        return "The same choice as “topics”, from the other side."

    def apart_unpicks(self) -> str:
        """A field's hint."""
        return "This is a complete answer, too. Networks you picked before are then not picked any more."

    def boundaries_now(
        self, days: Sequence[Weekday], boundaries: Sequence[Boundary], topics: Sequence[str], apart: bool
    ) -> str:
        """What a person chose."""
        themes = {Boundary.NO_FAMILY: "family", Boundary.NO_FAITH: "faith", Boundary.NO_POLITICS: "politics"}
        closed = [theme for boundary, theme in themes.items() if boundary in boundaries]
        named = f"On {listed([self.weekday(day) for day in days])}"
        when = "On no day" if len(days) == len(Weekday) else named
        what = "does anything come that" if len(days) == len(Weekday) else "nothing comes that"
        said = (
            f"{when} {what} you did not just ask for." if days else "",
            "No photos: a story with a picture never names you." if Boundary.NO_PHOTOS in boundaries else "",
            f"No questions about {listed(closed, 'or')}." if closed else "",
            f"No nudges about {listed(topics, 'or')} alone." if topics else "",
            "Work and social stay apart." if apart else "",
        )
        none = "You have set none. What you do not want can be said here: days, photos, questions, topics. Only you see it."
        return " ".join(filter(None, said)) or none

    def boundaries_kept(
        self,
        days: Sequence[Weekday],
        boundaries: Sequence[Boundary],
        topics: Sequence[str],
        apart: bool,
        *,
        unpicked: bool,
    ) -> str:
        """Right after choosing. `unpicked`: keeping work and social apart took networks out."""
        networks = "Your networks are not picked any more; with “networks” you can pick them again." if unpicked else ""
        return " ".join(filter(None, ("Kept.", self.boundaries_now(days, boundaries, topics, apart), networks)))

    def choose_boundaries(self) -> str:
        """A button."""
        return "Set boundaries"

    def not_named_with_photos(self) -> str:
        """A yes to being named beside a picture, by somebody who wants no photos."""
        return "You told me: no photos. So your name will not stand in it, and nobody is told why; “boundaries” changes that."
