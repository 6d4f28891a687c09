"""Finds: bringing a link, and where it went."""

from bot.chat.wording.english import finds as english


class Finds(english.Finds):
    """Each function says one thing."""

    def find_title(self) -> str:
        """A form."""
        return "Einen Fund mitbringen"

    def find_link(self) -> str:
        """A field."""
        return "Der Link"

    def find_which(self) -> str:
        """A field, where a message has several links."""
        return "Welcher Link?"

    def find_none_there(self) -> str:
        """A message was handed over that has no link in it."""
        return (
            "Darin sehe ich keinen Link. Ein Fund braucht einen: Schreib „find https://…“ und warum er interessant ist."
        )

    def find_why(self) -> str:
        """A field."""
        return "Warum ist er interessant?"

    def find_named(self) -> str:
        """A field."""
        return "Meinen Namen auf der Karte zeigen"

    def find_named_hint(self) -> str:
        """A field's hint."""
        return "Ohne diesen Haken steht kein Name dabei."

    def find_submit(self) -> str:
        """A button."""
        return "Mitbringen"

    def find_intro(self, *, here: bool) -> str:
        """A form. `here`: it was opened in a room, so that is where it goes."""
        where = "in diesen Raum" if here else "in den Raum, zu dem sein Thema passt"
        return f"Ein Link, den andere vielleicht teilenswert finden. Ich sehe ihn mir an und stelle ihn {where}, zusammen mit dieser Frage."

    def find_thanks(self, room: str, *, told: bool) -> str:
        """Right after bringing a find, in this room or, where it is empty, in private."""
        where = f" Er kommt in den Raum {room}." if room else " Er kommt in den Raum, zu dem sein Thema passt."
        return "Danke, ich sehe mir den Link an." + (" Wohin er kommt, sage ich dir privat." if told else where)

    def find_no_link(self) -> str:
        """A find without a link."""
        return "Welcher Link? Schreib es so: find https://… warum er interessant ist"

    def find_bad_link(self, reason: str) -> str:
        """A link that is none."""
        return {
            "scheme": "Das ist kein Link ins Web: So einer beginnt mit http:// oder https://, zum Beispiel https://example.org/page",
            "password": "In diesem Link steht ein Anmeldename oder ein Passwort; bitte bring ihn ohne das mit.",
            "too_long": "Dieser Link ist mir zu lang; gibt es einen kürzeren?",
        }.get(reason, "Das konnte ich nicht als Link ins Web lesen. Er sieht etwa so aus: https://example.org/page")

    def find_already(self, room: str) -> str:
        """The same person brought the same link before."""
        return (
            f"Das hast du schon mitgebracht; es steht im Raum {room}."
            if room
            else "Das hast du schon mitgebracht; ich sehe es mir noch an."
        )

    def find_stands(self, room: str) -> str:
        """News of a find."""
        return f"Danke: Was du mitgebracht hast, steht jetzt im Raum {room} oder kommt dorthin, sobald die Ruhezeit vorbei ist."

    def find_no_room(self) -> str:
        """News of a find whose topics fit no room."""
        return "Danke. Dieses Thema passt zu keinem Raum, darum steht dein Fund noch nirgends: Magst du einen Raum aussuchen?"

    def your_find(self) -> str:
        """A find whose page has no title."""
        return "Der Link, den du mitgebracht hast"

    def find_trouble(self, trouble: str) -> str:
        """Why a link could not be read."""
        why = {
            "not_found": "Unter dieser Adresse gibt es keine Seite (mehr)",
            "gone": "Die Seite gibt es endgültig nicht mehr",
            "refused": "Die Seite verlangt eine Anmeldung oder lässt mich nicht hinein",
            "too_many": "Die Seite ist gerade zu beschäftigt, um mich hineinzulassen",
            "too_slow": "Die Seite hat nicht rechtzeitig geantwortet",
            "too_big": "Die Seite ist mir zu groß",
            "too_many_redirects": "Die Adresse führte immer nur zu einer anderen",
            "no_connection": "Die Seite war nicht erreichbar",
            "private_address": "Er führt in ein privates Netz, und dorthin gehe ich nicht",
            "bad_address": "Diese Adresse kann ich nicht öffnen",
            "server": "Die Seite hat selbst einen Fehler gemeldet",
        }.get(trouble, "Ich konnte die Seite nicht lesen")
        return f"Mit deinem Link kam ich nicht weiter: {why}. Gibt es einen anderen Link zur selben Sache? Wenn du dazuschreibst, warum sie interessant ist, nehme ich deine Worte, wo ich die Seite nicht lesen darf."

    def find_about(self) -> str:
        """News of a find says what it is about."""
        return "Zu dem Link, den du mitgebracht hast"

    def choose_another_room(self) -> str:
        """A button."""
        return "Einen anderen Raum aussuchen"

    def choose_room(self) -> str:
        """A button and a form."""
        return "Einen Raum aussuchen"

    def which_room(self) -> str:
        """A field."""
        return "Welcher Raum?"

    def put_it_there(self) -> str:
        """A button."""
        return "Dorthin stellen"

    def find_moved(self, room: str) -> str:
        """Right after choosing a room."""
        return f"Erledigt: Er kommt in den Raum {room}."

    def no_rooms(self) -> str:
        """The bot is in no room."""
        return "Ich bin noch in keinem Raum, der allen offensteht; jemand kann mich in einen einladen."
