"""Für das Betreuungsteam: die Quellen."""

from collections.abc import Sequence

from bot.chat.wording.english.desk_sources import DeskSources as English
from bot.chat.wording.german.speaking import listed, number
from bot.domain.health import Trouble
from bot.domain.sources import Deed


class DeskSources(English):
    """Each function says one thing."""

    # ── How they are ──

    def sources_title(self) -> str:
        """A button of the desk, and the card it shows."""
        return "Quellen"

    def sources_none(self) -> str:
        """There is no source."""
        return "Es gibt noch keine Quelle: Ich höre nur, was jemand mitbringt."

    def sources_text(self, count: int, troubled: int) -> str:
        """How many there are, before the lines about them. `troubled`: how many need a look."""
        all_of_them = "Eine Quelle" if count == 1 else f"{number(count)} Quellen"
        if not troubled:
            return f"{all_of_them}, und alles ist in Ordnung."
        if count == 1:
            return f"{all_of_them}; mit ihr stimmt etwas nicht."
        which = "bei einer" if troubled == 1 else f"bei {number(troubled)}"
        comes = "sie steht zuerst" if troubled == 1 else "sie stehen zuerst"
        return f"{all_of_them}; {which} stimmt etwas nicht, {comes}."

    def source_line(self, name: str, health: str) -> str:
        """One source."""
        return f"• {name} · {health}"

    def and_more(self, count: int) -> str:
        """After the lines that are shown."""
        return f"… und {number(count)} weitere."

    def source_heard(self, hours: float) -> str:
        """How a source is that answered in order."""
        return "eben gehört" if hours < 0.05 else f"vor {self._lasting(hours)} gehört"

    def source_waits(self) -> str:
        """How a source is that was not asked yet."""
        return "wartet darauf, dass ich sie zum ersten Mal ansehe"

    def source_is_paused(self) -> str:
        """How a source is that a steward paused."""
        return "vom Betreuungsteam angehalten"

    def source_is_gone(self) -> str:
        """How a source is that answered 410."""
        return "angehalten: Laut der Website gibt es sie endgültig nicht mehr"

    def source_is_another(self) -> str:
        """How a source is whose feed another source listens to."""
        return "angehalten: Diesen Feed höre ich schon über eine andere Quelle"

    def source_found_at(self, health: str, url: str) -> str:
        """The address of the feed, where it is not the one that was given."""
        return f"{health} (ihr Feed: {url})"

    def source_in_trouble(self, trouble: Trouble, hours: float | None) -> str:
        """How a source is that could not be heard. `hours`: since it last was; None: it never was."""
        lasting = "bisher" if hours is None else f"seit {self._lasting(hours)}"
        what, why = {
            Trouble.NOT_FOUND: ("nicht gefunden", "Die Adresse hat sich vielleicht geändert"),
            Trouble.BAD_ADDRESS: ("nicht geöffnet", "Mit dieser Adresse kann ich nichts anfangen"),
            Trouble.PRIVATE_ADDRESS: (
                "nicht gefragt",
                "Die Adresse führt in ein privates Netz, und dort frage ich nur Rechner, die in app.yaml stehen",
            ),
            Trouble.NO_CONNECTION: ("nicht erreicht", "Dort antwortet kein Server"),
            Trouble.TOO_SLOW: ("nicht gehört", "Der Server dort braucht zu lange"),
            Trouble.TOO_BIG: ("nicht gehört", "Was sie schickt, ist mir zu groß"),
            Trouble.TOO_MANY_REDIRECTS: ("nicht erreicht", "Die Adresse führt immer nur weiter zur nächsten"),
            Trouble.REFUSED: (
                "nicht hineingelassen",
                "Die Website verlangt eine Anmeldung oder weist Programme ab",
            ),
            Trouble.GONE: ("nicht gefunden", "Laut der Website gibt es sie endgültig nicht mehr"),
            Trouble.TOO_MANY: ("nicht gehört", "Die Website möchte seltener gefragt werden, darum warte ich"),
            Trouble.SERVER: ("nicht gehört", "Die Website meldet selbst einen Fehler"),
            Trouble.UNREADABLE: ("nicht gelesen", "Der Feed ist kaputt, und vielleicht weiß das dort noch niemand"),
            Trouble.NOT_A_FEED: (
                "kein Feed gefunden",
                "Die Seite dort nennt keinen. Manche Seiten verlinken ihren als „RSS“ oder „Feed“: Diese Adresse lässt sich stattdessen hinzufügen",
            ),
        }.get(trouble, ("nicht gelesen", "Was dort steht, konnte ich nicht verstehen"))
        return f"{lasting} {what}: {why}"

    def _lasting(self, hours: float) -> str:
        """A length of time in the dative, for "vor" and "seit"."""
        if hours < 1:
            return _counted(max(round(hours * 60), 1), "Minute", "Minuten")
        if hours < 36:
            return _counted(round(hours), "Stunde", "Stunden")
        return _counted(round(hours / 24), "Tag", "Tagen", one="einem")

    # ── Adding ──

    def add_source(self) -> str:
        """A button and a form."""
        return "Eine Quelle hinzufügen"

    def add_source_intro(self) -> str:
        """A form."""
        return "Die Adresse einer Seite genügt: Den Feed dazu suche ich selbst. Was heute dort steht, gilt als bekannt; was ab jetzt kommt, ist neu."

    def source_address(self) -> str:
        """A field."""
        return "Adresse"

    def source_address_hint(self) -> str:
        """A field's hint."""
        return "Ein Feed oder eine Seite wie blog.example.org"

    def source_name(self) -> str:
        """A field."""
        return "Name"

    def source_name_hint(self) -> str:
        """A field's hint."""
        return "Er steht auf Karten. Bleibt er leer, nehme ich den Titel der Seite."

    def add_source_submit(self) -> str:
        """A button."""
        return "Hinzufügen"

    def source_not_an_address(self) -> str:
        """What was typed is no web address."""
        return "Das konnte ich nicht als Adresse im Web lesen. So eine sieht etwa so aus: blog.example.org oder https://example.org/feed"

    def source_with_password(self) -> str:
        """The address carries a login."""
        return "In dieser Adresse steht ein Anmeldename oder ein Passwort, und so etwas speichere ich nicht; gibt es eine Adresse ohne das?"

    def source_known(self, name: str) -> str:
        """The address is one that is listened to."""
        return f"Die höre ich schon. Sie heißt {name}."

    def source_added(self, name: str) -> str:
        """Right after adding."""
        return f"Hinzugefügt: {name}"

    def source_added_text(self) -> str:
        """Right after adding."""
        return "Ich sehe sie mir zum ersten Mal an. Gleich kannst du sehen, wie es war."

    def see_sources(self) -> str:
        """A button under that."""
        return "Die Quellen ansehen"

    # ── Looking after one ──

    def look_after_source(self) -> str:
        """A button and a form."""
        return "Um eine Quelle kümmern"

    def look_after_source_intro(self) -> str:
        """A form."""
        return "Was in app.yaml steht, lässt sich hier anhalten; geändert und entfernt wird es dort."

    def which_source(self) -> str:
        """A field."""
        return "Welche Quelle?"

    def source_deed_question(self) -> str:
        """A field."""
        return "Was möchtest du tun?"

    def source_deed(self, deed: Deed) -> str:
        """What can be done."""
        return {
            Deed.PAUSE: "Anhalten",
            Deed.GO_ON: "Weitergehen lassen und gleich fragen",
            Deed.REMOVE: "Entfernen; was sie gebracht hat, bleibt",
            Deed.TRY: "Ausprobieren: sehen, was die letzten sieben Tage gebracht hätten",
        }[deed]

    def look_after_source_submit(self) -> str:
        """A button."""
        return "Weiter"

    def source_search(self) -> str:
        """A field, where there are too many to choose from."""
        return "Ein paar Buchstaben aus Name oder Adresse"

    def source_search_hint(self, count: int) -> str:
        """That field's hint."""
        return f"Es sind {number(count)} Quellen; zur Wahl stehen dann die mit diesen Buchstaben."

    def source_search_submit(self) -> str:
        """A button."""
        return "Suchen"

    def source_search_none(self) -> str:
        """No source has these letters."""
        return "Keine Quelle hat diese Buchstaben in Name oder Adresse."

    def source_search_many(self, count: int) -> str:
        """Too many sources have these letters."""
        return f"{number(count)} Quellen haben diese Buchstaben; mit ein paar mehr wird die Liste kürzer."

    def source_paused(self, name: str) -> str:
        """Right after pausing."""
        return f"{name} ist angehalten: Ich frage dort nicht mehr, bis jemand vom Betreuungsteam es weitergehen lässt."

    def source_paused_before(self, name: str) -> str:
        """It was paused already."""
        return f"{name} ist schon angehalten."

    def source_goes_on(self, name: str) -> str:
        """Right after letting it go on."""
        return f"{name} geht weiter: Ich frage dort innerhalb einer Minute."

    def source_going_on(self, name: str) -> str:
        """It was not paused, and nothing is wrong with it."""
        return f"{name} ist nicht angehalten, und alles ist in Ordnung."

    def source_removed(self, name: str) -> str:
        """Right after removing."""
        return f"{name} ist entfernt: Ich frage dort nicht mehr. Was diese Quelle gebracht hat, bleibt."

    def source_of_the_file(self, name: str) -> str:
        """Chat does not remove what app.yaml names."""
        return f"{name} steht in app.yaml und lässt sich nur dort entfernen. Hier lässt sich die Quelle anhalten."

    # ── Trying ──

    def try_title(self, name: str) -> str:
        """What a source would have brought."""
        return f"Was {name} gebracht hätte"

    def try_text(self, count: int, told: int) -> str:
        """Before the titles. `count` of all it `told` in seven days belong to a topic of a room."""
        heard = (
            "Die Quelle hat in den letzten sieben Tagen " + _counted(told, "Fund", "Funde", one="einen") + " gebracht"
        )
        fit = "Einer davon passt" if count == 1 else f"{number(count)} davon passen"
        return f"{heard}. {fit} zu Themen, denen Räume folgen. Das Beste davon hätten sie gehört, ein paar am Tag. Wer hier nachsieht, ändert nichts."

    def try_line(self, title: str, rooms: Sequence[str], more: int) -> str:
        """One title, with the rooms whose topics it fits, and how many more rooms."""
        return f"• {title} · {listed([*rooms, *([f'{number(more)} weitere'] if more else [])])}"

    def try_unheard(self, name: str) -> str:
        """It was never heard."""
        return (
            f"{name} habe ich noch nicht gehört, darum gibt es nichts zu sehen. Unter „Quellen“ steht, woran es liegt."
        )

    def try_silent(self, name: str) -> str:
        """It told nothing lately."""
        return f"{name} hat in den letzten sieben Tagen nichts gebracht."

    def try_no_topics(self) -> str:
        """No room follows anything."""
        return "Nichts: Noch folgt kein Raum einem Thema."

    def try_not_followed(self, told: int, topics: Sequence[str]) -> str:
        """Its items belong to topics that no room follows."""
        told_of = _counted(told, "Fund", "Funde", one="einen")
        return f"Nichts: Kein Raum folgt dem, worum es bei dieser Quelle geht. Sie hat in den letzten sieben Tagen {told_of} gebracht, zu diesen Themen: {listed(topics)}."

    def try_no_words(self, told: int, topics: Sequence[str]) -> str:
        """Its items have no word of any topic. `topics`: those that rooms follow."""
        told_of = _counted(told, "Fund", "Funde", one="einen")
        return f"Nichts: Die Quelle hat in den letzten sieben Tagen {told_of} gebracht, aber die Wörter der Themen kamen darin nicht vor. Räume folgen {listed(topics)}."


def _counted(count: int, single: str, several: str, *, one: str = "einer") -> str:
    return f"{one} {single}" if count == 1 else f"{number(count)} {several}"
