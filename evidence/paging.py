"""转成页面: pages made of what office programs wrote, by a converter that is found on the PC.

They are looked at and printed in its stead, in the 汇编 and as print copies. Nobody needs a converter: without one such
papers are only referred to.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.as_pages import is_sound, shown_pages
from evidence.convert.converter import Converter, Failure, Outcome
from evidence.errors import CancelledError, RequestError, WorkspaceError
from evidence.export.pictures import picture_sizes
from evidence.extract import media
from evidence.filing import known_piece
from evidence.journal import Action, StepId
from evidence.model import Flag, Original, OriginalId, Piece, PieceId, new_id
from evidence.names import safe_name
from evidence.origins import BY_CLERK, PAGES
from evidence.progress import Report, tell
from evidence.snapshot import Changes, Snapshot
from evidence.store.disk import disk_sentences
from evidence.store.hashing import hash_file
from evidence.store.rendition_files import keep_rendition, rendition_path

if TYPE_CHECKING:
    from evidence.store.rendition_rows import NewRendition
    from evidence.workspace import Workspace

_NAME_LIMIT, _ENDING_LIMIT = 70, 12  # characters of a copy's name: in UTF-8 at most 255 bytes together
AT_ONCE = 8  # files a start of a converter: it takes longer to start than to convert one

# What is printed from an office program: each with the ending by which converters tell it. WPS's own endings are left
# off, for LibreOffice takes .wps for a file of Microsoft Works.
_ENDINGS = {
    media.DOCX: ".docx",
    media.DOC: ".doc",
    media.RTF: ".rtf",
    media.WORD_XML: ".xml",
    media.XLSX: ".xlsx",
    media.XLS: ".xls",
    media.PPTX: ".pptx",
    media.PPT: ".ppt",
    media.OFD: ".ofd",
    media.OPEN_DOCUMENT: "",  # its own: there are three
    media.ENCRYPTED: "",
}


class PagingPlan(Struct, frozen=True):
    """What would be converted, and how many files have their pages already."""

    files: tuple[Original, ...]
    there: int


class MadeOf(Struct, frozen=True):
    """An original that has pages now."""

    original: Original
    pages: int
    converter: str


class NotMade(Struct, frozen=True):
    """An original of which no pages could be made."""

    original: Original
    why: Failure


class Paged(Struct, frozen=True):
    """What came of it; what was done before it was stopped stays."""

    changes: Changes
    made: tuple[MadeOf, ...]
    failed: tuple[NotMade, ...]
    there: int
    stopped: bool = False


def plan_pages(snapshot: Snapshot, pieces: Collection[PieceId] | None) -> PagingPlan:
    """Return which files of these pieces, or of all that are filed, have no pages yet; looks at those that do."""
    wanted = _wanted(snapshot, pieces)
    missing = [one for one in wanted if one.rendition is None or not is_sound(one.rendition)]
    return PagingPlan(tuple(missing), len(wanted) - len(missing))


def referred(snapshot: Snapshot) -> list[Original]:
    """Return the filed office files of which no pages were made, without looking at any file."""
    return [one for one in _wanted(snapshot, None) if one.rendition is None]


def _wanted(snapshot: Snapshot, pieces: Collection[PieceId] | None) -> list[Original]:
    """Return the printed files that show no pages by themselves, of these pieces or of all that are filed."""
    chosen = snapshot.pieces if pieces is None else [known_piece(snapshot, key) for key in pieces]
    if pieces is None:
        chosen = [piece for piece in chosen if piece.id in snapshot.items_of]
    found: dict[OriginalId, Original] = {}
    for piece in chosen:
        for part in piece.parts:
            original = snapshot.originals[part.original]
            if part.printed and original.media_type in _ENDINGS:
                found[original.id] = original
    return list(found.values())


def make_pages(
    workspace: Workspace, pieces: Collection[PieceId] | None, converters: Sequence[Converter], report: Report
) -> Paged:
    """Make pages of what lacks them, of these pieces or of all that are filed, as one step that can be taken back.

    How many pages a piece has follows from it, unless somebody has typed that. Raises `RequestError` where nothing is
    to be made, or no converter is there.
    """
    snapshot = workspace.snapshot()
    plan = plan_pages(snapshot, pieces)
    if not plan.files:
        raise RequestError("paging_nothing")
    if not converters:
        raise RequestError("converter_none")
    work = _Work(workspace, report, len(plan.files), StepId(new_id()), _with_passwords(snapshot))
    stopped = False
    try:
        for converter in (*converters, None):
            mine = [one for one in plan.files if _first_for(one, converters) is converter]
            for some in _at_once(mine):
                work.convert(some, converter)
    except CancelledError:
        stopped = True
    report.advanced("paging", work.done, work.total)
    return Paged(work.changes, tuple(work.made), tuple(work.failed), plan.there, stopped)


class _Work:
    """One asking for pages: files are converted some at a time, and what is made of them is recorded at once."""

    def __init__(
        self, workspace: Workspace, report: Report, total: int, step: StepId, locked: frozenset[OriginalId]
    ) -> None:
        self._workspace, self._report, self._step, self._locked = workspace, report, step, locked
        self.total = total
        self.made: list[MadeOf] = []
        self.failed: list[NotMade] = []
        self.changes = Changes()

    @property
    def done(self) -> int:
        return len(self.made) + len(self.failed)

    def convert(self, files: Sequence[Original], converter: Converter | None) -> None:
        """Convert some files, or say that nothing can; raise `CancelledError` if that is stopped."""
        tell(self._report, "paging", self.done, self.total)
        with (
            TemporaryDirectory(prefix="beijian-", ignore_cleanup_errors=True) as scratch,
            disk_sentences(self._workspace.path, WorkspaceError),
        ):
            copies, out = Path(scratch) / "in", Path(scratch) / "out"
            copies.mkdir()
            out.mkdir()
            given: dict[OriginalId, Path] = {}
            outcomes: dict[OriginalId, Outcome] = {}
            for original in files:
                copy = copies / _copy_name(original)
                if converter is None or original.id in self._locked or original.media_type == media.ENCRYPTED:
                    locked = converter is not None or original.media_type == media.ENCRYPTED
                    outcomes[original.id] = Failure.PASSWORD if locked else Failure.NO_CONVERTER
                elif self._copied(original, copy):
                    given[original.id] = copy
                else:
                    outcomes[original.id] = Failure.LOST
            if converter is not None and given:
                before = self.done
                found = converter.convert(
                    list(given.values()),
                    out,
                    self._report.cancelled,
                    lambda now: self._report.advanced("paging", before + now, self.total),
                )
                outcomes |= {key: found.get(copy, Failure.NOTHING) for key, copy in given.items()}
            self._record(files, outcomes, converter.name if converter else "")

    def _copied(self, original: Original, copy: Path) -> bool:
        """Copy an original out of the vault; tell whether it is as it arrived."""
        try:
            shutil.copyfile(self._workspace.original_path(original), copy)
        except FileNotFoundError:
            return False
        return hash_file(copy) == original.sha256

    def _record(self, files: Sequence[Original], outcomes: dict[OriginalId, Outcome], converter: str) -> None:
        from evidence.store.rendition_rows import NewRendition

        snapshot = self._workspace.snapshot()
        new: list[NewRendition] = []
        for original in files:
            outcome = outcomes[original.id]
            if not isinstance(outcome, Failure):
                pages = len(picture_sizes(outcome, media.PDF))
                if pages and original.id in snapshot.originals:
                    keep_rendition(outcome, rendition_path(self._workspace.path, original.sha256))
                    new.append(NewRendition(original.id, hash_file(outcome), pages, converter))
                    self.made.append(MadeOf(original, pages, converter))
                    continue
                outcome = Failure.NOT_READABLE
            self.failed.append(NotMade(original, outcome))
        if new:
            with self._workspace.writing(Action.MAKE_PAGES, self._step) as writer:
                writer.keep_renditions(new, dict(_counts(snapshot, new)))
            self.changes |= writer.changes


def _copy_name(original: Original) -> str:
    """Return what a copy is called: tables may print their file's name."""
    name = PurePath(original.name)
    return safe_name(name.stem, _NAME_LIMIT) + (_ENDINGS[original.media_type] or name.suffix[:_ENDING_LIMIT])


def _at_once(files: Sequence[Original]) -> Iterator[list[Original]]:
    """Yield files that are given to a converter together: some, whose PDFs do not get the same name."""
    waiting = list(files)
    while waiting:
        some: dict[str, Original] = {}
        for original in waiting:
            if len(some) < AT_ONCE:
                some.setdefault(PurePath(_copy_name(original)).stem.casefold(), original)
        yield list(some.values())
        waiting = [original for original in waiting if original not in some.values()]


def _first_for(original: Original, converters: Sequence[Converter]) -> Converter | None:
    return next((one for one in converters if original.media_type in one.kinds), None)


def _with_passwords(snapshot: Snapshot) -> frozenset[OriginalId]:
    """Return the originals that are known to have a password; of a piece of several it is not known which one has."""
    locked = [piece for piece in snapshot.pieces if Flag.ENCRYPTED in piece.flags and len(piece.parts) == 1]
    return frozenset(piece.parts[0].original for piece in locked)


def _counts(snapshot: Snapshot, new: Sequence[NewRendition]) -> Iterator[tuple[PieceId, int]]:
    """Yield how many pages pieces have now, but for those of which somebody typed it or a file has none yet."""
    made = {one.original: one.pages for one in new}
    for piece in snapshot.pieces:
        printed = [part for part in piece.parts if part.printed]
        if not any(part.original in made for part in printed) or _is_typed(piece):
            continue
        counts = [
            part.length or made.get(part.original) or shown_pages(snapshot.originals[part.original]) for part in printed
        ]
        if None not in counts:
            yield piece.id, sum(count or 0 for count in counts)


def _is_typed(piece: Piece) -> bool:
    return dict(piece.origins).get(PAGES) == BY_CLERK
