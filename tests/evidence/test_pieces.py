"""One scan is split into several pieces by pages, several files are joined into one; no original is touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from pdf_files import chinese_pdf_of
from PIL import Image

from evidence import wording
from evidence.errors import RequestError
from evidence.export.dossier import ExportOptions, export_dossier
from evidence.export.pictures import picture_sizes
from evidence.export.template import load_template
from evidence.export.verifying import verify_package
from evidence.model import Edition, PageRange, Piece
from evidence.pieces import page_ranges
from evidence.progress import Silent
from evidence.tracing import past_of
from evidence.workspace import Accept, Workspace
from tests.evidence.steps import opened, register


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


@pytest.fixture
def scan(workspace: Workspace, tmp_path: Path) -> Piece:
    """A scan of eight pages, filed."""
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(8)]
    first.save(tmp_path / "扫描.pdf", "PDF", save_all=True, append_images=rest)
    workspace.add([tmp_path / "扫描.pdf"], Accept.NONE, Silent())
    (piece,) = workspace.snapshot().pieces
    workspace.file(piece.id, ["1-1"])
    return workspace.snapshot().pieces[0]


def bring(workspace: Workspace, folder: Path, *names: str) -> list[Piece]:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.txt").write_text(f"食品安全{name}", "utf-8")
    before = {piece.id for piece in workspace.snapshot().pieces}
    workspace.add([folder], Accept.NONE, Silent())
    return [piece for piece in workspace.snapshot().pieces if piece.id not in before]


def test_a_scan_becomes_a_piece_a_range(workspace: Workspace, scan: Piece) -> None:
    before = workspace.snapshot()
    _, keys = workspace.pieces.split(scan.id, page_ranges(["1-3", "4—7", "8-"], 8))
    snapshot = workspace.snapshot()
    original = scan.parts[0].original
    assert [snapshot.piece_by_id[key].parts for key in keys] == [
        (PageRange(original, 1, 3),),
        (PageRange(original, 4, 7),),
        (PageRange(original, 8, 8),),
    ]
    assert [snapshot.piece_by_id[key].pages for key in keys] == [3, 4, 1]
    assert [filing.piece for filing in snapshot.filings] == [scan.id]
    assert workspace.original_path(snapshot.originals[original]).is_file()
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, snapshot) == "按页拆件，得 3 件"
    workspace.undo()
    assert workspace.snapshot() == before
    workspace.redo()
    assert workspace.snapshot() == snapshot


def test_the_piece_that_keeps_the_first_pages_tells_of_the_split(workspace: Workspace, scan: Piece) -> None:
    workspace.pieces.split(scan.id, page_ranges(["1-3", "4-8"], 8))
    workspace.undo()
    split, undone = [event.told for event in past_of(workspace, scan.id)][-2:]
    assert split == ("按页拆件", "更正页数：8 → 3")
    assert undone[0].endswith("的操作：按页拆件")


@pytest.mark.parametrize(
    ("ranges", "code"),
    [
        ([(1, 8)], "split_of_one"),
        ([(1, 4), (4, 8)], "split_order"),
        ([(4, 8), (1, 3)], "split_order"),
        ([(1, 4), (5, 9)], "split_order"),
        ([(0, 4), (5, 8)], "split_order"),
        ([(3, 2), (5, 8)], "split_order"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(
    ranges: list[tuple[int, int]], code: str, workspace: Workspace, scan: Piece
) -> None:
    with pytest.raises(RequestError, match=code):
        workspace.pieces.split(scan.id, ranges)


def test_what_has_no_pages_is_not_split(workspace: Workspace, tmp_path: Path) -> None:
    (text,) = bring(workspace, tmp_path / "来件", "总结")
    for piece, code in ((text.id, "split_no_pages"), (register(workspace), "split_not_whole")):
        with pytest.raises(RequestError, match=code):
            workspace.pieces.split(piece, [(1, 1), (2, 2)])


def test_a_part_is_split_again_by_its_own_pages(workspace: Workspace, scan: Piece) -> None:
    _, (_, second) = workspace.pieces.split(scan.id, [(1, 3), (4, 8)])
    with pytest.raises(RequestError, match="split_order"):
        workspace.pieces.split(second, [(1, 2), (3, 6)])
    plan = workspace.pieces.plan_split(second)
    assert (plan.first, plan.pages) == (4, 5)
    _, keys = workspace.pieces.split(second, [(1, 2), (3, 5)])
    snapshot = workspace.snapshot()
    original = scan.parts[0].original
    assert [snapshot.piece_by_id[key].parts for key in keys] == [
        (PageRange(original, 4, 5),),
        (PageRange(original, 6, 8),),
    ]


def test_a_scan_of_the_kind_that_archives_keep_is_split_and_printed_by_its_pages(
    workspace: Workspace, tmp_path: Path, root: Path
) -> None:
    first, *rest = [Image.new("1", (200, 280), 1) for _ in range(4)]
    first.save(tmp_path / "扫描.tif", save_all=True, append_images=rest)
    workspace.add([tmp_path / "扫描.tif"], Accept.NONE, Silent())
    (scan,) = workspace.snapshot().pieces
    _, keys = workspace.pieces.split(scan.id, [(1, 3), (4, 4)])
    for key in keys:
        workspace.file(key, ["1-1"])
    template = load_template(root / "templates" / "word" / "dossier.docx")
    options = ExportOptions(tmp_path / "送审", template, "0.0", "王敏", editions=(Edition.SUBMISSION,))
    exported = export_dossier(workspace.snapshot(), workspace.original_path, options, Silent())
    assert exported.pictures == 4


@pytest.mark.parametrize("text", ["一", "1-2-3", "", "-3"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="split_range"):
        page_ranges([text], 8)


def test_joined_files_are_one_piece_in_the_order_asked_for(workspace: Workspace, scan: Piece, tmp_path: Path) -> None:
    notice, sheet = bring(workspace, tmp_path / "来件", "通知", "签到表")
    workspace.file(sheet.id, ["1-1", "1-2"])
    before = (workspace.snapshot(), workspace.receiving.batches())
    workspace.pieces.join([scan.id, sheet.id, notice.id])
    snapshot = workspace.snapshot()
    (piece,) = snapshot.pieces
    assert (piece.id, piece.facts, piece.pages) == (scan.id, scan.facts, None)
    assert [part.original for part in piece.parts] == [one.parts[0].original for one in (scan, sheet, notice)]
    assert [snapshot.by_id[filing.criterion].code for filing in snapshot.filings] == ["1-1", "1-2"]
    assert {file.piece for batch in workspace.receiving.batches() for file in batch.files} == {scan.id}
    after = (snapshot, workspace.receiving.batches())
    workspace.undo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == before
    workspace.redo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == after


def test_the_chief_piece_names_the_whole_and_what_is_kept_is_not_counted(
    workspace: Workspace, scan: Piece, tmp_path: Path
) -> None:
    text, cover = bring(workspace, tmp_path / "来件", "文字稿", "封面")
    before = workspace.snapshot()
    workspace.pieces.join([cover.id, scan.id, text.id], scan.id, [cover.id, text.id])
    (piece,) = workspace.snapshot().pieces
    assert (piece.id, piece.facts, piece.pages) == (scan.id, scan.facts, 8)
    assert [(part.original, part.printed) for part in piece.parts] == [
        (cover.parts[0].original, False),
        (scan.parts[0].original, True),
        (text.parts[0].original, False),
    ]
    workspace.undo()
    assert workspace.snapshot() == before


@pytest.mark.parametrize(
    ("chief", "kept", "code"),
    [(2, (), "join_without_chief"), (0, (0,), "join_chief_kept"), (0, (2,), "join_stray_kept")],
)
def test_a_join_that_makes_no_sense_is_refused(
    chief: int, kept: tuple[int, ...], code: str, workspace: Workspace, scan: Piece, tmp_path: Path
) -> None:
    text, other = bring(workspace, tmp_path / "来件", "文字稿", "别的")
    keys = [scan.id, text.id, other.id]
    with pytest.raises(RequestError, match=code):
        workspace.pieces.join(keys[:2], keys[chief], [keys[at] for at in kept])


def test_an_export_neither_prints_nor_hands_out_what_is_only_kept(
    workspace: Workspace, scan: Piece, tmp_path: Path, root: Path
) -> None:
    (text,) = bring(workspace, tmp_path / "来件", "文字稿")
    workspace.pieces.join([scan.id, text.id], scan.id, [text.id])
    template = load_template(root / "templates" / "word" / "dossier.docx")
    exported = export_dossier(
        workspace.snapshot(),
        workspace.original_path,
        ExportOptions(tmp_path / "送审", template, "0.0", "王敏"),
        Silent(),
    )
    assert exported.pictures == 8
    assert exported.package is not None
    assert [path.suffix for path in exported.package.glob("1*/**/*") if path.is_file()] == [".pdf"]
    for document in exported.documents:
        with ZipFile(document.path) as package:
            assert "个文件见电子版资料" not in package.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("ending", ["pdf", "tif"])
def test_who_is_handed_a_part_of_a_scan_gets_its_pages_alone_the_same_each_time(
    workspace: Workspace, tmp_path: Path, root: Path, ending: str
) -> None:
    first, *rest = [Image.new("L", (200, 280 + number), 255) for number in range(5)]
    first.save(tmp_path / f"扫描.{ending}", save_all=True, append_images=rest)
    workspace.add([tmp_path / f"扫描.{ending}"], Accept.NONE, Silent())
    (scan,) = workspace.snapshot().pieces
    _, (kept, _) = workspace.pieces.split(scan.id, [(2, 3), (4, 5)])
    workspace.file(kept, ["1-1"])
    template = load_template(root / "templates" / "word" / "dossier.docx")
    made: list[bytes] = []
    for out in (tmp_path / "一", tmp_path / "二"):
        options = ExportOptions(out, template, "0.0", "王敏", editions=(Edition.SUBMISSION,))
        exported = export_dossier(workspace.snapshot(), workspace.original_path, options, Silent())
        assert exported.package is not None
        assert verify_package(exported.package, Silent()).faults == ()
        (file,) = (path for path in exported.package.glob("1*/**/*") if path.is_file())
        sizes = picture_sizes(file, workspace.snapshot().originals[scan.parts[0].original].media_type)
        made.append(file.read_bytes())
        assert len(sizes) == 2
        assert sizes[0][1] < sizes[1][1]
    assert made[0] == made[1]


def test_pieces_that_cannot_be_joined_are_refused(workspace: Workspace, scan: Piece) -> None:
    with pytest.raises(RequestError, match="join_of_one"):
        workspace.pieces.join([scan.id, scan.id])
    with pytest.raises(RequestError, match="join_of_paper"):
        workspace.pieces.join([scan.id, register(workspace)])


def test_an_export_prints_the_pages_of_a_piece_and_tells_of_files_beside_them(
    workspace: Workspace, scan: Piece, tmp_path: Path, root: Path
) -> None:
    (sheet,) = bring(workspace, tmp_path / "来件", "签到表")
    workspace.pieces.split(scan.id, [(1, 3), (4, 8)])
    workspace.pieces.join([scan.id, sheet.id])
    template = load_template(root / "templates" / "word" / "dossier.docx")
    options = ExportOptions(tmp_path / "送审", template, "0.0", "王敏", editions=(Edition.INTERNAL,))
    exported = export_dossier(workspace.snapshot(), workspace.original_path, options, Silent())
    assert exported.pictures == 3
    with ZipFile(exported.documents[0].path) as package:
        assert "另有1个文件见电子版资料" in package.read("word/document.xml").decode("utf-8")


@pytest.fixture
def bundle(workspace: Workspace, tmp_path: Path) -> Piece:
    """A file of five pages that holds a notice, a sign-in sheet and an account."""
    path = tmp_path / "来" / "县水务局" / "20230607.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(chinese_pdf_of(NOTICE, SAID, SHEET, f"云岭县水务局\n{ACCOUNT}\n{SAID}", f"{SAID}\n{SIGNED}"))
    workspace.add([tmp_path / "来"], Accept.NONE, Silent())
    return workspace.snapshot().pieces[0]


ACCOUNT = "2022年河道管护工作总结"
SAID = "各村要明确专人负责，按月上报进展。对照清单抓好落实。"
SIGNED = "云岭县水务局\n2023年1月9日"
NOTICE = f"云水发〔2023〕8号\n关于做好河道管护工作的通知\n各乡镇人民政府：\n{SAID}\n云岭县水务局\n2023年6月5日"
SHEET = "河道管护培训会签到表\n序号\t姓名\n1\t赵国良\n2\t钱小芳"


def test_a_plan_tells_where_papers_begin_and_what_they_are_called(workspace: Workspace, bundle: Piece) -> None:
    plan = workspace.pieces.plan_split(bundle.id)
    assert plan.pages == 5
    assert [(cut.page, cut.why) for cut in plan.cuts] == [
        (3, "页首是“河道管护培训会签到表”"),
        (4, "页首是“云岭县水务局2022年河道管护工作总结”，并有发文单位、日期、编号或主送单位"),
    ]
    assert plan.titles[2:4] == ("河道管护培训会签到表", f"云岭县水务局{ACCOUNT}")
    assert plan.texts[4].endswith("2023年1月9日")


def test_each_part_says_what_its_own_pages_say(workspace: Workspace, bundle: Piece) -> None:
    _, keys = workspace.pieces.split(bundle.id, [(1, 2), (3, 3), (4, 5)], (None, "防汛签到表", None))
    snapshot = workspace.snapshot()
    _, sheet, account = (snapshot.piece_by_id[key] for key in keys)
    assert account.facts.title == f"云岭县水务局{ACCOUNT}"
    assert (account.facts.year, account.facts.kind, account.facts.unit) == (2022, "总结/报告", "县水务局")
    assert str(account.facts.issued_on) == "2023-01-09"
    origins = dict(account.origins)
    assert (origins["title"], origins["issued_on"], origins["unit"]) == ("text:4", "text:5", "folder")
    assert sheet.facts.title == "防汛签到表"
    assert dict(sheet.origins)["title"] == "clerk"
    assert account.id in snapshot.suggestions


def test_what_the_first_part_was_told_by_pages_that_left_it_is_read_anew(workspace: Workspace, bundle: Piece) -> None:
    whole = bundle.facts
    assert (whole.title, whole.document_number) == ("关于做好河道管护工作的通知", "云水发〔2023〕8号")
    workspace.correct_facts(bundle.id, replace(whole, kind="其他"), bundle.flags)
    before = workspace.snapshot()
    workspace.pieces.split(bundle.id, [(2, 3), (4, 5)])
    left = workspace.snapshot().piece_by_id[bundle.id]
    assert (left.facts.title, left.facts.document_number, left.facts.issued_on) == (None, None, None)
    assert (left.facts.kind, left.facts.unit) == ("其他", "县水务局")
    assert set(dict(left.origins)) <= {"kind", "unit", "year", "issuer", "level"}
    workspace.undo()
    assert workspace.snapshot() == before


def test_a_part_that_keeps_its_head_keeps_what_is_known_of_it(workspace: Workspace, bundle: Piece) -> None:
    workspace.pieces.split(bundle.id, [(1, 2), (3, 5)])
    left = workspace.snapshot().piece_by_id[bundle.id]
    assert left.facts.document_number == "云水发〔2023〕8号"
    assert str(left.facts.issued_on) == "2023-06-05"
    assert dict(left.origins)["issued_on"] == "text:1"


def test_a_title_typed_at_splitting_outlives_a_newer_version(
    workspace: Workspace, bundle: Piece, tmp_path: Path
) -> None:
    _, (_, sheet) = workspace.pieces.split(bundle.id, [(1, 2), (3, 5)], (None, "防汛签到表"))
    (newer,) = bring(workspace, tmp_path / "来件", "新签到表")
    workspace.receiving.replace(sheet, newer.id, None)
    assert workspace.snapshot().piece_by_id[sheet].facts.title == "防汛签到表"


def test_what_waits_is_looked_through_for_what_may_be_split_and_joined(
    workspace: Workspace, bundle: Piece, tmp_path: Path
) -> None:
    brought = bring(workspace, tmp_path / "来件", "防汛工作会通知", "防汛工作会签到表", "防火方案")
    originals = workspace.snapshot().originals
    by_name = {originals[piece.parts[0].original].name: piece for piece in brought}
    notice, sheet, other = (by_name[f"{name}.txt"] for name in ("防汛工作会通知", "防汛工作会签到表", "防火方案"))
    found = workspace.pieces.proposals()
    assert [(set(join.pieces), join.chief) for join in found.joins] == [({notice.id, sheet.id}, notice.id)]
    assert [(key, [cut.page for cut in cuts]) for key, cuts in found.splits] == [(bundle.id, [3, 4])]
    workspace.file(bundle.id, ["1-1"])
    workspace.file(sheet.id, ["1-1"])
    after = workspace.pieces.proposals()
    assert (after.joins, after.splits) == ((), ())
    plan = workspace.pieces.plan_join([sheet.id, notice.id, other.id])
    assert (plan.pieces[-1], plan.kept) == (sheet.id, ())
