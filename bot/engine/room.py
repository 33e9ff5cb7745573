"""Room on the disk: before a database cannot write any more, updates are left with Telegram, which keeps them a day."""

from __future__ import annotations

import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

FULL = 0.95
PLENTY = 5e9  # bytes: a large disk that is fuller than that still has room
LOOK_SECONDS = 5.0


class NoRoom(Exception):  # noqa: N818 - says what it is
    """The disk is too full to take anything in."""


class Room:
    """Looks at the disks of these folders, every few seconds at most; `alert` hears when one is full."""

    def __init__(self, folders: Sequence[Path], alert: Callable[[str], Awaitable[None]]) -> None:
        self._folders = folders
        self._alert = alert
        self._looked = -LOOK_SECONDS
        self._full = ""

    async def require(self) -> None:
        """Raises NoRoom where a disk is full, after the operators were told."""
        if time.monotonic() - self._looked >= LOOK_SECONDS:
            self._looked = time.monotonic()
            self._full = next((said for folder in self._folders if (said := _fullness(folder))), "")
        if self._full:
            # An alert is a row, too: a twentieth of the disk is left for it and for what is under way.
            await self._alert(f"{self._full}; updates stay with Telegram, which keeps them for a day: make room")
            raise NoRoom(self._full)


def _fullness(folder: Path) -> str:
    """What is full, in words; empty where there is room."""
    there = next(each for each in (folder, *folder.resolve().parents) if each.exists())
    total, _, free = shutil.disk_usage(there)
    used = 1 - free / total
    return f"the disk of {there} is {used:.0%} full" if used >= FULL and free < PLENTY else ""
