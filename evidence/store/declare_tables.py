"""The table of 网上申报: what a web site takes."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, Integer, String, Table, Text

from evidence.store.tables import key, metadata

declare_rule = Table(  # at most one; none: nobody knows of a limit
    "declare_rule",
    metadata,
    key(),
    Column("file_mb", Float),  # of a file; null: not limited
    Column("total_mb", Float),
    Column("endings", JSON, nullable=False),  # that are taken, without dots; none: any
    Column("pattern", Text, nullable=False),  # of names
    Column("longest", Integer, nullable=False),  # characters of a name
    Column("bundle", String(10), nullable=False),
)
