"""The slow work of the import: writing the template, reading and judging a table, marking it up."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import TypeAdapter
from telegram.error import BadRequest

from bot.documents.fonts import printable_characters
from bot.engine.jobs import JobHandler
from bot.engine.message import Button
from bot.engine.request import TooLong
from bot.importing import refusals as own
from bot.importing.problems import Wording
from bot.importing.reading import Table, read_table
from bot.importing.writing import Guide, Note, marked_up, template
from domain.errors import Refusal
from domain.importing import Enrolee, ImportPolicy, JudgedRow, RowStanding, TableRows, judge
from domain.importing.refusals import WrongHeader
from domain.people import Actor, Role
from domain.registration import Column
from domain.standards import Standard
from storage.engine.files import FileStore
from storage.engine.jobs import Job

if TYPE_CHECKING:
    from bot.engine.area import JobTools

TABLE, TEMPLATE = "import_table", "import_template"
FETCHED = 20 * 2**20  # the most that Telegram lets a bot fetch
PROBLEMS: Mapping[str, type[Refusal]] = {
    kind.__name__: kind for kind in (*own.FileRefusal.__subclasses__(), WrongHeader)
}


@dataclass(frozen=True)
class TableRead:
    """To the step that waits under `key`: the stored report and marked-up table with counts by standing, or why not."""

    earlier: ClassVar[tuple[str, ...]] = ("registration.TableRead",)

    key: str
    report: str = ""
    marked: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    problem: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TemplateMade:
    """The template for a batch is stored under `file`; empty when it could not be made."""

    earlier: ClassVar[tuple[str, ...]] = ("registration.TemplateMade",)

    batch_id: int
    file: str = ""


@dataclass(frozen=True)
class Report:
    """What a table came to: whom it would enrol or change, and what is wrong, by row."""

    enrolees: tuple[Enrolee, ...]
    faults: tuple[tuple[int, str], ...]


async def report_of(files: FileStore, sha: str) -> Report:
    """A stored report. Raises FileNotFoundError."""
    return _form().validate_json(await files.get(sha))


@cache
def _form() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


@dataclass(frozen=True)
class TemplateJob:
    """How the template is made."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.make, lambda job: TemplateMade(int(job.key.split(":")[1])))

    async def make(self, job: Job, order: Mapping[str, Any]) -> TemplateMade:  # noqa: ARG002 - the interface's
        """The event of a template that is kept as a file."""
        tools, batch_id = self.tools, int(order["batch_id"])
        async with tools.reading() as work:
            batch = await work.standards.batch(batch_id)
        data = await asyncio.to_thread(template, batch.levels, self._guide(order["language"]), tools.now())
        return TemplateMade(batch_id, await tools.files.put(data))

    def _guide(self, language: str) -> Guide:
        def say(name: str) -> str:
            return self.tools.renderer.label(Button(f"importing.columns_guide_{name}"), language)

        def hint(column: Column) -> str:
            return self.tools.renderer.label(Button(f"registration.columns_{column.name}"), language)

        head = [say("column"), say("needed"), say("hint")]
        return Guide(say("guide"), head, hint, say("yes"), [say("rest_1"), say("rest_2"), say("rest_3")])


@dataclass(frozen=True)
class TableJob:
    """How a table is read."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.read, lambda job: _refused(job, own.TableNotFetched()))

    async def read(self, job: Job, order: Mapping[str, Any]) -> TableRead:
        """Fetch, read, judge, mark up, keep. Raises telegram.error.NetworkError, to be tried again."""
        tools = self.tools
        async with tools.reading() as work:
            policy = work.settings_of(ImportPolicy)
        try:
            data = await self._fetch(order["file_id"], policy.most_bytes)
            table = await asyncio.to_thread(read_table, data, policy)
        except Refusal as refusal:
            return _refused(job, refusal)
        judged, wording = await self._judge(table, order)
        # The template's own example row sent back unchanged: an empty table, politely.
        if all(each.standing is RowStanding.EXAMPLE for each in judged):
            return _refused(job, own.TableEmpty())
        return await self._kept(job, table, judged, wording)

    async def _judge(self, table: Table, order: Mapping[str, Any]) -> tuple[Sequence[JudgedRow], Wording]:
        batch_id = int(order["batch_id"])
        actor = Actor(order["actor"], 0, "", roles=frozenset(map(Role, order["roles"])))
        async with self.tools.reading() as work:
            judged = await judge(work, actor, TableRows(batch_id, table.rows, printable_characters()))
            batch = await work.standards.batch(batch_id)
            standard: Standard = work.standards.standard(batch.occupation, batch.edition)
        return judged, Wording(self.tools.renderer, order["language"], standard)

    async def _kept(self, job: Job, table: Table, judged: Sequence[JudgedRow], wording: Wording) -> TableRead:
        tools = self.tools
        said = {each.row.number: wording.of(each) for each in judged}
        data = await asyncio.to_thread(marked_up, table, _notes(table, judged, wording), tools.now())
        fit = {RowStanding.NEW, RowStanding.CHANGED}
        enrolees = tuple(each.enrolee for each in judged if each.enrolee and each.standing in fit)
        faults = tuple((row, text) for row, text in said.items() if text)
        # The outcome is a file and not an event: 500 people's particulars do not belong into an inbox row.
        report = await tools.files.put(_form().dump_json(Report(enrolees, faults)))
        counts = {str(kind): sum(each.standing is kind for each in judged) for kind in RowStanding}
        return TableRead(job.key, report, await tools.files.put(data), counts)

    async def _fetch(self, file_id: str, most: int) -> bytes:
        """The file's bytes. Raises `TableTooBig`, `TableNotFetched`."""
        api = self.tools.api
        try:
            file = await api.call("getFile", {"file_id": file_id})
        except BadRequest as bad:
            # Telegram tells no code for it, only these words.
            if "too big" in str(bad):
                raise own.TableTooBig(FETCHED, most) from bad
            raise own.TableNotFetched from bad
        try:
            return await api.download(file["file_path"], most)
        except TooLong as long:
            raise own.TableTooBig(file.get("file_size", FETCHED), most) from long


def _notes(table: Table, judged: Sequence[JudgedRow], wording: Wording) -> Mapping[int, Note]:
    places = {column: place for place, column in table.places.items()}
    notes = {}
    for each in judged:
        wrong = [places[p.column] for p in each.problems if p.column in places]
        notes[each.row.number] = Note(_said(each, wording), wrong, wrong=bool(each.problems))
    return notes


def _said(judged: JudgedRow, wording: Wording) -> str:
    if judged.problems:
        return wording.of(judged)
    return wording.renderer.label(Button(f"importing.columns_standing_{judged.standing}"), wording.language)


def _refused(job: Job, refusal: Refusal) -> TableRead:
    return TableRead(job.key, problem=type(refusal).__name__, facts=refusal.facts())
