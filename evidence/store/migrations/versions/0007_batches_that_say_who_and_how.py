"""Let an arrival say who brought it and how, match a resend, and keep what a newer version replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("sender", sa.String(length=100), nullable=True))
        batch_op.add_column(sa.Column("channel", sa.String(length=50), nullable=True))
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=True))
    with op.batch_alter_table("arrival", schema=None) as batch_op:
        batch_op.add_column(sa.Column("unit_of_batch", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("match", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("earlier_id", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_arrival_earlier_id_piece"), "piece", ["earlier_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_arrival_earlier_id"), ["earlier_id"], unique=False)
    op.create_table(
        "former_part",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("piece_id", sa.String(length=32), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_page", sa.Integer(), nullable=True),
        sa.Column("last_page", sa.Integer(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_former_part_original_id_original")),
        sa.ForeignKeyConstraint(["piece_id"], ["piece.id"], name=op.f("fk_former_part_piece_id_piece")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_part")),
    )
    with op.batch_alter_table("former_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_part_original_id"), ["original_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_former_part_piece_id"), ["piece_id"], unique=False)
