"""整改台账 as a workbook, which can be taken in again without doubling anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.staging import staged
from evidence.findings import Moment
from evidence.rectify.columns import Field
from evidence.rectify.figures import Case
from evidence.rectify.importing import KEY_LENGTH
from evidence.snapshot import Snapshot
from evidence.wording import findings as words

_WIDTHS_MM: dict[Field, float] = {
    **dict.fromkeys(Field, 20.0),
    Field.NUMBER: 12,
    Field.PLACE: 34,
    Field.TEXT: 60,
    Field.MEASURE: 40,
    Field.PROGRESS: 40,
    Field.UNIT: 28,
    Field.CHECK: 24,
    Field.RECTIFIED: 24,
    Field.CLOSED: 14,
    Field.KEY: 26,
}
_CODES = (Field.FOUND_ON, Field.DEADLINE, Field.HANDED_OUT, Field.KEY)


def write_ledger(path: Path, cases: Sequence[Case], snapshot: Snapshot, version: str) -> None:
    """Write problems to `path`, an .xlsx, in the order given; raise `ExportError` if it is none or the disk refuses."""
    if path.suffix.lower() != ".xlsx":
        raise ExportError("findings_file_kind", path=str(path))
    centred = {Field.NUMBER, Field.CLOSED, *_CODES}
    columns = tuple(SheetColumn(one, _WIDTHS_MM[one], one in centred, one in _CODES) for one in Field)
    rows = tuple(tuple(told[field] for field in Field) for told in map(ledger_row, cases))
    with staged(path) as beside:
        sheet = OfficeSheet(
            words.TITLE,
            ((words.TITLE,),),
            columns,
            rows,
            author=snapshot.project.author,
            version=version,
            at=snapshot.at,
        )
        write_sheet(beside, sheet)


def ledger_row(case: Case) -> dict[Field, str]:
    """Return what the ledger says of a problem, by column; of its round that runs or ran last."""
    finding, now = case.finding, case.standing
    photos = {moment: sum(one.moment is moment for one in finding.photos) for moment in Moment}
    passed = "" if now.checked_on is None else words.FAILED if now.is_open else words.PASSED
    return {
        Field.NUMBER: str(finding.number),
        Field.SOURCE: finding.source,
        Field.FOUND_ON: finding.found_on.isoformat(),
        Field.PLACE: _place(case.place, case.code),
        Field.TEXT: finding.text,
        Field.KIND: finding.kind,
        Field.MEASURE: now.measure,
        Field.UNIT: now.unit,
        Field.PERSON: now.person,
        Field.DEADLINE: _day(now.deadline),
        Field.PROGRESS: now.progress,
        Field.BEFORE: words.photos(photos[Moment.BEFORE]),
        Field.AFTER: words.photos(photos[Moment.AFTER]),
        Field.CHECK: f"{now.checked_by} {_day(now.checked_on)}".strip(),
        Field.RESULT: "；".join(part for part in (passed, now.result) if part),
        Field.CLOSED: words.CLOSED[not now.is_open],
        Field.SEVERITY: finding.severity,
        Field.FOUND_BY: finding.found_by,
        Field.HANDED_OUT: _day(now.handed_out_on),
        Field.RECTIFIED: f"{now.rectified_by} {_day(now.rectified_on)}".strip(),
        Field.STATE: now.state,
        Field.KEY: finding.id[:KEY_LENGTH],
    }


def _place(place: str, code: str) -> str:
    return f"{place}（{code}）" if place and code else place or code


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
