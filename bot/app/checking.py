"""`earshot check`, where a platform is asked: what Slack knows of the bot, its rooms and its stewards."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.app.chores import is_ready
from bot.app.clock import SystemClock
from bot.chat.installations import Installation
from bot.findings import Finding
from bot.settings import Settings
from bot.taking_in import NotPossible, store_address
from store.manners import reader_engine
from store.workspaces import Workspaces


async def check_slack(
    settings: Settings,
    *,
    environ: Mapping[str, str],
    folder: Path,
    offline: bool,
    manifest: Path | None,
    manifest_token_env: str | None,
) -> list[Finding]:
    """What is found of Slack, which is asked unless `offline`; nothing where app.yaml has no Slack.

    `manifest`: a file with the app's, as its page in Slack shows it; `manifest_token_env`: the variable of a token to
    ask for it with. Raises NotPossible where one of them is of no use.
    """
    said = settings.platforms.slack
    if said is None:
        if manifest or manifest_token_env:
            raise NotPossible("app.yaml has no platforms.slack, so there is nothing to compare a manifest with.")
        return []
    if offline and manifest_token_env:
        raise NotPossible("Either --offline, or --manifest-token-env, with which Slack is asked.")
    from adapters.slack import checking  # noqa: PLC0415 - a platform that is not configured is not imported

    return await checking.check_slack(
        settings,
        said,
        environ,
        clock=SystemClock(),
        installed=_installed(store_address(settings, environ, folder)) if said.install else (),
        offline=offline,
        manifest=_text(manifest) if manifest else None,
        manifest_token_env=manifest_token_env,
    )


def _installed(address: str) -> Sequence[Installation]:
    """The workspaces of Slack that the store has, read beside whatever bot may be running."""
    if not is_ready(address):
        return ()
    engine = reader_engine(address, connections=1)
    try:
        with engine.connect() as connection:
            return Workspaces(connection, changed=lambda: None).installations("slack")
    finally:
        engine.dispose()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise NotPossible(f"{file} cannot be read: {wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise NotPossible(f"{file} cannot be read: it is no text in UTF-8") from wrong
