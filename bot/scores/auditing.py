"""What the auditor does: findings one by one, each settled with a word, then the pass."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.dialogue import Ask, View, single
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.scores import card
from bot.scores.presses import AUDIT, FINDING, PASS_AUDIT, SCORES, SETTLE, WRITE, Settlement
from bot.standards.batches import batch_facts
from domain.people import Action
from domain.scores import AuditFinding, audit, explained, pass_audit, resolve
from domain.standards import Batch

MOST_SHOWN = 8
router = Router()


@dataclass(frozen=True)
class FindingShown:
    """A finding with what an auditor looks up: ticket number, the mark, the totals of the examiners."""

    finding: AuditFinding
    number: str = ""
    tenths: int | None = None
    totals: tuple[int, ...] = ()


@router.on(AUDIT, action=Action.AUDIT_SCORES)
async def begin(turn: Turn, batch: int) -> None:
    """Look for findings, and list those that are open."""
    await _show(turn, await turn.work.standards.batch(batch))


async def _show(turn: Turn, batch: Batch) -> None:
    findings = await audit(turn.work, turn.actor, batch.id)
    waiting = [each for each in findings if each.resolved_at is None]
    shown = [await _found(turn, each) for each in waiting[:MOST_SHOWN]]
    buttons = [Button("scores.finding", FINDING(finding=one.finding.id), {"n": n}) for n, one in enumerate(shown, 1)]
    rows = [buttons[i : i + 4] for i in range(0, len(buttons), 4)]
    if not waiting:
        rows = [[Button("scores.pass_audit", PASS_AUDIT(batch=batch.id))]]
    facts = {**batch_facts(turn, batch), "shown": shown, "open": len(waiting), "total": len(findings)}
    turn.show(Screen(Text("scores/audit", facts), [*rows, [Button("engine.back", SCORES(batch=batch.id))]]))


async def _found(turn: Turn, finding: AuditFinding) -> FindingShown:
    # An unusual rate is found in a whole part and is about no candidate.
    application = finding.application_id
    ticket = None if application is None else await turn.work.planning.ticket_of(application)
    if ticket is None:
        return FindingShown(finding)
    held = await turn.work.scores.results_of(ticket.application_id)
    tenths = next((each.tenths for each in held if each.part is finding.part), None)
    bookings = await turn.work.planning.bookings_of_ticket(ticket.id)
    booking = next((each for each in bookings if each.part is finding.part), None)
    sheets = await turn.work.marking.sheets_of(booking.id) if booking else []
    return FindingShown(finding, ticket.number, tenths, tuple(sum(sheet.marks) for sheet in sheets))


@router.on(FINDING, action=Action.AUDIT_SCORES)
async def look_at(turn: Turn, finding: int) -> None:
    """One finding, and the words that settle it."""
    one = await turn.work.scores.finding(finding)
    usual = [[Button(f"scores.word_{each}", SETTLE(finding=finding, settlement=each))] for each in Settlement]
    own = [Button("scores.own_word", WRITE(finding=finding))]
    rows = [*usual, own, [Button("engine.back", AUDIT(batch=one.batch_id))]]
    turn.show(Screen(Text("scores/finding", {"one": await _found(turn, one)}), rows))


@router.on(SETTLE, action=Action.AUDIT_SCORES)
async def settle(turn: Turn, finding: int, settlement: Settlement) -> None:
    """Settle a finding with one of the usual words."""
    words = turn.services.renderer.label(Button(f"scores.word_{settlement}"), turn.language)
    await _settled(turn, finding, words)


@router.on(WRITE, action=Action.AUDIT_SCORES)
async def write(turn: Turn, finding: int) -> None:
    """Ask for a word of one's own."""
    await turn.services.dialogues.ask(turn, resolving.name, about=finding)


async def _settled(turn: Turn, finding_id: int, words: str) -> None:
    finding = await resolve(turn.work, turn.actor, finding_id, words)
    await _show(turn, await turn.work.standards.batch(finding.batch_id))


def _words(text: str, _view: View) -> str:
    return explained(text)


resolving = single(
    "scores.resolving",
    Ask(name="words", check=_words),
    _settled,
    Action.AUDIT_SCORES,
    renamed={"finding_id": "about"},
)


@router.on(PASS_AUDIT, action=Action.AUDIT_SCORES)
async def passed(turn: Turn, batch: int) -> None:
    """End the audit, once every finding is settled."""
    await pass_audit(turn.work, turn.actor, batch)
    await card.show(turn, await turn.work.standards.batch(batch))
