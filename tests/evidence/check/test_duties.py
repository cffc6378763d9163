"""责任落实: what is signed, out of the gaps and nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from evidence.check.duties import Side, duties, duty_rows, signed_places
from evidence.check.gaps import find_gaps
from evidence.model import Facts, Scope, State
from evidence.rectify.site_table import no_site
from tests.build import TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, filed


def test_each_unit_that_owes_a_paper_has_a_row_and_its_state_is_that_of_the_gap() -> None:
    slot = a_slot("乡镇党政领导责任书", scope=Scope.EACH_TOWNSHIP, kind=None, stage=None)
    item = an_item("1-1", slot, a_slot("工作方案"))
    signed = a_piece("责任书", issuer=TOWNSHIPS[0])
    snapshot = a_snapshot([item], [signed], [filed(signed, item, slot)])
    items = find_gaps(snapshot)
    rows = duty_rows(items, duties(items))
    assert [(row.unit, row.state) for row in rows] == [
        (TOWNSHIPS[0], State.COMPLETE),
        (TOWNSHIPS[1], State.MISSING),
        (TOWNSHIPS[2], State.MISSING),
    ]
    assert rows[0].papers == (signed,)
    assert {row.duty.side for row in rows} == {Side.LEADERS}
    gaps = [row for row in items[0].required if row.slot.id == slot.id]
    assert [row.state for row in gaps] == [row.state for row in rows]


def test_whose_duty_it_is_is_what_the_words_say_and_else_left_open() -> None:
    slots = ("企业主体责任承诺书", "县级领导责任清单", "部门监管责任清单", "责任书")
    items = find_gaps(a_snapshot([an_item("1-1", *(a_slot(name) for name in slots), text="签订责任书。")]))
    assert [duty.side for duty in duties(items)] == [Side.COMPANIES, Side.LEADERS, Side.DEPARTMENTS, Side.OPEN]
    assert [duty.slot.name for duty in duties(items, ["承诺书"])] == ["企业主体责任承诺书"]


def test_proposed_materials_are_nobodys_duty_yet() -> None:
    items = find_gaps(a_snapshot([an_item("1-1", a_slot("责任书", proposed=True))]))
    assert duties(items) == ()


def test_a_place_has_signed_where_a_paper_names_it() -> None:
    slot = a_slot("食品经营企业承诺书", kind=None, stage=None)
    item = an_item("1-1", slot)
    paper = a_piece("承诺书（万家超市）", issuer="万家超市")
    paper = replace(paper, facts=Facts(title="万家 超市食品安全承诺书", year=2023))
    items = find_gaps(a_snapshot([item], [paper], [filed(paper, item, slot)]))
    sites = [replace(no_site(), name=name) for name in ("万家超市", "中心市场")]
    found = signed_places(duty_rows(items, duties(items)), sites)
    assert [(one.site.name, len(one.papers)) for one in found] == [("万家超市", 1), ("中心市场", 0)]


def places(told: list[str], *sites: tuple[str, str]) -> list[tuple[int, int]]:
    """Return how many papers name each place for sure, and how many may; a paper for each title."""
    slot = a_slot("食品经营企业承诺书", kind=None, stage=None, count=9)
    item = an_item("1-1", slot)
    papers = [replace(a_piece(title), facts=Facts(title=title, year=2023)) for title in told]
    items = find_gaps(a_snapshot([item], papers, [filed(paper, item, slot) for paper in papers]))
    known = [replace(no_site(), name=name, township=township) for name, township in sites]
    return [(len(one.papers), len(one.maybe)) for one in signed_places(duty_rows(items, duties(items)), known)]


def test_the_longest_name_is_meant() -> None:
    sites = (("中心小学食堂", "双河镇"), ("栖霞镇中心小学食堂", "栖霞镇"))
    assert places(["栖霞镇中心小学食堂承诺书"], *sites) == [(0, 0), (1, 0)]
    assert places(["双河镇中心小学食堂承诺书"], *sites) == [(1, 0), (0, 0)]
    assert places(["中心小学食堂承诺书"], *sites) == [(0, 1), (0, 0)]


def test_a_name_that_several_places_have_tells_only_with_the_township() -> None:
    sites = (("中心小学食堂", "双河镇"), ("中心小学食堂", "栖霞镇"))
    assert places(["栖霞镇中心小学食堂承诺书"], *sites) == [(0, 0), (1, 0)]
    assert places(["中心小学食堂承诺书"], *sites) == [(0, 1), (0, 1)]


def test_a_paper_of_another_township_may_mean_a_place_of_no_other_name() -> None:
    assert places(["栖霞镇中心小学食堂承诺书"], ("中心小学食堂", "双河镇"), ("万家超市", "栖霞镇")) == [(0, 1), (0, 0)]
    assert places(["栖霞镇中心小学食堂承诺书"], ("中心小学食堂", "双河镇")) == [(0, 1)]
    assert places(["栖霞镇中心小学食堂承诺书"], ("中心小学食堂", "")) == [(1, 0)]
    assert places(["中心小学食堂承诺书"], ("中心小学食堂", "双河镇"), ("万家超市", "栖霞镇")) == [(1, 0), (0, 0)]
