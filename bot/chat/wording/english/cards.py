"""Cards in rooms: heard, asking, a story, and what stays of them."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.wording.english.names import Names
from bot.chat.wording.english.speaking import listed
from bot.domain.items import Because
from bot.domain.networks import Network


class Cards(Names):
    """Each function says one thing."""

    def heard_in(self, sources: Sequence[str], hours: float, because: Sequence[Because]) -> str:
        """Where and when it was heard, and why this room sees it."""
        where = sources[0] if sources else "the world outside"
        more = f" and {len(sources) - 1} more" if len(sources) > 1 else ""
        topics = listed([self.topic_with_words(one) for one in because[:2]])
        why = f" · because this room follows {topics}" if topics else ""
        return f"Heard in {where}{more} · {self.age(hours)}{why}"

    def topic_with_words(self, because: Because) -> str:
        """A topic, and the words that matched, beside its own name."""
        others = [word for word in because.words if word.casefold() != because.name.casefold()]
        words = ", ".join(f"“{word}”" for word in others[:3])
        return f"{because.name} ({words})" if words else because.name

    def age(self, hours: float) -> str:
        """How long ago something was told."""
        if hours < 1:
            return "just now" if hours < 0.1 else f"{round(hours * 60)} min ago"
        return f"{round(hours)} h ago" if hours < 36 else f"{round(hours / 24)} days ago"

    def worth_it(self) -> str:
        """The button on a heard card."""
        return "Worth sharing"

    def less_like_this(self) -> str:
        """The other button on a heard card."""
        return "Less like this"

    def would_share(self) -> str:
        """The first button on an asking card."""
        return "I'd share this"

    def draft_with_me(self) -> str:
        """The button that begins a draft."""
        return "Draft it with me"

    def scroll_past(self) -> str:
        """The button that says no, kindly."""
        return "I'd scroll past"

    def would_tell_on(self) -> str:
        """The first button on a story's card."""
        return "I'd tell this on"

    def well_done(self) -> str:
        """The second button on a story's card."""
        return "Well done"

    def save_for_later(self) -> str:
        """Under "…"."""
        return "Save for later"

    def tell_my_own(self) -> str:
        """Under "…"."""
        return "Tell my own story about it"

    def not_for_us(self) -> str:
        """Under "…"."""
        return "Not for us, because…"

    def not_for_us_question(self) -> str:
        """A field."""
        return "Because…"

    def not_for_us_intro(self) -> str:
        """A form."""
        return "One reason helps to choose better. It is counted, never shown with your name."

    def not_for_us_reason(self, reason: str) -> str:
        """A choice."""
        return {
            "off_topic": "It is not about our work",
            "old": "It is old news",
            "advert": "It is an advert",
            "wrong": "It is wrong",
            "sensitive": "It is not for us to speak about",
            "other": "Another reason",
        }[reason]

    def less_of_topic(self, topic: str) -> str:
        """Under "…"."""
        return f"Less of “{topic}” for me"

    def why_this(self) -> str:
        """Under "…"."""
        return "Why am I seeing this?"

    def asks(self, brought_by: Sequence[str], brought: bool, asks: bool = True) -> str:
        """The question, and how it came to be asked; the second alone where nothing is asked."""
        if brought_by or brought:
            names = listed(brought_by[:3]) or "a colleague"
            return f"Worth sharing? · brought by {names}" if asks else f"Brought by {names}"
        return (
            "Worth sharing? · because enough colleagues thought so"
            if asks
            else "Here because enough colleagues found it worth sharing"
        )

    def optional_always(self) -> str:
        """Under everything that asks."""
        return "Optional, always. Only you see what you press; an emoji is public, as everywhere."

    def from_the_company(self) -> str:
        """A company piece says so."""
        return "From the company"

    def not_to_be_shared(self, internal: bool, not_before: datetime | None) -> str:
        """Why a card offers no sharing."""
        if internal or not_before is None:
            return "Internal only: not for sharing outside."
        return f"Not before {not_before.day} {not_before:%B %Y}: please keep it inside until then."

    def count_worth_it(self, count: int) -> str:
        """From five on."""
        return f"{count} found it worth sharing"

    def count_would_share(self, count: int) -> str:
        """From five on."""
        return f"{count} would share"

    def count_scroll_past(self, count: int) -> str:
        """From five on."""
        return f"{count} would scroll past"

    def count_well_done(self, count: int) -> str:
        """From five on."""
        return f"{count} say well done"

    def well_covered(self, network: Network) -> str:
        """On a card, from five people's drafts for one network on."""
        return f"Well covered on {self.network(network)}; another network or a later day may be better."

    def story_by(self, name: str) -> str:
        """A story under its author's name."""
        return f"A story by {name or 'a colleague'}"

    def story_by_team(self, team: str) -> str:
        """A story under a team's name."""
        return f"A story from {team or 'one of our teams'}"

    def story_unnamed(self) -> str:
        """A story under no name."""
        return "A colleague's story"

    def story_with(self, names: Sequence[str]) -> str:
        """Colleagues in a story, who said yes to being named."""
        return f"With {listed(names)}"

    def withdrawn_title(self) -> str:
        """What stays of a card that was taken back."""
        return "Taken back"

    def withdrawn_text(self) -> str:
        """What stays of a card that was taken back."""
        return "What stood here was withdrawn."

    def expired(self) -> str:
        """What stays of a card after its time."""
        return "This card's time is over; nothing more is asked."
