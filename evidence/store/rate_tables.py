"""The tables of rates, of what they should reach, and of the office's own 放假安排."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from evidence.store.tables import key, metadata

survey = Table(
    "survey",
    metadata,
    key(),
    Column("position", Integer, nullable=False),  # running, in the order of writing down
    Column("rate", String(20), nullable=False),
    Column("round", String(100), nullable=False),
    Column("held", String(10), nullable=False),  # 2023, 2023-09 or 2023-09-12
    Column("method", String(100), nullable=False),
    Column("place", String(100), nullable=False),
    Column("sample", Integer),
    Column("value", String(20), nullable=False),  # in digits, so that 82.6 stays that
    Column("scored", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("ranking", Text),  # 排名 and 短板, as the table states them
    Column("weak", Text),
)

rate_threshold = Table(  # none: the office has not said yet what a rate should reach
    "rate_threshold",
    metadata,
    key(),
    Column("rate", String(20), nullable=False, unique=True),
    Column("least", String(20), nullable=False),
    Column("basis", Text, nullable=False),
)

holiday = Table(  # of years that the office added, or has otherwise than what ships
    "holiday",
    metadata,
    key(),
    Column("year", Integer, nullable=False),
    Column("number", String(100), nullable=False),
    Column("name", String(100), nullable=False),
    Column("arranged", String(10), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
)
