"""There and back: a 收件包 is made, a careless unit fills it, it is taken in, and every oddity is named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from papers.old_zip import zip_with_gbk_names
from PIL import Image

from app.paths import WORD_TEMPLATE
from build import NOON, TOWNSHIPS, a_slot, an_item
from evidence.check.debts import debts_by_unit, rows_by_code
from evidence.check.gaps import find_gaps
from evidence.check.returned import Returned
from evidence.criteria import township_units
from evidence.deliveries import Batch, Delivery
from evidence.export.hand_out import Packing, hand_out
from evidence.export.returned_file import answers, held_against_debts, write_returned
from evidence.export.template import load_template
from evidence.model import Project, SchemeFacts, SchemeReading, Scope, Years
from evidence.progress import Silent
from evidence.returns import Way
from evidence.wording import handing_out
from evidence.wording import returning as words
from evidence.workspace import Accept, Workspace, create_workspace

UNIT, OTHER = "双河镇", "石坪镇"
EACH = Scope.EACH_TOWNSHIP
ITEMS = (
    an_item(
        "11-39",
        a_slot("宣传周方案", scope=EACH, years=Years.EACH_OF_LAST_2),
        a_slot("宣传周照片", scope=EACH, kind="照片(含整改前后)"),
    ),
    an_item("12-45", a_slot("培训计划", scope=EACH), a_slot("培训总结", scope=EACH, kind="总结/报告")),
    an_item("13-47", a_slot("快检记录", scope=EACH, kind="台账/登记表")),
    an_item("10-37", a_slot("应急预案", scope=EACH, years=Years.ANY)),
    an_item(
        "35-93", a_slot("示范点报告", scope=EACH, kind="总结/报告"), a_slot("示范点名单", scope=EACH, kind="制度/清单")
    ),
)
UNKNOWN = "Q2Q2QQ"


@dataclass(frozen=True, slots=True)
class Trip:
    """A package that went out, and the codes of its gaps by material and year (`宣传周方案2022`)."""

    workspace: Workspace
    package: Path
    codes: Mapping[str, str]
    of_other: str  # a code of another unit's

    def back(self, folder: Path) -> tuple[Batch, Returned]:
        """Take in what came back; return it beside what is owed now."""
        taken = self.workspace.add([folder], Accept.CERTAIN, Silent(), Delivery(UNIT))
        (batch,) = [one for one in self.workspace.receiving.batches() if one.id == taken.batch]
        snapshot = self.workspace.snapshot()
        return batch, held_against_debts(snapshot, find_gaps(snapshot), batch)

    def still_open(self) -> set[str]:
        snapshot = self.workspace.snapshot()
        owed = {debt.code for debt in debts_by_unit(snapshot, find_gaps(snapshot)).get(UNIT, ())}
        return {name for name, code in self.codes.items() if code in owed}


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    project = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    reading = SchemeReading(SchemeFacts("细则", None, None, 10.0), ITEMS, ())
    create_workspace(tmp_path / "项目", project, reading, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as workspace:
        before = tmp_path / "上次"
        before.mkdir()
        (before / "食材检测.txt").write_bytes(RECORD)
        workspace.add([before], Accept.CERTAIN, Silent(), Delivery(UNIT))
        snapshot = workspace.snapshot()
        gaps = find_gaps(snapshot)
        owed = debts_by_unit(snapshot, gaps)
        (package,) = hand_out(tmp_path / "发出", {UNIT: owed[UNIT]}, snapshot, "1.0", Packing.FOLDER, Silent())
        codes = {f"{debt.row.slot.name}{debt.row.year or ''}": debt.code for debt in owed[UNIT]}
        assert UNKNOWN not in rows_by_code(snapshot, gaps)
        yield Trip(workspace, package.path, codes, owed[OTHER][0].code)


def paper(title: str, year: int, unit: str = "双河镇人民政府") -> bytes:
    return f"{unit}\n{year}年{title}\n各村（社区）：\n一、按要求做好工作。\n{unit}\n{year}年6月1日\n".encode()


def photo(colour: str) -> bytes:
    data = BytesIO()
    Image.new("RGB", (64, 64), colour).save(data, "JPEG")
    return data.getvalue()


RECORD = paper("农贸市场食材检测情况", 2023)


def answered(package: Path, code: str, answer: str, column: str = "answer") -> None:
    """Write into the list what somebody in the unit would."""
    path = next(package.glob("*.xlsx"))
    book = load_workbook(path)
    page = book.worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    head = handing_out.HEADS[column]
    place = next(row.index(head) for row in rows if head in row)
    page.cell(next(at for at, row in enumerate(rows, 1) if code in row), place + 1, answer)
    book.save(path)


def fill(trip: Trip) -> None:
    """Fill the package as somebody in a hurry does."""
    codes, folders = trip.codes, {path.name[:6]: path for path in trip.package.iterdir() if path.is_dir()}

    def put(name: str, file: str, data: bytes) -> None:
        (folders[codes[name]] / file).write_bytes(data)

    put("宣传周方案2023", "定稿（最终）.txt", paper("食品安全宣传周活动方案", 2023))
    put("宣传周方案2022", "方案.txt", paper("食品安全宣传周活动方案", 2021))
    put("宣传周照片2023", "IMG_0001.jpg", photo("red"))
    put("宣传周照片2023", "微信图片_20231120093012.jpg", photo("blue"))
    put("培训总结2023", "总结（讨论稿）.txt", paper("食品安全培训总结（讨论稿）", 2023))
    put("快检记录2023", "快检.txt", RECORD)
    put("示范点报告2023", "报告.docx", b"PK\x03\x04 broken off")
    renamed = folders[codes["示范点名单2023"]].rename(trip.package / f"名单{codes['示范点名单2023'].lower()}")
    (renamed / "1.txt").write_bytes("1. 甲店\n".encode())
    shutil.rmtree(folders[codes["培训计划2023"]])
    (trip.package / f"补报码{codes['培训计划2023'].lower()} 计划.txt").write_bytes(paper("食品安全培训计划", 2023))
    (trip.package / "计划 - 副本.txt").write_bytes(paper("食品安全培训计划", 2023))
    (trip.package / "食堂菜谱.txt").write_bytes("星期一：白菜。\n".encode())
    (trip.package / f"{trip.of_other} 别镇的.txt").write_bytes("按要求报送。\n".encode())
    ours = trip.package / f"{UNKNOWN}_13-47_台账_2023"
    ours.mkdir()
    (ours / f"{UNKNOWN} 台账.txt").write_bytes("台账一份。\n".encode())
    (trip.package / "Thumbs.db").write_bytes(b"\0")
    answered(trip.package, codes["应急预案"], "没有编制过")


def zipped(package: Path, to: Path) -> Path:
    """Pack it with an old tool, empty folders too."""
    to.mkdir()
    members = {
        f"{package.name}/{path.relative_to(package).as_posix()}{'/' if path.is_dir() else ''}": b""
        if path.is_dir()
        else path.read_bytes()
        for path in sorted(package.rglob("*"))
    }
    zip_with_gbk_names(to / "双河镇补报.zip", members)
    return to


OUGHT_TO_CLOSE = {"宣传周方案2023", "宣传周照片2023", "培训计划2023", "示范点名单2023"}
OUGHT_TO_STAY = {"宣传周方案2022", "培训总结2023", "应急预案", "示范点报告2023"}


@pytest.fixture
def came(trip: Trip, tmp_path: Path) -> tuple[Batch, Returned]:
    fill(trip)
    return trip.back(zipped(trip.package, tmp_path / "收"))


def told(found: Returned) -> dict[str, str]:
    return {Path(one.file.source).name: words.troubles(one.wrong) for one in found.wrong}


def test_the_gaps_close_that_ought_to_and_no_others(trip: Trip, came: tuple[Batch, Returned]) -> None:
    assert trip.still_open() == OUGHT_TO_STAY
    names = {code: name for name, code in trip.codes.items()}
    assert {names[debt.code] for debt in came[1].closed} == OUGHT_TO_CLOSE


def test_every_oddity_is_named(trip: Trip, came: tuple[Batch, Returned]) -> None:
    codes, said = trip.codes, told(came[1])
    assert said == {
        "方案.txt": "补报码要的是2022年，材料写的是2021年；还在待整理，没有归项",
        "总结（讨论稿）.txt": "是草稿，不计",
        "快检.txt": "与以前收过的一件相同，没有新内容（归在 13-47）",
        "报告.docx": said["报告.docx"],
        "计划 - 副本.txt": "与本批另一个文件相同，只收一件",
        "食堂菜谱.txt": "没有补报码，也没有补上所欠的哪一条（在待整理）",
        f"{trip.of_other} 别镇的.txt": f"补报码是{OTHER}的，这批是{UNIT}报的；还在待整理，没有归项",
        f"{UNKNOWN} 台账.txt": f"补报码 {UNKNOWN} 不是本项目的，请核对有没有写错；"
        "没有补报码，也没有补上所欠的哪一条（在待整理）",
    }
    assert said["报告.docx"].startswith("不能用：")
    assert codes["应急预案"] not in str(said)


def test_how_each_was_known_is_told(trip: Trip, came: tuple[Batch, Returned]) -> None:
    ways = {Path(one.file.source).name: one.way and words.WAYS[one.way] for one in came[1].files if one.closes}
    assert ways["定稿（最终）.txt"] == "文件夹上的补报码"
    assert ways[f"补报码{trip.codes['培训计划2023'].lower()} 计划.txt"] == "文件名上的补报码"


def test_what_is_still_missing_is_told_with_what_the_unit_wrote(trip: Trip, came: tuple[Batch, Returned]) -> None:
    batch, found = came
    names = {code: name for name, code in trip.codes.items()}
    assert {names[debt.code] for debt in found.missing} == OUGHT_TO_STAY
    assert answers(batch) == [f"{trip.codes['应急预案']} 没有编制过。"]


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_all_of_it_stands_in_the_report(trip: Trip, came: tuple[Batch, Returned], tmp_path: Path, ending: str) -> None:
    batch, found = came
    path = tmp_path / f"对照{ending}"
    write_returned(path, batch, found, trip.workspace.snapshot(), load_template(WORD_TEMPLATE), "1.0")
    if ending == ".docx":
        cells = [cell.text for table in Document(str(path)).tables for row in table.rows for cell in row.cells]
    else:
        cells = [str(cell) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True) for cell in row]
    whole = "\n".join(cells)
    assert all(code in whole for code in trip.codes.values())
    assert all(reason in whole for reason in told(found).values())


def test_a_file_that_stands_in_the_list_is_not_said_to_have_no_code(trip: Trip) -> None:
    answered(trip.package, trip.codes["培训总结2023"], "安排.txt", "file")
    (trip.package / "安排.txt").write_bytes(paper("食品安全培训计划", 2022))
    _, found = trip.back(trip.package)
    (one,) = found.files
    assert (one.way, one.codes) == (Way.LIST, (trip.codes["培训总结2023"],))
    assert "没有补报码" not in told(found)["安排.txt"]


def test_a_paper_that_came_twice_once_with_its_code_closes_the_gap(trip: Trip) -> None:
    code = trip.codes["应急预案"]
    (trip.package / "别的.txt").write_bytes(paper("应急预案", 2023))
    next(trip.package.glob(f"{code}*")).joinpath("预案.txt").write_bytes(paper("应急预案", 2023))
    _, found = trip.back(trip.package)
    assert "应急预案" not in trip.still_open()
    assert [debt.code for debt in found.closed] == [code]


def test_loose_files_that_carry_only_the_code_do_as_well(trip: Trip, tmp_path: Path) -> None:
    loose, codes = tmp_path / "微信", trip.codes
    loose.mkdir()
    papers = {
        codes["宣传周方案2023"]: ".txt",
        f"{codes['宣传周照片2023']}(1)": ".jpg",
        f"{codes['宣传周照片2023']}(2)": ".jpg",
        codes["快检记录2023"].lower(): ".txt",
        f"补报码{codes['应急预案']}": ".txt",
        f"{codes['示范点报告2023']}{codes['示范点名单2023']}": ".txt",
    }
    for at, (name, ending) in enumerate(papers.items()):
        data = photo(("red", "blue")[at % 2]) if ending == ".jpg" else f"第{at}份，按要求报送。\n".encode()
        (loose / f"{name}{ending}").write_bytes(data)
    (loose / f"{codes['宣传周方案2022']}.txt").write_bytes(paper("食品安全宣传周活动方案", 2021))
    (loose / f"{codes['培训总结2023']}（初稿）.txt").write_bytes(paper("食品安全培训总结", 2023))
    _, found = trip.back(loose)
    assert trip.still_open() == {"宣传周方案2022", "培训计划2023", "培训总结2023"}
    assert told(found) == {
        f"{codes['宣传周方案2022']}.txt": "补报码要的是2022年，材料写的是2021年；还在待整理，没有归项",
        f"{codes['培训总结2023']}（初稿）.txt": "是草稿，不计",
    }


def test_the_same_package_sent_again_brings_nothing_new(trip: Trip, tmp_path: Path) -> None:
    fill(trip)
    trip.back(zipped(trip.package, tmp_path / "收"))
    pieces = trip.workspace.snapshot().pieces
    shutil.copytree(tmp_path / "收", tmp_path / "再收")
    _, found = trip.back(tmp_path / "再收")
    assert trip.workspace.snapshot().pieces == pieces
    assert found.closed == ()
    assert trip.still_open() == OUGHT_TO_STAY
