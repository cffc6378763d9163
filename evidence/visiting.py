"""查阅登记 of a project: written down while examiners look, each as one step that can be taken back."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import new_id
from evidence.snapshot import Changes
from evidence.store.visit_reading import read_requests
from evidence.visits import Request, RequestId, Wish

if TYPE_CHECKING:
    from evidence.model import Criterion
    from evidence.workspace import Workspace


def requests(workspace: Workspace) -> tuple[Request, ...]:
    """Return all wishes that stand, the first one first."""
    with workspace.reading() as source:
        return read_requests(source)


def note(
    workspace: Workspace, item: Criterion, wish: Wish, *, paper: str = "", said: str = "", examiner: str = ""
) -> Changes:
    """Write a wish down; raise `RequestError` for something to be added that nobody says."""
    from evidence.store import visit_rows

    told = " ".join(said.split())
    if wish is Wish.ADD and not told:
        raise RequestError("visit_nothing_said")
    request = Request(
        RequestId(new_id()),
        workspace.now,
        wish,
        item.code,
        " ".join((item.title or item.text or "").split()),
        " ".join(paper.split()),
        told,
        " ".join(examiner.split()),
        workspace.who,
    )
    with workspace.writing(Action.NOTE_REQUEST) as writer:
        visit_rows.note(writer.rows, request)
    return writer.changes


def strike(workspace: Workspace, wishes: Collection[RequestId]) -> Changes:
    """Take wishes off the register; raise `RequestError` for one that is not on it."""
    from evidence.store import visit_rows

    if not wishes or not set(wishes) <= {one.id for one in requests(workspace)}:
        raise RequestError("visit_gone")
    with workspace.writing(Action.STRIKE_REQUEST) as writer:
        visit_rows.strike(writer.rows, wishes)
    return writer.changes
