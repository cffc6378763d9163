"""Where the letters of a project were put last is known at the next start."""

from __future__ import annotations

from pathlib import Path

from app.kept_folders import KeptFolders


def test_each_project_has_its_folder(tmp_path: Path) -> None:
    kept = KeptFolders(tmp_path / "settings.toml")
    kept.keep(tmp_path / "甲", tmp_path / '放“信”的 "处"')
    kept.keep(tmp_path / "乙", tmp_path / "别处")
    again = KeptFolders(tmp_path / "settings.toml")
    assert [again.folder(tmp_path / project) for project in ("甲", "乙", "丙")] == [
        tmp_path / '放“信”的 "处"',
        tmp_path / "别处",
        None,
    ]


def test_a_damaged_file_costs_the_memory_alone(tmp_path: Path) -> None:
    (tmp_path / "folders.toml").write_text("folders = 1", "utf-8")
    kept = KeptFolders(tmp_path / "settings.toml")
    assert kept.folder(tmp_path / "甲") is None
    kept.keep(tmp_path / "甲", tmp_path / "处")
    assert kept.folder(tmp_path / "甲") == tmp_path / "处"
