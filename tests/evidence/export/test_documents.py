"""Documents made each alone: what each says, of what, to whom."""
# openpyxl leaves the types of some attributes open.
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from golden.parts import difference, parts, raw_parts
from msgspec.structs import replace
from openpyxl import load_workbook
from pages.exported import VERSION, export, paragraphs, rows
from pages.invented import Shelf

from app.paths import TABLE_TEMPLATE, WORD_TEMPLATE
from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence import wording
from evidence.boxes import Box, BoxId, BoxRules, Fixed, PageBase, boxes_of
from evidence.check.self_scores import basis_of
from evidence.errors import ExportError
from evidence.export.box_plan import fixed_boxes, plan
from evidence.export.choosing import Choice
from evidence.export.documents import DocumentKind, Saved, Templates, Wanted, write_document
from evidence.export.self_report import BLANK
from evidence.export.template import load_template
from evidence.imprint import Imprint
from evidence.kinds import STATEMENT
from evidence.model import Criterion, Edition, Flag, Mode, PageRange, PaperCopy, Scope, Years
from evidence.points import SelfScore
from evidence.progress import Silent
from evidence.snapshot import Snapshot

TOOLS = Path(__file__).resolve().parents[2] / "tools"
INTERNAL, SUBMISSION = Edition.INTERNAL, Edition.SUBMISSION
Write = Callable[..., Saved]


def scored(snapshot: Snapshot, item: Criterion, points: float, reason: str | None = None) -> Snapshot:
    score = SelfScore(item.id, points, reason, "王敏", snapshot.at, basis_of(snapshot, item))
    return replace(snapshot, scores={**snapshot.scores, item.id: score})


def a_project(shelf: Shelf) -> Snapshot:
    """Two points of one category: papers of two years, of a township, of two items, on paper only, and a draft."""
    above = a_group("1", "基础工作")
    first, second = a_group("11", "社会共治", above.id), a_group("12", "监管队伍", above.id)
    plan = a_slot("年度方案")
    summary = a_slot("乡镇总结", scope=Scope.EACH_TOWNSHIP, years=Years.EACH_OF_LAST_3, kind=None, stage=None)
    items = [
        replace(an_item("11-39", plan, parent=first.id, key=True), note="领导要求先补此项"),
        an_item("11-40", summary, parent=first.id, text="开展宣传教育。\n覆盖各乡镇。", lead_unit="县教委"),
        an_item("12-41", parent=second.id, text="配备检查员。", veto=True, points=None),
        an_item("12-42", a_slot(), parent=second.id, text="组织培训。"),
    ]
    pieces = [
        a_piece("宣传周方案", originals=[shelf.others[0]], arrived=1),
        a_piece("宣传周照片", originals=[shelf.pictures[0]], number=None, arrived=2, year=2022),
        a_piece("双河镇宣传总结", issuer="双河镇人民政府", number=None, unit="双河镇", arrived=3),
        a_piece("案卷一册", paper=PaperCopy("档案室三柜", "李敏"), arrived=4),
        a_piece("总结初稿", flags=[Flag.DRAFT], originals=[shelf.others[1]], arrived=5),
        replace(a_piece(None, arrived=6), parts=(PageRange(shelf.others[2].id),)),
        a_piece("还没有归项的通报", arrived=7),
    ]
    places = [(0, 0, plan), (1, 0, None), (2, 1, summary), (0, 1, None), (3, 2, None), (4, 0, plan), (5, 2, None)]
    filings = [filed(pieces[at], items[item], slot) for at, item, slot in places]
    criteria = [above, first, *items[:2], second, *items[2:]]
    snapshot = a_snapshot(criteria, pieces, filings, originals=(*shelf.pictures, *shelf.others))
    return scored(snapshot, items[0], 1.5, "2021年总结没有报来")


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(load_template(WORD_TEMPLATE), load_template(TABLE_TEMPLATE, turned=True))


@pytest.fixture
def project(shelf: Shelf) -> Snapshot:
    return a_project(shelf)


@pytest.fixture
def write(project: Snapshot, shelf: Shelf, templates: Templates, tmp_path: Path) -> Write:
    """Write a document of the project to a file called as it is."""

    def make(
        kind: DocumentKind,
        edition: Edition = INTERNAL,
        choice: Choice | None = None,
        ending: str = ".docx",
        snapshot: Snapshot = project,
    ) -> Saved:
        wanted = Wanted(kind, edition, choice or Choice())
        path = tmp_path / f"{kind.name_in_use}{ending}"
        return write_document(path, wanted, snapshot, lambda o: shelf.path_of[o.id], templates, VERSION, Silent())

    return make


def items(snapshot: Snapshot, *codes: str) -> Choice:
    return Choice(frozenset(snapshot.by_code[code].id for code in codes))


def column(saved: Saved, head: str) -> list[str]:
    """Return a column of a document's tables, whose heads repeat."""
    found = rows(saved.path)
    at = found[0].index(head)
    return [row[at] for row in found if row[at] != head]


def test_the_contents_have_a_row_for_each_item_with_papers_and_their_sum(write: Write) -> None:
    saved = write(DocumentKind.CONTENTS)
    assert rows(saved.path)[0] == [
        "盒号",
        "评价要点编号",
        "要点名称",
        "评价内容号",
        "材料份数",
        "页数",
        "责任单位",
        "备注",
    ]
    assert column(saved, "评价内容号") == ["11-39", "11-40", "12-41", ""]
    assert column(saved, "材料份数") == ["3", "2", "2", "6"]


def test_the_contents_count_a_paper_of_two_items_once(write: Write) -> None:
    assert column(write(DocumentKind.CONTENTS, SUBMISSION), "材料份数") == ["2", "2", "2", "5"]


@pytest.mark.parametrize(
    ("choice", "pages"),
    [(Choice(year=2022), ["", ""]), (Choice(unit="双河镇"), ["", ""]), (Choice(unit="县教委"), ["2", "2"])],
)
def test_the_contents_tell_pages_of_whole_items_alone(choice: Choice, pages: list[str], write: Write) -> None:
    assert column(write(DocumentKind.CONTENTS, SUBMISSION, choice), "页数") == pages


def test_the_sums_of_the_contents_are_those_of_the_export(
    write: Write, project: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    export(project, tmp_path / "全部", shelf.path_of, editions=(SUBMISSION,))
    (whole,) = (tmp_path / "全部" / "送审版").glob("*.docx")
    listed = {row[0]: row[4] for row in rows(whole) if row[0] in project.by_code and len(row) == 6}
    saved = write(DocumentKind.CONTENTS, SUBMISSION)
    pairs = zip(column(saved, "评价内容号"), column(saved, "页数"), strict=True)
    assert {code: pages for code, pages in pairs if code} == listed


def test_page_numbers_of_a_directory_are_those_of_the_export(
    write: Write, project: Snapshot, shelf: Shelf, tmp_path: Path
) -> None:
    export(project, tmp_path / "全部", shelf.path_of, editions=(SUBMISSION,))
    (whole,) = (tmp_path / "全部" / "送审版").glob("*.docx")
    pages = {row[0]: row[5] for row in rows(whole) if len(row) == 7 and row[0] != "件号"}
    saved = write(DocumentKind.DIRECTORY, SUBMISSION)
    assert dict(zip(column(saved, "备注"), column(saved, "页号"), strict=True)) == {
        label + ("纸质备查" if label == "12-41-001" else ""): page for label, page in pages.items()
    }


def boxed(snapshot: Snapshot, most_pages: int) -> Snapshot:
    return replace(snapshot, boxes=boxes_of((), BoxRules(most_pages)))


def test_the_contents_name_the_box_of_each_item(write: Write, project: Snapshot) -> None:
    assert column(write(DocumentKind.CONTENTS, SUBMISSION, snapshot=boxed(project, 8)), "盒号") == [
        "1",
        "2",
        "3",
        "合计",
    ]
    assert column(write(DocumentKind.CONTENTS, SUBMISSION), "盒号") == ["", "", "", "合计"]


def test_a_directory_names_its_box_and_its_pages_in_it(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.DIRECTORY, SUBMISSION, items(project, "12-41"), snapshot=boxed(project, 8))
    assert "盒号：3" in paragraphs(saved.path)
    assert "页号为汇编（送审版）各盒的页码。" in paragraphs(saved.path)
    assert column(saved, "页号") == ["4", "4"]


def test_pages_may_be_those_of_the_papers_in_the_box(write: Write, project: Snapshot) -> None:
    by_sheets = replace(project, boxes=boxes_of((), BoxRules(base=PageBase.BOX)))
    saved = write(DocumentKind.DIRECTORY, SUBMISSION, snapshot=by_sheets)
    assert "页号为盒内材料的页码，纸质备查件也计入。" in paragraphs(saved.path)
    assert column(saved, "页号") == ["1", "2", "3", "1", "4", "5"]
    assert column(write(DocumentKind.CONTENTS, SUBMISSION, snapshot=by_sheets), "页数")[:2] == ["2", "1"]


def test_numbers_that_are_fixed_stay_in_every_document(
    write: Write, project: Snapshot, shelf: Shelf, templates: Templates
) -> None:
    rules = project.boxes.rules
    planned = plan(project, lambda o: shelf.path_of[o.id], rules, templates.upright, Silent())
    fixed = replace(project, boxes=boxes_of(fixed_boxes(planned, project, {1}, project.at, "王敏"), rules))
    late = a_piece("开头就有的方案", year=2021, issued_on=None, arrived=9)
    slot = fixed.by_code["11-39"].required[0]
    grown = replace(
        fixed,
        pieces=(*fixed.pieces, late),
        filings=(*fixed.filings, filed(late, fixed.by_code["11-39"], slot)),
    )
    before = write(DocumentKind.DIRECTORY, SUBMISSION, items(project, "11-39"), snapshot=fixed)
    numbers = dict(
        zip(column(before, "题名"), zip(column(before, "备注"), column(before, "页号"), strict=True), strict=True)
    )
    after = write(DocumentKind.DIRECTORY, SUBMISSION, items(project, "11-39"), snapshot=grown)
    found = dict(
        zip(column(after, "题名"), zip(column(after, "备注"), column(after, "页号"), strict=True), strict=True)
    )
    assert {title: found[title] for title in numbers} == numbers
    assert found["开头就有的方案"][0] == "11-39-003"
    assert write(DocumentKind.COMPILATION, SUBMISSION, items(project, "11-39"), snapshot=grown).entries == 5


def test_a_directory_of_one_item_is_its_own(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.DIRECTORY, SUBMISSION, items(project, "11-39"))
    assert paragraphs(saved.path)[:2] == ["卷内目录", "11-39　建立工作机制，每年研究部署"]
    assert column(saved, "题名") == ["宣传周方案", "宣传周照片"]
    assert column(saved, "日期") == ["20230301", "20230301"]


def test_a_group_means_the_items_below_it(write: Write, project: Snapshot) -> None:
    assert column(write(DocumentKind.CONTENTS, choice=items(project, "12")), "评价内容号") == ["12-41", ""]


def test_a_directory_of_one_year_has_its_papers_alone(write: Write) -> None:
    saved = write(DocumentKind.DIRECTORY, choice=Choice(year=2022))
    assert saved.title == "卷内目录（2022年度）"
    assert column(saved, "题名") == ["宣传周照片"]


def test_a_unit_gets_the_items_it_leads_and_its_own_papers_of_others(write: Write) -> None:
    assert column(write(DocumentKind.DIRECTORY, choice=Choice(unit="县教委")), "题名") == [
        "双河镇宣传总结",
        "宣传周方案",
    ]
    assert column(write(DocumentKind.DIRECTORY, choice=Choice(unit="双河镇")), "题名") == ["双河镇宣传总结"]


def test_a_paper_whose_home_was_not_chosen_is_printed_where_it_is_chosen(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.COMPILATION, SUBMISSION, items(project, "11-40"))
    assert "11-39-001　宣传周方案" in paragraphs(saved.path)
    assert not any(text.startswith("见 ") for text in paragraphs(saved.path))


def test_the_archive_listing_has_each_paper_once_by_year(write: Write) -> None:
    saved = write(DocumentKind.ARCHIVE)
    assert rows(saved.path)[0] == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]
    assert [text for text in paragraphs(saved.path) if text.endswith("年度")] == ["2022年度", "2023年度"]
    assert column(saved, "题名") == ["宣传周照片", "宣传周方案", "双河镇宣传总结", "案卷一册", "[方案2]"]
    assert column(saved, "序号") == ["1", "1", "2", "3", "4"]


def test_the_archive_listing_says_what_the_project_keeps_for_filing(write: Write, project: Snapshot) -> None:
    kept = replace(project, project=replace(project.project, imprint=Imprint(fonds="J021", keeping="30年")))
    said = "".join(paragraphs(write(DocumentKind.ARCHIVE, snapshot=kept).path))
    assert "全宗号：J021" in said
    assert "保管期限：30年" in said


def test_the_score_table_shows_what_was_confirmed_and_its_reason_to_the_office(write: Write) -> None:
    saved = write(DocumentKind.SCORES)
    assert column(saved, "自评得分")[0] == "1.5"
    assert column(saved, "扣分")[0] == "0.5"
    assert column(saved, "扣分原因")[0] == "2021年总结没有报来"
    assert column(saved, "备注")[0] == "领导要求先补此项确认人：王敏"
    assert set(column(saved, "考评得分")) == {""}


def test_the_score_table_for_submission_gives_no_reason_and_no_sum_of_a_part(write: Write) -> None:
    saved = write(DocumentKind.SCORES, SUBMISSION)
    assert column(saved, "自评得分") == ["1.5", "", "", "", ""]
    assert set(column(saved, "扣分原因")) == set(column(saved, "备注")) == {""}


def test_a_score_whose_papers_changed_is_not_handed_in(write: Write, project: Snapshot) -> None:
    stale = replace(project, scores={key: replace(score, basis="") for key, score in project.scores.items()})
    assert set(column(write(DocumentKind.SCORES, SUBMISSION, snapshot=stale), "自评得分")) == {""}
    assert "佐证材料已变动，请复核" in column(write(DocumentKind.SCORES, snapshot=stale), "备注")[0]


def test_the_sum_is_told_once_all_is_scored(write: Write, project: Snapshot) -> None:
    for code in ("11-40", "12-42"):
        project = scored(project, project.by_code[code], 2.0)
    assert column(write(DocumentKind.SCORES, SUBMISSION, snapshot=project), "自评得分")[-1] == "5.5"
    report = write(DocumentKind.REPORT, SUBMISSION, snapshot=project)
    assert any("分值6分，自评得5.5分。" in text for text in paragraphs(report.path))


def test_the_report_leaves_blanks_for_what_nobody_told_the_program(write: Write) -> None:
    saved = write(DocumentKind.REPORT, SUBMISSION)
    said = paragraphs(saved.path)
    assert saved.blanks == sum(text.count(BLANK) for text in said) > 5
    assert any("〔待填：自评总分〕" in text for text in said)


def test_the_report_is_numbered_as_official_papers_are(write: Write) -> None:
    """GB/T 9704-2012, 7.3.3: 一、 then （一） then 1., each two characters in."""
    found = docx.Document(str(write(DocumentKind.REPORT, SUBMISSION).path)).paragraphs
    levels = [(p.style.name if p.style else "", p.text) for p in found]
    assert ("内容标题", "　　一、基本情况") in levels
    assert ("小标题", "　　（一）基础工作") in levels
    assert ("资料正文", "11.社会共治") in levels  # whose style is two characters in


@pytest.mark.parametrize(
    ("scheme", "title"),
    [
        ("国家卫生县城标准（2021版）", ["云岭县国家卫生县城创建自评报告"]),
        (
            "国家农产品质量安全县和食品安全示范县评价细则",
            ["云岭县国家农产品质量安全县和食品安全示范县创建", "自评报告"],
        ),
        ("评价细则", ["云岭县自评报告"]),
    ],
)
def test_the_report_says_what_the_county_is_assessed_for(
    scheme: str, title: list[str], write: Write, project: Snapshot
) -> None:
    named = replace(project, scheme=replace(project.scheme, title=scheme))
    assert paragraphs(write(DocumentKind.REPORT, SUBMISSION, snapshot=named).path)[: len(title)] == title
    internal = paragraphs(write(DocumentKind.REPORT, snapshot=named).path)
    assert internal[: len(title) + 1] == [*title, "内部工作版，不对外提供。"]


def test_a_point_without_a_number_of_its_own_has_that_of_its_place(write: Write, project: Snapshot) -> None:
    renamed = {"11": "1.1", "12": "1.2"}
    criteria = tuple(replace(item, code=renamed.get(item.code, item.code)) for item in project.criteria)
    said = paragraphs(write(DocumentKind.REPORT, SUBMISSION, snapshot=replace(project, criteria=criteria)).path)
    assert [text for text in said if text in ("1.社会共治", "2.监管队伍")] == ["1.社会共治", "2.监管队伍"]


def test_the_report_tells_what_evidence_there_is_and_to_examiners_no_more(write: Write) -> None:
    internal = "\n".join(paragraphs(write(DocumentKind.REPORT).path))
    assert "12-42：暂无佐证材料。" in internal
    assert "总结初稿" not in internal.split("自评打分表")[0]
    said = "\n".join(paragraphs(write(DocumentKind.REPORT, SUBMISSION).path)).split("\n附件\n")[0]
    assert (
        "11-39★　建立工作机制，每年研究部署：收集佐证材料2件（2022—2023年），即《宣传周方案》、《宣传周照片》。" in said
    )
    assert "12-42" not in said


def test_the_whole_table_of_points_lies_turned_behind_the_report_on_pages_that_go_on(write: Write) -> None:
    report, table = write(DocumentKind.REPORT), write(DocumentKind.SCORES)
    document = docx.Document(str(report.path))
    sizes = [(section.page_width or 0, section.page_height or 0) for section in document.sections]
    assert [wide > high for wide, high in sizes] == [False, True]
    annexed, alone = ([row for row in rows(made.path) if row[0] != "编号"] for made in (report, table))
    assert annexed == alone
    with ZipFile(report.path) as package:
        sections = package.read("word/document.xml").decode().split("<w:sectPr>")[1:]
    assert ["w:start" in section for section in sections] == [True, False]


def with_veto(project: Snapshot, kind: str) -> Snapshot:
    """The project, the item 12-41 a veto item, its papers of a kind."""
    veto = project.by_code["12-41"].id
    criteria = [replace(item, veto=True) if item.id == veto else item for item in project.criteria]
    under = {filing.piece for filing in project.filed_under[veto]}
    pieces = [replace(p, facts=replace(p.facts, kind=kind)) if p.id in under else p for p in project.pieces]
    return replace(project, criteria=tuple(criteria), pieces=tuple(pieces))


def test_the_report_tells_what_is_stated_of_a_veto_item_and_claims_nothing(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.REPORT, SUBMISSION, items(project, "12"), snapshot=with_veto(project, STATEMENT))
    said = [text for text in paragraphs(saved.path) if "12-41" in text]
    assert "有情况说明2件，即《案卷一册》、" in said[0]
    assert said[0].endswith("有无此类情形，以情况说明和有关部门核实的结果为准。")
    assert not any("主要做法和成效" in text for text in paragraphs(saved.path))


def test_the_report_does_not_tell_examiners_that_a_veto_item_has_no_statement(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.REPORT, SUBMISSION, items(project, "12"), snapshot=with_veto(project, "台账/登记表"))
    said = next(text for text in paragraphs(saved.path) if "12-41" in text)
    assert "收集佐证材料2件" in said
    assert said.endswith("有无此类情形，以有关部门核实的结果为准。")


def test_the_report_of_a_part_says_whose_part_it_is_and_for_whom(write: Write, project: Snapshot) -> None:
    about = replace(project.project, mode=Mode.PART, upper="白鹭市食安办", office="云岭县食药安办")
    saved = write(DocumentKind.REPORT, SUBMISSION, snapshot=replace(project, project=about))
    told = (
        "本报告是报送白鹭市食安办的部分，只写由云岭县食药安办承担的4项评价内容，供白鹭市食安办汇总；编号沿用上级细则。"
    )
    assert told in paragraphs(saved.path)


def test_a_title_in_a_title_has_marks_of_its_own(write: Write, project: Snapshot) -> None:
    pieces = [replace(p, facts=replace(p.facts, title="关于印发《方案》的通知")) for p in project.pieces]
    report = write(DocumentKind.REPORT, SUBMISSION, snapshot=replace(project, pieces=tuple(pieces)))
    assert any("《关于印发〈方案〉的通知》" in text for text in paragraphs(report.path))


def test_the_closing_page_is_one_for_the_whole_box(write: Write) -> None:
    found = rows(write(DocumentKind.CLOSING, SUBMISSION).path)
    assert len(found) == 4
    said = found[1][0]
    assert said.startswith("本盒为第1盒（共1盒），是评价内容11-39至12-41（3项）的佐证材料，共5件；按汇编计")
    assert "件号：11-39-001至12-41-002。" in said
    assert "其中纸质备查件1件：12-41-001存放于档案室三柜（保管人：李敏）。" in said
    assert "互见号" not in said, "all lie in this box"
    assert "总结初稿" not in said


def test_each_box_has_a_closing_page_with_its_own_count(write: Write, project: Snapshot) -> None:
    boxes = [Box(BoxId(f"b{at}"), at, (project.by_code[code].id,)) for at, code in enumerate(("11-39", "11-40"), 1)]
    parted = replace(project, boxes=boxes_of([replace(box, fixed=Fixed(NOON, "王敏", (), {}, {})) for box in boxes]))
    found = [row[0] for row in rows(write(DocumentKind.CLOSING, SUBMISSION, snapshot=parted).path)][1::4]
    assert [text.partition("；")[0] for text in found] == [
        "本盒为第1盒（共3盒），是11-39　建立工作机制，每年研究部署的佐证材料，共2件",
        "本盒为第2盒（共3盒），是11-40　开展宣传教育的佐证材料，共1件",
        "本盒为第3盒（共3盒），是12-41　配备检查员的佐证材料，共2件",
    ]
    assert "互见号：11-39-001（一件多用" in found[1]


def test_the_closing_page_of_a_year_tells_of_each_item(write: Write) -> None:
    said = rows(write(DocumentKind.CLOSING, SUBMISSION, Choice(year=2023)).path)
    assert said[1][0].startswith("本盒为“11-39　建立工作机制")


def test_a_directory_of_an_item_points_to_what_lies_in_another_box(write: Write, project: Snapshot) -> None:
    saved = write(DocumentKind.DIRECTORY, SUBMISSION, items(project, "11-40"))
    assert column(saved, "备注") == ["11-40-001", "见 11-39-001"]


def test_the_archive_listing_of_an_item_leaves_out_what_lies_in_another_box(write: Write, project: Snapshot) -> None:
    assert column(write(DocumentKind.ARCHIVE, choice=items(project, "11-40")), "题名") == ["双河镇宣传总结"]


def test_the_report_on_an_item_counts_what_it_shares_with_others(write: Write, project: Snapshot) -> None:
    said = paragraphs(write(DocumentKind.REPORT, SUBMISSION, items(project, "11-40")).path)
    assert any("佐证材料2件" in text for text in said)


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_every_document_is_sound_and_its_numbers_are_right(kind: DocumentKind, write: Write) -> None:
    for edition in Edition:
        saved = write(kind, edition)
        for tool in (["validate_docx.py"], ["check_pages.py", "--entries", str(saved.entries)]):
            if tool[0] == "check_pages.py" and not saved.entries:
                continue
            command = [sys.executable, str(TOOLS / tool[0]), *tool[1:], str(saved.path)]
            done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if ".xlsx" in kind.endings])
def test_a_workbook_has_the_rows_of_the_document(kind: DocumentKind, write: Write) -> None:
    saved = write(kind, SUBMISSION, ending=".xlsx")
    book = load_workbook(saved.path)
    (sheet,) = book.worksheets
    found = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    book.close()
    assert found[0][0] == saved.title
    head = next(number for number, row in enumerate(found) if "责任单位" in row or "题名" in row)
    assert len(found) - head - 1 == saved.rows


def test_what_can_be_no_workbook_is_refused(write: Write) -> None:
    with pytest.raises(ExportError) as refused:
        write(DocumentKind.REPORT, ending=".xlsx")
    assert wording.sentence(refused.value).endswith("自评报告请存为 .docx。")


@pytest.mark.parametrize(
    ("kind", "choice", "code"),
    [
        (DocumentKind.DIRECTORY, Choice(year=1999), "document_empty"),
        (DocumentKind.ARCHIVE, Choice(unit="县残联"), "document_no_items"),
        (DocumentKind.SCORES, Choice(unit="县残联"), "document_no_items"),
    ],
)
def test_a_choice_that_leaves_nothing_is_refused(kind: DocumentKind, choice: Choice, code: str, write: Write) -> None:
    with pytest.raises(ExportError) as refused:
        write(kind, choice=choice)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_a_document_for_submission_is_as_its_golden(kind: DocumentKind, write: Write) -> None:
    saved = write(kind, SUBMISSION)
    template = TABLE_TEMPLATE if kind in (DocumentKind.SCORES, DocumentKind.ARCHIVE) else WORD_TEMPLATE
    unlike = difference(f"单独文件/{kind.name_in_use}", parts(saved.path, without=raw_parts(template)))
    assert not unlike, unlike
