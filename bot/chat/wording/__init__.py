"""Every word a person reads stands here: one class of typed functions per language."""

from bot.chat.wording.english import English
from bot.chat.wording.german import German

Words = English
"""What every language must be able to say: English is the pattern, other languages override all of it."""

LANGUAGES: dict[str, type[Words]] = {"en": English, "de": German}
"""By two-letter code, in the order they are offered."""


def code_of(language: str) -> str:
    """The code of a language we speak: that of these two letters, also with a region, or English."""
    code = language.casefold()[:2]
    return code if code in LANGUAGES else English.language


def of(language: str) -> Words:
    """The words of this language (two-letter code, also with a region), or English where we do not speak it."""
    return LANGUAGES[code_of(language)]()


def named(words: str) -> str | None:
    """The code of the language that a person named, by its two letters or by its name in itself; None if none was."""
    said = words.casefold().strip(" .!")
    return next(
        (code for code, spoken in LANGUAGES.items() if said in (code, spoken().language_itself().casefold())), None
    )
