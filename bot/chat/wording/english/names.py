"""What several texts name alike: networks, states, kinds of message, answers."""

from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Nudges, Private
from bot.domain.stories import StoryState


class Names:
    """Each function says one thing."""

    def short(self, title: str) -> str:
        """A title short enough for a button."""
        return title if len(title) <= 48 else f"{title[:47].rstrip()}…"

    def answer(self, kind: AnswerKind) -> str:
        """What a person did with a card, in a word or two."""
        return {
            AnswerKind.WORTH_IT: "worth sharing",
            AnswerKind.WOULD_SHARE: "would share",
            AnswerKind.SCROLL_PAST: "would scroll past",
            AnswerKind.SAVE: "saved",
            AnswerKind.DRAFT: "drafted",
            AnswerKind.WELL_DONE: "well done",
            AnswerKind.LESS: "less like this",
            AnswerKind.NOT_FOR_US: "not for us",
        }[kind]

    def story_state(self, state: StoryState) -> str:
        """Where a story is."""
        return {
            StoryState.DRAFT: "only you see it",
            StoryState.WAITING: "waits for colleagues named in it",
            StoryState.TOLD: "told",
            StoryState.WITHDRAWN: "withdrawn",
        }[state]

    def private_kind(self, kind: Private) -> str:
        """A kind of private message."""
        return {
            Private.NUDGE: "nudges",
            Private.DRAFT: "drafts as messages",
            Private.REMINDER: "reminders",
            Private.FIND_NEWS: "news of my finds",
            Private.NAMING: "messages about stories",
            Private.ANSWER: "answers to what I write",
        }[kind]

    def network(self, network: Network) -> str:
        """A network's name."""
        return {
            Network.LINKEDIN: "LinkedIn",
            Network.MASTODON: "Mastodon",
            Network.BLUESKY: "Bluesky",
            Network.X: "X",
            Network.THREADS: "Threads",
            Network.FACEBOOK: "Facebook",
            Network.REDDIT: "Reddit",
            Network.WHATSAPP: "WhatsApp",
            Network.EMAIL: "E-mail",
        }[network]

    def nudges(self, nudges: Nudges) -> str:
        """How often."""
        return {Nudges.OFF: "Off", Nudges.DAILY: "Once a day", Nudges.WEEKLY: "Once a week"}[nudges]

    def language_itself(self) -> str:
        """This language's name in itself."""
        return "English"
