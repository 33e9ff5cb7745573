"""Files by content: sealed, whole or absent, and found out when they are not what their name says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from storage.engine.files import FileStore
from storage.engine.sealing import KeyRing, SealBroken

PICTURE = b"\xff\xd8 a face, plainly" * 100


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def files(folder: Path, ring: KeyRing) -> FileStore:
    return FileStore(folder, ring)


def kept(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_what_is_put_is_got(files: FileStore) -> None:
    sha = await files.put(PICTURE)
    assert sha == hashlib.sha256(PICTURE).hexdigest()
    assert await files.get(sha) == PICTURE


async def test_the_same_bytes_are_one_file_two_folders_deep(files: FileStore, folder: Path) -> None:
    sha = await files.put(PICTURE)
    await files.put(PICTURE)
    assert kept(folder) == [folder / sha[:2] / sha[2:4] / sha]


async def test_the_disk_holds_nothing_readable(files: FileStore, folder: Path) -> None:
    await files.put(PICTURE)
    assert b"plainly" not in kept(folder)[0].read_bytes()


async def test_a_forgotten_file_is_gone_and_may_be_forgotten_again(files: FileStore, folder: Path) -> None:
    sha = await files.put(PICTURE)
    await files.forget(sha)
    await files.forget(sha)
    assert kept(folder) == []
    with pytest.raises(FileNotFoundError):
        await files.get(sha)


async def test_a_changed_file_does_not_open(files: FileStore, folder: Path) -> None:
    sha = await files.put(PICTURE)
    path = kept(folder)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with pytest.raises(SealBroken):
        await files.get(sha)


async def test_a_file_under_the_name_of_another_is_found_out(files: FileStore, folder: Path) -> None:
    first, second = await files.put(PICTURE), await files.put(b"other")
    path = folder / first[:2] / first[2:4] / first
    path.write_bytes((folder / second[:2] / second[2:4] / second).read_bytes())
    with pytest.raises(SealBroken, match="not what its name says"):
        await files.get(first)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", "a" * 63, "ab/" * 21 + "a"])
async def test_a_name_that_is_no_hash_reaches_no_file(files: FileStore, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        await files.get(name)


async def test_a_write_that_fails_leaves_nothing(
    files: FileStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        await files.put(PICTURE)
    assert kept(folder) == []


async def test_resealing_brings_files_under_the_current_key(folder: Path) -> None:
    keys = {"old": b"o" * 32, "new": b"n" * 32}
    sha = await FileStore(folder, KeyRing("old", keys, b"x" * 32)).put(PICTURE)
    files = FileStore(folder, KeyRing("new", keys, b"x" * 32))
    await files.put(b"new already")
    assert await files.reseal() == 1
    assert await files.reseal() == 0
    only_new = FileStore(folder, KeyRing("new", {"new": b"n" * 32}, b"x" * 32))
    assert await only_new.get(sha) == PICTURE
