"""The planner's conversation: send a table, see what it would do, confirm once; a corrected file may come any time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import Dialogue, Heard, Stay, Summary, Upload, View
from bot.engine.dialogue.refusals import NotAButton
from bot.engine.message import Button, Document, Rows, Screen, Text
from bot.importing import job
from bot.importing.job import PROBLEMS, TableRead, report_of
from bot.importing.presses import IMPORT, TEMPLATE, WAITING
from bot.importing.refusals import TableExpected, TableTooBig
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_facts
from domain.importing import ImportPolicy, Roll, enrol, roll_of
from domain.people import Action

if TYPE_CHECKING:
    from bot.engine.turn import Turn

MOST_SHOWN, MOST_FAULTS, MOST_WAITING, LONGEST_FAULT = 10, 6, 40, 120


@dataclass(frozen=True)
class Outcome:
    """What a table came to: its stored report and marked-up copy, and how many rows of each standing."""

    report: str
    marked: str
    new: int
    changed: int
    known: int
    faulty: int

    @property
    def ready(self) -> bool:
        """Whether there is anything to enrol."""
        return self.new + self.changed > 0


@dataclass(repr=False)
class ImportDraft:
    """The batch, and the table that was read last."""

    batch_id: int = 0
    table: Outcome | None = None


def outcome(event: TableRead) -> Outcome:
    """What the table came to. Raises the refusal that the job came to."""
    if event.problem:
        # An event is JSON, and so carries the refusal by name; here it is one again, with the same text.
        raise PROBLEMS[event.problem](**event.facts)
    counts = {name: event.counts[name] for name in ("new", "changed", "known", "faulty")}
    return Outcome(event.report, event.marked, **counts)


def job_of(view: View) -> Mapping[str, Any]:
    """For which batch, by whom, and in which language what is wrong is said."""
    actor = view.turn.actor
    return {
        "batch_id": view.draft.batch_id,
        "language": view.turn.language,
        "actor": actor.person_id,
        "roles": sorted(actor.roles),
    }


async def _roll(view: View) -> Roll:
    return await roll_of(view.turn.work, view.turn.actor, view.draft.batch_id)


@dataclass(frozen=True, kw_only=True)
class TableStep(Upload):
    """The table; beside it the template, and who has not joined yet."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """`roll`: who is enrolled; `most`: rows of a table."""
        roll = await _roll(view)
        most = view.turn.work.settings_of(ImportPolicy).most_rows
        return {**batch_facts(view.turn, roll.batch), "roll": roll, "most": most}

    async def rows(self, view: View) -> Rows:
        """Template, and the list of those awaited where somebody is."""
        awaited = [[Button("importing.waiting", WAITING())]] if (await _roll(view)).waiting else []
        return [[Button("importing.template", TEMPLATE())], *awaited]

    async def take(self, view: View, heard: Heard) -> Any:
        """The table; or what a button asks for, beside the question."""
        if heard.value == TEMPLATE():
            order_template(view)
            return Stay(quiet=True)
        if heard.value == WAITING():
            await _show_waiting(view)
            return Stay(quiet=True)
        return await super().take(view, heard)


def order_template(view: View) -> None:
    """Have the template made; it comes by itself."""
    turn, batch_id = view.turn, view.draft.batch_id
    turn.order(job.TEMPLATE, f"{job.TEMPLATE}:{batch_id}:{turn.chat.id}:{turn.row.id}", job_of(view))
    turn.busy("upload_document")


async def _show_waiting(view: View) -> None:
    """Those whom no chat reaches yet."""
    roll = await _roll(view)
    facts = {**batch_facts(view.turn, roll.batch), "waiting": roll.waiting[:MOST_WAITING], "count": len(roll.waiting)}
    view.turn.say(Text("importing/waiting", facts))


async def send_marked(view: View) -> None:
    """The table with what is wrong marked in it, where anything is."""
    done: Outcome = view.draft.table
    if done.faulty:
        facts = {"faulty": done.faulty}
        view.turn.send(Screen(Text("importing/marked", facts), document=Document(done.marked, "marked.xlsx")))


@dataclass(frozen=True, kw_only=True)
class Roster(Summary):
    """What the table would do; a further file is taken here, too."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The first of those to be enrolled, and the first faults."""
        done: Outcome = view.draft.table
        report = await report_of(view.turn.services.files, done.report)
        batch = await view.turn.work.standards.batch(view.draft.batch_id)
        faults = [(row, text.replace("\n", " ")[:LONGEST_FAULT]) for row, text in report.faults[:MOST_FAULTS]]
        shown = report.enrolees[:MOST_SHOWN]
        return {**batch_facts(view.turn, batch), "done": done, "enrolees": shown, "faults": faults}

    async def take(self, view: View, heard: Heard) -> Any:
        """A corrected file goes the way of the first. Raises NotAButton for anything else."""
        if heard.message is None or heard.message.document is None:
            raise NotAButton
        view.frame.step = TABLE_STEP.name
        return await TABLE_STEP.take(view, heard)


async def enrol_all(turn: Turn, draft: ImportDraft) -> None:
    """Enrol whom the table holds, once. Raises what `enrol` raises."""
    assert draft.table is not None
    report = await report_of(turn.services.files, draft.table.report)
    done = await enrol(turn.work, turn.actor, draft.batch_id, report.enrolees)
    roll = await roll_of(turn.work, turn.actor, draft.batch_id)
    facts = {**batch_facts(turn, roll.batch), "done": done, "waiting": len(roll.waiting)}
    again = Button("importing.more", IMPORT(batch=draft.batch_id))
    turn.show(Screen(Text("importing/imported", facts), [[again, TO_HOME]]))


TABLE_STEP = TableStep(
    name="table",
    kind=job.TABLE,
    event=TableRead,
    most_bytes=ImportPolicy.most_bytes,
    job=job_of,
    outcome=outcome,
    too_big=TableTooBig,
    unfit=TableExpected,
    after=send_marked,
)
importing = Dialogue(
    name="importing",
    area="importing",
    draft=ImportDraft,
    steps=[
        TABLE_STEP,
        Roster(
            name="roster",
            submit="importing.confirm",
            edits=lambda _draft: [("table", "importing.again")],
            ready=lambda view: view.draft.table is not None and view.draft.table.ready,
        ),
    ],
    finish=enrol_all,
    action=Action.IMPORT_APPLICATIONS,
)
