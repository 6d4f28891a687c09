"""The command line, as people and machines meet it: words, exit codes, and nothing started where something is wrong."""

import asyncio
import json
import logging
import os
import pty
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.chat.addresses import Address
from bot.command_line import main
from bot.playing import YOURS, NoSuchFeed, in_the_playground, read_feeds
from bot.settings import parse, schema
from jobs.listening.opml import read
from store.lock import Lock
from store.migrate import HEAD
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.playing import ROOT, child
from tests.store.looking import looked
from tests.store.test_migrate import at_version
from tests.town import FEED, SETTINGS, Town

OK, FAILED, WRONG, IN_USE = 0, 1, 2, 3
COMMANDS = ["run", "play", "listen", "opml", "check", "migrate", "schema", "wording", "manifest", "forget", "unknown"]
PLAYGROUND = "platforms: {playground: {people: [{id: ana, name: Ana, time_zone: Europe/Lisbon}]}}\n"
COMPANY = "company: {name: Example Works}\n"
WRONG_SETTINGS = "company: {nam: Example Works}\nserver: {port: many}\nrooms:\n  everyone: {platform: slack, id: C1}\n"


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Commands set up the log of their own process, which here is ours."""
    handlers = logging.getLogger().handlers[:]
    yield
    logging.getLogger().handlers = handlers
    structlog.reset_defaults()


@pytest.fixture
def settings_file(tmp_path: Path) -> Path:
    """An app.yaml with a playground on any free port."""
    file = tmp_path / "app.yaml"
    file.write_text(COMPANY + PLAYGROUND + "server: {port: 0}\nlog: {level: warning}\n", encoding="utf-8")
    return file


def town_settings(folder: Path, feeds: FeedServer, *, more: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "app.yaml"
    text = SETTINGS.format(feed=feeds.url(FEED), feed_port=feeds.port, sources="", house="", more=more)
    file.write_text(text, encoding="utf-8")
    return file


def get(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


def wait_for_messages(url: str, room: str) -> list[Any]:
    """The messages of a room, once the first stands there; generous, since other tests run beside it."""
    until = time.monotonic() + 40
    while time.monotonic() < until:
        rooms = get(f"{url}/api/state?as=ana")["rooms"]
        messages: list[Any] = next(one["messages"] for one in rooms if one["id"] == room)
        if messages:
            return messages
        time.sleep(0.1)
    return []


# --- Words ---------------------------------------------------------------------------------------------------------


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == OK
    said = capsys.readouterr().out
    assert [command for command in COMMANDS if f"    {command} " not in said] == []


@pytest.mark.parametrize("arguments", [[], ["dance"], ["play", "--port", "99999"], ["play", "--port", "x"], ["forget"]])
def test_a_command_nobody_knows_is_answered_with_what_is_expected(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == WRONG
    assert "usage: earshot" in capsys.readouterr().err


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == OK
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(schema()))


def test_wording_prints_every_text_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wording"]) == OK
    lines = capsys.readouterr().out.splitlines()
    names = [number for number, line in enumerate(lines) if line and not line.startswith(" ")]
    assert len(names) > 100
    assert [lines[number] for number in names if not lines[number + 1].startswith("    ")] == []


def test_a_language_we_do_not_speak_is_not_answered_in_another(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["wording", "--language", "xx"])
    assert ended.value.code == WRONG
    assert "choose from" in capsys.readouterr().err


def test_who_stops_reading_is_not_shouted_at() -> None:
    """As `earshot wording | head -1` does."""
    command = [sys.executable, "-m", "bot", "wording"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(20) == OK


# --- A wrong app.yaml ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ["run"],
        ["listen", "--once"],
        ["opml"],
        ["opml", "feeds.opml"],
        ["check"],
        ["migrate"],
        ["forget", "playground:playground:ana"],
        ["play", "--port", "0"],
    ],
)
def test_wrong_settings_are_answered_all_at_once_and_nothing_starts(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "app.yaml"
    file.write_text(WRONG_SETTINGS, encoding="utf-8")
    folder = ["--folder", str(tmp_path / "played")] if command[0] == "play" else []

    assert main([*command, "--config", str(file), *folder]) == WRONG

    said = capsys.readouterr()
    assert said.out == ""
    for line, key in [(1, "company.name"), (1, "company.nam"), (2, "server.port")]:
        assert f"app.yaml:{line}: {key}: " in said.err
    assert said.err.endswith("Nothing was started.\n")
    assert list(tmp_path.iterdir()) == [file]


def test_wrong_settings_leave_what_was_played_before(tmp_path: Path) -> None:
    (tmp_path / "app.yaml").write_text(WRONG_SETTINGS, encoding="utf-8")
    kept = tmp_path / "playground.db"
    kept.write_bytes(b"yesterday")
    arguments = ["play", "--port", "0", "--folder", str(tmp_path), "--config", str(tmp_path / "app.yaml"), "--fresh"]
    assert main(arguments) == WRONG
    assert kept.read_bytes() == b"yesterday"


def test_no_settings_at_all_are_missed_by_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--config", str(tmp_path / "app.yaml")]) == WRONG
    assert "app.yaml: there is no such file" in capsys.readouterr().err


# --- What cannot be done -------------------------------------------------------------------------------------------

SLACK = "platforms: {slack: {bot_token_env: PATH, app_token_env: PATH}}\n"


def test_a_bot_that_nobody_could_meet_does_not_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "app.yaml"
    file.write_text(f"{COMPANY}platforms: {{}}\n", encoding="utf-8")
    words = "No platform stands in app.yaml"

    assert main(["run", "--config", str(file)]) == WRONG
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [file]

    assert main(["check", "--config", str(file)]) == FAILED
    assert words in capsys.readouterr().out


def test_settings_for_slack_can_be_played_with() -> None:
    slack = SLACK + "rooms: {engineering: {platform: slack, workspace: T1, id: C1}}\n"
    settings = parse(COMPANY + slack, environ={"PATH": "xoxb"})
    people = parse(COMPANY + PLAYGROUND, environ={}).platforms.playground
    assert people is not None
    played = in_the_playground(settings, people)
    assert (played.platforms.slack, played.platforms.playground) == (None, people)
    assert [room.platform for room in played.rooms.named.values()] == ["playground"]


# --- The store -----------------------------------------------------------------------------------------------------


def test_migrate_makes_the_store_and_check_finds_all_well(
    settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = ["--config", str(settings_file)]
    assert main(["migrate", *config]) == OK
    assert main(["migrate", *config]) == OK
    assert capsys.readouterr().out.splitlines() == [
        "The database was brought up to date.",
        "The database is up to date.",
    ]
    settings_file.write_text((ROOT / "app.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert main(["check", *config]) == OK
    assert capsys.readouterr().out == "All is well.\n"


def test_check_starts_nothing_and_says_what_an_operator_should_know(
    settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--config", str(settings_file)]) == OK
    assert "By the way: No source is named" in capsys.readouterr().out
    assert list(settings_file.parent.iterdir()) == [settings_file]


@pytest.mark.parametrize(
    "command", [["run"], ["migrate"], ["listen", "--once"], ["opml"], ["forget", "playground:playground:ana"]]
)
def test_a_store_in_use_is_left_alone(
    command: list[str], settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = Lock(str(settings_file.parent / "earshot.db"))
    lock.take()
    try:
        assert main([*command, "--config", str(settings_file)]) == IN_USE
    finally:
        lock.release()
    assert "is in use by another running Earshot" in capsys.readouterr().err


def test_a_playground_that_is_being_played_in_is_not_emptied(tmp_path: Path) -> None:
    kept = tmp_path / "earshot.db"
    lock = Lock(str(kept))
    lock.take()
    kept.write_bytes(b"in use")
    arguments = ["play", "--port", "0", "--folder", str(tmp_path), "--fresh", "--no-browser"]
    try:
        assert main(arguments) == IN_USE
    finally:
        lock.release()
    assert kept.read_bytes() == b"in use"


@pytest.mark.parametrize(
    "command",
    [["run"], ["listen"], ["opml"], ["forget", "playground:playground:ana"], ["unknown", "list"]],
)
def test_a_store_that_is_behind_is_not_changed_unasked_and_the_words_say_what_to_type(
    command: list[str], settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = settings_file.parent / "earshot.db"
    at_version(file, "0003")
    there = set(settings_file.parent.iterdir())
    config = ["--config", str(settings_file)]
    assert main([*command, *config]) == FAILED
    said = capsys.readouterr()
    assert "run `earshot migrate`, and start again.\nNothing was started." in said.err
    assert said.out == ""
    assert looked(file, "select version_num from alembic_version") == [("0003",)]
    assert {one for one in settings_file.parent.iterdir() if one.suffix not in (".db-wal", ".db-shm")} - there <= {
        settings_file.parent / "earshot.db.lock"
    }, "nothing was started"

    assert main(["migrate", *config]) == OK
    assert main(["unknown", "list", *config]) == OK, "and then it goes on"


def test_a_playground_brings_its_store_up_to_date_by_itself(tmp_path: Path) -> None:
    at_version(tmp_path / "earshot.db", "0003")
    with child(["play", "--port", "0", "--folder", ".", "--no-browser"], folder=tmp_path) as bot:
        assert bot.url
        assert bot.stop() == OK
    assert looked(tmp_path / "earshot.db", "select version_num from alembic_version") == [(HEAD,)]


@pytest.mark.parametrize("command", [["run"], ["check"], ["migrate"]])
def test_a_file_that_is_no_database_is_said_to_be_none(
    command: list[str], settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (settings_file.parent / "earshot.db").write_text("Dear diary, " * 20, encoding="utf-8")
    assert main([*command, "--config", str(settings_file)]) == FAILED
    assert capsys.readouterr().err == "The store cannot be used: file is not a database\n"


def test_a_port_that_is_taken_is_answered_kindly(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        somebody.listen()
        port = somebody.getsockname()[1]
        settings_file.write_text(COMPANY + PLAYGROUND + f"server: {{port: {port}}}\nlog: {{level: error}}\n")
        assert main(["run", "--config", str(settings_file)]) == FAILED
    said = capsys.readouterr()
    assert said.err == (
        f"Port {port} on 127.0.0.1 is taken by another program. Stop that one, or choose another port.\n"
    )
    assert said.out == ""


# --- Listening -----------------------------------------------------------------------------------------------------

NEWS = rss(
    "<item><title>A kernel of truth</title><guid>1</guid><link>https://example.org/1</link></item>",
    "<item><title>Bread and Rust</title><guid>2</guid><link>https://example.org/2</link></item>",
)


async def test_listen_prints_a_plain_line_for_each_source(
    feeds: FeedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feeds.serve(FEED, Answer(NEWS))
    file = town_settings(tmp_path, feeds)

    assert await asyncio.to_thread(main, ["listen", "--once", "--config", str(file)]) == OK
    assert capsys.readouterr().out == "[1/1] Morning Ledger: 2 entries, 2 new\n"

    assert await asyncio.to_thread(main, ["listen", "--once", "--json", "--config", str(file)]) == OK
    heard = json.loads(capsys.readouterr().out)
    assert (heard["source"], heard["new"], heard["trouble"]) == ("Morning Ledger", 0, None)

    assert await asyncio.to_thread(main, ["listen", "--config", str(file)]) == OK
    assert capsys.readouterr().out == ""  # nothing is due

    feeds.serve(FEED, Answer("<html>Closed</html>"))
    assert await asyncio.to_thread(main, ["listen", "--once", "--json", "--config", str(file)]) == FAILED
    assert json.loads(capsys.readouterr().out)["trouble"] == "not_a_feed"


async def test_on_a_terminal_listen_keeps_to_one_line(feeds: FeedServer, tmp_path: Path) -> None:
    feeds.serve(FEED, Answer(NEWS))
    feeds.serve("/other.xml", Answer(NEWS))
    file = town_settings(tmp_path, feeds)
    other = f'  other: {{name: Other, url: "{feeds.url("/other.xml")}"}}\nlistening:'
    file.write_text(file.read_text(encoding="utf-8").replace("listening:", other), encoding="utf-8")

    code, said = await asyncio.to_thread(_on_a_terminal, ["listen", "--once", "--config", str(file)])

    assert code == OK
    assert said.count("\r\n") == said.count("\n") == 1
    assert said.count("\r[2/2] ") == 1


def _on_a_terminal(arguments: Sequence[str]) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL, close_fds=True) as process:
        os.close(theirs)
        code = process.wait(30)
    said = os.read(ours, 65_536).decode()
    os.close(ours)
    return code, said


# --- Lists of feeds ------------------------------------------------------------------------------------------------

LIST = """<?xml version="1.0"?>
<opml version="1.0"><body>
  <outline text="News"><outline text="Morning" xmlUrl="{known}"/><outline xmlurl="https://bread.example/feed"/></outline>
  <outline title="Soup" text="S" xmlUrl="blog.soup.example"/><outline text="Again" xmlUrl="http://www.bread.example/feed/"/>
</body></opml>"""


async def test_feeds_of_a_list_are_taken_in_once_and_come_out_again_whether_the_bot_runs_or_not(
    feeds: FeedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = town_settings(tmp_path / "town", feeds)
    listed, more = tmp_path / "feeds.opml", tmp_path / "more.opml"
    listed.write_text(LIST.format(known=feeds.url(FEED)), encoding="utf-8")
    more.write_text(LIST.format(known=feeds.url("/new.xml")), encoding="utf-8")
    feeds.serve("/new.xml", Answer(rss(title="Brand new")))

    async def opml(*arguments: str) -> tuple[int, str]:
        code = await asyncio.to_thread(main, ["opml", *arguments, "--config", str(file)])
        return code, capsys.readouterr().out

    assert await opml(str(listed)) == (OK, "2 sources were added; 2 were known already.\n")
    assert await opml(str(listed)) == (OK, "0 sources were added; 4 were known already.\n")
    code, alone = await opml()
    assert [(one.name, one.url) for one in read(alone.encode())] == [
        ("Morning Ledger", feeds.url(FEED)),
        ("bread.example", "https://bread.example/feed"),
        ("Soup", "https://blog.soup.example"),
    ]
    async with Town(tmp_path / "town", feeds) as town:
        capsys.readouterr()
        assert await opml() == (OK, alone)
        assert await opml(str(more)) == (OK, "1 source was added; 3 were known already.\n")
        await town.bot.settled()
        assert [one.path for one in feeds.seen].count("/new.xml") == 1, "it is looked at right away"
        code, all_of_them = await opml()
    assert (code, len(read(all_of_them.encode()))) == (OK, 4)


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("Dear diary", "This file is not XML: syntax error, in line 1."),
        ("<opml><body>", "This file is not XML: no element found, in line 1."),
        ("<opml><body/></opml>", "There is no feed in this file"),
        ("<html><outline xmlUrl='https://a.example/'/></html>", "This file is not OPML: it begins with <html>."),
        (
            "<opml><outline xmlUrl='https://a.example/'/><outline xmlUrl='ftp://b.example/'/></opml>",
            "“ftp://b.example/”",
        ),
        ('<!DOCTYPE o [<!ENTITY a "b">]><opml><outline xmlUrl="https://&a;.example/"/></opml>', "document type"),
    ],
)
def test_what_is_no_list_of_feeds_is_answered_in_words_and_nothing_is_half_done(
    document: str, words: str, settings_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = settings_file.parent / "feeds.opml"
    listed.write_text(document, encoding="utf-8")
    assert main(["opml", str(listed), "--config", str(settings_file)]) == WRONG
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert not (settings_file.parent / "earshot.db").exists()


def test_a_list_that_is_not_there_is_missed_by_name(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["opml", "nowhere.opml", "--config", str(settings_file)]) == WRONG
    assert capsys.readouterr().err == "nowhere.opml cannot be read: No such file or directory\n"


# --- Forgetting ----------------------------------------------------------------------------------------------------


async def test_a_person_is_forgotten_whether_the_bot_runs_or_not(
    feeds: FeedServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = town_settings(tmp_path / "town", feeds)
    ana, ben = (Address("playground", "playground", one) for one in ("ana", "ben"))

    async def forget(who: str) -> int:
        arguments = ["forget", f"playground:playground:{who}", "--config", str(file)]
        return await asyncio.to_thread(main, arguments)

    async with Town(tmp_path / "town", feeds) as town:
        await town.join("ana")
        await town.join("ben")
        door = tmp_path / "town" / "earshot.db.sock"
        assert stat.S_IMODE(door.stat().st_mode) == 0o600

        capsys.readouterr()
        assert await forget("ana") == OK
        assert capsys.readouterr().out == "Forgotten.\n"
        assert await town.bot.store.read(lambda tx: tx.people.at(ana)) is None
        assert await town.bot.store.read(lambda tx: tx.people.at(ben)) is not None
        assert await forget("nobody") == FAILED
        assert capsys.readouterr().out == "Nobody is known there.\n"

    assert not door.exists()
    capsys.readouterr()
    assert await forget("ben") == OK
    assert await forget("ben") == FAILED
    assert capsys.readouterr().out == "Forgotten.\nNobody is known there.\n"


def test_a_person_is_named_in_full(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forget", "ana", "--config", str(settings_file)]) == WRONG
    assert "platform:workspace:id" in capsys.readouterr().err
    assert list(settings_file.parent.iterdir()) == [settings_file]


# --- Running and playing -------------------------------------------------------------------------------------------


def test_run_runs_until_it_is_told_to_stop(settings_file: Path) -> None:
    with child(["run"], folder=settings_file.parent) as bot:
        assert get(f"{bot.url}/api/state")["people"] == [{"id": "ana", "name": "Ana"}]
        assert bot.stop(signal.SIGTERM) == OK
        assert bot.complained == ""


def test_who_is_told_to_stop_while_starting_stops_in_good_order(settings_file: Path) -> None:
    with child(["run"], folder=settings_file.parent) as bot:
        while not (settings_file.parent / "earshot.db").exists():
            time.sleep(0.01)
        assert bot.stop(signal.SIGTERM) == OK
        assert bot.complained == ""


def test_feeds_named_on_the_command_line_come_into_a_room_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "my file.xml").write_text(NEWS, encoding="utf-8")
    item = {"id": "1", "url": "https://example.org/3", "title": "Heard in JSON"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [item]}
    (tmp_path / "other.json").write_text(json.dumps(feed), encoding="utf-8")
    arguments = ["play", "--port", "0", "--feed", "./my file.xml", "--feed", "./other.json", "--no-browser"]
    with child(arguments, folder=tmp_path) as bot:
        url = bot.url
        titles = {message["card"]["title"] for message in wait_for_messages(url, YOURS)}
        assert titles <= {"A kernel of truth", "Bread and Rust", "Heard in JSON"}
        assert titles
        assert wait_for_messages(url, "engineering")
        assert bot.stop() == OK
        assert bot.complained == ""
        assert (tmp_path / ".play" / "0" / "earshot.db").is_file()


def test_our_own_app_yaml_can_be_played_and_its_made_up_feeds_are_said_to_be_silent(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    for made_up in ("lwn", "week", "blog"):  # nothing in a test asks the world, not even for a name
        text = text.replace(f"https://{made_up}.example/", f"http://127.0.0.1:1/{made_up}/")
    (tmp_path / "app.yaml").write_text(text, encoding="utf-8")
    with child(["play", "--port", "0", "--config", "app.yaml", "--no-browser"], folder=tmp_path) as bot:
        url = bot.url
        assert [room["name"] for room in get(f"{url}/api/state?as=ana")["rooms"]] == ["Engineering", "Everyone"]
        until = time.monotonic() + 40
        while bot.complained.count("source_in_trouble") < 3 and time.monotonic() < until:
            time.sleep(0.05)
        assert bot.stop() == OK
    assert bot.complained.count("source_in_trouble") == 3
    assert "Traceback" not in bot.complained


def test_a_feed_that_is_none_is_answered_kindly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "played"
    arguments = ["play", "--port", "0", "--folder", str(folder), "--feed", "nonsense", "--no-browser"]
    assert main(arguments) == WRONG
    assert "“nonsense” is neither an address that begins with https:// nor a file" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(
    "named", ["https://", "http://[::1", "http://ana:secret@example.org/", "a\0b", "..", "ftp://a/b", ""]
)
def test_half_an_address_is_no_feed(named: str) -> None:
    with pytest.raises(NoSuchFeed):
        read_feeds([named], port=1)


def test_addresses_stay_as_they_are_and_files_are_served_from_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "a feed.xml"
    file.write_text(NEWS, encoding="utf-8")
    feeds = read_feeds(["https://example.org/feed?a=1&b=2", "HTTPS://example.org/x", str(file)], port=7)
    assert [source.url for source in feeds.sources.values()] == [
        "https://example.org/feed?a=1&b=2",
        "HTTPS://example.org/x",
        "http://files.localhost:7/3/a%20feed.xml",
    ]
    assert feeds.files == {"/3/a feed.xml": file}


def test_a_playground_has_people_even_where_the_settings_name_none() -> None:
    people = parse(COMPANY + PLAYGROUND, environ={}).platforms.playground
    assert people is not None
    played = in_the_playground(parse(COMPANY, environ={}), people)
    assert played.platforms.playground == people
    assert list(played.rooms.named) == ["everyone"]
