"""Sealed values that do not open, set apart for a repair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.engine.metadata import Id, Instant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "apart",
        sa.Column("id", Id, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("found_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apart")),
    )


def downgrade() -> None:
    op.drop_table("apart")
