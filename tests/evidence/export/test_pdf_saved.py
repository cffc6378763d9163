"""PDFs as they are saved: straight to the disk, the same whenever they are made."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from evidence.export.pdf_pages import Stamp, add_picture
from evidence.export.pdf_saved import save, save_pages

PAGES = 12


@pytest.fixture
def scans(tmp_path: Path) -> pypdfium2.PdfDocument:
    """Pages of pictures that cannot be packed."""
    document = pypdfium2.PdfDocument.new()
    for at in range(PAGES):
        path = tmp_path / f"{at}.jpg"
        Image.effect_noise((1000, 1000), 60 + at).save(path, quality=95)
        add_picture(document, path, (150, 150), Stamp(str(at + 1), "", front=True))
    return document


def identifier(path: Path) -> bytes:
    return PdfReader(path).trailer["/ID"][0].original_bytes  # pyright: ignore[reportIndexIssue]


def test_a_large_one_is_never_held_as_a_whole(scans: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    path = tmp_path / "盒.pdf"
    tracemalloc.start()
    save(scans, path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < path.stat().st_size / 3


def test_it_does_not_tell_when_it_was_made(scans: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    save(scans, tmp_path / "盒.pdf")
    assert b"/CreationDate" not in (tmp_path / "盒.pdf").read_bytes()


def test_its_identifier_follows_from_its_pages(scans: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    for name, pages in (("一", [0, 1]), ("又一", [0, 1]), ("二", [2, 3])):
        save_pages(scans, pages, tmp_path / f"{name}.pdf")
    first, again, other = (identifier(tmp_path / f"{name}.pdf") for name in ("一", "又一", "二"))
    assert (first == again, first == other) == (True, False)


def test_all_its_pages_can_be_read(scans: pypdfium2.PdfDocument, tmp_path: Path) -> None:
    save(scans, tmp_path / "盒.pdf")
    reader = PdfReader(tmp_path / "盒.pdf", strict=True)
    assert [page.extract_text().strip() for page in reader.pages] == [str(at + 1) for at in range(PAGES)]
