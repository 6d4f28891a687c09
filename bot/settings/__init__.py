"""What app.yaml says: checked, typed, and answered in plain words where it is wrong.

`load` reads the file, `parse` a text; both give Settings or raise SettingsError with every mistake at once. `schema` is
the same in JSON Schema, for editors. Secrets are named, never written: app.yaml holds names of environment variables.
"""

from bot.settings.mistakes import Mistake, SettingsError
from bot.settings.models import (
    LogFormat,
    LogLevel,
    Mode,
    PlatformName,
    Platforms,
    Playground,
    Quiet,
    Room,
    Rooms,
    Settings,
    Slack,
    SlackInstall,
    Source,
    Steward,
    Teams,
    Topic,
)
from bot.settings.reading import LARGEST, load, parse
from bot.settings.schema import schema

__all__ = [
    "LARGEST",
    "LogFormat",
    "LogLevel",
    "Mistake",
    "Mode",
    "PlatformName",
    "Platforms",
    "Playground",
    "Quiet",
    "Room",
    "Rooms",
    "Settings",
    "SettingsError",
    "Slack",
    "SlackInstall",
    "Source",
    "Steward",
    "Teams",
    "Topic",
    "load",
    "parse",
    "schema",
]
