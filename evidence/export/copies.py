"""Papers as files for other programs: read-only copies under names that people read, pages apart where they are."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from evidence.as_pages import shown_pages
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.excerpt import take_pages
from evidence.model import Flag, Original, PageRange, Piece, PieceId
from evidence.names import safe_name
from evidence.snapshot import Snapshot
from evidence.store.disk import disk_sentences

_PAGED = frozenset({"application/pdf", "image/tiff"})
_NEVER = frozenset({Flag.SECRET})


class CopyPlan(Struct, frozen=True):
    """One file to be made."""

    original: Original
    pages: tuple[int, ...]  # from 1; none: the whole file
    name: str


def plan_copies(snapshot: Snapshot, pieces: Iterable[PieceId]) -> tuple[CopyPlan, ...]:
    """Return which files pieces are handed out as, each under a name of its own; none of what bears a 密级 mark."""
    plans: list[CopyPlan] = []
    taken: set[str] = set()
    for key in dict.fromkeys(pieces):
        piece = snapshot.piece_by_id.get(key)
        if piece is None or _NEVER & piece.flags:
            continue
        for number, part in enumerate(piece.parts, 1):
            original = snapshot.originals[part.original]
            name = _free(_name(piece, number, original, snapshot), taken)
            plans.append(CopyPlan(original, _pages(part, original), name))
    return tuple(plans)


def make_copies(plans: Sequence[CopyPlan], original_path: Callable[[Original], Path], folder: Path) -> tuple[Path, ...]:
    """Write the files into a folder, read-only, and return them; raise `ExportError` where one cannot be."""
    made: list[Path] = []
    for plan in plans:
        target, source = folder / plan.name, original_path(plan.original)
        with disk_sentences(target, ExportError):
            if plan.pages:
                take_pages(source, plan.original.media_type, plan.pages, target)
            else:
                shutil.copyfile(source, target)
            target.chmod(stat.S_IREAD)
        made.append(target)
    return tuple(made)


def _pages(part: PageRange, original: Original) -> tuple[int, ...]:
    whole = part.first is None or part.last is None or original.media_type not in _PAGED
    if whole or (part.first == 1 and part.last == shown_pages(original)):
        return ()
    return tuple(range(part.first or 1, (part.last or 1) + 1))


def _name(piece: Piece, number: int, original: Original, snapshot: Snapshot) -> str:
    ending = Path(original.name).suffix
    title = phrases.title_of(piece, snapshot)
    several = f"（{number}）" if len(piece.parts) > 1 else ""
    return safe_name(title.removesuffix(ending), 60) + several + ending.lower()


def _free(name: str, taken: set[str]) -> str:
    stem, ending = Path(name).stem, Path(name).suffix
    free, count = name, 1
    while free.casefold() in taken:
        count += 1
        free = f"{stem}（{count}）{ending}"
    taken.add(free.casefold())
    return free
