"""收件回执: what came in one batch, what became of it and what could not be used, as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from evidence import wording
from evidence.deliveries import Batch, BatchFile, BatchView, Match, counted
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.for_others import snapshot_for_others
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.intake.privacy import masked
from evidence.model import ArrivalState, Flag
from evidence.snapshot import Snapshot
from evidence.wording import receiving as words
from evidence.wording.titles import in_marks

ENDINGS = (".docx", ".xlsx")
_CAME = (Column("序号", 12), Column("文件", 52), Column("题名", 50), Column("处理结果", 42))
_UNUSABLE = (Column("序号", 12), Column("文件", 50), Column("不能使用的原因", 56), Column("怎么办", 38))
_LEFT_OUT = (Column("序号", 12), Column("题名", 104), Column("文号", 40))
_SHEET = (
    SheetColumn("序号", 12, centred=True),
    SheetColumn("文件", 66),
    SheetColumn("题名", 62),
    SheetColumn("处理结果", 40),
    SheetColumn("不能使用的原因", 52),
    SheetColumn("怎么办", 34),
)


def write_receipt(path: Path, view: BatchView, snapshot: Snapshot, template: Template, version: str) -> None:
    """Write the receipt of a batch to `path`, whose ending tells the format.

    Of a file that was refused for its mark of secrecy it tells the file's own name only; of identity and mobile numbers
    in names and titles their ends.
    """
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("receipt_file_kind", path=str(path))
    snapshot = snapshot_for_others(snapshot)
    files = tuple(replace(file, source=masked(file.source)) for file in view.batch.files)
    view = replace(view, batch=replace(view.batch, files=files))
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            _write_word(beside, view, snapshot, template, version)
        else:
            _write_workbook(beside, view, snapshot, version)


def file_name(batch: Batch) -> str:
    """Return what a receipt's file is called, without its ending."""
    unit = f"_{batch.delivery.unit}" if batch.delivery.unit else ""
    return f"{batch.name}收件回执{unit}"


def outcome(file: BatchFile, snapshot: Snapshot) -> str:
    """Return what became of a file, with what was noticed about it."""
    earlier = snapshot.piece_by_id.get(file.earlier) if file.earlier else None
    was = phrases.title_of(earlier, snapshot) if earlier else ""
    title = "" if was == _titled(file, snapshot) else in_marks(was)
    said = words.RECEIVED[file.state]
    if file.state is ArrivalState.NEW:
        match file.match:
            case Match.VERSION:
                said = wording.phrase("receipt_replaced" if file.replaced else "receipt_version", title=title)
            case Match.UNCLEAR | Match.NEW | Match.KEPT_BOTH:
                said = wording.phrase(f"receipt_{file.match}")
            case Match.SAME | None:
                pass
    noticed = wording.flag_words(file.flags - {Flag.SECRET, Flag.EMPTY})
    return f"{said}（{noticed}）" if noticed and file.state is not ArrivalState.REFUSED else said


def shown_name(file: BatchFile) -> str:
    """Return how a file is named to people: by its path, or one with a mark of secrecy by its own name."""
    return PurePosixPath(file.source).name if Flag.SECRET in file.flags else file.source


def remedy(file: BatchFile) -> str:
    """Return what whoever brought a file should do about it; empty where it can be used."""
    if file.usable or file.state is ArrivalState.OPENED:
        return ""
    for flag, code in ((Flag.SECRET, "secret"), (Flag.ENCRYPTED, "encrypted"), (Flag.EMPTY, "empty")):
        if flag in file.flags:
            return words.REMEDIES[code]
    by_state = {ArrivalState.JUNK: "junk", ArrivalState.REFUSED: "refused"}
    return words.REMEDIES[by_state.get(file.state, "damaged")]


def counts(view: BatchView) -> list[str]:
    """Return how many files came, could be used, and are what beside what was delivered before."""
    batch = view.batch
    total, usable = batch.count, batch.usable
    said = [wording.phrase("receipt_counts", count=total, usable=usable, unusable=total - usable)]
    if batch.opened:
        said.append(wording.phrase("receipt_counts_opened", count=batch.opened))
    if any(file.match for file in batch.files):
        numbers = {match.value: count for match, count in counted(batch.files).items()}
        said.append(wording.phrase("receipt_counts_matched", gone=len(view.left_out), **numbers))
    return said


def day(of: date) -> str:
    """Return a day as offices write it."""
    return f"{of.year}年{of.month}月{of.day}日"


def received(batch: Batch) -> str:
    """Return the day of receipt, with the time of recording where that was another day."""
    at = batch.arrived_at
    if batch.received_on == at.date():
        return wording.phrase("receipt_day", day=day(batch.received_on))
    recorded = f"{day(at.date())}{at:%H:%M}"
    return wording.phrase("receipt_recorded", day=day(batch.received_on), recorded=recorded)


def _lines(view: BatchView) -> list[str]:
    delivery, blank = view.batch.delivery, wording.phrase("receipt_blank")
    known = {"unit": delivery.unit, "sender": delivery.sender, "channel": delivery.channel}
    lines = [
        wording.phrase("receipt_number", number=view.batch.name),
        received(view.batch),
        wording.phrase("receipt_from", **{name: text or blank for name, text in known.items()}),
    ]
    if delivery.note:
        lines.append(wording.phrase("receipt_note", note=delivery.note))
    return [*lines, *counts(view)]


def _title(snapshot: Snapshot) -> str:
    return wording.phrase("receipt_of", office=snapshot.project.author)


def _titled(file: BatchFile, snapshot: Snapshot) -> str:
    piece = snapshot.piece_by_id.get(file.piece) if file.piece else None
    return phrases.title_of(piece, snapshot) if piece else ""


def why_unusable(file: BatchFile) -> str:
    """Return why a file cannot be used, in the words of its arrival."""
    return file.message or wording.flag_words(file.flags)


def _write_word(path: Path, view: BatchView, snapshot: Snapshot, template: Template, version: str) -> None:
    files = view.batch.files
    came = [(shown_name(file), _titled(file, snapshot), outcome(file, snapshot)) for file in files]
    unusable = [(shown_name(file), why_unusable(file), remedy(file)) for file in files if remedy(file)]
    title = _title(snapshot)
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, title),
        *(Paragraph(Style.NOTE, line) for line in _lines(view)),
        Paragraph(Style.SECTION, wording.phrase("receipt_came")),
        _table(_CAME, came, "receipt_came_continued"),
        Paragraph(Style.SECTION, wording.phrase("receipt_unusable")),
    ]
    if unusable:
        blocks.append(_table(_UNUSABLE, unusable, "receipt_unusable_continued"))
    else:
        blocks.append(Paragraph(Style.NOTE, wording.phrase("receipt_none_unusable")))
    if view.left_out:
        gone = [
            (masked(phrases.title_of(piece, snapshot)), piece.facts.document_number or "") for piece in view.left_out
        ]
        blocks += [
            Paragraph(Style.SECTION, wording.phrase("receipt_left_out", number="三")),
            Paragraph(Style.NOTE, wording.phrase("receipt_left_out_note", count=len(gone))),
            _table(_LEFT_OUT, gone, "receipt_left_out_continued"),
        ]
    blocks += [Paragraph(Style.NOTE, text) for text in ("　", wording.phrase("receipt_signed"))]
    write_plain(path, title, blocks, snapshot, template, version)


def _table(columns: Sequence[Column], rows: Sequence[tuple[str, ...]], continued: str) -> Table:
    made = tuple(
        Row((Cell(str(number), Style.TABLE_CENTRE), *(Cell(text, max_lines=WHOLE) for text in row)), may_break=True)
        for number, row in enumerate(rows, 1)
    )
    return Table(tuple(columns), made, wording.phrase(continued))


def _write_workbook(path: Path, view: BatchView, snapshot: Snapshot, version: str) -> None:
    rows = [
        (
            str(number),
            shown_name(file),
            _titled(file, snapshot),
            outcome(file, snapshot),
            why_unusable(file) if remedy(file) else "",
            remedy(file),
        )
        for number, file in enumerate(view.batch.files, 1)
    ]
    gone = [
        ("", "", masked(phrases.title_of(piece, snapshot)), wording.phrase("left_out"), "", "")
        for piece in view.left_out
    ]
    lines = [*_lines(view), wording.phrase("receipt_signed")]
    sheet = OfficeSheet(
        view.batch.name,
        ((_title(snapshot),), *((line,) for line in lines)),
        _SHEET,
        (*rows, *gone),
        author=snapshot.project.author,
        version=version,
        at=snapshot.at,
    )
    write_sheet(path, sheet)
