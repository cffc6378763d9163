"""`document` makes the papers about 整改: of a day, a week, a month, a unit, and as it was known earlier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest

from app.program import now
from evidence import rectifying
from evidence.findings import Did, Draft, NewEvent, Severity, Source
from evidence.rectify.papers.charting import FEWEST
from evidence.wording.papers import NAMES
from evidence.workspace import Workspace
from tests.app.examples import Command, Example

TODAY = now().date()
FOUND = TODAY - timedelta(3)


def a_draft(text: str, unit: str, deadline: date, source: Source = Source.DAILY) -> Draft:
    handed = NewEvent(Did.HAND_OUT, FOUND, unit=unit, person="李强", deadline=deadline, said="清洗墙面")
    return Draft(source, FOUND, text, "双河镇农贸市场", kind="环境卫生", severity=Severity.GRAVE, events=(handed,))


@pytest.fixture
def project(example: Example) -> Path:
    """A project with three problems of two units, one of them late."""
    with Workspace(example.workspace, "王敏", now, write=True) as workspace:
        rectifying.add(
            workspace,
            [
                a_draft("墙面发霉。", "县市场监管局", FOUND + timedelta(1)),
                a_draft("没有公示证照。", "县市场监管局", TODAY + timedelta(30)),
                a_draft("台账没有登记。", "双河镇", TODAY + timedelta(30), Source.REHEARSAL),
            ],
        )
    return example.workspace


def text_of(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


@pytest.mark.parametrize("name", NAMES.values())
def test_every_paper_is_made(name: str, project: Path, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / f"{name}.docx"
    unit = ("--unit", "市场监管局") if name == "整改通知" else ()
    outcome = beijian("document", project, name, "--out", path, *unit)
    assert outcome.out.startswith(f"{name}已存到 {path}：共"), outcome.err
    assert "注：数据截至" in text_of(path)


def test_a_day_is_told_with_what_was_found_on_it(project: Path, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / "通报.docx"
    assert beijian("document", project, "日督查通报", "--out", path, "--on", FOUND.isoformat()).status == 0
    said = text_of(path)
    assert "日督查发现问题2个（较重2个），涉及点位或评价内容1处、责任单位1个" in said
    assert "其他来源的问题1个：模拟验收1个" in said
    assert "整改台账第1至3号" in said


def test_a_day_on_which_nothing_was_found_reads_well(project: Path, tmp_path: Path, beijian: Command) -> None:
    path = tmp_path / "通报.docx"
    assert (
        beijian("document", project, "日督查通报", "--out", path, "--on", (FOUND - timedelta(40)).isoformat()).status
        == 0
    )
    said = text_of(path)
    assert "日督查未发现问题" in said
    assert "整改台账没有登记问题。" in said
    assert "整改台账（没有相关问题）" in said


def test_a_paper_can_be_made_as_things_were_known_then(project: Path, tmp_path: Path, beijian: Command) -> None:
    """What was found three days ago and written down today was not known then."""
    path = tmp_path / "通报.docx"
    outcome = beijian("document", project, "日督查通报", "--out", path, "--as-known", FOUND.isoformat())
    assert outcome.status == 0
    assert "日督查未发现问题" in text_of(path)
    assert "当天为止的登记" in text_of(path)


def test_a_notice_for_each_unit_in_a_folder(project: Path, tmp_path: Path, beijian: Command) -> None:
    folder = tmp_path / "通知"
    outcome = beijian("document", project, "整改通知", "--out", folder)
    assert outcome.out == f"已生成整改通知2份，存在 {folder}。\n"
    assert sorted(path.name.split("_")[1] for path in folder.iterdir()) == ["县市场监管局", "双河镇"]
    again = beijian("document", project, "整改通知", "--out", folder, "--json").json
    assert len(list(folder.iterdir())) == 4
    assert {paper["findings"] for paper in again["papers"]} == {1, 2}


def test_json_tells_what_was_made(project: Path, tmp_path: Path, beijian: Command) -> None:
    said = beijian(
        "document", project, "周整改清单", "--out", tmp_path / "清单.docx", "--unit", "市场监管局", "--json"
    ).json
    assert said["kind"] == "week_list"
    (paper,) = said["papers"]
    assert paper["findings"] == 1
    assert "周整改清单（县市场监管局）（" in paper["title"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["日督查通报", "--out", "通报.xlsx"], "通报.xlsx"),
        (["日督查通报", "--out", "通报.docx", "--on", "2099-01-01"], "2099-01-01"),
        (["日督查通报", "--out", "通报.docx", "--unit", "市场监管局"], "日督查通报"),
        (["周整改清单", "--out", "清单.docx", "--unit", "县残联"], "县残联"),
        (["整改通知", "--out", "通知.docx"], "整改通知"),
        (["月报", "--out", "月报.docx", "--item", "1-1"], "--item"),
        (["月报", "--out", "月报.docx", "--edition", "submission"], "--edition"),
        (["月报", "--out", "没有/月报.docx"], "没有"),
        (["月报", "--out", "月报.docx", "--as-known", FOUND.isoformat(), "--on", TODAY.isoformat()], "月报"),
        (["总目录", "--out", "目录.docx", "--on", "2023-01-01"], "总目录"),
    ],
)
def test_what_cannot_be_made_is_refused(
    arguments: list[str], named: str, project: Path, tmp_path: Path, beijian: Command, refused: Callable[..., str]
) -> None:
    kind, out, name, *options = arguments
    outcome = beijian("document", project, kind, out, tmp_path / name, *options)
    refused(
        outcome, named, tmp_path, name, *(one for one in options if one.startswith("--")), "--on", "--as-known", ".docx"
    )
    assert not list(tmp_path.glob("*.docx"))


def test_without_the_library_of_charts_a_report_is_made_with_sentences(
    project: Path, tmp_path: Path, beijian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "matplotlib", None)
    more = [a_draft(f"第{number}处墙面发霉。", "双河镇", TODAY + timedelta(30)) for number in range(FEWEST)]
    with Workspace(project, "王敏", now, write=True) as workspace:
        rectifying.add(workspace, more)
    path = tmp_path / "月报.docx"
    outcome = beijian("document", project, "月报", "--out", path)
    assert outcome.status == 0
    assert "幅图没有画出来" in outcome.out
    assert "图表画不出来" in text_of(path)
