"""The address that opens a network's own composer, with as much in it as that network takes; we never post.

Read in November 2026; the source stands beside each address. LinkedIn's and Facebook's take only a link: then the words
are copied first.
"""

import re
from typing import Final
from urllib.parse import quote

from bot.domain.counting import fits, title_for_reddit
from bot.domain.networks import Network
from bot.domain.written_links import has_link

LONGEST_ADDRESS: Final = 3_000  # what a button on Slack opens; web servers take about 8,000
LONGEST_MAIL_ADDRESS: Final = 2_000  # mail programs on Windows are handed at most about 2,048 characters

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")


def composer(
    network: Network, *, text: str, url: str | None, title: str = "", instance: str | None = None
) -> str | None:
    """The address that opens the network's own composer, with as much in it as that network takes.

    `title` becomes the subject of an e-mail; `instance` is the person's own Mastodon server. None means that there is
    nothing to open: then the words are copied and the person goes there. `copy_first` tells whether words travel along.
    """
    filled, bare = _addresses(network, text=text, url=url, title=title, instance=instance)
    return filled if filled and _is_short(network, filled) else bare


def copy_first(network: Network, *, text: str, url: str | None, title: str = "", instance: str | None = None) -> bool:
    """Whether the words have to be copied before the composer is opened, since the address does not carry them."""
    filled, _ = _addresses(network, text=text, url=url, title=title, instance=instance)
    return not (filled and _is_short(network, filled))


def home_server(said: str | None) -> str | None:
    """The host of a person's Mastodon server, from whatever they typed: a host, an address or a whole handle."""
    bare = re.sub(r"^https?://", "", (said or "").strip(), flags=re.IGNORECASE).split("/")[0]
    try:
        host = bare.rpartition("@")[2].encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return host if _HOST.fullmatch(host) else None


def _addresses(
    network: Network, *, text: str, url: str | None, title: str, instance: str | None
) -> tuple[str | None, str | None]:
    """The address with the words in it and the one with the link alone, each where the network has such a thing."""
    words = text if not url or has_link(text, url) else f"{text}\n\n{url}"
    match network:
        case Network.LINKEDIN:  # learn.microsoft.com, share plugin: takes the address of a page and nothing else
            page = "https://www.linkedin.com/sharing/share-offsite/"
            return None, _address(page, url=url) if url else "https://www.linkedin.com/feed/?shareActive=true"
        case Network.FACEBOOK:  # the share dialog drops any text since 2017; without a link it does not open
            return None, _address("https://www.facebook.com/sharer/sharer.php", u=url) if url else None
        case Network.MASTODON:
            return _on_mastodon(words, home_server(instance)), _on_mastodon(url, home_server(instance))
        case Network.BLUESKY:  # docs.bsky.app/docs/advanced-guides/intent-links
            page = "https://bsky.app/intent/compose"
            return _address(page, text=words), _address(page, text=url)
        case Network.X:  # docs.x.com/x-for-websites/post-button/guides/web-intent
            page = "https://x.com/intent/tweet"
            return _address(page, text=words), _address(page, url=url)
        case Network.THREADS:  # developers.facebook.com/documentation/threads/threads-web-intents
            page = "https://www.threads.com/intent/post"
            return _address(page, text=words), _address(page, url=url)
        case Network.REDDIT:  # not documented; what sites' own buttons use
            page = "https://www.reddit.com/submit"
            kind = None if url else "TEXT"
            filled = _address(page, type=kind, url=url, title=title_for_reddit(text, url or ""))
            return filled if fits(network, text, url=url or "") else None, _address(page, type=kind, url=url)
        case Network.WHATSAPP:  # faq.whatsapp.com, "click to chat": without a number, the person picks who gets it
            return _address("https://wa.me/", text=words), _address("https://wa.me/", text=url)
        case Network.EMAIL:  # RFC 6068: spaces as %20, line breaks as %0D%0A
            filled = _address("mailto:", subject=_one_line(title), body="\r\n".join(words.splitlines()))
            return filled, _address("mailto:", subject=_one_line(title), body=url)


def _on_mastodon(words: str | None, server: str | None) -> str | None:
    """The page of the person's own server, or Mastodon's page that asks which one it is (since March 2026).

    There the words stand behind a #, so they stay in the browser until the person has chosen.
    """
    if server:
        return _address(f"https://{server}/share", text=words)
    return _address("https://share.joinmastodon.org/", sign="#", text=words) if words else None


def _address(page: str, *, sign: str = "?", **fields: str | None) -> str:
    # A lone half of a surrogate pair has no bytes: it becomes a question mark instead of an error.
    asked = [f"{name}={quote(value, safe='', errors='replace')}" for name, value in fields.items() if value]
    return f"{page}{sign}{'&'.join(asked)}" if asked else page


def _is_short(network: Network, address: str) -> bool:
    return len(address) <= (LONGEST_MAIL_ADDRESS if network is Network.EMAIL else LONGEST_ADDRESS)


def _one_line(text: str) -> str:
    return " ".join(text.split())
