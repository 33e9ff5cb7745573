"""The stock of the centre, as the operator of the machine registers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.resources.model import StockItem
    from domain.resources.store import ResourcesWork

SAID = ("name", "unit", "quantity")


async def keep_stock(work: ResourcesWork, said: Sequence[StockItem]) -> int:
    """Keep new things, change those whose code is known to what is said now; how many there were of both."""
    known = {item.code: item for item in await work.resources.stock()}
    kept = []
    for item in said:
        if item.code not in known:
            work.resources.add(item)
            kept.append(item)
        elif _facts(item) != _facts(known[item.code]):
            for name, value in _facts(item).items():
                setattr(known[item.code], name, value)
            kept.append(known[item.code])
    await work.resources.flush()
    for item in kept:
        work.audit(None, "stock.changed", f"stock:{item.id}", quantity=item.quantity)
    return len(kept)


def _facts(item: StockItem) -> dict[str, object]:
    return {name: getattr(item, name) for name in SAID}
