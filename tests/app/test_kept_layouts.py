"""How a project was laid out is known at the next start; a damaged or foreign file does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kept_layouts import KeptLayouts
from ui.layouts import Columns, Layout, Part

LAYOUT = Layout(
    window=(-1200, 40, 1100, 640),
    maximized=True,
    sizes={"desk": (200, 500, 300), "paper": (300, 120)},
    hidden=frozenset({Part.PAGES, Part.CRITERIA}),
    columns={"gaps": Columns((5.0, 0.0, 3.5), (2, 0, 1))},
    orders={"gaps": "按“单位”"},
    pane="gaps",
    item="a1",
    paper="b2",
)


def test_each_project_has_its_layout(tmp_path: Path) -> None:
    KeptLayouts(tmp_path / "settings.toml").keep(tmp_path / '国检 "2024"', LAYOUT)
    KeptLayouts(tmp_path / "settings.toml").keep(tmp_path / "别的", Layout(pane="tray"))
    again = KeptLayouts(tmp_path / "settings.toml")
    assert again.load(tmp_path / '国检 "2024"') == LAYOUT
    assert again.load(tmp_path / "别的") == Layout(pane="tray")
    assert again.load(tmp_path / "没见过的") == Layout()


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"layout = 3",
        b"[[layout]]\nproject = 3",
        b"layout = [1, 'x']",
    ],
)
def test_a_damaged_file_is_as_at_first(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "layouts.toml").write_bytes(content)
    kept = KeptLayouts(tmp_path / "settings.toml")
    assert kept.load(tmp_path) == Layout()
    kept.keep(tmp_path, LAYOUT)
    assert kept.load(tmp_path) == LAYOUT


WILD = st.sampled_from(
    ["3", "-1", '"x"', "true", "nan", "inf", "[1, 2]", "[1e30, 1, 1, 1]", "[0, 0, 0, 0]", "[[1]]", "{ a = 1 }", '["x"]']
)


@given(
    values=st.dictionaries(st.sampled_from(["window", "maximized", "hidden", "pane", "item", "paper"]), WILD),
    table=WILD,
)
def test_what_makes_no_sense_is_as_at_first_and_the_rest_stays(
    values: dict[str, str], table: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    lines = "".join(f"{name} = {value}\n" for name, value in values.items())
    text = f"[[layout]]\nproject = '甲'\n{lines}widths = {table}\n[layout.sizes]\ndesk = {table}\npaper = [3, 4]\n"
    (folder / "layouts.toml").write_text(text, "utf-8")
    found = KeptLayouts(folder / "settings.toml").load(Path("甲"))
    assert found.sizes["paper"] == (3, 4)
    assert found.window is None
    assert found.columns == {}
    assert all(isinstance(size, int) for sizes in found.sizes.values() for size in sizes)


def test_nothing_of_it_lies_in_the_project(tmp_path: Path) -> None:
    project = tmp_path / "国检"
    project.mkdir()
    KeptLayouts(tmp_path / "设置" / "settings.toml").keep(project, LAYOUT)
    assert list(project.iterdir()) == []
    assert [path.name for path in (tmp_path / "设置").iterdir()] == ["layouts.toml"]
