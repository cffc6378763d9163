"""Two schemes side by side in one project: a paper that is filed in one serves in the other."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from msgspec.structs import replace

from build import NOON, a_group, a_slot, an_item
from evidence.check.gaps import find_gaps
from evidence.criteria import Counterparts
from evidence.errors import CancelledError, RequestError
from evidence.filing import find_counterparts, find_scheme
from evidence.model import Facts, SchemeFacts, SchemeReading, State
from evidence.progress import Silent
from evidence.snapshot import Changes, Snapshot
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import ITEMS, opened, register

GROUP = a_group("A", "工作机制")
OTHER = SchemeReading(
    SchemeFacts("食品安全评议考核细则", None, None, 4.0),
    (
        GROUP,
        an_item("A1", a_slot("年度工作方案"), parent=GROUP.id),
        an_item("A2", a_slot("会议纪要", kind="会议纪要"), parent=GROUP.id),
    ),
    (),
)
PLAN_HERE, PLAN_THERE = ITEMS[0], OTHER.items[1]
TOGETHER = Counterparts(PLAN_HERE.id, PLAN_THERE.id)


@pytest.fixture
def workspace(tmp_path: Path) -> Generator[Workspace]:
    """Two schemes, of which the first is worked on."""
    with opened(tmp_path / "项目") as workspace:
        first = workspace.snapshot().scheme_id
        workspace.schemes.add(OTHER, Silent())
        workspace.schemes.use(first)
        yield workspace


def read_anew(workspace: Workspace) -> Snapshot:
    with Workspace(workspace.path, "李强", lambda: NOON, write=False) as another:
        return another.snapshot()


def seen_from_the_other(workspace: Workspace) -> Snapshot:
    """The project as the other scheme sees it; the one worked on stays."""
    here = workspace.snapshot().scheme_id
    workspace.schemes.use(workspace.snapshot().others[0].id)
    found = workspace.snapshot()
    workspace.schemes.use(here)
    return found


def states(snapshot: Snapshot) -> dict[str, State]:
    return {item.criterion.code: item.state for item in find_gaps(snapshot)}


def test_a_further_scheme_is_worked_on_and_the_first_stays_beside_it(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        changes = workspace.schemes.add(OTHER, Silent())
        snapshot = workspace.snapshot()
    assert changes.scheme
    assert (snapshot.scheme, snapshot.criteria) == (OTHER.facts, OTHER.items)
    assert [other.facts.title for other in snapshot.others] == ["细则"]
    assert [(item.id, item.code) for item in snapshot.others[0].criteria] == [(item.id, item.code) for item in ITEMS]


def test_a_further_scheme_that_is_called_the_same_is_told_apart(workspace: Workspace) -> None:
    """Two tables without a title are both called 评价细则; the command line takes a scheme by its name."""
    for text in ("召开会议。", "开展宣传。"):
        workspace.schemes.add(SchemeReading(OTHER.facts, (an_item("B1", text=text),), ()), Silent())
    snapshot = workspace.snapshot()
    assert snapshot.scheme.title == "食品安全评议考核细则（3）"
    assert {"食品安全评议考核细则", "食品安全评议考核细则（2）"} < {one.facts.title for one in snapshot.others}
    found = find_scheme(snapshot, "食品安全评议考核细则")
    assert [one.facts.title for one in snapshot.others if one.id == found] == ["食品安全评议考核细则"]


def test_each_scheme_sees_its_own_filings_and_its_own_tray(workspace: Workspace) -> None:
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "1-1")
    assert [filing.piece for filing in workspace.snapshot().filings] == [piece]
    assert seen_from_the_other(workspace).filings == ()


def test_a_paper_of_an_item_with_a_counterpart_serves_there_too_in_the_fitting_slot(workspace: Workspace) -> None:
    workspace.schemes.pair([TOGETHER])
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023, kind="方案/计划"), "1-1")
    there = seen_from_the_other(workspace)
    assert [(f.piece, f.criterion, f.slot) for f in there.filings] == [
        (piece, PLAN_THERE.id, PLAN_THERE.required[0].id)
    ]
    assert states(there) == {"A1": State.COMPLETE, "A2": State.MISSING}


def test_what_is_filed_already_serves_there_from_when_the_items_are_paired(workspace: Workspace) -> None:
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023, kind="方案/计划"), "1-1")
    changes = workspace.schemes.pair([TOGETHER])
    assert piece in changes.pieces
    assert states(seen_from_the_other(workspace))["A1"] is State.COMPLETE


def test_pairs_work_from_either_side(workspace: Workspace) -> None:
    workspace.schemes.pair([TOGETHER])
    here = workspace.snapshot().scheme_id
    workspace.schemes.use(workspace.snapshot().others[0].id)
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "A1")
    workspace.schemes.use(here)
    assert [(f.piece, f.criterion) for f in workspace.snapshot().filings] == [(piece, PLAN_HERE.id)]


def test_what_is_filed_already_in_the_other_scheme_serves_here_too(workspace: Workspace) -> None:
    here = workspace.snapshot().scheme_id
    workspace.schemes.use(workspace.snapshot().others[0].id)
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "A1")
    workspace.schemes.use(here)
    workspace.schemes.pair([TOGETHER])
    assert [(f.piece, f.criterion) for f in workspace.snapshot().filings] == [(piece, PLAN_HERE.id)]


def test_what_is_taken_out_here_goes_there_too_unless_it_was_filed_there_by_itself(workspace: Workspace) -> None:
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "1-1")
    workspace.schemes.use(workspace.snapshot().others[0].id)
    workspace.file(piece, ["A1"])
    workspace.schemes.pair([Counterparts(PLAN_THERE.id, PLAN_HERE.id)])
    workspace.schemes.use(workspace.snapshot().others[0].id)
    other = register(workspace, Facts(title="2022年食品安全工作方案", year=2022), "1-1")
    workspace.unfile(piece, ["1-1"])
    workspace.unfile(other, ["1-1"])
    assert [filing.piece for filing in seen_from_the_other(workspace).filings] == [piece]


def test_items_taken_apart_keep_what_was_filed_in_each_and_lose_what_only_followed(workspace: Workspace) -> None:
    workspace.schemes.pair([TOGETHER])
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "1-1")
    workspace.schemes.pair([], [TOGETHER])
    assert [filing.piece for filing in workspace.snapshot().filings] == [piece]
    assert seen_from_the_other(workspace).filings == ()


def test_every_step_is_in_the_kept_snapshot_and_can_be_taken_back(workspace: Workspace) -> None:
    begin = workspace.snapshot()
    register(workspace, Facts(title="2022年食品安全工作方案", year=2022), "1-1")
    workspace.schemes.pair([TOGETHER])
    piece = register(workspace, Facts(title="2023年食品安全工作方案", year=2023), "1-1")
    workspace.unfile(piece, ["1-1"])
    workspace.schemes.use(workspace.snapshot().others[0].id)
    end = workspace.snapshot()
    assert end == read_anew(workspace)
    for _ in range(5):
        workspace.undo()
        assert workspace.snapshot() == read_anew(workspace)
    assert replace(workspace.snapshot(), at=begin.at) == begin
    for _ in range(5):
        workspace.redo()
    assert workspace.snapshot() == end


def test_an_item_that_goes_takes_its_pairs_along(workspace: Workspace) -> None:
    from evidence.journal import Action
    from evidence.scheme.editing import removed

    workspace.schemes.pair([TOGETHER])
    workspace.schemes.edit(Action.REMOVE_ITEMS, lambda snapshot: removed(snapshot, [PLAN_HERE.id]))
    assert workspace.snapshot().counterparts == {}
    workspace.undo()
    assert workspace.snapshot().counterparts == {PLAN_HERE.id: (PLAN_THERE.id,)}


@pytest.mark.parametrize(
    ("here", "there"), [(ITEMS[0].id, ITEMS[1].id), (PLAN_THERE.id, PLAN_HERE.id), (ITEMS[0].id, GROUP.id)]
)
def test_only_items_of_two_schemes_are_paired(workspace: Workspace, here: str, there: str) -> None:
    with pytest.raises(RequestError) as refusal:
        workspace.schemes.pair([Counterparts(here, there)])  # type: ignore[arg-type]
    assert refusal.value.code == "not_counterparts"
    assert workspace.schemes.pair([]) == Changes()


def test_schemes_and_items_are_found_by_what_people_type(workspace: Workspace) -> None:
    snapshot = workspace.snapshot()
    assert find_scheme(snapshot, "评议考核") == snapshot.others[0].id
    assert find_counterparts(snapshot, "1-1", "A1") == find_counterparts(snapshot, "１．１", "ａ１") == TOGETHER
    for wrong in (lambda: find_scheme(snapshot, "细则考"), lambda: find_counterparts(snapshot, "1-1", "B9")):
        with pytest.raises(RequestError):
            wrong()


def test_papers_that_came_while_another_scheme_was_worked_on_get_places_when_this_one_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "来件").mkdir()
    for name in ("2023年会议纪要", "zzz"):
        (tmp_path / "来件" / f"{name}.txt").write_text(name, "utf-8")
    workspace.add([tmp_path / "来件"], Accept.NONE, Silent())
    here, there = workspace.snapshot(), workspace.snapshot().others[0].id
    workspace.schemes.use(there)
    snapshot = workspace.snapshot()
    titles = {snapshot.piece_by_id[piece].facts.title for piece in snapshot.suggestions}
    assert titles == {"2023年会议纪要"}  # nothing is written for what belongs nowhere
    assert {found[0].criterion for found in snapshot.suggestions.values()} == {OTHER.items[2].id}
    assert snapshot == read_anew(workspace)
    workspace.undo()
    assert workspace.snapshot() == here
    workspace.redo()
    assert workspace.snapshot() == snapshot
    length = workspace.last_change()
    workspace.schemes.use(here.scheme_id)
    workspace.schemes.use(there)
    assert workspace.last_change() == length + 2  # they are looked for once


def test_working_on_another_scheme_can_be_stopped_before_anything_is_written(
    workspace: Workspace, tmp_path: Path
) -> None:
    class Stopped(Silent):
        def cancelled(self) -> bool:
            return True

    (tmp_path / "会议纪要.txt").write_text("会议纪要", "utf-8")
    workspace.add([tmp_path / "会议纪要.txt"], Accept.NONE, Silent())
    before = workspace.snapshot()
    with pytest.raises(CancelledError):
        workspace.schemes.use(before.others[0].id, Stopped())
    assert workspace.snapshot() == before


def test_of_a_code_in_several_other_schemes_the_scheme_tells_which_is_meant(workspace: Workspace) -> None:
    here = workspace.snapshot().scheme_id
    third = an_item("A1")
    workspace.schemes.add(SchemeReading(SchemeFacts("卫生评价细则", None, None, 4.0), (third,), ()), Silent())
    workspace.schemes.use(here)
    snapshot = workspace.snapshot()
    with pytest.raises(RequestError, match="code_unknown_elsewhere"):
        find_counterparts(snapshot, "1-1", "A1")
    assert find_counterparts(snapshot, "1-1", "A1", find_scheme(snapshot, "卫生")) == Counterparts(
        ITEMS[0].id, third.id
    )
