"""What goes out to units that owe something and what comes back: 60 units with 20 gaps each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from bench.figures import Figure, cpu_s, wall_s

from app.paths import WORD_TEMPLATE
from build import a_slot, a_snapshot, an_item
from evidence.chases import STEPS, Form
from evidence.check.debts import Debt, debts_by_unit
from evidence.check.gaps import find_gaps
from evidence.check.owing import Drafting, units_to_chase
from evidence.export.chase_files import write_drafts
from evidence.export.hand_out import Packing, folder_name, hand_out
from evidence.export.template import load_template
from evidence.intake.debt_codes import DebtCodes, debt_codes
from evidence.model import Facts, Scope, new_id
from evidence.progress import Silent
from evidence.snapshot import Snapshot

_MOST_S = 20.0  # all packages, or all letters, of 60 units
_MOST_FOR_TWICE = 2.6  # times as long for twice the units
_MOST_KNOWING_S = 2.0  # ten thousand paths


@dataclass(frozen=True, slots=True)
class Size:
    """How many units owe how much, and how many files come back."""

    units: int = 60
    debts: int = 20
    files: int = 10_000
    runs: int = 3


FULL = Size()
TINY = Size(units=4, debts=3, files=20, runs=1)


def measure(size: Size = FULL) -> list[Figure]:
    """Make the packages of all units, of half of them, and know again what carries their codes."""
    snapshot = _snapshot(size)
    owed = debts_by_unit(snapshot, find_gaps(snapshot))
    half = dict(list(owed.items())[: size.units // 2])
    codes = debt_codes(snapshot)
    paths = _paths(owed, size.files)
    with TemporaryDirectory() as folder:
        out = Path(folder)
        folders_s = wall_s(lambda: _hand_out(out, owed, snapshot, Packing.FOLDER), size.runs)
        zips_s = wall_s(lambda: _hand_out(out, owed, snapshot, Packing.ZIP), size.runs)
        whole_s = cpu_s(lambda: _hand_out(out, owed, snapshot, Packing.ZIP), size.runs)
        half_s = cpu_s(lambda: _hand_out(out, half, snapshot, Packing.ZIP), size.runs)
        letters_s = wall_s(lambda: _letters(out, snapshot), size.runs)
    return [
        Figure("packages of all units as folders", folders_s, "s", _MOST_S),
        Figure("… as zips", zips_s, "s", _MOST_S),
        Figure("letters (督办单) to all units", letters_s, "s", _MOST_S),
        Figure("twice the units", whole_s / half_s, "×", _MOST_FOR_TWICE),
        Figure("codes of the project", wall_s(lambda: debt_codes(snapshot), size.runs), "s"),
        Figure("files known by their codes", cpu_s(lambda: _know(codes, paths), size.runs), "s", _MOST_KNOWING_S),
    ]


def _snapshot(size: Size) -> Snapshot:
    slots = [
        a_slot(f"第{number}项工作情况统计表（分村、分月）", scope=Scope.EACH_TOWNSHIP) for number in range(size.debts)
    ]
    items = [an_item(f"{number + 1}-{number + 7}", slot) for number, slot in enumerate(slots)]
    return a_snapshot(items, townships=[f"第{number}镇" for number in range(size.units)])


def _hand_out(out: Path, owed: dict[str, tuple[Debt, ...]], snapshot: Snapshot, packing: Packing) -> None:
    hand_out(out / new_id(), owed, snapshot, "0", packing, Silent())


def _letters(out: Path, snapshot: Snapshot) -> None:
    gaps = find_gaps(snapshot)
    units = units_to_chase(snapshot, gaps, (), STEPS)
    order = next(step for step in STEPS if step.form is Form.ORDER)
    drafting = Drafting(snapshot.at, None, tuple((unit, order) for unit in units), ())
    place = out / new_id()
    place.mkdir()
    write_drafts(place, drafting, snapshot, gaps, (load_template(WORD_TEMPLATE), "0"), Silent())


def _paths(owed: dict[str, tuple[Debt, ...]], count: int) -> list[PurePosixPath]:
    """Return paths of which half carry a code, in the name or in a folder."""
    debts = [debt for of_unit in owed.values() for debt in of_unit]
    found: list[PurePosixPath] = []
    for number in range(count):
        debt = debts[number % len(debts)]
        named = (f"{folder_name(debt)}/照片{number}.jpg", f"{debt.code} 材料{number}.docx", f"汇总/材料{number}.docx")
        found.append(PurePosixPath(f"收件包_{debt.unit}_20231120.zip!/{named[number % 3]}"))
    return found


def _know(codes: DebtCodes, paths: Sequence[PurePosixPath]) -> None:
    for path in paths:
        facts, _ = codes.told(Facts(), (), path)
        codes.applied((), facts, path)
        codes.bare(path)
