"""关键数据表: what it holds is told beside the papers that say the same, and those that say otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, TOWNSHIPS
from evidence.check.figures import places_by_figure
from evidence.errors import RequestError
from evidence.figure_table import new_figure
from evidence.key_figures import KeyFigure
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.intake.conftest import a_workspace

REPORT = "云岭县2023年食品安全工作总结\n2023年，全县食品抽检批次达到5230批次。\n云岭县食药安办\n2024年1月8日"
OTHER = "关于2023年抽检情况的报告\n全年食品抽检批次5203批次，比上年多。\n县市场监督管理局\n2023年12月30日"
TOWNSHIP = "双河镇2023年食品安全工作总结\n食品抽检批次120批次。\n双河镇人民政府\n2023年12月30日"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(a_workspace(tmp_path / "项目", TOWNSHIPS), "王敏", lambda: NOON, write=True) as workspace:
        yield workspace


Deliver = Callable[..., None]


@pytest.fixture
def deliver(workspace: Workspace, tmp_path: Path) -> Deliver:
    """Take texts in, each under its name."""

    def deliver(**texts: str) -> None:
        folder = tmp_path / "收件"
        folder.mkdir(exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, "utf-8")
        workspace.add([folder], Accept.NONE, Silent())

    return deliver


def a_figure(value: str = "5230", *, name: str = "食品抽检批次", year: int = 2023) -> KeyFigure:
    return new_figure(name, year, Decimal(value), "批次", "县市场监管局")


def told(workspace: Workspace) -> list[tuple[str, bool]]:
    snapshot = workspace.snapshot()
    (figure,) = snapshot.key_figures
    found = places_by_figure(snapshot)[figure.id]
    return sorted((snapshot.originals[p.mention.original].name, p.agrees) for p in found)


def test_papers_that_were_there_before_a_figure_are_told(workspace: Workspace, deliver: Deliver) -> None:
    deliver(总结=REPORT, 报告=OTHER.replace("，比上年多", ""))
    workspace.figures.write(a_figure())
    assert told(workspace) == [("总结.txt", True), ("报告.txt", False)]


def test_papers_that_come_after_a_figure_are_told(workspace: Workspace, deliver: Deliver) -> None:
    workspace.figures.write(a_figure())
    deliver(总结=REPORT)
    assert told(workspace) == [("总结.txt", True)]


def test_a_townships_own_figure_contradicts_nothing(workspace: Workspace, deliver: Deliver) -> None:
    workspace.figures.write(a_figure())
    deliver(乡镇=TOWNSHIP)
    assert told(workspace) == []


def test_another_value_makes_other_papers_agree(workspace: Workspace, deliver: Deliver) -> None:
    deliver(总结=REPORT)
    figure = a_figure("5231")
    workspace.figures.write(figure)
    assert told(workspace) == [("总结.txt", False)]
    workspace.figures.write(replace(figure, value=Decimal(5230)))
    assert told(workspace) == [("总结.txt", True)]


def test_another_name_is_looked_for_anew(workspace: Workspace, deliver: Deliver) -> None:
    deliver(总结=REPORT)
    figure = a_figure(name="监督抽检批次")
    workspace.figures.write(figure)
    assert told(workspace) == []
    workspace.figures.write(replace(figure, name="食品 抽检批次"))
    assert told(workspace) == [("总结.txt", True)]


def test_steps_are_taken_back_and_done_again(workspace: Workspace, deliver: Deliver) -> None:
    deliver(总结=REPORT)
    figure = a_figure()
    workspace.figures.write(figure)
    workspace.figures.write(replace(figure, value=Decimal(1)))
    workspace.undo()
    assert told(workspace) == [("总结.txt", True)]
    workspace.undo()
    assert workspace.snapshot().key_figures == ()
    workspace.redo()
    assert told(workspace) == [("总结.txt", True)]
    workspace.figures.remove([figure.id])
    assert workspace.snapshot().key_figures == ()
    workspace.undo()
    assert told(workspace) == [("总结.txt", True)]


def test_an_arrival_that_is_taken_back_takes_its_places_along(workspace: Workspace, deliver: Deliver) -> None:
    workspace.figures.write(a_figure())
    deliver(总结=REPORT)
    workspace.undo()
    assert told(workspace) == []
    workspace.redo()
    assert told(workspace) == [("总结.txt", True)]


def test_nothing_of_a_file_that_is_isolated_stays(workspace: Workspace, deliver: Deliver) -> None:
    workspace.figures.write(a_figure())
    deliver(总结=REPORT)
    (original,) = workspace.snapshot().originals
    workspace.secrecy.isolate_original(original, "王敏", None)
    assert workspace.snapshot().key_figures[0].mentions == ()


def test_a_figure_goes_with_the_isolated_file_that_it_stands_in(workspace: Workspace, deliver: Deliver) -> None:
    deliver(总结=REPORT)
    (paper,) = workspace.snapshot().pieces
    workspace.figures.write(replace(a_figure(), source=paper.id))
    workspace.secrecy.isolate(paper.id, "王敏", None)
    assert workspace.snapshot().key_figures == ()


def test_a_shorter_name_does_not_take_the_places_of_a_longer_one(workspace: Workspace, deliver: Deliver) -> None:
    deliver(报告="2023年食品抽检报告\n2023年，评价性食品抽检批次5230批次。\n县市场监督管理局")
    workspace.figures.write(a_figure("900"))
    workspace.figures.write(a_figure(name="评价性食品抽检批次"))
    snapshot = workspace.snapshot()
    shorter, longer = places_by_figure(snapshot).values()
    assert (list(shorter), [place.agrees for place in longer]) == ([], [True])


def test_a_figure_stands_in_the_table_once(workspace: Workspace) -> None:
    workspace.figures.write(a_figure())
    workspace.figures.write(a_figure(year=2022))
    with pytest.raises(RequestError) as refused:
        workspace.figures.write(a_figure("1"))
    assert refused.value.code == "figure_known"


@pytest.mark.parametrize("name", ["", " 人 ", "率"])
def test_a_name_that_stands_in_every_text_is_refused(name: str, workspace: Workspace) -> None:
    with pytest.raises(RequestError) as refused:
        workspace.figures.write(a_figure(name=name))
    assert refused.value.code == "figure_name"
