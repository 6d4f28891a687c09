"""The "check this" list: what an author may want to look at again, noticed in their own draft, at their own request.

Nothing is stored, counted or scored. A notice is a question; only a live credential is held back. Talk about pay,
hours, safety, harassment, unions or those above is left alone (`protected`): there only a credential is noticed, and
the date before which the item itself may not be shared, which says nothing about the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from bot.domain.checking.credentials import live_credentials
from bot.domain.checking.disclosure import endorses, says_where_they_work
from bot.domain.checking.embargoes import embargo
from bot.domain.checking.figures import figures
from bot.domain.checking.names import names
from bot.domain.checking.protected import is_protected
from bot.domain.guidelines import Kind
from bot.domain.spelling import sentences_of

LONGEST_TEXT = 20_000
LONGEST_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class Listed:
    """What the stewards listed in app.yaml: customers who are not named outside, and words that stay inside."""

    client_names: tuple[str, ...] = ()
    internal_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What counts of the item a draft is about: whether it is the company's own, its title, when it may be shared.

    Its title is out already: where a draft quotes it, nothing in it is noticed.
    """

    company: bool = False
    title: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing noticed. `where`: the author's own words, in short; empty where it is about the whole draft.

    `held`: it looks like a live credential, so the draft does not go out like this. A credential is never shown whole.
    """

    kind: Kind
    where: str
    held: bool = False


def check(text: str, *, words: Listed, item: ItemFacts, company: str, now: datetime) -> list[Notice]:
    """What there is to notice in a draft, in the order of `Kind`, each once. `now` and dates are aware UTC.

    Reads the first 20,000 characters; 2,000 take five to ten milliseconds. The first call takes a fifth of a second
    longer.
    """
    text = normalize("NFC", text[:LONGEST_TEXT])
    found = [Notice(Kind.SECRET, where, held=True) for where in live_credentials(text)]
    if item.not_before is not None and now < item.not_before:
        found.append(Notice(Kind.EMBARGO, ""))
    own = text.replace(item.title, " ") if item.title.strip() else text
    of_the_words = list(_of_the_words(own, words, now))
    if item.company and endorses(own, company) and not says_where_they_work(own, company):
        of_the_words.append(Notice(Kind.NO_DISCLOSURE, ""))
    if of_the_words and not is_protected(own, company=company):
        found += of_the_words
    order = list(Kind)
    return sorted(dict.fromkeys(found), key=lambda notice: order.index(notice.kind))


def _of_the_words(text: str, words: Listed, now: datetime) -> Iterator[Notice]:
    for start, end in names(words.client_names).spans(text):
        yield Notice(Kind.CLIENT_NAME, text[start:end])
    for start, end in names(words.internal_words).spans(text):
        yield Notice(Kind.SECRET, text[start:end])
    for sentence in sentences_of(_ready(text)):
        spans = figures(sentence, now=now)
        if spans:
            start, end = min(spans)
            yield Notice(Kind.FIGURE, _excerpt(sentence, start, end))
        if embargo(sentence):
            yield Notice(Kind.EMBARGO, _excerpt(sentence, 0, len(sentence)))


def _ready(text: str) -> str:
    """The text without web addresses, since what stands in one is published, and without dots that end no sentence."""
    return re.sub(r"\b(Mio|Mrd|Tsd|ca)\.", r"\1", re.sub(r"\bhttps?://\S+", "", text))


def _excerpt(sentence: str, start: int, end: int) -> str:
    """The words around a span, whole ones, on one line."""
    if len(sentence) > LONGEST_EXCERPT:
        start = sentence.rfind(" ", 0, max(0, start - 15)) + 1
        end = sentence.find(" ", min(end + 15, start + LONGEST_EXCERPT - 10))
        sentence = sentence[start:end] if end > 0 else sentence[start : start + LONGEST_EXCERPT]
    return " ".join(sentence.split())
