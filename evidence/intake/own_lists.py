"""收件包 coming back: the list and the note in it are no evidence, but what the unit wrote into the list tells."""

from __future__ import annotations

import os
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from evidence.errors import UnreadableFileError
from evidence.extract.found import Reading
from evidence.extract.media import WORKBOOKS
from evidence.extract.pool import read_all
from evidence.intake.debt_codes import Listed
from evidence.intake.scan import Found, Ruled
from evidence.intake.take_in import READ_TIMEOUT_S
from evidence.model import ArrivalState
from evidence.wording import handing_out as words

_BOOKS = frozenset({".xlsx", ".xls", ".et", ".xlsm"})
_MOST_OF_NOTE = 400  # bytes of a note that are looked at
_MOST_PROPERTIES = 65_536  # bytes
_MOST_ANSWERS = 1000  # characters kept of what the unit wrote
_BETWEEN = re.compile(r"[、,，;；\n]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


class _Row(Struct, frozen=True):
    code: str
    files: tuple[str, ...]
    answer: str


def apart(files: Sequence[Found]) -> tuple[list[Found], Mapping[PurePosixPath, Listed]]:
    """Return the files, lists and notes of ours ruled out as evidence, and what the lists say of the files.

    A list speaks of what lies in its own folder and below, and of nothing beside it.
    """
    ruled: list[Found] = []
    papers: list[Found] = []
    lists: list[tuple[Found, list[_Row]]] = []
    read = _read([found for found in files if _may_be_list(found)])
    for found in files:
        rows = read.get(found.path)
        if rows is not None:
            lists.append((found, rows))
            ruled.append(_ruled(found, "own_list", _answers(rows)))
        elif _is_note(found):
            ruled.append(_ruled(found, "own_note", ""))
        else:
            papers.append(found)
            ruled.append(found)
    return ruled, _listed(lists, papers)


def _listed(lists: Sequence[tuple[Found, Sequence[_Row]]], papers: Sequence[Found]) -> dict[PurePosixPath, Listed]:
    """Return what lists say of papers, by their paths."""
    codes: dict[PurePosixPath, dict[str, None]] = {}
    came = Counter(found.source for found in papers)
    shared = {source for source, count in came.items() if count > 1}
    for book, rows in lists:
        by_name: dict[str, list[PurePosixPath]] = {}
        by_stem: dict[str, list[PurePosixPath]] = {}
        for found in papers:
            if _is_below(found, book):
                by_name.setdefault(_key(found.source.name), []).append(found.source)
                by_stem.setdefault(_key(found.source.stem), []).append(found.source)
        for code, name in ((row.code, name) for row in rows for name in row.files):
            stems = dict.fromkeys((_key(name), _key(_ENDING.sub("", name))))
            meant = by_name.get(_key(name)) or [source for stem in stems for source in by_stem.get(stem, ())]
            shared.update(meant if len(meant) > 1 else ())
            for source in meant:
                codes.setdefault(source, {})[code] = None
    return {source: Listed(tuple(of), len(of) > 1 or source in shared) for source, of in codes.items()}


def _is_below(found: Found, book: Found) -> bool:
    """Tell whether a file lies where a list does, or below; two folders that were named look like one by their names.

    What comes out of archives lies elsewhere on the disk, and is told by its name alone.
    """
    unpacked = found.sha256 is not None or book.sha256 is not None
    below = unpacked or found.path.is_relative_to(book.path.parent)
    return below and found.source.is_relative_to(book.source.parent)


def _key(name: str) -> str:
    """Return a file name as lists are searched for it: blanks and case aside."""
    return "".join(name.split()).casefold()


def _ruled(found: Found, remark: str, answers: str) -> Found:
    return replace(found, ruled=Ruled(ArrivalState.JUNK, remark, (("answers", answers),)))


def _may_be_list(found: Found) -> bool:
    if not _open_to_look(found) or found.source.suffix.lower() not in _BOOKS:
        return False
    return words.TITLE in found.source.name or words.TITLE in _title(found.path)


def _read(files: Sequence[Found]) -> Mapping[Path, list[_Row] | None]:
    """Return by their paths what files that look like lists say, read as any file is: apart, and within a time."""
    jobs = [(found.path, found.name) for found in files]
    with closing(read_all(jobs, max(1, os.cpu_count() or 1), READ_TIMEOUT_S, _rows)) as results:
        return {jobs[at][0]: None if isinstance(rows, UnreadableFileError) else rows for at, rows in results}


def _rows(_: int, reading: Reading) -> list[_Row] | None:
    """Return the rows of a list of ours; None for any other file."""
    if reading.media_type not in WORKBOOKS:
        return None
    lines = [line.split("\t") for line in reading.text.replace("\f", "\n").split("\n")]
    keys = ("code", "file", "answer")
    for at, head in enumerate(lines):
        if all(words.HEADS[key] in head for key in keys):
            code, file, answer = (head.index(words.HEADS[key]) for key in keys)
            return [_row(cells, code, file, answer) for cells in lines[at + 1 :] if len(cells) > code]
    return None


def _row(cells: Sequence[str], code: int, file: int, answer: int) -> _Row:
    written = [part.strip() for part in _BETWEEN.split(_cell(cells, file))]
    names = tuple(PurePosixPath(part.replace("\\", "/")).name for part in written if part)
    return _Row(unicodedata.normalize("NFKC", cells[code]).strip().upper(), names, _cell(cells, answer))


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _answers(rows: Sequence[_Row]) -> str:
    said = "；".join(f"{row.code} {row.answer}" for row in rows if row.answer)
    return words.PHRASES["answers"].format(said=said[:_MOST_ANSWERS]) if said else ""


def _is_note(found: Found) -> bool:
    if not _open_to_look(found) or found.source.suffix.lower() != ".txt":
        return False
    try:
        with found.path.open("rb") as file:
            head = file.read(_MOST_OF_NOTE)
    except OSError:
        return False
    told = (head.decode(encoding, "ignore") for encoding in ("utf-8-sig", "gb18030", "utf-16"))
    return any(text.startswith(words.NOTES) and words.TITLE in text for text in told)


def _open_to_look(found: Found) -> bool:
    decided = found.junk or found.linked or found.own or found.locked or found.ruled or found.barred is not None
    return not decided


def _title(path: Path) -> str:
    """Return the title among a workbook's properties; empty where there is none."""
    try:
        with zipfile.ZipFile(path) as book, book.open("docProps/core.xml") as properties:
            return properties.read(_MOST_PROPERTIES).decode("utf-8", "ignore")
    except (OSError, KeyError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, EOFError):
        return ""
