"""A steward's desk: the sources."""

from collections.abc import Sequence

from bot.chat.wording.english.speaking import listed
from bot.domain.health import Trouble
from bot.domain.sources import Deed


class DeskSources:
    """Each function says one thing."""

    # ── How they are ──

    def sources_title(self) -> str:
        """A button of the desk, and the card it shows."""
        return "Sources"

    def sources_none(self) -> str:
        """There is no source."""
        return "There is no source yet: I hear nothing but what colleagues bring."

    def sources_text(self, count: int, troubled: int) -> str:
        """How many there are, before the lines about them. `troubled`: how many need a look."""
        all_of_them = "One source" if count == 1 else f"{count} sources"
        if not troubled:
            return f"{all_of_them}, and nothing is wrong."
        if count == 1:
            return "One source, and it needs a look."
        need = "one needs a look, and stands first" if troubled == 1 else f"{troubled} need a look, and stand first"
        return f"{all_of_them}; {need}."

    def source_line(self, name: str, health: str) -> str:
        """One source."""
        return f"• {name} · {health}"

    def and_more(self, count: int) -> str:
        """After the lines that are shown."""
        return f"… and {count} more."

    def source_heard(self, hours: float) -> str:
        """How a source is that answered in order."""
        return "heard just now" if hours < 0.05 else f"heard {self._lasting(hours)} ago"

    def source_waits(self) -> str:
        """How a source is that was not asked yet."""
        return "waits for its first look"

    def source_is_paused(self) -> str:
        """How a source is that a steward paused."""
        return "paused by a steward"

    def source_is_gone(self) -> str:
        """How a source is that answered 410."""
        return "paused: the site says it is gone for good"

    def source_is_another(self) -> str:
        """How a source is whose feed another source listens to."""
        return "paused: another source listens to this feed already"

    def source_found_at(self, health: str, url: str) -> str:
        """The address of the feed, where it is not the one that was given."""
        return f"{health} (its feed: {url})"

    def source_in_trouble(self, trouble: Trouble, hours: float | None) -> str:
        """How a source is that could not be heard. `hours`: since it last was; None: it never was."""
        lasting = "so far" if hours is None else f"for {self._lasting(hours)}"
        what, why = {
            Trouble.NOT_FOUND: ("not found", "the address may have changed"),
            Trouble.BAD_ADDRESS: ("not opened", "the address is none that I can use"),
            Trouble.PRIVATE_ADDRESS: (
                "not asked",
                "the address leads into a private network, where I go only to hosts that app.yaml names",
            ),
            Trouble.NO_CONNECTION: ("not reached", "no server answers there"),
            Trouble.TOO_SLOW: ("not heard", "its server takes too long"),
            Trouble.TOO_BIG: ("not heard", "what it sends is too big for me"),
            Trouble.TOO_MANY_REDIRECTS: ("not reached", "the address only leads from one to the next"),
            Trouble.REFUSED: ("not let in", "the site asks for a login, or turns programs away"),
            Trouble.GONE: ("not found", "the site says it is gone for good"),
            Trouble.TOO_MANY: ("not heard", "the site wants to be asked less often, so I wait"),
            Trouble.SERVER: ("not heard", "the site answers with an error of its own"),
            Trouble.UNREADABLE: ("not read", "the feed is broken, and perhaps nobody there knows yet"),
            Trouble.NOT_A_FEED: (
                "no feed found",
                "the page there names none. Some pages link to theirs as “RSS” or “feed”: that address can be added instead",
            ),
        }.get(trouble, ("not read", "I could not make sense of what stands there"))
        return f"{what} {lasting}: {why}"

    def _lasting(self, hours: float) -> str:
        if hours < 1:
            return _counted(max(round(hours * 60), 1), "minute")
        return _counted(round(hours), "hour") if hours < 36 else _counted(round(hours / 24), "day")

    # ── Adding ──

    def add_source(self) -> str:
        """A button and a form."""
        return "Add a source"

    def add_source_intro(self) -> str:
        """A form."""
        return "The address of a page is enough: I look for its feed. What stands there today is known; what comes from now on is news."

    def source_address(self) -> str:
        """A field."""
        return "Its address"

    def source_address_hint(self) -> str:
        """A field's hint."""
        return "A feed, or a page such as blog.example.org"

    def source_name(self) -> str:
        """A field."""
        return "Its name"

    def source_name_hint(self) -> str:
        """A field's hint."""
        return "It stands on cards. Left empty, I take the title of the page."

    def add_source_submit(self) -> str:
        """A button."""
        return "Add"

    def source_not_an_address(self) -> str:
        """What was typed is no web address."""
        return "I could not read that as a web address. One looks like blog.example.org or https://example.org/feed"

    def source_with_password(self) -> str:
        """The address carries a login."""
        return "There is a name or a password in this address, and I keep none of those; is there an address without?"

    def source_known(self, name: str) -> str:
        """The address is one that is listened to."""
        return f"I listen to this one already. It is called {name}."

    def source_added(self, name: str) -> str:
        """Right after adding."""
        return f"Added: {name}"

    def source_added_text(self) -> str:
        """Right after adding."""
        return "I am having a first look. In a moment you can see how it went."

    def see_sources(self) -> str:
        """A button under that."""
        return "See the sources"

    # ── Looking after one ──

    def look_after_source(self) -> str:
        """A button and a form."""
        return "Look after a source"

    def look_after_source_intro(self) -> str:
        """A form."""
        return "Those that stand in app.yaml can be paused here; they are changed and removed there."

    def which_source(self) -> str:
        """A field."""
        return "Which source?"

    def source_deed_question(self) -> str:
        """A field."""
        return "What would you like to do?"

    def source_deed(self, deed: Deed) -> str:
        """What can be done."""
        return {
            Deed.PAUSE: "Pause it",
            Deed.GO_ON: "Let it go on, and ask it at once",
            Deed.REMOVE: "Remove it; what it brought stays",
            Deed.TRY: "Try it: see what the last seven days would have brought",
        }[deed]

    def look_after_source_submit(self) -> str:
        """A button."""
        return "Go ahead"

    def source_search(self) -> str:
        """A field, where there are too many to choose from."""
        return "Some letters of its name or address"

    def source_search_hint(self, count: int) -> str:
        """That field's hint."""
        return f"There are {count} sources; you can choose from those with these letters."

    def source_search_submit(self) -> str:
        """A button."""
        return "Find it"

    def source_search_none(self) -> str:
        """No source has these letters."""
        return "No source has these letters in its name or address."

    def source_search_many(self, count: int) -> str:
        """Too many sources have these letters."""
        return f"{count} sources have these letters; a few more letters make a shorter list."

    def source_paused(self, name: str) -> str:
        """Right after pausing."""
        return f"{name} is paused: I ask it no more until a steward lets it go on."

    def source_paused_before(self, name: str) -> str:
        """It was paused already."""
        return f"{name} is paused already."

    def source_goes_on(self, name: str) -> str:
        """Right after letting it go on."""
        return f"{name} goes on: I ask it within a minute."

    def source_going_on(self, name: str) -> str:
        """It was not paused, and nothing is wrong with it."""
        return f"{name} is not paused, and nothing is wrong with it."

    def source_removed(self, name: str) -> str:
        """Right after removing."""
        return f"{name} is removed: I ask it no more. What it brought stays."

    def source_of_the_file(self, name: str) -> str:
        """Chat does not remove what app.yaml names."""
        return f"{name} stands in app.yaml, so it can be removed only there. Here it can be paused."

    # ── Trying ──

    def try_title(self, name: str) -> str:
        """What a source would have brought."""
        return f"What {name} would have brought"

    def try_text(self, count: int, told: int) -> str:
        """Before the titles. `count` of all it `told` in seven days belong to a topic of a room."""
        fit = "one fits" if count == 1 else f"{count} fit"
        heard = "Of the one item" if told == 1 else f"Of the {told} items"
        return f"{heard} of the last seven days, {fit} what rooms follow. Rooms would have heard the best of that, a few a day. This look changes nothing."

    def try_line(self, title: str, rooms: Sequence[str], more: int) -> str:
        """One title, with the rooms whose topics it fits, and how many more rooms."""
        return f"• {title} · {listed([*rooms, *([f'{more} more'] if more else [])])}"

    def try_unheard(self, name: str) -> str:
        """It was never heard."""
        return f"{name} was not heard yet, so there is nothing to see. “Sources” says how it is."

    def try_silent(self, name: str) -> str:
        """It told nothing lately."""
        return f"{name} told nothing in the last seven days."

    def try_no_topics(self) -> str:
        """No room follows anything."""
        return "Nothing: no room follows a topic yet."

    def try_not_followed(self, told: int, topics: Sequence[str]) -> str:
        """Its items belong to topics that no room follows."""
        return f"Nothing: what it told in the last seven days ({_counted(told, 'item')}) is about {listed(topics)}, and no room follows that."

    def try_no_words(self, told: int, topics: Sequence[str]) -> str:
        """Its items have no word of any topic. `topics`: those that rooms follow."""
        return f"Nothing: in what it told in the last seven days ({_counted(told, 'item')}), the words of no topic occur that a room follows. Rooms follow {listed(topics)}."


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
