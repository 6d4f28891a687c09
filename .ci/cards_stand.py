"""Waits for the playground at this port, and says how long it took from there until cards stood in its rooms."""

import json
import sys
import time
import urllib.error
import urllib.request

SET_UP, PROMISED = 600, 10
"""Seconds: for the set-up of a fresh machine, and what is promised once it is up."""


def cards(port: str) -> int:
    """How many cards stand in all rooms. Raises OSError while nobody answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/state?as=ana", timeout=5) as answer:
        return sum(len(room["messages"]) for room in json.load(answer)["rooms"])


def main(port: str) -> int:
    """0 once cards stand there; 1 where it never came up, or broke its promise."""
    began, up = time.monotonic(), None
    while time.monotonic() < (began + SET_UP if up is None else up + PROMISED):
        try:
            found = cards(port)
            up = up or time.monotonic()
        except (urllib.error.URLError, OSError):
            found = 0
        if found and up:
            print(
                f"make play: up after {up - began:.0f} s, and {found} cards stood {time.monotonic() - up:.1f} s later"
            )
            return 0
        time.sleep(0.1)
    print("make play: no card stood in any room in time" if up else "make play: it never came up")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
