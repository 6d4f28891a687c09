"""Answers on the spot: what a press or a word was heard as."""

from collections.abc import Sequence

from bot.chat.wording.english import answers as english
from bot.chat.wording.german.speaking import listed, quoted, short
from bot.domain.items import Because


class Answers(english.Answers):
    """Each function says one thing."""

    def noted(self, kind: str) -> str:
        """A press was heard."""
        said = {
            "worth_it": "Notiert: teilenswert. Wenn genügend andere das auch finden, fragt die Karte danach.",
            "worth_it_now": "Notiert: teilenswert. Genügend andere finden das auch, und die Karte fragt jetzt danach.",
            "less": "Notiert: weniger davon.",
            "would_share": "Notiert: Du würdest es teilen. Möchtest du Hilfe dabei, es in deinen Worten zu sagen?",
            "scroll_past": "Notiert: Du würdest es überspringen. Danke, das hilft genauso.",
            "save": "Gemerkt. Du findest es auf deiner Seite, und „saved“ zeigt es dir.",
            "well_done": "Notiert: gut gemacht.",
            "not_for_us": "Danke, ist notiert.",
        }
        return f"{said.get(kind, 'Notiert.')} Außer dir sieht niemand, was du angeklickt hast."

    def taken_back(self) -> str:
        """An answer was taken back."""
        return "Zurückgenommen, als wäre es nie gewesen."

    def take_it_back(self) -> str:
        """The button beside a noted answer."""
        return "Zurücknehmen"

    def nothing_to_take_back(self) -> str:
        """There was no such answer."""
        return "Es gab nichts zurückzunehmen."

    def card_gone(self) -> str:
        """A press on a card that is no more."""
        return (
            "Diese Karte gibt es nicht mehr: Sie wurde zurückgenommen, oder ihre Zeit ist um. Es ist nichts verloren."
        )

    def not_understood(self) -> str:
        """A button or a form we do not know, or that was not for this person."""
        return "Dieser Knopf ist von früher und bewirkt nichts mehr. „help“ zeigt dir, was ich kann."

    def words_not_understood(self, words: str) -> str:
        """Words that are no command."""
        said = quoted(short(words, 60))
        return f"{said} habe ich nicht verstanden. „help“ zeigt dir, was ich kann; ein Link allein gilt als Fund."

    def busy(self) -> str:
        """The store could not begin in time."""
        return "Ich bin gerade beschäftigt und habe noch nichts getan. Bitte klicke gleich noch einmal."

    def answer_below(self) -> str:
        """Beside a button whose answer comes as a message of its own."""
        return "Hier ist es, weiter unten."

    def too_much_for_a_form(self) -> str:
        """A form would have more in it than the chat takes."""
        return "Das ist mehr, als ein Formular hier fasst. Es wurde nichts geändert."

    def answers_in_private(self) -> str:
        """In a room, to someone who spoke to the bot there and took it away or never had it."""
        return "Ich antworte nur unter vier Augen, und dort kann ich dir nicht schreiben. Füge mich bitte unter „Apps“ hinzu und sag es noch einmal."

    def not_in_private_rooms(self) -> str:
        """The bot was asked into a room where it may not write."""
        return "In privaten Räumen und in solchen, die mit anderen Unternehmen geteilt sind, kann ich nicht sein: Dort darf niemand wie ich schreiben. Jeder andere Raum dieses Teams ist recht."

    def why_seeing(self, sources: Sequence[str], because: Sequence[Because], per_day: int, life: str) -> str:
        """Why a card stands in this room."""
        lines = []
        if sources:
            lines.append(f"Gehört bei {listed(sources)}.")
        for one in because:
            words = listed([quoted(word) for word in one.words])
            lines.append(
                f"{one.name} ist in diesem Raum Thema; {'darin kommt vor: ' + words if words else 'alles aus dieser Quelle gehört dazu'}."
            )
        if life == "asking":
            lines.append(
                "Die Karte fragt, weil es gewünscht war: Jemand aus dem Team hat sie mitgebracht, das Betreuungsteam hat sie hingestellt, oder genügend Leute fanden sie teilenswert."
            )
        at_most = "kommt höchstens eine solche Karte" if per_day == 1 else f"kommen höchstens {per_day} solche Karten"
        lines.append(
            f"In diesen Raum {at_most} am Tag. Niemand sieht, wer was anklickt, und wer nichts anklickt, hinterlässt keine Spur."
        )
        return "\n\n".join(lines)

    def less_of_topic_done(self, topic: str) -> str:
        """A topic is muted for this person."""
        return f"Notiert: Du bekommst keine Anregungen mehr zu {quoted(topic)}. Die Themen des Raums bleiben, wie sie sind; mit „topics“ änderst du deine Wahl wieder."
