"""What `earshot check` asks Teams of the rooms, stewards and auditors that app.yaml names."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from adapters.reading import objects
from adapters.teams.calls import Answered
from adapters.teams.checking.calls import Ask
from adapters.teams.clouds import is_service
from adapters.teams.reading import PLATFORM
from adapters.teams.results import PERSON_IS_NONE, ROOM_IS_LOST, WHY, named
from adapters.teams.route import unpack
from bot.chat.addresses import Address
from bot.findings import Finding, fault, remark
from bot.settings import Room, Settings, Steward, Teams
from bot.settings.mistakes import printable

MOST_TEAMS, MOST_PEOPLE = 20, 20
"""So many teams, and so many people, are asked about."""

MOST_NAMED = 10
ADD = "In Teams, open the app, press “Add to a team”, and choose a channel of it."


@dataclass(frozen=True, slots=True)
class Team:
    """A team that has a room of ours. `url`: the service that answers for it."""

    id: str
    url: str

    def at(self, what: str, *below: str) -> str:
        """The address of what it has. `what`: by which of its names, "teams" or "conversations"."""
        return "/".join([self.url.rstrip("/"), "v3", what, *(quote(one, safe="") for one in (self.id, *below))])


def teams(known: Mapping[str, Address], said: Teams) -> dict[str, Team]:
    """The team of each room, where it is known. `known`: what the store has of the rooms, by their keys."""
    routes = {key: unpack(one.route) for key, one in known.items()}
    return {key: Team(one.team, _service(one.url, said)) for key, one in routes.items() if one.team}


def _service(url: str, said: Teams) -> str:
    """The service that was heard from last, or else app.yaml's: nobody else is shown our token."""
    return url if is_service(url, (said.service_url,), alone=said.local) else said.service_url


def elsewhere(settings: Settings, tenant: str) -> Iterator[Finding]:
    """Rooms and people of another tenant than the one there is."""
    named: list[tuple[str, Room | Steward]] = [(f"rooms.{key}", one) for key, one in settings.rooms.named.items()]
    for place, one in [*named, *settings.named_people()]:
        if one.platform == PLATFORM and one.workspace != tenant:
            yield fault(f"{place} is in the tenant {one.workspace}, and Microsoft's Agents Playground is {tenant}.")


async def rooms(ask: Ask, settings: Settings, found: Mapping[str, Team]) -> AsyncIterator[Finding]:
    """What is in the way of the rooms. `found`: the team of each. Raises Away."""
    wanted = {key: one for key, one in settings.rooms.named.items() if one.platform == PLATFORM}
    asked = list(dict.fromkeys(found[key] for key in wanted if key in found))
    for team in asked[:MOST_TEAMS]:
        answer = await ask(team.at("teams", "conversations"))
        for key, room in wanted.items():
            if found.get(key) == team and (wrong := _in_the_way(key, room, answer)):
                yield wrong
    if len(asked) > MOST_TEAMS:
        yield remark(f"The rooms of {len(asked) - MOST_TEAMS} more teams were not looked at.")
    if unknown := [f"rooms.{key}" for key in wanted if key not in found]:
        listed = ", ".join(unknown[:MOST_NAMED]) + (" and more" if len(unknown) > MOST_NAMED else "")
        yield remark(f"Of {listed} nothing can be asked before the app was added to the team. {ADD}")


def _in_the_way(key: str, room: Room, answer: Answered) -> Finding | None:
    if not answer.went_well:
        error = named(answer.body)
        why = WHY.get(error, printable(error) or f"HTTP {answer.status}")
        return fault(f"rooms.{key}: Teams does not show its team ({why}).{f' {ADD}' if error in ROOM_IS_LOST else ''}")
    shown = next((one for one in objects(answer.body, "conversations") if one.get("id") == room.id), None)
    if shown is None:
        return fault(
            f"rooms.{key}: in its team there is no channel {room.id} that the bot may be in. Is the id right? Private "
            "and shared channels are not for bots."
        )
    if shown.get("type") not in (None, "standard"):
        kind = printable(str(shown["type"]))
        return fault(f"rooms.{key}: its channel is {kind}, and no bot may write there. Choose another channel.")
    return None


async def people(ask: Ask, settings: Settings, found: Collection[Team]) -> AsyncIterator[Finding]:
    """Stewards and auditors whom no team of ours knows. Raises Away."""
    wanted = [(place, one) for place, one in settings.named_people() if one.platform == PLATFORM]
    for place, one in wanted[:MOST_PEOPLE] if found else []:
        async for known in _known(ask, one.id, found):
            if known:
                break
        else:
            yield remark(
                f"{place}: nobody in the teams that the bot is in has the id {one.id}. Is it the object id of their "
                "account in Entra?"
            )


async def _known(ask: Ask, id_: str, found: Collection[Team]) -> AsyncIterator[bool]:
    """Whether somebody is in each of the teams; one that does not tell is no reason for a word."""
    for team in list(dict.fromkeys(found))[:MOST_TEAMS]:
        answer = await ask(team.at("conversations", "members", id_))
        yield answer.went_well or named(answer.body) not in PERSON_IS_NONE
