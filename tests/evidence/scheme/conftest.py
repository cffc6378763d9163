"""Small criteria tables, made while the tests run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

Row = Sequence[object]
Sheet = tuple[Sequence[Row], Sequence[str]]  # rows, and the areas that are merged


@pytest.fixture
def read_csv(tmp_path: Path) -> Callable[[str], SchemeReading]:
    """Read a table given as text."""

    def read(text: str) -> SchemeReading:
        path = tmp_path / "评价细则.csv"
        path.write_text(text, encoding="utf-8-sig")
        return read_scheme(path)

    return read


@pytest.fixture
def make_workbook(tmp_path: Path) -> Callable[[dict[str, Sheet]], Path]:
    """Make a workbook of these sheets."""

    def make(sheets: dict[str, Sheet]) -> Path:
        book = Workbook()
        for leftover in book.worksheets:
            book.remove(leftover)
        for name, (rows, merged) in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
            for area in merged:
                sheet.merge_cells(area)
        path = tmp_path / "评价细则.xlsx"
        book.save(path)
        return path

    return make


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., SchemeReading]:
    """Read a file of this content, under this name."""

    def read(content: bytes, name: str = "评价细则") -> SchemeReading:
        path = tmp_path / name
        path.write_bytes(content)
        return read_scheme(path)

    return read


@pytest.fixture
def read_sheet(make_workbook: Callable[[dict[str, Sheet]], Path]) -> Callable[..., SchemeReading]:
    """Read a workbook with one sheet, 细则, of these rows and merged areas."""

    def read(rows: Sequence[Row], *merged: str) -> SchemeReading:
        return read_scheme(make_workbook({"细则": (rows, merged)}))

    return read
