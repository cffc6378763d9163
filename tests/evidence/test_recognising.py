"""Scans are read page by page; facts, proposals and likenesses follow, and what clerks did stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from scans.drawn import as_pdf
from scans.readers import Scripted

from build import a_slot, an_item
from evidence.deliveries import Delivery, Match
from evidence.discarding import bring_back, discard
from evidence.errors import CancelledError, RequestError, UnreadableFileError
from evidence.extract.found import RecognisedPage
from evidence.extract.page_readers import PageResult
from evidence.journal import Action
from evidence.model import ArrivalState, Flag, OriginalId, Piece
from evidence.progress import Silent
from evidence.queries import Query
from evidence.scheme.editing import added
from evidence.snapshot import Changes
from evidence.store.scan_reading import ScanProgress
from evidence.store.vault import Vault
from evidence.workspace import Accept, TakenIn, Workspace
from tests.evidence.steps import opened

PLAN = (
    "云岭县教育委员会文件\n云教委发〔2023〕21号\n云岭县教育委员会\n关于印发2023年食品安全工作方案的通知\n各学校：\n"
    "现将方案印发给你们，请遵照执行。\n云岭县教育委员会\n2023年3月1日"
)
LONG = "\n".join(
    f"第{number}项，各中小学校要严格落实食堂原料索证索票制度，每日晨检并做好记录{chr(0x4E00 + 37 * number)}。"
    for number in range(30)
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def scan(workspace: Workspace, folder: Path, name: str = "扫描件001.pdf", pages: int = 1, shade: int = 250) -> TakenIn:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(as_pdf(*[Image.new("RGB", (400 + shade, 566), (shade, 250, 250))] * pages, dpi=50))
    return workspace.add([folder / name], Accept.NONE, Silent())


def read(workspace: Workspace, *texts: str | UnreadableFileError, turned: int = 0) -> Scripted:
    readers = Scripted(dict(enumerate(texts, 1)), turned=turned)
    workspace.scans.read(Silent(), readers)
    return readers


def only(workspace: Workspace) -> Piece:
    (piece,) = workspace.snapshot().pieces
    return piece


def text(workspace: Workspace) -> str:
    return workspace.texts([only(workspace)])[0]


def test_what_a_scan_says_becomes_its_text_its_facts_and_its_proposals(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    assert only(workspace).facts.document_number is None
    readers = read(workspace, PLAN)
    piece = only(workspace)
    assert piece.facts.document_number == "云教委发〔2023〕21号"
    assert piece.facts.issued_on == date(2023, 3, 1)
    assert dict(piece.origins)["document_number"] == "text:1"
    assert text(workspace) == PLAN
    snapshot = workspace.snapshot()
    assert snapshot.by_id[snapshot.suggestions[piece.id][0].criterion].code == "1-1"
    assert snapshot.originals[piece.parts[0].original].confidence == pytest.approx(0.97)
    assert readers.closed


def test_how_a_page_lies_is_told_with_its_text_and_its_file_stays(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", pages=2)
    assert [page.turned for page in workspace.pieces.pages_of(only(workspace).id)] == [0, 0], "nobody knows yet"
    (original,) = workspace.snapshot().originals.values()
    before = workspace.original_path(original).read_bytes()
    read(workspace, PLAN, "第二页", turned=90)
    assert [page.turned for page in workspace.pieces.pages_of(only(workspace).id)] == [90, 90]
    assert workspace.pieces.plan_split(only(workspace).id).turns == {1: 90, 2: 90}
    assert workspace.original_path(original).read_bytes() == before


def test_what_a_scan_says_is_found(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    assert workspace.searching.find(Query(("遵照执行",)), workspace.snapshot()).count == 0
    read(workspace, PLAN)
    assert workspace.searching.find(Query(("遵照执行",)), workspace.snapshot()).count == 1


def test_what_a_clerk_typed_stays(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    piece = only(workspace)
    workspace.correct_facts(piece.id, replace(piece.facts, title="校园方案", year=2022), piece.flags)
    read(workspace, PLAN)
    facts = only(workspace).facts
    assert (facts.title, facts.year, facts.issuer) == ("校园方案", 2022, "云岭县教育委员会")


def test_pages_wait_until_they_are_read_and_are_read_once(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", pages=3)
    assert (workspace.scans.progress().done, workspace.scans.progress().total) == (0, 3)
    assert read(workspace, PLAN, "第二页", "第三页").read == [1, 2, 3]
    assert text(workspace) == f"{PLAN}\f第二页\f第三页"
    assert read(workspace).read == []


class Stopping:
    """Stops the work after some pages, as a clerk does who closes the window."""

    def __init__(self, after: int) -> None:
        self._after = after

    def advanced(self, task: str, done: int, total: int) -> None:
        del task, total
        self._after -= done > 0

    def cancelled(self) -> bool:
        return self._after <= 0


def test_a_scan_goes_on_where_it_stopped_also_in_another_program(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        scan(workspace, tmp_path / "收", pages=3)
        first = Scripted({1: PLAN, 2: "第二页", 3: "第三页"})
        with pytest.raises(CancelledError):
            workspace.scans.read(Stopping(after=1), first)
        assert first.closed
        assert only(workspace).facts.document_number is None
    with opened(tmp_path / "项目") as workspace:
        rest = read(workspace, "另一页", "另一页", "第三页")
        assert first.read + rest.read == [1, 2, 3]
        assert text(workspace) == f"{PLAN}\f第二页\f第三页"


def test_what_lies_in_the_bin_is_read_once_it_comes_back(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    piece = only(workspace).id
    discard(workspace, [piece])
    assert workspace.scans.waiting() == []
    assert workspace.scans.progress() == ScanProgress(0, 0, 0)
    bring_back(workspace, [piece])
    assert len(workspace.scans.waiting()) == 1
    read(workspace, PLAN)
    assert only(workspace).facts.document_number == "云教委发〔2023〕21号"


def test_what_goes_into_the_bin_while_it_is_read_is_read_again_once_it_comes_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan(workspace, tmp_path / "收")
    piece = only(workspace).id
    (page,) = workspace.scans.waiting()
    discard(workspace, [piece])
    workspace.scans.record([PageResult(workspace.scans.job(page), RecognisedPage(PLAN, 0.97, 0))])
    bring_back(workspace, [piece])
    read(workspace, PLAN)
    assert only(workspace).facts.document_number == "云教委发〔2023〕21号"


def test_a_page_that_cannot_be_read_is_told_of_and_the_others_count(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", pages=2)
    read(workspace, UnreadableFileError("reader_crashed"), PLAN)
    assert text(workspace) == f"\f{PLAN}"
    assert workspace.scans.progress().failed == 1
    assert dict(only(workspace).origins)["document_number"] == "text:2"
    assert read(workspace).read == []


class Hurried(Scripted):
    """What fails with each page so often before it reads it."""

    def __init__(self, said: Mapping[int, str], code: str, failures: int) -> None:
        super().__init__(said)
        self._code, self._failures = code, failures

    def finished(self, patience_s: float) -> list[PageResult]:
        failure = UnreadableFileError(self._code)
        results = super().finished(patience_s)
        return [
            replace(one, outcome=failure) if self.read.count(one.job.page) <= self._failures else one for one in results
        ]


@pytest.mark.parametrize("code", ["read_timeout", "reader_crashed", "file_not_opened"])
def test_a_page_that_fails_by_chance_is_read_once_more(workspace: Workspace, tmp_path: Path, code: str) -> None:
    scan(workspace, tmp_path / "收", pages=2)
    hurried = Hurried({1: PLAN, 2: "第二页"}, code, failures=1)
    workspace.scans.read(Silent(), hurried)
    assert sorted(hurried.read) == [1, 1, 2, 2]
    assert text(workspace) == f"{PLAN}\f第二页"


def test_a_page_that_fails_again_is_given_up(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    hurried = Hurried({1: PLAN}, "read_timeout", failures=9)
    workspace.scans.read(Silent(), hurried)
    assert hurried.read == [1, 1]
    assert (workspace.scans.waiting(), workspace.scans.progress().failed) == ([], 1)


def test_a_page_that_is_damaged_is_given_up_at_once(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    assert read(workspace, UnreadableFileError("file_damaged")).read == [1]
    assert workspace.scans.progress().failed == 1


class Broken(Scripted):
    """What has lost its libraries."""

    def finished(self, patience_s: float) -> list[PageResult]:  # noqa: ARG002 — as the real ones
        raise RequestError("recogniser_broken")


def test_where_nothing_can_be_recognised_at_all_pages_go_on_waiting(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", pages=2)
    broken = Broken({})
    with pytest.raises(RequestError, match="recogniser_broken"):
        workspace.scans.read(Silent(), broken)
    assert broken.closed
    assert [page.page for page in workspace.scans.waiting()] == [1, 2]


def test_a_page_that_had_to_be_turned_is_flagged(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    read(workspace, PLAN, turned=180)
    assert Flag.ROTATED in only(workspace).flags


def test_a_file_that_was_held_open_as_it_was_isolated_is_moved_with_the_next_pages(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(13, "in use", "原件")

    scan(workspace, tmp_path / "收", "甲.pdf", shade=200)
    scan(workspace, tmp_path / "收", "乙.pdf", shade=220)
    secret, other = map(workspace.scans.job, workspace.scans.waiting())
    with monkeypatch.context() as held:
        held.setattr(Vault, "hand_over", refuses)
        workspace.scans.record([PageResult(secret, RecognisedPage("机密★1年\n某某要事", 0.9, 0))])
        assert [record.finished for record in workspace.secrecy.records()] == [False]
    workspace.scans.record([PageResult(other, RecognisedPage(PLAN, 0.9, 0))])
    assert [record.finished for record in workspace.secrecy.records()] == [True]


class Holding(Scripted):
    """What holds the files open that it reads until it is closed."""

    def close(self) -> None:
        super().close()
        self.let_go()

    def let_go(self) -> None:
        """Close the files."""


def test_a_file_that_readers_held_open_is_moved_once_they_are_closed(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError(13, "in use", "原件")

    scan(workspace, tmp_path / "收")
    readers = Holding({1: "机密★1年\n某某要事"})
    monkeypatch.setattr(Vault, "hand_over", refuses)
    monkeypatch.setattr(readers, "let_go", monkeypatch.undo)
    workspace.scans.read(Silent(), readers)
    assert [record.finished for record in workspace.secrecy.records()] == [True]


# The journal


def test_undo_passes_over_what_was_recognised(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    workspace.file(only(workspace).id, ["1-2"])
    read(workspace, PLAN)
    done = workspace.history().undo
    assert done is not None
    assert done.action is Action.FILE
    workspace.undo()
    assert workspace.snapshot().filings == ()
    assert only(workspace).facts.document_number == "云教委发〔2023〕21号"


def test_an_arrival_whose_scan_was_read_can_be_taken_back_and_done_again(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    read(workspace, PLAN)
    before = workspace.snapshot()
    workspace.undo()
    assert workspace.snapshot().pieces == ()
    workspace.redo()
    after = workspace.snapshot()
    assert (after.pieces, after.originals, after.suggestions) == (before.pieces, before.originals, before.suggestions)
    assert text(workspace) == PLAN
    assert read(workspace).read == []


def test_a_page_of_an_arrival_that_was_taken_back_meanwhile_is_passed_over(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan(workspace, tmp_path / "收")
    (waiting,) = workspace.scans.waiting()
    job = workspace.scans.job(waiting)
    workspace.undo()
    workspace.scans.record([PageResult(job, RecognisedPage(PLAN, 0.9, 0))])
    assert workspace.snapshot().pieces == ()
    workspace.redo()
    assert [page.page for page in workspace.scans.waiting()] == [1]


def test_a_page_that_comes_twice_counts_once(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收")
    (waiting,) = workspace.scans.waiting()
    job = workspace.scans.job(waiting)
    for said in (PLAN, "别的"):
        workspace.scans.record([PageResult(job, RecognisedPage(said, 0.9, 0))])
    assert text(workspace) == PLAN


def test_an_item_that_came_before_a_scan_was_read_can_be_taken_back_though_the_scan_is_proposed_for_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan(workspace, tmp_path / "收")
    item = an_item("1-4", a_slot("校园食品安全工作方案"), text="制定校园食品安全工作方案并印发。")
    workspace.schemes.edit(Action.ADD_ITEM, lambda snapshot: added(snapshot, item))
    read(workspace, PLAN)
    proposed = workspace.snapshot().suggestions[only(workspace).id]
    assert item.id in {suggestion.criterion for suggestion in proposed}
    workspace.undo()
    left = workspace.snapshot().suggestions[only(workspace).id]
    assert left == tuple(suggestion for suggestion in proposed if suggestion.criterion != item.id)


# Pieces of a scan, likeness, secrecy


def test_each_piece_of_a_split_scan_gets_the_facts_of_its_own_pages(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", "年度材料汇集.pdf", pages=3)
    workspace.pieces.split(only(workspace).id, [(1, 1), (2, 2), (3, 3)])
    read(workspace, PLAN, PLAN.replace("21号", "22号"), "，")
    pieces = workspace.snapshot().pieces
    numbers = [piece.facts.document_number for piece in pieces]
    assert numbers == ["云教委发〔2023〕21号", "云教委发〔2023〕22号", None]
    assert dict(pieces[1].origins)["document_number"] == "text:2"
    assert pieces[2].facts.title is None, "the name of the whole file is not that of a part"


def two_scans(workspace: Workspace, folder: Path) -> tuple[Piece, Piece]:
    scan(workspace, folder, "附件清单.pdf", shade=200)
    scan(workspace, folder, "扫描件001.pdf", shade=220)
    first, second = workspace.snapshot().pieces
    return first, second


def read_file(workspace: Workspace, piece: Piece, said: str, turned: int = 0) -> Changes:
    (waiting,) = workspace.scans.waiting([piece.parts[0].original])
    page = RecognisedPage(said, 0.9, turned)
    return workspace.scans.record([PageResult(workspace.scans.job(waiting), page)])


ANNEX = PLAN.replace("21号", "99号").replace("工作方案", "自查清单")
IDENTITY = "联系人身份证号 11010519491231002X\n手机 13800138000"


def test_what_is_known_of_a_joined_piece_stays_when_the_annex_before_its_chief_paper_is_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    annex, chief = two_scans(workspace, tmp_path / "收")
    read_file(workspace, chief, PLAN)
    workspace.pieces.join([annex.id, chief.id], chief=chief.id)
    known, proposed = only(workspace), workspace.snapshot().suggestions[chief.id]
    read_file(workspace, annex, ANNEX)
    assert (only(workspace).facts, only(workspace).origins) == (known.facts, known.origins)
    assert workspace.snapshot().suggestions[chief.id] == proposed


def test_a_joined_piece_takes_from_any_of_its_files_what_nobody_knows(workspace: Workspace, tmp_path: Path) -> None:
    annex, chief = two_scans(workspace, tmp_path / "收")
    workspace.pieces.join([annex.id, chief.id])
    changes = read_file(workspace, chief, PLAN)
    piece = only(workspace)
    assert (piece.facts.title, piece.facts.document_number) == ("附件清单", "云教委发〔2023〕21号")
    assert dict(piece.origins)["document_number"] == "text", "its first page is not that of the piece"
    assert piece.id in changes.pieces


def test_whatever_file_of_a_joined_piece_shows_it_the_piece_is_flagged(workspace: Workspace, tmp_path: Path) -> None:
    first, second = two_scans(workspace, tmp_path / "收")
    workspace.pieces.join([first.id, second.id])
    changes = read_file(workspace, second, IDENTITY, turned=90)
    assert only(workspace).flags >= {Flag.PERSONAL_DATA, Flag.ROTATED}
    assert first.id in changes.pieces


def test_an_annex_that_is_a_draft_does_not_make_its_piece_one(workspace: Workspace, tmp_path: Path) -> None:
    first, second = two_scans(workspace, tmp_path / "收")
    workspace.pieces.join([first.id, second.id])
    read_file(workspace, second, f"（征求意见稿）\n{PLAN}")
    assert Flag.DRAFT not in only(workspace).flags


def test_what_is_only_kept_with_a_piece_flags_nothing(workspace: Workspace, tmp_path: Path) -> None:
    first, second = two_scans(workspace, tmp_path / "收")
    workspace.pieces.join([first.id, second.id], kept=[second.id])
    read_file(workspace, second, IDENTITY, turned=90)
    assert only(workspace).flags.isdisjoint({Flag.PERSONAL_DATA, Flag.ROTATED})


def test_scans_that_say_the_same_are_told_to_be_alike(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", "甲.pdf", shade=200)
    scan(workspace, tmp_path / "收", "乙.pdf", shade=220)
    workspace.scans.read(Silent(), Scripted({1: f"甲镇工作总结\n{LONG}"}))
    first, second = workspace.snapshot().pieces
    assert second.id in workspace.snapshot().alike[first.id]
    workspace.undo()
    assert workspace.snapshot().alike == {}


def test_a_scan_with_a_mark_of_secrecy_is_isolated_and_nothing_of_it_is_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken = scan(workspace, tmp_path / "收", pages=3)
    read(workspace, "云岭县普通文件\n正文。", "机密★1年\n某某要事", "第三页")
    assert workspace.snapshot().pieces == ()
    assert workspace.scans.waiting() == []
    (record,) = workspace.secrecy.records()
    assert (record.who, record.why, record.finished) == (workspace.who, "识别扫描件时发现页首有密级标志", True)
    (file,) = workspace.scans.after(taken, Accept.CERTAIN).files
    assert (file.state, file.made, file.flags) == (ArrivalState.REFUSED, None, {Flag.SECRET})
    for path in (tmp_path / "项目").glob("dossier.sqlite*"):
        assert "要事".encode() not in path.read_bytes()


def test_isolating_a_scan_takes_what_was_recognised_with_it(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", pages=2)
    read(workspace, f"{PLAN}\n某某要事", "第二页")
    workspace.undo()
    workspace.redo()
    workspace.secrecy.isolate(only(workspace).id, "王敏", None)
    assert workspace.snapshot().pieces == ()
    assert workspace.scans.progress().total == 0
    assert "要事".encode() not in (tmp_path / "项目" / "dossier.sqlite").read_bytes()


# After an arrival


def test_an_arrival_is_told_as_it_is_once_its_scans_are_read_and_files_what_is_agreed(
    workspace: Workspace, tmp_path: Path
) -> None:
    taken = scan(workspace, tmp_path / "收")
    read(workspace, PLAN)
    after = workspace.scans.after(taken, Accept.BEST)
    made = after.files[0].made
    assert made is not None
    assert made.piece.facts.document_number == "云教委发〔2023〕21号"
    assert after.filed[made.piece.id] == workspace.snapshot().by_code["1-1"].id
    undone = workspace.history().undo
    assert undone is not None
    assert undone.action is Action.FILE_RECOGNISED
    workspace.undo()
    assert workspace.snapshot().filings == ()


def test_only_the_scans_that_are_asked_for_are_read(workspace: Workspace, tmp_path: Path) -> None:
    scan(workspace, tmp_path / "收", "甲.pdf", shade=200)
    second = scan(workspace, tmp_path / "收", "乙.pdf", shade=220)
    made = second.files[0].made
    assert made is not None
    wanted: set[OriginalId] = {made.original.id}
    workspace.scans.read(Silent(), Scripted({1: PLAN}), wanted)
    assert [piece.facts.document_number for piece in workspace.snapshot().pieces] == [None, "云教委发〔2023〕21号"]


# Undo beside what was recognised


def test_a_correction_that_is_taken_back_takes_nothing_of_what_was_recognised_since(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan(workspace, tmp_path / "收")
    piece = only(workspace)
    workspace.correct_facts(piece.id, replace(piece.facts, title="校园方案"), piece.flags | {Flag.DRAFT})
    read(workspace, f"{PLAN}\n联系人 13812345678")
    known = only(workspace)
    workspace.undo()
    undone = only(workspace)
    assert undone.flags == known.flags - {Flag.DRAFT}
    assert Flag.PERSONAL_DATA in undone.flags
    assert dict(undone.origins)["document_number"] == "text:1"
    assert undone.facts.document_number == known.facts.document_number
    workspace.redo()
    assert only(workspace) == known


def test_a_correction_that_is_done_again_goes_before_what_was_recognised_meanwhile(
    workspace: Workspace, tmp_path: Path
) -> None:
    scan(workspace, tmp_path / "收")
    piece = only(workspace)
    workspace.correct_facts(piece.id, replace(piece.facts, title="校园方案"), piece.flags | {Flag.DRAFT})
    workspace.undo()
    read(workspace, f"{PLAN}\n联系人 13812345678")
    workspace.redo()
    again = only(workspace)
    assert again.facts.title == "校园方案"
    assert again.facts.document_number == "云教委发〔2023〕21号"
    assert {Flag.DRAFT, Flag.PERSONAL_DATA} <= again.flags


# Resends


def deliver(workspace: Workspace, folder: Path, name: str, shade: int) -> TakenIn:
    """Let a unit bring a scan whose name tells nothing."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(as_pdf(Image.new("RGB", (400 + shade, 566), (shade, 250, 250)), dpi=50))
    return workspace.add([folder / name], Accept.NONE, Silent(), Delivery("县教委"))


def matches_of(workspace: Workspace) -> list[Match | None]:
    return [file.match for file in workspace.receiving.batches()[-1].files]


def test_a_resend_is_matched_again_when_its_scans_are_read(workspace: Workspace, tmp_path: Path) -> None:
    deliver(workspace, tmp_path / "收", "扫描件001.pdf", 250)
    read(workspace, PLAN)
    (first,) = workspace.snapshot().pieces
    deliver(workspace, tmp_path / "再收", "SKM_C224.pdf", 240)
    assert matches_of(workspace) == [Match.NEW], "nobody knows what it says"
    read(workspace, PLAN)
    assert matches_of(workspace) == [Match.VERSION]
    assert workspace.receiving.batches()[-1].files[0].earlier == first.id
    workspace.undo()
    assert [piece.id for piece in workspace.snapshot().pieces] == [first.id], "the arrival is what is taken back"


def test_another_paper_of_a_resend_stays_new_when_it_is_read(workspace: Workspace, tmp_path: Path) -> None:
    deliver(workspace, tmp_path / "收", "扫描件001.pdf", 250)
    read(workspace, PLAN)
    deliver(workspace, tmp_path / "再收", "SKM_C224.pdf", 240)
    read(workspace, PLAN.replace("21号", "22号").replace("方案", "总结"))
    assert matches_of(workspace) == [Match.NEW]


def test_a_resend_that_is_known_once_it_is_read_is_filed_nowhere_by_itself(
    workspace: Workspace, tmp_path: Path
) -> None:
    deliver(workspace, tmp_path / "收", "扫描件001.pdf", 250)
    read(workspace, PLAN)
    taken = deliver(workspace, tmp_path / "再收", "SKM_C224.pdf", 240)
    read(workspace, PLAN)
    after = workspace.scans.after(taken, Accept.BEST)
    assert [file.match for file in after.files] == [Match.VERSION]
    assert workspace.snapshot().filings == ()
