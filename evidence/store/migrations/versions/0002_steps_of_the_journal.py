"""Tell which entries of the journal one use case wrote, and which step another took back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Bring the tables forward."""
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("step", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("undoes", sa.String(length=32), nullable=True))
    _group_what_was_done_together()
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.alter_column("step", existing_type=sa.String(length=32), nullable=False)
        batch_op.create_index(batch_op.f("ix_journal_step_entity_number"), ["step", "entity", "number"], unique=False)


def _group_what_was_done_together() -> None:
    """Make one step of neighbouring entries that have the same moment, person and action, or bring one batch in.

    A step is named by the id of its first entry.
    """
    journal = sa.table(
        "journal",
        sa.column("id", sa.String),
        sa.column("number", sa.Integer),
        sa.column("at", sa.DateTime),
        sa.column("who", sa.String),
        sa.column("action", sa.String),
        sa.column("entity", sa.String),
        sa.column("step", sa.String),
    )
    columns = journal.c
    rows = op.get_bind().execute(
        sa.select(columns.id, columns.number, columns.at, columns.who, columns.action, columns.entity).order_by(
            columns.number
        )
    )
    spans: list[tuple[str, int, int]] = []  # step, its first and its last entry
    last: tuple[object, ...] | None = None
    for key, number, at, who, action, entity in rows.all():
        # An arrival was written in several transactions, each at its own moment; a batch begins it.
        same = (who, action, None if action == "take_in" else at)
        if same == last and entity != "batch":
            spans[-1] = (*spans[-1][:2], number)
        else:
            spans.append((key, number, number))
        last = same
    for step, first, end in spans:
        op.execute(journal.update().where(columns.number.between(first, end)).values(step=step))
