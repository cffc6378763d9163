from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from tables.old_excel import OldSheet, old_workbook

from evidence.errors import UnreadableFileError
from evidence.extract.reach import reaches_beyond, widest_area
from evidence.extract.reading import read_file
from evidence.model import Flag


def test_rows_are_lines_and_numbers_look_as_on_screen(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx((("签到表",), (), ("序号", "姓名"), (1, "张某"), (2.5, date(2023, 6, 28))))
    reading = read_file(path, path.name)
    assert reading.text == "签到表\n序号\t姓名\n1\t张某\n2.5\t2023-06-28"
    assert reading.pages is None
    assert not reading.scanned


def test_sheets_are_parted_and_breaks_inside_a_cell_closed(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx((("甲\n乙", "丙"),), (), (("丁",),))
    assert read_file(path, path.name).text == "甲 乙\t丙\f丁"


def test_a_csv_in_the_clerks_encoding_is_text(save: Callable[[str, bytes], Path]) -> None:
    path = save("名单.csv", "姓名,单位\r\n张某,教委\r\n".encode("gb18030"))
    reading = read_file(path, path.name)
    assert reading.media_type == "text/csv"
    assert reading.text == "姓名,单位\n张某,教委\n"


@pytest.mark.parametrize("claim", [(0, 0xFFFFFFFF, 0, 9), (0, 9, 0, 0xFFFF), (8192, 6, 0, 2)])
def test_an_old_sheet_that_claims_an_impossible_area_is_damaged(
    save: Callable[[str, bytes], Path], claim: tuple[int, int, int, int]
) -> None:
    data = old_workbook(OldSheet("表", [["序号", "姓名"]]))
    at = data.index(struct.pack("<HHII", 0x0200, 14, 0, 1))
    path = save("表.xls", data[: at + 4] + struct.pack("<IIHH", *claim) + data[at + 16 :])
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_damaged"


def test_sectors_that_go_round_in_a_circle_are_damaged(save: Callable[[str, bytes], Path]) -> None:
    data = bytearray(old_workbook(OldSheet("表", [["序号"]])))
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512, 0)  # the first sector of the stream is followed by itself
    path = save("表.xls", bytes(data))
    with pytest.raises(UnreadableFileError) as caught:
        read_file(path, path.name)
    assert caught.value.code == "file_damaged"


def test_a_part_in_an_encoding_that_nobody_knows_is_damaged(zipped: Callable[..., Path]) -> None:
    path = zipped("表.xlsx", {"xl/worksheets/sheet1.xml": b'<?xml version="1.0" encoding="UTG-8"?><worksheet/>'})
    with pytest.raises(UnreadableFileError) as caught:
        area_of(path)
    assert caught.value.code == "file_damaged"


def area_of(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return widest_area(archive)


def test_a_sheet_reaches_from_its_first_cell_to_its_farthest_value(make_xlsx: Callable[..., Path]) -> None:
    assert area_of(make_xlsx((("甲",),), (("甲", "乙"), (), (None, None, "丙")))) == 9


def test_a_cell_that_only_has_a_colour_does_not_count(make_xlsx: Callable[..., Path]) -> None:
    path = make_xlsx((("甲", "乙"),))
    book = load_workbook(path)
    book.worksheets[0]["XFD1048576"].fill = PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    assert area_of(path) == 2
    assert read_file(path, path.name).text == "甲\t乙"


def test_cells_and_rows_without_places_are_counted(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row><row><c t='s'/></row>"
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/any.xml", f"<x:worksheet xmlns:x='u'>{rows}</x:worksheet>")
    assert area_of(tmp_path / "a.xlsx") == 10


@pytest.mark.parametrize(
    "far",
    [
        '<c r="XFD1048576"><v>1</v></c>',
        '<c r="BA9999"><v>1</v></c><c r="A99999"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c r = "XFD1048576"><v>1</v></c>',
        '<c\nr="XFD1048576"><v>1</v></c>',
        '<c s="1" r="XFD1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<x:c r="XFD1048576"><v>1</v></x:c>',
        '<c r="Z1"><v>1</v></c><row r="999999"><c><v>1</v></c></row>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("before", [0, (1 << 16) - 120, (1 << 16) - 100, (1 << 16) - 80])
def test_a_far_cell_is_seen_however_it_is_written(far: str, encoding: str, before: int, tmp_path: Path) -> None:
    rows = f"<row r='1'><c r='A1'><v>{'1' * before}</v></c>{far}</row>"
    head = f"<?xml version='1.0' encoding='{encoding}'?>"
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/sheet.xml", f"{head}<worksheet xmlns:x='u'>{rows}</worksheet>".encode(encoding))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert reaches_beyond(archive, 2_000_000)


def test_places_that_are_near_are_not_taken_apart(
    make_xlsx: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.extract.reach.widest_area", None)
    with zipfile.ZipFile(make_xlsx((("甲",), ("乙", *["丙"] * 50)))) as archive:
        assert not reaches_beyond(archive, 1_000_000)


class Looked:
    """Stands for the pattern of far places, and counts the bytes that are looked through for it."""

    def __init__(self) -> None:
        self.bytes = 0

    def search(self, data: bytes, *_: int) -> None:
        self.bytes += len(data)


def test_a_long_text_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked()
    monkeypatch.setattr("evidence.extract.reach._FAR", looked)
    size = 1 << 22
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{'甲' * (size // 3)}</t></si></sst>")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not reaches_beyond(archive, 2_000_000)
    assert looked.bytes < 2 * size


@pytest.mark.parametrize("long", ["<!--{}-->", '<t name="{}"/>'])
def test_a_tag_that_does_not_end_soon_is_taken_apart(
    long: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_apart: list[zipfile.ZipFile] = []

    def widest(archive: zipfile.ZipFile) -> int:
        taken_apart.append(archive)
        return widest_area(archive)

    monkeypatch.setattr("evidence.extract.reach.widest_area", widest)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet.xml", f"<worksheet>{long.format('1' * (1 << 20))}</worksheet>")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert not reaches_beyond(archive, 2_000_000)
    assert len(taken_apart) == 1


def test_a_few_cells_are_counted_where_the_limit_is_low(make_xlsx: Callable[..., Path]) -> None:
    with zipfile.ZipFile(make_xlsx((("甲", "乙"),))) as archive:
        assert reaches_beyond(archive, 1)
        assert not reaches_beyond(archive, 2)


@pytest.mark.parametrize(
    "sheet",
    ["<worksheet><row></worksheet>", "<worksheet><c r='1A'/></worksheet>", "<worksheet><row r='x'/></worksheet>"],
)
def test_a_sheet_that_says_nonsense_is_damaged(sheet: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/sheet.xml", sheet)
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        area_of(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive, pytest.raises(UnreadableFileError, match="file_damaged"):
        reaches_beyond(archive, 2_000_000)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/sheet.xml", "<!DOCTYPE w [<!ENTITY a 'XFD1'>]><worksheet><c r='&a;'/></worksheet>")
    with pytest.raises(UnreadableFileError, match="file_damaged"):
        area_of(tmp_path / "a.xlsx")


def test_parts_that_unpack_to_more_than_the_budget_are_refused(
    make_xlsx: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.extract.reach._BUDGET_BYTES", 3000)
    with pytest.raises(UnreadableFileError, match="file_too_large"):
        area_of(make_xlsx((("甲",),)))


def test_a_value_in_the_last_corner_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    book = Workbook()
    for place in ("A1", "XFD1048576"):
        book.worksheets[0][place] = "甲"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnreadableFileError, match="file_too_large"):
        read_file(tmp_path / "a.xlsx", "a.xlsx")


def with_part(path: Path, name: str, data: bytes) -> Path:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, data)
    return path


def test_what_a_mac_puts_beside_the_parts_is_none_of_them(make_xlsx: Callable[..., Path]) -> None:
    path = with_part(make_xlsx([["序号", "姓名"]]), "__MACOSX/xl/._workbook.xml", b"\0\5\x16\7")
    assert read_file(path, path.name).text == "序号\t姓名"


def test_macro_sheets_of_excel_4_are_marked(make_xlsx: Callable[..., Path]) -> None:
    path = with_part(make_xlsx([["序号"]]), "xl/macrosheets/sheet1.xml", b"<macrosheet/>")
    assert read_file(path, path.name).flags == {Flag.MACROS}
