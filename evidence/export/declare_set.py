"""网上申报材料 as made: files named and sized as a web site takes them, with a list; what does not fit is told.

What is too large is made smaller step by step, no further than it can be read. Originals stay as they are.
"""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.declaration import MB, Bundle
from evidence.errors import ExportError, UnreadableFileError
from evidence.export.declare_plan import (
    DeclarePlan,
    LeftOut,
    Making,
    PlannedFile,
    is_picture,
    made_of,
    personal_among,
)
from evidence.export.exchange import staging
from evidence.export.listing import ListColumn, Listing, Part, write_listing_sheet
from evidence.export.numbering import Numbered
from evidence.export.phrases import cover_title, title_of
from evidence.export.pictures import PDFIUM, failures
from evidence.export.print_copies import add_printed
from evidence.export.printed_pages import PrintedPage, pages_of
from evidence.export.refusing import refusals_told
from evidence.export.room import Need, check_room, room_at
from evidence.export.shrinking import STEPS, Step, shrink_pages, shrink_picture
from evidence.model import Original, OriginalId
from evidence.progress import Report, tell
from evidence.store.disk import disk_sentences
from evidence.store.hashing import is_sound
from evidence.wording import sets as words
from evidence.wording.room import size

if TYPE_CHECKING:
    import pypdfium2

_WIDTHS_MM = (12, 22, 24, 52, 62, 20, 34, 50)


class Declared(Struct, frozen=True):
    """A file that was made."""

    plan: PlannedFile
    path: Path
    before_bytes: int  # of what it was made of, before anything was made smaller
    after_bytes: int
    step: Step | None  # how coarse it became; None: nothing was made smaller


class DeclaredSet(Struct, frozen=True):
    """What was made."""

    folder: Path
    files: tuple[Declared, ...]
    left_out: tuple[LeftOut, ...]
    listing: Path
    personal: tuple[str, ...]  # labels of papers among them that hold personal data
    over_total: bool  # all together are still more than the web site takes
    kept: Path | None  # where files of the set before went that people had changed

    @property
    def before_bytes(self) -> int:
        """How large all was."""
        return sum(file.before_bytes for file in self.files)

    @property
    def after_bytes(self) -> int:
        """How large all is."""
        return sum(file.after_bytes for file in self.files)


class _Made(Struct):
    """A file on its way."""

    plan: PlannedFile
    path: Path
    before_bytes: int
    after_bytes: int
    step: Step | None = None
    untried: list[Step] = field(default_factory=lambda: list(STEPS))


def write_declaration(
    out: Path, plan: DeclarePlan, original_path: Callable[[Original], Path], version: str, who: str, report: Report
) -> DeclaredSet:
    """Make what is planned in a folder of `out`, in the place of the set before; an interrupted one leaves that.

    What is not among the files is listed beside the folder, which goes to the web site as it is. Raises `ExportError`
    where there is nothing to make, no room, or the disk takes nothing.
    """
    if not plan.files:
        raise ExportError("declare_none")
    check_room(Need(min(plan.size_bytes, plan.rule.total_bytes or plan.size_bytes), None), room_at(out), out)
    snapshot = plan.snapshot
    with disk_sentences(out, ExportError), staging(out, who, snapshot.at) as work:
        folder = work.made / words.DECLARED
        folder.mkdir()
        maker = _Maker(plan, folder, original_path, out)
        made, left_out = maker.all(report)
        over = _fit_together(made, maker, plan.rule.total_bytes, report)
        files = tuple(_declared(one, folder, out) for one in made)
        listing = f"{words.LISTING}.xlsx"
        write_listing_sheet(folder / listing, _listing(plan, files), snapshot, version)
        beside = f"{words.LEFT_LISTING}.xlsx"
        if left_out or (out / beside).exists():  # else the list of the set before would stay
            write_listing_sheet(work.made / beside, _left_listing(plan, left_out), snapshot, version)
        kept = work.put_in_place(snapshot.at).kept
    target = out / words.DECLARED
    personal = personal_among(one.plan for one in made)
    return DeclaredSet(target, files, tuple(left_out), target / listing, personal, over, kept)


def _declared(made: _Made, folder: Path, out: Path) -> Declared:
    path = out / words.DECLARED / made.path.relative_to(folder)
    return Declared(made.plan, path, made.before_bytes, made.after_bytes, made.step)


def _fit_together(made: Sequence[_Made], maker: _Maker, limit: int | None, report: Report) -> bool:
    """Make files smaller, the largest first, until all together fit; tell whether they do not."""
    if limit is None:
        return False
    total, steps = sum(one.after_bytes for one in made), len(made) * len(STEPS)
    done = 0
    while total > limit:
        left = [one for one in made if one.plan.can_shrink and one.untried]
        if not left:
            return True
        tell(report, "declare_fitting", min(done, steps), steps)
        done += 1
        largest = max(left, key=lambda one: one.after_bytes)
        before = largest.after_bytes
        maker.shrink(largest)
        total += largest.after_bytes - before
    return False


class _Maker:
    """Makes the files one after the other."""

    def __init__(self, plan: DeclarePlan, folder: Path, original_path: Callable[[Original], Path], out: Path) -> None:
        self._plan, self._folder, self._original_path, self._out = plan, folder, original_path, out
        self._sound: dict[OriginalId, bool] = {}

    def all(self, report: Report) -> tuple[list[_Made], list[LeftOut]]:
        """Make all files that fit; return them, and what cannot be among them."""
        made: list[_Made] = []
        left_out = list(self._plan.left_out)
        task = "declaring" if self._plan.rule.bundle is Bundle.PIECE else "declaring_items"
        for at, planned in enumerate(self._plan.files):
            tell(report, task, at, len(self._plan.files))
            one, damaged = self._of_sound(planned)
            left_out += [LeftOut(planned.item, entry, "damaged") for entry in damaged]
            if one is None:
                continue
            limit = self._plan.rule.file_bytes
            while limit is not None and one.after_bytes > limit and planned.can_shrink and one.untried:
                self.shrink(one)
            if limit is not None and one.after_bytes > limit:
                left_out += self._too_large(one, limit)
                one.path.unlink()
            else:
                made.append(one)
        tell(report, task, len(self._plan.files), len(self._plan.files))
        return made, left_out

    def shrink(self, made: _Made) -> None:
        """Make a file one step smaller; it stays as it is where that gains nothing."""
        step = made.untried.pop(0)
        target = made.path.with_suffix(made.plan.smaller)
        with TemporaryDirectory(prefix="beijian-") as scratch:
            beside = Path(scratch) / f"smaller{made.plan.smaller}"
            try:
                with refusals_told(Path(scratch), _originals(made.plan), self._original_path):
                    self._write_smaller(made.plan, step, beside)
            except failures():
                return
            if beside.stat().st_size < made.after_bytes:
                made.path.unlink()
                target = target if target == made.path or not target.exists() else _beside(target)
                shutil.move(beside, target)
                made.path, made.step, made.after_bytes = target, step, target.stat().st_size

    def _write_smaller(self, planned: PlannedFile, step: Step, target: Path) -> None:
        if is_picture(planned):
            original = planned.original
            shrink_picture(self._original_path(original), original.media_type, step, target)
        else:
            self._write_pages(planned, step, target)

    def _of_sound(self, planned: PlannedFile) -> tuple[_Made | None, Sequence[Numbered]]:
        """Make a file of those of its papers that are not damaged; return it and the others."""
        if (made := self._tried(planned)) is not None:
            return made, ()
        damaged = [entry for entry in planned.entries if self._is_damaged(entry)] if len(planned.entries) > 1 else []
        sound = [entry for entry in planned.entries if entry not in damaged]
        if damaged and sound:
            made = self._tried(made_of(planned, sound, self._plan.snapshot.originals))
        return (made, damaged) if made is not None else (None, planned.entries)

    def _tried(self, planned: PlannedFile) -> _Made | None:
        """Make a file, None if what it is made of is damaged."""
        try:
            with refusals_told(self._out, _originals(planned), self._original_path):
                self._check_sound(_originals(planned))
                return self._make(planned)
        except failures():
            (self._folder / planned.place).unlink(missing_ok=True)
            return None

    def _is_damaged(self, entry: Numbered) -> bool:
        """Tell whether the pages of a paper cannot be had."""
        import pypdfium2

        pages = pages_of(entry.piece, self._plan.snapshot.originals)
        try:
            self._check_sound(page.original for page in pages)
            with closing(pypdfium2.PdfDocument.new()) as document:
                self._add(document, pages)
        except failures():
            return True
        return False

    def _check_sound(self, originals: Iterable[Original]) -> None:
        """Raise `UnreadableFileError` for an original that is no longer as it arrived; each is read once."""
        for one in originals:
            if one.id not in self._sound:
                self._sound[one.id] = is_sound(self._original_path(one), one.sha256)
            if not self._sound[one.id]:
                raise UnreadableFileError("file_damaged")

    def _add(self, document: pypdfium2.PdfDocument, pages: Sequence[PrintedPage]) -> None:
        """Add pages to a document, all of each: what is handed in is what the files hold, however they are shown."""
        from evidence.export.pdf_pages import Stamp

        plain = Stamp("", "", front=True)
        with (
            TemporaryDirectory(prefix="beijian-") as scratch,
            refusals_told(Path(scratch), [page.original for page in pages], self._original_path),
        ):
            whole = [replace(page, original=replace(page.original, crops=())) for page in pages]
            add_printed(document, [(page, plain) for page in whole], self._original_path, Path(scratch))

    def _make(self, planned: PlannedFile) -> _Made:
        path = self._folder / planned.place
        path.parent.mkdir(exist_ok=True)
        match planned.making:
            case Making.COPY:
                shutil.copyfile(self._original_path(planned.original), path)
                before = planned.original.size_bytes
            case Making.PICTURE:
                original = planned.original
                shrink_picture(self._original_path(original), original.media_type, STEPS[0], path)
                before = max(original.size_bytes, path.stat().st_size)
            case Making.PAGES:
                self._write_pages(planned, None, path)
                before = path.stat().st_size
        return _Made(planned, path, before, path.stat().st_size)

    def _write_pages(self, planned: PlannedFile, step: Step | None, target: Path) -> None:
        """Write a PDF of pages, their pictures as coarse as a step makes them."""
        import pypdfium2

        from evidence.export.pdf_bookmarks import Bookmark, write_pdf

        with closing(pypdfium2.PdfDocument.new()) as document:
            self._add(document, planned.pages)
            snapshot, marks, at = self._plan.snapshot, list[Bookmark](), 0
            for entry in planned.entries if len(planned.entries) > 1 else ():
                marks.append(Bookmark(words.entry(entry.label, title_of(entry.piece, snapshot)), at))
                at += len(pages_of(entry.piece, snapshot.originals))
            with PDFIUM:
                if step is not None:
                    shrink_pages(document, step)
                title, author = planned.place.stem, snapshot.project.author
                with closing(pypdfium2.PdfDocument.new()) as fresh:
                    fresh.import_pages(document)
                    write_pdf(fresh, target, title, author, marks)

    def _too_large(self, made: _Made, limit: int) -> Iterator[LeftOut]:
        together = len(made.plan.entries) > 1
        why = "too_large_item" if together else "too_large" if made.plan.can_shrink else "too_large_office"
        told = (("size", size(made.after_bytes)), ("limit", f"{limit / MB:g} MB"))
        for entry in made.plan.entries:
            yield LeftOut(made.plan.item, entry, why, told)


def _originals(planned: PlannedFile) -> tuple[Original, ...]:
    """Return the originals that a file is made of, each once."""
    every = (planned.original, *(page.original for page in planned.pages))
    return tuple({one.id: one for one in every}.values())


def _beside(path: Path) -> Path:
    """Return a name like this that nothing has."""
    number = 2
    while (found := path.with_stem(f"{path.stem}~{number}")).exists():
        number += 1
    return found


def _left_listing(plan: DeclarePlan, left_out: Sequence[LeftOut]) -> Listing:
    """Return what is not among the files and what to do, which is for the office alone."""
    columns = tuple(
        ListColumn(head, width, is_code=head in ("评价内容", "件号")) for head, width in words.LEFT_COLUMNS.items()
    )
    rows = tuple(
        (
            one.item.code,
            one.entry.label,
            title_of(one.entry.piece, plan.snapshot),
            words.why_left_out(one.why, dict(one.told)),
        )
        for one in left_out
    )
    return Listing(words.LEFT_LISTING, (words.LEFT_NOTE if rows else words.LEFT_NONE,), columns, (Part("", rows),), "")


def _listing(plan: DeclarePlan, files: Sequence[Declared]) -> Listing:
    """Return the 申报材料清单: the files in order, then papers that lie under another item."""
    columns = tuple(
        ListColumn(head, width, centred=head in ("序号", "大小"), is_code=head in ("评价内容", "件号"))
        for head, width in zip(words.COLUMNS, _WIDTHS_MM, strict=True)
    )
    snapshot, rows = plan.snapshot, list[tuple[str | float, ...]]()
    file_of: dict[str, str] = {}
    for number, file in enumerate(files, 1):
        entries = file.plan.entries
        file_of |= {entry.label: file.path.name for entry in entries}
        labels = "\n".join(entry.label for entry in entries)
        titles = "\n".join(title_of(entry.piece, snapshot) for entry in entries)
        sized = size(file.after_bytes)
        rows.append((number, file.plan.item.code, labels, titles, file.path.name, sized, words.how(*_how(file)), ""))
    for item, entry in plan.pointed:
        there = file_of.get(entry.label, "")
        title = title_of(entry.piece, snapshot)
        rows.append(("", item.code, entry.label, title, there, "", "", words.see(entry.label)))
    before, after = sum(file.before_bytes for file in files), sum(file.after_bytes for file in files)
    lines = (cover_title(snapshot.project), words.listing_sum(len(files), before, after))
    return Listing(words.LISTING, lines, columns, (Part("", tuple(rows)),), "")


def _how(file: Declared) -> tuple[str, int, int]:
    return file.plan.making.value, file.before_bytes, file.after_bytes
