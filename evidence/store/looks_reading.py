"""How originals are shown, as a snapshot has it: by the pages that converters made of them, and in part."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypedDict

from evidence.crop import Crop, Crops
from evidence.model import OriginalId
from evidence.rendition import Rendition
from evidence.store.rendition_reading import read_renditions
from evidence.store.source import Source, ask_for


class Looks(TypedDict, total=False):
    """What an `Original` is told beside what its own row tells."""

    rendition: Rendition
    crops: Crops


def read_looks(source: Source, only: Collection[OriginalId] | None) -> dict[OriginalId, Looks]:
    """Return how these originals, or all, are shown; those of which there is nothing to tell are not among them."""
    found: dict[OriginalId, Looks] = {key: {"rendition": one} for key, one in read_renditions(source, only).items()}
    statement = 'SELECT original_id, page, "left", top, "right", bottom FROM page_crop WHERE true'
    for key, page, *edges in ask_for(source, only, statement, "original_id", "original_id, page"):
        looks = found.setdefault(OriginalId(key), {})
        looks["crops"] = (*looks.get("crops", ()), (page, Crop(*edges)))
    return found
