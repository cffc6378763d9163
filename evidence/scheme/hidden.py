"""Rows and columns of workbooks that are not shown: hidden by hand, by a filter, or in a folded group."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile

from evidence.extract.markup import Element, safe_xml
from evidence.scheme.compound import Compound, DamagedError
from evidence.scheme.grid import Hidden

_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", _M.strip("{}").encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R.strip("{}").encode()),
)
_LAST_COLUMN = 16_384

_BOF, _EOF, _SHEET, _ROW, _COLUMNS = 0x0809, 0x000A, 0x0085, 0x0208, 0x007D
_ROW_HIDDEN, _COLUMN_HIDDEN = 0x20, 0x01


def hidden_in_xlsx(content: bytes) -> dict[str, Hidden]:
    """Return what each sheet of an xlsx file hides, by the sheet's name.

    Raises `etree.XMLSyntaxError`, `zipfile.BadZipFile` or KeyError if the file is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = _tree(archive, "xl/workbook.xml")
        targets = {str(r.get("Id")): str(r.get("Target")) for r in _tree(archive, "xl/_rels/workbook.xml.rels")}
        found: dict[str, Hidden] = {}
        for sheet in book.iterfind(f"{_M}sheets/{_M}sheet"):
            target = targets.get(str(sheet.get(_R + "id")), "")
            part = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            if part in archive.namelist():
                found[str(sheet.get("name"))] = _hidden_in_sheet(_tree(archive, part))
        return found


def _tree(archive: zipfile.ZipFile, name: str) -> Element:
    data = archive.read(name)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return safe_xml(data)


def _hidden_in_sheet(sheet: Element) -> Hidden:
    rows, columns, at = set[int](), set[int](), 0
    for node in sheet.iterfind(f"{_M}cols/{_M}col"):
        if _says_yes(node, "hidden") or node.get("width") == "0":
            first, last = int(node.get("min", "1")), int(node.get("max", "0"))
            columns.update(range(first - 1, min(last, _LAST_COLUMN)))
    for node in sheet.iterfind(f"{_M}sheetData/{_M}row"):
        at = int(node.get("r") or at + 1)
        if _says_yes(node, "hidden") or node.get("ht") == "0":
            rows.add(at - 1)
    return Hidden(frozenset(rows), frozenset(columns))


def _says_yes(node: Element, name: str) -> bool:
    return node.get(name) in ("1", "true")


def hidden_in_xls(container: Compound) -> list[Hidden]:
    """Return what each sheet of an xls file hides, in the order of the sheets.

    Raises DamagedError if the records cannot be followed or a sheet does not end.
    """
    stream = container.stream("Workbook" if "Workbook" in container.names else "Book")
    try:
        starts = [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET]
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
