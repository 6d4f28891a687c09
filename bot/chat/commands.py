"""The words a person can say to the bot. Every command is also a button on the own page."""

import re
import unicodedata
from dataclasses import dataclass

from bot.chat.events import Action


@dataclass(frozen=True, slots=True)
class Command:
    """What was asked for, and the words that came with it."""

    action: Action
    rest: str = ""


SPELLINGS: dict[str, Action] = {
    "find": Action.FIND,
    "story": Action.STORY,
    "join": Action.JOIN,
    "leave": Action.LEAVE,
    "me": Action.ME,
    "topics": Action.TOPICS,
    "networks": Action.NETWORKS,
    "boundaries": Action.BOUNDARIES,
    "nudges on": Action.NUDGES_ON,
    "nudges off": Action.NUDGES_OFF,
    "language": Action.LANGUAGE,
    "pause": Action.PAUSE,
    "resume": Action.RESUME,
    "saved": Action.SAVED,
    "export": Action.EXPORT,
    "forget": Action.FORGET,
    "guidelines": Action.GUIDELINES,
    "help": Action.HELP,
}
"""Every command, in the order help shows them."""

BEGIN_A_KIND = frozenset({"join", "topics", "pause", "export", "guidelines"})
"""Those that begin another kind: to bring something, to take part, to choose, to rest, what is kept, to read."""

TAKES_WORDS = frozenset({Action.FIND, Action.STORY, Action.LANGUAGE, Action.PAUSE, Action.GUIDELINES})
ALSO = {
    "nudge on": "nudges on",
    "nudge off": "nudges off",
    "stop": "nudges off",
    "unsubscribe": "nudges off",
    "guideline": "guidelines",
    "?": "help",
    "start": "join",
    "sprache": "language",
    "grenzen": "boundaries",
}
LEADS = re.compile(r"^\s*(?:/?earshot\b[\s,:]*|@earshot\b[\s,:]*|/)+", re.IGNORECASE)


def parse(words: str) -> Command | None:
    """The command in these words, with or without the slash and the bot's name; None if there is none.

    Empty words ask for help. A bare link is a find.
    """
    said = "".join(c if unicodedata.category(c) != "Cc" or c in "\t\n" else " " for c in words).strip()
    said = LEADS.sub("", said).strip()
    if not said:
        return Command(Action.HELP)
    if re.match(r"<?https?://", said, re.IGNORECASE):
        return Command(Action.FIND, said)
    parts = said.split(None, 2)
    for size in (2, 1):
        head = " ".join(parts[:size]).casefold().strip(" .!")
        action = SPELLINGS.get(ALSO.get(head, head))
        if action is None or len(parts) < size:
            continue
        rest = said.split(None, size)[size] if len(said.split(None, size)) > size else ""
        if rest and action not in TAKES_WORDS:
            continue
        return Command(action, rest)
    return None
