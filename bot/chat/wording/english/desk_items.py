"""A steward's desk: items, company pieces, reasons, and answers to rooms."""

from collections.abc import Sequence
from datetime import datetime

from bot.chat.wording.english.cards import Cards
from bot.chat.wording.english.speaking import day, listed
from bot.domain.items import ItemKind, Life


class DeskItems(Cards):
    """Each function says one thing."""

    # ── Finding one ──

    def desk_items(self) -> str:
        """A button, and the title of a form."""
        return "Items"

    def look_for_words(self) -> str:
        """A field."""
        return "Words, or a link"

    def look_for_hint(self) -> str:
        """A field's hint."""
        return "Left empty, it shows the newest of the last week."

    def look_for(self) -> str:
        """A button of a form."""
        return "Look"

    def look_again(self) -> str:
        """A button."""
        return "Look again"

    def items_none(self) -> str:
        """Nothing was found."""
        return "I know nothing like that. Stories are not looked through: they belong to their authors."

    def items_none_since(self, since: datetime) -> str:
        """Nothing was found among the newest; there are older ones."""
        return f"I know nothing like that among what was told since {day(since)} {since.year}. There are older items."

    def items_since(self, since: datetime) -> str:
        """How far back it was looked, where there are older ones."""
        return f"I looked back to {day(since)} {since.year}. There are older items."

    def look_further_back(self) -> str:
        """A button."""
        return "Look further back"

    def look_further_hint(self) -> str:
        """A field's hint, where what is older is looked through."""
        return "I look among what is older than what I have just looked through."

    def items_found(self, count: int) -> str:
        """Above what was found."""
        return "One item" if count == 1 else f"{count} items, the newest first"

    def item_named(self, title: str) -> str:
        """A button that shows an item."""
        return self.short(title)

    # ── One item ──

    def item_kind(self, kind: ItemKind) -> str:
        """What an item is."""
        return {
            ItemKind.FIND: "A find",
            ItemKind.COMPANY: self.from_the_company(),
            ItemKind.STORY: "A story",
        }[kind]

    def item_heard(self, sources: Sequence[str]) -> str:
        """Where it was heard."""
        return f"Heard in {listed(sources)}"

    def item_stands(self, room: str, life: Life) -> str:
        """Where it stands, and how."""
        return {
            Life.HEARD: f"Stands in {room} and asks nothing",
            Life.ASKING: f"Stands in {room} and asks",
            Life.OVER: f"Stood in {room}",
        }[life]

    def item_nowhere(self) -> str:
        """It stands in no room."""
        return "Stands in no room now"

    def item_corrected(self) -> str:
        """A steward corrected its words."""
        return "Corrected by a steward; no source changes its words any more"

    def item_labelled(self) -> str:
        """A label, or corrected words, were kept."""
        return "Done. What stands in rooms is drawn anew."

    def item_gone(self) -> str:
        """A press on an item that is no more."""
        return "That item does not exist any more: it was withdrawn, or its time is over."

    def story_is_its_authors(self) -> str:
        """A steward wants to do something to a story."""
        return (
            "That is a story, and it belongs to its author: they alone change it, put it into a room or take it back."
        )

    # ── Putting it up ──

    def put_up(self) -> str:
        """A button, and the title of a form."""
        return "Put it up"

    def put_up_intro(self, asks: bool) -> str:
        """A form. Not `asks`: a label keeps it from being shared."""
        if not asks:
            return "Its card will say that a steward put it there. While its label holds, it does not ask “Worth sharing?”."
        return "Its card will ask “Worth sharing?” in that room, and say that a steward put it there."

    def put_up_by_stewards(self, asks: bool) -> str:
        """The question, and that a steward put it there."""
        return "Worth sharing? · put here by a steward" if asks else "Put here by a steward"

    def asks_already(self, room: str) -> str:
        """Its card asks there already."""
        return f"It asks in {room} already."

    def item_goes(self, room: str, stopped: bool) -> str:
        """A card is on its way, or waits while everything is `stopped`."""
        return f"Done. It comes to {room} {_when(stopped)}."

    # ── Labels and words ──

    def label(self) -> str:
        """A button, and the title of a form."""
        return "Label"

    def label_intro(self) -> str:
        """A form."""
        return "While a label holds, no card offers sharing. Cards that stand in rooms change at once."

    def label_question(self) -> str:
        """A field."""
        return "What holds for it?"

    def label_named(self, label: str) -> str:
        """A choice."""
        return {
            "none": "It may be shared",
            "internal": "Internal only",
            "not_before": "Not before a day",
        }[label]

    def label_day(self) -> str:
        """A field."""
        return "The day it may be shared from"

    def label_day_missing(self) -> str:
        """A day is missing, or cannot be read."""
        return "Please give the day it may be shared from, such as 2026-12-24."

    def label_day_not_ahead(self) -> str:
        """A day that is over, or very far away."""
        return "Please give a day that is still to come, within the next three years."

    def correct(self) -> str:
        """A button, and the title of a form."""
        return "Correct"

    def correct_intro(self) -> str:
        """A form."""
        return "Cards that stand in rooms change too, and what a source says later does not undo it."

    def item_title(self) -> str:
        """A field."""
        return "Title"

    def item_text(self) -> str:
        """A field."""
        return "A sentence or three"

    def order_otherwise(self) -> str:
        """How a text that reads as an order could be said."""
        return "For example: “If you like this, …”, or simply what it is about."

    def leave_it_so_hint(self) -> str:
        """The hint of a box."""
        return "Needed only if I say that a sentence reads as an order. It is your decision."

    # ── Withdrawing ──

    def withdraw_item(self) -> str:
        """A button."""
        return "Withdraw it"

    def withdraw_item_title(self, title: str) -> str:
        """Asked once more."""
        return f"Withdraw “{title}”?"

    def withdraw_item_text(self, rooms: Sequence[str]) -> str:
        """What withdrawing does."""
        where = f" Its card in {listed(rooms)} will say that it was taken back." if rooms else ""
        return f"Its words are deleted, and nothing brings it back.{where}"

    def withdraw_item_yes(self) -> str:
        """The second press."""
        return "Yes, withdraw it"

    def item_withdrawn(self) -> str:
        """It was withdrawn."""
        return "Withdrawn. Where it stood, its card says so, and nothing about it leaves any more."

    # ── Company pieces ──

    def company_piece(self) -> str:
        """A button, and the title of a form."""
        return "Bring a company piece"

    def company_piece_intro(self) -> str:
        """A form."""
        return "Its card says that it comes from the company. Colleagues decide for themselves what they do with it."

    def piece_link(self) -> str:
        """A field."""
        return "Link, if there is one"

    def piece_known(self) -> str:
        """The link was known before."""
        return "I know this link already, so here is what it is; nothing was changed"

    def share_reached(self, room: str, company: int, others: int) -> str:
        """The company's share of a room is reached."""
        return (
            f"In {room}, {_of_all_asking(company, others)} the company's own. That is as much as app.yaml allows, so "
            "nothing was put there. There is room again when more cards of other kinds have asked."
        )

    def share_waits(self, company: int, others: int) -> str:
        """Why a company card that enough colleagues wanted does not ask."""
        return (
            f"Enough colleagues found it worth sharing, but it does not ask yet: {_of_all_asking(company, others)} "
            "the company's own, and its share is kept small. A later press may change that."
        )

    # ── Reasons, and answers to rooms ──

    def desk_reasons(self) -> str:
        """A button, and a title."""
        return "Why things were not for us"

    def reason_line(self, room: str, reason: str, people: int) -> str:
        """One reason, and how many people gave it, told in steps of five."""
        return f"• {room or 'Over all rooms'} · {self.not_for_us_reason(reason)} · {people} people or more"

    def reasons_none(self) -> str:
        """Nothing may be told."""
        return "Nothing yet that five people or more said."

    def reasons_note(self) -> str:
        """How it is counted."""
        return "Of the last 90 days, told in steps of five people. What fewer say is shown to nobody."

    def answer_room(self) -> str:
        """A button."""
        return "Answer a room"

    def answer_this_room(self, room: str) -> str:
        """A button."""
        return f"Answer {room}"

    def answer_it(self) -> str:
        """The same, beside the room's name."""
        return "Answer"

    def answer_room_intro(self) -> str:
        """A form."""
        return "A few plain lines for everyone in that room. They ask nothing, and nothing about them is counted."

    def answer_room_text(self) -> str:
        """A field."""
        return "What you heard, and what was done about it"

    def room_answered(self, room: str, stopped: bool) -> str:
        """An answer is on its way, or waits while everything is `stopped`."""
        return f"Thank you. It comes to {room} {_when(stopped)}."

    # ── Notices in rooms ──

    def you_said(self) -> str:
        """The title of an answer to a room."""
        return "You said, we did"

    def stopped_title(self) -> str:
        """Everything was stopped."""
        return "Earshot is stopped for now"

    def stopped_text(self) -> str:
        """Everything was stopped."""
        return "No new cards and no nudges come until a steward lets it go on. What stands here stays."

    def goes_on_title(self) -> str:
        """Everything goes on."""
        return "Earshot goes on"

    def goes_on_text(self) -> str:
        """Everything goes on."""
        return "New cards may come again, as many as before."


def _of_all_asking(company: int, others: int) -> str:
    """How many of a room's asking cards, before "the company's own"."""
    if others == 0 and company == 1:
        return "the one card that began to ask in the last 30 days is"
    verb = "is" if company == 1 else "are"
    return f"{company} of the {company + others} cards that began to ask in the last 30 days {verb}"


def _when(stopped: bool) -> str:
    """When something comes to a room."""
    return "when everything goes on again" if stopped else "at once, or when its quiet hours are over"
