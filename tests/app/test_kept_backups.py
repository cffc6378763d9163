"""Where a project is backed up, and when that was done last, is known at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.kept_backups import KeptBackups
from tests.build import NOON


def test_each_project_has_its_place_and_moment(tmp_path: Path) -> None:
    kept = KeptBackups(tmp_path / "settings.toml")
    kept.keep(tmp_path / "甲", tmp_path / "E盘", NOON)
    kept.keep(tmp_path / "乙", tmp_path / "U盘", None)
    again = KeptBackups(tmp_path / "settings.toml")
    known = [(again.place(tmp_path / project), again.last(tmp_path / project)) for project in ("甲", "乙", "丙")]
    assert known == [(tmp_path / "E盘", NOON), (tmp_path / "U盘", None), (None, None)]


@pytest.mark.parametrize("text", ["[backups]\n'/a' = 1", "[backups]\n'/a' = ['/b', 'morgen']", "[backups"])
def test_a_damaged_file_costs_the_memory_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "backups.toml").write_text(text, "utf-8")
    kept = KeptBackups(tmp_path / "settings.toml")
    assert kept.place(Path("/a")) is None
    kept.keep(tmp_path / "甲", tmp_path / "E盘", NOON)
    assert kept.last(tmp_path / "甲") == NOON
