"""Keep whom the dossier is for, and which items are not the office's part of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0018"


def upgrade() -> None:
    """Bring the tables forward; what was there before is 本级申报."""
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mode", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("upper", sa.String(length=100), nullable=True))
    op.create_table(
        "outside_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_outside_item_criterion_id_criterion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_item")),
        sa.UniqueConstraint("criterion_id", name=op.f("uq_outside_item_criterion_id")),
    )
