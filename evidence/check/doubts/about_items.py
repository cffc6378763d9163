"""Rules about one item with its papers: years, chain, order of days, levels, the statement of a veto item."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.check.doubts.view import ItemView
from evidence.check.gaps import Requirement
from evidence.complaints import Doubt, Sign, doubt, doubt_without_papers
from evidence.model import Level, Piece, Scope, SlotId, Stage, Years

# More papers from above than of one's own, and at least so many; complaint 12 names no number: a judgement of ours.
LEAST_FROM_ABOVE = 3
MANY_SLOTS = 3  # of one item that one paper fills; 部署、落实、成效 each want a paper of their own (complaint 2)
_ABOVE = frozenset({Level.STATE, Level.PROVINCE, Level.CITY})
_EACH_YEAR = frozenset({Years.EACH_OF_LAST_2, Years.EACH_OF_LAST_3})
_PLAN, _SUMMARY, _STATEMENT = "方案/计划", "总结/报告", "情况说明/证明(盖章)"
_OF_A_PART = ("季度", "月份", "半年", "阶段", "月报", "季报")  # a report on a part of the year may come before a plan


def years_missing(item: ItemView) -> Iterator[Doubt]:
    """Complaint 1: of a material that is asked for each year, some years are there and others are not.

    Of an item that is marked 收齐 nothing need be there.
    """
    by_slot: dict[SlotId, dict[str | None, list[Requirement]]] = {}
    for row in item.gaps.counted:
        if row.slot.years in _EACH_YEAR:
            by_slot.setdefault(row.slot.id, {}).setdefault(row.unit, []).append(row)
    for slot, units in by_slot.items():
        lacking: dict[tuple[int, ...], list[str | None]] = {}
        there: dict[tuple[int, ...], dict[Piece, None]] = {}
        for unit, rows in units.items():
            years = tuple(row.year for row in rows if row.year is not None and not row.have)
            if years and (item.finished or len(years) < len(rows)):
                lacking.setdefault(years, []).append(unit)
                there.setdefault(years, {}).update((piece, None) for row in rows for piece in row.have)
        for years, names in lacking.items():
            told = next(row for rows in units.values() for row in rows).slot
            of_units = [name for name in names if name] if told.scope is not Scope.OWN else []
            params = (("slot", told.name), ("years", "、".join(map(str, years))), ("units", "、".join(of_units)))
            about = "|".join((slot, *map(str, years), *sorted(of_units)))
            shown = [piece.id for piece in there[years]]
            yield doubt_without_papers(Sign.YEARS_MISSING, item.id, shown, params, about)


def only_notices(item: ItemView) -> Iterator[Doubt]:
    """Complaint 2: of a year there are plans and notices, and nothing of what came of them.

    An item whose materials are all of the stage 部署 asks for no more.
    """
    asked = {slot.stage for slot in item.gaps.criterion.required if not slot.proposed and not slot.waived}
    if asked == {Stage.ORDER}:
        return
    orders: dict[int | None, list[Piece]] = {}
    done: set[int | None] = set()
    for piece in item.papers:
        if (piece.facts.stage or _stage_of_slots(item, piece)) is Stage.ORDER:
            orders.setdefault(piece.facts.year, []).append(piece)
        else:
            done.add(piece.facts.year)
    bare = {} if None in done else {year: some for year, some in orders.items() if year not in done}
    if done:
        bare.pop(None, None)
    if bare:
        years = "、".join(str(year) for year in sorted(year for year in bare if year))
        papers = [piece.id for year in bare for piece in bare[year]]
        yield doubt(Sign.ONLY_NOTICES, item.id, papers, (("years", years),))


def in_other_item(item: ItemView) -> Iterator[Doubt]:
    """Complaint 5: a title that speaks of another item, with words that do not stand in this one.

    Nothing is guessed of a paper on which a second person has said whether it fits.
    """
    words = item.project.words
    for piece in item.papers:
        title = None if piece.id in item.judged else piece.facts.title
        if title is not None and (other := words.other_item(title, item.id)) is not None:
            params = (("other", item.project.snapshot.by_id[other].code),)
            yield doubt(Sign.OTHER_ITEM, item.id, [piece.id], params, other)


def fills_many_slots(item: ItemView) -> Iterator[Doubt]:
    """Complaint 6, within one item: one paper stands for several materials."""
    for piece, slots in item.slots_of.items():
        if len(slots) >= MANY_SLOTS:
            yield doubt(Sign.MANY_SLOTS, item.id, [piece], (("count", len(slots)),))


def summary_before_plan(item: ItemView) -> Iterator[Doubt]:
    """Complaint 8, within a chain: the summary of a year is of an earlier day than the first plan of that year."""
    plans: dict[tuple[int, str], Piece] = {}
    summaries: list[tuple[tuple[int, str], Piece]] = []
    for piece in item.papers:
        facts = piece.facts
        if facts.issued_on is None or facts.year is None:
            continue
        if facts.kind == _PLAN:
            chain = (facts.year, _owner(item, piece))
            known = plans.get(chain)
            if known is None or known.facts.issued_on is None or facts.issued_on < known.facts.issued_on:
                plans[chain] = piece
        elif facts.kind == _SUMMARY and not any(part in (facts.title or "") for part in _OF_A_PART):
            summaries.append(((facts.year, _owner(item, piece)), piece))
    for chain, summary in summaries:
        plan = plans.get(chain)
        days = (summary.facts.issued_on, plan.facts.issued_on if plan else None)
        if plan and days[0] and days[1] and days[0] < days[1]:
            params = (("day", days[0].isoformat()), ("plan_day", days[1].isoformat()))
            yield doubt(Sign.SUMMARY_FIRST, item.id, [summary.id, plan.id], params)


def mostly_from_above(item: ItemView) -> Iterator[Doubt]:
    """Complaint 12: more papers from above than of one's own; of unknown level is counted as one's own."""
    above = [piece.id for piece in item.papers if piece.facts.level in _ABOVE]
    own = len(item.papers) - len(above)
    if len(above) >= LEAST_FROM_ABOVE and len(above) > own:
        yield doubt(Sign.MOSTLY_ABOVE, item.id, above, (("above", len(above)), ("own", own)))


def veto_without_statement(item: ItemView) -> Iterator[Doubt]:
    """Complaint 16: a veto item without a statement, or with one that is not known to be sealed."""
    if not item.gaps.criterion.veto:
        return
    statements = [piece for piece in item.papers if piece.facts.kind == _STATEMENT]
    if not statements:
        yield doubt(Sign.NO_STATEMENT, item.id, [piece.id for piece in item.papers])
    elif not any(piece.facts.seal for piece in statements):
        yield doubt(Sign.STATEMENT_UNSEALED, item.id, [piece.id for piece in statements])


def _stage_of_slots(item: ItemView, piece: Piece) -> Stage | None:
    return next((slot.stage for slot in item.slots_of[piece.id] if slot.stage), None)


def _owner(item: ItemView, piece: Piece) -> str:
    """Return whose chain a paper is of: a township's, a department's where each owes one, else the county's own."""
    if item.project.townships and (township := item.project.township_of(piece.facts)):
        return township
    each = any(slot.scope is Scope.EACH_DEPARTMENT for slot in item.slots_of[piece.id])
    return (piece.facts.issuer or piece.facts.unit or "") if each else ""
