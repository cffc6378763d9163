"""Keep which part of a page is shown and printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0031"


def upgrade() -> None:
    """Bring the tables forward; all pages were shown whole before."""
    op.create_table(
        "page_crop",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("left", sa.Integer(), nullable=False),
        sa.Column("top", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("bottom", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_page_crop_original_id_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_crop")),
        sa.UniqueConstraint("original_id", "page", name=op.f("uq_page_crop_original_id_page")),
    )
