"""Microsoft's clouds: which addresses are Teams' service, and whom a token for it is for. Pure.

Where a token goes, whoever answers there can use it. So it goes to Microsoft's own hosts, and to what app.yaml names.
"""

from collections.abc import Collection

from yarl import URL

from bot.settings import Teams
from bot.settings.teams import is_loopback

MICROSOFTS = frozenset(
    {
        "https://smba.trafficmanager.net",
        "https://smba.onyx.prod.teams.trafficmanager.net",
        "https://smba.infra.gcc.teams.microsoft.com",
        "https://smba.infra.gov.teams.microsoft.us",
        "https://smba.infra.dod.teams.microsoft.us",
    }
)
"""Microsoft's own (bots, "send proactive messages"; the second stands in its Teams SDK alone). Names like them are
anybody's: under trafficmanager.net, whoever rents from Azure may have one."""

GOVERNMENT = "login.microsoftonline.us"
"""Where the US government's cloud hands out its tokens (learn.microsoft.com, "Bots in government clouds")."""


def audience(said: Teams) -> str:
    """Whom the bot's tokens are for: the service of the public cloud, or that of the US government's."""
    government = URL(said.login_url).host == GOVERNMENT
    return "https://api.botframework.us" if government else "https://api.botframework.com"


def is_service(url: str, also: Collection[str], *, alone: bool) -> bool:
    """Whether Teams' service may be at this address. `also`: addresses beside Microsoft's, as app.yaml names them.

    `alone`: no token is asked for, and whatever speaks to us runs on this machine: so does what we speak to.
    """
    if alone:
        return _is_ours(url)
    return origin(url) in MICROSOFTS | set(filter(None, map(origin, also)))


def _is_ours(url: str) -> bool:
    try:
        whole = URL(url, encoded=True)
    except ValueError:
        return False
    return whole.scheme in ("http", "https") and whole.raw_user is None and is_loopback(whole.raw_host or "")


def origin(url: str) -> str:
    """Scheme, host and port, read by what will call it; empty where somebody's name stands before the host."""
    try:
        whole = URL(url, encoded=True)
        return str(whole.origin()).lower() if whole.raw_user is None else ""
    except ValueError:
        return ""
