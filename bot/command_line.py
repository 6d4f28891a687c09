"""The commands: what `earshot`, or `python -m bot`, can do.

Exit codes: 0 done; 1 it could not be done, or something is wrong with what was looked at; 2 the command or app.yaml is
wrong; 3 the store is in use by another process.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import json
import os
import sys
import webbrowser
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from bot import app, playing, typed
from bot.findings import Finding, Weight
from bot.settings import Settings, SettingsError, load, parse, schema

OK, FAILED, WRONG, IN_USE = 0, 1, 2, 3
DECISIONS = {
    "again": "It will be sent once more, if it is still wanted.",
    "there": "It counts as sent. Until somebody presses a button on it, it cannot be changed or withdrawn.",
    "drop": "It is let go of, and will not be sent again.",
}
"""What an operator can decide of a card of unknown fate, and what is said once that is done."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except SettingsError as wrong:
        print(f"{wrong}\nNothing was started.", file=sys.stderr)
        return WRONG
    except (app.NotPossible, app.NotOpml, playing.NoSuchFeed) as wrong:
        print(wrong, file=sys.stderr)
        return WRONG
    except app.IN_USE as wrong:
        print(wrong, file=sys.stderr)
        return IN_USE
    except BrokenPipeError:
        # Whoever read along (`earshot wording | head`) has seen enough; Python must not try to tell them more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except app.OUR_FAULT:
        raise
    except app.FAILURES as wrong:
        print(app.in_words(wrong), file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return FAILED


def _parser() -> argparse.ArgumentParser:
    return typed.parser(
        {
            "run": _run,
            "play": _play,
            "listen": _listen,
            "opml": _opml,
            "unknown": _unknown,
            "check": _check,
            "migrate": _migrate,
            "schema": _schema,
            "wording": _wording,
            "manifest slack": _manifest,
            "manifest teams": _package,
            "forget": _forget,
        },
        decisions=DECISIONS,
    )


def _settings(options: argparse.Namespace) -> Settings:
    return load(options.config, environ=os.environ)


def _folder(options: argparse.Namespace) -> Path:
    return Path(options.config).resolve().parent


# ── Running ──


def _run(options: argparse.Namespace) -> int:
    settings = _settings(options)
    app.log_as(settings.log)
    return asyncio.run(_until_stopped(app.Bot(settings, environ=os.environ, folder=_folder(options))))


def _play(options: argparse.Namespace) -> int:
    port = options.port or app.free_port()
    folder: Path = options.folder or Path(".play") / str(options.port)
    samples = Path(str(files("adapters.playground") / "sample"))
    made_up = parse(app.sample_settings(samples, port), file="company.yaml", environ=os.environ)
    own = load(options.config, environ=os.environ) if options.config else None
    people = made_up.platforms.playground
    assert people is not None, "the made-up company has people"
    settings = playing.in_the_playground(own or made_up, people)
    feeds = playing.read_feeds(options.feed, port=port)
    settings = playing.played(playing.with_feeds(settings, feeds, port=port))
    app.log_as(settings.log)
    if options.fresh:
        app.clear(folder)
    folder.mkdir(parents=True, exist_ok=True)
    play = app.Play(samples=samples, shared=feeds.files)
    bot = app.Bot(settings, environ=os.environ, folder=folder, port=port, play=play)
    return asyncio.run(_until_stopped(bot, open_browser=not options.no_browser))


async def _until_stopped(bot: app.Bot, *, open_browser: bool = False) -> int:
    told = app.told_to_stop()
    async with app.running(bot):
        app.look_less_often()
        print(f"Earshot is here: {bot.url}   (Ctrl-C stops it)", flush=True)
        if open_browser:
            await asyncio.to_thread(_open_browser, bot.url)
        await told.wait()
        print("Stopping, once what is in the air has landed.", flush=True)
    return OK


def _open_browser(url: str) -> None:
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if has_screen and sys.stdout.isatty():
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)


# ── Looking ──


def _listen(options: argparse.Namespace) -> int:
    settings = _settings(options)
    app.log_as(settings.log)
    troubled = asyncio.run(
        app.listen(settings, environ=os.environ, folder=_folder(options), once=options.once, show=_shower(options.json))
    )
    return FAILED if troubled else OK


def _shower(as_json: bool) -> app.Show:
    def show(heard: app.Heard, done: int, of: int) -> None:
        if as_json:
            print(json.dumps(dataclasses.asdict(heard), ensure_ascii=False), flush=True)
            return
        what = heard.trouble.value if heard.trouble else f"{heard.entries} entries, {heard.new} new"
        end = "\n" if heard.trouble or not sys.stdout.isatty() or done == of else "\r"
        print(f"[{done}/{of}] {heard.source}: {what} {heard.detail}".rstrip(), end=end, flush=True)

    return show


def _opml(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if options.file is None:
        print(asyncio.run(app.opml_out(settings, environ=os.environ, folder=_folder(options))), end="")
        return OK
    try:
        document = options.file.read_bytes()
    except OSError as wrong:
        print(f"{options.file} cannot be read: {wrong.strerror}", file=sys.stderr)
        return WRONG
    taken = asyncio.run(app.opml_in(settings, document, environ=os.environ, folder=_folder(options)))
    added = "1 source was added" if taken.added == 1 else f"{taken.added} sources were added"
    print(f"{added}; {taken.known} {'was' if taken.known == 1 else 'were'} known already.")
    return OK


def _unknown(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if options.what == "list":
        found = asyncio.run(app.list_unknown(settings, environ=os.environ, folder=_folder(options)))
        for one in found:
            print(f"{one.id}  {one.left_at}  {one.room}: {one.title}")
        print("Look into each room: post it again, or say that it is there." if found else "No card is in doubt.")
        return FAILED if found else OK
    if options.id is None:
        print(f"Which one? `earshot unknown list` shows their ids: earshot unknown {options.what} ID", file=sys.stderr)
        return WRONG
    decided = app.decide_unknown(options.what, options.id, settings, environ=os.environ, folder=_folder(options))
    if asyncio.run(decided):
        print(DECISIONS[options.what])
        return OK
    print(f"No card with the id {options.id} is in doubt any more: see `earshot unknown list`.", file=sys.stderr)
    return FAILED


def _check(options: argparse.Namespace) -> int:
    settings = _settings(options)
    found = app.check(settings, environ=os.environ, folder=_folder(options))
    checks = app.Checks(
        settings,
        os.environ,
        _folder(options),
        offline=options.offline,
        manifest=options.manifest,
        manifest_token_env=options.manifest_token_env,
    )
    found += asyncio.run(app.check_platforms(checks))
    return _tell(found, as_json=options.json)


def _tell(found: list[Finding], *, as_json: bool) -> int:
    """What needs somebody comes last, where it is read first."""
    wrong = any(one.weight is Weight.FAULT for one in found)
    for one in sorted(found, key=lambda one: list(Weight).index(one.weight)):
        aside = "By the way: " if one.weight is Weight.REMARK else ""
        print(json.dumps(dataclasses.asdict(one), ensure_ascii=False) if as_json else aside + one.words)
    if not as_json:
        print("Something needs you." if wrong else "All is well.")
    return FAILED if wrong else OK


def _migrate(options: argparse.Namespace) -> int:
    print(app.migrate(_settings(options), environ=os.environ, folder=_folder(options)))
    return OK


def _schema(_: argparse.Namespace) -> int:
    print(json.dumps(schema(), ensure_ascii=False, indent=2))
    return OK


def _wording(options: argparse.Namespace) -> int:
    from bot.chat.wording import examples  # noqa: PLC0415 - only this command needs them

    for name, text in examples.all_texts(options.language):
        print(f"{name}\n    {text}".replace("\n", "\n    ").rstrip())
    return OK


def _manifest(options: argparse.Namespace) -> int:
    print(
        json.dumps(app.slack_manifest(url=options.url or "", language=options.language), ensure_ascii=False, indent=2)
    )
    return OK


def _package(options: argparse.Namespace) -> int:
    packed = app.teams_package(app_id=options.app_id, url=options.url, language=options.language)
    options.file.write_bytes(packed)
    print(f"{options.file} is written. In Teams: Apps, Manage your apps, Upload an app.")
    return OK


def _forget(options: argparse.Namespace) -> int:
    answer = asyncio.run(
        app.forget_person(_settings(options), options.person, environ=os.environ, folder=_folder(options))
    )
    print("Forgotten." if answer else "Nobody is known there.")
    return OK if answer else FAILED
