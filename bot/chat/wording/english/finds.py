"""Finds: bringing a link, and where it went."""


class Finds:
    """Each function says one thing."""

    def find_title(self) -> str:
        """A form."""
        return "Bring a find"

    def find_link(self) -> str:
        """A field."""
        return "The link"

    def find_which(self) -> str:
        """A field, where a message has several links."""
        return "Which link?"

    def find_none_there(self) -> str:
        """A message was handed over that has no link in it."""
        return "I see no link in there. What I bring to others needs one: say “find https://…” and why it matters."

    def find_why(self) -> str:
        """A field."""
        return "Why does it matter?"

    def find_named(self) -> str:
        """A field."""
        return "Show my name on the card"

    def find_named_hint(self) -> str:
        """A field's hint."""
        return "Unnamed unless you tick this."

    def find_submit(self) -> str:
        """A button."""
        return "Bring it"

    def find_intro(self, *, here: bool) -> str:
        """A form. `here`: it was opened in a room, so that is where it goes."""
        where = "in this room" if here else "in the room its topic fits"
        return f"A link that colleagues may find worth sharing. I have a look at it and put it {where}, with that question."

    def find_thanks(self, room: str, *, told: bool) -> str:
        """Right after bringing a find, in this room or, where it is empty, in private."""
        where = f" It goes to {room}." if room else " It goes to the room its topic fits."
        return "Thanks, having a look." + (" I will tell you in private where it goes." if told else where)

    def find_no_link(self) -> str:
        """A find without a link."""
        return "Which link? Say it like this: find https://… why it matters"

    def find_bad_link(self, reason: str) -> str:
        """A link that is none."""
        return {
            "scheme": "That is not a web link: it must begin with http:// or https://, like https://example.org/page",
            "password": "That link has a name or a password in it; please bring it without them.",
            "too_long": "That link is too long for me; is there a shorter one?",
        }.get(reason, "I could not read that as a web link. It should look like https://example.org/page")

    def find_already(self, room: str) -> str:
        """The same person brought the same link before."""
        return (
            f"You brought this already; it stands in {room}."
            if room
            else "You brought this already; I am still having a look."
        )

    def find_stands(self, room: str) -> str:
        """News of a find."""
        return f"Thank you: what you brought stands in {room} now, or will once its quiet hours are over."

    def find_no_room(self) -> str:
        """News of a find whose topics fit no room."""
        return "Thank you. No room follows this topic, so it stands nowhere yet: would you like to choose one?"

    def your_find(self) -> str:
        """A find whose page has no title."""
        return "The link you brought"

    def find_trouble(self, trouble: str) -> str:
        """Why a link could not be read."""
        why = {
            "not_found": "there is no page at that address (any more)",
            "gone": "the page is gone for good",
            "refused": "the site asks for a login or does not let me in",
            "too_many": "the site is too busy to let me in",
            "too_slow": "the site did not answer in time",
            "too_big": "the page is too big for me",
            "too_many_redirects": "the address only led to another, again and again",
            "no_connection": "the site could not be reached",
            "private_address": "it leads into a private network, where I do not go",
            "bad_address": "the address is not a web address I can open",
            "server": "the site answered with an error of its own",
        }.get(trouble, "I could not read the page")
        return f"I could not use the link you brought: {why}. Is there another link to the same thing? If you add why it matters, I use your words where I may not read the page."

    def find_about(self) -> str:
        """News of a find says what it is about."""
        return "About the link you brought"

    def choose_another_room(self) -> str:
        """A button."""
        return "Choose another room"

    def choose_room(self) -> str:
        """A button and a form."""
        return "Choose a room"

    def which_room(self) -> str:
        """A field."""
        return "Which room?"

    def put_it_there(self) -> str:
        """A button."""
        return "Put it there"

    def find_moved(self, room: str) -> str:
        """Right after choosing a room."""
        return f"Done: it goes to {room}."

    def no_rooms(self) -> str:
        """The bot is in no room, or in private ones alone."""
        return "I am in no room yet that is open to everyone. Someone has to invite me into one first."
