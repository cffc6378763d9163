"""Let a piece keep its issuer's level, whether it is sealed, and until when it holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Bring the tables forward; of what came before nothing of this is known."""
    with op.batch_alter_table("piece", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("seal", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("valid_until", sa.Date(), nullable=True))
