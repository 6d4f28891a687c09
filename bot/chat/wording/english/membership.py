"""Joining, pausing, leaving, being forgotten, and all that is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english.speaking import day


class Membership:
    """Each function says one thing."""

    def joining_title(self) -> str:
        """The page before joining."""
        return "Before you join"

    def joining_intro(self, company: str) -> str:
        """The first lines of the page before joining."""
        return f"Earshot listens to what is said outside about {company}, our field and our professions, and shows the few things that matter. If you want to speak, it helps you find your own words."

    def joining_what(self) -> str:
        """A heading."""
        return "What it is"

    def joining_what_text(self) -> str:
        """What it is."""
        return "Cards in rooms ask one optional question: worth sharing? As a member you can also draft with help, tell stories, save things, and, only if you turn them on, get a nudge now and then. There is never a text to paste, and nothing is posted for you."

    def joining_kept(self) -> str:
        """A heading."""
        return "What is kept"

    def joining_kept_text(self, days: int) -> str:
        """What is kept."""
        return f"What you press (for {days} days), what you chose, your drafts and stories, your first name, time zone and language. Not kept: what you ignore, what is said in rooms, whether you posted anything."

    def joining_seen(self) -> str:
        """A heading."""
        return "Who sees it"

    def joining_seen_text(self) -> str:
        """Who sees it."""
        return "You. Others see counts from five people on, never names. There is no list of who takes part, for anyone. An emoji you put on a card is public, as everywhere; the buttons are private."

    def joining_free(self) -> str:
        """A heading."""
        return "It is your free choice"

    def joining_free_text(self) -> str:
        """That it is a free choice."""
        return "Taking part is always voluntary, and so is stopping: pause and leave are one press each, forget is two. Not joining has no consequence, and nobody can see it. You can bring a find without joining."

    def joining_short(self) -> str:
        """The page before joining, in a few lines."""
        return "It keeps what you press and choose, shows it to nobody but you, and sends you nothing you did not ask for. Pause and leave are one press each. It is always your free choice."

    def join(self) -> str:
        """A button."""
        return "Join"

    def read_more(self) -> str:
        """A button."""
        return "Read more first"

    def joined(self, name: str) -> str:
        """Right after joining."""
        return f"Welcome{', ' + name if name else ''}. Nothing will be sent to you unless you ask for it: nudges are off. When you like, choose the networks you want help with, or keep work and social apart; everything else is on your page."

    def already_joined(self) -> str:
        """Joined before."""
        return "You have joined already. “me” opens your page."

    def join_first(self) -> str:
        """What needs a member, said to someone who is none."""
        return "That is for members. Joining is one press, and leaving too; have a look first:"

    def left(self) -> str:
        """Right after leaving."""
        return "You have left. Nothing will be sent to you. What you chose and wrote stays until you say “forget”; “join” brings you back."

    def not_joined(self) -> str:
        """Leaving without having joined."""
        return "You have not joined, so there is nothing to leave."

    def leave(self) -> str:
        """A button."""
        return "Leave"

    def pause(self) -> str:
        """A button."""
        return "Pause"

    def resume(self) -> str:
        """A button."""
        return "Resume"

    def resumed(self) -> str:
        """Right after resuming."""
        return "Welcome back. Everything is as you left it."

    def not_paused(self) -> str:
        """Resuming without a pause."""
        return "You are not paused."

    def paused_until(self, until: datetime, zone: str) -> str:
        """While paused."""
        end = until.astimezone(ZoneInfo(zone))
        return f"Paused until {day(end)}, {end:%H:%M}. Until then you get only answers to what you do."

    def pause_not_understood(self, words: str) -> str:
        """A pause we could not read."""
        return f"I could not read “{words[:60]}” as a time. Try “2w”, “3 days”, “until monday” or “until 2027-01-07”; a year at most."

    def pause_title(self) -> str:
        """A form."""
        return "Pause"

    def pause_question(self) -> str:
        """A field."""
        return "For how long?"

    def pause_hint(self) -> str:
        """A field's hint."""
        return "For example 2w, 3 days, until monday, until 2027-01-07"

    def pause_usual(self) -> str:
        """What stands in the field at first."""
        return "2w"

    def pause_submit(self) -> str:
        """A button."""
        return "Pause"

    def forget_question(self) -> str:
        """The first of two presses."""
        return "Forget everything about you? Your answers, choices, drafts, saved things and reminders are deleted. Your stories are withdrawn. What you brought stays, unnamed. This cannot be undone."

    def forget_title(self) -> str:
        """The first of two presses."""
        return "Forget me"

    def forget_yes(self) -> str:
        """The second press."""
        return "Yes, forget me"

    def forgotten(self) -> str:
        """Right after forgetting."""
        return "Forgotten. I do not know you any more, and nothing leads back to you."

    def nothing_known(self) -> str:
        """Forget or export, by someone of whom nothing is kept."""
        return "Nothing is kept about you."

    def export_title(self) -> str:
        """The person's data."""
        return "All that is kept about you"

    def export_intro(self) -> str:
        """The person's data: how to read it."""
        return "First in words, then whole, as JSON for machines."

    def export_go_on(self, part: int, of: int) -> str:
        """A button that leads on, where the person's data is long."""
        return f"Go on (part {part} of {of})"

    def export_line(self, what: str, count: int) -> str:
        """One line of the person's data in words."""
        return f"{what}: {count}"

    def export_day(self, at: datetime) -> str:
        """A day in the person's data."""
        return f"{at:%Y-%m-%d}"

    def export_yes(self) -> str:
        """Something in the person's data that is so."""
        return "yes"

    def export_field(self, what: str) -> str:
        """What stands before a value, where the value alone would not be understood."""
        return {
            "zone": "time zone",
            "language": "language of your profile",
            "chosen_language": "language you chose",
            "joined_at": "joined",
            "paused_until": "paused until",
            "nudges": "nudges",
            "networks": "networks",
            "apart": "work and social apart",
            "never_days": "never on",
            "boundaries": "boundaries",
            "switched_off": "switched off",
        }.get(what, what.replace("_", " "))

    def export_names(self, table: str) -> str:
        """What a kind of data is called."""
        return {
            "person": "You",
            "answers": "Answers",
            "drafts": "Drafts",
            "stories": "Stories",
            "finds": "Links you brought",
            "networks": "Networks",
            "topics": "Topics you chose",
            "switches": "Private messages switched off",
            "reminders": "Reminders",
            "namings": "Stories you are named in",
            "names in your stories": "Names in your stories",
            "asides": "Reactions set aside for some minutes",
            "acts": "What you did as a steward",
            "outgoing": "Messages to you that wait or were sent lately",
        }.get(table, table)
