"""Whether a draft says that its author works at the company, in any of the many ways people say it.

Readers should be able to tell (US: 16 CFR part 255, "material connection"; EU: Directive 2005/29/EC, annex I, no. 22).
`{x}` stands for the company's name. In English and German; a draft in a language we do not read is left alone.
"""

import re

from bot.domain.checking.names import marked
from bot.domain.spelling import any_of, folded
from bot.domain.vocabulary import disclosure as words

_ENOUGH, _ONE_IN = 6, 12


def endorses(text: str, company: str) -> bool:
    """Whether a draft speaks well of something, recommends it, or tells news of the company: what asks for a word on
    where its author works (16 CFR 255.0). Whatever else people write about their work asks for none, and neither does
    praise beside a complaint.
    """
    plain = folded(marked(text, company))
    praises = any_of(words.ENDORSES_IN_ENGLISH, words.ENDORSES_IN_GERMAN).search(plain)
    return praises is not None and any_of(words.COMPLAINS).search(plain) is None


def says_where_they_work(text: str, company: str) -> bool:
    """Whether the author says that they work at the company, or it cannot be told in which language they write."""
    plain = folded(marked(text, company))
    team = f"team{''.join(folded(company).split())}"  # a hashtag, in one word
    return (
        not _is_read(plain)
        or team in plain
        or any_of(words.SAYS_IN_ENGLISH, words.SAYS_IN_GERMAN).search(plain) is not None
    )


def _is_read(plain: str) -> bool:
    """Whether this is English or German, as far as a few everyday words tell; a very short text is taken to be."""
    said, everyday = re.findall(r"[^\W\d_]+", plain), frozenset(words.COMMON.split())
    return len(said) < _ENOUGH or sum(word in everyday for word in said) * _ONE_IN >= len(said)
