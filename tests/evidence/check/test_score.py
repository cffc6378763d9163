"""What gaps may cost, and why a dossier is not ready."""

from __future__ import annotations

import pytest

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.impact import Impact
from evidence.check.score import gate, score, totals, unit_cost
from evidence.export import overview_phrases
from evidence.export.gap_tables import gap_summary
from evidence.model import Criterion, Flag, Rule, Scope
from evidence.snapshot import Snapshot


def half_done(rule: Rule | None, *, veto: bool = False, bonus: bool = False) -> tuple[Criterion, Snapshot]:
    """Return an item of 2 points whose one slot has one of two pieces."""
    slot = a_slot(count=2)
    item = an_item("1-1", slot, rule=rule, points=2.0, veto=veto, bonus=bonus)
    piece = a_piece()
    return item, a_snapshot([item], [piece], [filed(piece, item, slot)])


@pytest.mark.parametrize(
    ("rule", "lost"),
    [(Rule.ALL_OR_NOTHING, 2.0), (Rule.GRADED, 1.0), (Rule.PER_FINDING, 1.0), (Rule.RATIO, 1.0), (None, 1.0)],
)
def test_half_of_the_material_costs_what_the_rule_says(rule: Rule | None, lost: float) -> None:
    _, snapshot = half_done(rule)
    (item,) = find_gaps(snapshot)
    assert Impact(item).loss == lost
    assert score([item]).points == 2.0 - lost


def test_bonus_is_neither_in_the_total_nor_lost() -> None:
    _, snapshot = half_done(Rule.BONUS, bonus=True)
    found = score(find_gaps(snapshot))
    assert (found.total, found.lost) == (0.0, 0.0)


def test_a_veto_item_without_its_material_is_named() -> None:
    item, snapshot = half_done(Rule.VETO, veto=True)
    assert score(find_gaps(snapshot)).veto == (item.code,)


def test_the_percentage_is_of_needed_pieces() -> None:
    _, snapshot = half_done(Rule.GRADED)
    found = totals(find_gaps(snapshot))
    assert (found.items, found.partial, found.percent) == (1, 1, 50.0)


def test_a_complete_dossier_passes_the_gate() -> None:
    slot = a_slot()
    item = an_item("1-1", slot)
    piece = a_piece()
    snapshot = a_snapshot([item], [piece], [filed(piece, item, slot)])
    assert gate(snapshot, find_gaps(snapshot)) == ()


def test_the_gate_names_the_gravest_reason_first() -> None:
    draft_slot = a_slot()
    items = [
        an_item("1-1", a_slot(), veto=True),
        an_item("1-2", a_slot(), key=True),
        an_item("1-3", draft_slot),
    ]
    draft, loose = a_piece(flags={Flag.DRAFT}), a_piece(arrived=2)
    snapshot = a_snapshot(items, [draft, loose], [filed(draft, items[2], draft_slot)])
    reasons = gate(snapshot, find_gaps(snapshot))
    assert [(reason.code, reason.count, reason.codes) for reason in reasons] == [
        ("gate_veto", 1, ("1-1",)),
        ("gate_key", 1, ("1-2",)),
        ("gate_items", 1, ("1-3",)),
        ("gate_defects", 1, ("1-3",)),
        ("gate_unsorted", 1, ()),
    ]


def test_a_unit_may_cost_what_its_own_papers_do() -> None:
    slot = a_slot(scope=Scope.EACH_TOWNSHIP)
    items = [an_item("1-1", slot, points=3.0), an_item("1-2", a_slot(), points=2.0)]
    piece = a_piece(issuer="双河镇人民政府")
    gaps = find_gaps(a_snapshot(items, [piece], [filed(piece, items[0], slot)]))
    costs = [unit_cost(gaps, unit) for unit in ("双河镇", "石坪镇", "县食药安办")]
    assert costs == [0.0, 1.0, 2.0]


def test_who_lacks_a_piece_of_many_has_not_all() -> None:
    slot = a_slot(count=3000)
    item = an_item("1-1", slot)
    pieces = [a_piece(arrived=number) for number in range(2999)]
    found = totals(find_gaps(a_snapshot([item], pieces, [filed(piece, item, slot) for piece in pieces])))
    assert (found.per_mille, found.percent) == (999, 99.9)
    assert "到位率99.9%" in gap_summary(find_gaps(a_snapshot([item], pieces, [filed(p, item, slot) for p in pieces])))
    assert overview_phrases.share(2999, 3000) == "99.9%"


def test_where_nothing_is_needed_nothing_is_there() -> None:
    assert totals(()).percent == 0.0
