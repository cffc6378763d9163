"""预计影响: what the gaps of an item may cost by its rule, as a whole or some of its rows; never a score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from evidence.check.gaps import ItemGaps, Requirement
from evidence.model import Criterion, Rule, Slot, SlotId
from evidence.scheme.clauses import clauses
from evidence.standard import Clause

_LEAST_SHARED = 2  # pairs of characters that a named deduction has in common with the material that it is about
_NONE: frozenset[int] = frozenset()


class _Demand(Struct, frozen=True):
    """Rows of which one way to meet them is enough: the slots of an or-group, or a single row."""

    ways: tuple[tuple[Requirement, ...], ...]  # the rows of each slot
    worth: float  # what it costs while nothing of it is there; where rows are findings, each of them

    @property
    def needed(self) -> int:
        """How many pieces the easiest way asks for; the same whatever is there."""
        return _needed(self.ways)


class Impact:
    """What the gaps of one item may cost.

    Each kind of rule: all or nothing; by the share of the needed pieces that is wanting (酌扣, 比例); so much for each
    row that is wanting, where the standard names it (每处扣0.5分), else by share; named deductions for the materials
    that they name. Never more than the item's points or the standard's cap. A veto costs no points, and a bonus is
    gained, never lost. What is handed in never makes it cost more.
    """

    def __init__(self, item: ItemGaps) -> None:
        """Read the item's standard and rows."""
        criterion = item.criterion
        self.item = item
        self.at_stake = 0.0 if criterion.veto else criterion.points or 0.0
        self._whole = criterion.rule is Rule.ALL_OR_NOTHING
        self._each, cap = (None, None) if self._whole else _each_finding(criterion)
        self._most = self.at_stake if cap is None else min(self.at_stake, cap)
        self._counts_rows = self._whole or self._each is not None
        self._demands = self._worthy(_ways_of(item.required)) if item.state.is_open else ()
        self._place = {id(row): at for at, one in enumerate(self._demands) for way in one.ways for row in way}
        self._open = [self._cost_of(one, _NONE) for one in self._demands]
        self._sum = sum(self._open)

    @property
    def is_bonus(self) -> bool:
        """Whether its points are gained beside the total."""
        return self.item.criterion.bonus

    @property
    def wanting(self) -> float:
        """The points that are not safe: of a bonus, those that may still be gained."""
        if not self.item.state.is_open:
            return 0.0
        return self._limited(self._sum) if self._demands else self.at_stake

    @property
    def loss(self) -> float:
        """The points that the gaps may cost."""
        return 0.0 if self.is_bonus else self.wanting

    def row_cost(self, row: Requirement) -> float:
        """Return what a row may cost by itself: the loss, if all else of the item were there."""
        return self.cost((row,))

    def cost(self, rows: Iterable[Requirement]) -> float:
        """Return what some rows of the item may cost by themselves: the loss, if all else of it were there."""
        ours = {id(row) for row in rows}
        left = 0.0
        for at in {self._place[key] for key in ours if key in self._place}:
            others = (id(row) for way in self._demands[at].ways for row in way)
            left += self._cost_of(self._demands[at], frozenset(key for key in others if key not in ours))
        return 0.0 if self.is_bonus else self._limited(left)

    def gain(self, rows: Iterable[Requirement]) -> float:
        """Return the points that come back, or are gained, if some rows of the item were met and nothing else were."""
        met = frozenset(id(row) for row in rows)
        left = self._sum
        for at in {self._place[key] for key in met if key in self._place}:
            left += self._cost_of(self._demands[at], met) - self._open[at]
        return self.wanting - self._limited(left) if self._demands else 0.0

    def _limited(self, points: float) -> float:
        if self._whole:
            return self.at_stake if points > 0 else 0.0
        return min(self._most, max(points, 0.0))

    def _cost_of(self, demand: _Demand, met: Collection[int]) -> float:
        """Return what a demand costs, had these rows been met too."""
        if self._counts_rows:
            return demand.worth * min(sum(_is_open(row) and id(row) not in met for row in way) for way in demand.ways)
        return demand.worth * min(_wanting(way, met) for way in demand.ways)

    def _worthy(self, found: Sequence[tuple[tuple[Requirement, ...], ...]]) -> tuple[_Demand, ...]:
        """Return the demands with what each is worth."""
        if self._counts_rows:
            each = 1.0 if self._each is None else self._each
            return tuple(_Demand(ways, each) for ways in found)
        weights = [_needed(ways) for ways in found]
        named = _named_deductions(self.item.criterion)
        deducted = [next((named[way[0].slot.id] for way in ways if way[0].slot.id in named), None) for ways in found]
        sharing: dict[int, int] = {}  # pieces that each deduction is about
        for clause, weight in zip(deducted, weights, strict=True):
            if clause is not None:
                sharing[id(clause)] = sharing.get(id(clause), 0) + weight
        total = sum(weights)
        return tuple(
            _Demand(
                ways,
                self.at_stake * weight / total
                if clause is None
                else (clause.lost or 0.0) * weight / sharing[id(clause)],
            )
            for ways, weight, clause in zip(found, weights, deducted, strict=True)
        )


def _needed(ways: Sequence[Sequence[Requirement]]) -> int:
    return min(sum(row.needed for row in way) for way in ways)


def _is_open(row: Requirement) -> bool:
    return row.met < row.needed


def _wanting(rows: Sequence[Requirement], met: Collection[int]) -> float:
    """Return which part of the needed pieces is not there, 0–1."""
    if len(rows) == 1:  # most of them
        (row,) = rows
        return 0.0 if id(row) in met else 1 - row.met / row.needed
    there = sum(row.needed if id(row) in met else row.met for row in rows)
    return 1 - there / sum(row.needed for row in rows)


def _ways_of(rows: Sequence[Requirement]) -> list[tuple[tuple[Requirement, ...], ...]]:
    """Return the rows that must be met, those that stand for one another together, by slot."""
    found: dict[object, dict[SlotId, list[Requirement]]] = {}
    asked = [row for row in rows if not row.slot.waived]
    any_year = {_owner(row) for row in asked if row.slot.alternative is not None and row.year is None}
    for row in asked:
        owner = _owner(row)
        key: object = id(row) if row.slot.alternative is None else (owner, None if owner in any_year else row.year)
        found.setdefault(key, {}).setdefault(row.slot.id, []).append(row)
    return [tuple(map(tuple, by_slot.values())) for by_slot in found.values()]


def _owner(row: Requirement) -> tuple[str | None, str]:
    """Return the or-group of a row with who owes it."""
    return row.slot.alternative, row.unit or f"?{row.slot.scope}"


def _each_finding(criterion: Criterion) -> tuple[float | None, float | None]:
    """Return what each finding costs and the most that all of them do, where the standard says one thing plainly."""
    if criterion.rule is not Rule.PER_FINDING:
        return None, None
    told = [clause for clause in _clauses(criterion.method or "") if clause.per and clause.lost and not clause.least]
    if len({clause.lost for clause in told}) != 1:
        return None, None
    caps = {clause.cap for clause in told}
    return told[0].lost, caps.pop() if len(caps) == 1 else None


@lru_cache(maxsize=2048)
def _clauses(method: str) -> tuple[Clause, ...]:
    return clauses(method)


def _named_deductions(criterion: Criterion) -> dict[SlotId, Clause]:
    """Return which deduction is about which material: they share words that no other of either has."""
    if criterion.rule not in (Rule.GRADED, None):
        return {}
    named = [clause for clause in _clauses(criterion.method or "") if clause.lost and not clause.per]
    if not named:
        return {}
    said = _own([clause.words for clause in named])
    slots = _own([slot.name for slot in criterion.required])
    found: dict[SlotId, Clause] = {}
    for slot, pairs in zip(criterion.required, slots, strict=True):
        clause = _about(slot, pairs, said, named)
        if clause is not None:
            found[slot.id] = clause
    return found


def _about(slot: Slot, pairs: set[str], said: Sequence[set[str]], named: Sequence[Clause]) -> Clause | None:
    """Return the one deduction that is about a material."""
    if slot.proposed or slot.waived:
        return None
    shared = [len(pairs & words) for words in said]
    most = max(shared)
    return named[shared.index(most)] if most >= _LEAST_SHARED and shared.count(most) == 1 else None


def _own(texts: Sequence[str]) -> list[set[str]]:
    """Return the pairs of neighbouring characters of each text that no other of them has."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in texts]
    return [own.difference(*(other for other in pairs if other is not own)) for own in pairs]
