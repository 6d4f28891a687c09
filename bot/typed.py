"""What can be typed after `earshot`: the commands, their options, and what each of those takes."""

import argparse
import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from bot.chat.wording import LANGUAGES

LAST_PORT = 65_535

Command = Callable[[argparse.Namespace], int]


def parser(does: Mapping[str, Command], *, decisions: Iterable[str]) -> argparse.ArgumentParser:
    """What reads a line. `does`: what each command does, by its name; it comes back as `run` of what was read.

    `decisions`: what can be decided of a card of unknown fate.
    """
    all_ = argparse.ArgumentParser(
        prog="earshot", description="Listens to the world, and helps people speak in their own words."
    )
    commands = all_.add_subparsers(required=True, metavar="command")

    def command(name: str, words: str, *, settings: bool = True) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(run=does.get(name))
        if settings:
            one.add_argument("--config", type=Path, default=Path("app.yaml"), help="the settings (app.yaml)")
        return one

    command("run", "run the bot as app.yaml says")
    play = command("play", "try it in the browser, with a made-up company", settings=False)
    play.add_argument("--port", type=_port, default=8765, help="the port to listen on (8765); 0 takes any free one")
    play.add_argument("--config", type=Path, default=None, help="an app.yaml of your own")
    play.add_argument("--feed", action="append", default=[], help="a feed to listen to as well: an address or a file")
    play.add_argument("--folder", type=Path, default=None, help="where its files are kept (.play/PORT)")
    play.add_argument("--fresh", action="store_true", help="begin anew, forgetting what was played before")
    play.add_argument("--no-browser", action="store_true", help="do not open a browser")
    listen = command("listen", "ask the sources that are due, and show what was heard")
    listen.add_argument("--once", action="store_true", help="ask every source once, due or not, and stop")
    listen.add_argument("--json", action="store_true", help="one JSON object a line")
    opml = command("opml", "print all sources as OPML, or take in the feeds of an OPML file")
    opml.add_argument(
        "file", nargs="?", type=Path, help="an OPML file; its feeds become sources, known ones are skipped"
    )
    unknown = command("unknown", "list room cards of unknown fate, and decide what becomes of them")
    unknown.add_argument(
        "what", choices=["list", *decisions], help="list them; or, of one: post it again, it is there, drop it"
    )
    unknown.add_argument("id", nargs="?", help="the id that list shows")
    check = command("check", "check app.yaml, the store and what Slack or Teams knows of the bot, and start nothing")
    check.add_argument("--offline", action="store_true", help="ask nobody: only look at what is here")
    check.add_argument("--json", action="store_true", help="one JSON object a line")
    theirs = check.add_mutually_exclusive_group()
    theirs.add_argument(
        "--manifest",
        type=Path,
        help="a file with the app's manifest to compare: copied from its page in Slack, or the app package for Teams",
    )
    theirs.add_argument(
        "--manifest-token-env",
        metavar="VARIABLE",
        help="ask Slack for the manifest, with the app configuration token (xoxe.xoxp-) that this variable holds",
    )
    command("migrate", "bring the database up to date")
    command("schema", "print the JSON Schema of app.yaml, for editors", settings=False)
    wording = command("wording", "print every text a person can read, each with an example", settings=False)
    wording.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="two letters (en)")
    words = "what makes the app in a platform: for Slack a manifest, for Teams a package with one in it"
    manifest = command("manifest", words, settings=False)
    platforms = manifest.add_subparsers(required=True, metavar="platform")
    slack = platforms.add_parser("slack", help="print the manifest", description="print the manifest")
    slack.add_argument("--url", type=_public, help="the public https address of the server, for mode http; else socket")
    teams = platforms.add_parser("teams", help="write the app package", description="write the app package, a zip")
    teams.add_argument("--app-id", type=_guid, required=True, help="the app's id in Entra, which is the bot's too")
    teams.add_argument("--url", type=_public, required=True, help="an https page that says what the bot is")
    teams.add_argument("file", nargs="?", type=Path, default=Path("earshot-teams.zip"), help="where it is written")
    for name, one in (("slack", slack), ("teams", teams)):
        one.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="two letters (en)")
        one.set_defaults(run=does[f"manifest {name}"])
    forget = command("forget", "forget a person and all that is theirs")
    forget.add_argument("person", help="platform:workspace:id, for example playground:playground:ana")
    return all_


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"expected a port, a whole number from 0 to {LAST_PORT}, found “{text}”")
    return int(text)


def _public(text: str) -> str:
    with contextlib.suppress(ValueError):  # a broken IPv6 address
        address = urlsplit(text)
        if address.scheme == "https" and address.hostname and not address.query and not address.fragment:
            return text
    raise argparse.ArgumentTypeError(f"expected an address such as https://bot.example.org, found “{text}”")


def _guid(text: str) -> str:
    with contextlib.suppress(ValueError):
        if str(UUID(text)) == text.lower():
            return text.lower()
    raise argparse.ArgumentTypeError(f"expected an id such as 11111111-2222-3333-4444-555555555555, found “{text}”")
