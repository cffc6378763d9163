"""What each edition shows: the internal one all, the submission edition what is there and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from msgspec.structs import replace
from pages.exported import all_text, bookmarks, documents, export, far_links, holding, links, paragraphs, rows
from pages.invented import Shelf

from build import NOON, a_group, a_piece, a_slot, a_snapshot, an_item, filed
from evidence.model import Edition, Flag, PageRange, PaperCopy, SlotId, Years
from evidence.points import PassRules, SelfScore
from evidence.snapshot import Snapshot

INTERNAL, SUBMISSION = "内部工作版", "送审版"


def an_office(shelf: Shelf) -> Snapshot:
    """Two items with material, one with a draft alone and one with nothing."""
    work = a_group("11", "社会共治")
    plan, report = a_slot("年度方案", count=2), a_slot("年度总结", years=Years.EACH_OF_LAST_3)
    first, second = an_item("11-39", plan, report, parent=work.id), an_item("11-40", parent=work.id)
    drafts, bare = an_item("11-41", parent=work.id, text="只有草稿之项"), an_item("11-42", a_slot(), parent=work.id)
    pieces = [
        a_piece("宣传周方案", originals=[shelf.others[0]], arrived=1),
        a_piece("全会纪要", originals=[shelf.pictures[0]], arrived=2),
        a_piece("案卷一册", paper=PaperCopy("档案室三柜", "王敏"), arrived=3),
        a_piece("未定稿的汇报", flags=[Flag.DRAFT], originals=[shelf.others[1]], arrived=4),
        a_piece("打不开的报表", flags=[Flag.ENCRYPTED], originals=[shelf.others[2]], arrived=5),
        a_piece("传了一半的照片", flags=[Flag.TRUNCATED], originals=[shelf.pictures[1]], arrived=6),
        a_piece("去年的旧方案", year=2019, originals=[shelf.others[3]], arrived=7),
        a_piece("没人认领的材料", originals=[shelf.others[4]], arrived=8),
    ]
    places = [(0, first, plan), (1, first, None), (1, second, None), (2, second, None), (3, first, report)]
    places += [(4, second, None), (5, drafts, None), (6, first, plan)]
    filings = [filed(pieces[at], item, slot) for at, item, slot in places]
    bare = replace(bare, text="什么也没有之项")
    originals = (*shelf.pictures, *shelf.others)
    snapshot = a_snapshot([work, first, second, drafts, bare], pieces, filings, originals=originals)
    given = SelfScore(first.id, 0.5, "去年的总结没有找到", "赵主任", NOON, "")
    return replace(snapshot, scores={first.id: given}, pass_rules=PassRules(least_points=87.5))


@pytest.fixture(scope="module")
def out(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of the office's work."""
    folder = tmp_path_factory.mktemp("editions")
    export(an_office(shelf), folder, shelf.path_of)
    return folder


def internal(out: Path) -> Path:
    (path,) = documents(out / INTERNAL)
    return path


def submission(out: Path) -> Path:
    (path,) = documents(out / SUBMISSION)
    return path


@pytest.mark.parametrize("title", ["未定稿的汇报", "打不开的报表", "传了一半的照片", "没人认领的材料"])
def test_the_submission_edition_does_not_name_what_proves_nothing(title: str, out: Path) -> None:
    assert title not in all_text(submission(out))


@pytest.mark.parametrize("word", ["缺", "不齐", "齐全", "草稿", "有密码", "不完整", "不计", "未编号", "未收入", "内部"])
def test_the_submission_edition_has_no_word_of_the_offices_own(word: str, out: Path) -> None:
    assert word not in all_text(submission(out))


@pytest.mark.parametrize("count", ["应备\\d", "应有", "现有", "已有", "差几件", "到位率"])
def test_the_submission_edition_counts_nothing_that_is_owed(count: str, out: Path) -> None:
    assert holding(all_text(submission(out)).splitlines(), count) == []


@pytest.mark.parametrize("item", ["11-41", "11-42", "只有草稿之项", "什么也没有之项"])
def test_the_submission_edition_leaves_out_items_without_material(item: str, out: Path) -> None:
    assert item not in all_text(submission(out))


@pytest.mark.parametrize("slot", ["年度总结", "年度工作方案"])
def test_the_submission_edition_names_no_slot(slot: str, out: Path) -> None:
    assert slot not in all_text(submission(out))


@pytest.mark.parametrize(
    "word", ["预计影响", "自评", "得分", "扣分原因", "没有找到", "赵主任", "合格条件", "87.5", "假设"]
)
def test_what_is_handed_in_says_nothing_of_scores_and_estimates(word: str, out: Path) -> None:
    handed_in = [path for folder in (SUBMISSION, "电子版资料") for path in (out / folder).rglob("*") if path.is_file()]
    assert len(handed_in) > 3
    assert [path.name for path in handed_in if word.encode() in inside(path)] == []


def inside(path: Path) -> bytes:
    """Return the bytes of a file, of an archive (Word, Excel) those of its parts."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_nothing_that_proves_nothing_is_in_the_package(out: Path) -> None:
    names = "\n".join(path.name for path in (out / "电子版资料").rglob("*"))
    assert "宣传周方案" in names
    assert not any(title in names for title in ("未定稿", "打不开", "传了一半", "没人认领"))


@pytest.mark.parametrize("title", ["宣传周方案", "全会纪要", "案卷一册", "去年的旧方案"])
def test_the_submission_edition_shows_what_is_there(title: str, out: Path) -> None:
    assert title in all_text(submission(out))


@pytest.mark.parametrize("title", ["未定稿的汇报", "打不开的报表", "传了一半的照片", "宣传周方案"])
def test_the_internal_edition_shows_all_that_is_filed(title: str, out: Path) -> None:
    assert title in all_text(internal(out))


def test_the_internal_edition_lists_the_gaps_of_all_items_with_their_pages(out: Path) -> None:
    assert "缺项清单" in paragraphs(internal(out))
    assert ["11-39", "年度方案", "2023", "县食药安办", "1"] in [row[:-1] for row in rows(internal(out))]


def test_the_internal_edition_says_beside_a_gap_what_does_not_close_it(out: Path) -> None:
    assert "不在要求年度内，不计：《去年的旧方案》" in [row[-1] for row in rows(internal(out))]


def test_the_internal_edition_says_how_far_each_item_is(out: Path) -> None:
    found = holding(paragraphs(internal(out)), "^材料情况：")
    assert found == [
        "材料情况：不齐（应备5件，已有1件），另有1件没有对应的应备材料",
        "材料情况：齐全",
        "材料情况：缺",
        "材料情况：缺（应备1件，已有0件）",
    ]


def test_the_internal_edition_lists_what_is_withheld_with_the_reason(out: Path) -> None:
    found = {row[1]: row[2] for row in rows(internal(out)) if row[0].endswith("-未编号") and len(row) == 4}
    assert found == {"未定稿的汇报": "草稿", "打不开的报表": "有密码", "传了一半的照片": "文件不完整"}


def test_the_internal_edition_shows_no_picture_of_what_is_withheld(out: Path) -> None:
    assert holding(paragraphs(internal(out)), "^原文件名：照片1.jpg$") == ["原文件名：照片1.jpg"]


def test_numbers_are_the_same_in_both_editions(out: Path) -> None:
    def numbered(path: Path) -> dict[str, str]:
        return {row[3]: row[0] for row in rows(path) if len(row) == 7 and not row[0].endswith(("未编号", "件号"))}

    assert numbered(submission(out)) == numbered(internal(out)) != {}


def test_a_piece_under_two_items_is_printed_once(out: Path) -> None:
    assert len(holding(paragraphs(submission(out)), "^11-39-00.　全会纪要$")) == 1


def test_elsewhere_a_piece_is_pointed_to_by_a_link(out: Path) -> None:
    (anchor,) = [anchor for text, anchor in links(submission(out)) if text.startswith("见 11-39-00")]
    assert anchor in bookmarks(submission(out))


@pytest.mark.parametrize("edition", [INTERNAL, SUBMISSION])
def test_every_link_leads_somewhere(edition: str, out: Path) -> None:
    (path,) = documents(out / edition)
    assert {anchor for _, anchor in links(path)} <= bookmarks(path)
    assert [target for _, target in far_links(path) if not (path.parent / unquote(target)).is_file()] == []


def test_a_paper_only_piece_is_listed_with_its_place_and_keeper(out: Path) -> None:
    assert "纸质备查" in [row[-1] for row in rows(submission(out)) if "案卷一册" in row]
    assert "纸质备查件，存放：档案室三柜　保管：王敏" in paragraphs(submission(out))


def test_a_document_is_named_with_its_place_in_the_package(out: Path) -> None:
    (line,) = holding(paragraphs(submission(out)), "^电子版资料：.*宣传周方案")
    assert (out / "电子版资料" / line.removeprefix("电子版资料：")).is_file()


def test_the_about_page_counts_what_the_edition_holds(out: Path) -> None:
    (about,) = holding(paragraphs(submission(out)), "收入.项评价内容")
    assert "收入2项评价内容的佐证材料4件" in about


def test_a_piece_of_page_ranges_prints_those_pages(shelf: Shelf, tmp_path: Path) -> None:
    scan = next(original for original in shelf.pictures if original.name == "扫描件.pdf")
    piece = replace(a_piece("一扫五件之二"), parts=(PageRange(scan.id, 2, 3),))
    item = an_item()
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=[scan]), tmp_path, shelf.path_of)
    found = holding(paragraphs(submission(tmp_path)), "^1-1-001　一扫五件之二")
    assert found == [f"1-1-001　一扫五件之二（第{at}页，共2页）" for at in (1, 2)]


def test_a_piece_of_several_originals_prints_all_of_them(shelf: Shelf, tmp_path: Path) -> None:
    piece = a_piece("通知与照片", originals=shelf.pictures[:3])
    item = an_item()
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=shelf.pictures), tmp_path, shelf.path_of)
    assert len(holding(paragraphs(submission(tmp_path)), "（第.页，共3页）$")) == 3


def test_of_a_piece_that_is_a_picture_only_in_part_that_part_is_printed_and_the_rest_told_of(
    shelf: Shelf, tmp_path: Path
) -> None:
    both = (shelf.pictures[0], shelf.others[0])
    piece = a_piece("照片和说明", originals=both)
    item = an_item()
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=both), tmp_path, shelf.path_of)
    for edition in (internal(tmp_path), submission(tmp_path)):
        assert len(holding(paragraphs(edition), "^1-1-001　照片和说明$")) == 1
        assert len(holding(paragraphs(edition), "另有1个文件见电子版资料$")) == 1


def test_the_submission_edition_does_not_tell_under_which_name_a_file_came(shelf: Shelf, tmp_path: Path) -> None:
    piece, item = a_piece("方案", originals=shelf.others[:1]), an_item()
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=shelf.others), tmp_path, shelf.path_of)
    assert "方案0" not in all_text(submission(tmp_path))


def test_an_untitled_piece_is_called_by_its_file_in_brackets(shelf: Shelf, tmp_path: Path) -> None:
    piece, item = a_piece(None, originals=shelf.others[:1]), an_item()
    export(a_snapshot([item], [piece], [filed(piece, item)], originals=shelf.others), tmp_path, shelf.path_of)
    assert "[方案0]" in [row[3] for row in rows(submission(tmp_path)) if len(row) == 7]


def test_an_empty_project_is_exported_in_both_editions(tmp_path: Path) -> None:
    made = export(a_snapshot([an_item("1-1", a_slot()), an_item("1-2")]), tmp_path)
    assert [document.edition.value for document in made.documents] == ["internal", "submission"]


def test_a_scheme_without_items_is_exported(tmp_path: Path) -> None:
    assert len(export(a_snapshot([]), tmp_path).documents) == 2


def test_the_submission_edition_of_an_empty_project_says_nothing_of_its_items(tmp_path: Path) -> None:
    export(a_snapshot([an_item("1-1", a_slot(), text="尚无材料")]), tmp_path)
    assert "尚无材料" not in all_text(submission(tmp_path))


def bytes_below(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize(
    ("edition", "folders"), [(Edition.INTERNAL, {INTERNAL}), (Edition.SUBMISSION, {SUBMISSION, "电子版资料"})]
)
def test_one_edition_is_made_alone_as_it_is_with_the_other(
    edition: Edition, folders: set[str], out: Path, shelf: Shelf, tmp_path: Path
) -> None:
    made = export(an_office(shelf), tmp_path, shelf.path_of, editions=(edition,))
    alone = bytes_below(tmp_path)
    assert alone == {name: data for name, data in bytes_below(out).items() if name.split("/")[0] in folders}
    assert {document.edition for document in made.documents} == {edition}
    assert made.package == (tmp_path / "电子版资料" if edition is Edition.SUBMISSION else None)


def test_the_edition_that_is_not_made_again_stays_as_it_was(shelf: Shelf, tmp_path: Path) -> None:
    export(an_office(shelf), tmp_path, shelf.path_of)
    path = submission(tmp_path)
    path.write_bytes(b"signed")
    made = export(an_office(shelf), tmp_path, shelf.path_of, editions=(Edition.INTERNAL,))
    assert (path.read_bytes(), made.kept) == (b"signed", None)


def test_what_the_internal_edition_shows_is_no_omission_of_it(shelf: Shelf, tmp_path: Path) -> None:
    made = export(an_office(shelf), tmp_path, shelf.path_of, editions=(Edition.INTERNAL,))
    assert [omission.what for omission in made.omissions] == ["没人认领的材料"]


def test_why_something_does_not_apply_is_told_within_the_office_alone(shelf: Shelf, tmp_path: Path) -> None:
    slaughter = a_slot("屠宰检疫记录", waived="本县没有屠宰企业")
    either = a_slot("会议通知", alternative="甲"), a_slot("会议纪要", alternative="甲")
    first, second = (
        an_item("11-39", slaughter, *either),
        an_item("11-40", slaughter := replace(slaughter, id=SlotId("b"))),
    )
    piece = a_piece("检疫情况", paper=PaperCopy("档案室", "王敏"))
    filings = [filed(piece, first, first.required[0]), filed(piece, second, slaughter)]
    export(a_snapshot([first, second], [piece], filings), tmp_path, shelf.path_of)
    assert holding(paragraphs(internal(tmp_path)), "^材料情况：") == [
        "材料情况：缺（应备1件，已有0件）；“屠宰检疫记录”不涉及（本县没有屠宰企业）",
        "材料情况：不涉及（本县没有屠宰企业）",
    ]
    assert "会议通知（与“会议纪要”任交其一）" in all_text(internal(tmp_path))
    said = all_text(submission(tmp_path))
    assert "检疫情况" in said
    assert not any(word in said for word in ("不涉及", "没有屠宰企业", "任交其一"))


def test_what_is_proposed_is_shown_to_the_office_alone(shelf: Shelf, tmp_path: Path) -> None:
    waiting, asked = a_slot("巡查台账样本", proposed=True), a_slot("年度方案")
    item, other = an_item("11-39", waiting), an_item("11-40", asked)
    piece = a_piece("三月巡查台账", originals=[shelf.others[0]])
    snapshot = a_snapshot([item, other], [piece], [filed(piece, item, waiting)], originals=shelf.others)
    bare = replace(snapshot, filings=())
    export(snapshot, tmp_path, shelf.path_of)
    export(bare, tmp_path / "无材料", shelf.path_of)
    assert "巡查台账样本" in all_text(internal(tmp_path / "无材料"))
    assert "建议应备（待确认，不计缺项）" in all_text(internal(tmp_path / "无材料"))
    assert "三月巡查台账" in all_text(submission(tmp_path))
    for word in ("建议应备", "巡查台账样本", "待确认"):
        assert word not in all_text(submission(tmp_path))
