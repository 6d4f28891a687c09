"""What every handler and every message is given: the open transaction, the settings, and what time it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import wording
from bot.chat.addresses import Address
from bot.chat.events import Profile
from bot.chat.wording import Words
from bot.domain.ids import new_id
from bot.domain.people import Person, Room
from bot.domain.rhythm import Quiet, Rhythm, is_zone, without_days
from bot.ports import Transaction
from bot.settings import Quiet as QuietSetting
from bot.settings import Settings, Steward


@dataclass(frozen=True, slots=True)
class Here:
    """One transaction at one moment."""

    tx: Transaction
    settings: Settings
    now: datetime
    stranger: Profile | None = None
    """What the platform says of whoever this is about, where the store does not know them yet."""

    def new_id(self, at: datetime | None = None) -> str:
        """A new id of ours, sorting by `at`, or by now."""
        return new_id(at or self.now)

    def person(self, address: Address) -> Person:
        """Whoever is at this address, made known if they were not: they just did something."""
        company = self.settings.company
        met = self.tx.people.meet(address, now=self.now, zone=company.time_zone, language=company.language)
        if self.stranger is None or met.name:
            return met
        self.tx.people.know(address, sound(self.stranger))
        return self.tx.people.at(address) or met

    def known(self, person_id: str) -> Person:
        """A person we hold an id of; raises LookupError if they were forgotten meanwhile."""
        person = self.tx.people.get(person_id)
        if person is None:
            raise LookupError("this person is not known")
        return person

    def words(self, person: Person | None = None) -> Words:
        """The words in a person's language; of a stranger, in that of their profile, or else the company's."""
        profile = (self.stranger.language if self.stranger else None) or self.settings.company.language
        return wording.of(person.spoken if person else profile)

    def room_words(self) -> Words:
        """The words of rooms: the company's language."""
        return wording.of(self.settings.company.language)

    def rooms_for(self, person: Person, own: str | None = None) -> list[Room]:
        """The rooms the bot is in that this person may be shown: those of other workspaces are none of theirs.

        A private one is shown to stewards, and to whoever was in it: its name alone may say too much. `own`: the id of
        the room in which the person did what this is about.
        """
        at = person.address
        near, all_ = (at.platform, at.workspace), self.is_steward(at)
        there = [room for room in self.tx.rooms.here() if (room.address.platform, room.address.workspace) == near]
        return [room for room in there if all_ or not room.private or room.id == own]

    def zone(self, room: Room) -> str:
        """The time zone a room lives in."""
        return str(self.settings.company.time_zone)

    def local(self, at: datetime) -> datetime:
        """This instant on the company's own wall clock."""
        return at.astimezone(ZoneInfo(self.settings.company.time_zone))

    def rhythm(self, room: Room) -> Rhythm:
        """The attention a room has to give, as app.yaml says or by default."""
        said = self.settings.rooms.rhythm(room.key)
        return Rhythm(per_day=said.cards_per_day, between=said.between, quiet=_quiet(said.quiet))

    def quiet(self) -> Quiet:
        """When no private message comes that was not just asked for, on a person's own clock."""
        return _quiet(self.settings.people.quiet)

    def quiet_for(self, person: Person) -> Quiet | None:
        """The same for one person, with the days on which they want nothing; None where that is every day."""
        return without_days(self.quiet(), {day.number for day in person.never_days})

    def is_steward(self, address: Address) -> bool:
        """Whether app.yaml names whoever is at this address as a steward."""
        return _is_among(address, self.settings.stewards)

    def is_auditor(self, address: Address) -> bool:
        """Whether app.yaml names them as someone who may read what stewards did; stewards may too."""
        return _is_among(address, (*self.settings.stewards, *self.settings.auditors))


def sound(profile: Profile) -> Profile:
    """A profile without a zone nobody knows: it would end every question about this person's hours."""
    return replace(profile, zone=profile.zone if is_zone(profile.zone) else None)


def _is_among(at: Address, named: Sequence[Steward]) -> bool:
    return any((one.platform, one.workspace, one.id) == (at.platform, at.workspace, at.id) for one in named)


def _quiet(said: QuietSetting) -> Quiet:
    return Quiet(start=said.start, until=said.until, days=said.weekdays)
