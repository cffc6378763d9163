"""Which criterion of an old table lives on as which of a new one: by its words first, its place only among equals."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from evidence.criteria import leaves_of
from evidence.model import Criterion, CriterionId
from evidence.scheme.likeness import Candidates, Grams, Words, grams, likeness

# Unrelated items of one table share up to a third of their pairs of characters.
_LEAST = 0.5  # likeness of a pair that nothing but its words speaks for
_LESS_BY_ONE = 0.1  # asked of one that keeps its code, or stands under alike groups, and again of one that does both
_CODE, _PATH, _ORDER = 0.02, 0.03, 0.001  # what decides between words that are about as near
_GROUP_ITEMS, _GROUP_TITLE, _GROUP_CODE = 0.6, 0.3, 0.1
_LEAST_GROUP = 0.3

Pairs = dict[CriterionId, CriterionId]  # of the new table by those of the old one
Said = Mapping[CriterionId, Words]  # by the criteria of both tables


def pair_criteria(old: Sequence[Criterion], new: Sequence[Criterion], said: Said) -> Pairs:
    """Return which criteria are the same; items pair with items, groups with groups, each once."""
    leaves = _pair_items(_items(old, said), _items(new, said))
    return leaves | _pair_groups(old, new, leaves, said)


class _Item(Struct, frozen=True, dict=True):
    """An item with what it is compared by."""

    criterion: Criterion
    words: Words
    path: str  # the titles of the groups above it
    place: float  # 0–1, in the table's order

    @cached_property
    def path_grams(self) -> Grams:
        return grams(self.path)


class _Match(NamedTuple):
    """Two items, by their numbers, that may be the same."""

    score: float
    old: int
    new: int

    @property
    def worth(self) -> float:
        """What taking it adds; one good pair is worth more than two poor ones."""
        return self.score - _LEAST + 3 * _LESS_BY_ONE


_SAME: tuple[Callable[[_Item], Hashable], ...] = (
    lambda item: (item.words.folded, item.path, item.criterion.code),
    lambda item: (item.words.folded, item.path),
    lambda item: (item.words.folded, item.criterion.code),
    lambda item: item.words.folded or item.criterion.id,  # without words nothing is the same
)


def _items(criteria: Sequence[Criterion], said: Said) -> list[_Item]:
    paths: dict[CriterionId | None, str] = {None: ""}
    for criterion in criteria:  # groups stand before their children
        paths[criterion.id] = paths[criterion.parent] + said[criterion.id].folded
    leaves = leaves_of(criteria)
    return [_Item(leaf, said[leaf.id], paths[leaf.parent], at / len(leaves)) for at, leaf in enumerate(leaves)]


def _pair_items(old: Iterable[_Item], new: Iterable[_Item]) -> Pairs:
    pairs: Pairs = {}
    left_old, left_new = list(old), list(new)
    for key in _SAME:
        waiting: dict[Hashable, deque[_Item]] = defaultdict(deque)
        for item in left_new:
            waiting[key(item)].append(item)
        for item in left_old:
            if alike := waiting.get(key(item)):
                pairs[item.criterion.id] = alike.popleft().criterion.id
        left_old = [item for item in left_old if item.criterion.id not in pairs]
        left_new = [item for alike in waiting.values() for item in alike]
    left_new.sort(key=lambda item: item.place)
    for match in _best(_matches(left_old, left_new)):
        pairs[left_old[match.old].criterion.id] = left_new[match.new].criterion.id
    return pairs


def _matches(old: Sequence[_Item], new: Sequence[_Item]) -> list[_Match]:
    """Return all pairs that are alike enough."""
    by_code = {item.criterion.code: number for number, item in enumerate(new)}
    candidates = Candidates(item.words.grams for item in new)
    paths: dict[tuple[str, str], float] = {}
    found: list[_Match] = []
    for number, item in enumerate(old):
        near = dict.fromkeys(candidates.of(item.words.grams))
        if item.criterion.code in by_code:
            near[by_code[item.criterion.code]] = None
        for other in near:
            there = new[other]
            way = (item.path, there.path)
            if way not in paths:
                paths[way] = likeness(item.path_grams, there.path_grams)
            same_code, path = item.criterion.code == there.criterion.code, paths[way]
            alike = likeness(item.words.grams, there.words.grams)
            if alike >= _LEAST - _LESS_BY_ONE * (same_code + path + same_code * path):
                near_by = 1 - abs(item.place - there.place)
                score = alike + _CODE * same_code + _PATH * path + _ORDER * near_by
                found.append(_Match(score, number, other))
    return found


def _best(matches: Iterable[_Match]) -> list[_Match]:
    """Return of the matches some that share no item: the best first, then put right where one stands in two's way."""
    ranked = sorted(matches, key=lambda match: (-match.score, match.old, match.new))
    options: dict[int, list[_Match]] = defaultdict(list)
    of_old: dict[int, _Match] = {}
    of_new: dict[int, _Match] = {}

    def take(match: _Match) -> None:
        of_old[match.old] = of_new[match.new] = match

    for match in ranked:
        options[match.old].append(match)
        if match.old not in of_old and match.new not in of_new:
            take(match)
    for number in sorted(options.keys() - of_old.keys()):
        detours = [
            (match, other)
            for match in options[number]
            for other in options[of_new[match.new].old]
            if other.new not in of_new and match.worth + other.worth > of_new[match.new].worth
        ]
        if detours:
            match, other = max(detours, key=lambda detour: detour[0].worth + detour[1].worth)
            take(match)
            take(other)
    return list(of_old.values())


def _pair_groups(old: Sequence[Criterion], new: Sequence[Criterion], leaves: Pairs, said: Said) -> Pairs:
    """Pair groups by the items that live on in both, by their words and by their code."""
    above_old, above_new = _above(old), _above(new)
    shared = Counter((one, other) for a, b in leaves.items() for one in above_old[a] for other in above_new[b])
    size_old = Counter(group for leaf in leaves for group in above_old[leaf])
    size_new = Counter(group for leaf in leaves.values() for group in above_new[leaf])
    groups_old = [criterion for criterion in old if criterion.id not in above_old]
    groups_new = {criterion.id: criterion for criterion in new if criterion.id not in above_new}
    titled: dict[str, list[CriterionId]] = defaultdict(list)
    for criterion in groups_new.values():
        titled[said[criterion.id].folded].append(criterion.id)
    near: dict[CriterionId, dict[CriterionId, None]] = defaultdict(dict)
    for one, other in shared:
        near[one][other] = None
    matches: list[tuple[float, int, CriterionId, CriterionId]] = []
    for number, group in enumerate(groups_old):
        for key in near[group.id] | dict.fromkeys(titled.get(said[group.id].folded, ())):
            other = groups_new[key]
            common = 2 * shared[group.id, key] / ((size_old[group.id] + size_new[key]) or 1)
            score = _GROUP_ITEMS * common + _GROUP_TITLE * likeness(said[group.id].grams, said[key].grams)
            matches.append((score + _GROUP_CODE * (group.code == other.code), number, group.id, key))
    pairs: Pairs = {}
    taken: set[CriterionId] = set()
    for score, _, one, other in sorted(matches, key=lambda match: (-match[0], match[1])):
        if score >= _LEAST_GROUP and one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _above(criteria: Sequence[Criterion]) -> dict[CriterionId, tuple[CriterionId, ...]]:
    """Return the groups above each item."""
    chains: dict[CriterionId | None, tuple[CriterionId, ...]] = {None: ()}
    for criterion in criteria:
        chains[criterion.id] = (*chains[criterion.parent], criterion.id)
    return {leaf.id: chains[leaf.parent] for leaf in leaves_of(criteria)}
