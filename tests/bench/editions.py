"""A new edition of 2,000 items: compared, planned, applied and undone with 500 pieces filed (time by the clock)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, wall_s
from invented_schemes import a_table, read_again
from msgspec.structs import replace

from build import NOON
from evidence.journal import Action
from evidence.model import Criterion, Place, Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.scheme.compare import compare
from evidence.scheme.edition import Preview
from evidence.workspace import Accept, Workspace, create_workspace

_GONE = 9  # of each ten groups one has no heir


@dataclass(frozen=True, slots=True)
class Size:
    """How many items a table has, how many pieces are filed, and in how many runs the comparison is measured."""

    items: int = 2_000
    pieces: int = 500
    runs: int = 3


FULL = Size()
TINY = Size(items=40, pieces=5, runs=1)


def reworded(table: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Return another edition: every item worded anew, a tenth of the groups with other items."""
    other = iter(a_table(len(table), seed=2))

    def write(criterion: Criterion) -> str | None:
        if not criterion.text:
            return None
        if criterion.code.partition("-")[0].endswith(str(_GONE)):
            return next(one.text for one in other if one.text)
        return criterion.text[5:] + "留存资料备查。"

    return tuple(replace(criterion, text=write(criterion)) for criterion in read_again(table))


def measure(size: Size = FULL) -> list[Figure]:
    """Measure the worst comparisons, and one change of edition in a workspace."""
    old = a_table(size.items)
    new, unlike = reworded(old), a_table(size.items, seed=3)
    items = f"{size.items:,} items"
    return [
        Figure(f"{items} compared, all worded anew", wall_s(lambda: compare(old, new), size.runs), "s", 3.0),
        Figure(f"{items} compared, none in common", wall_s(lambda: compare(old, unlike), size.runs), "s", 3.0),
        *_in_workspace(size, old, new),
    ]


def _in_workspace(size: Size, old: Sequence[Criterion], new: Sequence[Criterion]) -> list[Figure]:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "项目"
        facts = SchemeFacts("细则", None, None, None)
        project = Project("云岭县", None, 2021, 2023, (), NOON)
        create_workspace(place, project, SchemeReading(facts, tuple(old), ()), "王敏", lambda: NOON)
        with Workspace(place, "王敏", lambda: NOON, write=True) as workspace:
            _file_papers(workspace, Path(folder) / "来件", size.pieces)
            previews: list[Preview] = []
            reading = SchemeReading(facts, tuple(new), ())
            preview_s = wall_s(lambda: previews.append(workspace.schemes.preview_edition(reading)))
            plan_s = wall_s(lambda: previews[0].plan({}))
            plan = previews[0].plan({})
            apply_s = wall_s(lambda: workspace.schemes.edit(Action.NEW_EDITION, lambda _: plan.edit))
            undo_s = wall_s(workspace.undo)
    pieces = f"{size.pieces:,} filed pieces, {plan.returned} back to the tray"
    return [
        Figure(f"{pieces}: compared", preview_s, "s"),
        Figure(f"{pieces}: each move planned", plan_s, "s"),
        Figure(f"{pieces}: applied", apply_s, "s"),
        Figure(f"{pieces}: undone", undo_s, "s"),
    ]


def _file_papers(workspace: Workspace, folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"材料{number}.txt").write_text(f"第{number}次食品安全检查记录", "utf-8")
    workspace.add([folder], Accept.NONE, Silent())
    snapshot = workspace.snapshot()
    leaves = snapshot.leaves
    step = max(1, len(leaves) // count)
    where = [Place(p.id, leaves[at * step % len(leaves)].id, None) for at, p in enumerate(snapshot.pieces)]
    workspace.arrange((), where)
