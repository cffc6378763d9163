"""裁剪页面 on the command line."""

from __future__ import annotations

import re
import unicodedata
from argparse import Namespace
from collections.abc import Callable

from app.crop_options import EDGES
from app.output import print_json
from evidence import wording
from evidence.crop import ALL, LEAST, WHOLE, Crop, crop_of
from evidence.cropping import crop_page
from evidence.errors import RequestError
from evidence.export.phrases import title_of
from evidence.filing import find_piece
from evidence.intake import typed
from evidence.wording.titles import in_marks
from evidence.workspace import Workspace

NAMES = ("crop",)


def carry_out(options: Namespace, opened: Callable[..., Workspace]) -> int:
    """Show and print a part of a page, as it lies in the preview, or all of it again."""
    crop, number = _part(options), _number(options.page)
    with opened(options, write=True) as workspace:
        snapshot = workspace.snapshot()
        piece = find_piece(snapshot, typed.plain(options.piece))
        pages = workspace.pieces.pages_of(piece.id, snapshot)
        if not 1 <= number <= len(pages):
            raise RequestError("crop_no_page", page=number, pages=len(pages))
        page = pages[number - 1]
        crop_page(workspace, page.original.id, page.page, crop.turned(-page.turned))
        original = workspace.snapshot().originals[page.original.id]
        now = (crop_of(original.crops, page.page) or ALL).turned(page.turned)
    if options.json:
        cut = dict(zip(EDGES, (now.left, WHOLE - now.right, now.top, WHOLE - now.bottom), strict=True))
        print_json({"id": piece.id, "page": number, "cut": {edge: share / 100 for edge, share in cut.items()}})
        return 0
    size = {"width": f"{now.width * 100:.0f}", "height": f"{now.height * 100:.0f}"}
    said = "crop_done_whole" if now == ALL else "crop_done"
    print(wording.phrase(said, title=in_marks(title_of(piece, snapshot)), page=number, **size))
    if now != ALL:
        print(wording.phrase("crop_warning"))
    return 0


def _part(options: Namespace) -> Crop:
    """Return which part of the page is asked for."""
    asked = {edge: text for edge in EDGES if (text := getattr(options, edge)) is not None}
    if bool(asked) == options.whole:
        raise RequestError("crop_which")
    left, right, top, bottom = (_share(edge, asked.get(edge, "0")) for edge in EDGES)
    return Crop(left, top, WHOLE - right, WHOLE - bottom)


def _share(edge: str, text: str) -> int:
    """Return how many ten-thousandths 12.5 or 12.5% are."""
    digits = unicodedata.normalize("NFKC", typed.plain(text)).removesuffix("%").strip()
    most = (WHOLE - LEAST) / 100
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9]{1,2})?", digits) or float(digits) > most:
        raise RequestError("crop_share", edge=EDGES[edge], value=typed.plain(text), most=f"{most:g}")
    return round(float(digits) * 100)


def _number(text: str) -> int:
    """Return which page 3 or 第3页 is."""
    digits = unicodedata.normalize("NFKC", typed.plain(text)).removeprefix("第").removesuffix("页").strip()
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        raise RequestError("crop_page_number", value=typed.plain(text))
    return int(digits)
