"""Files that are no criteria table, and the encodings of those that are."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from evidence import wording
from evidence.errors import SchemeError
from evidence.scheme.reading import read_scheme

TABLE = "编号,评价内容,分值\n1-1,党政同责落实到位。,3\n"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path) -> str:
    """The code with which a file is refused; it must have a sentence that names the file."""
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert path.name in wording.sentence(caught.value)
    return caught.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_tables_are_read_in_the_encodings_of_offices(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    path.write_bytes(TABLE.encode(encoding))
    assert [item.text for item in read_scheme(path).items] == ["党政同责落实到位。"]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_text_tables_may_stand_between_commas_tabs_or_semicolons(delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "细则.txt"
    path.write_text(TABLE.replace(",", delimiter), encoding="utf-8")
    assert [item.code for item in read_scheme(path).items] == ["1-1"]


def test_a_title_above_and_line_breaks_inside_do_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    text = '评价细则（试行）,,\r\n编号,评价内容,分值\r\n1,"专题研究；\r\n调研督导。",3\r\n'
    path.write_bytes(text.encode("gb18030"))
    reading = read_scheme(path)
    assert (reading.facts.title, reading.items[0].text) == ("评价细则（试行）", "专题研究；\n调研督导。")


def test_quotes_as_people_type_them_and_a_line_that_names_the_sign(tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    path.write_text('sep=;\n编号;评价内容;分值\n1;"一网通办"改革，到位;3\n', encoding="utf-8")
    assert [item.text for item in read_scheme(path).items] == ["一网通办改革，到位"]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ((TABLE + '1-2,"调研督导').encode(), 3),
        ((TABLE + "1-2,调研督导").encode(), 3),
        (("评价细则\n" + TABLE + "1-2,调研督导").encode(), 4),
        ((TABLE + "1-2,调研督导。").encode()[:-2], 3),
        ((TABLE + "1-2,调研督导。").encode("gbk")[:-1], 3),
        ((TABLE + "1-2,调研督导。").encode("utf-16")[:-1], 3),
    ],
)
def test_a_text_table_that_ends_within_a_row_is_refused(content: bytes, row: int, tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    path.write_bytes(content)
    with pytest.raises(SchemeError) as caught:
        read_scheme(path)
    assert (caught.value.code, caught.value.params["row"]) == ("scheme_cut_off", row)
    assert f"第 {row} 行" in wording.sentence(caught.value)


def test_a_text_table_whose_last_row_may_be_short_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "细则.csv"
    path.write_text(TABLE + "1-2,调研督导。,3", encoding="utf-8")
    reading = read_scheme(path)
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_end_unsure", "细则.csv!C3")]


def test_a_text_table_named_as_a_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "细则.xls"
    path.write_text(TABLE, encoding="gbk")
    assert [item.points for item in read_scheme(path).items] == [3]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.csv", b"", "scheme_file_empty"),
        ("图片.png", b"\x89PNG", "scheme_kind_unsupported"),
        ("网页.xls", b"<html><table></table></html>", "scheme_no_table"),
        ("程序.csv", b"MZ\x00\x00\x01", "scheme_kind_unsupported"),
        ("乱码.csv", b"\xff\xff\xff\xff\x80\x80", "scheme_encoding_unknown"),
        ("坏.xlsx", b"PK\x03\x04 and no more", "scheme_damaged"),
        ("坏.xls", OLE_MARK + b"\0" * 600, "scheme_damaged"),
        ("加密.xlsx", OLE_MARK + "EncryptedPackage".encode("utf-16-le"), "scheme_encrypted"),
        ("细则.pdf", b"%PDF-1.7", "scheme_is_pdf"),
        ("细则.doc", b"{\\rtf1 }", "scheme_is_old_word"),
        ("细则.xlsx", b"Rar!\x1a\x07", "scheme_is_archive"),
        ("空白.csv", b"\n\n,,\n", "scheme_no_table"),
        ("名单.csv", "序号,姓名,电话\n1,钱某,0000\n".encode(), "scheme_no_header"),
        ("只有表头.csv", "编号,评价内容,分值\n".encode(), "scheme_header_only"),
        ("长格.csv", ("编号,评价内容\n1," + "长" * 140_000).encode(), "scheme_damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path) == code


@pytest.mark.parametrize("name", ["没有.xlsx", "没有.doc"])
def test_a_missing_file_is_refused(name: str, tmp_path: Path) -> None:
    assert refusal(tmp_path / name) == "scheme_missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "scheme_is_folder"


@pytest.mark.parametrize(("failure", "code"), [(PermissionError(), "scheme_locked"), (OSError(), "scheme_unreachable")])
def test_a_file_that_is_open_elsewhere_or_gone_is_refused(
    failure: OSError, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bytes:
        raise failure

    path = tmp_path / "细则.csv"
    path.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", fail)
    assert refusal(path) == code


def test_a_workbook_of_empty_sheets_holds_no_table(tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    Workbook().save(path)
    assert refusal(path) == "scheme_no_table"


def test_hidden_sheets_are_left_out_and_told_of(make_workbook: Callable[..., Path]) -> None:
    table = [["编号", "评价内容"], ["1", "党政同责落实到位。"]]
    path = make_workbook({"细则": (table, []), "旧细则": (table, [])})
    book = load_workbook(path)
    book["旧细则"].sheet_state = "hidden"
    book.save(path)
    reading = read_scheme(path)
    assert [item.code for item in reading.items] == ["1"]
    assert [(n.code, n.where) for n in reading.warnings] == [("scheme_sheet_hidden", "旧细则")]


def test_importing_the_reader_loads_no_spreadsheet_library(root: Path) -> None:
    libraries = ("openpyxl", "python_calamine")
    check = f"import sys, evidence.scheme.reading; print([name for name in {libraries} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", check], cwd=root, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "[]"


def a_wide_table(path: Path, *corners: str) -> Path:
    book = Workbook()
    for row in (["编号", "评价内容"], ["1", "党政同责落实到位。"]):
        book.worksheets[0].append(row)
    for corner in corners:
        book.worksheets[0][corner] = "x"
    book.save(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="its memory is limited otherwise")
def test_a_value_in_the_last_corner_of_a_sheet_does_not_fill_the_memory(root: Path, tmp_path: Path) -> None:
    path = a_wide_table(tmp_path / "细则.xlsx", "XFD1048576")
    assert path.stat().st_size < 10_000
    check = (
        "import resource, sys, pathlib, evidence.errors, evidence.scheme.reading\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try: evidence.scheme.reading.read_scheme(pathlib.Path(sys.argv[1]))\n"
        "except evidence.errors.SchemeError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check, str(path)], cwd=root, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "scheme_too_large"


@pytest.mark.parametrize("corners", [("XFD1048576",), ("XFD3", "C1048576"), ("ZZ2000",)])
def test_a_sheet_that_reaches_too_far_is_refused(corners: tuple[str, ...], tmp_path: Path) -> None:
    assert refusal(a_wide_table(tmp_path / "细则.xlsx", *corners)) == "scheme_too_large"


def test_a_few_stray_values_far_away_do_no_harm(tmp_path: Path) -> None:
    reading = read_scheme(a_wide_table(tmp_path / "细则.xlsx", "H5000"))
    assert reading.items[0].code == "1"


@pytest.mark.parametrize("member", ["xl/workbook.bin", "content.xml"])
def test_other_workbooks_under_the_ending_of_one_are_not_read(member: str, tmp_path: Path) -> None:
    path = a_wide_table(tmp_path / "细则.xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(member, b"")
    assert refusal(path) == "scheme_kind_unsupported"
