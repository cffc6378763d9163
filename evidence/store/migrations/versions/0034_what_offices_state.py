"""Let places keep their 自评分, and rates what the office's table states of 排名 and 短板."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Bring the tables forward; of what came before nothing of it is known."""
    with op.batch_alter_table("site", schema=None) as batch_op:
        batch_op.add_column(sa.Column("score", sa.String(length=50), nullable=True))
    with op.batch_alter_table("survey", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ranking", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("weak", sa.Text(), nullable=True))
