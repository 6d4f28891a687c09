"""What `earshot check` can see of Slack's tokens and secrets before anybody is asked; and what each is for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from adapters.slack.asking import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from adapters.slack.tokens import NotOpened, Seals
from bot.chat.installations import Installation
from bot.findings import Finding, fault, remark, well
from bot.settings import Mode, Slack, SlackInstall
from bot.settings.mistakes import printable

CONFIGURES = (
    "an app configuration token (xoxe.xoxp-…), which lasts twelve hours and is made at api.slack.com/apps, below the "
    "list of your apps"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token. `named`: what it is called to people; `cure`: what to do where Slack does not take it."""

    held: str = field(repr=False)
    named: str
    cure: str


def bot_tokens(said: Slack, environ: Mapping[str, str], installed: Sequence[Installation]) -> Iterator[Token | Finding]:
    """The token of each workspace, or why there is none. Raises NotPossible where the key they are sealed with is none.

    `installed`: the workspaces that the store has, where they install the bot by themselves.
    """
    if said.install is None:
        yield _held(environ, said.bot_token_env, "xoxb-", BOT_TOKEN)
        return
    yield from _unsealed(said.install, environ, {one.workspace: one for one in installed})


def app_token(said: Slack, environ: Mapping[str, str]) -> Token | Finding | None:
    """The app-level token, or why there is none; None where none is needed."""
    return _held(environ, said.app_token_env, "xapp-", APP_TOKEN) if said.mode is Mode.SOCKET else None


def signing_secret(said: Slack, environ: Mapping[str, str]) -> Finding | None:
    """What can be said of the secret that Slack signs with; None where none is needed."""
    if said.mode is not Mode.HTTP:
        return None
    found = _held(environ, said.signing_secret_env, "", SIGNING_SECRET)
    if isinstance(found, Finding):
        return found
    return well(f"{said.signing_secret_env} is set; whether it is the right one shows only when Slack calls.")


def config_token(variable: str, environ: Mapping[str, str]) -> Token | Finding:
    """The token that may ask for an app's manifest, or why there is none."""
    return _held(environ, variable, "xoxe.", CONFIGURES)


def _held(environ: Mapping[str, str], variable: str | None, begins: str, what: str) -> Token | Finding:
    """A secret by the name of its variable. What is none of Slack's is not shown to Slack."""
    held = environ.get(variable or "", "").strip()
    if not held:
        return fault(f"{variable} is not set: it must hold {what}.")
    # Where an app has token rotation, its tokens begin with "xoxe." before all else.
    if not held.startswith(begins) and not held.startswith(f"xoxe.{begins}"):
        return fault(f"{variable} holds something else than it must: {what}.")
    return Token(
        held,
        f"the token in {variable}",
        f"It must be {what}. Where the app was removed from the workspace, it has to be installed again first.",
    )


def _unsealed(
    install: SlackInstall, environ: Mapping[str, str], installed: Mapping[str, Installation]
) -> Iterator[Token | Finding]:
    seals = Seals(environ.get(install.token_key_env, ""), variable=install.token_key_env)
    for team in install.workspaces:
        one = installed.get(team)
        if one is None:
            yield remark(
                f"The workspace {team} may have the bot, and did not install it yet: its administrators do that at "
                "/slack/install."
            )
            continue
        name = printable(one.name)
        try:
            held = seals.open(team, one.token)
        except NotOpened:
            yield fault(
                f"The token of “{name}” ({team}) was sealed with another key than {install.token_key_env} holds. Put "
                "the older key behind it, with a comma between, or let the bot be installed there again."
            )
        else:
            yield Token(held, f"the token of “{name}”", "Let the bot be installed there again, at /slack/install.")
