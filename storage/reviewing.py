"""The queue of applications under review, and their claims: queries on the applications' table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update

from domain.registration.model import Application, Claim, Status
from storage.engine.unit import Unit
from storage.registration import application

# As many as anybody looks at; the count of all comes from `count`.
MOST_WAITING = 50


class ReviewingStore:
    """`domain.reviewing.ReviewingStore` over a unit of work."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def waiting(self, status: Status, at: datetime) -> Sequence[Application]:
        """Applications in this status whose claim is free or has run out at `at`, oldest first (at most 50)."""
        free = or_(application.c.claimed_until.is_(None), application.c.claimed_until <= at)
        query = select(Application).where(application.c.status == status, free)
        ordered = query.order_by(application.c.submitted_at, application.c.id).limit(MOST_WAITING)
        return (await self._unit.session.scalars(ordered)).all()

    async def count(self) -> dict[tuple[int, Status], int]:
        """How many per batch and status."""
        query = select(application.c.batch_id, application.c.status, func.count())
        found = await self._unit.session.execute(query.group_by(application.c.batch_id, application.c.status))
        return {(batch_id, status): count for batch_id, status, count in found}

    async def claim(self, application_id: int, version: int, claim: Claim) -> bool:
        """Claim by one conditional UPDATE (free, run out or one's own; version unchanged); False when lost."""
        free = or_(
            application.c.claimed_by.is_(None),
            application.c.claimed_until <= claim.at,
            application.c.claimed_by == claim.by,
        )
        won = await self._unit.session.execute(
            update(application)
            .where(application.c.id == application_id, application.c.version == version, free)
            # The version moves with the claim, so that the card of the reviewer who lost is out of date at once.
            .values(claimed_by=claim.by, claimed_until=claim.until, version=version + 1)
            .execution_options(synchronize_session=False)
        )
        return bool(won.rowcount)  # type: ignore[attr-defined]
