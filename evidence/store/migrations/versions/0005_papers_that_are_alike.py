"""Tell which papers are alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "alike",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("piece_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_alike_piece_id_piece")),
        sa.ForeignKeyConstraint(["other_id"], ["piece.id"], name=op.f("fk_alike_other_id_piece")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alike")),
    )
    with op.batch_alter_table("alike", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alike_piece_id"), ["piece_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alike_other_id"), ["other_id"], unique=False)
    with op.batch_alter_table("original_text", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sketch", sa.Text(), nullable=True))
