"""责任落实情况 as Word or Excel, by unit, or by place for what companies promise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence import wording
from evidence.check.duties import DutyRow, SignedPlace
from evidence.errors import ExportError
from evidence.export.table_file import HEADS_CENTRED, TableFile, write_table_file
from evidence.export.template import Template
from evidence.model import Piece, State
from evidence.snapshot import Snapshot
from evidence.wording import duties as words

_WIDTHS_MM = (10, 20, 36, 17, 52, 14, 16, 60)  # 225 mm: of a page that lies
_PLACE_WIDTHS_MM = (12, 30, 60, 28, 25, 70)
_CODES = frozenset({"内容号"})
_CENTRED = HEADS_CENTRED | {"责任方", "内容号", "年度", "情况", "业态", "乡镇"}


def duty_cells(rows: Sequence[DutyRow]) -> tuple[tuple[str, ...], ...]:
    """Return the rows under `wording.duties.HEADS`."""
    return tuple(
        (
            str(number),
            row.duty.side,
            row.unit or wording.phrase("duty_unit_unknown"),
            row.duty.item.code,
            row.duty.slot.name,
            "" if row.year is None else str(row.year),
            wording.STATES[row.state],
            _titles(row.papers),
        )
        for number, row in enumerate(rows, 1)
    )


def place_cells(places: Sequence[SignedPlace]) -> tuple[tuple[str, ...], ...]:
    """Return places under `wording.duties.PLACE_HEADS`."""
    return tuple(
        (
            str(number),
            place.site.trade,
            place.site.name,
            place.site.township,
            _how_sure(place),
            _titles(place.papers or place.maybe),
        )
        for number, place in enumerate(places, 1)
    )


def _how_sure(place: SignedPlace) -> str:
    if place.papers:
        return wording.phrase("duty_there")
    return wording.phrase("duty_maybe" if place.maybe else "duty_not_found")


def counts(rows: Sequence[DutyRow]) -> str:
    """Return how much is there, in a sentence."""
    asked = [row for row in rows if row.state is not State.NOT_APPLICABLE]
    needed = sum(row.needed for row in asked)
    met = sum(row.met for row in asked)
    units = {row.unit for row in asked if row.met < row.needed}
    return wording.phrase("duties_counts", needed=needed, met=met, missing=needed - met, units=len(units))


def place_counts(places: Sequence[SignedPlace]) -> str:
    """Return how many places are named, in a sentence."""
    signed = sum(bool(place.papers) for place in places)
    maybe = sum(bool(place.maybe) and not place.papers for place in places)
    told = wording.phrase("duties_places", count=len(places), signed=signed)
    return told + (wording.phrase("duties_places_maybe", count=maybe) if maybe else "")


def write_duties(
    path: Path,
    rows: Sequence[DutyRow],
    looked_for: Sequence[str],
    snapshot: Snapshot,
    wide_template: Template,
    version: str,
) -> None:
    """Write what units owe to `path`, whose ending tells the format; raise `ExportError` for another one."""
    note = words.NOTE.format(words="、".join(looked_for))
    title = f"{snapshot.project.place or ''}{words.TITLE}"
    told, cells = (counts(rows),), duty_cells(rows)
    table = TableFile(
        title, words.TITLE, told, words.HEADS, _WIDTHS_MM, cells, (note,), _CENTRED, frozenset({"内容号"})
    )
    _write(path, table, snapshot, wide_template, version)


def write_places(
    path: Path, places: Sequence[SignedPlace], snapshot: Snapshot, wide_template: Template, version: str
) -> None:
    """Write what was found of places, as `write_duties` does."""
    title = f"{snapshot.project.place or ''}{words.TITLE}（企业主体）"
    cells, notes = place_cells(places), (words.PLACE_NOTE,)
    told = (place_counts(places),)
    table = TableFile(title, words.PLACES, told, words.PLACE_HEADS, _PLACE_WIDTHS_MM, cells, notes, _CENTRED)
    _write(path, table, snapshot, wide_template, version)


def _write(path: Path, table: TableFile, snapshot: Snapshot, wide_template: Template, version: str) -> None:
    if path.suffix.lower() not in (".docx", ".xlsx"):
        raise ExportError("duty_file_kind", path=str(path))
    write_table_file(path, table, snapshot, wide_template, version)


def _titles(papers: Sequence[Piece]) -> str:
    return "；".join(piece.facts.title or piece.id[:8] for piece in papers)
