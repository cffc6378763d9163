"""Text out of Excel files, old and new."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import python_calamine

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import XLSX
from evidence.extract.old_workbook import opening_of
from evidence.extract.reach import reaches_beyond
from evidence.model import Flag

_CELL_LIMIT = 2_000_000  # cells read of one file; more is data, not a paper


def read_workbook(path: Path, media_type: str) -> Reading:
    """Read all sheets, a row a line, cells parted by tabs, sheets by form feeds; empty rows are left out."""
    try:
        if media_type == XLSX:
            with zipfile.ZipFile(path) as archive:
                _check(too_large=reaches_beyond(archive, _CELL_LIMIT))
                names = archive.namelist()
                programmed = any(name.endswith("vbaProject.bin") for name in names)
                if any(name.startswith("xl/macrosheets/") for name in names):  # Excel 4's: calamine opens none of it
                    return Reading(media_type, "", None, scanned=False, flags=frozenset({Flag.MACROS}))
        else:
            locked, programmed = opening_of(path)
            if locked:
                return Reading(media_type, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
        book = python_calamine.CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
        sheets = [_sheet_text(book, name) for name in book.sheet_names]
    except python_calamine.PasswordError:
        return Reading(media_type, "", None, scanned=False, flags=frozenset({Flag.ENCRYPTED}))
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError("file_damaged") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of calamine's Rust; no `Exception`, and nowhere to import from
            raise UnreadableFileError("file_damaged") from error
        raise
    flags = frozenset({Flag.MACROS} if programmed else set[Flag]())
    return Reading(media_type, "\f".join(filter(None, sheets)), None, scanned=False, flags=flags)


def _sheet_text(book: python_calamine.CalamineWorkbook, name: str) -> str:
    sheet = book.get_sheet_by_name(name)
    _check(too_large=sheet.total_height * sheet.total_width > _CELL_LIMIT)
    rows = ("\t".join(map(_cell_text, row)).rstrip() for row in sheet.iter_rows())
    return "\n".join(row for row in rows if row)


def _check(*, too_large: bool) -> None:
    if too_large:
        raise UnreadableFileError("file_too_large")


def _cell_text(value: float | str | time | date | datetime | timedelta) -> str:
    """Return a cell as a reader sees it: whole numbers without a point, midnight dates without a time."""
    if isinstance(value, str):
        return value.replace("\n", " ").replace("\t", " ").strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return str(value)
