"""Files that arrive at a small project, and what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from build import NOON, a_slot, an_item
from evidence import wording
from evidence.criteria import township_units
from evidence.intake.take_in import Taken
from evidence.model import Project, SchemeFacts, SchemeReading
from evidence.progress import Silent
from evidence.snapshot import Snapshot
from evidence.workspace import Accept, TakenIn, Workspace, create_workspace

Files = dict[str, bytes]


def a_workspace(path: Path, townships: Sequence[str] = ()) -> Path:
    reading = SchemeReading(SchemeFacts("细则", None, None, 4.0), (an_item("1-1", a_slot()), an_item("11-39")), ())
    create_workspace(
        path, Project(None, None, 2021, 2023, township_units(townships), NOON), reading, "王敏", lambda: NOON
    )
    return path


@dataclass
class Arrived:
    """What came of one folder."""

    taken: TakenIn
    snapshot: Snapshot
    vault: Path

    def told(self) -> dict[str, str]:
        return {str(file.source): file.state.value for file in self.taken.files}

    def of(self, source: str) -> Taken:
        (found,) = [file for file in self.taken.files if str(file.source) == source]
        return found

    def says(self, source: str, code: str, **params: str | int) -> bool:
        return self.of(source).message == wording.remark(code, **params)

    def kept(self) -> set[bytes]:
        return {path.read_bytes() for path in self.vault.rglob("*") if path.is_file()}


Take = Callable[[Files], Arrived]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    """Take files in; nothing is left behind but the originals."""

    def take_in(files: Files) -> Arrived:
        for name, data in files.items():
            (tmp_path / "收件" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "收件" / name).write_bytes(data)
        with Workspace(a_workspace(tmp_path / "项目"), "王敏", lambda: NOON, write=True) as workspace:
            taken = workspace.add([tmp_path / "收件"], Accept.NONE, Silent())
            vault = workspace.path / "vault"
            assert not list((vault / "incoming").iterdir())
            outside = {path.name for path in tmp_path.rglob("*") if not path.is_relative_to(workspace.path)}
            assert outside == {"收件", *(part for name in files for part in Path(name).parts)}
            return Arrived(taken, workspace.snapshot(), vault)

    return take_in
