"""Tables in workbooks (xlsx, xls): one grid a sheet, with merged areas."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from evidence.errors import SchemeError, UnreadableFileError
from evidence.extract.reach import widest_area
from evidence.model import Notice
from evidence.scheme.grid import Grid, make_grid

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_WORKBOOKS = frozenset({"xl/workbook.bin", "content.xml"})  # xlsb and ods
_CELL_LIMIT = 1_000_000  # cells that a sheet may reach over
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_spreadsheet(content: bytes, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the visible sheets of a workbook, with a notice for each hidden one.

    Raises SchemeError if the workbook has a password, is damaged, or reaches further than any criteria table.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if content.startswith(OLE_MARK) and _ENCRYPTED_STREAM in content:
        raise SchemeError("scheme_encrypted", name=name)
    if content.startswith(ZIP_MARK):
        _check_zipped(content, name)
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(content)), name)
    except PasswordError as error:
        raise SchemeError("scheme_encrypted", name=name) from error
    except CalamineError as error:
        raise SchemeError("scheme_damaged", name=name) from error


def _check_zipped(content: bytes, name: str) -> None:
    """Refuse what would not fit into memory, before anything is laid out there."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if not _OTHER_WORKBOOKS.isdisjoint(archive.namelist()):
                raise SchemeError("scheme_kind_unsupported", name=name)
            _check_cells(widest_area(archive), name)
    except (UnreadableFileError, zipfile.BadZipFile, ValueError) as error:
        too_large = isinstance(error, UnreadableFileError) and error.code == "file_too_large"
        raise SchemeError("scheme_too_large" if too_large else "scheme_damaged", name=name) from error


def _check_cells(cells: int, name: str) -> None:
    if cells > _CELL_LIMIT:
        raise SchemeError("scheme_too_large", name=name)


def _sheets(workbook: CalamineWorkbook, name: str) -> tuple[list[Grid], list[Notice]]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids: list[Grid] = []
    notices: list[Notice] = []
    for about in workbook.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        if about.visible is not SheetVisibleEnum.Visible:
            notices.append(Notice("scheme_sheet_hidden", about.name, (("name", about.name),)))
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        _check_cells(sheet.total_height * sheet.total_width, name)
        values = sheet.to_python(skip_empty_area=False)
        grids.append(make_grid(about.name, values, sheet.merged_cell_ranges or ()))
    return grids, notices
