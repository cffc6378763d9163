"""Opens a file that should hold a criteria table, whatever its format."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import SchemeError
from evidence.model import Notice
from evidence.scheme.delimited import read_delimited
from evidence.scheme.grid import Grid
from evidence.scheme.spreadsheet import OLE_MARK, ZIP_MARK, read_spreadsheet

_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
_TEXTS = frozenset({".csv", ".tsv", ".txt"})


def open_grids(path: Path) -> tuple[list[Grid], list[Notice]]:
    """Return the tables in a file; the bytes decide between workbook and text, not the name's ending alone.

    Raises SchemeError, with a code that tells why, if there is nothing that can be read.
    """
    if path.is_dir():
        raise SchemeError("scheme_is_folder", name=path.name)
    if path.suffix.lower() not in _WORKBOOKS | _TEXTS:
        code = "scheme_kind_unsupported" if path.exists() else "scheme_missing"
        raise SchemeError(code, name=path.name)
    content = _content(path)
    if not content:
        raise SchemeError("scheme_file_empty", name=path.name)
    if content.startswith((ZIP_MARK, OLE_MARK)):
        return read_spreadsheet(content, path.name)
    if content.lstrip()[:1] == b"<":
        raise SchemeError("scheme_kind_unsupported", name=path.name)
    return read_delimited(content, path.name), []


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SchemeError("scheme_missing", name=path.name) from error
    except PermissionError as error:
        raise SchemeError("scheme_locked", name=path.name) from error
    except OSError as error:
        raise SchemeError("scheme_unreachable", name=path.name) from error
