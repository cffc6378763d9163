"""向上级报送: the office's part of an upper level's table is asked for, counted and filed in; the rest is not."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.paths import WORD_TEMPLATE
from build import an_item
from evidence import wording
from evidence.check.gaps import find_gaps
from evidence.complaints import Sign
from evidence.doubting import doubts_of
from evidence.errors import RequestError
from evidence.export.template import load_template
from evidence.journal import Action
from evidence.model import CriterionId, Flag, Mode, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.scheme.editing import removed
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import ITEMS, PLAN, opened, register

ONE, TWO, THREE = (item.id for item in ITEMS)


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def hand_in(workspace: Workspace, upper: str | None = "白鹭市食安办") -> None:
    project = replace(workspace.snapshot().project, mode=Mode.PART, upper=upper)
    workspace.schemes.edit_project(Action.EDIT_PROJECT, project)


def asked(workspace: Workspace) -> list[CriterionId]:
    return [gaps.criterion.id for gaps in find_gaps(workspace.snapshot())]


def test_a_project_is_the_offices_own_until_somebody_says_otherwise(workspace: Workspace) -> None:
    assert workspace.snapshot().project.mode is Mode.OWN


def test_the_mode_is_known_when_the_project_is_opened_again(workspace: Workspace, tmp_path: Path) -> None:
    hand_in(workspace)
    workspace.close()
    with opened(tmp_path / "项目") as again:
        project = again.snapshot().project
        assert (project.mode, project.upper) == (Mode.PART, "白鹭市食安办")


def test_the_mode_is_one_step_that_is_taken_back(workspace: Workspace) -> None:
    before = workspace.snapshot()
    hand_in(workspace)
    workspace.undo()
    assert workspace.snapshot() == before


def test_everything_is_asked_for_until_a_part_is_chosen(workspace: Workspace) -> None:
    hand_in(workspace)
    assert asked(workspace) == [ONE, TWO, THREE]


def test_only_the_part_is_asked_for(workspace: Workspace) -> None:
    hand_in(workspace)
    workspace.contributing.choose([THREE, ONE])
    assert asked(workspace) == [ONE, THREE]


def test_of_the_offices_own_dossier_everything_is_asked_for_whatever_part_was_chosen(workspace: Workspace) -> None:
    workspace.contributing.choose([ONE])
    assert asked(workspace) == [ONE, TWO, THREE]


def test_a_part_is_one_step_that_is_named_and_taken_back_and_done_again(workspace: Workspace) -> None:
    hand_in(workspace)
    workspace.contributing.choose([ONE])
    assert (undo := workspace.history().undo) is not None
    assert wording.step(undo, workspace.snapshot()) == "调整承担范围（1-2、1-3）"
    workspace.undo()
    assert asked(workspace) == [ONE, TWO, THREE]
    workspace.redo()
    assert asked(workspace) == [ONE]


def test_items_are_put_into_the_part_beside_those_that_are_there(workspace: Workspace) -> None:
    hand_in(workspace)
    workspace.contributing.choose([ONE])
    workspace.contributing.mark([TWO], within=True)
    assert asked(workspace) == [ONE, TWO]


def test_items_are_taken_out_of_the_part(workspace: Workspace) -> None:
    hand_in(workspace)
    workspace.contributing.mark([ONE, THREE], within=False)
    assert asked(workspace) == [TWO]


def test_a_part_of_nothing_is_refused(workspace: Workspace) -> None:
    hand_in(workspace)
    with pytest.raises(RequestError) as refusal:
        workspace.contributing.mark([ONE, TWO, THREE], within=False)
    assert "至少保留一项" in wording.sentence(refusal.value)
    assert asked(workspace) == [ONE, TWO, THREE]


def test_choosing_the_part_that_is_chosen_changes_nothing(workspace: Workspace) -> None:
    workspace.contributing.choose([ONE])
    before = workspace.snapshot()
    workspace.contributing.choose([ONE])
    assert workspace.snapshot() == before


def test_a_removed_item_comes_back_beyond_the_part_where_it_was(workspace: Workspace) -> None:
    workspace.contributing.choose([ONE])
    before = workspace.snapshot()
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [TWO]))
    assert workspace.snapshot().outside == {THREE}
    workspace.undo()
    assert workspace.snapshot() == before


def test_what_is_filed_beyond_the_part_stays_filed_there(workspace: Workspace) -> None:
    piece = register(workspace, replace(PLAN, title="市里的会议纪要"), "1-2")
    hand_in(workspace)
    workspace.contributing.choose([ONE])
    assert workspace.snapshot().items_of == {piece: (TWO,)}


@pytest.mark.parametrize(("part", "doubted"), [(ONE, False), (TWO, True)])
def test_papers_that_lie_beyond_the_part_alone_are_in_no_doubt(
    part: CriterionId, doubted: bool, workspace: Workspace
) -> None:
    piece = register(workspace, PLAN, "1-2")
    workspace.correct_facts(piece, PLAN, frozenset({Flag.DRAFT}))
    hand_in(workspace)
    workspace.contributing.choose([part])
    found = [doubt for doubt in doubts_of(workspace.snapshot()) if doubt.sign is Sign.DRAFT]
    assert bool(found) is doubted


@pytest.mark.parametrize(("part", "filed"), [(ONE, []), (TWO, [TWO])])
def test_a_paper_is_filed_by_itself_within_the_part_alone(
    part: CriterionId, filed: list[CriterionId], workspace: Workspace, tmp_path: Path
) -> None:
    hand_in(workspace)
    workspace.contributing.choose([part])
    paper = tmp_path / "1-2会议纪要.txt"
    paper.write_text("会议纪要\n2023年5月8日，研究食品安全工作。\n", "utf-8")
    taken = workspace.add([paper], Accept.BEST, Silent())
    assert list(taken.filed.values()) == filed


def test_a_new_edition_keeps_the_part_whatever_the_codes_and_asks_for_what_is_new(workspace: Workspace) -> None:
    texts = ("制定年度方案，明确任务分工。", "张贴食品安全宣传画。", "建立监管台账。")
    first = SchemeReading(
        SchemeFacts("市级细则", None, None, None),
        tuple(an_item(f"1-{at}", text=text) for at, text in enumerate(texts, 1)),
        (),
    )
    workspace.schemes.add(first, Silent())
    hand_in(workspace)
    workspace.contributing.choose([first.items[0].id])
    items = [an_item(f"9-{at}", text=text) for at, text in enumerate((*texts, "开展业务培训四十学时。"), 1)]
    plan = workspace.schemes.preview_edition(replace(first, items=tuple(items))).plan({})
    workspace.schemes.edit(Action.NEW_EDITION, lambda _: plan.edit)
    assert [item.code for item in workspace.snapshot().leaves] == ["9-1", "9-4"]


def test_a_part_of_one_scheme_is_of_no_account_in_another(workspace: Workspace) -> None:
    hand_in(workspace)
    workspace.contributing.choose([ONE])
    other = SchemeReading(SchemeFacts("本县考核细则", None, None, 2.0), (an_item("甲", text="另一套细则的要求"),), ())
    workspace.schemes.add(other, Silent())
    assert len(asked(workspace)) == 1
    assert workspace.snapshot().by_id[asked(workspace)[0]].code == "甲"


def test_a_box_that_was_printed_is_known_as_such_when_its_items_come_back_into_the_part(workspace: Workspace) -> None:
    template = load_template(WORD_TEMPLATE)
    for place in ("1-1", "1-2"):
        register(workspace, replace(PLAN, title=f"{place}的方案"), place)
    hand_in(workspace)
    workspace.boxing.fix(workspace.boxing.plan(template, Silent()), [1])
    before = workspace.snapshot().boxes
    workspace.contributing.choose([ONE])
    workspace.boxing.fix(workspace.boxing.plan(template, Silent()), [1])
    workspace.contributing.choose([ONE, TWO, THREE])
    assert workspace.snapshot().boxes.number_of == before.number_of
