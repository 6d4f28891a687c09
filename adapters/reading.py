"""Reading what comes as JSON, on any platform: what is not as it should be is Malformed, in words, and nothing else."""

from collections.abc import Iterator, Mapping

LONGEST_TEXT = 40_000
"""Characters that are read of a text: neither Slack's messages nor Teams' are longer."""

MOST_PARTS = 2_000
"""So many parts of a message are looked through."""

Json = Mapping[str, object]


class Malformed(Exception):
    """What came is none of ours, or what should go cannot be carried; the words say why."""


def an_object(value: object, what: str) -> Json:
    """This value, which is an object. Raises Malformed."""
    if not isinstance(value, dict):
        raise Malformed(f"{what} is not an object.")
    return value


def part(body: Json, name: str) -> Json:
    """An object inside another one. Raises Malformed."""
    return an_object(body.get(name), f"“{name}”")


def maybe(body: Json, name: str) -> Json:
    """An object inside another one; an empty one where there is none."""
    found = body.get(name)
    return found if isinstance(found, dict) else {}


def objects(body: Json, name: str) -> list[Json]:
    """The objects in a list; none where there is no list."""
    found = body.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def within(value: object) -> Iterator[Json]:
    """Every object in this, however deep, in their order; nothing after so many parts, which no app writes."""
    todo = [value]
    for _ in range(MOST_PARTS):
        if not todo:
            return
        one = todo.pop()
        if isinstance(one, list):
            todo.extend(reversed(one))
        elif isinstance(one, dict):
            yield one
            todo.extend(inner for inner in reversed(one.values()) if isinstance(inner, dict | list))


def text(body: Json, name: str, *, most: int = LONGEST_TEXT) -> str:
    """A text that can be kept; empty where there is none. Raises Malformed for anything else."""
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(f"“{name}” is not a text.")
    if len(value) > most:
        raise Malformed(f"“{name}” has {len(value)} characters; at most {most} are read.")
    return storable(value)


def storable(value: str) -> str:
    """The text without NUL, and with a question mark for half a character: neither can be kept in any database."""
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
