"""收件回执: what came in one batch, what became of it and what could not be used, as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from evidence import wording
from evidence.deliveries import BatchView
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.for_others import snapshot_for_others
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.receipt_phrases import counts, outcome, received, remedy, shown_name, title_of_file, why_unusable
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.intake.privacy import masked
from evidence.snapshot import Snapshot

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


def _write_word(path: Path, view: BatchView, snapshot: Snapshot, template: Template, version: str) -> None:
    files = view.batch.files
    came = [(shown_name(file), title_of_file(file, snapshot), outcome(file, snapshot)) for file in files]
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
            title_of_file(file, snapshot),
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
