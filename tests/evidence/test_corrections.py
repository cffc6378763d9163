"""A fact is corrected of one paper, or of several as one step; units are known by their short names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence import wording
from evidence.corrections import correct
from evidence.errors import RequestError
from evidence.model import Fact, Facts, PaperCopy, PieceId
from evidence.workspace import Workspace
from tests.evidence.steps import opened

TODAY = date(2024, 1, 8)
CABINET = PaperCopy("档案室", "王敏")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def papers(workspace: Workspace, *facts: Facts) -> list[PieceId]:
    for one in facts:
        workspace.register_paper(one, 1, CABINET, [])
    return [piece.id for piece in workspace.snapshot().pieces]


def years(workspace: Workspace) -> list[int | None]:
    return [piece.facts.year for piece in workspace.snapshot().pieces]


def test_several_papers_are_corrected_as_one_step(workspace: Workspace) -> None:
    pieces = papers(workspace, Facts("甲", year=2021), Facts("乙"), Facts("丙", year=2023))
    correct(workspace, pieces[:2], Fact.YEAR, "2022", TODAY)
    assert years(workspace) == [2022, 2022, 2023]
    step = workspace.history().undo
    assert step is not None
    assert wording.step(step, workspace.snapshot()) == "更正 2 件的年度"
    workspace.undo()
    assert years(workspace) == [2021, None, 2023]


def test_nothing_is_changed_if_one_of_the_papers_is_gone(workspace: Workspace) -> None:
    pieces = papers(workspace, Facts("甲", year=2021))
    with pytest.raises(RequestError, match="piece_gone"):
        correct(workspace, [*pieces, PieceId("0" * 32)], Fact.YEAR, "2022", TODAY)
    assert years(workspace) == [2021]


def test_what_cannot_be_a_year_is_refused_for_all(workspace: Workspace) -> None:
    pieces = papers(workspace, Facts("甲", year=2021), Facts("乙", year=2022))
    with pytest.raises(RequestError, match="bad_fact"):
        correct(workspace, pieces, Fact.YEAR, "23", TODAY)
    assert years(workspace) == [2021, 2022]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("市监局", "县市场监管局"),
        ("县市场监管局", "县市场监管局"),
        ("新来的局", "新来的局"),
        ("县局", "县局"),  # of 公安局 and 市场监管局
        ("", None),
    ],
)
def test_a_short_name_of_a_unit_stands_for_the_one_it_means(
    workspace: Workspace, typed: str, meant: str | None
) -> None:
    pieces = papers(workspace, Facts("甲", unit="县市场监管局"), Facts("乙", unit="县公安局"), Facts("丙"))
    correct(workspace, pieces[2:], Fact.UNIT, typed, TODAY)
    assert workspace.snapshot().pieces[2].facts.unit == meant
