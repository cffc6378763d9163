"""The tables of boxes: which items lie in which, what is fixed of them, and the rules."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from evidence.store.tables import key, metadata

box = Table(  # 盒: there are none until a first one is fixed
    "box",
    metadata,
    key(),
    Column("scheme_id", String(32), ForeignKey("scheme.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("items", JSON, nullable=False),  # ids of criteria, which may have gone
    Column("fixed", JSON),  # as `boxes.fixed_as_json` makes it: ids, places and digests; null: open
    UniqueConstraint("scheme_id", "number"),
)

box_rules = Table(  # of a scheme; none: the usual ones
    "box_rules",
    metadata,
    key(),
    Column("scheme_id", String(32), ForeignKey("scheme.id"), nullable=False, unique=True),
    Column("most_pages", Integer),  # of a box; null: all in one
    Column("through", Boolean, nullable=False),
    Column("late", String(10), nullable=False),
    Column("base", String(10), nullable=False),
    Column("photos", Integer, nullable=False),  # on a page
)
