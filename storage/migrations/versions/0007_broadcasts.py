"""Broadcasts, and those who have not got them yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.engine.metadata import Id, Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", Id, nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("state", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("total", sa.Integer(), server_default="0", nullable=False),
        sa.Column("turn", sa.Integer(), server_default="0", nullable=False),
        sa.Column("begun_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast"),
    )
    going = sa.text("state = 0")
    op.create_index("ix_broadcast_going", "broadcast", ["turn", "id"], sqlite_where=going, postgresql_where=going)
    op.create_table(
        "broadcast_recipient",
        sa.Column("broadcast_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcast.id"],
            name="fk_broadcast_recipient_broadcast_id_broadcast",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "chat_id", name="pk_broadcast_recipient"),
    )


def downgrade() -> None:
    # Whoever has not been told yet reads the notice where it stands: payloads cannot be sealed here.
    op.drop_table("broadcast_recipient")
    op.drop_table("broadcast")
