"""Papers that are never filed without asking, whatever speaks for a place: nobody could read them, or they are two."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pdf_files import chinese_pdf_of
from PIL import Image
from pypdf import PdfReader, PdfWriter
from scans.drawn import as_pdf
from scans.readers import Scripted

from build import a_slot, an_item
from evidence import wording
from evidence.intake.uncertain import doubted
from evidence.model import Flag, SchemeFacts, SchemeReading, Suggestion
from evidence.progress import Silent
from evidence.workspace import Accept, TakenIn, Workspace
from tests.evidence.steps import opened

BODY = "各单位要明确专人负责食品安全工作，按月上报进展情况。\n对照清单逐项抓好落实。"
PLAN = f"云岭县教育委员会\n2023年食品安全工作方案\n{BODY}"
SIGNED = f"{BODY}\n云岭县教育委员会\n2023年3月1日"
ANOTHER = f"云岭县教育委员会文件\n云教委发〔2023〕9号\n关于报送食品安全工作总结的通知\n各学校：\n{BODY}"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with opened(tmp_path / "项目") as workspace:
        yield workspace


def add(workspace: Workspace, folder: Path, name: str, data: bytes, accept: Accept = Accept.CERTAIN) -> TakenIn:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    return workspace.add([folder / name], accept, Silent())


def first(workspace: Workspace) -> Suggestion:
    snapshot = workspace.snapshot()
    return snapshot.suggestions[snapshot.pieces[0].id][0]


def with_password(pdf: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("1234", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked_in_a_zip(name: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(name, PLAN)
    data, raw = bytearray(buffer.getvalue()), name.encode()
    data[data.index(raw) - 30 + 6] |= 1
    data[data.rindex(raw) - 46 + 8] |= 1
    return bytes(data)


def test_one_paper_is_filed_by_its_code(workspace: Workspace, tmp_path: Path) -> None:
    taken = add(workspace, tmp_path / "收", "1-1 方案.pdf", chinese_pdf_of(PLAN, SIGNED))
    assert len(taken.filed) == 1


def test_a_file_with_a_password_waits_for_a_clerk(workspace: Workspace, tmp_path: Path) -> None:
    taken = add(workspace, tmp_path / "收", "1-1 食品安全工作方案.pdf", with_password(chinese_pdf_of(PLAN)))
    assert not taken.filed
    assert not first(workspace).certain
    assert first(workspace).why == "文件名编号 1-1 · 文件有密码，内容未能核对"


def test_so_does_a_member_of_an_archive_with_one(workspace: Workspace, tmp_path: Path) -> None:
    taken = add(workspace, tmp_path / "收", "包.zip", locked_in_a_zip("1-1 食品安全工作方案.txt"))
    assert not taken.filed
    assert not first(workspace).certain
    assert first(workspace).why.endswith("文件有密码，内容未能核对")


def test_so_does_a_file_that_looks_like_several_papers(workspace: Workspace, tmp_path: Path) -> None:
    taken = add(workspace, tmp_path / "收", "1-1 方案.pdf", chinese_pdf_of(PLAN, SIGNED, ANOTHER))
    assert not taken.filed
    assert not first(workspace).certain
    assert first(workspace).why == "文件名编号 1-1 · 可能装有几份材料，请先拆件"


@pytest.mark.parametrize(("pages", "filed"), [((PLAN, SIGNED), 1), ((PLAN, SIGNED, ANOTHER), 0)])
def test_so_does_a_scan_that_turns_out_to_be_several(
    pages: tuple[str, ...], filed: int, workspace: Workspace, tmp_path: Path
) -> None:
    blank = as_pdf(*[Image.new("RGB", (400, 566), (250, 250, 250))] * len(pages), dpi=50)
    taken = add(workspace, tmp_path / "收", "1-1 扫描件.pdf", blank, Accept.NONE)
    workspace.scans.read(Silent(), Scripted(dict(enumerate(pages, 1))))
    assert len(workspace.scans.after(taken, Accept.CERTAIN).filed) == filed


def test_what_was_cut_off_is_a_paper_like_others(workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path / "收", "1-1 方案.pdf", chinese_pdf_of(PLAN, SIGNED, ANOTHER))
    workspace.pieces.split(workspace.snapshot().pieces[0].id, [(1, 2), (3, 3)])
    assert first(workspace).certain


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("2023年食品安全工作方案.pdf", with_password(chinese_pdf_of(PLAN))),
        ("2023年食品安全工作方案.pdf", chinese_pdf_of(PLAN, SIGNED, ANOTHER)),
    ],
)
def test_they_wait_in_a_further_scheme_as_well(name: str, data: bytes, workspace: Workspace, tmp_path: Path) -> None:
    add(workspace, tmp_path / "收", name, data)
    plans = an_item("7-1", a_slot("食品安全工作方案"), text="每年制定食品安全工作方案，按月上报进展情况。")
    workspace.schemes.add(SchemeReading(SchemeFacts("评议考核", None, None, 4.0), (plans,), ()), Silent())
    assert not first(workspace).certain


def test_what_is_not_certain_anyway_says_no_more_than_before() -> None:
    unsure = Suggestion(an_item("1-1").id, None, 0.7, "责任单位 教委")
    assert doubted([unsure], {Flag.ENCRYPTED}, [PLAN, ANOTHER]) == (unsure,)
    assert doubted([], {Flag.ENCRYPTED}) == ()


def test_all_reasons_are_told_with_the_first_place() -> None:
    sure = Suggestion(an_item("1-1").id, None, 0.99, "文件名编号 1-1")
    (told,) = doubted([sure], {Flag.ENCRYPTED}, [PLAN, SIGNED, ANOTHER])
    assert told.why == wording.AND_ALSO.join((sure.why, wording.WHY["locked"], wording.WHY["several_papers"]))
