"""Which names stand in a text, however they are written."""

import re
import unicodedata
from collections.abc import Iterable

WORDS_TOO = frozenset(
    """
    amber april art august autumn basil bill bob bud carol chance charity chase chuck clay daisy dale dawn dean drew
    earnest eve faith fern flora forest frank gene ginger glen grace grant guy harmony hazel heath heather herb holly
    hope hunter iris ivy jack jasmine jay jean jewel john joy june junior lance laurel leaf lily lucky mark mason may
    melody mercy miles misty opal page pat patience pearl penny poppy precious ray reed rich river rob robin rocky rod
    rose ruby rusty sage sandy scarlet shade sky sonny star stone storm sue summer sunny trinity victor violet wade ward
    warren wes will willow winter wood woody
    ernst felix freund frei gut herr horn jung kaiser klein koch kurz lang licht linde mai neu rein schmid sommer stark
    stein wolf
    """.split()  # noqa: SIM905 - reads better as words than as a column of quotes
)
"""Names that are everyday words as well: they name somebody only where they begin with a capital letter."""

_WORD = re.compile(r"[^\W_]+")


def standing_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names of which a part stands in the text, in any case, with or without accents or a genitive s.

    A name that is an everyday word too ("Will", "May") is found where it begins with a capital letter.
    """
    said = set(folded(text).split())
    capital = set(folded(" ".join(word for word in _WORD.findall(_seen(text)) if word[0].isupper())).split())
    return tuple(name for name in names if any(_stands(part, said, capital) for part in _parts(name)))


def folded(text: str) -> str:
    """Letters and digits alone, without accents and without what is not seen: `Chloé` is `chloe`, however typed."""
    bare = unicodedata.normalize("NFKD", _seen(text)).casefold()
    kinds = ((sign, unicodedata.category(sign)) for sign in bare)
    letters = (sign if sign.isalnum() else " " for sign, kind in kinds if kind != "Mn")
    return " ".join("".join(letters).split())


def _seen(text: str) -> str:
    """The text without what is not seen and without apostrophes, so that a genitive stays with its name."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" and sign not in "'’")


def _stands(part: str, said: set[str], capital: set[str]) -> bool:
    there = capital if part in WORDS_TOO else said
    return part in there or f"{part}s" in there


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for part in folded(name).split() if len(part) > 1)
