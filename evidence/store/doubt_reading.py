"""Dismissed doubts, as a snapshot has them."""

from __future__ import annotations

from datetime import datetime

from evidence.complaints import Dismissal, DoubtKey
from evidence.store.source import Source, ask


def read_dismissed(source: Source) -> dict[DoubtKey, Dismissal]:
    """Return what is dismissed, the first one first."""
    found = ask(source, "SELECT doubt, reason, who, at FROM dismissal ORDER BY at, doubt")
    return {DoubtKey(key): Dismissal(reason, who, datetime.fromisoformat(at)) for key, reason, who, at in found}
