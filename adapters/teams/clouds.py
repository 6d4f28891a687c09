"""Microsoft's clouds: which service may be believed to be Teams', and whom a token for it is for.

Both follow from the addresses in app.yaml (learn.microsoft.com, "Bots in government clouds"). A token that was sent to
whoever an activity names could be used by them; and anybody in Azure can have a name under trafficmanager.net.
"""

from urllib.parse import urlsplit

from bot.settings import Teams
from bot.settings.teams import is_loopback

PUBLIC = frozenset(
    {"smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", "smba.infra.gcc.teams.microsoft.com"}
)
"""The hosts by which the public cloud answers, as Microsoft's own Teams SDK has them."""

GOVERNMENT = "login.microsoftonline.us"


def audience(said: Teams) -> str:
    """Whom the bot's tokens are for: the service of the public cloud, or that of the US government's."""
    government = urlsplit(said.login_url).hostname == GOVERNMENT
    return "https://api.botframework.us" if government else "https://api.botframework.com"


def is_service(url: str, said: Teams) -> bool:
    """Whether an address is one of Teams' service: a host of the same cloud; in the local mode, this machine's."""
    try:
        named, own = urlsplit(url), urlsplit(said.service_url)
        where, home = (named.scheme, named.hostname, named.port), (own.scheme, own.hostname, own.port)
    except ValueError:  # a port that is none, a broken IPv6 address
        return False
    if named.username is not None or named.password is not None or named.hostname is None:
        return False
    if said.local:
        return named.scheme in ("http", "https") and is_loopback(named.hostname)
    of_public = named.scheme == "https" and named.port in (None, 443) and named.hostname in PUBLIC
    return where == home or (of_public and own.hostname in PUBLIC)


def service(url: str, said: Teams) -> str:
    """The service to reach somebody by: the one they were heard by last, or else app.yaml's.

    Empty where neither is one of Teams': in the local mode, before anything was heard.
    """
    return next((one for one in (url, said.service_url) if is_service(one, said)), "")
