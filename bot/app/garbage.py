"""How often Python looks for what nobody needs any more and that still points at itself."""

import gc

YOUNG = 10_000
"""So many new objects, those that went again taken off, are waited for; Python's own is 700.

An event makes some hundreds and leaves none that point at themselves: to look each second time costs a tenth of it.
"""


def look_less_often() -> None:
    """What stands by now is looked through no more (a hundred thousand objects, and a pause for everybody)."""
    gc.freeze()
    gc.set_threshold(YOUNG, 10, 10)
