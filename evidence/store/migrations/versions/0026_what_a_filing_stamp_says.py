"""Keep what a 归档章 says of all papers of a project."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Bring the tables forward; of what came before nothing of it is known."""
    with op.batch_alter_table("imprint", schema=None) as batch_op:
        for name in ("fonds", "keeping", "division"):
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
