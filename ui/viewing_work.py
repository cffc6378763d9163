"""Papers of the open project as they are looked at: on a thread of their own, while long work is going on, too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from evidence.errors import DossierError, RequestError
from evidence.progress import Report
from ui.jobs import Job, Jobs, Worker
from ui.labels import shortened

if TYPE_CHECKING:
    from evidence.citation import Citation
    from evidence.crop import Crop
    from evidence.model import OriginalId, PieceId
    from evidence.pieces import PieceText
    from evidence.snapshot import Changes, Snapshot
    from ui.moment import Moment
    from ui.open_project import OpenProject
    from ui.session import Session

MOST_LETTERS = 100_000  # of a text that is shown: nobody reads more here
_MOST_SAID = 12  # letters of what was typed
MOST_MARKED = 500  # places in such a text: each costs the window time

T = TypeVar("T")


class Looked(Struct, frozen=True):
    """A paper as it is looked at."""

    pages: tuple[PieceText, ...]
    hits: tuple[int, ...]  # how often the words that are marked stand on each page
    text: str  # of a paper that has no pages to be seen, the beginning of a long one; else empty
    marks: tuple[tuple[int, int], ...]  # ranges (start, end) of that text in which these words stand
    cut: bool  # whether the text is longer
    said: str = ""  # the words, as they were typed; empty: nothing is to be told of them
    damaged: bool = False  # its files are not whole


class ViewingWork(QObject):
    """Belongs to a session; knows which words are marked in what is looked at."""

    marked = Signal()  # other words than before

    def __init__(self, session: Session) -> None:
        """Look at the project that `session` has open; mark nothing."""
        super().__init__()
        self._session = session
        self._jobs: Jobs | None = None
        self._others: tuple[Moment, list[Snapshot]] | None = None  # what other schemes see of a moment
        self.words: tuple[str, ...] = ()  # folded
        self.said = ""  # as they were typed
        self.sought: PieceId | None = None  # the paper that was gone to for their sake

    @property
    def at_work(self) -> bool:
        """Whether a paper is read to be looked at."""
        return self._jobs is not None and bool(self._jobs.running)

    def mark(self, text: str, sought: PieceId | None = None) -> None:
        """Mark what was typed to look for papers, from now on and in all of them; empty: mark nothing.

        `sought` is the paper that was found so: of this one alone it is told, too, that its text holds none of it.
        """
        from evidence.queries import words_of

        try:
            self.words, _ = words_of(text)
        except RequestError:  # longer than anything that is found
            self.words = ()
        self.said = " ".join(text.split()) if self.words else ""
        self.sought = sought if self.words else None
        self.marked.emit()

    def look(self, piece: PieceId, still: Callable[[], bool], done: Callable[[Looked | None], object]) -> None:
        """Read a paper if it is `still` wanted when its turn comes; None: it has gone, or nobody wants it."""
        workspace, snapshot = self._session.workspace, self._session.moment.snapshot
        words, said, sought = self.words, self.said, self.sought

        def work(_: Report) -> Looked | None:
            from evidence.model import Flag

            if not still() or piece not in snapshot.piece_by_id:
                return None
            looked = _looked(workspace.pieces.pages_of(piece, snapshot), words)
            damaged = Flag.TRUNCATED in snapshot.piece_by_id[piece].flags
            return replace(looked, said=said if piece == sought or any(looked.hits) else "", damaged=damaged)

        self._run(work, done)

    def cite(self, piece: PieceId, still: Callable[[], bool], done: Callable[[tuple[Citation, ...]], object]) -> None:
        """Tell where a paper is filed, in all schemes."""
        workspace, moment = self._session.workspace, self._session.moment

        def work(_: Report) -> tuple[Citation, ...]:
            if not still():
                return ()
            from evidence.export.citations import citations_of

            known = self._others
            if known is None or known[0] is not moment:
                others = [workspace.schemes.seen_by(other.id) for other in moment.snapshot.others]
                known = self._others = moment, others
            return citations_of(piece, [moment.snapshot, *known[1]])

        self._run(work, done)

    def turn(self, original: OriginalId, page: int, degrees: int) -> Job:
        """Remember with the project how a page is to be shown."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.turning import turn_page

            return turn_page(desk.workspace, original, page, degrees), None

        job = self._session.write("arranging", work)
        job.failed.connect(self._session.refuse)
        return job

    def crop(self, original: OriginalId, page: int, crop: Crop | None) -> Job:
        """Remember with the project which part of a page is shown and printed; None: all of it."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.cropping import crop_page

            return crop_page(desk.workspace, original, page, crop), None

        return self._session.write("arranging", work)

    def end(self) -> None:
        """Let go of the project: return when nothing is read from it any more; mark nothing in the next one."""
        if self._jobs is not None:
            self._jobs.close()
            self._jobs = None
        self._others = None
        self.words, self.said, self.sought = (), "", None

    def _run(self, work: Callable[[Report], T], done: Callable[[T], object]) -> None:
        session = self._session
        path = session.moment.path

        def answer(found: T) -> None:
            if session.is_open and session.moment.path == path:
                done(found)

        def refuse(error: DossierError) -> None:
            if error.code != "workspace_gone":  # the window says so all the time; a look in a list is no question
                session.refuse(error)

        if self._jobs is None:
            self._jobs = Jobs(Worker("viewing"))
        job = self._jobs.run("looking", work, answer)
        job.failed.connect(refuse)
        job.crashed.connect(_raise)


def told(looked: Looked, position: int) -> str:
    """Return where the words that are marked stand in a paper."""
    from evidence import wording

    said = shortened(looked.said, _MOST_SAID)
    count, pages = sum(looked.hits), [at for at, hits in enumerate(looked.hits, 1) if hits]
    if not count:
        return wording.phrase("hits_none", words=said)
    if looked.text:
        first = wording.phrase("hits_first", count=MOST_MARKED) if len(looked.marks) == MOST_MARKED < count else ""
        return wording.phrase("hits_in_text", words=said, count=count) + first
    scan = position in pages and looked.pages[position - 1].original.scanned
    sentence = wording.phrase("hits_in_paper", words=said, count=count, pages=len(pages))
    return sentence + (wording.phrase("hits_scan") if scan else "")


def _looked(pages: tuple[PieceText, ...], words: tuple[str, ...]) -> Looked:
    """Return a paper as it is looked at; office files look like pages once pages were made of them."""
    from evidence.folding import marks_in

    hits = tuple(_times(page.text, words) for page in pages)
    said = [page.text for page in pages if page.text]
    if not said or any(_has_pages(page) for page in pages):
        return Looked(pages, hits, "", (), cut=False)
    whole = "\n".join(said)
    text = whole[:MOST_LETTERS]
    marks = marks_in(text, words)[:MOST_MARKED] if any(hits) else ()
    return Looked(pages, hits, text, marks, cut=len(whole) > MOST_LETTERS)


def _times(text: str, words: tuple[str, ...]) -> int:
    from evidence.folding import fold

    folded = fold(text) if words else ""
    return sum(folded.count(word) for word in words)


def _has_pages(page: PieceText) -> bool:
    original = page.original
    if original.rendition is not None:
        return True
    return original.media_type in ("application/pdf", "application/ofd") or original.media_type.startswith("image/")


def _raise(error: Exception) -> None:
    """Report a bug, as every bug on this thread is."""
    raise error
