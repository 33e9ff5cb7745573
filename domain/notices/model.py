"""Notices (公告) of a batch, who wants to hear of them, and what is told to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class NoticeStatus(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(eq=False)
class Notice:
    """The notice of a batch: its text comes from the batch and a template, `remark` is what the officer adds.

    A draft goes out by itself at `publish_at`, where that is set. A later notice of the same batch corrects the former.
    """

    batch_id: int
    remark: str
    written_by: int | None
    status: NoticeStatus = NoticeStatus.DRAFT
    published_at: datetime | None = None
    withdrawn_at: datetime | None = None
    publish_at: datetime | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(eq=False)
class Subscription:
    """A person's wish to hear of the notices of an occupation (its code)."""

    person_id: int
    occupation: str
    since: datetime
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(frozen=True)
class NoticePublished:
    """To subscribers: a notice is out."""

    notice_id: int


@dataclass(frozen=True)
class NoticeCorrected:
    """To whoever a notice concerns: it was corrected by this one."""

    notice_id: int


@dataclass(frozen=True)
class NoticeWithdrawn:
    """To whoever a notice concerns: it was withdrawn."""

    notice_id: int


@dataclass(frozen=True)
class NoticeDue:
    """To the officer who set the time: the notice is to go out now, as it was seen then (versions)."""

    notice_id: int
    version: int
    batch_version: int


@dataclass(frozen=True)
class NoticeNotOut:
    """To officers: a notice could not go out at its time."""

    notice_id: int


@dataclass(frozen=True)
class NoticeToTell:
    """To the officer: the quiet hours are over, what happened to the notice is to be told."""

    notice_id: int


@dataclass(frozen=True)
class RegistrationEnds:
    """To the officer who published: the closing time of the batch has come."""

    batch_id: int
