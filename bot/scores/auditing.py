"""What the auditor does: findings one by one, each settled with a word, then the pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Dialogue, View
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.scores import card
from bot.standards.batches import batch_facts, number_of
from domain.people import Action
from domain.planning import Booking
from domain.scores import AuditFinding, audit, explained, pass_audit, resolve
from domain.standards import Batch, Part

MOST_SHOWN = 8
CANNED = ("papers", "practical", "confirmed")
router = Router()


@dataclass
class Resolving:
    """The draft of a word about a finding."""

    finding_id: int = 0
    words: str | None = None


@dataclass(frozen=True)
class Found:
    """A finding with what an auditor looks up: ticket number, the mark, the totals of the examiners."""

    finding: AuditFinding
    number: str
    tenths: int | None
    totals: tuple[int, ...]


@router.press("scores_audit", action=Action.AUDIT_SCORES)
async def begin(turn: Turn, word: str = "", *_: str) -> None:
    """Look for findings, and list those that are open."""
    await _show(turn, await turn.work.standards.batch(number_of(word)))


async def _show(turn: Turn, batch: Batch) -> None:
    findings = await audit(turn.work, turn.actor, batch.id)
    waiting = [each for each in findings if each.resolved_at is None]
    shown = [await _found(turn, each) for each in waiting[:MOST_SHOWN]]
    buttons = [Button("scores.finding", f"scores_finding:{one.finding.id}", {"n": n}) for n, one in enumerate(shown, 1)]
    rows = [buttons[i : i + 4] for i in range(0, len(buttons), 4)]
    if not waiting:
        rows = [[Button("scores.pass_audit", f"scores_pass:{batch.id}")]]
    facts = {**batch_facts(turn, batch), "shown": shown, "open": len(waiting), "total": len(findings)}
    turn.show(Screen(Text("scores/audit", facts), [*rows, [Button("engine.back", f"scores:{batch.id}")]]))


async def _found(turn: Turn, finding: AuditFinding) -> Found:
    ticket = await turn.work.planning.ticket_of(finding.application_id or 0)
    marks: Mapping[str, Any] = {"tenths": None, "totals": ()}
    if ticket is not None:
        bookings = {each.part: each for each in await turn.work.planning.bookings_of_ticket(ticket.id)}
        marks = await _marks(turn, finding, bookings)
    return Found(finding, ticket.number if ticket else "", marks["tenths"], marks["totals"])


async def _marks(turn: Turn, finding: AuditFinding, bookings: Mapping[Part, Booking]) -> Mapping[str, Any]:
    held = await turn.work.scores.results_of(finding.application_id or 0)
    tenths = next((each.tenths for each in held if each.part is finding.part), None)
    booking = bookings.get(finding.part) if finding.part else None
    sheets = await turn.work.marking.sheets_of(booking.id) if booking else []
    return {"tenths": tenths, "totals": tuple(sum(sheet.marks) for sheet in sheets)}


@router.press("scores_finding", action=Action.AUDIT_SCORES)
async def look_at(turn: Turn, word: str = "", *_: str) -> None:
    """One finding, and the words that settle it."""
    finding = await turn.work.scores.finding(number_of(word, "finding"))
    canned = [[Button(f"scores.word_{name}", f"scores_word:{finding.id}:{name}")] for name in CANNED]
    own = [Button("scores.own_word", f"scores_write:{finding.id}")]
    rows = [*canned, own, [Button("engine.back", f"scores_audit:{finding.batch_id}")]]
    turn.show(Screen(Text("scores/finding", {"one": await _found(turn, finding)}), rows))


@router.press("scores_word", action=Action.AUDIT_SCORES)
async def settle(turn: Turn, word: str = "", name: str = "", *_: str) -> None:
    """Settle a finding with one of the usual words."""
    text = turn.services.renderer.label(Button(f"scores.word_{name}"), turn.language) if name in CANNED else ""
    await _settled(turn, Resolving(number_of(word, "finding"), text))


@router.press("scores_write", action=Action.AUDIT_SCORES)
async def write(turn: Turn, word: str = "", *_: str) -> None:
    """Ask for a word of one's own."""
    await turn.services.dialogues.restart(turn, resolving.name, Resolving(number_of(word, "finding")), again=())


async def _settled(turn: Turn, draft: Resolving) -> None:
    finding = await resolve(turn.work, turn.actor, draft.finding_id, draft.words or "")
    await _show(turn, await turn.work.standards.batch(finding.batch_id))


def _words(text: str, _view: View) -> str:
    return explained(text)


resolving = Dialogue(
    name="resolving",
    area="scores",
    draft=Resolving,
    steps=[Ask(name="words", check=_words)],
    finish=_settled,
    action=Action.AUDIT_SCORES,
)


@router.press("scores_pass", action=Action.AUDIT_SCORES)
async def passed(turn: Turn, word: str = "", *_: str) -> None:
    """End the audit."""
    batch = await turn.work.standards.batch(number_of(word))
    await pass_audit(turn.work, turn.actor, batch.id)
    await card.show(turn, batch)
