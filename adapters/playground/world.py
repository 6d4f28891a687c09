"""The world around the playground's made-up company: its neighbours' feeds and pages, which go on as the clock does.

Pure: text in, bytes out. The playground's one server hands in the Host header, and sends what comes back.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.playground.site_feeds import feed_text
from adapters.playground.site_pages import article, front_page
from adapters.playground.sites import Edition, Site, read_site


@dataclass(frozen=True, slots=True)
class Page:
    """What a browser or a feed reader is sent; `etag` carries its quotes already (RFC 9110, section 8.8.3)."""

    content_type: str
    body: bytes
    etag: str


@dataclass(frozen=True, slots=True)
class World:
    """All sites, and the one style sheet they share."""

    sites: tuple[Site, ...]
    style: str

    @classmethod
    def load(cls, folder: Path) -> "World":
        """Read `world/*.yaml` and `site.css`; a ValueError says what is wrong with a site."""
        files = sorted((folder / "world").glob("*.yaml"))
        return cls(tuple(map(read_site, files)), (folder / "site.css").read_text(encoding="utf-8"))

    def answer(self, host: str, path: str, *, now: datetime, start: datetime, port: int) -> Page | None:
        """Say what stands at this host and path at this moment; None where nothing does.

        `host` is a Host header (any spelling, port or not), `path` may carry a query. `now` and `start` are aware.
        """
        site = next((site for site in self.sites if site.host == _bare(host)), None)
        if site is None:
            return None
        edition = Edition(site, tuple(entry for entry in site.entries if start + entry.at <= now), start, port)
        place = re.split(r"[?#]", path, maxsplit=1)[0]
        if place == "/":
            return _page("text/html", front_page(edition))
        if place == "/site.css":
            return _page("text/css", f":root {{ --hue: {site.hue}; }}\n{self.style}")
        if place == site.feed_path:
            return _page(site.feed_type, feed_text(edition))
        entry = next((entry for entry in edition.entries if entry.path == place), None)
        return None if entry is None else _page("text/html", article(edition, entry))


def company_text(folder: Path, port: int) -> str:
    """Give the made-up company's app.yaml, with its neighbours' addresses at this port."""
    return (folder / "company.yaml").read_text(encoding="utf-8").replace("{port}", str(port))


def _bare(host: str) -> str:
    return host.partition(":")[0].rstrip(".").lower()


def _page(content_type: str, text: str) -> Page:
    body = text.encode()
    return Page(f"{content_type}; charset=utf-8", body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
