"""What the bot asks of the store about drafts and stories: what people write themselves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.chat.addresses import Message
from bot.domain.drafts import Answers
from bot.domain.echo import NOTHING, Trace
from bot.domain.networks import Network
from bot.domain.stories import Named, Naming, Signed, Story, StoryKind, StoryState
from bot.domain.writing import Reminder, Writing


class Drafts(Protocol):
    """A person's own drafts, and the reminders they set."""

    def begin(self, person_id: str, item_id: str, *, angle: str, at: datetime) -> Writing:
        """A new, empty draft that starts from this angle."""

    def begun(self, person_id: str, item_id: str) -> list[Writing]:
        """This person's drafts about this item, with or without words, newest first."""

    def get(self, draft_id: str) -> Writing | None: ...

    def of(self, person_id: str) -> list[Writing]:
        """Drafts with words in them, newest first."""

    def angles_taken(self, item_id: str) -> list[str]:
        """The angle of each draft about this item (angles, not people). Nobody else begins one meanwhile."""

    def ask(self, draft_id: str, angle: str) -> None:
        """The draft goes on from another angle; it remembers those it had."""

    def traces(self, item_id: str, *, but_of: str) -> list[Trace]:
        """What is kept for comparison of the drafts about this item, but for this person's own. Not whose they are."""

    def networks(self, item_id: str) -> Mapping[Network, int]:
        """For each network, how many people have words about this item."""

    def write(
        self,
        draft_id: str,
        *,
        network: Network,
        answers: Answers,
        workplace: bool,
        variant: int,
        text: str,
        trace: Trace = NOTHING,
        at: datetime,
    ) -> None: ...

    def edit(self, draft_id: str, text: str, *, trace: Trace = NOTHING, at: datetime) -> None: ...

    def sent(self, draft_id: str, message: Message) -> None: ...

    def at(self, message: Message) -> Writing | None: ...

    def throw(self, draft_id: str) -> None:
        """Its words and reminder are deleted; an empty row stays until tidying, so that its message can be cleared."""

    def remind(self, draft_id: str, *, due: datetime) -> None:
        """One reminder per draft; a new one replaces it."""

    def reminders_due(self, *, now: datetime, limit: int) -> list[Reminder]: ...

    def reminded(self, reminder_id: str) -> None:
        """The reminder was handed to the outbox; it is no more."""


class Stories(Protocol):
    """Stories, and what the colleagues named in them said."""

    def get(self, story_id: str) -> Story | None: ...

    def of(self, author_id: str) -> list[Story]: ...

    def of_item(self, item_id: str) -> Story | None: ...

    def write(
        self,
        story_id: str | None,
        *,
        author_id: str,
        title: str,
        text: str,
        kind: StoryKind,
        signed: Signed,
        team: str,
        link: str,
        picture: str,
        about_item: str | None,
        at: datetime,
    ) -> Story:
        """A new story, or new words for one that is still a draft or waiting."""

    def name(
        self, story_id: str, named: Sequence[tuple[str | None, str]], *, members: Collection[str], at: datetime
    ) -> None:
        """Who is named: (person id or None, name). Those already asked keep their answer.

        Those left out are removed, but for those who were asked and did not say yes: a no cannot be taken off the list.

        Whoever is in `members` is to be asked (ASKED, `asked_at` still None); others are "not a member".
        """

    def unname(self, named_ids: Collection[str]) -> None:
        """What these answered counts no more, whatever it was: the words they answered to have changed."""

    def ask_named(self, story_id: str, *, at: datetime) -> list[Named]:
        """Those to be asked who were never asked: marked as asked now, and returned."""

    def named(self, named_id: str) -> tuple[Story, Named] | None: ...

    def naming(self, person_id: str) -> list[Story]:
        """Stories that name this person."""

    def answer_naming(self, named_id: str, answer: Naming) -> None: ...

    def choose_room(self, story_id: str, room_id: str) -> None: ...

    def set_state(self, story_id: str, state: StoryState, *, item_id: str | None = None) -> None: ...

    def throw(self, story_id: str) -> None: ...

    def waiting(self, *, limit: int) -> list[Story]:
        """Stories whose author said "tell it" while names are still open."""
