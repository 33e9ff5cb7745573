"""A place for one centre beside a sandbox: its folder, keys, settings and database, with a batch to register for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.foundation import utc_now
from bot.app.keys import write_keys
from bot.app.staff import operator_database, work_at
from bot.tools.bench.candidate import LEVEL
from config.model import Settings
from config.settings import load_settings
from domain.local import local_date
from domain.standards import OpenBatch, open_batch
from sandbox import TOKEN

OCCUPATION, EDITION = "6-31-01-03", "2023"
DAYS_OPEN, DAYS_TO_EXAM = 400, 420
UNLIMITED = {
    "JIANDING_LIMITS__OVERALL_PER_SECOND": "1000000",
    "JIANDING_LIMITS__CHAT_PER_SECOND": "1000000",
    "JIANDING_LIMITS__CHAT_BURST": "1000000",
    "JIANDING_LIMITS__GROUP_PER_MINUTE": "1000000",
}


@dataclass(frozen=True)
class Site:
    """A centre's `folder` and the variables (`environment`) that its processes are started with."""

    folder: Path
    environment: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        """The same as the processes read them."""
        return load_settings(None, self.environment)


def site_in(folder: Path, address: str, database_url: str | None = None) -> Site:
    """A site with fresh keys, in SQLite unless a URL is given; the sandbox sets no limits, so neither does it."""
    write_keys(folder / "keys.toml")
    # The sandbox sets no limits either: what is measured is the program, and not Telegram's patience.
    given = {
        "JIANDING_TOKEN": TOKEN,
        "JIANDING_API_BASE_URL": address,
        "JIANDING_DATABASE_URL": database_url or f"sqlite+aiosqlite:///{folder / 'jianding.sqlite3'}",
        "JIANDING_DATA_DIR": str(folder),
        "JIANDING_KEYS_FILE": str(folder / "keys.toml"),
        "JIANDING_LOG__LEVEL": os.environ.get("JIANDING_LOG__LEVEL", "error"),
    }
    return Site(folder, given | UNLIMITED)


async def furnish(site: Site, now: datetime | None = None) -> None:
    """Make the database, and open one batch."""
    at = now or utc_now()
    async with operator_database(site.settings) as database, work_at(database, site.settings, at) as work:
        command = OpenBatch(
            year=local_date(at).year,
            number=1,
            occupation=OCCUPATION,
            edition=EDITION,
            levels=(LEVEL,),
            opens_at=at - timedelta(minutes=1),
            closes_at=at + timedelta(days=DAYS_OPEN),
            exam_on=local_date(at) + timedelta(days=DAYS_TO_EXAM),
        )
        await open_batch(work, None, command)
