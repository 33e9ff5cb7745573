"""All tables on the one MetaData, and the mapping of all records."""

from __future__ import annotations

from storage.engine import audit, chats, due, inbox, jobs, outbox
from storage.engine.metadata import mapped, metadata
from storage.people import map_people
from storage.registration import map_registration
from storage.standards import map_standards

ENGINE_TABLES = (audit.audit, chats.chat, due.due, inbox.inbox, jobs.job, outbox.outbox, outbox.lane, outbox.card)

__all__ = ["ENGINE_TABLES", "map_all", "metadata"]


def map_all() -> None:
    """Map the records of every word; doing it again changes nothing."""
    if not any(mapped.mappers):
        map_people()
        map_standards()
        map_registration()
