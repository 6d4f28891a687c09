"""What several texts name alike: networks, states, kinds of message, answers."""

from bot.chat.wording.english import names as english
from bot.chat.wording.german.speaking import short
from bot.domain.items import AnswerKind
from bot.domain.networks import Network
from bot.domain.people import Nudges, Private
from bot.domain.stories import StoryState


class Names(english.Names):
    """Each function says one thing."""

    def short(self, title: str) -> str:
        """A title short enough for a button."""
        return short(title, 48)

    def answer(self, kind: AnswerKind) -> str:
        """What a person did with a card, in a word or two."""
        return {
            AnswerKind.WORTH_IT: "teilenswert",
            AnswerKind.WOULD_SHARE: "würde ich teilen",
            AnswerKind.SCROLL_PAST: "würde ich überspringen",
            AnswerKind.SAVE: "gemerkt",
            AnswerKind.DRAFT: "entworfen",
            AnswerKind.WELL_DONE: "gut gemacht",
            AnswerKind.LESS: "weniger davon",
            AnswerKind.NOT_FOR_US: "nichts für uns",
        }[kind]

    def story_state(self, state: StoryState) -> str:
        """Where a story is."""
        return {
            StoryState.DRAFT: "nur du siehst sie",
            StoryState.WAITING: "wartet auf die Genannten",
            StoryState.TOLD: "erzählt",
            StoryState.WITHDRAWN: "zurückgenommen",
        }[state]

    def private_kind(self, kind: Private) -> str:
        """A kind of private message."""
        return {
            Private.NUDGE: "Anregungen",
            Private.DRAFT: "Entwürfe als Nachricht",
            Private.REMINDER: "Erinnerungen",
            Private.FIND_NEWS: "Nachrichten zu Funden",
            Private.NAMING: "Nachrichten zu Geschichten",
            Private.ANSWER: "Antworten als Nachricht",
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
            Network.EMAIL: "E-Mail",
        }[network]

    def nudges(self, nudges: Nudges) -> str:
        """How often."""
        return {Nudges.OFF: "Aus", Nudges.DAILY: "Einmal am Tag", Nudges.WEEKLY: "Einmal in der Woche"}[nudges]

    def language_itself(self) -> str:
        """This language's name in itself."""
        return "Deutsch"
