"""What tests of print copies have in common: scans, projects whose boxes hold them, and what is on printed pages."""
# pypdfium2 has no stubs.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image
from pypdf import PdfReader, PdfWriter

from evidence.boxes import BoxRules, Late, PageBase
from evidence.export.print_list import Printed
from evidence.export.print_run import CopiesFolder, write_box_copies
from evidence.export.print_sheets import Printing
from evidence.export.template import Template
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened

STRIPES = (
    b"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 100 100]/XStep 100/YStep 100/Resources<<>>/Length 24>>"
    b"stream\n1 0 0 rg 0 0 50 100 re f\nendstream"
)


def a_scan(path: Path, pages: int, size: tuple[int, int] = (595, 842), turned: int = 0) -> Path:
    """Write a PDF of white pages."""
    first, *rest = [Image.new("L", size, 255) for _ in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest)
    if turned:
        writer = PdfWriter(clone_from=path)
        for page in writer.pages:
            page.rotate(turned)
        writer.write(path)
    return path


def shown(pdf: Path | None, page: int) -> Image.Image:
    """Return a page as a printer puts it on paper, one point a pixel."""
    with pypdfium2.PdfDocument(str(pdf)) as document:
        return document[page].render(scale=1, may_draw_forms=False).to_pil().convert("RGB")


def in_box(folder: Path, *files: Path) -> Workspace:
    """A project whose boxes hold the papers themselves, with these filed under one item."""
    workspace = opened(folder)
    workspace.boxing.set_rules(BoxRules(late=Late.BETWEEN, base=PageBase.BOX))
    for file in files:
        before = {piece.id for piece in workspace.snapshot().pieces}
        workspace.add([file], Accept.NONE, Silent())
        for piece in workspace.snapshot().pieces:
            if piece.id not in before:
                workspace.file(piece.id, ["1-1"])
    return workspace


def made(
    workspace: Workspace, out: Path, template: Template, *, changed: bool = False, printing: Printing | None = None
) -> Printed:
    out.mkdir(exist_ok=True)
    plan = workspace.boxing.plan(template, Silent())
    wanted = printing or Printing(changed=changed)
    to = CopiesFolder(out, template, "0", "王敏")
    (copies,) = write_box_copies(to, plan, [1], workspace.original_path, Silent(), printing=wanted)
    return copies


def numbers(pdf: Path | None) -> list[str]:
    """Return what is stamped on each page."""
    return [page.extract_text().split("\n")[0].strip() for page in PdfReader(str(pdf)).pages]


def with_pages(path: Path, pages: int, size: tuple[int, int], paint: bytes, resources: str = "") -> Path:
    """Write a PDF whose pages are painted alike and share one dictionary of resources."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/MediaBox[0 0 {size[0]} {size[1]}]/Resources 3 0 R"
        f"/Kids[{' '.join(f'{at} 0 R' for at in range(6, 6 + pages))}]>>".encode(),
        f"<<{resources}>>".encode(),
        f"<</Length {len(paint)}>>stream\n".encode() + paint + b"\nendstream",
        STRIPES,
        *[b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"] * pages,
    ]
    body, places = b"%PDF-1.7\n", b""
    for number, held in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%b\nendobj\n" % (number, held)
    count, at = len(objects) + 1, len(body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, places)
    path.write_bytes(body + table + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (count, at))
    return path
