"""What is done with the arrivals of the open project: who brought them, receipts, newer versions, 换件."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.deliveries import Batch, BatchView, Delivery, Former, Replacement
    from evidence.model import BatchId, PieceId
    from evidence.progress import Report
    from evidence.snapshot import Changes, Snapshot
    from ui.jobs import Job
    from ui.open_project import OpenProject
    from ui.session import Session


class ReceivingWork:
    """Belongs to a session, which shows what comes of each change."""

    def __init__(self, session: Session) -> None:
        """Work on the project that `session` has open."""
        self._session = session

    def batches(self, done: Callable[[tuple[Batch, ...]], object]) -> Job:
        """Read all arrivals."""
        workspace = self._session.workspace
        return self._session.jobs.run("receiving", lambda _: workspace.receiving.batches(), done)

    def view(self, batch: BatchId, done: Callable[[BatchView], object]) -> Job:
        """Read one arrival with what belongs to it."""
        workspace = self._session.workspace
        return self._session.jobs.run("receiving", lambda _: workspace.receiving.view(batch), done)

    def former(self, piece: PieceId, done: Callable[[tuple[Former, ...]], object]) -> Job:
        """Read what a piece was made of before."""
        workspace = self._session.workspace
        return self._session.jobs.run("receiving", lambda _: workspace.receiving.former(piece), done)

    def plan(self, old: PieceId, new: PieceId, done: Callable[[Replacement], object]) -> Job:
        """Look what becomes of a piece when another takes its place."""
        workspace = self._session.workspace
        return self._session.jobs.run("receiving", lambda _: workspace.receiving.plan_replacement(old, new), done)

    def correct(self, batch: BatchId, delivery: Delivery) -> Job:
        """Record who brought a batch and how."""
        return self._session.write(
            "arranging", lambda desk, _: (desk.workspace.receiving.correct(batch, delivery), None)
        )

    def keep_both(self, file: str) -> Job:
        """Record that a file is no newer version of what it was taken for."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.receiving.keep_both(file), None))

    def replace(self, old: PieceId, new: PieceId, why: str | None) -> Job:
        """Let a newer version take the place of a piece."""
        return self._session.write("arranging", lambda desk, _: (desk.workspace.receiving.replace(old, new, why), None))

    def replace_versions(self, batch: BatchId) -> Job:
        """Let all newer versions of an arrival that wait for it take the places of their pieces."""
        return self._session.write(
            "arranging", lambda desk, _: (desk.workspace.receiving.replace_versions(batch), None)
        )

    def replace_with_file(self, old: PieceId, path: Path, why: str | None) -> Job:
        """Take a file in and let it take the place of a piece; refused, the file is recorded as an arrival."""

        def work(desk: OpenProject, report: Report) -> tuple[Changes, Replacement]:
            return desk.workspace.receiving.replace_with_file(old, path, why, report)

        job = self._session.write("reading", work)
        for broken_off in (job.failed, job.crashed):
            broken_off.connect(self._session.catch_up)
        return job

    def save_receipt(self, view: BatchView, path: Path, done: Callable[[Path], object]) -> Job:
        """Write the receipt of a batch as Word or Excel; the ending of `path` tells which."""
        setup, home = self._session.setup, self._session.moment.path

        def write(snapshot: Snapshot, _: Report) -> Path:
            from evidence.export.receipt import write_receipt
            from evidence.layouts import template_of

            template = template_of(snapshot.project, home, setup.template)
            write_receipt(path, view, snapshot, template, setup.version())
            return path

        return self._session.save("receipt", path, write, done)
