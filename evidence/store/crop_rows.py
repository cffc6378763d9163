"""Which part of a page a clerk lets be shown, as it is written."""

from __future__ import annotations

from evidence.crop import Crop
from evidence.model import OriginalId, new_id
from evidence.store.crop_tables import page_crop
from evidence.store.journaled import JournaledRows


def crop_page(rows: JournaledRows, original: OriginalId, page: int, crop: Crop | None) -> None:
    """Keep the part that is shown in the place of that before; each entry of the journal names page and original."""
    there = rows.rows_where(page_crop, page_crop.c.original_id, [original])
    rows.delete(page_crop, [row["id"] for row in there if row["page"] == page])
    if crop is not None:
        edges = {"left": crop.left, "top": crop.top, "right": crop.right, "bottom": crop.bottom}
        rows.insert(page_crop, [{"id": new_id(), "original_id": original, "page": page, **edges}])
