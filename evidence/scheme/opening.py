"""Opens a file that should hold a criteria table, whatever its format."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from evidence.errors import RequestError, SchemeError
from evidence.model import Notice
from evidence.scheme.compound import OLE_MARK, Compound, DamagedError
from evidence.scheme.decoding import decode
from evidence.scheme.delimited import read_delimited
from evidence.scheme.grid import Grid
from evidence.scheme.spreadsheet import read_xls, read_xlsx
from evidence.scheme.webpage import read_page
from evidence.scheme.word import read_word
from evidence.scheme.xml_workbook import read_xml_workbook

_ZIP_MARK = b"PK"
_REFUSED = (
    (b"%PDF-", "scheme_is_pdf"),
    (b"{\\rtf", "scheme_is_old_word"),
    ((b"Rar!", b"7z\xbc\xaf\x27\x1c"), "scheme_is_archive"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "scheme_kind_unsupported"),
)
# Failures that speak of a criteria table.
_OF_CRITERIA = frozenset(
    {"scheme_missing", "scheme_is_folder", "scheme_file_empty", "scheme_too_large", "scheme_is_archive"}
)
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OTHER_WORKBOOKS = frozenset({"xl/workbook.bin", "content.xml"})  # xlsb and ods
_HEAD_LENGTH = 4096

Tables = tuple[list[Grid], list[Notice]]


def open_grids(path: Path) -> Tables:
    """Return the tables in a file; its bytes decide how it is read, whatever the ending of its name.

    Raises SchemeError, with a code that tells why, if there is nothing that can be read.
    """
    if path.is_dir():
        raise SchemeError("scheme_is_folder", name=path.name)
    content = _content(path)
    if not content:
        raise SchemeError("scheme_file_empty", name=path.name)
    if content.startswith(_ZIP_MARK):
        return _open_zipped(content, path.name)
    if content.startswith(OLE_MARK):
        return _open_compound(content, path.name)
    for marks, code in _REFUSED:
        if content.startswith(marks):
            raise SchemeError(code, name=path.name)
    return _open_text(content, path.name)


def open_other_grids(path: Path, what: str) -> list[Grid]:
    """Return the tables in a file that should hold something else: `what` begins the codes of its own sentences.

    Raises `RequestError` (`contacts_missing`) where `open_grids` would speak of a criteria table, else `SchemeError`.
    """
    try:
        return open_grids(path)[0]
    except SchemeError as error:
        if error.code in _OF_CRITERIA:
            raise RequestError(error.code.replace("scheme", what, 1), name=path.name) from error
        raise


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SchemeError("scheme_missing", name=path.name) from error
    except PermissionError as error:
        raise SchemeError("scheme_locked", name=path.name) from error
    except OSError as error:
        raise SchemeError("scheme_unreachable", name=path.name) from error


def _open_zipped(content: bytes, name: str) -> Tables:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SchemeError("scheme_damaged", name=name) from error
    if not _OTHER_WORKBOOKS.isdisjoint(members):
        raise SchemeError("scheme_kind_unsupported", name=name)
    if any(member.startswith("xl/") for member in members):
        return read_xlsx(content, name)
    if any(member.startswith("word/") for member in members):
        return read_word(content, name), []
    raise SchemeError("scheme_damaged" if "[Content_Types].xml" in members else "scheme_is_archive", name=name)


def _open_compound(content: bytes, name: str) -> Tables:
    if _ENCRYPTED_STREAM in content:
        raise SchemeError("scheme_encrypted", name=name)
    try:
        container = Compound(content)
    except DamagedError as error:
        raise SchemeError("scheme_damaged", name=name) from error
    if "WordDocument" in container.names:
        raise SchemeError("scheme_is_old_word", name=name)
    if container.names.isdisjoint({"Workbook", "Book"}):
        raise SchemeError("scheme_kind_unsupported", name=name)
    return read_xls(content, container, name)


def _open_text(content: bytes, name: str) -> Tables:
    text = decode(content, name)
    head = text[:_HEAD_LENGTH].lstrip()
    if head.startswith("<?") and "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return read_xml_workbook(text, name)
    if head.startswith(("<", "MIME-Version:")):
        return read_page(text, name)
    return read_delimited(text, name)
