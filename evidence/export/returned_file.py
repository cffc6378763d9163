"""补报对照单: an arrival beside what its unit owes, as Word or Excel, to go back to the unit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evidence.check.debts import Debt
from evidence.check.gaps import ItemGaps
from evidence.check.returned import Came, Returned, returned
from evidence.deliveries import Batch
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.blocks import WHOLE, Block, Cell, Column, Paragraph, Row, Style, Table
from evidence.export.office_sheet import OfficeSheet, SheetColumn, write_sheet
from evidence.export.plain import write_plain
from evidence.export.receipt_phrases import received, shown_name
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.intake.debt_codes import debt_codes
from evidence.model import ArrivalState
from evidence.snapshot import Snapshot
from evidence.wording import handing_out
from evidence.wording import returning as words

ENDINGS = (".docx", ".xlsx")
_CLOSED = (
    Column("序号", 11),
    Column("补报码", 23),
    Column("内容号", 17),
    Column("应备材料", 37),
    Column("年度", 14),
    Column("文件", 34),
    Column("依据", 20),
)
_WRONG = (Column("序号", 11), Column("文件", 52), Column("补报码", 23), Column("问题", 70))
_MISSING = (
    Column("序号", 11),
    Column("补报码", 22),
    Column("内容号", 17),
    Column("应备材料", 44),
    Column("年度", 13),
    Column("差几件", 15),
    Column("完成时限", 34),
)
_CENTRED = frozenset({"补报码", "内容号", "年度", "差几件", "完成时限"})
_SHEET = (
    SheetColumn("情况", 22, centred=True),
    SheetColumn("补报码", 24, centred=True, is_code=True),
    SheetColumn("内容号", 20, centred=True, is_code=True),
    SheetColumn("应备材料", 62),
    SheetColumn("年度", 16, centred=True),
    SheetColumn("差几件", 16, centred=True),
    SheetColumn("文件", 62),
    SheetColumn("依据或问题", 74),
)


def held_against_debts(snapshot: Snapshot, gaps: Sequence[ItemGaps], batch: Batch) -> Returned:
    """Return an arrival beside what its unit owes, as both stand now."""
    codes = debt_codes(snapshot, gaps).brought(batch.delivery.unit, {})
    return returned(snapshot, gaps, batch, codes.doubts)


def write_returned(
    path: Path, batch: Batch, found: Returned, snapshot: Snapshot, template: Template, version: str
) -> None:
    """Write an arrival beside what its unit owes to `path`, whose ending tells the format."""
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("returned_file_kind", path=str(path))
    with staged(path) as beside:
        if path.suffix.lower() == ".docx":
            _write_word(beside, batch, found, snapshot, template, version)
        else:
            _write_workbook(beside, batch, found, snapshot, version)


def file_name(batch: Batch, unit: str | None) -> str:
    """Return what the document is called, without its ending."""
    return f"{batch.name}{words.NAME}" + (f"_{unit}" if unit else "")


def answers(batch: Batch) -> list[str]:
    """Return what the unit wrote into its list."""
    said = handing_out.PHRASES["answers"].partition("{")[0]
    told = (file.message or "" for file in batch.files if file.state is ArrivalState.JUNK)
    return [message[message.index(said) + len(said) :] for message in told if said in message]


def sums(found: Returned) -> str:
    """Return what came of an arrival, in numbers."""
    return words.sums(
        found.unit,
        files=len(found.files),
        closed=len(found.closed),
        wrong=len(found.wrong),
        missing=len(found.missing),
        papers=sum(debt.lacking for debt in found.missing),
    )


def closed_rows(found: Returned) -> list[tuple[str, ...]]:
    """Return for each closed gap: code, item, material, year, the files that closed it, how that was known."""
    return [
        (*_of_debt(debt), "、".join(_name(came) for came in served), _ways(served))
        for debt in found.closed
        if (served := [came for came in found.files if any(one is debt for one in came.closes)])
    ]


def wrong_rows(found: Returned) -> list[tuple[str, ...]]:
    """Return for each file with which something is wrong: the file, its codes, what is wrong."""
    return [(_name(came), "、".join(came.codes), words.troubles(came.wrong)) for came in found.wrong]


def missing_rows(found: Returned) -> list[tuple[str, ...]]:
    """Return for each gap that is left: code, item, material, year, how many papers, by when."""
    return [(*_of_debt(debt), str(debt.lacking), handing_out.day(debt.due)) for debt in found.missing]


def _of_debt(debt: Debt) -> tuple[str, ...]:
    material = phrases.material(debt.row.slot, debt.criterion)
    year = str(debt.row.year) if debt.row.year else words.PHRASES["any_year"]
    return debt.code, debt.criterion.code + phrases.mark(debt.criterion), material, year


def _name(came: Came) -> str:
    return shown_name(came.file)


def _ways(served: Sequence[Came]) -> str:
    return "、".join(dict.fromkeys(words.WAYS[came.way] for came in served if came.way))


def _lines(batch: Batch, found: Returned, snapshot: Snapshot) -> list[str]:
    at = words.PHRASES["as_of"].format(at=f"{snapshot.at:%Y-%m-%d %H:%M}")
    return [words.PHRASES["batch"].format(name=batch.name, received=received(batch)), at, sums(found)]


def _title(found: Returned, snapshot: Snapshot) -> str:
    return words.TITLE.format(office=snapshot.project.author) + (f"（{found.unit}）" if found.unit else "")


def _write_word(
    path: Path, batch: Batch, found: Returned, snapshot: Snapshot, template: Template, version: str
) -> None:
    title, told = _title(found, snapshot), answers(batch)
    blocks: list[Block] = [
        Paragraph(Style.DIRECTORY_TITLE, title),
        *(Paragraph(Style.NOTE, line) for line in _lines(batch, found, snapshot)),
        *_section("closed", _CLOSED, closed_rows(found), words.PHRASES["closed_none"]),
        *_section("wrong", _WRONG, wrong_rows(found), words.PHRASES["wrong_none"]),
        *_section("missing", _MISSING, missing_rows(found), words.nothing_missing(found.unit)),
    ]
    if told:
        blocks += [Paragraph(Style.SECTION, words.PHRASES["answers"]), *(Paragraph(Style.NOTE, line) for line in told)]
    write_plain(path, title, blocks, snapshot, template, version)


def _section(heading: str, columns: Sequence[Column], rows: Sequence[tuple[str, ...]], none: str) -> list[Block]:
    name = words.PHRASES[heading]
    if not rows:
        return [Paragraph(Style.SECTION, name), Paragraph(Style.NOTE, none)]
    styles = [Style.TABLE_CENTRE if column.head in _CENTRED else Style.TABLE_TEXT for column in columns[1:]]
    made = tuple(
        Row(
            (
                Cell(str(number), Style.TABLE_CENTRE),
                *(Cell(text, style, max_lines=WHOLE) for text, style in zip(row, styles, strict=True)),
            ),
            may_break=True,
        )
        for number, row in enumerate(rows, 1)
    )
    continued = words.PHRASES["continued"].format(name=name.partition("、")[2])
    return [Paragraph(Style.SECTION, name), Table(tuple(columns), made, continued)]


def _write_workbook(path: Path, batch: Batch, found: Returned, snapshot: Snapshot, version: str) -> None:
    closed = [("补齐", *row[:4], "", *row[4:]) for row in closed_rows(found)]
    wrong = [("有问题", code, "", "", "", "", file, why) for file, code, why in wrong_rows(found)]
    missing = [("还欠", *row[:5], "", row[5] and f"完成时限：{row[5]}") for row in missing_rows(found)]
    lines = [*_lines(batch, found, snapshot), *answers(batch)]
    sheet = OfficeSheet(
        batch.name,
        ((_title(found, snapshot),), *((line,) for line in lines)),
        _SHEET,
        (*closed, *wrong, *missing),
        author=snapshot.project.author,
        version=version,
        at=snapshot.at,
    )
    write_sheet(path, sheet)
