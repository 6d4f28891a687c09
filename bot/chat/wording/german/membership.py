"""Joining, pausing, leaving, being forgotten, and all that is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english import membership as english
from bot.chat.wording.german.speaking import clock, day, number, quoted, short


class Membership(english.Membership):
    """Each function says one thing."""

    def joining_title(self) -> str:
        """The page before joining."""
        return "Bevor du mitmachst"

    def joining_intro(self, company: str) -> str:
        """The first lines of the page before joining."""
        return f"Earshot hört, was draußen über {company}, unser Fachgebiet und unsere Berufe gesagt wird, und zeigt das Wenige, das wichtig ist. Wenn du selbst etwas sagen möchtest, hilft es dir, deine eigenen Worte zu finden."

    def joining_what(self) -> str:
        """A heading."""
        return "Was es ist"

    def joining_what_text(self) -> str:
        """What it is."""
        return "Karten in Räumen stellen eine einzige, freiwillige Frage: teilenswert? Wenn du mitmachst, bekommst du auch Hilfe bei Entwürfen, kannst Geschichten erzählen, dir etwas merken und, nur wenn du das einschaltest, ab und zu eine Anregung bekommen. Fertige Texte zum Einfügen gibt es nie, und es wird nichts für dich veröffentlicht."

    def joining_kept(self) -> str:
        """A heading."""
        return "Was gespeichert wird"

    def joining_kept_text(self, days: int) -> str:
        """What is kept."""
        return f"Was du anklickst ({days} Tage lang), was du auswählst, deine Entwürfe und Geschichten, dein Vorname, deine Zeitzone und deine Sprache. Nicht gespeichert wird, was du nicht beachtest, was in Räumen gesprochen wird und ob du etwas veröffentlicht hast."

    def joining_seen(self) -> str:
        """A heading."""
        return "Wer es sieht"

    def joining_seen_text(self) -> str:
        """Who sees it."""
        return "Du. Andere sehen Zahlen ab fünf Personen, nie Namen. Eine Liste, wer mitmacht, gibt es nicht, für niemanden. Ein Emoji auf einer Karte sehen alle, wie überall; was du mit den Knöpfen tust, siehst nur du."

    def joining_free(self) -> str:
        """A heading."""
        return "Du entscheidest frei"

    def joining_free_text(self) -> str:
        """That it is a free choice."""
        return "Mitmachen ist immer freiwillig, und Aufhören auch: Für eine Pause und fürs Aufhören genügt je ein Klick, fürs Vergessen sind es zwei. Nicht mitzumachen hat keine Folgen, und niemand kann es sehen. Einen Fund kannst du auch so mitbringen."

    def joining_short(self) -> str:
        """The page before joining, in a few lines."""
        return "Earshot speichert, was du anklickst und auswählst, zeigt es niemandem außer dir und schickt dir nichts, worum du nicht gebeten hast. Für eine Pause und fürs Aufhören genügt je ein Klick. Du entscheidest immer frei."

    def join(self) -> str:
        """A button."""
        return "Mitmachen"

    def read_more(self) -> str:
        """A button."""
        return "Erst mehr lesen"

    def joined(self, name: str) -> str:
        """Right after joining."""
        return f"Willkommen{', ' + name if name else ''}. Ich schicke dir nichts, worum du nicht bittest: Anregungen sind aus. Wenn du magst, wähle die Netzwerke, für die du Hilfe möchtest, oder halte Arbeit und soziale Netzwerke getrennt; alles andere findest du auf deiner Seite."

    def already_joined(self) -> str:
        """Joined before."""
        return "Du machst schon mit. „me“ öffnet deine Seite."

    def join_first(self) -> str:
        """What needs a member, said to someone who is none."""
        return "Das geht, wenn du mitmachst. Mitmachen ist ein Klick, Aufhören auch; sieh es dir erst einmal an:"

    def left(self) -> str:
        """Right after leaving."""
        return "Du machst nicht mehr mit. Ich schicke dir nichts mehr. Was du ausgewählt und geschrieben hast, bleibt, bis du „forget“ sagst; mit „join“ bist du wieder dabei."

    def not_joined(self) -> str:
        """Leaving without having joined."""
        return "Du machst nicht mit, also gibt es nichts zu beenden."

    def leave(self) -> str:
        """A button."""
        return "Aufhören"

    def pause(self) -> str:
        """A button."""
        return "Pause machen"

    def resume(self) -> str:
        """A button."""
        return "Pause beenden"

    def resumed(self) -> str:
        """Right after resuming."""
        return "Willkommen zurück. Alles ist noch so wie vorher."

    def not_paused(self) -> str:
        """Resuming without a pause."""
        return "Du machst gerade keine Pause."

    def paused_until(self, until: datetime, zone: str) -> str:
        """While paused."""
        end = until.astimezone(ZoneInfo(zone))
        return f"Pause bis {day(end)}, {clock(end)}. Bis dahin bekommst du nur Antworten auf das, was du selbst tust."

    def pause_not_understood(self, words: str) -> str:
        """A pause we could not read."""
        return f"Ich konnte {quoted(short(words, 60))} nicht als Zeit lesen. So geht es zum Beispiel: „2 Wochen“, „3 Tage“, „bis Montag“ oder „bis 7.1.“; höchstens ein Jahr."

    def pause_title(self) -> str:
        """A form."""
        return "Pause machen"

    def pause_question(self) -> str:
        """A field."""
        return "Wie lange?"

    def pause_hint(self) -> str:
        """A field's hint."""
        return "Zum Beispiel 2 Wochen, 3 Tage, bis Montag, bis 7.1."

    def pause_usual(self) -> str:
        """What stands in the field at first."""
        return "2 Wochen"

    def pause_submit(self) -> str:
        """A button."""
        return "Pause machen"

    def forget_question(self) -> str:
        """The first of two presses."""
        return "Soll ich alles über dich vergessen? Deine Antworten, deine Auswahl, deine Entwürfe, alles Gemerkte und deine Erinnerungen werden gelöscht. Deine Geschichten werden zurückgenommen. Was du mitgebracht hast, bleibt, aber ohne deinen Namen. Das lässt sich nicht rückgängig machen."

    def forget_title(self) -> str:
        """The first of two presses."""
        return "Vergiss mich"

    def forget_yes(self) -> str:
        """The second press."""
        return "Ja, vergiss mich"

    def forgotten(self) -> str:
        """Right after forgetting."""
        return "Vergessen. Ich kenne dich nicht mehr, und nichts führt zu dir zurück."

    def nothing_known(self) -> str:
        """Forget or export, by someone of whom nothing is kept."""
        return "Über dich ist nichts gespeichert."

    def export_title(self) -> str:
        """The person's data."""
        return "Alles, was über dich gespeichert ist"

    def export_intro(self) -> str:
        """The person's data: how to read it."""
        return "Zuerst in Worten, dann vollständig als JSON für Maschinen."

    def export_go_on(self, part: int, of: int) -> str:
        """A button that leads on, where the person's data is long."""
        return f"Weiter (Teil {part} von {of})"

    def export_line(self, what: str, count: int) -> str:
        """One line of the person's data in words."""
        return f"{what}: {number(count)}"

    def export_day(self, at: datetime) -> str:
        """A day in the person's data."""
        return f"{at:%d.%m.%Y}"

    def export_yes(self) -> str:
        """Something in the person's data that is so."""
        return "ja"

    def export_field(self, what: str) -> str:
        """What stands before a value, where the value alone would not be understood."""
        return {
            "zone": "Zeitzone",
            "language": "Sprache laut Profil",
            "chosen_language": "Sprache deiner Wahl",
            "joined_at": "dabei seit",
            "paused_until": "Pause bis",
            "nudges": "Anregungen",
            "networks": "Netzwerke",
            "apart": "Arbeit und soziale Netzwerke getrennt",
            "never_days": "nie am",
            "boundaries": "Grenzen",
            "switched_off": "ausgeschaltet",
        }.get(what, what.replace("_", " "))

    def export_names(self, table: str) -> str:
        """What a kind of data is called."""
        return {
            "person": "Du",
            "answers": "Antworten",
            "drafts": "Entwürfe",
            "stories": "Geschichten",
            "finds": "Links, die du mitgebracht hast",
            "topics": "Themen, die du gewählt hast",
            "reminders": "Erinnerungen",
            "namings": "Geschichten, in denen du genannt bist",
            "names in your stories": "Namen in deinen Geschichten",
            "asides": "Reaktionen, die ein paar Minuten lang aufgehoben werden",
            "acts": "Was du als Betreuung getan hast",
            "outgoing": "Nachrichten an dich, die noch warten oder vor Kurzem hinausgingen",
        }.get(table, table)
