"""Forget the sketches of texts, which are made of other hashes from now on: the next arrival makes them anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Bring the rows forward; what was told to be alike stays told."""
    texts = sa.table("original_text", sa.column("sketch", sa.Text()))
    op.execute(sa.update(texts).where(texts.c.sketch != "").values(sketch=None))
