"""What is done with pieces of the open project as files and pages: split, joined, looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from ui.jobs import Effect, Job
from ui.page_pictures import PagePictures

if TYPE_CHECKING:
    from evidence.model import PieceId
    from evidence.pieces import JoinPlan, PieceText, Proposals, SplitPlan
    from evidence.progress import Report
    from evidence.snapshot import Changes
    from ui.open_project import OpenProject
    from ui.session import Session


class PieceWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Work on the project that `session` has open."""
        self._session = session
        self.pictures = PagePictures()
        session.opened.connect(lambda: self.pictures.begin(session.workspace.original_path))
        session.closed.connect(self.pictures.end)
        session.changed.connect(lambda: self.pictures.keep_only(session.moment.snapshot.originals))

    def pages_of(self, piece: PieceId, done: Callable[[tuple[PieceText, ...]], object]) -> Job:
        """Read what each page of a piece says."""
        pieces = self._session.workspace.pieces
        return self._session.jobs.run("piecing", lambda _: pieces.pages_of(piece), done)

    def plan_split(self, piece: PieceId, done: Callable[[SplitPlan], object]) -> Job:
        """Look how a piece may be split."""
        pieces = self._session.workspace.pieces
        return self._session.jobs.run("piecing", lambda _: pieces.plan_split(piece), done)

    def plan_join(self, together: Sequence[PieceId], done: Callable[[JoinPlan], object]) -> Job:
        """Look how pieces are best put together."""
        pieces = self._session.workspace.pieces
        return self._session.jobs.run("piecing", lambda _: pieces.plan_join(together), done)

    def proposals(self, done: Callable[[Proposals], object]) -> Job:
        """Look what of the pieces that wait may be split or joined."""
        pieces = self._session.workspace.pieces
        return self._session.jobs.run("piecing", pieces.proposals, done, Effect.INFORMS)

    def count_pages(self, piece: PieceId, text: str) -> Job:
        """Record how many pages somebody counted of a piece; an empty text: those of its files."""

        def work(desk: OpenProject, _: Report) -> tuple[Changes, None]:
            from evidence.corrections import count_pages

            return count_pages(desk.workspace, piece, text), None

        return self._session.write("arranging", work)

    def split(self, piece: PieceId, ranges: Sequence[tuple[int, int]], titles: Sequence[str | None]) -> Job:
        """Split a piece by pages, with titles where a clerk typed some."""
        return self._session.write("arranging", lambda desk, _: desk.workspace.pieces.split(piece, ranges, titles))

    def join(self, together: Sequence[PieceId], chief: PieceId, kept: Collection[PieceId]) -> Job:
        """Put pieces together into the chief one."""
        return self._session.write(
            "arranging", lambda desk, _: (desk.workspace.pieces.join(together, chief, kept), None)
        )
