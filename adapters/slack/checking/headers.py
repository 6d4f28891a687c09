"""What the headers of Slack's answer to `auth.test` say: what the token may, and what time it is there. Pure."""

from collections.abc import Iterator
from datetime import datetime

from adapters.ahead import OFF_A_LITTLE, OFF_TOO_MUCH, ahead_by, off
from adapters.slack.calls import Headers
from adapters.slack.scopes import SCOPES, reads_conversations
from bot.findings import Finding, fault, remark
from bot.settings.mistakes import printable


def granted(headers: Headers) -> frozenset[str] | None:
    """The scopes of the token (`x-oauth-scopes`); None where they are not told."""
    told = headers.get("x-oauth-scopes")
    return None if told is None else frozenset(one.strip() for one in told.split(",") if one.strip())


def scopes(has: frozenset[str] | None, *, name: str) -> Iterator[Finding]:
    """Scopes that are missing or too many in the workspace of this name. `has`: as `granted` tells them."""
    if has is None:
        yield fault("Slack did not say which scopes the token has (x-oauth-scopes). Does a proxy take that away?")
        return
    for scope in sorted(SCOPES.keys() - has):
        known = SCOPES[scope]
        if known.optional:
            yield remark(f"In “{name}” the scope {scope} was not granted. What it is for: {known.why}.")
        else:
            yield fault(
                f"In “{name}” the scope {scope} is missing. What it is for: {known.why}. Update the app from "
                "`earshot manifest slack`, and install it again."
            )
    for scope in sorted(has - SCOPES.keys()):
        if reads_conversations(scope):
            yield fault(
                f"In “{name}” the token has the scope {printable(scope)}, which reads conversations. Earshot promises "
                "not to: take it out of the app, remove the app from the workspace, and install it again."
            )
        else:
            yield remark(f"In “{name}” the token has the scope {printable(scope)}, which nothing needs.")


def clock(headers: Headers, *, sent: datetime, received: datetime, over_http: bool) -> Iterator[Finding]:
    """Our clock against Slack's. `over_http`: Slack signs its calls, and a signature of another time is refused."""
    ahead = ahead_by(headers, sent=sent, received=received)
    if ahead is None or abs(ahead) <= OFF_A_LITTLE:
        return
    words = off(ahead, "Slack's")
    if over_http and abs(ahead) > OFF_TOO_MUCH:
        yield fault(
            f"{words}. What Slack signs is good for five minutes: its calls are refused, or soon will be. Let the "
            "clock be set by the network (NTP)."
        )
    else:
        yield remark(f"{words}; let it be set by the network (NTP).")
