"""Keep pieces that are taken away in a bin."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Bring the tables forward; nothing was taken away before."""
    op.create_table(
        "binned",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("piece_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("filings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_binned_piece_id_piece")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_binned")),
        sa.UniqueConstraint("piece_id", name=op.f("uq_binned_piece_id")),
    )
    op.create_index(op.f("ix_binned_piece_id"), "binned", ["piece_id"], unique=False)
