"""Let the texts of originals be found by any run of characters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from evidence.store.search import make_index

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Bring the tables forward, and index the texts that are there."""
    op.create_table(
        "searched",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_searched_original_id_original")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_searched")),
        sa.UniqueConstraint("original_id", name=op.f("uq_searched_original_id")),
    )
    make_index(op.get_bind())
