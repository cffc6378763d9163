"""What was found out about texts that come again and again: quicker than `lru_cache`, and unseen by the collector."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

V = TypeVar("V")


class Remembered(dict[str, V]):
    """Values by text, each computed when it is first asked for by `[]`; all are forgotten when there are `most`."""

    def __init__(self, compute: Callable[[str], V], most: int) -> None:
        """Remember what `compute` returns, for so many texts."""
        super().__init__()
        self._compute = compute
        self._most = most

    def __missing__(self, text: str) -> V:
        """Compute a value."""
        if len(self) >= self._most:
            self.clear()
        found = self[text] = self._compute(text)
        return found
