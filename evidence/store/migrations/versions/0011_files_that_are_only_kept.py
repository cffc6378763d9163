"""Let a file be kept with a piece and not be printed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Bring the tables forward; what was joined before is printed."""
    with op.batch_alter_table("part", schema=None) as batch_op:
        batch_op.add_column(sa.Column("printed", sa.Boolean(), nullable=True))
