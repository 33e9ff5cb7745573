"""What the registration word asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.registration.importing import Enrolment
    from domain.registration.model import Application, Claim, Status


class RegistrationStore(Protocol):
    """Applications and enrolments."""

    async def application(self, application_id: int, *, lock: bool = False) -> Application:
        """One application; `lock` reads it afresh and holds its row until the turn ends. Raises `Missing`."""
        ...

    async def of_person(self, person_id: int) -> Sequence[Application]:
        """All applications of a person, newest first."""
        ...

    async def of_batch(self, batch_id: int) -> Sequence[Application]:
        """All applications of a batch, in the order in which they were handed in."""
        ...

    async def live_with_number(self, id_index: bytes, batch_id: int) -> Sequence[Application]:
        """Applications of this paper's number in this batch that are neither withdrawn nor rejected."""
        ...

    async def waiting(self, status: Status, at: datetime) -> Sequence[Application]:
        """Applications in this status whose claim is free or has run out at `at`, oldest first (at most 50)."""
        ...

    async def count(self) -> dict[tuple[int, Status], int]:
        """How many per batch and status."""
        ...

    async def claim(self, application_id: int, version: int, claim: Claim) -> bool:
        """Claim by one conditional UPDATE (free, run out or one's own; version unchanged); False when lost."""
        ...

    async def enrolments(self, batch_id: int) -> Sequence[Enrolment]:
        """All enrolments of a batch, in the order in which they came."""
        ...

    async def enrolments_with_phone(self, phone_index: bytes) -> Sequence[Enrolment]:
        """Enrolments with this telephone that nobody has joined, in any batch, held until the turn ends."""
        ...

    async def batches_awaiting(self) -> Sequence[int]:
        """The batches in which somebody is enrolled who has not joined."""
        ...

    def add(self, record: Application | Enrolment) -> None:
        """Keep a new application or enrolment."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` on a version conflict."""
        ...
