"""Keys at the command line: other keys stop every command in one line, and `keys rotate` does a rotation to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app.foundation import key_ring
from bot.app.staff import operator_database
from config.settings import load_settings
from storage.engine.files import FileStore
from storage.people import person
from tests.cli.test_commands import EXAMPLE, environ, invoke

__all__ = ["environ"]

COMMANDS: Sequence[Sequence[str]] = [
    ("run",),
    ("migrate",),
    ("appoint", "42", "director"),
    ("dismiss", "42", "director"),
    ("open-batch", str(EXAMPLE)),
    ("verify-audit",),
    ("keys", "rotate"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_other_keys_stop_every_command_in_one_line(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: Sequence[str]
) -> None:
    assert invoke("appoint", "42", "planner", "--name", "王芳").exit_code == 0
    other = tmp_path / "other.toml"
    assert invoke("make-keys", str(other)).exit_code == 0
    monkeypatch.setenv("JIANDING_KEYS_FILE", str(other))
    told = invoke(*command)
    assert (told.exit_code, len(told.stderr.strip().splitlines())) == (2, 1)
    assert "'k1' is not the key" in told.stderr
    monkeypatch.setenv("JIANDING_KEYS_FILE", environ["JIANDING_KEYS_FILE"])
    assert names(environ) == ["王芳"]


def test_a_rotation_is_done_to_its_end(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert invoke("appoint", "42", "planner", "--name", "王芳").exit_code == 0
    assert asyncio.run(photo(environ, b"a photo"))
    keys, second = Path(environ["JIANDING_KEYS_FILE"]), tmp_path / "second.toml"
    assert invoke("make-keys", str(second)).exit_code == 0
    fresh = second.read_text("utf-8").partition("k1 =")[2].strip()
    before = keys.read_text("utf-8")
    keys.write_text(before.replace('current = "k1"', 'current = "k2"') + f"k2 = {fresh}\n", "utf-8")
    told = invoke("keys", "rotate")
    assert (told.exit_code, "values and 1 files" in told.stdout, "take the older keys out" in told.stdout) == (
        0,
        True,
        True,
    )
    assert "person.shown_name: 1 sealed anew" in told.stderr
    assert "ok: 0" not in told.stdout
    again = invoke("keys", "rotate")
    assert "0 values and 0 files" in again.stdout
    keys.write_text("\n".join(line for line in keys.read_text("utf-8").splitlines() if line[:4] != "k1 ="), "utf-8")
    assert names(environ) == ["王芳"]
    assert asyncio.run(photo(environ, b"a photo"))


def test_a_key_taken_out_before_the_rotation_is_asked_for(environ: dict[str, str], tmp_path: Path) -> None:
    assert invoke("appoint", "42", "planner").exit_code == 0
    keys = Path(environ["JIANDING_KEYS_FILE"])
    keys.write_text(keys.read_text("utf-8").replace('"k1"', '"k2"').replace("k1 =", "k2 ="), "utf-8")
    told = invoke("keys", "rotate")
    assert (told.exit_code, "'k1' is missing" in told.stderr) == (2, True)


def names(environ: dict[str, str]) -> list[str]:
    async def read() -> list[str]:
        async with operator_database(load_settings(None, environ)) as database, database.read() as connection:
            return list((await connection.execute(select(person.c.shown_name))).scalars())

    return asyncio.run(read())


async def photo(environ: dict[str, str], content: bytes) -> bool:
    settings = load_settings(None, environ)
    files = FileStore(settings.data_dir / "files", key_ring(settings))
    return await files.get(await files.put(content)) == content
