"""Der Schreibtisch des Betreuungsteams."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english.desk import Desk as English
from bot.chat.wording.german.speaking import day
from bot.domain.acts import Act


class Desk(English):
    """Each function says one thing."""

    def desk_title(self) -> str:
        """A section of a steward's own page."""
        return "Für das Betreuungsteam"

    def desk_text(self) -> str:
        """A section of a steward's own page."""
        return "Hier kümmerst du dich um Earshot. Von anderen siehst du nicht mehr als alle."

    def desk_stopped(self) -> str:
        """The same section, while everything is stopped."""
        return "Alles ist angehalten: Keine Karte und keine Anregung geht hinaus, bis jemand vom Betreuungsteam es weitergehen lässt."

    def not_a_steward(self) -> str:
        """Only for those named in app.yaml."""
        return "Das ist für das Betreuungsteam."

    # ── What stewards did ──

    def desk_acts(self) -> str:
        """A button."""
        return "Was getan wurde"

    def acts_title(self) -> str:
        """What stewards did."""
        return "Was das Betreuungsteam getan hat"

    def acts_text(self) -> str:
        """A section of an auditor's own page."""
        return "Wer wann was getan hat. Keine Texte, und nichts von denen, die mitmachen."

    def acts_none(self) -> str:
        """Nothing was done yet."""
        return "Das Betreuungsteam hat noch nichts getan."

    def act_line(self, at: datetime, zone: str, name: str, act: Act) -> str:
        """One act."""
        local = at.astimezone(ZoneInfo(zone))
        return f"• {day(local)}, {local:%H:%M} Uhr · {name or 'jemand vom Betreuungsteam'} {self.act(act)}"

    def the_operator(self) -> str:
        """Who did it at the command line, before what was done."""
        return "wer Earshot betreibt"

    def act(self, act: Act) -> str:
        """What was done, after a name."""
        return {
            Act.ADDED_SOURCE: "hat eine Quelle hinzugefügt",
            Act.PAUSED_SOURCE: "hat eine Quelle angehalten",
            Act.RESUMED_SOURCE: "hat eine Quelle wieder eingeschaltet",
            Act.REMOVED_SOURCE: "hat eine Quelle entfernt",
            Act.PUT_UP: "hat etwas in einen Raum gestellt",
            Act.LABELLED: "hat etwas gekennzeichnet",
            Act.CORRECTED: "hat etwas berichtigt",
            Act.WITHDREW: "hat etwas zurückgezogen",
            Act.BROUGHT_COMPANY_PIECE: "hat etwas vom Unternehmen gebracht",
            Act.ANSWERED_ROOM: "hat einem Raum geantwortet",
            Act.POSTED_AGAIN: "hat eine Karte noch einmal gestellt",
            Act.FOUND_THERE: "hat gesagt, dass eine Karte da ist",
            Act.DROPPED: "hat eine unklare Karte aufgegeben",
            Act.STOPPED: "hat alles angehalten",
            Act.WENT_ON: "hat alles weitergehen lassen",
        }[act]
