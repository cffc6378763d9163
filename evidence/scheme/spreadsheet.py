"""Tables in workbooks (xlsx, xls): one grid a sheet, with merged areas."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from evidence.errors import SchemeError
from evidence.model import Notice
from evidence.scheme.grid import Grid, make_grid

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def read_spreadsheet(content: bytes, name: str) -> tuple[list[Grid], list[Notice]]:
    """Read the visible sheets of a workbook, with a notice for each hidden one.

    Raises SchemeError if the workbook has a password or is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if content.startswith(OLE_MARK) and _ENCRYPTED_STREAM in content:
        raise SchemeError("scheme_encrypted", name=name)
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(content)))
    except PasswordError as error:
        raise SchemeError("scheme_encrypted", name=name) from error
    except CalamineError as error:
        raise SchemeError("scheme_damaged", name=name) from error


def _sheets(workbook: CalamineWorkbook) -> tuple[list[Grid], list[Notice]]:
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
        values = sheet.to_python(skip_empty_area=False)
        grids.append(make_grid(about.name, values, sheet.merged_cell_ranges or ()))
    return grids, notices
