"""Tables in workbooks (xlsx, xls): one grid a sheet, with merged areas; what is hidden is left out and told of."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from evidence.errors import SchemeError, UnreadableFileError
from evidence.extract.reach import reaches_beyond
from evidence.model import Notice
from evidence.scheme.compound import Compound, DamagedError
from evidence.scheme.grid import Grid, Hidden, Value, make_grid
from evidence.scheme.hidden import LockedError, hidden_in_xls, hidden_in_xlsx

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_DAMAGES = (
    UnreadableFileError,
    zipfile.BadZipFile,
    NotImplementedError,
    etree.XMLSyntaxError,
    expat.ExpatError,
    ValueError,
    KeyError,
)
_CELL_LIMIT = 1_000_000  # cells that a sheet may reach over


def read_xlsx(content: bytes, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the visible sheets of a workbook, with a notice for each hidden one.

    Raises SchemeError if the workbook has a password, is damaged, or reaches further than any criteria table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_cells(name, too_large=reaches_beyond(archive, _CELL_LIMIT))
            hidden = hidden_in_xlsx(archive)
    except _DAMAGES as error:
        too_large = isinstance(error, UnreadableFileError) and error.code == "file_too_large"
        raise SchemeError("scheme_too_large" if too_large else "scheme_damaged", name=name) from error
    return _sheets(content, name, hidden)


def read_xls(content: bytes, container: Compound, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the visible sheets of an old workbook; the same holds as for `read_xlsx`."""
    try:
        hidden = hidden_in_xls(container)
    except LockedError as error:
        raise SchemeError("scheme_encrypted", name=name) from error
    except DamagedError as error:
        raise SchemeError("scheme_damaged", name=name) from error
    return _sheets(content, name, hidden)


def _check_cells(name: str, *, too_large: bool) -> None:
    if too_large:
        raise SchemeError("scheme_too_large", name=name)


def _sheets(content: bytes, name: str, hidden: dict[str, Hidden] | list[Hidden]) -> tuple[list[Grid], list[Notice]]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return _visible(CalamineWorkbook.from_filelike(io.BytesIO(content)), name, hidden)
    except PasswordError as error:
        raise SchemeError("scheme_encrypted", name=name) from error
    except CalamineError as error:
        raise SchemeError("scheme_damaged", name=name) from error


def _visible(
    workbook: CalamineWorkbook, name: str, hidden: dict[str, Hidden] | list[Hidden]
) -> tuple[list[Grid], list[Notice]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    notices: list[Notice] = []
    for at, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not SheetVisibleEnum.Visible:
            notices.append(Notice("scheme_sheet_hidden", about.name, (("name", about.name),)))
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        _check_cells(name, too_large=sheet.total_height * sheet.total_width > _CELL_LIMIT)
        values = sheet.to_python(skip_empty_area=False)
        if isinstance(hidden, dict):
            parts = hidden.get(about.name, Hidden())
        else:
            parts = hidden[at] if at < len(hidden) else Hidden()
        parts = _filled(parts, values)
        notices.extend(parts.notices(about.name))
        grids.append(make_grid(about.name, values, sheet.merged_cell_ranges or (), parts))
    return grids, notices


def _filled(hidden: Hidden, values: list[list[Value]]) -> Hidden:
    """Return the hidden rows and columns that hold something: many sheets hide all columns behind their table."""
    rows = frozenset(row for row in hidden.rows if row < len(values) and any(map(_is_filled, values[row])))
    columns = frozenset(c for c in hidden.columns if any(c < len(row) and _is_filled(row[c]) for row in values))
    return Hidden(rows, columns)


def _is_filled(value: Value) -> bool:
    return value is not None and value != ""
