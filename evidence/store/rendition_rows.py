"""Pages that converters made of originals, as they are written; and how many pages their pieces have by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from evidence.model import OriginalId, PieceId, Sha256, new_id
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values
from evidence.store.piece_rows import set_pages


class NewRendition(Struct, frozen=True):
    """Pages that were made of an original and lie in their place already."""

    original: OriginalId
    sha256: Sha256  # of the PDF
    pages: int
    converter: str


def keep_renditions(rows: JournaledRows, new: Sequence[NewRendition], counts: Mapping[PieceId, int]) -> None:
    """Keep what was made, in the place of what was made before; `counts` are the pages that pieces have by that."""
    table, made = schema.rendition, {one.original: one for one in new}
    there = {row["original_id"]: row["id"] for row in rows.rows_where(table, table.c.original_id, made)}
    told: dict[str, Values] = {
        key: {"sha256": one.sha256, "pages": one.pages, "converter": one.converter} for key, one in made.items()
    }
    rows.update(table, {there[key]: told[key] for key in made if key in there})
    rows.insert(table, [{"id": new_id(), "original_id": key, **told[key]} for key in made if key not in there])
    for piece, pages in counts.items():
        set_pages(rows, piece, pages)
