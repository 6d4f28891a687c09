"""The feed of a made-up site, in the three dialects the world speaks."""

import json
import xml.etree.ElementTree as ET
from email.utils import format_datetime
from html import escape

from adapters.playground.sites import Edition, Entry


def feed_text(edition: Edition) -> str:
    """Write the site's feed as it stands at this moment."""
    match edition.site.format:
        case "rss":
            return _rss(edition)
        case "atom":
            return _atom(edition)
        case "json":
            return _json(edition)


def _rss(edition: Edition) -> str:
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _put(channel, "title", edition.site.name)
    _put(channel, "link", f"{edition.home}/")
    _put(channel, "description", edition.site.about)
    _put(channel, "language", "en")
    _put(channel, "lastBuildDate", format_datetime(edition.touched))
    for entry in edition.entries:
        item = ET.SubElement(channel, "item")
        _put(item, "title", entry.title_html or entry.title)
        _put(item, "link", edition.link(entry))
        _put(item, "description", f"<p>{escape(entry.summary)}</p>")
        if "guid" not in entry.without:
            _put(item, "guid", edition.guid(entry), isPermaLink="false")
        if "date" not in entry.without:
            _put(item, "pubDate", format_datetime(edition.when(entry)))
    return _xml(root)


def _atom(edition: Edition) -> str:
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "en"})
    _put(root, "title", edition.site.name)
    _put(root, "subtitle", edition.site.about)
    _put(root, "id", f"tag:{edition.site.host},2026:feed")
    _put(root, "link", rel="alternate", type="text/html", href=f"{edition.home}/")
    _put(root, "link", rel="self", type="application/atom+xml", href=edition.home + edition.site.feed_path)
    _put(root, "updated", edition.touched.isoformat())
    author = ET.SubElement(root, "author")
    _put(author, "name", edition.site.name)
    for entry in edition.entries:
        item = ET.SubElement(root, "entry")
        _put(item, "title", entry.title_html or entry.title, type="html" if entry.title_html else "text")
        _put(item, "link", rel="alternate", type="text/html", href=edition.link(entry))
        _put(item, "summary", entry.summary, type="text")
        if "guid" not in entry.without:
            _put(item, "id", edition.guid(entry))
        if "date" not in entry.without:
            _put(item, "published", edition.when(entry).isoformat())
            _put(item, "updated", edition.when(entry).isoformat())
    return _xml(root)


def _put(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _xml(root: ET.Element) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode")


def _json(edition: Edition) -> str:
    """Write a JSON Feed (jsonfeed.org, version 1.1)."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": edition.site.name,
        "description": edition.site.about,
        "home_page_url": f"{edition.home}/",
        "feed_url": edition.home + edition.site.feed_path,
        "language": "en",
        "items": [_json_item(edition, entry) for entry in edition.entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _json_item(edition: Edition, entry: Entry) -> dict[str, str]:
    item = {
        "id": edition.guid(entry),
        "url": edition.link(entry),
        "title": entry.title_html or entry.title,  # plain by the standard, escaped by many who write it
        "summary": entry.summary,
        "content_html": "".join(f"<p>{escape(paragraph)}</p>" for paragraph in entry.paragraphs),
        "date_published": edition.when(entry).isoformat(),
    }
    absent = {"guid": "id", "date": "date_published"}
    for what in entry.without:
        del item[absent[what]]
    return item
