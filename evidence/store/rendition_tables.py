"""The table of pages that converters made of originals."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from evidence.store.tables import key, metadata

rendition = Table(  # 转成的页面: a PDF beside the vault, which may be lost and made again
    "rendition",
    metadata,
    key(),
    Column("original_id", String(32), ForeignKey("original.id"), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),  # of the PDF
    Column("pages", Integer, nullable=False),
    Column("converter", String(100), nullable=False),  # with its version
)
