"""Papers put straight into a workspace, with the texts that a test wants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from build import a_piece, an_original
from evidence.deliveries import UNKNOWN_DELIVERY, Delivery
from evidence.journal import Action
from evidence.model import ArrivalState, Flag, PaperCopy, Piece
from evidence.store.writing import Arrival, NewPiece
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that arrives."""

    text: str = ""
    title: str | None = None
    name: str = "件.docx"
    number: str | None = None
    issuer: str | None = None
    unit: str | None = None
    year: int | None = None
    kind: str | None = None
    issued_on: date | None = None
    flags: frozenset[Flag] = frozenset()
    pages: int | None = 1
    media_type: str = "application/pdf"


def bring(workspace: Workspace, *papers: Paper, delivery: Delivery = UNKNOWN_DELIVERY) -> list[Piece]:
    """Take papers in as one arrival; return their pieces."""
    with workspace.writing(Action.TAKE_IN) as writer:
        first = writer.next_arrival()
        made = [_made(paper, first + at) for at, paper in enumerate(papers)]
        arrivals = [
            Arrival(one.original.name, ArrivalState.NEW, one.original.sha256, one.piece.id, frozenset(), None)
            for one in made
        ]
        writer.take_in(writer.new_batch("来件", delivery), arrivals, made)
    return [one.piece for one in made]


def register_on_paper(workspace: Workspace, title: str, paper: PaperCopy, places: Sequence[str] = ()) -> None:
    """Register what lies elsewhere on paper only."""
    workspace.register_paper(replace(a_piece().facts, title=title), 3, paper, places)


def _made(paper: Paper, arrived: int) -> NewPiece:
    original = replace(an_original(paper.name, paper.media_type), pages=paper.pages)
    piece = a_piece(
        paper.title,
        year=paper.year,
        issuer=paper.issuer,
        number=paper.number,
        issued_on=paper.issued_on,
        unit=paper.unit,
        flags=paper.flags,
        originals=[original],
        arrived=arrived,
        pages=paper.pages,
    )
    piece = replace(piece, facts=replace(piece.facts, kind=paper.kind, stage=None))
    return NewPiece(piece, original, paper.text, ())
