"""How much of what each unit was asked for is there."""

from __future__ import annotations

from msgspec.structs import replace

from build import a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import find_gaps
from evidence.check.shares import Share, shares
from evidence.model import Unit, UnitId, UnitKind
from evidence.snapshot import Snapshot


def of(snapshot: Snapshot) -> dict[str, tuple[int, int]]:
    return {one.unit: (one.needed, one.met) for one in shares(snapshot, find_gaps(snapshot))}


def test_papers_beyond_the_need_count_for_nothing() -> None:
    slot = a_slot(count=1)
    item = an_item("1-1", slot, lead_unit="县教委")
    pieces = [a_piece(arrived=1), a_piece(arrived=2)]
    assert of(a_snapshot([item], pieces, [filed(piece, item, slot) for piece in pieces])) == {"县教委": (1, 1)}


def test_a_joint_duty_counts_for_each_who_has_it() -> None:
    snapshot = a_snapshot([an_item("1-1", a_slot(count=2), lead_unit="县委办、县政府办")])
    units = tuple(Unit(UnitId(name), name, UnitKind.DEPARTMENT) for name in ("县委办", "县政府办"))
    snapshot = replace(snapshot, project=replace(snapshot.project, units=units))
    assert of(snapshot) == {"县委办": (2, 0), "县政府办": (2, 0)}


def test_what_nobody_is_known_to_owe_is_in_no_share() -> None:
    assert of(a_snapshot([an_item("1-1", a_slot(), lead_unit=None)])) == {}


def test_only_who_has_all_has_all() -> None:
    assert Share("县教委", UnitKind.DEPARTMENT, 10_000, 9_999).per_mille == 999
