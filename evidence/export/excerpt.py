"""Pages taken out of a file into one of their own: a part of a scan is handed out without what lay beside it."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.pictures import PDFIUM, failures
from evidence.extract import media


def take_pages(source: Path, media_type: str, pages: Sequence[int], target: Path) -> None:
    """Write these pages (from 1) of a PDF or TIFF to `target`; the same pages give the same bytes.

    Raises `ExportError` where the file is damaged.
    """
    if media_type == media.TIFF:
        with _told(source):
            content = _of_tiff(source, pages)
        target.write_bytes(content)
    else:
        _take_of_pdf(source, pages, target)


@contextmanager
def _told(source: Path) -> Generator[None]:
    """Say of a file that it is damaged where it cannot be read."""
    try:
        yield
    except failures() as error:
        raise ExportError("pages_not_taken", path=source.name) from error


def _take_of_pdf(source: Path, pages: Sequence[int], target: Path) -> None:
    import pypdfium2

    from evidence.export.pdf_saved import save

    with PDFIUM, closing(pypdfium2.PdfDocument.new()) as part:
        with _told(source), closing(pypdfium2.PdfDocument(source)) as whole:
            part.import_pages(whole, [page - 1 for page in pages])
        save(part, target)


def _of_tiff(source: Path, pages: Sequence[int]) -> bytes:
    from PIL import ImageSequence

    from evidence.extract.picture import opened_picture

    made = io.BytesIO()
    with opened_picture(source, media.TIFF) as scan:
        packed = str(scan.info.get("compression", "tiff_deflate"))
        frames = {at: frame.copy() for at, frame in enumerate(ImageSequence.Iterator(scan), 1) if at in pages}
    first, *rest = [frames[page] for page in pages]
    kept = packed if packed in ("group4", "group3", "tiff_lzw", "raw", "tiff_ccitt", "packbits") else "tiff_deflate"
    first.save(made, "TIFF", save_all=True, append_images=rest, compression=kept, dpi=first.info.get("dpi", (0, 0)))
    return made.getvalue()
