"""Keep what a clerk may say of items, materials and units."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "unit",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("contact", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(length=100), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    _list_the_units()
    with op.batch_alter_table("project", schema=None) as batch_op:
        batch_op.drop_column("townships")
    with op.batch_alter_table("scheme", schema=None) as batch_op:
        batch_op.drop_column("total_points")
    _widen_criteria()
    _widen_slots()


def _list_the_units() -> None:
    """Make rows of the townships, then of the departments that the criteria name."""
    connection = op.get_bind()
    project = sa.table("project", sa.column("townships", sa.JSON))
    criterion = sa.table(
        "criterion",
        sa.column("position", sa.Integer),
        sa.column("lead_unit", sa.String),
        sa.column("support_units", sa.JSON),
    )
    unit = sa.table(
        "unit",
        sa.column("id", sa.String),
        sa.column("position", sa.Integer),
        sa.column("name", sa.String),
        sa.column("kind", sa.String),
        sa.column("former", sa.JSON),
    )
    kinds: dict[str, str] = {}
    for townships in connection.execute(sa.select(project.c.townships)).scalars():
        kinds |= dict.fromkeys(townships, "township")
    named = sa.select(criterion.c.lead_unit, criterion.c.support_units).order_by(criterion.c.position)
    for lead, support in connection.execute(named):
        for name in (lead, *support):
            if name:
                kinds.setdefault(name, "department")
    rows: list[dict[str, str | int | list[str]]] = [
        {"id": uuid4().hex, "position": position, "name": name, "kind": kind, "former": []}
        for position, (name, kind) in enumerate(kinds.items())
    ]
    if rows:
        op.bulk_insert(unit, rows)


def _widen_criteria() -> None:
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        for name in ("ways", "person", "due", "note"):
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_criterion_scheme_id_code"), type_="unique")
        batch_op.create_index(batch_op.f("ix_criterion_code"), ["code"], unique=False)
        batch_op.drop_constraint(batch_op.f("fk_criterion_parent_id_criterion"), type_="foreignkey")
        batch_op.create_foreign_key(
            batch_op.f("fk_criterion_parent_id_criterion"),
            "criterion",
            ["parent_id"],
            ["id"],
            deferrable=True,
            initially="DEFERRED",
        )


def _widen_slots() -> None:
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kinds", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("owners", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("alternative", sa.String(length=10), nullable=True))
        batch_op.add_column(sa.Column("paper_allowed", sa.Boolean(), nullable=True))
        batch_op.add_column(sa.Column("waived", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("proposed", sa.Boolean(), nullable=True))
    slot = sa.table(
        "slot",
        sa.column("id", sa.String),
        sa.column("kind", sa.String),
        sa.column("kinds", sa.JSON),
        sa.column("owners", sa.JSON),
        sa.column("paper_allowed", sa.Boolean),
        sa.column("proposed", sa.Boolean),
    )
    op.execute(slot.update().values(kinds=[], owners=[], paper_allowed=True, proposed=False))
    for kind in (
        op.get_bind().execute(sa.select(slot.c.kind).distinct().where(slot.c.kind.is_not(None))).scalars().all()
    ):
        op.execute(slot.update().where(slot.c.kind == kind).values(kinds=[kind]))
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_column("kind")
        batch_op.alter_column("kinds", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("owners", existing_type=sa.JSON(), nullable=False)
        batch_op.alter_column("paper_allowed", existing_type=sa.Boolean(), nullable=False)
        batch_op.alter_column("proposed", existing_type=sa.Boolean(), nullable=False)
