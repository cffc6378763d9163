"""Papers go where clerks put papers like them before."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path, PurePosixPath

import pytest

from build import NOON, a_group, a_slot, an_item
from evidence.intake.learned import Filed, Learned, shape
from evidence.model import CriterionId, Facts, PieceId, Project, SchemeFacts, SchemeReading, Suggestion
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace, create_workspace

GROUP = a_group("1", "基础工作")
SCHEDULES = an_item("1-1", a_slot("值班安排表"), parent=GROUP.id, text="应急值守有安排。")
DRILLS = an_item("1-2", a_slot("应急演练记录"), parent=GROUP.id, text="演练有记录。")
READING = SchemeReading(SchemeFacts("细则", None, None, 4.0), (GROUP, SCHEDULES, DRILLS), ())
PROJECT = Project("云岭县", None, 2021, 2023, (), NOON)
A, B = CriterionId("a"), CriterionId("b")
CODES = {A: "1-1", B: "1-2"}


def a_paper(title: str, criterion: CriterionId = A, source: str = "甲/一.docx", *, by_clerk: bool = True) -> Filed:
    return Filed(Facts(title=title, kind="台账/登记表", unit="某局"), PurePosixPath(source), criterion, None, by_clerk)


def proposed(
    learned: Learned, title: str, words: tuple[Suggestion, ...] = (), source: str = "乙/二.docx"
) -> tuple[Suggestion, ...]:
    return learned.applied(words, Facts(title=title, kind="台账/登记表", unit="某局"), PurePosixPath(source))


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    create_workspace(tmp_path / "项目", PROJECT, READING, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as opened:
        yield opened


def arrive(workspace: Workspace, folder: Path, name: str) -> PieceId:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"{path.stem}\n留存备用。", "utf-8")
    taken = workspace.add([path], Accept.CERTAIN, Silent())
    (file,) = taken.files
    assert file.piece is not None
    return file.piece


def items_of(workspace: Workspace, piece: PieceId) -> list[str]:
    snapshot = workspace.snapshot()
    return [snapshot.by_id[filing.criterion].code for filing in snapshot.filings if filing.piece == piece]


def test_after_three_corrections_of_a_series_the_fourth_goes_there(workspace: Workspace, tmp_path: Path) -> None:
    for month in ("1", "2", "3"):
        piece = arrive(workspace, tmp_path / "来件", f"2023年{month}月食品安全值班安排表.txt")
        for code in items_of(workspace, piece):
            workspace.unfile(piece, [code])
        workspace.file(piece, ["1-2"])
    fourth = arrive(workspace, tmp_path / "来件", "2023年4月食品安全值班安排表.txt")
    assert items_of(workspace, fourth) == ["1-2"]


def test_what_was_filed_without_asking_is_no_decision(workspace: Workspace, tmp_path: Path) -> None:
    for month in ("1", "2", "3"):
        arrive(workspace, tmp_path / "来件", f"1-2 2023年{month}月食品安全风险会商备忘录.txt")
    fourth = arrive(workspace, tmp_path / "来件", "2023年4月食品安全风险会商备忘录.txt")
    assert items_of(workspace, fourth) == []
    (best, *_) = workspace.snapshot().suggestions[fourth]
    assert (best.criterion, best.certain) == (DRILLS.id, False)
    assert "同类材料已归 1-2（3 件）" in best.why


def test_one_decision_proposes_and_makes_nothing_certain() -> None:
    (best,) = proposed(Learned([a_paper("2022年值班安排登记表")], CODES), "2023年值班安排登记表")
    assert best.criterion == A
    assert 0.5 < best.confidence < 0.98


def test_three_like_decisions_make_the_next_certain() -> None:
    learned = Learned([a_paper(f"2023年{month}月值班安排登记表") for month in "123"], CODES)
    assert proposed(learned, "2023年4月值班安排登记表")[0].certain


def test_decisions_that_differ_make_nothing_certain() -> None:
    papers = [a_paper(f"2023年{month}月值班安排登记表", A if month != "4" else B) for month in "1234"]
    best = proposed(Learned(papers, CODES), "2023年5月值班安排登记表")[0]
    assert (best.criterion, best.certain) == (A, False)


def test_a_decision_against_the_words_takes_their_certainty() -> None:
    words = (Suggestion(B, None, 0.99, "题名"),)
    found = proposed(Learned([a_paper("2022年值班安排登记表")], CODES), "2023年值班安排登记表", words)
    assert not any(item.certain for item in found)


def test_a_short_title_is_a_series_only_for_its_own_unit() -> None:
    learned = Learned([a_paper("工作总结")] * 3, CODES)
    other = Facts(title="工作总结", kind="台账/登记表", unit="他局")
    assert learned.applied((), other, PurePosixPath("二.docx")) == ()


def test_the_same_folder_speaks_for_its_item_and_says_so() -> None:
    learned = Learned([a_paper(f"登记{name}", source=f"甲/值守/{name}.docx") for name in "天地人"], CODES)
    (best,) = proposed(learned, "全不相干的一份", source="甲/值守/四.docx")
    assert (best.criterion, best.why) == (A, "同文件夹已归 1-1（3 件）")
    assert not best.certain
    assert proposed(learned, "全不相干的一份", source="甲/别处/四.docx") == ()


def test_items_that_are_gone_teach_nothing() -> None:
    assert proposed(Learned([a_paper("值班安排登记表")] * 3, {B: "1-2"}), "值班安排登记表") == ()


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("双河镇2023年第三季度协管员花名册", "协管员花名册"),
        ("青峰乡人民政府2022年第1季度协管员花名册（盖章）", "协管员花名册"),
        ("2023年4月份巡查登记表", "巡查登记表"),
        ("第12期督查通报", "督查通报"),
    ],
)
def test_titles_of_a_series_differ_by_place_and_time_only(title: str, series: str) -> None:
    assert shape(title) == series
