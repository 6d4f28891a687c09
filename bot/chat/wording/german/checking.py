"""What "check this" says of a draft, and what a steward is told of a text of theirs."""

from datetime import datetime

from bot.chat.wording.english.checking import Checking as English
from bot.chat.wording.german.speaking import day
from bot.domain.guidelines import Kind


class Checking(English):
    """Each function says one thing."""

    def check_this(self) -> str:
        """A button."""
        return "Prüf das mal"

    def checked_title(self, count: int) -> str:
        """Above what was noticed."""
        return (
            "Eine Sache, die du dir ansehen könntest" if count == 1 else f"{count} Sachen, die du dir ansehen könntest"
        )

    def checked_note(self) -> str:
        """Below what was noticed."""
        return "Das siehst nur du, und nichts davon wird gespeichert. Was du damit machst, entscheidest du."

    def noticed(self, kind: Kind, where: str) -> str:
        """One thing that was noticed, in the author's own words where there are any."""
        return {
            Kind.CLIENT_NAME: f"„{where}“ steht auf der Liste der Kunden, die außen nicht genannt werden. Ohne ihr Ja erzählt „ein Kunde“ es genauso gut.",
            Kind.FIGURE: f"„{where}“ sieht nach einer Zahl aus. Wenn sie noch nicht öffentlich ist, lass sie lieber weg.",
            Kind.EMBARGO: f"„{where}“ klingt, als wäre das noch nicht öffentlich. Dann kann es warten.",
            Kind.SECRET: f"„{where}“ steht auf der Liste der Wörter, die im Haus bleiben. Vielleicht geht ein anderes.",
            Kind.NO_DISCLOSURE: "Hier geht es um das Unternehmen, und ich habe keinen Satz gefunden, der sagt, dass du dort arbeitest. Ein kurzer reicht; wer liest, weiß das gern.",
        }[kind]

    def noticed_not_before(self, until: datetime) -> str:
        """The item is not to be shared yet."""
        return (
            f"Worum es hier geht, darf ab {day(until)} geteilt werden. Behalte den Entwurf bis dahin lieber für dich."
        )

    def secret_held(self, where: str) -> str:
        """What looks like a live credential is the one thing that is held back."""
        return f"„{where}“ sieht nach einem Passwort oder Schlüssel aus, der funktioniert. Ich halte das zurück, bis es herausgenommen ist. Ausprobiert habe ich es nicht, und ich merke mir nichts davon. Wenn es echt ist, ändert man es am besten."

    def guideline(self, title: str, text: str) -> str:
        """The paragraph that applies."""
        return f"Leitlinie „{title}“: {text}"

    def nothing_noticed(self) -> str:
        """The check found nothing."""
        return "Mir ist nichts aufgefallen. Ich suche nur nach Namen von Kunden, nach Zahlen, nach nicht Öffentlichem, nach Passwörtern und nach einem Satz, der sagt, wo du arbeitest; den Rest weißt du am besten."

    def reads_as_order(self, phrase: str) -> str:
        """A steward's text that sounds like a duty."""
        return f"„{phrase}“ liest sich wie eine Anweisung. Wer etwas sagen will, tut es von sich aus; vielleicht sagst du es anders."

    def say_it_differently(self) -> str:
        """A button."""
        return "Anders sagen"

    def leave_it_so(self) -> str:
        """A box to tick."""
        return "Meine Sätze so lassen"

    def calls_everyone(self, word: str) -> str:
        """A text that would ring for a whole room is refused."""
        return f"„{word}“ klingelt bei allen auf einmal, und so etwas schicke ich nicht. Ohne das Wort geht der Text."
