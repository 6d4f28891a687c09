"""`earshot check`, where a platform is asked: what Slack and Teams know of the bot, its rooms and its stewards."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.app.chores import is_ready
from bot.app.clock import SystemClock
from bot.chat.addresses import Address
from bot.chat.installations import Installation
from bot.findings import Finding
from bot.ports import Transaction
from bot.settings import PlatformName, Settings, Slack, Teams
from bot.taking_in import NotPossible, store_address
from store.glance import look

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checks:
    """What a check has to go by, and how far it goes: `offline` asks nobody.

    `manifest`: a file with the app's, as its platform has it; `manifest_token_env`: the variable of a token to ask
    Slack for it with.
    """

    settings: Settings
    environ: Mapping[str, str]
    folder: Path
    offline: bool
    manifest: Path | None
    manifest_token_env: str | None


async def check_platforms(checks: Checks) -> list[Finding]:
    """What is found of Slack and of Teams, as far as app.yaml has them.

    Raises NotPossible where a manifest, or a token for one, is of no use.
    """
    slack, teams = checks.settings.platforms.slack, checks.settings.platforms.teams
    if slack is None and checks.manifest_token_env:
        raise NotPossible("app.yaml has no platforms.slack, so there is nobody to ask for a manifest.")
    if slack is None and teams is None and checks.manifest:
        raise NotPossible(
            "app.yaml has neither platforms.slack nor platforms.teams, so there is nothing to compare a manifest with."
        )
    manifest = _bytes(checks.manifest) if checks.manifest else None
    of_teams = manifest is not None and teams is not None and (slack is None or _is_of_teams(manifest))
    found = []
    if slack is not None:
        found += await _slack(checks, slack, None if of_teams else manifest)
    if teams is not None:
        found += await _teams(checks, teams, manifest if of_teams else None)
    return found


async def _slack(checks: Checks, said: Slack, manifest: bytes | None) -> list[Finding]:
    if checks.offline and checks.manifest_token_env:
        raise NotPossible("Either --offline, or --manifest-token-env, with which Slack is asked.")
    from adapters.slack import checking  # noqa: PLC0415 - a platform that is not configured is not imported

    return await checking.check_slack(
        checks.settings,
        said,
        checks.environ,
        clock=SystemClock(),
        installed=_stored(checks, _installations, ()) if said.install else (),
        offline=checks.offline,
        manifest=_text(manifest, checks.manifest) if manifest is not None else None,
        manifest_token_env=checks.manifest_token_env,
    )


async def _teams(checks: Checks, said: Teams, manifest: bytes | None) -> list[Finding]:
    from adapters.teams import checking  # noqa: PLC0415 - a platform that is not configured is not imported

    return await checking.check_teams(
        checks.settings,
        said,
        checks.environ,
        clock=SystemClock(),
        known=_stored(checks, lambda tx: _rooms_of_teams(tx, checks.settings), {}),
        offline=checks.offline,
        manifest=manifest,
    )


def _installations(tx: Transaction) -> Sequence[Installation]:
    """The workspaces of Slack that installed the bot by themselves."""
    return tx.workspaces.installations(PlatformName.SLACK)


def _rooms_of_teams(tx: Transaction, settings: Settings) -> Mapping[str, Address]:
    """The rooms of Teams that app.yaml names, by their keys, as the store has them."""
    wanted = {key: one for key, one in settings.rooms.named.items() if one.platform == PlatformName.TEAMS}
    found = {key: tx.rooms.at(Address(one.platform, one.workspace, one.id)) for key, one in wanted.items()}
    return {key: one.address for key, one in found.items() if one is not None}


def _stored(checks: Checks, fn: Callable[[Transaction], T], otherwise: T) -> T:
    """What the store has; `otherwise` where there is no store yet."""
    address = store_address(checks.settings, checks.environ, checks.folder)
    return look(address, fn) if is_ready(address) else otherwise


def _is_of_teams(manifest: bytes) -> bool:
    """An app package, or the manifest in it; Slack's has no version of its own."""
    return manifest.startswith(b"PK") or b'"manifestVersion"' in manifest


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as wrong:
        raise NotPossible(f"{file} cannot be read: {wrong.strerror}") from wrong


def _text(manifest: bytes, file: Path | None) -> str:
    try:
        return manifest.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotPossible(f"{file} cannot be read: it is no text in UTF-8") from wrong
