"""Let a project have several schemes, and a paper serve in all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "counterpart",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("criterion_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_counterpart_criterion_id_criterion")),
        sa.ForeignKeyConstraint(["other_id"], ["criterion.id"], name=op.f("fk_counterpart_other_id_criterion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterpart")),
        sa.UniqueConstraint("criterion_id", "other_id", name=op.f("uq_counterpart_criterion_id_other_id")),
    )
    with op.batch_alter_table("counterpart", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counterpart_criterion_id"), ["criterion_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_counterpart_other_id"), ["other_id"], unique=False)
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.alter_column("position", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.add_column(sa.Column("scheme_id", sa.String(length=32), nullable=True))
    op.execute("UPDATE project SET scheme_id = (SELECT id FROM scheme)")
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.alter_column("scheme_id", existing_type=sa.String(length=32), nullable=False)
        batch_op.create_foreign_key(batch_op.f("fk_project_scheme_id_scheme"), "scheme", ["scheme_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_project_scheme_id"), ["scheme_id"], unique=False)
    with op.batch_alter_table("filing", schema=None) as batch_op:
        batch_op.add_column(sa.Column("mirrors_id", sa.String(length=32), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_filing_mirrors_id_filing"),
            "filing",
            ["mirrors_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )
        batch_op.create_index(batch_op.f("ix_filing_mirrors_id"), ["mirrors_id"], unique=False)
