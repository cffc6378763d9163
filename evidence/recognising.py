"""What scans say: pages that wait are recognised, and facts, proposals and likenesses follow from the text.

Filing never waits for it. What is done is kept page by page, so that a kill costs the pages being read at most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from evidence import wording
from evidence.errors import UnreadableFileError
from evidence.journal import Action
from evidence.model import (
    ArrivalState,
    CriterionId,
    Facts,
    Flag,
    Original,
    OriginalId,
    Piece,
    PieceId,
    Place,
    Suggestion,
)
from evidence.origins import behind
from evidence.pieces import NAMELESS, OF_ANY
from evidence.progress import Report, tell
from evidence.recognised import (
    confidence_of,
    in_range,
    is_single,
    merged,
    whole_text_of,
    without_pages,
)
from evidence.snapshot import Changes, Snapshot
from evidence.store.experience import sources_of
from evidence.store.reading import whole_text
from evidence.store.scan_reading import (
    PageState,
    ScanPage,
    ScanProgress,
    WaitingPage,
    pages_of,
    scan_progress,
    waiting_pages,
)
from evidence.wording import scans as words

if TYPE_CHECKING:  # a window shows what is there before anything is read
    from evidence.extract.found import Reading
    from evidence.extract.page_readers import PageJob, PageResult, Readers
    from evidence.intake.alike import Likenesses
    from evidence.intake.suggest import Suggester
    from evidence.intake.take_in import Taken
    from evidence.intake.understood import Understood
    from evidence.store.scan_rows import RecognisedPiece
    from evidence.store.writing import Writer
    from evidence.workspace import Accept, TakenIn, Workspace

_PATIENCE_S = 0.2  # between two looks at whether the user wants to stop
_PASSING = frozenset({"read_timeout", "reader_crashed", "file_not_opened"})  # failures that may be no fault of a page


class Scans:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace
        self._knowing: _Knowing | None = None
        self._failed_once: set[tuple[OriginalId, int]] = set()  # pages that failed by chance, since this was opened

    def progress(self) -> ScanProgress:
        """Return how far all pages have come."""
        with self._workspace.reading() as source:
            return scan_progress(source)

    def waiting(self, only: Collection[OriginalId] | None = None) -> list[WaitingPage]:
        """Return the pages that wait, in the order in which the papers arrived; safe in any thread."""
        with self._workspace.reading() as source:
            return waiting_pages(source, only)

    def job(self, page: WaitingPage) -> PageJob:
        """Return what readers need to read a page; safe in any thread."""
        from evidence.extract.page_readers import PageJob

        return PageJob(page.original, page.page, self._workspace.vault.path(page.sha256, page.name), page.media_type)

    def pages(self, original: OriginalId) -> list[ScanPage]:
        """Return what became of the pages of an original that are pictures."""
        with self._workspace.reading() as source:
            return pages_of(source, original)

    def read(self, report: Report, readers: Readers, only: Collection[OriginalId] | None = None) -> Changes:
        """Recognise what waits, of all or of some originals, and record it; the readers are closed afterwards.

        Raises `CancelledError` when the user stops it: what is not done goes on waiting.
        """
        waiting = self.waiting(only)[::-1]
        again: list[PageJob] = []
        done, total = 0, len(waiting)
        changes = Changes()
        with closing(readers):
            while done < total:
                tell(report, "recognising", done, total)
                while (waiting or again) and readers.free > 0:
                    readers.give(self.job(waiting.pop()) if waiting else again.pop())
                results = readers.finished(_PATIENCE_S)
                come_again = [result.job for result in results if self._comes_again(result)]
                if results:
                    changes |= self.record(results)
                again += come_again
                done += len(results) - len(come_again)
        self._workspace.secrecy.go_on()  # on Windows, readers held open what was to be moved
        report.advanced("recognising", done, total)
        return changes

    def record(self, results: Sequence[PageResult]) -> Changes:
        """Record pages that were read, and of originals that are whole now what follows from them.

        A file with a mark of secrecy is isolated at once: what was read of it is written nowhere. A page that failed
        by chance goes on waiting the first time.
        """
        self._workspace.secrecy.go_on()  # readers may have let go of what an isolation could not move
        passing = [result for result in results if self._comes_again(result)]
        results = [result for result in results if result not in passing]
        self._failed_once |= {(result.job.original, result.job.page) for result in passing}
        if not results:
            return Changes()
        with self._workspace.reading() as source:
            there = {key: pages_of(source, key) for key in dict.fromkeys(result.job.original for result in results)}
        snapshot = self._workspace.snapshot()
        read = {key: _read_now(key, pages, results) for key, pages in there.items()}
        whole = {key for key, (old, new) in read.items() if new and len(old) + len(new) == len(there[key])}
        knowing = self._known() if whole else None
        held = {part.original for piece in snapshot.pieces for part in piece.parts}
        secret: list[OriginalId] = []
        with self._workspace.writing(Action.RECOGNISE) as writer:
            for key, (old, new) in read.items():
                known = snapshot.originals.get(key)
                if known is None or not new:
                    continue
                if _is_secret(known, new.values()):
                    secret.append(key)
                    continue
                if key not in held:  # went into 回收站 meanwhile: read once it comes back
                    continue
                for page in new.values():
                    writer.keep_page(key, page)
                if knowing is not None and key in whole:
                    pieces = [piece for piece in snapshot.pieces if any(part.original == key for part in piece.parts)]
                    knowing.finish(writer, known, old | new, pieces)
        changes = writer.changes
        if whole:
            read_now = {piece.id for piece in snapshot.pieces if any(part.original in whole for part in piece.parts)}
            changes |= self._workspace.receiving.match_again(read_now)
        if knowing is not None:
            knowing.number = self._workspace.last_change()
        for key in secret:
            why = words.PHRASES["secret_recognised"]
            changes |= self._workspace.secrecy.isolate_original(key, self._workspace.who, why).changes
        return changes

    def after(self, taken: TakenIn, accept: Accept) -> TakenIn:
        """File what `accept` allows of an arrival whose scans were read after it, and tell it as it is now."""
        from evidence.arriving import agreed
        from evidence.deliveries import Match

        snapshot = self._workspace.snapshot()
        taken = self._matched_since(taken)
        lying = {filing.piece for filing in snapshot.filings}
        open_question = (Match.VERSION, Match.UNCLEAR)
        places: list[Place] = []
        for file in taken.files:
            if file.made is None or not file.made.unread or file.match in open_question:
                continue
            piece = file.made.piece.id
            best = snapshot.suggestions.get(piece, ())
            if best and piece not in lying and agreed(best[0], accept):
                places.append(Place(piece, best[0].criterion, best[0].slot))
        changes = taken.changes
        if places:
            facts = {place.piece: snapshot.piece_by_id[place.piece].facts for place in places}
            with self._workspace.writing(Action.FILE_RECOGNISED) as writer:
                writer.file(places, self._workspace.placing.follow(snapshot, facts))
            changes |= writer.changes
        filed: dict[PieceId, CriterionId] = {place.piece: place.criterion for place in places}
        files = tuple(_as_it_is(file, snapshot) for file in taken.files)
        return replace(taken, files=files, filed={**taken.filed, **filed}, changes=changes)

    def _matched_since(self, taken: TakenIn) -> TakenIn:
        """Return an arrival with what its files are beside earlier ones, as far as is known now."""
        if taken.batch is None:
            return taken
        known = {file.source: file for file in self._workspace.receiving.view(taken.batch).batch.files}
        files = [
            replace(file, match=now.match, earlier=now.earlier) if (now := known.get(str(file.source))) else file
            for file in taken.files
        ]
        return replace(taken, files=tuple(files))

    def _comes_again(self, result: PageResult) -> bool:
        """Tell, before a result is recorded, whether its page will go on waiting, to be read once more."""
        failed = result.outcome
        key = result.job.original, result.job.page
        return isinstance(failed, UnreadableFileError) and failed.code in _PASSING and key not in self._failed_once

    def _known(self) -> _Knowing:
        """Return what is needed to understand texts; made anew when others than this service wrote something."""
        number = self._workspace.last_change()
        if self._knowing is None or self._knowing.number != number:
            from evidence.intake.alike import likenesses_of

            snapshot = self._workspace.snapshot()
            with self._workspace.reading() as source:
                suggester = self._workspace.placing.experienced(snapshot, source)
                likenesses, sources = likenesses_of(source, snapshot), sources_of(source)
            self._knowing = _Knowing(self._workspace, snapshot, suggester, likenesses, sources, number)
        return self._knowing


class _Knowing:
    """What texts are understood with, as long as nobody else writes."""

    def __init__(
        self,
        workspace: Workspace,
        snapshot: Snapshot,
        suggester: Suggester,
        likenesses: Likenesses,
        sources: Mapping[PieceId, str],
        number: int,
    ) -> None:
        self._workspace, self._snapshot = workspace, snapshot
        self._suggester, self._likenesses, self._sources = suggester, likenesses, sources
        self.number = number  # of the journal's last entry that this knows of

    def finish(self, writer: Writer, original: Original, read: Mapping[int, ScanPage], pieces: Sequence[Piece]) -> None:
        """Write what follows from an original all of whose pages are read."""
        from evidence.store.scan_rows import RecognisedScan
        from evidence.store.text_rows import KeptText

        with self._workspace.reading() as source:
            text = whole_text_of(whole_text(source, original.id), read)
        found = [self._piece(piece, original, text, read) for piece in pieces]
        begun = [one for one, piece in zip(found, pieces, strict=True) if piece.parts[0].original == original.id]
        sketch = self._sketch(text, begun)
        writer.keep_scan(
            RecognisedScan(KeptText(original.id, text, sketch), confidence_of(read), found), self._snapshot.scheme_id
        )

    def _piece(self, piece: Piece, original: Original, text: str, read: Mapping[int, ScanPage]) -> RecognisedPiece:
        """Return what is known of a piece now: the file that it begins with tells most of it, each other one some."""
        from evidence.store.scan_rows import RecognisedPiece

        part = next(part for part in piece.parts if part.original == original.id)
        begins, single = part is piece.parts[0], is_single(piece)
        # The name of a whole file tells nothing of its parts, and that of an annex nothing of its piece.
        unnamed = original.name if begins and part.first is None else NAMELESS
        sent = self._sources.get(piece.id, unnamed) if begins else unnamed
        own, source = in_range(text, part), PurePosixPath(sent)
        understood = self._understood(original, own, source)
        origins = behind(understood.origins, (part.first or 1) - 1) if begins else without_pages(understood.origins)
        facts, origins = merged(piece, understood.facts, origins)
        turned = any(page.turned for number, page in read.items() if part.holds(number))
        noticed = understood.noticed | ({Flag.ROTATED} if turned else set[Flag]())
        if not begins:
            noticed = noticed & (OF_ANY | {Flag.ROTATED}) if part.printed else frozenset[Flag]()
        # Of a piece of several files it is not known whose paper it is: who proposed places for it knew as much.
        anew = begins and (single or facts != piece.facts)
        suggestions = self._places(piece, original, facts, own, source) if anew else None
        sketch = understood.sketch if begins else None
        alike = self._likenesses.like(sketch, facts) if sketch else {}
        if sketch:
            self._likenesses.add(piece.id, sketch, facts)
        return RecognisedPiece(piece.id, facts, origins, piece.flags | noticed, suggestions, alike)

    def _places(
        self, piece: Piece, original: Original, facts: Facts, text: str, source: PurePosixPath
    ) -> tuple[Suggestion, ...]:
        from evidence.intake.uncertain import doubted, pages_to_cut

        found = self._suggester.suggest(facts, text, source)
        return doubted(found, piece.flags, pages_to_cut(original.media_type, text))

    def _sketch(self, text: str, pieces: Sequence[RecognisedPiece]) -> str:
        from evidence.intake.alike import sketch_of

        sketch = sketch_of(text, pieces[0].facts) if pieces else None
        return sketch.encoded() if sketch else ""

    def _understood(self, original: Original, text: str, source: PurePosixPath) -> Understood:
        from evidence.intake.understood import Understanding

        return Understanding([source], self._suggester, self._snapshot.project.place)(0, _reading(original, text))


def _read_now(
    original: OriginalId, pages: Sequence[ScanPage], results: Sequence[PageResult]
) -> tuple[dict[int, ScanPage], dict[int, ScanPage]]:
    """Return the pages of an original that were read before, and those that are read now.

    A page that comes twice, or whose arrival was taken back meanwhile, is passed over.
    """
    waits = {page.page for page in pages if page.state is PageState.WAITING}
    old = {page.page: page for page in pages if page.page not in waits}
    mine = [result for result in results if result.job.original == original and result.job.page in waits]
    return old, {result.job.page: _kept(result) for result in mine}


def _is_secret(original: Original, pages: Iterable[ScanPage]) -> bool:
    """Tell whether one of these pages has a mark of secrecy at its head."""
    from evidence.intake.facts import facts_of

    source = PurePosixPath(original.name)
    return any(Flag.SECRET in facts_of(_reading(original, page.text), source).flags for page in pages if page.text)


def _reading(original: Original, text: str) -> Reading:
    """Return a text as a reader of files would."""
    from evidence.extract.found import Reading

    return Reading(original.media_type, text, original.pages, scanned=True, flags=frozenset())


def _kept(result: PageResult) -> ScanPage:
    from evidence.extract.found import RecognisedPage

    if isinstance(result.outcome, RecognisedPage):
        page = result.outcome
        return ScanPage(result.job.page, PageState.READ, page.text, page.confidence, page.turned)
    return ScanPage(result.job.page, PageState.FAILED, None, None, None)


def _as_it_is(file: Taken, snapshot: Snapshot) -> Taken:
    """Return a file of an arrival with what is known of its piece now."""
    if file.made is None or not file.made.unread:
        return file
    piece = snapshot.piece_by_id.get(file.made.piece.id)
    if piece is None:  # isolated, since nothing else takes a piece away meanwhile
        message = wording.remark("secret_late")
        return replace(
            file,
            state=ArrivalState.REFUSED,
            piece=None,
            made=None,
            flags=frozenset({Flag.SECRET}),
            message=message,
        )
    alike = snapshot.alike.get(piece.id, file.made.alike)
    suggestions = snapshot.suggestions.get(piece.id, file.made.suggestions)
    original = snapshot.originals.get(file.made.original.id, file.made.original)
    made = replace(file.made, piece=piece, original=original, suggestions=suggestions, alike=alike)
    return replace(file, made=made, flags=piece.flags)
