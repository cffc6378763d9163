"""The table of pages that a clerk turned to look at them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from evidence.store.tables import key, metadata

page_turn = Table(
    "page_turn",
    metadata,
    key(),
    Column("original_id", String(32), ForeignKey("original.id"), nullable=False),
    Column("page", Integer, nullable=False),  # from 1
    Column("degrees", Integer, nullable=False),  # clockwise: 0, 90, 180 or 270, whatever was recognised
    UniqueConstraint("original_id", "page"),
)
