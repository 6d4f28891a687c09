"""Every word a person reads stands here: one class of typed functions per language."""

from bot.chat.wording.english import English

Words = English
"""What every language must be able to say: English is the pattern, other languages override all of it."""

LANGUAGES: dict[str, type[Words]] = {"en": English}


def of(language: str) -> Words:
    """The words of this language (two-letter code, also with a region), or English where we do not speak it."""
    return LANGUAGES.get(language.casefold()[:2], English)()
