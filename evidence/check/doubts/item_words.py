"""Which words of the scheme stand in a few items only, by which a paper may look as if it lay in the wrong one."""

from __future__ import annotations

from functools import cached_property
from operator import add

from evidence.model import Criterion, CriterionId
from evidence.snapshot import Snapshot

COMMON_SHARE = 0.05  # of all items: what stands in more is the language of the field, and tells nothing
LEAST_WORDS = 4  # runs of two characters that point to another item; no document names a number


class ItemWords:
    """The runs of two Chinese characters in what each item asks, with its groups and materials."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read nothing before it is asked."""
        self._snapshot = snapshot

    def other_item(self, title: str, item: CriterionId) -> CriterionId | None:
        """Return the one item that a title speaks of with several words, if none of them stands in its own."""
        rare, runs, bits, ids = self._index
        if runs.isdisjoint(map(add, title[::2], title[1::2])):  # half of the runs: most titles are done with here
            return None
        hits = runs.intersection(map(add, title, title[1:]))
        if len(hits) < LEAST_WORDS:
            return None
        both = -1
        for run in hits:
            both &= rare[run]
            if rare[run] >> bits[item] & 1:
                return None
        return ids[both.bit_length() - 1] if both.bit_count() == 1 else None

    @cached_property
    def _index(self) -> tuple[dict[str, int], frozenset[str], dict[CriterionId, int], list[CriterionId]]:
        """Return in which items each run stands, a bit an item, without those that stand in many; and the items."""
        leaves = self._snapshot.leaves
        masks: dict[str, int] = {}
        for number, leaf in enumerate(leaves):
            text = _text(leaf, self._snapshot)
            for run in set(map(add, text, text[1:])):
                masks[run] = masks.get(run, 0) | (1 << number)
        most = max(2, round(COMMON_SHARE * len(leaves)))
        rare = {run: mask for run, mask in masks.items() if mask.bit_count() <= most and run.isalpha()}
        ids = [leaf.id for leaf in leaves]
        return rare, frozenset(rare), {key: number for number, key in enumerate(ids)}, ids


def _text(leaf: Criterion, snapshot: Snapshot) -> str:
    above = [group.title or "" for group in snapshot.chain(leaf)]
    return "\n".join(
        [*above, leaf.title or "", leaf.text or "", leaf.method or "", *(slot.name for slot in leaf.required)]
    )
