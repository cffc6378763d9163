"""What was done is taken back and done again exactly, one use case at a time, whoever did it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from sqlalchemy import func, select

from evidence import wording
from evidence.deliveries import Delivery
from evidence.errors import RequestError
from evidence.model import ArrivalState, Facts, Flag, PieceId
from evidence.points import GivenScore, PassRules
from evidence.progress import Silent
from evidence.snapshot import Changes, Snapshot
from evidence.store import schema
from evidence.workspace import Accept, TakenIn, Workspace
from tests.evidence.steps import ITEMS, PLAN, STEPS, Step, do, opened, register


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "项目"


def arrive(workspace: Workspace, folder: Path) -> TakenIn:
    """Take in two papers and something that is no paper."""
    folder.mkdir(exist_ok=True)
    (folder / "1-1 食品安全工作方案.txt").write_text("2023年食品安全工作方案\n一、总体要求", "utf-8")
    (folder / "会议纪要.txt").write_text("云岭县食品安全会议纪要", "utf-8")
    (folder / "Thumbs.db").write_bytes(b"x")
    return workspace.add([folder], Accept.BEST, Silent())


def menu(workspace: Workspace) -> tuple[str | None, str | None]:
    """Return what can be undone and redone, as the menu names it."""
    history, snapshot = workspace.history(), workspace.snapshot()
    return (
        history.undo and wording.step(history.undo, snapshot),
        history.redo and wording.step(history.redo, snapshot),
    )


def rows(workspace: Workspace) -> dict[str, set[tuple[object, ...]]]:
    """Return all rows but the journal's, and the numbers by which texts are indexed."""
    with workspace._database.transaction() as connection:  # pyright: ignore[reportPrivateUsage]
        return {
            table.name: {tuple(map(repr, row)) for row in connection.execute(select(table))}
            for table in schema.metadata.sorted_tables
            if table not in (schema.journal, schema.searched)
        }


# Everything that people do


def use_cases(workspace: Workspace, folder: Path) -> list[Callable[[], object]]:
    def piece(number: int) -> PieceId:
        return workspace.snapshot().pieces[number].id

    return [
        lambda: arrive(workspace, folder),
        lambda: register(workspace, replace(PLAN, title="纪要原件"), "1-1"),
        lambda: workspace.file(piece(2), ["1-2", "1-3"]),
        lambda: workspace.correct_facts(piece(0), replace(PLAN, issued_on=None, year=2021), frozenset({Flag.DRAFT})),
        lambda: workspace.unfile(piece(2), ["1-2"]),
        lambda: workspace.file(piece(1), ["1-1#食品安全工作总结"]),
        lambda: workspace.receiving.correct(workspace.receiving.batches()[0].id, Delivery("县教委", "张三", "微信")),
        lambda: workspace.receiving.replace(piece(1), piece(0), "盖章件来了"),
        lambda: workspace.scoring.give([GivenScore(ITEMS[0].id, 1.5, "缺总结")], "赵主任"),
        lambda: workspace.scoring.give([GivenScore(ITEMS[1].id, 2.0)], "赵主任", [ITEMS[0].id]),
        lambda: workspace.scoring.set_pass_rules(PassRules(least_points=90)),
        lambda: workspace.scoring.set_pass_rules(PassRules(most_veto=0)),
    ]


@pytest.mark.parametrize("at_once", [2, 500])
def test_every_use_case_is_taken_back_and_done_again_row_by_row(
    at_once: int, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.store.steps._ENTRIES", at_once)
    monkeypatch.setattr("evidence.store.journaled._MOST_KEYS", at_once)
    with opened(place) as workspace:
        stages = [rows(workspace)]
        for use_case in use_cases(workspace, tmp_path / "来件"):
            use_case()
            stages.append(rows(workspace))
        for before in reversed(stages[:-1]):
            workspace.undo()
            assert rows(workspace) == before
        for after in stages[1:]:
            workspace.redo()
            assert rows(workspace) == after
        for before in reversed(stages[:-1]):
            workspace.undo()
            assert rows(workspace) == before


def test_undo_and_redo_tell_what_the_use_case_touched(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        taken = arrive(workspace, tmp_path / "来件")
        assert taken.changes.criteria
        assert workspace.undo() == workspace.redo() == taken.changes
        piece = workspace.snapshot().pieces[0].id
        filed = workspace.file(piece, ["1-3"])
        assert workspace.undo() == workspace.redo() == filed
        corrected = workspace.correct_facts(piece, Facts(), frozenset())
        assert corrected.criteria >= {ITEMS[2].id}
        assert workspace.undo() == workspace.redo() == corrected


# An arrival


def test_an_undone_arrival_leaves_its_bytes_and_nothing_else(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        before = rows(workspace)
        arrive(workspace, tmp_path / "来件")
        originals = list(workspace.snapshot().originals.values())
        workspace.undo()
        assert rows(workspace) == before
        assert all(workspace.original_path(original).is_file() for original in originals)


def test_a_step_names_items_in_the_order_of_the_criteria(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, tmp_path / "报送")
        workspace.file(workspace.snapshot().pieces[0].id, ["1-3", "1-2"])
        undo, _ = menu(workspace)
        assert undo is not None
        assert undo.endswith("→ 1-2、1-3")


def test_the_same_files_are_new_after_their_arrival_was_undone(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        first = arrive(workspace, tmp_path / "来件")
        workspace.undo()
        again = arrive(workspace, tmp_path / "来件")
        assert [file.state for file in again.files] == [file.state for file in first.files]
        assert ArrivalState.NEW in {file.state for file in again.files}
        assert all(workspace.original_path(original).is_file() for original in workspace.snapshot().originals.values())


def test_an_arrival_of_several_chunks_is_one_step(place: Path, tmp_path: Path) -> None:
    (tmp_path / "来件").mkdir()
    for number in range(60):
        (tmp_path / "来件" / f"会议纪要{number}.txt").write_text(f"第{number}次会议", "utf-8")
    with opened(place) as workspace:
        taken = workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
        assert menu(workspace) == ("收件 60 个文件", None)
        assert len(workspace.undo().pieces) == 60
        assert workspace.snapshot().pieces == ()
        assert workspace.redo() == taken.changes
        assert len(workspace.snapshot().pieces) == 60


def test_nothing_that_arrives_is_no_step(place: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with opened(place) as workspace:
        workspace.add([tmp_path / "空"], Accept.NONE, Silent())
        assert menu(workspace) == (None, None)


# What can be undone and redone


def test_a_new_project_has_nothing_to_undo(place: Path) -> None:
    with opened(place) as workspace:
        assert menu(workspace) == (None, None)
        for call, said in ((workspace.undo, "没有可以撤销的操作"), (workspace.redo, "没有可以重做的操作")):
            with pytest.raises(RequestError) as refusal:
                call()
            assert said in wording.sentence(refusal.value)


def test_steps_are_named_for_a_menu(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, tmp_path / "来件")
        assert menu(workspace)[0] == "收件 3 个文件"
        piece = register(workspace)
        assert menu(workspace)[0] == "登记纸质备查件《2023年食品安全工作方案》"
        workspace.file(piece, ["1-1", "1-3"])
        assert menu(workspace)[0] == "归项《2023年食品安全工作方案》→ 1-1、1-3"
        workspace.unfile(piece, ["1-3"])
        assert menu(workspace)[0] == "撤销归项《2023年食品安全工作方案》（1-3）"
        workspace.correct_facts(piece, replace(PLAN, year=2022, unit="县教委"), frozenset())
        assert menu(workspace) == ("更正《2023年食品安全工作方案》的年度、报送单位", None)
        workspace.undo()
        assert menu(workspace)[1] == "更正《2023年食品安全工作方案》的年度、报送单位"


def test_a_paper_without_a_title_is_called_by_its_file(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        arrive(workspace, tmp_path / "来件")
        piece = workspace.snapshot().pieces[0]
        workspace.correct_facts(piece.id, replace(piece.facts, title=None), frozenset())
        workspace.file(piece.id, ["1-3"])
        assert menu(workspace)[0] == "归项[1-1 食品安全工作方案]→ 1-3"
        lost = replace(workspace.snapshot(), originals={})
        done = workspace.history().undo
        assert done
        assert wording.step(done, lost) == "归项《（无题名）》→ 1-3"


def test_what_is_not_there_any_more_is_named_too(place: Path) -> None:
    with opened(place) as workspace:
        register(workspace, Facts(title="关于印发云岭县食品安全示范城市创建工作实施方案的通知"))
        workspace.undo()
        assert menu(workspace) == (None, "登记纸质备查件《关于印发云岭县食品安全示范城市创建工作实施方案的通知》")


def test_a_long_title_is_shortened_in_its_middle(place: Path) -> None:
    with opened(place) as workspace:
        register(workspace, Facts(title="关于印发" + "很长" * 30 + "方案的通知"))
        assert menu(workspace)[0] == "登记纸质备查件《关于印发很长很长很长很长很长很长很长很…长很长方案的通知》"


def test_a_changed_slot_is_named_by_its_item(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace, Facts(title="别的东西"), "1-1")
        workspace.file(piece, ["1-1#食品安全工作总结"])
        assert menu(workspace)[0] == "归项《别的东西》→ 1-1"
        workspace.undo()
        assert menu(workspace)[1] == "归项《别的东西》→ 1-1"


def test_something_new_ends_what_could_be_redone(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace)
        workspace.file(piece, ["1-1"])
        workspace.undo()
        workspace.file(piece, ["1-3"])
        assert workspace.history().redo is None
        with pytest.raises(RequestError, match="nothing_to_redo"):
            workspace.redo()
        workspace.undo()
        workspace.undo()
        assert workspace.snapshot().pieces == ()


def test_what_changed_nothing_is_no_step(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace, PLAN, "1-1")
        workspace.file(piece, ["1-1"])
        workspace.correct_facts(piece, PLAN, frozenset())
        assert menu(workspace)[0] == "登记纸质备查件《2023年食品安全工作方案》"


def test_another_start_of_the_program_undoes_and_redoes_the_same(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace)
        filed = workspace.file(piece, ["1-3"])
        workspace.undo()
    with opened(place, "李强") as workspace:
        assert workspace.redo() == filed
        history = workspace.history()
        assert history.undo is not None
        assert history.undo.who == "王敏"
    with opened(place, "李强") as workspace:
        assert workspace.undo() == filed
        assert workspace.undo() == Changes(frozenset({piece}))
        assert workspace.snapshot().pieces == ()


def test_a_second_undo_takes_the_step_before(place: Path) -> None:
    with opened(place) as workspace:
        piece = register(workspace)
        workspace.file(piece, ["1-1"])
        workspace.file(piece, ["1-3"])
        workspace.undo()
        workspace.redo()
        workspace.undo()
        workspace.undo()
        assert menu(workspace) == (
            "登记纸质备查件《2023年食品安全工作方案》",
            "归项《2023年食品安全工作方案》→ 1-1",
        )


def test_a_confirmed_export_is_not_taken_back_and_hinders_neither_undo_nor_redo(place: Path, tmp_path: Path) -> None:
    with opened(place) as workspace:
        register(workspace)
        before, number = workspace.snapshot(), workspace.last_change()
        workspace.confirm_export("赵主任", tmp_path)
        assert workspace.last_change() > number
        assert workspace.snapshot() == before
        workspace.undo()
        workspace.confirm_export("赵主任", tmp_path)
        assert workspace.snapshot().pieces == ()
        workspace.redo()
        assert workspace.snapshot() == before


def test_who_undid_it_stands_in_the_journal(place: Path) -> None:
    with opened(place) as workspace:
        register(workspace)
    with opened(place, "李强") as workspace:
        workspace.undo()
        columns = schema.journal.c
        with workspace._database.transaction() as connection:  # pyright: ignore[reportPrivateUsage]
            last = select(columns.who, columns.action, columns.before, columns.after, columns.undoes)
            newest = last.where(columns.number == select(func.max(columns.number)).scalar_subquery())
            who, action, before, after, undoes = connection.execute(newest).one()
    assert (who, action, before["title"], after) == ("李强", "undo", PLAN.title, None)
    assert undoes


def test_an_undo_that_fails_half_way_leaves_all_as_it_was(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(place) as workspace:
        arrive(workspace, tmp_path / "来件")
        before, number = rows(workspace), workspace.last_change()

        def fails(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("evidence.store.journaled.JournaledRows._touch", fails)
        with pytest.raises(KeyboardInterrupt):
            workspace.undo()
        monkeypatch.undo()
        assert (rows(workspace), workspace.last_change()) == (before, number)


# Any sequence of steps


@settings(max_examples=40)
@given(steps=STEPS)
def test_undoing_all_leads_to_the_start_and_redoing_all_to_the_end(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        start = workspace.snapshot()
        for step in steps:
            do(workspace, step)
        end = workspace.snapshot()
        undone: list[Snapshot] = [end]
        while workspace.history().undo:
            workspace.undo()
            undone.append(workspace.snapshot())
        assert workspace.snapshot() == start
        for expected in reversed(undone[:-1]):
            workspace.redo()
            assert workspace.snapshot() == expected
