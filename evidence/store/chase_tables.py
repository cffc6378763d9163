"""The tables of 催报: its steps, and what was asked of which unit when."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, DateTime, Integer, String, Table, Text

from evidence.store.tables import key, metadata

chase = Table(
    "chase",
    metadata,
    key(),
    Column("number", Integer, nullable=False, unique=True),  # running
    Column("unit", String(100), nullable=False),  # its name then
    Column("step", String(50), nullable=False),  # its name then
    Column("form", String(20)),  # null: by visit
    Column("as_of", DateTime, nullable=False),
    Column("deadline", Date),
    Column("who", String(100), nullable=False),
    Column("asked", JSON, nullable=False),  # in words, so that it can be told after the scheme has changed
    Column("sent_at", DateTime),  # null: drafted only
    Column("sent_by", String(100)),
    Column("note", Text),
)

chase_step = Table(  # the office's own custom; none: what the program proposes
    "chase_step",
    metadata,
    key(),
    Column("position", Integer, nullable=False),
    Column("name", String(50), nullable=False),
    Column("form", String(20), nullable=False),
)
