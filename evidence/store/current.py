"""The snapshot as it is now: kept, brought up to date by our own writes, read anew after those of others."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from evidence.snapshot import Changes, Snapshot
from evidence.store.reading import journal_length, patched, read_snapshot
from evidence.store.source import Source


class CurrentSnapshot:
    """Of one workspace; for one thread at a time."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._snapshot: Snapshot | None = None
        self._number = 0  # of the journal's last entry that the snapshot and the changes since cover
        self._changes = Changes()  # since the snapshot

    def wrote(self, before: int, after: int, changes: Changes) -> None:
        """Take note of a write that was committed, and of the journal's last number before it and after."""
        if before == self._number:
            self._number = after
            self._changes |= replace(changes, findings=frozenset(), sites=False)

    def read(self, source: Source, now: datetime) -> Snapshot:
        """Return the snapshot as it is now; raise `WorkspaceError` if what stands there makes no sense."""
        number = journal_length(source)
        if self._snapshot is None or number != self._number:
            self._snapshot = read_snapshot(source, now)
        elif self._changes != Changes():
            self._snapshot = patched(source, self._snapshot, self._changes, now)
        elif self._snapshot.at != now:
            self._snapshot = replace(self._snapshot, at=now)
        self._number, self._changes = number, Changes()
        return self._snapshot
