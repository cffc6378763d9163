"""查阅登记表 as Word or Excel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot
from evidence.visits import Request
from evidence.wording import visits as words

ENDINGS = (".docx", ".xlsx")
_WIDTHS_MM = (12, 26, 18, 50, 50, 20, 46, 20, 15)  # of a page that lies


def write_requests(
    path: Path, requests: Sequence[Request], snapshot: Snapshot, wide_template: Template, version: str
) -> None:
    """Write the register to `path`, whose ending tells the format; Word on pages that lie, as `wide_template` has."""
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("visit_file_kind", path=str(path))
    rows = [_cells(number, request) for number, request in enumerate(requests, 1)]
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            columns = tuple(map(Column, words.HEADS, _WIDTHS_MM))
            table = Table(columns, tuple(map(_row, rows)), f"{words.TITLE}（续）")
            blocks: list[Block] = [Paragraph(Style.DIRECTORY_TITLE, words.TITLE), table]
            write_plain(beside, words.TITLE, blocks, snapshot, wide_template, version)
        else:
            sheet = OfficeSheet(
                words.TITLE,
                ((words.TITLE,),),
                tuple(SheetColumn(head, float(wide)) for head, wide in zip(words.HEADS, _WIDTHS_MM, strict=True)),
                tuple(rows),
                author=snapshot.project.author,
                version=version,
                at=snapshot.at,
            )
            write_sheet(beside, sheet)


def _cells(number: int, request: Request) -> tuple[str, ...]:
    at = f"{request.at:%Y-%m-%d %H:%M}"
    wish, told = words.WISHES[request.wish], (request.paper, request.said, request.examiner, request.who)
    paper, said, examiner, who = told
    return (str(number), at, request.code, request.item, paper, wish, said, examiner, who)


def _row(cells: Sequence[str]) -> Row:
    return Row(tuple(Cell(text, max_lines=WHOLE) for text in cells), may_break=True)
