"""定稿留底: what is kept of a project under a name, apart from the project as it goes on; written as one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, NewType

from msgspec import Struct
from msgspec.structs import replace

from evidence.journal import Json
from evidence.model import CriterionId, PieceId, State

FrozenId = NewType("FrozenId", str)
NOW = "现在"  # what people call the project as it is; no state that is kept may have this name


class Frozen(Struct, frozen=True):
    """A state that somebody kept."""

    id: FrozenId
    name: str
    at: datetime
    who: str


class FrozenPiece(Struct, frozen=True):
    """A piece that was filed, with what was known of it."""

    id: PieceId
    title: str | None
    document_number: str | None
    issuer: str | None
    issued_on: date | None
    year: int | None
    kind: str | None
    valid_until: date | None
    pages: int | None
    files: tuple[str, ...]  # SHA-256 of each original, with the pages of it that are meant: 3f…/2-4; empty: paper only
    flags: tuple[str, ...]


class FrozenItem(Struct, frozen=True):
    """An item, how far it was provided for, and what was filed under it in which of its materials."""

    id: CriterionId
    code: str
    title: str
    state: State
    needed: int  # pieces
    met: int
    filed: tuple[tuple[PieceId, str | None], ...]  # in order of filing, with the material's name


class FrozenState(Struct, frozen=True):
    """A project at one moment, as far as it is compared with another."""

    at: datetime
    submit_on: date | None
    base_year: int
    scheme: str  # title
    edition: str | None
    items: tuple[FrozenItem, ...]  # in the scheme's order
    pieces: dict[PieceId, FrozenPiece]  # those that are filed under them

    @property
    def day(self) -> date:
        """The day that terms of certificates are judged by: when it is handed in, else when it stood so."""
        return self.submit_on or self.at.date()


def as_json(state: FrozenState) -> dict[str, Json]:
    """Return a state as a document; pieces are rows of values, for there may be thousands."""
    return {
        "at": state.at.isoformat(),
        "submit_on": state.submit_on and state.submit_on.isoformat(),
        "base_year": state.base_year,
        "scheme": state.scheme,
        "edition": state.edition,
        "items": [
            [item.id, item.code, item.title, item.state.value, item.needed, item.met, [list(one) for one in item.filed]]
            for item in state.items
        ],
        "pieces": [_row(piece) for piece in state.pieces.values()],
    }


def from_json(told: Any) -> FrozenState:  # noqa: ANN401 — what JSON gives
    """Return the state that a document tells; raise `LookupError`, `ValueError` or `TypeError` if it tells none."""
    pieces = [_piece(row) for row in told["pieces"]]
    return FrozenState(
        at=datetime.fromisoformat(told["at"]),
        submit_on=_day(told["submit_on"]),
        base_year=int(told["base_year"]),
        scheme=told["scheme"],
        edition=told["edition"],
        items=tuple(
            FrozenItem(CriterionId(key), code, title, State(state), needed, met, tuple((p, s) for p, s in filed))
            for key, code, title, state, needed, met, filed in told["items"]
        ),
        pieces={piece.id: piece for piece in pieces},
    )


def without_files(state: FrozenState, hashes: Collection[str]) -> FrozenState:
    """Return a state that knows nothing of these files; pieces that hold others too keep those, and no facts."""
    pieces = dict(state.pieces)
    for key, piece in state.pieces.items():
        rest = tuple(file for file in piece.files if file.split("/")[0] not in hashes)
        if rest == piece.files:
            continue
        if rest:
            pieces[key] = FrozenPiece(key, None, None, None, None, None, None, None, None, rest, ())
        else:
            del pieces[key]
    items = tuple(
        replace(item, filed=tuple((piece, slot) for piece, slot in item.filed if piece in pieces))
        for item in state.items
    )
    return replace(state, items=items, pieces=pieces)


def _row(piece: FrozenPiece) -> list[Json]:
    return [
        piece.id,
        piece.title,
        piece.document_number,
        piece.issuer,
        piece.issued_on and piece.issued_on.isoformat(),
        piece.year,
        piece.kind,
        piece.valid_until and piece.valid_until.isoformat(),
        piece.pages,
        list(piece.files),
        list(piece.flags),
    ]


def _piece(row: Sequence[Any]) -> FrozenPiece:
    key, title, number, issuer, issued_on, year, kind, until, pages, files, flags = row
    return FrozenPiece(
        PieceId(key), title, number, issuer, _day(issued_on), year, kind, _day(until), pages, tuple(files), tuple(flags)
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
