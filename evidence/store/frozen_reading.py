"""States that were kept under a name, and how the project stood at the end of earlier days, as they are read."""

from __future__ import annotations

from datetime import date, datetime

from evidence.check.standing import Figures
from evidence.errors import WorkspaceError
from evidence.frozen import Frozen, FrozenId, FrozenState, from_json
from evidence.model import SchemeId
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


def read_days(source: Source, scheme: SchemeId) -> tuple[tuple[date, Figures], ...]:
    """Return how the project stood in a scheme at the end of earlier days, the earliest first."""
    found = ask(
        source,
        "SELECT day, complete, partial, missing, not_applicable, needed, met, pieces, unsorted FROM day"
        " WHERE scheme_id = ? ORDER BY day",
        scheme,
    )
    return tuple((date.fromisoformat(day), Figures(*counts)) for day, *counts in found)


def last_written(source: Source) -> datetime:
    """Return when something was written last that the journal tells of."""
    (at,) = ask_one(source, "SELECT at FROM journal ORDER BY number DESC LIMIT 1")
    return datetime.fromisoformat(at)
