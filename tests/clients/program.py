"""An example in a process of its own: started, read, ended by a signal."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
LAST_SECONDS = 300.0  # ends what hangs
TAIL = 3000


@dataclass
class Program:
    """A running example; what it writes is in `log`."""

    process: asyncio.subprocess.Process
    log: Path

    @classmethod
    async def start(cls, arguments: Sequence[str], log: Path, **environment: str) -> Program:
        """Run it in the folder of its log."""
        paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
        given = {"PYTHONPATH": os.pathsep.join(filter(None, paths)), "PYTHONUNBUFFERED": "1", **environment}
        command = [sys.executable, "-m", "tests.clients.play", *arguments]
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                *command, cwd=log.parent, env={**os.environ, **given}, stdout=out, stderr=out
            )
        return cls(process, log)

    def written(self) -> str:
        """All that it has written so far."""
        return self.log.read_text("utf-8", "replace")

    def tail(self) -> str:
        """The last of it, for a complaint."""
        return self.written()[-TAIL:]

    async def ended(self) -> int:
        """The exit code of one that ends by itself."""
        return await asyncio.wait_for(self.process.wait(), LAST_SECONDS)

    async def kill(self) -> None:
        """Whatever happened before, nothing stays behind."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.wait()
