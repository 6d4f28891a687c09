"""The house stays in order: what may stand where, what may stand in no file, and what every door has written on it."""

import ast
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.playing import ROOT

FOLDERS = ("bot", "adapters", "store", "jobs")
TOP = {*FOLDERS, "tests", "docs", "app.yaml", "pyproject.toml", "README.md", "LICENSE", "Makefile", "Dockerfile"} | {
    "compose.yaml",
    "requirements.lock",
    "requirements-dev.lock",
}
"""What the house plan lets stand at the top; files that begin with a dot aside."""

MADE = {".git", ".venv", ".play", ".cache", ".hypothesis", "__pycache__", "build", "dist", "earshot.egg-info"}


def tracked() -> list[Path]:
    """The files of the project, relative to its top; without git, all but what tools make."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run(
            [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            files = [Path(name) for name in listed.stdout.decode().split("\0") if name]
            return [file for file in files if (ROOT / file).is_file()]
    files = [file.relative_to(ROOT) for file in ROOT.rglob("*") if file.is_file()]
    return [file for file in files if not any(part in MADE or part.endswith("_cache") for part in file.parts)]


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that can be read as text."""
    for file in tracked():
        if file.suffix not in (".png", ".ico"):
            yield file, (ROOT / file).read_text(encoding="utf-8")


# --- What stands where ---------------------------------------------------------------------------------------------


def strangers(files: list[Path]) -> set[str]:
    """What stands at the top and should not."""
    return {file.parts[0] for file in files if not file.parts[0].startswith(".")} - TOP


def test_the_top_level_holds_only_what_the_house_plan_allows() -> None:
    assert strangers(tracked()) == set()
    assert strangers([Path("utils/helpers.py"), Path("bot/app.py"), Path(".ci/run")]) == {"utils"}


def test_every_folder_of_tests_is_a_package() -> None:
    """Else `tests/bot` would shadow `bot`."""
    folders = {file.parent for file in tracked() if file.parts[0] == "tests" and file.suffix == ".py"}
    assert {folder for folder in folders if not (ROOT / folder / "__init__.py").is_file()} == set()


def test_the_walls_are_under_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    walls = project["tool"]["importlinter"]
    assert set(walls["root_packages"]) == set(FOLDERS)
    by_type = {one["type"]: one for one in walls["contracts"]}
    assert set(by_type["independence"]["modules"]) == {"adapters", "store", "jobs"}
    forbidden = {name for one in walls["contracts"] for name in one.get("forbidden_modules", [])}
    outside = {"slack_bolt", "botbuilder", "sqlalchemy", "apscheduler", "feedparser", "aiohttp"}
    assert forbidden >= outside | {"adapters", "store", "jobs"}
    assert "lint-imports --no-cache" in (ROOT / "Makefile").read_text(encoding="utf-8")


# --- What may stand in no file -------------------------------------------------------------------------------------

NEVER = {
    "a registry's host": r"p[y]pi\.(org|python)|python[h]osted\.|registry\.n[p]mjs|p[r]oxy\.golang|c[r]ates\.io",
    "a machine's path": r"(?<![\w.:/~-])/(home|root|Users|mnt)/[\w.]|(?<![\w.:/~-])/[w]ork/(main|shared)\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}",
    "a platform's token": r"\bxox[abprs]-\d{9,}-\d|\bxapp-\d-[A-Z0-9]{9,}-\d|\bgh[pousr]_[A-Za-z0-9]{36}\b",
    "a cloud's key": r"\bAKIA(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b",
}


def offences(text: str) -> list[str]:
    """What stands in a text that may stand in none."""
    return [what for what, pattern in NEVER.items() if re.search(pattern, text)]


def test_no_file_names_a_registry_a_machine_or_a_secret() -> None:
    assert [(str(file), found) for file, text in texts() if (found := offences(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "https://" + "pypi" + ".org/simple",
        "cd /" + "home/ana/earshot",
        "token: xoxb-" + "123456789012-1234567890",
        "AKIA" + "A1B2C3D4E5F6G7H8",
        "-----BEGIN " + "RSA PRIVATE KEY-----\n" + "A" * 64,
    ],
)
def test_control_what_may_stand_in_no_file_would_be_found(text: str) -> None:
    assert len(offences(text)) == 1


LOCKED = re.compile(r"[a-z0-9.-]+==[^ ]+( ; .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def loose(lock: str) -> list[str]:
    """The lines of a lock that are neither a version, nor a hash, nor a comment; and versions that have no hash."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    after = [*lines[1:], ""]
    odd = [line for line in lines if not (LOCKED.fullmatch(line) or HASH.fullmatch(line))]
    bare = [
        line for line, next_line in zip(lines, after, strict=True) if "==" in line and not HASH.fullmatch(next_line)
    ]
    return odd + bare


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_locks_name_no_addresses_and_pin_hashes(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert loose(lock) == []
    assert "://" not in lock


def test_control_a_loose_lock_would_be_found() -> None:
    good = "a==1 \\\n    --hash=sha256:" + "0" * 64
    assert loose(good) == []
    assert loose("a==1") == ["a==1", "a==1"]
    address = "--index-url " + "https://example.org"  # put together here, so that no file of ours holds it whole
    assert loose(f"{address}\n{good}") == [address]


# --- What every door has written on it -----------------------------------------------------------------------------


Described = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def undescribed(text: str, *, at_the_port: frozenset[str] = frozenset()) -> list[str]:
    """Public modules, classes and functions without a docstring. A port's methods are described at the port."""
    tree = ast.parse(text)
    found = [] if ast.get_docstring(tree) or not tree.body else ["module"]
    return found + list(_undescribed(tree, at_the_port))


def _undescribed(node: ast.Module | ast.ClassDef, at_the_port: frozenset[str]) -> Iterator[str]:
    for one in node.body:
        if not isinstance(one, Described) or one.name.startswith("_"):
            continue
        known = isinstance(node, ast.ClassDef) and one.name in at_the_port
        if ast.get_docstring(one) is None and not known and not _only_a_shape(one):
            yield one.name
        if isinstance(one, ast.ClassDef):
            yield from _undescribed(one, at_the_port)


def _only_a_shape(one: Described) -> bool:
    return isinstance(one.body[0], ast.Expr) and ast.unparse(one.body[0]) == "..."


OF_SQLALCHEMY = {"process_bind_param", "process_result_value", "load_dialect_impl", "coerce_compared_value"}
"""What a column type overrides, and SQLAlchemy describes."""


def methods_of_ports() -> frozenset[str]:
    """The names of all methods the Protocols of bot/ports ask for."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "bot" / "ports").glob("*.py")]
    classes = [one for tree in trees for one in tree.body if isinstance(one, ast.ClassDef)]
    return frozenset(one.name for each in classes for one in each.body if isinstance(one, Described))


def test_every_public_function_and_class_says_what_it_is() -> None:
    at_the_port = methods_of_ports() | OF_SQLALCHEMY
    missing = {}
    for file, text in texts():
        if file.suffix == ".py" and file.parts[0] in FOLDERS:
            described_there = at_the_port if file.parts[0] == "store" else frozenset[str]()
            missing[str(file)] = undescribed(text, at_the_port=described_there)
    assert {file: names for file, names in missing.items() if names} == {}


def test_control_a_function_without_a_word_would_be_found() -> None:
    text = (
        '"""M."""\nclass A:\n  """A."""\n  def b(self): pass\n  def c(self): ...\n  def _d(self): pass\ndef e(): pass\n'
    )
    assert undescribed(text) == ["b", "e"]
    assert undescribed(text, at_the_port=frozenset({"b", "e"})) == ["e"]


# --- The two commands ----------------------------------------------------------------------------------------------


def test_the_tests_of_a_machine_nobody_prepared_are_make_test_and_nothing_else() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


@pytest.mark.skipif(shutil.which("make") is None, reason="NO MAKE FOUND: the Makefile was not tried")
@pytest.mark.parametrize("wrong", ["exit 1", "exec /none"], ids=["too old or without venv", "broken"])
def test_a_python_that_does_not_fit_is_answered_kindly(wrong: str, tmp_path: Path) -> None:
    python = tmp_path / "my python"
    python.write_text(f"#!/bin/sh\n{wrong}\n", encoding="utf-8")
    python.chmod(0o755)
    done = subprocess.run(
        ["make", "--silent", "python", f"PYTHON={python}"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert f"needs Python 3.11, 3.12 or 3.13 with its venv module; {python} does not fit." in done.stderr
    assert done.stdout == ""
