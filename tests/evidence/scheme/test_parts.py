"""Items cut and put together, codes that count on, and what a change would do."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from build import a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.gaps import item_gaps
from evidence.errors import RequestError
from evidence.model import State
from evidence.scheme.editing import merged, removed
from evidence.scheme.outlook import Outlook, outlook
from evidence.scheme.parts import Part, codes_from, cut_into, put_together

PLAN, SUMMARY = a_slot("方案"), a_slot("总结")


def test_the_first_part_is_the_item_and_materials_go_where_they_are_put() -> None:
    whole = an_item("1-1", PLAN, SUMMARY)
    parts = [Part("1-1", "甲", "前半", 1.5), Part("1-1b", None, "后半", 0.5)]
    first, second = cut_into(whole, parts, {SUMMARY.id: 1})
    assert first == replace(whole, title="甲", text="前半", points=1.5, required=(PLAN,))
    assert replace(second, id=whole.id) == replace(
        whole, code="1-1b", title=None, text="后半", points=0.5, required=(SUMMARY,)
    )
    assert second.id != whole.id


def test_several_together_ask_for_all_that_each_asks_for() -> None:
    one = an_item("1-1", PLAN, text="前半", lead_unit="县教委")
    other = an_item("1-2", SUMMARY, text="后半", lead_unit="县公安局", points=1.5, key=True)
    whole = put_together([one, other])
    assert (whole.id, whole.code, whole.text, whole.points, whole.key) == (one.id, "1-1", "前半\n后半", 3.5, True)
    assert (whole.lead_unit, whole.support_units) == ("县教委", ("县政府办公室", "县公安局"))
    assert (whole.method, whole.required) == (one.method, (PLAN, SUMMARY))


def test_materials_that_stand_for_each_other_in_one_item_stand_for_none_of_another() -> None:
    either = [a_slot(name, alternative="甲") for name in ("文件", "纪要")]
    ones = [a_slot("台账", alternative="乙"), *(a_slot(name, alternative="甲") for name in ("照片", "截图"))]
    whole = put_together([an_item("1-1", *either), an_item("1-2", *ones)])
    assert [slot.alternative for slot in whole.required] == ["甲", "甲", "乙", "丙", "丙"]
    piece = a_piece()
    snapshot = a_snapshot([whole], [piece], [filed(piece, whole, whole.required[0])])
    assert item_gaps(snapshot, whole).state is State.PARTIAL


@pytest.mark.parametrize(
    ("first", "codes"),
    [("11-1", ("11-1", "11-2", "11-3")), ("1.09", ("1.09", "1.10", "1.11")), ("(9)", ("(9)", "(10)", "(11)"))],
)
def test_codes_count_on(first: str, codes: tuple[str, ...]) -> None:
    assert codes_from(first, 3) == codes


def test_a_code_without_a_number_does_not_count_on() -> None:
    with pytest.raises(RequestError, match="code_counts_not"):
        codes_from("甲", 2)


def test_it_is_told_what_goes_and_where_papers_go() -> None:
    group = a_group("1", "党政同责")
    first, second, third = (an_item(code, parent=group.id) for code in ("1-1", "1-2", "1-3"))
    everywhere, once = a_piece(arrived=1), a_piece(arrived=2)
    filings = [filed(everywhere, first), filed(everywhere, third), filed(once, first)]
    snapshot = a_snapshot([group, first, second, third], [everywhere, once], filings)
    assert outlook(snapshot, removed(snapshot, [first.id])) == Outlook(("1-1",), 0, 1, (6.0, 4.0))
    assert outlook(snapshot, removed(snapshot, [first.id], heir=second.id)) == Outlook(("1-1",), 2, 0, (6.0, 4.0))
    assert outlook(snapshot, merged(snapshot, [first.id, third.id], third)) == Outlook(("1-1",), 1, 0, (6.0, 4.0))
