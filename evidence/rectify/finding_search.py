"""Finds problems of 整改台账 by what was written down of them: number, words, place, unit, people, measures."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from evidence.findings import FindingId
from evidence.folding import fold, marks_in
from evidence.model import CriterionId
from evidence.names import natural_key
from evidence.queries import HitOrder, Marked, ProblemHit, ProblemsFound, Query
from evidence.rectify.figures import Case
from evidence.wording import searching as words

Key = tuple[tuple[int, int, str], ...]

_BETWEEN = "\n"  # folding leaves no line break, so no word goes over two fields
_IS_NUMBER, _IN_WORDS, _ABOUT, _ELSEWHERE = 0, 1, 2, 3  # how good a word's place is


class _Known(Struct, frozen=True):
    """What is looked through of a problem, folded."""

    case: Case
    number: str
    said: str
    about: str  # place, item and unit
    all: str


class FindingSearch:
    """Keeps the folded words of what has not changed; for one thread at a time."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[FindingId, _Known] = {}

    def find(
        self, query: Query, cases: Sequence[Case], below: Collection[CriterionId], first: int = 0, most: int = 50
    ) -> ProblemsFound:
        """Return what is found among problems, `most` of them from the `first` on; the newest among equals first.

        Each word is looked for everywhere. Of what else a query asks, unit, year (found in) and item count: a problem
        has nothing of the rest. `below` are the items that the query's item stands for, of account only with one.
        A query that asks nothing finds nothing.
        """
        asked = (query.wanted, query.unwanted, query.unit, query.year, query.item)
        looked_through = self._looked_through(cases) if any(asked) else ()
        ranked: list[tuple[int, int, _Known]] = []
        for known in looked_through:
            if _fits(known.case, query, below) and all(word in known.all for word in query.wanted):
                if any(word in known.all for word in query.unwanted):
                    continue
                place = sum(_place(word, known) for word in query.wanted)
                ranked.append((place, -known.case.finding.number, known))
        ranked.sort(key=lambda one: one[:2])
        if query.order is not HitOrder.FIT:
            ranked.sort(key=lambda one: _by(one[2], query.order), reverse=query.order is HitOrder.DATE)
        hits = tuple(_hit(known.case, query.wanted) for *_, known in ranked[first : first + most])
        return ProblemsFound(len(ranked), hits)

    def _looked_through(self, cases: Sequence[Case]) -> Sequence[_Known]:
        before, self._known = self._known, {}
        for case in cases:
            known = before.get(case.finding.id)
            if known is None or known.case is not case:
                known = _looked_through(case)
            self._known[case.finding.id] = known
        return list(self._known.values())


def _looked_through(case: Case) -> _Known:
    number, said = str(case.finding.number), fold(case.finding.text)
    about = _BETWEEN.join(map(fold, (case.place, case.finding.place, case.code, case.standing.unit)))
    others = map(fold, _fields(case))
    return _Known(case, number, said, about, _BETWEEN.join((number, said, about, *others)))


def _fields(case: Case) -> list[str]:
    """Return what is known of a problem beside its words, as it is written."""
    finding, stand = case.finding, case.standing
    told = [case.place, finding.place, case.code, stand.unit, finding.kind, stand.person, finding.found_by]
    told += [finding.source, stand.state, finding.severity]
    told += [text for event in finding.events for text in (event.said, event.by, event.unit)]
    return list(dict.fromkeys(filter(None, told)))


def _fits(case: Case, query: Query, below: Collection[CriterionId]) -> bool:
    return (
        query.unit in (None, case.standing.unit)
        and query.year in (None, case.finding.found_on.year)
        and (query.item is None or case.finding.item in below)
    )


def _by(known: _Known, order: HitOrder) -> tuple[bool, Key]:
    """Return what a problem is put in order by; what tells nothing comes last."""
    finding = known.case.finding
    match order:
        case HitOrder.NUMBER:
            return False, natural_key(known.number)
        case HitOrder.DATE:
            return False, natural_key(finding.found_on.isoformat())
        case HitOrder.PLACE:
            return not known.case.where, natural_key(known.case.where)
        case _:
            return not known.said, natural_key(finding.text)


def _place(word: str, known: _Known) -> int:
    if word == known.number:
        return _IS_NUMBER
    if word in known.said:
        return _IN_WORDS
    return _ABOUT if word in known.about else _ELSEWHERE


def _hit(case: Case, wanted: Sequence[str]) -> ProblemHit:
    title = words.problem(case.finding.number, " ".join(case.finding.text.split()))
    folded = fold(title)
    missing = [word for word in wanted if word not in folded]
    fields = (" ".join(text.split()) for text in _fields(case)) if missing else ()
    when = words.problem_when(case.finding.source, case.finding.found_on, case.standing.deadline)
    snippet = next((text for text in fields if any(word in fold(text) for word in missing)), when)
    about = "　".join(filter(None, (case.where, case.standing.unit, case.standing.state)))
    return ProblemHit(case.finding.id, Marked(title, marks_in(title, wanted)), _marked(snippet, wanted), about)


def _marked(text: str, wanted: Sequence[str]) -> Marked:
    return Marked(text, marks_in(text, wanted))
