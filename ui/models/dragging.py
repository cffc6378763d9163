"""What is dragged inside the window: pieces, and the filings that they are dragged out of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QMimeData

if TYPE_CHECKING:  # the first window is painted without
    from evidence.model import FilingId, PieceId

MIME_TYPE = "application/x-beijian-pieces"


Carry = Callable[[QMimeData, Sequence["PieceId"]], QMimeData]  # what is carried out of the window as well


def only_inside(inner: QMimeData, _: Sequence[PieceId]) -> QMimeData:
    """Let pieces be dragged inside the window only."""
    return inner


class Dragged(Struct, frozen=True):
    """Pieces on their way; `filings` is empty for what comes from the tray."""

    pieces: tuple[PieceId, ...]
    filings: tuple[FilingId, ...]


def pack(pieces: Iterable[PieceId], filings: Iterable[FilingId] = ()) -> QMimeData:
    """Return what a drag carries."""
    data = QMimeData()
    data.setData(MIME_TYPE, json.dumps([list(pieces), list(filings)]).encode())
    return data


def unpack(data: QMimeData) -> Dragged | None:
    """Return what is dragged, None if it is not ours."""
    if not data.hasFormat(MIME_TYPE):
        return None
    from evidence.model import FilingId, PieceId

    pieces, filings = json.loads(bytes(data.data(MIME_TYPE).data()))
    return Dragged(tuple(map(PieceId, pieces)), tuple(map(FilingId, filings)))
