"""The review card: the photo above, the facts that decide below it, and the buttons to decide with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.registration.standing import facts_of
from bot.reviewing.presses import APPROVE, CARD, FULL_ID, MATERIALS, NEXT, PUT_BACK, REJECT, SEND_BACK
from bot.reviewing.shown import Shown, photo_card, take_away
from bot.reviewing.workload import hours_since, waiting_here
from domain.registration import Application, IdKind, Verdict, rules
from domain.reviewing import assess
from domain.standards import Clause

MINUTE = timedelta(minutes=1)
SPELLS_ON_A_PAGE = 5  # five with the longest names fit into a caption
DECISIONS = frozenset({"returning", "rejecting"})  # dialogues


@dataclass(frozen=True)
class Figure:
    """Months that count towards a clause, and how many it asks for."""

    have: int
    needed: int


def figures(clause: Clause | None, verdict: Verdict) -> tuple[Figure, ...]:
    """What the clause met counts; a run without a break is no sum, so it has no figure here."""
    # The longest run is not what the card's sum shows; two numbers that differ would look like a mistake.
    if clause is None or clause.continuous:
        return ()
    all_work = [Figure(verdict.months, clause.work_months)] if clause.work_months else []
    if not clause.work_months_after_prior:
        return tuple(all_work)
    return (*all_work, Figure(verdict.months_after_prior or 0, clause.work_months_after_prior))


def tail_of(number: str) -> str:
    """As much of a paper's number as may be shown: of 18 digits the last four (facts §12)."""
    return rules.mask_id(number).rpartition("*")[2]


async def card_facts(turn: Turn, application: Application) -> Mapping[str, Any]:
    """Everything the card and its second page show. Raises what `assess` raises."""
    assessed = await assess(turn.work, turn.actor, application.id)
    facts = await facts_of(turn, application)
    batch = facts["batch"]
    standard = turn.work.standards.standard(batch.occupation, batch.edition).levels[application.level]
    clause = next((each for each in standard.clauses if each.id == assessed.verdict.clause_id), None)
    until = application.claimed_until or turn.work.now
    return {
        **facts,
        "clause": clause,
        "figures": figures(clause, assessed.verdict),
        "months": assessed.verdict.months,
        "flags": sorted(assessed.flags),
        "tail": tail_of(application.particulars.identity.number),
        "resident": application.particulars.identity.kind is IdKind.RESIDENT,
        "left": len(await waiting_here(turn)),
        "hours": hours_since(application.submitted_at, turn.work.now),
        # Rounded up: a claim with forty seconds left is shown as one minute, never as none.
        "minutes": max(1, -((turn.work.now - until) // MINUTE)),
    }


async def show_card(turn: Turn, application: Application, *, in_place: bool = False) -> None:
    """Show the card of an application in hand; `in_place` where the card pressed is already its own."""
    facts = await card_facts(turn, application)
    screen = Screen(Text("reviewing/card", facts), decision_rows(application), photo=application.particulars.photo)
    if not in_place:
        put_drafts_aside(turn)
        # Of two cards with photos only one can be decided on; the former loses its buttons.
        take_away(turn, photo_card(turn))
    turn.show(screen, afresh=not in_place)


def put_drafts_aside(turn: Turn) -> None:
    """A decision begun for another application hears nothing of this one; it can be gone on with later."""
    top = turn.conversation.top
    if top is not None and top.dialogue in DECISIONS:
        turn.conversation.put_aside()


async def show_materials(turn: Turn, application: Application, page: int) -> None:
    """The second side of the card: all that was filled in, the spells of work by pages."""
    spells = application.particulars.spells
    pages = max(1, -(-len(spells) // SPELLS_ON_A_PAGE))
    shown = min(page, pages - 1)
    start = shown * SPELLS_ON_A_PAGE
    some = list(enumerate(spells, start=1))[start : start + SPELLS_ON_A_PAGE]
    facts = {**await card_facts(turn, application), "spells": some, "page": shown + 1, "pages": pages}
    rows = material_rows(Shown.of(application), shown, pages)
    turn.show(Screen(Text("reviewing/materials", facts), rows, photo=application.particulars.photo))


def decision_rows(application: Application) -> Rows:
    """The three decisions, then two looks, then back into the queue."""
    shown = Shown.of(application)
    decisions = [Button(f"reviewing.{press.name}", shown.on(press)) for press in (APPROVE, SEND_BACK, REJECT)]
    looks = [
        Button("reviewing.full_id", shown.on(FULL_ID)),
        Button("reviewing.materials", shown.on(MATERIALS, page=0)),
    ]
    return [decisions, looks, [Button("reviewing.put_back", shown.on(PUT_BACK))]]


def material_rows(shown: Shown, page: int, pages: int) -> Rows:
    """More spells where there are more, and back to the card."""
    back = Button("reviewing.to_card", shown.on(CARD))
    if pages == 1:
        return [[back]]
    return [[Button("reviewing.more_spells", shown.on(MATERIALS, page=(page + 1) % pages))], [back]]


def go_on_rows(left: int) -> Rows:
    """The next one while there is one, and home."""
    return [[Button("reviewing.next", NEXT(), {"left": left})], [TO_HOME]] if left else [[TO_HOME]]
