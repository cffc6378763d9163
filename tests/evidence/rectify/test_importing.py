"""Tables of problems as offices keep them: what their rows would do, and that nothing is doubled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON, a_finding, a_snapshot, an_event, an_item
from evidence import wording
from evidence.errors import RequestError
from evidence.export.ledger_file import ledger_row, write_ledger
from evidence.findings import Did, Draft, Finding, Severity, SiteId, Source
from evidence.model import Unit, UnitId, UnitKind
from evidence.rectify.columns import OWN, Field, Sheet, chosen, propose, read_sheets
from evidence.rectify.figures import cases
from evidence.rectify.importing import (
    Choices,
    Fate,
    PlannedRow,
    common_causes,
    common_notices,
    drafts_of,
    plan_import,
    proposed_day,
    proposed_source,
)
from evidence.rectify.standing import check, standing
from evidence.scheme.grid import make_grid
from evidence.snapshot import Snapshot

TODAY = NOON.date()
ITEM = an_item("2-1")
HEAD = ("序号", "检查点位", "发现的问题", "问题类别", "整改建议", "责任单位", "完成时限")
BROUGHT = Choices(Source.REHEARSAL, date(2024, 1, 5))
OWN_TABLE = OWN


def snapshot() -> Snapshot:
    found = a_snapshot([ITEM])
    market = Unit(UnitId("1"), "县市场监督管理局", UnitKind.DEPARTMENT, former=("县工商局",))
    return replace(found, project=replace(found.project, units=(market, *found.project.units)))


def a_sheet(*rows: Sequence[str | date], head: Sequence[str] = HEAD, title: str = "") -> Sheet:
    sheet = propose(make_grid("问题清单", [*([[title]] if title else []), list(head), *map(list, rows)]))
    assert sheet is not None
    return sheet


def plan(*rows: Sequence[str | date], head: Sequence[str] = HEAD, choices: Choices = BROUGHT) -> tuple[PlannedRow, ...]:
    return plan_import([a_sheet(*rows, head=head)], "问题.xlsx", choices, (), snapshot())


def told(row: PlannedRow) -> list[str]:
    """Return what is to be known of a row."""
    assert all("{" not in wording.notice(one) for one in row.notices)
    return [one.code.removeprefix("finding_row_") for one in row.notices]


def born(draft: Draft) -> Finding:
    """Return the problem that a draft makes, every event of it checked as in a project."""
    finding = replace(a_finding(found_on=draft.found_on, text=draft.text, place=draft.place), source=draft.source)
    for event in draft.events:
        check(finding, event, TODAY)
        on = event.on or TODAY
        made = an_event(event.did, on, by=event.by, unit=event.unit, person=event.person, deadline=event.deadline)
        finding = replace(finding, events=(*finding.events, replace(made, said=event.said)))
    return finding


def test_the_columns_of_an_office_are_known_by_their_headings() -> None:
    assert a_sheet(title="模拟验收问题清单").fields == (
        Field.NUMBER,
        Field.PLACE,
        Field.TEXT,
        Field.KIND,
        Field.MEASURE,
        Field.UNIT,
        Field.DEADLINE,
    )


def test_a_row_becomes_a_problem_that_is_handed_out() -> None:
    (row,) = plan(["1", "双河镇农贸市场（2-1）", "未公示健康证", "证照公示", "公示", "县工商局", date(2024, 1, 20)])
    (draft,) = drafts_of([row])
    assert (draft.source, draft.found_on, draft.place, draft.item) == (
        Source.REHEARSAL,
        date(2024, 1, 5),
        "双河镇农贸市场",
        ITEM.id,
    )
    now = standing(born(draft))
    assert (now.unit, now.deadline, now.measure) == ("县市场监督管理局", date(2024, 1, 20), "公示")
    assert "问题.xlsx" in draft.origin
    assert told(row) == ["no_hand_out_day"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["1", "农贸市场", "", "证照", "", "", ""], "no_text"),
        (["1", "农贸市场", "未公示", "", "", "教委", date(2024, 1, 20)], "unit_unknown"),
        (["1", "农贸市场", "未公示", "", "", "双河镇、县工商局", date(2024, 1, 20)], "units"),
        (["1", "农贸市场", "未公示", "", "", "某某局、县工商局", date(2024, 1, 20)], "units"),
        (["1", "农贸市场", "未公示", "", "", "双河镇", "立行立改"], "deadline"),
        (["1", "农贸市场", "未公示", "", "", "双河镇", ""], "not_handed_out"),
        (["1", "农贸市场", "未公示", "", "", "双河镇", date(2024, 1, 1)], "deadline_early"),
    ],
)
def test_what_is_to_be_known_of_a_row_is_told(row: list[str | date], code: str) -> None:
    (planned,) = plan(row)
    assert code in told(planned)


def test_a_deadline_in_words_and_a_unit_are_kept_where_nothing_is_handed_out() -> None:
    (row,) = plan(["1", "农贸市场", "未公示", "", "", "双河镇", "立行立改"])
    assert row.draft is not None
    assert "立行立改" in row.draft.origin
    assert "双河镇" in row.draft.origin
    (row,) = plan(["1", "农贸市场", "未公示", "", "", "双河镇", ""], choices=replace(BROUGHT, deadline=TODAY))
    assert row.draft is not None
    assert row.draft.events[0].deadline == TODAY


def test_rows_without_day_or_source_are_not_taken_unless_somebody_says() -> None:
    (row,) = plan(["1", "农贸市场", "未公示", "", "", "", ""], choices=Choices())
    assert (row.fate, told(row)) == (Fate.UNREADABLE, ["no_source", "no_day"])


@pytest.mark.parametrize(
    ("said", "deadline"),
    [
        ("1月15日前", date(2024, 1, 15)),
        ("１．２０", date(2024, 1, 20)),
        ("1-20", date(2024, 1, 20)),
        ("2月底", date(2024, 2, 29)),
        ("2月末前", date(2024, 2, 29)),
        ("2024年2月底前", date(2024, 2, 29)),
        ("1月4日", date(2025, 1, 4)),  # before it was found
        ("1月5日", date(2024, 1, 5)),
        ("请于12月20日前完成", date(2024, 12, 20)),
        ("1月上旬", None),
        ("1月中旬前", None),
        ("13月1日", None),
        ("1月6日至2月3日", None),
        ("12.5%", None),
        ("5个工作日", None),
        ("立行立改", None),
    ],
)
def test_a_deadline_without_a_year_is_read_by_the_day_found_and_is_to_be_checked(
    said: str, deadline: date | None
) -> None:
    (row,) = plan(["1", "农贸市场", "未公示", "", "", "双河镇", said])
    assert row.draft is not None
    assert (row.draft.events[0].deadline if row.draft.events else None) == deadline
    assert ("deadline_taken" if deadline else "deadline") in told(row)
    assert said in row.draft.origin


def test_that_days_of_handing_out_are_supposed_is_said_once() -> None:
    late = ["2", "超市", "有蝇虫", "", "", "双河镇", date(2024, 1, 6)]
    rows = plan(["1", "农贸市场", "未公示", "", "", "双河镇", date(2024, 1, 20)], late)
    assert [row.own_notices for row in rows] == [(), ()]
    (notice,) = common_notices(rows)
    assert "2 个问题" in wording.notice(notice)
    assert "{" not in wording.notice(notice)
    assert common_notices(plan(["1", "农贸市场", "未公示", "", "", "", ""])) == ()


def test_what_keeps_all_rows_out_is_said_once_with_what_to_do() -> None:
    bare = ["1", "农贸市场", "未公示", "", "", "", ""]
    causes = common_causes(plan(bare, bare, choices=Choices()))
    assert [one.code for one in causes] == ["finding_rows_no_source", "finding_rows_no_day"]
    assert all("2 行" in wording.notice(one) for one in causes)
    assert common_causes(plan(bare, ["2", "超市", "", "证照", "", "", ""])) == ()
    assert common_causes(plan(bare)) == ()


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("检查时间：2024年1月3日至5日", date(2024, 1, 5)),
        ("检查时间：2023年12月30日-2024年1月2日", date(2024, 1, 2)),
        ("督查日期: 2024-1-3", date(2024, 1, 3)),
        ("暗访时间 2023年12月30日—1月2日", date(2024, 1, 2)),
        ("填报日期：2024年1月5日", None),
        ("检查时间：2025年1月3日", None),  # still to come
        ("检查时间：2024年1月3日至45日", None),
        ("", None),
    ],
)
def test_the_day_of_the_inspection_above_the_header_is_proposed(title: str, day: date | None) -> None:
    assert proposed_day([a_sheet(title=title)], TODAY) == day
    with_days = a_sheet(head=("发现日期", "发现的问题"), title=title)
    assert proposed_day([with_days], TODAY) is None


def test_the_title_tells_the_source() -> None:
    assert proposed_source([a_sheet(title="云岭县模拟验收反馈问题")], "表1.xlsx") is Source.REHEARSAL
    assert proposed_source([a_sheet()], "省第三方暗访.xlsx") is Source.THIRD_PARTY
    assert proposed_source([a_sheet()], "表1.xlsx") is None


def test_a_header_of_two_rows_is_read_as_one() -> None:
    top = ["序号", "问题描述", "整改", "", "复查", ""]
    values = [["模拟验收问题"], top, ["", "", "单位", "时限", "人员", "结果"], ["1", "未公示", "双河镇", TODAY, "", ""]]
    over = [((0, 0), (0, 5)), ((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 2), (1, 3)), ((1, 4), (1, 5))]
    sheet = propose(make_grid("问题", values, over))
    assert sheet is not None
    assert sheet.heads == ("序号", "问题描述", "整改单位", "整改时限", "复查人员", "复查结果")
    (row,) = plan_import([sheet], "表.xlsx", BROUGHT, (), snapshot())
    assert (row.text, row.unit) == ("未公示", "双河镇")


def test_rows_that_are_none_are_passed_over() -> None:
    rows = [HEAD, ["4", "", "", "", "", "", ""], ["合计", "", "12", "", "", "", ""], ["", "", "", "", "", "", ""]]
    assert [(row.fate, row.text, drafts_of([row])) for row in plan(*rows)] == [(Fate.PASSED_OVER, "合计  12", ())]


@pytest.mark.parametrize("text", ["审核把关不严", "填报不及时", "制表不规范", "合计金额不符", "签字不全"])
def test_a_problem_that_begins_like_a_remark_is_one(text: str) -> None:
    head = ("问题描述", "责任单位", "完成时限")
    (row,) = plan([text, "双河镇", date(2024, 1, 20)], head=head)
    assert (row.fate, row.text) == (Fate.NEW, text)
    (row,) = plan(["1", text], head=("序号", "问题描述"))
    assert row.fate is Fate.NEW


@pytest.mark.parametrize(
    "cells", [["审核：王敏", "", "2024-01-20"], ["注：以上问题", "", ""], ["合计（条）", "12", ""]]
)
def test_a_row_that_is_passed_over_is_told_with_its_place(cells: list[str]) -> None:
    (row,) = plan(cells, head=("问题描述", "责任单位", "完成时限"))
    assert (row.fate, row.draft) == (Fate.PASSED_OVER, None)
    assert row.text.startswith(cells[0])
    assert row.place


def test_who_and_when_may_stand_in_columns_of_their_own() -> None:
    """Their days are taken as they are told: none is said to lack, and none is taken for today."""
    head = (
        "问题描述",
        "责任单位",
        "责任人",
        "整改时限",
        "整改情况",
        "整改人",
        "整改完成时间",
        "复查人员",
        "复查时间",
        "复查结果",
        "是否销号",
    )
    cells = [
        "未公示",
        "双河镇",
        "陈立",
        date(2024, 1, 20),
        "已整改",
        "李强",
        "2024年1月6日",
        "赵琳",
        "2024-01-07",
        "合格",
        "是",
    ]
    (row,) = plan(cells, head=head)
    assert row.draft is not None
    assert [(one.did, one.on, one.by) for one in row.draft.events[1:]] == [
        (Did.RECTIFY, date(2024, 1, 6), "李强"),
        (Did.PASS, date(2024, 1, 7), "赵琳"),
    ]
    assert not {"no_rectified_day", "no_check_day", "no_checker"} & {*told(row)}
    cells[8] = "上周三"
    (row,) = plan(cells, head=head)
    assert {"day", "no_check_day"} <= {*told(row)}


def test_who_checked_and_when_may_share_a_heading_of_two_rows() -> None:
    top = ["问题描述", "责任单位", "整改时限", "整改情况", "复查", "", ""]
    cells = ["未公示", "双河镇", date(2024, 1, 20), "已整改", "赵琳", "2024-01-07", "合格"]
    values = [["模拟验收问题"], top, ["", "", "", "", "人", "日期", "结果"], cells]
    over = [((0, 0), (0, 6)), *(((1, at), (2, at)) for at in range(4)), ((1, 4), (1, 6))]
    sheet = propose(make_grid("问题", values, over))
    assert sheet is not None
    (row,) = plan_import([sheet], "表.xlsx", BROUGHT, (), snapshot())
    assert row.draft is not None
    assert [(one.did, one.on, one.by) for one in row.draft.events[-1:]] == [(Did.PASS, date(2024, 1, 7), "赵琳")]


CLOSING = ("问题描述", "责任单位", "责任人", "整改时限", "整改情况", "整改人", "复查人/日期", "复查结果", "是否销号")


@pytest.mark.parametrize(
    ("done", "by", "check_by", "result", "closed", "state"),
    [
        ("已整改", "李强", "赵琳 2024-01-07", "通过", "是", "已销号"),
        ("已整改", "", "赵琳 2024-01-07", "合格", "已销号", "已销号"),
        ("已整改", "李强", "李强 2024-01-07", "通过", "是", "待复查"),
        ("已整改", "李强", "", "", "是", "待复查"),
        ("已整改", "李强", "赵琳 2024-01-07", "不通过", "否", "整改中"),
        ("正在采购", "", "", "", "否", "整改中"),
        ("未整改", "", "", "", "", "整改中"),
        ("整改完成", "李强", "", "", "", "待复查"),
        ("已整改", "李强", "赵琳 2023-12-01", "通过", "是", "整改中"),
        ("已下发责令整改通知书", "", "", "", "", "整改中"),
        ("已要求整改", "", "", "", "否", "整改中"),
        ("已督促整改", "", "", "", "", "整改中"),
        ("已制定整改方案", "", "", "", "", "整改中"),
        ("已制定整改方案，已落实", "", "", "", "", "整改中"),
        ("已整改，其余正在整改", "", "", "", "", "整改中"),
        ("正在采购", "李强", "", "", "", "整改中"),
        ("", "李强", "", "", "", "整改中"),
        ("", "李强 2024-01-06", "", "", "", "待复查"),
        ("正在整改", "李强 2024-01-06", "", "", "", "整改中"),
        ("已立行立改", "", "", "", "", "待复查"),
        ("已整改，未发现新问题", "", "", "", "", "待复查"),
        ("已完成", "", "", "", "", "待复查"),
        ("整改到位。", "", "", "", "", "待复查"),
        ("已整改", "李梅", "赵琳 2024-01-07", "复查合格，未发现新问题", "是", "已销号"),
        ("已整改", "李梅", "赵琳 2024-01-07", "复查合格，未发现新问题", "", "已销号"),
        ("已整改", "李梅", "赵琳 2024-01-07", "合格", "否", "待复查"),
        ("已整改", "李梅", "赵琳 2024-01-07", "未到位", "是", "待复查"),
        ("已整改", "李梅", "赵琳 2024-01-07", "合格，台账尚不完整", "是", "待复查"),
        ("已整改", "李梅", "赵琳 2024-01-07", "未整改", "", "整改中"),
        ("已整改", "李梅", "李强", "通过", "是", "待复查"),
        ("已整改", "李梅", "双河镇", "通过", "是", "待复查"),
        ("已整改", "李梅", "待定", "通过", "是", "待复查"),
    ],
)
def test_a_problem_is_only_as_far_as_its_row_shows(
    done: str, by: str, check_by: str, result: str, closed: str, state: str
) -> None:
    cells = ["未公示", "双河镇", "李强", date(2024, 1, 20), done, by, check_by, result, closed]
    (row,) = plan(cells, head=CLOSING)
    assert row.draft is not None
    assert standing(born(row.draft)).state == state


@pytest.mark.parametrize(
    ("done", "result", "closed", "code"),
    [
        ("已下发责令整改通知书", "", "", "not_done"),
        ("已整改", "合格", "否", "contradicts"),
        ("已整改", "不合格", "是", "contradicts"),
        ("正在采购", "", "", "only_name"),
    ],
)
def test_what_a_row_does_not_say_for_sure_is_told(done: str, result: str, closed: str, code: str) -> None:
    (row,) = plan(["未公示", "双河镇", "李强", TODAY, done, "李梅", "赵琳 2024-01-07", result, closed], head=CLOSING)
    assert code in told(row)


def test_the_same_table_again_brings_nothing() -> None:
    rows = [["1", "农贸市场", "未公示", "", "", "", ""], ["2", "农贸市场", "未公示", "", "", "", ""]]
    (first, second) = (row.draft for row in plan(*rows))
    assert first is not None
    assert second is not None, "the same twice in one table is two problems"
    known = [replace(born(first), number=7), replace(born(second), number=8)]
    again = plan_import([a_sheet(*rows)], "问题.xlsx", BROUGHT, known, snapshot())
    assert [(row.fate, row.number) for row in again] == [(Fate.KNOWN, 7), (Fate.KNOWN, 8)]
    more = plan_import([a_sheet(*rows, rows[0])], "问题.xlsx", BROUGHT, known, snapshot())
    assert [row.fate for row in more] == [Fate.KNOWN, Fate.KNOWN, Fate.NEW]


LEDGER = (
    a_finding(number=1, severity=Severity.GRAVE, item=ITEM, photos=()),
    a_finding(an_event(said="公示"), number=2, text="-后厨有蝇虫。\n地面有积水"),
    a_finding(an_event(), an_event(Did.RECTIFY), number=3),
    a_finding(an_event(), an_event(Did.RECTIFY), an_event(Did.PASS, date(2024, 1, 4), said="属实"), number=4),
    a_finding(an_event(), an_event(Did.RECTIFY), an_event(Did.FAIL), number=5, place="", text="=1+1"),
    a_finding(an_event(), *(an_event(did) for did in (Did.RECTIFY, Did.FAIL, Did.RECTIFY)), number=6, text="灯具无罩"),
)
BACK = a_finding(
    an_event(),
    an_event(Did.RECTIFY, said="已公示"),
    an_event(Did.PASS, said="属实"),
    an_event(Did.REOPEN, date(2024, 1, 4), said="又没有公示"),
)


def test_one_that_came_back_still_tells_how_it_was_put_right_before() -> None:
    (told,) = map(ledger_row, cases([BACK]))
    assert told[Field.PROGRESS] == "又没有公示；反弹前：已公示"
    assert told[Field.RECTIFIED] == "李强 2024-01-03（已反弹）"
    assert told[Field.CHECK] == "赵琳 2024-01-03（已反弹）"
    assert told[Field.RESULT] == "通过（已反弹）；属实"
    assert told[Field.CLOSED] == "否"
    once_more = replace(BACK, events=(*BACK.events, an_event(Did.RECTIFY, date(2024, 1, 5), by="陈立", said="换新")))
    (told,) = map(ledger_row, cases([once_more]))
    assert (told[Field.PROGRESS], told[Field.RECTIFIED], told[Field.CHECK]) == ("换新", "陈立 2024-01-05", "")


def test_what_was_in_vain_is_not_taken_for_done(tmp_path: Path) -> None:
    path = tmp_path / "整改台账.xlsx"
    again = replace(BACK, events=(*BACK.events, an_event(on=date(2024, 1, 5), deadline=date(2024, 1, 20))))
    write_ledger(path, cases([again]), snapshot(), "1")
    (draft,) = drafts_of(plan_import(read_sheets(path), path.name, Choices(), (), snapshot()))
    now = standing(born(draft))
    assert (now.state, now.deadline, now.progress) == ("整改中", date(2024, 1, 20), "又没有公示")
    (row,) = plan_import(read_sheets(path), path.name, Choices(), [again], snapshot())
    assert (row.fate, row.notices) == (Fate.KNOWN, ())


def test_our_own_ledger_comes_back_without_doubling(tmp_path: Path) -> None:
    path = tmp_path / "整改台账.xlsx"
    write_ledger(path, cases(LEDGER), snapshot(), "1")
    sheets = read_sheets(path)
    assert [sheet.fields for sheet in sheets] == [OWN_TABLE]
    amended = [replace(one, text="另有说法") for one in LEDGER]
    plan = plan_import(sheets, path.name, Choices(), amended, snapshot())
    assert [(row.fate, row.number) for row in plan] == [(Fate.KNOWN, number) for number in range(1, 7)]


def test_our_own_ledger_filled_in_by_a_unit_is_told_to_be_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "整改台账.xlsx"
    write_ledger(path, cases(LEDGER), snapshot(), "1")
    plan = plan_import(read_sheets(path), path.name, Choices(), LEDGER, snapshot())
    assert [row.notices for row in plan] == [()] * len(LEDGER), "what says the same is of no account"
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    (row,) = (cells for cells in page.iter_rows() if cells[0].value in (2, "2"))
    page.cell(row[0].row or 0, OWN_TABLE.index(Field.PROGRESS) + 1, "已清扫，已整改")
    page.cell(row[0].row or 0, OWN_TABLE.index(Field.RECTIFIED) + 1, "李强 2024-01-06")
    book.save(path)
    plan = plan_import(read_sheets(path), path.name, Choices(), LEDGER, snapshot())
    assert [told(row) for row in plan] == [[], ["differs"], [], [], [], []]
    assert drafts_of(plan) == ()
    said = wording.notice(plan[1].notices[0])
    assert "整改情况“已清扫，已整改”" in said
    assert "整改人/日期“李强 2024-01-06”" in said


def test_our_own_ledger_calls_places_and_items_as_they_are_today(tmp_path: Path) -> None:
    path, site = tmp_path / "整改台账.xlsx", SiteId("s")
    ledger = [a_finding(site=site, item=ITEM)]
    write_ledger(path, cases(ledger, None, {site: "新市场"}, {ITEM.id: "3-1"}), snapshot(), "1")
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert "新市场（3-1）" in [row[OWN_TABLE.index(Field.PLACE)] for row in rows]


def test_our_own_ledger_tells_another_project_the_same(tmp_path: Path) -> None:
    path = tmp_path / "整改台账.xlsx"
    write_ledger(path, cases(LEDGER), snapshot(), "1")
    drafts = drafts_of(plan_import(read_sheets(path), path.name, Choices(), (), snapshot()))
    assert [one.text for one in drafts] == [one.text for one in LEDGER]
    there = [standing(born(draft)) for draft in drafts]
    here = [standing(one) for one in LEDGER]
    for field in ("state", "unit", "deadline", "rectified_on", "rectified_by", "closed_on", "measure", "result"):
        assert [getattr(one, field) for one in there] == [getattr(one, field) for one in here], field


SAID = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]) | st.sampled_from("\n：；（）　0-"),
    max_size=30,
).map(str.strip)


@settings(deadline=None, max_examples=25)
@example([(1, "王敏", "2024-01-04 王敏：后厨整洁\n2024-01-04 赵琳：属实"), (0, "李敏", "一\n\n　二")])
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["王敏", "李敏、王敏", "赵琳"]), SAID), max_size=4))
def test_looks_come_back_from_our_own_ledger_as_they_were(looks: list[tuple[int, str, str]]) -> None:
    passed = next(one for one in LEDGER if standing(one).closed_on is not None)
    day = passed.events[-1].on
    events = [*passed.events]
    for later, by, said in looks:
        day += timedelta(days=later)
        events.append(replace(an_event(Did.LOOK_BACK, min(day, TODAY), by=by), said=said))
    here = replace(passed, events=tuple(events))
    with TemporaryDirectory() as folder:
        path = Path(folder, "整改台账.xlsx")
        write_ledger(path, cases([here]), snapshot(), "1")
        sheets = read_sheets(path)
    (row,) = plan_import(sheets, "整改台账.xlsx", Choices(), (), snapshot())
    assert "looks" not in told(row)
    assert row.draft is not None
    there = [(one.on, one.by, one.said) for one in born(row.draft).events if one.did is Did.LOOK_BACK]
    assert there == [(one.on, one.by, one.said) for one in here.events if one.did is Did.LOOK_BACK]
    (again,) = plan_import(sheets, "整改台账.xlsx", Choices(), [here], snapshot())
    assert (again.fate, again.notices) == (Fate.KNOWN, ())


@pytest.mark.parametrize(
    ("cell", "taken", "told_of"),
    [
        ("仍合格2次，最近 王敏 2024-01-05", ["王敏"], ["looks"]),  # as tables told it once
        ("仍合格1次，最近 王敏 2024-01-05", ["王敏"], []),
        ("仍合格1次\n2024-01-05 李强", [], ["looks"]),  # who put it right
        ("仍合格1次\n2024-13-05 王敏", [], ["looks", "look_unread"]),
        ("仍合格3次", [], ["looks"]),
        ("下月再看", [], ["look_unread"]),
        ("—", [], []),
        ("仍合格 2 次\r\n2024/1/5 王敏：整洁\r\n2024年1月6日 赵琳", ["王敏", "赵琳"], []),  # typed again in Excel
        ("2024.1.5王敏:整洁", ["王敏"], []),
        ("仍合格1次\n2024-01-05 王敏\n2024-01-06 赵琳", ["王敏", "赵琳"], []),  # a line more, not counted
        ("仍合格2次\n2024-01-05 王敏\n2024/1/6", ["王敏"], ["looks", "look_unread"]),
    ],
)
def test_a_look_that_cannot_be_taken_is_told(cell: str, taken: list[str], told_of: list[str]) -> None:
    head = (*HEAD, "派发日期", "整改人/日期", "复查人/日期", "复查结果", "是否销号", "回头看")
    done = ("2024-01-02", "李强 2024-01-03", "赵琳 2024-01-04", "通过", "是")
    first = ("1", "万家超市", "未公示", "", "", "双河镇", "2024-01-20")
    (row,) = plan((*first, *done, cell), head=head, choices=Choices(Source.DAILY, date(2024, 1, 2)))
    assert row.draft is not None
    assert [one.by for one in row.draft.events if one.did is Did.LOOK_BACK] == taken
    assert told(row) == told_of
    assert "\r" not in "".join(one.said for one in row.draft.events)


def test_looks_at_what_cannot_be_handed_out_are_told() -> None:
    """They went without a word: the row had no unit, or its deadline was over before."""
    head = (*HEAD, "派发日期", "回头看")
    said = "仍合格1次\n2024-01-05 王敏"
    choices = Choices(Source.DAILY, date(2024, 1, 2))
    for unit, deadline in (("", ""), ("双河镇", "2024-01-01")):
        (row,) = plan(
            ("1", "万家超市", "未公示", "", "", unit, deadline, "2024-01-02", said), head=head, choices=choices
        )
        assert row.draft is not None
        assert row.draft.events == ()
        assert "looks" in told(row)


@pytest.mark.parametrize(
    ("cell", "told_of"), [("仍合格 9 次", "仍合格9次"), ("2024/1/7 陈晨", "陈晨 2024-01-07"), ("下月再看", "下月再看")]
)
def test_looks_that_the_ledger_does_not_have_are_told_of_a_known_row(cell: str, told_of: str) -> None:
    known = LEDGER[0]
    head = (*HEAD, "登记编号", "回头看")
    row = ("1", known.place, known.text, "", "", "", "", known.id[:12], cell)
    (again,) = plan_import([a_sheet(row, head=head)], "表.xlsx", BROUGHT, LEDGER, snapshot())
    assert again.fate is Fate.KNOWN
    assert told_of in str(dict(again.notices[0].params)["told"])


def test_a_column_can_be_chosen_by_letter_or_heading() -> None:
    (sheet,) = chosen([a_sheet()], ["Ｄ=问题描述", "完成时限＝不采用"])
    assert (sheet.fields[3], sheet.fields[2], sheet.fields[6]) == (Field.TEXT, None, None)
    for choice, code in (
        ("Z=问题描述", "findings_column_unknown"),
        ("A=什么", "findings_use_unknown"),
        ("C=不采用", "findings_no_text_column"),
        ("整改建议", "map_malformed"),
        ("整改建议=", "map_malformed"),
    ):
        with pytest.raises(RequestError, match=code):
            chosen([a_sheet()], [choice])


@pytest.mark.parametrize("name", ["没有.xlsx", "空.xlsx", "通讯录.xlsx"])
def test_what_is_no_table_of_problems_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "空.xlsx").touch()
    book = openpyxl.Workbook()
    book.worksheets[0].append(["单位", "联络员", "电话"])
    book.save(tmp_path / "通讯录.xlsx")
    with pytest.raises(RequestError) as refused:
        read_sheets(tmp_path / name)
    assert name in wording.sentence(refused.value)


CELL = st.sampled_from(
    [
        "",
        "是",
        "未整改",
        "已整改",
        "立行立改",
        "2024-01-06",
        "2024年1月9日前",
        "2024-13-40",
        "李强 2024-01-07",
        "赵琳",
        "双河镇",
    ]
) | st.text(max_size=8)


@example(
    [
        [
            "",
            "",
            "",
            "",
            "未公示",
            "",
            "",
            "双河镇",
            "（）",
            "2024-01-20",
            "已整改",
            *[""] * 8,
            "2023-01-06",
            "\x1b",
            "",
            "",
        ]
    ]
)
@given(st.lists(st.lists(CELL, min_size=len(Field), max_size=len(Field)), max_size=4))
def test_any_row_gives_a_life_that_can_be(rows: list[list[str]]) -> None:
    sheet = a_sheet(*rows, head=[*Field])
    for draft in drafts_of(plan_import([sheet], "表.xlsx", BROUGHT, (), snapshot())):
        born(draft)
