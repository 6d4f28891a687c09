"""What "check this" says of a draft, and what a steward is told of a text of theirs."""

from datetime import datetime

from bot.chat.wording.english.speaking import day
from bot.domain.guidelines import Kind


class Checking:
    """Each function says one thing."""

    def check_this(self) -> str:
        """A button."""
        return "Check this"

    def checked_title(self, count: int) -> str:
        """Above what was noticed."""
        return "One thing you may want to look at" if count == 1 else f"{count} things you may want to look at"

    def checked_note(self) -> str:
        """Below what was noticed."""
        return "Only you see this, and none of it is kept. What you do with it is up to you."

    def noticed(self, kind: Kind, where: str) -> str:
        """One thing that was noticed, in the author's own words where there are any."""
        return {
            Kind.CLIENT_NAME: f"“{where}” is on the list of customers who are not named outside. Unless they said yes, “a customer” tells the story as well.",
            Kind.FIGURE: f"“{where}” looks like a figure. If it is not public yet, better leave it out.",
            Kind.EMBARGO: f"“{where}” sounds as if this is not public yet. If so, it can wait.",
            Kind.SECRET: f"“{where}” is on the list of words that stay inside. Another word may do.",
            Kind.NO_DISCLOSURE: "This is about the company, and I found no line that says you work there. A short one is enough; readers like to know.",
        }[kind]

    def noticed_not_before(self, until: datetime) -> str:
        """The item is not to be shared yet."""
        return f"What this is about may be shared from {day(until)} on. Until then, better keep the draft to yourself."

    def secret_held(self, where: str) -> str:
        """What looks like a live credential is the one thing that is held back."""
        return f"“{where}” looks like a password or a key that works, so I hold this back until it is taken out. I did not try it, and I keep no note of it. If it is real, it is safer to have it changed."

    def guideline(self, title: str, text: str) -> str:
        """The paragraph that applies."""
        return f"Guideline “{title}”: {text}"

    def nothing_noticed(self) -> str:
        """The check found nothing."""
        return "I noticed nothing. I only look for customers' names, figures, things that are not public yet, passwords, and a line that says where you work; the rest you know best."

    def reads_as_order(self, phrase: str) -> str:
        """A steward's text that sounds like a duty."""
        return (
            f"“{phrase}” reads as an order. Colleagues speak when they want to, so you may like to say it another way."
        )

    def say_it_differently(self) -> str:
        """A button."""
        return "Say it differently"

    def leave_it_so(self) -> str:
        """A box to tick."""
        return "Keep my sentences as they are"

    def calls_everyone(self, word: str) -> str:
        """A text that would ring for a whole room is refused."""
        return f"“{word}” rings for everyone at once, and I do not send that. Without it, the text can go out."
