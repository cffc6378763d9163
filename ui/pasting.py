"""粘贴收件: a screenshot or files on the clipboard come in like any other file."""
# PySide6's stubs leave the types of some arguments open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from evidence.errors import WorkspaceError
from evidence.progress import Report
from evidence.snapshot import Changes
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.workspace import TakenIn
    from ui.open_project import OpenProject

NOTHING = "剪贴板里没有文件，也没有截图。请先截图，或在资源管理器里复制文件。"


def files_in(data: QMimeData) -> list[Path]:
    """Return the files and folders of this PC that are copied or dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def image_in(data: QMimeData) -> QImage | None:
    """Return the picture on the clipboard, None if there is none."""
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def take_image_in(session: Session, image: QImage, done: Callable[[TakenIn], object]) -> Job:
    """Take a screenshot in as a PNG file; it is named after the moment."""
    name = f"截图 {session.setup.clock():%Y-%m-%d %H.%M.%S}.png"

    def work(desk: OpenProject, report: Report) -> tuple[Changes, TakenIn]:
        from tempfile import TemporaryDirectory

        from evidence.workspace import Accept

        with TemporaryDirectory(prefix="beijian-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / name
            if not image.save(str(path), "PNG"):  # pyright: ignore[reportArgumentType,reportCallIssue]
                raise WorkspaceError("disk_full", path=folder)
            taken = desk.workspace.add([path], Accept.NONE, report)
        return taken.changes, taken

    job = session.write("reading", work, done)
    for broken_off in (job.failed, job.crashed):
        broken_off.connect(session.catch_up)
    return job
