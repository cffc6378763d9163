"""The demonstration: what it makes, and that it replaces only what nobody has worked on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.app.examples import Command, in_another_process


@dataclass(frozen=True)
class Demo:
    """A demo that was made, and what was said of it."""

    out: Path
    said: Any
    gaps: Any


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, made once."""
    out = tmp_path_factory.mktemp("示范") / "demo"
    done = in_another_process(["demo", "--out", out, "--json"])
    assert (done.status, done.err) == (0, "")
    gaps = in_another_process(["gaps", done.json["workspace"], "--json"])
    assert gaps.status == 0
    return Demo(out, done.json, gaps.json)


@pytest.fixture
def demo(once: Demo, tmp_path: Path) -> Path:
    """A copy to work on, times of change kept."""
    return shutil.copytree(once.out, tmp_path / "demo")


def workspace(demo: Path) -> Path:
    return next(path.parent for path in demo.rglob("dossier.sqlite"))


def items_with_evidence(gaps: Any) -> set[str]:  # noqa: ANN401 — any JSON
    return {item["code"] for item in gaps["items"] if any(row["have"] or row["defects"] for row in item["required"])}


def test_at_least_twenty_papers_are_filed(once: Demo) -> None:
    assert once.said["pieces"] >= 20


def test_papers_lie_in_at_least_ten_items_of_three_categories(once: Demo) -> None:
    items = items_with_evidence(once.gaps)
    folders = [path for path in Path(once.said["package"]).iterdir() if path.name not in ("00 总目录", "99 校验")]
    assert len(items) >= 10
    assert len(folders) >= 3


def test_at_least_eight_pictures_are_in_the_submission_edition(once: Demo) -> None:
    assert once.said["pictures"] >= 8


def test_all_it_names_is_there(once: Demo) -> None:
    paths = [once.said["workspace"], once.said["package"], *(d["path"] for d in once.said["documents"])]
    assert [path for path in paths if not Path(path).exists()] == []


def test_its_fields_are_those_of_export_and_the_workspace(once: Demo) -> None:
    told = {"documents", "package", "omissions", "cropped", "pieces", "pictures", "resumed", "second"}
    assert set(once.said) == {"workspace", *told}


def test_its_scheme_says_that_it_is_no_official_one(tmp_path: Path, beijian: Command) -> None:
    assert "演示版（非官方）" in beijian("demo", "--out", tmp_path / "demo").out


def test_an_untouched_demo_is_replaced(demo: Path, beijian: Command) -> None:
    before = (workspace(demo) / "dossier.sqlite").read_bytes()
    assert beijian("demo", "--out", demo).status == 0
    assert (workspace(demo) / "dossier.sqlite").read_bytes() != before


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def worked_on(demo: Path, beijian: Command) -> None:
    options = ["--title", "纪要", "--where", "档案室", "--keeper", "王敏"]
    assert beijian("paper", workspace(demo), *options).status == 0


def document_edited(demo: Path, _beijian: Command) -> None:
    path = next((demo / "导出").rglob("*.docx"))
    path.write_bytes(path.read_bytes() + b" ")


def file_added(demo: Path, _beijian: Command) -> None:
    (demo / "我的笔记.txt").write_text("笔记", "utf-8")


def file_added_to_the_export(demo: Path, _beijian: Command) -> None:
    (demo / "导出" / "批注.txt").write_text("批注", "utf-8")


@pytest.mark.parametrize("touch", [worked_on, document_edited, file_added, file_added_to_the_export])
def test_a_touched_demo_is_refused_and_stays(touch: Any, demo: Path, beijian: Command, refused: Any) -> None:  # noqa: ANN401
    touch(demo, beijian)
    before = contents(demo)
    refused(beijian("demo", "--out", demo), demo, "--out")
    assert contents(demo) == before


def test_a_folder_with_other_contents_is_refused_and_stays(tmp_path: Path, beijian: Command, refused: Any) -> None:  # noqa: ANN401
    (tmp_path / "别的").mkdir()
    file_added(tmp_path / "别的", beijian)
    before = contents(tmp_path / "别的")
    refused(beijian("demo", "--out", tmp_path / "别的", "--json"), tmp_path / "别的", "--out")
    assert contents(tmp_path / "别的") == before


def test_an_empty_folder_is_used(tmp_path: Path, beijian: Command) -> None:
    (tmp_path / "空").mkdir()
    assert beijian("demo", "--out", tmp_path / "空").status == 0
