"""What goes first (`rank` of inbox, outbox, job), doubts and moments of calls, and how long a pause was meant for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LIVE, WAITING = sa.text("state <= 1"), sa.text("state = 0")


def _index(name: str, table: str, columns: list[str], where: sa.ColumnElement[bool] | sa.TextClause) -> None:
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    for table in ("inbox", "outbox", "job"):
        op.add_column(table, sa.Column("rank", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("doubts", sa.SmallInteger(), server_default="0", nullable=False))
    op.add_column("outbox", sa.Column("sent_at", sa.Float()))
    op.add_column("pacing", sa.Column("paused_for", sa.Float(), server_default="0", nullable=False))
    # What an older release paused goes on being paused.
    op.execute("UPDATE pacing SET paused_for = 86400 WHERE paused_until > 0")
    op.drop_index("ix_outbox_turn", "outbox")
    _index("ix_outbox_turn", "outbox", ["rank", "id"], LIVE)
    _index("ix_outbox_aside", "outbox", ["id"], sa.and_(LIVE, ~sa.column("ordered", sa.Boolean())))
    op.drop_index("ix_inbox_waiting", "inbox")
    _index("ix_inbox_waiting", "inbox", ["chat_id", "rank", "id"], WAITING)
    _index("ix_inbox_turn", "inbox", ["rank", "id"], sa.text("state = 0 AND attempts = 0"))
    _index("ix_inbox_suspected", "inbox", ["id"], sa.text("state = 0 AND attempts > 0"))
    op.drop_index("ix_job_open", "job")
    _index("ix_job_open", "job", ["rank", "free_at"], WAITING)


def downgrade() -> None:
    for name, table in (
        ("ix_job_open", "job"),
        ("ix_inbox_suspected", "inbox"),
        ("ix_inbox_turn", "inbox"),
        ("ix_inbox_waiting", "inbox"),
        ("ix_outbox_aside", "outbox"),
        ("ix_outbox_turn", "outbox"),
    ):
        op.drop_index(name, table)
    _index("ix_job_open", "job", ["free_at"], WAITING)
    _index("ix_inbox_waiting", "inbox", ["chat_id", "id"], WAITING)
    _index("ix_outbox_turn", "outbox", ["id"], LIVE)
    op.drop_column("pacing", "paused_for")
    op.drop_column("outbox", "sent_at")
    op.drop_column("outbox", "doubts")
    for table in ("job", "outbox", "inbox"):
        op.drop_column(table, "rank")
