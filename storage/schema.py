"""All tables on the one MetaData, and the mapping of all records."""

from __future__ import annotations

from storage.archive import map_archive
from storage.certificates import map_certificates
from storage.checkin import map_checkin
from storage.engine import apart, audit, broadcasts, canary, cards, chats, due, inbox, jobs, outbox, pacing
from storage.engine.metadata import mapped, metadata
from storage.exam import map_exam
from storage.importing import map_importing
from storage.marking import map_marking
from storage.notices import map_notices
from storage.people import map_people
from storage.planning import map_planning
from storage.registration import map_registration
from storage.resources import map_resources
from storage.scores import map_scores
from storage.staffing import map_staffing
from storage.standards import map_standards

ENGINE_TABLES = (
    apart.apart,
    audit.audit,
    broadcasts.broadcast,
    broadcasts.recipient,
    canary.canary,
    chats.chat,
    due.due,
    inbox.inbox,
    jobs.job,
    outbox.outbox,
    pacing.pacing,
    cards.card,
)
MAPPINGS = (
    map_people,
    map_standards,
    map_notices,
    map_registration,
    map_importing,
    map_planning,
    map_resources,
    map_staffing,
    map_checkin,
    map_exam,
    map_marking,
    map_scores,
    map_certificates,
    map_archive,
)

__all__ = ["ENGINE_TABLES", "map_all", "metadata"]


def map_all() -> None:
    """Map the records of every area; doing it again changes nothing."""
    if not any(mapped.mappers):
        for map_records in MAPPINGS:
            map_records()
