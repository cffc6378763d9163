"""What a paper of an earlier day is made from: what was known on its evening, whatever was written since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, TOWNSHIPS
from evidence import surveying
from evidence.figure_table import new_figure
from evidence.papering import told
from evidence.rates import Rate, Survey, SurveyId, Threshold
from evidence.rectify.papers.span import PaperKind, span_of
from evidence.rectify.papers.stated import Stated
from evidence.rectify.papers.write import lines_of
from evidence.workspace import Workspace
from tests.evidence.intake.conftest import a_workspace

THEN = NOON.date()
LATER = NOON + timedelta(200)


class Clock:
    """What time it is, as a test says."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    with Workspace(a_workspace(tmp_path / "项目", TOWNSHIPS), "王敏", clock, write=True) as workspace:
        yield workspace


def a_survey(key: str, times: str, held: str, value: str = "80") -> Survey:
    return Survey(SurveyId(key), Rate.SATISFACTION, times, held, "电话", "", 1000, Decimal(value))


def as_known(workspace: Workspace, kind: PaperKind, known_on: date | None) -> Stated:
    return told(workspace, span_of(kind, workspace.now, known_on=known_on))


def test_rates_and_what_they_should_reach_are_those_of_the_evening(workspace: Workspace, clock: Clock) -> None:
    first, gone = a_survey("a", "第一次", "2022-03", "71.5"), a_survey("b", "第二次", "2022-09")
    surveying.write(workspace, [first, gone])
    surveying.set_thresholds(workspace, [Threshold(Rate.SATISFACTION, Decimal(70), "省细则")])
    evening = as_known(workspace, PaperKind.MONTH, THEN)
    said = lines_of(evening)
    clock.now = LATER
    third = a_survey("c", "第三次", "2022")
    surveying.write(workspace, [replace(first, value=Decimal(99), scored=True), third], [gone.id])
    surveying.set_thresholds(workspace, [Threshold(Rate.SATISFACTION, Decimal(90), "新细则")])
    surveying.write(workspace, [replace(first, value=Decimal(98))])
    again = as_known(workspace, PaperKind.MONTH, THEN)
    assert again.surveys == evening.surveys == (first, gone)
    assert again.thresholds == evening.thresholds
    assert lines_of(again) == said
    assert as_known(workspace, PaperKind.MONTH, None).thresholds[0].least == 90


def test_key_figures_are_those_of_the_evening_and_what_nobody_kept_is_a_blank(
    workspace: Workspace, clock: Clock
) -> None:
    figure = new_figure("食品抽检批次", THEN.year - 1, Decimal(5230), "批次")
    workspace.figures.write(figure)
    evening = as_known(workspace, PaperKind.WORK, THEN)
    assert "程序没有留下" not in "".join(line for line in lines_of(evening) if "归项" in line)
    clock.now = LATER
    workspace.figures.write(replace(figure, value=Decimal(9999)))
    workspace.figures.write(new_figure("培训人次", THEN.year - 1, Decimal(8888), "人次"))
    said = "\n".join(lines_of(as_known(workspace, PaperKind.WORK, THEN)))
    assert "5230批次" in said
    assert "9999" not in said
    assert "8888" not in said
    assert f"〔待填：截至{THEN.year}年{THEN.month}月{THEN.day}日已归项的{THEN.year - 1}年佐证材料件数" in said


@pytest.mark.parametrize(
    ("held", "day", "is_told"),
    [
        ("2022", date(2022, 9, 30), False),
        ("2022", date(2022, 12, 31), True),
        ("2022-09", date(2022, 9, 29), False),
        ("2022-09", date(2022, 9, 30), True),
        ("2022-02", date(2022, 2, 28), True),
        ("2022-09-12", date(2022, 9, 12), True),
        ("2022-09-12", date(2022, 9, 11), False),
        ("", date(2022, 9, 12), False),
    ],
)
def test_a_survey_is_told_of_a_past_day_only_when_its_time_is_over(
    workspace: Workspace, held: str, day: date, is_told: bool
) -> None:
    surveying.write(workspace, [a_survey("a", "第一次", held)])
    assert bool(told(workspace, span_of(PaperKind.DAILY, workspace.now, day)).surveys) == is_told


def test_what_is_written_down_on_a_day_was_held_by_then(workspace: Workspace) -> None:
    surveying.write(workspace, [a_survey("a", "第一次", f"{THEN.year}")])
    assert as_known(workspace, PaperKind.MONTH, None).surveys
    assert as_known(workspace, PaperKind.MONTH, THEN).surveys


def test_the_note_names_where_rates_and_gaps_come_from(workspace: Workspace) -> None:
    surveying.write(workspace, [a_survey("a", "第一次", "2022")])
    workspace.figures.write(new_figure("食品抽检批次", THEN.year - 1, Decimal(5230), "批次"))
    for kind, more in ((PaperKind.MONTH, ""), (PaperKind.WORK, "、关键数据登记")):
        note = next(line for line in lines_of(as_known(workspace, kind, None)) if line.startswith("注："))
        assert note.endswith(f"、缺项统计、测评情况登记（第一次）{more}。"), note
