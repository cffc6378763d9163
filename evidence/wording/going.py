"""How far work is, in words."""

from __future__ import annotations

from evidence.wording import sets


def how_far(task: str, done: int, total: int) -> str:
    """Return how many of so many steps are done, or, where steps are things that are made, at which one the work is."""
    counted = sets.COUNTED.get(task)
    return f"{done}/{total}" if counted is None else counted.format(at=min(done + 1, total), total=total)
