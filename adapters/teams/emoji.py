"""Teams' names of reactions, and what they stand for in Unicode.

Most carry their characters in their name (`1f440_eyes`, `2705_whiteheavycheckmark`); the six that are offered first,
and some older ones, do not (Microsoft Learn, "Bot events in Teams", message reactions). What an organisation made
itself keeps its name: app.yaml may name it so.
"""

import re
from functools import lru_cache

NAMED = {
    "like": "👍",
    "heart": "❤️",
    "laugh": "😆",
    "surprised": "😮",
    "sad": "😢",
    "angry": "😠",
    "launch": "🚀",
    "yes": "👍",
    "no": "👎",
    "clap": "👏",
}
TONE = re.compile(r"-tone[1-5]$")
CODED = re.compile(r"([0-9][0-9a-f]{3,5}(?:[-_][0-9a-f]{4,6})*)_[a-z]\w*", re.ASCII)
"""Code points, and then a name. An organisation's own emoji end in a number, and theirs may begin like one of these."""

OWN = re.compile(r"_0[0-9a-f]{8,}$")


@lru_cache(maxsize=1024)
def character(reaction: str) -> str:
    """What a reaction stands for, whatever its skin tone: `1f64b_happypersonraisinghand-tone2` is 🙋."""
    name = TONE.sub("", reaction)
    coded = None if OWN.search(name) else CODED.fullmatch(name)
    if coded is None:
        return NAMED.get(name, name)
    codes = [int(one, 16) for one in re.split("[-_]", coded[1])]
    possible = all(code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF for code in codes)
    return "".join(map(chr, codes)) if possible else name
