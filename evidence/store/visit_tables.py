"""The table of 查阅登记: what examiners asked for."""

from __future__ import annotations

from sqlalchemy import Column, DateTime, String, Table, Text

from evidence.store.tables import key, metadata

visit_request = Table(
    "visit_request",
    metadata,
    key(),
    Column("at", DateTime, nullable=False),
    Column("wish", String(10), nullable=False),
    Column("code", String(100), nullable=False),  # of the item then
    Column("item", Text, nullable=False),
    Column("paper", Text, nullable=False),
    Column("said", Text, nullable=False),
    Column("examiner", String(100), nullable=False),
    Column("who", String(100), nullable=False),
)
