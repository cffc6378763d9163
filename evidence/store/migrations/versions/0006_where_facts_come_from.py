"""Let each fact of a piece keep where it was read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Bring the tables forward; of what was read before nobody knows where."""
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origins", sa.JSON(), nullable=True))
