"""Pages taken out of a file into one of their own: a part of a scan is handed out without what lay beside it."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from evidence.errors import ExportError
from evidence.export.pictures import PDFIUM, failures
from evidence.extract import media


def take_pages(source: Path, media_type: str, pages: Sequence[int], target: Path) -> None:
    """Write these pages (from 1) of a PDF or TIFF to `target`; the same pages give the same bytes.

    Raises `ExportError` where the file is damaged.
    """
    try:
        content = _of_tiff(source, pages) if media_type == media.TIFF else _of_pdf(source, pages)
    except failures() as error:
        raise ExportError("pages_not_taken", path=source.name) from error
    target.write_bytes(content)


def _of_pdf(source: Path, pages: Sequence[int]) -> bytes:
    import pypdfium2

    from evidence.export.pdf_pages import saved

    with PDFIUM, closing(pypdfium2.PdfDocument(source)) as whole, closing(pypdfium2.PdfDocument.new()) as part:
        part.import_pages(whole, [page - 1 for page in pages])
        return saved(part)


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
