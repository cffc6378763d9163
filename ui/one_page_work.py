"""一页纸 of the open project, drawn and saved on the worker thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from evidence.progress import Report
from evidence.snapshot import Snapshot
from ui.jobs import Job
from ui.session import Session

if TYPE_CHECKING:
    from evidence.export.one_page import OnePage


class DrawnPage(Struct, frozen=True):
    """The page at one moment; `picture` is a PNG, None with `fault` where this PC has no Chinese font."""

    page: OnePage
    text: str
    picture: bytes | None
    fault: str


def draw_page(session: Session, done: Callable[[DrawnPage], object]) -> Job:
    """Draw the page as the project is now."""
    moment, at = session.moment, session.setup.clock()

    def work(_: Report) -> DrawnPage:
        from evidence import wording
        from evidence.errors import ExportError
        from evidence.export.one_page import one_page, page_text
        from evidence.export.one_page_picture import page_picture

        page = one_page(moment.snapshot, tuple(moment.gaps.values()), at)
        try:
            return DrawnPage(page, page_text(page), page_picture(page), "")
        except ExportError as error:
            return DrawnPage(page, page_text(page), None, wording.sentence(error))

    return session.jobs.run("one_page", work, done)


def save_page(session: Session, page: OnePage, path: Path, done: Callable[[Path], object]) -> Job:
    """Write the page that was drawn to `path`, whose ending tells whether as Word, picture, PDF or text."""
    setup, home = session.setup, session.moment.path

    def write(snapshot: Snapshot, _: Report) -> Path:
        from evidence.export.one_page_file import write_page
        from evidence.layouts import template_of

        write_page(path, page, snapshot, template_of(snapshot.project, home, setup.template), setup.version())
        return path

    return session.save("saving_one_page", path, write, done)
