"""What came of what a unit was asked for."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import NOON, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.chases import Chase, ChaseId
from evidence.check.debts import debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.check.owing import asked_of, what_came_after


@pytest.mark.parametrize(("arrived", "closed", "left"), [(2, [], ["文件甲"]), (3, [], [])])
def test_what_is_left_to_an_alternative_is_open_until_that_is_there(
    arrived: int, closed: list[str], left: list[str]
) -> None:
    one, other = (a_slot(f"文件{name}", alternative="一", count=count) for name, count in (("甲", 2), ("乙", 3)))
    item = an_item("1-1", one, other, lead_unit="县教委")
    before = a_snapshot([item])
    chase = Chase(
        ChaseId("一"), "县教委", "督办单", None, NOON, None, "王敏",
        asked_of(debts_by_unit(before, find_gaps(before))["县教委"]), NOON,
    )  # fmt: skip
    pieces = tuple(a_piece(arrived=at) for at in range(arrived))
    now = replace(before, pieces=pieces, filings=tuple(filed(piece, item, other) for piece in pieces))
    (after,) = what_came_after(now, find_gaps(now), [chase], [])
    assert [[asked.material for asked in some] for some in (after.closed, after.left)] == [closed, left]
