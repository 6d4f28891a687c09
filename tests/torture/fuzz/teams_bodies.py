"""Real activities of every kind: what a fake Teams told a running bot while people walked through all of it."""

from collections.abc import Iterator

from tests.fakes.teams import Colleague, FakeTeams, Message, Room
from tests.fakes.teams.cards import walk
from tests.fakes.teams.things import Json
from tests.torture.fuzz.twist import MARK

WORDS = f"I once spent a week on a {MARK} that the borrow checker would have found. I would not do that again."

TYPES = ("typing", "event", "endOfConversation", "contactRelationUpdate", "messageUpdate", "trace", "never_heard_of")
INVOKES = (
    *("composeExtension/query", "composeExtension/queryLink", "composeExtension/selectItem", "fileConsent/invoke"),
    *("signin/verifyState", "signin/tokenExchange", "config/fetch", "message/submitAction", "never/heard/of"),
)
"""What the bot did not ask for, and what comes all the same when somebody changes the app by hand."""


async def walked(teams: FakeTeams, link: str) -> list[Json]:
    """All that Teams said while people did what can be done; then what a fake cannot do, made from that."""
    ana, ben = (teams.person(name) for name in ("ana", "ben"))
    team = teams.team("Everyone", ana, ben, installed=False)
    room, other = teams.general(team), teams.channel("Kitchen", team)
    await teams.rooms.installs(team, ana, channel=room)
    await _alone(teams, ana, room, link)
    await teams.until(lambda: bool(teams.messages(room, bot=True)))
    await _with_a_card(teams, ana, ben, teams.messages(room, bot=True)[0], link)
    await _elsewhere(teams, ana, ben, other)
    await teams.settled()
    told = [one.activity for one in teams.courier.deliveries]
    return [*told, *_made(told)]


async def _alone(teams: FakeTeams, ana: Colleague, room: Room, link: str) -> None:
    await ana.installs()
    for words, verb, values in (
        ("join", "join_yes", {}),
        ("networks", "networks", {"networks": ["bluesky"]}),
        ("find", "find", {"link": "https://127.0.0.2:99999/", "why": MARK}),
        ("story", "story", {"title": MARK}),
    ):
        before = len(teams.messages(ana, bot=True))
        await ana.writes(words)
        await ana.presses(await with_a_button(teams, ana, verb, after=before), verb, values)
    await ana.mentions(room, f"find {link} {MARK}", style="split")
    carl = teams.person("carl")  # so much is said by one person to one bot only slowly
    for words in ("help", f"pause {MARK}", "me", MARK, f"find {link} {MARK} & more of it"):
        await carl.writes(words)
    await carl.mentions(room, f"help {MARK}", style="nbsp")
    await ana.uses_action(ana.says(room, f"look at {link} {MARK}"), "submitFind")
    await ana.submits({"why": MARK})
    await ana.uses_command(room, "tellStory")
    await ana.submits({"title": MARK})


async def with_a_button(teams: FakeTeams, who: Colleague, verb: str, *, after: int = 0) -> Message:
    """The message of somebody's chat with this button on it, once it stands there; behind so many others."""

    def there() -> list[Message]:
        found = teams.messages(who, bot=True)[after:]
        return [one for one in found if any(button.get("verb") == verb for button in walk(one.card))]

    await teams.until(lambda: bool(there()))
    return there()[-1]


async def _with_a_card(teams: FakeTeams, ana: Colleague, ben: Colleague, card: Message, link: str) -> None:
    await ben.reacts(card, "like", "1f64b_happypersonraisinghand-tone4", MARK)
    await ben.takes_back(card, "like")
    await ben.reacts(card, "heart", instead_of=MARK)
    for verb in ("would_share", "take_back_would_share", "save"):
        await ben.presses(card, verb)
    await ben.presses(card, "I'd scroll past", old_client=True)
    await ana.presses(card, "Draft it with me")
    await ana.submits({"answer": WORDS})
    await ben.writes(f"what is kept of {MARK}? {link}")
    message = await with_a_button(teams, ben, "answers_off")
    button = next(one for one in walk(message.card) if one.get("verb") == "answers_off")
    await ben.presses(message, button["title"], old_client=True)


async def _elsewhere(teams: FakeTeams, ana: Colleague, ben: Colleague, other: Room) -> None:
    team, rooms = teams.team("Others", ana, ben, installed=False), teams.rooms
    there = teams.channel("There", team)
    hidden = teams.channel("Hidden", team, ana, kind="private")
    await rooms.installs(team, ben, channel=hidden)
    await rooms.created(there, ana)
    await rooms.renamed(other, MARK, ana)
    await rooms.deleted(there, ana)
    await rooms.restored(there, ana)
    await rooms.joins(team, ben)
    await rooms.leaves(team, ben)
    await rooms.team_renamed(team, MARK, ana)
    await rooms.team_archived(team, ana)
    await rooms.team_archived(team, ana, archived=False)
    await rooms.team_deleted(team, ana)
    await rooms.team_restored(team, ana)
    await rooms.uninstalls(team, ben)
    await ben.uninstalls()


def _made(told: list[Json]) -> Iterator[Json]:
    """Kinds that the fake does not tell, in the envelope of those it does."""
    said = next(one for one in told if one["type"] == "message")
    invoked = next(one for one in told if one["type"] == "invoke")
    for kind in TYPES:
        yield {**said, "type": kind, "name": MARK}
    for name in INVOKES:
        yield {**invoked, "name": name}
