"""Words by which people say themselves that something is not out yet."""

from bot.domain.spelling import any_of, folded
from bot.domain.vocabulary.embargoes import NOT_OUT_YET


def embargo(sentence: str) -> bool:
    """Whether a sentence says so."""
    return any_of(NOT_OUT_YET).search(folded(sentence)) is not None
