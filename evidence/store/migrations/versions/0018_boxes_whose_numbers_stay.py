"""Keep which items lie in which box, and what is fixed of each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Bring the tables forward; nothing was fixed before."""
    op.create_table(
        "box",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scheme_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("fixed", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_box_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box")),
        sa.UniqueConstraint("scheme_id", "number", name=op.f("uq_box_scheme_id_number")),
    )
    op.create_table(
        "box_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scheme_id", sa.String(length=32), nullable=False),
        sa.Column("most_pages", sa.Integer(), nullable=True),
        sa.Column("through", sa.Boolean(), nullable=False),
        sa.Column("late", sa.String(length=10), nullable=False),
        sa.Column("base", sa.String(length=10), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_box_rules_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box_rules")),
        sa.UniqueConstraint("scheme_id", name=op.f("uq_box_rules_scheme_id")),
    )
