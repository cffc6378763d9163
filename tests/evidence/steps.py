"""What people do in a workspace, for tests that try any sequence of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import strategies as st
from msgspec.structs import replace

from build import NOON, a_slot, an_item
from evidence.errors import RequestError
from evidence.journal import Action
from evidence.model import Facts, Flag, Mode, PaperCopy, PieceId, Project, SchemeFacts, SchemeReading
from evidence.points import GivenScore
from evidence.snapshot import Changes
from evidence.workspace import Workspace, create_workspace

ITEMS = (
    an_item("1-1", a_slot("食品安全工作方案"), a_slot("食品安全工作总结", kind="总结/报告")),
    an_item("1-2", a_slot("会议纪要", kind="会议纪要")),
    an_item("1-3"),
)
PLACES = ("1-1", "1-1#食品安全工作方案", "1-1#食品安全工作总结", "1-2", "1-3")
PLAN = Facts(title="2023年食品安全工作方案", issued_on=date(2023, 3, 1), year=2023, kind="方案/计划")


def opened(place: Path, who: str = "王敏") -> Workspace:
    if not place.exists():
        reading = SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ())
        create_workspace(place, Project("云岭县", None, 2021, 2023, (), NOON), reading, "王敏", lambda: NOON)
    return Workspace(place, who, lambda: NOON, write=True)


def register(workspace: Workspace, facts: Facts = PLAN, *places: str) -> PieceId:
    (piece,) = workspace.register_paper(facts, 3, PaperCopy("档案室", "王敏"), places).pieces
    return piece


Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["file", "unfile", "facts", "paper", "score", "part", "mode", "undo", "redo"]),
        st.integers(0, 3),
        st.integers(0, 4),
    ),
    max_size=14,
)


def do(workspace: Workspace, step: Step) -> Changes:
    """Do one step; what is refused does nothing."""
    try:
        return _do(workspace, *step)
    except (IndexError, RequestError):
        return Changes()


def _do(workspace: Workspace, kind: str, which: int, what: int) -> Changes:
    pieces = workspace.snapshot().pieces
    match kind:
        case "undo":
            return workspace.undo()
        case "redo":
            return workspace.redo()
        case "paper":
            facts = replace(PLAN, title=f"编号{workspace.last_change()}")
            return workspace.register_paper(facts, 3, PaperCopy("档案室", "王敏"), PLACES[what : what + 1])
        case "file":
            return workspace.file(pieces[which].id, [PLACES[what]])
        case "score":
            item = ITEMS[which % len(ITEMS)].id
            cleared, given = ([item], []) if what == 3 else ([], [GivenScore(item, what / 2, "缺一件")])
            return workspace.scoring.give(given, "赵主任", cleared)
        case "part" | "mode":
            return _choose(workspace, kind, which, what)
        case "unfile":
            return workspace.unfile(pieces[which].id, [PLACES[what]])
        case _:
            facts, flags = replace(pieces[which].facts, year=2020 + what), frozenset(list[Flag](Flag)[:what])
            return workspace.correct_facts(pieces[which].id, facts, flags)


def _choose(workspace: Workspace, kind: str, which: int, what: int) -> Changes:
    """Choose whom the dossier is for, or a part of it."""
    if kind == "part":
        return workspace.contributing.mark([ITEMS[which % len(ITEMS)].id], within=what % 2 == 0)
    project = replace(workspace.snapshot().project, mode=list(Mode)[what % 2])
    return workspace.schemes.edit_project(Action.EDIT_PROJECT, project)
