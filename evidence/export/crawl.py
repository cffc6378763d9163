"""Every link, page number, count and file of an export followed and compared, as they were written."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from msgspec import Struct, field

from evidence.errors import ExportError
from evidence.export.crawl_package import package_faults
from evidence.export.crawl_word import Line, Mark, Written, read_back
from evidence.progress import Report, tell
from evidence.wording import crawling

_PIECE_COLUMN, _COUNT_COLUMNS = "责任者", ("份数", "页数")
_PAGE = re.compile(r"\d+(?:-\d+)*")
_POINTER = "见 "
_NUMBER = re.compile(r"(.*)-(\d{3,}(?:-\d+)*)", re.DOTALL)
_PLACE = "电子版资料："
_OUTSIDE = "/"  # what a link out of the folder of its file has in it
_ABOUT = re.compile(r"收入(\d+)项评价内容的佐证材料(\d+)件")
_NOTES = re.compile(f"^{_PLACE}|{_ABOUT.pattern}")
_NOBODYS = frozenset({"目录题名", "类别标题", "要点标题"})  # what begins so belongs to no item
_ITEM = "item"  # begins the place where an item begins; no count leads there where its pages have no number
_MOST_NAMED = 10


Hear = Callable[[Iterable[str]], None]


class Fault(NamedTuple):
    """What does not agree; `code` is worded in `wording.crawling`."""

    code: str
    params: dict[str, str]


class Asked(Struct, frozen=True):
    """What an export says of itself."""

    pages: Mapping[Path, int]  # of each Word file
    package: Path | None  # what was packed, if it was
    fixed: frozenset[str] = frozenset()  # codes of items whose numbers may have gaps (定号)
    stamped: bool = False  # 页号 and 页数 count the sheets in the box, which no Word file shows
    name: str = ""  # that the only file will have in its place, for what is told of it
    hear: Mapping[Path, Hear] = field(default_factory=dict[Path, Hear])  # who is told each line of which files


def check_written(asked: Asked, report: Report) -> None:
    """Raise `ExportError` with the first of what does not agree, or return where all does."""
    faults = list(crawl(asked, report))
    if faults:
        called = {"file": asked.name} if asked.name else {}
        named = "；".join(crawling.fault(fault.code, fault.params | called) for fault in faults[:_MOST_NAMED])
        raise ExportError("export_unsound", count=len(faults), faults=named)


def crawl(asked: Asked, report: Report) -> Iterator[Fault]:
    """Yield what does not agree. Files of one folder are one edition; what they say is compared with each other."""
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in asked.pages:
        folders[path.parent].append(path)
    done = 0
    packed: frozenset[str] | None = None
    if asked.package is not None:
        packed, wrong = package_faults(asked.package)
        yield from (Fault(code, params) for code, params in wrong)
    for paths in folders.values():
        files: dict[str, Written] = {}
        for path in paths:
            tell(report, "crawl", done, len(asked.pages))
            done += 1
            try:
                file = read_back(path, frozenset({_PIECE_COLUMN, *_COUNT_COLUMNS}), _NOTES, said=path in asked.hear)
            except (OSError, KeyError, ValueError, etree.LxmlError, zipfile.BadZipFile):
                yield Fault("crawl_unreadable", {"file": path.name})
                continue
            files[path.name] = file
            if path in asked.hear:
                asked.hear[path](file.said)
                file.said.clear()
        for file in files.values():
            yield from _structure(file, asked.pages[file.path])
            yield from _links(file, files, stamped=asked.stamped)
            yield from _links_out(file)
            yield from _package_places(file, packed)
        yield from _Edition(files, asked).faults()
    tell(report, "crawl", len(asked.pages), len(asked.pages))


def _structure(file: Written, told: int) -> Iterator[Fault]:
    if file.pages != told:
        yield _fault("crawl_pages", file, told=told, found=file.pages)
    yield from (_fault("crawl_part", file, text=text) for text in file.broken)
    yield from (_fault("crawl_place_twice", file, text=text) for text in file.twice)


def _links(file: Written, files: Mapping[str, Written], *, stamped: bool) -> Iterator[Fault]:
    """Yield links that lead nowhere, and page numbers that are not those of the pages they lead to."""
    for link in (link for link in file.links if _OUTSIDE not in link.file):
        there = files.get(link.file) if link.file else file
        if there is None:
            yield _fault("crawl_far_file", file, link.page, text=link.text, target=link.file)
            continue
        mark = there.marks.get(link.anchor)
        if mark is None:
            yield _fault("crawl_link", file, link.page, text=link.text)
        elif not stamped and _PAGE.fullmatch(link.text) and there.labels[mark.page] != link.text:
            found = crawling.page(there.labels[mark.page])
            yield _fault("crawl_page_number", file, link.page, text=link.text, found=found)
        elif link.text.startswith(_POINTER) and not _begins(mark, link.text.removeprefix(_POINTER)):
            yield _fault("crawl_pointer", file, link.page, text=link.text, found=mark.text)


def _links_out(file: Written) -> Iterator[Fault]:
    """Yield links to files and folders of the package that are not there, or that no other PC would follow."""
    for link in (link for link in file.links if _OUTSIDE in link.file):
        relative = link.file.startswith(f"..{_OUTSIDE}") and not link.anchor
        if not relative or not (file.path.parent / link.file).exists():
            yield _fault("crawl_far_file", file, link.page, text=link.text, target=link.file)


def _package_places(file: Written, packed: frozenset[str] | None) -> Iterator[Fault]:
    if packed is None:
        return
    for page, text in file.notes:
        place = text.removeprefix(_PLACE)
        if place != text and "".join(place.split()) not in packed:
            yield _fault("crawl_place", file, page, text=place)


class _Edition:
    """The files of one edition: their directories and what these count."""

    def __init__(self, files: Mapping[str, Written], asked: Asked) -> None:
        self._files = files
        self._asked = asked
        self._items: dict[tuple[str, str], _Item] = {}  # by file and place
        self._counted = [
            (file, line, target)
            for file in files.values()
            for line in file.lines
            if set(_COUNT_COLUMNS) <= set(line.head) and (target := _target(file, line)) is not None
        ]
        for _, line, target in self._counted:
            self._items.setdefault(target, _Item(line.cells[0]))
        for file in files.values():
            self._own(file)

    def faults(self) -> Iterator[Fault]:
        """Yield what does not agree."""
        for file, line, target in self._counted:
            item = self._items[target]
            told = dict(zip(line.head, line.cells, strict=True))
            for column, code, found in (
                ("份数", "crawl_pieces", item.rows),
                ("页数", "crawl_item_pages", item.pages),
            ):
                known = column == "份数" or not self._asked.stamped
                if known and told[column] != str(found):
                    yield _fault(code, file, line.page, text=item.code, told=told[column], found=found)
        for file in self._files.values():
            if not self._asked.stamped:  # without page numbers nothing tells which items a file holds
                yield from self._about(file)
            yield from _headings(file)
        yield from self._numbers()

    def _own(self, file: Written) -> None:
        """Find whose each page is, and count the pages and directory rows of each item."""
        name = file.path.name
        begins = _by_page(file.marks)
        rows: dict[int, list[Line]] = defaultdict(list)
        for line in file.lines:
            if _PIECE_COLUMN in line.head:
                rows[line.page].append(line)
        home: dict[str, _Item] = {}  # of pieces
        here: _Item | None = None
        for page, opening in enumerate(file.openings):
            if opening in _NOBODYS:
                here = None
            for anchor in begins[page]:
                counted = self._items.get((name, anchor)) or home.get(anchor)
                here = counted if counted or anchor.startswith(_ITEM) else here
            if here is None:
                continue
            here.pages += 1
            for line in rows[page]:
                here.rows += 1
                if not _points(line):
                    here.own.append((name, line.cells[0]))
                    home.update((link.anchor, here) for link in line.links)

    def _about(self, file: Written) -> Iterator[Fault]:
        """Compare what a file says of itself: of all files, where it holds no item."""
        name = file.path.name
        items = [item for (where, _), item in self._items.items() if where == name] or list(self._items.values())
        found = (sum(1 for item in items if item.rows), sum(len(item.own) for item in items))
        for page, text in file.notes:
            said = _ABOUT.search(text)
            if said and items and (int(said[1]), int(said[2])) != found:
                told, actual = (f"{count}项{pieces}件" for count, pieces in ((said[1], said[2]), found))
                yield _fault("crawl_about", file, page, told=told, found=actual)

    def _numbers(self) -> Iterator[Fault]:
        """Yield 件号 that there are two of, and those that lack, where none is fixed."""
        owned = [label for item in self._items.values() for label in item.own]
        where = {label: name for name, label in owned}
        serials: dict[str, set[str]] = defaultdict(set)
        for label, count in Counter(label for _, label in owned).items():
            number = _NUMBER.fullmatch(label)
            if number is not None:  # what is withheld has none
                serials[number[1]].add(number[2])
                if count > 1:
                    yield Fault("crawl_number_twice", {"file": where[label], "text": label})
        for code, found in serials.items():
            lacking = [at for at in range(1, len(found) + 1) if f"{at:03d}" not in found]
            if lacking and code not in self._asked.fixed:
                yield Fault("crawl_number_gap", {"text": code, "told": str(lacking[0])})


class _Item(Struct):
    """One item: what was counted of it, and the 件号 of its own."""

    code: str
    pages: int = 0
    rows: int = 0
    own: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])  # with the file they stand in


def _headings(file: Written) -> Iterator[Fault]:
    """Yield rows of directories that lead to a paper of another 件号."""
    for line in file.lines:
        if _PIECE_COLUMN in line.head and _NUMBER.fullmatch(line.cells[0]) and not _points(line):
            for link in line.links:
                mark = file.marks.get(link.anchor)
                if not link.file and mark is not None and not _begins(mark, line.cells[0]):
                    yield _fault("crawl_pointer", file, line.page, text=line.cells[0], found=mark.text)


def _points(line: Line) -> bool:
    """Tell whether a row of a directory only points to where its paper is printed."""
    return line.cells[0].startswith(_POINTER)


def _target(file: Written, line: Line) -> tuple[str, str] | None:
    """Return file and place that a row of a count leads to."""
    pages = [link for link in line.links if _PAGE.fullmatch(link.text)]
    return (pages[0].file or file.path.name, pages[0].anchor) if pages and len(line.cells) == len(line.head) else None


def _by_page(marks: Mapping[str, Mark]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for anchor, mark in marks.items():
        found[mark.page].append(anchor)
    return found


def _begins(mark: Mark, label: str) -> bool:
    """Tell whether a place is that of a 件号: its text begins with it, and not with a longer one."""
    text, number = " ".join(mark.text.split()), " ".join(label.split())
    return f"{text} ".startswith(f"{number} ")


def _fault(code: str, file: Written, page: int | None = None, **params: str | int) -> Fault:
    told = {name: str(value) for name, value in params.items()}
    if page is not None:
        told["page"] = crawling.page(file.labels[page])
    return Fault(code, {"file": file.path.name, **told})
