"""Who is in a batch already: enrolled, or registered by themselves; found by blind indexes, never by values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.importing.model import Enrolment
from domain.registration.model import Particulars, Status
from domain.registration.submitting import id_index

if TYPE_CHECKING:
    from domain.importing.store import ImportingWork

OVER = frozenset({Status.WITHDRAWN, Status.REJECTED})


@dataclass(frozen=True)
class Taken:
    """Enrolments by the paper's index, papers of live applications, and whose paper an enrolled telephone goes with."""

    enrolments: Mapping[bytes, Enrolment]
    registered: frozenset[bytes]
    phones: Mapping[bytes, bytes]

    @staticmethod
    def indexes(work: ImportingWork, stated: Particulars) -> tuple[bytes, bytes]:
        """The indexes of somebody's paper and telephone."""
        return id_index(work, stated.identity), phone_index(work, stated.phone)


async def taken(work: ImportingWork, batch_id: int) -> Taken:
    """Everybody in the batch."""
    enrolments = await work.importing.enrolments(batch_id)
    applications = await work.registration.of_batch(batch_id)
    return Taken(
        {each.id_index: each for each in enrolments},
        frozenset(each.id_index for each in applications if each.status not in OVER),
        # Whoever has joined needs the telephone no more: it may be somebody else's enrolment now.
        {each.phone_index: each.id_index for each in enrolments if each.waits},
    )


def phone_index(work: ImportingWork, phone: str) -> bytes:
    """The blind index of a telephone number of 11 digits."""
    return work.blind_index(f"phone:{phone}")
