"""收件包: what a unit is handed to fill, on disk."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from openpyxl import load_workbook

from build import NOON, TOWNSHIPS, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.check.debts import Debt, debts_by_unit
from evidence.check.defects import made_of
from evidence.check.gaps import find_gaps
from evidence.errors import CancelledError, ExportError
from evidence.export.hand_out import HandedOut, Packing, folder_name, hand_out, list_rows
from evidence.model import Flag, Scope, Years
from evidence.progress import Silent
from evidence.reviews import Fit, Review
from evidence.snapshot import Snapshot

ITEM = an_item(
    "11-39",
    a_slot("宣传周方案", scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_2),
    a_slot("宣传周照片（含活动现场、展板、发放资料等不少于六张）", scope=Scope.EACH_TOWNSHIP, kind="照片"),
)
SNAPSHOT = a_snapshot([ITEM])


def owed(snapshot: Snapshot = SNAPSHOT) -> dict[str, tuple[Debt, ...]]:
    return debts_by_unit(snapshot, find_gaps(snapshot))


def of(unit: str, snapshot: Snapshot = SNAPSHOT) -> dict[str, tuple[Debt, ...]]:
    return {unit: owed(snapshot)[unit]}


def made(out: Path, units: dict[str, tuple[Debt, ...]], packing: Packing = Packing.FOLDER) -> tuple[HandedOut, ...]:
    return hand_out(out, units, SNAPSHOT, "1.0", packing, Silent())


def test_each_gap_gets_an_empty_folder_that_begins_with_its_code(tmp_path: Path) -> None:
    (package,) = made(tmp_path, of("双河镇"))
    first, second, third = owed()["双河镇"]
    assert package.path.name == "收件包_双河镇_20240108"
    assert sorted(path.name for path in package.path.iterdir() if path.is_dir()) == sorted(
        [
            f"{first.code}_11-39_宣传周方案_2022",
            f"{second.code}_11-39_宣传周方案_2023",
            f"{third.code}_11-39_宣传周照片（含活动现场、展板、发_2023",
        ]
    )


def test_the_list_says_what_is_owed_and_leaves_two_columns_to_the_unit(tmp_path: Path) -> None:
    (package,) = made(tmp_path, of("双河镇"))
    book = load_workbook(package.path / "补报清单_双河镇.xlsx")
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    head = next(at for at, row in enumerate(rows) if row[0] == "序号")
    assert rows[head][1:3] == ["补报码", "内容号"]
    assert rows[head][-2:] == ["文件名（请填）", "说明（请填）"]
    debt = owed()["双河镇"][0]
    assert rows[head + 1][1:8] == [
        debt.code,
        "11-39",
        "建立工作机制，每年研究部署。",
        "宣传周方案",
        "2022",
        "方案/计划",
        1,
    ]
    assert len(rows) == head + 4


def test_the_list_says_why_what_came_did_not_count(tmp_path: Path) -> None:
    draft = a_piece("宣传周方案（讨论稿）", issuer="双河镇人民政府", flags=[Flag.DRAFT])
    snapshot = a_snapshot([ITEM], [draft], [filed(draft, ITEM, ITEM.required[0])])
    (package,) = made(tmp_path, of("双河镇", snapshot))
    book = load_workbook(package.path / "补报清单_双河镇.xlsx")
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert "草稿，不计：《宣传周方案（讨论稿）》" in cells


def remarks(snapshot: Snapshot, unit: str) -> str:
    return "".join(str(cell) for row in list_rows(owed(snapshot)[unit]) for cell in row)


def test_a_reviewers_reason_and_name_are_not_told_to_the_unit() -> None:
    paper = a_piece("宣传周方案", issuer="双河镇人民政府", unit="双河镇")
    review = Review(Fit.NOT, "老李又拿去年的凑数", "赵主任", NOON, made_of(paper))
    snapshot = a_snapshot([ITEM], [paper], [replace(filed(paper, ITEM, ITEM.required[0]), review=review)])
    said = remarks(snapshot, "双河镇")
    assert "复核认为不对应：《宣传周方案》" in said
    assert "老李" not in said
    assert "赵主任" not in said


@pytest.mark.parametrize("flags", [[], [Flag.DRAFT]])
def test_papers_that_may_be_another_units_are_not_told(flags: list[Flag]) -> None:
    paper = a_piece("某镇宣传周方案", issuer=None, flags=flags)
    snapshot = a_snapshot([ITEM], [paper], [filed(paper, ITEM, ITEM.required[0])])
    assert all("某镇" not in remarks(snapshot, unit) for unit in TOWNSHIPS)


@pytest.mark.parametrize("packing", list(Packing))
def test_units_whose_names_begin_alike_keep_a_package_each(tmp_path: Path, packing: Packing) -> None:
    debts = owed()["双河镇"]
    one, two, three = (f"云岭县市场监督管理局食品安全综合协调{part}" for part in ("监督科", "应急科", "监督科*"))
    packages = made(tmp_path, {one: debts, two: debts, three: debts}, packing)
    assert len({package.path for package in packages}) == 3
    assert packages[1].path.stem == "收件包_云岭县市场监督管理局食…全综合协调应急科_20240108"
    (again,) = made(tmp_path / "再次", {two: debts}, packing)
    assert again.path.name == packages[1].path.name


def test_the_note_can_be_read_without_excel(tmp_path: Path) -> None:
    (package,) = made(tmp_path, of("双河镇"))
    note = (package.path / "填报说明.txt").read_text("utf-8-sig")
    assert "双河镇还差 3 件，清单列了 3 条" in note
    assert "涉密文件不要扫描" in note


def test_a_zip_keeps_the_empty_folders_and_their_names(tmp_path: Path) -> None:
    (package,) = made(tmp_path, of("双河镇"), Packing.ZIP)
    with zipfile.ZipFile(package.path) as archive:
        entries = {entry.filename: entry.flag_bits & 0x800 for entry in archive.infolist()}
    first = owed()["双河镇"][0]
    assert entries[f"收件包_双河镇_20240108/{folder_name(first)}/"]
    assert len(entries) == 5
    assert all(entries.values())  # marked as UTF-8


def test_a_folder_that_is_being_filled_stays(tmp_path: Path) -> None:
    (package,) = made(tmp_path, of("双河镇"))
    filled = package.path / folder_name(owed()["双河镇"][0]) / "方案.docx"
    filled.write_bytes(b"1")
    (again,) = made(tmp_path, of("双河镇"))
    assert filled.is_file()
    assert again.path.name == "收件包_双河镇_20240108（2）"


def test_a_zip_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    made(tmp_path, of("双河镇"), Packing.ZIP)
    made(tmp_path, of("双河镇"), Packing.ZIP)
    assert [path.name for path in tmp_path.iterdir()] == ["收件包_双河镇_20240108.zip"]


def test_each_unit_gets_its_own_and_nothing_else_is_left(tmp_path: Path) -> None:
    made(tmp_path / "发出", owed())
    assert {path.name for path in (tmp_path / "发出").iterdir()} == {f"收件包_{unit}_20240108" for unit in TOWNSHIPS}


def test_stopped_it_leaves_whole_packages_only(tmp_path: Path) -> None:
    class StopAtSecond(Silent):
        def __init__(self) -> None:
            self.asked = 0

        def cancelled(self) -> bool:
            self.asked += 1
            return self.asked > 1

    with pytest.raises(CancelledError):
        hand_out(tmp_path, owed(), SNAPSHOT, "1.0", Packing.FOLDER, StopAtSecond())
    assert [path.name for path in tmp_path.iterdir()] == [f"收件包_{TOWNSHIPS[0]}_20240108"]


def test_a_unit_that_owes_nothing_gets_no_package(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing_owed"):
        made(tmp_path, {"双河镇": ()})


def test_names_are_those_that_windows_takes() -> None:
    item = an_item("1.1/a:b", a_slot('会议纪要<"2023?">. ', years=Years.ANY), lead_unit="县委办")
    (debt,) = owed(a_snapshot([item]))["县委办"]
    assert folder_name(debt) == f"{debt.code}_1.1 a b_会议纪要 2023"
