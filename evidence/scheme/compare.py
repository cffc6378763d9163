"""Compares two editions of a criteria table: what stays, what is worded anew, moved, new and gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from evidence.criteria import leaves_of
from evidence.model import Criterion, CriterionId
from evidence.scheme.heirs import ItemField, changed_fields, told
from evidence.scheme.likeness import Candidates, Words, covered, likeness
from evidence.scheme.pairing import Said, pair_criteria

_MOSTLY = 0.7  # share of one text in another, from which on the one may have become part of the other


class Change(StrEnum):
    """What became of a criterion; one that is worded anew or altered may have moved as well."""

    SAME = "same"
    REWORDED = "reworded"
    ALTERED = "altered"  # the same words, but other points, units, materials …
    MOVED = "moved"  # all the same but for the code, or the group above
    NEW = "new"
    GONE = "gone"


class Pair(Struct, frozen=True):
    """A criterion before and after; `old` None: new, `new` None: gone."""

    old: Criterion | None
    new: Criterion | None
    change: Change
    similarity: float  # 0–1, of the words
    moved: bool = False  # another code, or another group above it
    fields: tuple[ItemField, ...] = ()  # what else will differ
    kin: tuple[Criterion, ...] = ()  # of one that is gone: the new ones, of one that is new: the old one, it went into


class Comparison(Struct, frozen=True, dict=True):
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
    said = {criterion.id: Words(criterion) for criterion in (*old, *new)}
    pairs = pair_criteria(old, new, said)
    columns = told(new)
    old_of = {there: key for key, there in pairs.items()}
    before = {criterion.id: criterion for criterion in old}

    def found(criterion: Criterion) -> Pair:
        key = old_of.get(criterion.id)
        if key is None:
            return Pair(None, criterion, Change.NEW, 0.0)
        pair = Pair(before[key], criterion, Change.SAME, 1.0, fields=changed_fields(before[key], criterion, columns))
        return _judged(before[key], criterion, replace(pair, moved=_moved(before[key], criterion, pairs)), said)

    all_pairs = [found(criterion) for criterion in new]
    all_pairs += [Pair(gone, None, Change.GONE, 0.0) for gone in old if gone.id not in pairs]
    leaves = {leaf.id for criteria in (old, new) for leaf in leaves_of(criteria)}
    items = [pair for pair in all_pairs if _key(pair) in leaves]
    return Comparison(tuple(_with_kin(items, said)), tuple(pair for pair in all_pairs if _key(pair) not in leaves))


def _key(pair: Pair) -> CriterionId | None:
    present = pair.new or pair.old
    return present.id if present else None


def _moved(old: Criterion, new: Criterion, pairs: Mapping[CriterionId, CriterionId]) -> bool:
    return old.code != new.code or (pairs.get(old.parent) if old.parent else None) != new.parent


def _judged(old: Criterion, new: Criterion, pair: Pair, said: Said) -> Pair:
    one, other = said[old.id], said[new.id]
    if one.folded != other.folded:
        return replace(pair, change=Change.REWORDED, similarity=likeness(one.grams, other.grams))
    return replace(pair, change=Change.ALTERED if pair.fields else Change.MOVED if pair.moved else Change.SAME)


def _with_kin(items: Sequence[Pair], said: Said) -> list[Pair]:
    """Tell of what is gone where its words went, and of what is new where they came from."""
    in_old = _Texts([pair.old for pair in items if pair.old is not None], said)
    in_new = _Texts([pair.new for pair in items if pair.new is not None], said)
    return [
        replace(pair, kin=tuple(in_new.kin_of(pair.old)))
        if pair.change is Change.GONE and pair.old
        else replace(pair, kin=tuple(in_old.whole_of(pair.new)[:1]))
        if pair.change is Change.NEW and pair.new
        else pair
        for pair in items
    ]


class _Texts:
    """The items of one table, looked up by parts of their words."""

    def __init__(self, criteria: Sequence[Criterion], said: Said) -> None:
        self._criteria = criteria
        self._said = said
        self._grams = [said[criterion.id].grams for criterion in criteria]

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self._grams)

    def kin_of(self, gone: Criterion) -> list[Criterion]:
        """Return the item that a text went into whole, else those that it was split into; empty if there are none."""
        whole = self.whole_of(gone)
        return whole[:1] if whole else self._parts_of(gone)

    def whole_of(self, part: Criterion) -> list[Criterion]:
        """Return the items that have most of a text, the one with the most of it first."""
        text = self._said[part.id].grams
        shares = [(covered(text, self._grams[at]), -at) for at in self._candidates.of(text)]
        return [self._criteria[-at] for share, at in sorted(shares, reverse=True) if share >= _MOSTLY]

    def _parts_of(self, whole: Criterion) -> list[Criterion]:
        text = self._said[whole.id].grams
        parts = [at for at in self._candidates.of(text) if covered(self._grams[at], text) >= _MOSTLY]
        together = frozenset[tuple[str, int]]().union(*(self._grams[at] for at in parts))
        return [self._criteria[at] for at in sorted(parts)] if covered(text, together) >= _MOSTLY else []
