"""一页纸 as a file; its ending tells which kind."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import ExportError
from evidence.export.one_page import OnePage, page_text
from evidence.export.staging import staged
from evidence.export.template import Template
from evidence.snapshot import Snapshot

ENDINGS = (".docx", ".png", ".pdf", ".txt")


def check_page_file(path: Path) -> None:
    """Raise `ExportError` for an ending that no kind has."""
    if path.suffix.lower() not in ENDINGS:
        raise ExportError("one_page_file_kind", path=str(path))


def write_page(path: Path, page: OnePage, snapshot: Snapshot, template: Template, version: str) -> None:
    """Write the page to `path` as Word, picture, PDF or text; each shows as much of it as it has room for."""
    check_page_file(path)
    with staged(path) as beside:
        match path.suffix.lower():
            case ".docx":
                from evidence.export.one_page_word import write_page_word

                write_page_word(beside, page, snapshot, template, version)
            case ".png":
                from evidence.export.one_page_picture import write_page_picture

                write_page_picture(beside, page)
            case ".pdf":
                from evidence.export.one_page_picture import write_page_pdf

                write_page_pdf(beside, page, snapshot.project.author)
            case _:
                beside.write_bytes(page_text(page).replace("\n", "\r\n").encode("utf-8-sig"))
