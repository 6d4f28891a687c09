"""The pages of a made-up site: plain, pleasant HTML in which everything is escaped."""

from datetime import datetime
from html import escape

from adapters.playground.sites import Edition, Entry

FOOTER = "A made-up site that belongs to Earshot's playground"


def front_page(edition: Edition) -> str:
    """List what the site has brought so far, newest first."""
    listed = "\n".join(_teaser(edition, entry) for entry in edition.entries)
    title = escape(edition.site.name)
    head = f'<title>{title}</title>\n<meta name="description" content="{escape(edition.site.about)}">'
    return _frame(edition, head, f"<h1>{title}</h1>\n<ul>\n{listed}\n</ul>")


def article(edition: Edition, entry: Entry) -> str:
    """Write the page of one entry."""
    title, summary = escape(entry.title), escape(entry.summary)
    address, when = escape(edition.home + entry.path), edition.when(entry)
    head = f"""<title>{title} · {escape(edition.site.name)}</title>
<meta name="description" content="{summary}">
<meta property="og:type" content="article">
<meta property="og:site_name" content="{escape(edition.site.name)}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{summary}">
<meta property="og:url" content="{address}">
<meta property="article:published_time" content="{when.isoformat()}">
<link rel="canonical" href="{address}">"""
    lead, *rest = map(escape, entry.paragraphs)
    text = "\n".join([f'<p class="lead">{lead}</p>', *(f"<p>{paragraph}</p>" for paragraph in rest)])
    return _frame(edition, head, f'<article>\n<h1 dir="auto">{title}</h1>\n{_time(when)}\n{text}\n</article>')


def _teaser(edition: Edition, entry: Entry) -> str:
    link = f'<a href="{escape(entry.path)}" dir="auto">{escape(entry.title)}</a>'
    return f"<li>{_time(edition.when(entry))}<h2>{link}</h2><p>{escape(entry.summary)}</p></li>"


def _time(when: datetime) -> str:
    return f'<time datetime="{when.isoformat()}">{when.day} {when:%B %Y}</time>'


def _frame(edition: Edition, head: str, main: str) -> str:
    site = edition.site
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{head}
<link rel="alternate" type="{site.feed_type}" title="{escape(site.name)}" href="{site.feed_path}">
<link rel="stylesheet" href="/site.css">
</head>
<body>
<header><a href="/">{escape(site.name)}</a> <p>{escape(site.about)}</p></header>
<main>
{main}
</main>
<footer>{escape(FOOTER)}</footer>
</body>
</html>
"""
