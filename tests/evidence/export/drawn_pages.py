"""Word files as LibreOffice draws them, to be measured."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportArgumentType=false

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
from PIL import Image

DOTS_PER_MM = 10


def drawn_pages(path: Path, folder: Path) -> list[Image.Image]:
    """Return the pages of a Word file in grey, `DOTS_PER_MM`."""
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    scale = DOTS_PER_MM * 25.4 / 72
    with pypdfium2.PdfDocument(str(folder / f"{path.stem}.pdf")) as document:
        return [page.render(scale=scale).to_pil().convert("L") for page in document]


def inked_mm(page: Image.Image) -> tuple[float, float, float, float]:
    """Return where a page is inked: left, top, right and lower edge in mm."""
    found = page.point([255] * 128 + [0] * 128).getbbox()
    assert found is not None
    return found[0] / DOTS_PER_MM, found[1] / DOTS_PER_MM, found[2] / DOTS_PER_MM, found[3] / DOTS_PER_MM
