"""docs/operations.md is true: its commands are commands, its statements run, its numbers are the numbers there are."""

import re
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.app.logs import FACTS
from bot.command_line import _parser
from store.migrate import HEAD
from tests.adapters.test_metrics import PROMISED
from tests.playing import ROOT
from tests.store.looking import looked
from tests.test_command_line import log_as_before, settings_file
from tests.test_readme import blocks
from tests.test_unknown import parked, states

__all__ = ["log_as_before", "parked", "settings_file"]

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
OTHERS = {"umask", "echo", "docker", "sqlite3", "mkdir", "mv", "cp", "pg_dump", "pg_restore", "psql"}
TYPED = [line for block in blocks(PAGE) for line in block]


def ours(line: str) -> list[str] | None:
    """The arguments of `earshot` in a line, also inside a container; None where it is not in it."""
    words = shlex.split(line)
    if words[:3] == ["docker", "compose", "exec"]:
        words = words[4:]
    return words[1:] if words[0] == "earshot" else None


@pytest.mark.parametrize("line", TYPED)
def test_what_is_typed_is_a_command_there_is(line: str) -> None:
    arguments = ours(line)
    if arguments is None:
        assert shlex.split(line)[0].rstrip(";") in OTHERS
    else:
        _parser().parse_args(arguments)


def test_commands_in_the_text_are_commands_there_are() -> None:
    named = re.findall(r"`earshot ([a-z][^`]*)`", PAGE)
    assert len(named) >= 8
    for one in named:
        _parser().parse_args([*shlex.split(one), *(["x:y:z"] if one == "forget" else [])])


def test_control_a_command_that_is_none_would_be_seen(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        _parser().parse_args(ours("earshot unknown everything") or [])
    assert "invalid choice" in capsys.readouterr().err


def sql(heading: str) -> list[tuple[str, str]]:
    """The SQLite statements under a heading, each with its file."""
    part = PAGE.split(f"### {heading}\n")[1].split("\n### ")[0]
    lines = [shlex.split(line) for block in blocks(part) for line in block if line.startswith("sqlite3 ")]
    return [(file, statement) for _, file, statement in lines]


async def test_the_statements_for_backup_and_restore_do_what_they_say(parked: list[str], settings_file: Path) -> None:
    folder = settings_file.parent
    with closing(sqlite3.connect(folder / "earshot.db")) as file, file:
        file.execute("update outbox set state = 'waiting' where key = 'card:one'")
    (made, backup), (read, check), (restored, drop) = sql("SQLite")
    assert (made, read, restored) == ("earshot.db", "backup.db", "earshot.db")

    with closing(sqlite3.connect(folder / made)) as file:
        file.execute(backup.replace("backup.db", str(folder / "backup.db")))
    with closing(sqlite3.connect(folder / read)) as file:
        assert file.execute(check).fetchall() == [("ok",)]
    for old in folder.glob("earshot.db*"):
        old.unlink()
    shutil.copyfile(folder / "backup.db", folder / "earshot.db")
    assert states(settings_file)["card:one"] == "waiting"

    with closing(sqlite3.connect(folder / restored)) as file, file:
        file.execute(drop)
    assert states(settings_file) == {"card:one": "dropped", "card:two": "parked", "n": "parked"}
    assert looked(folder / "earshot.db", "select version_num from alembic_version") == [(HEAD,)]


def test_the_statement_after_a_restore_is_the_same_for_both_databases() -> None:
    (for_postgresql,) = [shlex.split(line)[-1] for line in TYPED if line.startswith("psql ")]
    assert for_postgresql == sql("SQLite")[-1][1]


def test_every_number_there_is_is_explained_and_no_other() -> None:
    table = PAGE.split("## Numbers")[1].split("### What each alarm means")[0]
    assert set(re.findall(r"^\| `earshot_(\w+)` \|", table, re.MULTILINE)) == PROMISED
    alarms = PAGE.split("### What each alarm means")[1].split("### Cards")[0]
    used = {name.removesuffix("_bucket") for name in re.findall(r"earshot_([a-z_]+)", alarms)}
    assert used <= PROMISED
    assert len(used) > 7


def test_every_fact_of_the_log_is_named() -> None:
    part = PAGE.split("## The log")[1].split("## Backup")[0]
    assert set(FACTS) <= set(re.findall(r"`(\w+)`", part))
