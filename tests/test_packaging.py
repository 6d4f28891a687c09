"""The wheel holds all that runs: an unlisted file hides behind an editable install, and is missed only elsewhere."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.playing import ROOT

FOLDERS = ("bot", "adapters", "store", "jobs")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info", "build")
SETTINGS = """
company: {name: Example Works}
platforms: {playground: {people: [{id: ana, name: Ana, time_zone: Europe/Lisbon}]}}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's contents, built from a copy so that nothing is left behind in the checkout."""
    source, wheels, site = (tmp_path_factory.mktemp(name) for name in ("source", "wheels", "site"))
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, source / folder, ignore=LEFT_OUT)
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    build = ["wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *build, str(source)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = wheels.glob("earshot-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    return site


def run(installed: Path, folder: Path, *arguments: str) -> str:
    """What Python says, with the unpacked wheel before the checkout."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_file_of_the_four_folders_is_in_the_wheel_and_nothing_else_is(installed: Path) -> None:
    here = {
        file.relative_to(ROOT)
        for folder in FOLDERS
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    packed = {file.relative_to(installed) for file in installed.rglob("*") if file.is_file()}
    assert {file for file in packed if not file.parts[0].endswith(".dist-info")} == here
    assert {Path("adapters/playground/page/index.html"), Path("adapters/playground/sample/company.yaml")} <= here
    assert any(file.match("store/migrations/versions/*.py") for file in here)


def test_the_wheel_brings_the_command_and_the_licence(installed: Path) -> None:
    (about,) = installed.glob("earshot-*.dist-info")
    assert "earshot = bot.__main__:main" in (about / "entry_points.txt").read_text(encoding="utf-8")
    assert (about / "licenses" / "LICENSE").is_file()


def test_it_runs_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "-c", "import bot; print(bot.__file__)").startswith(str(installed))
    assert json.loads(run(installed, tmp_path, "-m", "bot", "schema"))["type"] == "object"
    (tmp_path / "app.yaml").write_text(SETTINGS, encoding="utf-8")
    assert run(installed, tmp_path, "-m", "bot", "migrate") == "The database was brought up to date.\n"
