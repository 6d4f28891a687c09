"""Drafts: the interview, the words, the reminder."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english import drafts as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.questions import QUESTIONS
from bot.chat.wording.german.speaking import NARROW, day, number, quoted
from bot.domain.networks import Network


class Drafts(Names, english.Drafts):
    """Each function says one thing."""

    def interview_title(self) -> str:
        """A form."""
        return "In deinen eigenen Worten"

    def interview_intro(self, title: str) -> str:
        """A form."""
        return f"Zu {quoted(title)}. Beantworte eine Frage so, wie du es jemandem aus dem Team erzählen würdest; ich ordne nur, was du geschrieben hast."

    def interview_submit(self) -> str:
        """A button."""
        return "Meine Worte ordnen"

    def answer_hint(self) -> str:
        """A field's hint."""
        return "Zwei oder drei Sätze genügen, in jeder Sprache."

    def second_question(self) -> str:
        """A field."""
        return "Hat dich etwas überrascht, oder würdest du etwas anders machen?"

    def third_question(self) -> str:
        """A field."""
        return "Gibt es eine Frage, die du allen stellen würdest, die es lesen?"

    def which_network(self) -> str:
        """A field."""
        return "Für welches deiner Netzwerke?"

    def say_workplace(self, company: str) -> str:
        """A field."""
        return f"Eine Zeile ergänzen, dass ich bei {company} arbeite"

    def workplace_why(self) -> str:
        """A field's hint. Germany: § 5a Abs. 4 UWG; US and UK: as in English."""
        return (
            "Wenn du über das Unternehmen schreibst, für das du arbeitest, ist es fair, das auch zu sagen. In vielen"
            " Ländern gibt es Regeln dafür, zum Beispiel § 5a UWG in Deutschland, 16 CFR 255.5 der FTC in den USA und"
            " die von ASA und CMA in Großbritannien."
        )

    def workplace_line(self, company: str, variant: int) -> str:
        """The line that says where they work; none is locked, and none is allowed too. All are short enough for X."""
        lines = (
            f"(Ich arbeite bei {company}.)",
            f"Der Offenheit halber: Ich arbeite bei {company}.",
            f"Ich arbeite bei {company} und spreche hier für mich.",
            f"{company} ist mein Arbeitgeber.",
            f"Zur Einordnung: Ich arbeite bei {company}.",
            f"Gut zu wissen: Ich arbeite bei {company}.",
            f"Ich arbeite bei {company}.",
        )
        return lines[variant % len(lines)]

    def alt_text_hint(self) -> str:
        """A fact of a draft whose item has a picture."""
        return "Falls du das Bild verwendest: Ein Satz dazu, was zu sehen ist („Alternativtext“), hilft allen, die es nicht sehen können."

    def hashtag_hint(self, written: str, clearer: str) -> str:
        """A fact of a draft with a hashtag whose words run together."""
        return f"{clearer} ist leichter zu lesen und vorzulesen als {written}. Du entscheidest."

    def question(self, angle: str) -> str:
        """The question an angle starts from."""
        return QUESTIONS[angle]

    def draft_title(self, network: Network) -> str:
        """A draft."""
        return f"Dein Entwurf für {self.network(network)}"

    def draft_about(self, title: str) -> str:
        """What a draft is about."""
        return f"Zu {quoted(title)}"

    def brought_because(self, why: str, name: str) -> str:
        """What a colleague said of the link they brought."""
        return f"{quoted(why)} – {name or 'jemand aus dem Team'}"

    def draft_shape(self, own: int, length: int, limit: int | None) -> str:
        """How much is the person's own, and how long it is."""
        of = f" von {number(limit)}" if limit else ""
        return f"{own}{NARROW}% deine Worte · {number(length)}{of} Zeichen"

    def draft_too_long(self, over: int, network: Network) -> str:
        """Over a network's limit."""
        return f"{number(over)} Zeichen zu lang für {self.network(network)}. Gekürzt wurde nichts: Mit „Bearbeiten“ entscheidest du, was wegfällt."

    def copy_then_open(self, network: Network) -> str:
        """A network whose composer takes no text."""
        return f"{self.network(network)} öffnet sich nur mit dem Link: Kopiere zuerst deine Worte und füge sie dann dort ein."

    def sounds_alike(self, lines: int) -> str:
        """Under a draft that sounds like a colleague's; whose, and what stands in it, is not known here."""
        many = {1: "Eine Zeile hier klingt", 2: "Zwei Zeilen hier klingen"}.get(lines, "Mehrere Zeilen hier klingen")
        return f"{many} sehr ähnlich wie etwas, das jemand aus dem Team geschrieben hat. Möchtest du eine andere Frage?"

    def draft_ready(self) -> str:
        """Right after the interview."""
        return "Dein Entwurf steht in deinen privaten Nachrichten."

    def draft_kept(self) -> str:
        """Right after editing."""
        return "Gespeichert. So steht er jetzt in deinen privaten Nachrichten."

    def draft_thrown(self) -> str:
        """Right after throwing away."""
        return "Verworfen. Davon ist nichts mehr gespeichert."

    def draft_gone(self) -> str:
        """A press on a draft that is no more."""
        return "Diesen Entwurf gibt es nicht mehr."

    def copy(self) -> str:
        """A button."""
        return "Kopieren"

    def open_composer(self, network: Network) -> str:
        """A button."""
        return f"{self.network(network)} öffnen"

    def edit(self) -> str:
        """A button."""
        return "Bearbeiten"

    def arrange_otherwise(self) -> str:
        """A button."""
        return "Anders ordnen"

    def other_question(self) -> str:
        """A button."""
        return "Frag mich etwas anderes"

    def remind_me(self) -> str:
        """A button."""
        return "Erinnere mich"

    def throw_away(self) -> str:
        """A button."""
        return "Verwerfen"

    def show_draft(self) -> str:
        """A button."""
        return "Den Entwurf zeigen"

    def edit_draft_title(self) -> str:
        """A form."""
        return "Entwurf bearbeiten"

    def edit_draft_hint(self, limit: int, network: Network) -> str:
        """Under the field."""
        return f"Auf {self.network(network)} passen bis zu {number(limit)} Zeichen."

    def your_words(self) -> str:
        """A field."""
        return "Deine Worte"

    def invite_text(self) -> str:
        """The answer to ✍️."""
        return "Du hast hier ein ✍️ gesetzt. Ich stelle dir eine Frage und ordne deine eigenen Worte."

    def remind_title(self) -> str:
        """A form."""
        return "Erinnere mich"

    def remind_question(self) -> str:
        """A field."""
        return "Wann?"

    def remind_when(self, value: str) -> str:
        """A choice."""
        return {"tomorrow": "Morgen", "3 days": "In drei Tagen", "1w": "In einer Woche"}[value]

    def remind_submit(self) -> str:
        """A button."""
        return "Erinnere mich"

    def remind_kept(self, due: datetime, zone: str) -> str:
        """Right after setting a reminder."""
        return f"Ich erinnere dich am {day(due.astimezone(ZoneInfo(zone)))}, ein einziges Mal und außerhalb deiner Ruhezeiten."

    def reminder_title(self) -> str:
        """A reminder."""
        return "Du wolltest an diesen Entwurf erinnert werden"
