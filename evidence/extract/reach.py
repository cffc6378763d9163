"""How far the sheets of an xlsx file reach, told from its XML: readers lay every cell of that area out in memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from xml.parsers import expat

from evidence.errors import UnreadableFileError

_CHUNK_BYTES = 1 << 16
_BUDGET_BYTES = 256 << 20  # of all parts together; what they claim is not believed
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
# The tag of a cell without a place up to AZ9999, or of a row with something else in front of its place. A cell that has
# a place lies there, whatever its row says. The commonest tags, which are none of these, are passed over first.
_FAR = re.compile(
    rb'<(?!/|v>|t[ >]|is>|c r="A?[A-Z]\d{1,4}"|row r="\d{1,4}")'
    rb'(?:[^\s<>/:]*:)?(?:c(?=[\s/>])(?! r="A?[A-Z]\d{1,4}")|row(?=\s)(?! r="\d{1,4}"))'
)
_LONGEST_TAG_BYTES = 4096  # that waits for its end; what is longer is taken apart
_MODEST_CELLS = 2 * 26 * 9_999
_BESIDE = "__MACOSX/"  # what a Mac puts into archives: named like the parts, and none of them
_HOLDS_VALUE = frozenset({"v", "is"})  # a cell that only has a colour is not laid out


def reaches_beyond(archive: zipfile.ZipFile, cells: int) -> bool:
    """Tell whether `widest_area` is more than so many cells; raises as that does."""
    return (cells < _MODEST_CELLS or not _is_modest(archive)) and widest_area(archive) > cells


def widest_area(archive: zipfile.ZipFile) -> int:
    """Return how many cells lie between A1 and the farthest filled cell, in the sheet where these are most.

    Raises `UnreadableFileError`: `file_damaged`, or `file_too_large` for more than 256 MB of parts.
    """
    widest = 0
    with _xml_parts(archive) as parts:
        for part in parts:
            sheet = _Sheet()
            for chunk in part:
                sheet.parse(chunk)
            widest = max(widest, sheet.rows * sheet.columns)
    return widest


def _is_modest(archive: zipfile.ZipFile) -> bool:
    """Tell whether all cells have places of their own up to AZ9999, found without taking their tags apart."""
    with _xml_parts(archive) as parts:
        return all(map(_has_modest_places, parts))


def _has_modest_places(part: Iterator[bytes]) -> bool:
    parser, encodings = _parser(), list[str | None]()
    parser.XmlDeclHandler = lambda _version, encoding, _alone: encodings.append(encoding)
    rest = b""
    for chunk in part:
        parser.Parse(chunk, False)  # noqa: FBT003
        data = rest + chunk
        begun = max(data.rfind(b"<"), 0)
        open_at = len(data) if b">" in data[begun:] or b"<" not in data else begun  # at the end nothing, or a tag
        rest = data[open_at:]
        if b"\0" in chunk or len(rest) > _LONGEST_TAG_BYTES or _FAR.search(data, 0, open_at):
            return False
    return not _FAR.search(rest) and all(encoding is None or encoding.lower() == "utf-8" for encoding in encodings)


@contextmanager
def _xml_parts(archive: zipfile.ZipFile) -> Generator[Iterator[Iterator[bytes]]]:
    """Give the parts that are XML, each chunk by chunk; what is wrong with them is told as `widest_area` does."""
    try:
        with closing(_unpacked(archive)) as parts:
            yield parts
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError("file_damaged") from error
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last: an encoding that nobody knows
        raise UnreadableFileError("file_damaged") from error


def _unpacked(archive: zipfile.ZipFile) -> Generator[Iterator[bytes]]:
    """Yield the parts that are XML; the others, and what is not taken of these, are unpacked all the same."""
    left_bytes = _BUDGET_BYTES

    def chunks_of(member: zipfile.ZipInfo) -> Generator[bytes]:
        nonlocal left_bytes
        with archive.open(member) as part:
            while chunk := part.read(_CHUNK_BYTES):
                left_bytes -= len(chunk)
                if left_bytes < 0:
                    raise UnreadableFileError("file_too_large")
                yield chunk

    for member in archive.infolist():
        with closing(chunks_of(member)) as chunks:
            if member.filename.lower().endswith(".xml") and not member.filename.startswith(_BESIDE):
                yield chunks
            for _ in chunks:
                pass


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    return parser


class _Sheet:
    """The farthest filled row and column of one part, counted from 1; a part that is no sheet has none."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._parser = _parser()
        self._parser.StartElementHandler = self._begin

    def parse(self, chunk: bytes) -> None:
        """Go on with these bytes."""
        self._parser.Parse(chunk, False)  # noqa: FBT003

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0
        elif name == "c":
            self._column += 1
            if "r" in attributes:
                self._row, self._column = _place(attributes["r"])
        elif name in _HOLDS_VALUE:
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)


def _place(text: str) -> tuple[int, int]:
    """Return row and column of a place such as C12."""
    match = _PLACE.fullmatch(text)
    if match is None:
        raise UnreadableFileError("file_damaged")
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)), column


def _refuse(*_: object) -> None:
    """Stop at the declaration of an entity: an office program writes none."""
    raise UnreadableFileError("file_damaged")
