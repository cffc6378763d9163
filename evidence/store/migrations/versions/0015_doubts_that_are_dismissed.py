"""Let doubts be dismissed, and items be marked as having all they get."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "dismissal",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("doubt", sa.String(length=32), nullable=False),
        sa.Column("sign", sa.String(length=30), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=True),
        sa.Column("pieces", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sa.UniqueConstraint("doubt", name=op.f("uq_dismissal_doubt")),
    )
    op.create_table(
        "finished_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_finished_item_criterion_id_criterion")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finished_item")),
        sa.UniqueConstraint("criterion_id", name=op.f("uq_finished_item_criterion_id")),
    )
