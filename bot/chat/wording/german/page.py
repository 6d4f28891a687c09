"""The own page, and help."""

from bot.chat.wording.english import page as english
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import quoted, short
from bot.domain.networks import Network
from bot.domain.people import Private
from bot.domain.stories import StoryState


class OwnPage(Names, english.OwnPage):
    """Each function says one thing."""

    def page_title(self, name: str) -> str:
        """The own page."""
        return f"Die Seite von {name}" if name else "Deine Seite"

    def page_intro(self) -> str:
        """The own page."""
        return "Alles, was du ausgewählt hast, und alles, was dir gehört. Außer dir kann niemand diese Seite öffnen."

    def your_part(self) -> str:
        """A section."""
        return "Mitmachen"

    def taking_part(self) -> str:
        """A section."""
        return "Du bist dabei, so viel oder so wenig, wie du magst."

    def bring_or_tell(self) -> str:
        """A section."""
        return "Etwas mitbringen oder erzählen"

    def bring_or_tell_text(self) -> str:
        """A section."""
        return "Ein Link, der für andere hier interessant ist, oder eine eigene Geschichte. Für beides brauchst du kein Netzwerk."

    def bring_a_find(self) -> str:
        """A button."""
        return "Einen Fund mitbringen"

    def tell_a_story(self) -> str:
        """A button."""
        return "Eine Geschichte erzählen"

    def drafts_title(self) -> str:
        """A section."""
        return "Deine Entwürfe"

    def drafts_none(self) -> str:
        """A section."""
        return "Noch keine. Mit „Gemeinsam entwerfen“ auf einer Karte fängst du einen an."

    def drafts_text(self) -> str:
        """A section."""
        return "Sie gehören dir allein, bis du sie selbst veröffentlichst."

    def draft_named(self, network: Network, title: str) -> str:
        """A button for one draft."""
        return f"{self.network(network)}: {self.short(title)}"

    def saved_title(self) -> str:
        """A section."""
        return "Für später gemerkt"

    def saved_none(self) -> str:
        """A section."""
        return "Noch nichts gemerkt. „Für später merken“ steht auf jeder Karte unter „…“."

    def saved_item(self, title: str, url: str) -> str:
        """One saved item."""
        return f"{title} {url}".strip()

    def saved_label(self) -> str:
        """A button."""
        return "Gemerktes zeigen"

    def draft_this(self, title: str) -> str:
        """A button."""
        return f"Entwerfen: {self.short(title)}"

    def draft_it(self) -> str:
        """The same, beside what it is about."""
        return "Entwerfen"

    def unsave(self, title: str) -> str:
        """A button."""
        return f"Entfernen: {self.short(title)}"

    def remove_it(self) -> str:
        """The same, beside what it is about."""
        return "Entfernen"

    def show_it(self) -> str:
        """A button beside one of several things, each named."""
        return "Zeigen"

    def stories_title(self) -> str:
        """A section."""
        return "Deine Geschichten"

    def stories_none(self) -> str:
        """A section."""
        return "Noch keine. Ein Meilenstein, etwas Gelerntes, ein guter Tag mit einer Kundin oder einem Kunden: Mit „Eine Geschichte erzählen“ fängst du eine an."

    def story_named(self, title: str, state: StoryState) -> str:
        """A button for one story."""
        return f"{self.short(title)} ({self.story_state(state)})"

    def messages_title(self) -> str:
        """A section."""
        return "Private Nachrichten"

    def messages_text(self) -> str:
        """A section."""
        return "Das kann dich privat erreichen, und immer nur als Antwort auf etwas, das du getan oder dir gewünscht hast. Du kannst jede Art einzeln ausschalten; Entwürfe bleiben dann hier auf deiner Seite."

    def private_off(self, kind: Private) -> str:
        """A button that switches one kind of message off."""
        return f"{self.private_kind(kind)} ausschalten"

    def private_on(self, kind: Private) -> str:
        """A button that switches one kind of message on again."""
        return f"{self.private_kind(kind)} wieder einschalten"

    def switch_it(self, on: bool) -> str:
        """The same, beside the kind's name."""
        return "Einschalten" if on else "Ausschalten"

    def switched_off(self, kind: Private) -> str:
        """Right after switching one kind of message off."""
        return f"Ausgeschaltet: {self.private_kind(kind)}. Auf deiner Seite kannst du das wieder einschalten."

    def switched_on(self, kind: Private) -> str:
        """Right after switching one kind of message on."""
        return f"Eingeschaltet: {self.private_kind(kind)}."

    def your_data(self) -> str:
        """A section."""
        return "Deine Daten"

    def your_data_text(self) -> str:
        """A section."""
        return "Sieh dir alles an, was über dich gespeichert ist, oder lass es vergessen."

    def export_label(self) -> str:
        """A button."""
        return "Alles Gespeicherte zeigen"

    def forget_label(self) -> str:
        """A button."""
        return "Vergiss mich"

    def good_to_know(self) -> str:
        """A section."""
        return "Gut zu wissen"

    def good_to_know_text(self) -> str:
        """A section."""
        return "Worauf es ankommt, wenn du über die Arbeit sprichst, und alles, was du mir sagen kannst."

    def guidelines(self) -> str:
        """A button and a title."""
        return "Leitlinien"

    def no_guidelines(self) -> str:
        """The company named none."""
        return (
            "Es sind keine Leitlinien aufgeschrieben. "
            "Ein guter Anfang ist: Sag, wo du arbeitest, behalte Vertrauliches für dich und sei freundlich."
        )

    def no_such_guideline(self, words: str) -> str:
        """A question no guideline answers."""
        return f"Zu {quoted(short(words, 60))} ist nichts aufgeschrieben. Das sind alle Leitlinien:"

    def help_label(self) -> str:
        """A button."""
        return "Hilfe"

    def help_title(self) -> str:
        """Help."""
        return "Was ich kann"

    def help_intro(self) -> str:
        """Help."""
        return "Ich zeige, was draußen über uns und unser Fachgebiet gesagt wird. Wer etwas dazu sagen möchte, bekommt von mir Hilfe, es in eigenen Worten zu tun. Schreib mir diese Wörter privat, oder nimm die Knöpfe auf deiner Seite („me“):"

    def command(self, name: str) -> str:
        """What a command does, for help and for the platforms' own command lists."""
        return {
            "find": "einen Link mitbringen: find <Link> [warum er interessant ist]",
            "story": "eine eigene Geschichte erzählen: story [Titel]",
            "join": "lesen, worum es geht, und mitmachen, wenn du magst",
            "leave": "sofort aufhören",
            "me": "deine eigene Seite",
            "topics": "worüber du etwas hören möchtest",
            "networks": "welche Netzwerke deine sind, oder keine",
            "boundaries": "was du nicht möchtest: Tage, Fotos, Fragen, Themen",
            "nudges on": "ab und zu eine Anregung, so oft, wie du sagst",
            "nudges off": "keine Anregungen mehr, ab sofort",
            "language": "in welcher Sprache ich mit dir spreche: language [Deutsch, English]",
            "pause": "eine Weile Ruhe: pause 2 Wochen",
            "resume": "die Pause beenden",
            "saved": "was du dir für später gemerkt hast",
            "export": "alles, was über dich gespeichert ist",
            "forget": "alles über dich vergessen",
            "guidelines": "worauf es ankommt: guidelines [Frage]",
            "help": "diese Liste",
        }[name]
