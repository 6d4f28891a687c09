"""Bodies that anybody might send: real ones with anything at all in some places, and a look at what becomes of them."""

import copy
import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from typing import Any

from hypothesis import strategies as st

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(body: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a body."""
    yield path
    pairs = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in pairs:
        yield from places(value, (*path, key))


def put(body: Any, path: tuple[str | int, ...], value: object) -> Any:
    """The body with another value at one place."""
    if not path:
        return value
    changed = copy.deepcopy(body)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


@st.composite
def spoilt(draw: st.DrawFn, bodies_: list[dict[str, Any]]) -> Any:
    """A body with anything at all in up to three places."""
    body: Any = draw(st.sampled_from(bodies_))
    for _ in range(draw(st.integers(1, 3))):
        body = put(body, draw(st.sampled_from(list(places(body)))), draw(VALUES))
    return body


def can_be_kept(event: object) -> None:
    """Nothing in an event would be refused by a database."""
    inside = asdict(event) if is_dataclass(event) and not isinstance(event, type) else event
    text = json.dumps(inside, ensure_ascii=False, default=str)
    text.encode()
    assert "\\u0000" not in text
