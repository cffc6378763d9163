"""What is recognised on scans, as it is written: page by page, then the whole text with what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from sqlalchemy import Connection, update

from evidence.model import Facts, Flag, OriginalId, PieceId, Suggestion, new_id
from evidence.origins import Origins
from evidence.store import schema
from evidence.store.journaled import JournaledRows, Values
from evidence.store.scan_reading import PageState, ScanPage
from evidence.store.text_rows import KeptText, keep_texts


class RecognisedPiece(Struct, frozen=True):
    """What is known of a piece once a file that it holds is recognised."""

    piece: PieceId
    facts: Facts
    origins: Origins
    flags: frozenset[Flag]
    suggestions: tuple[Suggestion, ...] | None  # in the scheme worked on; None: those proposed before stay
    alike: Mapping[PieceId, float] = field(default_factory=dict[PieceId, float])


class RecognisedScan(Struct, frozen=True):
    """An original all of whose pages are recognised."""

    text: KeptText
    confidence: float
    pieces: Sequence[RecognisedPiece]


def waiting_rows(original: OriginalId, pages: Sequence[int]) -> list[Values]:
    """Return the rows of pages that begin to wait."""
    blank: Values = {"text": None, "confidence": None, "turned": None}
    return [
        {"id": new_id(), "original_id": original, "page": page, "state": PageState.WAITING, **blank} for page in pages
    ]


def keep_page(connection: Connection, original: OriginalId, page: ScanPage) -> None:
    """Keep what was recognised on a page; the journal tells of the whole text only."""
    table = schema.scan_page
    of_page = (table.c.original_id == original, table.c.page == page.page)
    values = {"state": page.state, "text": page.text, "confidence": page.confidence, "turned": page.turned}
    connection.execute(update(table).where(*of_page).values(values))


def keep_scan(connection: Connection, rows: JournaledRows, scan: RecognisedScan) -> None:
    """Keep the text of an original; its pages keep only how sure they are."""
    original = scan.text.original
    keep_texts(rows, [scan.text])
    table = schema.scan_page
    connection.execute(update(table).where(table.c.original_id == original).values(text=None))
    rows.update(schema.original, {original: {"confidence": scan.confidence}})
    rows.touched(one.piece for one in scan.pieces)
    alike = [
        {"id": new_id(), "piece_id": one.piece, "other_id": other, "share": share}
        for one in scan.pieces
        for other, share in one.alike.items()
    ]
    rows.insert(schema.alike, alike)
