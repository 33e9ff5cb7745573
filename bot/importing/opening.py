"""What is looked at before a file is opened: whether it is an .xlsx at all, and how large it would become."""

from __future__ import annotations

import io
import zipfile

from bot.importing.refusals import NotXlsx, TableLocked, TableSwells, TooManyRows
from domain.importing import ImportPolicy

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
WORKBOOK = "xl/workbook.xml"
MOST_ENTRIES = 300
MOST_RATIO, SMALL = 200, 2**20  # XML packs well, but a mebibyte of it not as well as that
MOST_TAGS = 400_000
PIECE = 2**16


def check_file(data: bytes, policy: ImportPolicy) -> None:
    """Raise `NotXlsx`, `TableLocked`, `TableSwells` or `TooManyRows`; nothing is unpacked for long.

    What a broken archive makes zipfile and zlib raise is left to the caller.
    """
    # An .xlsx with a password is packed into the container of old Office, and looks like an .xls.
    if data.startswith(OLD_OFFICE):
        if ENCRYPTED in data:
            raise TableLocked
        raise NotXlsx("xls")
    if not data.startswith(ZIP):
        raise NotXlsx("csv" if _is_text(data[:PIECE]) else "other")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        # By the table of contents, before a byte is unpacked: 40 kB of zeros become gigabytes.
        _check_sizes(packed.infolist(), policy.most_unpacked)
        if WORKBOOK not in packed.namelist():
            raise NotXlsx("other")
        _check_tags(packed, policy.most_rows)


def _is_text(start: bytes) -> bool:
    if b"\0" in start:
        return False
    # What Excel in China saves as CSV is GB 18030.
    for encoding in ("utf-8", "gb18030"):
        try:
            start.decode(encoding)
        except UnicodeDecodeError as error:
            # A character cut in two at the end of the piece is no sign of another encoding.
            if error.start < len(start) - 4:
                continue
        return True
    return False


def _check_sizes(entries: list[zipfile.ZipInfo], most: int) -> None:
    """By what the directory says; reading never gives more than that."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise TableLocked
    swollen = [e for e in entries if e.file_size > SMALL and e.file_size > MOST_RATIO * max(e.compress_size, 1)]
    if swollen or len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > most:
        raise TableSwells(most)


def _check_tags(packed: zipfile.ZipFile, most_rows: int) -> None:
    """An element takes a hundred times its bytes once it is read: no more of them than many rows need."""
    tags = 0
    for name in packed.namelist():
        if name.startswith("xl/") and name.endswith(".xml"):
            with packed.open(name) as part:
                while piece := part.read(PIECE):
                    tags += piece.count(b"<")
                    if tags > MOST_TAGS:
                        raise TooManyRows(most_rows)
