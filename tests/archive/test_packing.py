"""The ZIP of an archive: same contents, same bytes; whatever is changed afterwards is found."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest

from bot.archive.packing import MANIFEST, SUMS, Content, check, pack

AT = datetime(2026, 12, 30, 2, tzinfo=UTC)
CONTENTS = [Content(1, "1/a.txt", b"one"), Content(5, "5/证书.pdf", b"%PDF-1.7 two")]


def packed() -> bytes:
    return pack(CONTENTS, {"batch": "2026-4"}, AT)[0]


def rewritten(change: dict[str, bytes | None]) -> bytes:
    """The archive with some files replaced, or left out (None)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed())) as old, zipfile.ZipFile(out, "w") as new:
        files = {name: old.read(name) for name in old.namelist()} | change
        for name, data in files.items():
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def test_the_same_contents_give_the_same_bytes() -> None:
    assert packed() == packed()


def test_a_whole_archive_has_nothing_wrong() -> None:
    assert check(packed()) == []
    assert check(rewritten({})) == []


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"1/a.txt": b"ONE"}, ["changed: 1/a.txt"]),
        ({"5/证书.pdf": None}, ["missing: 5/证书.pdf"]),
        ({"2/more.txt": b"more"}, ["unknown: 2/more.txt"]),
    ],
)
def test_what_was_changed_is_named(change: dict[str, bytes | None], wrong: list[str]) -> None:
    assert check(rewritten(change)) == wrong


def test_sums_and_manifest_agree() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        listed = [line.split("  ") for line in archive.read(SUMS).decode().splitlines()]
        assert [path for _, path in listed] == ["1/a.txt", "5/证书.pdf"]
        assert all(digest.encode() in archive.read(MANIFEST) for digest, _ in listed)
