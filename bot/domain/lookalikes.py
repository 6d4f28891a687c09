"""Look-alikes: letters that read the same and are not, and what stands between letters unseen.

What comes back is for comparing only, never for showing: an i is an l in it, and so is a 1 beside a letter.
"""

import re
import unicodedata
from typing import Final


def unmasked(text: str) -> str:
    """The text with every letter as the plain one it looks like, in small letters, and without what nobody sees.

    Compatibility forms (full-width, mathematical, circled) by NFKD; Cyrillic, Greek, Armenian, Cherokee, Coptic, Lisu
    and phonetic look-alikes by a table after Unicode Technical Standard 39, read in one direction for all: Russian
    changes into the same letters however it was typed. Katakana become hiragana. Marks on letters are left to `fold`.
    """
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", text.translate(_BEFORE)))
    plain = _WORD.sub(_with_latin_capitals, plain).casefold().translate(_LOOKS_LIKE)
    return _ROUND_AND_STRAIGHT.sub(_as_letters, plain).replace("rn", "m")


# ── How it is done ───────────────────────────────────────────────────────────────────────────────────────────────────

# Format characters (Unicode's Cf: zero-width, soft hyphen, directions, tags), variation selectors, fillers, and the
# blocks of combining marks that no language needs for these letters.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\U000e0000-\U000e0fff]"
)
_BEFORE: Final = str.maketrans("ϲϹ", "cC")  # NFKD makes a σ of them
# Each word is looked at once: a pattern that looks for a letter in it is quadratic where there is none.
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_CAPITALS: Final = str.maketrans("ΗΝΥ", "HNY")  # their small letters look like others: η ν υ
_ROUND_AND_STRAIGHT = re.compile(r"[01]+")
_DIGITS: Final = str.maketrans("01", "ol")

# The small letter, and what looks like it or like its capital.
_ALIKE: Final = {
    "a": "аαɑᴀᎪꓮⲁ",
    "b": "вьъβʙƀɓᏴᏏꓐⲃ",
    "c": "сᴄȼƈᏟꓚⲥ",
    "d": "ԁᴅɖɗᎠᏧժꓓ",
    "e": "еєεҽᴇɇɛ℮Ꭼꓰⲉ",
    "f": "ꜰƒϝꞙꓝ",
    "g": "ɡɢցԍɠǥᏀᏳꓖ",
    "h": "һнʜհɦᎻᏂꓧⲏ",
    "j": "јϳᴊյɉʝᎫꓙ",
    "k": "кκᴋқƙᏦꓗⲕ",
    "l": "iіιıɩɪɨꙇӏʟɭǀᏞᎥłƚꓡꓲⲓ",
    "m": "мμᴍɱϻᎷꓟⲙ",
    "n": "пηոռɴɲŋꓠⲛ",
    "o": "оοσᴏօөøɵჿꓳⲟ〇",
    "p": "рρᴘքᏢꓑⲣ",
    "q": "ԛգզɋ",
    "r": "гʀɾɼꭇᎡᏒꓣⲅ",
    "s": "ѕꜱʂƽտᏚᏕꓢ",
    "t": "тτᴛŧƭᎢꓔⲧ",
    "u": "υսᴜʉʋꓴ",
    "v": "νѵᴠᏙꓦ",
    "w": "ԝѡωաᴡɯшᏔᎳꓪ",
    "x": "хχҳꓫⲭ",
    "y": "уγүʏɏɣყᎩᎽꓬⲩ",
    "z": "ζᴢʐƶᏃꓜⲍ",
    # Signs of Japanese that no reader tells apart when one stands for the other.
    "か": "力",
    "に": "二",
    "ろ": "口",
    "え": "工",
    "は": "八",
    "た": "夕",
    "と": "卜",
    "一": "ー",
}
_KATAKANA: Final = {chr(sign): chr(sign - 0x60) for sign in range(0x30A1, 0x30F7)}
_LOOKS_LIKE: Final = str.maketrans(_KATAKANA | {other: letter for letter, others in _ALIKE.items() for other in others})


def _with_latin_capitals(word: re.Match[str]) -> str:
    return word[0].translate(_CAPITALS) if _LATIN.search(word[0]) else word[0]


def _as_letters(digits: re.Match[str]) -> str:
    """0 and 1 as the letters they look like, beside a letter."""
    text, start, end = digits.string, digits.start(), digits.end()
    among = (start > 0 and text[start - 1].isalpha()) or text[end : end + 1].isalpha()
    return digits[0].translate(_DIGITS) if among else digits[0]
