"""What `earshot check` asks Slack of the rooms, stewards and auditors that app.yaml names."""

from collections.abc import AsyncIterator, Iterator, Mapping

from slack_sdk.web.async_client import AsyncWebClient

from adapters.reading import Json, maybe
from adapters.slack.checking.calls import asked, rooms_of_the_bot
from adapters.slack.reading import PLATFORM
from adapters.slack.results import PERSON_IS_NONE
from adapters.troubles import NotTold
from bot.findings import Finding, fault, remark
from bot.settings import Room, Settings, Slack
from bot.settings.mistakes import printable

MOST_ASKED = 50
"""So many rooms, and so many people, are asked about one by one, which is what Slack takes in a minute."""

PRIVATE = "groups:read"


def elsewhere(settings: Settings, teams: Mapping[str, str]) -> Iterator[Finding]:
    """Rooms and people of workspaces that are not among ours. `teams`: the names of ours, by id."""
    ours = ", ".join(f"{team} (“{name}”)" for team, name in sorted(teams.items())) or "none yet"
    for place, room in settings.rooms.named.items():
        if room.platform == PLATFORM and room.workspace not in teams:
            yield fault(
                f"rooms.{place} is in the workspace {room.workspace}, and the bot is in {ours}: nothing will be put "
                "there. Is the id right, and is the app installed there?"
            )
    for place, person in settings.named_people():
        if person.platform == PLATFORM and person.workspace not in teams:
            yield fault(
                f"{place} is in the workspace {person.workspace}, and the bot is in {ours}: nobody there is met. "
                "Is the id right, and is the app installed there?"
            )


async def rooms(
    web: AsyncWebClient,
    settings: Settings,
    said: Slack,
    *,
    team: str,
    name: str,
    bot: str,
    has: frozenset[str] | None,
) -> AsyncIterator[Finding]:
    """What is in the way of the rooms of one workspace. `has`: the token's scopes, None if not known. Raises Away."""
    wanted = {
        key: one for key, one in settings.rooms.named.items() if one.platform == PLATFORM and one.workspace == team
    }
    if not wanted:
        return
    private = has is None or PRIVATE in has
    try:
        inside = {str(one.get("id")): one async for one in rooms_of_the_bot(web, private=private)}
    except NotTold as refused:
        yield remark(f"Rooms of “{name}” were not looked at ({printable(refused.error)}).")
        return
    missing = {key: one for key, one in wanted.items() if one.id not in inside}
    for key, room in wanted.items():
        if key not in missing:
            for one in _in_the_way(key, inside[room.id], said):
                yield one
    for key, room in list(missing.items())[:MOST_ASKED]:
        async for one in _not_inside(web, key, room, said, name=name, bot=bot, private=private):
            yield one
    if len(missing) > MOST_ASKED:
        more = len(missing) - MOST_ASKED
        yield fault(f"The bot is not in {more} more rooms that app.yaml names: invite it, and check again.")


async def _not_inside(
    web: AsyncWebClient, key: str, room: Room, said: Slack, *, name: str, bot: str, private: bool
) -> AsyncIterator[Finding]:
    try:
        shown = maybe((await asked(web.conversations_info(channel=room.id)))[0], "channel")
    except NotTold as refused:
        if private:
            yield fault(
                f"rooms.{key}: in “{name}” there is no room {room.id} that the bot could see ({_error(refused)}). Is "
                f"the id right? A private room is seen once the bot is in it: type /invite @{bot} there."
            )
        else:
            yield remark(
                f"rooms.{key}: in “{name}” there is no public room {room.id} ({_error(refused)}). Whether the bot is "
                f"in a private one is not told without the scope {PRIVATE}."
            )
        return
    hindered = list(_in_the_way(key, shown, said))
    for one in hindered:
        yield one
    if not hindered and shown.get("is_member") is not True:
        yield fault(f"rooms.{key}: the bot is not in {_called(shown, room)}; type /invite @{bot} there.")


def _in_the_way(key: str, shown: Json, said: Slack) -> Iterator[Finding]:
    called = f"#{printable(str(shown.get('name')))}"
    if shown.get("is_archived") is True:
        yield fault(f"rooms.{key}: {called} is archived. Unarchive it, or take it out of app.yaml.")
    elif shown.get("is_ext_shared") is True and not said.shared_channels:
        yield fault(
            f"rooms.{key}: {called} is shared with another company, and platforms.slack.shared_channels is false: "
            "nothing will be put there. Choose another room, or set it to true."
        )


async def people(web: AsyncWebClient, settings: Settings, *, team: str, name: str) -> AsyncIterator[Finding]:
    """Stewards and auditors of one workspace who are not there. Raises Away."""
    wanted = [
        (place, one) for place, one in settings.named_people() if one.platform == PLATFORM and one.workspace == team
    ]
    for place, one in wanted[:MOST_ASKED]:
        try:
            shown = maybe((await asked(web.users_info(user=one.id)))[0], "user")
        except NotTold as refused:
            if refused.error not in PERSON_IS_NONE:
                yield remark(f"Stewards and auditors of “{name}” were not looked up ({_error(refused)}).")
                return
            yield fault(
                f"{place}: in “{name}” nobody has the id {one.id} ({_error(refused)}). Take it from their profile in "
                "Slack (“Copy member ID”)."
            )
            continue
        if shown.get("deleted") is True:
            yield fault(f"{place}: the account {one.id} in “{name}” has ended. Name somebody else, or nobody.")
        elif shown.get("is_bot") is True:
            yield fault(f"{place}: {one.id} in “{name}” is a bot. Name a person.")
    if len(wanted) > MOST_ASKED:
        yield remark(f"{len(wanted) - MOST_ASKED} more stewards and auditors of “{name}” were not looked up.")


def _called(shown: Json, room: Room) -> str:
    return f"#{printable(str(shown['name']))}" if shown.get("name") else room.id


def _error(refused: NotTold) -> str:
    return printable(refused.error)
