"""疑点提示 of a project: which doubts there are, and which are dismissed and why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from evidence.complaints import Doubt, DoubtKey
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.snapshot import Changes

if TYPE_CHECKING:  # a window shows what is there before it looks for doubts
    from evidence.check.doubts.finding import Doubts
    from evidence.snapshot import Snapshot
    from evidence.workspace import Workspace


class Doubting:
    """A service of a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        """Serve the workspace that is open."""
        self._workspace = workspace

    def dismiss(self, doubts: Collection[Doubt], reason: str) -> Changes:
        """Record that doubts are none (不作问题), as one step; raise `RequestError` without a reason."""
        reason = " ".join(reason.split())
        if not reason:
            raise RequestError("dismiss_reason_missing")
        with self._workspace.writing(Action.DISMISS) as writer:
            writer.doubts.dismiss(doubts, reason)
        return writer.changes

    def take_up(self, keys: Collection[DoubtKey]) -> Changes:
        """Let doubts that were dismissed be doubts again, as one step."""
        with self._workspace.writing(Action.TAKE_UP) as writer:
            writer.doubts.take_up(keys)
        return writer.changes


def doubts_of(snapshot: Snapshot) -> Doubts:
    """Return the doubts of a project, dismissed ones among them."""
    from evidence.check.doubts.finding import find_doubts
    from evidence.check.gaps import find_gaps

    return find_doubts(snapshot, {item.criterion.id: item for item in find_gaps(snapshot)})


def find_key(known: Iterable[DoubtKey], key: str, unknown: str = "doubt_unknown") -> DoubtKey:
    """Return the key, or the only known one that begins so; raise `RequestError` otherwise, if none with `unknown`."""
    wanted = key.strip().lower()
    found = [one for one in known if wanted and one.startswith(wanted)]
    if len(found) != 1:
        raise RequestError("doubt_ambiguous" if found else unknown, key=key)
    return found[0]
