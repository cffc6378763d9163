"""换页清单: which sheets of printed boxes are taken out, and which are printed and put in; as Word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from evidence import wording
from evidence.boxes import PageBase
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.box_changes import BoxChange, Sheet
from evidence.export.box_plan import BoxPlan, PlannedBox
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.model import CriterionId, PieceId
from evidence.wording import boxes as words

_COLUMNS = (
    Column("序号", 12),
    Column("抽出", 32),
    Column("装入", 44),
    Column("装入的页上是什么", 68),
)


def write_box_file(path: Path, plan: BoxPlan, numbers: Collection[int], template: Template, version: str) -> None:
    """Write the list for these boxes to `path`; raise `ExportError` if none of them differs from what was printed."""
    if path.suffix.lower() != ".docx":
        raise ExportError("box_list_kind", path=str(path))
    snapshot = plan.snapshot
    fixed = [box for box in plan.boxes if box.number in numbers and box.fixed]
    changed = [box for box in fixed if box.change is not None and box.change.is_any]
    if not fixed:
        raise ExportError("box_none_fixed")
    if not changed:
        raise ExportError("box_unchanged", boxes="、".join(str(box.number) for box in fixed))
    by_sheets = "_box" if snapshot.boxes.rules.base is PageBase.BOX else ""
    title = wording.phrase("sheets_title")
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, title),
        Paragraph(Style.NOTE, wording.phrase(f"sheets_note{by_sheets}")),
    ]
    names = _Names(plan)
    for box in changed:
        blocks += _of_box(box, names)
    with staged(path) as beside:
        write_plain(beside, title, blocks, snapshot, template, version)


def _of_box(box: PlannedBox, names: _Names) -> Iterator[Block]:
    change, fixed = box.change, box.fixed
    if change is None or fixed is None:
        return
    name = wording.phrase("sheets_box", number=box.number, at=f"{fixed.at:%Y-%m-%d}", who=fixed.who)
    yield Paragraph(Style.SECTION, name)
    sums = {
        "out": len(change.taken_out),
        "put": len(change.put_in),
        "new": len(change.new),
        "changed": len(change.changed),
    }
    yield Paragraph(Style.NOTE, wording.phrase("sheets_sums", **sums))
    rows = [
        Row(
            (
                Cell(str(serial), Style.TABLE_CENTRE),
                Cell(words.pages(out) if out else "", Style.TABLE_CENTRE),
                Cell(words.pages(put) + _faces(put, box) if put else "", Style.TABLE_CENTRE, max_lines=WHOLE),
                Cell(names.of(put, change), max_lines=WHOLE),
            ),
            may_break=True,
        )
        for serial, (out, put) in enumerate(_swaps(change), 1)
    ]
    yield Table(_COLUMNS, tuple(rows), wording.phrase("sheets_continued"))


def _faces(sheet: Sheet, box: PlannedBox) -> str:
    """Say which pages of the box's Word file these are; nothing where papers themselves are put in."""
    if box.bound.stamped is not None:
        return ""
    at = [len(box.bound.front) + box.bound.places.index(place) + 1 for place in sheet]
    code = "sheets_faces" if len(at) > 1 else "sheets_face"
    return "\n" + wording.phrase(code, first=at[0], last=at[-1])


def _swaps(change: BoxChange) -> Iterator[tuple[Sheet | None, Sheet | None]]:
    """Yield what is taken out and what comes in its place, by the sheets' first pages."""
    firsts = sorted({sheet[0] for sheet in (*change.taken_out, *change.put_in)})
    for first in firsts:
        out = [sheet for sheet in change.taken_out if sheet[0] == first]
        put = [sheet for sheet in change.put_in if sheet[0] == first]
        yield from zip_longest(out, put)


class _Names:
    """What the pages of boxes are called."""

    def __init__(self, plan: BoxPlan) -> None:
        self._snapshot = plan.snapshot
        numbered = plan.contents.numbered.values()
        self._labels = {entry.piece.id: entry.label for entries in numbered for entry in entries}

    def of(self, sheet: Sheet | None, change: BoxChange) -> str:
        """Say what is on the pages of a sheet, each thing once."""
        named = (self._named(*change.about[place]) for place in sheet or ())
        return "；".join(dict.fromkeys(named))

    def _named(self, key: str, pieces: Sequence[PieceId]) -> str:
        kind, _, name = key.partition(":")
        criterion = self._snapshot.by_id.get(CriterionId(name))
        if criterion is not None:
            return f"{criterion.code} {phrases.item_name(criterion)}" if kind == "point" else f"{criterion.code} 目录"
        there = [piece for piece in pieces if piece in self._labels]
        if not there:
            return wording.phrase("sheets_directory") if key == "directory" else ""
        if len(there) > 1:
            return wording.phrase("sheets_pieces", first=self._labels[there[0]], last=self._labels[there[-1]])
        return f"{self._labels[there[0]]} {phrases.title_of(self._snapshot.piece_by_id[there[0]], self._snapshot)}"
