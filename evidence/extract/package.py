"""The parts of a zipped office file (docx, pptx, ofd, odt): read with one budget for all."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from evidence.errors import UnreadableFileError
from evidence.extract.markup import Element, safe_xml
from evidence.extract.zipped import part

_BUDGET_BYTES = 64 << 20  # of XML in all parts of one file together; a tree takes twenty times as much memory
_MEMBER_LIMIT = 100_000


class Package:
    """An open package, whose parts together hold no more than the budget; trees are not kept."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Begin with the whole budget."""
        self._archive = archive
        self._left_bytes = _BUDGET_BYTES
        members = archive.infolist()
        if len(members) > _MEMBER_LIMIT:
            raise UnreadableFileError("file_too_large")
        self.names = frozenset(member.filename for member in members)
        self.locked = any(member.flag_bits & 1 for member in members)

    def holds(self, piece: str) -> bool:
        """Tell whether a part's name has this piece in it."""
        return any(piece in name for name in self.names)

    def tree(self, name: str) -> Element:
        """Parse a part; raise `UnreadableFileError` if it is missing, damaged, or the budget is spent."""
        return safe_xml(self.content(name))

    def content(self, name: str) -> bytes:
        """Return a part's bytes and take them from the budget; raises as `tree`."""
        data = part(self._archive, name, self._left_bytes)
        self._left_bytes -= len(data)
        return data


@contextmanager
def package(path: Path) -> Generator[Package]:
    """Open a package; raise `UnreadableFileError`: `file_damaged` or `file_too_large`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(archive)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableFileError("file_damaged") from error


def resolved(base: str, target: str) -> str:
    """Return the name of the part that a part called `base` refers to."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), target))
