"""`sites`, `sites-import`, `sites-export`, `site`: the register of places that are inspected."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from evidence.findings import Draft, Source
from evidence.rectifying import add, sites
from evidence.workspace import Workspace
from tests.app.examples import Command, Example
from tests.build import NOON

TABLE = """序号,点位编号,业态,点位名称,详细地址,所在乡镇,包保领导,责任部门,检查方式,内容号
1,A01,学校食堂,第一小学食堂,学府路1号,双河镇,张副县长,县教委,明查,2-1
2,A02,超市,万家超市,人民路3号,双河镇,李副县长,县市场监管局,暗访,"1-1、2—1"
3,A03,农贸市场,中心市场,,石坪镇,,,,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "点位.csv"
    path.write_text(TABLE, "utf-8-sig")
    return path


def test_places_come_out_of_a_table_and_are_found_by_words(example: Example, beijian: Command, table: Path) -> None:
    assert "新增 3" in beijian("sites-import", example.workspace, table).out
    found = beijian("sites", example.workspace, "--find", "双河 超市", "--json").json["sites"]
    assert [(one["number"], one["leader"], one["items"]) for one in found] == [("A02", "李副县长", ["1-1", "2-1"])]
    assert "共 3 个点位，3 种业态，2 个乡镇；有未销号问题的 0 个" in beijian("sites", example.workspace).out


def test_an_empty_cell_changes_nothing_and_undo_takes_all_back(example: Example, beijian: Command, table: Path) -> None:
    beijian("sites-import", example.workspace, table)
    table.write_text("编号,名称,包保领导,地址\nA01,,,\nA02,万家福超市,,\n,中心市场,王主任,\n,新市场,,\n", "utf-8-sig")
    assert "新增 1，更新 2，相同 0" in beijian("sites-import", example.workspace, table, "--plan").out
    beijian("sites-import", example.workspace, table)
    found = {one["number"]: one for one in beijian("sites", example.workspace, "--json").json["sites"]}
    assert (found["A02"]["name"], found["A02"]["leader"]) == ("万家福超市", "李副县长")
    assert found["A03"]["leader"] == "王主任"
    beijian("undo", example.workspace)
    assert len(beijian("sites", example.workspace, "--json").json["sites"]) == 3


def test_problems_that_name_a_place_are_counted_there(example: Example, beijian: Command, table: Path) -> None:
    def counted() -> dict[str, tuple[int, int]]:
        told = beijian("sites", example.workspace, "--json").json["sites"]
        return {one["number"]: (one["found"], one["open"]) for one in told}

    def found(place: str) -> str | None:
        about = (f"{place}有蝇虫", "--place", place)
        return beijian("finding-add", example.workspace, *about, "--json").json["finding"]["site"]

    assert found("万家超市") is None  # not in the register yet
    beijian("sites-import", example.workspace, table)
    assert found("万家 超市") is not None
    assert found("万家") is None
    assert counted() == {"A01": (0, 0), "A02": (2, 2), "A03": (0, 0)}
    problems = table.with_name("问题.csv")
    problems.write_text("问题来源,发现日期,点位,问题描述\n日督查,2024-01-05,中心市场,有积水\n", "utf-8-sig")
    assert beijian("findings-import", example.workspace, problems, "--yes").status == 0
    assert counted()["A03"] == (1, 1)


def test_a_name_that_two_places_have_links_to_neither(example: Example, beijian: Command, tmp_path: Path) -> None:
    twice = tmp_path / "点位.csv"
    twice.write_text("编号,名称,所在乡镇\nB1,中心市场,双河镇\nB2,中心市场,石坪镇\n", "utf-8-sig")
    beijian("sites-import", example.workspace, twice)
    about = ("有蝇虫", "--place", "中心市场")
    assert beijian("finding-add", example.workspace, *about, "--json").json["finding"]["site"] is None
    assert [one["found"] for one in beijian("sites", example.workspace, "--json").json["sites"]] == [0, 0]


def test_the_workbook_reads_back_as_it_is(example: Example, beijian: Command, table: Path) -> None:
    beijian("sites-import", example.workspace, table)
    beijian("site", example.workspace, "A02", "--score", "92.5")
    out = table.with_name("点位台账.xlsx")
    assert beijian("sites-export", example.workspace, "--out", out).status == 0
    assert "新增 0 个点位，更新 0 个，相同 3 个" in beijian("sites-import", example.workspace, out).out
    head = [str(cell.value) for cell in openpyxl.load_workbook(out).worksheets[0][2]]
    assert "自评分" in head
    assert head[:3] == ["编号", "业态", "名称"]
    assert beijian("sites-export", example.workspace, "--out", table.with_name("点位台账.docx")).status == 0
    assert beijian("sites-export", example.workspace, "--out", table.with_name("点位台账.pdf")).status == 1


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("A02,", "A01,", "两行"),
        (",2-1\n", ",9-9\n", "9-9"),
        ("检查方式", "自评得分", "自评分“明查”"),
        ("点位名称", "什么", "名称"),
    ],
)
def test_a_table_that_cannot_be_so_is_refused(
    example: Example, beijian: Command, table: Path, good: str, bad: str, said: str
) -> None:
    table.write_text(TABLE.replace(good, bad, 1), "utf-8-sig")
    refused = beijian("sites-import", example.workspace, table)
    assert refused.status == 1
    assert said in refused.err
    assert beijian("sites", example.workspace, "--json").json["sites"] == []


def test_a_place_is_typed_changed_and_removed(example: Example, beijian: Command) -> None:
    asked = ("site", example.workspace, "万家超市")
    assert beijian(*asked).status == 1
    assert beijian(*asked, "--add", "--township", "双河镇", "--items", "2-1").status == 0
    assert beijian(*asked, "--add", "--township", "双河镇").status == 1
    assert "县教委" in beijian(*asked, "--department", "县教委").out
    assert "自评分 92.5" in beijian(*asked, "--score", "92.5").out
    assert beijian("sites", example.workspace, "--json").json["sites"][0]["score"] == "92.5"
    assert "自评分“好”不是 0 到 100 之间的数" in beijian(*asked, "--score", "好").err
    assert beijian(*asked, "--score", "9" * 51).status == 1
    assert beijian("sites", example.workspace, "--json").json["sites"][0]["score"] == "92.5"
    assert beijian(*asked, "--score", "").status == 0
    assert beijian("sites", example.workspace, "--json").json["sites"][0]["score"] == ""
    assert beijian(*asked, "--remove").status == 0
    assert beijian(*asked, "--remove").status == 1


def test_problems_are_counted_and_keep_their_place(example: Example, beijian: Command, table: Path) -> None:
    beijian("sites-import", example.workspace, table)
    with Workspace(example.workspace, "李敏", lambda: NOON, write=True) as workspace:
        here = sites(workspace)[1]
        texts = ("无证经营", "过期食品")
        add(workspace, [Draft(Source.DAILY, NOON.date(), text, here.name, "王敏", site=here.id) for text in texts])
    assert "问题 2 个，未销号 2 个" in beijian("sites", example.workspace, "--open").out
    refused = beijian("site", example.workspace, "A02", "--remove")
    assert refused.status == 1
    assert "2 个问题" in refused.err
