"""A fact is corrected of one paper, or of several as one step; units are known by their short names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from evidence import wording
from evidence.corrections import correct, count_pages
from evidence.errors import RequestError
from evidence.model import Fact, Facts, PaperCopy, PieceId
from evidence.origins import BY_CLERK
from evidence.progress import Silent
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened
from tests.pages.papers import a_pdf

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


def test_pages_that_somebody_counted_are_a_step_of_their_own(workspace: Workspace) -> None:
    (piece,) = papers(workspace, Facts("甲"))
    count_pages(workspace, piece, "１２页")
    known = workspace.snapshot().piece_by_id[piece]
    assert (known.pages, dict(known.origins)["pages"]) == (12, BY_CLERK)
    step = workspace.history().undo
    assert step is not None
    assert wording.step(step, workspace.snapshot()) == "更正《甲》的页数"
    workspace.undo()
    known = workspace.snapshot().piece_by_id[piece]
    assert (known.pages, dict(known.origins).get("pages")) == (1, None)


def test_without_a_count_the_files_tell_again_how_many_pages_there_are(workspace: Workspace, tmp_path: Path) -> None:
    workspace.add([a_pdf(tmp_path / "三页.pdf", pages=3)], Accept.NONE, Silent())
    (piece,) = (piece.id for piece in workspace.snapshot().pieces)
    count_pages(workspace, piece, "8")
    count_pages(workspace, piece, "")
    known = workspace.snapshot().piece_by_id[piece]
    assert (known.pages, dict(known.origins).get("pages")) == (3, None)


@pytest.mark.parametrize("text", ["0", "-3", "三", "12-14", "2.5", "99999"])
def test_what_is_no_number_of_pages_is_refused(workspace: Workspace, text: str) -> None:
    (piece,) = papers(workspace, Facts("甲"))
    with pytest.raises(RequestError) as refused:
        count_pages(workspace, piece, text)
    assert wording.sentence(refused.value) == f"“{text}”不能作为页数。请按“12”的样子填写。"
    assert workspace.snapshot().piece_by_id[piece].pages == 1
