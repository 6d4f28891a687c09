"""Imports every module of the house in a process of its own, and prints what that made which it should not."""

import asyncio
import importlib
import pkgutil
import sys
import threading
from collections.abc import Iterator

FOLDERS = ("bot", "adapters", "store", "jobs")

# Alembic runs it, with a database at hand; it is no module that anybody imports.
NOT_A_MODULE = {"store.migrations.env"}

MADE_ELSEWHERE = ("sqlalchemy.engine.", "apscheduler.schedulers.", "aiohttp.web_app", "aiohttp.client", "asyncio.")
OURS = ("Settings", "Database", "Bot", "Parser", "Fetcher", "Deliver")

noted: list[str] = []


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Hear of all that reaches out of this process (docs.python.org, "Audit events table")."""
    if event in ("socket.__new__", "sqlite3.connect", "subprocess.Popen", "_thread.start_new_thread", "os.fork"):
        noted.append(event)
    if event == "open":
        path, mode, _ = arguments
        if isinstance(mode, str) and set(mode) & set("wax+"):
            noted.append(f"{event} {path} {mode}")


def modules() -> Iterator[str]:
    """The names of all our modules."""
    for folder in FOLDERS:
        package = importlib.import_module(folder)
        yield folder
        yield from (found.name for found in pkgutil.walk_packages(package.__path__, f"{folder}."))


def made(name: str) -> Iterator[str]:
    """What stands at the top of a module although only `start` should make it."""
    for key, value in vars(sys.modules[name]).items():
        kind = type(value)
        if kind.__module__.startswith(MADE_ELSEWHERE) or (
            kind.__name__ in OURS and kind.__module__.startswith(FOLDERS)
        ):
            yield f"{name}.{key} is a {kind.__name__}"


def main() -> None:
    """Import all that can be imported, and whatever is named on the command line, and tell."""
    sys.dont_write_bytecode = True
    for name in (
        "asyncio",
        "aiohttp",
        "sqlalchemy",
        "apscheduler.schedulers.asyncio",
        "alembic",
        "pebble",
        "botbuilder.core",
    ):
        importlib.import_module(name)  # what others make when they are imported is their own affair
    sys.addaudithook(note)
    for name in [*(name for name in modules() if name not in NOT_A_MODULE), *sys.argv[1:]]:
        before = len(noted)
        importlib.import_module(name)
        noted[before:] = [f"{name}: {what}" for what in noted[before:]]
        noted.extend(made(name))
    noted.extend(f"thread {one.name}" for one in threading.enumerate() if one is not threading.main_thread())
    try:
        asyncio.get_running_loop()
        noted.append("a running loop")
    except RuntimeError:
        pass
    print("\n".join(noted))


if __name__ == "__main__":
    main()
