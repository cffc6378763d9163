"""Let a project keep what the web site of a declaration takes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Bring the tables forward; of what came before no limit is known."""
    op.create_table(
        "declare_rule",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("file_mb", sa.Float(), nullable=True),
        sa.Column("total_mb", sa.Float(), nullable=True),
        sa.Column("endings", sa.JSON(), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("bundle", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declare_rule")),
    )
