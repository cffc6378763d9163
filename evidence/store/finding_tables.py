"""The tables of 整改台账 and of 点位."""

from __future__ import annotations

from sqlalchemy import Column, Date, DateTime, Integer, String, Table, Text

from evidence.store.tables import key, metadata, refers

finding = Table(
    "finding",
    metadata,
    key(),
    Column("number", Integer, nullable=False, unique=True),
    Column("source", String(20), nullable=False),
    Column("found_on", Date, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("found_by", String(100), nullable=False),
    Column("place", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(100), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("site_id", String(32)),  # which may have gone
    Column("item_id", String(32)),  # of a criterion, which may have gone
    Column("item_code", String(100), nullable=False),
    Column("origin", Text, nullable=False),
    Column("struck_at", DateTime),  # null: it stands
    Column("struck_by", String(100)),
    Column("struck_why", Text),
)

finding_event = Table(
    "finding_event",
    metadata,
    key(),
    refers("finding_id", "finding"),
    Column("number", Integer, nullable=False),  # running, in order of writing down
    Column("did", String(20), nullable=False),
    Column("day", Date, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", String(100), nullable=False),
    Column("done_by", String(100), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("person", String(100), nullable=False),
    Column("deadline", Date),
    Column("said", Text, nullable=False),
)

finding_photo = Table(
    "finding_photo",
    metadata,
    key(),
    refers("finding_id", "finding"),
    refers("piece_id", "piece"),
    Column("number", Integer, nullable=False),  # running
    Column("moment", String(10), nullable=False),
    Column("pair", Integer, nullable=False),
)

finding_count = Table(  # one row: the last number that was given, which no undo takes back
    "finding_count",
    metadata,
    key(),
    Column("last", Integer, nullable=False),
)

site = Table(
    "site",
    metadata,
    key(),
    Column("position", Integer, nullable=False),
    Column("number", String(50), nullable=False),
    Column("trade", String(100), nullable=False),
    Column("name", String(200), nullable=False),
    Column("address", Text, nullable=False),
    Column("township", String(100), nullable=False),
    Column("leader", String(100), nullable=False),
    Column("department", String(100), nullable=False),
    Column("way", String(50), nullable=False),
    Column("score", String(50)),  # 自评分
)

site_item = Table(
    "site_item",
    metadata,
    key(),
    refers("site_id", "site"),
    Column("criterion_id", String(32), nullable=False),  # which may have gone
)
