"""The own page, and help."""

from bot.chat.wording.english.names import Names
from bot.domain.networks import Network
from bot.domain.people import Private
from bot.domain.stories import StoryState


class OwnPage(Names):
    """Each function says one thing."""

    def page_title(self, name: str) -> str:
        """The own page."""
        return f"{name}'s page" if name else "Your page"

    def page_intro(self) -> str:
        """The own page."""
        return "Everything you chose, and all that is yours. Nobody else can open this page."

    def your_part(self) -> str:
        """A section."""
        return "Taking part"

    def taking_part(self) -> str:
        """A section."""
        return "You have joined. Take part as much or as little as you like."

    def bring_or_tell(self) -> str:
        """A section."""
        return "Bring or tell something"

    def bring_or_tell_text(self) -> str:
        """A section."""
        return "A link that colleagues should see, or a story of your own. Neither needs a network."

    def bring_a_find(self) -> str:
        """A button."""
        return "Bring a find"

    def tell_a_story(self) -> str:
        """A button."""
        return "Tell a story"

    def drafts_title(self) -> str:
        """A section."""
        return "Your drafts"

    def drafts_none(self) -> str:
        """A section."""
        return "None yet. “Draft it with me” on a card begins one."

    def drafts_text(self) -> str:
        """A section."""
        return "Yours alone, until you post them yourself."

    def draft_named(self, network: Network, title: str) -> str:
        """A button for one draft."""
        return f"{self.network(network)}: {self.short(title)}"

    def saved_title(self) -> str:
        """A section."""
        return "Saved for later"

    def saved_none(self) -> str:
        """A section."""
        return "Nothing saved yet. “Save for later” is under “…” on every card."

    def saved_item(self, title: str, url: str) -> str:
        """One saved item."""
        return f"{title} {url}".strip()

    def saved_label(self) -> str:
        """A button."""
        return "Show what I saved"

    def draft_this(self, title: str) -> str:
        """A button."""
        return f"Draft: {self.short(title)}"

    def draft_it(self) -> str:
        """The same, beside what it is about."""
        return "Draft it"

    def unsave(self, title: str) -> str:
        """A button."""
        return f"Remove: {self.short(title)}"

    def remove_it(self) -> str:
        """The same, beside what it is about."""
        return "Remove"

    def show_it(self) -> str:
        """A button beside one of several things, each named."""
        return "Show"

    def stories_title(self) -> str:
        """A section."""
        return "Your stories"

    def stories_none(self) -> str:
        """A section."""
        return "None yet. A milestone, a lesson, a good day with a customer: “Tell a story” begins one."

    def story_named(self, title: str, state: StoryState) -> str:
        """A button for one story."""
        return f"{self.short(title)} ({self.story_state(state)})"

    def messages_title(self) -> str:
        """A section."""
        return "Private messages"

    def messages_text(self) -> str:
        """A section."""
        return "What may reach you in private, only ever as an answer to something you did or asked for. Each can be switched off by itself; drafts then stay here on your page."

    def private_off(self, kind: Private) -> str:
        """A button that switches one kind of message off."""
        return f"Switch off {self.private_kind(kind)}"

    def private_on(self, kind: Private) -> str:
        """A button that switches one kind of message on again."""
        return f"Switch on again: {self.private_kind(kind)}"

    def switch_it(self, on: bool) -> str:
        """The same, beside the kind's name."""
        return "Switch on" if on else "Switch off"

    def switched_off(self, kind: Private) -> str:
        """Right after switching one kind of message off."""
        return f"Switched off: “{self.private_kind(kind)}”. You can switch it on again on your page."

    def switched_on(self, kind: Private) -> str:
        """Right after switching one kind of message on."""
        return f"Switched on: “{self.private_kind(kind)}”."

    def your_data(self) -> str:
        """A section."""
        return "Your data"

    def your_data_text(self) -> str:
        """A section."""
        return "See all that is kept about you, or have it forgotten."

    def export_label(self) -> str:
        """A button."""
        return "Show all that is kept"

    def forget_label(self) -> str:
        """A button."""
        return "Forget me"

    def good_to_know(self) -> str:
        """A section."""
        return "Good to know"

    def good_to_know_text(self) -> str:
        """A section."""
        return "What to keep in mind when you speak about work, and all that you can say to me."

    def guidelines(self) -> str:
        """A button and a title."""
        return "Guidelines"

    def no_guidelines(self) -> str:
        """The company named none."""
        return (
            "No guidelines are written down. Common sense is a good start: say where you work, keep secrets, be kind."
        )

    def no_such_guideline(self, words: str) -> str:
        """A question no guideline answers."""
        return f"Nothing is written about “{words[:60]}”. These are all the guidelines:"

    def help_label(self) -> str:
        """A button."""
        return "Help"

    def help_title(self) -> str:
        """Help."""
        return "What I can do"

    def help_intro(self) -> str:
        """Help."""
        return "I show what is being said outside about us and our field, and help those who want to speak to do it in their own words. Say these words to me in private, or use the buttons on your page (“me”):"

    def command(self, name: str) -> str:
        """What a command does, for help and for the platforms' own command lists."""
        return {
            "find": "bring a link: find <link> [why it matters]",
            "story": "tell a story of your own: story [title]",
            "join": "read what it is, and join if you like",
            "leave": "leave, at once",
            "me": "your own page",
            "topics": "what you want to hear about",
            "networks": "which networks are yours, or none",
            "boundaries": "what you do not want: days, photos, questions, topics",
            "nudges on": "a nudge now and then, as often as you say",
            "nudges off": "no nudges, at once",
            "language": "which language I speak with you: language [English, Deutsch]",
            "pause": "silence for a while: pause 2w",
            "resume": "end the pause",
            "saved": "what you saved for later",
            "export": "all that is kept about you",
            "forget": "forget everything about you",
            "guidelines": "what to keep in mind: guidelines [question]",
            "help": "this list",
        }[name]
