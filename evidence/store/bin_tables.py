"""The table of 回收站: pieces that were taken away and can be brought back."""

from __future__ import annotations

from sqlalchemy import JSON, Column, DateTime, String, Table, Text, UniqueConstraint

from evidence.store.tables import key, metadata, refers

binned = Table(
    "binned",
    metadata,
    key(),
    refers("piece_id", "piece"),
    Column("at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("why", Text),
    Column("title", Text),  # then: steps are named by it
    Column("places", Text, nullable=False),  # where it lay then, as people read it
    Column("filings", JSON, nullable=False),  # the rows that go back with it
    UniqueConstraint("piece_id"),
)
