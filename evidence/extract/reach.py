"""How far the sheets of an xlsx file reach, told from its XML: readers lay every cell of that area out in memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from xml.parsers import expat

from evidence.errors import UnreadableFileError

_CHUNK_BYTES = 1 << 16
_BUDGET_BYTES = 256 << 20  # of all parts together; what they claim is not believed
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")
_BESIDE = "__MACOSX/"  # what a Mac puts into archives: named like the parts, and none of them
_HOLDS_VALUE = frozenset({"v", "is"})  # a cell that only has a colour is not laid out


def widest_area(archive: zipfile.ZipFile) -> int:
    """Return how many cells lie between A1 and the farthest filled cell, in the sheet where these are most.

    Raises `UnreadableFileError`: `file_damaged`, or `file_too_large` for more than 256 MB of parts.
    """
    left_bytes = _BUDGET_BYTES
    widest = 0
    try:
        for member in archive.infolist():
            sheet = _Sheet()
            with archive.open(member) as part:
                while chunk := part.read(_CHUNK_BYTES):
                    left_bytes -= len(chunk)
                    if left_bytes < 0:
                        raise UnreadableFileError("file_too_large")
                    if member.filename.lower().endswith(".xml") and not member.filename.startswith(_BESIDE):
                        sheet.parse(chunk)
            widest = max(widest, sheet.rows * sheet.columns)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError("file_damaged") from error
    except (expat.ExpatError, ValueError, LookupError) as error:  # the last: an encoding that nobody knows
        raise UnreadableFileError("file_damaged") from error
    return widest


class _Sheet:
    """The farthest filled row and column of one part, counted from 1; a part that is no sheet has none."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.rows = self.columns = 0
        self._row = self._column = 0
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EntityDeclHandler = _refuse

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
