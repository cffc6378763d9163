"""States that were kept under a name, as they are read."""

from __future__ import annotations

from datetime import datetime

from evidence.errors import WorkspaceError
from evidence.frozen import Frozen, FrozenId, FrozenState, from_json
from evidence.store import source as sources
from evidence.store.source import Source, ask, ask_one


def read_frozen(source: Source) -> tuple[Frozen, ...]:
    """Return which states were kept, the first one first."""
    found = ask(source, "SELECT id, name, at, who FROM frozen ORDER BY at, name")
    return tuple(Frozen(FrozenId(key), name, datetime.fromisoformat(at), who) for key, name, at, who in found)


def read_state(source: Source, frozen: FrozenId) -> FrozenState:
    """Return what was kept; raise `WorkspaceError` if what stands there makes no sense."""
    try:
        (told,) = ask_one(source, "SELECT state FROM frozen_state WHERE id = ?", frozen)
        return from_json(sources.from_json(told))
    except (LookupError, ValueError, TypeError) as error:
        _, _, path = ask(source, "PRAGMA database_list")[0]
        raise WorkspaceError("workspace_damaged", path=path, detail=type(error).__name__) from error
