"""What the bot asks of the store about the sources, the jobs and the programme as a whole."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain.acts import Act, Done
from bot.domain.sources import NewSource, Source


class Sources(Protocol):
    """The feeds, and how they are."""

    def wait_for_turn(self) -> None:
        """What else is being added comes first, so that no feed is listened to twice."""

    def get(self, source_id: str) -> Source | None: ...

    def all(self) -> list[Source]:
        """Every source there ever was; those that app.yaml or a steward took out are not `named`."""

    def names(self, source_ids: Collection[str]) -> Mapping[str, str]:
        """What these sources are called, by their ids."""

    def take_in(self, sources: Sequence[Source], *, now: datetime, known: bool) -> None:
        """The file's sources by key (ids are ignored); those it no longer names are paused.

        A changed address forgets validators. `known`: a source that is new here counts as read before, so that what it
        tells is news (the playground). A steward's pause stays; what stewards added is never touched.
        """

    def add(self, sources: Sequence[NewSource], *, now: datetime) -> list[Source]:
        """Sources of stewards, due at once, each address once; one that was removed at this very address comes back.

        What stands in them at the first look is known, not news, whatever was heard there before.
        """

    def pause(self, source_id: str) -> None:
        """It is not asked until somebody lets it go on."""

    def go_on(self, source_id: str, *, now: datetime) -> None:
        """It is asked again, at once, as if nothing had ever been wrong with it."""

    def remove(self, source_id: str) -> None:
        """A steward's source is not asked any more; its items stay. One of app.yaml is left as it is."""

    def due(self, *, now: datetime, limit: int) -> list[Source]: ...

    def unheard(self, *, now: datetime, limit: int) -> list[Source]:
        """Sources of stewards that wait for their very first look."""

    def next_due(self) -> datetime | None: ...

    def all_due(self, *, now: datetime) -> None:
        """Every source that is not paused is due now."""

    def asked(self, source: Source) -> None:
        """Keep what we now know of it: all that its server said and that followed from it, a steward's source's name.

        A pause that a steward made meanwhile stays.
        """


class Events(Protocol):
    """What was heard lately. Most events do not need it: what they do has a key of its own, and twice is once."""

    def first(self, event: str, *, at: datetime) -> bool:
        """Whether the event with this key was not heard within the last hour; now it was."""

    def heard(self, event: str) -> bool:
        """Whether the event with this key was heard within the last hour; nothing is kept of the question."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A tick of a job that was claimed. `fence` tells whether it still is ours."""

    job: str
    number: int
    fence: int


class Slots(Protocol):
    """A tick of the clock is claimed as a row, so that it is done once, whoever runs."""

    def claim(self, job: str, newest: int, *, lease: timedelta, each: bool = False) -> Slot | None:
        """The newest slot there is by now, if it is newer than the last one done and nobody holds the job; else None.

        It is ours until the lease is over by the database's clock. `each`: instead of the newest the one after the last
        that was done. Waits for nobody.
        """

    def done(self, slot: Slot) -> bool:
        """The slot is done, if its fence is still ours, and nobody can claim it until this transaction ends.

        Else False, and the caller must undo.
        """

    def free(self) -> None:
        """Nobody holds anything: for a process that starts or whose clock jumps, and knows that it is the only one."""


class Acts(Protocol):
    """What stewards did to the programme: who, what, when; no texts, and nothing a member did."""

    def note(self, actor: str, act: Act, *, about: str = "", at: datetime) -> None:
        """A steward did this. `actor` and `about` are our own ids."""

    def last(self, *, limit: int) -> list[Done]:
        """The newest first."""

    def last_at(self, act: Act) -> datetime | None:
        """When a steward did this last; None if it was never done."""


class Programme(Protocol):
    """Whether a steward has stopped everything."""

    def stopped_at(self) -> datetime | None:
        """Since when everything is stopped; None while it goes on."""

    def stop(self, *, at: datetime) -> bool:
        """False if it was stopped already."""

    def go_on(self) -> bool:
        """False if it was not stopped."""


class Tidying(Protocol):
    """Deletes what nobody needs any more."""

    def tidy(self, *, now: datetime, drafts: timedelta, answers: timedelta, items: timedelta) -> dict[str, int]:
        """Delete what is older than it may be; returns how many rows of each table."""
