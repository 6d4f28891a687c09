"""The page somebody sees who installed the bot, or tried to: a heading, a sentence, one link."""

from html import escape
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from adapters.slack.asking import WhoWeAre
from bot.chat.wording import Words

STYLE = """
:root { color-scheme: light dark; --back: #f1eee8; --card: #fff; --ink: #1c1a17; --link: #0b5f4b; }
@media (prefers-color-scheme: dark) { :root { --back: #101416; --card: #1a2023; --ink: #e9e6df; --link: #7fd6bd; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif; }
main { box-sizing: border-box; width: min(34rem, 100vw - 2rem); padding: 2rem; margin: 1rem; background: var(--card);
  border-radius: 1rem; }
h1 { margin: 0 0 .75rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0 0 1.25rem; }
a { display: inline-block; padding: .7rem 1.1rem; border: 2px solid var(--link); border-radius: .6rem;
  color: var(--link); font-weight: 600; text-decoration: none; }
a:hover { text-decoration: underline; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 3px; }
"""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def done(words: Words, who: WhoWeAre) -> str:
    """It is installed."""
    there = "https://slack.com/app_redirect?" + urlencode({"app": who.app, "team": who.us.team})
    return _page(words, words.installed(who.name), words.installed_text(), there, words.installed_open())


def failed(words: Words, why: str, *, again: str) -> str:
    """It is not. `again`: where to begin once more."""
    return _page(words, words.not_installed(), why, again, words.install_again())


def response(page: str, status: HTTPStatus) -> web.Response:
    """The page, which nothing may be loaded into, framed around or kept of."""
    return web.Response(text=page, status=status, content_type="text/html", headers=HEADERS)


def _page(words: Words, heading: str, text: str, where: str, label: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{words.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(heading)} · Earshot</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(heading)}</h1>\n<p>{escape(text)}</p>\n"
        f'<a href="{escape(where)}">{escape(label)}</a>\n</main>\n</body>\n</html>\n'
    )
