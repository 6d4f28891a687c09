"""Which events were heard lately, so that those a platform tells once more can be counted."""

from collections import OrderedDict

KEPT = 10_000


class Recent:
    """Remembers the last few thousand keys, as numbers nobody can read. It only counts: the store sees to "once"."""

    def __init__(self, *, kept: int = KEPT) -> None:
        self._kept = kept
        self._heard: OrderedDict[int, None] = OrderedDict()

    def again(self, key: str) -> bool:
        """Whether this key was heard lately. It was from now on."""
        mark = hash(key)  # salted anew in each process (docs.python.org, "PYTHONHASHSEED")
        known = mark in self._heard
        self._heard[mark] = None
        self._heard.move_to_end(mark)
        if len(self._heard) > self._kept:
            self._heard.popitem(last=False)
        return known
