"""`rates`, `rates-import`, `rate`, `holidays`: written down, told, kept as files."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pytest

from tests.app.examples import Command, Example

TABLE = """测评轮次,测评时间,测评方式,乡镇,有效问卷,满意度,知晓率
2023年第一次,2023-03,电话调查,全县,400,68%,80.5%
2023年第二次,2023-09,电话调查,全县,400,82.6%,81%
2023年第二次,2023-09,电话调查,双河镇,60,71%,77%
2023年第二次,2023-09,电话调查,石坪镇,60,90%,84%
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "测评.csv"
    path.write_text(TABLE, "utf-8-sig")
    return path


def test_rates_come_out_of_a_table_and_are_judged(example: Example, beijian: Command, table: Path) -> None:
    assert "新增 8" in beijian("rates-import", example.workspace, table).out
    beijian("rates", example.workspace, "--threshold", "满意度=70", "--basis", "省细则第三条")
    said = beijian("rates", example.workspace).out
    assert "说明不了是否达到合格线 70%" not in said  # of the county: 400 answers tell
    assert "达到合格线 70%：95%区间 78.6%～86.0%" in said
    assert "满意度（全县）比2023年第一次上升 14.6 个百分点，超出抽样误差" in said
    assert "知晓率（全县）比2023年第一次上升 0.5 个百分点，在抽样误差之内" in said
    assert "满意度较低的是：双河镇 71%。" in said  # 石坪镇 with its 90% is none of them
    assert "2023年第二次（2023年9月，电话调查）全县满意度 82.6%" in said
    assert "满意度合格线：70%（省细则第三条）" in said
    rates = beijian("rates", example.workspace, "--json").json["rates"]
    (town,) = [one for one in rates if one["place"] == "双河镇" and one["rate"] == "满意度"]
    assert town["verdict"] == "unsure"
    assert town["needed"] > 60


def test_what_a_table_does_not_state_stays(example: Example, beijian: Command, table: Path, tmp_path: Path) -> None:
    beijian("rates-import", example.workspace, table)
    asked = ("rate", example.workspace, "2023年第二次", "--method", "电话调查", "--ranking", "全市第3")
    assert beijian(*asked, "--weak", "投诉处理慢").status == 0
    assert "新增 0 个数，更新 0 个，相同 8 个" in beijian("rates-import", example.workspace, table).out
    said = beijian("rates", example.workspace).out
    assert "的测评表写明（全县，满意度、知晓率）：排名“全市第3”，短板“投诉处理慢”。" in said
    rates = beijian("rates", example.workspace, "--json").json["rates"]
    assert {one["ranking"] for one in rates} == {"", "全市第3"}
    out = tmp_path / "测评.xlsx"
    assert beijian("rates", example.workspace, "--out", out).status == 0
    cells = [cell.value for row in openpyxl.load_workbook(out).worksheets[0] for cell in row]
    assert {"排名", "短板", "全市第3"} <= set(cells)


def test_a_plan_changes_nothing_and_a_second_import_only_what_differs(
    example: Example, beijian: Command, table: Path
) -> None:
    assert "新增 8" in beijian("rates-import", example.workspace, table, "--plan").out
    assert beijian("rates", example.workspace, "--json").json["rates"] == []
    beijian("rates-import", example.workspace, table)
    table.write_text(TABLE.replace("90%", "91%"), "utf-8-sig")
    assert "新增 0 个数，更新 1 个，相同 7 个" in beijian("rates-import", example.workspace, table).out
    beijian("undo", example.workspace)
    rates = beijian("rates", example.workspace, "--json").json["rates"]
    assert [one["value"] for one in rates if one["place"] == "石坪镇"] == [90.0, 84.0]


def test_a_person_says_which_column_is_what(example: Example, beijian: Command, tmp_path: Path) -> None:
    path = tmp_path / "测评.csv"
    path.write_text("哪次,结果\n2023年第一次,82.6\n", "utf-8-sig")
    assert beijian("rates-import", example.workspace, path).status == 1
    assert beijian("rates-import", example.workspace, path, "--map", "哪次=轮次,B=满意度").status == 0


@pytest.mark.parametrize(("good", "bad"), [("2023-03", "三月"), ("400", "若干"), ("68%", "168%")])
def test_a_row_that_cannot_be_so_is_named_and_costs_no_other_its_place(
    example: Example, beijian: Command, table: Path, good: str, bad: str
) -> None:
    table.write_text(TABLE.replace(good, bad, 1), "utf-8-sig")
    taken = beijian("rates-import", example.workspace, table)
    assert taken.status == 0
    assert bad in taken.err
    assert "没有读入" in taken.err
    assert "新增 6" in taken.out


def test_a_table_of_which_no_row_can_be_read_is_refused(example: Example, beijian: Command, table: Path) -> None:
    table.write_text("轮次,满意度\n第一次,很好\n", "utf-8-sig")
    refused = beijian("rates-import", example.workspace, table)
    assert refused.status == 1
    assert "“很好”认不出来" in refused.err


def test_of_a_season_only_the_year_is_known(example: Example, beijian: Command, table: Path) -> None:
    table.write_text("测评时间,满意度\n2023年第四季度,82.6\n", "utf-8-sig")
    beijian("rates-import", example.workspace, table)
    (rate,) = beijian("rates", example.workspace, "--json").json["rates"]
    assert (rate["round"], rate["held"]) == ("2023年第四季度", "2023")


def test_a_round_is_typed_corrected_and_removed(example: Example, beijian: Command) -> None:
    asked = ("rate", example.workspace, "2023年第三次", "--place", "双河镇")
    assert beijian(*asked).status == 1
    assert "样本数不明" in beijian(*asked, "--satisfaction", "80").out
    assert "82.6分（样本 90 份）" in beijian(*asked, "--satisfaction", "82.6分", "--sample", "90").out
    (one,) = beijian("rates", example.workspace, "--json").json["rates"]
    assert (one["interval"], one["scored"]) == (None, True)
    assert beijian(*asked, "--remove").status == 0
    assert beijian(*asked, "--remove").status == 1


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_rates_are_kept_as_a_file(example: Example, beijian: Command, table: Path, ending: str) -> None:
    beijian("rates-import", example.workspace, table)
    beijian("rates", example.workspace, "--threshold", "满意度=70")
    out = table.with_name(f"测评情况.{ending}")
    assert beijian("rates", example.workspace, "--out", out).status == 0
    held = {"docx": "2023年\n9月", "xlsx": "2023-09"}  # on paper no day breaks; the workbook is read back
    assert held[ending] in texts(out)
    said = str(texts(out))
    assert "82.6%" in said
    assert "样本太小" in said
    assert "Wilson" in said


def texts(path: Path) -> list[str]:
    if path.suffix == ".docx":
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return [*(paragraph.text for paragraph in document.paragraphs), *cells]
    return [str(cell.value) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]


def test_a_year_is_added_to_the_holidays_by_hand(example: Example, beijian: Command, tmp_path: Path) -> None:
    assert "国办发明电〔2025〕7号" in beijian("holidays", example.workspace).out
    out = tmp_path / "放假安排.xlsx"
    assert beijian("holidays", example.workspace, "--out", out).status == 0
    book = openpyxl.load_workbook(out)
    book.worksheets[0].append(["2027", "某号", "元旦", "放假", "2027-01-01", "2027-01-03"])
    book.save(out)
    assert "2027 年" in beijian("holidays", example.workspace, "--import", out).out
    years = beijian("holidays", example.workspace, "--json").json["years"]
    assert [one["year"] for one in years if one["own"]] == [2027]
    assert len(years) == 7
    assert "未作改动" in beijian("holidays", example.workspace, "--import", out).out
    assert beijian("holidays", example.workspace, "--drop", "2027").status == 0
    assert beijian("holidays", example.workspace, "--drop", "2026").status == 1
