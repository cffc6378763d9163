"""Which words of the scheme stand in a few items only, by which a paper may look as if it lay in the wrong one."""

from __future__ import annotations

from functools import cached_property
from operator import add

from evidence.kinds import KINDS
from evidence.model import Criterion, CriterionId
from evidence.snapshot import Snapshot

COMMON_SHARE = 0.05  # of all items: what stands in more is the language of the field, and tells nothing
LEAST_RUNS = 3  # of two characters that point to another item, as 校园周边 has; no document names a number
_OF_KINDS = frozenset(kind[at : at + 2] for kind in KINDS for at in range(len(kind) - 1))  # 总结, 方案: of any subject


class ItemWords:
    """The runs of two Chinese characters in what each item asks, with its groups and materials."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Keep what the items say, and look into it when it is asked for first."""
        self._texts = {leaf.id: _text(leaf, snapshot) for leaf in snapshot.leaves}

    def __eq__(self, other: object) -> bool:
        """Whether the items say the same, whatever was looked into yet."""
        return isinstance(other, ItemWords) and self._texts == other._texts

    __hash__ = None  # pyright: ignore[reportAssignmentType]

    def other_item(self, title: str, item: CriterionId) -> CriterionId | None:
        """Return the one item that a title speaks of with several words, if none of them stands in its own."""
        rare = self._rare
        hits = self._all_rare.intersection(map(add, title, title[1:]))
        if len(hits) < LEAST_RUNS or not self._runs_of[item].isdisjoint(hits):
            return None
        found: set[CriterionId] | None = None
        for run in hits:
            found = rare[run] if found is None else found & rare[run]
            if not found:
                return None
        return next(iter(found)) if found is not None and len(found) == 1 else None

    @cached_property
    def _rare(self) -> dict[str, set[CriterionId]]:
        """The items that each run stands in, without the runs that stand in many."""
        found: dict[str, set[CriterionId]] = {}
        for item, text in self._texts.items():
            for run in set(map(add, text, text[1:])):
                found.setdefault(run, set()).add(item)
        most = max(2, round(COMMON_SHARE * len(self._texts)))
        return {
            run: items for run, items in found.items() if len(items) <= most and run.isalpha() and run not in _OF_KINDS
        }

    @cached_property
    def _all_rare(self) -> frozenset[str]:
        return frozenset(self._rare)

    @cached_property
    def _runs_of(self) -> dict[CriterionId, frozenset[str]]:
        """The rare runs of each item."""
        found: dict[CriterionId, set[str]] = {item: set() for item in self._texts}
        for run, items in self._rare.items():
            for item in items:
                found[item].add(run)
        return {item: frozenset(runs) for item, runs in found.items()}


def _text(leaf: Criterion, snapshot: Snapshot) -> str:
    above = [group.title or "" for group in snapshot.chain(leaf)]
    names = [slot.name for slot in leaf.required]
    return "\n".join([*above, leaf.title or "", leaf.text or "", leaf.method or "", *names])
