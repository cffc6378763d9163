"""Record files that were isolated because they bear a 密级 mark, and which steps lost what they wrote of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "isolated",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("isolated_at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isolated")),
        sa.UniqueConstraint("number", name=op.f("uq_isolated_number")),
        sa.UniqueConstraint("sha256", name=op.f("uq_isolated_sha256")),
    )
    op.create_table(
        "isolated_copy",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("isolated_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("who", sa.String(length=100), nullable=True),
        sa.ForeignKeyConstraint(["isolated_id"], ["isolated.id"], name=op.f("fk_isolated_copy_isolated_id_isolated")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_isolated_copy")),
    )
    with op.batch_alter_table("isolated_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_isolated_copy_isolated_id"), ["isolated_id"], unique=False)
    op.create_table(
        "sealed_step",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_step")),
    )
