"""Keep which pages of scans wait for being recognised; those of scans that are there already begin to wait."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("original", schema=None) as batch_op:
        batch_op.add_column(sa.Column("confidence", sa.Float(), nullable=True))
    op.create_table(
        "scan_page",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("original_id", sa.String(length=32), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("turned", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["original_id"], ["original.id"], name=op.f("fk_scan_page_original_id_original")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_page")),
        sa.UniqueConstraint("original_id", "page", name=op.f("uq_scan_page_original_id_page")),
    )
    with op.batch_alter_table("scan_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scan_page_original_id"), ["original_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scan_page_state"), ["state"], unique=False)
    scans = op.get_bind().execute(sa.text("SELECT id, pages FROM original WHERE scanned AND pages > 0")).all()
    rows = [{"id": uuid4().hex, "original": key, "page": page} for key, pages in scans for page in range(1, pages + 1)]
    if rows:
        waiting = "INSERT INTO scan_page (id, original_id, page, state) VALUES (:id, :original, :page, 'waiting')"
        op.get_bind().execute(sa.text(waiting), rows)
