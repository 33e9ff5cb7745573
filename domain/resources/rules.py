"""How much a sitting needs of each thing, and how much of the stock is left for it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.resources.model import LineStatus
from domain.resources.refusals import QuantityFormat
from domain.standards import Material, Part

MOST_IN_STOCK = 1_000_000


@dataclass(frozen=True)
class Need:
    """So many of a thing for one sitting."""

    sitting_id: int
    code: str
    needed: int


@dataclass(frozen=True)
class Provision:
    """What a sitting gets of what it needs."""

    need: Need
    provided: int

    @property
    def status(self) -> LineStatus:
        """Ready, or short."""
        return LineStatus.READY if self.provided >= self.need.needed else LineStatus.SHORT


def needs(sitting_id: int, part: Part, candidates: int, materials: Sequence[Material]) -> Sequence[Need]:
    """What a practical needs by its standard; other parts need none of it (facts §8)."""
    if part is not Part.PRACTICAL:
        return []
    found = [(each.code, each.per_candidate * candidates + each.per_room) for each in materials]
    return [Need(sitting_id, code, needed) for code, needed in found if needed]


def provide(wanted: Sequence[Need], stock: Mapping[str, int]) -> Sequence[Provision]:
    """Deal the stock out in the order of the sittings; nothing is counted on to come back from an earlier one."""
    left = dict(stock)
    found = []
    for need in wanted:
        # Earlier sittings first: a shortage shows at the last one, where there is most time to mend it.
        given = min(need.needed, left.get(need.code, 0))
        left[need.code] = left.get(need.code, 0) - given
        found.append(Provision(need, given))
    return found


def parse_quantity(text: str) -> int:
    """A whole number from 0 to a million. Raises `QuantityFormat`."""
    cleaned = text.strip()
    if not cleaned.isdecimal() or int(cleaned) > MOST_IN_STOCK:
        raise QuantityFormat(text[:40])
    return int(cleaned)
