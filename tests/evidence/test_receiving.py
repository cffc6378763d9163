"""Arrivals say who brought them, a resend is matched, and a newer version takes the place of a piece."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from evidence import wording
from evidence.deliveries import Delivery, Match
from evidence.errors import RequestError
from evidence.export.receipt_phrases import counts, remedy
from evidence.model import ArrivalState, Fact, Piece
from evidence.progress import Silent
from evidence.receiving import find_batch
from evidence.workspace import Accept, TakenIn, Workspace
from tests.evidence.steps import opened

EDUCATION, HEALTH = Delivery("县教委", "张三", "U盘"), Delivery("县卫健委")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def bring(
    workspace: Workspace,
    folder: Path,
    files: Mapping[str, str],
    delivery: Delivery = EDUCATION,
    accept: Accept = Accept.NONE,
) -> TakenIn:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return workspace.add([folder], accept, Silent(), delivery)


def matches(taken: TakenIn) -> dict[str, Match | None]:
    return {str(file.source): file.match for file in taken.files}


def piece(workspace: Workspace, title: str) -> Piece:
    (found,) = [one for one in workspace.snapshot().pieces if one.facts.title == title]
    return found


def undoing(workspace: Workspace) -> str:
    step = workspace.history().undo
    assert step is not None
    return wording.step(step, workspace.snapshot())


def save_pdf(path: Path, pages: int) -> None:
    first, *rest = [Image.new("RGB", (200 + number, 280), "white") for number in range(pages)]
    first.save(path, "PDF", save_all=True, append_images=rest)


def notice(number: int, text: str = "各学校要落实。") -> str:
    return f"云教委发〔2023〕{number}号\n关于第{number}次检查的通知\n{text}\n"


# Batches


def test_an_archive_is_counted_by_what_it_brings(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "来").mkdir()
    with zipfile.ZipFile(tmp_path / "来" / "包.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr(f"{number}.txt", notice(number))
    taken = workspace.add([tmp_path / "来"], Accept.NONE, Silent(), EDUCATION)
    assert taken.counts[ArrivalState.JUNK] == 0
    assert wording.taken_sums(taken.counts, 0, 2).startswith("共 2 个文件：新收 2，重复件 0，不收 0，")
    assert wording.taken_sums(taken.counts, 0, 2).endswith("打开压缩包 1 个，里面的文件已计在内。")
    (batch,) = workspace.receiving.batches()
    assert (batch.count, batch.usable) == (2, 2)
    assert counts(workspace.receiving.view(batch.id))[:2] == [
        "共 2 个文件：可用 2 个，不能使用 0 个。",
        "打开压缩包 1 个，里面的文件已计在内。",
    ]
    assert [remedy(file) for file in batch.files] == ["", "", ""]
    assert undoing(workspace) == "收件 2 个文件"


def test_a_resend_is_taken_back_by_the_number_of_its_files(workspace: Workspace, tmp_path: Path) -> None:
    files = {f"{number}.txt": notice(number) for number in range(1, 5)}
    bring(workspace, tmp_path / "甲", files)
    bring(workspace, tmp_path / "乙", {**files, "1.txt": notice(1, "各学校要按要求落实。"), "5.txt": notice(5)})
    assert undoing(workspace) == "收件 5 个文件"


def test_batches_are_numbered_by_the_year_and_say_who_brought_them(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "甲", {"1.txt": notice(1)})
    bring(workspace, tmp_path / "乙", {"2.txt": notice(2)}, HEALTH)
    first, second = workspace.receiving.batches()
    assert (first.name, second.name) == ("收2024-001", "收2024-002")
    assert (first.delivery, first.source, len(first.files)) == (EDUCATION, "甲", 1)
    assert find_batch([first, second], "2024-2") == find_batch([first, second], "收2024-002") == second


def test_the_number_of_an_arrival_that_was_taken_back_is_not_given_again(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "甲", {"1.txt": notice(1)})
    workspace.undo()
    bring(workspace, tmp_path / "乙", {"2.txt": notice(2)})
    assert [batch.name for batch in workspace.receiving.batches()] == ["收2024-002"]


def test_another_day_of_receipt_stands_beside_the_time_of_recording(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "甲", {"1.txt": notice(1)})
    (batch,) = workspace.receiving.batches()
    workspace.receiving.correct(batch.id, replace(EDUCATION, received_on=date(2024, 1, 5)))
    (corrected,) = workspace.receiving.batches()
    assert (corrected.received_on, corrected.arrived_at) == (date(2024, 1, 5), batch.arrived_at)
    with pytest.raises(RequestError, match="received_to_come"):
        workspace.receiving.correct(batch.id, replace(EDUCATION, received_on=date(2024, 1, 9)))


def test_the_unit_of_a_batch_counts_where_neither_paper_nor_folders_name_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path / "来件", {"照片.txt": "一张照片", "双河镇/记录.txt": "一份记录"})
    assert {one.facts.unit for one in workspace.snapshot().pieces} == {"县教委", "双河镇"}
    (batch,) = workspace.receiving.batches()
    workspace.receiving.correct(batch.id, HEALTH)
    assert {one.facts.unit for one in workspace.snapshot().pieces} == {"县卫健委", "双河镇"}
    workspace.undo()
    assert {one.facts.unit for one in workspace.snapshot().pieces} == {"县教委", "双河镇"}


# A resend


def test_a_resend_is_matched_as_same_version_new_and_left_out(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {f"{n}.txt": notice(n) for n in range(1, 5)})
    again = {"1.txt": notice(1), "2.txt": notice(2, "改过。"), "9.txt": notice(9)}
    taken = bring(workspace, tmp_path / "二", again)
    assert matches(taken) == {"1.txt": Match.SAME, "2.txt": Match.VERSION, "9.txt": Match.NEW}
    assert workspace.snapshot().piece_by_id.keys() >= {file.earlier for file in taken.files if file.earlier}
    view = workspace.receiving.view(workspace.receiving.batches()[-1].id)
    assert [one.facts.document_number for one in view.left_out] == ["云教委发〔2023〕3号", "云教委发〔2023〕4号"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"甲/1.txt": notice(1)}, {"1.txt": notice(1, "改过。")}, Match.VERSION),  # the whole name
        ({"1.txt": notice(1)}, {"乙/终稿.txt": notice(1, "改过。")}, Match.VERSION),  # the facts
        ({"1.txt": notice(1)}, {"11.txt": notice(11)}, Match.NEW),  # a piece of the name
        ({"甲/通知.txt": notice(1)}, {"乙/通知.txt": notice(2)}, Match.NEW),  # another number
        ({"甲/照片.txt": "一", "乙/照片.txt": "二"}, {"照片.txt": "三"}, Match.UNCLEAR),
        ({"甲/照片.txt": "一"}, {"乙/照片.txt": "二", "丙/照片.txt": "三"}, Match.UNCLEAR),
        ({"甲/照片.txt": "一"}, {"甲/照片.txt": "二", "丙/照片.txt": "三"}, Match.VERSION),
    ],
)
def test_what_a_file_is_taken_for(
    before: dict[str, str], after: dict[str, str], expected: Match, workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path / "一", before)
    taken = bring(workspace, tmp_path / "二", after)
    assert matches(taken)[next(iter(after))] is expected


def test_what_came_again_elsewhere_is_replaced_by_nothing(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {"通知.txt": notice(1)})
    taken = bring(workspace, tmp_path / "二", {"旧/通知.txt": notice(1), "通知.txt": "另一份材料"})
    assert matches(taken) == {"旧/通知.txt": Match.SAME, "通知.txt": Match.NEW}


def test_another_unit_is_not_matched(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "来件", {"1.txt": notice(1)})
    taken = bring(workspace, tmp_path / "来件", {"1.txt": notice(1, "改过。")}, HEALTH)
    assert matches(taken) == {"1.txt": None}


def test_a_unit_named_later_matches_what_came_already(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    bring(workspace, tmp_path / "微信", {"1.txt": notice(1, "改过。")}, Delivery())
    second = workspace.receiving.batches()[-1]
    assert second.files[0].match is None
    workspace.receiving.correct(second.id, EDUCATION)
    assert workspace.receiving.batches()[-1].files[0].proposed
    workspace.undo()
    assert workspace.receiving.batches()[-1] == second


def test_a_unit_named_later_matches_what_came_after_it(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "U盘", {"1.txt": notice(1)}, Delivery())
    bring(workspace, tmp_path / "微信", {"1.txt": notice(1, "改过。")})
    first, second = workspace.receiving.batches()
    assert second.files[0].match is None
    workspace.receiving.correct(first.id, EDUCATION)
    assert workspace.receiving.batches()[-1].files[0].proposed
    workspace.receiving.correct(first.id, HEALTH)
    assert workspace.receiving.batches()[-1].files[0].match is None


def test_a_newer_version_is_not_filed_beside_the_older_one(workspace: Workspace, tmp_path: Path) -> None:
    plan = "2023年食品安全工作方案\n一、总体要求"
    first = bring(workspace, tmp_path / "一", {"1-1 食品安全工作方案.txt": plan}, accept=Accept.BEST)
    second = {"1-1 食品安全工作方案.txt": f"{plan}。改过", "会议纪要.txt": "食品安全会议纪要"}
    taken = bring(workspace, tmp_path / "二", second, accept=Accept.BEST)
    assert (len(first.filed), {str(file.source) for file in taken.files if file.piece in taken.filed}) == (
        1,
        {"会议纪要.txt"},
    )


def test_both_are_kept_if_a_clerk_says_so(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    bring(workspace, tmp_path / "二", {"1.txt": notice(1, "改过。")})
    (file,) = workspace.receiving.batches()[-1].files
    workspace.receiving.keep_both(file.id)
    assert [one.match for one in workspace.receiving.batches()[-1].files] == [Match.KEPT_BOTH]
    with pytest.raises(RequestError, match="not_proposed"):
        workspace.receiving.keep_both(file.id)


# 换件


def replaced(workspace: Workspace, tmp_path: Path, *places: str) -> tuple[Piece, Piece]:
    """Bring a paper and its newer version; return both as they were before the one takes the other's place."""
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    (old,) = workspace.snapshot().pieces
    if places:
        workspace.file(old.id, places)
    bring(workspace, tmp_path / "二", {"1.txt": f"{notice(1, '改过。')}2023年5月6日"})
    (_, new) = workspace.snapshot().pieces
    return old, new


def test_a_replaced_piece_keeps_its_id_and_its_places(workspace: Workspace, tmp_path: Path) -> None:
    old, new = replaced(workspace, tmp_path, "1-1", "1-2")
    before = workspace.snapshot().filings
    workspace.receiving.replace(old.id, new.id, "盖章件来了")
    snapshot = workspace.snapshot()
    assert [one.id for one in snapshot.pieces] == [old.id]
    assert (snapshot.filings, snapshot.pieces[0].arrived) == (before, old.arrived)
    assert snapshot.pieces[0].parts == new.parts
    (former,) = workspace.receiving.former(old.id)
    assert (former.parts, former.who, former.why) == (old.parts, "王敏", "盖章件来了")
    assert workspace.original_path(snapshot.originals[old.parts[0].original]).is_file()
    assert workspace.receiving.batches()[-1].files[0].replaced


def test_what_the_clerk_typed_stays_and_the_rest_is_read_anew(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    (old,) = workspace.snapshot().pieces
    workspace.correct_facts(old.id, replace(old.facts, title="检查通知（盖章）"), old.flags)
    bring(workspace, tmp_path / "二", {"1.txt": f"{notice(1, '改过。')}云岭县教育委员会\n2023年5月6日\n"})
    new = workspace.snapshot().pieces[-1]
    change = workspace.receiving.plan_replacement(old.id, new.id)
    workspace.receiving.replace(old.id, new.id, None)
    facts = workspace.snapshot().piece_by_id[old.id].facts
    assert (facts.title, facts.issued_on) == ("检查通知（盖章）", date(2023, 5, 6))
    assert Fact.DAY in {fact for fact, *_ in change.changed}
    assert Fact.TITLE not in {fact for fact, *_ in change.changed}


def test_replacing_is_one_step_back_and_one_forward(workspace: Workspace, tmp_path: Path) -> None:
    old, new = replaced(workspace, tmp_path, "1-1")
    workspace.file(new.id, ["1-3", "1-1"])
    before = (workspace.snapshot(), workspace.receiving.batches())
    workspace.receiving.replace(old.id, new.id, None)
    after = (workspace.snapshot(), workspace.receiving.batches())
    codes = [workspace.snapshot().by_id[filing.criterion].code for filing in after[0].filings]
    assert codes == ["1-1", "1-3"]
    workspace.undo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == before
    workspace.redo()
    assert (workspace.snapshot(), workspace.receiving.batches()) == after


def test_a_newer_version_with_more_pages_is_told_as_one_step(workspace: Workspace, tmp_path: Path) -> None:
    for name, pages in (("一", 1), ("二", 2)):
        (tmp_path / name).mkdir()
        save_pdf(tmp_path / name / "扫描.pdf", pages)
        workspace.add([tmp_path / name], Accept.NONE, Silent(), EDUCATION)
    old, new = workspace.snapshot().pieces
    workspace.receiving.replace(old.id, new.id, None)
    assert workspace.snapshot().pieces[0].pages == 2
    done = workspace.history().undo
    assert done is not None
    assert wording.step(done, workspace.snapshot()).startswith("换件")


def test_all_newer_versions_of_an_arrival_take_their_places_as_one_step(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {f"{n}.txt": notice(n) for n in range(1, 4)})
    before = {one.id: one.parts for one in workspace.snapshot().pieces}
    again = {f"{n}.txt": notice(n, "改过。") for n in (1, 2)} | {"4.txt": notice(4)}
    taken = bring(workspace, tmp_path / "二", again)
    assert taken.batch is not None
    workspace.receiving.replace_versions(taken.batch)
    after = {one.id: one.parts for one in workspace.snapshot().pieces}
    assert [after[key] != parts for key, parts in before.items()] == [True, True, False]
    assert len(after) == 4, "the one that is new waits beside them"
    assert undoing(workspace) == "换件 2 件"
    workspace.undo()
    assert len(workspace.snapshot().pieces) == 6
    with pytest.raises(RequestError, match="no_versions"):
        workspace.receiving.replace_versions(workspace.receiving.batches()[0].id)


def test_the_older_version_that_comes_again_is_no_new_piece(workspace: Workspace, tmp_path: Path) -> None:
    old, new = replaced(workspace, tmp_path)
    workspace.receiving.replace(old.id, new.id, None)
    taken = bring(workspace, tmp_path / "三", {"旧的.txt": notice(1)})
    assert [(file.state, file.piece) for file in taken.files] == [(ArrivalState.DUPLICATE, old.id)]
    assert "已换成新版" in (taken.files[0].message or "")


def test_a_file_replaces_a_piece_as_one_step(workspace: Workspace, tmp_path: Path) -> None:
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    before = workspace.snapshot()
    (tmp_path / "新的.txt").write_text(notice(1, "改过。"), "utf-8")
    workspace.receiving.replace_with_file(before.pieces[0].id, tmp_path / "新的.txt", None, Silent())
    (now,) = workspace.snapshot().pieces
    assert (now.id, now.parts == before.pieces[0].parts) == (before.pieces[0].id, False)
    workspace.undo()
    assert workspace.snapshot() == before


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("同样.txt", notice(1), "replace_known"), ("涉密.txt", "机密★1年\n某函", "replace_not_taken")],
)
def test_a_file_that_cannot_replace_a_piece_changes_nothing_of_it(
    name: str, text: str, code: str, workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path / "一", {"1.txt": notice(1)})
    before = workspace.snapshot()
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(RequestError, match=code):
        workspace.receiving.replace_with_file(before.pieces[0].id, tmp_path / name, None, Silent())
    assert workspace.snapshot() == before


def test_a_piece_does_not_replace_itself(workspace: Workspace, tmp_path: Path) -> None:
    old, _ = replaced(workspace, tmp_path)
    with pytest.raises(RequestError, match="replace_by_itself"):
        workspace.receiving.replace(old.id, old.id, None)


def test_what_came_mixed_with_papers_of_others_is_compared_by_its_own_unit(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        mixed = tmp_path / "各单位交来"
        for unit in ("县教委", "县公安局"):
            (mixed / unit).mkdir(parents=True)
            (mixed / unit / f"{unit}工作方案.txt").write_text(f"{unit}工作方案\n第一稿", "utf-8")
        workspace.add([mixed], Accept.NONE, Silent())
        again = tmp_path / "再送"
        again.mkdir()
        (again / "县教委工作方案.txt").write_text("县教委工作方案\n第二稿，有改动", "utf-8")
        taken = workspace.add([again], Accept.CERTAIN, Silent(), Delivery(unit="县教委"))
        assert [file.match for file in taken.files] == [Match.VERSION]
        assert taken.filed == {}


def test_who_is_registered_as_sender_stands_before_whom_a_text_names(tmp_path: Path) -> None:
    with opened(tmp_path / "项目") as workspace:
        (tmp_path / "来").mkdir()
        text = (
            "云岭县第一中学校\n关于食堂自查情况的报告\n\n县教委：\n现将情况报告如下。\n\n云岭县第一中学校\n2023年5月6日"
        )
        (tmp_path / "来" / "自查报告.txt").write_text(text, "utf-8")
        workspace.add([tmp_path / "来"], Accept.NONE, Silent(), Delivery(unit="县教委"))
        (piece,) = workspace.snapshot().pieces
        assert piece.facts.unit == "县教委"
