"""`python -m tests.on_day "2027-02-16 09:30" -m pytest …`: Python with these arguments, as if that moment were now.

The moment is Shanghai's; without an hour it is ten in the morning. libfaketime shows it to the process and to all that
it starts, PostgreSQL and browsers too; time passes as always, and monotonic clocks and dates of files stay real.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from datetime import time as hour
from importlib.util import find_spec
from pathlib import Path

from domain.local import LOCAL

LIBRARY = "vendor/libfaketime/src/libfaketime.so.1"
SHOWN = "import time; print(int(time.time()))"
MOST_SECONDS_OFF = 60


def moment(written: str) -> datetime:
    """A day, or a day and a time, of Shanghai."""
    found = datetime.fromisoformat(written)
    return datetime.combine(found, found.time() if ":" in written else hour(10), LOCAL)


def environment(at: datetime) -> dict[str, str]:
    """The variables with which a program and its children take that moment for the present one."""
    found = find_spec("libfaketime")
    library = Path(found.origin or "").parent / LIBRARY if found else None
    if library is None or not library.exists():
        raise SystemExit("There is no libfaketime for this machine: tests run on today's date alone.")
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"{int(at.timestamp() - time.time()):+d}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DISABLE_SHM": "1",  # each process reckons by itself: nothing is left behind by those that are killed
        "NO_FAKE_STAT": "1",  # else every file of bytecode seems older than its source
    }


def main() -> None:
    """Run Python; exit 1 when the machine cannot be made to believe it."""
    at = moment(sys.argv[1])
    given = os.environ | environment(at)
    shown = subprocess.run([sys.executable, "-c", SHOWN], env=given, capture_output=True, text=True, check=True).stdout
    if abs(int(shown) - at.timestamp()) > MOST_SECONDS_OFF:
        raise SystemExit(f"libfaketime does not work here: asked for {at}, it shows {int(shown)}.")
    sys.stdout.write(f"As on {at:%Y-%m-%d %H:%M} in Shanghai.\n")
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, *sys.argv[2:]], given)  # noqa: S606 - it becomes what it was asked to run


if __name__ == "__main__":
    main()
