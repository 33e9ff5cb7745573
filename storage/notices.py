"""Notices and subscriptions: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Select,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    func,
    or_,
    select,
)

from domain.notices.model import Notice, NoticeStatus, Subscription
from domain.work import Subscribers
from storage.engine.metadata import Id, Instant, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.people import person
from storage.registration import application
from storage.store import Store

notice = Table(
    "notice",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("remark", Text, nullable=False),
    Column("written_by", ForeignKey("person.id")),
    Column("status", code(NoticeStatus), nullable=False),
    Column("published_at", Instant()),
    Column("withdrawn_at", Instant()),
    Column("publish_at", Instant()),
    Column("version", Integer, nullable=False),
)
subscription = Table(
    "subscription",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("occupation", Text, nullable=False),
    Column("since", Instant(), nullable=False),
    UniqueConstraint("occupation", "person_id"),
)


def map_notices() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Notice, notice, version_id_col=notice.c.version)
    mapped.map_imperatively(Subscription, subscription)


# Built once: building a statement costs more than running it. Most who ask follow nothing.
_any_subscription = Prepared(
    select(subscription.c.id).where(subscription.c.person_id == bindparam("person_id")).limit(1)
)


def subscribed_chats(audience: Subscribers) -> Select[tuple[int]]:
    """The chats of an audience, each once, as a query: it may be long."""
    followers = select(subscription.c.person_id).where(subscription.c.occupation == audience.occupation)
    concerned: ColumnElement[bool] = person.c.id.in_(followers)
    if audience.batch_id is not None:
        applicants = select(application.c.person_id).where(application.c.batch_id == audience.batch_id)
        concerned = or_(concerned, person.c.id.in_(applicants))
    # Applicants too, followers or not: whoever has registered must hear that a date moved.
    return select(person.c.chat_id).where(concerned, person.c.reachable)


class NoticesStore(Store):
    """`domain.notices.NoticesStore` over a session."""

    what = "notice"

    async def notice(self, notice_id: int) -> Notice:
        """One notice. Raises `Missing`."""
        return await self._get(Notice, notice_id)

    async def of_batch(self, batch_id: int) -> Sequence[Notice]:
        """Notices of a batch, newest first."""
        return await self._all(select(Notice).where(notice.c.batch_id == batch_id).order_by(notice.c.id.desc()))

    async def subscriptions(self, person_id: int) -> Sequence[Subscription]:
        """What a person subscribed to."""
        asked = {"person_id": person_id}
        # Most people follow nothing, and a session costs half a millisecond (decision 0007).
        if not await _any_subscription.rows(self._unit.connection, asked):
            return []
        return await self._all(select(Subscription).where(subscription.c.person_id == person_id))

    async def followers(self, occupation: str) -> int:
        """How many follow an occupation and can be reached."""
        chats = subscribed_chats(Subscribers(occupation)).subquery()
        return int(await self._session.scalar(select(func.count()).select_from(chats)) or 0)

    async def forget(self, record: Subscription) -> None:
        """End a subscription."""
        await self._session.delete(record)
