"""What single values cannot tell: parts of app.yaml that disagree.

These look at what was written rather than at Settings, so that they speak up beside every other mistake and not only
once those are gone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches

from bot.domain.people import Weekday
from bot.settings.mistakes import Fault, dotted, may_be_secret, printable, shown
from bot.settings.models import PlatformName, Reactions
from bot.settings.spots import Spot, named_rooms
from bot.settings.teams import teams_disagreements
from bot.settings.values import VARIABLE, plain_emoji


def disagreements(root: Spot, environ: Mapping[str, str]) -> Iterator[Fault]:
    """Every place where two parts of app.yaml, or app.yaml and the environment, do not fit together."""
    yield from _unknown_topics(root)
    yield from _slack_without_its_secret(root)
    yield from teams_disagreements(root, environ)
    yield from _missing_variables(root, environ)
    yield from _not_installed_there(root)
    yield from _homeless(root)
    yield from _same_twice(root)
    yield from _emoji_with_two_meanings(root)
    yield from _never_open(root)
    if root.at("store").at("url").value and root.at("store").at("url_env").value:
        yield Fault(("store", "url_env"), "one of url and url_env, not both")
    if isinstance(server := root.at("server").value, dict):
        port, metrics = server.get("port", 8080), server.get("metrics_port")
        if port and port == metrics:
            yield Fault(("server", "port"), "another port than metrics_port", shown((), port))


def _unknown_topics(root: Spot) -> Iterator[Fault]:
    topics = [str(topic.path[-1]) for topic in root.at("topics")]
    followed = [room.at("topics") for room in root.at("rooms")] + [source.at("about") for source in root.at("sources")]
    for names in followed:
        for name in names:
            if isinstance(name.value, str) and name.value not in topics:
                near = get_close_matches(name.value.lower(), topics, n=1)
                hint = f" (did you mean {near[0]}?)" if near else ""
                yield Fault(name.path, f"a key that stands under topics{hint}", shown(name.path, name.value))


def _slack_without_its_secret(root: Spot) -> Iterator[Fault]:
    slack = root.at("platforms").at("slack")
    mode = slack.at("mode").text("socket")
    needed = {"socket": "app_token_env", "http": "signing_secret_env"}.get(mode)
    if not isinstance(slack.value, dict):
        return
    if needed and slack.at(needed).value is None:
        yield Fault(slack.at(needed).path, f"is missing: {mode} mode needs it")
    one, several = slack.at("bot_token_env"), slack.at("install")
    if one.value is None and several.value is None:
        yield Fault(one.path, "is missing: for one workspace the bot's token, or else install")
    if several.value is not None and mode != "http":
        yield Fault(
            slack.at("mode").path, "install needs mode: http, since Slack leads people back to a public address"
        )
    if one.value is not None and several.value is not None:
        yield Fault(several.path, "one of bot_token_env (one workspace) and install (several), not both")


def _not_installed_there(root: Spot) -> Iterator[Fault]:
    """Rooms, stewards and auditors of a workspace that may not have the bot."""
    allowed = [one.text() for one in root.at("platforms").at("slack").at("install").at("workspaces")]
    for spot in [*named_rooms(root), *root.at("stewards"), *root.at("auditors")] if allowed else []:
        workspace = spot.at("workspace")
        if spot.at("platform").text() == PlatformName.SLACK and workspace.text() and workspace.text() not in allowed:
            path = workspace.path
            yield Fault(path, "one of platforms.slack.install.workspaces", shown(path, workspace.value))


def _missing_variables(root: Spot, environ: Mapping[str, str]) -> Iterator[Fault]:
    settings = [setting for platform in root.at("platforms") for setting in platform]
    within = [one for setting in settings if isinstance(setting.value, dict) for one in setting]
    for spot in [*settings, *within, root.at("store").at("url_env")]:
        name = spot.text()
        if str(spot.path[-1]).endswith("_env") and re.fullmatch(VARIABLE, name) and not environ.get(name, "").strip():
            named = "named here" if may_be_secret(name) else name
            yield Fault(spot.path, f"the environment variable {named} to be set", "nothing")


def _homeless(root: Spot) -> Iterator[Fault]:
    """Platforms that say nothing, and rooms and stewards whose platform or workspace is not named."""
    for platform in root.at("platforms"):
        if platform.value is None:
            yield Fault(platform.path, "keys and values (or no such line)", "nothing")
    here = [str(platform.path[-1]) for platform in root.at("platforms")]
    players = [person.at("id").value for person in root.at("platforms").at("playground").at("people")]
    for spot in [*named_rooms(root), *root.at("stewards")]:
        platform = spot.at("platform")
        if platform.text() in list(PlatformName) and platform.text() not in here:
            yield Fault(platform.path, "a platform that stands under platforms", shown(platform.path, platform.value))
        elif platform.text() in (PlatformName.SLACK, PlatformName.TEAMS) and spot.at("workspace").value is None:
            yield Fault(spot.at("workspace").path, f"is missing: {platform.text()} needs it")
    for steward in root.at("stewards"):
        known = steward.at("id").value in players
        if steward.at("platform").text() == PlatformName.PLAYGROUND and players and not known:
            yield Fault(steward.at("id").path, "one of the playground's people", shown((), steward.at("id").value))


def _same_twice(root: Spot) -> Iterator[Fault]:
    """Feeds, rooms, stewards and the playground's people each stand once."""
    people = root.at("platforms").at("playground").at("people")
    yield from _repeated((source.at("url") for source in root.at("sources")), Spot.text)
    yield from _repeated((person.at("id") for person in people), Spot.text)
    yield from _repeated(iter(named_rooms(root)), _address)
    yield from _repeated(iter(root.at("stewards")), _address)


def _address(spot: Spot) -> str:
    where = [spot.at("platform").text(), spot.at("workspace").text("playground"), spot.at("id").text()]
    return "\n".join(where) if where[0] and where[2] else ""


def _repeated(spots: Iterator[Spot], same: Callable[[Spot], str]) -> Iterator[Fault]:
    first: dict[str, Spot] = {}
    for spot in spots:
        if (mark := same(spot)) and first.setdefault(mark, spot) is not spot:
            yield Fault(spot.path, f"is the same as {dotted(first[mark].path)}")


def _emoji_with_two_meanings(root: Spot) -> Iterator[Fault]:
    meant: dict[str, str] = {}
    for kind, default in Reactions():
        spot = root.at("reactions").at(kind)
        written_here = list(spot) if isinstance(spot.value, list) else [Spot(spot.path, emoji) for emoji in default]
        for emoji in written_here:
            plain = plain_emoji(emoji.text())
            if plain and meant.setdefault(plain, kind) != kind:
                yield Fault(emoji.path, f"{printable(emoji.text())} means {meant[plain]} already")


def _never_open(root: Spot) -> Iterator[Fault]:
    for place in [root.at("people"), *root.at("rooms")]:
        days = place.at("quiet").at("days")
        if {day.text() for day in days} >= set(Weekday):
            yield Fault(days.path, "at least one day of the week that is not quiet")
