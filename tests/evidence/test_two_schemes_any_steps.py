"""Two schemes with pairs, changed in any sequence: nothing is out of place, and every step is taken back exactly."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from build import a_slot, an_item
from evidence import wording
from evidence.criteria import Counterparts, SchemeEdit, leaves_of
from evidence.errors import RequestError
from evidence.journal import Action, StepId
from evidence.progress import Silent
from evidence.scheme.editing import added, merged, moved, removed
from evidence.scheme.parts import put_together
from evidence.snapshot import Snapshot
from evidence.store.source import ask
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import PLAN, opened, register
from tests.evidence.test_two_schemes import OTHER, read_anew

EDITS = (Action.ADD_ITEM, Action.REMOVE_ITEMS, Action.MERGE_ITEMS, Action.MOVE_ITEMS)
Step = tuple[Action, int, int]
OTHERS = (
    Action.FILE,
    Action.UNFILE,
    Action.USE_SCHEME,
    Action.PAIR_ITEMS,
    Action.REPLACE,
    Action.JOIN_PIECES,
    Action.UNDO,
    Action.REDO,
)
STEPS = st.lists(st.tuples(st.sampled_from([*EDITS, *OTHERS]), st.integers(0, 5), st.integers(0, 5)), max_size=12)


def an_edit(snapshot: Snapshot, kind: Action, one: int, two: int) -> SchemeEdit:
    """Return an edit of some kind about two items, which may be refused."""
    leaves = snapshot.leaves
    a, b = leaves[one % len(leaves)], leaves[two % len(leaves)]
    match kind:
        case Action.ADD_ITEM:
            code = f"新{len(snapshot.criteria)}-{one}{two}"
            return added(snapshot, an_item(code, a_slot(code), parent=a.id))
        case Action.REMOVE_ITEMS:
            return removed(snapshot, [a.id], heir=b.id if two % 3 else None)
        case Action.MERGE_ITEMS:
            ones = list(dict.fromkeys((a, b)))
            return merged(snapshot, [item.id for item in ones], put_together(ones))
        case _:
            return moved(snapshot, [a.id], b.id)


def last_step(workspace: Workspace) -> StepId | None:
    done = workspace.history().undo
    return done and done.id


def do(workspace: Workspace, step: Step, first: StepId | None) -> None:
    """Do one step after the first; what is refused does nothing."""
    if step[0] is Action.UNDO and last_step(workspace) == first:
        return
    try:
        _do(workspace, *step)
    except RequestError as error:
        wording.sentence(error)  # every refusal has one


def _do(workspace: Workspace, kind: Action, one: int, two: int) -> None:
    snapshot = workspace.snapshot()
    (other,) = snapshot.others
    leaf, piece = snapshot.leaves[one % len(snapshot.leaves)], snapshot.pieces[two % len(snapshot.pieces)]
    match kind:
        case Action.UNDO:
            workspace.undo()
        case Action.REDO:
            workspace.redo()
        case Action.FILE:
            slot = leaf.required[two % len(leaf.required)].name if leaf.required and one % 2 else None
            workspace.file(piece.id, [f"{leaf.code}#{slot}" if slot else leaf.code])
        case Action.UNFILE:
            if snapshot.filings:
                workspace.arrange([snapshot.filings[one % len(snapshot.filings)].id], ())
        case Action.USE_SCHEME:
            workspace.schemes.use(other.id)
        case Action.REPLACE:
            workspace.receiving.replace(snapshot.pieces[one % len(snapshot.pieces)].id, piece.id, None)
        case Action.JOIN_PIECES:
            workspace.pieces.join([snapshot.pieces[one % len(snapshot.pieces)].id, piece.id])
        case Action.PAIR_ITEMS:
            _pair(workspace, Counterparts(leaf.id, (there := leaves_of(other.criteria))[two % len(there)].id))
        case _:
            workspace.schemes.edit(kind, lambda seen: an_edit(seen, kind, one, two))


def _pair(workspace: Workspace, two: Counterparts) -> None:
    if two.there in workspace.snapshot().counterparts.get(two.here, ()):
        workspace.schemes.pair([], [two])
    else:
        workspace.schemes.pair([two])


# What no workspace may hold.
_ASTRAY = {
    "filed under a group": "SELECT id FROM filing WHERE criterion_id IN (SELECT parent_id FROM criterion)",
    "proposed for a group": "SELECT id FROM suggestion WHERE criterion_id IN (SELECT parent_id FROM criterion)",
    "a group that is paired": "SELECT pair.id FROM counterpart pair JOIN criterion"
    " ON criterion.parent_id IN (pair.criterion_id, pair.other_id)",
    "paired twice": "SELECT one.id FROM counterpart one JOIN counterpart two"
    " ON one.criterion_id = two.other_id AND one.other_id = two.criterion_id",
    "paired within a scheme": "SELECT pair.id FROM counterpart pair JOIN criterion one ON one.id = criterion_id"
    " JOIN criterion two ON two.id = other_id WHERE one.scheme_id = two.scheme_id",
    "filed in another item's material": "SELECT filing.id FROM filing JOIN slot ON slot.id = slot_id"
    " WHERE slot.criterion_id != filing.criterion_id",
    "proposed for another item's material": "SELECT suggestion.id FROM suggestion JOIN slot ON slot.id = slot_id"
    " WHERE slot.criterion_id != suggestion.criterion_id",
    "in an item and in its material": "SELECT id FROM filing WHERE slot_id IS NULL AND EXISTS (SELECT 1 FROM filing f"
    " WHERE f.piece_id = filing.piece_id AND f.criterion_id = filing.criterion_id AND f.id != filing.id)",
    "following another piece": "SELECT f.id FROM filing f JOIN filing lead ON lead.id = f.mirrors_id"
    " WHERE lead.piece_id != f.piece_id",
    "following a follower": "SELECT f.id FROM filing f JOIN filing lead ON lead.id = f.mirrors_id"
    " WHERE lead.mirrors_id IS NOT NULL",
}


def astray(workspace: Workspace) -> list[str]:
    with workspace.reading() as source:
        return [what for what, statement in _ASTRAY.items() if ask(source, statement)]


@settings(max_examples=40)
@given(steps=STEPS)
def test_after_any_steps_nothing_is_out_of_place_and_all_are_taken_back_and_done_again(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder, opened(Path(folder) / "项目") as workspace:
        workspace.schemes.add(OTHER, Silent())
        (Path(folder) / "来件").mkdir()
        for name in ("会议纪要", "会议纪要（盖章）"):
            (Path(folder) / "来件" / f"{name}.txt").write_text(f"食品安全{name}", "utf-8")
        workspace.add([Path(folder) / "来件"], Accept.NONE, Silent())
        register(workspace, PLAN, "A1")
        register(workspace, replace(PLAN, title="材料"))
        first, start = last_step(workspace), workspace.snapshot()
        for step in steps:
            do(workspace, step, first)
            assert workspace.snapshot() == read_anew(workspace)
            assert astray(workspace) == []
        stages = [workspace.snapshot()]
        while last_step(workspace) != first:
            workspace.undo()
            stages.append(workspace.snapshot())
        assert stages[-1] == start
        for expected in reversed(stages[:-1]):
            workspace.redo()
            assert workspace.snapshot() == expected == read_anew(workspace)
