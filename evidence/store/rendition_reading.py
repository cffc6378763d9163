"""Pages that converters made of originals, as a snapshot has them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from evidence.model import OriginalId, Sha256
from evidence.rendition import Rendition
from evidence.store.rendition_files import rendition_path
from evidence.store.source import Source, ask, ask_for


def read_renditions(source: Source, only: Collection[OriginalId] | None) -> dict[OriginalId, Rendition]:
    """Return what was made of these originals, or of all; whether its files are there, nobody looks here."""
    statement = (
        "SELECT original_id, original.sha256, rendition.sha256, rendition.pages, converter"
        " FROM rendition JOIN original ON original.id = original_id WHERE true"
    )
    found = ask_for(source, only, statement, "original_id", "original_id")
    if not found:
        return {}
    _, _, database = ask(source, "PRAGMA database_list")[0]
    workspace = Path(database).parent
    return {
        OriginalId(key): Rendition(rendition_path(workspace, Sha256(of)), sha256, pages, converter)
        for key, of, sha256, pages, converter in found
    }
