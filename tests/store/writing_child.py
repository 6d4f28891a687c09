"""A process that writes and says what was acknowledged, until somebody kills it."""

import asyncio
import sys

from bot.ports import Transaction
from store.database import Database
from tests.store.making import NOW


async def write(store: Database, writer: int) -> None:
    """Marks, one after the other; each is told as soon as the store says that it is durable."""
    for number in range(1_000_000):
        mark = f"{writer}-{number}"

        def keep(tx: Transaction, mark: str = mark) -> bool:
            return tx.outbox.once(mark, at=NOW)

        await store.tx(keep)
        sys.stdout.write(f"{mark}\n")
        sys.stdout.flush()


async def main(url: str) -> None:
    """Several writers at once, so that groups form."""
    store = Database(url)
    store.open()
    await asyncio.gather(*(write(store, writer) for writer in range(8)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
