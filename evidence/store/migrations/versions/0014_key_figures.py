"""Let a project keep its key figures, and the places in texts that give a value for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "key_figure",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("measure", sa.String(length=20), nullable=False),
        sa.Column("owner", sa.String(length=100), nullable=False),
        sa.Column("source_id", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_figure")),
    )
    op.create_table(
        "figure_mention",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figure_id", sa.String(length=32), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.Column("exact_to", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("snippet", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["figure_id"], ["key_figure.id"], name=op.f("fk_figure_mention_figure_id_key_figure")),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_figure_mention_original_id_original")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_figure_mention")),
    )
    op.create_index(op.f("ix_figure_mention_figure_id"), "figure_mention", ["figure_id"])
    op.create_index(op.f("ix_figure_mention_original_id"), "figure_mention", ["original_id"])
