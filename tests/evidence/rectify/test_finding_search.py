"""Problems of 整改台账 are found by number, words, place, unit, people and measures."""

from __future__ import annotations

from datetime import date

import pytest

from evidence.findings import Did, Finding
from evidence.model import CriterionId
from evidence.queries import HitOrder, Query, words_of
from evidence.rectify.figures import cases
from evidence.rectify.finding_search import FindingSearch
from tests.build import a_finding, an_event
from tests.effort import effort_of

HANDED_OUT = an_event(Did.HAND_OUT, unit="双河镇", person="李强", deadline=date(2024, 1, 12), said="加装灭蝇灯")
FINDINGS = (
    a_finding(HANDED_OUT, number=1, text="熟食柜没有防蝇罩", place="双河镇农贸市场"),
    a_finding(number=2, text="留样记录不全", place="县第二中学食堂", found_on=date(2023, 11, 2)),
    a_finding(number=12, text="冷藏柜 12 度，\n超过规定", place="城关小学食堂"),
)


def found(text: str, query: Query | None = None, findings: tuple[Finding, ...] = FINDINGS) -> list[int]:
    wanted, unwanted = words_of(text)
    asked = query or Query()
    asked = Query(wanted, unwanted, asked.unit, asked.year, item=asked.item)
    numbers = {one.id: one.number for one in findings}
    return [numbers[hit.finding] for hit in FindingSearch().find(asked, cases(findings), ()).hits]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("留样", [2]),
        ("食堂", [12, 2]),
        ("双河", [1]),
        ("李强", [1]),
        ("灭蝇", [1]),
        ("12度", [12]),
        ("食堂 -城关", [2]),
        ("没有这样的词", []),
        ("", []),
    ],
)
def test_what_was_written_down_is_found(text: str, numbers: list[int]) -> None:
    assert found(text) == numbers


def test_a_number_leads_to_the_problem_that_has_it_first() -> None:
    others = (*FINDINGS, a_finding(number=120, text="第 2 次检查发现过期食品"))
    assert found("2", findings=others)[0] == 2
    assert found("12", findings=others)[0] == 12


def test_unit_and_year_narrow_and_alone_are_a_question() -> None:
    assert found("", Query(unit="双河镇")) == [1]
    assert found("", Query(year=2023)) == [2]
    assert found("食堂", Query(year=2024)) == [12]
    assert found("食堂", Query(item=CriterionId("其他"))) == []


@pytest.mark.parametrize(
    ("order", "numbers"),
    [(HitOrder.NUMBER, [2, 12]), (HitOrder.DATE, [12, 2]), (HitOrder.TITLE, [12, 2]), (HitOrder.PLACE, [2, 12])],
)
def test_what_is_found_stands_in_the_order_that_is_asked_for(order: HitOrder, numbers: list[int]) -> None:
    findings = (FINDINGS[2], FINDINGS[1])
    by_id = {one.id: one.number for one in findings}
    hits = FindingSearch().find(Query(("食堂",), order=order), cases(findings), ()).hits
    assert [by_id[hit.finding] for hit in hits] == numbers


def test_a_hit_says_where_the_words_stand() -> None:
    (hit,) = FindingSearch().find(Query(("灭蝇",)), cases(FINDINGS), ()).hits
    assert hit.title.text == "1　熟食柜没有防蝇罩"
    assert hit.snippet is not None
    assert (hit.snippet.text, hit.snippet.marks) == ("加装灭蝇灯", ((2, 4),))
    assert hit.about == "双河镇农贸市场　双河镇　整改中"


def effort_of_a_look(count: int) -> int:
    """Return what it costs to look through so many problems that were looked through before."""
    many = cases([a_finding(number=number, text=f"第{number}处 留样记录不全") for number in range(1, count + 1)])
    search = FindingSearch()
    search.find(Query(("留样",)), many, ())
    page = search.find(Query(("处留",)), many, (), first=50)
    assert (page.count, len(page.hits)) == (count, 50)
    assert page.hits[0].title.text.endswith("处 留样记录不全")
    return effort_of(lambda: search.find(Query(("处留",)), many, (), first=50))


def test_problems_are_looked_through_in_the_time_of_each() -> None:
    assert effort_of_a_look(2000) < 12 * effort_of_a_look(200)
