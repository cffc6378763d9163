"""Text, pages and marks out of one file of any kind."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from msgspec.structs import replace

from evidence.errors import UnreadableFileError
from evidence.extract import media
from evidence.extract.found import Reading
from evidence.model import Flag

_PICTURES = frozenset({media.JPEG, media.PNG, media.GIF, media.WEBP, media.BMP, media.TIFF, media.HEIC})
# Kinds that `_read` knows a reader for; of others only the name tells anything.
HAS_READER = _PICTURES | {
    *(
        media.DOCX,
        media.WORD_XML,
        media.DOC,
        media.RTF,
        media.XLSX,
        media.XLS,
        media.PPTX,
        media.PPT,
        media.OPEN_DOCUMENT,
    ),
    *(media.PDF, media.OFD, media.HTML, media.MHTML, media.EML, media.MSG, media.PLAIN, media.CSV),
}
_HALF = re.compile("[\\ud800-\\udfff\\0]")
_TEXT_LIMIT_BYTES = 8 << 20


def read_file(path: Path, name: str) -> Reading:
    """Read what a file says; `name` is its name on arrival.

    Text has a paragraph or a table row a line, cells parted by tabs, pages (where known) by form feeds. Kinds without
    a reader, and files with a password, come back without text. Raises `UnreadableFileError`: `file_truncated`,
    `file_damaged`, `file_empty`, `file_too_large` or `file_not_opened`.
    """
    try:
        if path.stat().st_size == 0:
            raise UnreadableFileError("file_empty")
        media_type = media.media_type_of(path, name)
        reading = _read(path, media_type)
    except OSError as error:
        raise UnreadableFileError("file_not_opened") from error
    if not _is_whole(reading.text):
        reading = replace(reading, text=_HALF.sub("", reading.text))
    if media.promises_otherwise(name, media_type):
        reading = replace(reading, flags=reading.flags | {Flag.WRONG_EXTENSION})
    return reading


def _is_whole(text: str) -> bool:
    """Tell whether a text can be kept and shown: halves of letters, and what ends a text elsewhere, cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def _read(path: Path, media_type: str) -> Reading:
    """Hand the file to the reader of its kind; each is imported when first needed."""
    match media_type:
        case media.DOCX | media.WORD_XML:
            from evidence.extract.word import read_docx, read_word_xml

            return read_docx(path) if media_type == media.DOCX else read_word_xml(path)
        case media.DOC:
            from evidence.extract.old_word import read_doc

            return read_doc(path)
        case media.RTF:
            from evidence.extract.rich_text import read_rtf

            return read_rtf(path)
        case media.XLSX | media.XLS:
            from evidence.extract.workbook import read_workbook

            return read_workbook(path, media_type)
        case media.PDF:
            from evidence.extract.pdf import read_pdf

            return read_pdf(path)
        case media.PLAIN | media.CSV:
            return _read_plain(path, media_type)
        case _ if media_type in _PICTURES:
            from evidence.extract.picture import read_picture

            return read_picture(path, media_type)
        case _:
            return _read_other(path, media_type)


def _read_other(path: Path, media_type: str) -> Reading:
    """Go on with the kinds that come less often."""
    match media_type:
        case media.PPTX:
            from evidence.extract.slides import read_pptx

            return read_pptx(path)
        case media.PPT:
            from evidence.extract.old_slides import read_ppt

            return read_ppt(path)
        case media.OFD:
            from evidence.extract.fixed_layout import read_ofd

            return read_ofd(path)
        case media.OPEN_DOCUMENT:
            from evidence.extract.open_document import read_open_document

            return read_open_document(path)
        case media.HTML:
            from evidence.extract.web_page import read_page

            return read_page(path)
        case media.EML | media.MHTML:
            from evidence.extract.mail import read_mail, read_web_archive

            return read_mail(path) if media_type == media.EML else read_web_archive(path)
        case media.MSG:
            from evidence.extract.outlook import read_msg

            return read_msg(path)
        case _:
            return Reading(media_type, "", None, scanned=False, flags=_lock(path, media_type))


def _read_plain(path: Path, media_type: str) -> Reading:
    with path.open("rb") as handle:
        data = handle.read(_TEXT_LIMIT_BYTES + 1)
    if len(data) > _TEXT_LIMIT_BYTES:
        raise UnreadableFileError("file_too_large")
    text = media.decoded(data)
    if text is None:
        raise UnreadableFileError("file_damaged")
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return Reading(media_type, lines, None, scanned=False, flags=frozenset())


def _lock(path: Path, media_type: str) -> frozenset[Flag]:
    """Tell whether a file without a reader has a password."""
    if media_type == media.ENCRYPTED:
        return frozenset({Flag.ENCRYPTED})
    if media_type == media.ZIP:
        try:
            with zipfile.ZipFile(path) as archive:
                locked = any(member.flag_bits & 1 for member in archive.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return frozenset({Flag.TRUNCATED})
        return frozenset({Flag.ENCRYPTED} if locked else set[Flag]())
    return frozenset()
