"""Der Schreibtisch des Betreuungsteams: Fundstücke, Sachen vom Unternehmen, Gründe, und Antworten an Räume."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.wording.english.desk_items import DeskItems as English
from bot.chat.wording.german.cards import Cards
from bot.chat.wording.german.names import Names
from bot.chat.wording.german.speaking import date, listed, quoted
from bot.domain.items import ItemKind, Life


class DeskItems(Cards, Names, English):
    """Each function says one thing."""

    # ── Finding one ──

    def desk_items(self) -> str:
        """A button, and the title of a form."""
        return "Funde und anderes"

    def look_for_words(self) -> str:
        """A field."""
        return "Wörter oder ein Link"

    def look_for_hint(self) -> str:
        """A field's hint."""
        return "Bleibt das Feld leer, siehst du das Neueste der letzten Woche."

    def look_for(self) -> str:
        """A button of a form."""
        return "Suchen"

    def look_again(self) -> str:
        """A button."""
        return "Noch einmal suchen"

    def items_none(self) -> str:
        """Nothing was found."""
        return "So etwas kenne ich nicht. In Geschichten suche ich nicht: Sie gehören denen, die sie erzählen."

    def items_none_since(self, since: datetime) -> str:
        """Nothing was found among the newest; there are older ones."""
        return f"Unter dem, was seit dem {date(since)} erzählt wurde, ist nichts dergleichen. Es gibt noch Älteres."

    def items_since(self, since: datetime) -> str:
        """How far back it was looked, where there are older ones."""
        return f"Ich habe bis zum {date(since)} zurück gesucht. Es gibt noch Älteres."

    def look_further_back(self) -> str:
        """A button."""
        return "Weiter zurück suchen"

    def look_further_hint(self) -> str:
        """A field's hint, where what is older is looked through."""
        return "Ich suche in dem, was älter ist als das, worin ich gerade gesucht habe."

    def items_found(self, count: int) -> str:
        """Above what was found."""
        return "Das habe ich gefunden" if count == 1 else f"{count} gefunden, das Neueste zuerst"

    def item_named(self, title: str) -> str:
        """A button that shows an item."""
        return self.short(title)

    # ── One item ──

    def item_kind(self, kind: ItemKind) -> str:
        """What an item is."""
        return {
            ItemKind.FIND: "Ein Fund",
            ItemKind.COMPANY: self.from_the_company(),
            ItemKind.STORY: "Eine Geschichte",
        }[kind]

    def item_heard(self, sources: Sequence[str]) -> str:
        """Where it was heard."""
        return f"Gehört bei {listed(sources)}"

    def item_stands(self, room: str, life: Life) -> str:
        """Where it stands, and how."""
        return {
            Life.HEARD: f"Steht in {room} und fragt nichts",
            Life.ASKING: f"Steht in {room} und fragt",
            Life.OVER: f"Stand in {room}",
        }[life]

    def item_nowhere(self) -> str:
        """It stands in no room."""
        return "Steht gerade in keinem Raum"

    def item_corrected(self) -> str:
        """A steward corrected its words."""
        return "Vom Betreuungsteam berichtigt; keine Quelle ändert den Wortlaut mehr"

    def item_labelled(self) -> str:
        """A label was kept."""
        return "Erledigt. Was in Räumen steht, wird neu gezeichnet."

    def item_gone(self) -> str:
        """A press on an item that is no more."""
        return "Das gibt es nicht mehr: Es wurde zurückgezogen, oder seine Zeit ist um."

    def story_is_its_authors(self) -> str:
        """A steward wants to do something to a story."""
        return "Das ist eine Geschichte, und sie gehört der Person, die sie erzählt: Niemand sonst ändert sie, stellt sie in einen Raum oder nimmt sie zurück."

    # ── Putting it up ──

    def put_up(self) -> str:
        """A button, and the title of a form."""
        return "In einen Raum stellen"

    def put_up_intro(self, asks: bool) -> str:
        """A form. Not `asks`: a label keeps it from being shared."""
        if not asks:
            return (
                "Die Karte sagt dort, dass das Betreuungsteam sie hingestellt hat. "
                "Solange die Kennzeichnung gilt, fragt sie nicht „Teilenswert?“."
            )
        return "Die Karte fragt dort „Teilenswert?“ und sagt, dass das Betreuungsteam sie hingestellt hat."

    def put_up_by_stewards(self, asks: bool) -> str:
        """The question, and that a steward put it there."""
        return "Teilenswert? · vom Betreuungsteam hingestellt" if asks else "Vom Betreuungsteam hingestellt"

    def asks_already(self, room: str) -> str:
        """Its card asks there already."""
        return f"In {room} fragt die Karte schon."

    def item_goes(self, room: str, stopped: bool) -> str:
        """A card is on its way, or waits while everything is `stopped`."""
        return f"Erledigt. Es kommt nach {room}, {_when(stopped)}."

    # ── Labels and words ──

    def label(self) -> str:
        """A button, and the title of a form."""
        return "Kennzeichnen"

    def label_intro(self) -> str:
        """A form."""
        return "Solange eine Kennzeichnung gilt, bietet keine Karte das Teilen an. Karten in Räumen ändern sich gleich."

    def label_question(self) -> str:
        """A field."""
        return "Was gilt dafür?"

    def label_named(self, label: str) -> str:
        """A choice."""
        return {
            "none": "Darf geteilt werden",
            "internal": "Nur intern",
            "not_before": "Erst ab einem Tag",
        }[label]

    def label_day(self) -> str:
        """A field."""
        return "Der Tag, ab dem es geteilt werden darf"

    def label_day_missing(self) -> str:
        """A day is missing, or cannot be read."""
        return "Bitte gib den Tag an, ab dem es geteilt werden darf, zum Beispiel 2026-12-24."

    def label_day_not_ahead(self) -> str:
        """A day that is over, or very far away."""
        return "Bitte gib einen Tag an, der noch kommt, innerhalb der nächsten drei Jahre."

    def correct(self) -> str:
        """A button, and the title of a form."""
        return "Berichtigen"

    def correct_intro(self) -> str:
        """A form."""
        return "Karten in Räumen ändern sich mit, und was eine Quelle später sagt, macht es nicht rückgängig."

    def item_title(self) -> str:
        """A field."""
        return "Titel"

    def item_text(self) -> str:
        """A field."""
        return "Ein bis drei Sätze"

    def order_otherwise(self) -> str:
        """How a text that reads as an order could be said."""
        return "Zum Beispiel: „Wenn du das gut findest, …“, oder einfach, worum es geht."

    def leave_it_so_hint(self) -> str:
        """The hint of a box."""
        return "Nur nötig, wenn ich sage, dass sich ein Satz wie eine Anweisung liest. Du entscheidest."

    # ── Withdrawing ──

    def withdraw_item(self) -> str:
        """A button."""
        return "Zurückziehen"

    def withdraw_item_title(self, title: str) -> str:
        """Asked once more."""
        return f"{quoted(title)} zurückziehen?"

    def withdraw_item_text(self, rooms: Sequence[str]) -> str:
        """What withdrawing does."""
        where = f" Die Karte in {listed(rooms)} sagt dann, dass es zurückgenommen wurde." if rooms else ""
        return f"Der Wortlaut wird gelöscht, und nichts bringt ihn zurück.{where}"

    def withdraw_item_yes(self) -> str:
        """The second press."""
        return "Ja, zurückziehen"

    def item_withdrawn(self) -> str:
        """It was withdrawn."""
        return "Zurückgezogen. Wo es stand, sagt die Karte das, und nichts davon geht mehr hinaus."

    # ── Company pieces ──

    def company_piece(self) -> str:
        """A button, and the title of a form."""
        return "Vom Unternehmen bringen"

    def company_piece_intro(self) -> str:
        """A form."""
        return "Die Karte sagt, dass es vom Unternehmen kommt. Was jemand damit macht, ist eine freie Wahl."

    def piece_link(self) -> str:
        """A field."""
        return "Link, falls es einen gibt"

    def piece_known(self) -> str:
        """The link was known before."""
        return "Diesen Link kenne ich schon, darum steht hier, was es ist; geändert wurde nichts"

    def share_reached(self, room: str, company: int, others: int) -> str:
        """The company's share of a room is reached."""
        return (
            f"In {room} {_of_all_asking(company, others)} vom Unternehmen selbst. So viel erlaubt app.yaml, darum "
            "wurde nichts hingestellt. Platz ist wieder, wenn mehr andere Karten gefragt haben."
        )

    def share_waits(self, company: int, others: int) -> str:
        """Why a company card that enough colleagues wanted does not ask."""
        return (
            "Genügend Leute fanden es teilenswert, aber die Karte fragt noch nicht: In diesem Raum "
            f"{_of_all_asking(company, others)} vom Unternehmen selbst, und dieser Anteil bleibt klein. Ein "
            "späterer Klick kann das ändern."
        )

    # ── Reasons, and answers to rooms ──

    def desk_reasons(self) -> str:
        """A button, and a title."""
        return "Warum es nichts für uns war"

    def reason_line(self, room: str, reason: str, people: int) -> str:
        """One reason, and how many people gave it, told in steps of five."""
        return f"• {room or 'Über alle Räume'} · {self.not_for_us_reason(reason)} · {people} Leute oder mehr"

    def reasons_none(self) -> str:
        """Nothing may be told."""
        return "Noch nichts, was fünf Leute oder mehr gesagt haben."

    def reasons_note(self) -> str:
        """How it is counted."""
        return "Aus den letzten 90 Tagen, in Fünferschritten. Was weniger Leute sagen, sieht niemand."

    def answer_room(self) -> str:
        """A button."""
        return "Einem Raum antworten"

    def answer_this_room(self, room: str) -> str:
        """A button."""
        return f"Antwort an {room}"

    def answer_it(self) -> str:
        """The same, beside the room's name."""
        return "Antworten"

    def answer_room_intro(self) -> str:
        """A form."""
        return "Ein paar einfache Zeilen für alle in diesem Raum. Sie fragen nichts, und nichts daran wird gezählt."

    def answer_room_text(self) -> str:
        """A field."""
        return "Was du gehört hast, und was daraus wurde"

    def room_answered(self, room: str, stopped: bool) -> str:
        """An answer is on its way, or waits while everything is `stopped`."""
        return f"Danke. Es kommt nach {room}, {_when(stopped)}."

    # ── Notices in rooms ──

    def you_said(self) -> str:
        """The title of an answer to a room."""
        return "Gehört und umgesetzt"

    def stopped_title(self) -> str:
        """Everything was stopped."""
        return "Earshot ist vorerst angehalten"

    def stopped_text(self) -> str:
        """Everything was stopped."""
        return "Neue Karten und Anregungen kommen erst, wenn das Betreuungsteam es weitergehen lässt. Was hier steht, bleibt."

    def goes_on_title(self) -> str:
        """Everything goes on."""
        return "Earshot geht weiter"

    def goes_on_text(self) -> str:
        """Everything goes on."""
        return "Neue Karten können wieder kommen, so viele wie vorher."


def _of_all_asking(company: int, others: int) -> str:
    """How many of a room's asking cards, before "the company's own"."""
    if others == 0 and company == 1:
        return "ist die eine Karte, die in den letzten 30 Tagen zu fragen begann,"
    verb, count = ("ist", "eine") if company == 1 else ("sind", str(company))
    return f"{verb} {count} von {company + others} Karten, die in den letzten 30 Tagen zu fragen begannen,"


def _when(stopped: bool) -> str:
    """When something comes to a room."""
    return "sobald alles weitergeht" if stopped else "gleich oder wenn die ruhigen Stunden dort vorbei sind"
