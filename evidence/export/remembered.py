"""What was found out about texts that come again and again: quicker than `lru_cache`, and unseen by the collector."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

V = TypeVar("V")


class Remembered(dict[str, V]):
    """Values by text, each computed when it is first asked for by `[]`; all are forgotten when there are `most`."""

    def __init__(self, compute: Callable[[str], V], most: int) -> None:
        """Remember what `compute` returns, for so many texts."""
        super().__init__()
        self._compute = compute
        self._most = most

    def learn(self, texts: Iterable[str]) -> None:
        """Compute what is not known of many texts, sooner than one by one."""
        if len(self) >= self._most:
            self.clear()
        compute = self._compute
        for text in set(texts).difference(self):
            self[text] = compute(text)

    def __missing__(self, text: str) -> V:
        """Compute a value."""
        if len(self) >= self._most:
            self.clear()
        found = self[text] = self._compute(text)
        return found
