"""`python -m tests.torture [--short] [--only NAME] [--seeds N]`: everything, as one plain table.

Ends with 1 when anything is not as it must be. A part that takes too long is ended, with all it started.
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence

from tests.torture.ground import POSTGRESQL, SQLITE
from tests.torture.parts import PARTS, Part, Plan
from tests.torture.table import Outcome, head, line


async def run(part: Part, plan: Plan, database: str) -> bool:
    """One part on one database, each line as soon as it is known. Returns whether all of it is well."""
    began, well = time.monotonic(), True
    try:
        async with asyncio.timeout(part.minutes * 60):
            async for one in part.run(plan, database):
                well = show(one) and well
    except Exception as error:  # noqa: BLE001 - the other parts are run all the same
        said = f"{type(error).__name__}: {error}"
        well = show(Outcome(part.name, database, 0, seconds=time.monotonic() - began, note=said))
    return well


def show(one: Outcome) -> bool:
    """Print it. Returns whether it is well."""
    print(line(one), flush=True)
    return one.ok


async def battery(parts: Sequence[Part], plan: Plan) -> bool:
    """All of these parts."""
    print(head(), flush=True)
    well = [
        await run(part, plan, database) for part in parts for database in plan.databases if database in part.databases
    ]
    return all(well)


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a few of everything")
    parser.add_argument("--only", action="append", choices=[part.name for part in PARTS], help="may be repeated")
    parser.add_argument("--seeds", type=int, help="how many seeds")
    parser.add_argument("--on", choices=[SQLITE, POSTGRESQL], help="one database only")
    said = parser.parse_args()
    chosen = [part for part in PARTS if said.only is None or part.name in said.only]
    plan = Plan(said.short, said.seeds or (1 if said.short else 5), [said.on] if said.on else (SQLITE, POSTGRESQL))
    return 0 if asyncio.run(battery(chosen, plan)) else 1


if __name__ == "__main__":
    sys.exit(main())
