"""Keep how clerks turned pages to look at them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Bring the tables forward; nothing was turned before."""
    op.create_table(
        "page_turn",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("degrees", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_page_turn_original_id_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_turn")),
        sa.UniqueConstraint("original_id", "page", name=op.f("uq_page_turn_original_id_page")),
    )
