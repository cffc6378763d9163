"""Small files of every kind, made while the tests run."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from office.pictures import written_page
from openpyxl import Workbook
from pdf_files import pdf_of


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Write bytes to a file of this name."""

    def write(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[..., Path]:
    """Make a Word file with these paragraphs and, after them, these table rows."""

    def make(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), name: str = "通知.docx") -> Path:
        document = docx.Document()
        for text in paragraphs:
            document.add_paragraph(text)
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for line, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(line.cells, row, strict=True):
                    cell.text = text
        path = tmp_path / name
        document.save(str(path))
        return path

    return make


@pytest.fixture
def make_xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Make a workbook; each argument is a sheet's rows."""

    def make(*sheets: tuple[tuple[object, ...], ...]) -> Path:
        book = Workbook()
        for leftover in book.worksheets:
            book.remove(leftover)
        for number, rows in enumerate(sheets):
            sheet = book.create_sheet(f"表{number + 1}")
            for row in rows:
                sheet.append(list(row))
        path = tmp_path / "台账.xlsx"
        book.save(path)
        return path

    return make


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Make a PDF with a line of text on each page."""

    def make(*pages: str) -> Path:
        path = tmp_path / "文件.pdf"
        path.write_bytes(pdf_of(*pages))
        return path

    return make


@pytest.fixture
def make_scan(tmp_path: Path) -> Callable[..., Path]:
    """Make a PDF of one page that is a picture in this resolution, perhaps turned."""

    def make(dpi: int, *, turned: bool = False) -> Path:
        page = written_page(round(8.27 * dpi), round(11.69 * dpi))
        page = page.rotate(90, expand=True) if turned else page
        path = tmp_path / "扫描件.pdf"
        page.save(path, resolution=dpi)
        return path

    return make


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[..., Path]:
    """Make a zip of these members."""

    def make(name: str, members: dict[str, bytes]) -> Path:
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
        path = tmp_path / name
        path.write_bytes(data.getvalue())
        return path

    return make
