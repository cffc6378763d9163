"""Keep which points the office gives itself, and which are enough."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "self_score",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("confirmed_by", sa.String(length=100), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_self_score_criterion_id_criterion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_score")),
        sa.UniqueConstraint("criterion_id", name=op.f("uq_self_score_criterion_id")),
    )
    op.create_table(
        "pass_rules",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("scheme_id", sa.String(length=32), nullable=False),
        sa.Column("least_points", sa.Float(), nullable=True),
        sa.Column("least_share", sa.Float(), nullable=True),
        sa.Column("key_each", sa.Float(), nullable=True),
        sa.Column("key_overall", sa.Float(), nullable=True),
        sa.Column("most_bonus", sa.Float(), nullable=True),
        sa.Column("most_veto", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_pass_rules_scheme_id_scheme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pass_rules")),
        sa.UniqueConstraint("scheme_id", name=op.f("uq_pass_rules_scheme_id")),
    )
