"""Rows of evidence: made, laid out and written, against the same XML only zipped and against python-docx (CPU time)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import docx
from bench.figures import MB, Figure, cpu_s, in_child
from pages.texts import ISSUERS

from app.paths import WORD_TEMPLATE
from build import NOON
from evidence.export.blocks import Column, Form, Paragraph, Row, Style, Table
from evidence.export.box_pages import pages_of
from evidence.export.paginate import paginate
from evidence.export.picture_store import PictureStore
from evidence.export.template import Template, load_template
from evidence.export.word import WordFile, write_word
from evidence.garbage import no_garbage

_COLUMNS = (
    Column("序号", 16),
    Column("文号", 30),
    Column("责任者", 26),
    Column("题名", 53),
    Column("日期", 18),
    Column("页号", 13),
)
_CENTRED = frozenset({"序号", "日期", "页号"})
_FORM = Form.of(*(Style.TABLE_CENTRE if column.head in _CENTRED else Style.TABLE_TEXT for column in _COLUMNS))
_BODIES = ("食药安办发", "市监发", "教委发", "府办发", "卫健委函")
_TITLES = (
    "关于印发《{year}年{place}{work}工作方案》的通知",
    "{place}{year}年第{quarter}季度{work}情况报告",
    "{place}{work}总结",
    "关于开展{year}年{place}{work}的通知",
    "{place}落实食品安全“两个责任”、做好{work}工作会议纪要（第{quarter}次）",
    "转发《关于进一步加强{place}{work}、{other}有关事项的函》的通知",
)
_RIVERS, _VILLAGES = "双石红沙清龙白马金桃梨柳松杨竹荷梅兰", "河坪岩溪水门沟岭湾坝塘桥坡林井台湖口"
_WORKS = (
    "学校食堂专项检查",
    "宣传周活动",
    "农村集体聚餐风险防控",
    "校园周边治理",
    "抽检监测",
    "小作坊整治",
    "冷链食品管控",
    "食用农产品承诺达标合格证",
)

Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows, in how many runs; `slow_rows` is what the quadratic way of python-docx is measured at."""

    rows: int = 10_000
    slow_rows: int = 2_000
    runs: int = 5


FULL = Size()
TINY = Size(rows=40, slow_rows=10, runs=1)


def directory_rows(count: int) -> list[Texts]:
    """Return the texts of a directory, the same each time: titles of 10 to 50 characters, few of them alike."""
    random = Random(20240108)  # noqa: S311
    return [_texts(random, serial) for serial in range(1, count + 1)]


def _texts(random: Random, serial: int) -> Texts:
    day = date(2021, 1, 1) + timedelta(days=random.randrange(1095))
    body, issuer = random.choice(_BODIES), random.choice(ISSUERS)
    work, other = random.sample(_WORKS, 2)
    place = f"{random.choice(_RIVERS)}{random.choice(_VILLAGES)}{random.choice('镇乡村')}"
    title = random.choice(_TITLES).format(
        year=day.year, place=place, work=work, other=other, quarter=random.randint(1, 4)
    )
    number = f"云{body}〔{day.year}〕{random.randrange(1, 400)}号"
    return (str(serial), number, issuer, title, f"{day:%Y%m%d}", str(1 + serial // 3))


def write_ours(rows: Sequence[Texts], path: Path, template: Template) -> None:
    """Make blocks of the texts, lay them out and write them as an export does."""
    with no_garbage():
        table = Table(
            _COLUMNS,
            tuple(Row.alike(_FORM, *texts) for texts in rows),
            "卷内目录（续）",
        )
        body = paginate([Paragraph(Style.SECTION, "卷内目录"), table], template)
        document = WordFile("目录", "云岭县食药安办", "0", NOON, (), body, pages_of(body), {})
    write_word(path, document, template, PictureStore({}, path.parent))


def _zip_raw(data: bytes, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", data)


def _write_by_table(rows: Sequence[Texts], path: Path) -> None:
    document = docx.Document()
    table = document.add_table(len(rows), len(_COLUMNS))
    for texts, row in zip(rows, table.rows, strict=True):
        for text, cell in zip(texts, row.cells, strict=True):
            cell.text = text
    document.save(str(path))


def _write_by_row(rows: Sequence[Texts], path: Path) -> None:
    document = docx.Document()
    table = document.add_table(0, len(_COLUMNS))
    for texts in rows:
        for text, cell in zip(texts, table.add_row().cells, strict=True):
            cell.text = text
    document.save(str(path))


def _ours(rows: int, path: Path) -> Callable[[], None]:
    texts, template = directory_rows(rows), load_template(WORD_TEMPLATE)
    return lambda: write_ours(texts, path, template)


def measure(size: Size = FULL) -> list[Figure]:
    """Measure: ours in fresh processes, so that nothing is remembered from the run before."""
    rows = directory_rows(size.rows)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        path = place / "ours.docx"
        twice_s = min(in_child(_ours, 2 * size.rows, path).cpu_s for _ in range(size.runs))
        ours_s = min(in_child(_ours, size.rows, path).cpu_s for _ in range(size.runs))
        with zipfile.ZipFile(path) as package:
            data = package.read("word/document.xml")
        raw_s = cpu_s(lambda: _zip_raw(data, place / "raw.zip"), size.runs)
        table_s = cpu_s(lambda: _write_by_table(rows, place / "table.docx"))
        row_s = cpu_s(lambda: _write_by_row(rows[: size.slow_rows], place / "row.docx"))
    many, few = f"{size.rows:,} rows", f"{size.slow_rows:,} rows"
    by_row_s = row_s * (size.rows / size.slow_rows) ** 2
    return [
        Figure(f"{many}: blocks, pages and Word file", ours_s, "s"),
        Figure(f"the same document.xml ({len(data) / MB:.1f} MB), only zipped", raw_s, "s"),
        Figure("blocks, pages and Word file ÷ only zipped", ours_s / raw_s, "×", 3.0),
        Figure(f"{many}: python-docx, add_table and row.cells", table_s, "s"),
        Figure("python-docx, add_table and row.cells ÷ ours", table_s / ours_s, "×", 15.0, at_least=True),
        Figure(f"{few}: python-docx, add_row().cells", row_s, "s"),
        Figure(f"add_row().cells, extrapolated to {many} as quadratic ÷ ours", by_row_s / ours_s, "×"),
        Figure(f"{2 * size.rows:,} rows ÷ {many}", twice_s / ours_s, "×", 2.2),
    ]
