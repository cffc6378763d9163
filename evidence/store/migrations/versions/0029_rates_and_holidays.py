"""Keep what surveys found, what rates should reach, and the office's own 放假安排."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Bring the tables forward; nothing of it was written down before."""
    op.create_table(
        "survey",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rate", sa.String(length=20), nullable=False),
        sa.Column("round", sa.String(length=100), nullable=False),
        sa.Column("held", sa.String(length=10), nullable=False),
        sa.Column("method", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("scored", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
    )
    op.create_table(
        "rate_threshold",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("rate", sa.String(length=20), nullable=False),
        sa.Column("least", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rate_threshold")),
        sa.UniqueConstraint("rate", name=op.f("uq_rate_threshold_rate")),
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("arranged", sa.String(length=10), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
    )
