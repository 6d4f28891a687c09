"""Addresses that may be asked, and where redirects lead."""

import re

from yarl import URL

from bot.domain.health import Trouble
from jobs.listening.outcomes import Failed

LONGEST_ADDRESS = 4_000


def address(text: str | URL) -> URL | Failed:
    """An address that may be asked, or why not. Who it belongs to is seen at the dial."""
    if len(str(text)) > LONGEST_ADDRESS:
        return _bad("the address is too long")
    try:
        url = URL(text).with_fragment(None)
        port = url.port
    except (ValueError, TypeError):
        return _bad("not an address")
    if url.scheme not in ("http", "https"):
        return _bad("neither http nor https")
    if "@" in url.raw_authority:
        return _bad("an address with a user name")
    if not port or not re.fullmatch(r"[A-Za-z0-9._:%-]+", url.raw_host or ""):
        return _bad("an address without a proper host")
    return url


def next_address(here: URL, location: str) -> URL | Failed:
    """Where a redirect leads (RFC 9110 section 10.2.2), checked like every other address."""
    try:
        there = address(here.join(URL(location.strip())))
    except ValueError:
        return _bad("redirected to what is not an address")
    if isinstance(there, URL) and (here.scheme, there.scheme) == ("https", "http"):
        return _bad("redirected from https to http")
    return there


def _bad(detail: str) -> Failed:
    return Failed(Trouble.BAD_ADDRESS, None, None, detail)
