"""OPML, in which feed readers hand each other lists of feeds: written as version 2.0, read in every version.

The format is that of opml.org/spec2.opml: an `outline` with an `xmlUrl` is a feed, whatever it stands under.
"""

from collections.abc import Iterable, Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from bot.domain import links
from bot.domain.plain import one_line
from bot.domain.sources import NewSource, new_source, typed_address

MOST_BYTES = 5_000_000
MOST_FEEDS = 2_000
NAMED = 5
"""How many wrong addresses are told, of however many there are."""


class NotOpml(ValueError):
    """This is no list of feeds that can be taken in; the words say why."""


def write(sources: Iterable[NewSource], *, title: str) -> str:
    """These sources as OPML 2.0, one line each, in their order."""
    outlines = (
        f'    <outline type="rss" text={_quoted(one.name)} title={_quoted(one.name)} xmlUrl={_quoted(one.url)}/>'
        for one in sources
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head><title>{_quoted(title)[1:-1]}</title></head>",
        "  <body>",
        *outlines,
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def read(document: bytes) -> list[NewSource]:
    """The feeds in a file, in their order. Raises NotOpml, and nothing else, for any bytes.

    All or nothing: one address that is none spoils the file. A document type is refused unread, since entities can grow
    without bound and name other files (CWE-776, CWE-611); lists of feeds have none.
    """
    if len(document) > MOST_BYTES:
        raise NotOpml(f"This file is too big: {len(document):,} bytes, and at most {MOST_BYTES:,} are read.")
    outlines = _outlines(document)
    if not outlines:
        raise NotOpml("There is no feed in this file: no outline of it has an xmlUrl.")
    if len(outlines) > MOST_FEEDS:
        raise NotOpml(
            f"There are {len(outlines):,} feeds in this file, and at most {MOST_FEEDS:,} are taken in at once."
        )
    found, wrong = [], []
    for name, url in outlines:
        try:
            found.append(new_source(one_line(name), typed_address(url)))
        except links.NotALink:
            wrong.append(one_line(url)[:200])
    if wrong:
        more = f", and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise NotOpml(f"These are no web addresses: {', '.join(f'“{one}”' for one in wrong[:NAMED])}{more}.")
    return found


def _outlines(document: bytes) -> list[tuple[str, str]]:
    """Name and address of each outline that has an address. Nothing of the document is built in memory."""
    found: list[tuple[str, str]] = []
    roots: list[str] = []

    def start(tag: str, said: Mapping[str, str]) -> None:
        if not roots:
            roots.append(tag)
        if tag.lower() != "outline":
            return
        attributes = {name.lower(): value for name, value in said.items()}  # some write xmlurl
        if url := attributes.get("xmlurl", "").strip():
            found.append((attributes.get("title", "").strip() or attributes.get("text", ""), url))

    def refuse(*_: object) -> None:
        raise NotOpml("This file has a document type (DOCTYPE), which a list of feeds does not need; it was not read.")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(document, True)
    except expat.ExpatError as error:
        raise NotOpml(f"This file is not XML: {expat.ErrorString(error.code)}, in line {error.lineno}.") from None
    except (LookupError, ValueError) as error:
        if isinstance(error, NotOpml):
            raise
        raise NotOpml("This file is not XML: it is in an encoding that cannot be read.") from None
    if roots[0].lower() != "opml":
        raise NotOpml(f"This file is not OPML: it begins with <{one_line(roots[0])[:40]}>.")
    return found


def _quoted(text: str) -> str:
    """Text in quotes, as XML 1.0 can hold it (section 2.2): one line, without the two characters that are none."""
    return quoteattr(one_line(text).translate(_NO_CHARACTERS))


_NO_CHARACTERS = dict.fromkeys([0xFFFE, 0xFFFF])
