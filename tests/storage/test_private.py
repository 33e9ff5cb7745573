"""What is written to the disk is for its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

from storage.engine.sqlite_driver import configured
from storage.engine.sqlite_leader import FileLeadership
from tests.engine.trouble import sqlite
from tests.town import Town


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_of_a_database_are_the_owners_alone(tmp_path: Path) -> None:
    raw = configured(str(tmp_path / "one.db"))
    raw.execute("CREATE TABLE t (a)")
    leader = FileLeadership(str(tmp_path / "one.db"))
    assert leader.ask()
    found = {path.name: mode(path) for path in tmp_path.iterdir()}
    leader.close()
    raw.close()
    assert {"one.db", "one.db-wal", "one.db-leader"} <= set(found)
    assert set(found.values()) == {0o600}


@sqlite
async def test_the_folder_of_files_is_the_owners_alone(town: Town) -> None:
    await town.centre.parts.files.put(b"x")
    assert mode(town.settings.data_dir / "files") == 0o700
