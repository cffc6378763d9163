"""Pages cut to what matters where they are shown and printed: a setting of the project's that no original knows of.

Recognition, search, checks and what is handed out as a file go on from the whole page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.as_pages import PDF, shown_pages
from evidence.crop import ALL, LEAST, WHOLE, Crop, crop_of
from evidence.errors import RequestError
from evidence.export.pictures import printable
from evidence.journal import Action
from evidence.model import Original, OriginalId
from evidence.snapshot import Changes

if TYPE_CHECKING:
    from evidence.workspace import Workspace


def can_crop(original: Original) -> bool:
    """Tell whether pages of a file can be cropped: of a picture, a scan or another PDF, not those a converter made.

    A converter may set these anew, and a frame would lie elsewhere on them.
    """
    return original.rendition is None and printable(original)


def crop_page(workspace: Workspace, original: OriginalId, page: int, crop: Crop | None) -> Changes:
    """Show of a page (from 1) this part from now on, as it lies in its file; None, or all of it: the whole page.

    This is one step that can be taken back. Raises `RequestError` for a file that has gone or shows no pages by
    itself, a page that is not in it, and a part that is too small or lies outside.
    """
    from evidence.store import crop_rows

    there = workspace.snapshot().originals.get(original)
    if there is None:
        raise RequestError("crop_gone")
    if crop == ALL:
        crop = None
    if crop is not None:
        _check(there, page, crop)
    if crop == crop_of(there.crops, page):
        return Changes()
    with workspace.writing(Action.CROP_PAGE) as writer:
        crop_rows.crop_page(writer.rows, original, page, crop)
    return writer.changes


def _check(original: Original, page: int, crop: Crop) -> None:
    if not can_crop(original):
        raise RequestError("crop_no_pages", name=original.name)
    pages = shown_pages(original) or (page if original.media_type == PDF else 1)
    if not 1 <= page <= pages:
        raise RequestError("crop_no_page", page=page, pages=pages)
    if not crop.possible:
        raise RequestError("crop_outside")
    if not crop.large_enough:
        raise RequestError("crop_small", percent=LEAST * 100 // WHOLE)
