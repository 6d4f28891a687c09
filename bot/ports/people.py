"""What the bot asks of the store about people: who they are, what they chose, where they were met."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.chat.addresses import Address
from bot.chat.events import Profile
from bot.chat.installations import Installation
from bot.domain.networks import Network
from bot.domain.people import Boundary, Nudges, Person, Private, Weekday
from bot.domain.topics import Topic


class Workspaces(Protocol):
    """The workspaces the bot was installed in."""

    def installed(self, installation: Installation) -> None:
        """The bot was installed there, or once more; what was kept of that workspace before is replaced."""

    def sealed_anew(self, installation: Installation, token: str) -> None:
        """The same token in another seal. Nothing happens where another is kept by now, or none."""

    def installation(self, platform: str, workspace: str) -> Installation | None: ...

    def installations(self, platform: str) -> Sequence[Installation]:
        """All of one platform."""

    def uninstalled(self, platform: str, workspace: str, *, at: datetime) -> None:
        """The bot is gone from there: its rooms are left, its people gone, and nothing waits for them any more.

        Its token is deleted. Nothing happens where it was installed once more after `at`.
        """


class People(Protocol):
    """Who we heard from. A row exists only for a person who did something."""

    def at(self, address: Address) -> Person | None: ...

    def get(self, person_id: str) -> Person | None: ...

    def wait_for(self, address: Address) -> None:
        """What else is being done by or for whoever is there comes first; nothing comes between from now on."""

    def hold(self, person_ids: Collection[str]) -> frozenset[str]:
        """Those of them whom nothing is being done by or for just now; nothing is until this transaction ends."""

    def meet(self, address: Address, *, now: datetime, zone: str, language: str) -> Person:
        """The person at this address, made known with these defaults if they were not; their route is refreshed."""

    def reached(self, address: Address, route: str) -> None:
        """Their platform found this way to them, unless it told of another than `address` has meanwhile."""

    def know(self, address: Address, profile: Profile) -> None:
        """Keep a new name, zone or language of someone we know already. A stranger stays one."""

    def gone(self, address: Address) -> None:
        """They are no longer on the platform. Nothing waits for them any more."""

    def join(self, person_id: str, *, at: datetime, text: str) -> None:
        """They joined, by their own press, agreeing to this version of the joining page."""

    def leave(self, person_id: str) -> None:
        """They left: nudges are off, nothing waits for them. What they chose and wrote stays until they forget."""

    def pause(self, person_id: str, until: datetime | None) -> None: ...

    def choose_networks(self, person_id: str, networks: Collection[Network], *, apart: bool) -> None: ...

    def choose_boundaries(
        self, person_id: str, *, never_days: Collection[Weekday], boundaries: Collection[Boundary], at: datetime
    ) -> None:
        """What they want to be left alone with, in place of what was there. What waits for them is looked at again."""

    def choose_nudges(self, person_id: str, nudges: Nudges, *, every: timedelta) -> None:
        """Nudges as often as they wish. Off drops every nudge that still waits for them."""

    def choose_language(self, person_id: str, language: str | None) -> None:
        """The language they chose by hand (two letters), which no profile changes; None: as their profile says."""

    def switch(self, person_id: str, kind: Private, *, on: bool) -> None:
        """Allow or switch off one kind of private message. Off drops those that still wait for them."""

    def topics(self, person_id: str) -> Mapping[str, bool]:
        """Topic id to wanted (True) or not (False); a topic they never chose about is absent."""

    def choose_topics(self, person_id: str, wanted: Mapping[str, bool]) -> None:
        """Replace or add these choices; others stay."""

    def nudged(self, person_id: str, *, at: datetime, every: timedelta) -> None:
        """A nudge leaves for them; their own interval from now on."""

    def nudge_every(self, person_id: str, every: timedelta) -> None:
        """They pressed something: their interval is what they chose again."""

    def forget(self, person_id: str) -> None:
        """Delete them and all that is theirs. Finds stay, unnamed. The store scrubs the file after the commit."""

    def export(self, person_id: str) -> dict[str, object]:
        """Everything kept about them, table by table, as plain values."""


class Topics(Protocol):
    """What rooms and people want to hear about. Topics of app.yaml have keys."""

    def all(self) -> list[Topic]: ...

    def get(self, topic_id: str) -> Topic | None: ...

    def keyed(self, keys: Collection[str]) -> list[Topic]:
        """The topics of app.yaml with these keys."""

    def take_in(self, topics: Mapping[str, Topic]) -> Mapping[str, str]:
        """The file's topics by key (their ids are ignored); those it no longer names go. Returns key -> id."""
