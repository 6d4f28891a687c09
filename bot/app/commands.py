"""Commands of the same owner, asked of the running bot through its own socket: which of them knows the answer."""

from collections.abc import Mapping

from bot.app import forgetting, opml, unknown
from bot.app.asking import Answer


def whose(words: Mapping[str, str]) -> Answer | None:
    """Who answers this; None where this version knows no such words."""
    if forgetting.FORGET in words:
        return forgetting.answer
    if opml.LIST in words or opml.TAKE in words:
        return opml.answer
    return unknown.answer if unknown.ASKED in words else None


def brings_sources(answer: Answer) -> bool:
    """Whether there may be new sources once this was answered."""
    return answer is opml.answer
