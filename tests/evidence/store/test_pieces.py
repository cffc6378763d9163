"""A 件 is not a file: several originals, page ranges of them, or paper only come back as they were written."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from build import NOON, a_piece, an_original
from evidence.deliveries import UNKNOWN_DELIVERY
from evidence.journal import Action
from evidence.model import ArrivalState, PageRange, PaperCopy, Piece
from evidence.store.database import open_database
from evidence.store.reading import read_snapshot
from evidence.store.writing import Arrival, NewPiece, Writer
from evidence.workspace import DATABASE


def come_back(folder: Path, *pieces: NewPiece, paper: Piece) -> tuple[Piece, ...]:
    """Write the pieces and read them again."""
    database = open_database(folder / DATABASE, NOON, write=True)
    with database.transaction() as connection:
        writer = Writer(connection, "王敏", NOON, Action.TAKE_IN)
        arrivals = [
            Arrival(new.original.name, ArrivalState.NEW, new.original.sha256, new.piece.id, frozenset(), None)
            for new in pieces
        ]
        writer.take_in(writer.new_batch("来件", UNKNOWN_DELIVERY), arrivals, pieces)
        writer.register_paper(paper)
    with database.transaction() as connection:
        return read_snapshot(connection, NOON).pieces


def test_originals_page_ranges_and_paper_come_back(folder: Path) -> None:
    notice, scan = an_original("通知.docx"), an_original("扫描件.pdf")
    whole = a_piece("通知", originals=[notice], arrived=1)
    joined = replace(
        a_piece("通知、签到表和照片", arrived=2),
        parts=(PageRange(notice.id), PageRange(scan.id, 2, 3), PageRange(scan.id, 7, 7)),
    )
    paper = a_piece("常委会纪要原件", arrived=3, paper=PaperCopy("县委办档案室", "李科长"), pages=12)
    found = come_back(folder, NewPiece(whole, notice, "", ()), NewPiece(joined, scan, "", ()), paper=paper)
    assert found == (whole, joined, paper)
