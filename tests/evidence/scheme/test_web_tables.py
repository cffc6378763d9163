"""Tables that office systems export as web pages, under the endings of workbooks."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from tables.outline import outline

from evidence import wording
from evidence.errors import SchemeError
from evidence.model import SchemeReading
from evidence.scheme.reading import read_scheme

ReadBytes = Callable[..., SchemeReading]
HEAD = "<tr><th>编号</th><th>评价内容</th><th>分值</th></tr>"
ROW = "<tr><td>1</td><td>专题研究。</td><td>3</td></tr>"


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def refusal(content: bytes, tmp_path: Path) -> SchemeError:
    path = tmp_path / "导出.xls"
    path.write_bytes(content)
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert path.name in wording.sentence(caught.value)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    "meta", ["", '<meta charset="gb2312">', '<meta http-equiv="Content-Type" content="charset=utf-8">']
)
def test_every_encoding_whatever_the_page_says_of_it(encoding: str, meta: str, read_bytes: ReadBytes) -> None:
    content = page(f"<table>{HEAD}{ROW}</table>", meta).encode(encoding)
    assert outline(read_bytes(content, "导出.xls")) == ["1 专题研究。"]


@pytest.mark.parametrize("name", ["导出.xls", "导出.xlsx", "导出.htm", "导出"])
def test_the_ending_does_not_matter(name: str, read_bytes: ReadBytes) -> None:
    assert outline(read_bytes(f"<table>{HEAD}{ROW}</table>".encode(), name)) == ["1 专题研究。"]


def test_cells_over_several_rows_and_columns(read_bytes: ReadBytes) -> None:
    rows = (
        "<tr><td colspan=4>评价细则</td></tr><tr><td>类别<td>编号<td>评价内容<td>分值</tr>"
        "<tr><td rowspan=2>基础工作</td><td>1</td><td>专题研究。</td><td>3</td></tr>"
        "<tr><td>2</td><td>调研督导。</td><td>2</td></tr>"
        "<tr><td colspan=3>小计</td><td>5</td></tr>"
        "<tr><td rowspan=99>能力建设</td><td>3</td><td>人员到位。</td><td>1</td></tr>"
    )
    reading = read_bytes(page(f"<table>{rows}</table>").encode())
    assert outline(reading) == ["一 基础工作", "  1 专题研究。", "  2 调研督导。", "二 能力建设", "  3 人员到位。"]
    assert reading.facts.title == "评价细则"


def test_lines_entities_and_the_breaks_of_the_source(read_bytes: ReadBytes) -> None:
    cell = "<p>1.制定&ldquo;责任清单&rdquo;；</p>2.达到&nbsp;&gt;90%<br>的要求；<div>3.随分工\n   调整。</div>"
    (item,) = read_bytes(page(f"<table>{HEAD}<tr><td>1<td>{cell}<td>3</table>").encode()).items
    assert item.text == "1.制定“责任清单”；\n2.达到 >90%的要求；\n3.随分工调整。"


def test_a_workbook_saved_as_a_page_by_excel(read_bytes: ReadBytes) -> None:
    content = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        "<head><meta name=ProgId content=Excel.Sheet><style>td {mso-number-format:General;}</style>"
        "<!--[if gte mso 9]><xml><x:ExcelWorkbook><table></x:ExcelWorkbook></xml><![endif]--></head><body>"
        "<table><col width=72><col width=200 style='display:none'><col width=72>"
        "<tr height=19><td class=xl65>编号</td><td>旧内容</td><td>评价内容</td></tr>"
        "<tr><td style='mso-number-format:\"\\@\"' x:str>1</td><td>旧。</td>"
        "<td>专题<span\n  style='x'>研究</span>。</td></tr>"
        "<tr style='display:none'><td>2</td><td>旧。</td><td>作废。</td></tr>"
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td></td></tr><![endif]>"
        "</table></body></html>"
    )
    reading = read_bytes(content.encode("gbk"), "细则.xls")
    assert outline(reading) == ["1 专题研究。"]
    assert [notice.code for notice in reading.warnings] == ["scheme_rows_hidden", "scheme_columns_hidden"]


def test_headings_and_captions_between_tables_are_groups(read_bytes: ReadBytes) -> None:
    body = (
        f"<h1>评价细则（2024版）</h1><h2>基础工作</h2><table>{HEAD}{ROW}</table>"
        f"<h2>能力建设</h2><table>{HEAD}{ROW.replace('>1<', '>2<')}</table>"
    )
    reading = read_bytes(page(body).encode())
    assert outline(reading) == ["一 基础工作", "  1 专题研究。", "二 能力建设", "  2 专题研究。"]
    assert (reading.facts.title, reading.facts.edition) == ("评价细则（2024版）", "2024版")


def test_tables_that_lay_out_the_page_are_looked_through(read_bytes: ReadBytes) -> None:
    body = f"<table><tr><td>首页 | 退出</td><td><h3>评价细则</h3><table>{HEAD}{ROW}</table></td></tr></table>"
    assert outline(read_bytes(page(body).encode())) == ["1 专题研究。"]


def test_a_table_inside_a_cell_is_text_of_that_cell(read_bytes: ReadBytes) -> None:
    inner = "<table><tr><td>90%以上</td><td>得3分；</td></tr><tr><td>其他</td><td>不得分。</td></tr></table>"
    body = f"<table><tr><td>编号<td>评价内容<td>评分标准</tr><tr><td>1<td>抽检。<td>{inner}</tr></table>"
    assert read_bytes(page(body).encode()).items[0].method == "90%以上 得3分；\n其他 不得分。"


def test_a_web_archive(read_bytes: ReadBytes) -> None:
    encoded = base64.encodebytes(page(f"<table>{HEAD}{ROW}</table>").encode("gbk")).decode()
    content = (
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
        f"Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n{encoded}\n--b--\n"
    )
    assert outline(read_bytes(content.encode(), "细则.xls")) == ["1 专题研究。"]


@pytest.mark.parametrize(
    "body",
    [
        '<form><input name="user"><input type="password" name="pwd"></form>',
        "<p>您的会话已过期，请重新登录</p>",
        "<table><tr><td>用户名</td><td><input></td></tr><tr><td>密码</td><td><input type=password></td></tr></table>",
    ],
)
def test_a_login_page_is_told_from_a_table(body: str, tmp_path: Path) -> None:
    assert refusal(page(body).encode(), tmp_path).code == "scheme_is_login"


def test_a_page_in_several_files_and_one_without_tables(tmp_path: Path) -> None:
    frames = '<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>'
    assert refusal(frames.encode(), tmp_path).code == "scheme_page_in_parts"
    assert refusal(page("<p>系统维护中</p>").encode(), tmp_path).code == "scheme_no_table"


@pytest.mark.parametrize("left", ["<tr><td>2</td><td>调研", "<tr><td>2</td></tr>", ""])
def test_a_page_that_was_cut_off_is_refused(left: str, tmp_path: Path) -> None:
    error = refusal(f"<html><body><table>{HEAD}{ROW}{left}".encode(), tmp_path)
    assert (error.code, error.params["row"]) == ("scheme_cut_off", 2 + left.count("<tr"))


def test_a_page_that_ends_behind_a_table_is_told_of(read_bytes: ReadBytes) -> None:
    reading = read_bytes(f"<html><body><table>{HEAD}{ROW}</table>".encode())
    assert [notice.code for notice in reading.warnings] == ["scheme_end_unsure"]


def test_a_page_nested_too_deep_is_not_taken_for_whole(tmp_path: Path) -> None:
    deep = f"<tr><td>2</td><td>{'<b>' * 3000}调研。</td></tr>"
    assert refusal(page(f"<table>{HEAD}{ROW}{deep}</table>").encode(), tmp_path).code == "scheme_damaged"


def test_spans_without_bounds_do_not_fill_the_memory(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=65000 colspan=1000>x</td></tr>" * 2000
    assert refusal(page(f"<table>{HEAD}{rows}</table>").encode(), tmp_path).code == "scheme_too_large"


SHEET = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="细则"><Table>'
    '<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">评价细则</Data></Cell></Row>'
    '<Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data ss:Type="String">评价内容</Data></Cell>'
    '<Cell><Data ss:Type="String">分值</Data></Cell></Row>'
    '<Row><Cell><Data ss:Type="DateTime">2024-01-02T00:00:00.000</Data></Cell>'
    '<Cell><Data ss:Type="String">专题研究。</Data></Cell><Cell><Data ss:Type="Number">3</Data></Cell></Row>'
    '<Row ss:Hidden="1"><Cell ss:Index="2"><Data ss:Type="String">作废。</Data></Cell></Row>'
    "</Table></Worksheet></Workbook>"
)


def test_a_workbook_in_one_xml_file(read_bytes: ReadBytes) -> None:
    reading = read_bytes(SHEET.encode(), "细则.xls")
    assert outline(reading) == ["1-2 专题研究。"]
    assert [(n.code, n.where) for n in reading.warnings] == [
        ("scheme_rows_hidden", "细则"),
        ("scheme_code_was_date", "细则!A3"),
    ]


def test_an_xml_workbook_that_was_cut_off_or_holds_entities(tmp_path: Path) -> None:
    assert refusal(SHEET[:-60].encode(), tmp_path).code == "scheme_cut_off"
    bomb = SHEET.replace("<Workbook", '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><Workbook', 1)
    assert refusal(bomb.replace("专题", "&a;").encode(), tmp_path).code == "scheme_damaged"
