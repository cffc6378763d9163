"""The table of pages of which a part is shown and printed."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint

from evidence.store.tables import key, metadata

page_crop = Table(
    "page_crop",
    metadata,
    key(),
    Column("original_id", String(32), ForeignKey("original.id"), nullable=False),
    Column("page", Integer, nullable=False),  # from 1
    # Ten-thousandths of the page as its file shows it, however it is turned.
    *(Column(name, Integer, nullable=False) for name in ("left", "top", "right", "bottom")),
    UniqueConstraint("original_id", "page"),
)
