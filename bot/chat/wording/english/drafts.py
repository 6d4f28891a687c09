"""Drafts: the interview, the words, the reminder."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat.wording.english.names import Names
from bot.chat.wording.english.questions import QUESTIONS
from bot.chat.wording.english.speaking import day
from bot.domain.networks import Network


class Drafts(Names):
    """Each function says one thing."""

    def interview_title(self) -> str:
        """A form."""
        return "In your own words"

    def interview_intro(self, title: str) -> str:
        """A form."""
        return f"About “{title}”. Answer one question as you would tell a colleague; I only arrange what you wrote."

    def interview_submit(self) -> str:
        """A button."""
        return "Arrange my words"

    def answer_hint(self) -> str:
        """A field's hint."""
        return "Two or three sentences are enough, in any language."

    def second_question(self) -> str:
        """A field."""
        return "Did anything surprise you, or would you do something differently?"

    def third_question(self) -> str:
        """A field."""
        return "Is there a question you would ask those who read it?"

    def which_network(self) -> str:
        """A field."""
        return "For which of your networks?"

    def say_workplace(self, company: str) -> str:
        """A field."""
        return f"Add a line that says I work at {company}"

    def workplace_why(self) -> str:
        """A field's hint. US: 16 CFR 255.5; UK: the CAP Code, and the CMA on hidden advertising."""
        return (
            "When you write about your employer, readers should know. In many countries rules ask for it, such as"
            " the FTC’s 16 CFR 255.5 in the US, or those of the ASA and the CMA in the UK."
        )

    def workplace_line(self, company: str, variant: int) -> str:
        """The line that says where they work; none is locked, and none is allowed too. All are short enough for X."""
        lines = (
            f"(I work at {company}.)",
            f"Full disclosure: I work at {company}.",
            f"I work at {company}, and this is my own view.",
            f"{company} is where I work.",
            f"I say this as someone who works at {company}.",
            f"Good to know: I work at {company}.",
            f"I work at {company} myself.",
        )
        return lines[variant % len(lines)]

    def alt_text_hint(self) -> str:
        """A fact of a draft whose item has a picture."""
        return "If you add the picture: one sentence on what it shows (“alt text”) helps people who cannot see it."

    def hashtag_hint(self, written: str, clearer: str) -> str:
        """A fact of a draft with a hashtag whose words run together."""
        return f"{clearer} is easier to read, and to read aloud, than {written}. You decide."

    def question(self, angle: str) -> str:
        """The question an angle starts from."""
        return QUESTIONS[angle]

    def draft_title(self, network: Network) -> str:
        """A draft."""
        return f"Your draft for {self.network(network)}"

    def draft_about(self, title: str) -> str:
        """What a draft is about."""
        return f"About “{title}”"

    def brought_because(self, why: str, name: str) -> str:
        """What a colleague said of the link they brought."""
        return f"“{why}” – {name}" if name else f"“{why}” – a colleague"

    def draft_shape(self, own: int, length: int, limit: int | None) -> str:
        """How much is the person's own, and how long it is."""
        return (
            f"{own}% your words · {length} of {limit} characters"
            if limit
            else f"{own}% your words · {length} characters"
        )

    def draft_too_long(self, over: int, network: Network) -> str:
        """Over a network's limit."""
        return f"{over} characters too long for {self.network(network)}. Nothing was cut: with “Edit” you decide what to leave out."

    def copy_then_open(self, network: Network) -> str:
        """A network whose composer takes no text."""
        return f"{self.network(network)} opens with the link alone: copy your words first, then put them in there."

    def sounds_alike(self, lines: int) -> str:
        """Under a draft that sounds like a colleague's; whose, and what stands in it, is not known here."""
        many = {1: "One line here sounds", 2: "Two lines here sound"}.get(lines, "Several lines here sound")
        return f"{many} much like something a colleague wrote. Would you like another question?"

    def draft_ready(self) -> str:
        """Right after the interview."""
        return "Your draft is in your private messages."

    def draft_kept(self) -> str:
        """Right after editing."""
        return "Kept. It is in your private messages as it is now."

    def draft_thrown(self) -> str:
        """Right after throwing away."""
        return "Thrown away. Nothing of it is kept."

    def draft_gone(self) -> str:
        """A press on a draft that is no more."""
        return "This draft does not exist any more."

    def copy(self) -> str:
        """A button."""
        return "Copy"

    def open_composer(self, network: Network) -> str:
        """A button."""
        return f"Open {self.network(network)}"

    def edit(self) -> str:
        """A button."""
        return "Edit"

    def arrange_otherwise(self) -> str:
        """A button."""
        return "Arrange it differently"

    def other_question(self) -> str:
        """A button."""
        return "Ask me something else"

    def remind_me(self) -> str:
        """A button."""
        return "Remind me"

    def throw_away(self) -> str:
        """A button."""
        return "Throw away"

    def show_draft(self) -> str:
        """A button."""
        return "Show the draft"

    def edit_draft_title(self) -> str:
        """A form."""
        return "Edit your draft"

    def edit_draft_hint(self, limit: int, network: Network) -> str:
        """Under the field."""
        return f"{self.network(network)} takes up to {limit} characters."

    def your_words(self) -> str:
        """A field."""
        return "Your words"

    def invite_text(self) -> str:
        """The answer to ✍️."""
        return "You put a ✍️ on this. I ask one question and arrange your own words."

    def remind_title(self) -> str:
        """A form."""
        return "Remind me"

    def remind_question(self) -> str:
        """A field."""
        return "When?"

    def remind_when(self, value: str) -> str:
        """A choice."""
        return {"tomorrow": "Tomorrow", "3 days": "In three days", "1w": "In a week"}[value]

    def remind_submit(self) -> str:
        """A button."""
        return "Remind me"

    def remind_kept(self, due: datetime, zone: str) -> str:
        """Right after setting a reminder."""
        return f"I will remind you on {day(due.astimezone(ZoneInfo(zone)))}, once, outside your quiet hours."

    def reminder_title(self) -> str:
        """A reminder."""
        return "You wanted to be reminded of this draft"
