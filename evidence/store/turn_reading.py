"""How pages are turned to be looked at: as a clerk turned them, else as they were recognised."""

from __future__ import annotations

from evidence.model import OriginalId
from evidence.store.scan_reading import turns_of
from evidence.store.source import Source, ask


def shown_turns(source: Source, original: OriginalId) -> dict[int, int]:
    """Return by how many degrees clockwise pages of an original are shown turned; those that lie as they are not."""
    by_clerk = ask(source, "SELECT page, degrees FROM page_turn WHERE original_id = ?", original)
    turned = {**turns_of(source, original), **dict(by_clerk)}
    return {page: degrees for page, degrees in turned.items() if degrees}
