"""The tables of what was isolated for a 密级 mark."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table, Text

from evidence.store.tables import key, metadata, refers

isolated = Table(  # files that bear a 密级 mark: nothing of them is kept but this
    "isolated",
    metadata,
    key(),
    Column("number", Integer, nullable=False, unique=True),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("size_bytes", Integer, nullable=False),
    Column("arrived_at", DateTime),
    Column("isolated_at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("why", Text),
    Column("finished", Boolean, nullable=False),
)

isolated_copy = Table(  # what else holds something of such a file, to be worked off by people
    "isolated_copy",
    metadata,
    key(),
    refers("isolated_id", "isolated"),
    Column("position", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("place", Text, nullable=False),
    Column("done_at", DateTime),
    Column("who", String(100)),
)

sealed_step = Table(  # steps that wrote of such a file: what they wrote is gone from the journal
    "sealed_step",
    metadata,
    key(),
)
