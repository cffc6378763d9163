"""What kind of file it is: by its first bytes and its inner names, and only where these say nothing by its ending."""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path, PurePath

from evidence.errors import UnreadableFileError
from evidence.extract.zipped import part

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OFD = "application/ofd"
PDF = "application/pdf"
ZIP = "application/zip"
SEVEN_ZIP = "application/x-7z-compressed"
RAR = "application/vnd.rar"
GZIP = "application/gzip"
BZIP2 = "application/x-bzip2"
XZ = "application/x-xz"
TAR = "application/x-tar"
JPEG = "image/jpeg"
PNG = "image/png"
GIF = "image/gif"
WEBP = "image/webp"
BMP = "image/bmp"
TIFF = "image/tiff"
HEIC = "image/heic"
PLAIN = "text/plain"
CSV = "text/csv"
WORD_XML = "application/vnd.ms-word.document+xml"  # a Word document in one XML file; no registered name
HTML = "text/html"
MHTML = "multipart/related"  # a web page kept with its pictures
EML = "message/rfc822"
MSG = "application/vnd.ms-outlook"
WINMAIL = "application/vnd.ms-tnef"  # what Outlook packs the files of a mail into
RTF = "application/rtf"
OLE = "application/x-ole-storage"
OPEN_PACKAGE = "application/x-open-package"  # in the manner of docx, but none of the three
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"  # odt, ods, odp
ENCRYPTED = "application/x-encrypted-package"  # an Office file with a password, its true kind unseen
UNKNOWN = "application/octet-stream"

MAILS = frozenset({EML, MSG})
WORKBOOKS = frozenset({XLSX, XLS})
ARCHIVES = frozenset({ZIP, SEVEN_ZIP, RAR, GZIP, BZIP2, XZ, TAR, WINMAIL})

# What an ending promises. Endings that are not here promise nothing.
PROMISED: dict[str, frozenset[str]] = {
    ending: frozenset(kinds)
    for ending, kinds in {
        ".docx": (DOCX, ENCRYPTED),
        ".docm": (DOCX, ENCRYPTED),
        ".xlsx": (XLSX, ENCRYPTED),
        ".xlsm": (XLSX, ENCRYPTED),
        ".pptx": (PPTX, ENCRYPTED),
        ".ppsx": (PPTX, ENCRYPTED),
        ".pptm": (PPTX, ENCRYPTED),
        ".doc": (DOC,),
        ".wps": (DOC, DOCX, RTF, ENCRYPTED),
        ".xls": (XLS,),
        ".et": (XLS, XLSX, ENCRYPTED),
        ".ppt": (PPT,),
        ".pps": (PPT,),
        ".dps": (PPT, PPTX, ENCRYPTED),
        ".odt": (OPEN_DOCUMENT,),
        ".ods": (OPEN_DOCUMENT,),
        ".odp": (OPEN_DOCUMENT,),
        ".ofd": (OFD,),
        ".pdf": (PDF,),
        ".zip": (ZIP,),
        ".jpg": (JPEG,),
        ".jpeg": (JPEG,),
        ".png": (PNG,),
        ".bmp": (BMP,),
        ".gif": (GIF,),
        ".tif": (TIFF,),
        ".tiff": (TIFF,),
        ".webp": (WEBP,),
        ".heic": (HEIC,),
        ".heif": (HEIC,),
        ".rar": (RAR,),
        ".7z": (SEVEN_ZIP,),
        ".gz": (GZIP,),
        ".tgz": (GZIP,),
        ".tar": (TAR,),
        ".mp3": ("audio/mpeg",),
        ".wav": ("audio/wav",),
        ".m4a": ("audio/mp4",),
        ".mp4": ("video/mp4",),
        ".mov": ("video/quicktime", "video/mp4"),
        ".txt": (PLAIN, CSV),
        ".csv": (PLAIN, CSV),
        ".rtf": (RTF,),
        ".htm": (HTML, MHTML),
        ".html": (HTML, MHTML),
        ".mht": (MHTML,),
        ".mhtml": (MHTML,),
        ".eml": (EML,),
        ".msg": (MSG,),
    }.items()
}

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF8", GIF),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"{\\rtf", RTF),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
    (b"\xff\xf1", "audio/aac"),
    (b"\xff\xf9", "audio/aac"),
    (b"OggS", "audio/ogg"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x00\x00\x01\xba", "video/mpeg"),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
    (b"#!AMR", "audio/amr"),
    (b"\x1f\x8b", GZIP),
    (b"\xfd7zXZ\x00", XZ),
    (b"\x78\x9f\x3e\x22", WINMAIL),
)
_ZIP_MAIN_PARTS = (
    (re.compile(rb"wordprocessingml\.(?:document|template)\.main|ms-word\.\w+\.macroEnabled\w*\.main"), DOCX),
    (re.compile(rb"spreadsheetml\.(?:sheet|template)\.main|ms-excel\.\w+\.macroEnabled\.main"), XLSX),
    (
        re.compile(
            rb"presentationml\.(?:presentation|slideshow|template)\.main|ms-powerpoint\.\w+\.macroEnabled\.main"
        ),
        PPTX,
    ),
)
_ISO_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim", b"heis"), HEIC),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
}
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", ENCRYPTED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("Book", XLS),
    ("PowerPoint Document", PPT),
    ("__properties_version1.0", MSG),
)
_HTML_START = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)", re.IGNORECASE)
_HEADER_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[^\n]*\n(?:[ \t]+[^\n]*\n)*")
_MAIL_FIELDS = frozenset({b"from", b"to", b"subject", b"date", b"message-id", b"received", b"mime-version"})
_MAIL_ALONE = frozenset({b"message-id", b"received", b"mime-version"})  # nobody begins a note with these
_ARCHIVED_PAGE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_WORD_XML_START = re.compile(rb"\s*<\?xml[^>]*>.{0,2000}?<(?:w:wordDocument|pkg:package)\b", re.DOTALL)
_HEAD_BYTES = 4096
_TYPES_LIMIT_BYTES = 4 << 20


def media_type_of(path: Path, name: str) -> str:
    """Return the media type of a file's content; `name` decides only between kinds that look alike inside.

    Raises `UnreadableFileError` for an Office or OLE file that is cut short.
    """
    with path.open("rb") as handle:
        head = handle.read(_HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(path, name)
    if head.startswith(_OLE_MAGIC):
        return _ole_kind(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return TAR
    if b"%PDF-" in head[:1024]:  # last: an archive's first member may be one
        return PDF
    return _framed_kind(head) or _text_kind(head, name) or UNKNOWN


def may_be_mail(head: bytes, name: str) -> bool:
    """Tell by a file's first 4096 bytes and its name whether it is likely to be a mail."""
    if head.startswith(_OLE_MAGIC):
        return PurePath(name).suffix.lower() == ".msg"
    return _mail_kind(head.lstrip()) == EML


def promises_otherwise(name: str, media_type: str) -> bool:
    """Tell whether the ending of `name` promises another kind than `media_type`."""
    promised = PROMISED.get(PurePath(name).suffix.lower())
    return promised is not None and media_type not in promised


def _zip_kind(path: Path, name: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "OFD.xml" in names:
                return OFD
            if "[Content_Types].xml" not in names:
                return _open_document(archive) if "mimetype" in names else ZIP
            types = part(archive, "[Content_Types].xml", _TYPES_LIMIT_BYTES)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        if ARCHIVES & PROMISED.get(PurePath(name).suffix.lower(), ARCHIVES):
            return ZIP
        raise UnreadableFileError("file_truncated") from error
    return next((kind for sign, kind in _ZIP_MAIN_PARTS if sign.search(types)), OPEN_PACKAGE)


def _open_document(archive: zipfile.ZipFile) -> str:
    told = part(archive, "mimetype", _TYPES_LIMIT_BYTES)
    return OPEN_DOCUMENT if told.startswith(OPEN_DOCUMENT.encode()) else ZIP


def _ole_kind(path: Path) -> str:
    from evidence.extract.ole import compound

    with compound(path) as container:
        names = {name.lower() for name in container.names}
    return next((kind for name, kind in _OLE_STREAMS if name.lower() in names), OLE)


def _framed_kind(head: bytes) -> str | None:
    """Name the kinds whose sign does not stand at byte 0."""
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return BZIP2
    if head[4:8] == b"ftyp":
        return _ISO_BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}.get(head[8:12])
    return BMP if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0" else None


def _text_kind(head: bytes, name: str) -> str | None:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "replace").encode()
    if _HTML_START.match(head.removeprefix(codecs.BOM_UTF8)):
        return HTML
    if _WORD_XML_START.match(head.removeprefix(codecs.BOM_UTF8)):
        return WORD_XML
    if mail := _mail_kind(head.lstrip()):
        return mail
    if decoded(head, cut=len(head) == _HEAD_BYTES) is None:
        return None
    return CSV if PurePath(name).suffix.lower() == ".csv" else PLAIN


def _mail_kind(head: bytes) -> str | None:
    fields: set[bytes] = set()
    at = 0
    while match := _HEADER_FIELD.match(head, at):
        fields.add(match.group(1).lower())
        at = match.end()
    if len(fields & _MAIL_FIELDS) < 2 or not fields & _MAIL_ALONE:
        return MHTML if b"mime-version" in fields and _ARCHIVED_PAGE.search(head[:at]) else None
    return MHTML if _ARCHIVED_PAGE.search(head[:at]) and not fields & {b"received", b"to"} else EML


def decoded(data: bytes, *, cut: bool = False) -> str | None:
    """Return plain text in UTF-8, UTF-16 with a mark, or GB 18030; None for bytes that are no text.

    `cut` says that the bytes may end inside a character.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        for shorter in range(4 if cut else 1):
            try:
                text = data[: len(data) - shorter].decode(encoding)
            except UnicodeDecodeError:
                continue
            return None if any(c < " " and c not in "\t\r\n\f\x1a" for c in text) else text
    return None
