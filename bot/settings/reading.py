"""Reading app.yaml: from a file or a text to Settings, or to every mistake at once."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.settings import yaml12
from bot.settings.disagreements import disagreements
from bot.settings.mistakes import Fault, Mistake, SettingsError, placed, told_by_pydantic
from bot.settings.models import Settings
from bot.settings.spots import Spot

LARGEST = 256 * 1024
"""The largest app.yaml in bytes; the reading of a hostile one of this size stays a matter of seconds."""


def load(path: Path, *, environ: Mapping[str, str]) -> Settings:
    """Read app.yaml from a file. `environ`: where the named secrets are looked for, usually os.environ.

    Raises SettingsError, also for a file that is not there, too large, or not text.
    """
    return parse(_text(path), file=str(path), environ=environ)


def parse(text: str, *, file: str = "app.yaml", environ: Mapping[str, str]) -> Settings:
    """Read app.yaml from a text; `file` is what mistakes call it. Raises SettingsError."""
    document = yaml12.read(text)
    faults = [Fault(problem.key, problem.expected, line=problem.line) for problem in document.problems]
    settings = None
    if document.whole:
        said = _without_empty_sections(document.value)
        try:
            settings = Settings.model_validate(said)
        except ValidationError as error:
            faults += told_by_pydantic(error)
        told = {fault.path for fault in faults}
        faults += [fault for fault in disagreements(Spot((), said), environ) if fault.path not in told]
    if settings is None or faults:
        raise SettingsError(placed(faults, document, file))
    return settings


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except (FileNotFoundError, ValueError):  # ValueError: a NUL in the name
        raise _unreadable(path, "there is no such file") from None
    except IsADirectoryError:
        raise _unreadable(path, "expected a file, found a directory") from None
    except PermissionError:
        raise _unreadable(path, "this account may not read the file") from None
    except OSError as error:
        raise _unreadable(path, f"the file cannot be read: {os.strerror(error.errno or 0)}") from None
    if len(body) > LARGEST:
        raise _unreadable(path, f"expected at most {LARGEST // 1024} KiB, found a larger file")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + body.count(b"\n", 0, error.start)
        raise _unreadable(path, "expected text in UTF-8, found bytes that are none", line) from None


def _unreadable(path: Path, words: str, line: int | None = None) -> SettingsError:
    return SettingsError((Mistake(str(path), line, "", words),))


def _without_empty_sections(said: yaml12.Value) -> yaml12.Value:
    """A section whose lines are all commented out says nothing; only a company is needed."""
    if said is None:
        return {}
    if not isinstance(said, dict):
        return said
    optional = Settings.model_fields.keys() - {"company"}
    return {key: value for key, value in said.items() if value is not None or key not in optional}
