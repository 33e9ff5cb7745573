"""The archive as slow work: everything is read, written as tables, packed with the documents, and stored."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from bot.archive.packing import Content, pack
from bot.archive.reading import Reading, read
from bot.archive.tables import moment, tables
from bot.documents.sheets import workbook
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.engine.message import Button
from bot.engine.rendering import Renderer
from domain.archive import VOLUME_OF, Built, Entry, Piece
from domain.language import OFFICIAL
from storage.engine.files import FileStore
from storage.engine.jobs import Job

KIND = "archive"


@dataclass(frozen=True)
class ArchiveBuilt:
    """The ZIP of a batch is stored under `file`, the list of what is in it under `entries`; empty: it failed."""

    batch_id: int
    file: str = ""
    size: int = 0
    entries: str = ""


@dataclass(frozen=True)
class ArchiveJob:
    """Draws every paper of a batch and packs them into one ZIP."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.build, lambda job: ArchiveBuilt(int(job.key.split(":")[-1])))

    async def build(self, job: Job, order: Mapping[str, Any]) -> ArchiveBuilt:  # noqa: ARG002 - the interface's
        """The event of an archive that is stored, with the list of what is in it."""
        batch_id, tools = int(order["batch_id"]), self.tools
        async with tools.reading() as work:
            reading = await read(work, batch_id)
        documents = await _documents(reading, tools.files)
        now = tools.now()
        about = {"batch": f"{reading.batch.year}-{reading.batch.number}", "built_at": moment(now)}
        contents = [*_tables(reading, tools), *documents]
        # Off the event loop: packing hundreds of photos takes seconds.
        data, entries = await asyncio.to_thread(pack, contents, about, now)
        listed = await tools.files.put(_entries().dump_json(entries))
        return ArchiveBuilt(batch_id, await tools.files.put(data), len(data), listed)


async def built_of(event: ArchiveBuilt, files: FileStore) -> Built:
    """What was built, with its list."""
    return Built(event.file, _entries().validate_json(await files.get(event.entries)))


@cache
def _entries() -> TypeAdapter[tuple[Entry, ...]]:
    return TypeAdapter(tuple[Entry, ...])


def _tables(reading: Reading, tools: JobTools) -> Sequence[Content]:
    made = [_notices(reading, tools.renderer)]
    for piece, sheet in tables(reading, tools.renderer).items():
        made.append(Content(VOLUME_OF[piece], f"{_folder(piece)}/{sheet.title}.xlsx", workbook(sheet, tools.now())))
    return made


def _notices(reading: Reading, renderer: Renderer) -> Content:
    said = [f"{moment(notice.published_at)}\n{notice.remark}" for notice in reading.notices]
    title = renderer.label(Button(f"archive.piece_{Piece.NOTICE}"), OFFICIAL)
    return Content(1, f"{_folder(Piece.NOTICE)}/{title}.txt", "\n\n".join(said).encode())


async def _documents(reading: Reading, files: FileStore) -> Sequence[Content]:
    """Photos by ticket number, tickets and certificates."""
    kept = {
        f"1/photos/{reading.ticket_number(key)}.jpg": application.particulars.photo
        for key, application in reading.applications.items()
        if application.particulars.photo and key in reading.tickets
    }
    kept |= {f"2/tickets/{ticket.number}.pdf": ticket.file for ticket in reading.tickets.values() if ticket.file}
    kept |= {f"5/certificates/{one.number}.pdf": one.file for one in reading.certificates if one.file}
    return [Content(int(path[0]), path, await files.get(sha)) for path, sha in kept.items()]


def _folder(piece: Piece) -> str:
    return str(VOLUME_OF[piece])
