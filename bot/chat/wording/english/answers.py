"""Answers on the spot: what a press or a word was heard as."""

from collections.abc import Sequence

from bot.chat.wording.english.speaking import listed
from bot.domain.items import Because


class Answers:
    """Each function says one thing."""

    def noted(self, kind: str) -> str:
        """A press was heard."""
        said = {
            "worth_it": "Noted: worth sharing. If enough colleagues think so, the card will ask.",
            "worth_it_now": "Noted: worth sharing. Enough colleagues think so, and the card asks now.",
            "less": "Noted: less like this.",
            "would_share": "Noted: you'd share this. Want help with your own words?",
            "scroll_past": "Noted: you'd scroll past. Thank you, that helps just as much.",
            "save": "Saved. It is on your page, and “saved” shows it.",
            "well_done": "Noted: well done.",
            "not_for_us": "Thank you, noted.",
        }
        return f"{said.get(kind, 'Noted.')} Nobody else sees what you pressed."

    def taken_back(self) -> str:
        """An answer was taken back."""
        return "Taken back, as if it never was."

    def take_it_back(self) -> str:
        """The button beside a noted answer."""
        return "Take it back"

    def nothing_to_take_back(self) -> str:
        """There was no such answer."""
        return "There was nothing to take back."

    def card_gone(self) -> str:
        """A press on a card that is no more."""
        return "This card does not exist any more: it was taken back, or its time is over. Nothing was lost."

    def not_understood(self) -> str:
        """A button or a form we do not know, or that was not for this person."""
        return "That button is an old one and does nothing any more. “help” shows what I can do."

    def words_not_understood(self, words: str) -> str:
        """Words that are no command."""
        short = words if len(words) <= 60 else f"{words[:59]}…"
        return f"I did not understand “{short}”. Say “help” to see what I can do; a link alone is a find."

    def busy(self) -> str:
        """The store could not begin in time."""
        return "I am busy right now and have not done anything. Please press again in a moment."

    def answer_below(self) -> str:
        """Beside a button whose answer comes as a message of its own."""
        return "Here it is, below."

    def too_much_for_a_form(self) -> str:
        """A form would have more in it than the chat takes."""
        return "That is more than a form holds here. Nothing was changed."

    def answers_in_private(self) -> str:
        """In a room, to someone who spoke to the bot there and took it away or never had it."""
        return (
            "I answer in private, and I cannot write to you there. Add me under “Apps”, please, and say it once more."
        )

    def not_in_private_rooms(self) -> str:
        """The bot was asked into a room where it may not write."""
        return "I cannot be in private rooms, or in those shared with other companies: the chat lets nobody like me write there. Any other room of this team will do."

    def why_seeing(self, sources: Sequence[str], because: Sequence[Because], per_day: int, life: str) -> str:
        """Why a card stands in this room."""
        lines = []
        if sources:
            lines.append(f"It was heard in {listed(sources)}.")
        for one in because:
            words = listed([f"“{word}”" for word in one.words])
            lines.append(
                f"This room follows {one.name}; {'the words that matched: ' + words if words else 'everything from that source belongs to it'}."
            )
        if life == "asking":
            lines.append(
                "It asks because people wanted it to: a colleague brought it, a steward put it here, or enough found it worth sharing."
            )
        at_most = "one such card a day comes" if per_day == 1 else f"{per_day} such cards a day come"
        lines.append(
            f"At most {at_most} to this room. Nobody sees who presses what, and whoever presses nothing leaves no trace."
        )
        return "\n\n".join(lines)

    def less_of_topic_done(self, topic: str) -> str:
        """A topic is muted for this person."""
        return f"Noted: no more nudges about “{topic}” for you. The room's own topics stay as they are; “topics” changes this again."
