"""What a platform says, twisted by chance: a field that is gone, renamed, of another type, too deep, too long. Pure.

A generator of our own, and not hypothesis: one bot hears all cases one after another and remembers, so that a case
cannot be run again by itself, which is what shrinking needs. Here each case is a function of the seed and its number.
"""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

MARK = "quokka"
"""Stands in all that people write; in a log it must not."""

ENDS = ("app_uninstalled", "tokens_revoked")
LONG_AGO = "1500000000.000100"
"""When the bot was removed, if somebody says so: before it came. Told of now, it would be true, and all over."""

HALF = "\ud83d"
"""Half a character: JSON can say it, and no database can keep it."""

Spot = tuple[Any, Any]
"""An object or a list, and a key in it."""


STRANGE = (
    *("", " ", "\0", HALF, f"{MARK}\0{HALF}", "\u202e" + MARK, "\ufeff", "💥" * 9, "ß", "İ"),
    *(f"{MARK} " * many for many in (1, 40, 700, 9_000)),
)
"""Texts nobody writes, and nobody can keep."""

LIKE_THEIRS = (
    *("U0", "C0", "D0", "T0", "0", "1.2", "9999999999.999999", "99999999999999", "-1.0", "1e5", "<!channel>", "<@U0>"),
    *("&lt;", "{}", "[]", "null", "%00", "payload=", "../x", "'--", "$1"),
    *("29:0", "28:0", "a:0", "19:0@thread.tacv2", "19:0@thread.tacv2;messageid=1", "f:0", "task/fetch", "invoke"),
    *("messageReaction", "adaptiveCard/action", "http://127.0.0.1:1/", "</at>", "like-tone9", "110000_x"),
)
"""Texts that may mean something somewhere."""

NUMBERS = (0, -1, 7, 2**31, 2**63, 2**64, -(2**70), 10**300, 0.5, -0.0, 1e308, float("nan"), float("inf"))
NESTS: tuple[Any, ...] = ([], {}, [[]], [None], {"": ""}, {"id": []}, {"type": {}}, [MARK] * 300)


def odd(draw: Random) -> Any:
    """A value that belongs nowhere."""
    match draw.randrange(8):
        case 0:
            return draw.choice([None, None, True, False])
        case 1 | 2:
            return draw.choice(NUMBERS)
        case 3 | 4:
            return draw.choice(STRANGE)
        case 5:
            return draw.choice(LIKE_THEIRS)
        case 6:
            return copied(draw.choice(NESTS))
        case _:
            return deep(draw.choice([3, 10, 60]), as_list=draw.random() < 0.5)


def deep(levels: int, *, as_list: bool = False) -> Any:
    """A nest of so many levels."""
    nest: Any = MARK
    for _ in range(levels):
        nest = [nest] if as_list else {"text": nest}
    return nest


def copied(value: Any) -> Any:
    """The same once more."""
    return json.loads(json.dumps(value))


def spots(value: Any) -> Iterator[Spot]:
    """Every place in it where something could be changed."""
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from spots(value[key])


def twisted(body: dict[str, Any], others: list[dict[str, Any]], draw: Random) -> Any:
    """The body, changed in one place or in a few. `others`: bodies from which something may be put in."""
    made = copied(body)
    for _ in range(draw.choice([1, 1, 1, 2, 3, 8])):
        places = list(spots(made))
        if not places:
            return made
        # Half the time near the top, where a change is seen before the rest is looked at.
        inside, key = draw.choice(places[: len(made)] if draw.random() < 0.2 else places)
        draw.choice(CHANGES)(inside, key, others, draw)
    if draw.random() < 0.01:
        return odd(draw)
    if isinstance(made.get("event"), dict) and made["event"].get("type") in ENDS:
        made["event"]["event_ts"] = LONG_AGO
    return made


def _gone(inside: Any, key: Any, _others: list[dict[str, Any]], _draw: Random) -> None:
    del inside[key]


def _renamed(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    if isinstance(inside, dict):
        inside[draw.choice([f"{key}s", str(key).upper(), "", "\0", HALF, "__proto__", MARK])] = inside.pop(key)


def _of_another_kind(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    inside[key] = odd(draw)


def _as_number(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    inside[key] = draw.choice([0, 1, 12345678901234567890, 1.5])


def _wrapped(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    inside[key] = draw.choice([[inside[key]], {"id": inside[key]}, {"value": inside[key]}, str(inside[key])])


def _many(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    inside[key] = [copied(inside[key]) for _ in range(draw.choice([2, 30]))]


def _of_another(inside: Any, key: Any, others: list[dict[str, Any]], draw: Random) -> None:
    given, theirs = draw.choice(list(spots(draw.choice(others))))
    inside[key] = copied(given[theirs])


def _one_more(inside: Any, _key: Any, others: list[dict[str, Any]], draw: Random) -> None:
    given, theirs = draw.choice(list(spots(draw.choice(others))))
    if isinstance(inside, dict):
        inside[str(theirs)] = copied(given[theirs])
    else:
        inside.append(copied(given[theirs]))


def _written_otherwise(inside: Any, key: Any, _others: list[dict[str, Any]], draw: Random) -> None:
    text = inside[key]
    if not isinstance(text, str):
        inside[key] = odd(draw)
        return
    place = draw.randrange(len(text) + 1)
    put = draw.choice(["\0", HALF, "\n", "|", ":", "<", ">", "&", "/", "٣", "\u200b", MARK, "x" * 5_000])
    inside[key] = draw.choice(
        [text[:place], text[place:], text[:place] + put + text[place:], text.swapcase(), text * 40]
    )


CHANGES = (
    *(_gone, _gone, _renamed, _of_another_kind, _of_another_kind, _as_number, _wrapped, _many),
    *(_of_another, _one_more, _written_otherwise, _written_otherwise),
)


DOUBLED = ('{"type": "event_callback",', '{"event": 7,', '{"payload": {},', '{"value": [],', '{"conversation": 7,')


def written(value: Any, draw: Random) -> bytes:
    """It as JSON; now and then in another encoding, with a key twice, too deep, or not whole."""
    text = json.dumps(value, indent=draw.choice([None, None, None, 1]))
    match draw.randrange(60):
        case 0:
            text = text.replace("{", draw.choice(DOUBLED), 1)
        case 1:
            text = text.replace("}", draw.choice([',"type": []}', ',"team_id": null}', ',"user": {}}']), 1)
        case 2:
            return text.encode(draw.choice(["utf-16", "utf-32", "utf-8-sig", "utf-7", "cp037"]))
        case 3:
            return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        case 4:
            text = draw.choice([" ", "\n", "\0", "[", "payload="]) + text
        case 5:
            return mangled(text.encode(), draw)
        case 6:
            text = text.replace(":", ":" + draw.choice(["[", '{"a":']) * draw.choice([200, 2_000, 20_000]), 1)
        case _:
            pass
    return text.encode()


def mangled(raw: bytes, draw: Random) -> bytes:
    """The bytes cut off, doubled, or with some of them changed."""
    place = draw.randrange(len(raw) + 1)
    some = bytes(draw.randrange(256) for _ in range(draw.choice([1, 2, 8])))
    return draw.choice([raw[:place], raw[place:], raw[:place] + some + raw[place + 1 :], raw + raw, raw[::-1]])
