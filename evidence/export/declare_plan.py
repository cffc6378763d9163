"""网上申报材料 as planned: which file is made of which papers, what it is called, and what cannot be among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from evidence.check.defects import countable
from evidence.declaration import Bundle, DeclareRule, ending_of, file_name
from evidence.export.directories import short_name
from evidence.export.for_others import snapshot_for_others
from evidence.export.numbering import Numbered, number_pieces, serial_text
from evidence.export.phrases import title_of
from evidence.export.pictures import is_image, printable
from evidence.export.printed_pages import PrintedPage, pages_of
from evidence.extract import media
from evidence.model import Criterion, CriterionId, Flag, Original, OriginalId, PageRange, Piece
from evidence.names import safe_name
from evidence.snapshot import Snapshot

PDF, JPG = ".pdf", ".jpg"
_FOLDER_LIMIT = 30  # characters of an item's folder
_HIDDEN = "×"  # for the digits of personal data: no name may hold an asterisk


class Making(StrEnum):
    """How a file is made."""

    COPY = "copy"  # of the original as it is
    PAGES = "pages"  # put together as PDF
    PICTURE = "picture"  # brought into JPEG


class PlannedFile(Struct, frozen=True):
    """A file that is to be made below the folder of the set."""

    place: PurePosixPath
    item: Criterion
    entries: tuple[Numbered, ...]
    making: Making
    original: Original  # the only one, or the first
    pages: tuple[PrintedPage, ...]  # that it can be made of; none: it is a file of an office program
    before_bytes: int  # of the originals that it is made of
    smaller: str = ""  # the ending with its dot that it has once it is made smaller; empty: it cannot be

    @property
    def can_shrink(self) -> bool:
        """Whether it can be made smaller."""
        return bool(self.smaller)


class LeftOut(Struct, frozen=True):
    """A paper that is not among the files, or one file of it, and why (a code of `wording.sets.LEFT_OUT`)."""

    item: Criterion
    entry: Numbered
    why: str
    told: tuple[tuple[str, str], ...] = ()


class DeclarePlan(Struct, frozen=True):
    """What is to be made, in the order of the items."""

    snapshot: Snapshot
    rule: DeclareRule
    files: tuple[PlannedFile, ...]
    left_out: tuple[LeftOut, ...]
    pointed: tuple[tuple[Criterion, Numbered], ...]  # papers that lie under another item

    @property
    def size_bytes(self) -> int:
        """How large all is before anything is made smaller."""
        return sum(file.before_bytes for file in self.files)

    @property
    def personal(self) -> tuple[str, ...]:
        """Labels of papers among the files that hold personal data."""
        return personal_among(self.files)

    def is_over(self, file: PlannedFile) -> bool:
        """Tell whether a file is larger than the web site takes."""
        limit = self.rule.file_bytes
        return limit is not None and file.before_bytes > limit


def personal_among(files: Iterable[PlannedFile]) -> tuple[str, ...]:
    """Return the labels of papers with personal data that files are made of."""
    entries = (entry for file in files for entry in file.entries)
    return tuple(dict.fromkeys(entry.label for entry in entries if _is_personal(entry)))


def _is_personal(entry: Numbered) -> bool:
    return Flag.PERSONAL_DATA in entry.piece.flags


def plan_declaration(snapshot: Snapshot, rule: DeclareRule, reason: str = "") -> DeclarePlan:
    """Return what is made for a web site: papers that count, each once, under its first item.

    Others are to read it: no name or title tells an identity or mobile number whole, and papers with personal data stay
    out unless there is a reason.
    """
    files: list[PlannedFile] = []
    left_out: list[LeftOut] = []
    pointed: list[tuple[Criterion, Numbered]] = []
    snapshot, numbered = _for_others(snapshot)
    names = _Names(rule)
    for item in snapshot.leaves:
        entries = [entry for entry in numbered.get(item.id, ()) if countable(entry.piece)]
        held_back = [entry for entry in entries if not reason and _is_personal(entry)]
        left_out += [LeftOut(item, entry, "personal") for entry in held_back if entry.at_home]
        entries = [entry for entry in entries if entry not in held_back]
        home = [entry for entry in entries if entry.at_home]
        pointed += [(item, entry) for entry in entries if not entry.at_home]
        maker = _OfItem(snapshot, rule, item, names)
        if rule.bundle is Bundle.ITEM and rule.takes(PDF):
            together = [entry for entry in home if pages_of(entry.piece, snapshot.originals)]
            files += maker.together(together)
            home = [entry for entry in home if entry not in together]
        for entry in home:
            for found in maker.alone(entry):
                if isinstance(found, LeftOut):
                    left_out.append(found)
                else:
                    files.append(found)
    return DeclarePlan(snapshot, rule, tuple(files), tuple(left_out), tuple(pointed))


def _for_others(snapshot: Snapshot) -> tuple[Snapshot, Mapping[CriterionId, Sequence[Numbered]]]:
    """Return what others may read, with the numbers that papers have whatever is hidden in them."""
    shown = snapshot_for_others(snapshot)
    known = shown.piece_by_id
    return shown, {
        item: [replace(entry, piece=known[entry.piece.id]) for entry in entries]
        for item, entries in number_pieces(snapshot).items()
    }


def made_of(file: PlannedFile, entries: Sequence[Numbered], originals: Mapping[OriginalId, Original]) -> PlannedFile:
    """Return a file of pages as it is planned if it is made of some of its papers only."""
    pages = tuple(page for entry in entries for page in pages_of(entry.piece, originals))
    return replace(file, entries=tuple(entries), pages=pages, original=pages[0].original, before_bytes=_bytes_of(pages))


def _bytes_of(pages: Sequence[PrintedPage]) -> int:
    return sum(original.size_bytes for original in {page.original.id: page.original for page in pages}.values())


class _Names:
    """Gives each file a name that no other has in its folder, in whatever case."""

    def __init__(self, rule: DeclareRule) -> None:
        self._rule = rule
        self._taken: set[str] = set()
        self._count = 0

    def place(self, item: Criterion, values: Mapping[str, str], ending: str) -> PurePosixPath:
        self._count += 1
        folder = safe_name(f"{item.code} {item.title or ''}", _FOLDER_LIMIT)
        base = file_name(self._rule, {"序号": f"{self._count:03d}", "编号": item.code, **values}, ending)
        name, again = base, 1
        while str(PurePosixPath(folder, name)).casefold() in self._taken:
            again += 1
            mark = f"~{again}"
            name = base.removesuffix(ending)[: self._rule.longest - len(ending) - len(mark)] + mark + ending
        self._taken.add(str(PurePosixPath(folder, name)).casefold())
        return PurePosixPath(folder, name)


class _OfItem:
    """Plans the files of one item."""

    def __init__(self, snapshot: Snapshot, rule: DeclareRule, item: Criterion, names: _Names) -> None:
        self._snapshot, self._rule, self._item, self._names = snapshot, rule, item, names

    def together(self, entries: Sequence[Numbered]) -> Iterator[PlannedFile]:
        """Yield the one PDF of papers that are pages."""
        if entries:
            pages = tuple(page for entry in entries for page in pages_of(entry.piece, self._snapshot.originals))
            place = self._names.place(self._item, {"题名": short_name(self._item)}, PDF)
            yield self._pdf(place, tuple(entries), pages)

    def alone(self, entry: Numbered) -> Iterator[PlannedFile | LeftOut]:
        """Yield the file of a paper, or its files where they cannot be one."""
        parts = [part for part in entry.piece.parts if part.printed]
        originals = list(dict.fromkeys(part.original for part in parts))
        pages = pages_of(entry.piece, self._snapshot.originals)
        if not parts:
            yield LeftOut(self._item, entry, "paper")
        elif len(originals) == 1 and self._is_whole(parts):
            yield self._whole(entry, self._snapshot.originals[originals[0]], pages)
        elif pages and self._rule.takes(PDF):
            yield self._pdf(self._place(entry, PDF), (entry,), pages)
        else:
            for key in originals:
                yield self._one(entry, [part for part in parts if part.original == key])

    def _one(self, entry: Numbered, parts: Sequence[PageRange]) -> PlannedFile | LeftOut:
        """Plan one of several files of a paper."""
        original = self._snapshot.originals[parts[0].original]
        held = Piece(entry.piece.id, entry.piece.facts, frozenset(), None, tuple(parts), None, 0)
        pages = pages_of(held, self._snapshot.originals)
        if self._is_whole(parts):
            return self._whole(entry, original, pages)
        if pages and self._rule.takes(PDF):
            return self._pdf(self._place(entry, PDF), (entry,), pages)
        return LeftOut(self._item, entry, "ending", (("ending", ending_of(original.name)),))

    def _is_whole(self, parts: Sequence[PageRange]) -> bool:
        """Tell whether ranges of one original are all of it."""
        pages = [page for part in parts for page in range(part.first or 1, (part.last or part.first or 0) + 1)]
        every = list(range(1, (self._snapshot.originals[parts[0].original].pages or 0) + 1))
        return len(parts) == 1 and (parts[0].first is None or pages == every)

    def _whole(self, entry: Numbered, original: Original, pages: tuple[PrintedPage, ...]) -> PlannedFile | LeftOut:
        ending = ending_of(original.name)
        smaller = self._smaller(original, pages)
        size = original.size_bytes
        if self._rule.takes(ending):
            place = self._place(entry, ending)
            return PlannedFile(place, self._item, (entry,), Making.COPY, original, pages, size, smaller)
        if smaller == JPG:
            return PlannedFile(
                self._place(entry, JPG), self._item, (entry,), Making.PICTURE, original, pages, size, smaller
            )
        if smaller == PDF:
            return self._pdf(self._place(entry, PDF), (entry,), pages)
        return LeftOut(self._item, entry, "ending", (("ending", ending or original.name),))

    def _smaller(self, original: Original, pages: Sequence[PrintedPage]) -> str:
        """Return as what a file is made smaller or brought into another form, empty if it can not."""
        if not pages or not printable(original):
            return ""
        if is_image(original):
            for ending in (JPG, ".jpeg"):
                if self._rule.takes(ending):
                    return JPG if ending == JPG else ending
        return PDF if self._rule.takes(PDF) else ""

    def _pdf(self, place: PurePosixPath, entries: tuple[Numbered, ...], pages: tuple[PrintedPage, ...]) -> PlannedFile:
        original, size = pages[0].original, _bytes_of(pages)
        return PlannedFile(place, self._item, entries, Making.PAGES, original, pages, size, PDF)

    def _place(self, entry: Numbered, ending: str) -> PurePosixPath:
        facts = entry.piece.facts
        values = {
            "件号": serial_text(entry.serial) if entry.serial else "",
            "题名": title_of(entry.piece, self._snapshot).strip("[]").replace("*", _HIDDEN),
            "文号": facts.document_number or "",
            "日期": f"{facts.issued_on:%Y%m%d}" if facts.issued_on else "",
        }
        return self._names.place(self._item, values, ending)


def is_picture(file: PlannedFile) -> bool:
    """Tell whether a file is one picture, which is made smaller as such."""
    return file.making is not Making.PAGES and file.smaller in (JPG, ".jpeg") and file.original.media_type != media.PDF
