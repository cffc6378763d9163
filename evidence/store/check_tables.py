"""The tables of what people judge: key figures, doubts that are none, 收齐, points and what is enough."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
)

from evidence.store.tables import key, metadata, refers

self_score = Table(  # 自评得分: at most one of an item
    "self_score",
    metadata,
    key(),
    Column("criterion_id", String(32), ForeignKey("criterion.id"), nullable=False, unique=True),
    Column("points", Float, nullable=False),
    Column("reason", Text),
    Column("confirmed_by", String(100), nullable=False),
    Column("confirmed_at", DateTime, nullable=False),
    Column("basis", String(64), nullable=False),  # SHA-256 of what was filed under the item then
)

pass_rules = Table(  # 合格条件 of a scheme; null: none is set. Shares are 0–1
    "pass_rules",
    metadata,
    key(),
    Column("scheme_id", String(32), ForeignKey("scheme.id"), nullable=False, unique=True),
    *(Column(name, Float) for name in ("least_points", "least_share", "key_each", "key_overall", "most_bonus")),
    Column("most_veto", Integer),
)

key_figure = Table(  # 关键数据: what all papers must agree on
    "key_figure",
    metadata,
    key(),
    Column("position", Integer, nullable=False),
    Column("name", String(100), nullable=False),
    Column("year", Integer, nullable=False),
    Column("value", String(40), nullable=False),  # decimal
    Column("measure", String(20), nullable=False),
    Column("owner", String(100), nullable=False),
    Column("source_id", String(32)),  # a piece, which may have gone
)

figure_mention = Table(  # places in texts that give a value; made from the texts, so no journal has them
    "figure_mention",
    metadata,
    Column("number", Integer, primary_key=True),
    refers("figure_id", "key_figure"),
    refers("original_id", "original"),
    Column("page", Integer, nullable=False),
    Column("value", String(40), nullable=False),
    Column("exact_to", Integer, nullable=False),
    Column("year", Integer),
    Column("snippet", Text, nullable=False),
)

dismissal = Table(  # 不作问题
    "dismissal",
    metadata,
    key(),
    Column("doubt", String(32), nullable=False, unique=True),  # the doubt's key
    Column("sign", String(30), nullable=False),
    Column("criterion_id", String(32)),  # no reference: it may go, and come back by undoing
    Column("pieces", JSON, nullable=False),  # nor are these
    Column("reason", Text, nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", DateTime, nullable=False),
)

outside_item = Table(  # beyond 承担范围: in 向上级报送 not asked of the office
    "outside_item",
    metadata,
    key(),
    Column("criterion_id", String(32), ForeignKey("criterion.id"), nullable=False, unique=True),
)

finished_item = Table(  # 收齐: 待复核 or 已完成
    "finished_item",
    metadata,
    key(),
    Column("criterion_id", String(32), ForeignKey("criterion.id"), nullable=False, unique=True),
    Column("state", String(20)),  # null: 待复核, said before there was another and names were kept
    Column("by", String(100)),
    Column("at", DateTime),
    Column("basis", String(64)),  # of 已完成: SHA-256 of what was filed under the item then
)
