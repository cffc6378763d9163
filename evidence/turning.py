"""Pages turned to be looked at: a setting of the project's that no original, copy or export knows of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import OriginalId
from evidence.snapshot import Changes

if TYPE_CHECKING:
    from evidence.workspace import Workspace

QUARTERS = (0, 90, 180, 270)


def turn_page(workspace: Workspace, original: OriginalId, page: int, degrees: int) -> Changes:
    """Show a page (from 1) turned clockwise by 0, 90, 180 or 270 degrees from how it lies in its file, from now on.

    This is one step that can be taken back; it goes before what recognition found. Raises `RequestError` for a file
    that has gone, a page before the first, and another angle.
    """
    from evidence.store import turn_rows

    if original not in workspace.snapshot().originals:
        raise RequestError("turn_gone")
    if page < 1 or degrees not in QUARTERS:
        raise RequestError("turn_impossible", page=page, degrees=degrees)
    with workspace.writing(Action.TURN_PAGE) as writer:
        turn_rows.turn_page(writer.rows, original, page, degrees)
    return writer.changes
