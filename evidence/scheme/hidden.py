"""Rows and columns of workbooks that are not shown: hidden by hand, by a filter, or in a folded group."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from xml.parsers import expat

from evidence.extract.markup import Element, safe_xml
from evidence.extract.zipped import part
from evidence.scheme.compound import Compound, DamagedError
from evidence.scheme.grid import Hidden

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _M.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.strip("{}").encode()),
)
_LAST_COLUMN = 16_384
_BOOK_BYTES = 4 << 20
_SHEET_BYTES = 256 << 20

_BOF, _EOF, _LOCKED, _SHEET, _ROW, _COLUMNS = 0x0809, 0x000A, 0x002F, 0x0085, 0x0208, 0x007D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


class LockedError(ValueError):
    """A workbook that has a password."""


def hidden_in_xlsx(archive: zipfile.ZipFile) -> dict[str, Hidden]:
    """Return what each sheet of an xlsx file hides, by the sheet's name.

    Raises `etree.XMLSyntaxError`, `expat.ExpatError`, `UnreadableFileError` or ValueError if the file is damaged.
    """
    book = _tree(archive, "xl/workbook.xml")
    targets = {str(r.get("Id")): str(r.get("Target")) for r in _tree(archive, "xl/_rels/workbook.xml.rels")}
    found: dict[str, Hidden] = {}
    for sheet in book.iterfind(f"{_M}sheets/{_M}sheet"):
        target = targets.get(str(sheet.get(_R + "id")), "")
        name = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        if name in archive.namelist():
            found[str(sheet.get("name"))] = _hidden_in_sheet(part(archive, name, _SHEET_BYTES))
    return found


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    data = part(archive, name, _BOOK_BYTES)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return safe_xml(data)


def _hidden_in_sheet(data: bytes) -> Hidden:
    """Go through a sheet without keeping it: its cells would fill the memory."""
    rows, columns = set[int](), set[int]()
    at = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at
        name = tag.rpartition(":")[2]
        is_hidden = attributes.get("hidden") in ("1", "true")
        if name == "row":
            at = int(attributes.get("r", at + 1))
            if is_hidden or attributes.get("ht") == "0":
                rows.add(at - 1)
        elif name == "col" and (is_hidden or attributes.get("width") == "0"):
            columns.update(range(int(attributes["min"]) - 1, min(int(attributes["max"]), _LAST_COLUMN)))

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    parser.Parse(data, True)  # noqa: FBT003
    return Hidden(frozenset(rows), frozenset(columns))


def hidden_in_xls(container: Compound) -> list[Hidden]:
    """Return what each sheet of an xls file hides, in the order of the sheets.

    Raises LockedError if it has a password, DamagedError if the records cannot be followed or a sheet does not end.
    """
    stream = container.stream("Workbook" if "Workbook" in container.names else "Book")
    try:
        book = _records(stream, 0)
        if any(kind == _LOCKED for kind, _ in book):
            raise LockedError
        starts = [struct.unpack_from("<I", body)[0] for kind, body in book if kind == _SHEET]
        return [_hidden_in_records(stream, start) for start in starts]
    except struct.error as error:
        raise DamagedError from error


def _hidden_in_records(stream: bytes, start: int) -> Hidden:
    rows, columns = set[int](), set[int]()
    for kind, body in _records(stream, start):
        if kind == _ROW and struct.unpack_from("<H", body, 12)[0] & _ROW_HIDDEN:
            rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS:
            first, last, width, _, options = struct.unpack_from("<5H", body)
            if options & _COLUMN_HIDDEN or width == 0:
                columns.update(range(first, min(last + 1, _LAST_COLUMN)))
    return Hidden(frozenset(rows), frozenset(columns))


def _records(stream: bytes, start: int) -> list[tuple[int, bytes]]:
    """Return the records from a BOF to its EOF, without those of charts inside."""
    records: list[tuple[int, bytes]] = []
    depth, at = 0, start
    while True:
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if len(body) < length:
            raise DamagedError
        at += 4 + length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:
            records.append((kind, body))
        if depth <= 0:
            return records
