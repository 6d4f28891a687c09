"""What `earshot check` said, on any platform."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

OK, FAILED, WRONG = 0, 1, 2


@dataclass
class Said:
    """What the command said, and how it ended."""

    code: int
    lines: list[str]
    aloud: str = ""

    def says(self, words: str) -> bool:
        """Whether one of the lines has these words in it."""
        return any(words in line for line in self.lines)


async def is_said_by_the_way(check: Callable[[], Awaitable[Said]], odd: Callable[[], None], words: str) -> None:
    """What is odd is worth a remark, which was not there before, and all is well nevertheless."""
    assert not (await check()).says(words)
    odd()
    after = await check()
    [line] = [line for line in after.lines if words in line]
    assert line.startswith("By the way: ")
    assert (after.code, after.lines[-1]) == (OK, "All is well.")
