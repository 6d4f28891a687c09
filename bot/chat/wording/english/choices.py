"""Networks, topics, nudges, language: what a person chooses, and how it is turned off."""

from collections.abc import Sequence

from bot.chat.wording.english.names import Names
from bot.chat.wording.english.speaking import listed
from bot.domain.networks import Network
from bot.domain.people import Nudges


class Choices(Names):
    """Each function says one thing."""

    def networks_title(self) -> str:
        """A form and a section."""
        return "Networks"

    def networks_intro(self) -> str:
        """A form."""
        return "Only what you pick here is ever offered to you. Nobody else sees it."

    def networks_question(self) -> str:
        """A field."""
        return "Where would you like help with your words?"

    def keep_apart(self) -> str:
        """A field."""
        return "I keep work and social apart"

    def keep_apart_hint(self) -> str:
        """A field's hint."""
        return "This is a complete answer, too. I will not ask again; you can still bring finds and tell stories."

    def networks_both(self) -> str:
        """A mistake in the form."""
        return "Pick networks, or keep work and social apart: not both."

    def networks_none(self) -> str:
        """A mistake in the form."""
        return "Pick at least one, or tick “I keep work and social apart”."

    def networks_now(self, networks: Sequence[Network], apart: bool) -> str:
        """What a person chose."""
        if apart:
            return "You keep work and social apart. No network is offered to you."
        return (
            f"You picked {listed([self.network(one) for one in networks])}."
            if networks
            else "You have not picked any. None is offered."
        )

    def networks_kept(self, networks: Sequence[Network], apart: bool) -> str:
        """Right after choosing."""
        return f"Kept. {self.networks_now(networks, apart)}"

    def choose_networks(self) -> str:
        """A button."""
        return "Choose networks"

    def apart_no_draft(self) -> str:
        """A draft was asked for by someone who keeps work and social apart."""
        return "You told me that you keep work and social apart, so there is no network to draft for. You can still bring finds and tell stories; “networks” changes it."

    def topics_title(self) -> str:
        """A form and a section."""
        return "Topics"

    def topics_intro(self) -> str:
        """A form."""
        return (
            "This is about you alone: what a nudge may be about. What a room follows is looked after by the stewards."
        )

    def topics_question(self) -> str:
        """A field."""
        return "What do you want to hear about?"

    def topics_now(self, topics: Sequence[str]) -> str:
        """What a person chose."""
        return f"Nudges may be about {listed(topics)}." if topics else "You chose none, so no nudge comes."

    def topics_kept(self, topics: Sequence[str]) -> str:
        """Right after choosing."""
        return f"Kept. {self.topics_now(topics)}"

    def choose_topics(self) -> str:
        """A button."""
        return "Choose topics"

    def nudges_title(self) -> str:
        """A form and a section."""
        return "Nudges"

    def nudges_intro(self) -> str:
        """A form."""
        return "A nudge is one private message about one thing that may be worth sharing, never in your quiet hours, never about what you answered already. If you do not answer, they become rarer by themselves."

    def nudges_question(self) -> str:
        """A field."""
        return "How often at most?"

    def nudges_now(self, nudges: Nudges) -> str:
        """What a person chose."""
        return "Off. You get none." if nudges is Nudges.OFF else f"On: {self.nudges(nudges).lower()} at most."

    def nudges_kept(self, nudges: Nudges) -> str:
        """Right after choosing."""
        return "Nudges are off." if nudges is Nudges.OFF else f"Nudges are on: {self.nudges(nudges).lower()} at most."

    def nudges_need_networks(self) -> str:
        """Nudges are on, but no network is picked."""
        return "One more thing: pick a network, since a nudge asks what you would share there."

    def nudges_off_done(self) -> str:
        """Right after switching nudges off."""
        return "Nudges are off, at once. One that was waiting will not be sent."

    def turn_on_nudges(self) -> str:
        """A button."""
        return "Turn nudges on"

    def change_nudges(self) -> str:
        """A button."""
        return "How often?"

    def turn_off_nudges(self) -> str:
        """An off switch."""
        return "Turn off nudges"

    def turn_off_drafts(self) -> str:
        """An off switch."""
        return "Keep drafts on my page"

    def turn_off_reminders(self) -> str:
        """An off switch."""
        return "Turn off reminders"

    def turn_off_find_news(self) -> str:
        """An off switch."""
        return "No news of my finds"

    def turn_off_naming(self) -> str:
        """An off switch."""
        return "No messages about stories"

    def turn_off_answers(self) -> str:
        """An off switch."""
        return "Do not write to me here"

    def nudge_because(self, nudges: Nudges) -> str:
        """Why a nudge came."""
        often = "" if nudges is Nudges.OFF else f" {self.nudges(nudges).lower()}"
        return f"You asked for a nudge{often}. This one is about what colleagues found worth sharing."

    def language_title(self) -> str:
        """A form and a section."""
        return "Language"

    def language_intro(self) -> str:
        """A form."""
        return "This is about all that I say to you alone. Cards in rooms stay in the company's language."

    def language_question(self) -> str:
        """A field."""
        return "Which language shall I speak with you?"

    def language_as_profile(self, itself: str) -> str:
        """A choice, with the name of the language that follows from it."""
        return f"As my profile says ({itself})"

    def language_now(self, *, chosen: bool) -> str:
        """What a person chose."""
        return (
            "I speak English with you, as you chose."
            if chosen
            else "I speak English with you. This follows your profile."
        )

    def language_kept(self, *, chosen: bool) -> str:
        """Right after choosing, in the new language."""
        return f"Kept. {self.language_now(chosen=chosen)}"

    def choose_language(self) -> str:
        """A button. Other languages add this word to theirs, for whoever does not read them."""
        return "Language"

    def press_to_open(self) -> str:
        """A form that can only be opened by a button."""
        return "Press the button, and the form opens."

    def keep(self) -> str:
        """A button of forms."""
        return "Keep"

    def send(self) -> str:
        """A button of forms."""
        return "Send"
