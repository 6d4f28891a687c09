"""Boundaries: what a person does not want. Only they ever read these texts."""

from collections.abc import Sequence

from bot.chat.wording.english import boundaries as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import DAYS, listed
from bot.domain.people import Boundary, Weekday


class Boundaries(Names, english.Boundaries):
    """Each function says one thing."""

    def boundaries_title(self) -> str:
        """A form and a section."""
        return "Grenzen"

    def boundaries_intro(self) -> str:
        """A form."""
        return (
            "Das siehst nur du. Ich halte mich überall daran, und für alle anderen sieht es aus wie ein einfaches Nein."
        )

    def never_days_question(self) -> str:
        """A field."""
        return "Nie an diesen Tagen"

    def never_days_hint(self) -> str:
        """A field's hint."""
        return "Dann kommt nichts, worum du nicht gerade gebeten hast."

    def weekday(self, day: Weekday) -> str:
        """A day of the week."""
        return DAYS[day.number]

    def boundaries_question(self) -> str:
        """A field."""
        return "Was möchtest du nicht?"

    def boundary(self, boundary: Boundary) -> str:
        """A choice, in the words of whoever makes it."""
        return {
            Boundary.NO_PHOTOS: "Keine Fotos: Eine Geschichte mit Bild nennt mich nie",
            Boundary.NO_FAMILY: "Keine Fragen zur Familie",
            Boundary.NO_FAITH: "Keine Fragen zum Glauben",
            Boundary.NO_POLITICS: "Keine Fragen zur Politik",
        }[boundary]

    def boundaries_hint(self) -> str:
        """A field's hint."""
        return "Auch in Anregungen geht es nicht darum. Eine Karte, die du selbst anklickst, öffnet sich trotzdem."

    def not_about_question(self) -> str:
        """A field."""
        return "Worum soll es in Anregungen nicht gehen?"

    def not_about_hint(self) -> str:
        """A field's hint."""
        return "Das ist dieselbe Wahl wie unter „Themen“, nur andersherum."

    def apart_unpicks(self) -> str:
        """A field's hint."""
        return "Auch das ist eine vollständige Antwort. Netzwerke, die du vorher ausgewählt hast, sind dann nicht mehr ausgewählt."

    def boundaries_now(
        self, days: Sequence[Weekday], boundaries: Sequence[Boundary], topics: Sequence[str], apart: bool
    ) -> str:
        """What a person chose."""
        themes = {Boundary.NO_FAMILY: "Familie", Boundary.NO_FAITH: "Glauben", Boundary.NO_POLITICS: "Politik"}
        closed = [theme for boundary, theme in themes.items() if boundary in boundaries]
        named = f"Am {listed([self.weekday(day) for day in days])}"
        when = "An keinem Tag" if len(days) == len(Weekday) else named
        what = "etwas" if len(days) == len(Weekday) else "nichts"
        said = (
            f"{when} kommt {what}, worum du nicht gerade gebeten hast." if days else "",
            "Keine Fotos: Eine Geschichte mit Bild nennt dich nie." if Boundary.NO_PHOTOS in boundaries else "",
            f"Keine Fragen zu {listed(closed, 'oder')}." if closed else "",
            f"Keine Anregungen, in denen es nur um {listed(topics, 'oder')} geht." if topics else "",
            "Arbeit und soziale Netzwerke bleiben getrennt." if apart else "",
        )
        none = (
            "Du hast keine gesetzt. Was du nicht möchtest, kannst du hier sagen: Tage, Fotos, Fragen, Themen. "
            "Nur du siehst es."
        )
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
        back = (
            "Deine Netzwerke sind nicht mehr ausgewählt; mit „networks“ kannst du sie wieder auswählen."
            if unpicked
            else ""
        )
        return " ".join(filter(None, ("Gespeichert.", self.boundaries_now(days, boundaries, topics, apart), back)))

    def choose_boundaries(self) -> str:
        """A button."""
        return "Grenzen setzen"

    def not_named_with_photos(self) -> str:
        """A yes to being named beside a picture, by somebody who wants no photos."""
        return "Du hast mir gesagt: keine Fotos. Also wird dein Name nicht darin stehen, und niemand erfährt, warum; mit „boundaries“ änderst du das."
