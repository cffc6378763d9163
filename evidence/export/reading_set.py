"""阅读版: the papers of a box or an item as one PDF to be read on a screen, in the order of its 卷内目录.

Bookmarks lead from 要点 over 评价内容 to each 件, and the 卷内目录 on its first pages to the same. It shows what the
送审版 shows; no original is altered.
"""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.declaration import ending_of
from evidence.errors import ExportError
from evidence.export import phrases
from evidence.export.box_plan import BoxPlan
from evidence.export.directories import short_name
from evidence.export.exchange import staging
from evidence.export.numbering import Numbered
from evidence.export.outline import shown
from evidence.export.pictures import JPEG_QUALITY, PDFIUM, failures
from evidence.export.print_copies import add_printed
from evidence.export.printed_pages import pages_of
from evidence.export.reading_pages import DPI, HIGH_MM, WIDE_MM, Directory, DirectoryRow, Fonts, slip
from evidence.export.refusing import refusals_told
from evidence.export.room import Need, check_room, room_at
from evidence.model import Criterion, Edition, Original, OriginalId
from evidence.names import safe_name
from evidence.progress import Report, tell
from evidence.store.disk import disk_sentences
from evidence.wording import sets as words

if TYPE_CHECKING:
    import pypdfium2
    from PIL.Image import Image

    from evidence.export.pdf_bookmarks import Bookmark, PageLink

_LONGEST_NAME = 60
_MARGIN_PT = 15 / 25.4 * 72
_HIGH_PT = 297 / 25.4 * 72


class Extent(StrEnum):
    """What one PDF holds."""

    BOX = "box"
    ITEM = "item"


class ReadingFile(Struct, frozen=True):
    """A PDF that was made."""

    path: Path
    pages: int
    papers: int
    elsewhere: int  # of them: papers that a page of the program's stands for
    size_bytes: int


class ReadingSet(Struct, frozen=True):
    """What was made."""

    folder: Path
    files: tuple[ReadingFile, ...]
    kept: Path | None  # where files of the set before went that people had changed

    @property
    def pages(self) -> int:
        """How many pages all have."""
        return sum(file.pages for file in self.files)

    @property
    def elsewhere(self) -> int:
        """How many papers lie elsewhere."""
        return sum(file.elsewhere for file in self.files)


class _Volume(Struct, frozen=True):
    """What one PDF holds: items with the papers that stand in their directories."""

    box: int | None
    name: str
    items: tuple[tuple[Criterion, tuple[Numbered, ...]], ...]


def write_reading_set(
    out: Path,
    plan: BoxPlan,
    extent: Extent,
    original_path: Callable[[Original], Path],
    who: str,
    report: Report,
) -> ReadingSet:
    """Make the set in a folder of `out`, in the place of the one before of its extent.

    Raises `ExportError` where there is nothing to read.

    Boxes are those of `plan`, which need not be fixed. An interrupted one leaves what was there.
    """
    name = words.READING if extent is Extent.BOX else words.READING_BY_ITEM
    volumes = list(_volumes(plan, extent))
    papers = [entry for volume in volumes for _, entries in volume.items for entry in entries if entry.at_home]
    if not papers:
        raise ExportError("reading_none")
    check_room(_need(papers, plan.snapshot.originals), room_at(out), out)
    box_of = {item: box.number for box in plan.boxes for item in box.bound.items}
    boxes = {entry.label: box_of[item.id] for v in volumes for item, held in v.items for entry in held
             if entry.at_home and item.id in box_of}  # fmt: skip
    made: list[ReadingFile] = []
    with disk_sentences(out, ExportError), staging(out, who, plan.snapshot.at) as work:
        folder = work.made / name
        folder.mkdir()
        done, fonts = 0, Fonts()
        for volume in volumes:
            binder = _Binder(plan, volume, original_path, boxes, fonts)
            made.append(
                binder.write(folder, lambda at, before=done: tell(report, "reading_set", before + at, len(papers)))
            )
            done += binder.count
        tell(report, "reading_set", len(papers), len(papers))
        kept = work.put_in_place(plan.snapshot.at).kept
    files = tuple(
        ReadingFile(out / name / file.path.name, file.pages, file.papers, file.elsewhere, file.size_bytes)
        for file in made
    )
    return ReadingSet(out / name, files, kept)


def _need(papers: Iterable[Numbered], originals: Mapping[OriginalId, Original]) -> Need:
    held = {part.original for entry in papers for part in entry.piece.parts if part.printed}
    return Need(sum(originals[key].size_bytes for key in held), None)


def _volumes(plan: BoxPlan, extent: Extent) -> Iterator[_Volume]:
    by_id = plan.snapshot.by_id
    for box in plan.boxes:
        items = tuple(
            (by_id[item], entries)
            for item in box.bound.items
            if (entries := shown(plan.contents, by_id[item], Edition.SUBMISSION))
        )
        if items and extent is Extent.BOX:
            yield _Volume(box.number, words.box_title(box.number, items[0][0].code, items[-1][0].code), items)
        elif extent is Extent.ITEM:
            for item, entries in items:
                yield _Volume(None, f"{item.code} {short_name(item)}", ((item, entries),))


class _Binder:
    """Puts one PDF together: the papers first, since the directory ahead of them says where they begin."""

    def __init__(
        self,
        plan: BoxPlan,
        volume: _Volume,
        original_path: Callable[[Original], Path],
        boxes: Mapping[str, int],
        fonts: Fonts,
    ) -> None:
        self._plan, self._volume, self._original_path, self._boxes = plan, volume, original_path, boxes
        self._snapshot, self._fonts = plan.snapshot, fonts
        self._entries = [(item, entry) for item, entries in volume.items for entry in entries]
        self._start: dict[str, int] = {}  # by label, counted without the directory
        self._elsewhere = 0
        self.count = sum(entry.at_home for _, entry in self._entries)

    def write(self, folder: Path, turned: Callable[[int], None]) -> ReadingFile:
        """Write the PDF."""
        import pypdfium2

        from evidence.export.pdf_bookmarks import write_pdf

        path = folder / f"{safe_name(self._volume.name, _LONGEST_NAME)}.pdf"
        with (
            TemporaryDirectory(prefix="beijian-") as scratch,
            closing(pypdfium2.PdfDocument.new()) as document,
            closing(pypdfium2.PdfDocument.new()) as front,
        ):
            home = [entry for _, entry in self._entries if entry.at_home]
            for at, entry in enumerate(home):
                turned(at)
                self._start[entry.label] = len(document)
                self._add(document, entry, Path(scratch))
            directory = self._directory()
            texts = [self._page_text(row, directory.pages) for row in directory.rows]
            for image in directory.drawn(texts):
                _add_drawn(front, image, Path(scratch))
            with PDFIUM:
                document.import_pages(front, index=0)
                title = f"{phrases.cover_title(self._snapshot.project)} {self._volume.name}"
                author = self._snapshot.project.author
                write_pdf(document, path, title, author, self._bookmarks(directory), self._links(directory))
                pages = len(document)
        return ReadingFile(path, pages, self.count, self._elsewhere, path.stat().st_size)

    def _add(self, document: pypdfium2.PdfDocument, entry: Numbered, scratch: Path) -> None:
        """Add the pages of a paper, or the one that stands for it."""
        from evidence.export.pdf_pages import Stamp

        pages, before, plain = pages_of(entry.piece, self._snapshot.originals), len(document), Stamp("", "", front=True)
        try:
            if not pages:
                raise ValueError
            with refusals_told(scratch, [page.original for page in pages], self._original_path):
                add_printed(document, [(page, plain) for page in pages], self._original_path, scratch)
        except failures():
            while len(document) > before:
                del document[len(document) - 1]
            self._elsewhere += 1
            title = phrases.title_of(entry.piece, self._snapshot)
            _add_drawn(document, slip(self._fonts, entry.label, title, list(self._told(entry))), scratch)

    def _told(self, entry: Numbered) -> Iterator[str]:
        """Say where a paper lies that is not shown."""
        piece = entry.piece
        names = [self._snapshot.originals[part.original].name for part in piece.parts if part.printed]
        kinds = "、".join(dict.fromkeys(filter(None, map(ending_of, names))))
        place = self._plan.contents.places.get(entry.anchor)
        yield words.on_paper(piece.paper.place, piece.paper.keeper) if piece.paper else words.not_shown(kinds)
        if place:
            yield words.in_package(place)
        if piece.pages:
            yield words.pages_count(piece.pages)

    def _directory(self) -> Directory:
        rows: list[DirectoryRow] = []
        for item, entries in self._volume.items:
            rows.append(DirectoryRow((), f"{item.code}　{short_name(item)}", self._first_of(entries)))
            for entry in entries:
                facts = entry.piece.facts
                label = entry.label if entry.at_home else words.see(entry.label)
                title = phrases.title_of(entry.piece, self._snapshot)
                day = f"{facts.issued_on:%Y%m%d}" if facts.issued_on else ""
                cells = (label, facts.document_number or "", facts.issuer or "", title, day)
                rows.append(DirectoryRow(cells, target=entry.label))
        lines = (phrases.cover_title(self._snapshot.project),)
        return Directory(words.directory_title(self._volume.box, self._volume.name), lines, tuple(rows), self._fonts)

    def _first_of(self, entries: Sequence[Numbered]) -> str | None:
        return next((entry.label for entry in entries if entry.label in self._start), None)

    def _page_text(self, row: DirectoryRow, ahead: int) -> str:
        """Say where a row's paper begins: its page here, or its box."""
        if row.target is None or row.heading:
            return ""
        if row.target in self._start:
            return str(self._start[row.target] + ahead + 1)
        return words.in_box(self._boxes[row.target]) if row.target in self._boxes else ""

    def _bookmarks(self, directory: Directory) -> list[Bookmark]:
        from evidence.export.pdf_bookmarks import Bookmark

        found = [Bookmark(words.DIRECTORY, 0)]
        above = groupby(self._volume.items, lambda held: self._snapshot.chain(held[0])[-1:])
        for point, held in above:
            items = [self._of_item(item, entries, directory) for item, entries in held]
            if point:
                name = f"{point[0].code}　{phrases.item_name(point[0])}"
                found.append(Bookmark(name, items[0].page, tuple(items)))
            else:
                found += items
        return found

    def _of_item(self, item: Criterion, entries: Sequence[Numbered], directory: Directory) -> Bookmark:
        from evidence.export.pdf_bookmarks import Bookmark

        below = tuple(
            Bookmark(
                words.entry(
                    entry.label if entry.at_home else words.see(entry.label),
                    phrases.title_of(entry.piece, self._snapshot),
                ),
                self._start[entry.label] + directory.pages,
            )
            for entry in entries
            if entry.label in self._start
        )
        spot = next(s for s in directory.spots if directory.rows[s.row].heading.startswith(f"{item.code}　"))
        return Bookmark(f"{item.code}　{short_name(item)}", below[0].page if below else spot.page, below)

    def _links(self, directory: Directory) -> list[PageLink]:
        from evidence.export.pdf_bookmarks import PageLink

        found: list[PageLink] = []
        for spot in directory.spots:
            target = directory.rows[spot.row].target
            if target in self._start:
                top, bottom = (_HIGH_PT - _MARGIN_PT - mm / 25.4 * 72 for mm in (spot.top_mm, spot.bottom_mm))
                right = _MARGIN_PT + WIDE_MM / 25.4 * 72
                area = (_MARGIN_PT, bottom, right, top)
                found.append(PageLink(spot.page, area, self._start[target] + directory.pages))
        return found


def _add_drawn(document: pypdfium2.PdfDocument, image: Image, scratch: Path) -> None:
    """Add a page that was drawn, in its natural size."""
    from evidence.export.pdf_pages import Stamp, add_picture

    path = scratch / "drawn.jpg"
    image.save(path, "JPEG", quality=JPEG_QUALITY, dpi=(DPI, DPI))  # which PDFium holds as it is, other kinds unpacked
    with PDFIUM:
        add_picture(document, path, (WIDE_MM, HIGH_MM), Stamp("", "", front=True))
