"""The README is true: its commands work, what it links to exists, and its tables name what there is."""

import asyncio
import logging
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.command_line import main
from bot.settings.models import Settings
from tests.fakes.feeds import Answer, FeedServer, rss
from tests.playing import ROOT, child

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = sorted((ROOT / "docs").glob("*.md"))
SET_UP = ["make play", "make test"]
EARSHOT = ".venv/bin/earshot "
STAYS = ("play", "run")


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Commands set up the log of their own process, which here is ours."""
    handlers = logging.getLogger().handlers[:]
    yield
    logging.getLogger().handlers = handlers
    structlog.reset_defaults()


def blocks(text: str) -> list[list[str]]:
    """The shell blocks of a page, each as its lines."""
    return [block.strip().splitlines() for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


def earshot(command: str) -> list[str]:
    """The arguments of `earshot` a command comes down to; `make play` hands its variables on as options."""
    if command.startswith(EARSHOT):
        return shlex.split(command.removeprefix(EARSHOT))
    words = shlex.split(command)
    assert words[:2] == ["make", "play"], f"the tests do not know how to try: {command}"
    given = dict(word.split("=", 1) for word in words[2:])
    arguments = ["play", "--port", given.pop("PORT", "8765")]
    arguments += [part for feed in given.pop("FEEDS", "").split() for part in ("--feed", feed)]
    arguments += ["--config", given.pop("CONFIG")] if "CONFIG" in given else []
    assert given == {}, f"the Makefile knows nothing of {given}"
    return arguments


_, IN_SLACK, IN_TEAMS, ALONE, _ = re.split(
    r"^## (?:Slack in ten|Teams in ten|Try Teams without|Where to read)[^\n]*\n", README, flags=re.MULTILINE
)
"""Each of the three is followed word for word by a test of its own."""

ELSEWHERE = README.replace(IN_SLACK, "").replace(IN_TEAMS, "").replace(ALONE, "")
COMMANDS = [earshot(line) for block in blocks(ELSEWHERE) for line in block if line not in SET_UP]


def on_any_port(arguments: list[str]) -> list[str]:
    """The same, where nobody else listens and no browser opens."""
    if "--port" in arguments:
        arguments = [*arguments]
        arguments[arguments.index("--port") + 1] = "0"
    return [*arguments, "--no-browser"] if arguments[0] == "play" and "--no-browser" not in arguments else arguments


def own_folder(folder: Path, feeds: FeedServer) -> None:
    """Our app.yaml with feeds that answer, and the feeds of one's own that the README names."""
    news = rss("<item><title>A kernel of truth</title><guid>1</guid></item>")
    feeds.serve("/feed.xml", Answer(news))
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    text = re.sub(r'url: "https://(\w+)[^"]+"', rf'url: "{feeds.url("/feed.xml")}?\1"', text)
    text = (
        text.replace("private_hosts: []", f'private_hosts: ["127.0.0.1:{feeds.port}"]')
        .replace("8080", "0")
        .replace("9090", "0")
    )
    (folder / "app.yaml").write_text(text, encoding="utf-8")
    (folder / "file.xml").write_text(news, encoding="utf-8")
    (folder / "feeds.opml").write_text(FEEDS_OF_ONES_OWN, encoding="utf-8")


FEEDS_OF_ONES_OWN = """<opml version="2.0"><body>
  <outline text="Other news" xmlUrl="https://other.example/feed.xml"/></body></opml>"""


def test_the_readme_begins_with_what_earshot_is_and_exactly_the_two_commands() -> None:
    title, what, code, *_ = README.split("\n\n", 3)
    assert title == "# Earshot"
    assert len(re.findall(r"[.!?](?:\s|$)", what)) == 2
    assert code == "```sh\nmake play\nmake test\n```"
    assert blocks(README)[0] == SET_UP


async def test_every_command_in_the_readme_does_what_it_says(
    feeds: FeedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    own_folder(tmp_path, feeds)
    for arguments in COMMANDS:
        code = await asyncio.to_thread(_try, on_any_port(arguments), tmp_path)
        # Nobody has joined yet, so there is nobody to forget.
        assert code == (1 if arguments[0] == "forget" else 0), f"{arguments}: {capsys.readouterr()}"


def _try(arguments: list[str], folder: Path) -> int:
    if arguments[0] in STAYS:
        with child(arguments, folder=folder) as bot:
            assert bot.url.startswith("http://127.0.0.1:")
            return bot.stop()
    try:
        return main(arguments)
    except SystemExit as ended:  # --help
        return int(ended.code or 0)


def test_every_command_stands_in_the_readme() -> None:
    tried = {arguments[0] for arguments in COMMANDS} - {"--help"}
    told = set(re.findall(r"^\| `(\w+)` \|", README.split("## The command line")[1].split("## How")[0], re.MULTILINE))
    assert (
        tried
        == told
        == {"run", "play", "listen", "opml", "check", "migrate", "schema", "wording", "manifest", "forget", "unknown"}
    )


def test_every_key_of_app_yaml_stands_in_the_readme() -> None:
    section = README.split("## app.yaml")[1].split("## The command line")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(Settings.model_fields)


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS], ids=lambda page: page.name)
def test_every_link_leads_to_a_file_that_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
    inside = [link for link in links if "://" not in link]
    assert [link for link in inside if not (page.parent / link).exists()] == []
    assert page.name != "README.md" or {"docs/playground.png", "docs/privacy.md", "LICENSE"} <= set(inside)


def test_the_screenshot_is_a_picture_of_bearable_size() -> None:
    picture = (ROOT / "docs" / "playground.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert len(picture) < 300_000
    assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24]))[0] == 1280


def named(text: str) -> list[str]:
    """The names in the tables of a page."""
    return [name for name in re.findall(r"^\| ([\w.-]+) \| .+ \|$", text, re.MULTILINE) if name != "name"]


def required(project: dict[str, object]) -> list[str]:
    """The direct dependencies of a pyproject.toml: to run, extras, groups."""
    found: list[str] = []
    parts = project["project"], project.get("dependency-groups", {})
    assert isinstance(parts[0], dict)
    assert isinstance(parts[1], dict)
    extras = parts[0].get("optional-dependencies", {})
    for group in (parts[0]["dependencies"], *extras.values(), *parts[1].values()):
        found += [re.split(r"[\[<>=!~ ]", line)[0] for line in group]
    return found


def test_every_dependency_is_given_a_reason_and_every_reason_has_its_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    reasons = named((ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8"))
    assert sorted(reasons) == sorted(required(project))
    assert sorted(reasons) != sorted([*required(project), "leftpad"])  # the check can fail
