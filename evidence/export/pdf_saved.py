"""PDFs that PDFium wrote, as files: without the moment of writing, and with an identifier made from what they hold.

A PDF goes from PDFium to the disk, and what is altered is altered there: a box may have hundreds of MB. The classic
table of objects is all that is read of it.
"""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pypdfium2

_CHUNK = 1 << 20
_TAIL = 1024
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_MADE_AT = re.compile(rb"/CreationDate\(D:[^)]*\)")
_ID_OF = b"/ID[<%b><%b>]"
_NO_ID = _ID_OF % (b"0" * 32, b"0" * 32)


def save(document: pypdfium2.PdfDocument, path: Path) -> None:
    """Write a PDF that was made here; the same pages give the same bytes."""
    with written(document, path) as saved:
        saved.identify()


def save_pages(document: pypdfium2.PdfDocument, pages: Sequence[int], path: Path) -> None:
    """Write a PDF of these pages (from 0) alone; the same pages give the same bytes."""
    with closing(pypdfium2.PdfDocument.new()) as chosen:
        chosen.import_pages(document, list(pages))
        save(chosen, path)


@contextmanager
def written(document: pypdfium2.PdfDocument, path: Path) -> Generator[SavedPdf]:
    """Write a PDF that was made here, without moment and identifier, and give it to be gone on with."""
    with path.open("w+b") as file:
        saving = _Saving(file)
        document.save(saving)
        if saving.refused is not None:
            raise saving.refused
        yield SavedPdf(file)


class _Saving:
    """Remembers what the disk refused: PDFium goes on as if all were written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.refused: OSError | None = None

    def write(self, content: bytes) -> int:
        if self.refused is None:
            try:
                return self._file.write(content)
            except OSError as error:
                self.refused = error
        return 0


class SavedPdf:
    """What PDFium wrote: where its objects lie."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the table of a file, and forget when it was written; raise `ValueError` if it has none."""
        self.file = file
        self.end = file.seek(0, 2)
        tail_at = max(0, self.end - _TAIL)
        file.seek(tail_at)
        found = _START.search(file.read())
        if found is None:
            message = "PDFium writes files otherwise than this reads them"
            raise ValueError(message)
        self.table_at = int(found[1])
        file.seek(self.table_at)
        self._table = file.read()
        self.offsets = dict(_offsets(self._table))
        self.root, self.info = (reference(self._table, key) for key in (b"Root", b"Info"))
        self._forget_moment()

    def dictionary(self, number: int) -> bytes:
        """Return an object that is a dictionary as it is written."""
        self.file.seek(self.offsets[number])
        told = b""
        while b"endobj" not in told and (chunk := self.file.read(_CHUNK if told else 2048)):
            told += chunk
        return told[told.index(b"<<") : told.index(b"endobj")].strip()

    def digest(self) -> bytes:
        """Return an identifier made from all that the file holds."""
        self.file.seek(0)
        found = sha256()
        while chunk := self.file.read(_CHUNK):
            found.update(chunk)
        return found.hexdigest()[:32].upper().encode()

    def identify(self) -> None:
        """Give a file that is whole an identifier made from what it holds."""
        known = self.digest()
        self._set_id(_ID_OF % (known, known))

    def _forget_moment(self) -> None:
        """Overwrite when it was written and the identifier made of that, neither of which is of use."""
        told = self.dictionary(self.info)
        if (found := _MADE_AT.search(told)) is not None:
            self.file.seek(self.offsets[self.info])
            at = self.file.tell() + self.file.read(_CHUNK).index(found[0])
            self._overwrite(at, b" " * len(found[0]))
        self._set_id(_NO_ID)

    def _set_id(self, told: bytes) -> None:
        if (found := _ID.search(self._table)) is not None:
            self._overwrite(self.table_at + found.start(), told)

    def _overwrite(self, at: int, content: bytes) -> None:
        self.file.seek(at)
        self.file.write(content)


def reference(told: bytes, key: bytes) -> int:
    """Return which object a dictionary names; raise `ValueError` if it names none."""
    found = re.search(rb"/%b (\d+) 0 R" % key, told)
    if found is None:
        raise ValueError(key)
    return int(found[1])


def _offsets(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield objects and where they lie, of a table as the format had it from the first version on."""
    lines = iter(table.split(b"trailer", maxsplit=1)[0].split(b"\n")[1:])
    for head in lines:
        if not head.strip():
            continue
        start, count = map(int, head.split())
        for number in range(start, start + count):
            offset, _, kind = next(lines).split()
            if kind == b"n":
                yield number, int(offset)
