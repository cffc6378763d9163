"""Workspaces to look into, and what a folder holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build import NOON, TOWNSHIPS, a_slot, an_item
from evidence.criteria import township_units
from evidence.model import Project, SchemeFacts, SchemeReading
from evidence.workspace import create_workspace


@pytest.fixture(scope="session")
def make_workspace() -> Callable[[Path], Path]:
    """Make a workspace with two items, each with one slot."""

    def make(path: Path) -> Path:
        items = (
            an_item("1-1", a_slot("年度工作方案")),
            an_item("1-2", a_slot("工作总结", kind="总结/报告", stage=None)),
        )
        reading = SchemeReading(SchemeFacts("评价细则（演示版）", None, None, 4.0), items, ())
        project = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
        create_workspace(path, project, reading, "王敏", lambda: NOON)
        return path

    return make


@pytest.fixture
def folder(make_workspace: Callable[[Path], Path], tmp_path: Path) -> Path:
    """A workspace of its own."""
    return make_workspace(tmp_path / "迎检项目")


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes | None]]:
    """Tell all that lies below a folder: the bytes of each file, None for a folder."""

    def read(folder: Path) -> dict[str, bytes | None]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*")
        }

    return read
