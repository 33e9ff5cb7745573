"""`python -m tests.clients`: play all tales, two at a time, and print the tables of docs/sandbox-reference.md."""

import asyncio
import sys

from tests.clients.tale import Tale, Tales
from tests.clients.told import ALL

AT_A_TIME = 2


async def outcome(tale: Tale, free: asyncio.Semaphore) -> int | str:
    """Its steps, or what went wrong."""
    async with free:
        if missing := tale.missing():
            return f"not played here: {', '.join(missing)} not installed"
        try:
            return await tale.play()
        except Exception as wrong:  # noqa: BLE001 - the others are played all the same
            sys.stderr.write("\n".join([f"{tale}: {wrong!r}", *wrong.__notes__, ""]))
            return f"FAILED: {type(wrong).__name__}"


async def table(tales: Tales, free: asyncio.Semaphore) -> list[str]:
    """The lines of one table."""
    found = await asyncio.gather(*(outcome(tale, free) for tale in tales.all()))
    return tales.table(dict(zip(tales.told, found, strict=True)))


async def main() -> None:
    """Print the tables; exit with 1 when a tale failed."""
    free = asyncio.Semaphore(AT_A_TIME)
    lines = "\n\n".join(["\n".join(await table(tales, free)) for tales in ALL])
    sys.stdout.write(lines + "\n")
    sys.exit("FAILED" in lines)


if __name__ == "__main__":
    asyncio.run(main())
