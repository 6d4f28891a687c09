"""Networks, topics, nudges, language: what a person chooses, and how it is turned off."""

from collections.abc import Sequence

from bot.chat.wording.english import choices as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import listed, small
from bot.domain.networks import Network
from bot.domain.people import Nudges


class Choices(Names, english.Choices):
    """Each function says one thing."""

    def networks_title(self) -> str:
        """A form and a section."""
        return "Netzwerke"

    def networks_intro(self) -> str:
        """A form."""
        return "Dir wird nur angeboten, was du hier auswählst. Außer dir sieht es niemand."

    def networks_question(self) -> str:
        """A field."""
        return "Wo möchtest du Hilfe mit deinen Worten?"

    def keep_apart(self) -> str:
        """A field."""
        return "Ich halte Arbeit und soziale Netzwerke getrennt"

    def keep_apart_hint(self) -> str:
        """A field's hint."""
        return "Auch das ist eine vollständige Antwort. Ich frage nicht noch einmal; Funde mitbringen und Geschichten erzählen kannst du trotzdem."

    def networks_both(self) -> str:
        """A mistake in the form."""
        return "Bitte nur eines von beiden: Netzwerke auswählen oder Arbeit und soziale Netzwerke getrennt halten."

    def networks_none(self) -> str:
        """A mistake in the form."""
        return "Bitte wähle mindestens eines aus, oder „Ich halte Arbeit und soziale Netzwerke getrennt“."

    def networks_now(self, networks: Sequence[Network], apart: bool) -> str:
        """What a person chose."""
        if apart:
            return "Du hältst Arbeit und soziale Netzwerke getrennt. Dir wird keines angeboten."
        return (
            f"Du hast {listed([self.network(one) for one in networks])} ausgewählt."
            if networks
            else "Du hast keines ausgewählt. Dir wird keines angeboten."
        )

    def networks_kept(self, networks: Sequence[Network], apart: bool) -> str:
        """Right after choosing."""
        return f"Gespeichert. {self.networks_now(networks, apart)}"

    def choose_networks(self) -> str:
        """A button."""
        return "Netzwerke auswählen"

    def apart_no_draft(self) -> str:
        """A draft was asked for by someone who keeps work and social apart."""
        return "Du hast mir gesagt, dass du Arbeit und soziale Netzwerke getrennt hältst, also gibt es kein Netzwerk für einen Entwurf. Funde mitbringen und Geschichten erzählen kannst du trotzdem; mit „networks“ änderst du es."

    def topics_title(self) -> str:
        """A form and a section."""
        return "Themen"

    def topics_intro(self) -> str:
        """A form."""
        return "Hier geht es nur um dich: worum es in einer Anregung gehen darf. Um die Themen der Räume kümmert sich das Betreuungsteam."

    def topics_question(self) -> str:
        """A field."""
        return "Worüber möchtest du etwas hören?"

    def topics_now(self, topics: Sequence[str]) -> str:
        """What a person chose."""
        return (
            f"In Anregungen darf es um {listed(topics)} gehen."
            if topics
            else "Du hast kein Thema ausgewählt, also kommt keine Anregung."
        )

    def topics_kept(self, topics: Sequence[str]) -> str:
        """Right after choosing."""
        return f"Gespeichert. {self.topics_now(topics)}"

    def choose_topics(self) -> str:
        """A button."""
        return "Themen auswählen"

    def nudges_title(self) -> str:
        """A form and a section."""
        return "Anregungen"

    def nudges_intro(self) -> str:
        """A form."""
        return "Eine Anregung ist eine private Nachricht über eine Sache, die vielleicht teilenswert ist. Sie kommt nie in deinen Ruhezeiten und nie zu etwas, das du schon beantwortet hast. Wenn du nicht antwortest, werden Anregungen von selbst seltener."

    def nudges_question(self) -> str:
        """A field."""
        return "Wie oft höchstens?"

    def nudges_now(self, nudges: Nudges) -> str:
        """What a person chose."""
        return "Aus. Du bekommst keine." if nudges is Nudges.OFF else f"An: höchstens {small(self.nudges(nudges))}."

    def nudges_kept(self, nudges: Nudges) -> str:
        """Right after choosing."""
        return (
            "Anregungen sind aus."
            if nudges is Nudges.OFF
            else f"Anregungen sind an: höchstens {small(self.nudges(nudges))}."
        )

    def nudges_need_networks(self) -> str:
        """Nudges are on, but no network is picked."""
        return "Eines noch: Wähle ein Netzwerk aus, denn eine Anregung fragt, was du dort teilen würdest."

    def nudges_off_done(self) -> str:
        """Right after switching nudges off."""
        return "Anregungen sind ab sofort aus. Auch eine, die schon wartete, wird nicht mehr geschickt."

    def turn_on_nudges(self) -> str:
        """A button."""
        return "Anregungen einschalten"

    def change_nudges(self) -> str:
        """A button."""
        return "Wie oft?"

    def turn_off_nudges(self) -> str:
        """An off switch."""
        return "Anregungen ausschalten"

    def turn_off_drafts(self) -> str:
        """An off switch."""
        return "Entwürfe nur auf meiner Seite"

    def turn_off_reminders(self) -> str:
        """An off switch."""
        return "Erinnerungen ausschalten"

    def turn_off_find_news(self) -> str:
        """An off switch."""
        return "Keine Nachrichten zu Funden"

    def turn_off_naming(self) -> str:
        """An off switch."""
        return "Nichts mehr zu Geschichten"

    def turn_off_answers(self) -> str:
        """An off switch."""
        return "Schreib mir hier nicht mehr"

    def nudge_because(self, nudges: Nudges) -> str:
        """Why a nudge came."""
        often = "" if nudges is Nudges.OFF else f" {small(self.nudges(nudges))}"
        return f"Du hast dir{often} eine Anregung gewünscht. In dieser geht es um etwas, das Kolleginnen und Kollegen teilenswert fanden."

    def language_title(self) -> str:
        """A form and a section."""
        return "Sprache"

    def language_intro(self) -> str:
        """A form."""
        return "Das gilt für alles, was ich dir allein sage. Karten in Räumen bleiben in der Sprache des Unternehmens."

    def language_question(self) -> str:
        """A field."""
        return "In welcher Sprache soll ich mit dir sprechen?"

    def language_as_profile(self, itself: str) -> str:
        """A choice, with the name of the language that follows from it."""
        return f"Wie in meinem Profil ({itself})"

    def language_now(self, *, chosen: bool) -> str:
        """What a person chose."""
        return (
            "Ich spreche Deutsch mit dir, weil du es so gewählt hast."
            if chosen
            else "Ich spreche Deutsch mit dir. Das richtet sich nach deinem Profil."
        )

    def language_kept(self, *, chosen: bool) -> str:
        """Right after choosing, in the new language."""
        return f"Gespeichert. {self.language_now(chosen=chosen)}"

    def choose_language(self) -> str:
        """A button; it says so in English too, for whoever does not read this language."""
        return "Sprache (Language)"

    def press_to_open(self) -> str:
        """A form that can only be opened by a button."""
        return "Klicke auf den Knopf, dann öffnet sich das Formular."

    def keep(self) -> str:
        """A button of forms."""
        return "Speichern"

    def send(self) -> str:
        """A button of forms."""
        return "Senden"
