"""Door list and sign-in sheet as slow work: read, drawn, stored; the event brings both into the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.documents.lists import ListLine, ListPage, ListWords, door_list, sign_in_sheet
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.planning.drawing import PrintedWords
from domain.planning import Sitting
from domain.registration import rules
from storage.engine.jobs import Job
from storage.work import StoredWork

KIND = "lists"
ABOUT = ("occupation", "level", "part", "room", "day", "hours", "place", "expected")
HEADS = ("sequence", "seat", "ticket", "name", "paper", "time", "signature")
DOOR_FOOT = ("watcher", "watcher")
SHEET_FOOT = ("here", "absent", "watcher", "watcher")


@dataclass(frozen=True)
class ListsDrawn:
    """The lists of a batch are stored: the SHA-256 of each; both empty when they could not be made."""

    batch_id: int
    door: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class ListsJob:
    """Draws door list and sign-in sheet and keeps the files."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.draw, lambda job: ListsDrawn(int(job.key.split(":")[1])))

    async def draw(self, job: Job, order: Mapping[str, Any]) -> ListsDrawn:  # noqa: ARG002 - the interface's
        """The event of drawn lists."""
        tools, words = self.tools, PrintedWords(self.tools, str(order["language"]))
        async with tools.reading() as work:
            pages = [await self._page(work, words, await work.planning.sitting(each)) for each in order["sittings"]]
        texts = _texts(words)
        door = await asyncio.to_thread(door_list, [_titled(page, words, "door", DOOR_FOOT) for page in pages], texts)
        sheet = await asyncio.to_thread(
            sign_in_sheet, [_titled(page, words, "sign_in", SHEET_FOOT) for page in pages], texts
        )
        return ListsDrawn(int(order["batch_id"]), await tools.files.put(door), await tools.files.put(sheet))

    async def _page(self, work: StoredWork, words: PrintedWords, sitting: Sitting) -> ListPage:
        """A sitting, without title and foot."""
        batch = await work.standards.batch(sitting.batch_id)
        name = work.standards.standard(batch.occupation, batch.edition).name
        room = await work.planning.room(sitting.room_id)
        lines = await self._lines(work, sitting)
        values = (
            words.locale.translated(name),
            words.locale.level(sitting.level),
            words.name(sitting.part),
            room.name,
            words.locale.full_day(sitting.starts_at),
            f"{words.locale.clock(sitting.starts_at)}–{words.locale.clock(sitting.ends_at)}",
            f"{room.venue} {room.address}",
            str(len(lines)),
        )
        about = [(words.text(f"list_{key}"), value) for key, value in zip(ABOUT, values, strict=True)]
        return ListPage("", words.body, about, lines, ())

    async def _lines(self, work: StoredWork, sitting: Sitting) -> Sequence[ListLine]:
        found = []
        for booking in await work.planning.bookings(sitting.id):
            ticket = await work.planning.ticket(booking.ticket_id)
            stated = (await work.registration.application(booking.application_id)).particulars
            photo = await self.tools.files.get(stated.photo) if stated.photo else b""
            identity = stated.identity
            found.append(
                # Masked, since these lists lie open at the door and in the room (facts §11).
                ListLine(str(booking.seat), ticket.number, identity.name, rules.mask_id(identity.number), photo)
            )
        return found


def _titled(page: ListPage, words: PrintedWords, kind: str, foot: Sequence[str]) -> ListPage:
    return replace(page, title=words.text(f"list_{kind}"), foot=[words.text(f"list_{key}") for key in foot])


def _texts(words: PrintedWords) -> ListWords:
    heads = [words.text(f"list_{head}") for head in HEADS]
    return ListWords(heads, words.text("list_entered"), lambda page, of: words.text("list_page", page=page, of=of))
