"""Compares two editions of a criteria table: what stays, what is worded anew, moved, new and gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from evidence.criteria import leaves_of
from evidence.model import Criterion, CriterionId
from evidence.scheme.heirs import ItemField, changed_fields, told
from evidence.scheme.likeness import Candidates, covered, grams, likeness
from evidence.scheme.pairing import pair_criteria, words

_MOSTLY = 0.7  # share of one text in another, from which on the one may have become part of the other


class Change(StrEnum):
    """What became of a criterion; a pair that is worded anew may have moved as well."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"  # the same words with another code, or under another group
    ALTERED = "altered"  # the same words in the same place, but points, units, materials …
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """A criterion before and after; `old` None: new, `new` None: gone."""

    old: Criterion | None
    new: Criterion | None
    change: Change
    similarity: float  # 0–1, of the words
    moved: bool = False  # another code, or another group above it
    fields: tuple[ItemField, ...] = ()  # what else will differ
    kin: tuple[Criterion, ...] = ()  # of one that is gone: the new ones, of one that is new: the old one, it went into


@dataclass(frozen=True)
class Comparison:
    """All criteria of both tables, in the order of the new one, what is gone after them in the order of the old one."""

    items: tuple[Pair, ...]
    groups: tuple[Pair, ...]

    @cached_property
    def counts(self) -> dict[Change, int]:
        """How many items became what."""
        return {change: sum(pair.change is change for pair in self.items) for change in Change}

    @cached_property
    def heirs(self) -> dict[CriterionId, CriterionId | None]:
        """Return where the papers of each old item would go: with it, into the one new item that took its words up."""
        found: dict[CriterionId, CriterionId | None] = {}
        for pair in self.items:
            if pair.old is not None:
                taken_up = pair.kin[0].id if len(pair.kin) == 1 else None
                found[pair.old.id] = pair.new.id if pair.new else taken_up
        return found


def compare(old: Sequence[Criterion], new: Sequence[Criterion]) -> Comparison:
    """Compare two tables, each with its groups before their children; the same tables give the same result."""
    pairs = pair_criteria(old, new)
    columns = told(new)
    old_of = {there: key for key, there in pairs.items()}
    before = {criterion.id: criterion for criterion in old}

    def found(criterion: Criterion) -> Pair:
        key = old_of.get(criterion.id)
        if key is None:
            return Pair(None, criterion, Change.NEW, 0.0)
        return _pair(before[key], criterion, pairs, columns)

    all_pairs = [found(criterion) for criterion in new]
    all_pairs += [Pair(gone, None, Change.GONE, 0.0) for gone in old if gone.id not in pairs]
    leaves = {leaf.id for criteria in (old, new) for leaf in leaves_of(criteria)}
    items = [pair for pair in all_pairs if _key(pair) in leaves]
    return Comparison(tuple(_with_kin(items)), tuple(pair for pair in all_pairs if _key(pair) not in leaves))


def _key(pair: Pair) -> CriterionId | None:
    present = pair.new or pair.old
    return present.id if present else None


def _pair(
    old: Criterion, new: Criterion, pairs: Mapping[CriterionId, CriterionId], columns: frozenset[ItemField]
) -> Pair:
    moved = old.code != new.code or (pairs.get(old.parent) if old.parent else None) != new.parent
    fields = changed_fields(old, new, columns)
    if words(old) != words(new):
        alike = likeness(grams(words(old)), grams(words(new)))
        return Pair(old, new, Change.REWORDED, alike, moved, fields)
    change = Change.MOVED if moved else Change.ALTERED if fields else Change.SAME
    return Pair(old, new, change, 1.0, moved, fields)


def _with_kin(items: Iterable[Pair]) -> list[Pair]:
    """Tell of what is gone where its words went, and of what is new where they came from."""
    pairs = list(items)
    before = [pair.old for pair in pairs if pair.old is not None]
    after = [pair.new for pair in pairs if pair.new is not None]
    in_old, in_new = _Texts(before), _Texts(after)
    return [
        replace(pair, kin=tuple(in_new.kin_of(pair.old)))
        if pair.change is Change.GONE and pair.old
        else replace(pair, kin=tuple(in_old.whole_of(pair.new)[:1]))
        if pair.change is Change.NEW and pair.new
        else pair
        for pair in pairs
    ]


class _Texts:
    """The items of one table, looked up by parts of their words."""

    def __init__(self, criteria: Sequence[Criterion]) -> None:
        self._criteria = criteria
        self._grams = [grams(words(criterion)) for criterion in criteria]
        self._candidates = Candidates(self._grams)

    def kin_of(self, gone: Criterion) -> list[Criterion]:
        """Return the item that a text went into whole, else those that it was split into; empty if there are none."""
        whole = self.whole_of(gone)
        return whole[:1] if whole else self._parts_of(gone)

    def whole_of(self, part: Criterion) -> list[Criterion]:
        """Return the items that have most of a text, the one with the most of it first."""
        text = grams(words(part))
        shares = [(covered(text, self._grams[at]), -at) for at in self._candidates.of(text)]
        return [self._criteria[-at] for share, at in sorted(shares, reverse=True) if share >= _MOSTLY]

    def _parts_of(self, whole: Criterion) -> list[Criterion]:
        text = grams(words(whole))
        parts = [at for at in self._candidates.of(text) if covered(self._grams[at], text) >= _MOSTLY]
        together = frozenset[tuple[str, int]]().union(*(self._grams[at] for at in parts))
        return [self._criteria[at] for at in sorted(parts)] if covered(text, together) >= _MOSTLY else []
