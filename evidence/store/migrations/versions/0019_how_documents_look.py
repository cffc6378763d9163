"""Keep how the documents of a project look, and by what names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Bring the tables forward; documents look as they did."""
    op.create_table(
        "imprint",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("template", sa.Text(), nullable=True),
        sa.Column("cover_title", sa.Text(), nullable=True),
        sa.Column("signed", sa.Text(), nullable=True),
        sa.Column("seal", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imprint")),
    )
