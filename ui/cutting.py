"""Where a clerk cuts a scan into pieces and what the parts are called, step by step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import replace

from evidence.pieces import ranges_between


class Part(NamedTuple):
    """One piece to be: its pages (1-based, inclusive), and the title that was typed or None."""

    first: int
    last: int
    typed: str | None


class Cutting(Struct, frozen=True, dict=True):
    """The cuts at one moment; each step makes another."""

    pages: int
    begins: frozenset[int] = frozenset()  # pages, but for the first, that begin a part
    titles: Mapping[int, str] = field(default_factory=dict[int, str])  # typed, by the first page of their part

    def toggled(self, page: int) -> Cutting:
        """Return it with a part beginning on a page, or no longer; none can begin on the first twice."""
        if not 1 < page <= self.pages:
            return self
        return replace(self, begins=self.begins ^ {page})

    def with_all(self, pages: Collection[int]) -> Cutting:
        """Return it with parts beginning on all these pages as well."""
        return replace(self, begins=self.begins | {page for page in pages if 1 < page <= self.pages})

    def titled(self, first: int, title: str) -> Cutting:
        """Return it with the part that begins on a page called so; an empty title is what the pages tell."""
        titles = {page: known for page, known in self.titles.items() if page != first}
        return replace(self, titles=titles | ({first: title} if title else {}))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The pieces to be, in order."""
        ranges = ranges_between(self.begins, self.pages)
        return tuple(Part(first, last, self.titles.get(first)) for first, last in ranges)
