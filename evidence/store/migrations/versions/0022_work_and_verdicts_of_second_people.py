"""Keep how far the work on items is and what second people find of papers, with their names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Bring the tables forward; what was marked 收齐 waits for being reviewed, and nobody knows who said so."""
    with op.batch_alter_table("finished_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("by", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("basis", sa.String(length=64), nullable=True))
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fit", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("fit_reason", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("fit_by", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("fit_at", sa.DateTime(), nullable=True))
        batch_op.add_column(sa.Column("fit_basis", sa.String(length=64), nullable=True))
