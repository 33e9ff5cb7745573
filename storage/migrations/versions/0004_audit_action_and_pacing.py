"""The audit's column `action` and the table `pacing`, which had names of their own until then."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Renamed in place: the rows, and the hashes over their values, stay as they are.
    op.execute("ALTER TABLE audit RENAME COLUMN deed TO action")
    op.rename_table("lane", "pacing")


def downgrade() -> None:
    op.rename_table("pacing", "lane")
    op.execute("ALTER TABLE audit RENAME COLUMN action TO deed")
