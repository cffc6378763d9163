"""What knows where papers belong is made anew only when a scheme says something else."""

from __future__ import annotations

from msgspec.structs import replace

from build import a_slot, a_snapshot, an_item
from evidence.placing import Placing


def test_it_is_kept_for_criteria_that_were_read_again_and_say_the_same() -> None:
    snapshot, placing = a_snapshot([an_item("1-1", a_slot())]), Placing()
    first = placing.suggester(snapshot)
    again = replace(snapshot, criteria=(*snapshot.criteria,))
    assert placing.suggester(again) is first
    assert first.criteria is again.criteria  # the next comparison is of one tuple with itself
    changed = replace(snapshot, criteria=(*snapshot.criteria, an_item("1-2")))
    assert placing.suggester(changed) is not first
