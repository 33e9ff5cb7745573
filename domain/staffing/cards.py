"""The cards of invigilators and examiners, as the operator of the machine registers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.staffing.model import Card
    from domain.staffing.store import StaffingWork

SAID = ("person_id", "kind", "occupations", "levels", "valid_until", "employer")


async def keep_cards(work: StaffingWork, said: Sequence[Card]) -> int:
    """Keep new cards, change those whose number is known to what is said now; how many there were of both.

    Duties that their holders have already stay: the planner puts them into other hands.
    """
    known = {card.number: card for card in await work.staffing.cards()}
    kept = []
    for card in said:
        # By the number on the card: names are spelt in many ways, and two people may share one.
        if card.number not in known:
            work.staffing.add(card)
            kept.append(card)
        elif _facts(card) != _facts(known[card.number]):
            for name, value in _facts(card).items():
                setattr(known[card.number], name, value)
            kept.append(known[card.number])
    await work.staffing.flush()
    for card in kept:
        facts = {"person": card.person_id, "kind": card.kind.value, "valid_until": card.valid_until.isoformat()}
        work.audit(None, "card.kept", f"card:{card.id}", **facts)
    return len(kept)


def _facts(card: Card) -> dict[str, object]:
    return {name: getattr(card, name) for name in SAID}
