"""What all tables of a workspace are made with."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, String

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMING)


def key() -> Column[str]:
    """Return the column of a table's own keys."""
    return Column("id", String(32), primary_key=True)


def refers(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    """Return a column of keys of another table."""
    return Column(name, String(32), ForeignKey(f"{target}.id"), nullable=nullable, index=True)
