"""整改台账 as a workbook, which can be taken in again without doubling anything."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from evidence.errors import ExportError
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.staging import staged
from evidence.findings import Did, Moment
from evidence.rectify import looks
from evidence.rectify.columns import OWN, Field
from evidence.rectify.figures import Case
from evidence.rectify.importing import KEY_LENGTH
from evidence.rectify.standing import Standing, standing
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
    Field.LOOKED: 34,
    Field.KEY: 26,
}
_CODES = (Field.FOUND_ON, Field.DEADLINE, Field.HANDED_OUT, Field.KEY)


def write_ledger(path: Path, cases: Sequence[Case], snapshot: Snapshot, version: str) -> None:
    """Write problems to `path`, an .xlsx, in the order given; raise `ExportError` if it is none or the disk refuses."""
    if path.suffix.lower() != ".xlsx":
        raise ExportError("findings_file_kind", path=str(path))
    centred = {Field.NUMBER, Field.CLOSED, *_CODES}
    columns = tuple(SheetColumn(one, _WIDTHS_MM[one], one in centred, one in _CODES) for one in OWN)
    rows = tuple(tuple(told[field] for field in OWN) for told in map(ledger_row, cases))
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
    """Return what the ledger says of a problem, by column; of its round that runs or ran last.

    Of one that came back and was not put right again, what was done before, marked as such.
    """
    finding, now = case.finding, case.standing
    done, mark = _last_done(case)
    photos = {moment: sum(one.moment is moment for one in finding.photos) for moment in Moment}
    passed = "" if done.checked_on is None else words.FAILED if done.is_open else words.PASSED
    earlier = words.BEFORE_REBOUND.format(said=done.progress) if mark and done.progress else ""
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
        Field.PROGRESS: "；".join(filter(None, (now.progress, earlier))),
        Field.BEFORE: words.photos(photos[Moment.BEFORE]),
        Field.AFTER: words.photos(photos[Moment.AFTER]),
        Field.CHECK: _by_and_day(done.checked_by, done.checked_on, mark),
        Field.RESULT: "；".join(part for part in (f"{passed}{mark}" if passed else "", done.result) if part),
        Field.CLOSED: words.CLOSED[not now.is_open],
        Field.SEVERITY: finding.severity,
        Field.FOUND_BY: finding.found_by,
        Field.HANDED_OUT: _day(now.handed_out_on),
        Field.RECTIFIED: _by_and_day(done.rectified_by, done.rectified_on, mark),
        Field.STATE: now.state,
        Field.LOOKED: looks.told(now.looks, looks.of_round(finding.events)),
        Field.KEY: finding.id[:KEY_LENGTH],
    }


def _last_done(case: Case) -> tuple[Standing, str]:
    """Return the round that tells how a problem was put right and checked, and the mark of one that was in vain."""
    now, events = case.standing, case.finding.events
    if not now.rebounds or now.rectified_on is not None or now.checked_on is not None:
        return now, ""
    last = max(at for at, event in enumerate(events) if event.did is Did.REOPEN)
    return standing(replace(case.finding, events=events[:last])), words.REBOUNDED


def _by_and_day(name: str, day: date | None, mark: str) -> str:
    told = f"{name} {_day(day)}".strip()
    return f"{told}{mark}" if told else ""


def _place(place: str, code: str) -> str:
    return f"{place}（{code}）" if place and code else place or code


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
