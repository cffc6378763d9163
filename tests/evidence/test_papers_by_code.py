"""Papers that carry a 补报码: where they go, what the code tells of them, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from papers.old_zip import zip_with_gbk_names
from PIL import Image
from scans.drawn import as_pdf
from scans.readers import Scripted

from build import NOON, TOWNSHIPS, a_slot, an_item
from evidence.check.debts import Debt, debts_by_unit, rows_by_code
from evidence.check.gaps import find_gaps
from evidence.criteria import township_units
from evidence.deliveries import UNKNOWN_DELIVERY, Delivery, Match
from evidence.export.hand_out import Packing, folder_name, hand_out
from evidence.model import ArrivalState, Piece, Project, SchemeFacts, SchemeReading, Scope, Suggestion, Years
from evidence.progress import Silent
from evidence.wording import handing_out, origin
from evidence.workspace import Accept, TakenIn, Workspace, create_workspace

PLAN = "{unit}\n{year}年食品安全宣传周活动方案\n各村（社区）：\n一、活动时间。按通知执行。\n{unit}\n{year}年6月1日\n"
ITEMS = (
    an_item(
        "11-39",
        a_slot("宣传周方案", scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_2),
        a_slot("宣传周照片", scope=Scope.EACH_TOWNSHIP, kind="照片(含整改前后)"),
    ),
    an_item("12-45", a_slot("年度培训计划", scope=Scope.EACH_TOWNSHIP)),
    an_item("2-8", a_slot("会议纪要", kind="会议纪要"), lead_unit="县教委"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    project = Project("云岭县", "云岭县食药安办", 2021, 2023, township_units(TOWNSHIPS), NOON)
    reading = SchemeReading(SchemeFacts("细则", None, None, 6.0), ITEMS, ())
    create_workspace(tmp_path / "项目", project, reading, "王敏", lambda: NOON)
    with Workspace(tmp_path / "项目", "王敏", lambda: NOON, write=True) as opened:
        yield opened


def debt(workspace: Workspace, unit: str, material: str, year: int | None = 2023) -> Debt:
    snapshot = workspace.snapshot()
    rows = rows_by_code(snapshot, find_gaps(snapshot)).values()
    (found,) = [
        one for debts in rows for one in debts if (one.unit, one.row.slot.name, one.row.year) == (unit, material, year)
    ]
    return found


def add(workspace: Workspace, folder: Path, files: dict[str, str | bytes], unit: str | None = None) -> TakenIn:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    brought = Delivery(unit) if unit else UNKNOWN_DELIVERY
    return workspace.add([folder], Accept.CERTAIN, Silent(), brought)


def photo(folder: Path, colour: str = "red") -> bytes:
    path = folder / "照.jpg"
    Image.new("RGB", (64, 64), colour).save(path)
    data = path.read_bytes()
    path.unlink()
    return data


def only(workspace: Workspace) -> tuple[Piece, Suggestion]:
    snapshot = workspace.snapshot()
    (piece,) = snapshot.pieces
    return piece, snapshot.suggestions[piece.id][0]


def open_codes(workspace: Workspace, unit: str) -> set[str]:
    snapshot = workspace.snapshot()
    return {one.code for one in debts_by_unit(snapshot, find_gaps(snapshot)).get(unit, ())}


@pytest.mark.parametrize("name", ["{code}", "{code} 方案", "补报码{code}方案", "方案（{lower}）"])
def test_a_paper_with_a_code_closes_its_gap(workspace: Workspace, tmp_path: Path, name: str) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    called = name.format(code=wanted.code, lower=wanted.code.lower())
    add(workspace, tmp_path / "收", {f"{called}.txt": "按要求报送。\n"})
    assert wanted.code not in open_codes(workspace, "双河镇")
    filing = workspace.snapshot().filings[0]
    assert (filing.criterion, filing.slot) == (wanted.criterion.id, wanted.row.slot.id)


def test_so_does_one_in_a_folder_with_the_code(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周照片")
    add(workspace, tmp_path / "收", {f"{wanted.code}_11-39_宣传周照片_2023/手机/1.jpg": photo(tmp_path)})
    assert wanted.code not in open_codes(workspace, "双河镇")


def test_so_does_one_in_a_zip_with_names_of_old_windows(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    folder = tmp_path / "收"
    folder.mkdir()
    members = {f"双河镇/{wanted.code}_宣传周方案/活动安排.txt": "按要求报送。\n".encode()}
    zip_with_gbk_names(folder / "双河镇.zip", members)
    add(workspace, folder, {})
    assert wanted.code not in open_codes(workspace, "双河镇")
    assert [piece.facts.title for piece in workspace.snapshot().pieces] == ["活动安排"]


def test_the_reason_names_the_code(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    (file,) = add(workspace, tmp_path / "收", {f"{wanted.code}.txt": "按要求报送。\n"}).files
    assert file.suggestions[0].why == f"补报码 {wanted.code}"
    assert file.suggestions[0].confidence >= 0.98


def test_year_and_unit_come_from_the_code_where_the_paper_says_nothing(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    add(workspace, tmp_path / "收", {f"{wanted.code} 方案.txt": "按要求报送。\n"})
    (piece,) = workspace.snapshot().pieces
    assert (piece.facts.title, piece.facts.year, piece.facts.unit) == ("方案", 2022, "双河镇")
    told = dict(piece.origins)
    assert origin(told["year"]) == origin(told["unit"]) == "补报码"


def test_the_day_a_messenger_sent_a_picture_is_no_year_of_it(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    files: dict[str, str | bytes] = {f"{wanted.code}/微信图片_20231120093012.jpg": photo(tmp_path)}
    add(workspace, tmp_path / "收", files)
    (piece,) = workspace.snapshot().pieces
    assert (piece.facts.year, piece.facts.issued_on) == (2022, None)


def test_a_paper_of_another_year_waits_for_a_clerk(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    text = PLAN.format(unit="双河镇人民政府", year=2022)
    assert not add(workspace, tmp_path / "收", {f"{wanted.code}.txt": text}).filed
    piece, place = only(workspace)
    assert piece.facts.year == 2022
    assert (place.criterion, place.certain) == (wanted.criterion.id, False)
    assert place.why == f"补报码 {wanted.code} · 补报码要的是2023年，材料写的是2022年"


def test_so_does_one_of_another_unit(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    text = PLAN.format(unit="石坪镇人民政府", year=2023)
    assert not add(workspace, tmp_path / "收", {f"{wanted.code}.txt": text}).filed
    assert only(workspace)[1].why.endswith("补报码要的是双河镇的，材料写的是石坪镇人民政府")


def test_so_does_one_of_another_kind(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    text = PLAN.format(unit="双河镇人民政府", year=2023).replace("活动方案", "活动总结")
    assert not add(workspace, tmp_path / "收", {f"{wanted.code}.txt": text}).filed
    assert only(workspace)[1].why.endswith("补报码要的是方案/计划，材料是总结/报告")


def test_a_code_of_another_unit_than_brought_it_waits_for_a_clerk(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "石坪镇", "宣传周方案")
    assert not add(workspace, tmp_path / "收", {f"{wanted.code}.txt": "按要求报送。\n"}, "双河镇").filed
    piece, place = only(workspace)
    assert place.why.endswith("补报码是石坪镇的，这批是双河镇报的")
    assert piece.facts.unit == "双河镇"


def test_a_code_of_a_gap_that_is_closed_waits_for_a_clerk(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    add(workspace, tmp_path / "一", {f"{wanted.code}.txt": "按要求报送。\n"})
    again = add(workspace, tmp_path / "二", {f"{wanted.code} 又一份.txt": "再报一份别的。\n"})
    assert not again.filed
    assert again.files[0].suggestions[0].why.endswith("补报码要的这一项已经齐了")


def test_several_files_with_one_code_all_go_there(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周照片")
    files: dict[str, str | bytes] = {
        f"{wanted.code}/{colour}.jpg": photo(tmp_path, colour) for colour in ("red", "blue", "green")
    }
    assert len(add(workspace, tmp_path / "收", files).filed) == 3


def test_one_file_with_several_codes_closes_several_gaps(workspace: Workspace, tmp_path: Path) -> None:
    plan, training = debt(workspace, "双河镇", "宣传周方案"), debt(workspace, "双河镇", "年度培训计划")
    add(workspace, tmp_path / "收", {f"{plan.code}、{training.code} 方案.txt": "按要求报送。\n"})
    assert {plan.code, training.code}.isdisjoint(open_codes(workspace, "双河镇"))


def test_a_photo_called_as_an_earlier_one_is_no_newer_version_of_it(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周照片")
    add(workspace, tmp_path / "上次", {"别的/IMG_0001.jpg": photo(tmp_path)}, "双河镇")
    (file,) = add(workspace, tmp_path / "收", {f"{wanted.code}/IMG_0001.jpg": photo(tmp_path, "blue")}, "双河镇").files
    assert wanted.code not in open_codes(workspace, "双河镇")
    assert file.match is Match.NEW


def test_a_better_paper_for_the_same_gap_may_be_one(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案")
    draft = PLAN.format(unit="双河镇人民政府", year=2023).replace("活动方案", "活动方案（讨论稿）")
    add(workspace, tmp_path / "上次", {f"{wanted.code}.txt": draft}, "双河镇")
    text = PLAN.format(unit="双河镇人民政府", year=2023)
    (file,) = add(workspace, tmp_path / "收", {f"{wanted.code}.txt": text}, "双河镇").files
    assert file.match is Match.VERSION


def test_a_paper_that_came_before_goes_where_the_code_of_its_copy_asks(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    add(workspace, tmp_path / "上次", {"材料.txt": "按要求报送。\n"})
    assert not workspace.snapshot().filings
    add(workspace, tmp_path / "收", {f"{folder_name(wanted)}/材料.txt": "按要求报送。\n"})
    (piece,) = workspace.snapshot().pieces
    assert (piece.facts.year, piece.facts.unit) == (2022, "双河镇")
    assert wanted.code not in open_codes(workspace, "双河镇")
    workspace.undo()
    assert wanted.code in open_codes(workspace, "双河镇")
    assert workspace.snapshot().pieces[0].facts.year is None


def test_where_something_speaks_against_it_the_place_is_proposed(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    text = PLAN.format(unit="双河镇人民政府", year=2023)
    add(workspace, tmp_path / "上次", {"材料.txt": text})
    add(workspace, tmp_path / "收", {f"{folder_name(wanted)}/材料.txt": text})
    assert not workspace.snapshot().filings
    assert only(workspace)[1].why.startswith(f"补报码 {wanted.code}（在文件夹上）")


def test_one_scan_in_two_coded_folders_closes_both_gaps(workspace: Workspace, tmp_path: Path) -> None:
    plan, training = debt(workspace, "双河镇", "宣传周方案"), debt(workspace, "双河镇", "年度培训计划")
    files: dict[str, str | bytes] = {f"{folder_name(one)}/扫描.txt": "按要求报送。\n" for one in (plan, training)}
    taken = add(workspace, tmp_path / "收", files)
    assert {plan.code, training.code}.isdisjoint(open_codes(workspace, "双河镇"))
    assert taken.left_in_tray == 0


def test_a_copy_that_nobody_takes_without_asking_is_not_filed(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "年度培训计划")
    add(workspace, tmp_path / "上次", {"材料.txt": "按要求报送。\n"})
    folder = tmp_path / "收" / folder_name(wanted)
    folder.mkdir(parents=True)
    (folder / "材料.txt").write_bytes("按要求报送。\n".encode())
    workspace.add([folder.parent], Accept.NONE, Silent(), UNKNOWN_DELIVERY)
    assert not workspace.snapshot().filings
    assert only(workspace)[1].certain


def test_codes_of_several_years_do_not_tell_which_year_it_is(workspace: Workspace, tmp_path: Path) -> None:
    codes = [debt(workspace, "双河镇", "宣传周方案", year).code for year in (2022, 2023)]
    assert not add(workspace, tmp_path / "收", {f"{'、'.join(codes)} 方案.txt": "按要求报送。\n"}).filed
    piece, place = only(workspace)
    assert piece.facts.year is None
    assert "写了几个年度的补报码（2022、2023年）" in place.why


def test_what_carries_no_code_goes_by_its_words_as_before(workspace: Workspace, tmp_path: Path) -> None:
    text = PLAN.format(unit="双河镇人民政府", year=2023)
    add(workspace, tmp_path / "收", {"宣传周活动方案.txt": text})
    _, place = only(workspace)
    assert place.criterion == ITEMS[0].id
    assert "补报码" not in place.why


def test_a_scan_keeps_what_its_code_tells_once_it_is_read(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    add(workspace, tmp_path / "收", {f"{wanted.code}/扫描1.pdf": a_scan()})
    workspace.scans.read(Silent(), Scripted({1: "按要求做好各项工作。"}))
    (piece,) = workspace.snapshot().pieces
    assert (piece.facts.year, piece.facts.unit) == (2022, "双河镇")
    assert wanted.code not in open_codes(workspace, "双河镇")


def test_a_scan_that_turns_out_to_be_of_another_year_closes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "宣传周方案", 2022)
    add(workspace, tmp_path / "收", {f"{wanted.code}/扫描1.pdf": a_scan()})
    workspace.scans.read(Silent(), Scripted({1: PLAN.format(unit="双河镇人民政府", year=2021)}))
    assert wanted.code in open_codes(workspace, "双河镇")


def a_scan() -> bytes:
    return as_pdf(Image.new("RGB", (400, 566), (250, 250, 250)), dpi=50)


def package(workspace: Workspace, out: Path, unit: str) -> Path:
    snapshot = workspace.snapshot()
    owed = {unit: debts_by_unit(snapshot, find_gaps(snapshot))[unit]}
    return hand_out(out, owed, snapshot, "1.0", Packing.FOLDER, Silent())[0].path


def test_the_list_the_note_and_the_empty_folders_are_no_evidence(workspace: Workspace, tmp_path: Path) -> None:
    folder = package(workspace, tmp_path / "发出", "双河镇")
    taken = add(workspace, folder, {})
    assert {file.state for file in taken.files} == {ArrivalState.JUNK}
    assert len(taken.files) == 2
    assert not workspace.snapshot().pieces


def test_the_list_is_known_under_another_name_too(workspace: Workspace, tmp_path: Path) -> None:
    folder = package(workspace, tmp_path / "发出", "双河镇")
    (folder / "补报清单_双河镇.xlsx").rename(folder / "新建表格.xlsx")
    assert {file.state for file in add(workspace, folder, {}).files} == {ArrivalState.JUNK}


def test_a_list_that_cannot_be_read_in_time_stops_no_arrival(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evidence.intake.own_lists.READ_TIMEOUT_S", 0.0)
    folder = package(workspace, tmp_path / "发出", "双河镇")
    taken = add(workspace, folder, {"培训安排.txt": "按要求报送。\n"})
    others = [file for file in taken.files if file.state is not ArrivalState.JUNK]  # the note is still ours
    assert len(others) == 2
    assert all(file.made for file in others)


def filled(book: Path, code: str, file: str, answer: str) -> None:
    from openpyxl import load_workbook

    table = load_workbook(book)
    page = table.worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    head = next(at for at, row in enumerate(rows) if handing_out.HEADS["code"] in row)
    at = next(number for number, row in enumerate(rows) if code in row)
    for key, text in (("file", file), ("answer", answer)):
        page.cell(at + 1, rows[head].index(handing_out.HEADS[key]) + 1, text)
    table.save(book)


def test_a_file_name_written_into_the_list_is_as_good_as_the_code(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "年度培训计划")
    folder = package(workspace, tmp_path / "发出", "双河镇")
    filled(folder / "补报清单_双河镇.xlsx", wanted.code, "培训安排，签到", "")
    (file, *_) = [file for file in add(workspace, folder, {"培训安排.txt": "按要求报送。\n"}).files if file.made]
    assert file.suggestions[0].why == f"补报码 {wanted.code}（补报清单里写的）"
    assert wanted.code not in open_codes(workspace, "双河镇")


def test_the_code_of_a_folder_goes_before_what_the_list_says_of_a_name(workspace: Workspace, tmp_path: Path) -> None:
    plan, training = debt(workspace, "双河镇", "宣传周方案"), debt(workspace, "双河镇", "年度培训计划")
    folder = package(workspace, tmp_path / "发出", "双河镇")
    for wanted in (plan, training):
        filled(folder / "补报清单_双河镇.xlsx", wanted.code, "方案.txt", "")
    papers: dict[str, str | bytes] = {
        f"{folder_name(wanted)}/方案.txt": f"按要求报送{wanted.code}。\n" for wanted in (plan, training)
    }
    add(workspace, folder, papers)
    snapshot = workspace.snapshot()
    assert sorted(filing.criterion for filing in snapshot.filings) == sorted((plan.criterion.id, training.criterion.id))
    assert {plan.code, training.code}.isdisjoint(open_codes(workspace, "双河镇"))


def test_a_name_in_the_list_that_several_files_have_is_left_to_a_clerk(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "年度培训计划")
    folder = package(workspace, tmp_path / "发出", "双河镇")
    filled(folder / "补报清单_双河镇.xlsx", wanted.code, "安排.txt", "")
    taken = add(workspace, folder, {"甲/安排.txt": "按要求报送。\n", "乙/安排.txt": "另一份。\n"})
    assert not taken.filed
    (first, second) = [file.suggestions[0] for file in taken.files if file.made]
    assert first.why == second.why
    assert first.why.endswith("补报清单里这个文件名对得上几条或几个文件，请核对")


def test_so_is_a_file_that_the_list_names_for_several_gaps(workspace: Workspace, tmp_path: Path) -> None:
    folder = package(workspace, tmp_path / "发出", "双河镇")
    for material in ("宣传周方案", "年度培训计划"):
        filled(folder / "补报清单_双河镇.xlsx", debt(workspace, "双河镇", material).code, "安排.txt", "")
    assert not add(workspace, folder, {"安排.txt": "按要求报送。\n"}).filed


@pytest.mark.parametrize("named_apart", [False, True])
def test_the_list_of_one_unit_says_nothing_of_anothers_files(
    workspace: Workspace, tmp_path: Path, *, named_apart: bool
) -> None:
    wanted = debt(workspace, "双河镇", "宣传周照片")
    one, two = (tmp_path / "发出" / name for name in ("一", "二"))
    package(workspace, tmp_path / "发出", "双河镇").rename(one)
    two.mkdir()
    filled(one / "补报清单_双河镇.xlsx", wanted.code, "照片1.jpg", "")
    (two / "照片1.jpg").write_bytes(photo(tmp_path))
    workspace.add([one, two] if named_apart else [one.parent], Accept.CERTAIN, Silent())
    assert wanted.code in open_codes(workspace, "双河镇")
    assert workspace.snapshot().pieces[0].facts.unit is None


def test_what_the_unit_wrote_into_the_list_is_told(workspace: Workspace, tmp_path: Path) -> None:
    wanted = debt(workspace, "双河镇", "年度培训计划")
    folder = package(workspace, tmp_path / "发出", "双河镇")
    filled(folder / "补报清单_双河镇.xlsx", wanted.code, "", "没有开展")
    messages = [file.message or "" for file in add(workspace, folder, {}).files]
    assert any(f"单位填写的说明：{wanted.code} 没有开展。" in message for message in messages)
