"""Pages that are pictures: which wait for being recognised, and what was recognised on those of one original."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from msgspec import Struct

from evidence.model import OriginalId, Sha256
from evidence.store.source import Source, ask, ask_for, ask_one


class PageState(StrEnum):
    """How far a page has come."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"  # it cannot be read, and is not tried again


class WaitingPage(Struct, frozen=True):
    """A page (from 1) that waits, and the file that it is in."""

    original: OriginalId
    page: int
    sha256: Sha256
    name: str
    media_type: str


class ScanPage(Struct, frozen=True):
    """A page that is a picture, as it is kept."""

    page: int
    state: PageState
    text: str | None
    confidence: float | None
    turned: int | None


class ScanProgress(Struct, frozen=True):
    """How far the pages of a workspace have come."""

    done: int  # whatever became of them
    total: int
    failed: int


def waiting_pages(source: Source, only: Collection[OriginalId] | None = None) -> list[WaitingPage]:
    """Return the pages that wait, of all or of some originals, in the order in which the papers arrived.

    What lies in 回收站 waits until it comes back.
    """
    statement = (
        "SELECT scan_page.original_id, page, sha256, name, media_type FROM scan_page"
        " JOIN original ON original.id = scan_page.original_id JOIN (SELECT original_id, min(arrived) AS arrived"
        " FROM part JOIN piece ON piece.id = part.piece_id WHERE piece_id NOT IN (SELECT piece_id FROM binned)"
        " GROUP BY original_id) came"
        " ON came.original_id = original.id WHERE state = 'waiting'"
    )
    found = ask_for(source, None, statement, "scan_page.original_id", "came.arrived, page")
    return [WaitingPage(*row) for row in found if only is None or row[0] in only]


def pages_of(source: Source, original: OriginalId) -> list[ScanPage]:
    """Return the pages of an original that are pictures, in order."""
    found = ask(
        source,
        "SELECT page, state, text, confidence, turned FROM scan_page WHERE original_id = ? ORDER BY page",
        original,
    )
    return [ScanPage(page, PageState(state), *rest) for page, state, *rest in found]


def turns_of(source: Source, original: OriginalId) -> dict[int, int]:
    """Return by how many degrees clockwise pages of an original are turned to be read; pages that lie upright not."""
    return {page.page: page.turned for page in pages_of(source, original) if page.turned}


def scan_progress(source: Source) -> ScanProgress:
    """Return how far all pages have come."""
    total, waiting, failed = ask_one(
        source,
        "SELECT count(*), coalesce(sum(state = 'waiting'), 0), coalesce(sum(state = 'failed'), 0) FROM scan_page"
        " WHERE original_id IN (SELECT original_id FROM part WHERE piece_id NOT IN (SELECT piece_id FROM binned))",
    )
    return ScanProgress(total - waiting, total, failed)
