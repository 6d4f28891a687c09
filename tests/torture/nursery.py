"""Starts replicas that have everything loaded: `python -m tests.torture.nursery MODULE…`.

Loading takes a second of a processor, and two hundred kills would spend most of their time on it. So this process loads
once and forks. It may: it has no thread, no loop and no connection, and never will. It alone ends and buries what it
started, so that nobody ever signals an id that has become somebody else's.

Each line of its input is one request (`start MODULE WORDS…`, `kill ID`, `bury ID`), each line of its output the answer:
an id, or how the child ended. When its input ends, or it is itself killed, so do its children: theirs ends as well.
"""

import importlib
import os
import shlex
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress


class Nursery:
    """The children of this process."""

    def __init__(self, modules: Sequence[str]) -> None:
        self._mains = {name: getattr(importlib.import_module(name), "main", None) for name in modules}
        self._children: set[int] = set()
        self._hand, self._held = os.pipe()  # a child's input; it ends when this process does

    def attend(self) -> None:
        """Answer requests until there are no more."""
        try:
            for line in sys.stdin:
                match shlex.split(line):
                    case ["start", module, *words]:
                        answer = self.start(module, words)
                    case ["kill", number]:
                        os.kill(self._own(number), signal.SIGKILL)
                        answer = self.bury(int(number))
                    case ["bury", number]:
                        answer = self.bury(self._own(number))
                    case _:
                        raise ValueError(line)
                print(answer, flush=True)
        finally:
            for one in tuple(self._children):
                with suppress(ProcessLookupError):
                    os.kill(one, signal.SIGKILL)
                self.bury(one)

    def start(self, module: str, words: Sequence[str]) -> int:
        """One more child. Returns its id."""
        child = os.fork()
        if child:
            self._children.add(child)
            return child
        try:
            os.close(self._held)
            os.dup2(self._hand, 0)
            os.dup2(2, 1)  # what it says goes to the log; the answers are ours
            self._mains[module](words)  # type: ignore[misc]
        except BaseException:  # noqa: BLE001 - it must not go on as if it were its parent
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)

    def bury(self, child: int) -> int:
        """Wait for its end. Returns its exit code, negative for a signal."""
        _, status = os.waitpid(child, 0)
        self._children.remove(child)
        return os.waitstatus_to_exitcode(status)

    def _own(self, number: str) -> int:
        if int(number) not in self._children:
            raise ValueError(f"{number} is not ours")
        return int(number)


if __name__ == "__main__":
    nursery = Nursery(sys.argv[1:])
    print("ready", flush=True)
    nursery.attend()
